#include "query/validity.h"
#include "query/dates.h"

#include <string.h>

static const char *const force_names[] = {"", "amended", "suspended", "replaced", "repealed"};

const char *
dc_force_name(DcForce force) {
  return force_names[force];
}

void
dc_validity_free(DcValidity *validity) {
  g_free(validity->name);
  g_free(validity->since);
  g_free(validity);
}

/* Rank of an act among the State's (Luật 64/2025/QH15, Điều 4); of the Party's and of local ones by level
 * alone. An act is only changed by one of its own rank or above: smaller is above. */
static guint
rank_of(const DcWork *work) {
  static const struct {
    const char *in_key;
    guint rank;
  } ranks[] = {{"/UBTVQH", 2}, {"-UBTVQH", 2}, {"/QH", 1}, {"-CTN", 3},
               {"NĐ-CP", 4},   {"NQ-CP", 4},   {"-TTg", 5}};
  if (strcmp(work->type, "HP") == 0 || strcmp(work->type, "Luật") == 0)
    return strcmp(work->type, "HP") == 0 ? 0 : 1;
  for (guint i = 0; i < G_N_ELEMENTS(ranks); i++) {
    if (strstr(work->key, ranks[i].in_key) != NULL)
      return ranks[i].rank;
  }
  DcLevel level = dc_level_parse(work->level);
  return 6 + (level > DC_LEVEL_CENTRAL ? (guint)level - DC_LEVEL_CENTRAL : 0);
}

/* What an edge does to its target. What ends only a part leaves the work in force, amended. */
static DcForce
force_of(const DcEdge *edge) {
  switch (edge->relation) {
  case DC_RELATION_REPLACES:
    return edge->partial ? DC_FORCE_AMENDED : DC_FORCE_REPLACED;
  case DC_RELATION_REPEALS:
    return edge->partial ? DC_FORCE_AMENDED : DC_FORCE_REPEALED;
  case DC_RELATION_SUSPENDS:
    return edge->partial ? DC_FORCE_AMENDED : DC_FORCE_SUSPENDED;
  case DC_RELATION_AMENDS:
    return DC_FORCE_AMENDED;
  default:
    return DC_FORCE_IN;
  }
}

/* The graver, then the earlier, then by name, so that the order of indexing does not matter. */
static gboolean
outweighs(const DcValidity *validity, DcForce force, const char *since, const char *name) {
  if (force != validity->force)
    return force > validity->force;
  int order = strcmp(since, validity->since);
  return order != 0 ? order < 0 : strcmp(name, validity->name) < 0;
}

static gboolean
weigh(DcValidity *validity, DcStore *store, const DcWork *work, const DcEdge *edge, const char *as_of,
      GError **error) {
  DcForce force = force_of(edge);
  g_autoptr(DcWork) by = dc_store_work(store, edge->source, error);
  if (by == NULL)
    return FALSE;
  if (rank_of(by) > rank_of(work))
    force = DC_FORCE_IN;
  g_autofree char *since = dc_date_of_work(by), *date = dc_date_of_work(work);
  if (force == DC_FORCE_IN || dc_date_order(since, date) == DC_DATE_BEFORE ||
      (as_of != NULL && (*since == '\0' || dc_date_order(since, as_of) == DC_DATE_AFTER)) ||
      !outweighs(validity, force, since, by->name))
    return TRUE;
  validity->force = force;
  validity->by = by->id;
  validity->mention = edge->mention;
  g_free(validity->name);
  g_free(validity->since);
  validity->name = g_strdup(by->name);
  validity->since = g_steal_pointer(&since);
  return TRUE;
}

DcValidity *
dc_validity_new(DcStore *store, const DcWork *work, const char *as_of, GError **error) {
  guint relations = 1u << DC_RELATION_REPLACES | 1u << DC_RELATION_REPEALS | 1u << DC_RELATION_SUSPENDS |
                    1u << DC_RELATION_AMENDS;
  g_autoptr(GArray) edges = dc_store_edges(store, DC_EDGES_IN, &work->id, 1, relations, error);
  if (edges == NULL)
    return NULL;
  g_autoptr(DcValidity) validity = g_new0(DcValidity, 1);
  validity->name = g_strdup("");
  validity->since = g_strdup("");
  for (guint i = 0; i < edges->len; i++) {
    if (!weigh(validity, store, work, &g_array_index(edges, DcEdge, i), as_of, error))
      return NULL;
  }
  return g_steal_pointer(&validity);
}

char *
dc_validity_words(const DcValidity *validity) {
  if (validity->force == DC_FORCE_IN)
    return g_strdup("");
  return g_strdup_printf("%s by %s%s%s", dc_force_name(validity->force), validity->name,
                         *validity->since != '\0' ? " since " : "", validity->since);
}
