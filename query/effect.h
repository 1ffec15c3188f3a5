/* From when an act has effect, by its own words: "Nghị định này có hiệu lực thi hành từ ngày 01/7/2025". */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

/* The date (ISO, as exact as it is stated) in the first document of the work that states one, "" when none
 * does. New string; NULL on error. */
char *dc_effect_date(DcStore *store, gint64 work, GError **error);

G_END_DECLS
