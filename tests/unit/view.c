#include "corpus/view.h"

#include <string.h>

#include "corpus/letters.h"

static const struct {
  const char *what, *text, *clean, *fold;
} forms[] = {
    {"empty", "", "", ""},
    {"plain", "Số 43/KH-UBND", "Số 43/KH-UBND", "số 43/kh-ubnd"},
    {"decomposed", "Nghi\u0323 quye\u0302\u0301t", "Nghị quyết", "nghị quyết"},
    {"decomposed, other order", "ngye\u0302\u0323t u\u0323\u031B u\u031B\u0323", "ngyệt ự ự", "ngyệt ự ự"},
    {"decomposed capitals", "U\u0309Y BAN QUY\u1EBET", "ỦY BAN QUYẾT", "ủy ban quyết"},
    {"grave and acute of old", "a\u0340 a\u0341", "à á", "à á"},
    {"other letters compose too", "n\u0303 c\u0327", "ñ ç", "ñ ç"},
    {"a mark on nothing stays", "\u0301 b\u0301\u0301", "\u0301 b\u0301\u0301", NULL},
    {"vowels lost to another code page",
     "h\u0301nh H\u0309A t\u0155nh p\u1E25ng B\u0300NH \u0111\u0301nh th\u0301, g\u0323n",
     "hình HÒA trình phòng BÌNH đình thì, gòn", NULL},
    {"marks on consonants of other languages", "Gda\u0144sk \u015Awiat \u1E25ukm Petrovi\u0107",
     "Gda\u0144sk \u015Awiat \u1E25ukm Petrovi\u0107", NULL},
    {"ă before what follows ã only", "xă đă, băi lănh XĂ HỘI LĂNH", "xã đã, bãi lãnh XÃ HỘI LÃNH",
     "xã đã, bãi lãnh xã hội lãnh"},
    {"ă that stays", "năm căn bằng Đăk Păh cặp NĂM a\u0306\u0301c", "năm căn bằng Đăk Păh cặp NĂM ắc", NULL},
    {"eth", "\u00D0i\u1EC1u \u00F0o\u00E0n", "Điều đoàn", "điều đoàn"},
    {"dashes", "91\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFF0DKL", "91--------KL", "91--------kl"},
    {"spaces", "a\u00A0b\u2003c\u3000d\te", "a b c d e", "a b c d e"},
    {"lines", "a\r\nb\rc\fd\u2028e", "a\nb\nc\nd\ne", "a\nb\nc\nd\ne"},
    {"dropped", "\uFEFFQ\u00ADĐ\u200B-~~UB~~ND\u200D", "QĐ-UBND", "qđ-ubnd"},
    {"a single tilde stays", "a~b", "a~b", "a~b"},
    {"old tone place", "hoà khoẻ thuỷ thuỳ luỹ uý toà, xoè. loã hoạ oẽ",
     "hòa khỏe thủy thùy lũy úy tòa, xòe. lõa họa õe", "hòa khỏe thủy thùy lũy úy tòa, xòe. lõa họa õe"},
    {"old tone place in capitals", "HOÀ THUỲ Thuỷ", "HÒA THÙY Thủy", "hòa thùy thủy"},
    {"old tone place, decomposed", "hoa\u0300 thuy\u0300", "hòa thùy", "hòa thùy"},
    {"not open, or after q", "hoàn khuỷu quý Quỳ toàn ngoéo", "hoàn khuỷu quý Quỳ toàn ngoéo",
     "hoàn khuỷu quý quỳ toàn ngoéo"},
    {"at a dash and a digit", "thuỳ-hoà1", "thùy-hòa1", "thùy-hòa1"},
    {"not valid", "a\xFFhoà\xE1\xBA", "a\x1Ahòa\x1A\x1A", "a\x1Ahòa\x1A\x1A"},
};

static void
test_forms(void) {
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
    g_test_message("%s", forms[i].what);
    g_autoptr(DcView) view = dc_view_new(forms[i].text, strlen(forms[i].text));
    g_assert_cmpstr(view->clean, ==, forms[i].clean);
    if (forms[i].fold)
      g_assert_cmpstr(view->fold, ==, forms[i].fold);
    g_assert_cmpuint(strlen(view->clean), ==, view->len);
    g_assert_cmpuint(strlen(view->fold), ==, view->len);
  }
}

/* `find` in the fold form of `text` is the bytes `slice` of the text. */
static const struct {
  const char *text, *find, *slice;
} slices[] = {
    {"Số 91\u2011 KL/TW của", "91- kl/tw", "91\u2011 KL/TW"},
    {"\uFEFFSố ~~171~~-KH/HU;", "171-kh/hu", "171~~-KH/HU"},
    {"x ~~171~~ y", "171", "171"},
    {"QĐ\u00AD-UBND", "qđ", "QĐ"},
    {"uy\u0309 ban", "ủy", "uy\u0309"},
    {"uy\u0309 ban", "ban", "ban"},
    {"thuỳ dương", "dương", "dương"},
    {"thuỳ dương", "th", "th"},
    {"thuỳ dương", "ùy d", "uỳ d"},
    {"thuỷ", "y", "ỷ"},
    {"thuỷ", "ủ", "u"},
    {"a\u200B b", "a", "a"},
    {"t\u0155nh H\u0309A", "trình", "t\u0155nh"},
    {"\u0155nh \u0155", "rình", "\u0155nh"},
    {"t\u0155nh H\u0309A", "hòa", "H\u0309A"},
    {"p\u1E25ng b", "b", "b"},
    {"th\u0301 b", "thì", "th\u0301"},
    {"a\r\nb", "a\nb", "a\r\nb"},
    {"a\r\nb", "a", "a"},
};

static void
test_slices(void) {
  for (guint i = 0; i < G_N_ELEMENTS(slices); i++) {
    const char *text = slices[i].text;
    g_autoptr(DcView) view = dc_view_new(text, strlen(text));
    const char *found = strstr(view->fold, slices[i].find);
    g_assert_nonnull(found);
    DcSpan span = {(gsize)(found - view->fold), (gsize)(found - view->fold) + strlen(slices[i].find)};
    DcSpan in_text = dc_view_span_to_text(view, span);
    g_autofree char *slice = g_strndup(text + in_text.start, in_text.end - in_text.start);
    g_assert_cmpstr(slice, ==, slices[i].slice);
    g_assert_cmpuint(dc_view_from_text(view, in_text.start), ==, span.start);
    DcSpan none = {span.start, span.start};
    g_assert_true(dc_span_is_empty(dc_view_span_to_text(view, none)));
  }
}

/* ---- properties ---- */

static const char *const syllables[] = {"hòa",   "khỏe",  "thùy", "lũy", "quý",   "nghị",   "quyết",
                                        "Đường", "ủy",    "ban",  "giữ", "ẵm",    "nghiệp", "ỳ",
                                        "ngoèo", "khuỷu", "họa",  "tòa", "xòe",   "tiếng",  "Việt",
                                        "ưỡn",   "đậu",   "õe",   "ấy",  "lượng", "úy"};
static const char *const between[] = {" ", "-", "\n", ", ", "/", " 12 ", "."};

static char *
random_text(void) {
  GString *text = g_string_new(NULL);
  for (int n = g_test_rand_int_range(1, 12); n > 0; n--) {
    g_string_append(text, syllables[g_test_rand_int_range(0, G_N_ELEMENTS(syllables))]);
    g_string_append(text, between[g_test_rand_int_range(0, G_N_ELEMENTS(between))]);
  }
  return g_string_free(text, FALSE);
}

/* The same text with the tone of open oa, oe, uy on the second vowel. */
static char *
old_style(const char *text) {
  GString *made = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    const char *after = g_utf8_next_char(p);
    gunichar vowel;
    int tone = dc_letters_tone(g_utf8_get_char(p), &vowel);
    gboolean pair = (vowel == 'o' && (*after == 'a' || *after == 'e')) || (vowel == 'u' && *after == 'y');
    if (!tone || !pair || g_ascii_isalpha(after[1]) || (guchar)after[1] >= 0x80) {
      g_string_append_unichar(made, g_utf8_get_char(p));
      continue;
    }
    g_string_append_unichar(made, vowel);
    g_string_append_unichar(made, dc_letters_with_tone((guchar)*after, tone));
    p = after;
  }
  return g_string_free(made, FALSE);
}

/* However a text is encoded, toned or cased, its fold form is one. */
static void
test_one_fold(void) {
  for (int round = 0; round < 3000; round++) {
    g_autofree char *text = random_text();
    g_autofree char *wanted = g_utf8_strdown(text, -1);
    for (int style = 0; style < 8; style++) {
      g_autofree char *toned = style & 1 ? old_style(text) : g_strdup(text);
      g_autofree char *cased = style & 2 ? g_utf8_strup(toned, -1) : g_strdup(toned);
      g_autofree char *encoded =
          g_utf8_normalize(cased, -1, style & 4 ? G_NORMALIZE_DEFAULT : G_NORMALIZE_DEFAULT_COMPOSE);
      g_autofree char *fold = dc_letters_fold(encoded, -1);
      g_assert_cmpstr(fold, ==, wanted);
    }
  }
}

static gboolean
is_boundary(const char *text, gsize len, gsize at) {
  return at == len || ((guchar)text[at] & 0xC0) != 0x80;
}

/* Each character of the view is a run of whole characters of the text, in order and apart from the next. */
static void
check_map(const char *text, gsize len) {
  g_autoptr(DcView) view = dc_view_new(text, len);
  g_assert_true(g_utf8_validate(view->clean, (gssize)view->len, NULL));
  g_assert_true(g_utf8_validate(view->fold, (gssize)view->len, NULL));
  gsize last_end = 0;
  for (gsize at = 0; at < view->len;) {
    gsize next = at + (gsize)(g_utf8_next_char(view->clean + at) - (view->clean + at));
    DcSpan one = dc_view_span_to_text(view, (DcSpan){at, next});
    g_assert_cmpuint(one.start, ==, dc_view_to_text(view, at));
    g_assert_cmpuint(one.start, >=, last_end);
    g_assert_cmpuint(one.end, >, one.start);
    g_assert_cmpuint(one.end, <=, len);
    g_assert_true(is_boundary(text, len, one.start) && is_boundary(text, len, one.end));
    g_assert_cmpuint(dc_view_from_text(view, one.start), ==, at);
    last_end = one.end;
    at = next;
  }
  g_assert_cmpuint(dc_view_to_text(view, view->len), ==, len);
  gsize last = 0;
  for (gsize at = 0; at <= len; at++) {
    gsize in_view = dc_view_from_text(view, at);
    g_assert_cmpuint(in_view, >=, last);
    g_assert_true(is_boundary(view->clean, view->len, in_view));
    g_assert_true(in_view == view->len || dc_view_to_text(view, in_view) >= at);
    last = in_view;
  }
}

static void
test_map(void) {
  static const gunichar odd[] = {0xFEFF, 0xAD,    0x200B, '~',   '~',   '\r',   '\n',   0x2011, 0x2013,
                                 0xA0,   0x300,   0x301,  0x302, 0x306, 0x309,  0x31B,  0x323,  'o',
                                 'a',    'u',     'y',    'e',   0xE0,  0x1EF3, 0x1EBD, 0x1EF7, 0xD0,
                                 0x1EA1, 0x1F600, 'q',    ' ',   '-',   0x2028};
  for (int round = 0; round < 3000; round++) {
    GString *text = g_string_new(NULL);
    for (int n = g_test_rand_int_range(0, 24); n > 0; n--)
      if (g_test_rand_int_range(0, 4) == 0)
        g_string_append(text, syllables[g_test_rand_int_range(0, G_N_ELEMENTS(syllables))]);
      else
        g_string_append_unichar(text, odd[g_test_rand_int_range(0, G_N_ELEMENTS(odd))]);
    check_map(text->str, text->len);
    g_string_free(text, TRUE);
  }
}

/* Bytes of any kind make a valid view. */
static void
test_any_bytes(void) {
  char bytes[65];
  for (int round = 0; round < 5000; round++) {
    gsize n = (gsize)g_test_rand_int_range(0, sizeof bytes - 1);
    for (gsize i = 0; i < n; i++)
      bytes[i] = (char)g_test_rand_int_range(1, 256);
    bytes[n] = '\0';
    g_autoptr(DcView) view = dc_view_new(bytes, n);
    g_assert_true(g_utf8_validate(view->clean, (gssize)view->len, NULL));
    g_assert_true(g_utf8_validate(view->fold, (gssize)view->len, NULL));
    DcSpan all = dc_view_span_to_text(view, (DcSpan){0, view->len});
    g_assert_cmpuint(all.end, <=, n);
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/view/forms", test_forms);
  g_test_add_func("/view/slices", test_slices);
  g_test_add_func("/view/one-fold", test_one_fold);
  g_test_add_func("/view/map", test_map);
  g_test_add_func("/view/any-bytes", test_any_bytes);
  return g_test_run();
}
