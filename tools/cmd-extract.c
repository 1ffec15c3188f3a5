/* danchieu extract: what a file is and what it cites, without any index. */
#include "tools/command.h"

#include <string.h>

#include "corpus/reader.h"
#include "corpus/walk.h"
#include "indexer/extract.h"

static const DcField document_fields[] = {
    {"path", DC_FIELD_TEXT, "file"},   {"key", DC_FIELD_TEXT, "number"},    {"type", DC_FIELD_TEXT, "type"},
    {"date", DC_FIELD_TEXT, "date"},   {"issuer", DC_FIELD_TEXT, "issuer"}, {"unit", DC_FIELD_TEXT, "unit"},
    {"level", DC_FIELD_TEXT, "level"}, {"title", DC_FIELD_TEXT, "title"},   {"status", DC_FIELD_TEXT, NULL},
};

static const DcField citation_fields[] = {
    {"path", DC_FIELD_TEXT, NULL},        {"start", DC_FIELD_INTEGER, NULL},
    {"end", DC_FIELD_INTEGER, NULL},      {"text", DC_FIELD_TEXT, "as written"},
    {"class", DC_FIELD_TEXT, NULL},       {"key", DC_FIELD_TEXT, "work"},
    {"type", DC_FIELD_TEXT, NULL},        {"date", DC_FIELD_TEXT, "date"},
    {"issuer", DC_FIELD_TEXT, "issuer"},  {"unit", DC_FIELD_TEXT, "unit"},
    {"source", DC_FIELD_TEXT, "source"},  {"relation", DC_FIELD_TEXT, "relation"},
    {"pinpoint", DC_FIELD_TEXT, "place"}, {"confidence", DC_FIELD_INTEGER, NULL},
};

typedef struct {
  DcReadOptions read;
  DcOutput *output;
  gboolean found, failed;
} Run;

static void
print_document(DcOutput *output, const DcDocument *document, const DcIdentity *identity) {
  dc_output_table(output, NULL, "document", document_fields, G_N_ELEMENTS(document_fields));
  dc_output_text(output, document->path);
  dc_output_text(output, identity->key);
  dc_output_text(output, identity->type);
  dc_output_text(output, identity->date);
  dc_output_text(output, identity->issuer);
  dc_output_text(output, identity->unit);
  dc_output_text(output, dc_level_name(identity->level));
  dc_output_text(output, identity->title);
  dc_output_text(output, dc_status_name(document->status));
  dc_output_end_row(output);
}

static void
print_citation(DcOutput *output, const DcDocument *document, const DcExtract *extract,
               const DcMention *mention) {
  g_autofree char *text = g_strndup(document->text + mention->span.start, dc_span_length(mention->span));
  dc_output_text(output, document->path);
  dc_output_integer(output, (gint64)mention->span.start);
  dc_output_integer(output, (gint64)mention->span.end);
  dc_output_text(output, text);
  dc_output_text(output, dc_mention_class_name(mention->cls));
  dc_output_text(output, mention->key);
  dc_output_text(output, mention->type);
  dc_output_text(output, mention->date);
  dc_output_text(output, mention->issuer);
  dc_output_text(output, mention->unit);
  dc_output_text(output, dc_extract_source(extract, mention));
  dc_output_text(output, dc_relation_name(mention->relation));
  dc_output_text(output, mention->pinpoint);
  dc_output_integer(output, mention->confidence);
  dc_output_end_row(output);
}

static gboolean
extract_document(DcDocument *owned, gpointer data) {
  Run *run = data;
  g_autoptr(DcDocument) document = owned;
  g_autoptr(DcExtract) extract = dc_extract(document);
  if (extract->headers_only && document->status == DC_STATUS_OK)
    dc_document_fail(document, DC_STATUS_NO_TEXT, "%s", dc_extract_headers_only_message);
  if (!document->message)
    document->message = dc_extract_limit_message(extract);
  if (document->message)
    dc_command_fail("extract", "%s: %s", document->path, document->message);
  run->failed |= document->status != DC_STATUS_OK && document->status != DC_STATUS_EMPTY &&
                 document->status != DC_STATUS_NO_TEXT;
  print_document(run->output, document, &extract->identity);
  if (extract->mentions->len)
    dc_output_table(run->output, NULL, "citation", citation_fields, G_N_ELEMENTS(citation_fields));
  for (guint i = 0; i < extract->mentions->len; i++) {
    const DcMention *mention = &g_array_index(extract->mentions, DcMention, i);
    if (!mention->other)
      print_citation(run->output, document, extract, mention);
  }
  run->found |= extract->mentions->len > 0;
  return TRUE;
}

static gboolean
extract_file(const char *path, const char *problem, gpointer data) {
  Run *run = data;
  if (problem) {
    run->failed = TRUE;
    dc_command_fail("extract", "%s: %s", path, problem);
    return TRUE;
  }
  dc_reader_read(path, &run->read, extract_document, run);
  return TRUE;
}

int
dc_cmd_extract(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autofree char *encoding = NULL;
  Run run = {0};
  gboolean done;
  const GOptionEntry entries[] = {
      {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding,
       "Encoding of texts that are not Unicode (default: detected)", "NAME"},
      {"ocr", 0, 0, G_OPTION_ARG_NONE, &run.read.ocr, "Recognise scans with Tesseract (slow)", NULL},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "FILE…", "Print what each file is and what it cites.",
                        "Folders are read with everything under them. Offsets are bytes of the text.\n"
                        "Nothing is stored: “danchieu index” builds the index.",
                        entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc < 2)
    return dc_command_fail("extract", "name the files to read (try “danchieu extract --help”)");
  run.read.encoding = encoding;
  run.output = dc_command_output(&options);
  for (int i = 1; i < argc; i++)
    dc_walk(argv[i], extract_file, NULL, &run);
  int code = dc_command_finish("extract", run.output, run.found);
  return run.failed ? DC_EXIT_ERROR : code;
}
