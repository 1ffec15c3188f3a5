/* The store: what is put in comes out, files replace each other, foreign files are left alone. */
#include "indexer/store-referrers.h"

#include "corpus/error.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  char *folder, *path;
} Place;

static void
place_setup(Place *place, gconstpointer data G_GNUC_UNUSED) {
  place->folder = g_dir_make_tmp("danchieu-XXXXXX", NULL);
  place->path = g_build_filename(place->folder, "index.db", NULL);
}

static void
place_teardown(Place *place, gconstpointer data G_GNUC_UNUSED) {
  GDir *dir = g_dir_open(place->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(place->folder, name, NULL);
    g_assert_cmpint(g_remove(path), ==, 0);
  }
  g_dir_close(dir);
  g_assert_cmpint(g_rmdir(place->folder), ==, 0);
  g_free(place->folder);
  g_free(place->path);
}

/* A document of its own making: text and identity, with one mention for each place where `cited` stands. */
static DcEntry *
make_entry(const char *path, const char *key, const char *text, const char *cited) {
  DcDocument *document = dc_document_new(path);
  dc_document_take_text(document, g_strdup(text), strlen(text));
  document->format = "text";
  document->encoding = g_strdup("UTF-8");
  DcExtract *extract = g_new0(DcExtract, 1);
  extract->strings = g_string_chunk_new(64);
  extract->mentions = g_array_new(FALSE, TRUE, sizeof(DcMention));
  extract->content = (DcSpan){0, strlen(text)};
  extract->identity = (DcIdentity){.key = g_string_chunk_insert(extract->strings, key),
                                   .type = "KH",
                                   .date = "2024-12-02",
                                   .issuer = "",
                                   .unit = "Hà Tĩnh",
                                   .level = DC_LEVEL_PROVINCE,
                                   .title = "Về việc thử",
                                   .annex_key = "",
                                   .annex_date = ""};
  for (const char *at = text; (at = strstr(at, cited)); at++) {
    gsize start = (gsize)(at - text);
    DcMention mention = {.span = {start, start + strlen(cited)},
                         .cite = {start, start + strlen(cited)},
                         .cls = DC_CLASS_NUMBERED,
                         .key = cited,
                         .work_key = cited,
                         .type = "KL",
                         .symbol_type = "KL",
                         .suffix = "TW",
                         .date = "2024-08-12",
                         .issuer = "Bộ Chính trị",
                         .unit = "TW",
                         .pinpoint = "",
                         .title = "",
                         .container = -1,
                         .relation = DC_RELATION_IMPLEMENTS,
                         .confidence = 90,
                         .why = "test"};
    g_array_append_val(extract->mentions, mention);
  }
  return dc_entry_new(document, extract);
}

static void
put(DcStore *store, DcEntry *made) {
  g_autoptr(DcEntry) entry = made;
  g_autoptr(GError) error = NULL;
  DcFileStamp stamp = {100, 200, 300, 400};
  g_assert_true(dc_store_begin(store, &error));
  gint64 file = dc_store_put_file(store, "/tmp", dc_entry_document(entry)->path, &stamp, &error);
  g_assert_no_error(error);
  g_assert_cmpint(file, >, 0);
  g_assert_true(dc_store_put(store, file, entry, &error));
  g_assert_true(dc_store_commit(store, &error));
}

static void
test_round_trip(Place *place, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_store_open(place->path, DC_STORE_WRITE, &error);
  g_assert_no_error(error);
  put(store, make_entry("/a.txt", "1-KH/TU", "Thực hiện 91-KL/TW và 91-KL/TW", "91-KL/TW"));
  put(store, make_entry("/a.txt", "2-KH/TU", "Kết luận 91-KL/TW", "91-KL/TW"));
  DcFileStamp stamp;
  g_assert_true(dc_store_stamp(store, "/a.txt", &stamp));
  g_assert_cmpint(stamp.hash, ==, 300);
  g_assert_false(dc_store_stamp(store, "/b.txt", &stamp));

  g_autoptr(DcStore) reader = dc_store_open(place->path, DC_STORE_READ, &error);
  g_assert_no_error(error);
  g_autoptr(DcDocumentRow) row = dc_store_document_by_path(reader, "/a.txt", &error);
  g_assert_no_error(error);
  g_assert_cmpstr(row->key, ==, "2-KH/TU");
  gsize len;
  g_autofree char *text = dc_store_text(reader, row->id, &len, &error);
  g_assert_cmpstr(text, ==, "Kết luận 91-KL/TW");
  g_assert_cmpuint(len, ==, strlen(text));
}

/* A law is called as most documents write it, whichever came first. */
static void
test_name(Place *place, gconstpointer data G_GNUC_UNUSED) {
  static const char *const written[] = {"named:Luật giáo dục", "named:Luật Giáo dục", "named:Luật Giáo dục"};
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_store_open(place->path, DC_STORE_WRITE, &error);
  for (guint i = 0; i < G_N_ELEMENTS(written); i++) {
    g_autofree char *path = g_strdup_printf("/%u.txt", i);
    put(store, make_entry(path, "1-KH/TU", written[i], written[i]));
  }
  g_autoptr(GPtrArray) works = dc_store_works_by_key(store, written[0], &error);
  g_assert_no_error(error);
  g_assert_cmpuint(works->len, ==, 1);
  g_assert_cmpstr(((DcWork *)g_ptr_array_index(works, 0))->key, ==, written[1]);
}

static void
expect_refused(const char *path, DcStoreMode mode, DcErrorCode code) {
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize before_len = 0, after_len = 0;
  g_file_get_contents(path, &before, &before_len, NULL);
  g_assert_null(dc_store_open(path, mode, &error));
  g_assert_error(error, DC_ERROR, (int)code);
  g_assert_nonnull(strstr(error->message, path));
  g_file_get_contents(path, &after, &after_len, NULL);
  g_assert_cmpmem(before, before_len, after, after_len);
}

static void
make_sqlite(const char *path, const char *sql) {
  sqlite3 *db;
  g_remove(path);
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close(db);
}

static void
test_foreign_files(Place *place, gconstpointer data G_GNUC_UNUSED) {
  expect_refused(place->path, DC_STORE_READ, DC_ERROR_NOT_FOUND);
  g_file_set_contents(place->path, "", 0, NULL);
  expect_refused(place->path, DC_STORE_READ, DC_ERROR_NOT_FOUND);
  g_file_set_contents(place->path, "a letter to a friend, not an index", -1, NULL);
  for (int mode = DC_STORE_READ; mode <= DC_STORE_WRITE; mode++)
    expect_refused(place->path, (DcStoreMode)mode, DC_ERROR_NOT_INDEX);
  make_sqlite(place->path, "CREATE TABLE recipes(name); INSERT INTO recipes VALUES ('phở')");
  for (int mode = DC_STORE_READ; mode <= DC_STORE_WRITE; mode++)
    expect_refused(place->path, (DcStoreMode)mode, DC_ERROR_NOT_INDEX);
  make_sqlite(place->path,
              "PRAGMA application_id = 0x64634958; PRAGMA user_version = 1000; CREATE TABLE works(id)");
  for (int mode = DC_STORE_READ; mode <= DC_STORE_WRITE; mode++)
    expect_refused(place->path, (DcStoreMode)mode, DC_ERROR_NEWER);
}

static void
test_one_writer(Place *place, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) first = dc_store_open(place->path, DC_STORE_WRITE, &error);
  g_assert_no_error(error);
  expect_refused(place->path, DC_STORE_WRITE, DC_ERROR_BUSY);
  g_autoptr(DcStore) reader = dc_store_open(place->path, DC_STORE_READ, &error);
  g_assert_no_error(error);
  g_clear_pointer(&first, dc_store_close);
  first = dc_store_open(place->path, DC_STORE_WRITE, &error);
  g_assert_no_error(error);
}

/* What the table of edges has to a work, as text; and what is read of it. */
static char *
edges_in_table(DcStore *store, gint64 target) {
  g_autoptr(GString) lines = g_string_new(NULL);
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT source, target, relation, document, mention, mentions, partial"
                                      " FROM edges WHERE target = ? ORDER BY 1, 3, 4",
                                      NULL);
  dc_query_int(query, 1, target);
  while (dc_query_step(store, query, NULL) == DC_STEP_ROW) {
    for (int column = 0; column < 7; column++)
      g_string_append_printf(lines, "%s ", dc_query_get_text(query, column));
    g_string_append_c(lines, '\n');
  }
  return g_string_free(g_steal_pointer(&lines), FALSE);
}

static char *
edges_read(DcStore *store, gint64 target) {
  g_autoptr(GString) lines = g_string_new(NULL);
  g_autoptr(GArray) edges = dc_store_edges(store, DC_EDGES_IN, &target, 1, 0, NULL);
  for (guint i = 0; edges != NULL && i < edges->len; i++) {
    const DcEdge *edge = &g_array_index(edges, DcEdge, i);
    g_string_append_printf(lines,
                           "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT
                           " %" G_GINT64_FORMAT " %u %d \n",
                           edge->source, edge->target, (int)edge->relation, edge->document, edge->mention,
                           edge->mentions, edge->partial);
  }
  return g_string_free(g_steal_pointer(&lines), FALSE);
}

static gint64
count_rows(DcStore *store) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT count(*) FROM referrers", NULL);
  g_assert_cmpint(dc_query_step(store, query, NULL), ==, DC_STEP_ROW);
  return dc_query_get_int(query, 0);
}

static DcEdge
edge_by_chance(GRand *random) {
  static const gint64 targets[] = {3, 4, 70000, G_MAXINT32};
  gint64 document = g_rand_int_range(random, 1, 5000), source = g_rand_int_range(random, 1, 900);
  guint mentions = g_rand_boolean(random) ? 1 : (guint)g_rand_int_range(random, 2, 1000);
  if (g_rand_int_range(random, 0, 20) == 0)
    document = source = G_MAXUINT32;
  return (DcEdge){.source = source,
                  .target = targets[g_rand_int_range(random, 0, G_N_ELEMENTS(targets))],
                  .relation = (DcRelation)g_rand_int_range(random, 0, DC_RELATION_COUNT),
                  .document = document,
                  .mention = DC_FIRST_MENTION(document) + g_rand_int_range(random, 0, 1 << DC_MENTION_BITS),
                  .mentions = mentions,
                  .partial = g_rand_boolean(random)};
}

/* Edges that there are, each with a chance of one in `in`. */
static GArray *
some_edges(DcStore *store, GRand *random, int in) {
  GArray *edges = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  g_autoptr(DcQuery) query = dc_query(
      store, "SELECT source, target, relation, document, mention, mentions, partial FROM edges", NULL);
  while (dc_query_step(store, query, NULL) == DC_STEP_ROW) {
    DcEdge edge = dc_query_get_edge(query);
    if (g_rand_int_range(random, 0, in) == 0)
      g_array_append_val(edges, edge);
  }
  return edges;
}

/* Whatever comes and goes, in many steps: the packed edges are those of the table, in rows of their size. */
static void
test_referrers(Place *place, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr(DcStore) store = dc_store_open(place->path, DC_STORE_WRITE, NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed(5);
  static const gint64 targets[] = {2, 3, 4, 5, 70000, G_MAXINT32};
  gint64 most = 0;
  for (int round = 0; round < 60; round++) {
    g_assert_true(dc_store_begin(store, NULL));
    g_autoptr(GArray) gone = some_edges(store, random, round < 50 ? 8 : 2);
    g_assert_true(dc_store_delete_edges(store, gone, NULL));
    g_assert_true(dc_store_insert_edges(store, gone, NULL));
    g_assert_true(dc_store_delete_edges(store, gone, NULL));
    for (int i = 0; round < 50 && i < 200; i++) {
      DcEdge edge = edge_by_chance(random);
      g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof edge);
      g_array_append_val(one, edge);
      g_assert_true(dc_store_delete_edges(store, one, NULL));
      g_assert_true(dc_store_insert_edges(store, one, NULL));
    }
    g_assert_true(dc_store_commit(store, NULL));
    most = MAX(most, count_rows(store));
    for (guint i = 0; i < G_N_ELEMENTS(targets); i++) {
      g_autofree char *wanted = edges_in_table(store, targets[i]), *read = edges_read(store, targets[i]);
      g_assert_cmpstr(read, ==, wanted);
    }
  }
  g_assert_cmpint(most, >, 10);
  g_assert_cmpint(count_rows(store), <, most);
}

/* Rows that say something else than the edges are found, and broken ones said to be so. */
static void
test_referrers_damaged(Place *place, gconstpointer data G_GNUC_UNUSED) {
  static const struct {
    const char *sql;
    guint problems;
    gboolean readable;
  } cases[] = {
      {"SELECT 1", 0, TRUE},
      {"UPDATE edges SET mentions = 9 WHERE source = 5", 1, TRUE},
      {"DELETE FROM edges WHERE source = 5", 1, TRUE},
      {"DELETE FROM referrers WHERE id >> 32 = 4", 1, TRUE},
      {"UPDATE referrers SET packed = substr(packed, 1, 4) WHERE id >> 32 = 3", 1, TRUE},
      {"UPDATE referrers SET packed = substr(packed, 1, 6) WHERE id >> 32 = 3", 2, FALSE},
      {"UPDATE referrers SET packed = x'FFFFFFFFFFFF' WHERE id >> 32 = 3", 2, FALSE},
      {"UPDATE referrers SET packed = x'001F0100' WHERE id >> 32 = 3", 2, FALSE},
      {"UPDATE referrers SET packed = x'' WHERE id >> 32 = 3", 1, TRUE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcStore) store = dc_store_open(place->path, DC_STORE_WRITE, NULL);
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(DcEdge));
    static const gint64 ends[][2] = {{5, 3}, {7, 3}, {9, 3}, {9, 4}};
    for (guint e = 0; e < G_N_ELEMENTS(ends); e++) {
      DcEdge edge = {ends[e][0], ends[e][1], DC_RELATION_IMPLEMENTS, 1, DC_FIRST_MENTION(1) + e, 1, FALSE};
      g_array_append_val(edges, edge);
    }
    g_assert_true(dc_store_begin(store, NULL));
    g_assert_true(dc_store_insert_edges(store, edges, NULL));
    g_assert_true(dc_referrers_flush(store, NULL));
    g_assert_true(dc_store_exec(store, cases[i].sql, NULL));
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_assert_true(dc_referrers_check(store, problems, NULL));
    g_test_message("%s", cases[i].sql);
    g_assert_cmpuint(problems->len, ==, cases[i].problems);
    g_autoptr(GError) error = NULL;
    gint64 target = 3;
    g_autoptr(GArray) read = dc_store_edges(store, DC_EDGES_IN, &target, 1, 0, &error);
    g_assert_cmpint(read != NULL, ==, cases[i].readable);
    g_assert_true(cases[i].readable || g_error_matches(error, DC_ERROR, DC_ERROR_CORRUPT));
    dc_store_rollback(store);
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/store/round-trip", Place, NULL, place_setup, test_round_trip, place_teardown);
  g_test_add("/store/name", Place, NULL, place_setup, test_name, place_teardown);
  g_test_add("/store/foreign-files", Place, NULL, place_setup, test_foreign_files, place_teardown);
  g_test_add("/store/one-writer", Place, NULL, place_setup, test_one_writer, place_teardown);
  g_test_add("/store/referrers", Place, NULL, place_setup, test_referrers, place_teardown);
  g_test_add("/store/referrers-damaged", Place, NULL, place_setup, test_referrers_damaged, place_teardown);
  return g_test_run();
}
