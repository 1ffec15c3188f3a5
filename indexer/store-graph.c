/* Edges: reading them in batches, and making those that a document asserts from its mentions. */
#include "indexer/store-internal.h"
#include "indexer/store-referrers.h"

#define IDLE_MAX 4 /* edges of others that are stepped over before the next work is searched for */

/* ---- reading ---- */

static int
compare_edges(gconstpointer a, gconstpointer b) {
  const DcEdge *x = a, *y = b;
  const gint64 left[] = {x->source, x->target, x->relation, x->document};
  const gint64 right[] = {y->source, y->target, y->relation, y->document};
  for (guint i = 0; i < G_N_ELEMENTS(left); i++)
    if (left[i] != right[i])
      return left[i] < right[i] ? -1 : 1;
  return 0;
}

DcEdge
dc_query_get_edge(DcQuery *query) {
  return (DcEdge){.source = dc_query_get_int(query, 0),
                  .target = dc_query_get_int(query, 1),
                  .relation = (DcRelation)dc_query_get_int(query, 2),
                  .document = dc_query_get_int(query, 3),
                  .mention = dc_query_get_int(query, 4),
                  .mentions = (guint)dc_query_get_int(query, 5),
                  .partial = dc_query_get_int(query, 6) != 0};
}

static gboolean
append_edges(DcStore *store, DcQuery *query, guint relations, GArray *edges, GError **error) {
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    DcEdge edge = dc_query_get_edge(query);
    if ((guint)edge.relation < DC_RELATION_COUNT && (relations == 0 || relations >> edge.relation & 1))
      g_array_append_val(edges, edge);
  }
  return step == DC_STEP_DONE;
}

static gboolean
append_from(DcStore *store, gint64 source, guint relations, GArray *edges, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT source, target, relation, document, mention, mentions, partial FROM edges"
               " WHERE source = ? ORDER BY target, relation, document",
               error);
  if (query)
    dc_query_int(query, 1, source);
  return query && append_edges(store, query, relations, edges, error);
}

/* The edges of each of the works, which are sorted, in their order. */
static gboolean
append_all(DcStore *store, DcDirection direction, const GArray *works, guint relations, GArray *edges,
           GError **error) {
  for (guint i = 0; i < works->len; i++) {
    gint64 work = g_array_index(works, gint64, i);
    if (i > 0 && work == g_array_index(works, gint64, i - 1))
      continue;
    if (!(direction == DC_EDGES_OUT ? append_from : dc_referrers_append)(store, work, relations, edges,
                                                                         error))
      return FALSE;
  }
  return TRUE;
}

/* One transaction for a batch: SQLite would lock and unlock the file for each work. `*own`: whether one is
 * wanted; then whether it was begun here. */
static gboolean
begin_batch(DcStore *store, gboolean *own, GError **error) {
  *own = *own && sqlite3_get_autocommit(store->db);
  return !*own || dc_store_exec(store, "BEGIN", error);
}

/* Returns `done`, and FALSE when the transaction cannot be ended. */
static gboolean
end_batch(DcStore *store, gboolean own, gboolean done, GError **error) {
  return (!own || dc_store_exec(store, "COMMIT", done ? error : NULL)) && done;
}

GArray *
dc_store_edges(DcStore *store, DcDirection direction, const gint64 *works, gsize n, guint relations,
               GError **error) {
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (n > 0)
    g_array_append_vals(sorted, works, (guint)n);
  g_array_sort(sorted, dc_id_compare);
  gboolean own = n > 1;
  if (!begin_batch(store, &own, error) ||
      !end_batch(store, own, append_all(store, direction, sorted, relations, edges, error), error))
    return NULL;
  if (direction == DC_EDGES_IN && n > 1)
    g_array_sort(edges, compare_edges);
  return g_steal_pointer(&edges);
}

typedef void (*NeighbourFunc)(gint64 work, gint64 neighbour, DcRelation relation, gpointer data);

/* Steps on from works[*at] through the edges, in which the works stand sorted: those that the next edge
 * passes over have none, and need no search each. Ends behind the last work, or where the next one is far. */
static gboolean
run_along(DcStore *store, const gint64 *works, gsize n, gsize *at, NeighbourFunc func, gpointer data,
          GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store, "SELECT source, target, relation FROM edges WHERE source >= ? ORDER BY source, target", error);
  if (!query)
    return FALSE;
  DcStep step = DC_STEP_ROW;
  dc_query_int(query, 1, works[*at]);
  for (guint idle = 0; *at < n && idle < IDLE_MAX;) {
    if ((step = dc_query_step(store, query, error)) != DC_STEP_ROW)
      break;
    gint64 work = dc_query_get_int(query, 0);
    guint relation = (guint)dc_query_get_int(query, 2);
    while (*at < n && works[*at] < work)
      ++*at;
    gboolean wanted = *at < n && works[*at] == work;
    idle = wanted ? 0 : idle + 1;
    if (wanted && relation < DC_RELATION_COUNT)
      func(work, dc_query_get_int(query, 1), (DcRelation)relation, data);
  }
  *at = step == DC_STEP_ROW ? *at : n;
  return step != DC_STEP_ERROR;
}

gboolean
dc_store_each_neighbour(DcStore *store, DcDirection direction, const gint64 *works, gsize n,
                        void (*func)(gint64 work, gint64 neighbour, DcRelation relation, gpointer data),
                        gpointer data, GError **error) {
  gboolean own = n > 1, done = TRUE;
  if (!begin_batch(store, &own, error))
    return FALSE;
  for (gsize at = 0; at < n && done;)
    done = (direction == DC_EDGES_OUT ? run_along : dc_referrers_run_along)(store, works, n, &at, func, data,
                                                                            error);
  return end_batch(store, own, done, error);
}

/* ---- making ---- */

/* A ref and the work that it means, in the order of ids. */
typedef struct {
  gint64 first, end, work;
} Resolved;

static GArray *
resolved_refs(DcStore *store, gint64 document, GError **error) {
  g_autoptr(GArray) refs = g_array_new(FALSE, FALSE, sizeof(Resolved));
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT id, mentions, work FROM refs WHERE id >= ? AND id < ? ORDER BY id", error);
  if (!query)
    return NULL;
  dc_query_int(query, 1, DC_FIRST_MENTION(document));
  dc_query_int(query, 2, DC_FIRST_MENTION(document + 1));
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 first = dc_query_get_int(query, 0);
    Resolved ref = {first, first + dc_query_get_int(query, 1), dc_query_get_int(query, 2)};
    g_array_append_val(refs, ref);
  }
  return step == DC_STEP_DONE ? g_steal_pointer(&refs) : NULL;
}

/* The work of a mention, 0 when there is none. */
static gint64
work_of(const GArray *refs, gint64 mention) {
  guint low = 0, high = refs->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    const Resolved *ref = &g_array_index(refs, Resolved, middle);
    if (mention < ref->first)
      high = middle;
    else if (mention >= ref->end)
      low = middle + 1;
    else
      return ref->work;
  }
  return 0;
}

/* Told from the other side, a relation is stored from this one. */
static void
turn_forward(DcEdge *edge) {
  if (!dc_relation_is_told_backwards(edge->relation))
    return;
  gint64 source = edge->source;
  edge->relation = dc_relation_inverse(edge->relation);
  edge->source = edge->target;
  edge->target = source;
}

/* One edge a mention → one edge a (source, target, relation), backed by the mention that stands first. */
static void
merge_edges(GArray *edges) {
  guint kept = 0;
  g_array_sort(edges, compare_edges);
  for (guint i = 0; i < edges->len; i++) {
    DcEdge *edge = &g_array_index(edges, DcEdge, i);
    DcEdge *last = kept ? &g_array_index(edges, DcEdge, kept - 1) : NULL;
    if (!last || compare_edges(last, edge) != 0) {
      g_array_index(edges, DcEdge, kept++) = *edge;
      continue;
    }
    last->mentions += edge->mentions;
    last->partial = last->partial && edge->partial;
    last->mention = MIN(last->mention, edge->mention);
  }
  g_array_set_size(edges, kept);
}

static gint64
work_of_document(DcStore *store, gint64 document, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT work FROM documents WHERE id = ?", error);
  if (!query)
    return 0;
  dc_query_int(query, 1, document);
  return dc_query_step(store, query, error) == DC_STEP_ROW ? dc_query_get_int(query, 0) : 0;
}

GArray *
dc_store_edges_asserted(DcStore *store, gint64 document, GError **error) {
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  g_autoptr(GArray) refs = resolved_refs(store, document, error);
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT id, container, relation, partial FROM mentions WHERE id >= ? "
                                      "AND id < ? AND confidence > ? ORDER BY id",
                                      error);
  if (!refs || !query)
    return NULL;
  gint64 own = work_of_document(store, document, error);
  dc_query_int(query, 1, DC_FIRST_MENTION(document));
  dc_query_int(query, 2, DC_FIRST_MENTION(document + 1));
  dc_query_int(query, 3, DC_CONFIDENCE_BESIDE);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 mention = dc_query_get_int(query, 0), container = dc_query_get_int(query, 1);
    DcEdge edge = {.source = container ? work_of(refs, container) : own,
                   .target = work_of(refs, mention),
                   .relation = (DcRelation)dc_query_get_int(query, 2),
                   .document = document,
                   .mention = mention,
                   .mentions = 1,
                   .partial = dc_query_get_int(query, 3) != 0};
    if (!edge.source || !edge.target || edge.source == edge.target || edge.relation == DC_RELATION_SELF)
      continue;
    turn_forward(&edge);
    g_array_append_val(edges, edge);
  }
  if (step != DC_STEP_DONE)
    return NULL;
  merge_edges(edges);
  return g_steal_pointer(&edges);
}

gboolean
dc_store_delete_edges(DcStore *store, const GArray *edges, GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store, "DELETE FROM edges WHERE source = ? AND target = ? AND relation = ? AND document = ?", error);
  for (guint i = 0; query && i < edges->len; i++) {
    const DcEdge *edge = &g_array_index(edges, DcEdge, i);
    dc_query_int(query, 1, edge->source);
    dc_query_int(query, 2, edge->target);
    dc_query_int(query, 3, edge->relation);
    dc_query_int(query, 4, edge->document);
    if (!dc_query_run(store, query, error) || !dc_referrers_note(store, edge, TRUE, error))
      return FALSE;
  }
  return query != NULL;
}

gboolean
dc_store_insert_edges(DcStore *store, const GArray *edges, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "INSERT INTO edges(source, target, relation, document, mention, mentions, partial)"
               " VALUES (?, ?, ?, ?, ?, ?, ?)",
               error);
  for (guint i = 0; query && i < edges->len; i++) {
    const DcEdge *edge = &g_array_index(edges, DcEdge, i);
    dc_query_int(query, 1, edge->source);
    dc_query_int(query, 2, edge->target);
    dc_query_int(query, 3, edge->relation);
    dc_query_int(query, 4, edge->document);
    dc_query_int(query, 5, edge->mention);
    dc_query_int(query, 6, edge->mentions);
    dc_query_int(query, 7, edge->partial);
    if (!dc_query_run(store, query, error) || !dc_referrers_note(store, edge, FALSE, error))
      return FALSE;
  }
  return query != NULL;
}
