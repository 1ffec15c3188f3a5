/* Which documents have a word, a phrase, a filter: sets of ordinals from the postings. */
#pragma once

#include "indexer/postings.h"
#include "indexer/store.h"
#include "query/bits.h"
#include "query/question.h"

G_BEGIN_DECLS

/* A term of the index that stands for a word of the question. */
typedef struct {
  char *term;
  guint32 documents;
} DcVariant;

/* Array of DcVariant. A word typed with marks is that word; one typed without them in a question without
 * marks
 * (`any_marks`) is every word that differs in marks alone. */
GArray *dc_match_variants(DcPostings *postings, const DcWord *word, gboolean any_marks);

/* Where the variants of one word stand in some documents: at[start[i]] … at[start[i + 1] - 1] for the i-th.
 */
typedef struct {
  guint32 *start;
  guint32 *at;
} DcPlaces;

/* `ordinals` ascend. */
DcPlaces *dc_places_new(DcPostings *postings, const GArray *variants, const guint32 *ordinals, gsize n);
void dc_places_free(DcPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcPlaces, dc_places_free)

/* Adds the documents of a variant to the set. */
void dc_match_add(DcPostings *postings, const GArray *variants, DcBits *bits);

/* Keeps in `bits` what the question requires and does not exclude: phrases, alternatives, exclusions,
 * filters. Filters that could not be understood are said in `notes` and left out. */
gboolean dc_match_restrict(DcStore *store, DcPostings *postings, const DcQuestion *question, DcBits *bits,
                           GPtrArray *notes, GError **error);

G_END_DECLS
