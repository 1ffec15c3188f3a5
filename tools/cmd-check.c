/* danchieu check: is the index whole? */
#include "tools/command.h"

static const char usage[] = "";
static const char summary[] =
    "Checks the index: the file itself, every stored text, and that references, works\n"
    "and documents agree.";
static const char description[] =
    "Exit codes: 0 all is well, 1 problems were found, 2 it could not be read.\n\n"
    "Example: danchieu check";

static const DcField fields[] = {{"problem", DC_FIELD_TEXT, "problem"}};

static void
print_problems(DcOutput *output, const GPtrArray *problems) {
  dc_output_table(output, NULL, "problem", fields, G_N_ELEMENTS(fields));
  for (guint i = 0; i < problems->len; i++) {
    dc_output_text(output, g_ptr_array_index(problems, i));
    dc_output_end_row(output);
  }
}

int
dc_cmd_check(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  gboolean done;
  if (!dc_command_parse(&argc, &argv, usage, summary, description, NULL, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc > 1)
    return dc_command_fail("check", "what is “%s”? The command takes no words", argv[1]);
  g_autoptr(DcStore) store = dc_command_open(&options);
  if (!store)
    return DC_EXIT_ERROR;
  gboolean checked = dc_store_check(store, problems, &error);
  if (problems->len > 0) {
    DcOutput *output = dc_command_output(&options);
    print_problems(output, problems);
    if (dc_command_finish("check", output, TRUE) == DC_EXIT_ERROR)
      return DC_EXIT_ERROR;
    fprintf(stderr, "danchieu check: %s is damaged: delete the file and index again\n", dc_store_path(store));
  }
  if (!checked)
    return dc_command_fail("check", "%s", error->message);
  if (problems->len == 0)
    fprintf(stderr, "danchieu check: %s is whole\n", dc_store_path(store));
  return problems->len ? DC_EXIT_NOTHING : DC_EXIT_FOUND;
}
