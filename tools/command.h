/* The commands of the program: one file a command, one table in danchieu.c. */
#pragma once

#include "corpus/error.h"
#include "indexer/store.h"
#include "tools/output.h"

G_BEGIN_DECLS

/* Exit codes of every command. */
enum { DC_EXIT_FOUND = 0, DC_EXIT_NOTHING = 1, DC_EXIT_ERROR = 2 };

typedef struct {
  const char *name;
  const char *summary; /* one line for --help */
  int (*run)(int argc, char **argv);
} DcCommand;

/* What most commands take: parsed by dc_command_parse beside the command's own entries. */
typedef struct {
  char *db;
  DcFormat format;
  const char *formats; /* for --help, set by a command with formats of its own; then the one asked for … */
  char *format_name;   /* … is here, unchecked; NULL: none */
} DcCommandOptions;

/* Parses argv (GOptionContext; --help prints `usage`, `summary` and `description` and exits 0 through *done).
 * FALSE with a message on stderr when the words are off. Non-options stay in argv[1..]. */
gboolean dc_command_parse(int *argc, char ***argv, const char *usage, const char *summary,
                          const char *description, const GOptionEntry *entries, DcCommandOptions *options,
                          gboolean *done);
void dc_command_options_clear(DcCommandOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DcCommandOptions, dc_command_options_clear)

/* Opens the index for reading; says on stderr what to do when there is none. */
DcStore *dc_command_open(const DcCommandOptions *options);
/* Whether --unit names a unit that there is; else says so on stderr, with the names that are near. */
gboolean dc_command_unit(const char *command, DcStore *store, const char *unit);
/* Puts a date as people write it (12/8/2024) into ISO; NULL stays. `whole`: a day is needed. FALSE with a
 * word on stderr when it is none. */
gboolean dc_command_date(const char *command, const char *option, gboolean whole, char **date);
/* Whether the number of an option lies in its bounds; else says so on stderr. */
gboolean dc_command_number(const char *command, const char *option, int value, int least, int most);
/* The same for --deadline, days from 0; without the option (DC_NO_DEADLINE) it becomes -1, as dc_coverage
 * takes it. */
#define DC_NO_DEADLINE G_MININT
gboolean dc_command_deadline(const char *command, int *deadline);
/* "danchieu COMMAND: message" on stderr; returns DC_EXIT_ERROR. */
int dc_command_fail(const char *command, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The writer on stdout in the format that was asked for. */
DcOutput *dc_command_output(const DcCommandOptions *options);
/* Ends the output. The exit code: DC_EXIT_ERROR with a message when it could not be written (a full disk; a
 * closed pipe without a word), else found or nothing. */
int dc_command_finish(const char *command, DcOutput *output, gboolean found);

int dc_cmd_index(int argc, char **argv);
int dc_cmd_extract(int argc, char **argv);
int dc_cmd_search(int argc, char **argv);
int dc_cmd_show(int argc, char **argv);
int dc_cmd_citing(int argc, char **argv);
int dc_cmd_implements(int argc, char **argv);
int dc_cmd_missing(int argc, char **argv);
int dc_cmd_coverage(int argc, char **argv);
int dc_cmd_conflicts(int argc, char **argv);
int dc_cmd_orphans(int argc, char **argv);
int dc_cmd_timeline(int argc, char **argv);
int dc_cmd_report(int argc, char **argv);
int dc_cmd_path(int argc, char **argv);
int dc_cmd_graph(int argc, char **argv);
int dc_cmd_lint(int argc, char **argv);
int dc_cmd_top(int argc, char **argv);
int dc_cmd_stats(int argc, char **argv);
int dc_cmd_check(int argc, char **argv);

G_END_DECLS
