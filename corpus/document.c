#include "corpus/document.h"

static const char *const status_names[] = {"ok",     "empty",     "no_text",   "unreadable", "too_large",
                                           "binary", "encrypted", "malformed", "limit"};

DcDocument *
dc_document_new(const char *path) {
  DcDocument *document = g_new0(DcDocument, 1);
  document->path = g_utf8_make_valid(path, -1);
  document->text = g_strdup("");
  return document;
}

void
dc_document_free(DcDocument *document) {
  if (!document)
    return;
  g_free(document->path);
  g_free(document->text);
  g_free(document->message);
  g_free(document->encoding);
  g_clear_pointer(&document->pages, g_array_unref);
  g_free(document->meta_title);
  g_free(document->meta_author);
  g_free(document->meta_date);
  g_free(document);
}

void
dc_document_take_text(DcDocument *document, char *text, gsize len) {
  if (len > DC_DOCUMENT_MAX_TEXT) {
    g_free(text);
    dc_document_fail(document, DC_STATUS_TOO_LARGE, "holds more than %u MiB of text; split it",
                     DC_DOCUMENT_MAX_TEXT >> 20);
    return;
  }
  g_free(document->text);
  document->text = text;
  document->len = len;
}

void
dc_document_fail(DcDocument *document, DcStatus status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_free(document->message);
  document->message = g_strdup_vprintf(format, args);
  va_end(args);
  document->status = status;
  dc_document_take_text(document, g_strdup(""), 0);
}

const char *
dc_status_name(DcStatus status) {
  return (guint)status < G_N_ELEMENTS(status_names) ? status_names[status] : "unreadable";
}

gboolean
dc_status_parse(const char *name, DcStatus *status) {
  for (guint i = 0; i < G_N_ELEMENTS(status_names); i++)
    if (g_str_equal(name, status_names[i])) {
      *status = (DcStatus)i;
      return TRUE;
    }
  return FALSE;
}
