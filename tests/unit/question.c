#include "query/question.h"

#include <string.h>

#include "corpus/lexicon/csv.h"
#include "query/abbreviations.h"
#include "query/question-numbers.h"

/* What a question asks, written out: words by run as they are ranked; then +(…) for what must be there, with
 * '|' between alternatives; -(…); @field=value or @-field=value. A prefix ends in '*', an abbreviation's
 * words have '~' and what also stands for them. */
static const struct {
  const char *text, *asks;
} cases[] = {
    {"", ""},
    {"   \t\n ", ""},
    {"giáo dục", "giáo dục"},
    {"Nghị quyết số 29-NQ/TW của", "nghị quyết số 29-nq/tw của"},
    {"\"giáo dục\"", "giáo dục +(giáo dục)"},
    {"a \"giáo dục\" b", "a / giáo dục / b +(giáo dục)"},
    {"a -\"giáo dục\"", "a -(giáo dục)"},
    {"a -đô", "a -(đô)"},
    {"văn hóa - du lịch", "văn hóa du lịch"},
    {"a OR b c", "a b c +(a|b)"},
    {"a OR \"b c\"", "a / b c +(a|b c)"},
    {"a HOẶC b | c", "a b c +(a|b|c)"},
    {"OR a", "or a"},
    {"a OR", "a"},
    {"trườ*", "trườ*"},
    {"**Điều 1**", "điều 1"},
    {"type:KH x", "x @type=KH"},
    {"loại:\"kế hoạch\" x", "x @type=kế hoạch"},
    {"TỈNH:\"Hà Tĩnh\"", "@unit=Hà Tĩnh"},
    {"-nam:2022 x", "x @-date=2022"},
    {"dẫn:91-KL/TW", "@cites=91-KL/TW"},
    {"gửi:ai", "gửi ai"},
    {"type:", "type"},
    {"a \"b c", "a b c"},
    {"\"\"", ""},
    {"-a", "a"},
    {"(“b c”) d", "b c d"},
    {"UBND tỉnh", "ủy~ubnd ban~ubnd nhân~ubnd dân~ubnd tỉnh"},
    {"Ủy ban nhân dân", "ủy~ubnd ban~ubnd nhân~ubnd dân~ubnd"},
    {"uy ban nhan dan", "uy~ubnd ban~ubnd nhan~ubnd dan~ubnd"},
    {"ngày 12/8/2024", "ngày 2024-08-12"},
    {"date:hôm", "hôm"},
    {"date:12/8/24 giáo dục", "12 8 24 giáo dục"},
    {"cấp:\"gì đó\"", "gì đó"},
    {"date:\"ngày mai\" x", "ngày mai x"},
    {"x -date:hôm", "x"},
    {"type:\"\" x", "x"},
    {"unit:\"Hà x", "x @unit=Hà"},
    {"nghị định 30 năm 2020 về", "nghị định 30 năm 2020 về / 30/2020/nd"},
    {"NĐ 168/2024", "nđ 168 2024 / 168/2024/nd"},
    {"thuế qd so 075", "thuế qd so 075 / 75//qd"},
    {"kế hoạch thực hiện nghị quyết 29", "kế hoạch thực hiện nghị quyết 29 / 29//nq"},
    {"kế hoạch 5 năm 2021-2025", "kế hoạch 5 năm 2021 2025"},
    {"kế hoạch 2024", "kế hoạch 2024"},
    {"kế hoạch 30 ngày", "kế hoạch 30 ngày"},
    {"\"nghị định\" 30", "nghị định / 30 +(nghị định)"},
    {"\xFF\xFE x", "x"},
    {"😀 x", "x"},
    {"gửi:\"ai đó\" x", "gửi ai đó x"},
    {"\"a b\" AND c and AND", "a b / c and +(a b)"},
    {"AND a", "and a"},
    {"x -gửi:\"ai đó\"", "x -(ai đó)"},
};

static void
write_words(GString *made, const GArray *words, gboolean with_runs) {
  for (guint i = 0; i < words->len; i++) {
    const DcWord *word = &g_array_index(words, DcWord, i);
    if (i)
      g_string_append(made, with_runs && word->run != g_array_index(words, DcWord, i - 1).run ? " / " : " ");
    g_string_append_printf(made, "%s%s", word->form, word->prefix ? "*" : "");
    if (word->others)
      g_string_append_printf(made, "~%s", (const char *)word->others->pdata[0]);
  }
}

static void
write_clauses(GString *made, const GPtrArray *clauses, char sign) {
  for (guint i = 0; i < clauses->len; i++) {
    const DcClause *clause = clauses->pdata[i];
    g_string_append_printf(made, "%s%c(", made->len ? " " : "", sign);
    for (guint p = 0; p < clause->phrases->len; p++) {
      if (p)
        g_string_append_c(made, '|');
      write_words(made, clause->phrases->pdata[p], FALSE);
    }
    g_string_append_c(made, ')');
  }
}

static void
test_cases(void) {
  static const char *const names[] = {"type",  "unit",       "level", "issuer", "date",
                                      "cites", "implements", "key",   "path"};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcQuestion) question = dc_question_parse(cases[i].text, NULL);
    g_autoptr(GString) made = g_string_new(NULL);
    write_words(made, question->words, TRUE);
    write_clauses(made, question->required, '+');
    write_clauses(made, question->without, '-');
    for (guint f = 0; f < question->filters->len; f++) {
      const DcFilter *filter = &g_array_index(question->filters, DcFilter, f);
      g_string_append_printf(made, "%s@%s%s=%s", made->len ? " " : "", filter->without ? "-" : "",
                             names[filter->field], filter->value);
    }
    g_assert_cmpstr(made->str, ==, cases[i].asks);
  }
}

/* Words of one run keep their distances, whatever stands for several tokens. */
static void
test_places(void) {
  g_autoptr(DcQuestion) question = dc_question_parse("số 91-KL/TW của UBND xã", NULL);
  static const guint32 at[] = {0, 1, 4, 5, 6, 7, 8, 9};
  g_assert_cmpuint(question->words->len, ==, G_N_ELEMENTS(at));
  for (guint i = 0; i < G_N_ELEMENTS(at); i++)
    g_assert_cmpuint(g_array_index(question->words, DcWord, i).at, ==, at[i]);
}

static void
test_numbers(void) {
  static const struct {
    const char *form, *symbol;
    gboolean fits;
  } pairs[] = {{"30/2020/nd", "30/2020/nd-cp:30/2020/nđ-cp", TRUE},
               {"30//nd", "30/2020/nd-cp:30/2020/nđ-cp", TRUE},
               {"30/2019/nd", "30/2020/nd-cp:30/2020/nđ-cp", FALSE},
               {"29/2013/nq", "29-nq/tw", TRUE},
               {"3//nd", "30/2020/nd-cp:30/2020/nđ-cp", FALSE},
               {"30//qd", "30/2020/nd-cp:30/2020/nđ-cp", FALSE},
               {"45/2013/luat", "45/2013/qh13", TRUE}};
  for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
    g_assert_cmpint(dc_number_fits(pairs[i].form, pairs[i].symbol), ==, pairs[i].fits);
}

static void
test_notes(void) {
  static const char *const noted[] = {"a \"b",   "gửi:ai", "-a",       "\"\"",   "ngày:x",
                                      "level:y", "key:z",  "unit:\"a", "-ngày:x"};
  for (gsize i = 0; i < G_N_ELEMENTS(noted); i++) {
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(DcQuestion) question = dc_question_parse(noted[i], notes);
    g_assert_cmpuint(notes->len, ==, 1);
  }
}

/* What was refused is said with what would be taken. */
static void
test_refused(void) {
  static const struct {
    const char *text, *note;
  } refused[] = {{"gửi:ai", "“gửi:”: no such field; taken as words"},
                 {"gửi:\"ai đó\"", "“gửi:”: no such field; taken as words"},
                 {"date:12/8/24 x",
                  "“date:12/8/24” is no filter, its value is taken as words; date takes a day, month or year "
                  "(12/8/2024, 8/2024, 2024) or a range (2022..2024)"},
                 {"cấp:\"gì đó\" x",
                  "“cấp:\"gì đó\"” is no filter, its value is taken as words; cấp takes central, province, "
                  "district or commune"},
                 {"cites:91-KL/TW@hôm x",
                  "“cites:91-KL/TW@hôm” is no filter, its value is taken as words; cites takes a "
                  "symbol (91-KL/TW)"},
                 {"x -key:z", "“key:z” is no filter and left out; key takes a symbol (43/KH-UBND)"}};
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(DcQuestion) question = dc_question_parse(refused[i].text, notes);
    g_assert_cmpuint(notes->len, ==, 1);
    g_assert_cmpstr(notes->pdata[0], ==, refused[i].note);
  }
}

static void
test_dates(void) {
  static const struct {
    const char *value, *from, *to;
  } dates[] = {{"2022", "2022-00-00", "2022-12-31"},
               {"2022-05", "2022-05-00", "2022-05-31"},
               {"5/2022", "2022-05-00", "2022-05-31"},
               {"12/8/2024", "2024-08-12", "2024-08-12"},
               {"2022..2024", "2022-00-00", "2024-12-31"},
               {"..2024", "0000-00-00", "2024-12-31"},
               {"1/7/2025..", "2025-07-01", "9999-99-99"},
               {"", NULL, NULL},
               {"x", NULL, NULL},
               {"13/13/2022", NULL, NULL},
               {"31/2/2024", NULL, NULL},
               {"12/8/24", NULL, NULL},
               {"2022..x", NULL, NULL},
               {"99999", NULL, NULL}};
  for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
    char from[11], to[11];
    gboolean good = dc_question_dates(dates[i].value, from, to);
    g_assert_cmpint(good, ==, dates[i].from != NULL);
    if (good) {
      g_assert_cmpstr(from, ==, dates[i].from);
      g_assert_cmpstr(to, ==, dates[i].to);
    }
  }
}

extern const char dc_fields_csv[], dc_abbreviations_csv[];
extern const size_t dc_fields_csv_len, dc_abbreviations_csv_len;

/* The examples of the tables hold. */
static void
test_examples(void) {
  g_autoptr(GPtrArray) fields = dc_csv_table(dc_fields_csv, dc_fields_csv_len);
  for (guint i = 0; i < fields->len; i++) {
    g_autoptr(DcQuestion) question = dc_question_parse(((char **)fields->pdata[i])[2], NULL);
    g_assert_cmpuint(question->filters->len, ==, 1);
    g_assert_cmpuint(question->words->len, ==, 0);
  }
  g_autoptr(GPtrArray) rows = dc_csv_table(dc_abbreviations_csv, dc_abbreviations_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    g_autoptr(DcQuestion) question = dc_question_parse(row[2], NULL);
    gboolean found = FALSE;
    for (guint w = 0; w < question->words->len; w++)
      found |= g_array_index(question->words, DcWord, w).others != NULL;
    if (!found)
      g_error("abbreviations.csv: \"%s\" is not found in its example \"%s\"", row[0], row[2]);
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/question/cases", test_cases);
  g_test_add_func("/question/places", test_places);
  g_test_add_func("/question/notes", test_notes);
  g_test_add_func("/question/refused", test_refused);
  g_test_add_func("/question/numbers", test_numbers);
  g_test_add_func("/question/dates", test_dates);
  g_test_add_func("/question/examples", test_examples);
  return g_test_run();
}
