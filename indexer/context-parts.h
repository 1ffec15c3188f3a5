/* What the parts of context.c share. Private to context*.c. */
#pragma once

#include <string.h>

#include "indexer/clause.h"
#include "indexer/context.h"
#include "indexer/pinpoint.h"

G_BEGIN_DECLS

/* In bytes, unless they say otherwise: how far anything is looked for. */
enum {
  DC_CONTEXT_MAX_GAP = 3000,
  DC_CONTEXT_MAX_TITLE = 800,
  DC_CONTEXT_MAX_LINE = 1500,
  DC_CONTEXT_MAX_WORDS = 100,
  DC_CONTEXT_MAX_RESTATED = 8, /* mentions */
  DC_CONTEXT_SOURCE = -2,      /* as an actor: the source itself, no other */
  DC_CONTEXT_MAX_NESTING = 32  /* citations within citations: what is deeper counts as a hit limit */
};

typedef enum {
  DC_ZONE_BODY,
  DC_ZONE_TITLE,
  DC_ZONE_ISSUED_WITH,
  DC_ZONE_PREAMBLE,
  DC_ZONE_OPENING,
  DC_ZONE_OUTSIDE
} DcZone;

typedef struct {
  DcWords words;
  const DcLayout *layout;
  const DcIdentity *identity;
  GArray *mentions;
  GHashTable *dates; /* key → the whole date that its first mention with one states; of unlike dates none */
  GHashTable *targets;    /* keys that the document was issued to carry out */
  GHashTable *amenders;   /* keys of the acts that a consolidated text names as amending it */
  const char *base;       /* in a consolidated text: the key of the act that is consolidated, or NULL */
  DcRelation *announced;  /* by the words before each mention: what the next in a list takes over */
  gboolean portal;        /* a page with lists of related documents */
  DcRelation list;        /* what the head of the list that goes on announces */
  int current;            /* the mention that is being placed */
  DcSpan pinpoint;        /* before it */
  int speaker;            /* in a consolidated text: the act whose preamble or articles are quoted, or -1 */
  gsize quoted_from;      /* behind the words that introduce the quotation */
  guint quote;            /* the next of the layout's quotes */
  gsize first_section;    /* where the text itself is divided first */
  guint8 *depth;          /* of each mention: how many citations hold it */
  guint number;           /* the next mention by number, from the current one on */
  guint section;          /* the next of the layout's sections, from the current mention on */
  const DcSection *annex; /* the last annex before that; NULL */
  const DcSection *over;  /* the last heading before that, of no item of a list; NULL */
  guint limit_hits;
} DcContext;

/* The mention, what is around it, and what was found there. */
typedef struct {
  DcMention *mention;
  const DcMention *previous; /* NULL */
  gsize limit;               /* where the text of the citation before it ends */
  DcRelation inherited;      /* what was announced for the one before it in a list */
  DcGap gap;
  DcZone zone;
  const DcCue *cue; /* NULL */
  gsize cue_start;
} DcContextPlace;

/* The line of a preamble starts with one of these. */
typedef enum {
  DC_LINE_OTHER,
  DC_LINE_BASED_ON,
  DC_LINE_IMPLEMENTS,
  DC_LINE_CONSIDERS,
  DC_LINE_PROPOSAL
} DcLineKind;

static inline DcMention *
dc_context_mention(const DcContext *context, int i) {
  return &g_array_index(context->mentions, DcMention, (guint)i);
}

static inline gboolean
dc_context_is_same(const char *a, const char *b) {
  return strcmp(a, b) == 0;
}

/* ---- context.c ---- */

/* Issued after the other, as far as both say; FALSE when there is no telling. */
gboolean dc_context_is_younger(const DcContext *context, const DcMention *mention, const DcMention *than);

/* ---- context-zones.c ---- */

DcZone dc_context_zone(const DcContext *context, const DcMention *mention);
gboolean dc_context_is_consolidation(const DcContext *context);
/* What the preamble's line that holds `at` begins with. */
DcLineKind dc_context_line_kind(const DcContext *context, gsize at);
/* A "Căn cứ" line of a preamble ends with a semicolon or is followed by another line of that kind. */
gboolean dc_context_is_preamble_line(const DcContext *context, gsize at);
/* "… có căn cứ ban hành như sau:" behind a citation: where its text starts, or DC_WORDS_NONE. */
gsize dc_context_introduces_quote(const DcContext *context, const DcMention *mention);
/* The act whose quoted text holds the mention, in a consolidated text; -1. `previous`: the mention before. */
int dc_context_speaker(DcContext *context, const DcMention *mention, int previous);

/* ---- context-list.c ---- */

/* The kind of list that a portal page shows the mention in: the last heading before `at`; NULL. */
const DcCue *dc_context_heading(const DcContext *context, gsize at);
/* What the head of the list announces for this item of it. */
DcRelation dc_context_list_relation(DcContext *context, const DcContextPlace *place);

/* Whether the mention begins an item of a list under a heading such as "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH". */
gboolean dc_context_is_ground(DcContext *context, const DcMention *mention);

/* ---- context-ground.c ---- */

/* Notes where the first section starts; before the walk. */
void dc_context_find_first_section(DcContext *context);
gboolean dc_context_is_before_sections(const DcContext *context, const DcMention *mention);
/* "…, Ban Thường vụ xây dựng kế hoạch như sau:": the document is issued in the sentence that holds the
 * mention; `semicolons`: which may hold several clauses. */
gboolean dc_context_issues_in_sentence(const DcContext *context, const DcMention *mention,
                                       gboolean semicolons);
/* What was said of the mention before holds for this one: only a joint stands between, or the other's title
 * and then a joint. */
gboolean dc_context_is_listed(const DcContextPlace *place);
/* The work that title, preamble or opening named as what is carried out: the same symbol of another unit or
 * another date is not. */
gboolean dc_context_is_target(const DcContext *context, const DcMention *mention);
gboolean dc_context_is_based_on(DcContext *context, const DcContextPlace *place, DcLineKind line);
/* Carried out without a cue right before it: the next of a list, or what an order was given in. */
gboolean dc_context_is_carried_out(const DcContext *context, const DcContextPlace *place, DcLineKind line);

/* ---- context-actor.c ---- */

/* The mention that "Nghị định này" before the place's cue means in a document that is no decree; -1: the
 * document itself, or there is no telling. */
int dc_context_meant_by_this(const DcContext *context, const DcContextPlace *place);

/* After the walk: who does in the graph what the text says of each mention. */
void dc_context_settle_actors(DcContext *context);

/* ---- context-relation.c ---- */

/* The change that the cue announces is only planned: "rà soát, sửa đổi". */
gboolean dc_context_is_plan(const DcContext *context, gsize cue_start);
/* The document is of a type whose own text changes other acts; in a plan or a report the same words are a
 * task. */
gboolean dc_context_may_change(const DcContext *context);

/* Amends, replaces, repeals, suspends, corrects. */
gboolean dc_context_is_change(DcRelation relation);
/* Decides the relation of mention `i`, whose container is known, and what it announces for a list. */
void dc_context_decide(DcContext *context, int i, DcContextPlace *place);

G_END_DECLS
