/* Short forms: "Nghị quyết 29" for a resolution that the same text names in full, "Đề án 06" for the decision
 * behind which it is introduced in brackets. */
#pragma once

#include "indexer/mention.h"
#include "indexer/words.h"

G_BEGIN_DECLS

/* Whether the digits in [at, end) may be a short form, by what stands right beside them: the cheap test. */
gboolean dc_short_may_be(const DcWords *words, gsize at, gsize end);

/* Puts the short forms of the text into `mentions` (the full ones, in text order), in their places. A form
 * that fits several works, or none, is no mention. `numbers`: of DcSpan, all that may be one, in text order.
 */
void dc_short_scan(const DcWords *words, const GArray *numbers, GArray *mentions);

G_END_DECLS
