/* Direct and indirect references to a work; query/missing.c says which plans have none. */
#include "query/references.h"
#include "query/answer.h"
#include "query/key.h"
#include "query/reach.h"
#include "query/scope.h"

#include <string.h>

#define EVIDENCE_MAX 3 /* mentions shown for one direct answer */

static const char *const status_names[] = {"implements", "cites",   "indirect", "lacks",
                                           "predates",   "undated", "no_text",  "ambiguous"};

const char *
dc_answer_status_name(DcAnswerStatus status) {
  return status_names[status];
}

DcAnswer *
dc_answer_new(DcAnswerStatus status) {
  DcAnswer *answer = g_new0(DcAnswer, 1);
  answer->status = status;
  answer->relation = DC_RELATION_COUNT;
  answer->via = g_ptr_array_new_with_free_func(g_free);
  answer->evidence = g_array_new(FALSE, FALSE, sizeof(gint64));
  return answer;
}

void
dc_answer_free(DcAnswer *answer) {
  g_clear_pointer(&answer->work, dc_work_free);
  g_clear_pointer(&answer->document, dc_document_row_free);
  g_ptr_array_unref(answer->via);
  g_array_unref(answer->evidence);
  g_free(answer);
}

const char *
dc_answer_key(const DcAnswer *answer) {
  if (answer->work != NULL && *answer->work->key != '\0')
    return answer->work->key;
  return answer->document != NULL ? answer->document->key : "";
}

const char *
dc_answer_title(const DcAnswer *answer) {
  if (answer->document != NULL && *answer->document->title != '\0')
    return answer->document->title;
  return answer->work != NULL ? answer->work->title : "";
}

const char *
dc_answer_date(const DcAnswer *answer) {
  if (answer->work != NULL && *answer->work->date != '\0')
    return answer->work->date;
  return answer->document != NULL ? answer->document->date : "";
}

const char *
dc_answer_unit(const DcAnswer *answer) {
  if (answer->work != NULL && *answer->work->unit != '\0')
    return answer->work->unit;
  return answer->document != NULL ? answer->document->unit : "";
}

const char *
dc_answer_path(const DcAnswer *answer) {
  if (answer->document != NULL)
    return answer->document->path;
  return answer->work != NULL ? answer->work->path : "";
}

gboolean
dc_answer_set_work(DcAnswer *answer, DcStore *store, gint64 id, GError **error) {
  answer->work = dc_store_work(store, id, error);
  if (answer->work == NULL)
    return FALSE;
  g_autoptr(GPtrArray) documents = dc_store_documents_of(store, id, error);
  if (documents == NULL)
    return FALSE;
  if (documents->len > 0)
    answer->document = g_ptr_array_steal_index(documents, 0);
  return TRUE;
}

/* An edge with what decides its place among the evidence. */
typedef struct {
  DcEdge edge;
  gboolean own; /* asserted by the source itself */
  char *path;
} Proof;

static void
proof_clear(gpointer data) {
  g_free(((Proof *)data)->path);
}

static gint
compare_proofs(gconstpointer a, gconstpointer b) {
  const Proof *left = a, *right = b;
  guint left_rank = dc_relation_rank(left->edge.relation),
        right_rank = dc_relation_rank(right->edge.relation);
  if (left_rank != right_rank)
    return left_rank < right_rank ? -1 : 1;
  if (left->own != right->own)
    return left->own ? -1 : 1;
  return strcmp(left->path, right->path);
}

gboolean
dc_answer_set_direct(DcAnswer *answer, DcStore *store, const DcEdge *edges, gsize n, GError **error) {
  g_autoptr(GArray) proofs = g_array_new(FALSE, FALSE, sizeof(Proof));
  g_array_set_clear_func(proofs, proof_clear);
  for (gsize i = 0; i < n; i++) {
    g_autoptr(DcDocumentRow) row = dc_store_document(store, edges[i].document, error);
    if (row == NULL)
      return FALSE;
    Proof proof = {edges[i], row->work == edges[i].source, g_strdup(row->path)};
    g_array_append_val(proofs, proof);
    answer->mentions += edges[i].mentions;
  }
  g_array_sort(proofs, compare_proofs);
  for (guint i = 0; i < proofs->len && i < EVIDENCE_MAX; i++)
    g_array_append_val(answer->evidence, g_array_index(proofs, Proof, i).edge.mention);
  answer->relation = g_array_index(proofs, Proof, 0).edge.relation;
  answer->status = answer->relation == DC_RELATION_IMPLEMENTS ? DC_ANSWER_IMPLEMENTS : DC_ANSWER_CITES;
  answer->distance = 1;
  return TRUE;
}

gboolean
dc_answer_set_chain(DcAnswer *answer, DcStore *store, DcReach *reach, gint64 id, GError **error) {
  g_autoptr(GArray) chain = dc_reach_chain(reach, id, error);
  if (chain == NULL)
    return FALSE;
  answer->status = DC_ANSWER_INDIRECT;
  answer->distance = chain->len;
  for (guint i = 0; i < chain->len; i++) {
    const DcEdge *edge = &g_array_index(chain, DcEdge, i);
    g_array_append_val(answer->evidence, edge->mention);
    if (i == 0) {
      answer->relation = edge->relation;
      answer->mentions = edge->mentions;
      continue;
    }
    g_autoptr(DcWork) between = dc_store_work(store, edge->source, error);
    if (between == NULL)
      return FALSE;
    g_ptr_array_add(answer->via, g_strdup(*between->key != '\0' ? between->key : between->name));
  }
  return TRUE;
}

gint
dc_answer_compare(gconstpointer a, gconstpointer b) {
  const DcAnswer *left = *(const DcAnswer *const *)a, *right = *(const DcAnswer *const *)b;
  if (left->status != right->status)
    return left->status < right->status ? -1 : 1;
  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;
  if (left->nearness != right->nearness)
    return left->nearness > right->nearness ? -1 : 1;
  int order = strcmp(dc_answer_date(left), dc_answer_date(right));
  if (order == 0)
    order = strcmp(dc_answer_unit(left), dc_answer_unit(right));
  if (order == 0)
    order = strcmp(dc_answer_key(left), dc_answer_key(right));
  return order != 0 ? order : strcmp(dc_answer_path(left), dc_answer_path(right));
}

static gint64
far_end(const DcEdge *edge, DcDirection direction) {
  return direction == DC_EDGES_IN ? edge->source : edge->target;
}

/* The edges with one far end out of all edges of a work: they stand together. */
static GArray *
run_of(const GArray *edges, DcDirection direction, guint *at) {
  GArray *run = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  gint64 end = far_end(&g_array_index(edges, DcEdge, *at), direction);
  for (; *at < edges->len && far_end(&g_array_index(edges, DcEdge, *at), direction) == end; ++*at)
    g_array_append_val(run, g_array_index(edges, DcEdge, *at));
  return run;
}

static gboolean
add_direct(DcStore *store, const DcWork *work, DcDirection direction, guint relations, GPtrArray *answers,
           GError **error) {
  g_autoptr(GArray) edges = dc_store_edges(store, direction, &work->id, 1, relations, error);
  if (edges == NULL)
    return FALSE;
  for (guint at = 0; at < edges->len;) {
    g_autoptr(GArray) run = run_of(edges, direction, &at);
    DcAnswer *answer = dc_answer_new(DC_ANSWER_CITES);
    g_ptr_array_add(answers, answer);
    if (!dc_answer_set_direct(answer, store, (const DcEdge *)(gpointer)run->data, run->len, error) ||
        !dc_answer_set_work(answer, store, far_end(&g_array_index(run, DcEdge, 0), direction), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_indirect(DcStore *store, const DcWork *work, DcDirection direction, guint relations, GPtrArray *answers,
             GError **error) {
  g_autoptr(DcReach) reach = dc_reach_new(store, &work->id, 1, direction, relations, 0, error);
  if (reach == NULL)
    return FALSE;
  const GArray *works = dc_reach_works(reach);
  for (guint i = 0; i < works->len; i++) {
    gint64 id = g_array_index(works, gint64, i);
    if (dc_reach_distance(reach, id) < 2)
      continue;
    DcAnswer *answer = dc_answer_new(DC_ANSWER_INDIRECT);
    g_ptr_array_add(answers, answer);
    if (!dc_answer_set_work(answer, store, id, error) ||
        !dc_answer_set_chain(answer, store, reach, id, error))
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
dc_references_of(DcStore *store, const DcWork *work, DcDirection direction, guint relations,
                 gboolean transitive, GError **error) {
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func((GDestroyNotify)dc_answer_free);
  if (!add_direct(store, work, direction, relations, answers, error) ||
      (transitive && !add_indirect(store, work, direction, relations, answers, error)))
    return NULL;
  g_ptr_array_sort(answers, dc_answer_compare);
  return g_steal_pointer(&answers);
}

GPtrArray *
dc_references_citing(DcStore *store, const DcWork *work, gboolean transitive, GError **error) {
  return dc_references_of(store, work, DC_EDGES_IN, DC_RELATIONS_ALL, transitive, error);
}

/* Moves the works of a key that meet the date and the unit. */
static gboolean
take_works(DcStore *store, const char *key, const char *date, const char *unit, GPtrArray *works,
           GError **error) {
  g_autoptr(GPtrArray) all = dc_store_works_by_key(store, key, error);
  while (all != NULL && all->len > 0) {
    DcWork *work = g_ptr_array_steal_index(all, 0);
    if (g_str_has_prefix(work->date, date) && (unit == NULL || dc_unit_under(work->unit, unit)))
      g_ptr_array_add(works, work);
    else
      dc_work_free(work);
  }
  return all != NULL;
}

GPtrArray *
dc_references_find(DcStore *store, const char *words, const char *unit, GError **error) {
  g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func((GDestroyNotify)dc_work_free);
  g_autoptr(DcKey) key = dc_key_parse(words, error);
  if (key == NULL || !take_works(store, key->key, key->date, unit, works, error))
    return NULL;
  if (!g_str_has_prefix(key->key, "named:"))
    return g_steal_pointer(&works);
  g_autoptr(GPtrArray) acts = dc_key_acts(key->key + strlen("named:"));
  for (guint i = 0; i < acts->len; i++) {
    if (!take_works(store, g_ptr_array_index(acts, i), key->date, unit, works, error))
      return NULL;
  }
  return g_steal_pointer(&works);
}
