/* Reading, beside the converters that Debian has for the same files. Processor time: of ours the readers
 * alone, in this process and thread; of a peer each file's run, its start included. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "corpus/parsers.h"
#include "tools/bench/bench.h"

/* Files are read over and over until so much time is spent. */
#define ENOUGH_MS 1000

typedef struct {
  const char *ending;
  const char *peer[4]; /* its words; the one that is NULL in between is the file */
  guint words;
  double least; /* megabytes of file in a second; 0: no budget */
  double most;  /* of the peer's time; 0: no budget */
} Format;

static const Format formats[] = {
    {".docx", {"docx2txt", NULL, "-"}, 3, 20, 0}, {".html", {"html2text", NULL}, 2, 20, 0},
    {".htm", {"html2text", NULL}, 2, 20, 0},      {".pdf", {"pdftotext", NULL, "-"}, 3, 0, 1.3},
    {".doc", {"catdoc", NULL}, 2, 0, 0},          {".rtf", {"unrtf", "--text", NULL}, 3, 0, 0},
    {".odt", {"odt2txt", NULL}, 2, 0, 0}};

static gboolean
count(DcDocument *document, gpointer data) {
  *(gsize *)data += document->len;
  dc_document_free(document);
  return TRUE;
}

static double
read_all(const GPtrArray *files, gsize *text_bytes) {
  static const DcReadOptions options = {.parsers = dc_parsers};
  double start = bench_cpu(), spent = 0;
  int rounds = 0;
  do {
    *text_bytes = 0;
    for (guint i = 0; i < files->len; i++)
      dc_reader_read(files->pdata[i], &options, count, text_bytes);
    rounds++;
  } while ((spent = bench_cpu() - start) < ENOUGH_MS);
  return spent / rounds;
}

static double
children_cpu(void) {
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

/* NAN when it is not installed. */
static double
run_peer(const Format *format, const GPtrArray *files) {
  double start = children_cpu();
  for (guint i = 0; i < files->len; i++) {
    const char *argv[G_N_ELEMENTS(format->peer) + 1] = {NULL};
    for (guint word = 0; word < format->words; word++)
      argv[word] = format->peer[word] ? format->peer[word] : files->pdata[i];
    if (isnan(bench_run(argv)))
      return NAN;
  }
  return children_cpu() - start;
}

static gsize
size_of(const GPtrArray *files) {
  gsize bytes = 0;
  for (guint i = 0; i < files->len; i++) {
    g_autoptr(GMappedFile) file = g_mapped_file_new(files->pdata[i], FALSE, NULL);
    bytes += file ? g_mapped_file_get_length(file) : 0;
  }
  return bytes;
}

static void
bench_format(const Format *format, const GPtrArray *files) {
  gsize bytes = size_of(files), text_bytes;
  double ours = read_all(files, &text_bytes), theirs = run_peer(format, files);
  double speed = (double)bytes / ours / 1e3;
  char what[64], cell[96], budget[32] = "";
  g_snprintf(what, sizeof what, "reading %u %s, %.1f MB, text %.1f MB", files->len, format->ending + 1,
             (double)bytes / 1e6, (double)text_bytes / 1e6);
  int n = g_snprintf(cell, sizeof cell, "%.1f MB/s", speed);
  if (!isnan(theirs))
    g_snprintf(cell + n, sizeof cell - (gsize)n, ", %.2f x %s", ours / theirs, format->peer[0]);
  if (format->least > 0)
    g_snprintf(budget, sizeof budget, ">= %.0f MB/s", format->least);
  else if (format->most > 0)
    g_snprintf(budget, sizeof budget, "<= %.1f x", format->most);
  bench_row(what, cell, budget,
            speed >= format->least && !(format->most > 0 && ours > format->most * theirs));
}

gboolean
bench_readers(const char *folder) {
  gboolean any = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autoptr(GPtrArray) files = bench_files(folder, formats[i].ending);
    if (files->len)
      bench_format(&formats[i], files);
    any = any || files->len;
  }
  if (!any)
    fprintf(stderr, "danchieu-bench: no files in %s that are read here\n", folder);
  return any;
}
