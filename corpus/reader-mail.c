/* E-mail, and web pages that were saved as one (MHT): told, and not read. */
#include <string.h>

#include "corpus/reader-formats.h"

/* Three lines of a head, one of them such as only programs that carry mail write: a message that was saved as
 * a text keeps the others, and is read. */
static int
sniff_mail(const guint8 *head, gsize len, const char *path G_GNUC_UNUSED) {
  static const char *const fields[] = {
      "mime-version:", "message-id:", "received:", "return-path:", "delivered-to:",
      "from:",         "to:",         "subject:",  "date:",        "content-type:"};
  enum { CARRIED = 5 }; /* so many of these */
  guint found = 0;
  gboolean carried = FALSE;
  for (gsize at = 0; at < len;) {
    const guint8 *feed = memchr(head + at, '\n', len - at);
    gsize n = (feed ? (gsize)(feed - head) : len) - at;
    const char *line = (const char *)head + at;
    const guint8 *colon = memchr(line, ':', n);
    if (n == 0 || (!colon && !g_ascii_isspace(line[0])) || line[0] == '\r')
      break;
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
      if (n > strlen(fields[i]) && !g_ascii_strncasecmp(line, fields[i], strlen(fields[i]))) {
        found++;
        carried |= i < CARRIED;
      }
    at += n + 1;
  }
  return found >= 3 && carried ? 90 : 0;
}

static void
read_mail(const guint8 *bytes G_GNUC_UNUSED, gsize len G_GNUC_UNUSED, const char *path,
          const DcReadOptions *options G_GNUC_UNUSED, DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  dc_document_fail(document, DC_STATUS_BINARY, DC_MAIL_MESSAGE);
  func(document, data);
}

const DcReader dc_reader_mail = {.format = "mail", .sniff = sniff_mail, .read = read_mail};
