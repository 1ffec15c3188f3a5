#include "corpus/letters.h"

#include <string.h>

/* The twelve vowels, each with its six tones in the order none, grave, hook, tilde, acute, dot below. */
static const gunichar vowels[12][6] = {
    {'a', 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1},         {0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7},
    {0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD},  {'e', 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9},
    {0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7},  {'i', 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB},
    {'o', 0xF2, 0x1ECF, 0xF5, 0xF3, 0x1ECD},         {0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9},
    {0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3}, {'u', 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5},
    {0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1}, {'y', 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5}};
static const gunichar vowel_bare[12] = {'a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y'};

static const gunichar tone_marks[6] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};

/* What is known of a lower-case letter: its vowel row and tone. */
typedef struct {
  gint8 row; /* -1: no vowel */
  gint8 tone;
} LetterInfo;

typedef struct {
  LetterInfo info[DC_LETTERS_TABLE];
  guint16 lower[DC_LETTERS_TABLE];
} LetterTable;

static gpointer
build_table(gpointer unused G_GNUC_UNUSED) {
  LetterTable *table = g_new0(LetterTable, 1);
  for (gunichar c = 0; c < DC_LETTERS_TABLE; c++) {
    gunichar lower = g_unichar_tolower(c);
    table->lower[c] =
        (guint16)(lower < DC_LETTERS_TABLE && g_unichar_to_utf8(lower, NULL) == g_unichar_to_utf8(c, NULL)
                      ? lower
                      : c);
    table->info[c].row = -1;
  }
  table->lower[0xD0] = 0x111; /* Eth stands in for Đ */
  table->lower[0xF0] = 0x111;
  for (int row = 0; row < 12; row++)
    for (int tone = 0; tone < 6; tone++)
      table->info[vowels[row][tone]] = (LetterInfo){(gint8)row, (gint8)tone};
  return table;
}

static const LetterTable *
letter_table(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, build_table, NULL);
}

gunichar
dc_letters_lower(gunichar c) {
  return c < DC_LETTERS_TABLE ? letter_table()->lower[c] : c;
}

/* The upper-case letter of the same alphabet row when `model` is upper case. */
static gunichar
like_case(gunichar lower, gunichar model) {
  return dc_letters_lower(model) != model ? g_unichar_toupper(lower) : lower;
}

gunichar
dc_letters_bare(gunichar c) {
  gunichar lower = dc_letters_lower(c);
  if (lower == 0x111)
    return c == 0x111 || c == 0xF0 ? 'd' : 'D';
  LetterInfo info = lower < DC_LETTERS_TABLE ? letter_table()->info[lower] : (LetterInfo){-1, 0};
  return info.row < 0 ? c : like_case(vowel_bare[info.row], c);
}

int
dc_letters_tone(gunichar c, gunichar *toneless) {
  gunichar lower = dc_letters_lower(c);
  LetterInfo info = lower < DC_LETTERS_TABLE ? letter_table()->info[lower] : (LetterInfo){-1, 0};
  if (toneless)
    *toneless = info.row < 0 ? c : like_case(vowels[info.row][0], c);
  return info.row < 0 ? 0 : info.tone;
}

gunichar
dc_letters_with_tone(gunichar toneless, int tone) {
  gunichar lower = dc_letters_lower(toneless);
  LetterInfo info = lower < DC_LETTERS_TABLE ? letter_table()->info[lower] : (LetterInfo){-1, 0};
  if (info.row < 0 || tone < 0 || tone > 5)
    return toneless;
  return like_case(vowels[info.row][tone], toneless);
}

static gunichar
compose_quality(gunichar base, gunichar mark) {
  gunichar toneless;
  int tone = dc_letters_tone(base, &toneless);
  gunichar lower = dc_letters_lower(toneless), made = 0;
  if (mark == 0x302)
    made = lower == 'a' ? 0xE2 : lower == 'e' ? 0xEA : lower == 'o' ? 0xF4 : 0;
  else if (mark == 0x306)
    made = lower == 'a' ? 0x103 : 0;
  else if (mark == 0x31B)
    made = lower == 'o' ? 0x1A1 : lower == 'u' ? 0x1B0 : 0;
  return made ? dc_letters_with_tone(like_case(made, toneless), tone) : 0;
}

gunichar
dc_letters_compose(gunichar base, gunichar mark) {
  if (mark == 0x340 || mark == 0x341)
    mark = mark == 0x340 ? 0x300 : 0x301;
  for (int tone = 1; tone < 6; tone++)
    if (mark == tone_marks[tone]) {
      gunichar toneless;
      if (dc_letters_tone(base, &toneless) != 0)
        return 0;
      gunichar made = dc_letters_with_tone(toneless, tone);
      return made == base ? 0 : made;
    }
  return compose_quality(base, mark);
}

gboolean
dc_letters_is_letter(gunichar c) {
  if (c < 0x80)
    return g_ascii_isalpha((gchar)c);
  return g_unichar_isalpha(c);
}
