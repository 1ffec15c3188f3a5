#include "query/validity.h"
#include "query/dates.h"
#include "query/effect.h"

#include <string.h>

#define ENDS (1u << DC_RELATION_REPLACES | 1u << DC_RELATION_REPEALS)

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

/* What acts on a work: by its rank, and from the day on which its own text says that it has effect. */
typedef struct {
  DcWork *by;
  char *since;     /* "" when not known */
  gboolean read;   /* its text, for that */
  gboolean stated; /* that is what its text says, not its date */
} Actor;

static void
actor_clear(Actor *actor) {
  g_clear_pointer(&actor->by, dc_work_free);
  g_clear_pointer(&actor->since, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Actor, actor_clear)

static gboolean
meet(Actor *actor, DcStore *store, gint64 work, GError **error) {
  actor_clear(actor);
  *actor = (Actor){.by = dc_store_work(store, work, error)};
  if (actor->by != NULL)
    actor->since = dc_date_of_work(actor->by);
  return actor->by != NULL;
}

/* Its text, which takes time, is only read when the answer hangs on it: effect never comes before the date.
 */
static gboolean
read_effect(Actor *actor, DcStore *store, GError **error) {
  if (actor->read)
    return TRUE;
  g_autofree char *effect = dc_effect_date(store, actor->by->id, error);
  if (effect == NULL)
    return FALSE;
  actor->read = TRUE;
  actor->stated = dc_date_order(effect, actor->since) == DC_DATE_AFTER;
  if (actor->stated) {
    g_free(actor->since);
    actor->since = g_steal_pointer(&effect);
  }
  return TRUE;
}

/* Whether it acts by the day (NULL: today): what is dated counts as soon as it is known, what says itself
 * when it begins from then on. */
static gboolean
acts_by(const Actor *actor, const char *as_of) {
  if (as_of != NULL)
    return *actor->since != '\0' && dc_date_order(actor->since, as_of) != DC_DATE_AFTER;
  g_autoptr(GDateTime) now = g_date_time_new_now_local();
  g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
  return !actor->stated || dc_date_order(actor->since, today) != DC_DATE_AFTER;
}

static DcValidity *validity_by(DcStore *store, const DcWork *work, const char *as_of, guint relations,
                               GError **error);

/* Whether the act that suspends has itself been ended: then what it suspended is in force again. What was
 * replaced or repealed is not. */
static gboolean
has_ended(DcStore *store, const DcWork *work, const char *as_of, gboolean *ended, GError **error) {
  g_autoptr(DcValidity) validity = validity_by(store, work, as_of, ENDS, error);
  *ended = validity != NULL && validity->force > DC_FORCE_SUSPENDED;
  return validity != NULL;
}

static gboolean
weigh(DcValidity *validity, DcStore *store, const DcWork *work, const DcEdge *edge, Actor *actor,
      const char *as_of, GError **error) {
  DcForce force = force_of(edge);
  g_autofree char *date = dc_date_of_work(work);
  gboolean ended = FALSE;
  if (force == DC_FORCE_IN || rank_of(actor->by) > rank_of(work) ||
      dc_date_order(actor->since, date) == DC_DATE_BEFORE ||
      !outweighs(validity, force, actor->since, actor->by->name))
    return TRUE;
  if (!read_effect(actor, store, error))
    return FALSE;
  if (!acts_by(actor, as_of) || !outweighs(validity, force, actor->since, actor->by->name))
    return TRUE;
  if (force == DC_FORCE_SUSPENDED && !has_ended(store, actor->by, as_of, &ended, error))
    return FALSE;
  if (ended)
    return TRUE;
  validity->force = force;
  validity->by = actor->by->id;
  validity->mention = edge->mention;
  g_free(validity->name);
  g_free(validity->since);
  validity->name = g_strdup(actor->by->name);
  validity->since = g_strdup(actor->since);
  validity->stated = actor->stated;
  return TRUE;
}

static DcValidity *
validity_by(DcStore *store, const DcWork *work, const char *as_of, guint relations, GError **error) {
  g_autoptr(GArray) edges = dc_store_edges(store, DC_EDGES_IN, &work->id, 1, relations, error);
  if (edges == NULL)
    return NULL;
  g_autoptr(DcValidity) validity = g_new0(DcValidity, 1);
  validity->name = g_strdup("");
  validity->since = g_strdup("");
  g_auto(Actor) actor = {0};
  for (guint i = 0; i < edges->len; i++) { /* those of one source follow each other */
    const DcEdge *edge = &g_array_index(edges, DcEdge, i);
    if (actor.by == NULL || actor.by->id != edge->source) {
      if (!meet(&actor, store, edge->source, error))
        return NULL;
    }
    if (!weigh(validity, store, work, edge, &actor, as_of, error))
      return NULL;
  }
  return g_steal_pointer(&validity);
}

DcValidity *
dc_validity_new(DcStore *store, const DcWork *work, const char *as_of, GError **error) {
  return validity_by(store, work, as_of, ENDS | 1u << DC_RELATION_SUSPENDS | 1u << DC_RELATION_AMENDS, error);
}

char *
dc_validity_words(const DcValidity *validity) {
  if (validity->force == DC_FORCE_IN)
    return g_strdup("");
  return g_strdup_printf("%s by %s%s%s", dc_force_name(validity->force), validity->name,
                         *validity->since == '\0' ? ""
                         : validity->stated       ? " since "
                                                  : ", issued ",
                         validity->since);
}
