/* Extraction beside pcre2grep; indexing beside bare FTS5 insertion and omindex; size; indexing again. */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "corpus/document.h"
#include "indexer/extract.h"
#include "tools/bench/bench.h"
#include "tools/bench/fts5.h"

enum { ROUNDS = 3 };

#define SYMBOL "[0-9]+(?:/[0-9]{4})?[-/][A-ZĐ][A-Za-zĐđ]*(?:[-/][A-ZĐ][A-ZĐa-z]*)+"

/* All texts in one file, and their bytes. */
static gsize
concatenate(const GPtrArray *files, const char *path) {
  FILE *out = fopen(path, "we");
  gsize bytes = 0;
  for (guint i = 0; out && i < files->len; i++) {
    g_autofree char *text = NULL;
    gsize len;
    if (g_file_get_contents(files->pdata[i], &text, &len, NULL))
      bytes += fwrite(text, 1, len, out);
  }
  if (out)
    fclose(out);
  return bytes;
}

static double
extract_all(const GPtrArray *files) {
  double taken = 0;
  for (guint i = 0; i < files->len; i++) {
    char *text;
    gsize len;
    if (!g_file_get_contents(files->pdata[i], &text, &len, NULL))
      continue;
    g_autoptr(DcDocument) document = dc_document_new(files->pdata[i]);
    dc_document_take_text(document, text, len);
    double start = bench_cpu();
    g_autoptr(DcExtract) extract = dc_extract(document);
    taken += bench_cpu() - start;
  }
  return taken;
}

static double
insert_all(const GPtrArray *files, const char *path) {
  g_remove(path);
  BenchFts5 *fts5 = bench_fts5_new(path, "unicode61", NULL);
  if (!fts5)
    return NAN;
  double taken = 0;
  for (guint i = 0; i < files->len; i++) {
    g_autofree char *text = NULL;
    gsize len;
    if (!g_file_get_contents(files->pdata[i], &text, &len, NULL))
      continue;
    double start = bench_now();
    bench_fts5_insert(fts5, i + 1, text, len);
    taken += bench_now() - start;
  }
  double start = bench_now();
  bench_fts5_commit(fts5);
  taken += bench_now() - start;
  bench_fts5_free(fts5);
  return taken;
}

/* `budget`: how many times as long as the peer it may take; 0: none. */
static void
extraction_row(const char *what, gsize bytes, double ours, double theirs, int budget) {
  char cell[96], bound[16];
  int n = g_snprintf(cell, sizeof cell, "%.0f MB/s", (double)bytes / ours / 1000);
  if (!isnan(theirs))
    g_snprintf(cell + n, sizeof cell - (gsize)n, ", 1/%.1f", ours / theirs);
  g_snprintf(bound, sizeof bound, ">= 1/%d", budget);
  if (isnan(theirs) || budget == 0)
    printf("%-44s %s%s\n", what, cell, isnan(theirs) ? " (pcre2grep is not installed)" : "");
  else
    bench_row(what, cell, bound, ours <= budget * theirs);
}

/* The less of the best so far and a further run; NAN once a run failed. */
static double
better(double best, double run) {
  return isnan(best) || isnan(run) ? NAN : MIN(best, run);
}

/* The extraction itself, of the texts that are in memory; and the program, which starts, reads all of them as
 * one file or one by one, and prints. Each in processor time of one thread, the best of some rounds, as on a
 * busy machine only the best are alike. */
static void
bench_extraction(const char *program, const GPtrArray *files, const char *folder, const char *all,
                 gsize bytes) {
  const char *const grep[] = {"pcre2grep", "-c", "-u", SYMBOL, all, NULL};
  const char *const grep_each[] = {"pcre2grep", "-r", "-c", "-u", SYMBOL, folder, NULL};
  const char *const extract[] = {program, "extract", "--format", "jsonl", all, NULL};
  const char *const extract_each[] = {program, "extract", "--format", "jsonl", folder, NULL};
  double itself = G_MAXDOUBLE, whole = G_MAXDOUBLE, each = G_MAXDOUBLE;
  double theirs = G_MAXDOUBLE, theirs_each = G_MAXDOUBLE;
  for (int round = 0; round < ROUNDS; round++) {
    itself = better(itself, extract_all(files));
    whole = better(whole, bench_run_cpu(extract));
    each = better(each, bench_run_cpu(extract_each));
    theirs = better(theirs, bench_run_cpu(grep));
    theirs_each = better(theirs_each, bench_run_cpu(grep_each));
  }
  extraction_row("extraction, of pcre2grep -c", bytes, itself, theirs, 4);
  extraction_row("extract, all texts as one file, of the same", bytes, whole, theirs, 4);
  extraction_row("extract, the texts one by one, of the same", bytes, each, theirs_each, 0);
}

static void
bench_omindex(const char *folder, const char *work, double ours) {
  g_autofree char *db = g_build_filename(work, "omega", NULL);
  const char *const omindex[] = {"omindex", "--db", db, "--url", "/", "--overwrite", folder, NULL};
  double theirs = bench_run(omindex);
  char cell[64];
  g_snprintf(cell, sizeof cell, "%.1f x as fast", theirs / ours);
  if (!isnan(theirs))
    bench_row("indexing beside omindex", cell, ">= 2.5 x", theirs >= 2.5 * ours);
}

gboolean
bench_index(const char *program, const char *folder, const char *work) {
  g_autoptr(GPtrArray) files = bench_files(folder, ".txt");
  g_autofree char *all = g_build_filename(work, "all.txt", NULL),
                  *db = g_build_filename(work, "texts.db", NULL);
  g_autofree char *fts5 = g_build_filename(work, "bare.db", NULL);
  gsize bytes = concatenate(files, all);
  if (!bytes) {
    fprintf(stderr, "danchieu-bench: no texts in %s\n", folder);
    return FALSE;
  }
  printf("%u texts, %.0f MB\n", files->len, (double)bytes / 1e6);
  bench_extraction(program, files, folder, all, bytes);
  g_remove(db);
  const char *const index[] = {program, "index", "--db", db, folder, NULL};
  double ours = bench_run(index), bare = insert_all(files, fts5), again = bench_run(index);
  struct rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  struct stat info = {0};
  stat(db, &info);
  char cell[96];
  g_snprintf(cell, sizeof cell, "%.1f s, %.2f x", ours / 1000, ours / bare);
  bench_row("indexing, of bare FTS5 insertion", cell, "<= 2.5 x", ours <= 2.5 * bare);
  bench_omindex(folder, work, ours);
  g_snprintf(cell, sizeof cell, "%ld MB", usage.ru_maxrss / 1024);
  bench_row("memory", cell, "< 512 MB", usage.ru_maxrss < 512 * 1024);
  g_snprintf(cell, sizeof cell, "%.2f x the text", (double)info.st_size / (double)bytes);
  bench_row("index size", cell, "< 1.2 x", (double)info.st_size < 1.2 * (double)bytes);
  g_snprintf(cell, sizeof cell, "%.2f s", again / 1000);
  bench_row("indexing again, nothing changed", cell, "< 1 s", again < 1000);
  return TRUE;
}
