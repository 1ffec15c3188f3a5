/* What was issued because of a work, month by month. */
#pragma once

#include "query/references.h"

G_BEGIN_DECLS

typedef struct {
  char month[8];    /* "2024-10"; "" for what has no date, or only a year */
  guint implements; /* issued to carry it out */
  guint indirect;   /* reaches it through others */
  guint cites;      /* refers to it otherwise */
} DcMonth;

/* From the answers of dc_references_citing: array of DcMonth, every month from the first to the last, then
 * what has no month when there is any. Works that the corpus only cites count when `cited`. */
GArray *dc_timeline_new(const GPtrArray *answers, gboolean cited);

/* implements + indirect + cites */
guint dc_month_total(const DcMonth *month);

G_END_DECLS
