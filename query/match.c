#include "query/match.h"

#include <string.h>

#include "corpus/letters.h"
#include "query/filters.h"
#include "query/places.h"
#include "query/question-numbers.h"

static void
clear_variant(gpointer data) {
  g_free(((DcVariant *)data)->term);
}

typedef struct {
  GArray *variants;
  const char *marked; /* a prefix that the marked form must have; NULL: any */
  const char *number; /* a form that the symbol must fit (question-numbers.h); NULL: any */
} Gatherer;

static gboolean
gather_variant(const char *term, guint32 documents, gpointer data) {
  Gatherer *gatherer = data;
  if (gatherer->marked) {
    const char *colon = strchr(term, ':');
    if (!g_str_has_prefix(colon ? colon + 1 : term, gatherer->marked))
      return TRUE;
  }
  if (gatherer->number && !dc_number_fits(gatherer->number, term + 1))
    return TRUE;
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
  Gatherer gatherer = {variants, NULL, NULL};
  dc_postings_terms(postings, term->str, to, gather_variant, &gatherer);
}

/* Every marked form of the unmarked one. */
static void
gather_bare(DcPostings *postings, const char *prefix, const char *form, GArray *variants) {
  g_autofree char *bare = dc_letters_bare_form(form, -1);
  gather_exact(postings, prefix, bare, variants);
  g_autofree char *from = g_strconcat(prefix, bare, ":", NULL), *to = g_strconcat(prefix, bare, ";", NULL);
  Gatherer gatherer = {variants, NULL, NULL};
  dc_postings_terms(postings, from, to, gather_variant, &gatherer);
}

static void
gather_prefix(DcPostings *postings, const DcWord *word, gboolean any_marks, GArray *variants) {
  const char *prefix = dc_postings_prefix(word->kind);
  g_autofree char *bare = dc_letters_bare_form(word->form, -1);
  g_autofree char *from = g_strconcat(prefix, bare, NULL), *to = g_strconcat(prefix, bare, "\xF7", NULL);
  Gatherer gatherer = {variants, any_marks ? NULL : word->form, NULL};
  dc_postings_terms(postings, from, to, gather_variant, &gatherer);
}

static void
gather_number(DcPostings *postings, const DcWord *word, GArray *variants) {
  gsize digits = strcspn(word->form, "/");
  g_autofree char *from = g_strdup_printf("#%.*s-", (int)digits, word->form);
  g_autofree char *to = g_strdup_printf("#%.*s0", (int)digits, word->form);
  Gatherer gatherer = {variants, NULL, word->form};
  dc_postings_terms(postings, from, to, gather_variant, &gatherer);
}

GArray *
dc_match_variants(DcPostings *postings, const DcWord *word, gboolean any_marks) {
  GArray *variants = g_array_new(FALSE, FALSE, sizeof(DcVariant));
  g_array_set_clear_func(variants, clear_variant);
  const char *prefix = dc_postings_prefix(word->kind);
  if (word->part)
    gather_number(postings, word, variants);
  else if (word->prefix)
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
  if (variants->len > DC_VARIANTS_MAX)
    g_array_set_size(variants, DC_VARIANTS_MAX);
  return variants;
}

/* ---- sets ---- */

static void
add_block(const DcRowBlock *block, gpointer data) {
  for (guint i = 0; i < block->n; i++)
    dc_bits_add(data, block->ordinals[i]);
}

void
dc_match_add(DcPostings *postings, const GArray *variants, DcBits *bits) {
  for (guint i = 0; i < variants->len; i++)
    dc_postings_each(postings, g_array_index(variants, DcVariant, i).term, add_block, bits);
}

static DcBits
match_clause(DcPostings *postings, const DcClause *clause, gboolean any_marks, const DcBits *within) {
  DcBits bits = dc_bits_new(within->size);
  for (guint i = 0; i < clause->phrases->len; i++) {
    g_auto(DcBits) phrase = dc_phrase_match(postings, clause->phrases->pdata[i], any_marks, within);
    dc_bits_or(&bits, &phrase);
  }
  return bits;
}

gboolean
dc_match_restrict(DcStore *store, DcPostings *postings, const DcQuestion *question, DcBits *bits,
                  GPtrArray *notes, GError **error) {
  if (!dc_filters_apply(store, postings, question->filters, bits, notes, error))
    return FALSE;
  g_autoptr(GPtrArray) phrases = g_ptr_array_new();
  for (guint i = 0; i < question->required->len; i++) {
    const DcClause *clause = question->required->pdata[i];
    if (clause->phrases->len == 1)
      g_ptr_array_add(phrases, clause->phrases->pdata[0]);
  }
  dc_phrases_keep(postings, phrases, question->unmarked, bits);
  for (guint i = 0; i < question->required->len; i++) {
    const DcClause *clause = question->required->pdata[i];
    if (clause->phrases->len == 1)
      continue;
    g_auto(DcBits) found = match_clause(postings, clause, question->unmarked, bits);
    dc_bits_and(bits, &found);
  }
  for (guint i = 0; i < question->without->len; i++) {
    g_auto(DcBits) clause = match_clause(postings, question->without->pdata[i], question->unmarked, bits);
    dc_bits_without(bits, &clause);
  }
  return TRUE;
}
