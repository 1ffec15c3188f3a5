/* E-mail, and web pages that were saved as one (MHT): told, and not read. */
#include <string.h>

#include "corpus/reader-formats.h"

/* Lines of the head that no other text begins with two of. */
static int
sniff_mail(const guint8 *head, gsize len, const char *path G_GNUC_UNUSED) {
  static const char *const fields[] = {
      "from:",     "to:",           "subject:",     "date:",         "message-id:",
      "received:", "mime-version:", "return-path:", "delivered-to:", "content-type:"};
  guint found = 0;
  for (gsize at = 0; at < len;) {
    const guint8 *feed = memchr(head + at, '\n', len - at);
    gsize n = (feed ? (gsize)(feed - head) : len) - at;
    const char *line = (const char *)head + at;
    const guint8 *colon = memchr(line, ':', n);
    if (n == 0 || (!colon && !g_ascii_isspace(line[0])) || line[0] == '\r')
      break;
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
      found += n > strlen(fields[i]) && !g_ascii_strncasecmp(line, fields[i], strlen(fields[i]));
    at += n + 1;
  }
  return found >= 3 ? 90 : 0;
}

static void
read_mail(const guint8 *bytes G_GNUC_UNUSED, gsize len G_GNUC_UNUSED, const char *path,
          const DcReadOptions *options G_GNUC_UNUSED, DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  dc_document_fail(document, DC_STATUS_BINARY, DC_MAIL_MESSAGE);
  func(document, data);
}

const DcReader dc_reader_mail = {.format = "mail", .sniff = sniff_mail, .read = read_mail};
