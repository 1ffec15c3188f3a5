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

/* Keeps in `bits` the documents where all of the phrases (of GArray of DcWord, none empty) stand: first those
 * that have every word of every phrase, by the lists, then of these, by positions, those where the words
 * stand so. */
void dc_phrases_keep(DcPostings *postings, const GPtrArray *phrases, gboolean any_marks, DcBits *bits);

/* The documents within `within` where the phrase stands. */
DcBits dc_phrase_match(DcPostings *postings, GArray *words, gboolean any_marks, const DcBits *within);

G_END_DECLS
