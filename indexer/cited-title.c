/* A title starts right behind date and issuer with one of the words that open titles, and goes on over the
 * citations that it holds. It ends with its clause, before the next citation that it does not hold, and where
 * the sentence around it takes over: ", Ban Thường vụ Tỉnh ủy ban hành …". */
#include "indexer/cited-title.h"

#include <string.h>

#include "corpus/letters.h"
#include "indexer/clause.h"
#include "indexer/date.h"
#include "indexer/issuer.h"

enum {
  MAX_TITLE = 600, /* bytes: what is longer holds more than a title */
  MIN_TITLE = 12,  /* bytes */
  MAX_NESTING = 32
};

static const DcMention *
mention_at(const GArray *mentions, guint i) {
  return &g_array_index(mentions, DcMention, i);
}

static gboolean
holds(const GArray *mentions, guint outer, guint inner) {
  int at = mention_at(mentions, inner)->container;
  for (int n = 0; n < MAX_NESTING && at >= 0; n++) {
    if ((guint)at == outer)
      return TRUE;
    at = mention_at(mentions, (guint)at)->container;
  }
  return FALSE;
}

/* Where the next citation starts that the title of `i` does not hold. */
static gsize
next_citation(const GArray *mentions, guint i, gsize from, gsize limit) {
  for (guint next = i + 1; next < mentions->len; next++) {
    const DcMention *mention = mention_at(mentions, next);
    if (mention->cite.start >= limit)
      break;
    if (mention->cite.start >= from && !holds(mentions, i, next))
      return mention->cite.start;
  }
  return limit;
}

/* What a list puts between two of its citations stands before `at`. Its start, or DC_WORDS_NONE. */
static gsize
joint_before(const DcWords *words, gsize at) {
  static const char *const joints[] = {"và", "hoặc"};
  gsize end = dc_words_back(words, at);
  for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
    gsize start = dc_words_match_back(words, end, joints[i]);
    if (start != DC_WORDS_NONE)
      return start;
  }
  return end > 0 && words->fold[end - 1] == ',' ? end - 1 : DC_WORDS_NONE;
}

/* "…, Ủy ban nhân dân tỉnh ban hành": behind the comma at `at` somebody else speaks. */
static gboolean
another_speaks(const DcWords *words, gsize at) {
  gsize next = dc_words_skip(words, at + 1);
  return next < words->len && dc_words_is_capital(words, next) &&
         !dc_span_is_empty(dc_issuer_read(words, next, FALSE));
}

/* What is said of the act behind its title; of a central one also where it is carried out. */
static gboolean
goes_on(const DcWords *words, gsize at, gboolean central) {
  static const char *const phrases[] = {"cho đến khi", "hết hiệu lực", "và các văn bản sửa đổi",
                                        "và các văn bản hướng dẫn"};
  for (guint i = 0; i < G_N_ELEMENTS(phrases); i++)
    if (dc_words_match(words, at, phrases[i]) != DC_WORDS_NONE)
      return TRUE;
  return central && dc_words_match(words, at, "trên địa bàn") != DC_WORDS_NONE;
}

static gboolean
closes(const DcWords *words, gsize at) {
  gsize end;
  guint kinds = 1u << DC_CUE_CLOSES | 1u << DC_CUE_PASSIVE | 1u << DC_CUE_BREAKS;
  return dc_cues_at(words, at, kinds, &end) != NULL;
}

typedef struct {
  int brackets, quotes; /* that are open */
  gsize bracket;        /* where the outermost one opened */
} Open;

/* "… bậc học 08/02/2020": a date by itself is of the next cell or line. */
static gboolean
is_bare_date(const DcWords *words, gsize at) {
  DcDate date;
  gsize before = dc_words_back(words, at);
  return dc_words_is_digit((guchar)words->fold[at]) && before < at && dc_date_read(words, at, &date) &&
         strlen(date.iso) == strlen("2024-08-12") &&
         dc_words_match_back(words, before, "ngày") == DC_WORDS_NONE;
}

/* Whether the title cannot go on over the mark at `at`, which is no letter. */
static gboolean
ends_at_mark(const DcWords *words, gsize at, Open *open) {
  const char *mark = words->fold + at;
  switch (*mark) {
  case ' ':
    return FALSE;
  case '(':
    if (open->brackets++ == 0)
      open->bracket = at;
    return dc_clause_is_alias(words, at + 1);
  case ')':
    return --open->brackets < 0;
  case ',':
    return another_speaks(words, at);
  case '_':
    return g_str_has_prefix(mark, "___");
  default:
    if (is_bare_date(words, at))
      return TRUE;
    open->quotes += g_str_has_prefix(mark, "“") ? 1 : g_str_has_prefix(mark, "”") ? -1 : 0;
    return open->quotes < 0;
  }
}

/* Where what starts at `from` ends within [from, limit), which holds one clause: at the latest before a
 * bracket that does not close. */
static gsize
end_of_words(const DcWords *words, gsize from, gsize limit, gboolean central) {
  Open open = {0};
  gsize at = from;
  while (at < limit) {
    if (!dc_words_is_letter((guchar)words->fold[at])) {
      if (ends_at_mark(words, at, &open))
        break;
      at = dc_words_next(words, at);
      continue;
    }
    if (closes(words, at) || goes_on(words, at, central))
      break;
    at = MAX(dc_words_end(words, at), dc_words_next(words, at));
  }
  return open.brackets > 0 ? open.bracket : at;
}

/* The title in quotation marks that starts at `from`; an empty span when its end is not found. */
static DcSpan
quoted_title(const DcWords *words, gsize from, gsize open, gsize limit) {
  const char *mark = open == 1 ? "\"" : "”";
  const char *end = g_strstr_len(words->fold + from, (gssize)(limit - from), mark);
  return end ? (DcSpan){from, (gsize)(end - words->fold)} : (DcSpan){from, from};
}

/* Words alone that open titles, as before the end of a page, are none. */
static gboolean
says_something(const DcWords *words, DcSpan title) {
  gsize at = title.start, end;
  while (at < title.end && dc_cues_at(words, at, ~0u, &end)) {
    at = dc_words_skip(words, end);
    if (at < title.end && words->fold[at] == ',')
      at = dc_words_skip(words, at + 1);
    gsize more = dc_words_match(words, at, "bổ sung");
    at = more != DC_WORDS_NONE ? dc_words_skip(words, more) : at;
  }
  guint said = 0;
  for (; said < 2 && at < title.end; said++)
    at = dc_words_skip(words, MAX(dc_words_end(words, at), at + 1));
  return said == 2 && title.end >= title.start + MIN_TITLE;
}

static DcSpan
trim(const DcWords *words, DcSpan span) {
  span.end = dc_words_back(words, span.end);
  while (span.end > span.start && strchr(",.-:;", words->fold[span.end - 1]))
    span.end = dc_words_back(words, span.end - 1);
  return span.end < span.start ? (DcSpan){span.start, span.start} : span;
}

/* "… tiếp tục được triển khai", "… kèm theo phương án": the sentence goes on about the act. */
static gboolean
is_statement(const DcWords *words, gsize from) {
  gsize at = from;
  if (dc_words_match(words, at, "kèm theo") != DC_WORDS_NONE)
    return TRUE;
  for (int n = 0; n < 3; n++, at = dc_words_skip(words, dc_words_end(words, at)))
    if (dc_words_match(words, at, "được") != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

static DcSpan
find_title(const DcWords *words, const GArray *mentions, guint i) {
  const DcSpan none = {0, 0};
  gsize from = mention_at(mentions, i)->cite.end;
  if (!dc_clause_opens_title(words, from, words->len))
    return none;
  from = dc_words_skip(words, from);
  if (strchr(",-", words->fold[from]))
    from = dc_words_skip(words, from + 1);
  if (is_statement(words, from))
    return none;
  gsize limit = MIN(from + MAX_TITLE + 1, words->len);
  gsize open = words->fold[from] == '"' ? 1 : g_str_has_prefix(words->fold + from, "“") ? strlen("“") : 0;
  if (open)
    return quoted_title(words, from + open, open, limit);
  gsize clause = dc_clause_end(words, from, limit);
  gsize next = next_citation(mentions, i, from, clause);
  gsize end = end_of_words(words, from, next, strcmp(mention_at(mentions, i)->unit, "TW") == 0);
  if (end == next && next < clause) { /* nothing but a list's joint tells that the title ends there */
    end = joint_before(words, next);
    if (end == DC_WORDS_NONE)
      return none;
  }
  return end >= from + MAX_TITLE ? none : trim(words, (DcSpan){from, MAX(from, end)});
}

void
dc_cited_titles(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions) {
  const DcWords words = dc_words_new(view, layout);
  g_autoptr(GHashTable) titled = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *mention = &g_array_index(mentions, DcMention, i);
    if (mention->cls != DC_CLASS_NUMBERED || mention->relation == DC_RELATION_SELF ||
        g_hash_table_contains(titled, mention->key))
      continue;
    DcSpan span = find_title(&words, mentions, i);
    if (!says_something(&words, span))
      continue;
    g_autofree char *title = dc_words_text(&words, span);
    mention->title = g_string_chunk_insert_const(strings, title);
    g_hash_table_add(titled, (gpointer)mention->key);
  }
}
