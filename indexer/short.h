/* Short forms: "Nghị quyết 29" for a resolution that the same text names in full, "Đề án 06" for the decision
 * behind which it is introduced in brackets. */
#pragma once

#include "corpus/lexicon/lexicon.h"
#include "indexer/mention.h"
#include "indexer/words.h"

G_BEGIN_DECLS

/* Whether the digits in [at, end) may be a short form, by what stands right beside them: the cheap test. */
gboolean dc_short_may_be(const DcWords *words, gsize at, gsize end);

/* The type word before such digits, and where it starts ("Kế hoạch số 10"; `so`: with "số"); NULL: there is
 * none. */
const DcType *dc_short_type(const DcWords *words, gsize at, gsize end, gsize *start, gboolean *so);
/* Whether the number that ends at `at` counts what follows: "5 năm". */
gboolean dc_short_counts(const DcWords *words, gsize at);

/* Puts the short forms of the text into `mentions` (the full ones, in text order), in their places. One that
 * fits several works is undecided, one that fits none or too many is no mention. `numbers`: of DcSpan, all
 * that may be one, in text order. Returns 1 when there were more than DC_MENTIONS_MAX, else 0. */
guint dc_short_scan(const DcWords *words, const GArray *numbers, GArray *mentions);

/* Appends to `mentions`, behind all others, for each undecided one the other acts that it could be. Returns 1
 * when there were more than DC_MENTIONS_MAX, else 0. */
guint dc_short_add_others(GArray *mentions);

G_END_DECLS
