/* Two questions for each mention, in text order. Which citation's title holds it: decided by the text since
 * the mention before (clause.c). And what its source does to it: by the nearest cue, and by the part of the
 * document where it stands. What title, preamble or opening say the document carries out stays "implements"
 * wherever it is named again. */
#include "indexer/context.h"

#include <string.h>

#include "indexer/clause.h"
#include "indexer/pinpoint.h"

enum { MAX_GAP = 3000, MAX_BRACKETS = 4 };

typedef enum { ZONE_BODY, ZONE_TITLE, ZONE_ISSUED_WITH, ZONE_PREAMBLE, ZONE_OPENING, ZONE_OUTSIDE } Zone;

typedef struct {
  DcWords words;
  const DcView *view;
  const DcLayout *layout;
  const DcIdentity *identity;
  GArray *mentions;
  GHashTable *targets;        /* keys that the document was issued to carry out */
  int brackets[MAX_BRACKETS]; /* the mentions after which open brackets began */
  guint n_brackets;
  int speaker; /* the act whose text a footnote quotes, -1 */
  guint quote; /* the next of the layout's quotes */
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
                {"trên cơ sở", LINE_CONSIDERS}, {"tiếp tục thực hiện", LINE_IMPLEMENTS}};
  const DcWords *words = &context->words;
  gsize line = dc_clause_line_start(words, at);
  for (int n = 0; n < 12; n++) { /* the line on which the item begins */
    gsize first = line;
    if (words->fold[first] == '-' || words->fold[first] == '+')
      first = dc_words_skip(words, first + 1);
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
      if (dc_words_match(words, first, starts[i].start) != DC_WORDS_NONE)
        return first == line ? starts[i].kind : starts[i].kind == LINE_BASED_ON ? LINE_OTHER : starts[i].kind;
    gsize before = line;
    while (before > 0 && words->fold[before - 1] != '\n')
      before--;
    if (before == 0 || dc_clause_end(words, before - 1, line) < line)
      break;
    line = dc_clause_line_start(words, before - 1);
    if (at - line > 1500)
      break;
  }
  return LINE_OTHER;
}

/* A "Căn cứ" line of a preamble ends with a semicolon or is followed by another line of that kind. */
static gboolean
is_preamble_line(const Context *context, gsize at) {
  const DcWords *words = &context->words;
  gsize end = dc_clause_end(words, at, MIN(at + 1500, words->len));
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
  for (int i = last->container; i >= 0 && !is_same(last->type, mention->type);) {
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
  if (gap->joined)
    return last->container;
  if (gap->depth > 0 || gap->closed)
    return last->container;
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
    if (word == end)
      return FALSE;
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

/* What the document itself does to a mention that no other citation holds. */
static DcRelation
own_relation(Context *context, DcMention *mention, Zone zone, const DcCue *cue, gsize cue_start,
             DcRelation inherited) {
  DcRelation relation = cue ? cue->relation : inherited;
  gboolean passive = cue && cue->kind == DC_CUE_PASSIVE;
  LineKind line = line_kind(context, mention->cite.start);
  gboolean target = g_hash_table_contains(context->targets, mention->key);
  if (zone == ZONE_ISSUED_WITH)
    return DC_RELATION_ISSUED_WITH;
  if (zone == ZONE_TITLE) {
    if (relation == DC_RELATION_CITES && cue &&
        dc_words_match(&context->words, cue_start, "theo") != DC_WORDS_NONE)
      return DC_RELATION_IMPLEMENTS;
    return passive ? DC_RELATION_CITES : relation;
  }
  if (line == LINE_BASED_ON && (zone == ZONE_PREAMBLE || is_preamble_line(context, mention->cite.end)))
    return DC_RELATION_BASED_ON;
  gboolean proposed = is_same(mention->type, "TTr") || is_same(mention->symbol_type, "TTr");
  if (proposed && (line == LINE_PROPOSAL || line == LINE_CONSIDERS || zone == ZONE_PREAMBLE))
    return DC_RELATION_PROPOSAL;
  if (zone == ZONE_PREAMBLE && line == LINE_IMPLEMENTS)
    return DC_RELATION_IMPLEMENTS;
  if (zone == ZONE_OPENING && (relation == DC_RELATION_IMPLEMENTS || line == LINE_IMPLEMENTS))
    return DC_RELATION_IMPLEMENTS;
  if (passive)
    return is_consolidation(context) && relation == DC_RELATION_AMENDED_BY ? relation : DC_RELATION_CITES;
  if (cue && is_change(relation) && may_change(context) && !is_plan(context, cue_start))
    return relation;
  if (target)
    return DC_RELATION_IMPLEMENTS;
  return DC_RELATION_CITES;
}

/* "Điều 5 của Nghị định": only a part of the work is changed. */
static gboolean
is_partial(const Context *context, const DcMention *mention) {
  return (mention->relation == DC_RELATION_AMENDS || mention->relation == DC_RELATION_REPEALS ||
          mention->relation == DC_RELATION_REPLACES) &&
         (*mention->pinpoint || context->words.len == 0);
}

static void
relate(Context *context, int i, int previous, const DcGap *gap) {
  DcMention *mention = mention_at(context, i);
  gsize limit = previous >= 0 ? mention_at(context, previous)->cite.end : 0, cue_start = 0;
  limit = MIN(limit, mention->cite.start);
  const DcCue *cue = dc_clause_cue(&context->words, mention->cite.start, limit, &cue_start);
  gboolean in_list = previous >= 0 && gap->joined;
  DcRelation inherited = in_list ? mention_at(context, previous)->relation : DC_RELATION_CITES;
  if (inherited == DC_RELATION_SELF)
    inherited = DC_RELATION_CITES;
  mention->why = cue ? cue->phrase : in_list ? "list" : "";
  if (mention->container >= 0) {
    gboolean planned = cue && is_change(cue->relation) && is_plan(context, cue_start);
    mention->relation = planned || (cue && cue->kind == DC_CUE_PASSIVE) ? DC_RELATION_CITES
                        : cue                                           ? cue->relation
                                                                        : inherited;
    return;
  }
  Zone zone = zone_of(context, mention);
  gboolean of_self = previous >= 0 && mention_at(context, previous)->relation == DC_RELATION_SELF &&
                     gap->opens && !gap->broken;
  if (of_self)
    zone = ZONE_TITLE;
  mention->relation = own_relation(context, mention, zone, cue, cue_start, inherited);
  const DcCue *after = mention->relation == DC_RELATION_CITES && may_change(context)
                           ? dc_clause_cue_after(&context->words, mention->cite.end)
                           : NULL;
  if (after) {
    mention->relation = after->relation;
    mention->why = after->phrase;
  }
  if (mention->relation == DC_RELATION_IMPLEMENTS)
    g_hash_table_add(context->targets, (gpointer)mention->key);
}

/* ---- the walk ---- */

static void
place(Context *context, int i, int previous) {
  DcMention *mention = mention_at(context, i);
  DcGap gap = {.broken = TRUE};
  mention->container = -1;
  if (previous >= 0) {
    const DcMention *last = mention_at(context, previous);
    if (last->span.start <= mention->span.start &&
        mention->span.end <= last->span.end) { /* a name in a name */
      gsize start;
      const DcCue *cue = dc_clause_cue(&context->words, mention->span.start, last->span.start, &start);
      mention->container = previous;
      mention->relation = cue ? cue->relation : DC_RELATION_AMENDS;
      return;
    }
    DcSpan pinpoint = dc_pinpoint_before(&context->words, mention->cite.start);
    gsize to = dc_span_is_empty(pinpoint) ? mention->cite.start : pinpoint.start;
    if (last->cite.end <= to && to - last->cite.end <= MAX_GAP)
      gap = dc_gap_read(&context->words, last->cite.end, to);
    else if (last->cite.end > to && last->cite.end <= mention->span.start)
      gap = (DcGap){.joined = TRUE};
    mention->container = container_of(context, mention, previous, &gap);
  }
  relate(context, i, previous, &gap);
}

void
dc_context_relate(const DcView *view, const DcLayout *layout, const DcIdentity *identity,
                  GStringChunk *strings, GArray *mentions) {
  Context context = {.words = dc_words_new(view, layout->noise),
                     .view = view,
                     .layout = layout,
                     .identity = identity,
                     .mentions = mentions,
                     .targets = g_hash_table_new(g_str_hash, g_str_equal),
                     .speaker = -1};
  int previous = -1;
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *mention = mention_at(&context, (int)i);
    DcSpan pinpoint = dc_pinpoint_before(&context.words, mention->cite.start);
    if (!dc_span_is_empty(pinpoint)) {
      g_autofree char *text = g_strndup(view->clean + pinpoint.start, dc_span_length(pinpoint));
      g_strdelimit(text, "\n", ' ');
      mention->pinpoint = g_string_chunk_insert_const(strings, text);
    }
    if (mention->relation != DC_RELATION_SELF)
      place(&context, (int)i, previous);
    mention->partial = is_partial(&context, mention);
    if (previous < 0 || mention->span.end > mention_at(&context, previous)->span.end)
      previous = (int)i;
  }
  g_hash_table_unref(context.targets);
}
