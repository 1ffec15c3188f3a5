/* Which local plans do not refer to a work. "Lacks" is an accusation: whatever leaves room for doubt has a
 * status of its own. Rules, in this order, the first that holds:
 *
 *   implements, cites, indirect   an edge or a chain leads from the plan to the work, or its text names a
 *                                 work that does
 *   no_text                       the file could not be read as text
 *   predates                      the plan is not younger than the work
 *   ambiguous                     it is in doubt: doubt.h says how
 *   undated                       the plan's date or the work's leaves open which came first
 *   lacks                         none of these
 */
#include "query/answer.h"
#include "query/dates.h"
#include "query/doubt.h"
#include "query/hints.h"
#include "query/scope.h"
#include "query/search.h"
#include "query/subject.h"

#include <string.h>

#define PROGRESS 1000 /* documents between two words of progress */

typedef struct {
  DcStore *store;
  const DcWork *work;
  const DcScope *scope;
  char *date;     /* of the work */
  DcReach *reach; /* what refers to the work, directly or through others */
  DcDoubt *doubt;
  GHashTable *naming; /* gint64* documents that name a work which leads to it, or one that is open */
  GHashTable *done;   /* gint64* works answered */
  GArray *about;      /* of gint64, sorted: documents that match the question; NULL: all */
  DcReach *like;      /* what refers to the works that plans must refer to; NULL: any plan */
  DcSubject *subject;
  GPtrArray *answers;
  guint seen;      /* documents */
  GError *failure; /* of a callback */
} Inquiry;

static void
inquiry_clear(Inquiry *inquiry) {
  g_free(inquiry->date);
  g_clear_pointer(&inquiry->reach, dc_reach_free);
  g_clear_pointer(&inquiry->doubt, dc_doubt_free);
  g_hash_table_unref(inquiry->naming);
  g_hash_table_unref(inquiry->done);
  g_clear_pointer(&inquiry->about, g_array_unref);
  g_clear_pointer(&inquiry->like, dc_reach_free);
  dc_subject_free(inquiry->subject);
  g_clear_pointer(&inquiry->answers, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Inquiry, inquiry_clear)

static gint64 *
boxed(gint64 value) {
  return g_memdup2(&value, sizeof value);
}

/* Whether the document could be asked to refer to the work at all. */
static gboolean
concerned(const Inquiry *inquiry, const DcDocumentRow *row) {
  const DcWork *work = inquiry->work;
  DcLevel level = dc_level_parse(work->level);
  if (row->work == work->id)
    return FALSE;
  if ((row->work == 0 && !dc_unit_is_told(row->unit)) || level == DC_LEVEL_CENTRAL ||
      strcmp(work->unit, "TW") == 0)
    return TRUE;
  if (level == DC_LEVEL_DISTRICT || level == DC_LEVEL_COMMUNE)
    return dc_unit_under(row->unit, work->unit);
  return dc_unit_related(row->unit, work->unit);
}

static gboolean
set_direct(Inquiry *inquiry, DcAnswer *answer, GError **error) {
  g_autoptr(GArray) edges =
      dc_store_edges(inquiry->store, DC_EDGES_OUT, &answer->work->id, 1, DC_RELATIONS_ALL, error);
  if (edges == NULL)
    return FALSE;
  guint kept = 0;
  for (guint i = 0; i < edges->len; i++) {
    DcEdge edge = g_array_index(edges, DcEdge, i);
    if (edge.target == inquiry->work->id)
      g_array_index(edges, DcEdge, kept++) = edge;
  }
  return dc_answer_set_direct(answer, inquiry->store, (const DcEdge *)(gpointer)edges->data, kept, error);
}

/* The text names a work that leads to the one asked about, though no edge begins at the plan (the citation
 * stands in the title of one that could not be decided, or was told from the other side); or one that may be
 * such a work. */
static gboolean
read_mentions(Inquiry *inquiry, DcAnswer *answer, GError **error) {
  if (!g_hash_table_contains(inquiry->naming, &answer->document->id))
    return TRUE;
  g_autoptr(GPtrArray) mentions = dc_store_document_mentions(inquiry->store, answer->document->id, error);
  if (mentions == NULL)
    return FALSE;
  const DcMentionRow *sure = NULL, *unsure = NULL;
  for (guint i = 0; i < mentions->len && sure == NULL; i++) {
    const DcMentionRow *mention = g_ptr_array_index(mentions, i);
    gboolean may = FALSE;
    if (mention->relation == DC_RELATION_SELF)
      continue;
    if (mention->work != 0 && dc_reach_distance(inquiry->reach, mention->work) != DC_DISTANCE_NONE)
      sure = mention;
    else if (unsure == NULL && !dc_doubt_may_lead(inquiry->doubt, mention, &may, error))
      return FALSE;
    if (may)
      unsure = mention;
  }
  const DcMentionRow *found = sure != NULL ? sure : unsure;
  if (found == NULL)
    return TRUE;
  g_array_append_val(answer->evidence, found->id);
  answer->mentions = 1;
  if (sure == NULL) {
    answer->status = DC_ANSWER_AMBIGUOUS;
    return TRUE;
  }
  answer->distance = dc_reach_distance(inquiry->reach, sure->work) + 1;
  answer->status = answer->distance == 1 ? DC_ANSWER_CITES : DC_ANSWER_INDIRECT;
  answer->relation = DC_RELATION_CITES;
  return TRUE;
}

/* The plan leads to a work that may lead to the one asked about: the chain up to there is shown. */
static gboolean
set_doubtful_chain(Inquiry *inquiry, DcAnswer *answer, DcReach *doubt, GError **error) {
  g_array_set_size(answer->evidence, 0);
  if (!dc_answer_set_chain(answer, inquiry->store, doubt, answer->work->id, error))
    return FALSE;
  g_autoptr(GArray) chain = dc_reach_chain(doubt, answer->work->id, error);
  if (chain == NULL)
    return FALSE;
  if (chain->len > 0) {
    g_autoptr(DcWork) last =
        dc_store_work(inquiry->store, g_array_index(chain, DcEdge, chain->len - 1).target, error);
    if (last == NULL)
      return FALSE;
    g_ptr_array_add(answer->via, g_strdup(*last->key != '\0' ? last->key : last->name));
  }
  answer->relation = DC_RELATION_COUNT;
  answer->distance = 0;
  answer->status = DC_ANSWER_AMBIGUOUS;
  return TRUE;
}

/* `answer` has its document and perhaps a work that does not reach the one asked about. */
static gboolean
judge(Inquiry *inquiry, DcAnswer *answer, GError **error) {
  const DcDocumentRow *row = answer->document;
  DcStatus status;
  answer->status = DC_ANSWER_LACKS;
  if (!dc_status_parse(row->status, &status) || status != DC_STATUS_OK) {
    answer->status = DC_ANSWER_NO_TEXT;
    return TRUE;
  }
  if (!read_mentions(inquiry, answer, error))
    return FALSE;
  if (answer->status == DC_ANSWER_CITES || answer->status == DC_ANSWER_INDIRECT)
    return TRUE;
  DcDateOrder order =
      dc_date_order(row->date, inquiry->date); /* its own word: what others say may mean another */
  if (order == DC_DATE_BEFORE || order == DC_DATE_SAME) {
    answer->status = DC_ANSWER_PREDATES;
    answer->mentions = 0;
    g_array_set_size(answer->evidence, 0);
    return TRUE;
  }
  DcReach *doubt = row->work != 0 ? dc_doubt_of(inquiry->doubt, row->work) : NULL;
  gint64 mention = dc_doubt_mention(inquiry->doubt, row->id);
  if (doubt != NULL && dc_reach_distance(doubt, row->work) > 0)
    return set_doubtful_chain(inquiry, answer, doubt, error);
  if (answer->status == DC_ANSWER_LACKS && mention != 0) {
    g_array_append_val(answer->evidence, mention);
    answer->status = DC_ANSWER_AMBIGUOUS;
  }
  if (answer->status == DC_ANSWER_LACKS && order == DC_DATE_UNKNOWN)
    answer->status = DC_ANSWER_UNDATED;
  return TRUE;
}

/* Takes the row. */
static gboolean
consider(Inquiry *inquiry, DcDocumentRow *row, GError **error) {
  g_autoptr(DcAnswer) answer = dc_answer_new(DC_ANSWER_LACKS);
  answer->document = row;
  gint64 work = row->work;
  if (work != 0 && !g_hash_table_add(inquiry->done, boxed(work)))
    return TRUE;
  guint distance = work != 0 ? dc_reach_distance(inquiry->reach, work) : DC_DISTANCE_NONE;
  if (distance != DC_DISTANCE_NONE && !inquiry->scope->all)
    return TRUE;
  if (work != 0 && (answer->work = dc_store_work(inquiry->store, work, error)) == NULL)
    return FALSE;
  gboolean ok = distance == DC_DISTANCE_NONE ? judge(inquiry, answer, error)
                : distance == 1              ? set_direct(inquiry, answer, error)
                                : dc_answer_set_chain(answer, inquiry->store, inquiry->reach, work, error);
  if (!ok)
    return FALSE;
  if (!inquiry->scope->all && answer->status <= DC_ANSWER_INDIRECT)
    return TRUE;
  answer->nearness = dc_subject_nearness(inquiry->subject, dc_answer_title(answer));
  g_ptr_array_add(inquiry->answers, g_steal_pointer(&answer));
  return TRUE;
}

/* Whether --about and --like leave the document in. What could not be read is about nothing that is known. */
static gboolean
chosen(const Inquiry *inquiry, const DcDocumentRow *row) {
  if (inquiry->about != NULL && !g_array_binary_search(inquiry->about, &row->id, dc_id_compare, NULL))
    return FALSE;
  return inquiry->like == NULL ||
         (row->work != 0 && dc_reach_distance(inquiry->like, row->work) != DC_DISTANCE_NONE &&
          dc_reach_distance(inquiry->like, row->work) > 0);
}

static gboolean
take_document(DcDocumentRow *row, gpointer data) {
  Inquiry *inquiry = data;
  if (++inquiry->seen % PROGRESS == 0 && inquiry->scope->progress != NULL)
    inquiry->scope->progress(inquiry->seen, inquiry->scope->progress_data);
  if (dc_scope_takes(inquiry->scope, row) && concerned(inquiry, row) && chosen(inquiry, row))
    return consider(inquiry, row, &inquiry->failure);
  dc_document_row_free(row);
  return TRUE;
}

static void
note_ref(gint64 document, gint64 work, gpointer data) {
  Inquiry *inquiry = data;
  if (work == 0 || dc_reach_distance(inquiry->reach, work) != DC_DISTANCE_NONE ||
      dc_doubt_suspects(inquiry->doubt, work))
    g_hash_table_add(inquiry->naming, boxed(document));
}

static gboolean
narrow(Inquiry *inquiry, GError **error) {
  const DcScope *scope = inquiry->scope;
  if (scope->about != NULL &&
      (inquiry->about = dc_search_matching(inquiry->store, scope->about, NULL, error)) == NULL)
    return FALSE;
  if (scope->like == NULL)
    return TRUE;
  g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < scope->like->len; i++)
    g_array_append_val(roots, ((DcWork *)g_ptr_array_index(scope->like, i))->id);
  inquiry->like = dc_reach_new(inquiry->store, (const gint64 *)(gpointer)roots->data, roots->len, DC_EDGES_IN,
                               DC_RELATIONS_ALL, 0, error);
  return inquiry->like != NULL;
}

/* Whoever hints at the work is not accused. Takes the places, which may be NULL. */
static gboolean
heed_hints(GHashTable *places, GHashTable *units, GHashTable *accused) {
  if (places == NULL)
    return FALSE;
  GHashTableIter iter;
  gpointer document, place;
  g_hash_table_iter_init(&iter, places);
  while (g_hash_table_iter_next(&iter, &document, &place)) {
    DcAnswer *answer = g_hash_table_lookup(accused, document);
    answer->status = DC_ANSWER_AMBIGUOUS;
    answer->hint = *(DcSpan *)place;
    g_hash_table_remove(units, document);
  }
  g_hash_table_unref(places);
  return TRUE;
}

/* A last look at the texts of those that would be accused: for the work, the central acts that carry it out,
 * and the plans between. */
static gboolean
look_again(Inquiry *inquiry, GError **error) {
  g_autoptr(GHashTable) units = g_hash_table_new(g_int64_hash, g_int64_equal);
  g_autoptr(GHashTable) accused = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < inquiry->answers->len; i++) {
    DcAnswer *answer = g_ptr_array_index(inquiry->answers, i);
    if (answer->status != DC_ANSWER_LACKS)
      continue;
    g_hash_table_insert(units, &answer->document->id, answer->document->unit);
    g_hash_table_insert(accused, &answer->document->id, answer);
  }
  g_autoptr(GArray) edges =
      dc_store_edges(inquiry->store, DC_EDGES_IN, &inquiry->work->id, 1, 1u << DC_RELATION_IMPLEMENTS, error);
  if (edges == NULL ||
      !heed_hints(dc_hints_find(inquiry->store, inquiry->work, units, error), units, accused))
    return FALSE;
  for (guint i = 0; i < edges->len; i++) {
    gint64 source = g_array_index(edges, DcEdge, i).source;
    if (i > 0 && source == g_array_index(edges, DcEdge, i - 1).source)
      continue;
    g_autoptr(DcWork) work = dc_store_work(inquiry->store, source, error);
    if (work == NULL || (dc_level_parse(work->level) == DC_LEVEL_CENTRAL &&
                         !heed_hints(dc_hints_find(inquiry->store, work, units, error), units, accused)))
      return FALSE;
  }
  return heed_hints(dc_hints_between(inquiry->store, inquiry->reach, units, error), units, accused);
}

GPtrArray *
dc_references_missing(DcStore *store, const DcWork *work, const DcScope *scope, GError **error) {
  g_auto(Inquiry) inquiry = {.store = store, .work = work, .scope = scope};
  inquiry.date = dc_date_of_work(work);
  inquiry.done = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  inquiry.subject = dc_subject_new(work->title);
  inquiry.answers = g_ptr_array_new_with_free_func((GDestroyNotify)dc_answer_free);
  inquiry.reach = dc_reach_new(store, &work->id, 1, DC_EDGES_IN, DC_RELATIONS_ALL, 0, error);
  inquiry.naming = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  if (inquiry.reach == NULL || !narrow(&inquiry, error) ||
      (inquiry.doubt = dc_doubt_new(store, work, inquiry.reach, TRUE, error)) == NULL ||
      !dc_store_each_ref(store, note_ref, &inquiry, error) ||
      !dc_store_each_document(store, take_document, &inquiry, error))
    return NULL;
  if (inquiry.failure != NULL) {
    g_propagate_error(error, g_steal_pointer(&inquiry.failure));
    return NULL;
  }
  if (!look_again(&inquiry, error))
    return NULL;
  g_ptr_array_sort(inquiry.answers, dc_answer_compare);
  return g_steal_pointer(&inquiry.answers);
}
