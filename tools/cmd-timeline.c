#include "query/dates.h"
#include "query/timeline.h"
#include "tools/answers.h"

#define BAR 40      /* columns of the longest bar */
#define ENDED_MAX 5 /* works named as no longer in force; the rest are counted */

static const char description[] = "Counts, for each month, the documents that were issued to carry KEY out "
                                  "(#), that reach it through others (+)\n"
                                  "and that refer to it otherwise (.).";

static const DcField fields[] = {
    {"work", DC_FIELD_TEXT, NULL},
    {"month", DC_FIELD_TEXT, "Month"},
    {"implements", DC_FIELD_INTEGER, "Implement"},
    {"indirect", DC_FIELD_INTEGER, "Indirectly"},
    {"cites", DC_FIELD_INTEGER, "Cite"},
};
static const DcField bar_field = {"bar", DC_FIELD_TITLE, ""};

static guint
longest(const GArray *months) {
  guint most = 1;
  for (guint i = 0; i < months->len; i++)
    most = MAX(most, dc_month_total(&g_array_index(months, DcMonth, i)));
  return most;
}

static void
append_run(GString *bar, guint value, guint most, char mark) {
  for (guint i = 0; i < (value * BAR + most - 1) / most; i++)
    g_string_append_c(bar, mark);
}

static void
print_months(DcOutput *output, const DcWork *work, const GArray *months) {
  DcField columns[G_N_ELEMENTS(fields) + 1];
  guint n = 0, most = longest(months);
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
    columns[n++] = fields[i];
  if (dc_output_for_people(output))
    columns[n++] = bar_field;
  g_autofree char *heading = dc_answers_heading("What followed", work);
  dc_output_table(output, heading, NULL, dc_output_for_people(output) ? columns : fields, n);
  for (guint i = 0; i < months->len; i++) {
    const DcMonth *month = &g_array_index(months, DcMonth, i);
    g_autoptr(GString) bar = g_string_new(NULL);
    append_run(bar, month->implements, most, '#');
    append_run(bar, month->indirect, most, '+');
    append_run(bar, month->cites, most, '.');
    dc_output_text(output, work->name);
    dc_output_text(output, *month->month == '\0' && dc_output_for_people(output) ? "undated" : month->month);
    dc_output_integer(output, month->implements);
    dc_output_integer(output, month->indirect);
    dc_output_integer(output, month->cites);
    if (dc_output_for_people(output))
      dc_output_text(output, bar->str);
    dc_output_end_row(output);
  }
  if (months->len == 0)
    dc_output_note(output, "(none)");
  dc_output_flush(output); /* while the columns live */
}

/* Takes out what --as-of and --in-force leave out. The works of the rest that are no longer in force: of the
 * answers, not owned; NULL on error. */
static GPtrArray *
judge_force(DcStore *store, const DcAnswerOptions *options, GPtrArray *answers, GError **error) {
  g_autoptr(GPtrArray) works = g_ptr_array_new();
  for (guint i = answers->len; i-- > 0;) {
    const DcAnswer *answer = g_ptr_array_index(answers, i);
    gboolean ended = FALSE, later = options->as_of != NULL &&
                                    dc_date_order(dc_answer_date(answer), options->as_of) == DC_DATE_AFTER;
    if (!later && answer->work != NULL && (answer->document != NULL || options->cited)) {
      g_autofree char *force = dc_answers_force(store, answer->work, options->as_of, &ended, error);
      if (force == NULL)
        return NULL;
    }
    if (later || (ended && options->in_force))
      g_ptr_array_remove_index(answers, i);
    else if (ended)
      g_ptr_array_insert(works, 0, answer->work);
  }
  return g_steal_pointer(&works);
}

static void
print_ended(DcOutput *output, const GPtrArray *works) {
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < MIN(works->len, ENDED_MAX); i++)
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                           ((const DcWork *)g_ptr_array_index(works, i))->name);
  if (works->len > ENDED_MAX)
    g_string_append_printf(names, " and %u more", works->len - ENDED_MAX);
  if (works->len > 0)
    dc_output_note(output, "No longer in force (%u): %s; --in-force leaves them out", works->len, names->str);
}

static gboolean
print_key(DcStore *store, DcOutput *output, const char *key, const DcAnswerOptions *options, guint *found) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) works = dc_command_works("timeline", store, key, options->unit);
  for (guint i = 0; works != NULL && i < works->len; i++) {
    const DcWork *work = g_ptr_array_index(works, i);
    g_autoptr(GPtrArray) answers = dc_references_citing(store, work, TRUE, &error);
    g_autoptr(GPtrArray) ended = answers != NULL ? judge_force(store, options, answers, &error) : NULL;
    if (ended == NULL) {
      dc_command_fail("timeline", "%s", error->message);
      return FALSE;
    }
    g_autoptr(GArray) months = dc_timeline_new(answers, options->cited);
    print_months(output, work, months);
    print_ended(output, ended);
    *found += months->len;
  }
  return works != NULL;
}

int
dc_cmd_timeline(int argc, char **argv) {
  g_auto(DcAnswerOptions) options = {0};
  gboolean done, ok = TRUE;
  const GOptionEntry entries[] = {{"unit", 'u', 0, G_OPTION_ARG_STRING, &options.unit,
                                   "Of several works KEY, only those of this unit", "UNIT"},
                                  {"cited", 'c', 0, G_OPTION_ARG_NONE, &options.cited,
                                   "Count also works known only from citations", NULL},
                                  DC_ANSWER_ENTRIES(options),
                                  G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY…", "What was issued because of a work, month by month.",
                        description, entries, &options.common, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc < 2)
    return dc_command_fail("timeline", "of which work? Give its symbol, as in: danchieu timeline 91-KL/TW");
  if (!dc_command_date("timeline", "--as-of", FALSE, &options.as_of))
    return DC_EXIT_ERROR;
  g_autoptr(DcStore) store = dc_command_open(&options.common);
  if (store == NULL)
    return DC_EXIT_ERROR;
  DcOutput *output = dc_command_output(&options.common);
  guint found = 0;
  for (int i = 1; ok && i < argc; i++)
    ok = print_key(store, output, argv[i], &options, &found);
  int code = dc_command_finish("timeline", output, found > 0);
  return ok ? code : DC_EXIT_ERROR;
}
