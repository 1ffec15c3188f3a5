/* Where words stand: from the positions of the postings. */
#pragma once

#include "query/match.h"

G_BEGIN_DECLS

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

/* The documents within `within` where the phrase (array of DcWord) stands. */
DcBits dc_phrase_match(DcPostings *postings, const GArray *words, gboolean any_marks, const DcBits *within);

G_END_DECLS
