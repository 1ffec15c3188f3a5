/* Plain text and Markdown: the text is the file. */
#include <string.h>

#include "corpus/encoding.h"
#include "corpus/reader-formats.h"

/* Zero bytes are text only in UTF-16. */
static gboolean
looks_like_text(const guint8 *head, gsize len) {
  DcEncoding guess = dc_encoding_guess(head, len);
  return g_str_has_prefix(guess.name, "UTF-16") || dc_encoding_is_text(head, len);
}

static int
sniff_text(const guint8 *head, gsize len, const char *path G_GNUC_UNUSED) {
  return looks_like_text(head, len) ? 10 : 0;
}

static int
sniff_markdown(const guint8 *head, gsize len, const char *path) {
  return dc_reader_ends(path, "md markdown") && looks_like_text(head, len) ? 20 : 0;
}

static gboolean
is_blank(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isspace(c) && c != 0xFEFF && c != 0x1A)
      return FALSE;
  }
  return TRUE;
}

/* The bytes in UTF-8; takes them. Most texts are valid UTF-8: these are looked at once and stay where they
 * are.
 */
static char *
decode(guint8 *bytes, gsize len, DcEncoding *encoding, gsize *text_len) {
  char *text = (char *)bytes;
  gsize bad = 0;
  gboolean guessed = encoding->name == NULL;
  *text_len = len;
  if (guessed && dc_encoding_is_utf8(bytes, len, &bad)) {
    *encoding = (DcEncoding){"UTF-8", 100};
    return text;
  }
  if (guessed)
    *encoding = dc_encoding_guess(bytes, len);
  if (g_str_equal(encoding->name, "UTF-8")) {
    dc_encoding_mend_utf8(text + bad, len - bad);
    return text;
  }
  text = dc_encoding_decode(bytes, len, encoding->name, text_len);
  g_free(bytes);
  return text;
}

static void
take_as(const char *format, guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
        DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  document->format = format;
  DcEncoding encoding = {options->encoding ? dc_encoding_find(options->encoding) : NULL, 100};
  if (options->encoding && !encoding.name) {
    g_free(bytes);
    dc_document_fail(document, DC_STATUS_UNREADABLE, "\"%s\" is not an encoding that is known here",
                     options->encoding);
    func(document, data);
    return;
  }
  gsize text_len;
  char *text = decode(bytes, len, &encoding, &text_len);
  if (is_blank(text)) {
    g_free(text);
    dc_document_fail(document, DC_STATUS_EMPTY, "holds nothing but white space");
  } else {
    dc_document_take_text(document, text, text_len);
    document->encoding = g_strdup(encoding.name);
    document->encoding_confidence = encoding.confidence;
  }
  func(document, data);
}

static guint8 *
copy_of(const guint8 *bytes, gsize len) {
  guint8 *copy = g_malloc(len + 1);
  memcpy(copy, bytes, len);
  copy[len] = '\0';
  return copy;
}

static void
take_text(guint8 *bytes, gsize len, const char *path, const DcReadOptions *options, DcDocumentFunc func,
          gpointer data) {
  take_as("text", bytes, len, path, options, func, data);
}

static void
read_text(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options, DcDocumentFunc func,
          gpointer data) {
  take_text(copy_of(bytes, len), len, path, options, func, data);
}

static void
take_markdown(guint8 *bytes, gsize len, const char *path, const DcReadOptions *options, DcDocumentFunc func,
              gpointer data) {
  take_as("markdown", bytes, len, path, options, func, data);
}

static void
read_markdown(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
              DcDocumentFunc func, gpointer data) {
  take_markdown(copy_of(bytes, len), len, path, options, func, data);
}

const DcReader dc_reader_text = {"text", sniff_text, read_text, take_text};
const DcReader dc_reader_markdown = {"markdown", sniff_markdown, read_markdown, take_markdown};
