#include "query/coverage.h"
#include "query/dates.h"
#include "query/key.h"
#include "tools/answers.h"

#include <string.h>

static const char description[] =
    "One row a province in force on --as-of (today): 34 since 1/7/2025, 63 before; what a former province "
    "did counts\n"
    "for the one that it went into, and is shown. With --unit, and for a work of one province, the districts "
    "and\n"
    "communes of that province, and of those that went into it, that the corpus knows. Several KEYs give a "
    "matrix.\n"
    "With --as-of what came later does not count.\n\n"
    "Status of a unit:\n"
    "  implements   a document of the unit was issued to carry the work out\n"
    "  cites        … refers to it otherwise\n"
    "  indirect     … refers to it through others\n"
    "  ambiguous    … has a citation that may be it, and cannot be told\n"
    "  nothing      the corpus has younger documents of the unit, and none refers to the work; which ones is "
    "shown.\n"
    "               “(no plan)”: no plan is among them, so nothing is known to be missing\n"
    "  undated      … has documents of the unit, none of which is known to be younger\n"
    "  predates     … has only older documents of the unit\n"
    "  no_document  … has no document of the unit itself\n"
    "“Below” counts documents of districts and communes that refer to the work.";

static const DcField fields[] = {
    {"work", DC_FIELD_TEXT, NULL},        {"unit", DC_FIELD_TEXT, "Unit"},
    {"status", DC_FIELD_TEXT, "Status"},  {"by", DC_FIELD_TEXT, "By"},
    {"key", DC_FIELD_TEXT, "Document"},   {"date", DC_FIELD_TEXT, "Date"},
    {"days", DC_FIELD_TEXT, "Days"},      {"late", DC_FIELD_TEXT, "Late"},
    {"distance", DC_FIELD_INTEGER, NULL}, {"below", DC_FIELD_INTEGER, "Below"},
    {"parts", DC_FIELD_LINES, NULL},      {"evidence", DC_FIELD_LINES, NULL},
    {"force", DC_FIELD_TEXT, NULL},       {"candidates", DC_FIELD_LINES, NULL},
    {"cited", DC_FIELD_TEXT, NULL},       {"younger", DC_FIELD_INTEGER, NULL},
    {"plans", DC_FIELD_INTEGER, NULL},    {"nearest", DC_FIELD_LINES, NULL},
};

typedef struct {
  DcStore *store;
  DcOutput *output;
  DcWitness *witness;
  const GPtrArray *works;
  DcCoverage *coverage;
  const char *until;
  guint planless; /* units of the column in hand with “nothing” and no plan */
} Request;

/* The places behind a cell that is in doubt. */
static GPtrArray *
doubt_of(Request *request, const DcCoverCell *cell, GError **error) {
  g_autoptr(GPtrArray) evidence = dc_answers_evidence_of(request->witness, cell->evidence, error);
  if (evidence == NULL || cell->hinted == 0)
    return g_steal_pointer(&evidence);
  DcEvidence *hint = dc_witness_look(request->witness, cell->hinted, cell->hint, error);
  if (hint == NULL)
    return NULL;
  g_ptr_array_add(evidence, hint);
  return g_steal_pointer(&evidence);
}

/* The places behind a cell. */
static GPtrArray *
evidence_of(Request *request, guint column, const DcCoverCell *cell, GError **error) {
  g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (cell->distance == 0)
    return doubt_of(request, cell, error);
  g_autoptr(GArray) chain =
      dc_reach_chain(g_ptr_array_index(request->coverage->reach, column), cell->work, error);
  if (chain == NULL)
    return NULL;
  for (guint i = 0; i < chain->len; i++)
    g_array_append_val(mentions, g_array_index(chain, DcEdge, i).mention);
  return dc_answers_evidence_of(request->witness, mentions, error);
}

/* What is said against the document of a cell, "" when it is in force; and whether the corpus has it at all.
 */
static char *
force_of(Request *request, const DcCoverCell *cell, gboolean *cited, GError **error) {
  if (cell->work == 0)
    return g_strdup("");
  g_autoptr(DcWork) work = dc_store_work(request->store, cell->work, error);
  *cited = work != NULL && work->documents == 0;
  return work != NULL ? dc_answers_force(request->store, work, request->until, NULL, error) : NULL;
}

/* What “nothing” rests on; of other cells nothing. */
static DcCoverRest *
rest_of(Request *request, const DcCoverRow *row, guint column, GError **error) {
  const DcCoverCell *cell = g_ptr_array_index(row->cells, column);
  if (cell->cover == DC_COVER_NOTHING)
    return dc_coverage_rest(request->store, row, g_ptr_array_index(request->works, column), request->until,
                            error);
  DcCoverRest *none = g_new0(DcCoverRest, 1);
  none->nearest = g_ptr_array_new();
  return none;
}

static gboolean
is_planless(const DcCoverCell *cell, const DcCoverRest *rest) {
  return cell->cover == DC_COVER_NOTHING && rest->plans == 0;
}

/* "12/KH-UBND, 2025-01-02: title". New string. */
static char *
line_of(const DcDocumentRow *row) {
  return g_strdup_printf("%s%s%s: %s", row->key, *row->key != '\0' ? ", " : "", row->date, row->title);
}

/* "PATH: 12/KH-UBND, 2025-01-02: title" of each. NULL-terminated. */
static GPtrArray *
nearest_lines(const DcCoverRest *rest) {
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < rest->nearest->len; i++) {
    const DcDocumentRow *row = g_ptr_array_index(rest->nearest, i);
    g_autofree char *line = line_of(row);
    g_ptr_array_add(lines, g_strdup_printf("%s: %s", row->path, line));
  }
  g_ptr_array_add(lines, NULL);
  return lines;
}

/* "rests on 2 plans among 5 younger documents; the nearest:". */
static void
note_rest(Request *request, const DcCoverRest *rest) {
  const char *more = rest->more ? "at least " : "", *documents = rest->works == 1 ? "document" : "documents";
  if (rest->plans == 0)
    dc_output_note(request->output, "rests on %s%u younger %s, no plan among them:", more, rest->works,
                   documents);
  else
    dc_output_note(request->output, "rests on %s%u %s among %u younger %s; nearest in subject:", more,
                   rest->plans, rest->plans == 1 ? "plan" : "plans", rest->works, documents);
  for (guint i = 0; i < rest->nearest->len; i++) {
    const DcDocumentRow *row = g_ptr_array_index(rest->nearest, i);
    g_autofree char *line = line_of(row);
    dc_output_quote(request->output, dc_answers_near(row->path), line, 0, 0);
  }
}

static gboolean
print_cell(Request *request, const DcCoverRow *row, guint column, GError **error) {
  const DcCoverCell *cell = g_ptr_array_index(row->cells, column);
  const DcWork *work = g_ptr_array_index(request->works, column);
  g_autoptr(GPtrArray) evidence = evidence_of(request, column, cell, error);
  gboolean cited = FALSE;
  g_autofree char *force = evidence != NULL ? force_of(request, cell, &cited, error) : NULL;
  g_autoptr(GPtrArray) candidates =
      force != NULL ? dc_answers_candidates(request->store, cell->evidence, error) : NULL;
  g_autoptr(DcCoverRest) rest = candidates != NULL ? rest_of(request, row, column, error) : NULL;
  if (rest == NULL)
    return FALSE;
  g_autoptr(GPtrArray) nearest = nearest_lines(rest);
  gboolean planless = is_planless(cell, rest);
  request->planless += planless;
  g_autoptr(GPtrArray) parts = g_ptr_array_new();
  for (guint i = 0; i < row->parts->len; i++)
    g_ptr_array_add(parts, g_ptr_array_index(row->parts, i));
  g_ptr_array_add(parts, NULL);
  char days[16] = "";
  if (cell->timed)
    g_snprintf(days, sizeof days, "%d", cell->days);
  dc_output_text(request->output, work->name);
  dc_output_text(request->output, row->unit);
  dc_output_text(request->output, planless && dc_output_for_people(request->output)
                                      ? "nothing (no plan)"
                                      : dc_cover_name(cell->cover));
  dc_output_text(request->output, strcmp(cell->unit, row->unit) != 0 ? cell->unit : "");
  gboolean unnumbered = cell->work != 0 && *cell->key == '\0' && dc_output_for_people(request->output);
  dc_output_text(request->output, unnumbered ? "(no number)" : dc_answers_key(request->output, cell->key));
  dc_output_text(request->output, cell->date);
  dc_output_text(request->output, days);
  dc_output_text(request->output, cell->late ? "late" : "");
  dc_output_integer(request->output, cell->distance);
  dc_output_integer(request->output, cell->below);
  dc_output_list(request->output, (const char *const *)parts->pdata);
  dc_answers_put_evidence(request->output, evidence);
  dc_output_text(request->output, force);
  dc_output_list(request->output, (const char *const *)candidates->pdata);
  dc_output_text(request->output, cited ? "cited only" : "");
  dc_output_integer(request->output, rest->works);
  dc_output_integer(request->output, rest->plans);
  dc_output_list(request->output, (const char *const *)nearest->pdata);
  dc_output_end_row(request->output);
  if (cited)
    dc_output_note(request->output, "%s: cited only, the corpus has no text of it", dc_key_shown(cell->key));
  if (cell->cover == DC_COVER_NOTHING)
    note_rest(request, rest);
  if (*force != '\0')
    dc_output_note(request->output, "%s: %s", cell->key, force);
  for (guint i = 0; i < evidence->len; i++)
    dc_answers_quote(request->output, g_ptr_array_index(evidence, i));
  dc_answers_note_candidates(request->output, candidates);
  return TRUE;
}

/* "5 implements, 3 nothing, …": how many units of each status. */
static void
print_sum(Request *request, guint column) {
  guint counts[DC_COVER_NO_DOCUMENT + 1] = {0}, late = 0;
  g_autoptr(GString) sum = g_string_new(NULL);
  for (guint i = 0; i < request->coverage->rows->len; i++) {
    const DcCoverRow *row = g_ptr_array_index(request->coverage->rows, i);
    const DcCoverCell *cell = g_ptr_array_index(row->cells, column);
    counts[cell->cover]++;
    late += cell->late;
  }
  for (guint i = 0; i <= DC_COVER_NO_DOCUMENT; i++) {
    if (counts[i] > 0)
      g_string_append_printf(sum, "%s%u %s", sum->len > 0 ? ", " : "", counts[i], dc_cover_name((DcCover)i));
    if (i == DC_COVER_NOTHING && request->planless > 0)
      g_string_append_printf(sum, " (%u without a plan)", request->planless);
  }
  if (late > 0)
    g_string_append_printf(sum, "; %u late", late);
  dc_output_note(request->output, "%u %s: %s", request->coverage->rows->len,
                 request->coverage->rows->len == 1 ? "unit" : "units", sum->str);
}

static gboolean
print_list(Request *request, GError **error) {
  for (guint column = 0; column < request->works->len; column++) {
    request->planless = 0;
    g_autofree char *heading =
        dc_answers_heading("Who has acted on", g_ptr_array_index(request->works, column));
    dc_output_table(request->output, heading, NULL, fields, G_N_ELEMENTS(fields));
    for (guint i = 0; i < request->coverage->rows->len; i++) {
      if (!print_cell(request, g_ptr_array_index(request->coverage->rows, i), column, error))
        return FALSE;
    }
    print_sum(request, column);
  }
  return TRUE;
}

/* Several works side by side, for people. */
static gboolean
print_matrix(Request *request, GError **error) {
  guint n = request->works->len;
  g_autofree DcField *columns = g_new0(DcField, n + 1);
  columns[0] = (DcField){"unit", DC_FIELD_TEXT, "Unit"};
  for (guint i = 0; i < n; i++) {
    const DcWork *work = g_ptr_array_index(request->works, i);
    columns[i + 1] = (DcField){work->name, DC_FIELD_TEXT, work->name};
  }
  dc_output_table(request->output, NULL, NULL, columns, n + 1);
  for (guint r = 0; r < request->coverage->rows->len; r++) {
    const DcCoverRow *row = g_ptr_array_index(request->coverage->rows, r);
    dc_output_text(request->output, row->unit);
    for (guint i = 0; i < n; i++) {
      const DcCoverCell *cell = g_ptr_array_index(row->cells, i);
      g_autoptr(DcCoverRest) rest = rest_of(request, row, i, error);
      if (rest == NULL)
        return FALSE;
      dc_output_text(request->output, is_planless(cell, rest) ? "no plan" : dc_cover_name(cell->cover));
    }
    dc_output_end_row(request->output);
  }
  dc_output_flush(request->output); /* while the fields live */
  return TRUE;
}

/* The works of all keys together. */
static GPtrArray *
find_works(DcStore *store, int argc, char **argv, const char *of) {
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)dc_work_free);
  for (int i = 1; i < argc; i++) {
    g_autoptr(GPtrArray) works = dc_command_works("coverage", store, argv[i], of);
    if (works == NULL)
      return NULL;
    while (works->len > 0)
      g_ptr_array_add(all, g_ptr_array_steal_index(works, 0));
  }
  return g_steal_pointer(&all);
}

static gboolean
any_acted(const DcCoverage *coverage) {
  for (guint r = 0; r < coverage->rows->len; r++) {
    const DcCoverRow *row = g_ptr_array_index(coverage->rows, r);
    for (guint i = 0; i < row->cells->len; i++) {
      if (((DcCoverCell *)g_ptr_array_index(row->cells, i))->cover <= DC_COVER_INDIRECT)
        return TRUE;
    }
  }
  return FALSE;
}

/* The unit that all the works are of, when it is not the centre: theirs to carry out is only for what lies
 * under it. NULL: none. */
static const char *
common_unit(const GPtrArray *works) {
  const char *unit = NULL;
  for (guint i = 0; i < works->len; i++) {
    const DcWork *work = g_ptr_array_index(works, i);
    if (dc_level_parse(work->level) <= DC_LEVEL_CENTRAL || *work->unit == '\0' ||
        strcmp(work->unit, "?") == 0 || (unit != NULL && strcmp(unit, work->unit) != 0))
      return NULL;
    unit = work->unit;
  }
  return unit;
}

static int
run(int argc, char **argv, const char *of, DcCoverOptions *wanted, const DcCommandOptions *options) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_command_open(options);
  if (store == NULL || !dc_command_unit("coverage", store, wanted->unit))
    return DC_EXIT_ERROR;
  g_autoptr(GPtrArray) works = find_works(store, argc, argv, of);
  if (works == NULL)
    return DC_EXIT_ERROR;
  if (works->len == 0)
    return DC_EXIT_NOTHING;
  if (wanted->unit == NULL && (wanted->unit = common_unit(works)) != NULL)
    fprintf(stderr, "%s is of %s: asked about are the districts and communes of it (--unit takes others)\n",
            argv[1], wanted->unit);
  g_autoptr(DcCoverage) coverage = dc_coverage_new(store, works, wanted, &error);
  if (coverage == NULL)
    return dc_command_fail("coverage", "%s", error->message);
  if (coverage->rows->len == 0) {
    dc_command_fail("coverage", "the index has no document of a district or commune of %s%s%s", wanted->unit,
                    wanted->until != NULL ? " up to " : "", wanted->until != NULL ? wanted->until : "");
    return DC_EXIT_NOTHING;
  }
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  Request request = {store, dc_command_output(options), witness, works, coverage, wanted->until, 0};
  gboolean ok = TRUE;
  if (options->format == DC_FORMAT_TABLE && works->len > 1)
    ok = print_matrix(&request, &error);
  else
    ok = print_list(&request, &error);
  int code = dc_command_finish("coverage", request.output, any_acted(coverage));
  return ok ? code : dc_command_fail("coverage", "%s", error->message);
}

int
dc_cmd_coverage(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autofree char *as_of = NULL, *unit = NULL, *of = NULL;
  int deadline = DC_NO_DEADLINE;
  gboolean done;
  const GOptionEntry entries[] = {
      {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
       "As it stood on DATE: the units in force (default: today), without what came later", "DATE"},
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &unit, "The districts and communes of this province", "UNIT"},
      {"of", 0, 0, G_OPTION_ARG_STRING, &of, "Of several works KEY, only the one of this unit", "UNIT"},
      {"deadline", 0, 0, G_OPTION_ARG_INT, &deadline, "Mark what came more than N days after the work", "N"},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY…",
                        "Which provinces, or districts and communes, have acted on a work.", description,
                        entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc < 2)
    return dc_command_fail("coverage", "of which work? Give its symbol, as in: danchieu coverage 91-KL/TW");
  if (!dc_command_date("coverage", "--as-of", TRUE, &as_of))
    return DC_EXIT_ERROR;
  if (!dc_command_deadline("coverage", &deadline))
    return DC_EXIT_ERROR;
  g_autoptr(GDateTime) now = g_date_time_new_now_local();
  g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
  DcCoverOptions wanted = {as_of != NULL ? as_of : today, unit, deadline, as_of};
  return run(argc, argv, of, &wanted, &options);
}
