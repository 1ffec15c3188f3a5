/* The peer: FTS5 with our tokens, with its own rank and with a rank function in C as far as its interface
 * lets one go (lengths in memory, idf once a query, the best kept in a heap, no look-up a row). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BenchFts5 BenchFts5;

/* Makes a database with a contentless table; `tokenize` is "danchieu" or "unicode61". `ours` (may be NULL):
 * our index of the same documents in the same order, for filters. NULL when FTS5 is not there. */
BenchFts5 *bench_fts5_new(const char *path, const char *tokenize, const char *ours);
void bench_fts5_free(BenchFts5 *fts5);
gboolean bench_fts5_insert(BenchFts5 *fts5, gint64 id, const char *text, gsize len);
gboolean bench_fts5_commit(BenchFts5 *fts5);
/* Milliseconds for the ten best; NAN when it failed. */
double bench_fts5_rank(BenchFts5 *fts5, const char *match, gboolean filtered);
double bench_fts5_own_rank(BenchFts5 *fts5, const char *match, gboolean filtered);

G_END_DECLS
