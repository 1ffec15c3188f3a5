/* The issuing body as a citation names it: "của Ban Chấp hành Trung ương Đảng khóa XI". */
#pragma once

#include "indexer/words.h"

G_BEGIN_DECLS

/* The body named at `at` after "của"; an empty span when none is. `joint`: of a joint act, which names
 * several
 * ("Bộ Nội vụ, Bộ Tài chính"). */
DcSpan dc_issuer_read(const DcWords *words, gsize at, gboolean joint);

G_END_DECLS
