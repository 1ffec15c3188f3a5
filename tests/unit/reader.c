#include "corpus/reader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "corpus/encoding.h"
#include "corpus/parsers.h"

static gboolean
keep(DcDocument *document, gpointer data) {
  g_ptr_array_add(data, document);
  return TRUE;
}

/* Writes the bytes to a file of the name in a new folder, and reads it: the first document. */
static DcDocument *
read_bytes(const char *name, const void *bytes, gsize len, const DcReadOptions *options) {
  g_autofree char *folder = g_dir_make_tmp("dc-reader-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  DcReadOptions here = options ? *options : (DcReadOptions){0};
  here.parsers = dc_parsers;
  dc_reader_read(path, &here, keep, found);
  g_assert_cmpuint(found->len, ==, 1);
  DcDocument *document = g_ptr_array_index(found, 0);
  g_assert_cmpstr(document->path, ==, path);
  g_assert_cmpuint(document->len, ==, strlen(document->text));
  g_assert_true(g_utf8_validate(document->text, -1, NULL));
  g_assert_true((document->status == DC_STATUS_OK) == (document->len > 0));
  g_assert_true((document->status == DC_STATUS_OK) == (document->message == NULL));
  g_unlink(path);
  g_rmdir(folder);
  return document;
}

#define BYTES(s) s, sizeof(s) - 1

static const struct {
  const char *name, *bytes;
  gsize len;
  const char *text, *format, *encoding;
  DcStatus status;
} texts[] = {
    {"plain.txt", BYTES("Kế hoạch số 43/KH-UBND\n"), "Kế hoạch số 43/KH-UBND\n", "text", "UTF-8", 0},
    {"crlf.txt", BYTES("a\r\nb\r\n"), "a\r\nb\r\n", "text", "UTF-8", 0},
    {"bom.txt", BYTES("\xEF\xBB\xBFSố 1"), "\xEF\xBB\xBFSố 1", "text", "UTF-8", 0},
    {"mark.md", BYTES("# Số\n"), "# Số\n", "markdown", "UTF-8", 0},
    {"MARK.MD", BYTES("# Số\n"), "# Số\n", "markdown", "UTF-8", 0},
    {"noname", BYTES("Điều 1"), "Điều 1", "text", "UTF-8", 0},
    {"nul.txt", BYTES("Quyết định\0 này"), "Quyết định\x1A này", "text", "UTF-8", 0},
    {"bad.txt", BYTES("Nghị quyết \xFF số"), "Nghị quyết \x1A số", "text", "UTF-8", 0},
    {"cut.txt", BYTES("Nghị quyế\xE1\xBA"), "Nghị quyế\x1A\x1A", "text", "UTF-8", 0},
    {"utf16le.txt", BYTES("\xFF\xFES\0\xD1\x1E \0\x31\0"), "Số 1", "text", "UTF-16LE", 0},
    {"utf16be.txt", BYTES("\xFE\xFF\0S\x1E\xD1\0 \0\x31"), "Số 1", "text", "UTF-16BE", 0},
    {"nomark16.txt", BYTES("S\0\xD1\x1E \0\x31\0 \0V\0B\0"), "Số 1 VB", "text", "UTF-16LE", 0},
    {"odd16.txt", BYTES("\xFF\xFES\0\xD1"), "S\x1A", "text", "UTF-16LE", 0},
    {"lone16.txt", BYTES("\xFF\xFES\0\x00\xD8x\0"), "S\x1Ax", "text", "UTF-16LE", 0},
    {"pair16.txt", BYTES("\xFF\xFE\x3D\xD8\x00\xDEx\0"), "\xF0\x9F\x98\x80x", "text", "UTF-16LE", 0},
    {"empty.txt", BYTES(""), "", NULL, NULL, DC_STATUS_EMPTY},
    {"blank.txt", BYTES(" \r\n\t\n"), "", "text", NULL, DC_STATUS_EMPTY},
    {"mail.eml", BYTES("Received: x\r\n y\r\nFrom: a\r\nSubject: Số 1\r\n\r\nSố 1"), "", NULL, NULL,
     DC_STATUS_BINARY},
    {"saved.txt", BYTES("From: a\nSent: b\nTo: c\nSubject: d\nDate: e\n\nSố 1\n"),
     "From: a\nSent: b\nTo: c\nSubject: d\nDate: e\n\nSố 1\n", "text", "UTF-8", 0},
    {"nul-in-legacy.txt", BYTES("X\0Quy\xD5t \xAE\xDEnh c\xF1\x61 b\xE9 tr\xAD\xEBng"),
     "X\x1AQuyết định của bộ trưởng", "text", "TCVN3", 0},
    {"cut-in-legacy.txt", BYTES("Quy\xD5t \xAE\xDEnh c\xF1"), "Quyết định củ", "text", "TCVN3", 0},
    {"to.txt", BYTES("To: a\nSubject: b\n\nFrom: c\n"), "To: a\nSubject: b\n\nFrom: c\n", "text", "UTF-8", 0},
    {"binary.txt",
     BYTES("\x7F"
           "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0\x40\x90\0\0\0\7"),
     "", NULL, NULL, DC_STATUS_BINARY},
};

static void
test_text(void) {
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_test_message("%s", texts[i].name);
    g_autoptr(DcDocument) document = read_bytes(texts[i].name, texts[i].bytes, texts[i].len, NULL);
    g_assert_cmpstr(dc_status_name(document->status), ==, dc_status_name(texts[i].status));
    g_assert_cmpstr(document->text, ==, texts[i].text);
    g_assert_cmpstr(document->format, ==, texts[i].format);
    g_assert_cmpstr(document->encoding, ==, texts[i].encoding);
  }
}

static const struct {
  const char *what, *page, *text;
} pages[] = {
    {"blocks are lines", "<html><body><p>Một</p><div>Hai<br>Ba</div>Bốn", "Một\nHai\nBa\nBốn\n"},
    {"white space", "<html><p> Một \n  hai&nbsp; &nbsp;ba </p>", "Một hai ba\n"},
    {"inline marks do not split", "<html><p>Số: <b>43</b>/<i>KH</i>-UBND</p>", "Số: 43/KH-UBND\n"},
    {"empty lines",
     "<html><p>a</p><p>&nbsp;</p><p><br></p>b<br><br>c<pre>d\n\ne</pre><table><td><p></p>f</table>",
     "a\n\nb\n\nc\nd\n\ne\nf\n"},
    {"cells", "<html><table><tr><td>UBND<br>TỈNH</td><td><p>CỘNG HÒA</p></td></tr><tr><td>1<td>2</table>",
     "UBND\nTỈNH\nCỘNG HÒA\n1\n2\n"},
    {"entities", "<html><p>S&#7889; &#x1ED1; &amp;&lt;&#150;", "Số ố &<–\n"},
    {"not text",
     "<html><head><title>T</title><style>s</style></head><script>x<p>y</script><p>a"
     "<!-- c --><nav>menu</nav><select><option>o</select>",
     "a\n"},
    {"hidden", "<html><p>a<span style='display: none'>b</span><del>c</del>d</p><div hidden>e</div>", "ad\n"},
    {"ordered", "<html><ol type=I start=3><li>x<li>y</ol><ol><li>a<ol type=a><li>b</ol><li>c</ol>",
     "III. x\nIV. y\n1. a\na) b\n2. c\n"},
    {"unordered", "<html><ul><li>x<li>y</ul>", "- x\n- y\n"},
    {"pre", "<html><pre>a\nb</pre>", "a\nb\n"},
    {"broken", "<html><p>a<b>b</p></i></div>c<td>d", "ab\nc\nd\n"},
    {"cut", "<html><p>Số <b", "Số\n"},
    {"lists of Word",
     "<html><body><p class=MsoListParagraph><![if !supportLists]><span>1.<span>&nbsp;&nbsp;&nbsp; "
     "</span></span><![endif]>Việc<o:p></o:p></p>",
     "1. Việc\n"},
    {"what Word hides",
     "<html><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>a</p><div "
     "style='mso-element:footer'><p>trang 1</p></div><p style='mso-hide:all'>x</p>",
     "a\n"},
    {"letterhead in nested tables",
     "<html><table><tr><td><table><tr><td>UBND TỈNH X<br>SỞ Y<td>&nbsp;</table>Số: "
     "1/KH-SY<td><center>CỘNG HÒA</center><i>X, ngày 1/2/2024</i></table><p>KẾ HOẠCH",
     "UBND TỈNH X\nSỞ Y\nSố: 1/KH-SY\nCỘNG HÒA\nX, ngày 1/2/2024\nKẾ HOẠCH\n"},
    {"paragraphs of breaks alone", "<html>Một<br>Hai<br><br>\r\n Ba<br />Bốn", "Một\nHai\n\nBa\nBốn\n"},
    {"entity soup",
     "<html><p>&#272;i&#7873;u&nbsp;1 &amp;amp; &copy; &ecirc; &#x110;&#0;&#99999999;&bogus; &lt;p&gt; a&b",
     "Điều 1 &amp; © ê Đ&bogus; <p> a&b\n"},
    {"frames",
     "<html><frameset><frame src='a.html'><noframes><body><p>Số 1</p></body></noframes></frameset></html>",
     "Số 1\n"},
    {"scripts and styles anywhere",
     "<html><p>a<script>document.write('<p>b</p>')</script>c<style>p{color:red}</style>d</p><iframe "
     "src=x>e</iframe><svg><text>f</text></svg>g",
     "acd\ng\n"},
    {"hidden in many ways",
     "<html><p>a<span style='color:red;DISPLAY : none'>b</span><input type=hidden value=c><span "
     "hidden>d</span><span aria-hidden=true>e</span>f</p>",
     "af\n"},
    {"a table of a form", "<html><table><tr><th>TT<th>Việc<tr><td>1<td><p>a</p><p>b</p><tr><td>2<td></table>",
     "TT\nViệc\n1\na\nb\n2\n"},
    {"tags never closed", "<html><body><b><i><p>a<p>b<table><tr><td>c<div>d", "a\nb\nc\nd\n"},
    {"capitals and no quotes", "<HTML><BODY BGCOLOR=white><P ALIGN=CENTER>a<BR>b</P></BODY></HTML>",
     "a\nb\n"},
    {"what only looks like a condition", "<html>a<![if x<p>Số 57/KH-UBND</p><p>[1]>b",
     "a<![if x\nSố 57/KH-UBND\n[1]>b\n"},
    {"doctype", "\n <!DOCTYPE html><title>x</title><p>a", "a\n"},
};

static void
test_html(void) {
  for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
    g_test_message("%s", pages[i].what);
    g_autoptr(DcDocument) document = read_bytes("page", pages[i].page, strlen(pages[i].page), NULL);
    g_assert_cmpstr(document->format, ==, "html");
    g_assert_cmpstr(document->text, ==, pages[i].text);
  }
}

static const struct {
  const char *page;
  gsize len;
  const char *text, *encoding;
} declared[] = {
    /* Word writes entities and single bytes under this name ... */
    {BYTES("<html><meta charset=windows-1252><p>L\xE0 &#7889; \x96"), "Là ố –\n", "windows-1252"},
    /* ... and others write UTF-8 under it. */
    {BYTES("<html><meta charset=windows-1252><p>Số Là"), "Số Là\n", "UTF-8"},
    {BYTES("<html><meta charset=iso-8859-1><p>S&#7889;"), "Số\n", "UTF-8"},
    {BYTES("\xFF\xFE<\0h\0t\0m\0l\0>\0\xD1\x1E"), "ố\n", "UTF-16LE"},
    {BYTES("\xEF\xBB\xBF<html><p>ố"), "ố\n", "UTF-8"},
    /* Vietnamese only in its fonts, as bytes, as entities, as letters of Latin-1 in UTF-8. */
    {BYTES("<html><meta charset=windows-1252><p><font face='.VnTime'>QuyÕt ®Þnh cña bé tr­ëng"),
     "Quyết định của bộ trưởng\n", "TCVN3"},
    {BYTES("<html><meta charset=windows-1252><p>Quy&#213;t &#174;&#222;nh c&ntilde;a b&eacute; "
           "tr&shy;&euml;ng"),
     "Quyết định của bộ trưởng\n", "TCVN3"},
    {BYTES("<html><p>UYÛ BAN NHAÂN DAÂN, keá hoaïch"), "UỶ BAN NHÂN DÂN, kế hoạch\n", "VNI"},
    {BYTES("<html><p>Un café – déjà vu, garçon"), "Un café – déjà vu, garçon\n", "UTF-8"},
};

static void
test_html_encoding(void) {
  for (guint i = 0; i < G_N_ELEMENTS(declared); i++) {
    g_autoptr(DcDocument) document = read_bytes("page.html", declared[i].page, declared[i].len, NULL);
    g_assert_cmpstr(document->text, ==, declared[i].text);
    g_assert_cmpstr(document->encoding, ==, declared[i].encoding);
  }
}

/* A portal's page: menus, boxes and lists of links go, the document with its letterhead stays. */
static void
test_portal(void) {
  GString *page = g_string_new("<html><head><title> Trang </title></head><body><ul class='main-menu'>");
  for (int i = 0; i < 20; i++)
    g_string_append_printf(page, "<li><a href='/m%d'>Mục số %d của trang</a></li>", i, i);
  g_string_append(page,
                  "</ul><div id='login-box'><p>Đăng nhập để xem toàn bộ nội dung của văn bản này ngay bây "
                  "giờ</p></div><div><div><table><tr><td>UBND TỈNH<td>Số: 43/KH-UBND</table>");
  for (int i = 0; i < 30; i++)
    g_string_append_printf(page,
                           "<p>%d. Thực hiện <a href='/x'>Kết luận số 91-KL/TW</a> của Bộ Chính trị ngày "
                           "12/8/2024 trên địa bàn</p>",
                           i);
  g_string_append(page, "<p>CHỦ TỊCH</p></div></div><div class='related'><a href='/y'>Bài khác</a></div>");
  g_autoptr(DcDocument) document = read_bytes("page.html", page->str, page->len, NULL);
  g_assert_true(g_str_has_prefix(document->text, "UBND TỈNH\nSố: 43/KH-UBND\n0. Thực hiện Kết luận"));
  g_assert_true(g_str_has_suffix(document->text, "trên địa bàn\nCHỦ TỊCH\n"));
  g_assert_cmpstr(document->meta_title, ==, "Trang");
  g_string_free(page, TRUE);
}

/* Pages as portals build them: by named boxes, by tables without a name, by the elements of HTML 5. What is
 * around the document goes, and all of the document stays. */
static void
test_portals(void) {
  static const char document[] =
      "<table><tr><td>UBND TỈNH X<td>CỘNG HÒA</table><p>Số: 43/KH-UBND</p><p>KẾ HOẠCH</p>@<p>Nơi nhận: Như "
      "trên;</p><p>CHỦ TỊCH</p>";
  static const struct {
    const char *what,
        *page; /* $ the document, % a list of links, & running text that is not the document's */
  } cases[] = {
      {"boxes", "<div id=header>%</div><div class=sidebar>%</div><div class='cookie-popup'>&</div><div "
                "id=content>$</div><div class=comments>&</div><div id=footer>&</div>"},
      {"tables",
       "<table><tr><td colspan=3>%<tr><td>%<td><table><tr><td>$</table><td>%<tr><td colspan=3>%</table>"},
      {"elements", "<nav>%</nav><aside>&</aside><main><article>$</article></main><footer>&%</footer>"},
      {"deep boxes", "<div>%<div><div><div>%</div><div><div><div>$</div></div></div></div></div></div>"},
      {"related lists under it",
       "<div><div class=menu>%</div><div><div>$</div><ul>%</ul><ul>%</ul></div></div>"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GString) page = g_string_new("<html><body>");
    for (const char *p = cases[i].page; *p; p++)
      if (*p == '%')
        for (int k = 0; k < 20; k++)
          g_string_append_printf(page, "<li><a href='/%d'>Mục khác %d của trang</a></li>", k, k);
      else if (*p == '&')
        g_string_append(page, "<p>Trang này dùng những lời nhắc dài để người đọc bấm vào nút đồng ý.</p>");
      else if (*p == '$')
        for (const char *q = document; *q; q++)
          if (*q == '@')
            for (int k = 0; k < 25; k++)
              g_string_append_printf(
                  page, "<p>%d. Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 trong năm.</p>", k);
          else
            g_string_append_c(page, *q);
      else
        g_string_append_c(page, *p);
    g_test_message("%s", cases[i].what);
    g_autoptr(DcDocument) read = read_bytes("page.html", page->str, page->len, NULL);
    g_assert_true(
        g_str_has_prefix(read->text, "UBND TỈNH X\nCỘNG HÒA\nSố: 43/KH-UBND\nKẾ HOẠCH\n0. Thực hiện"));
    g_assert_true(g_str_has_suffix(read->text, "trong năm.\nNơi nhận: Như trên;\nCHỦ TỊCH\n"));
    g_assert_null(strstr(read->text, "Mục khác"));
    g_assert_null(strstr(read->text, "Trang này"));
  }
}

/* Without a portal around it everything stays, whatever the classes are called. */
static void
test_plain_page(void) {
  const char *page =
      "<html><body class='comment-page'><div class='menu'>Một</div><p><a href='/x'>Hai</a></p>";
  g_autoptr(DcDocument) document = read_bytes("page.html", page, strlen(page), NULL);
  g_assert_cmpstr(document->text, ==, "Một\nHai\n");
}

static void
test_options(void) {
  DcReadOptions small = {.max_bytes = 10};
  g_autoptr(DcDocument) large = read_bytes("a.txt", "12345678901", 11, &small);
  g_assert_cmpint(large->status, ==, DC_STATUS_TOO_LARGE);
  g_autoptr(DcDocument) fits = read_bytes("a.txt", "1234567890", 10, &small);
  g_assert_cmpint(fits->status, ==, DC_STATUS_OK);
  DcReadOptions forced = {.encoding = "CP1252"};
  g_autoptr(DcDocument) latin = read_bytes("a.txt", "\xC3\xA0", 2, &forced);
  g_assert_cmpstr(latin->text, ==, "Ã\u00A0");
  DcReadOptions unknown = {.encoding = "klingon"};
  g_autoptr(DcDocument) none = read_bytes("a.txt", "x", 1, &unknown);
  g_assert_cmpint(none->status, ==, DC_STATUS_UNREADABLE);
}

static DcDocument *
read_path(const char *path) {
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  dc_reader_read(path, NULL, keep, found);
  g_assert_cmpuint(found->len, ==, 1);
  return g_ptr_array_index(found, 0);
}

static void
test_no_file(void) {
  g_autofree char *folder = g_dir_make_tmp("dc-reader-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename(folder, "pipe.txt", NULL);
  g_autofree char *gone = g_build_filename(folder, "gone.txt", NULL);
  g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
  const char *const paths[] = {folder, pipe, gone};
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(DcDocument) document = read_path(paths[i]);
    g_assert_cmpint(document->status, ==, DC_STATUS_UNREADABLE);
    g_assert_nonnull(document->message);
  }
  g_unlink(pipe);
  g_rmdir(folder);
}

static void
test_no_permission(void) {
  if (geteuid() == 0) {
    g_test_skip("root may read everything");
    return;
  }
  g_autofree char *folder = g_dir_make_tmp("dc-reader-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "a.txt", NULL);
  g_assert_true(g_file_set_contents(path, "x", 1, NULL));
  g_chmod(path, 0);
  g_autoptr(DcDocument) document = read_path(path);
  g_assert_cmpint(document->status, ==, DC_STATUS_UNREADABLE);
  g_unlink(path);
  g_rmdir(folder);
}

/* 100 MB without a line feed, in both readers. */
static void
test_one_long_line(void) {
  gsize n = 100u << 20;
  g_autofree char *bytes = g_malloc(n);
  for (gsize i = 0; i < n; i++)
    bytes[i] = "Số 1 "[i % 7];
  g_autoptr(DcDocument) text = read_bytes("long.txt", bytes, n - n % 7, NULL);
  g_assert_cmpuint(text->len, ==, n - n % 7);
  for (int i = 0; i < 7; i++)
    bytes[i] = "<html> "[i];
  g_autoptr(DcDocument) page = read_bytes("long.html", bytes, n - n % 7, NULL);
  g_assert_cmpuint(page->len, ==, n - n % 7 - 7);
}

/* Conditions that nothing ends are passed over in one go. */
static void
test_open_conditions(void) {
  GString *page = g_string_new("<html><p>a</p>");
  for (int i = 0; i < 1 << 19; i++)
    g_string_append(page, "<![if ");
  g_string_append(page, "><p>b</p>");
  g_autoptr(DcDocument) document = read_bytes("page.html", page->str, page->len, NULL);
  g_assert_true(g_str_has_prefix(document->text, "a\n") && g_str_has_suffix(document->text, "\nb\n"));
  g_string_free(page, TRUE);
}

/* The letter that is cut off at the end is no proof of UTF-8. */
static void
test_last_byte(void) {
  static const char text[] = "Ke hoach so 43 c\xF1";
  DcEncoding guess = dc_encoding_guess((const guint8 *)text, sizeof text - 1);
  g_assert_cmpint(guess.confidence, <, 90);
}

/* Whatever the bytes, a text keeps its length in UTF-8 and stays valid. */
static void
test_any_bytes(void) {
  guint8 bytes[512];
  for (int round = 0; round < 2000; round++) {
    gsize n = (gsize)g_test_rand_int_range(0, sizeof bytes), out;
    for (gsize i = 0; i < n; i++)
      bytes[i] = (guint8)g_test_rand_int_range(0, 256);
    g_autofree char *text = dc_encoding_decode(bytes, n, "UTF-8", &out);
    g_assert_cmpuint(out, ==, n);
    g_assert_cmpuint(strlen(text), ==, n);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_autofree char *wide = dc_encoding_decode(bytes, n, "UTF-16LE", &out);
    g_assert_cmpuint(strlen(wide), ==, out);
    g_assert_true(g_utf8_validate(wide, -1, NULL));
    g_autofree char *guessed = dc_encoding_decode(bytes, n, dc_encoding_guess(bytes, n).name, &out);
    g_assert_true(g_utf8_validate(guessed, -1, NULL));
  }
}

/* The quick test says what GLib's says, with damage at every place and of every kind. */
static void
test_validity(void) {
  static const char *const pieces[] = {"a",        "Ủy ban",       "đ",        "\xF0\x9F\x98\x80", "…",
                                       "\xE0\xA0", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80", "\x80"};
  for (int round = 0; round < 5000; round++) {
    g_autoptr(GString) text = g_string_new(NULL);
    int good = g_test_rand_int_range(0, 12) ? 5 : 10;
    for (int n = g_test_rand_int_range(0, 120); n > 0; n--)
      g_string_append(text, pieces[g_test_rand_int_range(0, good)]);
    if (text->len && g_test_rand_bit())
      text->str[g_test_rand_int_range(0, (gint32)text->len)] = (char)g_test_rand_int_range(0, 256);
    if (g_test_rand_bit()) /* also the end is cut off */
      g_string_truncate(text, text->len - MIN(text->len, 2));
    const char *end;
    gsize bad;
    gboolean valid = g_utf8_validate_len(text->str, text->len, &end);
    g_assert_true(dc_encoding_is_utf8((const guint8 *)text->str, text->len, &bad) == valid);
    g_assert_cmpuint(bad, ==, (gsize)(end - text->str));
  }
}

static void
test_takes(void) {
  const char *const yes[] = {"a.txt", "b/c.MD", "x.html", "y.y.htm"}, *const no[] = {"a",    "txt", "a.txt/b",
                                                                                     "a.tx", "a.",  "a.exe"};
  for (guint i = 0; i < G_N_ELEMENTS(yes); i++)
    g_assert_true(dc_reader_takes(yes[i]));
  for (guint i = 0; i < G_N_ELEMENTS(no); i++)
    g_assert_false(dc_reader_takes(no[i]));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reader/text", test_text);
  g_test_add_func("/reader/html", test_html);
  g_test_add_func("/reader/html-encoding", test_html_encoding);
  g_test_add_func("/reader/portal", test_portal);
  g_test_add_func("/reader/portals", test_portals);
  g_test_add_func("/reader/plain-page", test_plain_page);
  g_test_add_func("/reader/options", test_options);
  g_test_add_func("/reader/no-file", test_no_file);
  g_test_add_func("/reader/no-permission", test_no_permission);
  g_test_add_func("/reader/one-long-line", test_one_long_line);
  g_test_add_func("/reader/open-conditions", test_open_conditions);
  g_test_add_func("/reader/last-byte", test_last_byte);
  g_test_add_func("/reader/any-bytes", test_any_bytes);
  g_test_add_func("/reader/validity", test_validity);
  g_test_add_func("/reader/takes", test_takes);
  return g_test_run();
}
