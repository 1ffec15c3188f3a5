/* Two questions for each mention, in text order. Which citation's title holds it: decided by the text since
 * the mention before (clause.c). And what its source does to it: by the nearest cue, and by the part of the
 * document where it stands. What title, preamble or opening say the document carries out stays "implements"
 * wherever it is named again. */
#include "indexer/context-parts.h"
#include "indexer/hierarchy.h"

/* ---- which citation holds it ---- */

/* After a joint behind a title: a sibling of the enclosing citation with the same type, or else of the last.
 */
static int
sibling_container(const DcContext *context, const DcMention *mention, int previous) {
  const DcMention *last = dc_context_mention(context, previous);
  int i = last->container;
  for (int n = 0; n < DC_CONTEXT_MAX_NESTING && i >= 0 && !dc_context_is_same(last->type, mention->type);
       n++) {
    const DcMention *outer = dc_context_mention(context, i);
    if (dc_context_is_same(outer->type, mention->type))
      return outer->container;
    i = outer->container;
  }
  return last->container;
}

static int
outer_of(const DcContext *context, int i) {
  return dc_context_mention(context, i)->relation == DC_RELATION_SELF ? -1 : i;
}

/* Of the citation whose title holds the last one: what holds it. */
static int
container_around(const DcContext *context, const DcMention *last) {
  return last->container >= 0 ? dc_context_mention(context, last->container)->container : -1;
}

static int
container_of(DcContext *context, const DcMention *mention, int previous, const DcGap *gap) {
  const DcMention *last = dc_context_mention(context, previous);
  if (gap->broken || gap->alias)
    return -1;
  if (gap->resumes && (gap->restated || dc_clause_is_introduced(&context->words, last->cite.start)))
    return outer_of(context, previous);
  if (gap->depth < 0)
    return container_around(context, last);
  if (gap->restated)
    return -1;
  if (gap->joined)
    return sibling_container(context, mention, previous);
  if (gap->ended)
    return container_around(context, last);
  if (gap->depth > 0 && gap->acts)
    return outer_of(context, previous);
  if (gap->depth > 0 || gap->closed)
    return last->container;
  if (gap->opens && mention->cite.start - last->cite.end > DC_CONTEXT_MAX_TITLE)
    return -1;
  if (gap->opens)
    return gap->joint ? sibling_container(context, mention, previous) : outer_of(context, previous);
  return last->container;
}

/* ---- the walk ---- */

/* A name inside a name: "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư". */
static void
place_inside(DcContext *context, int i, int outer) {
  DcMention *mention = dc_context_mention(context, i);
  gsize start;
  const DcCue *cue = dc_clause_cue(&context->words, mention->span.start,
                                   dc_context_mention(context, outer)->span.start, &start);
  mention->container = outer;
  gboolean said =
      cue && cue->relation != DC_RELATION_CITES; /* "Luật Đầu tư theo phương thức đối tác công tư" */
  mention->relation = said ? cue->relation : DC_RELATION_AMENDS;
  mention->why = said ? cue->phrase : "";
  context->announced[i] = mention->relation;
}

/* "Luật sửa đổi, bổ sung một số điều của Luật Giá số 140/2025/QH15": the citation by number that begins
 * before a law in its name, or -1. */
static int
number_behind(DcContext *context, int i) {
  const DcMention *mention = dc_context_mention(context, i);
  if (mention->cls != DC_CLASS_NAMED || mention->container >= 0 ||
      !dc_context_is_same(mention->why, "amended"))
    return -1;
  context->number = MAX(context->number, (guint)i + 1);
  while (context->number < context->mentions->len &&
         dc_context_mention(context, (int)context->number)->cls == DC_CLASS_NAMED)
    context->number++;
  if (context->number == context->mentions->len)
    return -1;
  const DcMention *next = dc_context_mention(context, (int)context->number);
  return next->cite.start < mention->span.start && next->relation != DC_RELATION_SELF ? (int)context->number
                                                                                      : -1;
}

/* What stands between the mention and the last one; the pinpoint is part of the mention. */
static DcGap
gap_before(const DcContext *context, const DcMention *mention, const DcMention *last, DcZone zone) {
  DcSpan pinpoint = context->pinpoint;
  gsize to = dc_span_is_empty(pinpoint) ? mention->cite.start : pinpoint.start;
  if (last->cite.end > to)
    return (DcGap){.joined = last->cite.end <= mention->span.start,
                   .broken = last->cite.end > mention->span.start};
  gboolean after_title = dc_context_zone(context, last) == DC_ZONE_TITLE;
  if (to - last->cite.end > DC_CONTEXT_MAX_GAP || (after_title && zone != DC_ZONE_TITLE))
    return (DcGap){.broken = TRUE};
  DcWords words = context->words; /* a title's lines are no paragraphs */
  words.wrapped |= after_title;
  DcGap gap = dc_gap_read(&words, last->cite.end, to);
  gap.alias |= dc_clause_is_introduced(&words, to); /* behind a title of several clauses */
  return gap;
}

/* A bare symbol before its own type word and symbol ("30/2012/QĐ-TTg Quyết định số 30/2012/QĐ-TTg"): the next
 * item of a portal's list. */
static gboolean
starts_portal_item(const DcContext *context, int i) {
  const DcMention *mention = dc_context_mention(context, i);
  if (mention->cite.start != mention->span.start || (guint)i + 1 >= context->mentions->len)
    return FALSE;
  const DcMention *next = dc_context_mention(context, i + 1);
  return dc_context_is_same(next->key, mention->key) && next->cite.start < next->span.start &&
         next->cite.start >= mention->span.end && next->cite.start - mention->span.end <= 3;
}

/* "Thông tư số A hướng dẫn Luật X; Luật sửa đổi …" in a portal's list: an item starts with its bare symbol,
 * so what follows a semicolon there is of the same title. */
static gboolean
goes_on_in_item(const DcContext *context, const DcMention *mention, const DcMention *last) {
  const DcWords *words = &context->words;
  gsize semicolon = dc_words_skip(words, last->cite.end);
  return context->portal && semicolon < words->len && words->fold[semicolon] == ';' &&
         dc_words_skip(words, semicolon + 1) == mention->cite.start && last->relation != DC_RELATION_SELF &&
         dc_context_heading(context, mention->cite.start) != NULL;
}

/* The citation that holds the last one, or the last itself, on the level of `container`: what was announced
 * for it goes on in a list. */
static const DcMention *
level_of(const DcContext *context, int last, int container, DcRelation *announced) {
  int i = last;
  for (int n = 0;
       n < DC_CONTEXT_MAX_NESTING && i >= 0 && dc_context_mention(context, i)->container != container; n++)
    i = dc_context_mention(context, i)->container;
  if (i < 0 || dc_context_mention(context, i)->container != container)
    i = last;
  *announced = context->announced[i];
  return dc_context_mention(context, i);
}

/* "sửa đổi A … của Luật … và sửa đổi B": the verb that comes again goes back to the sentence that it came
 * from. */
static int
return_to_verb(const DcContext *context, const DcMention *mention, int previous) {
  const DcWords *words = &context->words;
  gsize start;
  const DcCue *cue =
      dc_cues_before(words, dc_words_back(words, mention->cite.start), 1u << DC_CUE_STRONG, &start);
  if (!cue || dc_words_match_back(words, dc_words_back(words, start), "và") == DC_WORDS_NONE)
    return mention->container;
  for (int i = previous, n = 0; i >= 0 && n < DC_CONTEXT_MAX_NESTING;
       i = dc_context_mention(context, i)->container, n++)
    if (context->announced[i] == cue->relation)
      return dc_context_mention(context, i)->container;
  return mention->container;
}

/* Whether two mentions can be of one work: a district's 01/KH-UBND of January carries out the province's
 * 01/KH-UBND of November. */
static gboolean
may_be_one(const DcMention *a, const DcMention *b) {
  gboolean other_date = *a->date != '\0' && *b->date != '\0' && !dc_context_is_same(a->date, b->date);
  return dc_context_is_same(a->key, b->key) && !other_date;
}

/* When a mention was issued, as far as it says, or else the first one with its number: its date, unless the
 * year in its symbol belies that. What a name without a date means is only supposed. */
static const char *
age_of(const DcContext *context, const DcMention *mention, char year[8]) {
  const char *date = mention->date;
  if (!*date && mention->cls != DC_CLASS_NAMED)
    date = g_hash_table_lookup(context->dates, mention->work_key);
  g_snprintf(year, 8, "%u", (guint)mention->year);
  return mention->year && !(date && g_str_has_prefix(date, year)) ? year : date ? date : "";
}

gboolean
dc_context_is_younger(const DcContext *context, const DcMention *mention, const DcMention *than) {
  char year[8], other_year[8];
  const char *age = age_of(context, mention, year), *other = age_of(context, than, other_year);
  gsize n = MIN(strlen(age), strlen(other));
  return n > 0 && strncmp(age, other, n) > 0;
}

/* No title names what is younger than its document, so what goes on is an outer sentence or list. */
static int
old_enough(const DcContext *context, const DcMention *mention, int container) {
  while (container >= 0 && dc_context_is_younger(context, mention, dc_context_mention(context, container)))
    container = dc_context_mention(context, container)->container;
  return container;
}

static gboolean
is_circular(const DcMention *mention) {
  return g_str_has_prefix(mention->symbol_type, "TT") &&
         dc_hierarchy_rank(mention->type, mention->work_key) == dc_hierarchy_rank("TTLT", "");
}

/* Ministries change their circulars; the Government does not, and no law does. */
static gboolean
changes_no_circular(const DcMention *by) {
  guint rank = dc_hierarchy_rank(by->type, by->work_key);
  return rank > 0 ? rank < dc_hierarchy_rank("TTLT", "") : g_str_has_suffix(by->work_key, "/NQ-CP");
}

/* "Thông tư A hướng dẫn Nghị định B … và sửa đổi, bổ sung Thông tư C": a circular around the act in whose
 * title C seems to stand is what changes it. "Nghị quyết A bổ sung Nghị quyết B và Thông tư C": C is no more
 * of the title. */
static int
changer_of(const DcContext *context, const DcMention *mention, int previous) {
  int container = mention->container;
  if (!is_circular(mention) || !changes_no_circular(dc_context_mention(context, container)))
    return container;
  gsize start;
  const DcCue *cue = dc_clause_cue(&context->words, mention->cite.start,
                                   dc_context_mention(context, previous)->cite.end, &start);
  if (!dc_context_is_change(cue ? cue->relation : context->announced[previous]))
    return container;
  for (int i = container; i >= 0; i = dc_context_mention(context, i)->container)
    if (is_circular(dc_context_mention(context, i)))
      return i;
  return cue ? container : dc_context_mention(context, container)->container;
}

/* In a consolidated text: the act whose quoted text refers to the mention, or -1. */
static int
speaker_of(DcContext *context, const DcMention *mention, int previous) {
  if (!dc_context_is_consolidation(context))
    return -1;
  if (mention->container >= 0)
    return mention->container == context->speaker ? mention->container : -1;
  return dc_context_speaker(context, mention, previous);
}

/* Notes how many citations hold the mention. Below the last level it is put beside the one that would hold
 * it, so that no way out is longer than that. */
static void
settle_depth(DcContext *context, int i) {
  DcMention *mention = dc_context_mention(context, i);
  if (mention->container < 0)
    return;
  guint8 depth = context->depth[mention->container];
  if (depth == DC_CONTEXT_MAX_NESTING) {
    mention->container = dc_context_mention(context, mention->container)->container;
    context->limit_hits++;
  } else {
    depth++;
  }
  context->depth[i] = depth;
}

/* Returns FALSE for a mention that only introduces a short name: no other one refers to it. */
static gboolean
place_mention(DcContext *context, int i, int previous) {
  DcMention *mention = dc_context_mention(context, i);
  DcContextPlace place = {
      .mention = mention, .gap = {.broken = TRUE}, .zone = dc_context_zone(context, mention)};
  int number = number_behind(context, i);
  mention->container = number;
  if (number >= 0) {
    mention->relation = context->announced[i] = DC_RELATION_AMENDS;
    return FALSE;
  }
  if (previous >= 0) {
    const DcMention *last = dc_context_mention(context, previous);
    place.previous = last;
    if (dc_span_contains(last->span, mention->span)) {
      place_inside(context, i, previous);
      settle_depth(context, i);
      return TRUE;
    }
    place.inherited = context->announced[previous];
    place.gap = gap_before(context, mention, last, place.zone);
    place.limit = last->cite.end;
    if (goes_on_in_item(context, mention, last))
      place.gap = (DcGap){.joined = TRUE, .joint = TRUE};
    place.gap.broken |= starts_portal_item(context, i);
    mention->container = container_of(context, mention, previous, &place.gap);
    if (mention->container >= 0)
      mention->container = return_to_verb(context, mention, previous);
    if (mention->container >= 0)
      mention->container = changer_of(context, mention, previous);
    mention->container = old_enough(context, mention, mention->container);
    place.previous = level_of(context, previous, mention->container, &place.inherited);
    if (mention->container >= 0 && may_be_one(dc_context_mention(context, mention->container), mention))
      mention->container = -1;
    settle_depth(context, i);
  }
  int speaker = speaker_of(context, mention, previous);
  if (speaker >= 0 && !may_be_one(dc_context_mention(context, speaker), mention)) {
    mention->container = speaker;
    settle_depth(context, i);
    if (dc_context_line_kind(context, mention->cite.start) == DC_LINE_BASED_ON) {
      mention->relation = context->announced[i] = DC_RELATION_BASED_ON;
      return TRUE;
    }
  }
  dc_context_decide(context, i, &place);
  gboolean may_speak = dc_context_is_consolidation(context) && mention->container < 0 &&
                       !dc_context_is_change(mention->relation);
  gsize quoted = may_speak ? dc_context_introduces_quote(context, mention) : DC_WORDS_NONE;
  if (quoted != DC_WORDS_NONE) {
    context->speaker = i;
    context->quoted_from = quoted;
  }
  return !place.gap.alias;
}

/* On a portal the title of another act may name this document: "Thông tư số … hướng dẫn Quyết định số …". */
static gboolean
is_named_by_other(DcContext *context, int i, int previous) {
  const DcMention *mention = dc_context_mention(context, i);
  if (!context->portal || previous < 0 ||
      dc_context_mention(context, previous)->relation == DC_RELATION_SELF || starts_portal_item(context, i))
    return FALSE;
  DcGap gap =
      gap_before(context, mention, dc_context_mention(context, previous), dc_context_zone(context, mention));
  return !gap.broken && container_of(context, mention, previous, &gap) >= 0;
}

static void
read_pinpoint(DcContext *context, GStringChunk *strings, int i) {
  DcMention *mention = dc_context_mention(context, i);
  int before = i - 1; /* names of laws may stand within its lead */
  while (before >= 0 && dc_context_mention(context, before)->span.start >= mention->cite.start)
    before--;
  gsize floor = before < 0 ? 0 : dc_context_mention(context, before)->span.end;
  DcSpan pinpoint = context->pinpoint = dc_pinpoint_before(&context->words, floor, mention->cite.start);
  if (dc_span_is_empty(pinpoint))
    return;
  g_autofree char *text = dc_words_text(&context->words, pinpoint);
  mention->pinpoint = g_string_chunk_insert_const(strings, text);
}

/* "Điều 5 của Nghị định", "một số điều của", "Phụ lục … kèm theo", "thủ tục … quy định tại": only a part of
 * the work is changed. */
static gboolean
is_partial(const DcContext *context, const DcMention *mention) {
  static const char *const parts[] = {"một số điều",  "một số nội dung", "một số khoản", "một số quy định",
                                      "một phần",     "cụm từ",          "phụ lục",      "mẫu số",
                                      "các mẫu",      "biểu mẫu",        "kèm theo",     "thủ tục",
                                      "quy định tại", "quy định của",    "quy định về",  "number of",
                                      "article",      "clause",          "point",        "provisions"};
  if (g_str_has_suffix(mention->why, "một phần"))
    return TRUE;
  if (!dc_context_is_change(mention->relation) || *mention->pinpoint)
    return dc_context_is_change(mention->relation);
  gsize from = mention->cite.start > DC_CONTEXT_MAX_TITLE ? mention->cite.start - DC_CONTEXT_MAX_TITLE : 0,
        start = 0;
  const char *fold = context->words.fold;
  const char *cue = g_strrstr_len(fold + from, (gssize)(mention->cite.start - from), mention->why);
  if (*mention->why && cue)
    start = (gsize)(cue - fold);
  else if (!dc_clause_cue(&context->words, mention->cite.start, from, &start))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (g_strstr_len(fold + start, (gssize)(mention->cite.start - start), parts[i]))
      return TRUE;
  return FALSE;
}

/* An act that a portal shows beside the document, as one of a later year or with its own day of issue: what
 * else the portal has, or what refers to this document. */
static gboolean
is_beside(const DcContext *context, int i) {
  const DcMention *mention = dc_context_mention(context, i),
                  *last = dc_context_mention(context, MAX(i - 1, 0));
  if (!context->portal || mention->container >= 0 || mention->relation == DC_RELATION_SELF ||
      dc_relation_is_told_backwards(mention->relation))
    return FALSE;
  int own_year = atoi(context->identity->date), year = mention->year ? mention->year : atoi(mention->date);
  return (own_year && year > own_year) ||
         dc_words_match(&context->words, dc_words_skip(&context->words, mention->span.end),
                        "ngày ban hành") != DC_WORDS_NONE ||
         (last->confidence == DC_CONFIDENCE_BESIDE && dc_context_is_same(last->key, mention->key));
}

static guint
rank_of_source(const DcContext *context, const DcMention *mention) {
  if (mention->container < 0)
    return dc_hierarchy_rank(context->identity->type, context->identity->key);
  const DcMention *source = dc_context_mention(context, mention->container);
  return dc_hierarchy_rank(source->type, source->work_key);
}

/* What the hierarchy of acts rules out: a circular that seems to amend a decree only cites it. In the other
 * direction a portal's lists say it, whose headings stand over both sides: shown, but no edge. */
static void
refuse_from_below(const DcContext *context, DcMention *mention) {
  gboolean backwards = dc_relation_is_told_backwards(mention->relation);
  if (!dc_context_is_change(backwards ? dc_relation_inverse(mention->relation) : mention->relation))
    return;
  guint source = rank_of_source(context, mention),
        named = dc_hierarchy_rank(mention->type, mention->work_key);
  if (backwards && !dc_hierarchy_may_change(named, source))
    mention->confidence = DC_CONFIDENCE_BESIDE;
  gboolean by_other = mention->container >= 0 && is_circular(mention) &&
                      changes_no_circular(dc_context_mention(context, mention->container));
  if (!backwards && (by_other || !dc_hierarchy_may_change(source, named))) {
    mention->relation = DC_RELATION_CITES;
    mention->partial = FALSE;
    mention->why = "hierarchy";
  }
}

static GHashTable *
gather_dates(const GArray *mentions) {
  GHashTable *dates = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < mentions->len; i++) {
    const DcMention *mention = &g_array_index(mentions, DcMention, i);
    if (strlen(mention->date) != strlen("2024-08-12"))
      continue;
    const char *known = g_hash_table_lookup(dates, mention->work_key);
    if (!known)
      g_hash_table_insert(dates, (gpointer)mention->work_key, (gpointer)mention->date);
    else if (!dc_context_is_same(known, mention->date))
      g_hash_table_insert(dates, (gpointer)mention->work_key, (gpointer) "");
  }
  return dates;
}

guint
dc_context_relate(const DcView *view, const DcLayout *layout, const DcIdentity *identity,
                  GStringChunk *strings, GArray *mentions) {
  static const char portal_mark[] = "văn bản dẫn chiếu [";
  DcContext context = {.words = dc_words_new(view, layout),
                       .layout = layout,
                       .identity = identity,
                       .mentions = mentions,
                       .dates = gather_dates(mentions),
                       .targets = g_hash_table_new(g_str_hash, g_str_equal),
                       .amenders = g_hash_table_new(g_str_hash, g_str_equal),
                       .announced = g_new0(DcRelation, mentions->len + 1),
                       .depth = g_new0(guint8, mentions->len + 1),
                       .portal = memmem(view->fold, view->len, portal_mark, sizeof portal_mark - 1) != NULL,
                       .list = DC_RELATION_CITES,
                       .speaker = -1};
  dc_context_find_first_section(&context);
  int previous = -1;
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *mention = dc_context_mention(&context, (int)i);
    context.current = (int)i;
    mention->actor = DC_CONTEXT_SOURCE;
    read_pinpoint(&context, strings, (int)i);
    gboolean own = mention->relation == DC_RELATION_SELF && !is_named_by_other(&context, (int)i, previous);
    gboolean leads = own || place_mention(&context, (int)i, previous);
    mention->partial = is_partial(&context, mention);
    if (is_beside(&context, (int)i))
      mention->confidence = DC_CONFIDENCE_BESIDE;
    if (leads && (previous < 0 || mention->span.end > dc_context_mention(&context, previous)->span.end))
      previous = (int)i;
  }
  for (guint i = 0; i < mentions->len; i++)
    refuse_from_below(&context, dc_context_mention(&context, (int)i));
  dc_context_settle_actors(&context);
  g_hash_table_unref(context.dates);
  g_hash_table_unref(context.targets);
  g_hash_table_unref(context.amenders);
  g_free(context.announced);
  g_free(context.depth);
  return context.limit_hits;
}
