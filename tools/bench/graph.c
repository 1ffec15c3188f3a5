/* The graph: direct references, chains and coverage of the most cited works, against a recursive SQL query
 * over the same file. */
#include <sqlite3.h>
#include <stdio.h>

#include "query/coverage.h"
#include "query/references.h"
#include "tools/bench/bench.h"

#define WORKS 10
#define SAMPLE 200u /* works by chance */

/* The most cited central works. */
static GPtrArray *
hot_works(DcStore *store) {
  GPtrArray *works = g_ptr_array_new_with_free_func((GDestroyNotify)dc_work_free);
  sqlite3_stmt *stmt = NULL;
  sqlite3_prepare_v2(dc_store_handle(store),
                     "SELECT w.id FROM works w JOIN edges e ON e.target = w.id WHERE w.unit = 'TW'"
                     " GROUP BY w.id ORDER BY count(*) DESC, w.ident LIMIT ?",
                     -1, &stmt, NULL);
  sqlite3_bind_int(stmt, 1, WORKS);
  while (sqlite3_step(stmt) == SQLITE_ROW) {
    DcWork *work = dc_store_work(store, sqlite3_column_int64(stmt, 0), NULL);
    if (work != NULL)
      g_ptr_array_add(works, work);
  }
  sqlite3_finalize(stmt);
  return works;
}

/* Works that a recursive query reaches. */
static guint
recursive(DcStore *store, gint64 work) {
  sqlite3_stmt *stmt = NULL;
  guint reached = 0;
  sqlite3_prepare_v2(
      dc_store_handle(store),
      "WITH RECURSIVE up(id) AS (VALUES(?) UNION SELECT e.source FROM edges e JOIN up ON e.target = up.id)"
      " SELECT count(*) FROM up",
      -1, &stmt, NULL);
  sqlite3_bind_int64(stmt, 1, work);
  if (sqlite3_step(stmt) == SQLITE_ROW)
    reached = (guint)sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  return reached;
}

/* The whole direct answer about works evenly from all that something refers to: documents, relations, proofs.
 */
static gboolean
measure_answers(DcStore *store, BenchTimes *times) {
  g_autoptr(GArray) works = dc_store_linked_works(store, NULL);
  guint taken = 0;
  for (guint i = 0; works != NULL && i < works->len; i += MAX(works->len / SAMPLE, 1)) {
    g_autoptr(DcWork) work = dc_store_work(store, g_array_index(works, gint64, i), NULL);
    double start = bench_cpu();
    g_autoptr(GPtrArray) answers = work != NULL ? dc_references_citing(store, work, FALSE, NULL) : NULL;
    if (answers == NULL)
      return FALSE;
    bench_times_add(times, bench_cpu() - start);
    taken++;
  }
  return taken > 0;
}

typedef struct {
  BenchTimes direct, chains, sql;
  guint reached;
  gboolean equal;
} Measured;

static void
measure(Measured *measured, DcStore *store, gint64 work) {
  double start = bench_cpu();
  g_autoptr(GArray) edges = dc_store_edges(store, DC_EDGES_IN, &work, 1, DC_RELATIONS_ALL, NULL);
  bench_times_add(&measured->direct, bench_cpu() - start);
  start = bench_cpu();
  g_autoptr(DcReach) reach = dc_reach_new(store, &work, 1, DC_EDGES_IN, DC_RELATIONS_ALL, 0, NULL);
  bench_times_add(&measured->chains, bench_cpu() - start);
  start = bench_cpu();
  guint reached = recursive(store, work);
  bench_times_add(&measured->sql, bench_cpu() - start);
  measured->reached = MAX(measured->reached, reached);
  measured->equal &= edges != NULL && reach != NULL && dc_reach_works(reach)->len == reached;
}

static void
print_times(const char *what, const BenchTimes *times, const BenchTimes *peer, double budget) {
  g_autofree char *text =
      g_strdup_printf("p50 %.2f ms, p95 %.2f ms", bench_times_at(times, 0.5), bench_times_at(times, 0.95));
  g_autofree char *against =
      peer == NULL ? g_strdup("") : g_strdup_printf("; recursive SQL p50 %.2f ms", bench_times_at(peer, 0.5));
  g_autofree char *measured = g_strconcat(text, against, NULL);
  g_autofree char *allowed = g_strdup_printf("%.0f ms", budget);
  bench_row(what, measured, allowed, bench_times_at(times, 0.95) <= budget);
}

gboolean
bench_graph(const char *db) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_store_open(db, DC_STORE_READ, &error);
  if (store == NULL || !dc_store_hold(store, &error)) {
    fprintf(stderr, "%s\n", error->message);
    return FALSE;
  }
  g_autoptr(GPtrArray) works = hot_works(store);
  Measured measured = {bench_times_new(), bench_times_new(), bench_times_new(), 0, TRUE};
  for (guint round = 0; round < 2; round++) { /* the second finds the file in memory */
    for (guint i = 0; i < works->len; i++)
      measure(&measured, store, ((DcWork *)g_ptr_array_index(works, i))->id);
  }
  DcCoverOptions options = {"2025-12-31", NULL, -1, NULL};
  BenchTimes covered = bench_times_new();
  gboolean good = measured.equal;
  for (guint round = 0; round < 5; round++) {
    double start = bench_cpu();
    g_autoptr(DcCoverage) coverage = dc_coverage_new(store, works, &options, &error);
    bench_times_add(&covered, bench_cpu() - start);
    good &= coverage != NULL;
  }
  BenchTimes answers = bench_times_new();
  gboolean answered = measure_answers(store, &answers);
  print_times("direct answers about works by chance", &answers, NULL, 2);
  bench_times_clear(&answers);
  print_times("direct references of the most cited works", &measured.direct, NULL, 2);
  g_autofree char *chains = g_strdup_printf("chains to them (up to %u works)", measured.reached);
  print_times(chains, &measured.chains, &measured.sql, 50);
  print_times("coverage of 34 provinces × 10 works", &covered, NULL, 200);
  if (!measured.equal)
    fprintf(stderr, "chains and recursive SQL do not reach the same works\n");
  bench_times_clear(&measured.direct);
  bench_times_clear(&measured.chains);
  bench_times_clear(&measured.sql);
  bench_times_clear(&covered);
  return good && answered;
}
