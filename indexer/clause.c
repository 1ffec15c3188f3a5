/* A clause ends at ';', at a full stop before a new sentence, at an empty line and before a list item. A line
 * end alone is no end: half of all texts are wrapped by hand. */
#include "indexer/clause.h"
#include "indexer/contents.h"

#include <string.h>

#include "corpus/letters.h"

enum { MAX_BACK_WORDS = 28, MAX_BETWEEN = 12, MAX_LEAD_WORDS = 100, MAX_LINE_BYTES = 1500 };

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
static gboolean
ends_clause(const DcWords *words, gsize at) {
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
static gboolean
is_quote_open(const DcWords *words, gsize at) {
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
  if (at < words->len && (is_quote_open(words, at) || is_quote_close(words, at)))
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
  if (words->fold[at] == '"' || is_quote_open(words, at))
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
    if (may_end[(guchar)words->fold[at]] && ends_clause(words, at)) {
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
    } else if (is_quote_open(words, at)) {
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

/* "trồng rừng thay thế, Điều 44 …", "được sửa đổi, bổ sung, cấp lại theo …": a verb with a comma behind it
 * has no object; "thay thế, bãi bỏ" goes on. */
static gboolean
is_attribute(const DcWords *words, const DcCue *cue, gsize end) {
  while (cue && cue->kind == DC_CUE_STRONG && !g_str_has_suffix(cue->phrase, "cụm từ")) { /* its object */
    gsize next = dc_words_skip(words, end);
    if (next >= words->len || words->fold[next] != ',')
      return FALSE;
    cue = dc_cues_at(words, dc_words_skip(words, next + 1), 1u << DC_CUE_STRONG, &end);
    if (!cue)
      return TRUE;
  }
  return FALSE;
}

/* "bổ sung hồ sơ", "sửa đổi, bổ sung Giấy phép": at `at` a paper is changed, not an act. */
static gboolean
changes_paper(const DcWords *words, gsize at) {
  gsize end;
  const DcCue *cue = dc_cues_at(words, at, 1u << DC_CUE_STRONG | 1u << DC_CUE_ACTIVE, &end);
  return cue && cue->kind == DC_CUE_ACTIVE && cue->relation == DC_RELATION_CITES;
}

/* "Giấy phép được sửa đổi, bổ sung theo Mẫu số 1 … ban hành kèm theo": what is changed in [from, to) follows
 * a form, so that it is a paper. */
static gboolean
follows_form(const DcWords *words, gsize from, gsize to) {
  static const char *const forms[] = {"theo mẫu", "theo các mẫu", "theo biểu mẫu"};
  for (gsize at = from; at < to; at = dc_words_skip(words, MAX(dc_words_end(words, at), at + 1))) {
    if (words->fold[at] == '"' || is_quote_open(words, at))
      return FALSE; /* words that are changed, or put in */
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
      if (dc_words_match(words, at, forms[i]) != DC_WORDS_NONE)
        return TRUE;
  }
  return FALSE;
}

/* "như sau: “": what follows is another text. */
static gboolean
opens_quoted_text(const DcWords *words, gsize at) {
  gsize next = dc_words_skip(words, at + 1);
  return words->fold[at] == ':' && next < words->len &&
         (words->fold[next] == '"' || is_quote_open(words, next));
}

/* Whether the clause ends at a line end in the white space [from, to). */
static gboolean
ends_between(const DcWords *words, gsize from, gsize to) {
  for (gsize i = from; i < to; i++)
    if (words->fold[i] == '\n' && ends_clause(words, i))
      return TRUE;
  return FALSE;
}

/* The nearest cue of `kinds` in at most `most` words before *at; *at becomes its start. */
static const DcCue *
cue_back(const DcWords *words, gsize *at, gsize limit, guint kinds, int most) {
  gsize end = dc_words_back(words, *at);
  for (int n = 0; n < most && end > limit;) {
    gsize start;
    const DcCue *cue = dc_cues_before(words, end, kinds | 1u << DC_CUE_BREAKS, &start);
    if (cue && (cue->kind == DC_CUE_BREAKS || words->fold[start] == '['))
      return NULL;
    if (cue && start >= limit && !is_attribute(words, cue, end) &&
        !(cue->kind == DC_CUE_STRONG && changes_paper(words, start))) {
      *at = start;
      return cue;
    }
    gsize word = dc_words_start(words, end);
    if (word < end) {
      n++;
      end = dc_words_back(words, word);
      if (ends_between(words, end, word))
        return NULL;
      continue;
    }
    gsize mark = end - 1;
    while (mark > limit && ((guchar)words->fold[mark] & 0xC0) == 0x80)
      mark--;
    if (words->fold[mark] == ';' || words->fold[mark] == '[' || opens_quoted_text(words, mark) ||
        (words->fold[mark] == '.' && ends_clause(words, mark)))
      return NULL;
    n += words->fold[mark] == ')' || words->fold[mark] == ':' ? 4 : 0;
    end = dc_words_back(words, mark);
    if (ends_between(words, end, mark))
      return NULL;
  }
  return NULL;
}

/* Whether a cue further back says more than the nearest one. */
static gboolean
overrules(const DcCue *further, const DcCue *nearest) {
  if (nearest->relation == DC_RELATION_IMPLEMENTS)
    return further->relation == DC_RELATION_REVIEWS || further->relation == DC_RELATION_SUSPENDS ||
           (further->relation == DC_RELATION_GUIDES && g_str_equal(nearest->phrase, "thi hành"));
  if (nearest->kind == DC_CUE_WEAK)
    return further->relation == DC_RELATION_AMENDS || further->relation == DC_RELATION_REPLACES ||
           further->relation == DC_RELATION_REPEALS || further->relation == DC_RELATION_CORRECTS;
  return TRUE;
}

/* "sửa đổi, thay thế, bãi bỏ một số điều của": the first of several is what is done. */
static const DcCue *
first_of_chain(const DcWords *words, const DcCue *cue, gsize *cue_start, gsize limit) {
  for (int n = 0; n < 4 && cue->kind == DC_CUE_STRONG && cue->relation != DC_RELATION_AMENDS; n++) {
    gsize end = dc_words_back(words, *cue_start), start;
    gsize and = dc_words_match_back(words, end, "và");
    if (and != DC_WORDS_NONE)
      end = dc_words_back(words, and);
    else if (end > limit && words->fold[end - 1] == ',')
      end = dc_words_back(words, end - 1);
    else
      break;
    /* "được sửa đổi, bổ sung, bãi bỏ một phần bởi": one passive for all */
    const DcCue *before = dc_cues_before(words, end, 1u << DC_CUE_STRONG | 1u << DC_CUE_PASSIVE, &start);
    if (!before || start < limit)
      break;
    cue = before;
    *cue_start = start;
  }
  return cue;
}

const DcCue *
dc_clause_cue(const DcWords *words, gsize at, gsize limit, gsize *cue_start) {
  guint acting = 1u << DC_CUE_ACTIVE | 1u << DC_CUE_PASSIVE | 1u << DC_CUE_STRONG | 1u << DC_CUE_WEAK;
  gsize start = at;
  const DcCue *cue = cue_back(words, &start, limit, acting, MAX_BACK_WORDS);
  if (!cue)
    return NULL;
  *cue_start = start;
  if (cue->kind == DC_CUE_STRONG)
    return first_of_chain(words, cue, cue_start, limit);
  gsize before = dc_words_back(words, start);
  gboolean apart = before > limit && words->fold[before - 1] == ','; /* "phát huy kết quả, thực hiện …" */
  guint over = apart ? 0 : 1u << DC_CUE_OVER;
  guint wins = cue->kind == DC_CUE_WEAK                  ? 1u << DC_CUE_STRONG
               : cue->relation == DC_RELATION_IMPLEMENTS ? 1u << DC_CUE_STRONG | over
               : cue->kind == DC_CUE_ACTIVE              ? 1u << DC_CUE_PASSIVE
                                                         : 0;
  gsize further = start;
  const DcCue *stronger =
      wins ? cue_back(words, &further, limit, wins, cue->kind == DC_CUE_WEAK ? MAX_BACK_WORDS : MAX_BETWEEN)
           : NULL;
  if (!stronger || !overrules(stronger, cue) ||
      (cue->kind == DC_CUE_WEAK && follows_form(words, further, start)))
    return cue;
  *cue_start = further;
  return stronger->kind == DC_CUE_STRONG ? first_of_chain(words, stronger, cue_start, limit) : stronger;
}

/* "thay thế, bãi bỏ một số cụm từ": what a chain of verbs from `at` on does to words, it does to a part. */
static const DcCue *
of_words(const DcWords *words, gsize at, const DcCue *first) {
  const DcCue *cue = first;
  for (int n = 0; cue && n < 4; n++) {
    if (g_str_has_suffix(cue->phrase, "cụm từ"))
      return cue;
    gsize next = dc_words_skip(words, at), and = dc_words_match(words, next, "và");
    if (and == DC_WORDS_NONE && (next >= words->len || words->fold[next] != ','))
      break;
    cue = dc_cues_at(words, dc_words_skip(words, and == DC_WORDS_NONE ? next + 1 : and), 1u << DC_CUE_STRONG,
                     &at);
  }
  return first;
}

const DcCue *
dc_clause_lead(const DcWords *words, gsize at, gsize limit, gsize *cue_start) {
  gsize start = at, end = dc_words_back(words, at);
  for (int n = 0; n < MAX_LEAD_WORDS && end > limit; n++) {
    gsize word = dc_words_start(words, end);
    if (word == end) { /* a mark */
      gsize mark = end - 1;
      while (mark > limit && ((guchar)words->fold[mark] & 0xC0) == 0x80)
        mark--;
      if (ends_clause(words, mark) || opens_quoted_text(words, mark))
        break;
      end = dc_words_back(words, mark);
      if (ends_between(words, end, mark))
        break;
      continue;
    }
    start = word;
    end = dc_words_back(words, word);
    if (ends_between(words, end, word))
      break;
  }
  gsize stop, about = dc_words_match(words, start, "về việc"); /* a title: "Về việc sửa đổi, bổ sung …" */
  if (about != DC_WORDS_NONE)
    start = dc_words_skip(words, about);
  const DcCue *cue = start < at ? dc_cues_at(words, start, 1u << DC_CUE_STRONG, &stop) : NULL;
  *cue_start = start;
  return cue && !changes_paper(words, start) && !follows_form(words, start, at) ? of_words(words, stop, cue)
                                                                                : NULL;
}

const DcCue *
dc_clause_cue_after(const DcWords *words, gsize end, int most) {
  gsize at = dc_words_skip(words, end);
  for (int n = 0; n < most && at < words->len; n++) {
    gsize stop;
    const DcCue *cue = dc_cues_at(words, at, 1u << DC_CUE_AFTER, &stop);
    if (cue)
      return cue;
    gsize word = dc_words_end(words, at);
    if (word == at)
      word = dc_words_next(words, at);
    if (ends_clause(words, at) || word >= words->len || ends_clause(words, word))
      return NULL;
    at = dc_words_skip(words, word);
  }
  return NULL;
}

gsize
dc_clause_end(const DcWords *words, gsize from, gsize limit) {
  for (gsize at = from; at < limit; at++)
    if (may_end[(guchar)words->fold[at]] && ends_clause(words, at))
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
  while (first < at && (words->fold[first] == '"' || is_quote_open(words, first)))
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
