/* number, separator, year or not, then letters in up to eight parts. Each part is looked up in a table of all
 * abbreviations and suffixes in fold form; a part that is not there may still be one of a sub-unit. */
#include "indexer/symbol.h"
#include "indexer/symbol-part.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/syllable.h"

enum { MAX_DIGITS = 6, MAX_PARTS = 8, MAX_LETTERS = 16, MAX_TORN = 3 };

/* ---- reading ---- */

typedef struct {
  const DcWords *words;
  gsize at;
  DcSymbol *symbol;
  gsize key_len;
  guint parts;
  gboolean spaced; /* separators stand apart in this symbol */
  gboolean tight;  /* a separator stood without spaces */
  gboolean known_first, known_issuer;
  gboolean glued;  /* the dash after the type is lost */
  gboolean barred; /* a bar stands for a slash */
} Reader;

static guchar
byte_at(const Reader *r, gsize at) {
  return at < r->words->len ? (guchar)r->words->clean[at] : 0;
}

static gboolean
put(Reader *r, const char *bytes, gsize len) {
  if (r->key_len + len + 1 > DC_SYMBOL_MAX_KEY)
    return FALSE;
  memcpy(r->symbol->key + r->key_len, bytes, len);
  r->key_len += len;
  r->symbol->key[r->key_len] = '\0';
  return TRUE;
}

/* White space inside a symbol: a few spaces and up to `lines` line ends, or a page header. */
static gsize
skip_inside(const DcWords *words, gsize at, int lines) {
  gsize end = dc_words_skip(words, at);
  if (end - at <= 1 || dc_words_has_gap(words, at, end))
    return end;
  for (gsize i = at; i < end; i++)
    lines -= words->fold[i] == '\n';
  return end - at > 8 || lines < 0 ? at : end;
}

/* A separator with the spaces around it: its character, 0 when there is none. A dot stands alone: before a
 * space it ends the sentence. */
static char
read_separator(Reader *r, gboolean *spaced) {
  gsize at = skip_inside(r->words, r->at, 1), start = at;
  guchar c = byte_at(r, at);
  if (c == '\\' && byte_at(r, at + 1) == '/')
    c = byte_at(r, ++at);
  if (c == '|' && start == r->at &&
      dc_words_is_letter(byte_at(r, at + 1))) { /* a slash as recognition sees it */
    c = '/';
    r->barred = TRUE;
  }
  if (c != '-' && c != '/' && c != '.' && c != '&')
    return 0;
  at++;
  while (c == '-' && byte_at(r, at) == '-')
    at++;
  gsize next = skip_inside(r->words, at, 2);
  /* Broken after the dash: no space was meant. */
  gboolean wrapped = start == r->at && memchr(r->words->clean + at, '\n', next - at) != NULL;
  *spaced = !wrapped && (start > r->at || next > at);
  if (c == '.' && (*spaced || wrapped))
    return 0;
  r->at = next;
  return (char)c;
}

static gsize
count_digits(const DcWords *words, gsize at) {
  gsize n = 0;
  while (at + n < words->len && dc_words_is_digit((guchar)words->fold[at + n]))
    n++;
  return n;
}

/* "/2020" before another separator. */
static gboolean
read_year(Reader *r, char separator) {
  const char *p = r->words->fold + r->at;
  if (count_digits(r->words, r->at) != 4 || !((p[0] == '1' && p[1] == '9') || (p[0] == '2' && p[1] == '0')))
    return FALSE;
  Reader ahead = *r;
  ahead.at += 4;
  gboolean spaced = FALSE;
  char next = read_separator(&ahead, &spaced);
  if ((next != '/' && next != '-') || dc_words_end(r->words, ahead.at) == ahead.at)
    return FALSE;
  char year[6] = {separator, p[0], p[1], p[2], p[3], 0};
  if (!put(r, year, 5))
    return FALSE;
  r->symbol->year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
  r->at += 4;
  return TRUE;
}

typedef struct {
  gsize start, letters_end, end; /* letters, then digits that belong to them */
  guint letters, upper, toned;
  gsize word_end;
  gboolean term; /* QH14 */
  gboolean cut;  /* a known suffix but for its last letter */
} Run;

static gboolean
read_run(const Reader *r, Run *run) {
  *run = (Run){.start = r->at, .letters_end = r->at};
  const DcWords *words = r->words;
  gsize end = dc_words_end(words, r->at);
  if (end == r->at || end - r->at > DC_SYMBOL_PART_MAX)
    return FALSE;
  for (gsize at = r->at; at < end;) {
    gunichar c = g_utf8_get_char(words->clean + at);
    run->letters++;
    run->upper += dc_letters_lower(c) != c;
    run->toned += dc_letters_tone(c, NULL) != 0;
    at += (gsize)g_unichar_to_utf8(c, NULL);
  }
  run->letters_end = run->end = run->word_end = end;
  return run->letters <= MAX_LETTERS;
}

static gboolean
fold_is(const DcWords *words, gsize start, gsize end, const char *form) {
  return strlen(form) == end - start && memcmp(words->fold + start, form, end - start) == 0;
}

/* The term after QH ("QH14", "UBTVQH 15"), of at most two digits: a third is a footnote mark. */
static gboolean
read_term(const Reader *r, Run *run) {
  const DcWords *words = r->words;
  if (!fold_is(words, run->start, run->end, "qh") && !fold_is(words, run->start, run->end, "ubtvqh") &&
      !fold_is(words, run->start, run->end, "qhk"))
    return FALSE;
  gsize at = run->end;
  if (byte_at(r, at) == ' ' && dc_words_is_digit(byte_at(r, at + 1)))
    at++;
  gsize digits = count_digits(words, at);
  if (digits == 0 || (at > run->end && digits > 2))
    return FALSE;
  run->end = at + (digits >= 2 && words->fold[at] == '1' ? 2 : 1);
  return TRUE;
}

/* The same letters joined with those after a '&', '-' or '.' when both together are a suffix ("BGD&ĐT"). */
static const DcIssuer *
join_part(const Reader *r, Run *run) {
  Reader ahead = *r;
  ahead.at = run->end;
  gboolean spaced = FALSE;
  char separator = read_separator(&ahead, &spaced);
  Run next;
  if (!separator || separator == '/' || spaced || !read_run(&ahead, &next))
    return NULL;
  const DcIssuer *issuer = dc_lexicon_issuer_n(r->words->fold + run->start, next.end - run->start);
  if (issuer)
    run->end = run->letters_end = next.end;
  return issuer;
}

/* A suffix whose letters a line end or a space parts ("NĐ-C⏎P", "KH-UB ND"), or NULL. */
static const DcIssuer *
join_lines(const Reader *r, Run *run) {
  Reader ahead = *r;
  ahead.at = skip_inside(r->words, run->end, 1);
  Run next;
  char form[2 * DC_SYMBOL_PART_MAX];
  gsize n = run->end - run->start;
  if (ahead.at == run->end || !read_run(&ahead, &next) || next.upper != next.letters)
    return NULL;
  gsize m = next.end - next.start;
  memcpy(form, r->words->fold + run->start, n);
  memcpy(form + n, r->words->fold + next.start, m);
  const DcIssuer *issuer = dc_lexicon_issuer_n(form, n + m);
  if (!issuer || !dc_symbol_part_is_standard(form, n + m, issuer->suffix))
    return NULL;
  run->end = run->letters_end = next.end;
  return issuer;
}

/* Whether the letters may go on behind a line end, or behind a space with a few capitals. */
static gboolean
may_be_torn(const Reader *r, const Run *run, gboolean known) {
  gsize at = run->end;
  if (byte_at(r, at) != ' ' && byte_at(r, at) != '\n')
    return FALSE;
  if (!known && memchr(r->words->fold + at, '\n', MIN(2, r->words->len - at)))
    return TRUE;
  Reader ahead = *r;
  ahead.at = at + 1;
  Run next;
  if (byte_at(r, at) != ' ' || !read_run(&ahead, &next) || next.letters > MAX_TORN ||
      next.upper != next.letters)
    return FALSE;
  guchar after = byte_at(r, next.end);
  return after != '/' && (after != '-' || r->parts == 0); /* "1402/U BND-KTHT" */
}

/* The type that letters begin with when the rest is an issuer ("TTBYT", its dash lost): the run is cut to it.
 */
static const DcType *
split_type(const Reader *r, Run *run) {
  const char *fold = r->words->fold + run->start;
  for (gsize n = 2, len = run->end - run->start; n + 2 <= len && n <= 6; n++) {
    if (((guchar)fold[n] & 0xC0) == 0x80)
      continue;
    const DcType *type = dc_lexicon_type_n(fold, n);
    const DcIssuer *issuer = type ? dc_lexicon_issuer_n(fold + n, len - n) : NULL;
    if (!issuer || (!r->symbol->year && issuer->party))
      continue;
    run->end = run->letters_end = run->start + n;
    return type;
  }
  return NULL;
}

/* Cuts what is glued to a known suffix: "CPngày" is CP. */
static const DcIssuer *
cut_glued(const Reader *r, Run *run) {
  gsize at = run->start;
  while (at < run->end && dc_words_is_capital(r->words, at))
    at = dc_words_end(r->words, at) > at ? (gsize)(g_utf8_next_char(r->words->clean + at) - r->words->clean)
                                         : run->end;
  const DcIssuer *issuer = at < run->end && at > run->start
                               ? dc_lexicon_issuer_n(r->words->fold + run->start, at - run->start)
                               : NULL;
  if (issuer)
    run->end = run->letters_end = at;
  return issuer;
}

/* "4200/BGDĐT - GDTrH": the unit that a letter's number ends with, which no word could be. */
static gboolean
is_letter_unit(const Reader *r, const Run *run) {
  gunichar letters[MAX_LETTERS];
  gsize n = 0;
  if (r->parts != 1 || r->symbol->type || !r->symbol->issuer || r->symbol->year)
    return FALSE;
  if (run->letters < 2)
    return dc_words_is_digit(byte_at(r, run->end));
  for (gsize at = run->start; at < run->end && n < MAX_LETTERS;) {
    letters[n] = g_utf8_get_char(r->words->clean + at);
    at += (gsize)g_unichar_to_utf8(letters[n++], NULL);
  }
  return !dc_syllable_is_valid(letters, n);
}

/* Whether unknown letters may be a part: a sub-unit's capitals, without tones. */
static gboolean
may_be_part(const Reader *r, const Run *run, char separator, gboolean spaced) {
  if (run->toned || run->upper < 1 || run->letters - run->upper > 2 ||
      dc_letters_lower(g_utf8_get_char(r->words->clean + run->start)) ==
          g_utf8_get_char(r->words->clean + run->start))
    return FALSE;
  if (run->letters - run->upper > run->upper || (run->letters == 1 && r->parts == 0))
    return FALSE;
  if (separator == '.')
    return run->letters == run->upper && run->letters <= 5 && run->letters >= 2;
  if (spaced && is_letter_unit(r, run))
    return TRUE;
  if (spaced) /* a symbol whose separators all stand apart goes on; else only a short run of capitals does */
    return run->letters >= 2 &&
           (r->tight || r->parts == 0 ? run->letters == run->upper && run->letters <= 5 : run->letters <= 8);
  return TRUE;
}

static gboolean
put_part(Reader *r, const Run *run, DcSymbolPart part) {
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

/* What the run of letters at `r->at` is, with the digits that belong to it. FALSE when it is no part. */
static gboolean
recognise(const Reader *r, Run *run, char separator, gboolean spaced, DcSymbolPart *part) {
  if (read_term(r, run)) {
    *part =
        (DcSymbolPart){NULL, dc_lexicon_issuer_n(r->words->fold + run->start, run->letters_end - run->start)};
    run->term = TRUE;
    return TRUE;
  }
  gsize len = run->letters_end - run->start;
  *part = dc_symbol_part_find(r->words->fold + run->start, len);
  if (r->parts > 0 || !part->type) {
    const DcIssuer *joined = join_part(r, run);
    part->issuer = joined ? joined : part->issuer;
  }
  if (spaced && r->parts > 0) /* "43/2019/QH14 - Luật …" */
    part->type = NULL;
  gboolean known = part->type || part->issuer;
  if (!known && run->upper + 1 >= run->letters && r->parts == 0 && separator == '/')
    known = (part->type = split_type(r, run)) != NULL;
  if (!known && run->upper > 1 && run->upper < run->letters && r->parts > 0)
    known = (part->issuer = cut_glued(r, run)) != NULL;
  if (!known && run->letters >= 5 && run->upper == run->letters)
    run->cut = known = (part->issuer = dc_symbol_part_cut(r->words->fold + run->start, len)) != NULL;
  if (run->upper == run->letters && run->letters <= MAX_TORN + 1 && (r->parts > 0 || !known) &&
      may_be_torn(r, run, known)) {
    const DcIssuer *joined = join_lines(r, run);
    part->issuer = joined ? joined : part->issuer;
    run->cut = joined != NULL;
    known |= run->cut;
  }
  if (known)
    return run->upper > 0 || r->parts > 0 || !spaced;
  if (!may_be_part(r, run, separator, spaced))
    return FALSE;
  run->end += MIN(count_digits(r->words, run->end), 2); /* a sub-unit's own digits: PC07, V9 */
  return TRUE;
}

/* One part after `separator`; FALSE (and nothing read) when what stands there is none. */
static gboolean
read_part(Reader *r, char separator, gboolean spaced) {
  Run run;
  DcSymbolPart part;
  if (!read_run(r, &run) || !recognise(r, &run, separator, spaced, &part))
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
  return symbol->type &&
         (strcmp(symbol->type->abbreviation, "TTLT") == 0 || strcmp(symbol->type->abbreviation, "NQLT") == 0);
}

/* The parts after the number; FALSE when there is none. */
static gboolean
read_parts(Reader *r) {
  gsize end = r->at;
  while (r->parts < MAX_PARTS) {
    gboolean spaced = FALSE;
    char separator = r->glued ? '-' : read_separator(r, &spaced);
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
put_digits(Reader *r) {
  char digits[MAX_DIGITS];
  gsize n = 0, zeros = 0;
  for (; n < MAX_DIGITS; n++, r->at++) {
    char digit = digit_of(byte_at(r, r->at), &r->symbol->repaired);
    if (!digit)
      break;
    digits[n] = digit;
  }
  while (zeros + 1 < n && digits[zeros] == '0')
    zeros++;
  return n > 0 && !dc_words_is_digit(byte_at(r, r->at)) && put(r, digits + zeros, n - zeros);
}

/* The number: digits, then a second part after a dot ("66.17"), or the letter of an inserted one ("30a"). A
 * dot before three digits only groups thousands. */
static gboolean
read_number(Reader *r) {
  if (!put_digits(r))
    return FALSE;
  if (byte_at(r, r->at) == '.' && dc_words_is_digit(byte_at(r, r->at + 1))) {
    gsize after = count_digits(r->words, r->at + 1);
    if (after > 3 || (after < 3 && !put(r, ".", 1)) || !put(r, r->words->clean + r->at + 1, after))
      return FALSE;
    r->symbol->repaired |= after == 3;
    r->at += 1 + after;
  }
  guchar letter = byte_at(r, r->at), next = byte_at(r, r->at + 1);
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
lost_its_mark(Reader *r) {
  DcSymbol *symbol = r->symbol;
  if (byte_at(r, r->at) == ' ')
    r->at++;
  if (!dc_words_is_capital(r->words, r->at))
    return FALSE;
  r->glued = TRUE;
  if (!read_parts(r) || symbol->strength != DC_SYMBOL_CERTAIN || !symbol->type)
    return FALSE;
  char *first = &symbol->key[symbol->tail], second = symbol->key[symbol->suffix - 1];
  if (second != (symbol->issuer->party ? '/' : '-'))
    return FALSE;
  *first = symbol->issuer->party ? '-' : '/';
  symbol->repaired = symbol->needs_lead = TRUE;
  return TRUE;
}

static void
reader_init(Reader *r, const DcWords *words, gsize at, DcSymbol *symbol) {
  memset(symbol, 0, sizeof *symbol);
  symbol->span.start = at;
  *r = (Reader){.words = words, .at = at, .symbol = symbol};
}

gboolean
dc_symbol_read(const DcWords *words, gsize at, DcSymbol *symbol) {
  Reader r;
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
  Reader ahead = r;
  char separator = read_separator(&ahead, &spaced);
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
  Reader r;
  reader_init(&r, words, at, symbol);
  symbol->blank = TRUE;
  put(&r, "?", 1);
  symbol->tail = 1;
  if (dc_words_end(words, at) != at) { /* the separator is lost too: that of the Party */
    if (!read_part(&r, '-', FALSE))
      return FALSE;
  } else {
    gboolean spaced = FALSE;
    Reader ahead = r;
    char separator = read_separator(&ahead, &spaced);
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
