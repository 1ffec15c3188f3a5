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
  DcExtract extract = {
      .identity = {"43/KH-UBND", "KH", "2022-02-24", "", "Hà Tĩnh", DC_LEVEL_PROVINCE, title, "", ""}};
  g_autoptr(GBytes) terms = dc_fulltext_prepare(dc_view_new(text, strlen(text)), &extract);
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
read_block(const DcRowBlock *block, gpointer data) {
  g_array_append_vals(((Read *)data)->ordinals, block->ordinals, block->n);
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
  dc_postings_each(postings, term, read_block, &read);
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
      "UPDATE postings SET follows = x'01' WHERE term = 'a'",
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

/* ---- rows ---- */

#define ROW_DOCS 300

typedef struct {
  guint32 ordinals[ROW_DOCS], counts[ROW_DOCS], offsets[ROW_DOCS + 1];
  guint n;
} Written;

/* Small numbers mostly, as in texts; now and then what takes several bytes. */
static guint32
draw(GRand *random, guint32 least) {
  int kind = g_rand_int_range(random, 0, 40);
  return least + (guint32)(kind == 0 ? g_rand_int_range(random, 0, 100000)
                                     : g_rand_int_range(random, 0, kind < 4 ? 300 : 4));
}

static void
fill_row(GRand *random, DcRow *row, guint32 first, guint n, Written *written) {
  g_autofree guint8 *positions = g_malloc0(100001);
  guint32 ordinal = first;
  for (guint i = 0; i < n; i++, ordinal += draw(random, 1)) {
    guint32 count = draw(random, 1), len = g_rand_int_range(random, 0, 8) ? draw(random, 0) : 0;
    dc_row_add(row, ordinal, count, (guint8)i, positions, len);
    written->ordinals[written->n] = ordinal;
    written->counts[written->n++] = count;
    written->offsets[written->n] = written->offsets[written->n - 1] + len;
  }
}

#define COUNTED 5000

/* Counting gives what reading does, up to 16 bits, and keeps within its places. */
static void
count_docs(const guint8 *docs, gsize len, guint32 first, const Written *written) {
  g_autofree guint16 *counts = g_new0(guint16, COUNTED + 1), *expected = g_new0(guint16, COUNTED + 1);
  gboolean whole = dc_row_count(first, docs, len, counts, COUNTED);
  for (guint i = 0; written && i < written->n; i++) {
    guint16 *at = &expected[MIN(written->ordinals[i], COUNTED)];
    *at = (guint16)MIN(*at + written->counts[i], G_MAXUINT16);
  }
  g_assert_true(!written || whole);
  g_assert_true(!written || memcmp(counts, expected, (COUNTED + 1) * sizeof *counts) == 0);
}

/* Reads as far as the bytes go; returns how many documents there were. */
static guint
read_docs(const guint8 *docs, gsize len, guint32 first, const Written *written) {
  DcRowReader reader;
  DcRowBlock block;
  guint at = 0;
  g_autofree guint8 *exact = g_memdup2(docs, len); /* so that a byte too far is seen */
  dc_row_reader_init(&reader, first, exact, len);
  while (dc_row_next_block(&reader, &block))
    for (guint i = 0; i < block.n; i++, at++) {
      if (!written)
        continue;
      g_assert_cmpuint(block.ordinals[i], ==, written->ordinals[at]);
      g_assert_cmpuint(block.counts[i], ==, written->counts[at]);
      g_assert_cmpuint(block.offsets[i], ==, written->offsets[at]);
      g_assert_cmpuint(block.offsets[i + 1], ==, written->offsets[at + 1]);
    }
  g_assert_true(!written || !reader.broken);
  count_docs(exact, len, first, written && written->n == at ? written : NULL);
  return at;
}

/* What was added is read again, also when a stored row is put before it; no bytes, cut or changed, are read
 * too far. */
static void
test_rows(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(11);
  for (int round = 0; round < 200; round++) {
    Written written = {.n = 0};
    DcRow first = {0}, second = {0};
    guint n = (guint)g_rand_int_range(random, 1, ROW_DOCS / 2);
    fill_row(random, &first, draw(random, 0), n, &written);
    fill_row(random, &second, first.last + draw(random, 1), (guint)g_rand_int_range(random, 1, ROW_DOCS / 2),
             &written);
    g_autoptr(GByteArray) docs = g_byte_array_new();
    dc_row_docs(&first, docs);
    g_assert_cmpuint(read_docs(docs->data, docs->len, first.first, &written), ==, n);
    const DcStoredRow stored = {.first = first.first,
                                .last = first.last,
                                .n = n,
                                .docs = docs->data,
                                .docs_len = docs->len,
                                .follows = first.follows.data,
                                .follows_len = first.follows.len};
    g_assert_true(dc_row_join(&stored, &second));
    g_byte_array_set_size(docs, 0);
    dc_row_docs(&second, docs);
    g_assert_cmpuint(read_docs(docs->data, docs->len, first.first, &written), ==, written.n);
    for (int damage = 0; damage < 20; damage++) {
      docs->data[g_rand_int_range(random, 0, (gint)docs->len)] = (guint8)g_rand_int(random);
      read_docs(docs->data, (gsize)g_rand_int_range(random, 0, (gint)docs->len + 1), 0, NULL);
    }
    dc_row_clear(&first);
    dc_row_clear(&second);
  }
}

/* A word that comes after is never said to be none; most that do not are. */
static void
test_follows(void) {
  static const char *const words[] = {"giáo", "dục", "nghề", "nghiệp", "kế", "hoạch", "hành", "động"};
  guint wrong = 0;
  for (guint first = 0; first < G_N_ELEMENTS(words); first++)
    for (guint second = 0; second < G_N_ELEMENTS(words); second++) {
      guint8 a = dc_row_hash(words[first], strlen(words[first]));
      guint8 b = dc_row_hash(words[second], strlen(words[second]));
      guint8 once = dc_row_follow(0, 1, a), twice = dc_row_follow(dc_row_follow(0, 2, a), 2, b);
      g_assert_true(dc_row_may_follow(once, 1, a));
      g_assert_true(dc_row_may_follow(twice, 2, a) && dc_row_may_follow(twice, 2, b));
      wrong += first != second && dc_row_may_follow(once, 1, b);
    }
  g_assert_cmpuint(wrong, ==, 0);
  g_assert_cmpuint(dc_row_hash("giáo", strlen("giáo")), ==, dc_row_hash("giao", 4));
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
  g_test_add_func("/fulltext/rows", test_rows);
  g_test_add_func("/fulltext/follows", test_follows);
  return g_test_run();
}
