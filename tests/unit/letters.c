#include "corpus/letters.h"

static const struct {
  gunichar letter, lower, bare, toneless;
  int tone;
} letters[] = {
    {'a', 'a', 'a', 'a', 0},
    {'B', 'b', 'B', 'B', 0},
    {0x1EBE, 0x1EBF, 'E', 0xCA, 4},  /* Ế */
    {0x1EF3, 0x1EF3, 'y', 'y', 1},   /* ỳ */
    {0x1EE3, 0x1EE3, 'o', 0x1A1, 5}, /* ợ */
    {0x1EAA, 0x1EAB, 'A', 0xC2, 3},  /* Ẫ */
    {0x1EB2, 0x1EB3, 'A', 0x102, 2}, /* Ẳ */
    {0x1AF, 0x1B0, 'U', 0x1AF, 0},   /* Ư */
    {0x110, 0x111, 'D', 0x110, 0},   /* Đ */
    {0x111, 0x111, 'd', 0x111, 0},
    {0xD0, 0x111, 'D', 0xD0, 0}, /* Eth */
    {0xF0, 0x111, 'd', 0xF0, 0},
    {0x130, 0x130, 0x130, 0x130, 0}, /* its lower case has another length */
    {0xF1, 0xF1, 0xF1, 0xF1, 0},     /* ñ is no letter of Vietnamese */
    {0x20AC, 0x20AC, 0x20AC, 0x20AC, 0},
    {0x1F600, 0x1F600, 0x1F600, 0x1F600, 0},
};

static void
test_table(void) {
  for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
    gunichar toneless;
    g_assert_cmphex(dc_letters_lower(letters[i].letter), ==, letters[i].lower);
    g_assert_cmphex(dc_letters_bare(letters[i].letter), ==, letters[i].bare);
    g_assert_cmpint(dc_letters_tone(letters[i].letter, &toneless), ==, letters[i].tone);
    g_assert_cmphex(toneless, ==, letters[i].toneless);
    g_assert_cmpint(dc_letters_tone(letters[i].letter, NULL), ==, letters[i].tone);
  }
}

/* Every vowel in every tone and case: taking it apart and putting it together gives it back, by Unicode's own
 * decomposition too. */
static void
test_all_vowels(void) {
  static const gunichar vowels[] = {'a', 0x103, 0xE2, 'e', 0xEA, 'i', 'o', 0xF4, 0x1A1, 'u', 0x1B0, 'y'};
  static const gunichar marks[] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};
  for (guint v = 0; v < G_N_ELEMENTS(vowels); v++)
    for (int tone = 0; tone < 6; tone++)
      for (int upper = 0; upper < 2; upper++) {
        gunichar plain = upper ? g_unichar_toupper(vowels[v]) : vowels[v], toneless;
        gunichar made = dc_letters_with_tone(plain, tone);
        g_assert_cmpint(dc_letters_tone(made, &toneless), ==, tone);
        g_assert_cmphex(toneless, ==, plain);
        g_assert_cmpint(g_unichar_to_utf8(made, NULL), ==, g_unichar_to_utf8(dc_letters_lower(made), NULL));
        g_assert_cmphex(dc_letters_lower(made), ==, dc_letters_with_tone(vowels[v], tone));
        g_assert_cmphex(dc_letters_compose(plain, marks[tone]), ==, tone ? made : 0);
        gunichar parts[3], whole;
        gsize n = g_unichar_fully_decompose(made, FALSE, parts, G_N_ELEMENTS(parts));
        whole = parts[0];
        for (gsize i = 1; i < n; i++)
          whole = dc_letters_compose(whole, parts[i]);
        g_assert_cmphex(whole, ==, made);
        g_assert_cmphex(dc_letters_bare(made), ==, parts[0]);
      }
}

static void
test_compose_refuses(void) {
  static const gunichar pairs[][2] = {{'b', 0x301}, {0xE1, 0x300}, {0xE2, 0x302}, {'i', 0x302},
                                      {'u', 0x306}, {'a', 0x31B},  {' ', 0x301},  {'a', 'b'}};
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    g_assert_cmphex(dc_letters_compose(pairs[i][0], pairs[i][1]), ==, 0);
  g_assert_cmphex(dc_letters_with_tone('b', 3), ==, 'b');
  g_assert_cmphex(dc_letters_with_tone('a', 9), ==, 'a');
}

static const struct {
  const char *text, *fold, *bare;
} words[] = {
    {"Ủy ban nhân dân", "ủy ban nhân dân", "uy ban nhan dan"},
    {"ĐƯỜNG đường Ðường", "đường đường đường", "duong duong duong"},
    {"thuỳ Hoà", "thùy hòa", "thuy hoa"},
    {"15/2020/NĐ\u2011CP", "15/2020/nđ-cp", "15/2020/nd-cp"},
    {"", "", ""},
};

static void
test_words(void) {
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    g_autofree char *fold = dc_letters_fold(words[i].text, -1),
                    *bare = dc_letters_bare_form(words[i].text, -1);
    g_assert_cmpstr(fold, ==, words[i].fold);
    g_assert_cmpstr(bare, ==, words[i].bare);
  }
  g_autofree char *part = dc_letters_fold("ABC", 2);
  g_assert_cmpstr(part, ==, "ab");
}

static void
test_is_letter(void) {
  g_assert_true(dc_letters_is_letter('z') && dc_letters_is_letter(0x1EBF) && dc_letters_is_letter(0x416));
  g_assert_false(dc_letters_is_letter('1') || dc_letters_is_letter('-') || dc_letters_is_letter(0x2013));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/letters/table", test_table);
  g_test_add_func("/letters/all-vowels", test_all_vowels);
  g_test_add_func("/letters/compose-refuses", test_compose_refuses);
  g_test_add_func("/letters/words", test_words);
  g_test_add_func("/letters/is-letter", test_is_letter);
  return g_test_run();
}
