/* The cue of a citation: the nearest words before it, in its clause, that say what is done to it; the verb
 * that the clause begins with; and what is said behind it. */
#include "indexer/clause-parts.h"

#include <string.h>

enum { MAX_BACK_WORDS = 28, MAX_BETWEEN = 12, MAX_LEAD_WORDS = 100 };

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
    if (words->fold[at] == '"' || dc_clause_opens_quote(words, at))
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
         (words->fold[next] == '"' || dc_clause_opens_quote(words, next));
}

/* Whether the clause ends at a line end in the white space [from, to). */
static gboolean
ends_between(const DcWords *words, gsize from, gsize to) {
  for (gsize i = from; i < to; i++)
    if (words->fold[i] == '\n' && dc_clause_ends_at(words, i))
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
        (words->fold[mark] == '.' && dc_clause_ends_at(words, mark)))
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
      if (dc_clause_ends_at(words, mark) || opens_quoted_text(words, mark))
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
    if (dc_clause_ends_at(words, at) || word >= words->len || dc_clause_ends_at(words, word))
      return NULL;
    at = dc_words_skip(words, word);
  }
  return NULL;
}
