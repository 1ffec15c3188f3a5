/* Did you mean: words of a question that occur nowhere, and words of the corpus that are near them. */
#pragma once

#include "indexer/postings.h"
#include "query/question.h"

G_BEGIN_DECLS

/* Puts a near word in the place of each one that no document has, when it is long enough to tell; short ones,
 * and those that must be there as typed (phrases, alternatives), are only said. Adds a line to `notes` (may
 * be NULL) for each. */
void dc_suggest(DcPostings *postings, DcQuestion *question, GPtrArray *notes);

G_END_DECLS
