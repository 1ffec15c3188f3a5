#include "indexer/tokens.h"

#include <string.h>

/* Kinds as one letter each: s syllable, n number, S symbol, D date; tokens apart by one space. */
static const struct {
  const char *text, *tokens;
} cases[] = {
    {"", ""},
    {"Giáo dục, đào tạo", "s:giáo s:dục s:đào s:tạo"},
    {"HOÀ BÌNH hòa bình", "s:hòa s:bình s:hòa s:bình"},
    {"Ðảng uỷ", "s:đảng s:ủy"},
    {"Hoa\xCC\x80", "s:hòa"},
    {"kỹ kĩ, tỷ, LÝ, quý ty quỳnh my", "s:kĩ s:kĩ s:tỉ s:lí s:quí s:ti s:quỳnh s:mi"},
    {"covid19 100m2 3,5", "s:covid19 s:100m2 n:3 n:5"},
    {"số 91-KL/TW của", "s:số S:91-kl/tw n:91 s:kl s:tw s:của"},
    {"91- KL/TW", "S:91-kl/tw n:91 s:kl s:tw"},
    {"18 - NQ / TW", "S:18-nq/tw n:18 s:nq s:tw"},
    {"05-CT/TW", "S:5-ct/tw n:05 s:ct s:tw"},
    {"~~171~~-KH/HU", "S:171-kh/hu n:171 s:kh s:hu"},
    {"63-\nNQ/TU", "S:63-nq/tu n:63 s:nq s:tu"},
    {"15/2020/NĐ-CP", "S:15/2020/nđ-cp n:15 n:2020 s:nđ s:cp"},
    {"43/2019/QH14.", "S:43/2019/qh14 n:43 n:2019 s:qh14"},
    {"3637/UBND-VX", "S:3637/ubnd-vx n:3637 s:ubnd s:vx"},
    {"64-CP", "S:64-cp n:64 s:cp"},
    {"91-kl/tw", "S:91-kl/tw n:91 s:kl s:tw"},
    {"năm 2020 - UBND tỉnh", "s:năm n:2020 s:ubnd s:tỉnh"},
    {"2021-2025 24/7 15/2024/km", "n:2021 n:2025 n:24 n:7 n:15 n:2024 s:km"},
    {"20/7/2022", "D:2022-07-20 n:20 n:7 n:2022"},
    {"ngày 02 tháng 12\nnăm 2024", "s:ngày D:2024-12-02 n:02 s:tháng n:12 s:năm n:2024"},
    {"2 tháng 12 năm 2024 của", "D:2024-12-02 n:2 s:tháng n:12 s:năm n:2024 s:của"},
    {"12.8.2024, 12-8-2024", "D:2024-08-12 n:12 n:8 n:2024 D:2024-08-12 n:12 n:8 n:2024"},
    {"32/7/2022 1/13/2022 1/2", "n:32 n:7 n:2022 n:1 n:13 n:2022 n:1 n:2"},
    {"国家教育", "s:国家 s:教育"},
    {"\x1A\x1A a\xCC\x81\xCC\x81!", "s:á\xCC\x81"},
};

typedef struct {
  GString *made;
  const char *text;
  gsize len, from;
} Seen;

static gboolean
note(DcTokenKind kind, const char *form, gsize len, gsize start, gsize end, gpointer data) {
  Seen *seen = data;
  g_assert_cmpuint(start, >=, seen->from);
  g_assert_cmpuint(start, <, end);
  g_assert_cmpuint(end, <=, seen->len);
  seen->from = start;
  g_string_append_printf(seen->made, "%s%c:%.*s", seen->made->len ? " " : "", "snSD"[kind], (int)len, form);
  return TRUE;
}

static void
test_cases(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    Seen seen = {g_string_new(NULL), cases[i].text, strlen(cases[i].text), 0};
    dc_tokens_each(seen.text, seen.len, note, &seen);
    g_assert_cmpstr(seen.made->str, ==, cases[i].tokens);
    g_string_free(seen.made, TRUE);
  }
}

static gboolean
stop_at_second(DcTokenKind kind G_GNUC_UNUSED, const char *form G_GNUC_UNUSED, gsize len G_GNUC_UNUSED,
               gsize start G_GNUC_UNUSED, gsize end G_GNUC_UNUSED, gpointer data) {
  return ++*(int *)data < 2;
}

static void
test_stop(void) {
  int seen = 0;
  dc_tokens_each("một hai ba bốn", strlen("một hai ba bốn"), stop_at_second, &seen);
  g_assert_cmpint(seen, ==, 2);
}

static gboolean
check_length(DcTokenKind kind G_GNUC_UNUSED, const char *form, gsize len, gsize start, gsize end,
             gpointer data) {
  g_assert_cmpuint(len, <=, DC_TOKEN_MAX);
  g_assert_true(g_utf8_validate(form, (gssize)len, NULL));
  *(gsize *)data += end - start;
  return TRUE;
}

/* A run of letters without end is one token with a short form. */
static void
test_endless(void) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 100000; i++)
    g_string_append(text, "ế");
  gsize covered = 0;
  dc_tokens_each(text->str, text->len, check_length, &covered);
  g_assert_cmpuint(covered, ==, text->len);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tokens/cases", test_cases);
  g_test_add_func("/tokens/stop", test_stop);
  g_test_add_func("/tokens/endless", test_endless);
  return g_test_run();
}
