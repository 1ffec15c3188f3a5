/* Which acts can have changed which (hierarchy.csv). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rank of the act with this type ("TT") and number ("38/2015/TT-BTC", "" for one known by name): 1 is the
 * highest, 0 one that cannot be compared. */
guint dc_hierarchy_rank(const char *type, const char *key);

/* FALSE when both ranks are known and `by` is the lower act: it cannot have amended, replaced, repealed,
 * suspended or corrected the other, whatever a sentence seems to say. */
gboolean dc_hierarchy_may_change(guint by, guint changed);

/* All rows, in the order of the table, as arrays of strings: for the tests of its examples. */
const GPtrArray *dc_hierarchy_rows(void);

G_END_DECLS
