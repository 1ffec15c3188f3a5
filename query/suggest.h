/* Did you mean: words of a question that occur nowhere, and words of the corpus that are near them. */
#pragma once

#include "indexer/postings.h"
#include "query/question.h"

G_BEGIN_DECLS

/* Adds a line to `notes` for each word that no document has. */
void dc_suggest(DcPostings *postings, const DcQuestion *question, GPtrArray *notes);

G_END_DECLS
