#include "query/dates.h"
#include "tools/answers.h"
#include "tools/report.h"

#include <errno.h>
#include <string.h>

static const char description[] =
    "Writes one HTML file in Vietnamese that needs nothing else: what the work rests on, who carries it out, "
    "by level\n"
    "with evidence; months; provinces; plans without it and those in doubt, apart; contradictions. It prints "
    "on A4.\n"
    "--table writes the same documents as a table that spreadsheets open (CSV, UTF-8 with a mark).";

static const DcField fields[] = {
    {"status", DC_FIELD_TEXT, NULL}, {"unit", DC_FIELD_TEXT, NULL},  {"key", DC_FIELD_TEXT, NULL},
    {"date", DC_FIELD_TEXT, NULL},   {"title", DC_FIELD_TEXT, NULL}, {"relation", DC_FIELD_TEXT, NULL},
    {"via", DC_FIELD_LIST, NULL},    {"path", DC_FIELD_TEXT, NULL},  {"evidence", DC_FIELD_LINES, NULL},
};

/* A spreadsheet must not take what a document says for a formula. */
static void
put_text(DcOutput *output, const char *value) {
  gboolean formula = *value != '\0' && strchr("=+-@\t\r", *value) != NULL;
  g_autofree char *quoted = formula ? g_strconcat("'", value, NULL) : NULL;
  dc_output_text(output, formula ? quoted : value);
}

static gboolean
put_rows(DcOutput *output, DcWitness *witness, const GPtrArray *answers, GError **error) {
  for (guint i = 0; i < answers->len; i++) {
    const DcAnswer *answer = g_ptr_array_index(answers, i);
    g_autoptr(GPtrArray) via = g_ptr_array_new();
    g_autoptr(GPtrArray) evidence = dc_answers_proof(witness, answer, error);
    if (evidence == NULL)
      return FALSE;
    for (guint v = 0; v < answer->via->len; v++)
      g_ptr_array_add(via, g_ptr_array_index(answer->via, v));
    g_ptr_array_add(via, NULL);
    dc_output_text(output, dc_answer_status_name(answer->status));
    put_text(output, dc_answer_unit(answer));
    put_text(output, dc_answer_key(answer));
    dc_output_text(output, dc_answer_date(answer));
    put_text(output, dc_answer_title(answer));
    dc_output_text(output, answer->relation < DC_RELATION_COUNT ? dc_relation_name(answer->relation) : "");
    dc_output_list(output, (const char *const *)via->pdata);
    put_text(output, dc_answer_path(answer));
    dc_answers_put_evidence(output, evidence);
    dc_output_end_row(output);
  }
  return TRUE;
}

static int
write_table(const DcReport *report, DcStore *store, const char *path) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  FILE *stream = fopen(path, "wb");
  if (stream == NULL)
    return dc_command_fail("report", "%s: %s", path, g_strerror(errno));
  fputs("\xEF\xBB\xBF", stream); /* spreadsheets take it for UTF-8 */
  DcOutput *output = dc_output_new(stream, DC_FORMAT_CSV);
  dc_output_table(output, NULL, NULL, fields, G_N_ELEMENTS(fields));
  gboolean ok = put_rows(output, witness, report->answers, &error) &&
                put_rows(output, witness, report->missing, &error);
  gboolean written = dc_output_free(output);
  written = fclose(stream) == 0 && written;
  if (!ok)
    return dc_command_fail("report", "%s", error->message);
  return written ? DC_EXIT_FOUND : dc_command_fail("report", "%s could not be written", path);
}

/* The one work that the key means. */
static DcWork *
find_work(DcStore *store, const char *key, const char *unit) {
  g_autoptr(GPtrArray) works = dc_command_works("report", store, key, unit);
  if (works == NULL || works->len == 0)
    return NULL;
  if (works->len == 1)
    return g_ptr_array_steal_index(works, 0);
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < works->len; i++) {
    const DcWork *work = g_ptr_array_index(works, i);
    g_string_append_printf(names, "%s%s (%s)", i > 0 ? ", " : "", work->name, work->unit);
  }
  dc_command_fail("report", "“%s” means %u works: %s. Say which, as KEY@DATE or with --unit", key, works->len,
                  names->str);
  return NULL;
}

typedef struct {
  char *unit, *as_of, *output, *table;
  int deadline;
} Words;

static void
words_clear(Words *words) {
  g_free(words->unit);
  g_free(words->as_of);
  g_free(words->output);
  g_free(words->table);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static int
run(const char *key, const Words *words, const DcCommandOptions *options) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_command_open(options);
  g_autoptr(DcWork) work = store != NULL ? find_work(store, key, words->unit) : NULL;
  if (work == NULL)
    return DC_EXIT_ERROR;
  g_autoptr(GDateTime) now = g_date_time_new_now_local();
  g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
  const char *as_of = words->as_of != NULL ? words->as_of : today;
  g_autoptr(DcReport) report = dc_report_new(store, work, as_of, words->as_of, words->deadline, &error);
  g_autofree char *html = report != NULL ? dc_report_html(report, store, &error) : NULL;
  if (html == NULL)
    return dc_command_fail("report", "%s", error->message);
  if (words->table != NULL && write_table(report, store, words->table) == DC_EXIT_ERROR)
    return DC_EXIT_ERROR;
  if (words->output == NULL)
    fwrite(html, 1, strlen(html), stdout);
  else if (!g_file_set_contents(words->output, html, -1, &error)) {
    g_autofree char *folder = g_path_get_dirname(words->output);
    return g_file_test(folder, G_FILE_TEST_IS_DIR)
               ? dc_command_fail("report", "%s could not be written: %s", words->output, g_strerror(errno))
               : dc_command_fail("report", "%s could not be written: there is no folder %s", words->output,
                                 folder);
  }
  return report->answers->len > 0 ? DC_EXIT_FOUND : DC_EXIT_NOTHING;
}

int
dc_cmd_report(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {.formats = "html, the only one"};
  g_auto(Words) words = {.deadline = DC_NO_DEADLINE};
  gboolean done;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output, "Write the page to FILE", "FILE"},
      {"table", 't', 0, G_OPTION_ARG_FILENAME, &words.table, "Also write the table to FILE", "FILE"},
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &words.unit, "Of several works KEY, the one of this unit",
       "UNIT"},
      {"as-of", 0, 0, G_OPTION_ARG_STRING, &words.as_of,
       "The provinces as of DATE (default: today), without what came later", "DATE"},
      {"deadline", 0, 0, G_OPTION_ARG_INT, &words.deadline, "Mark what came more than N days after the work",
       "N"},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY", "A report on a work, for reading and printing.", description,
                        entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc != 2)
    return dc_command_fail("report",
                           "on which work? Give one symbol, as in: danchieu report 91-KL/TW -o report.html");
  if (options.format_name != NULL && strcmp(options.format_name, "html") != 0)
    return dc_command_fail("report",
                           "--format %s: a report is an HTML page; --table FILE writes CSV beside it",
                           options.format_name);
  if (!dc_command_date("report", "--as-of", TRUE, &words.as_of) ||
      !dc_command_deadline("report", &words.deadline))
    return DC_EXIT_ERROR;
  return run(argv[1], &words, &options);
}
