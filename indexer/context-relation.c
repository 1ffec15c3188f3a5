/* What is done to a mention: by the nearest cue, the part of the document where it stands, the list that it
 * is in, and what the document says that it carries out. */
#include "indexer/context-parts.h"
#include "indexer/lead.h"

gboolean
dc_context_is_plan(const DcContext *context, gsize cue_start) {
  const DcWords *words = &context->words;
  gsize end = dc_words_back(words, cue_start);
  for (int n = 0; n < 8; n++) {
    gsize start;
    if (dc_cues_before(words, end, 1u << DC_CUE_PLAN, &start))
      return TRUE;
    gsize word = dc_words_start(words, end);
    if (word == end && (end == 0 || words->fold[end - 1] != ','))
      return FALSE;
    end = dc_words_back(words, word < end ? word : end - 1); /* "rà soát, sửa đổi, ban hành, bãi bỏ" */
  }
  return FALSE;
}

gboolean
dc_context_is_change(DcRelation relation) {
  return relation == DC_RELATION_AMENDS || relation == DC_RELATION_REPLACES ||
         relation == DC_RELATION_REPEALS || relation == DC_RELATION_SUSPENDS ||
         relation == DC_RELATION_CORRECTS;
}

gboolean
dc_context_may_change(const DcContext *context) {
  static const char *const types[] = {"NQ", "QĐ", "NĐ",   "TT", "TTLT", "Luật",
                                      "BL", "PL", "NQLT", "L",  "VBHN", "QyĐ"};
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (dc_context_is_same(context->identity->type, types[i]))
      return TRUE;
  return FALSE;
}

/* "Phê duyệt Kế hoạch … (Kèm theo Kế hoạch số …)": what is attached to the document, which has a number of
 * its own; only decisions and the like are issued with annexes. */
static gboolean
is_attached(const DcContext *context, const DcContextPlace *place) {
  static const char *const types[] = {"KH", "ĐA", "BC", "CTr", "PA", "DA", "TTr"};
  gboolean plan = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    plan |= dc_context_is_same(place->mention->type, types[i]);
  return plan && *context->identity->key &&
         !dc_context_is_same(context->identity->key, place->mention->key) &&
         dc_context_is_same(place->cue->phrase, "kèm theo");
}

/* "(Ban hành kèm theo Thông tư số …", "Mẫu số 35: Ban hành kèm theo Thông tư số …" at the start of a line,
 * over an annex. */
static gboolean
is_annex_line(const DcContext *context, const DcContextPlace *place) {
  static const char *const labels[] = {"mẫu số", "mẫu", "phụ lục", "biểu số", "biểu"};
  const DcWords *words = &context->words;
  if (!place->cue || place->cue->relation != DC_RELATION_ISSUED_WITH || is_attached(context, place) ||
      dc_context_is_same(place->mention->type, "HĐ")) /* a contract issues nothing */
    return FALSE;
  gsize line = dc_clause_line_start(words, place->mention->cite.start), label = DC_WORDS_NONE;
  if (words->fold[line] == '(')
    return dc_words_skip(words, line + 1) == place->cue_start;
  for (guint i = 0; i < G_N_ELEMENTS(labels) && label == DC_WORDS_NONE; i++)
    label = dc_words_match(words, line, labels[i]);
  return label != DC_WORDS_NONE && place->cue_start > label && place->cue_start - label < 12;
}

static DcRelation
title_relation(const DcContext *context, const DcContextPlace *place, DcRelation relation) {
  if (place->cue && place->cue->kind == DC_CUE_PASSIVE)
    return DC_RELATION_CITES;
  if (relation == DC_RELATION_ISSUED_WITH && !is_annex_line(context, place))
    return DC_RELATION_CITES; /* "thuế suất … tại Biểu thuế ban hành kèm theo Thông tư số …" */
  gboolean follows = relation == DC_RELATION_CITES && place->cue &&
                     dc_words_match(&context->words, place->cue_start, "theo") != DC_WORDS_NONE;
  return follows ? DC_RELATION_IMPLEMENTS : relation;
}

/* "33 Mẫu này …" at the start of a line in [from, to), whatever the line before it ended with. */
static gboolean
holds_footnote(const DcWords *words, gsize from, gsize to) {
  for (const char *feed; from < to && (feed = memchr(words->fold + from, '\n', to - from)) != NULL;) {
    gsize at = from = (gsize)(feed - words->fold) + 1;
    while (at < to && dc_words_is_digit((guchar)words->fold[at]))
      at++;
    if (at > from && at - from <= 3 && at + 1 < to && words->fold[at] == ' ' &&
        dc_words_is_capital(words, at + 1))
      return TRUE;
  }
  return FALSE;
}

/* The act that a consolidated text is made of is the subject of its footnotes: "Đoạn này được sửa đổi theo
 * …", "Khoản này được bãi bỏ theo …". After another act in the same sentence, that one is. */
static DcRelation
passive_relation(DcContext *context, const DcContextPlace *place) {
  DcRelation relation = place->cue->relation;
  gboolean changed = relation == DC_RELATION_AMENDED_BY || relation == DC_RELATION_REPEALED_BY ||
                     relation == DC_RELATION_REPLACED_BY;
  if (!changed || !dc_context_is_consolidation(context))
    return DC_RELATION_CITES;
  const DcMention *before = place->previous;
  gboolean of_base = before && context->base && dc_context_is_same(before->key, context->base);
  gboolean again = before && dc_context_is_same(before->key, place->mention->key) &&
                   holds_footnote(&context->words, before->cite.end, place->mention->cite.start);
  if (!place->gap.broken && !of_base && !again)
    return DC_RELATION_CITES;
  gsize start; /* a sentence that began before a footnote, and goes on behind it, speaks of another act */
  dc_clause_lead(&context->words, place->mention->cite.start, place->limit, &start);
  if (place->gap.broken && !dc_words_is_capital(&context->words, start))
    return DC_RELATION_CITES;
  if (!context->base && before)
    context->base = before->key;
  g_hash_table_add(context->amenders, (gpointer)place->mention->key);
  return DC_RELATION_AMENDED_BY;
}

/* "1. Kế hoạch này có hiệu lực kể từ ngày ký và thay thế": what takes effect is what replaces. */
static gboolean
takes_effect_and(const DcWords *words, gsize cue_start) {
  static const char effect[] = " này có hiệu lực";
  gsize line = dc_clause_line_start(words, cue_start), start;
  if (dc_words_match_back(words, dc_words_back(words, cue_start), "và") == DC_WORDS_NONE || line >= cue_start)
    return FALSE;
  const char *found = g_strstr_len(words->fold + line, (gssize)MIN(cue_start - line, 80), effect);
  return found && dc_lead_type_before(words, (gsize)(found - words->fold), FALSE, &start) && start >= line &&
         dc_words_is_capital(words, start);
}

/* "Kế hoạch này thay thế …", "… ban hành Thông tư hướng dẫn …": whatever its type, the document speaks of
 * itself; but no letter is "Nghị định này". */
static gboolean
is_of_itself(const DcContext *context, gsize cue_start) {
  const DcWords *words = &context->words;
  gsize end = dc_words_back(words, cue_start), start, here = dc_words_match_back(words, end, "này");
  if (here != DC_WORDS_NONE) {
    const DcType *type = dc_lead_type_before(words, dc_words_back(words, here), FALSE, &start);
    return !type || !type->normative || dc_context_is_consolidation(context) ||
           dc_context_is_same(type->abbreviation, context->identity->type);
  }
  return takes_effect_and(words, cue_start) ||
         (dc_lead_type_before(words, end, FALSE, &start) &&
          dc_words_match_back(words, dc_words_back(words, start), "ban hành") != DC_WORDS_NONE);
}

/* "tại các Tờ trình số A, số B và số C": the next of them, with no type of its own. */
static gboolean
goes_on_proposing(const DcContextPlace *place) {
  const DcMention *mention = place->mention;
  return place->inherited == DC_RELATION_PROPOSAL && !place->cue &&
         mention->span.start - mention->cite.start <= strlen("số ");
}

/* "xét đề nghị của Sở … tại Tờ trình số …", "đề nghị tại Công văn số …" */
static gboolean
is_proposed(const DcContext *context, const DcContextPlace *place) {
  const DcWords *words = &context->words;
  gsize end = dc_words_back(words, place->mention->cite.start);
  for (int n = 0; n < 24; n++) {
    if (dc_words_match_back(words, end, "đề nghị của") != DC_WORDS_NONE ||
        dc_words_match_back(words, end, "đề xuất của") != DC_WORDS_NONE ||
        (n == 0 && dc_words_match_back(words, end, "đề nghị tại") != DC_WORDS_NONE))
      return TRUE;
    gsize word = dc_words_start(words, end);
    if (word == end && (end == 0 || !strchr(",-", words->fold[end - 1])))
      return FALSE;
    end = dc_words_back(words, word < end ? word : end - 1);
  }
  return FALSE;
}

/* A submission; or a letter or report in which a body proposes the document: "Theo đề nghị của Sở … tại Công
 * văn số … và Báo cáo số …". */
static gboolean
is_proposal(const DcContext *context, const DcContextPlace *place, DcLineKind line) {
  const DcMention *mention = place->mention;
  gboolean lines = line == DC_LINE_PROPOSAL || line == DC_LINE_CONSIDERS;
  if (dc_context_is_same(mention->type, "TTr") || dc_context_is_same(mention->symbol_type, "TTr"))
    return lines || place->zone == DC_ZONE_PREAMBLE || is_proposed(context, place);
  gboolean report = line == DC_LINE_PROPOSAL && dc_context_is_same(mention->type, "BC");
  if (!lines || (!report && !dc_context_is_same(mention->type, "CV")))
    return FALSE; /* "Xét Tờ trình số … và Báo cáo số …": what is considered is no proposal */
  gboolean goes_on = place->previous && !place->gap.broken && place->gap.joint &&
                     place->previous->relation == DC_RELATION_PROPOSAL;
  return goes_on ||
         (place->cue && dc_context_is_same(place->cue->phrase, "tại") && is_proposed(context, place));
}

/* The mention that "(sau đây gọi là …)" gives a short name to, in the text just before. */
static const DcMention *
restated_by(const DcContext *context, const DcMention *alias) {
  for (int i = context->current - 1, n = 0; i >= 0 && n < DC_CONTEXT_MAX_RESTATED; i--, n++) {
    const DcMention *mention = dc_context_mention(context, i);
    if (mention->container < 0 && dc_context_is_same(mention->key, alias->key))
      return alias->span.start - mention->span.end < DC_CONTEXT_MAX_GAP ? mention : NULL;
  }
  return NULL;
}

/* "Thời gian qua, các cấp ủy đã triển khai …": what was done before, not what the document is issued for. */
static gboolean
tells_past(const DcContext *context, const DcContextPlace *place) {
  static const char *const starts[] = {"thời gian qua",
                                       "trong thời gian qua",
                                       "những năm qua",
                                       "trong những năm qua",
                                       "nhiều năm qua",
                                       "sau",
                                       "qua"};
  const DcWords *words = &context->words;
  if (!place->cue)
    return FALSE;
  gsize line = dc_clause_line_start(words, place->cue_start);
  for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
    gsize end = dc_words_match(words, line, starts[i]);
    if (end != DC_WORDS_NONE &&
        (i < 5 || dc_words_is_digit((guchar)words->fold[dc_words_skip(words, end)]))) /* "sau 5 năm" */
      return TRUE;
  }
  return dc_words_precede(words, place->cue_start, line, 6, "đã");
}

/* What the document itself does to a mention that no other citation holds. */
static DcRelation
own_relation(DcContext *context, const DcContextPlace *place) {
  const DcMention *mention = place->mention;
  DcRelation relation = place->cue ? place->cue->relation : place->inherited;
  gboolean passive = place->cue && place->cue->kind == DC_CUE_PASSIVE;
  DcLineKind line = dc_context_line_kind(context, mention->cite.start);
  if (place->zone == DC_ZONE_ISSUED_WITH)
    return DC_RELATION_ISSUED_WITH;
  gboolean opens_with =
      line == DC_LINE_IMPLEMENTS && place->zone != DC_ZONE_TITLE && place->zone != DC_ZONE_BODY;
  if (relation == DC_RELATION_IMPLEMENTS && !opens_with &&
      dc_context_is_same(context->identity->type, "BC")) /* a report on its execution */
    relation = DC_RELATION_REVIEWS;
  if (place->zone == DC_ZONE_TITLE)
    return title_relation(context, place, relation);
  const DcMention *restated = place->gap.alias ? restated_by(context, mention) : NULL;
  if (restated)
    return restated->relation;
  if (dc_context_is_based_on(context, place, line))
    return DC_RELATION_BASED_ON;
  if (is_proposal(context, place, line) || goes_on_proposing(place))
    return DC_RELATION_PROPOSAL;
  if (!place->gap.alias && relation == DC_RELATION_IMPLEMENTS && !tells_past(context, place) &&
      (place->zone == DC_ZONE_OPENING || place->zone == DC_ZONE_PREAMBLE ||
       ((line == DC_LINE_IMPLEMENTS || dc_context_issues_in_sentence(context, mention, FALSE)) &&
        dc_context_is_before_sections(context, mention))))
    return DC_RELATION_IMPLEMENTS;
  if (dc_context_is_carried_out(context, place, line))
    return DC_RELATION_IMPLEMENTS;
  if (passive)
    return passive_relation(context, place);
  if (!place->cue &&
      relation == DC_RELATION_AMENDED_BY) { /* in the list of what amends the act consolidated */
    g_hash_table_add(context->amenders, (gpointer)mention->key);
    return relation;
  }
  int meant = dc_context_is_change(relation) || relation == DC_RELATION_GUIDES
                  ? dc_context_meant_by_this(context, place)
                  : -1;
  if (meant >= 0) {
    place->mention->actor = meant;
    place->mention->act = relation;
    return DC_RELATION_CITES;
  }
  if (relation == DC_RELATION_GUIDES && (!place->cue || is_of_itself(context, place->cue_start)))
    return relation;
  if (dc_context_is_change(relation) && place->cue
          ? (dc_context_may_change(context) || is_of_itself(context, place->cue_start)) &&
                !dc_context_is_plan(context, place->cue_start)
          : dc_context_is_change(relation))
    return relation;
  if (place->cue && place->gap.broken && *mention->pinpoint && relation == DC_RELATION_CITES &&
      g_hash_table_contains(context->amenders, mention->key))
    return DC_RELATION_AMENDED_BY;
  if (is_annex_line(context, place))
    return DC_RELATION_ISSUED_WITH;
  return dc_context_is_target(context, mention) ? DC_RELATION_IMPLEMENTS : DC_RELATION_CITES;
}

/* What a citation does to one that its title or quoted text holds. */
static DcRelation
held_relation(const DcContext *context, const DcContextPlace *place) {
  const DcCue *cue = place->cue;
  if (!cue)
    return place->inherited;
  if (cue->relation == DC_RELATION_IMPLEMENTS &&
      dc_context_is_same(dc_context_mention(context, place->mention->container)->type, "BC"))
    return DC_RELATION_REVIEWS;
  if (cue->kind == DC_CUE_PASSIVE ||
      (dc_context_is_change(cue->relation) && dc_context_is_plan(context, place->cue_start)))
    return DC_RELATION_CITES;
  return cue->relation;
}

/* Where the words start that name the mention and its part: "Các quy định tại khoản 1 Điều 2 Thông tư số …".
 */
static gsize
subject_start(const DcContext *context, const DcMention *mention) {
  const DcWords *words = &context->words;
  gsize start = dc_span_is_empty(context->pinpoint) ? mention->cite.start : context->pinpoint.start;
  gsize end = dc_words_back(words, start), at = dc_words_match_back(words, end, "các quy định tại");
  if (at == DC_WORDS_NONE)
    at = dc_words_match_back(words, end, "quy định tại");
  return at == DC_WORDS_NONE ? start : at;
}

/* A mention that its sentence begins with, and that the sentence then ends: "Nghị quyết số … về … hết hiệu
 * lực kể từ ngày …", "Quy chế ban hành kèm theo Quyết định số … hết hiệu lực". */
static const DcCue *
ending_cue(const DcContext *context, const DcContextPlace *place) {
  const DcWords *words = &context->words;
  gboolean issued = place->cue && place->cue->relation == DC_RELATION_ISSUED_WITH && place->gap.broken;
  gsize start = subject_start(context, place->mention);
  if (place->mention->relation != DC_RELATION_CITES || !dc_context_may_change(context) ||
      (place->cue && !issued && place->cue_start < start))
    return NULL;
  gsize before = dc_words_back(words, start);
  gsize line = dc_clause_line_start(words, place->mention->cite.start), label = line;
  while (label < before && strchr("0123456789abcdđ.) ", words->fold[label]))
    label++;
  gboolean since = before > 0 && words->fold[before - 1] == ',' &&
                   dc_words_match(words, label, "kể từ ngày") != DC_WORDS_NONE;
  gboolean first = issued || since || before == 0 || words->fold[before - 1] == '.' ||
                   words->fold[before - 1] == ')' || words->fold[before - 1] == ';' ||
                   words->fold[before] == '\n';
  return first ? dc_clause_cue_after(words, place->mention->cite.end, DC_CONTEXT_MAX_WORDS) : NULL;
}

/* "Thực hiện Nghị quyết …, UBND tỉnh đã ban hành Kế hoạch số …": what was issued is not what is carried out.
 */
static gboolean
is_issued_act(const DcContext *context, const DcMention *mention) {
  const DcWords *words = &context->words;
  gsize issued = dc_words_match_back(words, dc_words_back(words, mention->cite.start), "ban hành");
  if (issued == DC_WORDS_NONE)
    return FALSE;
  gsize before = dc_words_back(words, issued);
  return dc_words_match_back(words, before, "đã") != DC_WORDS_NONE ||
         dc_words_match_back(words, before, "vừa") != DC_WORDS_NONE;
}

/* What was announced before the mention's own words. */
static DcRelation
inherited_relation(DcContext *context, const DcContextPlace *place, gboolean listed) {
  if (listed || (place->cue && place->cue->kind == DC_CUE_PASSIVE))
    return place->inherited;
  if (place->mention->container >= 0 || is_issued_act(context, place->mention))
    return DC_RELATION_CITES;
  if (place->zone == DC_ZONE_OPENING && place->inherited == DC_RELATION_IMPLEMENTS)
    return place->inherited;
  gboolean enacting = (place->zone == DC_ZONE_PREAMBLE || place->zone == DC_ZONE_OPENING) &&
                      place->previous && /* "ban hành Nghị định sửa đổi …" */
                      dc_context_is_change(place->previous->relation);
  gboolean may_list = place->zone == DC_ZONE_BODY || place->zone == DC_ZONE_TITLE || enacting;
  return may_list && !place->cue ? dc_context_list_relation(context, place) : DC_RELATION_CITES;
}

/* "Hướng dẫn một số nội dung tại Nghị định số …" in a title. What is "quy định tại" an act is guided apart
 * from it. */
static gboolean
guides_there(const DcContext *context, const DcContextPlace *place, const DcCue *lead) {
  DcSpan pinpoint = context->pinpoint;
  gsize at = dc_span_is_empty(pinpoint) ? place->mention->cite.start : pinpoint.start;
  return lead->relation == DC_RELATION_GUIDES &&
         (place->zone == DC_ZONE_TITLE || place->mention->container >= 0) &&
         !dc_words_precede(&context->words, at, place->limit, 2, "quy định tại");
}

/* A cue that only says where: what the clause begins with says what is done there. What is done "theo …" is
 * done by the act that follows, not to it. */
static gboolean
may_lead(const DcContext *context, const DcContextPlace *place) {
  const DcCue *cue = place->cue;
  const DcWords *words = &context->words;
  if (!cue)
    return *place->mention->pinpoint != '\0';
  if (cue->relation == DC_RELATION_ISSUED_WITH)
    return TRUE;
  return cue->kind == DC_CUE_ACTIVE && cue->relation == DC_RELATION_CITES &&
         !dc_context_is_same(cue->phrase, "theo") &&
         dc_words_match_back(words, dc_words_back(words, place->cue_start), "theo") == DC_WORDS_NONE;
}

/* "A; B; C hết hiệu lực kể từ ngày …": what is said of the last holds for all that are coordinated with it.
 */
static void
spread_back(DcContext *context, int i, const DcCue *cue) {
  const DcWords *words = &context->words;
  for (int next; i > 0; i = next) { /* what has a reason is not looked at again */
    const DcMention *mention = dc_context_mention(context, i);
    next = i - 1; /* or what it stands in the title of */
    while (dc_context_mention(context, next)->container >= 0 &&
           dc_context_mention(context, next)->container < next)
      next = dc_context_mention(context, next)->container;
    DcMention *before = dc_context_mention(context, next);
    gsize end = dc_clause_end(words, before->cite.end, mention->cite.start);
    if (before->container >= 0 || before->relation != DC_RELATION_CITES || *before->why ||
        end >= mention->cite.start || words->fold[end] != ';' ||
        dc_clause_end(words, end + 1, mention->cite.start) < mention->cite.start)
      return;
    before->relation = cue->relation;
    before->why = cue->phrase;
  }
}

void
dc_context_decide(DcContext *context, int i, DcContextPlace *place) {
  DcMention *mention = place->mention;
  gsize limit = MIN(place->limit, mention->cite.start);
  if (dc_span_contains(context->layout->summary, mention->span)) /* nothing before it belongs to it */
    limit = MAX(limit, context->layout->summary.start);
  gboolean listed = dc_context_is_listed(place);
  if (!listed || place->gap.joined)
    place->cue = dc_clause_cue(&context->words, mention->cite.start, limit, &place->cue_start);
  if (place->cue && place->cue->kind == DC_CUE_ACTIVE && is_issued_act(context, mention))
    place->cue = NULL;
  if (place->gap.joint && !listed && place->cue && !dc_context_is_change(place->cue->relation) &&
      place->cue->kind != DC_CUE_PASSIVE && place->cue->relation != DC_RELATION_BASED_ON)
    place->cue = NULL; /* it belongs to what stands before the joint */
  if (place->gap.joint && !listed && place->gap.broken && place->cue &&
      dc_context_is_change(place->cue->relation) && dc_span_is_empty(context->pinpoint) &&
      mention->container < 0)
    place->cue = NULL; /* "… in, thu hồi, hủy bỏ bằng tốt nghiệp và Thông tư số …": of the last one's title */
  if (may_lead(context, place)) {
    gsize lead_start;
    const DcCue *lead = dc_clause_lead(&context->words, mention->cite.start, limit, &lead_start);
    if (lead && (dc_context_is_change(lead->relation) || guides_there(context, place, lead))) {
      place->cue = lead;
      place->cue_start = lead_start;
    }
  }
  place->inherited = inherited_relation(context, place, listed);
  mention->why = place->cue ? place->cue->phrase : place->inherited != DC_RELATION_CITES ? "list" : "";
  if (mention->container >= 0) {
    mention->relation = context->announced[i] = held_relation(context, place);
    return;
  }
  gboolean titled = place->previous && place->previous->relation == DC_RELATION_SELF && place->gap.opens &&
                    !place->gap.broken;
  if (titled)
    place->zone = DC_ZONE_TITLE;
  mention->relation = own_relation(context, place);
  gboolean said = place->cue || place->inherited != DC_RELATION_CITES || place->zone != DC_ZONE_BODY;
  context->announced[i] = said && !place->gap.alias ? mention->relation : DC_RELATION_CITES;
  if (place->cue && mention->relation == DC_RELATION_IMPLEMENTS &&
      (place->zone == DC_ZONE_BODY || tells_past(context, place)))
    context->announced[i] = DC_RELATION_CITES;
  gboolean item = (mention->cite.start == mention->span.start && mention->cls != DC_CLASS_NAMED) ||
                  (place->previous && dc_context_is_same(place->previous->key, mention->key));
  const DcCue *other =
      context->portal && item && !titled ? dc_context_heading(context, mention->cite.start) : NULL;
  if (!other)
    other = ending_cue(context, place);
  if (other) {
    mention->relation = other->relation;
    mention->why = other->phrase;
    if (other->kind == DC_CUE_INCOMING)
      mention->confidence = DC_CONFIDENCE_BESIDE;
    if (other->kind == DC_CUE_AFTER)
      spread_back(context, i, other);
  }
  if (mention->relation == DC_RELATION_IMPLEMENTS && mention->cls != DC_CLASS_UNDECIDED &&
      (place->zone != DC_ZONE_BODY || !g_hash_table_contains(context->targets, mention->key)))
    g_hash_table_insert(context->targets, (gpointer)mention->key, mention);
}
