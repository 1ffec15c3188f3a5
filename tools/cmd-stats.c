/* danchieu stats: what is in the index. */
#include "tools/command.h"

static const char usage[] = "";
static const char summary[] =
    "Counts what is in the index: documents by status, format, encoding, level, type,\n"
    "unit and year, citations, works and references.";
static const char description[] = "Example: danchieu stats --unread --format csv";

static const DcField fields[] = {
    {"group", DC_FIELD_TEXT, "group"}, {"name", DC_FIELD_TEXT, "name"}, {"count", DC_FIELD_INTEGER, "count"}};

static const DcField unread_fields[] = {{"path", DC_FIELD_TEXT, "path"},
                                        {"status", DC_FIELD_TEXT, "status"},
                                        {"message", DC_FIELD_TEXT, "message"}};

static void
print_row(DcOutput *output, const char *group, const char *name, gint64 count) {
  dc_output_text(output, group);
  dc_output_text(output, name);
  dc_output_integer(output, count);
  dc_output_end_row(output);
}

static gboolean
print_stats(DcOutput *output, DcStore *store, gboolean *found, GError **error) {
  static const char *const groups[] = {"status", "format", "encoding", "level", "type", "unit", "year"};
  g_autoptr(GArray) counts = dc_store_counts(store, error);
  if (!counts)
    return FALSE;
  for (guint i = 0; i < counts->len; i++) {
    const DcCount *count = &g_array_index(counts, DcCount, i);
    print_row(output, "index", count->name, count->value);
    *found = *found || count->value > 0;
  }
  for (int by = DC_TALLY_STATUS; by <= DC_TALLY_YEAR; by++) {
    g_autoptr(GPtrArray) tallies = dc_store_tally(store, (DcTallyBy)by, error);
    if (!tallies)
      return FALSE;
    for (guint i = 0; i < tallies->len; i++) {
      const DcTally *tally = g_ptr_array_index(tallies, i);
      print_row(output, groups[by], *tally->value ? tally->value : "(none)", tally->documents);
    }
  }
  return TRUE;
}

typedef struct {
  DcOutput *output;
  gboolean found;
} Unread;

static gboolean
print_unread(DcDocumentRow *row, gpointer data) {
  Unread *unread = data;
  if (!g_str_equal(row->status, dc_status_name(DC_STATUS_OK)) || *row->message) {
    dc_output_text(unread->output, row->path);
    dc_output_text(unread->output, row->status);
    dc_output_text(unread->output, row->message);
    dc_output_end_row(unread->output);
    unread->found = TRUE;
  }
  dc_document_row_free(row);
  return TRUE;
}

static gboolean
list_unread(DcOutput *output, DcStore *store, gboolean *found, GError **error) {
  Unread unread = {output, FALSE};
  gboolean listed = dc_store_each_document(store, print_unread, &unread, error);
  *found = unread.found;
  return listed;
}

int
dc_cmd_stats(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autoptr(GError) error = NULL;
  gboolean done, found = FALSE, unread = FALSE;
  const GOptionEntry entries[] = {
      {"unread", 0, 0, G_OPTION_ARG_NONE, &unread,
       "List the documents that were not read, or not whole, each with the reason", NULL},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, usage, summary, description, entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc > 1)
    return dc_command_fail("stats", "what is “%s”? The command takes no words", argv[1]);
  g_autoptr(DcStore) store = dc_command_open(&options);
  if (!store)
    return DC_EXIT_ERROR;
  DcOutput *output = dc_command_output(&options);
  dc_output_table(output, NULL, unread ? "unread" : "count", unread ? unread_fields : fields,
                  unread ? G_N_ELEMENTS(unread_fields) : G_N_ELEMENTS(fields));
  gboolean printed = (unread ? list_unread : print_stats)(output, store, &found, &error);
  int code = dc_command_finish("stats", output, found);
  return printed ? code : dc_command_fail("stats", "%s", error->message);
}
