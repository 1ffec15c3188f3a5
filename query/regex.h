/* Search by regular expression over the stored texts, as grep does. */
#pragma once

#include "corpus/span.h"
#include "indexer/store.h"

G_BEGIN_DECLS

typedef struct {
  const DcDocumentRow *row;
  gsize start, end; /* of the match, bytes of the text */
  guint line;       /* from 1 */
  DcSpan lines;     /* the lines to show: of the match, with `context` lines around */
  const char *text; /* the document's */
} DcRegexMatch;

/* Returns FALSE to stop. */
typedef gboolean (*DcRegexFunc)(const DcRegexMatch *match, gpointer data);

typedef struct {
  gboolean any_case;
  guint context; /* lines before and after */
} DcRegexOptions;

/* Calls `func` for every match of the pattern (PCRE2, UTF-8) in documents by path, one a line. Only documents
 * that have the words that the pattern cannot match without are read. Patterns run under limits: a text on
 * which one gives up is named in `notes` (may be NULL). FALSE with DC_ERROR_INVALID when the pattern is none.
 */
gboolean dc_regex_search(DcStore *store, const char *pattern, const DcRegexOptions *options, DcRegexFunc func,
                         gpointer data, GPtrArray *notes, GError **error);

G_END_DECLS
