/* The table of contents of a gazette's issue: an entry is a title, a full stop, the date of the act and a
 * page
 * ("… phí. 16-12-2011 Trang 3"). */
#pragma once

#include "indexer/mention.h"
#include "indexer/words.h"

G_BEGIN_DECLS

/* Gives the first mention of each entry, the act itself, its date; nothing in any other text. `mentions`: of
 * DcMention, in text order. */
void dc_contents_date(const DcWords *words, GStringChunk *strings, GArray *mentions);

/* "Văn bản quy phạm pháp luật BỘ TÀI CHÍNH": the heading of the next entries, with a body in capitals behind
 * it, stands in [from, to). In small letters it is a part of a title. */
gboolean dc_contents_has_heading(const DcWords *words, gsize from, gsize to);

G_END_DECLS
