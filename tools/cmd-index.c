/* danchieu index: read files and folders into the index. */
#include "indexer/build.h"
#include "tools/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] = "[FOLDER|FILE…]";
static const char summary[] =
    "Reads files and folders (and what is under them) into the index. What has not\n"
    "changed since the last time is skipped. Without a name, everything that was\n"
    "indexed before is looked at again.";
static const char description[] =
    "Read again though its bytes are the same is what another version of danchieu read, what could not be\n"
    "read, everything named with --encoding, and scans with --ocr.\n\n"
    "Each file that was not read, or not whole, is named on stderr (the first of many; “danchieu stats "
    "--unread”\n"
    "lists all) and kept in the index with its status; the rest is indexed. Tables, slides and films are\n"
    "counted and left out. Interrupting is safe: what was committed stays, and the next run goes on from "
    "there.\n\n"
    "--prune drops what is gone from a folder that can be read; what lies under one that cannot (moved, a "
    "drive\nthat is off) is kept.\n\n"
    "Exit codes: 0 all read, 1 some could not be read or there was nothing to read, 2 the index could not "
    "be\n"
    "written.\n\n"
    "Example: danchieu index ~/van-ban";

/* So many documents that were not read, or not whole, are named; of a folder with hundreds the rest is for
 * “stats --unread”. */
#define MAX_NAMED 40

typedef struct {
  gboolean bar;   /* a progress line stands on the terminal */
  guint unread;   /* documents that were not read, or not whole */
  gint64 started; /* monotonic */
} Screen;

/* ---- progress ---- */

static void
clear_bar(Screen *screen) {
  if (screen->bar)
    fputs("\r\033[K", stderr);
  screen->bar = FALSE;
}

static void
print_eta(double seconds, char *buffer, gsize size) {
  int left = (int)(seconds + 0.5);
  if (left >= 3600)
    g_snprintf(buffer, size, "%d h %02d min left", left / 3600, left / 60 % 60);
  else if (left >= 60)
    g_snprintf(buffer, size, "%d min %02d s left", left / 60, left % 60);
  else
    g_snprintf(buffer, size, "%d s left", left);
}

static void
show_progress(const DcBuildProgress *progress, gpointer data) {
  enum { CELLS = 20 };
  Screen *screen = data;
  char bar[CELLS + 1], eta[48] = "";
  double seconds = (double)(g_get_monotonic_time() - screen->started) / G_USEC_PER_SEC;
  double share = progress->bytes_seen ? (double)progress->bytes_done / (double)progress->bytes_seen : 0;
  double rate = seconds > 0 ? (double)progress->bytes_done / seconds : 0;
  int full = (int)(share * CELLS);
  memset(bar, '-', CELLS);
  memset(bar, '#', (gsize)CLAMP(full, 0, CELLS));
  bar[CELLS] = '\0';
  if (rate > 0 && seconds > 1)
    print_eta((double)(progress->bytes_seen - progress->bytes_done) / rate, eta, sizeof eta);
  clear_bar(screen);
  fprintf(stderr, "[%s] %u of %s%u files  %.1f MB/s  %s", bar, progress->files_done,
          progress->walking ? "at least " : "", progress->files_seen, rate / 1e6,
          progress->resolving ? "resolving references" : eta);
  fflush(stderr);
  screen->bar = TRUE;
}

static void
show_problem(const char *path, DcStatus status, const char *message, gpointer data) {
  Screen *screen = data;
  if (status != DC_STATUS_UNREADABLE && ++screen->unread > MAX_NAMED)
    return;
  clear_bar(screen);
  dc_command_fail("index", "%s: %s", path, *message ? message : dc_status_name(status));
}

/* What the index holds of files that were not found. */
static void
show_absent(const DcBuildProgress *progress) {
  if (progress->gone)
    fprintf(stderr, "%u %s gone and still %s: --prune takes %s out\n", progress->gone,
            progress->gone == 1 ? "file is" : "files are", progress->gone == 1 ? "answers" : "answer",
            progress->gone == 1 ? "it" : "them");
  if (progress->kept)
    fprintf(stderr,
            "%u %s kept, though not found: the folder cannot be read, so it is not known to be gone (to drop "
            "it for good, prune a folder above it)\n",
            progress->kept, progress->kept == 1 ? "file is" : "files are");
}

static void
show_result(const DcBuildProgress *progress, const char *path, const Screen *screen) {
  double seconds = (double)(g_get_monotonic_time() - screen->started) / G_USEC_PER_SEC;
  if (screen->unread > MAX_NAMED)
    dc_command_fail("index", "%u more are not named here; “danchieu stats --unread” lists them all",
                    screen->unread - MAX_NAMED);
  fprintf(stderr, "%u new, %u changed, %u unchanged, %u dropped", progress->added, progress->changed,
          progress->unchanged, progress->dropped);
  if (progress->without_text)
    fprintf(stderr, ", %u without text", progress->without_text);
  if (progress->failed)
    fprintf(stderr, ", %u not readable", progress->failed);
  if (progress->left_out)
    fprintf(stderr, ", %u of other kinds left out", progress->left_out);
  fprintf(stderr, "; %.1f MB of text in %.1f s. Index: %s\n", (double)progress->text_bytes / 1e6, seconds,
          path);
  show_absent(progress);
}

/* ---- what to index ---- */

static gboolean
collect_root(const char *path G_GNUC_UNUSED, const char *root, gpointer roots) {
  if (!g_ptr_array_find_with_equal_func(roots, root, g_str_equal, NULL))
    g_ptr_array_add(roots, g_strdup(root));
  return TRUE;
}

/* The words of the command line, or else all places that were indexed before. Ends with NULL. */
static GPtrArray *
find_roots(DcStore *store, int argc, char **argv, GError **error) {
  g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);
  for (int i = 1; i < argc; i++)
    g_ptr_array_add(roots, g_strdup(argv[i]));
  if (argc == 1 && !dc_store_each_file(store, NULL, collect_root, roots, error))
    return NULL;
  if (roots->len == 0) {
    g_set_error(error, DC_ERROR, DC_ERROR_INVALID, "name a folder or file to index");
    return NULL;
  }
  g_ptr_array_add(roots, NULL);
  return g_steal_pointer(&roots);
}

/* A slip in a name must not leave an empty index behind. */
static gboolean
is_all_absent(int argc, char **argv) {
  for (int i = 1; i < argc; i++)
    if (g_file_test(argv[i], G_FILE_TEST_EXISTS))
      return FALSE;
  return argc > 1;
}

static int
run_index(const char *path, DcBuildOptions *build, int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  Screen screen = {.started = g_get_monotonic_time()};
  DcBuildProgress progress;
  if (!build->prune && is_all_absent(argc, argv))
    return dc_command_fail("index", "%s: there is no such file or folder", argv[1]);
  g_autoptr(DcStore) store = dc_store_open(path, DC_STORE_WRITE, &error);
  if (!store)
    return dc_command_fail("index", "%s", error->message);
  g_autoptr(GPtrArray) roots = find_roots(store, argc, argv, &error);
  if (!roots)
    return dc_command_fail("index", "%s (try “danchieu index --help”)", error->message);
  build->data = &screen;
  build->problem = show_problem;
  build->progress = isatty(STDERR_FILENO) ? show_progress : NULL;
  gboolean done = dc_build_run(store, (const char *const *)roots->pdata, build, &progress, &error);
  clear_bar(&screen);
  if (!done)
    return dc_command_fail("index", "%s", error->message);
  show_result(&progress, dc_store_path(store), &screen);
  if (!progress.files_seen && !progress.failed)
    dc_command_fail("index", "there is no document in what was named%s",
                    progress.left_out ? ", only files of kinds that are not read" : "");
  return progress.failed || !progress.files_seen ? DC_EXIT_NOTHING : DC_EXIT_FOUND;
}

int
dc_cmd_index(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  DcBuildOptions build = {0};
  g_autofree char *encoding = NULL;
  gboolean done;
  int jobs = 0;
  const GOptionEntry entries[] = {
      {"prune", 'p', 0, G_OPTION_ARG_NONE, &build.prune,
       "Drop files that are gone from a folder that can be read", NULL},
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Threads that read (default: one a core)", "N"},
      {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding,
       "Encoding of texts that are not Unicode (default: detected)", "NAME"},
      {"ocr", 0, 0, G_OPTION_ARG_NONE, &build.read.ocr, "Recognise scans with Tesseract (slow)", NULL},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, usage, summary, description, entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (!dc_command_number("index", "--jobs", jobs, 0, G_MAXINT))
    return DC_EXIT_ERROR;
  build.jobs = (guint)jobs;
  build.read.encoding = encoding;
  g_autofree char *path = options.db ? g_strdup(options.db) : dc_store_default_path();
  return run_index(path, &build, argc, argv);
}
