/* The full-text index: which documents hold a term, and where. Written here, read through postings.h.
 *
 * Terms are made by worker threads (dc_fulltext_prepare, a pure function), so that the writer does not
 * analyse text: it gathers postings in memory and writes them term by term before each commit. The tables are
 * ordinary SQLite tables of our own instead of FTS5's, because the budgets need more than its interface
 * gives: query/SEARCH.md has what was measured. */
#pragma once

#include "corpus/view.h"
#include "indexer/extract.h"

G_BEGIN_DECLS

struct sqlite3;

/* Creates the tables in a new index. */
gboolean dc_fulltext_create(struct sqlite3 *db, GError **error);

/* The terms of a document, packed: its text without portal navigation; its own key and title, which weigh
 * more; and what can be filtered by (type, unit, level, issuer, date, key). Takes the view of the text. */
GBytes *dc_fulltext_prepare(DcView *view, const DcExtract *extract);

typedef struct _DcFulltextWriter DcFulltextWriter;

/* One for a connection that writes. Frees at the end; what was not flushed is lost. */
DcFulltextWriter *dc_fulltext_writer_new(struct sqlite3 *db);
void dc_fulltext_writer_free(DcFulltextWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcFulltextWriter, dc_fulltext_writer_free)

/* Adds a document under its id, `terms` from dc_fulltext_prepare. One that was there before must be dropped
 * first. Memory stays bounded: it flushes by itself when much is gathered. */
gboolean dc_fulltext_put(DcFulltextWriter *writer, gint64 document, GBytes *terms, GError **error);

/* Takes a document out; without effect when it is not there. */
gboolean dc_fulltext_drop(DcFulltextWriter *writer, gint64 document, GError **error);

/* Writes what was gathered: call inside the transaction, before each commit. Many small flushes cost time, so
 * commit batches of some megabytes. */
gboolean dc_fulltext_flush(DcFulltextWriter *writer, GError **error);

/* Forgets what was gathered: call after a rollback. */
void dc_fulltext_discard(DcFulltextWriter *writer);

G_END_DECLS
