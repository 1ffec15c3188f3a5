/* The full-text tables: our tokenizer for FTS5, what is put into them and taken out again.
 *
 * Tokens are made by worker threads (dc_fulltext_prepare, a pure function) and replayed by the tokenizer when
 * the writer inserts, so that the writer does not analyse text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

struct sqlite3;

/* Registers the tokenizer on a connection: before any use of the tables. */
gboolean dc_fulltext_register(struct sqlite3 *db, GError **error);
/* Creates the tables in a new index. */
gboolean dc_fulltext_create(struct sqlite3 *db, GError **error);

/* The tokens of a document, packed. `content` is the document without portal navigation. */
GBytes *dc_fulltext_prepare(const char *title, const char *content, gsize len);

/* `tokens` from dc_fulltext_prepare; to drop, the very tokens that were put (made anew from the stored text).
 */
gboolean dc_fulltext_put(struct sqlite3 *db, gint64 document, GBytes *tokens, GError **error);
gboolean dc_fulltext_drop(struct sqlite3 *db, gint64 document, GBytes *tokens, GError **error);

G_END_DECLS
