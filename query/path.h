/* Chains of references from one work to another. */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

/* Chains from `from` to `to` that visit no work twice, shortest first: those of the least length, and those
 * that are at most `extra` edges longer; at most `limit`. Array of GArray of DcEdge, owned; empty
 * when nothing leads there. `relations`: bit mask, 0 for all. */
GPtrArray *dc_paths(DcStore *store, gint64 from, gint64 to, guint relations, guint extra, guint limit,
                    GError **error);

G_END_DECLS
