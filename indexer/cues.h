/* The words that announce relations and that open or end the title of a cited document: cues.csv. */
#pragma once

#include "indexer/phrases.h"
#include "indexer/relation.h"

G_BEGIN_DECLS

/* See the head of cues.csv. */
typedef enum {
  DC_CUE_ACTIVE,
  DC_CUE_PASSIVE,
  DC_CUE_STRONG,
  DC_CUE_OVER,
  DC_CUE_WEAK,
  DC_CUE_AFTER,
  DC_CUE_PLAN,
  DC_CUE_OPENS,
  DC_CUE_CLOSES,
  DC_CUE_BREAKS,
  DC_CUE_HEADING,
  DC_CUE_INCOMING,
  DC_CUE_KINDS
} DcCueKind;

typedef struct {
  const char *phrase;
  DcCueKind kind;
  DcRelation relation;
  const char *example;
} DcCue;

/* All rows, in the order of the table: of DcCue. */
const GArray *dc_cues_all(void);

/* The longest cue of the kinds in the bit mask (1u << DC_CUE_…) that starts at `at`, or ends at `end`. */
const DcCue *dc_cues_at(const DcWords *words, gsize at, guint kinds, gsize *end);
const DcCue *dc_cues_before(const DcWords *words, gsize end, guint kinds, gsize *start);

G_END_DECLS
