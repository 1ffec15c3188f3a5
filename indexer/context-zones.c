/* Where in the document a mention stands, and in a consolidated text which act is quoted there. */
#include "indexer/context-parts.h"

DcZone
dc_context_zone(const DcContext *context, const DcMention *mention) {
  const DcLayout *layout = context->layout;
  if (dc_span_contains(layout->title, mention->span) || dc_span_contains(layout->type_line, mention->span) ||
      dc_span_contains(layout->summary, mention->span))
    return DC_ZONE_TITLE;
  if (dc_span_contains(layout->issued_with, mention->span))
    return DC_ZONE_ISSUED_WITH;
  if (!dc_span_contains(layout->content, mention->span))
    return DC_ZONE_OUTSIDE;
  if (dc_span_contains(layout->preamble, mention->span))
    return DC_ZONE_PREAMBLE;
  return dc_span_contains(layout->opening, mention->span) ? DC_ZONE_OPENING : DC_ZONE_BODY;
}

gboolean
dc_context_is_consolidation(const DcContext *context) {
  return dc_context_is_same(context->identity->type, "VBHN");
}

static gboolean
in_preamble(const DcContext *context, gsize at) {
  return dc_span_contains(context->layout->preamble, (DcSpan){at, at + 1});
}

DcLineKind
dc_context_line_kind(const DcContext *context, gsize at) {
  static const struct {
    const char *start;
    DcLineKind kind;
  } starts[] = {{"căn cứ", DC_LINE_BASED_ON},
                {"pursuant to", DC_LINE_BASED_ON},
                {"thực hiện", DC_LINE_IMPLEMENTS},
                {"triển khai", DC_LINE_IMPLEMENTS},
                {"xét", DC_LINE_CONSIDERS},
                {"sau khi", DC_LINE_CONSIDERS},
                {"theo đề nghị", DC_LINE_PROPOSAL},
                {"trên cơ sở", DC_LINE_CONSIDERS},
                {"tiếp tục thực hiện", DC_LINE_IMPLEMENTS},
                {"thi hành", DC_LINE_IMPLEMENTS},
                {"quốc hội ban hành", DC_LINE_OTHER},
                {"ủy ban thường vụ quốc hội ban hành", DC_LINE_OTHER},
                {"chính phủ ban hành", DC_LINE_OTHER},
                {"thủ tướng chính phủ ban hành", DC_LINE_OTHER},
                {"bộ trưởng", DC_LINE_OTHER}};
  const DcWords *words = &context->words;
  gsize line = dc_clause_line_start(words, at);
  for (int n = 0; n < 12; n++) { /* the line on which the item begins */
    gsize first = line;
    if (words->fold[first] == '-' || words->fold[first] == '+')
      first = dc_words_skip(words, first + 1);
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
      if (dc_words_match(words, first, starts[i].start) != DC_WORDS_NONE)
        return starts[i].kind == DC_LINE_BASED_ON && first != line && !in_preamble(context, first)
                   ? DC_LINE_OTHER
                   : starts[i].kind;
    gsize from = line > DC_CONTEXT_MAX_LINE ? line - DC_CONTEXT_MAX_LINE : 0;
    const char *feed = memrchr(words->fold + from, '\n', line - from);
    gsize before = feed ? (gsize)(feed - words->fold) + 1 : 0;
    if (before == 0 || dc_clause_end(words, before - 1, line) < line)
      break;
    line = dc_clause_line_start(words, before - 1);
    if (at - line > DC_CONTEXT_MAX_LINE)
      break;
  }
  return DC_LINE_OTHER;
}

/* A "Căn cứ" line of a preamble ends with a semicolon or is followed by another line of that kind. */
gboolean
dc_context_is_preamble_line(const DcContext *context, gsize at) {
  const DcWords *words = &context->words;
  gsize end = dc_clause_end(words, at, MIN(at + DC_CONTEXT_MAX_LINE, words->len));
  return end < words->len &&
         (words->fold[end] == ';' || words->fold[end] == '\n' ||
          (words->fold[end] == '.' && end + 1 < words->len && words->fold[end + 1] == '\n'));
}

/* "… có căn cứ ban hành như sau:" behind a citation: what follows is its text. */
gsize
dc_context_introduces_quote(const DcContext *context, const DcMention *mention) {
  const DcWords *words = &context->words;
  gsize from = mention->cite.end, end = from;
  for (int n = 0; n < 3; n++) {
    end = dc_clause_end(words, end, MIN(from + DC_CONTEXT_MAX_LINE, words->len));
    if (end >= words->len || words->fold[end] == ':')
      break;
    return DC_WORDS_NONE;
  }
  gboolean announced = end < words->len && words->fold[end] == ':' &&
                       dc_words_match_back(words, end, "như sau") != DC_WORDS_NONE;
  return announced ? end + 1 : DC_WORDS_NONE;
}

/* The mention before is the act that speaks, or stands in what it says. */
static gboolean
follows_speaker(const DcContext *context, int previous) {
  for (int n = 0; n < DC_CONTEXT_MAX_NESTING && previous >= 0; n++) {
    if (previous == context->speaker)
      return TRUE;
    previous = dc_context_mention(context, previous)->container;
  }
  return FALSE;
}

/* The act whose quoted text holds the mention, in a consolidated text; -1. */
int
dc_context_speaker(DcContext *context, const DcMention *mention, int previous) {
  const GArray *quotes = context->layout->quotes;
  if (context->speaker < 0)
    return -1;
  gsize after = dc_context_mention(context, context->speaker)->cite.end;
  gboolean follows = follows_speaker(context, previous);
  gboolean based = dc_context_line_kind(context, mention->cite.start) == DC_LINE_BASED_ON;
  if (follows && based) /* lines of its preamble follow each other, quoted or not */
    return context->speaker;
  while (context->quote < quotes->len &&
         g_array_index(quotes, DcSpan, context->quote).end <= mention->span.start)
    context->quote++;
  if (context->quote == quotes->len)
    return -1;
  DcSpan quote = g_array_index(quotes, DcSpan, context->quote);
  gboolean near = quote.start > after && quote.start - after < DC_CONTEXT_MAX_GAP;
  /* A page break puts the document's own text, quotes and all, between a footnote's lines. */
  gboolean first = quote.start == dc_words_skip(&context->words, context->quoted_from);
  return dc_span_contains(quote, mention->span) && near && (first || based || follows) ? context->speaker
                                                                                       : -1;
}
