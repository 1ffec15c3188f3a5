/* Where a district or a commune lies: districts.csv (until 1/7/2025) and communes.csv (since then).
 *
 * The tables are parsed when they are first asked (thread-safe); afterwards everything is read-only and lives
 * as long as the program. Names may come in any case, tone style and spacing. Facts: the tables themselves,
 * which name their sources. */
#pragma once

#include "corpus/lexicon/lexicon.h"

G_BEGIN_DECLS

/* The province, as the lexicon names it, where the district or commune of this name lay on `date`; when
 * `date` is "", where it lay last. `kind` ("huyện", "thị xã", "phường"; NULL) helps where a name is borne
 * twice. NULL when the tables know none or cannot tell which. */
const char *dc_places_province(DcLevel level, const char *kind, const char *name, const char *date);

/* Whether the tables have the name, of any time. */
gboolean dc_places_is_known(DcLevel level, const char *name);

/* Whether `province` ever had a district or commune of this name. */
gboolean dc_places_lies_in(DcLevel level, const char *name, const char *province);

G_END_DECLS
