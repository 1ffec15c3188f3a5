/* One part of a symbol ("UBND" of 43/KH-UBND): what the lexicon knows of a run of letters, also with the
 * slips of optical recognition that leave no doubt. Lengths are bytes. */
#pragma once

#include "corpus/lexicon/lexicon.h"

G_BEGIN_DECLS

enum { DC_SYMBOL_PART_MAX = 48 }; /* longer ones are no part */

typedef struct {
  const DcType *type;
  const DcIssuer *issuer;
} DcSymbolPart;

/* The lexicon's rows for letters in fold form; both NULL when it has none. */
DcSymbolPart dc_symbol_part_find(const char *fold, gsize len);

/* The one long suffix that this is with its last letter lost, or NULL. */
const DcIssuer *dc_symbol_part_cut(const char *fold, gsize len);

/* Whether a part as written is the standard form but for case, marks and joints: "BGD&ĐT" is BGDĐT, while
 * "UB" is a form of its own beside UBND. */
gboolean dc_symbol_part_is_standard(const char *written, gsize len, const char *standard);

/* Whether it differs from the standard form in more than case and joints. */
gboolean dc_symbol_part_is_mended(const char *written, gsize len, const char *standard);

G_END_DECLS
