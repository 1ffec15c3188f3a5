/* The readers of other programs' formats, and the legacy encodings: what becomes of their structure. */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "corpus/encoding-legacy.h"
#include "corpus/encoding.h"
#include "corpus/letters.h"
#include "corpus/parsers.h"
#include "corpus/reader-formats.h"
#include "corpus/syllable.h"

static gboolean
keep(DcDocument *document, gpointer data) {
  g_ptr_array_add(data, document);
  return TRUE;
}

static DcDocument *
read_one(const char *format, const void *bytes, gsize len, const char *encoding) {
  DcReadOptions options = {.parsers = dc_parsers, .encoding = encoding};
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  dc_reader_read_as(format, bytes, len, "test", &options, keep, found);
  g_assert_cmpuint(found->len, ==, 1);
  return g_ptr_array_index(found, 0);
}

/* An archive of pairs of name and content, ended by NULL. */
static GByteArray *
pack_as(const char *format, const char *options, const char *const *members) {
  GByteArray *bytes = g_byte_array_new();
  g_byte_array_set_size(bytes, 1 << 20);
  gsize used;
  struct archive *archive = archive_write_new();
  g_assert_cmpint(archive_write_set_format_by_name(archive, format), ==, ARCHIVE_OK);
  g_assert_cmpint(archive_write_set_options(archive, options), ==, ARCHIVE_OK);
  archive_write_set_passphrase(archive, "mật khẩu");
  archive_write_open_memory(archive, bytes->data, bytes->len, &used);
  for (; members[0]; members += 2) {
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, members[0]);
    archive_entry_set_size(entry, (la_int64_t)strlen(members[1]));
    archive_entry_set_filetype(entry, AE_IFREG);
    g_assert_cmpint(archive_write_header(archive, entry), ==, ARCHIVE_OK);
    archive_write_data(archive, members[1], strlen(members[1]));
    archive_entry_free(entry);
  }
  archive_write_close(archive);
  archive_write_free(archive);
  g_byte_array_set_size(bytes, (guint)used);
  return bytes;
}

static GByteArray *
pack(const char *const *members) {
  return pack_as("zip", NULL, members);
}

#define T(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(inner) "<w:p>" inner "</w:p>"
#define NUMBERED(level, text)                                                                                \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='7'/></w:numPr></w:pPr>" T(text) "</w:p>"

#define AGAIN(text) "<w:p><w:pPr><w:numPr><w:numId w:val='8'/></w:numPr></w:pPr>" T(text) "</w:p>"

static const struct {
  const char *what, *body, *text;
} docx[] = {
    {"runs join", P(T("Số: 43") T("/KH-") T("UBND")), "Số: 43/KH-UBND\n"},
    {"cells are lines",
     "<w:tbl><w:tr><w:tc>" P(T("a")) P(T("b")) "</w:tc><w:tc>" P(T("c")) "</w:tc></w:tr></w:tbl>",
     "a\nb\nc\n"},
    {"empty paragraphs are one blank line",
     P("") P(T("a")) "<w:p/>" P(T(" ")) P(T("b")) P("") "<w:tbl><w:tr><w:tc>" P("") P(T("c"))
         P("") "</w:tc></w:tr></w:tbl>" P(T("d")) P(""),
     "a\n\nb\n\nc\nd\n"},
    {"breaks and tabs", P("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>"), "a\nb\tc\n"},
    {"hard hyphen", P("<w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>TTg</w:t></w:r>"), "QĐ\u2011TTg\n"},
    {"deleted",
     P(T("a") "<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:moveFrom>" T(
         "y") "</w:moveFrom><w:ins>" T("b") "</w:ins>"),
     "ab\n"},
    {"hidden", P(T("a") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"), "a\n"},
    {"not hidden", P("<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>x</w:t></w:r>"), "x\n"},
    {"field codes", P("<w:r><w:instrText>PAGE</w:instrText></w:r>" T("1")), "1\n"},
    {"caps", P("<w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r>"), "KẾ HOẠCH\n"},
    {"a box comes after its paragraph",
     P(T("a") "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" P(
         T("box")) "</w:txbxContent></w:drawing></mc:Choice>"
                   "<mc:Fallback><w:pict><w:txbxContent>" P(T(
                       "box")) "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>" T("b")),
     "ab\nbox\n"},
    {"notes come after theirs", P(T("a") "<w:r><w:footnoteReference w:id='3'/></w:r>" T("b")) P(T("c")),
     "ab\nnote\nc\n"},
    {"numbers",
     NUMBERED("0", "x") NUMBERED("1", "y") NUMBERED("1", "z") NUMBERED("0", "t") NUMBERED("1", "u"),
     "I. x\n1. y\n2. z\nII. t\n1. u\n"},
    {"a number that starts anew",
     NUMBERED("0", "x") NUMBERED("0", "y") AGAIN("z") AGAIN("t") NUMBERED("0", "u"),
     "I. x\nII. y\nI. z\nII. t\nIII. u\n"},
    {"numbered by style", "<w:p><w:pPr><w:pStyle w:val='Muc'/></w:pPr>" T("x") "</w:p>", "I. x\n"},
    {"TCVN3 by font", P("<w:r><w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr><w:t>KÕ ho¹ch</w:t></w:r>"),
     "Kế hoạch\n"},
    {"capital font", P("<w:r><w:rPr><w:rFonts w:ascii='.VnTimeH'/></w:rPr><w:t>kÕ ho¹ch</w:t></w:r>"),
     "KẾ HOẠCH\n"},
    {"VNI by font, split between runs",
     P("<w:r><w:rPr><w:rFonts w:ascii='VNI-Times'/></w:rPr><w:t>Ñieà</w:t></w:r><w:r><w:rPr><w:rFonts "
       "w:ascii='VNI-Times'/></w:rPr><w:t>u 1</w:t></w:r>"),
     "Điều 1\n"},
    {"font of a style", "<w:p><w:pPr><w:pStyle w:val='Cu'/></w:pPr>" T("QuyÕt ®Þnh") "</w:p>",
     "Quyết định\n"},
    {"TCVN3 by the default style", P(T("QuyÕt ®Þnh")), "Quyết định\n"},
    {"Unicode in a legacy font stays",
     P("<w:r><w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr><w:t>Kế hoạch</w:t></w:r>"), "Kế hoạch\n"},
};

static GByteArray *
make_docx(const char *body) {
  static const char ns[] = "xmlns:w='w' xmlns:mc='mc'";
  g_autofree char *document = g_strdup_printf("<w:document %s><w:body>%s</w:body></w:document>", ns, body);
  g_autofree char *notes =
      g_strdup_printf("<w:footnotes %s><w:footnote w:id='3'>" P(T("note")) "</w:footnote></w:footnotes>", ns);
  g_autofree char *styles = g_strdup_printf(
      "<w:styles %s><w:style w:type='paragraph' w:default='1' w:styleId='Goc'><w:rPr><w:rFonts "
      "w:ascii='.VnTime'/></w:rPr></w:style><w:style "
      "w:styleId='Cu'><w:basedOn w:val='Goc'/></w:style><w:style w:styleId='Muc'><w:pPr><w:numPr><w:numId "
      "w:val='7'/></w:numPr></w:pPr></w:style></w:styles>",
      ns);
  g_autofree char *numbering = g_strdup_printf(
      "<w:numbering %s><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt "
      "w:val='upperRoman'/><w:lvlText w:val='%%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt "
      "w:val='decimal'/><w:lvlText w:val='%%2.'/></w:lvl></w:abstractNum><w:num w:numId='7'><w:abstractNumId "
      "w:val='1'/></w:num><w:num w:numId='8'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'>"
      "<w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>",
      ns);
  const char *members[] = {"[Content_Types].xml",
                           "<Types/>",
                           "word/document.xml",
                           document,
                           "word/footnotes.xml",
                           notes,
                           "word/styles.xml",
                           styles,
                           "word/numbering.xml",
                           numbering,
                           NULL};
  return pack(members);
}

static void
test_docx(void) {
  for (guint i = 0; i < G_N_ELEMENTS(docx); i++) {
    g_test_message("%s", docx[i].what);
    g_autoptr(GByteArray) bytes = make_docx(docx[i].body);
    g_autoptr(DcDocument) document = read_one("docx", bytes->data, bytes->len, NULL);
    g_assert_cmpstr(document->text, ==, docx[i].text);
  }
}

static void
test_docx_damage(void) {
  static const struct {
    const char *name, *content;
    DcStatus status;
  } cases[] = {{"word/document.xml", "<w:document xmlns:w='w'><w:p>", DC_STATUS_MALFORMED},
               {"word/document.xml", "<w:document xmlns:w='w'/>", DC_STATUS_NO_TEXT},
               {"word/document.xml",
                "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><w:document xmlns:w='w'>" P(T("&a;")) "</w:document>",
                DC_STATUS_MALFORMED},
               {"xl/workbook.xml", "<x/>", DC_STATUS_BINARY}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *members[] = {cases[i].name, cases[i].content, NULL};
    g_autoptr(GByteArray) bytes = pack(members);
    g_autoptr(DcDocument) document = read_one("docx", bytes->data, bytes->len, NULL);
    g_assert_cmpstr(dc_status_name(document->status), ==, dc_status_name(cases[i].status));
    g_autoptr(DcDocument) cut = read_one("docx", bytes->data, bytes->len / 2, NULL);
    g_assert_cmpint(cut->status, ==, DC_STATUS_MALFORMED);
  }
}

static void
test_pages(void) {
  g_autoptr(GByteArray) bytes = make_docx(P(T("a") "<w:r><w:br w:type='page'/></w:r>" T("b"))
                                              P("<w:r><w:lastRenderedPageBreak/></w:r>" T("c")));
  g_autoptr(DcDocument) document = read_one("docx", bytes->data, bytes->len, NULL);
  g_assert_cmpstr(document->text, ==, "a\nb\nc\n");
  g_assert_cmpuint(document->pages->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint(g_array_index(document->pages, gsize, i), ==, 2 * i);
}

/* ---- ODT ---- */

static const char *const odts[][2] = {
    {"<text:p>a</text:p><text:p/><text:p> "
     "</text:p><text:p>b</text:p><table:table-cell><text:p/></table:table-cell>"
     "<text:p>c</text:p>",
     "a\n\nb\nc\n"},
    {"<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='I' "
     "style:num-suffix='.'/></text:list-style><text:list "
     "text:style-name='L'><text:list-item><text:p>a</text:p>"
     "</text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>",
     "I. a\nII. b\n"},
    /* Numbers beyond all reason stay within their limits. */
    {"<text:list-style style:name='L'><text:list-level-style-number text:level='-2147483648' "
     "style:num-format='1' text:display-levels='99999999999999999999'/></text:list-style><text:list "
     "text:style-name='L'><text:list-item><text:p>a<text:s "
     "text:c='-5'/>b</text:p></text:list-item></text:list>",
     "1 a b\n"},
    /* What is defined anew while it is in use stays as it was. */
    {"<style:style style:name='P'><style:text-properties style:font-name='.VnTime'/></style:style>"
     "<text:p text:style-name='P'><style:style style:name='P'/>Qu\u00E8c</text:p>",
     "Quốc\n"},
    {"<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/>"
     "</text:list-style><text:list text:style-name='L'><text:list-style style:name='L'/><text:list-item>"
     "<text:p>a</text:p></text:list-item></text:list>",
     "1 a\n"},
};

static void
test_odt(void) {
  for (guint i = 0; i < G_N_ELEMENTS(odts); i++) {
    g_autofree char *content = g_strdup_printf("<office:document-content xmlns:office='o' xmlns:text='t' "
                                               "xmlns:style='s'>%s</office:document-content>",
                                               odts[i][0]);
    const char *members[] = {"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content,
                             NULL};
    g_autoptr(GByteArray) bytes = pack(members);
    g_autoptr(DcDocument) document = read_one("odt", bytes->data, bytes->len, NULL);
    g_assert_cmpstr(document->text, ==, odts[i][1]);
  }
}

/* ---- RTF ---- */

static const struct {
  const char *what, *rtf, *text;
} rtfs[] = {
    {"paragraphs", "{\\rtf1 a\\par b\\line c}", "a\nb\nc\n"},
    {"Unicode", "{\\rtf1\\uc1 S\\u7889? \\u272?\\uc0 \\u7889 x}", "Số Đốx\n"},
    {"bytes", "{\\rtf1\\ansicpg1252 L\\'e0}", "Là\n"},
    {"windows-1258", "{\\rtf1\\ansicpg1258 \\'f0\\'ea\\'ec}", "đê\u0301\n"},
    {"TCVN3", "{\\rtf1{\\fonttbl{\\f1 .VnTime;}{\\f2 .VnTimeH;}}\\f1 Qu\\'e8c \\f2 h\\'e9i}", "Quốc HỘI\n"},
    {"not text",
     "{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\*\\unknown x}{\\header h}{\\pict 00ff}a}", "a\n"},
    {"empty paragraphs", "{\\rtf1 a\\par\\par \\par b\\par\\pard\\intbl\\par c\\cell\\row\\pard\\par}",
     "a\n\nb\nc\n"},
    {"cells", "{\\rtf1 a\\cell b\\cell\\row c}", "a\nb\nc\n"},
    {"hidden", "{\\rtf1 a{\\v b}c\\v d\\v0 e}", "ace\n"},
    {"note", "{\\rtf1 a{\\footnote n}b\\par c}", "ab\nn\nc\n"},
    {"label", "{\\rtf1{\\listtext 1.\\tab}a}", "1. a\n"},
    {"properties of a shape",
     "{\\rtf1 a\\par{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 20}}{\\shptxt b\\par}}}c}", "a\nb\nc\n"},
    {"charset beyond all numbers", "{\\rtf1{\\fonttbl{\\f1\\fcharset2147483647 Arial;}}\\f1 a}", "a\n"},
    {"broken", "{\\rtf1 a}}}\\'zz{\\u", "azz\n"},
};

static void
test_rtf(void) {
  for (guint i = 0; i < G_N_ELEMENTS(rtfs); i++) {
    g_test_message("%s", rtfs[i].what);
    g_autoptr(DcDocument) document = read_one("rtf", rtfs[i].rtf, strlen(rtfs[i].rtf), NULL);
    g_assert_cmpstr(document->text, ==, rtfs[i].text);
  }
}

static void
test_rtf_properties(void) {
  static const char rtf[] =
      "{\\rtf1{\\info{\\title KH 57}{\\author VP}{\\creatim\\yr2005\\mo3\\dy4\\hr1}{\\revtim"
      "\\yr2009\\mo1\\dy1}}\\yr1\\mo1 a}";
  g_autoptr(DcDocument) document = read_one("rtf", rtf, sizeof rtf - 1, NULL);
  g_assert_cmpstr(document->text, ==, "a\n");
  g_assert_cmpstr(document->meta_title, ==, "KH 57");
  g_assert_cmpstr(document->meta_author, ==, "VP");
  g_assert_cmpstr(document->meta_date, ==, "2005-03-04");
  static const char wrong[] = "{\\rtf1{\\info{\\creatim\\yr2005\\mo13\\dy4}}a}";
  g_autoptr(DcDocument) dateless = read_one("rtf", wrong, sizeof wrong - 1, NULL);
  g_assert_null(dateless->meta_date);
}

static void
test_rtf_depth(void) {
  g_autoptr(GString) deep = g_string_new("{\\rtf1");
  for (int i = 0; i < 1 << 20; i++)
    g_string_append_c(deep, '{');
  g_autoptr(DcDocument) document = read_one("rtf", deep->str, deep->len, NULL);
  g_assert_cmpint(document->status, ==, DC_STATUS_NO_TEXT);
}

/* ---- archives ---- */

static void
test_archive(void) {
  const char *members[] = {"a/x.txt",        "một", "b.html", "<html><p>hai", ".hid.txt", "x", "c.exe", "x",
                           "__MACOSX/d.txt", "x",   NULL};
  g_autoptr(GByteArray) bytes = pack(members);
  DcReadOptions options = {.parsers = dc_parsers};
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)dc_document_free);
  dc_reader_read_bytes(bytes->data, bytes->len, "z.zip", &options, keep, found);
  g_assert_cmpuint(found->len, ==, 2);
  const DcDocument *first = g_ptr_array_index(found, 0), *second = g_ptr_array_index(found, 1);
  g_assert_cmpstr(first->path, ==, "z.zip!/a/x.txt");
  g_assert_cmpstr(first->text, ==, "một");
  g_assert_cmpstr(second->text, ==, "hai\n");
  /* Names as tar writes them and as nobody should, and as old packers did: in TCVN3, windows-1258, DOS, and
   * what nobody can tell. */
  static const char *const pairs[][2] = {
      {"./b/y.txt", "z.zip!/b/y.txt"},
      {"/etc/../../y.txt", "z.zip!/etc/__/__/y.txt"},
      {"K\xD5 ho\xB9\x63h s\xE8 43.txt", "z.zip!/Kế hoạch số 43.txt"},
      {"K\xD5 ho\xB9\x63h.txt", "z.zip!/Kế hoạch.txt"},
      {"K\xEA\xEC hoa\xF2\x63h s\xF4\xEC 43.txt", "z.zip!/Kế hoạch số 43.txt"},
      {"Th\x93ng b\xA0o.txt", "z.zip!/Thông báo.txt"},
      {"\xC3\xB9\xE2.txt", "z.zip!/├╣Γ.txt"},
  };
  const char *named[2 * G_N_ELEMENTS(pairs) + 1] = {NULL}, *names[G_N_ELEMENTS(pairs)];
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
    named[2 * i] = pairs[i][0];
    named[2 * i + 1] = "Số 1";
    names[i] = pairs[i][1];
  }
  g_autoptr(GByteArray) old = pack(named);
  g_autoptr(GPtrArray) renamed = g_ptr_array_new_with_free_func((GDestroyNotify)dc_document_free);
  dc_reader_read_bytes(old->data, old->len, "z.zip", &options, keep, renamed);
  g_assert_cmpuint(renamed->len, ==, G_N_ELEMENTS(names));
  for (guint i = 0; i < renamed->len; i++)
    g_assert_cmpstr(((DcDocument *)g_ptr_array_index(renamed, i))->path, ==, names[i]);
  const char *nothing[] = {"c.exe", "x", NULL};
  g_autoptr(GByteArray) empty = pack(nothing);
  g_autoptr(DcDocument) document = read_one("archive", empty->data, empty->len, NULL);
  g_assert_cmpint(document->status, ==, DC_STATUS_EMPTY);
}

static void
test_other_archives(void) {
  const char *members[] = {"a/x.txt", "Kế hoạch số 43/KH-UBND", NULL};
  /* Stored without packing; nothing here writes RAR. */
  static const char rar[] = "Rar!\x1A\x07\x00\xCF\x90s\x00\x00\x0D\x00\x00\x00\x00\x00\x00\x00W\xB8t\x00\x80%"
                            "\x00\x0A\x00\x00\x00\x0A\x00\x00\x00\x03\xD2\xC5\xA8\xB9\x00\x00\x00Z\x1D"
                            "0\x05\x00\xA4\x81\x00\x00x.txt43/KH-UBND\xC4={\x00@\x07\x00";
  static const struct {
    const char *format, *options, *head;
    DcStatus status;
  } cases[] = {{"7zip", NULL, "7z", DC_STATUS_OK},
               {"zip", "zip:encryption=zipcrypt", "PK", DC_STATUS_ENCRYPTED},
               {"zip", "zip:encryption=aes256", "PK", DC_STATUS_ENCRYPTED}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GByteArray) bytes = pack_as(cases[i].format, cases[i].options, members);
    g_assert_true(!memcmp(bytes->data, cases[i].head, 2));
    g_autoptr(DcDocument) document = read_one("archive", bytes->data, bytes->len, NULL);
    g_assert_cmpstr(document->path, ==, "test!/a/x.txt");
    g_assert_cmpstr(dc_status_name(document->status), ==, dc_status_name(cases[i].status));
    if (document->status == DC_STATUS_OK)
      g_assert_cmpstr(document->text, ==, members[1]);
    else
      g_assert_nonnull(strstr(document->message, "password"));
  }
  g_autoptr(DcDocument) document = read_one("archive", rar, sizeof rar - 1, NULL);
  g_assert_cmpstr(document->path, ==, "test!/x.txt");
  g_assert_cmpstr(document->text, ==, "43/KH-UBND");
}

/* A member that is damaged is not locked because another one is, and what is wrong is said of each. */
static void
test_locked_and_damaged(void) {
  const char *members[] = {"a.txt", "Số 1", "b.txt", "Số 2", NULL};
  g_autoptr(GByteArray) bytes = pack_as("zip", "zip:compression=store", members);
  for (guint i = 0, locals = 0; i + 10 < bytes->len; i++) {
    if (!memcmp(bytes->data + i, "PK\3\4", 4) && locals++ == 0)
      bytes->data[i + 6] |= 1;
    else if (!memcmp(bytes->data + i, "PK\1\2", 4) && locals++ == 2)
      bytes->data[i + 8] |= 1;
    else if (!memcmp(bytes->data + i, " 2", 2))
      bytes->data[i + 1] = '3';
  }
  static const DcStatus wanted[] = {DC_STATUS_ENCRYPTED, DC_STATUS_MALFORMED};
  DcReadOptions options = {.parsers = dc_parsers};
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)dc_document_free);
  dc_reader_read_bytes(bytes->data, bytes->len, "z.zip", &options, keep, found);
  g_assert_cmpuint(found->len, ==, G_N_ELEMENTS(wanted));
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpint(((DcDocument *)g_ptr_array_index(found, i))->status, ==, wanted[i]);
}

/* ---- limits ---- */

/* What is too long has no text either, but that is not what is wrong with it. */
static void
test_too_long(void) {
  GString *rtf = g_string_new("{\\rtf1 ");
  gsize head = rtf->len, len = (gsize)DC_DOCUMENT_MAX_TEXT + 1;
  g_string_set_size(rtf, head + len);
  memset(rtf->str + head, 'a', len);
  g_autoptr(DcDocument) document = read_one("rtf", rtf->str, rtf->len, NULL);
  g_string_free(rtf, TRUE);
  g_assert_cmpstr(dc_status_name(document->status), ==, "too_large");
}

/* ---- scans ---- */

static void
test_no_text(void) {
  g_autoptr(DcDocument) picture = read_one("image", "\x89PNG\r\n\x1a\n", 8, NULL);
  g_assert_cmpint(picture->status, ==, DC_STATUS_NO_TEXT);
  g_autoptr(DcDocument) pdf = read_one("pdf", "%PDF-1.4\nrubbish", 16, NULL);
  g_assert_cmpint(pdf->status, ==, DC_STATUS_MALFORMED);
}

/* ---- encodings ---- */

static const char sentence[] =
    "Ủy ban nhân dân tỉnh ban hành Quyết định về việc giữ gìn, phát triển, đổi mới và ẵm ỷ ngoẵng";

/* The bytes of a text in a legacy encoding, found by decoding every byte, or (VNI) every pair. */
static GByteArray *
encode(DcLegacy legacy, const char *text) {
  GByteArray *bytes = g_byte_array_new();
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    char wanted[8] = "";
    g_unichar_to_utf8(g_utf8_get_char(p), wanted);
    gboolean done = FALSE;
    guint seconds = legacy == DC_LEGACY_VNI || legacy == DC_LEGACY_1258 ? 256 : 1;
    for (guint second = 0; second < seconds && !done; second++)
      for (guint first = 1; first < 256 && !done; first++) {
        guint8 pair[2] = {(guint8)first, (guint8)second};
        gsize n, len = second ? 2 : 1;
        g_autofree char *decoded = dc_encoding_decode(pair, len, dc_legacy_name(legacy), &n);
        if (g_str_equal(decoded, wanted)) {
          g_byte_array_append(bytes, pair, (guint)len);
          done = TRUE;
        }
      }
    g_assert_true(done);
  }
  return bytes;
}

static void
test_legacy(void) {
  static const DcLegacy all[] = {DC_LEGACY_TCVN3, DC_LEGACY_VNI, DC_LEGACY_VISCII, DC_LEGACY_1258,
                                 DC_LEGACY_VPS};
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    /* The ABC fonts have no capital with a tone. */
    g_autofree char *text = all[i] == DC_LEGACY_TCVN3 ? g_utf8_strdown(sentence, -1) : g_strdup(sentence);
    g_autoptr(GByteArray) bytes = encode(all[i], text);
    DcEncoding guess = dc_encoding_guess(bytes->data, bytes->len);
    g_assert_cmpstr(guess.name, ==, dc_legacy_name(all[i]));
    g_assert_cmpint(guess.confidence, >=, 75);
    g_autoptr(DcDocument) guessed = read_one("text", bytes->data, bytes->len, NULL);
    g_assert_cmpstr(guessed->text, ==, text);
    g_autoptr(DcDocument) forced = read_one("text", bytes->data, bytes->len, dc_legacy_name(all[i]));
    g_assert_cmpstr(forced->text, ==, text);
  }
}

/* Written by GNU recode, whose tables are not ours. */
static void
test_vps(void) {
  static const char bytes[] = "\xD1y ban nh\xE2n d\xE2n t\xCCnh Qu\xE4ng Ng\xE3i ban h\xE0nh Quy\x89t "
                              "\xC7\xCEnh s\xD3 15/Q\xF1-UBND ng\xE0y 05/3/2003 v\x8A vi\x8C"
                              "c gi\xBB g\xECn; K\x90 HO\x02"
                              "CH, CH\xB7 TH\x10, \xF1\x12"
                              "C L\x03P";
  static const char text[] = "Ủy ban nhân dân tỉnh Quảng Ngãi ban hành Quyết định số 15/QĐ-UBND ngày "
                             "05/3/2003 về việc giữ gìn; KẾ HOẠCH, CHỈ THỊ, ĐỘC LẬP";
  g_autoptr(DcDocument) document = read_one("text", bytes, sizeof bytes - 1, NULL);
  g_assert_cmpstr(document->encoding, ==, "VPS");
  g_assert_cmpstr(document->text, ==, text);
}

/* Each of the 134 letters that Vietnamese has beyond ASCII is in every encoding that claims to hold it. */
static void
test_all_letters(void) {
  static const gunichar vowels[] = {'a', 0x103, 0xE2, 'e', 0xEA, 'i', 'o', 0xF4, 0x1A1, 'u', 0x1B0, 'y'};
  for (guint v = 0; v < G_N_ELEMENTS(vowels); v++)
    for (int tone = 0; tone < 6; tone++) {
      char letter[8] = "";
      g_unichar_to_utf8(dc_letters_with_tone(vowels[v], tone), letter);
      g_autoptr(GByteArray) tcvn3 = encode(DC_LEGACY_TCVN3, letter), vni = encode(DC_LEGACY_VNI, letter);
      g_autoptr(GByteArray) viscii = encode(DC_LEGACY_VISCII, letter),
                            cp1258 = encode(DC_LEGACY_1258, letter);
      g_autoptr(GByteArray) vps = encode(DC_LEGACY_VPS, letter);
      g_assert_true(vps->len == 1 && tcvn3->len == 1 && viscii->len == 1 && vni->len <= 2 &&
                    cp1258->len <= 2);
    }
}

static void
test_fonts(void) {
  static const struct {
    const char *font;
    DcLegacy legacy;
    gboolean capital;
  } fonts[] = {{".VnTime", DC_LEGACY_TCVN3, FALSE},
               {".VnTimeH", DC_LEGACY_TCVN3, TRUE},
               {"FBHPFO+VnTimeHBold", DC_LEGACY_TCVN3, TRUE},
               {".VnTimeH,Italic", DC_LEGACY_TCVN3, TRUE},
               {".VnArial NarrowH", DC_LEGACY_TCVN3, TRUE},
               {".VnTime,Bold", DC_LEGACY_TCVN3, FALSE},
               {"VNI-Times", DC_LEGACY_VNI, FALSE},
               {"VNI Helve", DC_LEGACY_VNI, FALSE},
               {"VPS Times", DC_LEGACY_VPS, FALSE},
               {"ABCDEF+VPSTimes,Bold", DC_LEGACY_VPS, FALSE},
               {"Vps", DC_LEGACY_NONE, FALSE},
               {"VPSans", DC_LEGACY_NONE, FALSE},
               {"Times New Roman", DC_LEGACY_NONE, FALSE},
               {"Vni", DC_LEGACY_VNI, FALSE},
               {"VNiverse", DC_LEGACY_NONE, FALSE},
               {"Vnature", DC_LEGACY_NONE, FALSE},
               {NULL, DC_LEGACY_NONE, FALSE},
               {"", DC_LEGACY_NONE, FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(fonts); i++) {
    gboolean capital;
    g_assert_cmpint(dc_legacy_of_font(fonts[i].font, &capital), ==, fonts[i].legacy);
    g_assert_cmpint(capital, ==, fonts[i].capital);
  }
}

static void
test_properties(void) {
  static const char *const cases[][2] = {{" KÕ ho¹ch 57 ", "Kế hoạch 57"},
                                         {"UBND TÆNH BAØ RÒA – VUÕNG TAØU", "UBND TỈNH BÀ RỊA – VŨNG TÀU"},
                                         {"Kế hoạch 57", "Kế hoạch 57"},
                                         {"Garçon – déjà vu", "Garçon – déjà vu"},
                                         {"S\xFF", "S\uFFFD"},
                                         {" \t", NULL}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *property = dc_legacy_property(cases[i][0]);
    g_assert_cmpstr(property, ==, cases[i][1]);
  }
}

/* What is fine as it is stays: English, French, numbers, Vietnamese in Unicode. */
static void
test_not_legacy(void) {
  static const char *const texts[] = {"", "plain English text", "déjà vu, où êtes-vous, garçon",
                                      "12 345 € – §", sentence};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    int confidence;
    g_assert_cmpint(dc_legacy_guess(texts[i], strlen(texts[i]), &confidence), ==, DC_LEGACY_NONE);
  }
}

static void
test_syllables(void) {
  static const char *const valid[] = {"nghiêng", "quyết", "ủy",   "giữ",    "gìn", "khuỷu",
                                      "ưỡn",     "đường", "thuở", "ngoẵng", "gi",  "Hoàn"};
  static const char *const invalid[] = {"", "tµi", "bcd", "quyếtt", "ngh", "áà", "việtt", "nghiêngg", "x1"};
  for (guint i = 0; i < G_N_ELEMENTS(valid) + G_N_ELEMENTS(invalid); i++) {
    gboolean good = i < G_N_ELEMENTS(valid);
    const char *text = good ? valid[i] : invalid[i - G_N_ELEMENTS(valid)];
    glong n;
    g_autofree gunichar *letters = g_utf8_to_ucs4_fast(text, -1, &n);
    g_test_message("%s", text);
    g_assert_cmpint(dc_syllable_is_valid(letters, (gsize)n), ==, good);
  }
}

/* A PDF of pages whose lines are drawn by the operators given; its table of objects is left to be rebuilt. */
static char *
make_pdf(const char *first, const char *second) {
  static const char page[] = "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
                             "/Resources<</Font<</F 7 0 R>>>>>>endobj\n%d 0 obj<</Length %d>>stream\n"
                             "BT /F 12 Tf 14 TL 50 700 Td %s ET\nendstream endobj\n";
  GString *pdf = g_string_new("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                              "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n"
                              "7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n");
  g_string_append_printf(pdf, page, 3, 5, 5, (int)strlen(first) + 34, first);
  g_string_append_printf(pdf, page, 4, 6, 6, (int)strlen(second) + 34, second);
  g_string_append(pdf, "trailer<</Root 1 0 R>>\n%%EOF\n");
  return g_string_free(pdf, FALSE);
}

/* A wide gap is a blank line; the number of a page is parted from the
 * sentence that runs over the page. */
static void
test_pdf(void) {
  g_autofree char *pdf = make_pdf("(UBND TINH) Tj T* (So: 43/KH-UBND) Tj T* T* T* "
                                  "(Thuc hien) Tj T* (Ket luan so) Tj T* (91-KL/TW cua) Tj",
                                  "250 60 Td (- 2 -) Tj -250 -60 Td (Bo Chinh tri) Tj T* (nhu sau) Tj");
  g_autoptr(DcDocument) document = read_one("pdf", pdf, strlen(pdf), NULL);
  g_assert_cmpstr(document->text, ==,
                  "UBND TINH\nSo: 43/KH-UBND\n\nThuc hien\nKet luan so\n91-KL/TW cua\n\n- 2 -\n\n"
                  "Bo Chinh tri\nnhu sau\n");
  g_assert_cmpuint(document->pages->len, ==, 2);
  g_assert_true(g_str_has_prefix(document->text + g_array_index(document->pages, gsize, 1), "- 2 -"));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/formats/docx", test_docx);
  g_test_add_func("/formats/docx-damage", test_docx_damage);
  g_test_add_func("/formats/pages", test_pages);
  g_test_add_func("/formats/odt", test_odt);
  g_test_add_func("/formats/rtf", test_rtf);
  g_test_add_func("/formats/rtf-properties", test_rtf_properties);
  g_test_add_func("/formats/pdf", test_pdf);
  g_test_add_func("/formats/rtf-depth", test_rtf_depth);
  g_test_add_func("/formats/archive", test_archive);
  g_test_add_func("/formats/other-archives", test_other_archives);
  g_test_add_func("/formats/locked-and-damaged", test_locked_and_damaged);
  g_test_add_func("/formats/too-long", test_too_long);
  g_test_add_func("/formats/no-text", test_no_text);
  g_test_add_func("/encoding/legacy", test_legacy);
  g_test_add_func("/encoding/properties", test_properties);
  g_test_add_func("/encoding/vps", test_vps);
  g_test_add_func("/encoding/all-letters", test_all_letters);
  g_test_add_func("/encoding/fonts", test_fonts);
  g_test_add_func("/encoding/not-legacy", test_not_legacy);
  g_test_add_func("/encoding/syllables", test_syllables);
  return g_test_run();
}
