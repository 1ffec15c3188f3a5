/* Relations between works, and the words that announce them (cues.csv). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DC_RELATION_CITES,
  DC_RELATION_SELF, /* the document's own number: never an edge */
  DC_RELATION_IMPLEMENTS,
  DC_RELATION_BASED_ON,
  DC_RELATION_GUIDES,
  DC_RELATION_AMENDS,
  DC_RELATION_AMENDED_BY,
  DC_RELATION_REPLACES,
  DC_RELATION_REPLACED_BY,
  DC_RELATION_REPEALS,
  DC_RELATION_REPEALED_BY,
  DC_RELATION_ISSUED_WITH,
  DC_RELATION_APPROVES,
  DC_RELATION_REVIEWS,
  DC_RELATION_PROPOSAL,
  DC_RELATION_SUSPENDS,
  DC_RELATION_CORRECTS,
  DC_RELATION_CONSOLIDATES,
  DC_RELATION_INTERPRETS,
  DC_RELATION_COUNT
} DcRelation;

/* Stable names: "cites", "self", "implements", "based_on", … */
const char *dc_relation_name(DcRelation relation);
gboolean dc_relation_parse(const char *name, DcRelation *relation);
/* "amended_by" for "amends" and back; DC_RELATION_COUNT when there is no named inverse. */
DcRelation dc_relation_inverse(DcRelation relation);
/* amended_by, replaced_by, repealed_by: the mentioned act is the one that acts. */
gboolean dc_relation_is_told_backwards(DcRelation relation);

G_END_DECLS
