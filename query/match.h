/* Which documents have a word, a phrase, a filter: sets of ordinals from the postings. */
#pragma once

#include "indexer/bits.h"
#include "indexer/postings.h"
#include "indexer/store.h"
#include "query/question.h"

G_BEGIN_DECLS

/* A word stands for no more terms than this, the most frequent ones. */
#define DC_VARIANTS_MAX 64u

/* A term of the index that stands for a word of the question. */
typedef struct {
  char *term;
  guint32 documents;
} DcVariant;

/* Array of DcVariant. A word typed with marks is that word; one typed without them in a question without
 * marks
 * (`any_marks`) is every word that differs in marks alone. */
GArray *dc_match_variants(DcPostings *postings, const DcWord *word, gboolean any_marks);

/* Adds the documents of a variant to the set. */
void dc_match_add(DcPostings *postings, const GArray *variants, DcBits *bits);

/* Keeps in `bits` what the question requires and does not exclude: phrases, alternatives, exclusions,
 * filters. Filters that could not be understood are said in `notes` and left out. */
gboolean dc_match_restrict(DcStore *store, DcPostings *postings, const DcQuestion *question, DcBits *bits,
                           GPtrArray *notes, GError **error);

G_END_DECLS
