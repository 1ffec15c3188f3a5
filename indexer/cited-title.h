/* The title by which a citation calls the act that it cites: "Kết luận số 91-KL/TW … về tiếp tục thực hiện
 * Nghị quyết số 29-NQ/TW". Where the corpus has no text of the act, it is all that is known of its subject.
 */
#pragma once

#include "corpus/layout.h"
#include "indexer/mention.h"

G_BEGIN_DECLS

/* Fills `title` of the first mention of each number that is followed by one whose end is sure, on one line.
 * Needs the containers; `mentions`: of DcMention, in text order, spans in the view. */
void dc_cited_titles(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions);

G_END_DECLS
