/* Postings as they are written, read, compacted and checked. */
#include "indexer/fulltext.h"

#include <sqlite3.h>
#include <string.h>

#include "indexer/postings.h"

typedef struct {
  sqlite3 *db;
  DcFulltextWriter *writer;
} Index;

static void
run(sqlite3 *db, const char *sql) {
  g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
set_up(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  g_autoptr(GError) error = NULL;
  g_assert_cmpint(sqlite3_open(":memory:", &index->db), ==, SQLITE_OK);
  run(index->db, "CREATE TABLE texts(document INTEGER PRIMARY KEY)");
  g_assert_true(dc_fulltext_create(index->db, &error));
  index->writer = dc_fulltext_writer_new(index->db);
}

static void
tear_down(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  dc_fulltext_writer_free(index->writer);
  sqlite3_close(index->db);
}

static void
put(Index *index, gint64 id, const char *title, const char *text) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcDocument) document = dc_document_new("x");
  dc_document_take_text(document, g_strdup(text), strlen(text));
  DcExtract extract = {
      .identity = {"43/KH-UBND", "KH", "2022-02-24", "", "Hà Tĩnh", DC_LEVEL_PROVINCE, title, "", ""}};
  g_autoptr(GBytes) terms = dc_fulltext_prepare(document, &extract);
  g_assert_true(dc_fulltext_put(index->writer, id, terms, &error));
  g_autofree char *sql = g_strdup_printf("INSERT INTO texts VALUES(%d)", (int)id);
  run(index->db, sql);
}

static void
drop(Index *index, gint64 id) {
  g_autoptr(GError) error = NULL;
  g_assert_true(dc_fulltext_drop(index->writer, id, &error));
  g_autofree char *sql = g_strdup_printf("DELETE FROM texts WHERE document = %d", (int)id);
  run(index->db, sql);
}

static void
flush(Index *index) {
  g_autoptr(GError) error = NULL;
  g_assert_true(dc_fulltext_flush(index->writer, &error));
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
  g_assert_true(dc_postings_check(index->db, problems, &error));
  if (problems->len)
    g_error("%s", (const char *)problems->pdata[0]);
}

typedef struct {
  GArray *ordinals;
  GString *places;
} Read;

static void
read_row(guint32 first, const guint8 *docs, gsize len, gpointer data) {
  const guint8 *end = docs + len;
  DcPosting posting = {first, 0, 0};
  while (docs < end) {
    docs = dc_posting_get(docs, end, &posting);
    g_assert_nonnull(docs);
    g_array_append_val(((Read *)data)->ordinals, posting.ordinal);
  }
}

static void
read_positions(DcCursor *cursor, GString *places) {
  gsize len;
  const guint8 *at = dc_cursor_positions(cursor, &len), *end = at + len;
  guint32 place = 0, distance = 0;
  while (at < end) {
    at = dc_varint_get(at, end, &distance);
    place += distance;
    g_string_append_printf(places, " %u", place);
  }
}

/* "3: 0 4; 7: 1": documents with the term and where it stands in each. */
static char *
places_of(Index *index, const char *term) {
  g_autoptr(GError) error = NULL;
  DcPostings *postings = dc_postings_open(index->db);
  Read read = {g_array_new(FALSE, FALSE, sizeof(guint32)), g_string_new(NULL)};
  dc_postings_rows(postings, term, read_row, &read);
  DcCursor *cursor = dc_cursor_new(postings, term);
  for (guint i = 0; i < read.ordinals->len; i++) {
    guint32 ordinal = g_array_index(read.ordinals, guint32, i);
    if (!dc_postings_document(postings, ordinal))
      continue;
    g_string_append_printf(read.places, "%s%d:", read.places->len ? "; " : "",
                           (int)dc_postings_document(postings, ordinal));
    g_assert_cmpuint(dc_cursor_seek(cursor, ordinal), ==, ordinal);
    read_positions(cursor, read.places);
  }
  dc_cursor_free(cursor);
  g_assert_true(dc_postings_free(postings, &error));
  g_array_unref(read.ordinals);
  return g_string_free(read.places, FALSE);
}

static void
assert_places(Index *index, const char *term, const char *expected) {
  g_autofree char *places = places_of(index, term);
  g_assert_cmpstr(places, ==, expected);
}

/* A gap of DC_POSTINGS_GAP stands between head and text. */
static void
test_read_back(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  put(index, 3, "Giáo dục", "giáo viên GIÁO dục số 91-KL/TW ngày 12/8/2024");
  put(index, 7, ".", "giao thông");
  flush(index);
  put(index, 9, "", "x giáo"); /* untitled: how it begins is its head */
  flush(index);
  assert_places(index, "giao:giáo", "3: 0 10 12; 9: 1 11");
  assert_places(index, "giao", "7: 8");
  assert_places(index, "#91-kl/tw", "3: 15");
  assert_places(index, "=2024-08-12", "3: 19");
  assert_places(index, "@unit=ha tinh:Hà Tĩnh", "3:; 7:; 9:");
  assert_places(index, "@key=43/kh-ubnd", "3:; 7:; 9:");
  assert_places(index, "@date=2022-02-24:2022-02-24", "3:; 7:; 9:");
}

static void
test_drop(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  put(index, 1, ".", "a b");
  put(index, 2, ".", "a c");
  drop(index, 1);
  drop(index, 5);
  flush(index);
  assert_places(index, "a", "2: 8");
  drop(index, 2);
  put(index, 2, ".", "c a");
  flush(index);
  assert_places(index, "a", "2: 9");
}

static void
test_discard(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  put(index, 1, ".", "a");
  flush(index);
  put(index, 2, ".", "a");
  run(index->db, "DELETE FROM texts WHERE document = 2");
  dc_fulltext_discard(index->writer);
  flush(index);
  assert_places(index, "a", "1: 8");
}

static gint64
count(Index *index, const char *sql) {
  sqlite3_stmt *stmt = NULL;
  g_assert_cmpint(sqlite3_prepare_v2(index->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
  gint64 value = sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  return value;
}

/* The same documents put again and again do not make the index grow. */
static void
test_compact(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  const char *bytes = "SELECT sum(length(docs) + length(positions)) FROM postings";
  gint64 once = 0;
  for (int round = 0; round < 6; round++) {
    for (int i = 1; i <= 200; i++) {
      g_autofree char *text = g_strdup_printf("chung %d riêng%d chung", round, i);
      drop(index, i);
      put(index, i, ".", text);
    }
    flush(index);
    once = round ? once : count(index, bytes);
  }
  g_assert_cmpint(count(index, bytes), <, once * 3 / 2);
  assert_places(index, "rieng7:riêng7", "7: 10");
  assert_places(index, "0", "");
  g_assert_cmpint(count(index, "SELECT count(*) FROM postings WHERE term = '0'"), ==, 0);
}

/* More documents than a row or a page of entries holds. */
static void
test_many(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  const int n = DC_POSTINGS_PAGE + DC_POSTINGS_ROW_DOCS + 10;
  for (int i = 1; i <= n; i++) {
    put(index, i, ".", i % 1000 ? "chung" : "chung riêng");
    if (i % 1500 == 0)
      flush(index);
  }
  flush(index);
  g_assert_cmpint(count(index, "SELECT sum(n) FROM postings WHERE term = 'chung'"), ==, n);
  g_assert_cmpint(count(index, "SELECT max(n) FROM postings"), <=, DC_POSTINGS_ROW_DOCS);
  g_autoptr(GString) expected = g_string_new(NULL);
  for (int i = 1000; i <= n; i += 1000)
    g_string_append_printf(expected, "%s%d: 9", expected->len ? "; " : "", i);
  assert_places(index, "rieng:riêng", expected->str);
}

static void
test_damage(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  static const char *const damages[] = {
      "UPDATE postings SET n = n + 1 WHERE term = 'a'",
      "UPDATE postings SET docs = x'FFFFFFFFFFFFFF' WHERE term = 'a'",
      "UPDATE postings SET positions = x'' WHERE term = 'a'",
      "UPDATE postings SET positions = x'FFFF' WHERE term = 'a'",
      "UPDATE postings SET last = 99 WHERE term = 'a'",
      "DELETE FROM texts WHERE document = 1",
      "INSERT INTO texts VALUES(8)",
  };
  put(index, 1, ".", "a b a");
  put(index, 2, ".", "a");
  flush(index);
  for (gsize i = 0; i < G_N_ELEMENTS(damages); i++) {
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    run(index->db, "SAVEPOINT whole");
    run(index->db, damages[i]);
    g_assert_true(dc_postings_check(index->db, problems, NULL));
    g_assert_cmpuint(problems->len, >, 0);
    run(index->db, "ROLLBACK TO whole");
  }
}

#define ADD(name, test) g_test_add(name, Index, NULL, set_up, test, tear_down)

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/fulltext/read-back", test_read_back);
  ADD("/fulltext/drop", test_drop);
  ADD("/fulltext/discard", test_discard);
  ADD("/fulltext/compact", test_compact);
  ADD("/fulltext/many", test_many);
  ADD("/fulltext/damage", test_damage);
  return g_test_run();
}
