#include "query/match.h"

#include <string.h>

#include "corpus/letters.h"
#include "query/filters.h"

/* A word without marks, or a prefix, stands for no more terms than this, the most frequent ones. */
#define VARIANTS_MAX 64
/* Documents whose positions are looked at in one go. */
#define BATCH 4096

static void
clear_variant(gpointer data) {
  g_free(((DcVariant *)data)->term);
}

typedef struct {
  GArray *variants;
  const char *marked; /* a prefix that the marked form must have; NULL: any */
} Gatherer;

static gboolean
gather_variant(const char *term, guint32 documents, gpointer data) {
  Gatherer *gatherer = data;
  if (gatherer->marked) {
    const char *colon = strchr(term, ':');
    if (!g_str_has_prefix(colon ? colon + 1 : term, gatherer->marked))
      return TRUE;
  }
  DcVariant made = {g_strdup(term), documents};
  g_array_append_val(gatherer->variants, made);
  return TRUE;
}

static int
by_documents(gconstpointer a, gconstpointer b) {
  const DcVariant *x = a, *y = b;
  return x->documents != y->documents ? (x->documents < y->documents ? 1 : -1) : strcmp(x->term, y->term);
}

static void
gather_exact(DcPostings *postings, const char *prefix, const char *form, GArray *variants) {
  g_autoptr(GString) term = g_string_new(NULL);
  dc_postings_term(term, prefix, form, strlen(form));
  g_autofree char *to = g_strconcat(term->str, "\x01", NULL);
  Gatherer gatherer = {variants, NULL};
  dc_postings_terms(postings, term->str, to, gather_variant, &gatherer);
}

/* Every marked form of the unmarked one. */
static void
gather_bare(DcPostings *postings, const char *prefix, const char *form, GArray *variants) {
  g_autofree char *bare = dc_letters_bare_form(form, -1);
  gather_exact(postings, prefix, bare, variants);
  g_autofree char *from = g_strconcat(prefix, bare, ":", NULL), *to = g_strconcat(prefix, bare, ";", NULL);
  Gatherer gatherer = {variants, NULL};
  dc_postings_terms(postings, from, to, gather_variant, &gatherer);
}

static void
gather_prefix(DcPostings *postings, const DcWord *word, gboolean any_marks, GArray *variants) {
  const char *prefix = dc_postings_prefix(word->kind);
  g_autofree char *bare = dc_letters_bare_form(word->form, -1);
  g_autofree char *from = g_strconcat(prefix, bare, NULL), *to = g_strconcat(prefix, bare, "\xF7", NULL);
  Gatherer gatherer = {variants, any_marks ? NULL : word->form};
  dc_postings_terms(postings, from, to, gather_variant, &gatherer);
}

GArray *
dc_match_variants(DcPostings *postings, const DcWord *word, gboolean any_marks) {
  GArray *variants = g_array_new(FALSE, FALSE, sizeof(DcVariant));
  g_array_set_clear_func(variants, clear_variant);
  const char *prefix = dc_postings_prefix(word->kind);
  if (word->prefix)
    gather_prefix(postings, word, any_marks, variants);
  else if (any_marks)
    gather_bare(postings, prefix, word->form, variants);
  else
    gather_exact(postings, prefix, word->form, variants);
  for (guint i = 0; word->others && i < word->others->len; i++) {
    if (any_marks)
      gather_bare(postings, "", word->others->pdata[i], variants);
    else
      gather_exact(postings, "", word->others->pdata[i], variants);
  }
  g_array_sort(variants, by_documents);
  if (variants->len > VARIANTS_MAX)
    g_array_set_size(variants, VARIANTS_MAX);
  return variants;
}

/* ---- places ---- */

typedef struct {
  guint32 *index, *at; /* side by side */
  gsize n, room;
} Gathered;

static void
gather_positions(gsize index, const guint8 *positions, gsize len, gpointer data) {
  Gathered *gathered = data;
  const guint8 *at = positions, *end = positions + len;
  guint32 place = 0, distance = 0;
  if (gathered->n + len > gathered->room) { /* a position takes a byte or more */
    gathered->room = (gathered->n + len) * 2;
    gathered->index = g_renew(guint32, gathered->index, gathered->room);
    gathered->at = g_renew(guint32, gathered->at, gathered->room);
  }
  while (at < end && (at = dc_varint_get(at, end, &distance))) {
    place += distance;
    gathered->index[gathered->n] = (guint32)index;
    gathered->at[gathered->n++] = place;
  }
}

static void
sort_places(guint32 *at, gsize n) {
  for (gsize i = 1; i < n; i++) {
    guint32 place = at[i];
    gsize j = i;
    for (; j > 0 && at[j - 1] > place; j--)
      at[j] = at[j - 1];
    at[j] = place;
  }
}

static int
compare_places(gconstpointer a, gconstpointer b) {
  guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
  return x < y ? -1 : x > y;
}

DcPlaces *
dc_places_new(DcPostings *postings, const GArray *variants, const guint32 *ordinals, gsize n) {
  Gathered gathered = {NULL, NULL, 0, 0};
  for (guint i = 0; i < variants->len; i++)
    dc_postings_positions(postings, g_array_index(variants, DcVariant, i).term, ordinals, n, gather_positions,
                          &gathered);
  DcPlaces *places = g_new(DcPlaces, 1);
  places->start = g_new0(guint32, n + 2);
  places->at = g_new(guint32, gathered.n + 1);
  for (gsize i = 0; i < gathered.n; i++)
    places->start[gathered.index[i] + 2]++;
  for (gsize i = 1; i <= n; i++)
    places->start[i + 1] += places->start[i];
  /* start[i + 1] runs from the first place of the i-th document to behind its last. */
  for (gsize i = 0; i < gathered.n; i++)
    places->at[places->start[gathered.index[i] + 1]++] = gathered.at[i];
  for (gsize i = 0; variants->len > 1 && i < n; i++) {
    gsize many = places->start[i + 1] - places->start[i];
    if (many > 64)
      qsort(places->at + places->start[i], many, sizeof(guint32), compare_places);
    else
      sort_places(places->at + places->start[i], many);
  }
  g_free(gathered.index);
  g_free(gathered.at);
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

/* ---- sets ---- */

static void
add_row(guint32 first, const guint8 *docs, gsize len, gpointer data) {
  const guint8 *end = docs + len;
  DcPosting posting = {first, 0, 0};
  while (docs < end && (docs = dc_posting_get(docs, end, &posting)))
    dc_bits_add(data, posting.ordinal);
}

void
dc_match_add(DcPostings *postings, const GArray *variants, DcBits *bits) {
  for (guint i = 0; i < variants->len; i++)
    dc_postings_rows(postings, g_array_index(variants, DcVariant, i).term, add_row, bits);
}

/* Whether the words stand one after the other in the i-th document. */
static gboolean
stands_so(DcPlaces *const *places, const GArray *words, gsize i) {
  const DcPlaces *first = places[0];
  guint32 base = g_array_index(words, DcWord, 0).at;
  for (guint32 p = first->start[i]; p < first->start[i + 1]; p++) {
    guint w = 1;
    for (; w < words->len; w++) {
      guint32 wanted = first->at[p] + g_array_index(words, DcWord, w).at - base;
      const DcPlaces *next = places[w];
      gsize many = next->start[i + 1] - next->start[i];
      if (!many || !bsearch(&wanted, next->at + next->start[i], many, sizeof wanted, compare_places))
        break;
    }
    if (w == words->len)
      return TRUE;
  }
  return FALSE;
}

/* Drops from `bits` the documents of one batch where the phrase does not stand. */
static void
check_batch(DcPostings *postings, const GArray *words, GArray *const *variants, const guint32 *ordinals,
            gsize n, DcBits *bits) {
  DcPlaces **places = g_new0(DcPlaces *, words->len);
  for (guint w = 0; w < words->len; w++)
    places[w] = dc_places_new(postings, variants[w], ordinals, n);
  for (gsize i = 0; i < n; i++)
    if (!stands_so(places, words, i))
      dc_bits_drop(bits, ordinals[i]);
  for (guint w = 0; w < words->len; w++)
    dc_places_free(places[w]);
  g_free(places);
}

static guint64
documents_of(const GArray *variants) {
  guint64 documents = 0;
  for (guint i = 0; i < variants->len; i++)
    documents += g_array_index(variants, DcVariant, i).documents;
  return documents;
}

static void
keep_having(DcPostings *postings, const GArray *variants, DcBits *bits) {
  g_auto(DcBits) having = dc_bits_new(bits->size);
  dc_match_add(postings, variants, &having);
  dc_bits_and(bits, &having);
}

/* The documents within `within` where the phrase stands. */
static DcBits
match_phrase(DcPostings *postings, const GArray *words, gboolean any_marks, const DcBits *within) {
  DcBits bits = dc_bits_new(within->size);
  memcpy(bits.words, within->words, dc_bits_words(within->size) * sizeof *bits.words);
  GArray **variants = g_new0(GArray *, words->len);
  guint rarest = 0;
  for (guint w = 0; w < words->len; w++) {
    variants[w] = dc_match_variants(postings, &g_array_index(words, DcWord, w), any_marks);
    if (documents_of(variants[w]) < documents_of(variants[rarest]))
      rarest = w;
  }
  keep_having(postings, variants[rarest], &bits);
  /* Where few are left, looking at places tells the rest. */
  for (guint w = 0; w < words->len && dc_bits_count(&bits) > BATCH; w++)
    if (w != rarest)
      keep_having(postings, variants[w], &bits);
  if (words->len > 1) {
    g_autofree guint32 *ordinals = g_new(guint32, BATCH);
    gsize n = 0;
    for (guint32 i = dc_bits_next(&bits, 0); i < bits.size; i = dc_bits_next(&bits, i + 1)) {
      ordinals[n++] = i;
      if (n == BATCH) {
        check_batch(postings, words, variants, ordinals, n, &bits);
        n = 0;
      }
    }
    if (n)
      check_batch(postings, words, variants, ordinals, n, &bits);
  }
  for (guint w = 0; w < words->len; w++)
    g_array_unref(variants[w]);
  g_free(variants);
  return bits;
}

static DcBits
match_clause(DcPostings *postings, const DcClause *clause, gboolean any_marks, const DcBits *within) {
  DcBits bits = dc_bits_new(within->size);
  for (guint i = 0; i < clause->phrases->len; i++) {
    g_auto(DcBits) phrase = match_phrase(postings, clause->phrases->pdata[i], any_marks, within);
    for (guint32 w = 0; w < dc_bits_words(bits.size); w++)
      bits.words[w] |= phrase.words[w];
  }
  return bits;
}

gboolean
dc_match_restrict(DcStore *store, DcPostings *postings, const DcQuestion *question, DcBits *bits,
                  GPtrArray *notes, GError **error) {
  if (!dc_filters_apply(store, postings, question->filters, bits, notes, error))
    return FALSE;
  for (guint i = 0; i < question->required->len; i++) {
    g_auto(DcBits) clause = match_clause(postings, question->required->pdata[i], question->unmarked, bits);
    dc_bits_and(bits, &clause);
  }
  for (guint i = 0; i < question->without->len; i++) {
    g_auto(DcBits) clause = match_clause(postings, question->without->pdata[i], question->unmarked, bits);
    dc_bits_without(bits, &clause);
  }
  return TRUE;
}
