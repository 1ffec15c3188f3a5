#include "query/question-numbers.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/lexicon.h"
#include "query/question-words.h"

/* Syllables of the longest name of a type. */
#define TYPE_WORDS 5
#define NUMBER_DIGITS 5
/* Beside the words of its kind and number, which are words of the question as well. */
#define PART_WEIGHT 0.5
#define YEAR_FIRST 1945
#define YEAR_LAST 2100

/* Of two types with one form the first. */
static void
enter(GHashTable *types, const char *form, const char *abbreviation) {
  g_autofree char *bare = dc_letters_bare_form(form, -1);
  if (!g_hash_table_contains(types, bare))
    g_hash_table_insert(types, g_steal_pointer(&bare), dc_letters_bare_form(abbreviation, -1));
}

static gpointer
build_types(gpointer unused G_GNUC_UNUSED) {
  GHashTable *types = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < dc_lexicon_types()->len; i++) {
    const DcType *type = dc_lexicon_types()->pdata[i];
    enter(types, type->name, type->abbreviation);
    enter(types, type->abbreviation, type->abbreviation);
  }
  return types;
}

/* The abbreviation, unmarked, of the type whose name or abbreviation begins at the word; *next is the word
 * after it. */
static const char *
type_at(const GArray *words, guint at, guint *next) {
  static GOnce once = G_ONCE_INIT;
  GHashTable *types = g_once(&once, build_types, NULL);
  g_autoptr(GString) name = g_string_new(NULL);
  const char *found = NULL;
  for (guint i = at; i < words->len && i < at + TYPE_WORDS; i++) {
    const DcWord *word = &g_array_index(words, DcWord, i);
    if (word->kind != DC_TOKEN_SYLLABLE || word->prefix || word->run != g_array_index(words, DcWord, at).run)
      break;
    g_autofree char *bare = dc_letters_bare_form(word->form, -1);
    g_string_append_printf(name, "%s%s", name->len ? " " : "", bare);
    const char *abbreviation = g_hash_table_lookup(types, name->str);
    if (abbreviation) {
      found = abbreviation;
      *next = i + 1;
    }
  }
  return found;
}

static const DcWord *
word_at(const GArray *words, guint at, guint32 run) {
  const DcWord *word = at < words->len ? &g_array_index(words, DcWord, at) : NULL;
  return word && word->run == run ? word : NULL;
}

static gboolean
is_word(const DcWord *word, const char *bare) {
  g_autofree char *own =
      word && word->kind == DC_TOKEN_SYLLABLE ? dc_letters_bare_form(word->form, -1) : NULL;
  return g_strcmp0(own, bare) == 0;
}

static gboolean
is_number(const DcWord *word) {
  return word && word->kind == DC_TOKEN_NUMBER && !word->prefix;
}

static gboolean
is_year(const DcWord *word) {
  guint64 value = is_number(word) ? g_ascii_strtoull(word->form, NULL, 10) : 0;
  return value >= YEAR_FIRST && value <= YEAR_LAST;
}

/* What is counted is no number of a document: "kế hoạch 5 năm", "chương trình 30 ngày". */
static gboolean
is_counted(const GArray *words, guint at, guint32 run) {
  static const char *const counted[] = {"nam", "thang", "ngay", "gio", "tuoi", "tuan", "quy"};
  const DcWord *next = word_at(words, at, run);
  for (guint i = 0; i < G_N_ELEMENTS(counted); i++)
    if (is_word(next, counted[i]))
      return !(i == 0 && is_year(word_at(words, at + 1, run)) && !is_number(word_at(words, at + 2, run)));
  return FALSE;
}

/* The number behind a type that ends before the word `at`, as a form; NULL when there is none. */
static char *
number_at(const GArray *words, guint at, guint32 run, const char *type) {
  at += is_word(word_at(words, at, run), "so");
  const DcWord *number = word_at(words, at, run);
  if (!is_number(number) || strlen(number->form) > NUMBER_DIGITS || is_counted(words, at + 1, run))
    return NULL;
  const DcWord *year = word_at(words, at + 1, run);
  if (is_word(year, "nam"))
    year = word_at(words, at + 2, run);
  if (!is_year(year) && is_year(number)) /* "kế hoạch 2024": a year alone */
    return NULL;
  const char *digits = number->form + strspn(number->form, "0");
  return g_strdup_printf("%s/%s/%s", digits, is_year(year) ? year->form : "", type);
}

void
dc_question_numbers(DcQuestion *question) {
  GArray *words = question->words;
  guint n = words->len;
  guint32 run = n ? g_array_index(words, DcWord, n - 1).run + 1 : 0;
  gboolean of_another = FALSE; /* "kế hoạch thực hiện nghị quyết 29" is no question for the resolution */
  for (guint i = 0, next; i < n; i = next) {
    next = i + 1;
    const char *type = type_at(words, i, &next);
    if (!type)
      continue;
    char *form = number_at(words, next, g_array_index(words, DcWord, i).run, type);
    if (form) {
      DcWord made = {.kind = DC_TOKEN_SYMBOL,
                     .form = form,
                     .typed = g_strdup(form),
                     .run = run++,
                     .weight = 1,
                     .optional = TRUE,
                     .part = of_another ? DC_PART_CITED : DC_PART_BORNE};
      g_array_append_val(words, made);
    }
    of_another = TRUE;
  }
}

gboolean
dc_number_fits(const char *form, const char *symbol) {
  const char *year = strchr(form, '/') + 1, *type = strchr(year, '/') + 1;
  gsize digits = (gsize)(year - form) - 1, year_len = (gsize)(type - year) - 1;
  if (strncmp(symbol, form, digits) != 0 || g_ascii_isdigit(symbol[digits]))
    return FALSE;
  const char *rest = symbol + digits + (symbol[digits] != '\0');
  gsize own = strspn(rest, "0123456789");
  if (own == 4 && year_len && strncmp(rest, year, year_len) != 0)
    return FALSE;
  g_auto(GStrv) groups = g_strsplit_set(rest, "/-.&:", -1);
  if (g_strv_contains((const char *const *)groups, type))
    return TRUE;
  for (guint i = 0; strcmp(type, "luat") == 0 && groups[i]; i++)
    if (g_str_has_prefix(groups[i], "qh")) /* a law's symbol names the National Assembly's term alone */
      return TRUE;
  return FALSE;
}
