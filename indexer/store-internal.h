/* What the files of the store share: the handle, cached statements, errors. For indexer/store*.c alone. */
#pragma once

#include "corpus/error.h"
#include "indexer/fulltext.h"
#include "indexer/store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _DcStore {
  sqlite3 *db;
  char *path;
  DcFulltextWriter *fulltext; /* NULL for a reader */
  int lock;                   /* descriptor of the writer's lock, -1 for a reader */
  GHashTable *queries;        /* SQL literal → DcQuery */
  GHashTable *symbols;        /* key → gint64*: a bounded cache of the symbols table */
  GHashTable *dirty;          /* set of gint64*: symbols to resolve before the next commit */
  GHashTable *fresh;  /* set of gint64*: documents put since the last resolution: they have no edges yet */
  GHashTable *blocks; /* set of gint64*: to be packed again: store-work-units.h */
  GArray *referrers;  /* changes of edges that are not packed yet: store-referrers.h */
};

/* The ids of a document's refs and mentions are document × 2^24 + running number. */
#define DC_MENTION_BITS 24
#define DC_FIRST_MENTION(document) ((gint64)(document) << DC_MENTION_BITS)
#define DC_DOCUMENT_OF(mention) ((gint64)(mention) >> DC_MENTION_BITS)

/* A prepared statement. `sql` is a literal: it is prepared once for each store. Columns and parameters count
 * from 0 and from 1, as in SQLite. Bound texts must live until the query is stepped or released. */
typedef struct {
  sqlite3_stmt *stmt;
  gboolean busy;
  gboolean cached;
} DcQuery;

DcQuery *dc_query(DcStore *store, const char *sql, GError **error);
void dc_query_release(DcQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcQuery, dc_query_release)

void dc_query_int(DcQuery *query, int parameter, gint64 value);
void dc_query_int_or_null(DcQuery *query, int parameter, gint64 value); /* 0: NULL */
void dc_query_text(DcQuery *query, int parameter, const char *value);   /* NULL: "" */

typedef enum { DC_STEP_ROW, DC_STEP_DONE, DC_STEP_ERROR } DcStep;
DcStep dc_query_step(DcStore *store, DcQuery *query, GError **error);
/* Runs a statement without rows to its end and makes it ready to be bound again. */
gboolean dc_query_run(DcStore *store, DcQuery *query, GError **error);

gint64 dc_query_get_int(DcQuery *query, int column);
const char *dc_query_get_text(DcQuery *query, int column); /* "" for NULL; until the next step */
char *dc_query_dup(DcQuery *query, int column);

gboolean dc_store_exec(DcStore *store, const char *sql, GError **error);
/* Sets `error` from SQLite's last one, in words that say what to do. Returns FALSE. */
gboolean dc_store_fail(DcStore *store, GError **error);

/* The number of a symbol, made when it is not there; 0 on error. Lookup alone: 0 when absent. */
gint64 dc_store_symbol(DcStore *store, const char *key, GError **error);
gint64 dc_store_find_symbol(DcStore *store, const char *key, GError **error);
void dc_store_mark_dirty(DcStore *store, gint64 symbol);

/* The edges that a document asserts, as its mentions and their works stand now; sorted by (source, target,
 * relation). Array of DcEdge, NULL on error. */
GArray *dc_store_edges_asserted(DcStore *store, gint64 document, GError **error);
/* The edge under a statement that selects source, target, relation, document, mention, mentions, partial. */
DcEdge dc_query_get_edge(DcQuery *query);
gboolean dc_store_delete_edges(DcStore *store, const GArray *edges, GError **error);
gboolean dc_store_insert_edges(DcStore *store, const GArray *edges, GError **error);

/* Resolves the dirty symbols: works, candidates, conflicts, edges. */
gboolean dc_store_resolve(DcStore *store, GError **error);

G_END_DECLS
