/* The worker in which foreign parsers run (corpus/worker.h); with files, prints what is read from each. */
#include <jansson.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "corpus/parsers.h"
#include "corpus/worker.h"

static gboolean
print_document(DcDocument *document, gpointer data G_GNUC_UNUSED) {
  json_t *pages = document->pages ? json_array() : json_null();
  for (guint i = 0; document->pages && i < document->pages->len; i++)
    json_array_append_new(pages, json_integer((json_int_t)g_array_index(document->pages, gsize, i)));
  json_t *record =
      json_pack("{s:s,s:s,s:s?,s:s?,s:s?,s:i,s:b,s:s?,s:s?,s:s?,s:o,s:s%}", "path", document->path, "status",
                dc_status_name(document->status), "message", document->message, "format", document->format,
                "encoding", document->encoding, "confidence", document->encoding_confidence, "ocr",
                document->ocr, "title", document->meta_title, "author", document->meta_author, "date",
                document->meta_date, "pages", pages, "text", document->text, document->len);
  if (record)
    json_dumpf(record, stdout, JSON_COMPACT);
  putchar('\n');
  json_decref(record);
  dc_document_free(document);
  return TRUE;
}

/* What the parsers say of damaged files is summed up in the document's message. */
static void
drop_message(const char *domain G_GNUC_UNUSED, GLogLevelFlags level G_GNUC_UNUSED,
             const char *message G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED) {
}

static void
drop_line(const char *line G_GNUC_UNUSED) {
}

int
main(int argc, char **argv) {
  gboolean serve = FALSE;
  DcReadOptions options = {0};
  char *encoding = NULL;
  int seconds = 0;
  gboolean in_process = FALSE;
  const GOptionEntry entries[] = {
      {"serve", 0, 0, G_OPTION_ARG_NONE, &serve, "Serve one program over standard input, which is a socket",
       NULL},
      {"ocr", 0, 0, G_OPTION_ARG_NONE, &options.ocr, "Recognise scans", NULL},
      {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, "Take texts to be in this encoding", "NAME"},
      {"seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "Give a document so much time", "N"},
      {"in-process", 0, 0, G_OPTION_ARG_NONE, &in_process, "Read without a worker", NULL},
      {NULL, 0, 0, 0, NULL, NULL, NULL}};
  setlocale(LC_ALL, "C.UTF-8");
  g_autoptr(GOptionContext) context = g_option_context_new("FILE…");
  g_autoptr(GError) error = NULL;
  g_option_context_set_summary(context, "Print what danchieu reads from files, one line of JSON a document.");
  g_option_context_add_main_entries(context, entries, NULL);
  if (!g_option_context_parse(context, &argc, &argv, &error)) {
    fprintf(stderr, "danchieu-reader: %s\n", error->message);
    return 2;
  }
  options.encoding = encoding;
  options.parsers = in_process ? dc_parsers : NULL;
  options.seconds = (guint)CLAMP(seconds, 0, 3600);
  if (serve) {
    g_setenv("TZ", "UTC0", TRUE); /* else the time of each member of an archive looks up the zone's file */
    g_log_set_always_fatal(G_LOG_LEVEL_ERROR);
    g_log_set_default_handler(drop_message, NULL);
    g_set_printerr_handler(drop_line);
    dc_worker_serve(STDIN_FILENO);
  }
  for (int i = 1; i < argc; i++)
    dc_reader_read(argv[i], &options, print_document, NULL);
  g_free(encoding);
  return 0;
}
