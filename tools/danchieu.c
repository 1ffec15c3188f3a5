/* danchieu: the program. One command a file; this is the table of them. */
#include "query/near.h"
#include "tools/command.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* In the order in which --help shows them. */
static const DcCommand commands[] = {
    {"index", "read files and folders into the index", dc_cmd_index},
    {"extract", "print what files are and what they cite", dc_cmd_extract},
    {"search", "search the text of documents", dc_cmd_search},
    {"show", "what a work is, what it refers to and what refers to it", dc_cmd_show},
    {"implements", "documents issued to carry a work out", dc_cmd_implements},
    {"citing", "everything that refers to a work", dc_cmd_citing},
    {"missing", "local plans that do not refer to a work", dc_cmd_missing},
    {"coverage", "which provinces, or districts and communes, have acted on a work", dc_cmd_coverage},
    {"timeline", "what was issued because of a work, month by month", dc_cmd_timeline},
    {"report", "a report on a work, for reading and printing", dc_cmd_report},
    {"path", "the chains of references from one work to another", dc_cmd_path},
    {"graph", "the reference graph as a picture or as data", dc_cmd_graph},
    {"top", "the most cited works", dc_cmd_top},
    {"orphans", "documents that refer to nothing and that nothing refers to", dc_cmd_orphans},
    {"conflicts", "where documents contradict each other about a work", dc_cmd_conflicts},
    {"lint", "check the citations of a draft", dc_cmd_lint},
    {"stats", "what is in the index", dc_cmd_stats},
    {"check", "whether the index is whole", dc_cmd_check},
    {NULL, NULL, NULL},
};

static const DcCommand *
find_command(const char *name) {
  for (const DcCommand *command = commands; command->name != NULL; command++) {
    if (strcmp(command->name, name) == 0)
      return command;
  }
  return NULL;
}

static void
say_unknown(const char *name) {
  const char *names[G_N_ELEMENTS(commands)];
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
    names[i] = commands[i].name;
  const char *near = dc_near_name(name, names);
  g_autofree char *shown = dc_output_printable(name);
  if (near != NULL)
    fprintf(stderr, "danchieu: there is no command “%s”; is “%s” meant? “danchieu --help” lists them\n",
            shown, near);
  else
    fprintf(stderr, "danchieu: there is no command “%s”: “danchieu --help” lists them\n", shown);
}

static void
print_help(FILE *stream) {
  fputs("Usage: danchieu COMMAND [OPTION…] [ARGUMENT…]\n\n"
        "Indexes Vietnamese policy documents, extracts what they cite, and answers which of them\n"
        "implement, cite or lack a given one.\n\nCommands:\n",
        stream);
  for (const DcCommand *command = commands; command->name != NULL; command++)
    fprintf(stream, "  %-12s%s\n", command->name, command->summary);
  fputs("\n“danchieu COMMAND --help” explains a command.\n"
        "Exit codes: 0 found, 1 nothing found, 2 error.\n",
        stream);
}

/* Words of the command line are UTF-8 even where the locale does not say so; numbers are never localised. */
static void
set_locale(void) {
  setlocale(LC_CTYPE, "");
  if (!g_get_charset(NULL))
    setlocale(LC_CTYPE, "C.UTF-8");
}

/* What is left in the buffer must arrive as well, or the exit code says so. */
static int
close_stdout(int code) {
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout))
    return code;
  if (code != DC_EXIT_ERROR && errno != EPIPE)
    fprintf(stderr, "danchieu: the output could not be written: %s\n", g_strerror(errno));
  return DC_EXIT_ERROR;
}

int
main(int argc, char **argv) {
  set_locale();
  const char *name = argc > 1 ? argv[1] : "";
  if (strcmp(name, "--version") == 0) {
    puts("danchieu " DC_VERSION);
    return close_stdout(DC_EXIT_FOUND);
  }
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || (strcmp(name, "help") == 0 && argc == 2)) {
    print_help(stdout);
    return close_stdout(DC_EXIT_FOUND);
  }
  if (argc < 2) {
    print_help(stderr);
    return DC_EXIT_ERROR;
  }
  if (strcmp(name, "help") == 0) { /* danchieu help COMMAND */
    static char option[] = "--help";
    name = argv[1] = argv[2];
    argv[2] = option;
  }
  const DcCommand *command = find_command(name);
  if (command == NULL && *name == '-') {
    fprintf(stderr, "danchieu: options come after the command, as in: danchieu stats %s …\n", name);
    return DC_EXIT_ERROR;
  }
  if (command == NULL) {
    say_unknown(name);
    return DC_EXIT_ERROR;
  }
  return close_stdout(command->run(argc - 1, argv + 1));
}
