/* A clause ends at ';', at a full stop before a new sentence, at an empty line and before a list item. A line
 * end alone is no end: half of all texts are wrapped by hand. */
#include "indexer/clause-parts.h"
#include "indexer/contents.h"

#include <string.h>

#include "corpus/letters.h"

enum { MAX_LINE_BYTES = 1500 };

static gboolean
is_at(const DcWords *words, gsize at, const char *literal) {
  gsize n = strlen(literal);
  return at + n <= words->len && memcmp(words->fold + at, literal, n) == 0;
}

/* "2 Quyết định số …" below a text that ended: a footnote, not the number of an article. */
static gboolean
is_footnote(const DcWords *words, gsize at, gsize end) {
  gsize next = dc_words_skip(words, end), before = dc_words_back(words, at);
  if (end == at || end - at > 2 || !dc_words_is_digit((guchar)words->fold[at]) || next == end ||
      next >= words->len || before == 0 || !dc_words_is_letter((guchar)words->fold[next]))
    return FALSE;
  gboolean ended =
      strchr(".;:\")", words->fold[before - 1]) || (before >= 3 && is_at(words, before - 3, "”"));
  return ended && dc_words_is_capital(words, next) && dc_words_match(words, next, "điều") == DC_WORDS_NONE &&
         dc_words_match(words, next, "khoản") == DC_WORDS_NONE;
}

/* "73" alone on a line, and a capital on the next: a row of a table begins. */
static gboolean
is_row_number(const DcWords *words, gsize at, gsize end) {
  gsize next = dc_words_skip(words, end);
  return end > at && end - at <= 3 && strspn(words->fold + at, "0123456789") == end - at &&
         next < words->len && memchr(words->fold + end, '\n', next - end) != NULL &&
         dc_words_is_capital(words, next);
}

/* "Điều 5" at the start of a line where a sentence goes on: "Điều 12, khoản 4", "Điều 10 của", "Điều 5 Luật".
 * `at`: behind the word. */
static gboolean
is_pinpoint(const DcWords *words, gsize at) {
  static const char *const acts[] = {"luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư"};
  gsize next = dc_words_skip(words, at);
  while (next < words->len && dc_words_is_digit((guchar)words->fold[next]))
    next++;
  gboolean comma = next < words->len && words->fold[next] == ',';
  next = dc_words_skip(words, next);
  if (comma || next >= words->len || !dc_words_is_letter((guchar)words->fold[next]))
    return comma;
  gboolean act = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(acts) && !act; i++)
    act = dc_words_match(words, next, acts[i]) != DC_WORDS_NONE;
  return act || !dc_words_is_capital(words, next);
}

/* "a) ", "1. ", "- ", "Điều 5", "Căn cứ" at the start of a line. */
static gboolean
starts_item(const DcWords *words, gsize at) {
  static const char *const starts[] = {"điều",     "căn cứ",  "chương",      "phụ lục",     "mục",
                                       "nơi nhận", "article", "pursuant to", "xét đề nghị", "theo đề nghị"};
  char c = words->fold[at], next = at + 1 < words->len ? words->fold[at + 1] : 0;
  if ((c == '-' || c == '+') && next == ' ')
    return TRUE;
  gsize end = at;
  while (end < words->len && end - at < 6 && (g_ascii_isalnum(words->fold[end]) || words->fold[end] == '.'))
    end++;
  if (end > at && end < words->len && (words->fold[end] == ')' || words->fold[end - 1] == '.') &&
      (end - at <= 3 || dc_words_is_digit((guchar)c)))
    return TRUE;
  if (is_row_number(words, at, end) || is_footnote(words, at, end) ||
      (is_at(words, at, "số:") && dc_words_is_capital(words, at)))
    return TRUE; /* "Quyết định⏎số: 5/QĐ-UBND" goes on */
  for (guint i = 0; i < G_N_ELEMENTS(starts) && dc_words_is_capital(words, at); i++) {
    gsize stop = dc_words_match(words, at, starts[i]);
    if (stop != DC_WORDS_NONE &&
        (i != 0 ||
         (dc_words_is_digit((guchar)words->fold[dc_words_skip(words, stop)]) && !is_pinpoint(words, stop))))
      return TRUE;
  }
  return FALSE;
}

/* The characters at which a clause may end. */
static const guint8 may_end[256] = {[';'] = TRUE, ['['] = TRUE, ['\n'] = TRUE, ['.'] = TRUE, [':'] = TRUE};

/* "Quyết định số: 5/QĐ-UBND", not "Mẫu số: 01": the colon at `at` stands before the number of an act. */
static gboolean
is_number_sign(const DcWords *words, gsize at) {
  gsize so = dc_words_match_back(words, at, "số");
  if (so == DC_WORDS_NONE || !dc_words_is_digit((guchar)words->fold[dc_words_skip(words, at + 1)]))
    return FALSE;
  gsize before = dc_words_back(words, so);
  return dc_words_match_back(words, before, "mẫu") == DC_WORDS_NONE &&
         dc_words_match_back(words, before, "biểu") == DC_WORDS_NONE;
}

/* Whether the clause ends at the character at `at`. */
gboolean
dc_clause_ends_at(const DcWords *words, gsize at) {
  char c = words->fold[at];
  if (c == ';' || c == '[')
    return TRUE;
  if (c == '\n') {
    gsize next = dc_words_skip(words, at);
    gboolean blank = next > at + 1 && !dc_words_has_gap(words, at, next);
    for (gsize i = at + 1; blank && i < next; i++)
      if (words->fold[i] == '\n')
        return TRUE;
    return next < words->len && (dc_words_is_paragraph_end(words, at) || starts_item(words, next));
  }
  if (c != '.' && c != ':')
    return FALSE;
  if (at + 1 >= words->len)
    return TRUE;
  gsize next = dc_words_skip(words, at + 1);
  if (c == ':' && at > 0 && dc_words_is_digit((guchar)words->fold[at - 1]) &&
      dc_words_is_digit((guchar)words->fold[at + 1])) /* a scale, "1:10.000" */
    return FALSE;
  if (c == ':' && is_number_sign(words, at))
    return FALSE;
  if (c == '.' && next == at + 1 && words->fold[next] != '/')
    return FALSE;
  if (c == '.' && at > 0) { /* "TP. Hồ Chí Minh", "số. 5" */
    gsize word = dc_words_start(words, at);
    if (at - word <= 2 && word < at && !dc_words_is_digit((guchar)words->fold[at - 1]))
      return FALSE;
  }
  return TRUE;
}

/* Both kinds of quotation marks in texts are no ASCII. */
gboolean
dc_clause_opens_quote(const DcWords *words, gsize at) {
  if ((guchar)words->fold[at] < 0x80)
    return FALSE;
  return is_at(words, at, "“") || is_at(words, at, "‘") || is_at(words, at, "«");
}

static gboolean
is_quote_close(const DcWords *words, gsize at) {
  if ((guchar)words->fold[at] < 0x80)
    return FALSE;
  return is_at(words, at, "”") || is_at(words, at, "’") || is_at(words, at, "»");
}

/* A joint that stands at `at`: its end, or `at`. */
static gsize
skip_joint(const DcWords *words, gsize at) {
  static const char *const joints[] = {"và", "hoặc", "các", "cùng", "số", "and"};
  if (at < words->len && (words->fold[at] == ',' || words->fold[at] == '"'))
    return at + 1;
  if (at < words->len && (dc_clause_opens_quote(words, at) || is_quote_close(words, at)))
    return dc_words_next(words, at);
  for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
    gsize end = dc_words_match(words, at, joints[i]);
    if (end != DC_WORDS_NONE)
      return end;
  }
  return at;
}

static gboolean
is_joined(const DcWords *words, gsize from, gsize to) {
  gsize at = dc_words_skip(words, from);
  while (at < to) {
    gsize next = skip_joint(words, at);
    if (next == at)
      return FALSE;
    at = dc_words_skip(words, next);
  }
  return TRUE;
}

static gboolean
has_joint_before(const DcWords *words, gsize from, gsize at) {
  gsize end = dc_words_back(words, at);
  gsize of_all = dc_words_match_back(words, end, "các");
  if (of_all != DC_WORDS_NONE)
    end = dc_words_back(words, of_all);
  if (end <= from)
    return FALSE;
  return words->fold[end - 1] == ',' || dc_words_match_back(words, end, "và") != DC_WORDS_NONE ||
         dc_words_match_back(words, end, "hoặc") != DC_WORDS_NONE ||
         dc_words_match_back(words, end, "and") != DC_WORDS_NONE;
}

gboolean
dc_clause_opens_title(const DcWords *words, gsize at, gsize to) {
  guint kinds = 1u << DC_CUE_OPENS | 1u << DC_CUE_ACTIVE | 1u << DC_CUE_STRONG | 1u << DC_CUE_WEAK;
  at = dc_words_skip(words, at);
  if (at < to && (words->fold[at] == ',' || words->fold[at] == '-'))
    at = dc_words_skip(words, at + 1);
  if (at >= to)
    return FALSE;
  if (words->fold[at] == '"' || dc_clause_opens_quote(words, at))
    return TRUE;
  gsize end;
  const DcCue *cue = dc_cues_at(words, at, kinds, &end);
  return cue && cue->relation != DC_RELATION_BASED_ON &&
         !(cue->kind == DC_CUE_ACTIVE && cue->relation == DC_RELATION_CITES);
}

gboolean
dc_clause_is_alias(const DcWords *words, gsize at) {
  static const char *const starts[] = {"sau đây", "viết tắt", "gọi tắt", "gọi chung", "hereinafter"};
  at = dc_words_skip(words, at);
  for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
    if (dc_words_match(words, at, starts[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* "Chương trình số … của Tỉnh ủy (thực hiện Nghị quyết số …": the bracket at `at` says what that one carries
 * out, right before the next at `to`. */
static gboolean
is_acting_bracket(const DcWords *words, gsize at, gsize to) {
  gsize end;
  const DcCue *cue = dc_cues_at(words, dc_words_skip(words, at + 1), 1u << DC_CUE_ACTIVE, &end);
  if (!cue || cue->relation != DC_RELATION_IMPLEMENTS)
    return FALSE;
  gsize all = dc_words_match(words, dc_words_skip(words, end), "các");
  return dc_words_skip(words, all == DC_WORDS_NONE ? end : all) == to;
}

/* Whether nothing but the bracket of a short name, or the end of one, stands before the title. */
static gboolean
title_behind_alias(const DcWords *words, gsize from, gsize to) {
  gsize at = dc_words_skip(words, from);
  if (at < to && words->fold[at] == '(' && dc_clause_is_alias(words, at + 1)) {
    const char *close = memchr(words->fold + at, ')', to - at);
    at = close != NULL ? (gsize)(close - words->fold) : to;
  }
  return at < to && words->fold[at] == ')' && dc_clause_opens_title(words, at + 1, to);
}

/* "Đề án “Phát triển giáo dục” theo …": the quotation at `at` names a programme within the title, and the
 * title goes on behind it. */
static gboolean
quotes_a_name(const DcWords *words, gsize at) {
  static const char *const named[] = {"đề án",  "chương trình", "dự án",  "phong trào", "cuộc vận động",
                                      "đề tài", "mô hình",      "chủ đề", "cuộc thi",   "chiến lược"};
  gsize end = dc_words_back(words, at);
  for (guint i = 0; i < G_N_ELEMENTS(named); i++)
    if (dc_words_match_back(words, end, named[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* "Công văn số … gửi các bộ; Ủy ban nhân dân các tỉnh về việc …": where the title starts behind those who are
 * written to. */
static gsize
skip_addressees(const DcWords *words, gsize from, gsize to) {
  gsize at = dc_words_skip(words, from);
  if (at >= to || dc_words_match(words, at, "gửi") == DC_WORDS_NONE)
    return from;
  const char *title = g_strstr_len(words->fold + at, (gssize)(to - at), " về việc ");
  return title ? (gsize)(title - words->fold) : from;
}

DcGap
dc_gap_read(const DcWords *words, gsize from, gsize to) {
  from = skip_addressees(words, from, to);
  DcGap gap = {.joined = is_joined(words, from, to), .opens = dc_clause_opens_title(words, from, to)};
  gap.joint = has_joint_before(words, from, to);
  gap.resumes = title_behind_alias(words, from, to);
  int quotes = 0, alias_depth = 0;
  gboolean name = FALSE;
  for (gsize at = from; at < to && !gap.broken;) {
    gsize past = words->fold[at] == '\n' ? dc_words_skip(words, at) : at, end;
    if (may_end[(guchar)words->fold[at]] && dc_clause_ends_at(words, at)) {
      gap.broken = TRUE;
      break;
    }
    if (past > at) {
      at = past;
      continue;
    }
    if (words->fold[at] == '(') {
      gap.depth++;
      gap.acts = at == dc_words_skip(words, from) && is_acting_bracket(words, at, to);
      if (!gap.alias && dc_clause_is_alias(words, at + 1)) {
        gap.alias = TRUE;
        alias_depth = gap.depth;
      }
    } else if (words->fold[at] == ')') {
      gap.restated |= gap.alias && gap.depth <= alias_depth;
      gap.alias &= gap.depth-- > alias_depth;
    } else if (dc_clause_opens_quote(words, at)) {
      quotes++;
      name |= quotes_a_name(words, at);
    } else if (is_quote_close(words, at)) {
      gap.closed |= --quotes <= 0 && gap.depth <= 0 && !name;
      name &= quotes > 0;
    } else if (dc_words_is_letter((guchar)words->fold[at])) {
      const DcCue *cue =
          dc_cues_at(words, at, 1u << DC_CUE_CLOSES | 1u << DC_CUE_PASSIVE | 1u << DC_CUE_BREAKS, &end);
      gap.closed |= cue != NULL;
      gap.broken |= cue && cue->kind == DC_CUE_BREAKS;
      gap.ended |= cue && cue->kind == DC_CUE_PASSIVE;
      gsize word = dc_words_end(words, at);
      at = MAX(word, dc_words_next(words, at));
      continue;
    }
    at = dc_words_next(words, at);
  }
  gap.broken |= gap.depth < -1 || dc_contents_has_heading(words, from, to);
  return gap;
}

gsize
dc_clause_end(const DcWords *words, gsize from, gsize limit) {
  for (gsize at = from; at < limit; at++)
    if (may_end[(guchar)words->fold[at]] && dc_clause_ends_at(words, at))
      return at;
  return limit;
}

gsize
dc_clause_line_start(const DcWords *words, gsize at) {
  gsize from = at > MAX_LINE_BYTES ? at - MAX_LINE_BYTES : 0;
  const char *feed = memrchr(words->fold + from, '\n', at - from);
  if (!feed && from > 0)
    return at;
  gsize first = dc_words_skip(words, feed ? (gsize)(feed - words->fold) + 1 : 0);
  while (first < at && (words->fold[first] == '"' || dc_clause_opens_quote(words, first)))
    first = dc_words_skip(words, dc_words_next(words, first));
  return MIN(first, at);
}

gboolean
dc_clause_is_introduced(const DcWords *words, gsize at) {
  static const char *const intros[] = {"gọi tắt là", "viết tắt là", "gọi là",
                                       "gọi tắt",    "viết tắt",    "gọi chung là"};
  gsize end = dc_words_back(words, at);
  for (guint i = 0; i < G_N_ELEMENTS(intros); i++)
    if (dc_words_match_back(words, end, intros[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}
