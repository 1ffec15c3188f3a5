/* Which units have acted on a work: one row a unit that is expected to, one cell a work. */
#pragma once

#include "query/reach.h"

G_BEGIN_DECLS

typedef enum {
  DC_COVER_IMPLEMENTS,
  DC_COVER_CITES,
  DC_COVER_INDIRECT,
  DC_COVER_AMBIGUOUS,  /* an undecided citation of the unit may be the work, or lead to it */
  DC_COVER_NOTHING,    /* the corpus has younger documents of the unit, and none refers to the work */
  DC_COVER_UNDATED,    /* … has documents, but none whose date shows that it is younger */
  DC_COVER_PREDATES,   /* … has only older documents */
  DC_COVER_NO_DOCUMENT /* … has no document of the unit itself */
} DcCover;

/* "implements", "cites", "indirect", "ambiguous", "nothing", "undated", "predates", "no_document" */
const char *dc_cover_name(DcCover cover);

typedef struct {
  DcCover cover;
  gint64 work;    /* that shows it; 0: none */
  char *key;      /* of that work */
  char *unit;     /* of that work: the unit itself, or a part of it before a merger */
  char *date;     /* of that work */
  guint distance; /* edges from it to the work asked about */
  int days;       /* from the work asked about to it; meaningful when `timed` */
  gboolean timed, late;
  GArray *evidence; /* of gint64: ambiguous through mentions: the way to the one that cannot be decided */
  gint64 hinted;    /* ambiguous through words that are no citation: the document, 0: none … */
  DcSpan hint;      /* … and the place in its text */
  guint below;      /* works of units under this one that refer to the work */
} DcCoverCell;

typedef struct {
  char *unit;
  GPtrArray *parts; /* of char*: former units that went into it */
  GPtrArray *cells; /* of DcCoverCell, one a work */
} DcCoverRow;

typedef struct {
  const char *as_of; /* ISO: the units in force on this day */
  const char
      *unit;    /* NULL: the provinces; else the districts and communes of this one that the corpus knows */
  int deadline; /* days after which an answer is late; negative: none */
  const char *until; /* ISO: documents dated after this day do not count; NULL: all count */
} DcCoverOptions;

typedef struct {
  GPtrArray *rows;  /* of DcCoverRow, in the order of the lexicon, or by name */
  GPtrArray *reach; /* of DcReach, one a work: for the chains behind a cell */
} DcCoverage;

/* `works`: array of DcWork. */
DcCoverage *dc_coverage_new(DcStore *store, const GPtrArray *works, const DcCoverOptions *options,
                            GError **error);
void dc_coverage_free(DcCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcCoverage, dc_coverage_free)

/* What “nothing” rests on: the works of the unit, and of former ones that went into it, that the corpus has
 * and that are dated after the work. Only a plan can be said to lack a reference. */
typedef struct {
  guint works, plans;
  gboolean more; /* than were counted */
  GPtrArray
      *nearest; /* of DcDocumentRow: the plans, or else the others, whose subject is nearest; at most 3 */
} DcCoverRest;

DcCoverRest *dc_coverage_rest(DcStore *store, const DcCoverRow *row, const DcWork *work, const char *until,
                              GError **error);
void dc_cover_rest_free(DcCoverRest *rest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcCoverRest, dc_cover_rest_free)

G_END_DECLS
