/* What a document rests on and what it is issued to carry out: its preamble, its opening, the sentence that
 * issues it. */
#include "indexer/context-parts.h"

/* The first section of the text; a letter's addressees are listed with dashes. */
static gsize
first_section(const DcLayout *layout) {
  for (guint i = 0; i < layout->sections->len; i++) {
    const DcSection *section = &g_array_index(layout->sections, DcSection, i);
    if (section->kind != DC_SECTION_DASH)
      return section->line.start;
  }
  return layout->content.end;
}

void
dc_context_find_first_section(DcContext *context) {
  context->first_section = first_section(context->layout);
}

gboolean
dc_context_is_before_sections(const DcContext *context, const DcMention *mention) {
  DcSpan title = context->layout->title;
  return mention->span.start > title.end && mention->span.end < context->first_section &&
         !dc_span_is_empty(title) && mention->span.start - title.end < DC_CONTEXT_MAX_LINE;
}

/* The sentence goes on behind a semicolon, and on a new line behind a comma. */
static gboolean
goes_on_behind(const DcWords *words, gsize end) {
  gsize before = dc_words_back(words, end);
  return words->fold[end] == ';' ||
         (words->fold[end] == '\n' && before > 0 && words->fold[before - 1] == ',');
}

gboolean
dc_context_issues_in_sentence(const DcContext *context, const DcMention *mention, gboolean semicolons) {
  static const char *const verbs[] = {"xây dựng", "ban hành", "yêu cầu", "đề nghị", "hướng dẫn"};
  const DcWords *words = &context->words;
  gsize from = mention->cite.end, limit = MIN(from + DC_CONTEXT_MAX_LINE, words->len), end = from;
  while ((end = dc_clause_end(words, end, limit)) < limit && semicolons && goes_on_behind(words, end))
    end = dc_words_skip(words, end + 1);
  if (end >= limit || words->fold[end] != ':')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
    if (g_strstr_len(words->fold + from, (gssize)(end - from), verbs[i]))
      return TRUE;
  return FALSE;
}

gboolean
dc_context_is_listed(const DcContextPlace *place) {
  return place->previous && !place->gap.broken && !place->gap.alias &&
         (place->gap.joined || (place->gap.joint && place->gap.opens && !place->gap.closed)) &&
         place->mention->container == place->previous->container;
}

/* "… ban hành Kế hoạch thực hiện": the main clause after a preamble of one sentence. */
static gboolean
is_issued_for(const DcContext *context, gsize cue_start) {
  const DcWords *words = &context->words;
  return dc_words_precede(words, cue_start, 0, 10, "ban hành") ||
         dc_words_precede(words, cue_start, 0, 10, "xây dựng");
}

static gboolean
is_behind_semicolon(const DcContext *context, gsize at) {
  gsize before = dc_words_back(&context->words, at);
  return before > 0 && context->words.fold[before - 1] == ';';
}

static gboolean
may_be_equal(const char *a, const char *b) {
  return !*a || !*b || *a == '?' || *b == '?' || g_str_has_prefix(a, b) || g_str_has_prefix(b, a);
}

gboolean
dc_context_is_target(const DcContext *context, const DcMention *mention) {
  const DcMention *target = g_hash_table_lookup(context->targets, mention->key);
  return target && may_be_equal(target->date, mention->date) && may_be_equal(target->unit, mention->unit);
}

/* "… căn cứ Kế hoạch số …, Ban Bí thư ban hành Kế hoạch" in the opening; "… Căn cứ Nghị quyết số …; để tháo
 * gỡ khó khăn, Bộ Nội vụ đề nghị:" in a letter's first paragraph. */
static gboolean
is_ground_in_sentence(const DcContext *context, const DcContextPlace *place) {
  const DcWords *words = &context->words;
  if (!place->cue || place->cue->relation != DC_RELATION_BASED_ON)
    return FALSE;
  if (place->zone == DC_ZONE_OPENING)
    return TRUE;
  gsize before = dc_words_back(words, place->cue_start);
  return before > 0 && words->fold[before - 1] == '.' &&
         dc_context_is_before_sections(context, place->mention) &&
         dc_context_issues_in_sentence(context, place->mention, TRUE);
}

/* What the last mention before is that the document rests on or carries out, when only semicolons end a
 * clause since, and on a line that starts with such words when `line` is one: based_on, implements, or cites
 * for none. */
static DcRelation
last_ground(const DcContext *context, gsize at, DcLineKind line) {
  for (int i = context->current - 1, n = 0; i >= 0 && n < DC_CONTEXT_MAX_RESTATED; i--, n++) {
    const DcMention *before = dc_context_mention(context, i);
    if (before->container >= 0 ||
        (before->relation != DC_RELATION_BASED_ON && before->relation != DC_RELATION_IMPLEMENTS &&
         !dc_context_is_change(before->relation)))
      continue;
    if (dc_context_is_change(before->relation) || at < before->cite.end ||
        at - before->cite.end > DC_CONTEXT_MAX_LINE)
      return DC_RELATION_CITES;
    for (gsize end = before->cite.end; (end = dc_clause_end(&context->words, end, at)) < at; end++)
      if (context->words.fold[end] != ';' && context->words.fold[end] != '\n')
        return DC_RELATION_CITES;
    gboolean same = line == DC_LINE_OTHER || dc_context_line_kind(context, before->cite.start) == line;
    return same ? before->relation : DC_RELATION_CITES;
  }
  return DC_RELATION_CITES;
}

/* "Căn cứ Chỉ thị số …; nhằm tiếp tục thực hiện Nghị quyết số …": the clause of the mention says what for. */
static gboolean
is_purpose(const DcContext *context, const DcContextPlace *place) {
  static const char *const starts[] = {"nhằm", "để", "thực hiện", "triển khai", "tiếp tục thực hiện"};
  const DcWords *words = &context->words;
  if (!place->cue || place->cue->relation != DC_RELATION_IMPLEMENTS)
    return FALSE;
  gsize line = dc_clause_line_start(words, place->mention->cite.start), start = place->cue_start;
  while (start > line && words->fold[start - 1] != ';')
    start--;
  gboolean purpose = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(starts) && start > line && !purpose; i++)
    purpose = dc_words_match(words, dc_words_skip(words, start), starts[i]) != DC_WORDS_NONE;
  return purpose;
}

static gboolean
is_based_on(const DcContext *context, const DcContextPlace *place, DcLineKind line) {
  if (place->gap.alias || is_purpose(context, place))
    return FALSE;
  if (is_ground_in_sentence(context, place))
    return TRUE;
  if (line != DC_LINE_BASED_ON || (dc_context_is_target(context, place->mention) &&
                                   dc_context_issues_in_sentence(context, place->mention, FALSE)))
    return FALSE;
  gsize at = place->mention->cite.start; /* "…; thực hiện Nghị quyết số …" begins anew */
  if (!place->cue && is_behind_semicolon(context, at) &&
      last_ground(context, at, line) == DC_RELATION_IMPLEMENTS)
    return FALSE;
  if (place->zone == DC_ZONE_PREAMBLE)
    return !(place->cue && place->cue->relation == DC_RELATION_IMPLEMENTS &&
             (is_issued_for(context, place->cue_start) || is_behind_semicolon(context, place->cue_start)));
  gboolean announced =
      place->cue ? place->cue->relation == DC_RELATION_BASED_ON ||
                       (place->cue->kind == DC_CUE_PASSIVE && place->inherited == DC_RELATION_BASED_ON)
                 : dc_context_is_listed(place) && place->inherited == DC_RELATION_BASED_ON;
  return announced && dc_context_is_preamble_line(context, place->mention->cite.end);
}

/* "Căn cứ Nghị định số …; Nghị định số …;⏎Nghị định số …;": the next act, on the same line or a new one. */
static gboolean
goes_on_preamble(const DcContext *context, const DcContextPlace *place, DcLineKind line) {
  gsize at = place->mention->cite.start;
  if (!is_behind_semicolon(context, at))
    return FALSE;
  gboolean ground = line == DC_LINE_BASED_ON || (line == DC_LINE_IMPLEMENTS && !place->cue) ||
                    (line == DC_LINE_OTHER && (dc_clause_line_start(&context->words, at) == at ||
                                               dc_context_is_before_sections(context, place->mention)));
  return ground &&
         last_ground(context, at, line == DC_LINE_IMPLEMENTS ? line : DC_LINE_OTHER) == DC_RELATION_BASED_ON;
}

gboolean
dc_context_is_based_on(DcContext *context, const DcContextPlace *place, DcLineKind line) {
  return is_based_on(context, place, line) || goes_on_preamble(context, place, line) ||
         (place->zone == DC_ZONE_BODY && (!place->cue || place->cue->relation == DC_RELATION_BASED_ON) &&
          dc_context_is_ground(context, place->mention));
}

/* "Thực hiện Hướng dẫn của …; Kế hoạch số …": the next that the opening says is carried out. */
static gboolean
goes_on_implementing(const DcContext *context, const DcContextPlace *place, DcLineKind line) {
  gsize at = place->mention->cite.start;
  if (place->cue || place->gap.alias || !is_behind_semicolon(context, at))
    return FALSE;
  gboolean front = place->zone == DC_ZONE_OPENING || place->zone == DC_ZONE_PREAMBLE;
  DcRelation ground = last_ground(context, at, line);
  return ground == DC_RELATION_CITES ? front && line == DC_LINE_IMPLEMENTS
                                     : ground == DC_RELATION_IMPLEMENTS && line != DC_LINE_PROPOSAL &&
                                           (front || dc_context_is_before_sections(context, place->mention));
}

/* "Thực hiện chỉ đạo của Bộ … tại Công văn số …, UBND tỉnh yêu cầu:": who said it stands between. */
static gboolean
is_order_carried_out(const DcContext *context, const DcContextPlace *place, DcLineKind line) {
  const DcMention *mention = place->mention;
  gsize start = dc_clause_line_start(&context->words, mention->cite.start);
  if (line != DC_LINE_IMPLEMENTS || !place->cue || !dc_context_is_same(place->cue->phrase, "tại") ||
      (place->previous && place->previous->cite.end > start))
    return FALSE;
  return place->zone == DC_ZONE_OPENING || (dc_context_is_before_sections(context, mention) &&
                                            dc_context_issues_in_sentence(context, mention, TRUE));
}

gboolean
dc_context_is_carried_out(const DcContext *context, const DcContextPlace *place, DcLineKind line) {
  return goes_on_implementing(context, place, line) || is_order_carried_out(context, place, line);
}
