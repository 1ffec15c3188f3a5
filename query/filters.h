/* Filters (type, unit, date …) as sets of documents, and the counts of their values. Both come from the
 * postings of '@name=' terms; what a document cites comes from the graph. */
#pragma once

#include "indexer/bits.h"
#include "indexer/postings.h"
#include "indexer/store.h"
#include "query/question.h"

G_BEGIN_DECLS

/* FALSE when no document could have such a value: a date that is none, a level that there is not. */
gboolean dc_filter_makes_sense(const DcFilter *filter);

/* A level as people type it: "xã", "cấp xã", "commune", with or without marks. NONE when it is none. */
DcLevel dc_filter_level(const char *words);

/* Keeps in `bits` what passes every filter (array of DcFilter, which make sense); one that no document passes
 * is noted. */
gboolean dc_filters_apply(DcStore *store, DcPostings *postings, const GArray *filters, DcBits *bits,
                          GPtrArray *notes, GError **error);

/* Adds the ordinals whose own symbol is this folded form to the set. */
void dc_filters_bearers(DcPostings *postings, const char *symbol, gboolean any_marks, DcBits *bits);
/* The same of a number that is remembered in part (question-numbers.h). */
void dc_filters_bearers_of_part(DcPostings *postings, const char *form, DcBits *bits);

typedef struct {
  char *value; /* as most documents spell it … */
  guint32 documents;
  guint32 spelt; /* … so many of them */
} DcFacet;

/* The values of "type", "unit", "level", "issuer" or "year" among the documents, the most frequent first.
 * Array of DcFacet. */
GArray *dc_filters_facets(DcPostings *postings, const char *name, const DcBits *bits);

/* The first `n` ordinals of the set by date, the newest first; those without a date last. Array of guint32.
 */
GArray *dc_filters_newest(DcPostings *postings, const DcBits *bits, guint32 n);

G_END_DECLS
