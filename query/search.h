/* Full-text search: any text is a valid question. */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

typedef struct {
  guint limit, offset;
  gboolean by_date; /* newest first instead of best first */
} DcSearchOptions;

typedef struct {
  gint64 document;
  double score;
  DcDocumentRow *row;
  char *snippet; /* the best passage, on one line */
  GArray *marks; /* of DcSpan: bytes of `snippet` to mark */
  gsize start;   /* of the passage, bytes of the document's text */
} DcHit;

void dc_hit_free(DcHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcHit, dc_hit_free)

/* Array that owns its DcHit, best first, ties by path. `total` (may be NULL): how many documents match.
 * `notes` (may be NULL): lines for a person about parts of the query that were taken as plain words. */
GPtrArray *dc_search(DcStore *store, const char *query, const DcSearchOptions *options, guint *total,
                     GPtrArray *notes, GError **error);

G_END_DECLS
