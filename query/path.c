#include "query/path.h"
#include "query/reach.h"

#define LONGEST 64u      /* edges of a chain that is looked for beyond the shortest ones */
#define WORK_MAX 200000u /* edges looked at, so that dense graphs end too */

typedef struct {
  DcStore *store;
  DcReach *to; /* distances to the end */
  guint relations, length, limit, looked;
  GArray *edges;      /* of DcEdge: the chain so far */
  GHashTable *on_way; /* gint64*: works of the chain so far */
  GPtrArray *chains;
} Search;

static gint
compare_edges(gconstpointer a, gconstpointer b) {
  const DcEdge *left = a, *right = b;
  if (left->target != right->target)
    return left->target < right->target ? -1 : 1;
  guint left_rank = dc_relation_rank(left->relation), right_rank = dc_relation_rank(right->relation);
  return left_rank != right_rank ? (left_rank < right_rank ? -1 : 1) : 0;
}

/* Extends the chain by each neighbour from which the end can still be reached in exactly `length` edges. */
static gboolean
extend(Search *search, gint64 work, GError **error) {
  if (dc_reach_distance(search->to, work) == 0) {
    if (search->edges->len == search->length)
      g_ptr_array_add(search->chains, g_array_copy(search->edges));
    return TRUE;
  }
  g_autoptr(GArray) edges = dc_store_edges(search->store, DC_EDGES_OUT, &work, 1, search->relations, error);
  if (edges == NULL)
    return FALSE;
  g_array_sort(edges, compare_edges);
  for (guint i = 0; i < edges->len && search->chains->len < search->limit; i++) {
    DcEdge edge = g_array_index(edges, DcEdge, i);
    guint left = dc_reach_distance(search->to, edge.target);
    gboolean again = i > 0 && g_array_index(edges, DcEdge, i - 1).target == edge.target;
    if (again || left == DC_DISTANCE_NONE || search->edges->len + 1 + left > search->length ||
        g_hash_table_contains(search->on_way, &edge.target) || ++search->looked > WORK_MAX)
      continue;
    g_array_append_val(search->edges, edge);
    g_hash_table_add(search->on_way, &edge.target);
    gboolean ok = extend(search, edge.target, error);
    g_hash_table_remove(search->on_way, &edge.target);
    g_array_set_size(search->edges, search->edges->len - 1);
    if (!ok)
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
dc_paths(DcStore *store, gint64 from, gint64 to, guint relations, guint extra, guint limit, GError **error) {
  relations = relations != 0 ? relations : DC_RELATIONS_ALL;
  g_autoptr(DcReach) reach = dc_reach_new(store, &to, 1, DC_EDGES_IN, relations, 0, error);
  if (reach == NULL)
    return NULL;
  guint shortest = dc_reach_distance(reach, from);
  if (shortest == DC_DISTANCE_NONE || shortest == 0)
    return g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  if (extra == 0 || shortest >= LONGEST)
    return dc_reach_chains(reach, from, limit, error);
  Search search = {store,
                   reach,
                   relations,
                   shortest,
                   limit,
                   0,
                   g_array_new(FALSE, FALSE, sizeof(DcEdge)),
                   g_hash_table_new(g_int64_hash, g_int64_equal),
                   g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref)};
  g_hash_table_add(search.on_way, &from);
  gboolean ok = TRUE;
  for (; ok && search.length <= MIN(shortest + extra, LONGEST) && search.chains->len < limit; search.length++)
    ok = extend(&search, from, error);
  g_array_unref(search.edges);
  g_hash_table_unref(search.on_way);
  if (!ok)
    g_clear_pointer(&search.chains, g_ptr_array_unref);
  return search.chains;
}
