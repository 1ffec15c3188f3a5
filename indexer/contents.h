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

G_END_DECLS
