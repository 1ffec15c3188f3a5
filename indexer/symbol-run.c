/* The letters of one part of a symbol, as texts have them: joined by '&', torn by line ends and spaces, with
 * the dash before them or their last letter lost, or glued to the next word; and units that no table has. */
#include "indexer/symbol-run.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/syllable.h"

enum { MAX_LETTERS = 16, MAX_TORN = 3 };

/* ---- what stands between ---- */

gsize
dc_symbol_digits(const DcWords *words, gsize at) {
  gsize n = 0;
  while (at + n < words->len && dc_words_is_digit((guchar)words->fold[at + n]))
    n++;
  return n;
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

char
dc_symbol_separator(DcSymbolReader *r, gboolean *spaced) {
  gsize at = skip_inside(r->words, r->at, 1), start = at;
  guchar c = dc_symbol_byte(r, at);
  if (c == '\\' && dc_symbol_byte(r, at + 1) == '/')
    c = dc_symbol_byte(r, ++at);
  if (c == '|' && start == r->at &&
      dc_words_is_letter(dc_symbol_byte(r, at + 1))) { /* a slash as recognition sees it */
    c = '/';
    r->barred = TRUE;
  }
  if (c != '-' && c != '/' && c != '.' && c != '&')
    return 0;
  at++;
  while (c == '-' && dc_symbol_byte(r, at) == '-')
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

/* ---- letters ---- */

/* The end of capitals that the next word is glued to: "SNVngày", "UBNDcủa"; else `end`. */
static gsize
before_glued_word(const DcWords *words, gsize start, gsize end) {
  static const char *const glued[] = {"ngày", "của", "về", "và", "năm"};
  for (guint i = 0; i < G_N_ELEMENTS(glued) && end > start && !g_ascii_isupper(words->clean[end - 1]); i++) {
    gsize n = strlen(glued[i]);
    if (end - start > n + 1 && memcmp(words->clean + end - n, glued[i], n) == 0 &&
        g_ascii_isupper(words->clean[end - n - 1]))
      return end - n;
  }
  return end;
}

static gboolean
read_run(const DcSymbolReader *r, DcSymbolRun *run) {
  *run = (DcSymbolRun){.start = r->at, .letters_end = r->at};
  const DcWords *words = r->words;
  gsize word_end = dc_words_end(words, r->at), end = before_glued_word(words, r->at, word_end);
  if (end == r->at || end - r->at > DC_SYMBOL_PART_MAX)
    return FALSE;
  for (gsize at = r->at; at < end;) {
    gunichar c = g_utf8_get_char(words->clean + at);
    run->letters++;
    run->upper += dc_letters_lower(c) != c;
    run->toned += dc_letters_tone(c, NULL) != 0;
    at += (gsize)g_unichar_to_utf8(c, NULL);
  }
  run->letters_end = run->end = end;
  run->word_end = word_end;
  return run->letters <= MAX_LETTERS;
}

static gboolean
fold_is(const DcWords *words, gsize start, gsize end, const char *form) {
  return strlen(form) == end - start && memcmp(words->fold + start, form, end - start) == 0;
}

/* The term after QH ("QH14", "UBTVQH 15"), of at most two digits: a third is a footnote mark. */
static gboolean
read_term(const DcSymbolReader *r, DcSymbolRun *run) {
  const DcWords *words = r->words;
  if (!fold_is(words, run->start, run->end, "qh") && !fold_is(words, run->start, run->end, "ubtvqh") &&
      !fold_is(words, run->start, run->end, "qhk"))
    return FALSE;
  gsize at = run->end;
  if (dc_symbol_byte(r, at) == ' ' && dc_words_is_digit(dc_symbol_byte(r, at + 1)))
    at++;
  gsize digits = dc_symbol_digits(words, at);
  if (digits == 0 || (at > run->end && digits > 2))
    return FALSE;
  run->end = at + (digits >= 2 && words->fold[at] == '1' ? 2 : 1);
  return TRUE;
}

/* The same letters joined with those after a '&', '-' or '.' when both together are a suffix ("BGD&ĐT"). */
static const DcIssuer *
join_part(const DcSymbolReader *r, DcSymbolRun *run) {
  DcSymbolReader ahead = *r;
  ahead.at = run->end;
  gboolean spaced = FALSE;
  char separator = dc_symbol_separator(&ahead, &spaced);
  DcSymbolRun next;
  if (!separator || separator == '/' || spaced || !read_run(&ahead, &next))
    return NULL;
  const DcIssuer *issuer = dc_lexicon_issuer_n(r->words->fold + run->start, next.end - run->start);
  if (issuer)
    run->end = run->letters_end = next.end;
  return issuer;
}

/* A suffix whose letters a line end or a space parts ("NĐ-C⏎P", "KH-UB ND"), or NULL. */
static const DcIssuer *
join_lines(const DcSymbolReader *r, DcSymbolRun *run) {
  DcSymbolReader ahead = *r;
  ahead.at = skip_inside(r->words, run->end, 1);
  DcSymbolRun next;
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
may_be_torn(const DcSymbolReader *r, const DcSymbolRun *run, gboolean known) {
  gsize at = run->end;
  if (dc_symbol_byte(r, at) != ' ' && dc_symbol_byte(r, at) != '\n')
    return FALSE;
  if (!known && memchr(r->words->fold + at, '\n', MIN(2, r->words->len - at)))
    return TRUE;
  DcSymbolReader ahead = *r;
  ahead.at = at + 1;
  DcSymbolRun next;
  if (dc_symbol_byte(r, at) != ' ' || !read_run(&ahead, &next) || next.letters > MAX_TORN ||
      next.upper != next.letters)
    return FALSE;
  guchar after = dc_symbol_byte(r, next.end);
  return after != '/' && (after != '-' || r->parts == 0); /* "1402/U BND-KTHT" */
}

/* The type that letters begin with when the rest is an issuer ("TTBYT", its dash lost): the run is cut to it.
 */
static const DcType *
split_type(const DcSymbolReader *r, DcSymbolRun *run) {
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
cut_glued(const DcSymbolReader *r, DcSymbolRun *run) {
  gsize at = run->start;
  while (at < run->end && dc_words_is_capital(r->words, at))
    at = dc_words_end(r->words, at) > at ? dc_words_next(r->words, at) : run->end;
  const DcIssuer *issuer = at < run->end && at > run->start
                               ? dc_lexicon_issuer_n(r->words->fold + run->start, at - run->start)
                               : NULL;
  if (issuer)
    run->end = run->letters_end = at;
  return issuer;
}

/* "4200/BGDĐT - GDTrH": the unit that a letter's number ends with, which no word could be. */
static gboolean
is_letter_unit(const DcSymbolReader *r, const DcSymbolRun *run) {
  gunichar letters[MAX_LETTERS];
  gsize n = 0;
  if (r->parts != 1 || r->symbol->type || !r->symbol->issuer || r->symbol->year)
    return FALSE;
  if (run->letters < 2)
    return dc_words_is_digit(dc_symbol_byte(r, run->end));
  for (gsize at = run->start; at < run->end && n < MAX_LETTERS;) {
    letters[n] = g_utf8_get_char(r->words->clean + at);
    at += (gsize)g_unichar_to_utf8(letters[n++], NULL);
  }
  return !dc_syllable_is_valid(letters, n);
}

/* Whether unknown letters may be a part: a sub-unit's capitals, without tones. */
static gboolean
may_be_part(const DcSymbolReader *r, const DcSymbolRun *run, char separator, gboolean spaced) {
  if (run->toned || run->upper < 1 || run->letters - run->upper > 2 ||
      dc_letters_lower(g_utf8_get_char(r->words->clean + run->start)) ==
          g_utf8_get_char(r->words->clean + run->start))
    return FALSE;
  if (run->letters - run->upper > run->upper || (run->letters == 1 && r->parts == 0))
    return FALSE;
  if (separator == '.') /* "PGD.Q8", as "KH.UBND" */
    return run->letters == run->upper && run->letters <= 5 &&
           (run->letters >= 2 || (r->parts > 0 && dc_words_is_digit(dc_symbol_byte(r, run->end))));
  if (spaced && is_letter_unit(r, run))
    return TRUE;
  if (spaced) /* a symbol whose separators all stand apart goes on; else only a short run of capitals does */
    return run->letters >= 2 &&
           (r->tight || r->parts == 0 ? run->letters == run->upper && run->letters <= 5 : run->letters <= 8);
  return TRUE;
}

gboolean
dc_symbol_run(const DcSymbolReader *r, char separator, gboolean spaced, DcSymbolRun *run,
              DcSymbolPart *part) {
  if (!read_run(r, run))
    return FALSE;
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
  run->end += MIN(dc_symbol_digits(r->words, run->end), 2); /* a sub-unit's own digits: PC07, V9 */
  return TRUE;
}
