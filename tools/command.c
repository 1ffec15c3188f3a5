#include "tools/command.h"
#include "query/dates.h"
#include "query/near.h"
#include "query/scope.h"

#include <errno.h>
#include <string.h>

/* The entries that every command takes; their targets are set for each parse. */
static void
add_common(GOptionContext *context, DcCommandOptions *options, gboolean *help) {
  const char *formats = options->formats != NULL ? options->formats : "table, jsonl, json, csv or tsv";
  const GOptionEntry common[] = {
      {"db", 0, 0, G_OPTION_ARG_FILENAME, &options->db, "The index (default: $DANCHIEU_DB, or yours)",
       "FILE"},
      {"format", 'f', 0, G_OPTION_ARG_STRING, &options->format_name, formats, "FORMAT"},
      {"help", 'h', 0, G_OPTION_ARG_NONE, help, "Show this help", NULL},
      G_OPTION_ENTRY_NULL};
  g_option_context_add_main_entries(context, common, NULL);
}

/* "--" ends the options and is no word of the command itself. */
static void
drop_separator(int *argc, char **argv) {
  for (int i = 1; i < *argc; i++) {
    if (strcmp(argv[i], "--") != 0)
      continue;
    memmove(&argv[i], &argv[i + 1], (gsize)(*argc - i) * sizeof *argv);
    --*argc;
    return;
  }
}

/* Adds the name of the option that is near to what was typed. */
static void
suggest_option(GError *error, const GOptionEntry *entries) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  const char *typed = strstr(error->message, "--");
  for (; entries->long_name != NULL; entries++)
    g_ptr_array_add(names, (gpointer)entries->long_name);
  g_ptr_array_add(names, (gpointer) "format");
  g_ptr_array_add(names, (gpointer) "help");
  g_ptr_array_add(names, NULL);
  const char *near = typed != NULL ? dc_near_name(typed + 2, (const char *const *)names->pdata) : NULL;
  if (near == NULL)
    return;
  char *message = g_strdup_printf("%s; is --%s meant?", error->message, near);
  g_free(error->message);
  error->message = message;
}

gboolean
dc_command_parse(int *argc, char ***argv, const char *usage, const char *summary, const char *description,
                 const GOptionEntry *entries, DcCommandOptions *options, gboolean *done) {
  g_autoptr(GOptionContext) context = g_option_context_new(usage);
  g_autoptr(GError) error = NULL;
  gboolean help = FALSE;
  *done = FALSE;
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_set_summary(context, summary);
  g_option_context_set_description(context, description);
  if (entries != NULL)
    g_option_context_add_main_entries(context, entries, NULL);
  add_common(context, options, &help);
  if (!g_option_context_parse(context, argc, argv, &error) && entries != NULL &&
      g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    suggest_option(error, entries);
  if (error != NULL || (options->formats == NULL && options->format_name != NULL &&
                        !dc_format_parse(options->format_name, &options->format, &error))) {
    dc_command_fail((*argv)[0], "%s (try “danchieu %s --help”)", error->message, (*argv)[0]);
    return FALSE;
  }
  drop_separator(argc, *argv);
  if (help) {
    g_autofree char *program = g_strdup_printf("danchieu %s", (*argv)[0]);
    g_set_prgname(program);
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    fputs(text, stdout);
    *done = TRUE;
  }
  return TRUE;
}

void
dc_command_options_clear(DcCommandOptions *options) {
  g_clear_pointer(&options->db, g_free);
  g_clear_pointer(&options->format_name, g_free);
}

DcStore *
dc_command_open(const DcCommandOptions *options) {
  g_autofree char *path = options->db != NULL ? g_strdup(options->db) : dc_store_default_path();
  g_autoptr(GError) error = NULL;
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    fprintf(stderr,
            "danchieu: there is no index at %s: make one with “danchieu index FOLDER”, or name yours with "
            "--db FILE\n",
            path);
    return NULL;
  }
  g_autoptr(DcStore) store = dc_store_open(path, DC_STORE_READ, &error);
  if (store == NULL || !dc_store_hold(store, &error)) {
    fprintf(stderr, "danchieu: %s\n", error->message);
    return NULL;
  }
  return g_steal_pointer(&store);
}

gboolean
dc_command_unit(const char *command, DcStore *store, const char *unit) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) near = NULL;
  if (unit == NULL || dc_unit_known(store, unit, &near, &error))
    return TRUE;
  if (error != NULL) {
    dc_command_fail(command, "%s", error->message);
    return FALSE;
  }
  g_ptr_array_add(near, NULL);
  g_autofree char *names = g_strjoinv("”, “", (char **)near->pdata);
  if (*names != '\0')
    dc_command_fail(command, "no document of the index is of the unit “%s”; is “%s” meant?", unit, names);
  else
    dc_command_fail(command, "no document of the index is of the unit “%s”", unit);
  return FALSE;
}

int
dc_command_fail(const char *command, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_autofree char *shown = dc_output_printable(message);
  fprintf(stderr, "danchieu %s: %s\n", command, shown);
  return DC_EXIT_ERROR;
}

gboolean
dc_command_date(const char *command, const char *option, gboolean whole, char **date) {
  if (*date == NULL)
    return TRUE;
  char *iso = dc_date_parse(*date);
  if (iso == NULL || (whole && strlen(iso) != 10)) {
    dc_command_fail(command,
                    whole ? "%s %s: give a whole date, DD/MM/YYYY or YYYY-MM-DD"
                          : "%s %s: a date is DD/MM/YYYY or YYYY-MM-DD; a month or a year will do",
                    option, *date);
    g_free(iso);
    return FALSE;
  }
  g_free(*date);
  *date = iso;
  return TRUE;
}

gboolean
dc_command_number(const char *command, const char *option, int value, int least, int most) {
  if (value >= least && value <= most)
    return TRUE;
  if (value < least)
    dc_command_fail(command, "%s %d: give a number from %d", option, value, least);
  else
    dc_command_fail(command, "%s %d: give a number up to %d", option, value, most);
  return FALSE;
}

gboolean
dc_command_deadline(const char *command, int *deadline) {
  if (*deadline != DC_NO_DEADLINE)
    return dc_command_number(command, "--deadline", *deadline, 0, G_MAXINT);
  *deadline = -1;
  return TRUE;
}

DcOutput *
dc_command_output(const DcCommandOptions *options) {
  return dc_output_new(stdout, options->format);
}

int
dc_command_finish(const char *command, DcOutput *output, gboolean found) {
  if (dc_output_free(output))
    return found ? DC_EXIT_FOUND : DC_EXIT_NOTHING;
  if (errno != EPIPE)
    dc_command_fail(command, "the output could not be written: %s", g_strerror(errno));
  return DC_EXIT_ERROR;
}
