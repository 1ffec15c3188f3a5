/* The store: what is put in comes out, files replace each other, foreign files are left alone. */
#include "indexer/store.h"

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

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/store/round-trip", Place, NULL, place_setup, test_round_trip, place_teardown);
  g_test_add("/store/name", Place, NULL, place_setup, test_name, place_teardown);
  g_test_add("/store/foreign-files", Place, NULL, place_setup, test_foreign_files, place_teardown);
  g_test_add("/store/one-writer", Place, NULL, place_setup, test_one_writer, place_teardown);
  return g_test_run();
}
