/* number, separator, year or not, then letters in up to eight parts. Each part is looked up in a table of all
 * abbreviations and suffixes in fold form (symbol-run.c); a part that is not there may still be one of a
 * sub-unit. */
#include "indexer/symbol-run.h"

#include <string.h>

enum { MAX_DIGITS = 6, MAX_PARTS = 8 };

/* ---- reading ---- */

static gboolean
put(DcSymbolReader *r, const char *bytes, gsize len) {
  if (r->key_len + len + 1 > DC_SYMBOL_MAX_KEY)
    return FALSE;
  memcpy(r->symbol->key + r->key_len, bytes, len);
  r->key_len += len;
  r->symbol->key[r->key_len] = '\0';
  return TRUE;
}

/* "/2020" before another separator. */
static gboolean
read_year(DcSymbolReader *r, char separator) {
  const char *p = r->words->fold + r->at;
  if (dc_symbol_digits(r->words, r->at) != 4 ||
      !((p[0] == '1' && p[1] == '9') || (p[0] == '2' && p[1] == '0')))
    return FALSE;
  DcSymbolReader ahead = *r;
  ahead.at += 4;
  gboolean spaced = FALSE;
  char next = dc_symbol_separator(&ahead, &spaced);
  if ((next != '/' && next != '-') || dc_words_end(r->words, ahead.at) == ahead.at)
    return FALSE;
  char year[6] = {separator, p[0], p[1], p[2], p[3], 0};
  if (!put(r, year, 5))
    return FALSE;
  r->symbol->year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
  r->at += 4;
  return TRUE;
}

static gboolean
put_part(DcSymbolReader *r, const DcSymbolRun *run, DcSymbolPart part) {
  DcSymbol *symbol = r->symbol;
  const char *standard = NULL;
  if (part.type && r->parts == 0) {
    symbol->type = part.type;
    standard = part.type->abbreviation;
    r->known_first = TRUE;
  } else if (part.issuer) {
    symbol->issuer = part.issuer;
    standard = part.issuer->suffix;
    r->known_issuer = TRUE;
  } else if (part.type) {
    standard = part.type->abbreviation;
  }
  const char *written = r->words->clean + run->start;
  gsize len = run->letters_end - run->start;
  gboolean ok;
  if (standard && (run->cut || dc_symbol_part_is_standard(written, len, standard))) {
    symbol->repaired |= dc_symbol_part_is_mended(written, len, standard);
    ok = put(r, standard, strlen(standard));
  } else if (run->upper > 0 && !run->term) {
    ok = put(r, written, len);
  } else {
    g_autofree char *upper = g_utf8_strup(written, (gssize)len);
    ok = put(r, upper, strlen(upper));
  }
  for (gsize at = run->letters_end; ok && at < run->end; at++)
    if (r->words->clean[at] != ' ')
      ok = put(r, r->words->clean + at, 1);
  return ok;
}

/* One part after `separator`; FALSE (and nothing read) when what stands there is none. */
static gboolean
read_part(DcSymbolReader *r, char separator, gboolean spaced) {
  DcSymbolRun run;
  DcSymbolPart part;
  if (!dc_symbol_run(r, separator, spaced, &run, &part))
    return FALSE;
  gsize key_len = r->key_len;
  if (!put(r, &separator, 1))
    return FALSE;
  if (r->parts == 1 || (r->parts == 0 && !part.type))
    r->symbol->suffix = (guint)r->key_len;
  if (!put_part(r, &run, part)) {
    r->key_len = key_len;
    r->symbol->key[key_len] = '\0';
    return FALSE;
  }
  r->glued = r->parts == 0 && run.end < run.word_end && part.type;
  r->symbol->repaired |= r->glued;
  r->symbol->needs_lead |= r->glued && !r->symbol->year;
  if (run.term && r->parts == 0)
    r->known_first = r->symbol->year != 0;
  r->parts++;
  r->at = run.end;
  return TRUE;
}

/* A symbol of several bodies: "183/2010/TTLT/BTC - BNN". */
static gboolean
is_joint(const DcSymbol *symbol) {
  return symbol->type && *symbol->type->joint_of != '\0';
}

/* "47/2007/NQ .HĐND": a dot for the dash behind a space. */
static gboolean
lost_its_dash(DcSymbolReader *r) {
  gsize at = r->at + 2, end = dc_words_end(r->words, at);
  if (r->parts != 1 || !r->symbol->year || !r->symbol->type || dc_symbol_byte(r, r->at) != ' ' ||
      dc_symbol_byte(r, r->at + 1) != '.' || !dc_words_is_capital(r->words, at) ||
      !dc_lexicon_issuer_n(r->words->fold + at, end - at))
    return FALSE;
  r->at = at;
  return r->symbol->repaired = TRUE;
}

/* The parts after the number; FALSE when there is none. */
static gboolean
read_parts(DcSymbolReader *r) {
  gsize end = r->at;
  while (r->parts < MAX_PARTS) {
    gboolean spaced = FALSE;
    char separator = r->glued ? '-' : dc_symbol_separator(r, &spaced);
    if (!separator && lost_its_dash(r))
      separator = '-';
    if (!separator || (r->parts == 0 && (separator == '.' || separator == '&')))
      break;
    if (r->parts >= 2 && spaced && r->tight && !r->spaced && !is_joint(r->symbol))
      break;
    if (!read_part(r, separator, spaced))
      break;
    r->spaced |= spaced;
    r->tight |= !spaced;
    r->symbol->repaired |= r->barred;
    end = r->at;
  }
  r->symbol->span.end = end;
  DcSymbol *symbol = r->symbol;
  symbol->strength = r->known_first && r->known_issuer                   ? DC_SYMBOL_CERTAIN
                     : r->known_first || r->known_issuer || symbol->year ? DC_SYMBOL_LIKELY
                                                                         : DC_SYMBOL_SHAPE;
  if (r->parts > 0 && symbol->suffix == 0)
    symbol->suffix = (guint)r->key_len;
  return r->parts > 0;
}

/* ---- the number ---- */

static char
digit_of(guchar c, gboolean *repaired) {
  if (dc_words_is_digit(c))
    return (char)c;
  char digit = c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : 0;
  *repaired |= digit != 0;
  return digit;
}

/* Digits from r->at, with O and l that recognition put for 0 and 1; leading zeros are left out. */
static gboolean
put_digits(DcSymbolReader *r) {
  char digits[MAX_DIGITS];
  gsize n = 0, zeros = 0;
  for (; n < MAX_DIGITS; n++, r->at++) {
    char digit = digit_of(dc_symbol_byte(r, r->at), &r->symbol->repaired);
    if (!digit)
      break;
    digits[n] = digit;
  }
  while (zeros + 1 < n && digits[zeros] == '0')
    zeros++;
  return n > 0 && !dc_words_is_digit(dc_symbol_byte(r, r->at)) && put(r, digits + zeros, n - zeros);
}

/* The number: digits, then a second part after a dot ("66.17"), or the letter of an inserted one ("30a"). A
 * dot before three digits only groups thousands. */
static gboolean
read_number(DcSymbolReader *r) {
  if (!put_digits(r))
    return FALSE;
  if (dc_symbol_byte(r, r->at) == '.' && dc_words_is_digit(dc_symbol_byte(r, r->at + 1))) {
    gsize after = dc_symbol_digits(r->words, r->at + 1);
    if (after > 3 || (after < 3 && !put(r, ".", 1)) || !put(r, r->words->clean + r->at + 1, after))
      return FALSE;
    r->symbol->repaired |= after == 3;
    r->at += 1 + after;
  }
  guchar letter = dc_symbol_byte(r, r->at), next = dc_symbol_byte(r, r->at + 1);
  if (g_ascii_isalpha((gchar)letter) && (next == '-' || next == '/')) {
    char lower[1] = {g_ascii_tolower((gchar)letter)};
    r->at++;
    return put(r, lower, 1);
  }
  return TRUE;
}

/* "84 QĐ/TWĐTN", "54 KH-UBND", "91KL/TW": the mark behind the number is lost. Which it was, the other mark
 * tells; sure only when type and body are the lexicon's. */
static gboolean
lost_its_mark(DcSymbolReader *r) {
  DcSymbol *symbol = r->symbol;
  gboolean spaced = dc_symbol_byte(r, r->at) == ' ';
  r->at += spaced;
  if (!dc_words_is_capital(r->words, r->at))
    return FALSE;
  r->glued = TRUE;
  if (!read_parts(r) || symbol->strength != DC_SYMBOL_CERTAIN || !symbol->type)
    return FALSE;
  char *first = &symbol->key[symbol->tail], second = symbol->key[symbol->suffix - 1];
  if (second == '/' && !symbol->issuer->party && !spaced) { /* "2472QĐ/GTVT": there was none */
    memmove(first, first + 1, strlen(first));
    symbol->suffix--;
    return symbol->needs_lead = TRUE;
  }
  if (second != (symbol->issuer->party ? '/' : '-'))
    return FALSE;
  *first = symbol->issuer->party ? '-' : '/';
  symbol->repaired = symbol->needs_lead = TRUE;
  return TRUE;
}

static void
reader_init(DcSymbolReader *r, const DcWords *words, gsize at, DcSymbol *symbol) {
  memset(symbol, 0, sizeof *symbol);
  symbol->span.start = at;
  *r = (DcSymbolReader){.words = words, .at = at, .symbol = symbol};
}

gboolean
dc_symbol_read(const DcWords *words, gsize at, DcSymbol *symbol) {
  DcSymbolReader r;
  reader_init(&r, words, at, symbol);
  while (r.at > 0 && r.at > at - MIN(at, 2) && strchr("OolI", words->clean[r.at - 1]))
    r.at--;
  if (r.at < at && dc_words_start(words, r.at) != r.at)
    r.at = at;
  symbol->span.start = r.at;
  if (!read_number(&r))
    return FALSE;
  symbol->tail = (guint)r.key_len;
  gboolean spaced = FALSE;
  DcSymbolReader ahead = r;
  char separator = dc_symbol_separator(&ahead, &spaced);
  if (!separator && lost_its_mark(&r))
    return TRUE;
  if (separator != '-' && separator != '/')
    return FALSE;
  if (read_year(&ahead, separator))
    r = ahead;
  if (!read_parts(&r))
    return FALSE;
  gboolean letter = !symbol->type && symbol->issuer && strchr(symbol->key + symbol->tail + 1, '-');
  symbol->needs_lead |= symbol->repaired && letter && symbol->strength < DC_SYMBOL_CERTAIN;
  return !symbol->repaired || symbol->strength == DC_SYMBOL_CERTAIN || letter;
}

gboolean
dc_symbol_read_blank(const DcWords *words, gsize at, DcSymbol *symbol) {
  DcSymbolReader r;
  reader_init(&r, words, at, symbol);
  symbol->blank = TRUE;
  put(&r, "?", 1);
  symbol->tail = 1;
  if (dc_words_end(words, at) != at) { /* the separator is lost too: that of the Party */
    if (!read_part(&r, '-', FALSE))
      return FALSE;
  } else {
    gboolean spaced = FALSE;
    DcSymbolReader ahead = r;
    char separator = dc_symbol_separator(&ahead, &spaced);
    if (separator != '-' && separator != '/')
      return FALSE;
    if (read_year(&ahead, separator))
      r = ahead;
  }
  return read_parts(&r) && symbol->strength >= (symbol->year ? DC_SYMBOL_LIKELY : DC_SYMBOL_CERTAIN);
}

char *
dc_symbol_regular_key(const DcSymbol *symbol) {
  if (!symbol->type || !symbol->issuer || symbol->year || symbol->suffix < symbol->tail + 3 ||
      (symbol->issuer->party && symbol->issuer->state))
    return NULL;
  const char *tail = symbol->key + symbol->tail;
  char first = symbol->issuer->party ? '-' : '/', second = symbol->issuer->party ? '/' : '-';
  if (tail[0] == first && symbol->key[symbol->suffix - 1] == second)
    return NULL;
  char *key = g_strdup(symbol->key);
  key[symbol->tail] = first;
  key[symbol->suffix - 1] = second;
  return key;
}

/* The key of the symbol that the text ends with, or NULL. */
static char *
read_key(const char *text) {
  g_autoptr(DcView) view = dc_view_new(text, strlen(text));
  DcWords words = dc_words_new(view, NULL);
  for (gsize at = 0; at < view->len; at++) {
    DcSymbol symbol;
    if (!dc_words_is_digit((guchar)view->fold[at]))
      continue;
    if (!dc_symbol_read(&words, at, &symbol) || (!symbol.type && !symbol.issuer) ||
        dc_words_skip(&words, symbol.span.end) < view->len)
      return NULL;
    return g_strdup(symbol.key);
  }
  return NULL;
}

char *
dc_symbol_canonical(const char *typed) {
  char *key = read_key(typed);
  if (key)
    return key;
  g_autofree char *upper = g_utf8_strup(typed, -1); /* people type in lower case */
  return read_key(upper);
}
