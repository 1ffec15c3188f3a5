/* Terms of Party committees (congresses.csv): within one, a number is given once. */
#pragma once

#include "corpus/lexicon/lexicon.h"

G_BEGIN_DECLS

/* The term in which a unit's committee issued something on `date` (ISO, also "2024-08" or "2024"): "XII" for
 * the centre, "2020" for others, "~2020" in the weeks in which that term began: the number of then is one
 * act, but of which of the two committees, the date does not say. NULL when the date is too vague or too
 * early. Static string. */
const char *dc_congress_term(const char *unit, DcLevel level, const char *date);

/* TRUE when the province took others over on 1/7/2025. */
gboolean dc_congress_is_merged(const char *province);

G_END_DECLS
