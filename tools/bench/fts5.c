#include "tools/bench/fts5.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "indexer/tokens.h"
#include "tools/bench/bench.h"

#define BEST 10

/* With what the rank function needs: the documents' lengths and the best of the query that runs. */
struct _BenchFts5 {
  sqlite3 *db;
  sqlite3_stmt *insert;
  GArray *lengths; /* of guint32, by rowid */
  double average;
  double scores[BEST];
  gint64 rows[BEST];
  guint n;
  double *idf;
  int phrases; /* 0: the query has not started */
};

/* ---- the tokenizer ---- */

typedef struct {
  void *context;
  int (*token)(void *, int, const char *, int, int, int);
  int code;
  gsize covered;
  gboolean first;
} Feed;

/* A symbol and its first part share a place. */
static gboolean
feed(DcTokenKind kind, const char *form, gsize len, gsize start, gsize end, gpointer data) {
  Feed *f = data;
  gboolean beside = kind < DC_TOKEN_SYMBOL && f->first && start < f->covered;
  if (kind >= DC_TOKEN_SYMBOL) {
    f->covered = end;
    f->first = TRUE;
  } else {
    f->first = FALSE;
  }
  f->code = f->token(f->context, beside ? FTS5_TOKEN_COLOCATED : 0, form, (int)len, (int)start, (int)end);
  return f->code == SQLITE_OK;
}

static int
tokenizer_create(void *context, const char **arguments, int n, Fts5Tokenizer **made) {
  (void)arguments;
  (void)n;
  *made = context;
  return SQLITE_OK;
}

static void
tokenizer_delete(Fts5Tokenizer *tokenizer) {
  (void)tokenizer;
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len,
         int (*token)(void *, int, const char *, int, int, int)) {
  (void)tokenizer;
  Feed f = {context, token, SQLITE_OK, 0, FALSE};
  if (flags & FTS5_TOKENIZE_QUERY) { /* a symbol is one term there */
    char form[DC_TOKEN_MAX + 1];
    if (len <= DC_TOKEN_MAX && memchr(text, ' ', (size_t)len) == NULL) {
      memcpy(form, text, (size_t)len);
      return token(context, 0, form, len, 0, len);
    }
  }
  dc_tokens_each(text, (gsize)len, feed, &f);
  return f.code;
}

/* ---- the rank function ---- */

static int
count_rows(const Fts5ExtensionApi *api, Fts5Context *context, void *count) {
  (void)api;
  (void)context;
  ++*(int *)count;
  return SQLITE_OK;
}

static void
start_query(BenchFts5 *ranker, const Fts5ExtensionApi *api, Fts5Context *context) {
  ranker->phrases = api->xPhraseCount(context);
  ranker->idf = g_renew(double, ranker->idf, (gsize)ranker->phrases + 1);
  for (int i = 0; i < ranker->phrases; i++) {
    int n = 0;
    api->xQueryPhrase(context, i, &n, count_rows);
    ranker->idf[i] = log(1 + ((double)ranker->lengths->len - n + 0.5) / (n + 0.5));
  }
}

static double
score_row(const BenchFts5 *ranker, const Fts5ExtensionApi *api, Fts5Context *context, gint64 row) {
  double score = 0, length = g_array_index(ranker->lengths, guint32, row) / ranker->average;
  for (int i = 0; i < ranker->phrases; i++) {
    Fts5PhraseIter iter;
    int column, offset, n = 0;
    for (api->xPhraseFirst(context, i, &iter, &column, &offset); column >= 0;
         api->xPhraseNext(context, &iter, &column, &offset))
      n++;
    if (n)
      score += ranker->idf[i] * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * length));
  }
  return score;
}

static void
own_rank(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result, int n,
         sqlite3_value **values) {
  (void)n;
  (void)values;
  BenchFts5 *ranker = api->xUserData(context);
  if (ranker->phrases == 0)
    start_query(ranker, api, context);
  gint64 row = api->xRowid(context);
  double score = score_row(ranker, api, context, row);
  if (ranker->n < BEST || score > ranker->scores[BEST - 1]) {
    guint at = ranker->n < BEST ? ranker->n++ : BEST - 1;
    for (; at > 0 && ranker->scores[at - 1] < score; at--) {
      ranker->scores[at] = ranker->scores[at - 1];
      ranker->rows[at] = ranker->rows[at - 1];
    }
    ranker->scores[at] = score;
    ranker->rows[at] = row;
  }
  sqlite3_result_null(result);
}

/* ---- the table ---- */

static fts5_api *
api_of(sqlite3 *db) {
  fts5_api *api = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) == SQLITE_OK) {
    sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(stmt);
  }
  sqlite3_finalize(stmt);
  return api;
}

BenchFts5 *
bench_fts5_new(const char *path, const char *tokenize_with, const char *ours) {
  static fts5_tokenizer tokenizer = {tokenizer_create, tokenizer_delete, tokenize};
  BenchFts5 *fts5 = g_new0(BenchFts5, 1);
  fts5->lengths = g_array_new(FALSE, TRUE, sizeof(guint32));
  fts5_api *api = sqlite3_open(path, &fts5->db) == SQLITE_OK ? api_of(fts5->db) : NULL;
  g_autofree char *sql = g_strdup_printf("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                                         "PRAGMA cache_size = -65536; CREATE VIRTUAL TABLE fts USING"
                                         " fts5(text, content='', tokenize='%s'); BEGIN",
                                         tokenize_with);
  char *attach = ours ? sqlite3_mprintf("ATTACH %Q AS ours", ours) : sqlite3_mprintf("SELECT 1");
  gboolean good = api && api->xCreateTokenizer(api, "danchieu", fts5, &tokenizer, NULL) == SQLITE_OK &&
                  api->xCreateFunction(api, "own_rank", fts5, own_rank, NULL) == SQLITE_OK &&
                  sqlite3_exec(fts5->db, attach, NULL, NULL, NULL) == SQLITE_OK &&
                  sqlite3_exec(fts5->db, sql, NULL, NULL, NULL) == SQLITE_OK &&
                  sqlite3_prepare_v2(fts5->db, "INSERT INTO fts(rowid, text) VALUES(?1, ?2)", -1,
                                     &fts5->insert, NULL) == SQLITE_OK;
  sqlite3_free(attach);
  if (good)
    return fts5;
  fprintf(stderr, "FTS5: %s\n", sqlite3_errmsg(fts5->db));
  bench_fts5_free(fts5);
  return NULL;
}

void
bench_fts5_free(BenchFts5 *fts5) {
  if (!fts5)
    return;
  sqlite3_finalize(fts5->insert);
  sqlite3_close(fts5->db);
  g_array_unref(fts5->lengths);
  g_free(fts5->idf);
  g_free(fts5);
}

gboolean
bench_fts5_insert(BenchFts5 *fts5, gint64 id, const char *text, gsize len) {
  sqlite3_bind_int64(fts5->insert, 1, id);
  sqlite3_bind_text(fts5->insert, 2, text, (int)len, SQLITE_STATIC);
  int code = sqlite3_step(fts5->insert);
  sqlite3_reset(fts5->insert);
  guint32 tokens = (guint32)(len / 6); /* about */
  if (fts5->lengths->len <= id)
    g_array_set_size(fts5->lengths, (guint)id + 1);
  g_array_index(fts5->lengths, guint32, id) = tokens;
  fts5->average += (tokens - fts5->average) / (double)fts5->lengths->len;
  return code == SQLITE_DONE;
}

gboolean
bench_fts5_commit(BenchFts5 *fts5) {
  return sqlite3_exec(fts5->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static double
run(const BenchFts5 *fts5, const char *sql, const char *match) {
  sqlite3_stmt *stmt = NULL;
  double start = bench_cpu();
  if (sqlite3_prepare_v2(fts5->db, sql, -1, &stmt, NULL) != SQLITE_OK)
    return NAN;
  sqlite3_bind_text(stmt, 1, match, -1, SQLITE_STATIC);
  int code;
  do
    code = sqlite3_step(stmt);
  while (code == SQLITE_ROW);
  sqlite3_finalize(stmt);
  return code == SQLITE_DONE ? bench_cpu() - start : NAN;
}

double
bench_fts5_rank(BenchFts5 *fts5, const char *match, gboolean filtered) {
  return run(fts5,
             filtered
                 ? "SELECT rowid FROM fts WHERE fts MATCH ?1 AND +rowid IN (SELECT id FROM ours.documents"
                   " WHERE type = 'KH') ORDER BY rank LIMIT 10"
                 : "SELECT rowid FROM fts WHERE fts MATCH ?1 ORDER BY rank LIMIT 10",
             match);
}

double
bench_fts5_own_rank(BenchFts5 *fts5, const char *match, gboolean filtered) {
  fts5->n = 0;
  fts5->phrases = 0;
  return run(fts5,
             filtered ? "SELECT own_rank(fts) FROM fts WHERE fts MATCH ?1 AND +rowid IN (SELECT id FROM"
                        " ours.documents WHERE type = 'KH')"
                      : "SELECT own_rank(fts) FROM fts WHERE fts MATCH ?1",
             match);
}
