/* A document made ready for the index, by a worker thread: see dc_entry_new in store.h. For the store alone.
 */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

/* A ref of the index: mentions of one document that say the same. Strings live in the extract or `strings`.
 */
typedef struct {
  const char *symbol; /* under which the work is looked for; NULL for a blank number */
  const char *key;    /* as extracted, "" when equal to `symbol` */
  const char *type, *symbol_type, *date, *term, *issuer, *unit, *written, *title;
  DcMentionClass cls;
  gboolean own;
  guint first, mentions; /* running numbers of its mentions: places in `order` */
} DcEntryRef;

struct _DcEntry {
  DcDocument *document; /* without its text */
  DcExtract *extract;
  GStringChunk *strings;
  const char *symbol; /* under which the document's own work is found; NULL without text */
  GArray *refs;       /* of DcEntryRef */
  GArray *order;      /* of guint: mentions of the extract in the order of their running numbers */
  GArray *numbers;    /* of guint: the running number of each mention */
  gsize bytes;        /* of the text */
  GBytes *text;       /* packed with zstd; NULL without text */
  GBytes *terms;      /* dc_fulltext_prepare; NULL without text */
};

/* The symbol under which the index looks for a key: names are folded ("named:luật đất đai"). New string. */
char *dc_entry_symbol(const char *key);

G_END_DECLS
