/* What coverage.c (which works say something of a unit) and coverage-doubt.c (what may, and cannot be told)
 * share. */
#pragma once

#include "query/coverage.h"
#include "query/doubt.h"

G_BEGIN_DECLS

/* A work, and what is known of it. */
typedef struct {
  const DcWork *work;
  char *date;
  DcReach *reach; /* owned by the coverage */
} DcCoverColumn;

/* Where the works of a unit count. */
typedef struct {
  DcCoverRow *row; /* NULL: nowhere */
  gboolean below;  /* as one of a unit under the row's */
} DcCoverPlace;

/* What the making shares. */
typedef struct {
  DcStore *store;
  const DcCoverOptions *options;
  DcCoverage *coverage;
  GHashTable *rows;   /* char* unit → DcCoverRow: itself and former units that went into it */
  GHashTable *newest; /* char* unit → char*: the newest date of its documents */
  GArray *columns;    /* of DcCoverColumn */
  DcReach *all;       /* what refers to any of them */
  GArray *units;      /* of guint32, by work: the number of its unit */
  GArray *places;     /* of DcCoverPlace, by that number */
  GHashTable *later;  /* gint64*: works that refer to that of the column and do not count; NULL: all count */
  guint at;           /* the column in hand */
} DcCoverMaking;

/* Whether what bears the date does not count. */
gboolean dc_cover_later(const DcCoverMaking *making, const char *date);

/* Gives the cell of the column to the work unless it has a better one. TRUE when it has it now. */
gboolean dc_cover_put(const DcCoverMaking *making, const DcCoverColumn *column, DcCoverCell *cell,
                      DcCover cover, const DcWorkPlace *place, guint distance);

/* Fills cells of the column in hand whose units may have acted: by citations that cannot be decided, … */
gboolean dc_cover_doubts(DcCoverMaking *making, const DcCoverColumn *column, GError **error);
/* … and by a last look at the texts of units that would be said to have done nothing. */
gboolean dc_cover_look_again(DcCoverMaking *making, const DcCoverColumn *column, GError **error);

G_END_DECLS
