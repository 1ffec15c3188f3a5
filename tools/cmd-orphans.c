#include "tools/answers.h"

#include <string.h>

static const char description[] = "Documents of the corpus that refer to no work and that no other document "
                                  "refers to: often a bad copy, or a text\n"
                                  "whose citations could not be read.";

static const DcField fields[] = {
    {"key", DC_FIELD_TEXT, "Key"},   {"type", DC_FIELD_TEXT, "Type"},    {"date", DC_FIELD_TEXT, "Date"},
    {"unit", DC_FIELD_TEXT, "Unit"}, {"title", DC_FIELD_TITLE, "Title"}, {"path", DC_FIELD_TEXT, NULL},
};

static gint
compare_works(gconstpointer a, gconstpointer b) {
  const DcWork *left = *(const DcWork *const *)a, *right = *(const DcWork *const *)b;
  return strcmp(left->path, right->path);
}

typedef struct {
  const GArray *linked; /* of gint64, sorted */
  GPtrArray *works;     /* of DcWork, owned */
} Request;

static gboolean
keep_lonely(DcWork *work, gpointer data) {
  Request *request = data;
  if (work->documents > 0 &&
      !g_array_binary_search((GArray *)request->linked, &work->id, dc_id_compare, NULL))
    g_ptr_array_add(request->works, work);
  else
    dc_work_free(work);
  return TRUE;
}

int
dc_cmd_orphans(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autoptr(GError) error = NULL;
  gboolean done;
  if (!dc_command_parse(&argc, &argv, "", "Documents that refer to nothing and that nothing refers to.",
                        description, NULL, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc > 1)
    return dc_command_fail("orphans", "“%s” is not understood: orphans takes options alone", argv[1]);
  g_autoptr(DcStore) store = dc_command_open(&options);
  if (store == NULL)
    return DC_EXIT_ERROR;
  g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func((GDestroyNotify)dc_work_free);
  g_autoptr(GArray) linked = dc_store_linked_works(store, &error);
  Request request = {linked, works};
  if (linked == NULL || !dc_store_each_work(store, keep_lonely, &request, &error))
    return dc_command_fail("orphans", "%s", error->message);
  g_ptr_array_sort(works, compare_works);
  DcOutput *output = dc_command_output(&options);
  dc_output_table(output, NULL, NULL, fields, G_N_ELEMENTS(fields));
  for (guint i = 0; i < works->len; i++) {
    const DcWork *work = g_ptr_array_index(works, i);
    const char *values[] = {work->key, work->type, work->date, work->unit, work->title, work->path};
    for (guint v = 0; v < G_N_ELEMENTS(values); v++)
      dc_output_text(output, values[v]);
    dc_output_end_row(output);
    dc_output_note(output, "%s", dc_answers_near(work->path));
  }
  return dc_command_finish("orphans", output, works->len > 0);
}
