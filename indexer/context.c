/* Two questions for each mention, in text order. Which citation's title holds it: decided by the text since
 * the mention before (clause.c). And what its source does to it: by the nearest cue, and by the part of the
 * document where it stands. What title, preamble or opening say the document carries out stays "implements"
 * wherever it is named again. */
#include "indexer/context.h"

#include <string.h>

#include "indexer/clause.h"
#include "indexer/pinpoint.h"

enum {
  MAX_GAP = 3000,
  MAX_TITLE = 800,
  MAX_LINE = 1500,
  MAX_CLAUSE_WORDS = 100,
  MAX_NESTING = 8,
  MAX_LIST = 40
};

typedef enum { ZONE_BODY, ZONE_TITLE, ZONE_ISSUED_WITH, ZONE_PREAMBLE, ZONE_OPENING, ZONE_OUTSIDE } Zone;

typedef struct {
  DcWords words;
  const DcLayout *layout;
  const DcIdentity *identity;
  GArray *mentions;
  GHashTable *targets;   /* keys that the document was issued to carry out */
  GHashTable *amenders;  /* keys of the acts that a consolidated text names as amending it */
  DcRelation *announced; /* by the words before each mention: what the next in a list takes over */
  gboolean portal;       /* a page with lists of related documents */
  DcRelation list;       /* what the head of the list that goes on announces */
  int current;           /* the mention that is being placed */
  DcSpan pinpoint;       /* before it */
  int speaker;           /* in a consolidated text: the act whose preamble or articles are quoted, or -1 */
  guint quote;           /* the next of the layout's quotes */
} Context;

static DcMention *
mention_at(const Context *context, int i) {
  return &g_array_index(context->mentions, DcMention, (guint)i);
}

static gboolean
is_same(const char *a, const char *b) {
  return strcmp(a, b) == 0;
}

/* ---- where it stands ---- */

static Zone
zone_of(const Context *context, const DcMention *mention) {
  const DcLayout *layout = context->layout;
  if (dc_span_contains(layout->title, mention->span) || dc_span_contains(layout->type_line, mention->span))
    return ZONE_TITLE;
  if (dc_span_contains(layout->issued_with, mention->span))
    return ZONE_ISSUED_WITH;
  if (!dc_span_contains(layout->content, mention->span))
    return ZONE_OUTSIDE;
  if (dc_span_contains(layout->preamble, mention->span))
    return ZONE_PREAMBLE;
  return dc_span_contains(layout->opening, mention->span) ? ZONE_OPENING : ZONE_BODY;
}

static gboolean
is_consolidation(const Context *context) {
  return is_same(context->identity->type, "VBHN");
}

/* The line of a preamble starts with one of these. */
typedef enum { LINE_OTHER, LINE_BASED_ON, LINE_IMPLEMENTS, LINE_CONSIDERS, LINE_PROPOSAL } LineKind;

static LineKind
line_kind(const Context *context, gsize at) {
  static const struct {
    const char *start;
    LineKind kind;
  } starts[] = {{"căn cứ", LINE_BASED_ON},      {"pursuant to", LINE_BASED_ON},
                {"thực hiện", LINE_IMPLEMENTS}, {"triển khai", LINE_IMPLEMENTS},
                {"xét", LINE_CONSIDERS},        {"theo đề nghị", LINE_PROPOSAL},
                {"trên cơ sở", LINE_CONSIDERS}, {"tiếp tục thực hiện", LINE_IMPLEMENTS},
                {"thi hành", LINE_IMPLEMENTS}};
  const DcWords *words = &context->words;
  gsize line = dc_clause_line_start(words, at);
  for (int n = 0; n < 12; n++) { /* the line on which the item begins */
    gsize first = line;
    if (words->fold[first] == '-' || words->fold[first] == '+')
      first = dc_words_skip(words, first + 1);
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
      if (dc_words_match(words, first, starts[i].start) != DC_WORDS_NONE)
        return first == line ? starts[i].kind : starts[i].kind == LINE_BASED_ON ? LINE_OTHER : starts[i].kind;
    gsize from = line > MAX_LINE ? line - MAX_LINE : 0;
    const char *feed = memrchr(words->fold + from, '\n', line - from);
    gsize before = feed ? (gsize)(feed - words->fold) + 1 : 0;
    if (before == 0 || dc_clause_end(words, before - 1, line) < line)
      break;
    line = dc_clause_line_start(words, before - 1);
    if (at - line > MAX_LINE)
      break;
  }
  return LINE_OTHER;
}

/* A "Căn cứ" line of a preamble ends with a semicolon or is followed by another line of that kind. */
static gboolean
is_preamble_line(const Context *context, gsize at) {
  const DcWords *words = &context->words;
  gsize end = dc_clause_end(words, at, MIN(at + MAX_LINE, words->len));
  return end < words->len &&
         (words->fold[end] == ';' || words->fold[end] == '\n' ||
          (words->fold[end] == '.' && end + 1 < words->len && words->fold[end + 1] == '\n'));
}

/* ---- which citation holds it ---- */

/* After a joint behind a title: a sibling of the enclosing citation with the same type, or else of the last.
 */
static int
sibling_container(const Context *context, const DcMention *mention, int previous) {
  const DcMention *last = mention_at(context, previous);
  int i = last->container;
  for (int n = 0; n < MAX_NESTING && i >= 0 && !is_same(last->type, mention->type); n++) {
    const DcMention *outer = mention_at(context, i);
    if (is_same(outer->type, mention->type))
      return outer->container;
    i = outer->container;
  }
  return last->container;
}

static int
outer_of(const Context *context, int i) {
  return mention_at(context, i)->relation == DC_RELATION_SELF ? -1 : i;
}

static int
container_of(Context *context, const DcMention *mention, int previous, const DcGap *gap) {
  const DcMention *last = mention_at(context, previous);
  if (gap->broken || gap->alias)
    return -1;
  if (gap->depth < 0)
    return last->container >= 0 ? mention_at(context, last->container)->container : -1;
  if (gap->restated)
    return -1;
  if (gap->joined)
    return sibling_container(context, mention, previous);
  if (gap->ended)
    return last->container >= 0 ? mention_at(context, last->container)->container : -1;
  if (gap->depth > 0 || gap->closed)
    return last->container;
  if (gap->opens && mention->cite.start - last->cite.end > MAX_TITLE)
    return -1;
  if (gap->opens)
    return gap->joint ? sibling_container(context, mention, previous) : outer_of(context, previous);
  return last->container;
}

/* ---- what is done to it ---- */

static gboolean
is_plan(const Context *context, gsize cue_start) {
  const DcWords *words = &context->words;
  gsize end = dc_words_back(words, cue_start);
  for (int n = 0; n < 8; n++) {
    gsize start;
    if (dc_cues_before(words, end, 1u << DC_CUE_PLAN, &start))
      return TRUE;
    gsize word = dc_words_start(words, end);
    if (word == end) /* "rà soát, sửa đổi" */
      return end > 0 && words->fold[end - 1] == ',' &&
             dc_cues_before(words, dc_words_back(words, end - 1), 1u << DC_CUE_PLAN, &start);
    end = dc_words_back(words, word);
  }
  return FALSE;
}

static gboolean
is_change(DcRelation relation) {
  return relation == DC_RELATION_AMENDS || relation == DC_RELATION_REPLACES ||
         relation == DC_RELATION_REPEALS || relation == DC_RELATION_SUSPENDS ||
         relation == DC_RELATION_CORRECTS;
}

/* Types whose own text changes other acts; in a plan or a report the same words are a task. */
static gboolean
may_change(const Context *context) {
  static const char *const types[] = {"NQ", "QĐ", "NĐ",   "TT", "TTLT", "Luật",
                                      "BL", "PL", "NQLT", "L",  "VBHN", "QyĐ"};
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (is_same(context->identity->type, types[i]))
      return TRUE;
  return FALSE;
}

/* The mention, what is around it, and what was found there. */
typedef struct {
  DcMention *mention;
  const DcMention *previous; /* NULL */
  gsize limit;               /* where the text of the citation before it ends */
  DcRelation inherited;      /* what was announced for the one before it in a list */
  DcGap gap;
  Zone zone;
  const DcCue *cue; /* NULL */
  gsize cue_start;
} Place;

/* What was said of the mention before holds for this one: only a joint stands between, or the other's title
 * and then a joint. */
static gboolean
is_listed(const Place *place) {
  return place->previous && !place->gap.broken && !place->gap.alias &&
         (place->gap.joined || (place->gap.joint && place->gap.opens && !place->gap.closed)) &&
         place->mention->container == place->previous->container;
}

/* "… ban hành Kế hoạch thực hiện": the main clause after a preamble of one sentence. */
static gboolean
is_issued_for(const Context *context, gsize cue_start) {
  const DcWords *words = &context->words;
  gsize end = dc_words_back(words, cue_start);
  for (int n = 0; n < 10; n++) {
    if (dc_words_match_back(words, end, "ban hành") != DC_WORDS_NONE ||
        dc_words_match_back(words, end, "xây dựng") != DC_WORDS_NONE)
      return TRUE;
    gsize word = dc_words_start(words, end);
    if (word == end)
      return FALSE;
    end = dc_words_back(words, word);
  }
  return FALSE;
}

static gboolean
is_based_on(const Context *context, const Place *place, LineKind line) {
  if (line != LINE_BASED_ON || place->gap.alias)
    return FALSE;
  if (place->zone == ZONE_PREAMBLE)
    return !(place->cue && place->cue->relation == DC_RELATION_IMPLEMENTS &&
             is_issued_for(context, place->cue_start));
  gboolean announced =
      place->cue ? place->cue->relation == DC_RELATION_BASED_ON ||
                       (place->cue->kind == DC_CUE_PASSIVE && place->inherited == DC_RELATION_BASED_ON)
                 : is_listed(place) && place->inherited == DC_RELATION_BASED_ON;
  return announced && is_preamble_line(context, place->mention->cite.end);
}

/* "Căn cứ Nghị định số …;⏎Nghị định số …;": a line of a preamble that begins with the next act. */
static gboolean
goes_on_preamble(const Context *context, const Place *place, LineKind line) {
  gsize at = place->mention->cite.start, before = dc_words_back(&context->words, at);
  return line == LINE_OTHER && place->previous && place->previous->relation == DC_RELATION_BASED_ON &&
         place->previous->container < 0 && before > 0 && context->words.fold[before - 1] == ';' &&
         dc_clause_line_start(&context->words, at) == at;
}

/* "(Ban hành kèm theo Thông tư số …" at the start of a line, over an annex. */
static gboolean
is_annex_line(const Context *context, const Place *place) {
  const DcWords *words = &context->words;
  gsize line = dc_clause_line_start(words, place->mention->cite.start);
  return words->fold[line] == '(' &&
         dc_words_match(words, dc_words_skip(words, line + 1), "ban hành kèm theo") != DC_WORDS_NONE;
}

static DcRelation
title_relation(const Context *context, const Place *place, DcRelation relation) {
  if (place->cue && place->cue->kind == DC_CUE_PASSIVE)
    return DC_RELATION_CITES;
  gboolean follows = relation == DC_RELATION_CITES && place->cue &&
                     dc_words_match(&context->words, place->cue_start, "theo") != DC_WORDS_NONE;
  return follows ? DC_RELATION_IMPLEMENTS : relation;
}

/* The act that a consolidated text is made of is the subject of its footnotes: "Đoạn này được sửa đổi theo
 * …". After another act in the same sentence, that one is. */
static DcRelation
passive_relation(const Context *context, const Place *place) {
  gboolean amended =
      is_consolidation(context) && place->cue->relation == DC_RELATION_AMENDED_BY && place->gap.broken;
  if (amended)
    g_hash_table_add(context->amenders, (gpointer)place->mention->key);
  return amended ? DC_RELATION_AMENDED_BY : DC_RELATION_CITES;
}

static gboolean
may_be_equal(const char *a, const char *b) {
  return !*a || !*b || *a == '?' || *b == '?' || g_str_has_prefix(a, b) || g_str_has_prefix(b, a);
}

/* The work that title, preamble or opening named as what is carried out: the same symbol of another unit or
 * another date is not. */
static gboolean
is_target(const Context *context, const DcMention *mention) {
  const DcMention *target = g_hash_table_lookup(context->targets, mention->key);
  return target && may_be_equal(target->date, mention->date) && may_be_equal(target->unit, mention->unit);
}

/* "Kế hoạch này thay thế …": whatever its type, the document speaks of itself. */
static gboolean
is_of_itself(const Context *context, gsize cue_start) {
  return dc_words_match_back(&context->words, dc_words_back(&context->words, cue_start), "này") !=
         DC_WORDS_NONE;
}

/* "xét đề nghị của Sở … tại Tờ trình số …" */
static gboolean
is_proposed(const Context *context, const Place *place) {
  const DcWords *words = &context->words;
  gsize end = dc_words_back(words, place->mention->cite.start);
  for (int n = 0; n < 24; n++) {
    if (dc_words_match_back(words, end, "đề nghị của") != DC_WORDS_NONE)
      return TRUE;
    gsize word = dc_words_start(words, end);
    if (word == end && (end == 0 || !strchr(",-", words->fold[end - 1])))
      return FALSE;
    end = dc_words_back(words, word < end ? word : end - 1);
  }
  return FALSE;
}

/* The mention that "(sau đây gọi là …)" gives a short name to, in the text just before. */
static const DcMention *
restated_by(const Context *context, const DcMention *alias) {
  for (int i = context->current - 1, n = 0; i >= 0 && n < MAX_NESTING; i--, n++) {
    const DcMention *mention = mention_at(context, i);
    if (mention->container < 0 && is_same(mention->key, alias->key))
      return alias->span.start - mention->span.end < MAX_GAP ? mention : NULL;
  }
  return NULL;
}

static gboolean
is_before_sections(const Context *context, const DcMention *mention) {
  const DcLayout *layout = context->layout;
  gsize first = layout->sections->len ? g_array_index(layout->sections, DcSection, 0).line.start : 0;
  return mention->span.start > layout->title.end && mention->span.end < first &&
         !dc_span_is_empty(layout->title) && mention->span.start - layout->title.end < MAX_LINE;
}

/* What the document itself does to a mention that no other citation holds. */
static DcRelation
own_relation(const Context *context, const Place *place) {
  const DcMention *mention = place->mention;
  DcRelation relation = place->cue ? place->cue->relation : place->inherited;
  gboolean passive = place->cue && place->cue->kind == DC_CUE_PASSIVE;
  LineKind line = line_kind(context, mention->cite.start);
  if (place->zone == ZONE_ISSUED_WITH)
    return DC_RELATION_ISSUED_WITH;
  if (relation == DC_RELATION_IMPLEMENTS &&
      is_same(context->identity->type, "BC")) /* a report on its execution */
    relation = DC_RELATION_REVIEWS;
  if (place->zone == ZONE_TITLE)
    return title_relation(context, place, relation);
  const DcMention *restated = place->gap.alias ? restated_by(context, mention) : NULL;
  if (restated)
    return restated->relation;
  if (is_based_on(context, place, line) || goes_on_preamble(context, place, line))
    return DC_RELATION_BASED_ON;
  gboolean proposed = is_same(mention->type, "TTr") || is_same(mention->symbol_type, "TTr");
  if (proposed && (is_proposed(context, place) || line == LINE_PROPOSAL || line == LINE_CONSIDERS ||
                   place->zone == ZONE_PREAMBLE))
    return DC_RELATION_PROPOSAL;
  if (!place->gap.alias && relation == DC_RELATION_IMPLEMENTS &&
      (place->zone == ZONE_OPENING || place->zone == ZONE_PREAMBLE ||
       (line == LINE_IMPLEMENTS && is_before_sections(context, mention))))
    return DC_RELATION_IMPLEMENTS;
  if (passive)
    return passive_relation(context, place);
  if (relation == DC_RELATION_GUIDES && place->cue && is_of_itself(context, place->cue_start))
    return relation;
  if (is_change(relation) && place->cue ? (may_change(context) || is_of_itself(context, place->cue_start)) &&
                                              !is_plan(context, place->cue_start)
                                        : is_change(relation))
    return relation;
  if (place->cue && place->gap.broken && *mention->pinpoint && relation == DC_RELATION_CITES &&
      g_hash_table_contains(context->amenders, mention->key))
    return DC_RELATION_AMENDED_BY;
  if (is_annex_line(context, place))
    return DC_RELATION_ISSUED_WITH;
  return is_target(context, mention) ? DC_RELATION_IMPLEMENTS : DC_RELATION_CITES;
}

/* What a citation does to one that its title or quoted text holds. */
static DcRelation
held_relation(const Context *context, const Place *place) {
  const DcCue *cue = place->cue;
  if (!cue)
    return place->inherited;
  if (cue->relation == DC_RELATION_IMPLEMENTS &&
      is_same(mention_at(context, place->mention->container)->type, "BC"))
    return DC_RELATION_REVIEWS;
  if (cue->kind == DC_CUE_PASSIVE || (is_change(cue->relation) && is_plan(context, place->cue_start)))
    return DC_RELATION_CITES;
  return cue->relation;
}

/* A mention that its sentence begins with, and that the sentence then ends: "Nghị quyết số … về … hết hiệu
 * lực kể từ ngày …". */
static const DcCue *
ending_cue(const Context *context, const Place *place) {
  const DcWords *words = &context->words;
  if (place->mention->relation != DC_RELATION_CITES || !may_change(context) || place->cue)
    return NULL;
  gsize before = dc_words_back(words, place->mention->cite.start);
  gboolean first = before == 0 || words->fold[before - 1] == '.' || words->fold[before - 1] == ')' ||
                   words->fold[before - 1] == ';' || words->fold[before] == '\n';
  return first ? dc_clause_cue_after(words, place->mention->cite.end, MAX_CLAUSE_WORDS) : NULL;
}

/* The kind of list that a portal page shows the mention in: the last heading before it. */
static const DcCue *
heading_of(const Context *context, gsize at) {
  const DcWords *words = &context->words;
  gsize from = at > MAX_GAP ? at - MAX_GAP : 0;
  for (gsize i = at; i-- > from;) {
    if (words->fold[i] != '[' || !dc_words_is_digit((guchar)words->fold[i + 1]))
      continue;
    if (words->fold[i + 1] == '0') /* an empty list */
      return NULL;
    static const char literal[] = "văn bản ";
    for (gsize j = i; j-- > from && words->fold[j] != ']';) {
      gsize end;
      const DcCue *cue = memcmp(words->fold + j, literal, sizeof literal - 1) == 0
                             ? dc_cues_at(words, j, 1u << DC_CUE_HEADING, &end)
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
item_start(const Context *context, const DcMention *mention) {
  const DcWords *words = &context->words;
  DcSpan pinpoint = context->pinpoint;
  gsize at = dc_words_back(words, dc_span_is_empty(pinpoint) ? mention->cite.start : pinpoint.start),
        label = at;
  while (label > 0 && at - label < 6 && !strchr(" \n:;", words->fold[label - 1]))
    label--;
  gsize before = dc_words_back(words, label);
  gboolean labelled = label < at && (strchr(".)-", words->fold[at - 1]) != NULL);
  gsize end = labelled ? before : at;
  gboolean new_line = labelled && memchr(words->fold + before, '\n', label - before) != NULL;
  return end > 0 && (new_line || strchr(":;.", words->fold[end - 1])) ? end : DC_WORDS_NONE;
}

/* The change that the head of a list announces: "Bãi bỏ các quyết định sau đây:⏎1. Quyết định số …". */
static DcRelation
list_head(const Context *context, gsize end) {
  const DcWords *words = &context->words;
  gsize start;
  if (!may_change(context))
    return DC_RELATION_CITES;
  if (words->fold[end - 1] != ':') { /* "Điều 1. Bãi bỏ toàn bộ các văn bản" over numbered items */
    gsize line = dc_clause_line_start(words, end);
    const DcCue *lead = line < end ? dc_clause_lead(words, end, line, &start) : NULL;
    gboolean heading =
        lead && is_change(lead->relation) && dc_words_match(words, line, "điều") != DC_WORDS_NONE;
    return heading ? lead->relation : DC_RELATION_CITES;
  }
  const DcCue *after = dc_cues_before(words, end - 1, 1u << DC_CUE_AFTER, &start);
  if (after)
    return after->relation;
  const DcCue *cue = dc_clause_cue(words, end - 1, 0, &start);
  gboolean announced =
      cue && is_change(cue->relation) && cue->kind == DC_CUE_STRONG && !is_plan(context, start);
  return announced ? cue->relation : DC_RELATION_CITES;
}

/* What the head of the list announces for this item of it. */
static DcRelation
list_relation(Context *context, const Place *place) {
  gsize end = item_start(context, place->mention);
  if (end == DC_WORDS_NONE)
    return context->list = DC_RELATION_CITES;
  DcRelation head = list_head(context, end);
  gboolean goes_on = place->previous && place->gap.broken &&
                     place->mention->cite.start - place->previous->cite.end < MAX_LINE;
  if (head != DC_RELATION_CITES || !goes_on)
    context->list = head;
  return context->list;
}

/* What was announced before the mention's own words. */
static DcRelation
inherited_relation(Context *context, const Place *place, gboolean listed) {
  if (listed || (place->cue && place->cue->kind == DC_CUE_PASSIVE))
    return place->inherited;
  if (place->mention->container >= 0)
    return DC_RELATION_CITES;
  if (place->zone == ZONE_OPENING && place->inherited == DC_RELATION_IMPLEMENTS)
    return place->inherited;
  return place->zone == ZONE_BODY && !place->cue ? list_relation(context, place) : DC_RELATION_CITES;
}

/* A cue that only says where: what the clause begins with says what is done there. */
static gboolean
may_lead(const DcCue *cue) {
  return cue->relation == DC_RELATION_ISSUED_WITH ||
         (cue->kind == DC_CUE_ACTIVE && cue->relation == DC_RELATION_CITES);
}

/* "A; B; C hết hiệu lực kể từ ngày …": what is said of the last holds for all that are coordinated with it.
 */
static void
spread_back(Context *context, int i, const DcCue *cue) {
  const DcWords *words = &context->words;
  for (int n = 0; n < MAX_LIST && i > 0; n++, i--) {
    const DcMention *mention = mention_at(context, i);
    DcMention *before = mention_at(context, i - 1);
    gsize end = dc_clause_end(words, before->cite.end, mention->cite.start);
    if (before->container >= 0 || before->relation != DC_RELATION_CITES || end >= mention->cite.start ||
        words->fold[end] != ';' || dc_clause_end(words, end + 1, mention->cite.start) < mention->cite.start)
      return;
    before->relation = cue->relation;
    before->why = cue->phrase;
  }
}

static void
relate(Context *context, int i, Place *place) {
  DcMention *mention = place->mention;
  gsize limit = MIN(place->limit, mention->cite.start);
  gboolean listed = is_listed(place);
  if (!listed || place->gap.joined)
    place->cue = dc_clause_cue(&context->words, mention->cite.start, limit, &place->cue_start);
  if (place->gap.joint && !listed && place->cue && !is_change(place->cue->relation) &&
      place->cue->kind != DC_CUE_PASSIVE && place->cue->relation != DC_RELATION_BASED_ON)
    place->cue = NULL; /* it belongs to what stands before the joint */
  if (place->cue && may_lead(place->cue)) {
    gsize lead_start;
    const DcCue *lead = dc_clause_lead(&context->words, mention->cite.start, limit, &lead_start);
    if (lead && is_change(lead->relation)) {
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
    place->zone = ZONE_TITLE;
  mention->relation = own_relation(context, place);
  gboolean said = place->cue || place->inherited != DC_RELATION_CITES || place->zone != ZONE_BODY;
  context->announced[i] = said && !place->gap.alias ? mention->relation : DC_RELATION_CITES;
  if (place->cue && mention->relation == DC_RELATION_IMPLEMENTS && place->zone == ZONE_BODY)
    context->announced[i] = DC_RELATION_CITES;
  gboolean item = mention->cite.start == mention->span.start ||
                  (place->previous && is_same(place->previous->key, mention->key));
  const DcCue *other = context->portal && item && !titled ? heading_of(context, mention->cite.start) : NULL;
  if (!other)
    other = ending_cue(context, place);
  if (other) {
    mention->relation = other->relation;
    mention->why = other->phrase;
    if (other->kind == DC_CUE_AFTER)
      spread_back(context, i, other);
  }
  if (mention->relation == DC_RELATION_IMPLEMENTS && place->zone != ZONE_BODY)
    g_hash_table_insert(context->targets, (gpointer)mention->key, mention);
}

/* ---- quoted acts ---- */

/* "… có căn cứ ban hành như sau:" behind a citation: what follows is its text. */
static gboolean
introduces_quote(const Context *context, const DcMention *mention) {
  const DcWords *words = &context->words;
  gsize from = mention->cite.end, end = from;
  for (int n = 0; n < 3; n++) {
    end = dc_clause_end(words, end, MIN(from + MAX_LINE, words->len));
    if (end >= words->len || words->fold[end] == ':')
      break;
    return FALSE;
  }
  return end < words->len && words->fold[end] == ':' &&
         dc_words_match_back(words, end, "như sau") != DC_WORDS_NONE;
}

/* The act whose quoted text holds the mention, in a consolidated text; -1. */
static int
speaker_of(Context *context, const DcMention *mention, int previous) {
  const GArray *quotes = context->layout->quotes;
  if (context->speaker < 0)
    return -1;
  gsize after = mention_at(context, context->speaker)->cite.end;
  while (context->quote < quotes->len &&
         g_array_index(quotes, DcSpan, context->quote).end <= mention->span.start)
    context->quote++;
  if (context->quote < quotes->len) {
    DcSpan quote = g_array_index(quotes, DcSpan, context->quote);
    if (dc_span_contains(quote, mention->span) && quote.start > after && quote.start - after < MAX_GAP)
      return context->speaker;
  }
  /* Lines of its preamble that are not quoted follow each other. */
  gboolean follows = FALSE;
  for (int n = 0; n < MAX_NESTING && previous >= 0 && !follows; n++) {
    follows = previous == context->speaker;
    previous = mention_at(context, previous)->container;
  }
  return follows && line_kind(context, mention->cite.start) == LINE_BASED_ON ? context->speaker : -1;
}

/* ---- the walk ---- */

/* A name inside a name: "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư". */
static void
place_inside(Context *context, int i, int outer) {
  DcMention *mention = mention_at(context, i);
  gsize start;
  const DcCue *cue =
      dc_clause_cue(&context->words, mention->span.start, mention_at(context, outer)->span.start, &start);
  mention->container = outer;
  mention->relation = cue ? cue->relation : DC_RELATION_AMENDS;
  mention->why = cue ? cue->phrase : "";
  context->announced[i] = mention->relation;
}

/* What stands between the mention and the last one; the pinpoint is part of the mention. */
static DcGap
gap_before(const Context *context, const DcMention *mention, const DcMention *last, Zone zone) {
  DcSpan pinpoint = context->pinpoint;
  gsize to = dc_span_is_empty(pinpoint) ? mention->cite.start : pinpoint.start;
  if (last->cite.end > to)
    return (DcGap){.joined = last->cite.end <= mention->span.start,
                   .broken = last->cite.end > mention->span.start};
  gboolean after_title = zone_of(context, last) == ZONE_TITLE;
  if (to - last->cite.end > MAX_GAP || (after_title && zone != ZONE_TITLE))
    return (DcGap){.broken = TRUE};
  DcWords words = context->words; /* a title's lines are no paragraphs */
  words.wrapped |= after_title;
  return dc_gap_read(&words, last->cite.end, to);
}

/* A bare symbol before its own type word and symbol ("30/2012/QĐ-TTg Quyết định số 30/2012/QĐ-TTg"): the next
 * item of a portal's list. */
static gboolean
starts_portal_item(const Context *context, int i) {
  const DcMention *mention = mention_at(context, i);
  if (mention->cite.start != mention->span.start || (guint)i + 1 >= context->mentions->len)
    return FALSE;
  const DcMention *next = mention_at(context, i + 1);
  return is_same(next->key, mention->key) && next->cite.start < next->span.start &&
         next->cite.start >= mention->span.end && next->cite.start - mention->span.end <= 3;
}

/* The citation that holds the last one, or the last itself, on the level of `container`: what was announced
 * for it goes on in a list. */
static const DcMention *
level_of(const Context *context, int last, int container, DcRelation *announced) {
  int i = last;
  for (int n = 0; n < MAX_NESTING && i >= 0 && mention_at(context, i)->container != container; n++)
    i = mention_at(context, i)->container;
  if (i < 0 || mention_at(context, i)->container != container)
    i = last;
  *announced = context->announced[i];
  return mention_at(context, i);
}

/* "sửa đổi A … của Luật … và sửa đổi B": the verb that comes again goes back to the sentence that it came
 * from. */
static int
return_to_verb(const Context *context, const DcMention *mention, int previous) {
  const DcWords *words = &context->words;
  gsize start;
  const DcCue *cue =
      dc_cues_before(words, dc_words_back(words, mention->cite.start), 1u << DC_CUE_STRONG, &start);
  if (!cue || dc_words_match_back(words, dc_words_back(words, start), "và") == DC_WORDS_NONE)
    return mention->container;
  for (int i = previous, n = 0; i >= 0 && n < MAX_NESTING; i = mention_at(context, i)->container, n++)
    if (context->announced[i] == cue->relation)
      return mention_at(context, i)->container;
  return mention->container;
}

/* Whether two mentions can be of one work: a district's 01/KH-UBND of January carries out the province's
 * 01/KH-UBND of November. */
static gboolean
may_be_one(const DcMention *a, const DcMention *b) {
  gboolean other_date = *a->date != '\0' && *b->date != '\0' && !is_same(a->date, b->date);
  return is_same(a->key, b->key) && !other_date;
}

/* Returns FALSE for a mention that only introduces a short name: no other one refers to it. */
static gboolean
place_mention(Context *context, int i, int previous) {
  DcMention *mention = mention_at(context, i);
  Place place = {.mention = mention, .gap = {.broken = TRUE}, .zone = zone_of(context, mention)};
  mention->container = -1;
  if (previous >= 0) {
    const DcMention *last = mention_at(context, previous);
    place.previous = last;
    if (dc_span_contains(last->span, mention->span)) {
      place_inside(context, i, previous);
      return TRUE;
    }
    place.inherited = context->announced[previous];
    place.gap = gap_before(context, mention, last, place.zone);
    place.limit = last->cite.end;
    place.gap.broken |= starts_portal_item(context, i);
    mention->container = container_of(context, mention, previous, &place.gap);
    if (mention->container >= 0)
      mention->container = return_to_verb(context, mention, previous);
    place.previous = level_of(context, previous, mention->container, &place.inherited);
    if (mention->container >= 0 && may_be_one(mention_at(context, mention->container), mention))
      mention->container = -1;
  }
  int speaker =
      is_consolidation(context) && mention->container < 0 ? speaker_of(context, mention, previous) : -1;
  if (speaker >= 0 && !may_be_one(mention_at(context, speaker), mention)) {
    mention->container = speaker;
    if (line_kind(context, mention->cite.start) == LINE_BASED_ON) {
      mention->relation = context->announced[i] = DC_RELATION_BASED_ON;
      return TRUE;
    }
  }
  relate(context, i, &place);
  if (is_consolidation(context) && mention->container < 0 && introduces_quote(context, mention))
    context->speaker = i;
  return !place.gap.alias;
}

static void
read_pinpoint(Context *context, GStringChunk *strings, DcMention *mention) {
  DcSpan pinpoint = context->pinpoint = dc_pinpoint_before(&context->words, mention->cite.start);
  if (dc_span_is_empty(pinpoint))
    return;
  g_autofree char *text = g_strndup(context->words.clean + pinpoint.start, dc_span_length(pinpoint));
  g_strdelimit(text, "\n", ' ');
  mention->pinpoint = g_string_chunk_insert_const(strings, text);
}

/* "Điều 5 của Nghị định", "một số điều của", "cụm từ … tại": only a part of the work is changed. */
static gboolean
is_partial(const Context *context, const DcMention *mention) {
  static const char *const parts[] = {"một số điều", "một số nội dung", "một số khoản", "một số quy định",
                                      "cụm từ"};
  if (g_str_has_suffix(mention->why, "một phần"))
    return TRUE;
  if (!is_change(mention->relation) || *mention->pinpoint)
    return is_change(mention->relation);
  gsize start, limit = mention->cite.start > MAX_TITLE ? mention->cite.start - MAX_TITLE : 0;
  if (!dc_clause_cue(&context->words, mention->cite.start, limit, &start))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (g_strstr_len(context->words.fold + start, (gssize)(mention->cite.start - start), parts[i]))
      return TRUE;
  return FALSE;
}

void
dc_context_relate(const DcView *view, const DcLayout *layout, const DcIdentity *identity,
                  GStringChunk *strings, GArray *mentions) {
  static const char portal_mark[] = "văn bản dẫn chiếu [";
  Context context = {.words = dc_words_new(view, layout->noise),
                     .layout = layout,
                     .identity = identity,
                     .mentions = mentions,
                     .targets = g_hash_table_new(g_str_hash, g_str_equal),
                     .amenders = g_hash_table_new(g_str_hash, g_str_equal),
                     .announced = g_new0(DcRelation, mentions->len + 1),
                     .portal = memmem(view->fold, view->len, portal_mark, sizeof portal_mark - 1) != NULL,
                     .list = DC_RELATION_CITES,
                     .speaker = -1};
  int previous = -1;
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *mention = mention_at(&context, (int)i);
    context.current = (int)i;
    read_pinpoint(&context, strings, mention);
    gboolean leads = mention->relation == DC_RELATION_SELF || place_mention(&context, (int)i, previous);
    mention->partial = is_partial(&context, mention);
    if (leads && (previous < 0 || mention->span.end > mention_at(&context, previous)->span.end))
      previous = (int)i;
  }
  g_hash_table_unref(context.targets);
  g_hash_table_unref(context.amenders);
  g_free(context.announced);
}
