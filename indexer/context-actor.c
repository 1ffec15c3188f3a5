/* Who acts. A source is who speaks: the document, or the citation whose title or quoted text holds the
 * mention. What it tells may be the deed of another act: "Nghị định này thay thế …" in a letter that has just
 * named the decree; every change that a consolidated text speaks of, since that text itself changes nothing.
 */
#include "corpus/letters.h"
#include "indexer/context-parts.h"
#include "indexer/lead.h"

enum { MEANT_BYTES = 1000, MEANT_WORDS = 30, SLIP_BYTES = 24 };

/* ---- "Nghị định này" ---- */

/* The type in the nearest "… này" before `at` in its sentence; NULL. */
static const DcType *
this_type(const DcWords *words, gsize at, gsize *start) {
  gsize end = dc_words_back(words, at);
  for (int n = 0; n < MEANT_WORDS && end > 0; n++) {
    gsize word = dc_words_start(words, end);
    if (word == end) {
      if (!strchr(",/()0123456789", words->fold[end - 1]))
        return NULL;
      word = end - 1;
    } else if (dc_words_match(words, word, "này") == end) {
      return dc_lead_type_before(words, dc_words_back(words, word), FALSE, start);
    }
    end = dc_words_back(words, word);
  }
  return NULL;
}

/* The document issues something of this type, so that "Kế hoạch này" is its own annex. */
static gboolean
issues_type(const DcContext *context, const DcType *type) {
  DcSpan title = context->layout->title;
  g_autofree char *name = dc_letters_fold(type->name, -1);
  return g_strstr_len(context->words.fold + title.start, (gssize)dc_span_length(title), name) != NULL;
}

/* "Chính phủ ban hành Nghị định số …", "đã ký Quyết định số …": the text tells of an act that another body
 * issued. */
static gboolean
tells_of_issue(const DcContext *context, const DcMention *mention) {
  gsize end = dc_words_back(&context->words, mention->cite.start);
  return dc_words_match_back(&context->words, end, "ban hành") != DC_WORDS_NONE ||
         dc_words_match_back(&context->words, end, "ký") != DC_WORDS_NONE;
}

/* A heading that starts in [from, to). */
static gboolean
is_divided(const DcContext *context, gsize from, gsize to) {
  const GArray *sections = context->layout->sections;
  guint low = 0, high = sections->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(sections, DcSection, middle).line.start < from)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < sections->len && g_array_index(sections, DcSection, low).line.start < to; low++) {
    DcSectionKind kind = g_array_index(sections, DcSection, low).kind;
    if (kind != DC_SECTION_CLAUSE && kind != DC_SECTION_POINT && kind != DC_SECTION_DASH)
      return TRUE;
  }
  return FALSE;
}

int
dc_context_meant_by_this(const DcContext *context, const DcContextPlace *place) {
  gsize start;
  const DcType *type = place->cue ? this_type(&context->words, place->cue_start, &start) : NULL;
  if (!type || dc_context_is_same(type->abbreviation, context->identity->type) ||
      dc_context_is_consolidation(context) || issues_type(context, type))
    return -1;
  for (int i = context->current - 1, n = 0; i >= 0 && n < DC_CONTEXT_MAX_RESTATED; i--, n++) {
    const DcMention *before = dc_context_mention(context, i);
    if (before->cite.end > start || !dc_context_is_same(before->type, type->abbreviation) ||
        before->container >= 0)
      continue;
    gboolean near = start - before->cite.end <= MEANT_BYTES && before->relation == DC_RELATION_CITES &&
                    before->cls != DC_CLASS_UNDECIDED &&
                    !dc_context_is_same(before->key, place->mention->key) &&
                    (*context->identity->type || tells_of_issue(context, before));
    return near && !is_divided(context, before->cite.end, start) ? i : -1;
  }
  return -1;
}

/* ---- consolidated texts ---- */

/* "Thông tư số … ngày … của Bộ trưởng …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:" on a line of
 * its own, with a slip in its type perhaps. */
static gboolean
opens_consolidation(const DcContext *context, const DcMention *mention) {
  const DcWords *words = &context->words;
  gsize from = mention->cite.end, len = MIN(DC_CONTEXT_MAX_LINE, words->len - from);
  return mention->cite.start - dc_clause_line_start(words, mention->cite.start) < SLIP_BYTES &&
         g_strstr_len(words->fold + from, (gssize)len, "sửa đổi") != NULL;
}

/* The first mention of the act that the text consolidates, which stands above its preamble; -1. */
static int
find_base(const DcContext *context) {
  for (guint i = 0; i < MIN(context->mentions->len, DC_CONTEXT_MAX_RESTATED); i++) {
    const DcMention *mention = dc_context_mention(context, (int)i);
    if (mention->relation == DC_RELATION_BASED_ON)
      break;
    if (mention->relation != DC_RELATION_SELF && opens_consolidation(context, mention))
      return (int)i;
  }
  return -1;
}

/* Quotes and mentions are in text order: `quote` goes on from the mention before. */
static gboolean
is_quoted(const DcContext *context, const DcMention *mention, guint *quote) {
  const GArray *quotes = context->layout->quotes;
  while (*quote < quotes->len && g_array_index(quotes, DcSpan, *quote).end <= mention->span.start)
    (*quote)++;
  return *quote < quotes->len && dc_span_contains(g_array_index(quotes, DcSpan, *quote), mention->span);
}

/* What a consolidated text says that "this" act does, the act does that it consolidates; in a quotation whose
 * speaker was not found, one of those that amend it: no edge. */
static void
give_to_base(DcContext *context) {
  int at = find_base(context);
  const DcMention *base = at >= 0 ? dc_context_mention(context, at) : NULL;
  guint quote = 0;
  for (guint i = 0; i < context->mentions->len; i++) {
    DcMention *mention = dc_context_mention(context, (int)i);
    gboolean backwards = dc_relation_is_told_backwards(mention->relation);
    gboolean guides = mention->relation == DC_RELATION_GUIDES;
    gboolean quoted = is_quoted(context, mention, &quote);
    if (mention->container >= 0 || !(backwards || guides || dc_context_is_change(mention->relation)))
      continue;
    gboolean possible = base && !dc_context_is_same(mention->key, base->key) && (backwards || !quoted) &&
                        !(backwards ? dc_context_is_younger(context, base, mention)
                                    : dc_context_is_younger(context, mention, base));
    if (possible)
      mention->actor = at;
    else if (!guides)
      mention->confidence = DC_CONFIDENCE_BESIDE;
  }
}

void
dc_context_settle_actors(DcContext *context) {
  for (guint i = 0; i < context->mentions->len; i++) {
    DcMention *mention = dc_context_mention(context, (int)i);
    if (mention->actor == DC_CONTEXT_SOURCE) {
      mention->actor = mention->container;
      mention->act = mention->relation;
    }
  }
  if (dc_context_is_consolidation(context))
    give_to_base(context);
}
