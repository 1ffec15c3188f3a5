/* What is behind a unit of which it is said that nothing refers to the work. */
#include "query/coverage.h"
#include "query/dates.h"
#include "query/scope.h"
#include "query/subject.h"

#include <string.h>

#define READ_MAX 2000 /* documents of a unit that are looked at */
#define NEAREST_MAX 3

typedef struct {
  double nearness;
  gboolean plan;
  DcDocumentRow *row;
} Candidate;

static void
candidate_clear(gpointer data) {
  dc_document_row_free(((Candidate *)data)->row);
}

void
dc_cover_rest_free(DcCoverRest *rest) {
  g_ptr_array_unref(rest->nearest);
  g_free(rest);
}

static void
note_document(gint64 document, gpointer documents) {
  g_array_append_val(documents, document);
}

/* Plans first, then the nearer subject, then the earlier. */
static gint
compare_candidates(gconstpointer a, gconstpointer b) {
  const Candidate *left = a, *right = b;
  if (left->plan != right->plan)
    return left->plan ? -1 : 1;
  if (left->nearness < right->nearness || left->nearness > right->nearness)
    return left->nearness > right->nearness ? -1 : 1;
  int order = strcmp(left->row->date, right->row->date);
  return order != 0 ? order : strcmp(left->row->path, right->row->path);
}

/* The documents of the unit and its parts that are dated after `date`. */
static GArray *
documents_after(DcStore *store, const DcCoverRow *row, const char *date, GError **error) {
  g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i <= row->parts->len; i++) {
    const char *unit = i < row->parts->len ? g_ptr_array_index(row->parts, i) : row->unit;
    if (!dc_store_each_after(store, unit, date, note_document, documents, error))
      return NULL;
  }
  return g_steal_pointer(&documents);
}

/* Reads the documents, each work once. */
static GArray *
read_candidates(DcStore *store, const GArray *documents, const DcWork *work, const char *until,
                GError **error) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
  g_array_set_clear_func(candidates, candidate_clear);
  DcSubject *subject = dc_subject_new(work->title);
  gboolean ok = TRUE;
  for (guint i = 0; i < MIN(documents->len, READ_MAX) && ok; i++) {
    DcDocumentRow *row = dc_store_document(store, g_array_index(documents, gint64, i), error);
    ok = row != NULL;
    if (!ok)
      break;
    gboolean counts = until == NULL || dc_date_order(row->date, until) != DC_DATE_AFTER;
    if (!counts || (row->work != 0 && !g_hash_table_add(seen, g_memdup2(&row->work, sizeof row->work)))) {
      dc_document_row_free(row);
      continue;
    }
    Candidate candidate = {dc_subject_nearness(subject, row->title), dc_type_is_plan(row->type), row};
    g_array_append_val(candidates, candidate);
  }
  dc_subject_free(subject);
  return ok ? g_steal_pointer(&candidates) : NULL;
}

DcCoverRest *
dc_coverage_rest(DcStore *store, const DcCoverRow *row, const DcWork *work, const char *until,
                 GError **error) {
  g_autofree char *date = dc_date_of_work(work);
  g_autoptr(GArray) documents = documents_after(store, row, date, error);
  g_autoptr(GArray) candidates =
      documents != NULL ? read_candidates(store, documents, work, until, error) : NULL;
  if (candidates == NULL)
    return NULL;
  g_array_sort(candidates, compare_candidates);
  DcCoverRest *rest = g_new0(DcCoverRest, 1);
  rest->nearest = g_ptr_array_new_with_free_func((GDestroyNotify)dc_document_row_free);
  rest->works = candidates->len;
  rest->more = documents->len > READ_MAX;
  for (guint i = 0; i < candidates->len; i++) {
    Candidate *candidate = &g_array_index(candidates, Candidate, i);
    rest->plans += candidate->plan;
    if (i < NEAREST_MAX && candidate->plan == g_array_index(candidates, Candidate, 0).plan)
      g_ptr_array_add(rest->nearest, g_steal_pointer(&candidate->row));
  }
  return rest;
}
