#include "query/graph.h"
#include "query/dates.h"
#include "query/key.h"
#include "query/reach.h"

#include <string.h>

#define BATCH 512

static void
node_free(gpointer data) {
  DcGraphNode *node = data;
  g_clear_pointer(&node->work, dc_work_free);
  g_free(node->label);
  g_free(node->unit);
  g_free(node);
}

void
dc_graph_free(DcGraph *graph) {
  g_ptr_array_unref(graph->nodes);
  g_array_unref(graph->edges);
  g_free(graph);
}

typedef struct {
  DcStore *store;
  const DcGraphOptions *options;
  GArray *ids; /* of gint64: the works of the graph */
} Gathering;

static gboolean
gather_reach(Gathering *gathering, const gint64 *roots, gsize n, DcDirection direction, GHashTable *seen,
             GError **error) {
  g_autoptr(DcReach) reach = dc_reach_new(gathering->store, roots, n, direction,
                                          gathering->options->relations, gathering->options->depth, error);
  if (reach == NULL)
    return FALSE;
  const GArray *works = dc_reach_works(reach);
  for (guint i = 0; i < works->len; i++) {
    gint64 id = g_array_index(works, gint64, i);
    if (g_hash_table_add(seen, g_memdup2(&id, sizeof id)))
      g_array_append_val(gathering->ids, id);
  }
  return TRUE;
}

static gboolean
gather_all(Gathering *gathering, GError **error) {
  g_autoptr(GArray) works = dc_store_linked_works(gathering->store, error);
  if (works != NULL && works->len > 0)
    g_array_append_vals(gathering->ids, works->data, works->len);
  return works != NULL;
}

static gboolean
gather(Gathering *gathering, const gint64 *roots, gsize n, GError **error) {
  const DcGraphOptions *options = gathering->options;
  if (n == 0)
    return gather_all(gathering, error);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  return (!options->down || gather_reach(gathering, roots, n, DC_EDGES_IN, seen, error)) &&
         (!options->up || gather_reach(gathering, roots, n, DC_EDGES_OUT, seen, error));
}

static DcGraphNode *
make_node(DcStore *store, gint64 id, GError **error) {
  DcWork *work = dc_store_work(store, id, error);
  if (work == NULL)
    return NULL;
  DcGraphNode *node = g_new0(DcGraphNode, 1);
  node->work = work;
  node->unit = g_strdup(work->unit);
  node->level = dc_level_parse(work->level);
  node->count = 1;
  node->label = g_strdup(*work->key != '\0' ? dc_key_shown(work->key) : work->name);
  return node;
}

static gint
compare_nodes(gconstpointer a, gconstpointer b) {
  const DcGraphNode *left = *(const DcGraphNode *const *)a, *right = *(const DcGraphNode *const *)b;
  if (left->level != right->level)
    return left->level < right->level ? -1 : 1;
  int order = strcmp(left->unit, right->unit);
  if (order == 0 && left->work != NULL && right->work != NULL) {
    order = strcmp(left->work->date, right->work->date);
    if (order == 0)
      order = strcmp(left->work->name, right->work->name);
    if (order == 0)
      order = strcmp(left->work->path, right->work->path);
  }
  return order != 0 ? order : strcmp(left->label, right->label);
}

static gboolean
is_root(const gint64 *roots, gsize n, gint64 id) {
  for (gsize i = 0; i < n; i++) {
    if (roots[i] == id)
      return TRUE;
  }
  return FALSE;
}

static gboolean
make_nodes(DcGraph *graph, const Gathering *gathering, const gint64 *roots, gsize n, GError **error) {
  const DcGraphOptions *options = gathering->options;
  for (guint i = 0; i < gathering->ids->len; i++) {
    gint64 id = g_array_index(gathering->ids, gint64, i);
    DcGraphNode *node = make_node(gathering->store, id, error);
    if (node == NULL)
      return FALSE;
    node->root = is_root(roots, n, id);
    g_autofree char *date = dc_date_of_work(node->work);
    g_autoptr(DcValidity) validity = dc_validity_new(gathering->store, node->work, options->as_of, error);
    if (validity == NULL) {
      node_free(node);
      return FALSE;
    }
    node->force = validity->force;
    gboolean ended = options->in_force && validity->force > DC_FORCE_AMENDED;
    if (!node->root &&
        (ended || (options->as_of != NULL && dc_date_order(date, options->as_of) == DC_DATE_AFTER)))
      node_free(node);
    else
      g_ptr_array_add(graph->nodes, node);
    if (options->max_nodes > 0 && graph->nodes->len > options->max_nodes) {
      g_set_error(
          error, DC_ERROR, DC_ERROR_LIMIT,
          "the graph has more than %u works, too many to draw: narrow it with KEY, --depth, --relation, "
          "--as-of or --collapse, or take it as data (--format graphml, gexf, json, csv)",
          options->max_nodes);
      return FALSE;
    }
  }
  g_ptr_array_sort(graph->nodes, compare_nodes);
  return TRUE;
}

static gint
compare_edges(gconstpointer a, gconstpointer b) {
  const DcGraphEdge *left = a, *right = b;
  if (left->source != right->source)
    return left->source < right->source ? -1 : 1;
  if (left->target != right->target)
    return left->target < right->target ? -1 : 1;
  return (int)left->relation - (int)right->relation;
}

/* Sums the edges of the same ends and relation; leaves out those from a node to itself. */
static void
sum_edges(GArray *edges) {
  g_array_sort(edges, compare_edges);
  guint kept = 0;
  for (guint i = 0; i < edges->len; i++) {
    DcGraphEdge edge = g_array_index(edges, DcGraphEdge, i);
    DcGraphEdge *last = kept > 0 ? &g_array_index(edges, DcGraphEdge, kept - 1) : NULL;
    if (edge.source == edge.target)
      continue;
    if (last != NULL && compare_edges(last, &edge) == 0) {
      last->documents += edge.documents;
      last->mentions += edge.mentions;
    } else {
      g_array_index(edges, DcGraphEdge, kept++) = edge;
    }
  }
  g_array_set_size(edges, kept);
}

static gboolean
make_edges(DcGraph *graph, DcStore *store, guint relations, GError **error) {
  g_autoptr(GHashTable) places = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < graph->nodes->len; i++) {
    DcGraphNode *node = g_ptr_array_index(graph->nodes, i);
    g_hash_table_insert(places, &node->work->id, GUINT_TO_POINTER(i));
  }
  for (guint at = 0; at < graph->nodes->len; at += BATCH) {
    gint64 batch[BATCH];
    guint n = MIN(BATCH, graph->nodes->len - at);
    for (guint i = 0; i < n; i++)
      batch[i] = ((DcGraphNode *)g_ptr_array_index(graph->nodes, at + i))->work->id;
    g_autoptr(GArray) edges = dc_store_edges(store, DC_EDGES_OUT, batch, n, relations, error);
    if (edges == NULL)
      return FALSE;
    for (guint i = 0; i < edges->len; i++) {
      const DcEdge *edge = &g_array_index(edges, DcEdge, i);
      gpointer target;
      if (!g_hash_table_lookup_extended(places, &edge->target, NULL, &target))
        continue;
      DcGraphEdge made = {GPOINTER_TO_UINT(g_hash_table_lookup(places, &edge->source)),
                          GPOINTER_TO_UINT(target), edge->relation, 1, edge->mentions};
      g_array_append_val(graph->edges, made);
    }
  }
  sum_edges(graph->edges);
  return TRUE;
}

DcGraph *
dc_graph_new(DcStore *store, const gint64 *roots, gsize n, const DcGraphOptions *options, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  Gathering gathering = {store, options, ids};
  g_autoptr(DcGraph) graph = g_new0(DcGraph, 1);
  graph->nodes = g_ptr_array_new_with_free_func(node_free);
  graph->edges = g_array_new(FALSE, FALSE, sizeof(DcGraphEdge));
  if (!gather(&gathering, roots, n, error) || !make_nodes(graph, &gathering, roots, n, error) ||
      !make_edges(graph, store, options->relations, error))
    return NULL;
  return g_steal_pointer(&graph);
}

/* The node that stands for a province's works, made when it is not there. */
static guint
group_of(GHashTable *groups, GPtrArray *nodes, const DcGraphNode *node) {
  g_autofree char *province = g_strndup(node->unit, strcspn(node->unit, "/"));
  gpointer place;
  if (!g_hash_table_lookup_extended(groups, province, NULL, &place)) {
    DcGraphNode *group = g_new0(DcGraphNode, 1);
    group->unit = g_strdup(province);
    group->level = DC_LEVEL_PROVINCE;
    place = GUINT_TO_POINTER(nodes->len);
    g_ptr_array_add(nodes, group);
    g_hash_table_insert(groups, g_strdup(province), place);
  }
  DcGraphNode *group = g_ptr_array_index(nodes, GPOINTER_TO_UINT(place));
  group->count++;
  g_free(group->label);
  group->label = g_strdup_printf("%s: %u %s", strcmp(group->unit, "?") == 0 ? "(unit unknown)" : group->unit,
                                 group->count, group->count == 1 ? "work" : "works");
  return GPOINTER_TO_UINT(place);
}

void
dc_graph_collapse(DcGraph *graph) {
  g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
  g_autofree guint *moved = g_new(guint, graph->nodes->len + 1);
  GPtrArray *nodes = g_ptr_array_new_with_free_func(node_free);
  for (guint i = 0; i < graph->nodes->len; i++) {
    DcGraphNode *node = g_ptr_array_index(graph->nodes, i);
    gboolean kept = node->root || node->level == DC_LEVEL_CENTRAL || node->level == DC_LEVEL_NONE;
    if (kept) {
      moved[i] = nodes->len;
      g_ptr_array_add(nodes, node);
    } else {
      moved[i] = group_of(groups, nodes, node);
      node_free(node);
    }
  }
  g_ptr_array_set_free_func(graph->nodes, NULL);
  g_ptr_array_unref(graph->nodes);
  graph->nodes = g_ptr_array_copy(nodes, NULL, NULL);
  g_ptr_array_sort(graph->nodes, compare_nodes);
  for (guint i = 0; i < graph->nodes->len; i++)
    g_hash_table_insert(places, g_ptr_array_index(graph->nodes, i), GUINT_TO_POINTER(i));
  for (guint i = 0; i < graph->edges->len; i++) {
    DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    edge->source =
        GPOINTER_TO_UINT(g_hash_table_lookup(places, g_ptr_array_index(nodes, moved[edge->source])));
    edge->target =
        GPOINTER_TO_UINT(g_hash_table_lookup(places, g_ptr_array_index(nodes, moved[edge->target])));
  }
  g_ptr_array_set_free_func(nodes, NULL);
  g_ptr_array_unref(nodes);
  g_ptr_array_set_free_func(graph->nodes, node_free);
  sum_edges(graph->edges);
}
