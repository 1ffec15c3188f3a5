/* The table `work_units`: the unit of each work as a number of the table `units`, packed, for questions about
 * all works of many units at once. It follows `works` in the transaction that changes them. This is the one
 * place that knows how its bytes lie: a row has the works of one block, four bytes (little-endian) each, 0
 * for a number that no work has.
 *
 * For indexer/store*.c alone. */
#pragma once

#include "indexer/store-internal.h"

G_BEGIN_DECLS

/* The work is new or gone: its block is written again before the next commit. */
void dc_work_units_note(DcStore *store, gint64 work);
gboolean dc_work_units_flush(DcStore *store, GError **error);

/* A line in `problems` when the table says of a work something else than `works`. */
gboolean dc_work_units_check(DcStore *store, GPtrArray *problems, GError **error);

G_END_DECLS
