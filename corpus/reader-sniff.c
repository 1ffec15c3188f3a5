/* What tells a foreign format by its first bytes. Apart from the parsers, so that who only asks a worker to
 * parse does not load their libraries. */
#include <string.h>

#include "corpus/encoding.h"
#include "corpus/reader-formats.h"

static int
sniff_pdf(const guint8 *head, gsize len, const char *path G_GNUC_UNUSED) {
  return len >= 5 && memmem(head, MIN(len, 1024), "%PDF-", 5) ? 95 : 0;
}

static int
sniff_docx(const guint8 *head, gsize len, const char *path) {
  if (len < 4 || memcmp(head, "PK\3\4", 4) != 0)
    return 0;
  /* The name of the first member, which office programs write first. */
  static const char *const first[] = {"[Content_Types].xml", "_rels/", "word/", "docProps/"};
  for (guint i = 0; i < G_N_ELEMENTS(first) && len > 64; i++)
    if (!memcmp(head + 30, first[i], strlen(first[i])))
      return 80;
  return dc_reader_ends(path, "docx docm dotx") ? 70 : 0;
}

static int
sniff_odt(const guint8 *head, gsize len, const char *path) {
  static const char mark[] = "mimetypeapplication/vnd.oasis.opendocument.text";
  if (len < 4 || memcmp(head, "PK\3\4", 4) != 0)
    return 0;
  return memmem(head, len, mark, sizeof mark - 1) ? 90 : dc_reader_ends(path, "odt ott") ? 75 : 0;
}

static int
sniff_doc(const guint8 *head, gsize len, const char *path G_GNUC_UNUSED) {
  return len >= 8 && !memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) ? 95 : 0;
}

static int
sniff_rtf(const guint8 *head, gsize len, const char *path G_GNUC_UNUSED) {
  return len >= 6 && !memcmp(head, "{\\rtf", 5) ? 95 : 0;
}

static int
sniff_image(const guint8 *head, gsize len, const char *path G_GNUC_UNUSED) {
  static const struct {
    const char *bytes;
    gsize len;
  } marks[] = {{"\x89PNG\r\n", 6}, {"\xFF\xD8\xFF", 3}, {"II*\0", 4}, {"MM\0*", 4}};
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (len > marks[i].len && !memcmp(head, marks[i].bytes, marks[i].len))
      return 90;
  return 0;
}

static int
sniff_archive(const guint8 *head, gsize len, const char *path) {
  static const struct {
    const char *mark;
    gsize len;
  } packed[] = {{"\x1F\x8B", 2},
                {"BZh", 3},
                {"\xFD"
                 "7zXZ",
                 5},
                {"\x28\xB5\x2F\xFD", 4}};
  if (len >= 4 && (!memcmp(head, "PK\3\4", 4) || !memcmp(head, "PK\5\6", 4)))
    return 60;
  if (len >= 7 && (!memcmp(head, "Rar!\x1A\x07", 6) || !memcmp(head, "7z\xBC\xAF\x27\x1C", 6)))
    return 95;
  if (len >= 262 && !memcmp(head + 257, "ustar", 5))
    return 90;
  for (guint i = 0; i < G_N_ELEMENTS(packed); i++)
    if (len > packed[i].len && !memcmp(head, packed[i].mark, packed[i].len))
      return dc_reader_ends(path, "tgz tbz txz gz bz2 xz zst") ? 90 : 0;
  return 0;
}

static int
sniff_html(const guint8 *head, gsize len, const char *path) {
  g_autofree char *wide = NULL;
  const char *start = (const char *)head; /* letters without marks are the same in all but UTF-16 */
  gsize n = len;
  DcEncoding guess = dc_encoding_guess(head, len);
  if (g_str_has_prefix(guess.name, "UTF-16")) {
    wide = dc_encoding_decode(head, len, guess.name, &n);
    start = wide;
  }
  g_autofree char *lower = g_ascii_strdown(start, (gssize)MIN(n, 1024));
  const char *at = lower + (g_str_has_prefix(lower, "\xEF\xBB\xBF") ? 3 : 0);
  at += strspn(at, " \t\r\n");
  if (g_str_has_prefix(at, "<!doctype html") || g_str_has_prefix(at, "<html"))
    return 90;
  if (dc_reader_ends(path, "htm html xhtml") && dc_encoding_is_text((const guint8 *)start, n))
    return 50;
  return g_str_has_prefix(at, "<?xml") && strstr(at, "<html") ? 80 : 0;
}

const DcReader dc_reader_pdf = {.format = "pdf", .sniff = sniff_pdf};
const DcReader dc_reader_docx = {.format = "docx", .sniff = sniff_docx};
const DcReader dc_reader_odt = {.format = "odt", .sniff = sniff_odt};
const DcReader dc_reader_doc = {.format = "doc", .sniff = sniff_doc};
const DcReader dc_reader_rtf = {.format = "rtf", .sniff = sniff_rtf};
const DcReader dc_reader_image = {.format = "image", .sniff = sniff_image};
const DcReader dc_reader_archive = {.format = "archive", .sniff = sniff_archive};
const DcReader dc_reader_html = {.format = "html", .sniff = sniff_html};
