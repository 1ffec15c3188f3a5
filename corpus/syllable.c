#include "corpus/syllable.h"

#include <string.h>

#include "corpus/letters.h"

#define MAX_LETTERS 7 /* nghiêng */

static const char *const initials[] = {"b",  "c", "ch", "d",  "đ",  "g",   "gh", "gi", "h",  "k",
                                       "kh", "l", "m",  "n",  "ng", "ngh", "nh", "p",  "ph", "qu",
                                       "r",  "s", "t",  "th", "tr", "v",   "x",  ""};

/* Nuclei that may stand open, and those that may (or must) take a final; in Unicode, composed, no tone. */
static const char *const open_nuclei[] = {
    "a",   "e",   "ê",   "i",   "o",   "ô",   "ơ",   "u",   "ư",   "y",   "ai",  "ao",  "au",
    "ay",  "âu",  "ây",  "eo",  "êu",  "ia",  "iu",  "oa",  "oe",  "oi",  "ôi",  "ơi",  "ua",
    "uê",  "ui",  "uơ",  "uy",  "ưa",  "ưi",  "ưu",  "iêu", "yêu", "oai", "oay", "oao", "oeo",
    "uao", "uây", "uôi", "ươi", "ươu", "uya", "uyu", "uôu", "uo",  "uâ"};
static const char *const closed_nuclei[] = {"a",  "ă",  "â",   "e",  "ê",  "i",  "o",  "ô",  "ơ",
                                            "u",  "ư",  "y",   "iê", "yê", "oa", "oă", "oe", "uâ",
                                            "uê", "uô", "uyê", "uy", "ươ", "oo", "ôô", "uơ"};
static const char *const finals[] = {"c", "ch", "m", "n", "ng", "nh", "p", "t"};

static gpointer
build_table(gpointer unused G_GNUC_UNUSED) {
  GHashTable *rhymes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(open_nuclei); i++)
    g_hash_table_add(rhymes, g_strdup(open_nuclei[i]));
  for (guint i = 0; i < G_N_ELEMENTS(closed_nuclei); i++)
    for (guint k = 0; k < G_N_ELEMENTS(finals); k++)
      g_hash_table_add(rhymes, g_strconcat(closed_nuclei[i], finals[k], NULL));
  return rhymes;
}

gboolean
dc_syllable_is_valid(const gunichar *letters, gsize n) {
  static GOnce once = G_ONCE_INIT;
  GHashTable *rhymes = g_once(&once, build_table, NULL);
  if (n == 0 || n > MAX_LETTERS)
    return FALSE;
  char plain[4 * MAX_LETTERS + 1];
  gsize len = 0;
  int tones = 0;
  for (gsize i = 0; i < n; i++) {
    gunichar toneless;
    tones += dc_letters_tone(letters[i], &toneless) != 0;
    len += (gsize)g_unichar_to_utf8(dc_letters_lower(toneless), plain + len);
  }
  plain[len] = '\0';
  if (tones > 1)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(initials); i++)
    if (g_str_has_prefix(plain, initials[i]) && g_hash_table_contains(rhymes, plain + strlen(initials[i])))
      return TRUE;
  return g_str_equal(plain, "gi");
}
