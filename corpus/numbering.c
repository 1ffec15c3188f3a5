#include "corpus/numbering.h"

#include <string.h>

#include "corpus/numeral.h"

#define LEVELS DC_NUMBERING_LEVELS
#define MAX_START 1000000
/* Of a pattern, in bytes: a label is repeated for each paragraph. */
#define MAX_PATTERN 255

typedef struct {
  char *format, *pattern;
  int start;
} Level;

typedef struct {
  Level levels[LEVELS];
  int counts[LEVELS]; /* kept one up: 0 is "not begun" */
} List;

typedef struct {
  char *list;
  int overrides[LEVELS]; /* -1: none, or used already */
} Number;

struct _DcNumbering {
  GHashTable *lists, *numbers;
  List *list; /* last added */
  Number *number;
};

static void
free_list(gpointer data) {
  List *list = data;
  for (int i = 0; i < LEVELS; i++) {
    g_free(list->levels[i].format);
    g_free(list->levels[i].pattern);
  }
  g_free(list);
}

static void
free_number(gpointer data) {
  Number *number = data;
  g_free(number->list);
  g_free(number);
}

DcNumbering *
dc_numbering_new(void) {
  DcNumbering *numbering = g_new0(DcNumbering, 1);
  numbering->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
  numbering->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_number);
  return numbering;
}

void
dc_numbering_free(DcNumbering *numbering) {
  g_hash_table_unref(numbering->lists);
  g_hash_table_unref(numbering->numbers);
  g_free(numbering);
}

void
dc_numbering_add_list(DcNumbering *numbering, const char *list) {
  numbering->list = g_new0(List, 1);
  g_hash_table_replace(numbering->lists, g_strdup(list), numbering->list);
}

void
dc_numbering_add_number(DcNumbering *numbering, const char *number, const char *list) {
  numbering->number = g_new0(Number, 1);
  numbering->number->list = g_strdup(list);
  for (int i = 0; i < LEVELS; i++)
    numbering->number->overrides[i] = -1;
  g_hash_table_replace(numbering->numbers, g_strdup(number), numbering->number);
}

static Level *
level_of(const DcNumbering *numbering, int level) {
  return numbering->list && level >= 0 && level < LEVELS ? &numbering->list->levels[level] : NULL;
}

void
dc_numbering_set_start(DcNumbering *numbering, int level, gint64 start) {
  Level *own = level_of(numbering, level);
  if (own)
    own->start = (int)CLAMP(start, 0, MAX_START);
}

static void
set(char **place, const char *value) {
  g_free(*place);
  *place = g_strdup(value);
}

void
dc_numbering_set_format(DcNumbering *numbering, int level, const char *format) {
  Level *own = level_of(numbering, level);
  if (own)
    set(&own->format, format);
}

void
dc_numbering_set_pattern(DcNumbering *numbering, int level, const char *pattern) {
  Level *own = level_of(numbering, level);
  gsize n = strnlen(pattern, MAX_PATTERN + 1);
  if (n > MAX_PATTERN)
    for (n = MAX_PATTERN; n > 0 && ((guchar)pattern[n] & 0xC0) == 0x80;)
      n--;
  g_autofree char *kept = g_strndup(pattern, n);
  if (own)
    set(&own->pattern, kept);
}

void
dc_numbering_override(DcNumbering *numbering, int level, gint64 start) {
  if (numbering->number && level >= 0 && level < LEVELS)
    numbering->number->overrides[level] = (int)CLAMP(start, 0, MAX_START);
}

static void
append_count(GString *out, const char *format, int n) {
  gboolean upper = format && g_str_has_prefix(format, "upper");
  if (format && g_str_has_suffix(format, "Roman"))
    dc_numeral_roman(out, n, upper);
  else if (format && g_str_has_suffix(format, "Letter") && n >= 1)
    for (int i = 0; i <= MIN((n - 1) / 26, 8); i++)
      g_string_append_c(out, (char)((upper ? 'A' : 'a') + (n - 1) % 26));
  else if (format && g_str_equal(format, "decimalZero"))
    g_string_append_printf(out, "%02d", n);
  else if (!format || !g_str_equal(format, "none"))
    g_string_append_printf(out, "%d", n);
}

/* The sign of a bullet is from a font of signs more often than not. */
static void
append_bullet(GString *out, const char *pattern) {
  gunichar c = pattern ? g_utf8_get_char_validated(pattern, -1) : 0;
  if (c == '+' || c == '*' || c == 0x2022)
    g_string_append_unichar(out, c);
  else
    g_string_append_c(out, '-');
}

/* Counts a paragraph on the level; those below begin anew. */
static void
count(List *list, Number *number, int level) {
  int first = number->overrides[level];
  number->overrides[level] = -1;
  if (first >= 0)
    list->counts[level] = first + 1;
  else
    list->counts[level] = list->counts[level] ? list->counts[level] + 1 : list->levels[level].start + 1;
  for (int i = level + 1; i < LEVELS; i++)
    list->counts[i] = 0;
}

char *
dc_numbering_label(DcNumbering *numbering, const char *number, int level) {
  GString *out = g_string_new(NULL);
  Number *own = g_hash_table_lookup(numbering->numbers, number);
  List *list = own && own->list ? g_hash_table_lookup(numbering->lists, own->list) : NULL;
  if (!list || level < 0 || level >= LEVELS)
    return g_string_free(out, FALSE);
  count(list, own, level);
  const char *format = list->levels[level].format, *pattern = list->levels[level].pattern;
  if (format && g_str_equal(format, "bullet")) {
    append_bullet(out, pattern);
    return g_string_free(out, FALSE);
  }
  for (const char *p = pattern ? pattern : ""; *p; p++) {
    int inner = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;
    if (inner < 0) {
      g_string_append_c(out, *p);
      continue;
    }
    /* A level above that has no paragraph yet shows its start. */
    int shown = list->counts[inner] ? list->counts[inner] - 1 : list->levels[inner].start;
    append_count(out, list->levels[inner].format, shown);
    p++;
  }
  return g_string_free(out, FALSE);
}
