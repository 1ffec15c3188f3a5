/* Near-duplicates: several files with one text, or almost. */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

/* Takes hits (array of DcHit with rows) whose text is almost that of an earlier one out of the array; their
 * paths go to the `copies` of the earlier one. Stops when `wanted` different hits are found and drops the
 * rest. Texts are compared by a sketch of their runs of four words. */
gboolean dc_copies_fold(DcStore *store, GPtrArray *hits, guint wanted, GError **error);

G_END_DECLS
