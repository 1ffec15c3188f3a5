/* The table `referrers`: the edges to each work once more, packed, as SQLite takes longer to take a row apart
 * than a walk takes for all the rest. It is written in the transaction that changes the edges, and says the
 * same as they. This is the one place that knows how its bytes lie.
 *
 * A row holds edges to one work, by (source, relation, document); a work with many has several rows, each
 * with other sources. Its number is target × 2^32 + the source of its first edge. For each edge:
 *
 *   a varint: how far its source is from that of the edge before (of the first: 0)
 *   a byte: the relation, + 32 when partial, + 64 when several mentions back it
 *   a varint: how far its document is from that of the edge before (of the first: from 0), × 2, or for a
 *     distance backwards × 2 - 1
 *   a varint: the number of the mention in its document
 *   when several mentions back it, a varint: how many
 *
 * For indexer/store*.c alone. */
#pragma once

#include "indexer/store-internal.h"

G_BEGIN_DECLS

/* The numbers that the rows of a work may have. */
#define DC_REFERRERS_FIRST(target) ((gint64)((guint64)(target) << 32))
#define DC_REFERRERS_LAST(target) (DC_REFERRERS_FIRST(target) | G_MAXUINT32)

/* ---- reading ---- */

/* The edges of a row, one after the other. */
typedef struct {
  const guint8 *at, *end;
  DcEdge edge;
  gboolean broken;
} DcReferrerReader;

/* `packed` must stay. */
void dc_referrer_reader_init(DcReferrerReader *reader, gint64 row, const void *packed, gsize len);
/* The next one, in reader->edge. FALSE at the end, or when the bytes are broken: then reader->broken is set,
 * too. */
gboolean dc_referrer_next(DcReferrerReader *reader);

/* Appends the edges to a work whose relation is in the mask (0: all), as dc_store_edges does. */
gboolean dc_referrers_append(DcStore *store, gint64 target, guint relations, GArray *edges, GError **error);

/* As dc_store_each_neighbour does for edges in, from works[*at] on, as far as those rows are near to each
 * other: then *at is the next work. */
gboolean dc_referrers_run_along(DcStore *store, const gint64 *works, gsize n, gsize *at,
                                void (*func)(gint64 work, gint64 neighbour, DcRelation relation,
                                             gpointer data),
                                gpointer data, GError **error);

/* ---- writing ---- */

/* An edge that the rows do not know of yet, or that they still have. */
typedef struct {
  DcEdge edge;
  gboolean gone;
} DcReferrerChange;

/* To be packed before the next commit; of two changes to one edge the later counts. */
gboolean dc_referrers_note(DcStore *store, const DcEdge *edge, gboolean gone, GError **error);
gboolean dc_referrers_flush(DcStore *store, GError **error);

/* One line in `problems` for each work, up to a hundred, whose rows say something else than the edges. */
gboolean dc_referrers_check(DcStore *store, GPtrArray *problems, GError **error);

G_END_DECLS
