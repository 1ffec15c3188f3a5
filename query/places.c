#include "query/places.h"

#include <string.h>

/* Walks the documents that have a word, in any of its variants. */
typedef struct {
  DcCursor **cursors;
  guint32 *ordinals; /* where they are */
  guint n;
  guint64 documents; /* at most */
  guint32 offset;    /* in the phrase */
  gint hash;         /* dc_row_hash of the word; -1 when it stands for words that differ in more than marks */
  guint32 *places;   /* in one document */
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
    walk.documents += variant->documents;
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

/* ---- the places in some documents ---- */

DcPlaces *
dc_places_new(DcPostings *postings, const GArray *variants, const guint32 *ordinals, gsize n) {
  Walk walk = walk_new(postings, variants);
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint32));
  DcPlaces *places = g_new(DcPlaces, 1);
  places->start = g_new(guint32, n + 1);
  for (gsize i = 0; i < n; i++) {
    places->start[i] = all->len;
    if (walk_seek(&walk, ordinals[i]) != ordinals[i])
      continue;
    read_places(&walk, ordinals[i]);
    g_array_append_vals(all, walk.places, (guint)walk.n_places);
  }
  places->start[n] = all->len;
  places->at = g_array_steal(all, NULL);
  walk_clear(&walk);
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

/* FALSE when the second word never comes right after the first in the document where both walks are. */
static gboolean
may_follow(const Walk *first, const Walk *second, guint32 ordinal) {
  gboolean may = second->hash < 0;
  for (guint i = 0; i < first->n && !may; i++)
    may = first->ordinals[i] == ordinal && dc_cursor_may_follow(first->cursors[i], (guint8)second->hash);
  return may;
}

/* Moves the `i`-th of the walks to the document. FALSE when it does not have the word, or never beside those
 * that came there before it; *next is where its first document from there on is. */
static gboolean
joins(Walk *const *walks, guint i, guint32 ordinal, guint32 *next) {
  *next = walk_seek(walks[i], ordinal);
  if (*next != ordinal)
    return FALSE;
  for (guint w = 0; w < i; w++)
    if ((walks[w]->offset + 1 == walks[i]->offset && !may_follow(walks[w], walks[i], ordinal)) ||
        (walks[i]->offset + 1 == walks[w]->offset && !may_follow(walks[i], walks[w], ordinal)))
      return FALSE;
  return TRUE;
}

/* Whether the phrase stands in the document, where all walks are. */
static gboolean
stands_in(Walk *const *walks, guint n, guint32 ordinal) {
  if (n > 1 && walks[0]->n == 1 && walks[1]->n == 1) {
    if (!pair_stands(walks[0], walks[1]))
      return FALSE;
    if (n == 2)
      return TRUE;
  }
  read_places(walks[0], ordinal);
  for (guint i = 1; i < n && walks[0]->n_places; i++) {
    read_places(walks[i], ordinal);
    keep_followed(walks[0], walks[i]);
  }
  return walks[0]->n_places > 0;
}

static int
by_documents(gconstpointer a, gconstpointer b) {
  guint64 x = (*(Walk *const *)a)->documents, y = (*(Walk *const *)b)->documents;
  return x < y ? -1 : x > y;
}

/* Adds the documents within where the words stand as the phrase has them; `walks` has the rarest first. */
static void
find_phrase(Walk *const *walks, guint n, const DcBits *within, DcBits *found) {
  for (guint32 i = dc_bits_next(within, 0); i < within->size; i = dc_bits_next(within, i)) {
    guint32 next = walk_seek(walks[0], i);
    guint joined = next == i;
    while (joined && joined < n && joins(walks, joined, i, &next))
      joined++;
    if (joined == n && stands_in(walks, n, i))
      dc_bits_add(found, i);
    if (next == G_MAXUINT32)
      break;
    i = MAX(next, i + 1);
  }
}

DcBits
dc_phrase_match(DcPostings *postings, const GArray *words, gboolean any_marks, const DcBits *within) {
  g_autofree Walk *walks = g_new(Walk, words->len + 1);
  g_autofree Walk **rarest = g_new(Walk *, words->len + 1);
  DcBits found = dc_bits_new(within->size);
  for (guint w = 0; w < words->len; w++) {
    const DcWord *word = &g_array_index(words, DcWord, w);
    g_autoptr(GArray) variants = dc_match_variants(postings, word, any_marks);
    walks[w] = walk_new(postings, variants);
    walks[w].offset = word->at - g_array_index(words, DcWord, 0).at;
    walks[w].hash = word->prefix || word->others ? -1 : dc_row_hash(word->form, strlen(word->form));
    rarest[w] = &walks[w];
  }
  qsort(rarest, words->len, sizeof(gpointer), by_documents);
  if (words->len)
    find_phrase(rarest, words->len, within, &found);
  for (guint w = 0; w < words->len; w++)
    walk_clear(&walks[w]);
  return found;
}
