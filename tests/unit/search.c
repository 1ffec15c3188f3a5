/* Search over a small corpus made here. */
#include "query/search.h"

#include <string.h>

#include "corpus/error.h"
#include "query/regex.h"
#include "texts.h"

static const TextsFile files[] = {
    {"giao.txt",
     "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 43/KH-UBND\nHà Tĩnh, ngày 24 tháng 02 năm 2022\n\nKẾ HOẠCH\n"
     "Phát triển giáo dục nghề nghiệp\n\nUBND tỉnh ban hành Kế hoạch như sau:\n\n"
     "I. MỤC TIÊU\n\n1. Mở trường nghề ở các huyện.\n\n2. Dạy nghề cho lao động nông thôn.\n"},
    {"lang.txt",
     "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 43/KH-UBND\nLạng Sơn, ngày 23 tháng 02 năm 2023\n\nKẾ HOẠCH\n"
     "Trồng rừng ở vùng biên giới\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
     "I. MỤC TIÊU\n\n1. Trồng hồi và thông.\n\n2. Nghề rừng nuôi được người; nghiệp lớn từ đó.\n"},
    {"kim.txt", "HUYỆN ỦY KIM ĐỘNG\n*\nSố 12-KH/HU\nKim Động, ngày 02 tháng 12 năm 2024\n\nKẾ HOẠCH\n"
                "Thực hiện Kế hoạch số 43/KH-UBND ngày 24/02/2022 của UBND tỉnh Hà Tĩnh\n\n"
                "1. Tuyên truyền về giao thông và thủ tục hòa giải.\n"},
    {"copy.txt", "HUYỆN ỦY KIM ĐỘNG\n*\nSố 12-KH/HU\nKim Động, ngày 02 tháng 12 năm 2024\n\nKẾ HOẠCH\n"
                 "Thực hiện Kế hoạch số 43/KH-UBND ngày 24/02/2022 của UBND tỉnh Hà Tĩnh\n\n"
                 "1. Tuyên truyền về giao thông và thủ tục hòa giải.\n"},
    {"bare.txt", "thu tuc hoa giai o xa\n"},
    {"other.txt", "thứ tự hóa giải\n"},
    {NULL, NULL},
};

static Texts corpus;

static DcSearchResult *
search(const char *query, const DcSearchOptions *options, GPtrArray *notes) {
  g_autoptr(GError) error = NULL;
  const DcSearchOptions plain = {.limit = 10};
  DcSearchResult *result = dc_search(corpus.store, query, options ? options : &plain, notes, &error);
  g_assert_no_error(error);
  return result;
}

/* Names of the files found, in order. */
static char *
names_of(const DcSearchResult *result) {
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < result->hits->len; i++) {
    g_autofree char *name = g_path_get_basename(((DcHit *)result->hits->pdata[i])->row->path);
    g_string_append_printf(names, "%s%s", i ? " " : "", name);
  }
  return g_string_free(names, FALSE);
}

/* `found` are the first hits; with a final '.' they are all. */
static const struct {
  const char *query, *found;
} questions[] = {
    {"giáo dục nghề nghiệp", "giao.txt"},
    {"GIÁO DỤC", "giao.txt"},
    {"giao duc nghe nghiep", "giao.txt"},
    {"\"nghề nghiệp\"", "giao.txt."},
    {"\"nghề rừng\"", "lang.txt."},
    {"\"rừng nghề\"", "."},
    {"nghề -rừng", "giao.txt."},
    {"\"giáo dục\" OR \"trồng rừng\"", "lang.txt giao.txt."},
    {"trồn*", "lang.txt."},
    {"43/KH-UBND", "giao.txt lang.txt"},
    {"kế hoạch 43 rừng", "lang.txt"},
    {"kh 43 giáo dục", "giao.txt"},
    {"kế hoạch số 12", "copy.txt kim.txt"},
    {"trườngg nghề", "giao.txt"},
    {"ngày:x nghề", "giao.txt"},
    {"43/kh-ubnd ngày 23/2/2023", "lang.txt giao.txt"},
    {"số 43/KH-UBND ngày 24 tháng 02 năm 2022", "giao.txt"},
    {"kế hoạch unit:\"Lạng Sơn\"", "lang.txt."},
    {"kế hoạch tỉnh:\"lang son\"", "lang.txt."},
    {"type:KH date:2024..", "copy.txt kim.txt."},
    {"loại:\"kế hoạch\" năm:2022", "giao.txt."},
    {"key:43/KH-UBND -unit:\"Hà Tĩnh\"", "lang.txt."},
    {"cấp:tỉnh", "lang.txt giao.txt."},
    {"implements:43/KH-UBND@2022-02-24", "copy.txt kim.txt."},
    {"path:kim", "kim.txt."},
    {"thủ tục hòa giải", "copy.txt kim.txt"},
    {"hoà giải", "copy.txt kim.txt other.txt bare.txt."},
    {"HÒA GIẢI", "copy.txt kim.txt other.txt bare.txt."},
    {"", "."},
    {"???", "."},
    {"xyzt", "."},
};

static void
test_questions(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(questions); i++) {
    g_autoptr(DcSearchResult) result = search(questions[i].query, NULL, NULL);
    g_autofree char *names = names_of(result);
    g_autofree char *expected = g_strdup(questions[i].found);
    gsize len = strlen(expected);
    gboolean all = len && expected[len - 1] == '.' && !g_str_has_suffix(expected, ".txt");
    if (all)
      expected[len - 1] = '\0';
    gboolean good = all ? strcmp(names, expected) == 0 : g_str_has_prefix(names, expected);
    if (!good)
      g_error("%s: found %s, expected %s", questions[i].query, names, questions[i].found);
  }
}

/* An abbreviation and its full form find the same. */
static void
test_abbreviations(void) {
  g_autoptr(DcSearchResult) brief = search("UBND", NULL, NULL), full = search("ủy ban nhân dân", NULL, NULL);
  g_assert_cmpuint(brief->matches, ==, 4);
  g_assert_cmpuint(full->matches, ==, 4);
}

static void
test_passages(void) {
  g_autoptr(DcSearchResult) result = search("lao động nông thôn", NULL, NULL);
  const DcHit *hit = result->hits->pdata[0];
  g_assert_nonnull(strstr(hit->snippet, "lao động nông thôn"));
  g_assert_cmpuint(hit->marks->len, ==, 1);
  DcSpan mark = g_array_index(hit->marks, DcSpan, 0);
  g_autofree char *marked = g_strndup(hit->snippet + mark.start, dc_span_length(mark));
  g_assert_cmpstr(marked, ==, "lao động nông thôn");
  g_assert_true(g_str_has_prefix(files[0].text + hit->start, "2. Dạy nghề"));
  g_assert_cmpuint(hit->line, ==, 15);
}

static void
test_dates_and_offsets(void) {
  DcSearchOptions options = {.limit = 2, .by_date = TRUE};
  g_autoptr(DcSearchResult) first = search("kế hoạch", &options, NULL);
  g_autofree char *newest = names_of(first);
  g_assert_cmpstr(newest, ==, "copy.txt kim.txt");
  options.offset = 2;
  g_autoptr(DcSearchResult) second = search("kế hoạch", &options, NULL);
  g_autofree char *older = names_of(second);
  g_assert_cmpstr(older, ==, "lang.txt giao.txt");
  g_assert_cmpuint(second->matches, ==, 4);
}

static void
test_facets(void) {
  const DcSearchOptions options = {.limit = 1, .facet = "unit"};
  g_autoptr(DcSearchResult) result = search("kế hoạch type:KH", &options, NULL);
  guint sum = 0;
  for (guint i = 0; i < result->facets->len; i++)
    sum += g_array_index(result->facets, DcFacet, i).documents;
  g_assert_cmpuint(sum, ==, 4);
}

static void
test_copies(void) {
  const DcSearchOptions options = {.limit = 10, .fold_copies = TRUE};
  g_autoptr(DcSearchResult) result = search("tuyên truyền giao thông", &options, NULL);
  const DcHit *hit = result->hits->pdata[0];
  g_assert_cmpuint(hit->copies->len, ==, 1);
  g_assert_true(g_str_has_suffix(hit->copies->pdata[0], "kim.txt"));
}

static void
test_suggestions(void) {
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(DcSearchResult) result = search("Ngheè", NULL, notes);
  g_assert_cmpuint(notes->len, ==, 1);
  g_assert_nonnull(strstr(notes->pdata[0], "“Ngheè”"));
  g_assert_nonnull(strstr(notes->pdata[0], "nghề"));
  g_assert_cmpuint(result->hits->len, ==, 2);
  g_ptr_array_set_size(notes, 0);
  g_autoptr(DcSearchResult) none = search("nghề unit:Huế", NULL, notes);
  g_assert_cmpuint(none->hits->len, ==, 0);
  g_assert_cmpuint(notes->len, ==, 1);
  g_assert_nonnull(strstr(notes->pdata[0], "unit:Huế"));
}

/* A note says that another word was looked for only when it was: what must be there is there as typed. */
static void
test_suggestions_for_required(void) {
  static const struct {
    const char *query, *note;
    guint hits;
  } required[] = {{"\"nghềề\"", "no document has “nghềề”; did you mean “nghề”?", 0},
                  {"\"nghềề rừng\"", "no document has “nghềề”; did you mean “nghề”?", 0},
                  {"nghềề OR rừng", "no document has “nghềề”; did you mean “nghề”?", 1},
                  {"nghềề \"trồng\"", "no document has “nghềề”; “nghề” was looked for", 1}};
  for (gsize i = 0; i < G_N_ELEMENTS(required); i++) {
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(DcSearchResult) result = search(required[i].query, NULL, notes);
    g_assert_cmpuint(notes->len, ==, 1);
    g_assert_cmpstr(notes->pdata[0], ==, required[i].note);
    g_assert_cmpuint(result->hits->len, ==, required[i].hits);
  }
}

/* A quotation in a pasted text is no reason to find nothing. */
static void
test_pasted_quotation(void) {
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(DcSearchResult) result = search("\"trường nghề tỉnh\" ở các huyện", NULL, notes);
  g_autofree char *names = names_of(result);
  g_assert_true(g_str_has_prefix(names, "giao.txt"));
  g_assert_cmpuint(notes->len, ==, 1);
}

/* ---- anything is a question ---- */

static const char *const pieces[] = {
    "\"",           "“",        "-",    "OR",    "*",     "(",    ")",    ":",
    "type:",        "ngày:",    "..",   "AND",   "NEAR(", "😀",    "\xC3", "\xE1\xBA",
    "\xFF",         "\xCC\x81", " ",    "\t",    "\n",    "giáo", "nghe", "43/KH-UBND",
    "date:2022..x", "^",        "{",    "}",     "+",     "|",    "'",    ";",
    "\\",           "%",        "\x01", "ủy ban"};

static void
test_anything(void) {
  GRand *random = g_rand_new_with_seed(20240812);
  const DcSearchOptions options = {.limit = 2};
  g_autoptr(GString) query = g_string_new(NULL);
  for (int i = 0; i < 20000; i++) {
    g_string_truncate(query, 0);
    for (gint n = g_rand_int_range(random, 0, 12); n > 0; n--) {
      if (g_rand_boolean(random))
        g_string_append(query, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
      else
        g_string_append_c(query, (char)g_rand_int_range(random, 1, 256));
    }
    g_autoptr(DcSearchResult) result = search(query->str, &options, NULL);
    for (guint h = 0; h < result->hits->len; h++)
      g_assert_true(g_utf8_validate(((DcHit *)result->hits->pdata[h])->snippet, -1, NULL));
  }
  g_rand_free(random);
}

/* ---- patterns ---- */

static gboolean
count_match(const DcRegexMatch *match, gpointer data) {
  g_string_append_printf(data, "%u:%.*s ", match->line, (int)(match->end - match->start),
                         match->text + match->start);
  return TRUE;
}

static void
test_regex(void) {
  static const struct {
    const char *pattern, *found;
  } patterns[] = {{"ngày \\d+ tháng 02", "4:ngày 24 tháng 02 4:ngày 23 tháng 02 "},
                  {"Trồng rừng ở vùng", "7:Trồng rừng ở vùng "},
                  {"rồng rừng ở vùn", "7:rồng rừng ở vùn "},
                  {"^thu tuc", "1:thu tuc "},
                  {"trồng", ""},
                  {"x{999", ""}};
  const DcRegexOptions options = {FALSE, 0};
  for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
    g_autoptr(GString) found = g_string_new(NULL);
    g_assert_true(
        dc_regex_search(corpus.store, patterns[i].pattern, &options, count_match, found, NULL, NULL));
    g_assert_cmpstr(found->str, ==, patterns[i].found);
  }
  g_autoptr(GError) error = NULL;
  g_assert_false(dc_regex_search(corpus.store, "(", &options, count_match, NULL, NULL, &error));
  g_assert_error(error, DC_ERROR, DC_ERROR_INVALID);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  corpus = texts_index(files);
  g_test_add_func("/search/questions", test_questions);
  g_test_add_func("/search/abbreviations", test_abbreviations);
  g_test_add_func("/search/passages", test_passages);
  g_test_add_func("/search/dates-and-offsets", test_dates_and_offsets);
  g_test_add_func("/search/facets", test_facets);
  g_test_add_func("/search/copies", test_copies);
  g_test_add_func("/search/suggestions", test_suggestions);
  g_test_add_func("/search/suggestions-for-required", test_suggestions_for_required);
  g_test_add_func("/search/pasted-quotation", test_pasted_quotation);
  g_test_add_func("/search/regex", test_regex);
  g_test_add_func("/search/anything", test_anything);
  int code = g_test_run();
  texts_clear(&corpus);
  return code;
}
