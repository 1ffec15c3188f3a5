#include "query/reach.h"
#include "query/links.h"

#include <string.h>

#define LONGEST 1000u /* chains longer than this are shown one at a time */

struct _DcReach {
  DcStore *store;
  DcDirection direction;
  guint relations;
  DcLinks *links;
  guint32 *distances; /* by work, one more than the distance; 0: not reached */
  GArray *works;      /* of gint64, in the order of discovery */
  GHashTable *steps;  /* gint64* (owned) → GArray of DcEdge: the best edges towards the root */
  GHashTable *names;  /* gint64* (owned) → char* (owned): of works */
  GHashTable *papers; /* gint64* (owned) → Paper: documents that assert edges */
};

typedef struct {
  gint64 work; /* that the document is */
  char *path;
} Paper;

static void
paper_free(gpointer data) {
  Paper *paper = data;
  g_free(paper->path);
  g_free(paper);
}

guint
dc_relation_rank(DcRelation relation) {
  if (relation == DC_RELATION_IMPLEMENTS)
    return 0;
  return relation == DC_RELATION_CITES ? DC_RELATION_COUNT + 1 : (guint)relation + 1;
}

static gint64 *
boxed(gint64 value) {
  return g_memdup2(&value, sizeof value);
}

static void
discover(DcReach *reach, gint64 work, guint distance) {
  if (work <= 0 || (gsize)work >= dc_links_size(reach->links) || reach->distances[work] != 0)
    return;
  reach->distances[work] = distance + 1;
  g_array_append_val(reach->works, work);
}

/* One ring further: the works [from, to) of the list are the frontier. */
static gboolean
expand(DcReach *reach, guint from, guint to, guint distance, GError **error) {
  if (!dc_links_read(reach->links, &g_array_index(reach->works, gint64, from), to - from, error))
    return FALSE;
  for (guint i = from; i < to; i++) {
    guint n;
    const guint32 *ends = dc_links_of(reach->links, g_array_index(reach->works, gint64, i), &n);
    for (guint k = 0; k < n; k++)
      discover(reach, DC_LINK_WORK(ends[k]), distance);
  }
  return TRUE;
}

/* Takes the links, which may be NULL. */
static DcReach *
walk(DcStore *store, DcLinks *links, const gint64 *roots, gsize n, DcDirection direction, guint relations,
     guint depth, GError **error) {
  if (links == NULL)
    return NULL;
  g_autoptr(DcReach) reach = g_new0(DcReach, 1);
  reach->store = store;
  reach->direction = direction;
  reach->relations = relations;
  reach->links = links;
  reach->distances = g_new0(guint32, dc_links_size(links));
  reach->works = g_array_new(FALSE, FALSE, sizeof(gint64));
  reach->steps = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  reach->names = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  reach->papers = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, paper_free);
  for (gsize i = 0; i < n; i++)
    discover(reach, roots[i], 0);
  guint from = 0;
  for (guint distance = 1; from < reach->works->len && (depth == 0 || distance <= depth); distance++) {
    guint to = reach->works->len;
    if (!expand(reach, from, to, distance, error))
      return NULL;
    from = to;
  }
  return g_steal_pointer(&reach);
}

DcReach *
dc_reach_new(DcStore *store, const gint64 *roots, gsize n, DcDirection direction, guint relations,
             guint depth, GError **error) {
  return walk(store, dc_links_new(store, direction, relations, error), roots, n, direction, relations, depth,
              error);
}

DcReach *
dc_reach_again(const DcReach *other, const gint64 *roots, gsize n, GError **error) {
  return walk(other->store, dc_links_ref(other->links), roots, n, other->direction, other->relations, 0,
              error);
}

void
dc_reach_free(DcReach *reach) {
  dc_links_unref(reach->links);
  g_free(reach->distances);
  g_hash_table_unref(reach->steps);
  g_hash_table_unref(reach->names);
  g_hash_table_unref(reach->papers);
  g_array_unref(reach->works);
  g_free(reach);
}

gsize
dc_reach_size(const DcReach *reach) {
  return dc_links_size(reach->links);
}

guint
dc_reach_distance(const DcReach *reach, gint64 work) {
  if (work <= 0 || (gsize)work >= dc_links_size(reach->links) || reach->distances[work] == 0)
    return DC_DISTANCE_NONE;
  return reach->distances[work] - 1;
}

const GArray *
dc_reach_works(const DcReach *reach) {
  return reach->works;
}

static const char *
name_of(DcReach *reach, gint64 id) {
  char *name = g_hash_table_lookup(reach->names, &id);
  if (name == NULL) {
    g_autoptr(DcWork) work = dc_store_work(reach->store, id, NULL);
    name = g_strdup(work != NULL ? work->name : "");
    g_hash_table_insert(reach->names, boxed(id), name);
  }
  return name;
}

static const Paper *
paper_of(DcReach *reach, gint64 id) {
  Paper *paper = g_hash_table_lookup(reach->papers, &id);
  if (paper == NULL) {
    g_autoptr(DcDocumentRow) row = dc_store_document(reach->store, id, NULL);
    paper = g_new0(Paper, 1);
    paper->work = row != NULL ? row->work : 0;
    paper->path = g_strdup(row != NULL ? row->path : "");
    g_hash_table_insert(reach->papers, boxed(id), paper);
  }
  return paper;
}

/* Of two documents that assert an edge, first the one that is its source, then by path. */
static gint
compare_papers(DcReach *reach, const DcEdge *left, const DcEdge *right) {
  const Paper *a = paper_of(reach, left->document), *b = paper_of(reach, right->document);
  gboolean own = a->work == left->source, other = b->work == right->source;
  return own != other ? (own ? -1 : 1) : strcmp(a->path, b->path);
}

static gint64
nearer_end(const DcReach *reach, const DcEdge *edge) {
  return reach->direction == DC_EDGES_IN ? edge->target : edge->source;
}

/* The strongest, then by the name of its end, then by the document that asserts it. */
static gint
compare_steps(gconstpointer a, gconstpointer b, gpointer data) {
  DcReach *reach = data;
  const DcEdge *left = a, *right = b;
  guint left_rank = dc_relation_rank(left->relation), right_rank = dc_relation_rank(right->relation);
  if (left_rank != right_rank)
    return left_rank < right_rank ? -1 : 1;
  gint64 left_end = nearer_end(reach, left), right_end = nearer_end(reach, right);
  if (left_end != right_end) {
    int order = strcmp(name_of(reach, left_end), name_of(reach, right_end));
    return order != 0 ? order : (left_end < right_end ? -1 : 1);
  }
  return left->document != right->document ? compare_papers(reach, left, right) : 0;
}

/* The edges from a work to those one step nearer to the root, best first, one a neighbour. Owned by reach. */
static const GArray *
steps_of(DcReach *reach, gint64 work, GError **error) {
  GArray *steps = g_hash_table_lookup(reach->steps, &work);
  if (steps != NULL)
    return steps;
  guint distance = dc_reach_distance(reach, work);
  DcDirection back = reach->direction == DC_EDGES_IN ? DC_EDGES_OUT : DC_EDGES_IN;
  g_autoptr(GArray) edges = dc_store_edges(reach->store, back, &work, 1, reach->relations, error);
  if (edges == NULL)
    return NULL;
  steps = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  for (guint i = 0; i < edges->len; i++) {
    DcEdge edge = g_array_index(edges, DcEdge, i);
    if (distance > 0 && dc_reach_distance(reach, nearer_end(reach, &edge)) == distance - 1)
      g_array_append_val(steps, edge);
  }
  g_array_sort_with_data(steps, compare_steps, reach);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
  guint kept = 0;
  for (guint i = 0; i < steps->len; i++) {
    DcEdge edge = g_array_index(steps, DcEdge, i);
    gint64 *slot = reach->direction == DC_EDGES_IN ? &g_array_index(steps, DcEdge, kept).target
                                                   : &g_array_index(steps, DcEdge, kept).source;
    gint64 end = nearer_end(reach, &edge);
    if (g_hash_table_contains(seen, &end))
      continue;
    g_array_index(steps, DcEdge, kept++) = edge;
    g_hash_table_add(seen, slot);
  }
  g_array_set_size(steps, kept);
  g_hash_table_insert(reach->steps, boxed(work), steps);
  return steps;
}

/* Chains run from the citing side: outward ones were found from their far end. */
static void
turn(const DcReach *reach, GArray *chain) {
  for (guint i = 0; reach->direction == DC_EDGES_OUT && i < chain->len / 2; i++) {
    DcEdge edge = g_array_index(chain, DcEdge, i);
    g_array_index(chain, DcEdge, i) = g_array_index(chain, DcEdge, chain->len - 1 - i);
    g_array_index(chain, DcEdge, chain->len - 1 - i) = edge;
  }
}

gboolean
dc_reach_implements(const DcReach *reach, gint64 work, gint64 neighbour) {
  guint low = 0, high;
  const guint32 *ends = dc_links_of(reach->links, work, &high);
  while (low < high) {
    guint middle = low + (high - low) / 2;
    gint64 end = DC_LINK_WORK(ends[middle]);
    if (end == neighbour)
      return DC_LINK_IMPLEMENTS(ends[middle]) != 0;
    if (end < neighbour)
      low = middle + 1;
    else
      high = middle;
  }
  return FALSE;
}

GArray *
dc_reach_chain(DcReach *reach, gint64 work, GError **error) {
  g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  guint distance = dc_reach_distance(reach, work);
  if (distance == DC_DISTANCE_NONE)
    return g_steal_pointer(&chain);
  while (distance-- > 0) {
    const GArray *steps = steps_of(reach, work, error);
    if (steps == NULL)
      return NULL;
    if (steps->len == 0) {
      g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                  "the index is being changed or damaged: no edge leads on");
      return NULL;
    }
    g_array_append_val(chain, g_array_index(steps, DcEdge, 0));
    work = nearer_end(reach, &g_array_index(steps, DcEdge, 0));
  }
  turn(reach, chain);
  return g_steal_pointer(&chain);
}

static gboolean
collect_chains(DcReach *reach, gint64 work, GArray *prefix, guint limit, GPtrArray *chains, GError **error) {
  if (dc_reach_distance(reach, work) == 0) {
    GArray *chain = g_array_copy(prefix);
    turn(reach, chain);
    g_ptr_array_add(chains, chain);
    return TRUE;
  }
  const GArray *steps = steps_of(reach, work, error);
  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len && chains->len < limit; i++) {
    DcEdge edge = g_array_index(steps, DcEdge, i);
    g_array_append_val(prefix, edge);
    if (!collect_chains(reach, nearer_end(reach, &edge), prefix, limit, chains, error))
      return FALSE;
    g_array_set_size(prefix, prefix->len - 1);
  }
  return TRUE;
}

GPtrArray *
dc_reach_chains(DcReach *reach, gint64 work, guint limit, GError **error) {
  g_autoptr(GPtrArray) chains = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  g_autoptr(GArray) prefix = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  guint distance = dc_reach_distance(reach, work);
  if (distance == DC_DISTANCE_NONE)
    return g_steal_pointer(&chains);
  if (distance > LONGEST) {
    GArray *chain = dc_reach_chain(reach, work, error);
    if (chain == NULL)
      return NULL;
    g_ptr_array_add(chains, chain);
  } else if (!collect_chains(reach, work, prefix, limit, chains, error)) {
    return NULL;
  }
  return g_steal_pointer(&chains);
}
