/* What reaches a set of works, or is reached by it, over the edges: distances first, chains on demand.
 *
 * Breadth first in batches, so it is safe on cycles and asks the store little. Where several chains are
 * equally short, the one shown does not depend on the order of indexing: the strongest relation, then the
 * name of the next work decides. */
#pragma once

#include "corpus/error.h"
#include "indexer/store.h"

G_BEGIN_DECLS

typedef struct _DcReach DcReach;

#define DC_RELATIONS_ALL (((1u << DC_RELATION_COUNT) - 1) & ~(1u << DC_RELATION_SELF))
#define DC_DISTANCE_NONE G_MAXUINT

/* `direction` IN: the works that reach `roots`; OUT: the works that the roots reach. `relations`: bit mask.
 * `depth`: farthest distance, 0 for no limit. Borrows `store`. */
DcReach *dc_reach_new(DcStore *store, const gint64 *roots, gsize n, DcDirection direction, guint relations,
                      guint depth, GError **error);
/* The same from other roots and without limit, over the edges that the other has read. */
DcReach *dc_reach_again(const DcReach *other, const gint64 *roots, gsize n, GError **error);
void dc_reach_free(DcReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcReach, dc_reach_free)

/* Works have numbers below this, those reached among them. */
gsize dc_reach_size(const DcReach *reach);
/* Edges between the work and the nearest root: 0 for a root itself, DC_DISTANCE_NONE when not reached. */
guint dc_reach_distance(const DcReach *reach, gint64 work);
/* Whether the edge that the walk took from `work`, one reached, to its neighbour says that one of them
 * carries the other out. */
gboolean dc_reach_implements(const DcReach *reach, gint64 work, gint64 neighbour);
/* Every work reached, roots first, by distance; within a distance in no promised order. Array of gint64. */
const GArray *dc_reach_works(const DcReach *reach);

/* One shortest chain between the work and its nearest root, as DcEdge from the citing side to the cited: from
 * the work to the root (IN), or from the root to the work (OUT). New array; empty for a root. NULL on error.
 */
GArray *dc_reach_chain(DcReach *reach, gint64 work, GError **error);
/* Every shortest chain, at most `limit`: array of such arrays. */
GPtrArray *dc_reach_chains(DcReach *reach, gint64 work, guint limit, GError **error);

/* How much a relation says: implements first, a bare citation last. Smaller is stronger. */
guint dc_relation_rank(DcRelation relation);

G_END_DECLS
