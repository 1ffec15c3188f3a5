#include "indexer/tokens.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "corpus/letters.h"

typedef enum {
  CLASS_NONE,
  CLASS_WORD,    /* a letter or digit of a script with spaces */
  CLASS_MARK,    /* goes on with a word, does not start one */
  CLASS_UNSPACED /* of a script without spaces between words */
} CharClass;

typedef struct {
  const DcView *view;
  gsize end; /* of the range */
  DcTokenFunc func;
  gpointer data;
  gboolean stopped;
} Scan;

static CharClass
class_by_icu(gunichar c) {
  switch (uscript_getScript((UChar32)c, &(UErrorCode){U_ZERO_ERROR})) {
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_THAI:
  case USCRIPT_LAO:
  case USCRIPT_KHMER:
  case USCRIPT_MYANMAR:
    return u_isUAlphabetic((UChar32)c) || u_isdigit((UChar32)c) ? CLASS_UNSPACED : CLASS_NONE;
  default:
    break;
  }
  if (u_isalnum((UChar32)c))
    return CLASS_WORD;
  int type = u_charType((UChar32)c);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ? CLASS_MARK : CLASS_NONE;
}

/* Vietnamese lies below this. */
#define TABLE_SIZE 0x1F00

static gpointer
build_classes(gpointer unused G_GNUC_UNUSED) {
  guint8 *classes = g_malloc(TABLE_SIZE);
  for (gunichar c = 0; c < TABLE_SIZE; c++)
    classes[c] = (guint8)class_by_icu(c);
  return classes;
}

static const guint8 *
class_table(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, build_classes, NULL);
}

static inline CharClass
class_of(const guint8 *table, gunichar c) {
  return c < TABLE_SIZE ? (CharClass)table[c] : class_by_icu(c);
}

static inline gunichar
char_at(const char *fold, gsize at, gsize *next) {
  guchar c = (guchar)fold[at];
  if (c < 0x80) {
    *next = at + 1;
    return c;
  }
  gunichar second = (guchar)fold[at + 1] & 0x3F; /* the view is valid UTF-8 */
  if (c < 0xE0) {
    *next = at + 2;
    return (c & 0x1Fu) << 6 | second;
  }
  if (c < 0xF0) {
    *next = at + 3;
    return (c & 0x0Fu) << 12 | second << 6 | ((guchar)fold[at + 2] & 0x3F);
  }
  *next = at + 4;
  return g_utf8_get_char(fold + at);
}

static gsize
digits_end(const Scan *s, gsize at) {
  while (at < s->end && g_ascii_isdigit(s->view->fold[at]))
    at++;
  return at;
}

static gsize
skip_spaces(const Scan *s, gsize at, gboolean lines) {
  while (at < s->end && (s->view->fold[at] == ' ' || (lines && s->view->fold[at] == '\n')))
    at++;
  return at;
}

/* The value of a digit run of 1 to `most` digits at `at`, 0 when there is none; *end is its end. */
static int
short_number(const Scan *s, gsize at, gsize most, gsize *end) {
  *end = digits_end(s, at);
  if (*end == at || *end - at > most)
    return 0;
  int value = 0;
  for (gsize i = at; i < *end; i++)
    value = value * 10 + (s->view->fold[i] - '0');
  return value;
}

/* The word after white space at *at: moves *at behind it. */
static gboolean
skip_word(const Scan *s, gsize *at, const char *word) {
  gsize n = strlen(word), p = skip_spaces(s, *at, TRUE);
  if (p == *at || p + n > s->end || memcmp(s->view->fold + p, word, n) != 0)
    return FALSE;
  *at = skip_spaces(s, p + n, TRUE);
  return *at > p + n;
}

/* A date that starts with the digit run [at, day_end): its end, or 0. */
static gsize
date_end(const Scan *s, gsize at, gsize day_end, char *form) {
  gsize p, end, unused;
  int day = short_number(s, at, 2, &unused), month, year;
  if (!day || day > 31)
    return 0;
  char separator = day_end < s->end ? s->view->fold[day_end] : '\0';
  if (separator == '/' || separator == '.' || separator == '-') {
    month = short_number(s, day_end + 1, 2, &p);
    if (!month || p >= s->end || s->view->fold[p] != separator)
      return 0;
    p++;
  } else {
    separator = '\0'; /* white space: what follows the year may be that as well */
    p = day_end;
    if (!skip_word(s, &p, "tháng"))
      return 0;
    month = short_number(s, p, 2, &p);
    if (!month || !skip_word(s, &p, "năm"))
      return 0;
  }
  year = short_number(s, p, 4, &end);
  if (month > 12 || year < 1900 || year > 2100 || (end < s->end && s->view->fold[end] == separator))
    return 0;
  g_snprintf(form, DC_TOKEN_MAX, "%04d-%02d-%02d", year, month, day);
  return end;
}

/* A symbol as it is read: its form so far. */
typedef struct {
  char form[DC_TOKEN_MAX];
  gsize len;
  guint groups;     /* of letters */
  gboolean spaced;  /* there was white space inside */
  gboolean capital; /* a group starts with a capital letter, or ends with digits (QH14) */
} Symbol;

static gboolean
symbol_add(Symbol *symbol, const char *bytes, gsize n) {
  if (symbol->len + n >= sizeof symbol->form)
    return FALSE;
  memcpy(symbol->form + symbol->len, bytes, n);
  symbol->len += n;
  return TRUE;
}

/* A separator with white space around it at *at. */
static gboolean
symbol_separator(const Scan *s, Symbol *symbol, gsize *at) {
  gsize p = skip_spaces(s, *at, FALSE);
  if (p >= s->end || !strchr("-/.&", s->view->fold[p]) || p - *at > 2 || !s->view->fold[p])
    return FALSE;
  char c = s->view->fold[p];
  gsize next = skip_spaces(s, p + 1, c == '-' || c == '/');
  if (next - p > 3 || ((c == '.' || c == '&') && (p != *at || next != p + 1)))
    return FALSE;
  symbol->spaced |= p != *at || next != p + 1;
  *at = next;
  return symbol_add(symbol, &c, 1);
}

/* Letters, and digits after them: "kh", "nđ", "qh14". */
static gboolean
symbol_group(const Scan *s, Symbol *symbol, gsize *at) {
  const guint8 *table = class_table();
  gsize p = *at, next;
  while (p < s->end) {
    gunichar c = char_at(s->view->fold, p, &next);
    if (class_of(table, c) != CLASS_WORD || (p == *at && g_unichar_isdigit(c)))
      break;
    p = next;
  }
  if (p == *at || p - *at > 24)
    return FALSE;
  symbol->groups++;
  symbol->capital |= s->view->clean[*at] != s->view->fold[*at] ||
                     memcmp(s->view->clean + *at, s->view->fold + *at, p - *at) != 0 ||
                     g_ascii_isdigit(s->view->fold[p - 1]);
  gsize from = *at;
  *at = p;
  return symbol_add(symbol, s->view->fold + from, p - from);
}

/* A symbol that starts with the digit run [at, number_end): its end, or 0. */
static gsize
symbol_end(const Scan *s, gsize at, gsize number_end, Symbol *symbol) {
  gsize digits = at;
  while (digits + 1 < number_end && s->view->fold[digits] == '0')
    digits++;
  if (number_end - digits > 6)
    return 0;
  *symbol = (Symbol){.len = 0};
  symbol_add(symbol, s->view->fold + digits, number_end - digits);
  gsize p = number_end, end;
  if (!symbol_separator(s, symbol, &p))
    return 0;
  int year = short_number(s, p, 4, &end);
  if (year >= 1900 && year <= 2100) {
    symbol_add(symbol, s->view->fold + p, 4);
    p = end;
    if (!symbol_separator(s, symbol, &p))
      return 0;
  }
  if (!symbol_group(s, symbol, &p))
    return 0;
  while (p < s->end) {
    gsize next = p;
    Symbol before = *symbol;
    if (!symbol_separator(s, symbol, &next) || !symbol_group(s, symbol, &next)) {
      *symbol = before;
      break;
    }
    p = next;
  }
  gboolean certain =
      symbol->groups >= 2 ? symbol->capital || !symbol->spaced : symbol->capital && !symbol->spaced;
  return certain ? p : 0;
}

/* y for i in the open syllables where both are written: hklmstv + y, quy. Returns the form's new length. */
static gsize
settle_y(char *form, gsize len) {
  static const guint32 initials = 1u << ('h' - 'a') | 1u << ('k' - 'a') | 1u << ('l' - 'a') |
                                  1u << ('m' - 'a') | 1u << ('s' - 'a') | 1u << ('t' - 'a') |
                                  1u << ('v' - 'a');
  guint first = (guint)((guchar)form[0] - 'a');
  gsize head = len > 1 && first < 26 && initials >> first & 1 ? 1
               : len > 2 && form[0] == 'q' && form[1] == 'u'  ? 2
                                                              : 0;
  if (!head || len - head > 3 || (form[head] != 'y' && (guchar)form[head] < 0x80))
    return len;
  gunichar toneless, c = g_utf8_get_char(form + head);
  int tone = dc_letters_tone(c, &toneless);
  if (toneless != 'y' || (gsize)g_unichar_to_utf8(c, NULL) != len - head)
    return len;
  return head + (gsize)g_unichar_to_utf8(dc_letters_with_tone('i', tone), form + head);
}

static void
emit(Scan *s, DcTokenKind kind, const char *form, gsize len, gsize start, gsize end) {
  if (!s->stopped && !s->func(kind, form, len, start, end, s->data))
    s->stopped = TRUE;
}

static void
emit_word(Scan *s, gsize start, gsize end, gboolean digits) {
  const char *fold = s->view->fold;
  gsize len = end - start;
  if (len > DC_TOKEN_MAX) {
    len = DC_TOKEN_MAX;
    while (((guchar)fold[start + len] & 0xC0) == 0x80)
      len--;
  }
  if (digits || len > 5 || len < 2) {
    emit(s, digits ? DC_TOKEN_NUMBER : DC_TOKEN_SYLLABLE, fold + start, len, start, end);
    return;
  }
  char form[8];
  memcpy(form, fold + start, len);
  form[len] = '\0';
  emit(s, DC_TOKEN_SYLLABLE, form, settle_y(form, len), start, end);
}

/* What lies over the plain tokens from here on. Returns its end, `start` when there is nothing. */
static gsize
emit_overlay(Scan *s, gsize start, gsize number_end) {
  char form[DC_TOKEN_MAX];
  gsize end = date_end(s, start, number_end, form);
  if (end) {
    emit(s, DC_TOKEN_DATE, form, strlen(form), start, end);
    return end;
  }
  Symbol symbol;
  end = symbol_end(s, start, number_end, &symbol);
  if (!end)
    return start;
  emit(s, DC_TOKEN_SYMBOL, symbol.form, symbol.len, start, end);
  return end;
}

/* Cuts a run of a script without spaces with ICU's word iterator. */
static void
emit_unspaced(Scan *s, gsize start, gsize end) {
  UErrorCode status = U_ZERO_ERROR;
  UText *text = utext_openUTF8(NULL, s->view->fold + start, (int64_t)(end - start), &status);
  UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  ubrk_setUText(words, text, &status);
  if (U_SUCCESS(status)) {
    int32_t from = ubrk_first(words), to;
    while (!s->stopped && (to = ubrk_next(words)) != UBRK_DONE) {
      emit_word(s, start + (gsize)from, start + (gsize)to, FALSE);
      from = to;
    }
  }
  if (words)
    ubrk_close(words);
  utext_close(text);
}

/* The longest run that the word iterator is given at once: its offsets are 32 bits. */
#define UNSPACED_MAX 65536

void
dc_tokens_view(const DcView *view, DcSpan range, DcTokenFunc func, gpointer data) {
  const guint8 *table = class_table();
  const char *fold = view->fold;
  Scan s = {view, MIN(range.end, view->len), func, data, FALSE};
  gsize at = range.start, covered = at, next;
  while (at < s.end && !s.stopped) {
    CharClass class = class_of(table, char_at(fold, at, &next));
    if (class == CLASS_NONE || class == CLASS_MARK) {
      at = next;
      continue;
    }
    gsize start = at;
    gboolean digits = class == CLASS_WORD;
    for (CharClass c = class; c == class || (c == CLASS_MARK && class == CLASS_WORD);) {
      digits = digits && g_ascii_isdigit(fold[at]);
      at = next;
      if (at >= s.end || (class == CLASS_UNSPACED && at - start > UNSPACED_MAX))
        break;
      c = class_of(table, char_at(fold, at, &next));
    }
    if (class == CLASS_UNSPACED) {
      emit_unspaced(&s, start, at);
      continue;
    }
    if (digits && at - start <= 8 && start >= covered)
      covered = emit_overlay(&s, start, at);
    emit_word(&s, start, at, digits);
  }
}

typedef struct {
  const DcView *view;
  DcTokenFunc func;
  gpointer data;
} ToText;

static gboolean
give_in_text(DcTokenKind kind, const char *form, gsize len, gsize start, gsize end, gpointer data) {
  ToText *to = data;
  DcSpan span = dc_view_span_to_text(to->view, (DcSpan){start, end});
  return to->func(kind, form, len, span.start, span.end, to->data);
}

void
dc_tokens_each(const char *text, gsize len, DcTokenFunc func, gpointer data) {
  g_autoptr(DcView) view = dc_view_new(text, len);
  ToText to = {view, func, data};
  dc_tokens_view(view, (DcSpan){0, view->len}, give_in_text, &to);
}
