/* danchieu-bench: prints the table of budgets, each measured beside its peer in the same run. Machines differ
 * and are busy; ratios in one run hold.
 *
 *   danchieu-bench [--texts FOLDER] [--files FOLDER] [--documents N] [--only PART] [WORK]
 *
 * --texts: real texts for extraction and indexing. --files: documents in all formats, to read. --documents:
 * how large a corpus danchieu-gen makes for search (120,000), and for --only graph, where they are short and
 * cite much: 500,000 have five million references. WORK: a folder for indexes, several gigabytes (default: a
 * new one, removed at the end); our index and Xapian's are taken as they are when they are there from before.
 * Peers that are not installed are left out: pcre2grep, omindex, the Xapian peer (built with libxapian-dev).
 */
#include "tools/bench/bench.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

BenchTimes
bench_times_new(void) {
  return (BenchTimes){g_array_new(FALSE, FALSE, sizeof(double))};
}

void
bench_times_clear(BenchTimes *times) {
  g_clear_pointer(&times->samples, g_array_unref);
}

void
bench_times_add(BenchTimes *times, double milliseconds) {
  g_array_append_val(times->samples, milliseconds);
}

static int
compare(gconstpointer a, gconstpointer b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

double
bench_times_at(const BenchTimes *times, double share) {
  guint n = times->samples->len;
  if (!n)
    return NAN;
  g_array_sort(times->samples, compare);
  return g_array_index(times->samples, double, (guint)((n - 1) * share + 0.5));
}

double
bench_now(void) {
  return (double)g_get_monotonic_time() / 1000;
}

double
bench_cpu(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec * 1e3 + (double)used.tv_nsec / 1e6;
}

void
bench_row(const char *what, const char *measured, const char *budget, gboolean kept) {
  printf("%-44s %-22s %-12s %s\n", what, measured, budget, kept ? "kept" : "MISSED");
  fflush(stdout);
}

static void
collect_files(const char *folder, const char *ending, GPtrArray *files) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
      collect_files(path, ending, files);
      g_free(path);
    } else if (g_str_has_suffix(name, ending)) {
      g_ptr_array_add(files, path);
    } else {
      g_free(path);
    }
  }
}

static int
by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
bench_files(const char *folder, const char *ending) {
  GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
  collect_files(folder, ending, files);
  g_ptr_array_sort(files, by_name);
  return files;
}

double
bench_run(const char *const *argv) {
  int status = 0;
  double start = bench_now();
  if (!g_spawn_sync(NULL, (char **)argv, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                    NULL, NULL, &status, NULL))
    return NAN;
  double taken = bench_now() - start;
  return WIFEXITED(status) && WEXITSTATUS(status) < 2 ? taken : NAN;
}

double
bench_run_cpu(const char *const *argv) {
  struct rusage before, after;
  getrusage(RUSAGE_CHILDREN, &before);
  if (isnan(bench_run(argv)))
    return NAN;
  getrusage(RUSAGE_CHILDREN, &after);
  struct timeval user, system;
  timersub(&after.ru_utime, &before.ru_utime, &user);
  timersub(&after.ru_stime, &before.ru_stime, &system);
  return (double)(user.tv_sec + system.tv_sec) * 1e3 + (double)(user.tv_usec + system.tv_usec) / 1e3;
}

/* The time from start to first result, the best of some. */
static void
bench_start(const char *program, const char *db) {
  const char *const version[] = {program, "--version", NULL};
  const char *const search[] = {program, "search", "--db",  db,           "--limit",
                                "1",     "-f",     "jsonl", "phát triển", NULL};
  double start = G_MAXDOUBLE, first = G_MAXDOUBLE;
  for (int i = 0; i < 10; i++) {
    start = MIN(start, bench_run(version));
    first = MIN(first, bench_run(search));
  }
  char cell[64];
  g_snprintf(cell, sizeof cell, "%.1f ms", start);
  bench_row("start of the program", cell, "<= 15 ms", start <= 15);
  g_snprintf(cell, sizeof cell, "%.1f ms", first);
  bench_row("start to first result of a search", cell, "<= 30 ms", first <= 30);
}

typedef struct {
  char *texts, *files, *only, *work, *folder; /* `folder`: where the programs are */
  int documents;
} Options;

static gboolean
search_part(const Options *options) {
  g_autofree char *program = g_build_filename(options->folder, "danchieu", NULL);
  g_autofree char *gen = g_build_filename(options->folder, "danchieu-gen", NULL);
  g_autofree char *peer = g_build_filename(options->folder, "xapian-peer", NULL);
  g_autofree char *corpus = g_build_filename(options->work, "corpus", NULL);
  g_autofree char *db = g_build_filename(options->work, "corpus.db", NULL);
  g_autofree char *n = g_strdup_printf("%d", options->documents);
  g_mkdir_with_parents(corpus, 0755);
  const char *const make[] = {gen, "--documents", n, corpus, NULL};
  const char *const index[] = {program, "index", "--db", db, corpus, NULL};
  if (g_file_test(db, G_FILE_TEST_EXISTS)) {
    printf("\nsearch: the index that is there from before\n");
  } else {
    double made = bench_run(make), indexed = bench_run(index);
    if (isnan(made) || isnan(indexed)) {
      fprintf(stderr, "danchieu-bench: a corpus could not be made and indexed in %s\n", options->work);
      return FALSE;
    }
    printf("\nsearch: %s made-up documents, indexed with citations in %.1f s\n", n, indexed / 1000);
  }
  gboolean with_xapian = g_file_test(peer, G_FILE_TEST_IS_EXECUTABLE);
  if (!bench_search(db, corpus, options->work, with_xapian ? peer : NULL))
    return FALSE;
  if (!bench_graph(db))
    return FALSE;
  bench_start(program, db);
  return TRUE;
}

/* On a corpus of short documents that cite much. An index that is there from before is taken as it is. */
static gboolean
graph_part(const Options *options) {
  g_autofree char *program = g_build_filename(options->folder, "danchieu", NULL);
  g_autofree char *gen = g_build_filename(options->folder, "danchieu-gen", NULL);
  g_autofree char *corpus = g_build_filename(options->work, "graph", NULL);
  g_autofree char *db = g_build_filename(options->work, "graph.db", NULL);
  g_autofree char *n = g_strdup_printf("%d", options->documents);
  const char *const make[] = {gen, "--documents", n, "--bytes", "400", "--citations", "10", corpus, NULL};
  const char *const index[] = {program, "index", "--db", db, corpus, NULL};
  if (!g_file_test(db, G_FILE_TEST_EXISTS) &&
      (g_mkdir_with_parents(corpus, 0755) != 0 || isnan(bench_run(make)) || isnan(bench_run(index)))) {
    fprintf(stderr, "danchieu-bench: a corpus could not be made and indexed in %s\n", options->work);
    return FALSE;
  }
  return bench_graph(db);
}

static gboolean
run_parts(const Options *options) {
  g_autofree char *program = g_build_filename(options->folder, "danchieu", NULL);
  printf("%-44s %-22s %-12s\n", "what", "measured", "budget");
  if (options->texts && (!options->only || strcmp(options->only, "index") == 0) &&
      !bench_index(program, options->texts, options->work))
    return FALSE;
  if (options->files && (!options->only || strcmp(options->only, "readers") == 0) &&
      !bench_readers(options->files))
    return FALSE;
  if (options->only && strcmp(options->only, "graph") == 0)
    return graph_part(options);
  if (!options->only || strcmp(options->only, "search") == 0)
    return search_part(options);
  return TRUE;
}

int
main(int argc, char **argv) {
  Options options = {.documents = 120000};
  const GOptionEntry entries[] = {
      {"texts", 't', 0, G_OPTION_ARG_FILENAME, &options.texts, "Real texts to extract from and to index",
       "FOLDER"},
      {"files", 'f', 0, G_OPTION_ARG_FILENAME, &options.files, "Documents in all formats, to read", "FOLDER"},
      {"documents", 'n', 0, G_OPTION_ARG_INT, &options.documents, "Documents to search in (120000)", "N"},
      {"only", 0, 0, G_OPTION_ARG_STRING, &options.only, "index, readers, search or graph", "PART"},
      G_OPTION_ENTRY_NULL};
  g_autoptr(GOptionContext) context = g_option_context_new("[WORK]");
  g_option_context_set_summary(context, "Prints the table of budgets, measured beside the peers in one run.");
  g_option_context_add_main_entries(context, entries, NULL);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, &argc, &argv, &error)) {
    fprintf(stderr, "danchieu-bench: %s\n", error->message);
    return 2;
  }
  gboolean own = argc < 2;
  options.work = own ? g_dir_make_tmp("danchieu-bench-XXXXXX", &error) : g_strdup(argv[1]);
  if (!options.work || g_mkdir_with_parents(options.work, 0755) != 0) {
    fprintf(stderr, "danchieu-bench: no folder to work in\n");
    return 2;
  }
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  options.folder = g_path_get_dirname(self ? self : argv[0]);
  gboolean good = run_parts(&options);
  if (own) {
    const char *const remove_all[] = {"rm", "-rf", "--", options.work, NULL};
    bench_run(remove_all);
  }
  g_free(options.work);
  g_free(options.folder);
  g_free(options.texts);
  g_free(options.files);
  g_free(options.only);
  return good ? 0 : 2;
}
