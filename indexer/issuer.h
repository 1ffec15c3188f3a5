/* The issuing body as a citation names it: "của Ban Chấp hành Trung ương Đảng khóa XI". */
#pragma once

#include "indexer/words.h"

G_BEGIN_DECLS

/* The body named at `at` after "của"; an empty span when none is. */
DcSpan dc_issuer_read(const DcWords *words, gsize at);

G_END_DECLS
