/* Works cited by name: laws, codes, ordinances, charters, the Constitution (corpus/lexicon/laws.csv),
 * resolutions of congresses and plenums.
 *
 * Linear in the length of the view, apart from the length of one name. */
#pragma once

#include "corpus/layout.h"
#include "indexer/mention.h"

G_BEGIN_DECLS

/* Merges named mentions into `mentions` (which holds the numbered ones, in text order) and keeps text order.
 * A name that has its number beside it ("Luật Đầu tư số 61/2020/QH14") is not a mention of its own, nor is a
 * law's own name in its text; the heading of a plenum's resolution is of relation "self". Returns 1 when
 * there were more than DC_MENTIONS_MAX, else 0. */
guint dc_named_scan(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions);

/* Puts the laws named within the name of an amending law under it (`container`, amends), and gives each name
 * the number of the law that was meant on `date` (ISO, may be ""), where that is certain. */
void dc_named_settle(const DcView *view, const char *date, GArray *mentions);

/* The number that the lexicon knows for a name ("Luật Giáo dục năm 2019" → "43/2019/QH14"): the law in force
 * on `date` (ISO, may be "") when the name has no year. NULL when it is not certain. Static string. */
const char *dc_named_key(const char *name, const char *date);

G_END_DECLS
