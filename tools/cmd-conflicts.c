#include "query/dates.h"
#include "query/reach.h"
#include "tools/answers.h"

#include <string.h>

static const char description[] = "A date, a type or a symbol that a document states of a work, against what "
                                  "is taken as true: the work's own\n"
                                  "document, else what most documents state. Also documents that are older "
                                  "than the work they refer to (with KEY).\n"
                                  "One of the two is wrong; the program does not decide which.";

static const DcField fields[] = {
    {"work", DC_FIELD_TEXT, "Work"},   {"unit", DC_FIELD_TEXT, "Unit"},     {"field", DC_FIELD_TEXT, "What"},
    {"taken", DC_FIELD_TEXT, "Taken"}, {"stated", DC_FIELD_TEXT, "Stated"}, {"path", DC_FIELD_TEXT, NULL},
    {"evidence", DC_FIELD_TEXT, NULL},
};

typedef struct {
  DcStore *store;
  DcOutput *output;
  DcWitness *witness;
  guint found;
} Request;

typedef struct {
  const char *field, *taken, *stated;
  gint64 document, mention; /* mention 0: what the document says of itself */
} Contradiction;

static gboolean
print_contradiction(Request *request, const DcWork *work, const Contradiction *what, GError **error) {
  g_autoptr(DcDocumentRow) row = dc_store_document(request->store, what->document, error);
  g_autoptr(DcEvidence) evidence = NULL;
  if (row == NULL ||
      (what->mention != 0 && (evidence = dc_witness_ask(request->witness, what->mention, error)) == NULL))
    return FALSE;
  g_autofree char *line = evidence != NULL ? dc_answers_line(evidence) : g_strdup("");
  dc_output_text(request->output, work->name);
  dc_output_text(request->output, work->unit);
  dc_output_text(request->output, what->field);
  dc_output_text(request->output, what->taken);
  dc_output_text(request->output, what->stated);
  dc_output_text(request->output, row->path);
  dc_output_text(request->output, line);
  dc_output_end_row(request->output);
  if (evidence != NULL)
    dc_answers_quote(request->output, evidence);
  else
    dc_output_note(request->output, "%s, of itself", dc_answers_near(row->path));
  request->found++;
  return TRUE;
}

/* How many of the conflicts from `at` on state the same of the same work. */
static guint
count_same(const GPtrArray *conflicts, guint at) {
  const DcConflict *first = g_ptr_array_index(conflicts, at);
  guint n = 0;
  for (; at + n < conflicts->len; n++) {
    const DcConflict *other = g_ptr_array_index(conflicts, at + n);
    if (other->work != first->work || strcmp(other->field, first->field) != 0 ||
        strcmp(other->value, first->value) != 0)
      break;
  }
  return n;
}

/* Conflicts that the index keeps: of one work, or of all (0). People who ask for all see one document of
 * those that state the same. */
static gboolean
print_stated(Request *request, gint64 id, GError **error) {
  g_autoptr(GPtrArray) conflicts = dc_store_conflicts(request->store, id, error);
  if (conflicts == NULL)
    return FALSE;
  for (guint i = 0, same; i < conflicts->len; i += same) {
    const DcConflict *conflict = g_ptr_array_index(conflicts, i);
    same = id == 0 && dc_output_for_people(request->output) ? count_same(conflicts, i) : 1;
    g_autoptr(DcWork) work = dc_store_work(request->store, conflict->work, error);
    if (work == NULL)
      return FALSE;
    Contradiction what = {conflict->field, dc_answers_taken(work, conflict->field), conflict->value,
                          conflict->document, conflict->mention};
    if (!print_contradiction(request, work, &what, error))
      return FALSE;
    if (same > 1)
      dc_output_note(request->output, "and %u more: danchieu conflicts '%s'", same - 1, work->name);
  }
  return TRUE;
}

/* Works that refer to one that was issued after them. */
static gboolean
print_order(Request *request, const DcWork *work, GError **error) {
  g_autoptr(GArray) edges =
      dc_store_edges(request->store, DC_EDGES_IN, &work->id, 1, DC_RELATIONS_ALL, error);
  if (edges == NULL)
    return FALSE;
  for (guint i = 0; i < edges->len; i++) {
    const DcEdge *edge = &g_array_index(edges, DcEdge, i);
    g_autoptr(DcWork) source = dc_store_work(request->store, edge->source, error);
    if (source == NULL)
      return FALSE;
    Contradiction what = {"order", work->date, source->date, edge->document, edge->mention};
    if (dc_date_order(source->date, work->date) == DC_DATE_BEFORE &&
        !print_contradiction(request, work, &what, error))
      return FALSE;
  }
  return TRUE;
}

/* Whether it could be asked: else the error is on stderr. */
static gboolean
print_key(Request *request, const char *key) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) works = dc_command_works("conflicts", request->store, key, NULL);
  for (guint i = 0; works != NULL && i < works->len; i++) {
    const DcWork *work = g_ptr_array_index(works, i);
    if (!print_stated(request, work->id, &error) || !print_order(request, work, &error)) {
      dc_command_fail("conflicts", "%s", error->message);
      return FALSE;
    }
  }
  return works != NULL;
}

int
dc_cmd_conflicts(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autoptr(GError) error = NULL;
  gboolean done;
  if (!dc_command_parse(&argc, &argv, "[KEY…]", "Where documents contradict each other about a work.",
                        description, NULL, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  g_autoptr(DcStore) store = dc_command_open(&options);
  if (store == NULL)
    return DC_EXIT_ERROR;
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  Request request = {store, dc_command_output(&options), witness, 0};
  dc_output_table(request.output, NULL, NULL, fields, G_N_ELEMENTS(fields));
  gboolean ok = argc > 1 || print_stated(&request, 0, &error);
  if (!ok)
    dc_command_fail("conflicts", "%s", error->message);
  for (int i = 1; ok && i < argc; i++)
    ok = print_key(&request, argv[i]);
  int code = dc_command_finish("conflicts", request.output, request.found > 0);
  return ok ? code : DC_EXIT_ERROR;
}
