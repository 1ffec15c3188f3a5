/* danchieu lint: the citations of a draft, checked before it is signed. */
#include "tools/answers.h"

#include "corpus/reader.h"
#include "corpus/walk.h"
#include "indexer/extract.h"
#include "query/lint.h"

static const char description[] =
    "Checks against the index, so index the acts that your office works with first. Findings:\n"
    "  type          the word says one type of act, the symbol another\n"
    "  date          another date than the index knows for this act\n"
    "  number        an unknown number, where an act of the same date and title has another\n"
    "  issuer        another issuer than the act itself has\n"
    "  not_in_force  the act was replaced or repealed\n"
    "  later         the act is dated after the draft\n"
    "  alias         a short form of an act that was not named in full before\n"
    "  malformed     a symbol with a space, a doubled hyphen or a slip in it\n"
    "  ambiguous     several acts bear the symbol and the draft does not say which\n\n"
    "Exit codes: 1 when something was found, 0 when nothing was, 2 on an error.";

static const DcField fields[] = {
    {"path", DC_FIELD_TEXT, NULL},          {"line", DC_FIELD_INTEGER, "Line"},
    {"column", DC_FIELD_INTEGER, "Column"}, {"start", DC_FIELD_INTEGER, NULL},
    {"end", DC_FIELD_INTEGER, NULL},        {"rule", DC_FIELD_TEXT, "Rule"},
    {"text", DC_FIELD_TEXT, "As written"},  {"message", DC_FIELD_TEXT, NULL},
    {"suggestion", DC_FIELD_TEXT, "Write"}, {"evidence", DC_FIELD_TEXT, NULL},
};

typedef struct {
  DcStore *store;
  DcOutput *output;
  gboolean found, failed;
  guint checked;      /* citations */
  GHashTable *absent; /* char*: keys of acts whose text the index lacks */
} Run;

/* What was checked, and what of it the index could say nothing of. */
static gboolean
count_citations(Run *run, const DcExtract *extract, GError **error) {
  for (guint i = 0; i < extract->mentions->len; i++) {
    const DcMention *mention = &g_array_index(extract->mentions, DcMention, i);
    if (mention->other || mention->relation == DC_RELATION_SELF || *mention->work_key == '\0')
      continue;
    run->checked++;
    g_autoptr(GPtrArray) works = dc_store_works_by_key(run->store, mention->work_key, error);
    if (works == NULL)
      return FALSE;
    gboolean held = FALSE;
    for (guint w = 0; w < works->len; w++)
      held |= ((DcWork *)g_ptr_array_index(works, w))->documents > 0;
    if (!held)
      g_hash_table_add(run->absent, g_strdup(mention->work_key));
  }
  return TRUE;
}

static void
print_finding(DcOutput *output, const char *path, const DcFinding *finding) {
  dc_output_text(output, path);
  dc_output_integer(output, finding->line);
  dc_output_integer(output, finding->column);
  dc_output_integer(output, (gint64)finding->span.start);
  dc_output_integer(output, (gint64)finding->span.end);
  dc_output_text(output, dc_lint_rule_name(finding->rule));
  dc_output_text(output, finding->text);
  dc_output_text(output, finding->message);
  dc_output_text(output, finding->suggestion);
  dc_output_text(output, finding->evidence);
  dc_output_end_row(output);
  dc_output_note(output, "%s", finding->message);
  if (*finding->evidence != '\0')
    dc_output_note(output, "see %s", dc_answers_near(finding->evidence));
}

static gboolean
lint_document(DcDocument *owned, gpointer data) {
  Run *run = data;
  g_autoptr(DcDocument) document = owned;
  g_autoptr(GError) error = NULL;
  if (document->status != DC_STATUS_OK) {
    run->failed = TRUE;
    dc_command_fail("lint", "%s: %s", document->path,
                    document->message != NULL ? document->message : "there is no text in it to check");
    return TRUE;
  }
  g_autoptr(DcExtract) extract = dc_extract(document);
  g_autoptr(GPtrArray) findings = dc_lint(run->store, document, extract, &error);
  if (findings == NULL || !count_citations(run, extract, &error)) {
    run->failed = TRUE;
    dc_command_fail("lint", "%s", error->message);
    return FALSE;
  }
  if (findings->len > 0)
    dc_output_table(run->output, document->path, NULL, fields, G_N_ELEMENTS(fields));
  for (guint i = 0; i < findings->len; i++)
    print_finding(run->output, document->path, g_ptr_array_index(findings, i));
  run->found |= findings->len > 0;
  return TRUE;
}

static gboolean
lint_file(const char *path, const char *problem, gpointer data) {
  static const DcReadOptions options = {0};
  Run *run = data;
  if (problem != NULL) {
    run->failed = TRUE;
    dc_command_fail("lint", "%s: %s", path, problem);
    return TRUE;
  }
  dc_reader_read(path, &options, lint_document, run);
  return TRUE;
}

int
dc_cmd_lint(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  gboolean done;
  if (!dc_command_parse(&argc, &argv, "FILE…", "Check the citations of a draft before it is signed.",
                        description, NULL, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc < 2)
    return dc_command_fail("lint", "name the drafts to check (try “danchieu lint --help”)");
  g_autoptr(DcStore) store = dc_command_open(&options);
  if (store == NULL)
    return DC_EXIT_ERROR;
  g_autoptr(GHashTable) absent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Run run = {.store = store, .output = dc_command_output(&options), .absent = absent};
  for (int i = 1; i < argc; i++)
    dc_walk(argv[i], lint_file, NULL, &run);
  int code = dc_command_finish("lint", run.output, run.found);
  if (!run.found && !run.failed) {
    fprintf(stderr, "%u %s checked, nothing found", run.checked, run.checked == 1 ? "citation" : "citations");
    guint n = g_hash_table_size(absent); /* of these little is known to check against */
    if (n > 0)
      fprintf(stderr, "; the index has no text of %u of the acts cited", n);
    fputs("\n", stderr);
  }
  if (code == DC_EXIT_ERROR || run.failed)
    return DC_EXIT_ERROR;
  return run.found ? 1 : 0;
}
