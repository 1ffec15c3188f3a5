#include "query/places.h"

#include <string.h>

/* Walks the documents that have a word, in any of its variants. */
typedef struct {
  DcCursor **cursors;
  guint32 *ordinals; /* where they are */
  guint n;
  guint32 offset;  /* in the phrase */
  guint32 *places; /* in one document */
  gsize n_places, room;
} Walk;

static Walk
walk_new(DcPostings *postings, const GArray *variants) {
  Walk walk = {.cursors = g_new(DcCursor *, variants->len + 1),
               .ordinals = g_new0(guint32, variants->len + 1),
               .n = variants->len};
  for (guint i = 0; i < walk.n; i++) {
    const DcVariant *variant = &g_array_index(variants, DcVariant, i);
    walk.cursors[i] = dc_cursor_new(postings, variant->term);
    walk.ordinals[i] = dc_cursor_seek(walk.cursors[i], 0);
  }
  return walk;
}

static void
walk_clear(Walk *walk) {
  for (guint i = 0; i < walk->n; i++)
    dc_cursor_free(walk->cursors[i]);
  g_free(walk->cursors);
  g_free(walk->ordinals);
  g_free(walk->places);
}

/* The first document at or after `ordinal`; G_MAXUINT32 at the end. */
static guint32
walk_seek(Walk *walk, guint32 ordinal) {
  guint32 first = G_MAXUINT32;
  for (guint i = 0; i < walk->n; i++) {
    if (walk->ordinals[i] < ordinal)
      walk->ordinals[i] = dc_cursor_seek(walk->cursors[i], ordinal);
    first = MIN(first, walk->ordinals[i]);
  }
  return first;
}

static int
compare_places(gconstpointer a, gconstpointer b) {
  guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
  return x < y ? -1 : x > y;
}

static void
read_positions(Walk *walk, const guint8 *at, gsize len) {
  if (walk->n_places + len > walk->room) { /* a position takes a byte or more */
    walk->room = 2 * (walk->n_places + len);
    walk->places = g_renew(guint32, walk->places, walk->room);
  }
  guint32 *places = walk->places + walk->n_places, place = 0, distance = 0;
  for (const guint8 *end = at + len; at < end;) {
    if (*at < 0x80)
      distance = *at++;
    else if (!(at = dc_varint_get(at, end, &distance)))
      break;
    *places++ = place += distance;
  }
  walk->n_places = (gsize)(places - walk->places);
}

/* Fills the places in the document, which the walk has come to, ascending. */
static void
read_places(Walk *walk, guint32 ordinal) {
  guint with = 0;
  walk->n_places = 0;
  for (guint i = 0; i < walk->n; i++) {
    if (walk->ordinals[i] != ordinal)
      continue;
    gsize len;
    const guint8 *positions = dc_cursor_positions(walk->cursors[i], &len);
    if (len)
      read_positions(walk, positions, len);
    with++;
  }
  if (with > 1)
    qsort(walk->places, walk->n_places, sizeof *walk->places, compare_places);
}

/* The next position of packed ones, moved by where its word stands in the phrase. FALSE at the end. */
static inline gboolean
next_place(const guint8 **at, const guint8 *end, guint64 *place) {
  guint32 distance;
  if (*at >= end)
    return FALSE;
  if (**at < 0x80)
    distance = *(*at)++;
  else if (!(*at = dc_varint_get(*at, end, &distance)))
    return FALSE;
  *place += distance;
  return TRUE;
}

/* ---- the places in some documents ---- */

/* A place in the i-th document. */
typedef struct {
  guint32 i, place;
} Place;

static void
add_places(DcPostings *postings, const char *term, const guint32 *ordinals, gsize n, GArray *found) {
  DcCursor *cursor = dc_cursor_new(postings, term);
  guint32 at = 0;
  for (gsize i = 0; i < n && at != G_MAXUINT32; i++) {
    if (at > ordinals[i])
      continue;
    at = dc_cursor_seek(cursor, ordinals[i]);
    if (at != ordinals[i])
      continue;
    gsize len;
    const guint8 *positions = dc_cursor_positions(cursor, &len);
    const guint8 *end = positions + len;
    guint64 place = 0;
    guint filled = found->len;
    g_array_set_size(found, filled + (guint)len); /* a position takes a byte or more */
    while (len && next_place(&positions, end, &place))
      g_array_index(found, Place, filled++) = (Place){(guint32)i, (guint32)place};
    g_array_set_size(found, filled);
  }
  dc_cursor_free(cursor);
}

/* Variant by variant, so that one statement reads them all. */
DcPlaces *
dc_places_new(DcPostings *postings, const GArray *variants, const guint32 *ordinals, gsize n) {
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Place));
  for (guint v = 0; v < variants->len; v++)
    add_places(postings, g_array_index(variants, DcVariant, v).term, ordinals, n, found);
  DcPlaces *places = g_new(DcPlaces, 1);
  places->start = g_new0(guint32, n + 1);
  places->at = g_new(guint32, found->len + 1);
  for (guint f = 0; f < found->len; f++)
    places->start[g_array_index(found, Place, f).i + 1]++;
  for (gsize i = 0; i < n; i++)
    places->start[i + 1] += places->start[i];
  g_autofree guint32 *next = g_memdup2(places->start, (n + 1) * sizeof *next);
  for (guint f = 0; f < found->len; f++) {
    const Place *place = &g_array_index(found, Place, f);
    places->at[next[place->i]++] = place->place;
  }
  for (gsize i = 0; variants->len > 1 && i < n; i++)
    qsort(places->at + places->start[i], places->start[i + 1] - places->start[i], sizeof *places->at,
          compare_places);
  return places;
}

void
dc_places_free(DcPlaces *places) {
  if (!places)
    return;
  g_free(places->start);
  g_free(places->at);
  g_free(places);
}

/* ---- phrases ---- */

/* Whether two words of one variant each stand as the phrase has them, somewhere in the document where both
 * walks are. */
static gboolean
pair_stands(const Walk *a, const Walk *b) {
  gsize a_len, b_len;
  const guint8 *a_at = dc_cursor_positions(a->cursors[0], &a_len), *a_end = a_at + a_len;
  const guint8 *b_at = dc_cursor_positions(b->cursors[0], &b_len), *b_end = b_at + b_len;
  guint64 a_place = b->offset, b_place = a->offset;
  gboolean more = next_place(&a_at, a_end, &a_place) && next_place(&b_at, b_end, &b_place);
  while (more && a_place != b_place)
    more = a_place < b_place ? next_place(&a_at, a_end, &a_place) : next_place(&b_at, b_end, &b_place);
  return more;
}

/* Keeps of the places of `first` those that have the word `next` in its place. */
static void
keep_followed(Walk *first, const Walk *next) {
  gsize kept = 0;
  for (gsize s = 0, p = 0; s < first->n_places && p < next->n_places; s++) {
    guint64 wanted = (guint64)first->places[s] + next->offset;
    while (p < next->n_places && (guint64)next->places[p] + first->offset < wanted)
      p++;
    if (p < next->n_places && (guint64)next->places[p] + first->offset == wanted)
      first->places[kept++] = first->places[s];
  }
  first->n_places = kept;
}

/* Whether the phrase stands in the document, where all walks are. */
static gboolean
stands_in(Walk *walks, guint n, guint32 ordinal) {
  if (walks[0].n == 1 && walks[1].n == 1) {
    if (!pair_stands(&walks[0], &walks[1]))
      return FALSE;
    if (n == 2)
      return TRUE;
  }
  read_places(&walks[0], ordinal);
  for (guint i = 1; i < n && walks[0].n_places; i++) {
    read_places(&walks[i], ordinal);
    keep_followed(&walks[0], &walks[i]);
  }
  return walks[0].n_places > 0;
}

/* A word of a phrase. */
typedef struct {
  GArray *variants;
  guint64 documents; /* at most */
  guint32 offset;    /* in the phrase */
  guint phrase;
  gint hash;  /* dc_row_hash; -1 when it stands for words that differ in more than marks */
  gint after; /* of the word that must come right after it; -1: none that is known */
} Part;

static void
clear_part(gpointer data) {
  g_array_unref(((Part *)data)->variants);
}

static int
by_documents(gconstpointer a, gconstpointer b) {
  const Part *x = a, *y = b;
  return x->documents != y->documents ? (x->documents < y->documents ? -1 : 1)
         : x->phrase != y->phrase     ? (x->phrase < y->phrase ? -1 : 1)
                                      : (x->offset > y->offset) - (x->offset < y->offset);
}

static void
add_parts(DcPostings *postings, const GArray *words, guint phrase, gboolean any_marks, GArray *parts) {
  for (guint w = 0; w < words->len; w++) {
    const DcWord *word = &g_array_index(words, DcWord, w);
    Part part = {.variants = dc_match_variants(postings, word, any_marks),
                 .offset = word->at - g_array_index(words, DcWord, 0).at,
                 .phrase = phrase,
                 .hash = word->prefix || word->others ? -1 : dc_row_hash(word->form, strlen(word->form)),
                 .after = -1};
    for (guint v = 0; v < part.variants->len; v++)
      part.documents += g_array_index(part.variants, DcVariant, v).documents;
    Part *before = w ? &g_array_index(parts, Part, parts->len - 1) : NULL;
    if (before && before->offset + 1 == part.offset)
      before->after = part.hash;
    g_array_append_val(parts, part);
  }
}

/* Adds to `kept` the documents of the block that are in `bits` and where what must come after the word may.
 */
static void
keep_block(const DcRowBlock *block, const guint8 *follows, guint8 after, const DcBits *bits, DcBits *kept) {
  for (guint i = 0; i < block->n; i++)
    if (dc_bits_has(bits, block->ordinals[i]) &&
        (!follows || dc_row_may_follow(follows[i], block->counts[i], after)))
      dc_bits_add(kept, block->ordinals[i]);
}

/* Keeps the documents that have the word, by lists alone. */
static void
keep_having(DcPostings *postings, const Part *part, DcBits *bits) {
  DcBits kept = dc_bits_new(bits->size);
  for (guint v = 0; v < part->variants->len; v++) {
    DcCursor *cursor = dc_cursor_new(postings, g_array_index(part->variants, DcVariant, v).term);
    const DcRowBlock *block;
    for (guint32 i = dc_bits_next(bits, 0); i < bits->size && (block = dc_cursor_block(cursor, i));
         i = dc_bits_next(bits, block->ordinals[block->n - 1] + 1))
      keep_block(block, part->after < 0 ? NULL : dc_cursor_follows(cursor), (guint8)part->after, bits, &kept);
    dc_cursor_free(cursor);
  }
  dc_bits_clear(bits);
  *bits = kept;
}

/* Keeps the documents where the words of the phrase, the rarest first, stand as it has them. */
static void
keep_standing(DcPostings *postings, const GArray *parts, guint phrase, DcBits *bits) {
  g_autofree Walk *walks = g_new(Walk, parts->len + 1);
  guint n = 0;
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index(parts, Part, i);
    if (part->phrase != phrase)
      continue;
    walks[n] = walk_new(postings, part->variants);
    walks[n++].offset = part->offset;
  }
  for (guint32 i = n > 1 ? dc_bits_next(bits, 0) : bits->size; i < bits->size;
       i = dc_bits_next(bits, i + 1)) {
    gboolean here = TRUE;
    for (guint w = 0; w < n; w++)
      here &= walk_seek(&walks[w], i) == i;
    if (!here || !stands_in(walks, n, i))
      dc_bits_drop(bits, i);
  }
  for (guint w = 0; w < n; w++)
    walk_clear(&walks[w]);
}

void
dc_phrases_keep(DcPostings *postings, const GPtrArray *phrases, gboolean any_marks, DcBits *bits) {
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  g_array_set_clear_func(parts, clear_part);
  for (guint p = 0; p < phrases->len; p++)
    add_parts(postings, phrases->pdata[p], p, any_marks, parts);
  g_array_sort(parts, by_documents);
  for (guint i = 0; i < parts->len; i++)
    keep_having(postings, &g_array_index(parts, Part, i), bits);
  for (guint p = 0; p < phrases->len; p++)
    keep_standing(postings, parts, p, bits);
}

DcBits
dc_phrase_match(DcPostings *postings, GArray *words, gboolean any_marks, const DcBits *within) {
  gpointer phrase = words;
  GPtrArray phrases = {&phrase, 1};
  DcBits found = dc_bits_copy(within);
  dc_phrases_keep(postings, &phrases, any_marks, &found);
  return found;
}
