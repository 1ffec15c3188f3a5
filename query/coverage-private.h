/* What coverage.c (which works say something of a unit) and coverage-doubt.c (what may, and cannot be told)
 * share. */
#pragma once

#include "query/coverage.h"
#include "query/doubt.h"

G_BEGIN_DECLS

#define DC_COVER_COLUMNS 64u /* that are filled at once */

/* A work, and what is known of it. */
typedef struct {
  const DcWork *work;
  char *date;
  DcReach *reach; /* owned by the coverage */
} DcCoverColumn;

/* What the making shares. */
typedef struct {
  DcStore *store;
  const DcCoverOptions *options;
  DcCoverage *coverage;
  GHashTable *rows;   /* char* unit → DcCoverRow: itself and former units that went into it */
  GHashTable *newest; /* char* unit → char*: the newest date of its documents */
  GArray *columns;    /* of DcCoverColumn */
  DcReach *all;       /* what refers to any of them */
  guint64 *reached;   /* by work: which of the columns from `first` on it reaches, a bit each */
  guint first;
  guint64 wanted;                 /* those columns, … */
  guint64 settled;                /* … and which of them the unit in hand says no more of */
  guint64 undated;                /* … and in which its best work so far has no date */
  DcCover best[DC_COVER_COLUMNS]; /* … and what that work is */
  GError **error;
  gboolean failed;
  DcCoverRow *row; /* the one in hand */
  guint at;        /* the column in hand */
} DcCoverMaking;

/* Gives the cell of the column to the work unless it has a better one. TRUE when it has it now. */
gboolean dc_cover_put(const DcCoverMaking *making, const DcCoverColumn *column, DcCoverCell *cell,
                      DcCover cover, const DcWorkPlace *place, guint distance);

/* Fills cells of the column in hand whose units may have acted: by citations that cannot be decided, … */
gboolean dc_cover_doubts(DcCoverMaking *making, const DcCoverColumn *column, GError **error);
/* … and by a last look at the texts of units that would be said to have done nothing. */
gboolean dc_cover_look_again(DcCoverMaking *making, const DcCoverColumn *column, GError **error);

G_END_DECLS
