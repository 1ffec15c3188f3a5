/* Citations that could not be decided, among the references of a work. */
#include "query/answer.h"

/* Makes an ambiguous answer for a work, or adds a mention to the one that is there. What is known to refer to
 * it may still be in doubt as to whether it carries it out: "Thực hiện Nghị quyết 35" over two acts that it
 * cites. */
static gboolean
add(DcStore *store, GHashTable *known, gint64 work, const DcMentionRow *mention, GPtrArray *answers,
    GError **error) {
  DcAnswer *answer = g_hash_table_lookup(known, &work);
  if (answer != NULL && answer->status == DC_ANSWER_AMBIGUOUS) {
    answer->mentions++;
    return TRUE;
  }
  if (answer != NULL && (answer->status != DC_ANSWER_CITES || mention->relation != DC_RELATION_IMPLEMENTS))
    return TRUE;
  answer = dc_answer_new(DC_ANSWER_AMBIGUOUS);
  g_ptr_array_add(answers, answer);
  g_array_append_val(answer->evidence, mention->id);
  answer->mentions = 1;
  g_hash_table_insert(known, g_memdup2(&work, sizeof work), answer);
  return dc_answer_set_work(answer, store, work, error);
}

static gboolean
add_incoming(DcStore *store, const DcWork *work, GHashTable *known, GPtrArray *answers, GError **error) {
  g_autoptr(GPtrArray) mentions = dc_store_ambiguous(store, work->id, error);
  for (guint i = 0; mentions != NULL && i < mentions->len; i++) {
    const DcMentionRow *mention = g_ptr_array_index(mentions, i);
    g_autoptr(DcDocumentRow) row = dc_store_document(store, mention->document, error);
    if (row == NULL || (row->work != 0 && !add(store, known, row->work, mention, answers, error)))
      return FALSE;
  }
  return mentions != NULL;
}

static gboolean
add_outgoing(DcStore *store, gint64 document, GHashTable *known, GPtrArray *answers, GError **error) {
  g_autoptr(GPtrArray) mentions = dc_store_document_mentions(store, document, error);
  for (guint i = 0; mentions != NULL && i < mentions->len; i++) {
    const DcMentionRow *mention = g_ptr_array_index(mentions, i);
    if (mention->work != 0)
      continue;
    g_autoptr(GArray) works = dc_store_candidates(store, mention->id, error);
    if (works == NULL)
      return FALSE;
    for (guint c = 0; c < works->len; c++)
      if (!add(store, known, g_array_index(works, gint64, c), mention, answers, error))
        return FALSE;
  }
  return mentions != NULL;
}

gboolean
dc_references_add_undecided(DcStore *store, const DcWork *work, DcDirection direction, GPtrArray *answers,
                            GError **error) {
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < answers->len; i++) {
    DcAnswer *answer = g_ptr_array_index(answers, i);
    if (answer->work != NULL)
      g_hash_table_insert(known, g_memdup2(&answer->work->id, sizeof answer->work->id), answer);
  }
  g_autoptr(DcAnswer) itself = dc_answer_new(DC_ANSWER_IMPLEMENTS);
  g_hash_table_insert(known, g_memdup2(&work->id, sizeof work->id), itself);
  gboolean ok = TRUE;
  if (direction == DC_EDGES_IN) {
    ok = add_incoming(store, work, known, answers, error);
  } else {
    g_autoptr(GPtrArray) documents = dc_store_documents_of(store, work->id, error);
    for (guint i = 0; (ok = ok && documents != NULL) && i < documents->len; i++)
      ok = add_outgoing(store, ((DcDocumentRow *)g_ptr_array_index(documents, i))->id, known, answers, error);
  }
  g_ptr_array_sort(answers, dc_answer_compare);
  return ok;
}
