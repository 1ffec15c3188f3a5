/* Full-text search: any text is a valid question (question.h says what is understood in it). */
#pragma once

#include "corpus/span.h"
#include "indexer/store.h"
#include "query/filters.h"

G_BEGIN_DECLS

typedef struct {
  guint limit, offset;  /* hits shown (0: only counts and facets), and left out before them */
  gboolean by_date;     /* newest first instead of best first */
  gboolean fold_copies; /* near-duplicates of a hit are counted with it, not shown */
  const char *facet;    /* "type", "unit", "level", "issuer", "year": count its values; NULL: none */
  gboolean places;      /* find the section of each passage: costs some milliseconds a hit */
} DcSearchOptions;

typedef struct {
  gint64 document;
  guint tier; /* comes before score: DcRanked */
  double score;
  DcDocumentRow *row;
  char *snippet;     /* the best passage, on one line */
  GArray *marks;     /* of DcSpan: bytes of `snippet` to mark */
  gsize start;       /* of the passage, bytes of the document's text */
  guint line;        /* of the passage, from 1 */
  guint page;        /* from 1; 0 when the document has no pages */
  char *place;       /* "mục II.3", "" when none or not asked for */
  GPtrArray *copies; /* of char*: paths of near-duplicates; NULL unless asked for */
} DcHit;

void dc_hit_free(DcHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcHit, dc_hit_free)

typedef struct {
  GPtrArray *hits; /* of DcHit; best first, ties by path */
  guint matches;   /* documents with all the words, or with some when none has all */
  gboolean all;    /* `matches` have all the words */
  guint some;      /* documents with any of the words */
  GArray *facets;  /* of DcFacet, over `matches`; NULL unless asked for */
} DcSearchResult;

void dc_search_result_free(DcSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcSearchResult, dc_search_result_free)

/* `notes` (may be NULL) gets lines for a person: parts of the question that were taken as plain words, words
 * that occur nowhere with what may be meant. */
DcSearchResult *dc_search(DcStore *store, const char *query, const DcSearchOptions *options, GPtrArray *notes,
                          GError **error);

/* Every document that has all the words and meets the filters of the question, by id: array of gint64. */
GArray *dc_search_matching(DcStore *store, const char *query, GPtrArray *notes, GError **error);

/* Every document that has one of the phrases (NULL-terminated), in which '#' stands for any of the numbers,
 * with or without zeros before it up to four digits: "kết luận số #" is "kết luận số 5", "kết luận số 05" …
 * By id: array of gint64. */
GArray *dc_search_numbered(DcStore *store, const char *const *phrases, const gulong *numbers, gsize n,
                           GError **error);

G_END_DECLS
