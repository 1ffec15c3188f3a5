/* Pictures: no text, unless they are to be recognised. */
#include <string.h>

#include "corpus/ocr.h"
#include "corpus/parsers.h"

void
dc_read_image(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
              DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  document->format = "image";
  g_autoptr(GError) error = NULL;
  int confidence = 0;
  char *text = options->ocr ? dc_ocr_read(bytes, len, &confidence, &error) : NULL;
  if (text && *text) {
    dc_document_take_text(document, text, strlen(text));
    document->ocr = TRUE;
    document->encoding = g_strdup("UTF-8");
    document->encoding_confidence = confidence;
  } else {
    g_free(text);
    dc_document_fail(document, DC_STATUS_NO_TEXT, "is a picture%s%s",
                     error          ? ": "
                     : options->ocr ? " in which no text was recognised"
                                    : "; --ocr recognises its text",
                     error ? error->message : "");
  }
  func(document, data);
}
