/* Lists that a mention is an item of: under a heading of a portal page, or below words that announce what is
 * done to all of them. */
#include "indexer/context-parts.h"

enum { ANNEX_TITLE_BYTES = 300 };

const DcCue *
dc_context_heading(const DcContext *context, gsize at) {
  const DcWords *words = &context->words;
  gsize from = at > DC_CONTEXT_MAX_GAP ? at - DC_CONTEXT_MAX_GAP : 0;
  const char *open;
  for (gsize i = at; (open = memrchr(words->fold + from, '[', i - from)) != NULL;) {
    i = (gsize)(open - words->fold);
    if (!dc_words_is_digit((guchar)words->fold[i + 1]))
      continue;
    if (words->fold[i + 1] == '0') /* an empty list */
      return NULL;
    static const char literal[] = "văn bản ";
    for (gsize j = i; j-- > from && words->fold[j] != ']';) {
      gsize end;
      const DcCue *cue = memcmp(words->fold + j, literal, sizeof literal - 1) == 0
                             ? dc_cues_at(words, j, 1u << DC_CUE_HEADING | 1u << DC_CUE_INCOMING, &end)
                             : NULL;
      if (cue)
        return cue;
    }
    return NULL;
  }
  return NULL;
}

/* Where the item starts that begins with the mention, its label ("1. ", "a) ", a pinpoint) apart;
 * DC_WORDS_NONE when other words come first. */
static gsize
item_start(const DcContext *context, const DcMention *mention) {
  const DcWords *words = &context->words;
  DcSpan pinpoint = context->pinpoint;
  gsize at = dc_words_back(words, dc_span_is_empty(pinpoint) ? mention->cite.start : pinpoint.start);
  static const char *const leads[] = {"đối với", "căn cứ"}; /* "1. Đối với Thông tư số …" */
  for (guint i = 0; i < G_N_ELEMENTS(leads); i++) {
    gsize lead = dc_words_match_back(words, at, leads[i]);
    if (lead != DC_WORDS_NONE)
      at = dc_words_back(words, lead);
  }
  gsize label = at;
  while (label > 0 && at - label < 6 && !strchr(" \n:;", words->fold[label - 1]))
    label--;
  gsize before = dc_words_back(words, label);
  gboolean labelled = label < at && (strchr(".)-", words->fold[at - 1]) != NULL);
  gsize end = labelled ? before : at;
  gboolean new_line = labelled && memchr(words->fold + before, '\n', label - before) != NULL;
  return end > 0 && (new_line || strchr(":;.", words->fold[end - 1])) ? end : DC_WORDS_NONE;
}

/* "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH", "1. Căn cứ pháp lý": what stands below is what the document rests on. A
 * numbered point may be a sentence, "1. Căn cứ Luật …": a heading is short and has no marks. */
static gboolean
is_ground_title(const DcContext *context, const DcSection *section) {
  static const char *const titles[] = {"căn cứ", "các căn cứ", "những căn cứ", "cơ sở pháp lý"};
  enum { SHORT = 64 };
  const char *fold = context->words.fold;
  gsize title = section->label.end, end = section->line.end;
  while (title < end && strchr(".:-) ", fold[title]))
    title++;
  while (end > title && strchr(".: ", fold[end - 1]))
    end--;
  gboolean marks = memchr(fold + title, ',', end - title) || memchr(fold + title, '/', end - title) ||
                   memchr(fold + title, ';', end - title);
  if (section->kind == DC_SECTION_CLAUSE && (marks || end - title > SHORT))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(titles); i++)
    if (dc_words_match(&context->words, title, titles[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* The heading over the items of a list that holds the mention, or NULL. Mentions are asked for in text order.
 */
static const DcSection *
heading_over(DcContext *context, const DcMention *mention) {
  const GArray *sections = context->layout->sections;
  for (; context->section < sections->len; context->section++) {
    const DcSection *section = &g_array_index(sections, DcSection, context->section);
    if (section->line.start > mention->span.start)
      break;
    if (section->kind == DC_SECTION_ANNEX)
      context->annex = section;
    gboolean item = section->kind == DC_SECTION_CLAUSE || section->kind == DC_SECTION_POINT ||
                    section->kind == DC_SECTION_DASH;
    gboolean numbered = context->over && context->over->kind == DC_SECTION_CLAUSE;
    if (!item || (section->kind == DC_SECTION_CLAUSE && (numbered || is_ground_title(context, section))))
      context->over = section;
  }
  return context->over;
}

gboolean
dc_context_is_ground(DcContext *context, const DcMention *mention) {
  const DcSection *over = heading_over(context, mention);
  return over && item_start(context, mention) != DC_WORDS_NONE && is_ground_title(context, over);
}

/* "Phụ lục I⏎DANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT BÃI BỎ TOÀN BỘ": every item of the annex is repealed. */
static gboolean
is_repealed_by_annex(DcContext *context, const DcContextPlace *place) {
  static const char *const words[] = {"danh mục", "văn bản", "bãi bỏ"};
  const char *fold = context->words.fold;
  heading_over(context, place->mention);
  if (!context->annex || !place->gap.broken || !dc_context_may_change(context) ||
      dc_context_is_consolidation(context))
    return FALSE;
  gsize start = context->annex->line.end, len = MIN(ANNEX_TITLE_BYTES, context->words.len - start);
  const char *open = memchr(fold + start, '(', len);
  len = open ? (gsize)(open - fold) - start : len;
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (!g_strstr_len(fold + start, (gssize)len, words[i]))
      return FALSE;
  DcSpan pinpoint = context->pinpoint;
  gsize at = dc_span_is_empty(pinpoint) ? place->mention->cite.start : pinpoint.start;
  return item_start(context, place->mention) != DC_WORDS_NONE ||
         dc_clause_line_start(&context->words, at) == at;
}

/* The change that the head of a list announces: "Bãi bỏ các quyết định sau đây:⏎1. Quyết định số …". */
static DcRelation
list_head(const DcContext *context, gsize end) {
  const DcWords *words = &context->words;
  gsize start;
  if (!dc_context_may_change(context))
    return DC_RELATION_CITES;
  if (words->fold[end - 1] != ':') { /* "Điều 1. Bãi bỏ toàn bộ các văn bản" over numbered items */
    gsize line = dc_clause_line_start(words, end);
    const DcCue *lead = line < end ? dc_clause_lead(words, end, line, &start) : NULL;
    gboolean heading =
        lead && dc_context_is_change(lead->relation) && dc_words_match(words, line, "điều") != DC_WORDS_NONE;
    return heading ? lead->relation : DC_RELATION_CITES;
  }
  if (dc_context_is_consolidation(context)) { /* "… có hiệu lực từ ngày …, được sửa đổi, bổ sung bởi:" */
    const DcCue *passive = dc_cues_before(words, dc_words_back(words, end - 1), 1u << DC_CUE_PASSIVE, &start);
    if (passive && passive->relation == DC_RELATION_AMENDED_BY)
      return DC_RELATION_AMENDED_BY;
  }
  const DcCue *after = dc_cues_before(words, end - 1, 1u << DC_CUE_AFTER, &start);
  if (!after) { /* "Các văn bản sau hết hiệu lực kể từ ngày Thông tư này có hiệu lực:" */
    gsize line;
    dc_clause_lead(words, end - 1, 0, &line); /* where its clause starts, lines before the last one, too */
    gsize label = line + strcspn(words->fold + line, ".) \n");
    gsize first = strchr(".)", words->fold[label]) ? label + 1 : line;
    after = first < end - 1 ? dc_clause_cue_after(words, first, DC_CONTEXT_MAX_WORDS) : NULL;
  }
  if (after)
    return after->relation;
  const DcCue *cue = dc_clause_cue(words, end - 1, 0, &start);
  if (!cue ||
      !dc_context_is_change(cue->relation)) { /* "Bãi bỏ toàn bộ 14 văn bản do Bộ trưởng … sau đây:" */
    const DcCue *lead = dc_clause_lead(words, end - 1, 0, &start);
    cue = lead ? lead : cue;
  }
  gboolean announced = cue && dc_context_is_change(cue->relation) && cue->kind == DC_CUE_STRONG &&
                       !dc_context_is_plan(context, start);
  return announced ? cue->relation : DC_RELATION_CITES;
}

DcRelation
dc_context_list_relation(DcContext *context, const DcContextPlace *place) {
  if (is_repealed_by_annex(context, place))
    return DC_RELATION_REPEALS;
  gsize end = item_start(context, place->mention);
  if (end == DC_WORDS_NONE)
    return context->list = DC_RELATION_CITES;
  /* "Bãi bỏ Điều 3 Thông tư A; khoản 1 Điều 5 Thông tư B": the verb holds for both. */
  const DcWords *words = &context->words;
  gsize at = dc_span_is_empty(context->pinpoint) ? place->mention->cite.start : context->pinpoint.start;
  if (words->fold[end - 1] == ';' && dc_words_skip(words, end) == at && place->previous &&
      place->previous->container < 0 && dc_context_is_change(place->previous->relation) &&
      dc_clause_end(words, place->previous->cite.end, end - 1) == end - 1)
    return context->list = place->previous->relation;
  DcRelation head = list_head(context, end);
  gboolean goes_on = place->previous && place->gap.broken && words->fold[end - 1] != ':' &&
                     place->mention->cite.start - place->previous->cite.end < DC_CONTEXT_MAX_LINE;
  if (head != DC_RELATION_CITES || !goes_on)
    context->list = head;
  return context->list;
}
