/* What resolve.c (which work), resolve-scope.c (what tells works apart) and resolve-work.c (what is known of
 * one) share. */
#pragma once

#include "indexer/resolve.h"

#include "corpus/lexicon/lexicon.h"

G_BEGIN_DECLS

/* What tells the acts of one symbol and unit apart. */
typedef enum {
  DC_REGIME_NONE, /* nothing: a year in the symbol, a name, a text */
  DC_REGIME_KIND, /* the National Assembly counts its laws and its resolutions apart: 55/2010/QH12 is both */
  DC_REGIME_YEAR, /* the calendar year */
  DC_REGIME_TERM  /* the term of the Party committee */
} DcRegime;

/* A work in the making. */
typedef struct {
  const char *unit;
  const char *scope; /* '', 'NQ', '2022', 'XII'; '?…' when its date is not known */
  GArray *facts;     /* of guint, in the order of facts */
  const char *date;  /* what is taken as true, '' if nothing states one */
} DcCluster;

typedef struct {
  const char *symbol;
  DcRegime regime;
  DcFact *facts;
  guint n;
  GPtrArray *clusters; /* of DcCluster* */
  GHashTable *by_name; /* unit and scope → its place in clusters + 1 */
  GStringChunk *strings;
} DcGroup;

DcRegime dc_regime_of(const char *symbol);

/* TRUE for what is known by a name, a title or its text instead of a number. */
gboolean dc_group_is_named(const char *symbol);

/* The kind, year or term in which a fact puts its act; NULL when it does not say. */
const char *dc_group_scope(const DcGroup *group, const DcFact *fact);

/* The level of a unit's body that bears the symbol: by the unit's name and the issuer's suffix. */
DcLevel dc_group_level(const char *symbol, const char *unit);

/* The date that a cluster takes as true: of its documents, else the one that most documents state; what
 * belies the year in the symbol is a slip, and leaves only that year. */
const char *dc_cluster_date(const DcGroup *group, const DcCluster *cluster);

/* Fills the works and conflicts from the clusters. */
void dc_group_describe(const DcGroup *group, DcResolution *resolution);

G_END_DECLS
