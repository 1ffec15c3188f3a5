#include "indexer/relation.h"

static const struct {
  const char *name;
  DcRelation inverse;
} relations[DC_RELATION_COUNT] = {
    [DC_RELATION_CITES] = {"cites", DC_RELATION_COUNT},
    [DC_RELATION_SELF] = {"self", DC_RELATION_COUNT},
    [DC_RELATION_IMPLEMENTS] = {"implements", DC_RELATION_COUNT},
    [DC_RELATION_BASED_ON] = {"based_on", DC_RELATION_COUNT},
    [DC_RELATION_GUIDES] = {"guides", DC_RELATION_COUNT},
    [DC_RELATION_AMENDS] = {"amends", DC_RELATION_AMENDED_BY},
    [DC_RELATION_AMENDED_BY] = {"amended_by", DC_RELATION_AMENDS},
    [DC_RELATION_REPLACES] = {"replaces", DC_RELATION_REPLACED_BY},
    [DC_RELATION_REPLACED_BY] = {"replaced_by", DC_RELATION_REPLACES},
    [DC_RELATION_REPEALS] = {"repeals", DC_RELATION_REPEALED_BY},
    [DC_RELATION_REPEALED_BY] = {"repealed_by", DC_RELATION_REPEALS},
    [DC_RELATION_ISSUED_WITH] = {"issued_with", DC_RELATION_COUNT},
    [DC_RELATION_APPROVES] = {"approves", DC_RELATION_COUNT},
    [DC_RELATION_REVIEWS] = {"reviews", DC_RELATION_COUNT},
    [DC_RELATION_PROPOSAL] = {"proposal", DC_RELATION_COUNT},
    [DC_RELATION_SUSPENDS] = {"suspends", DC_RELATION_COUNT},
    [DC_RELATION_CORRECTS] = {"corrects", DC_RELATION_COUNT},
    [DC_RELATION_CONSOLIDATES] = {"consolidates", DC_RELATION_COUNT},
    [DC_RELATION_INTERPRETS] = {"interprets", DC_RELATION_COUNT},
};

const char *
dc_relation_name(DcRelation relation) {
  return (guint)relation < DC_RELATION_COUNT ? relations[relation].name : "cites";
}

gboolean
dc_relation_parse(const char *name, DcRelation *relation) {
  for (int i = 0; i < DC_RELATION_COUNT; i++)
    if (g_str_equal(name, relations[i].name)) {
      *relation = (DcRelation)i;
      return TRUE;
    }
  return FALSE;
}

DcRelation
dc_relation_inverse(DcRelation relation) {
  return (guint)relation < DC_RELATION_COUNT ? relations[relation].inverse : DC_RELATION_COUNT;
}

gboolean
dc_relation_is_told_backwards(DcRelation relation) {
  return relation == DC_RELATION_AMENDED_BY || relation == DC_RELATION_REPLACED_BY ||
         relation == DC_RELATION_REPEALED_BY;
}
