/* The build: what is new, changed, only touched or gone; several threads; a stop in the middle. */
#include "indexer/build.h"
#include "indexer/pipeline.h"

#include "corpus/error.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

typedef struct {
  char *folder, *corpus, *index;
} Place;

static void
place_setup(Place *place, gconstpointer data G_GNUC_UNUSED) {
  place->folder = g_dir_make_tmp("danchieu-XXXXXX", NULL);
  place->corpus = g_build_filename(place->folder, "corpus", NULL);
  place->index = g_build_filename(place->folder, "index.db", NULL);
  g_assert_cmpint(g_mkdir(place->corpus, 0700), ==, 0);
}

static void
empty_folder(const char *folder) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      empty_folder(path);
    else
      g_assert_cmpint(g_remove(path), ==, 0);
  }
  g_dir_close(dir);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
place_teardown(Place *place, gconstpointer data G_GNUC_UNUSED) {
  empty_folder(place->folder);
  g_free(place->folder);
  g_free(place->corpus);
  g_free(place->index);
}

static char *
write_file(const Place *place, const char *name, const char *text) {
  char *path = g_build_filename(place->corpus, name, NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

static DcBuildProgress
build(const Place *place, const DcBuildOptions *options) {
  g_autoptr(GError) error = NULL;
  const char *const roots[] = {place->corpus, NULL};
  DcBuildProgress progress;
  g_autoptr(DcStore) store = dc_store_open(place->index, DC_STORE_WRITE, &error);
  g_assert_no_error(error);
  gboolean done = dc_build_run(store, roots, options, &progress, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return progress;
}

static void
test_changes(Place *place, gconstpointer data G_GNUC_UNUSED) {
  DcBuildOptions options = {.jobs = 2};
  g_autofree char *a = write_file(place, "a.txt", "Kế hoạch thực hiện Kết luận số 91-KL/TW ngày 12/8/2024");
  g_autofree char *b = write_file(place, "b.txt", "Kế hoạch số 43/KH-UBND");
  DcBuildProgress progress = build(place, &options);
  g_assert_cmpuint(progress.added, ==, 2);
  g_assert_false(progress.walking);

  progress = build(place, &options);
  g_assert_cmpuint(progress.unchanged, ==, 2);
  g_assert_cmpuint(progress.added + progress.changed, ==, 0);

  struct utimbuf times = {1000000000, 1000000000}; /* another time, the same bytes */
  g_assert_cmpint(utime(a, &times), ==, 0);
  progress = build(place, &options);
  g_assert_cmpuint(progress.unchanged, ==, 2);
  g_assert_cmpuint(progress.documents, ==, 0);

  g_free(write_file(place, "a.txt", "Kế hoạch thực hiện Kết luận số 92-KL/TW ngày 12/9/2024"));
  g_assert_cmpint(g_remove(b), ==, 0);
  progress = build(place, &options);
  g_assert_cmpuint(progress.changed, ==, 1);
  g_assert_cmpuint(progress.dropped, ==, 0);
  g_assert_cmpuint(progress.gone, ==, 1);
  options.prune = TRUE;
  progress = build(place, &options);
  g_assert_cmpuint(progress.dropped, ==, 1);
  g_assert_cmpuint(progress.gone, ==, 0);

  g_autoptr(DcStore) store = dc_store_open(place->index, DC_STORE_READ, NULL);
  g_autoptr(GPtrArray) former = dc_store_works_by_key(store, "91-KL/TW", NULL);
  g_autoptr(GPtrArray) now = dc_store_works_by_key(store, "92-KL/TW", NULL);
  g_assert_cmpuint(former->len, ==, 0);
  g_assert_cmpuint(now->len, ==, 1);
}

/* What lies under a folder that cannot be read is not known to be gone. */
static void
test_unreachable(Place *place, gconstpointer data G_GNUC_UNUSED) {
  DcBuildOptions options = {.jobs = 2, .prune = TRUE};
  g_autofree char *sub = g_build_filename(place->corpus, "sub", NULL);
  g_autofree char *away = g_build_filename(place->folder, "away", NULL);
  g_assert_cmpint(g_mkdir(sub, 0700), ==, 0);
  g_free(write_file(place, "sub/a.txt", "Kế hoạch số 43/KH-UBND"));
  g_free(write_file(place, "sub/b.txt", "Kế hoạch số 44/KH-UBND"));
  g_free(write_file(place, "c.txt", "Kế hoạch số 45/KH-UBND"));
  g_assert_cmpuint(build(place, &options).added, ==, 3);

  g_assert_cmpint(g_rename(place->corpus, away), ==, 0); /* the root was moved */
  DcBuildProgress progress = build(place, &options);
  g_assert_cmpuint(progress.dropped, ==, 0);
  g_assert_cmpuint(progress.kept, ==, 3);
  g_assert_cmpint(g_rename(away, place->corpus), ==, 0);

  g_assert_cmpint(g_rename(sub, away), ==, 0); /* a folder that cannot be entered, even by root */
  g_assert_cmpint(symlink(sub, sub), ==, 0);
  progress = build(place, &options);
  g_assert_cmpuint(progress.dropped, ==, 0);
  g_assert_cmpuint(progress.kept, ==, 2);
  g_assert_cmpint(g_remove(sub), ==, 0);
  g_assert_cmpint(symlink("/nowhere/at-all", sub), ==, 0); /* a drive that is off */
  progress = build(place, &options);
  g_assert_cmpuint(progress.kept, ==, 2);
  g_assert_cmpint(g_remove(sub), ==, 0);

  progress = build(place, &options); /* the folder that held it is there without it */
  g_assert_cmpuint(progress.dropped, ==, 2);
  g_assert_cmpuint(progress.kept, ==, 0);
}

static void
set_analysis(const Place *place, const char *sql) {
  sqlite3 *db = NULL;
  g_assert_cmpint(sqlite3_open(place->index, &db), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close(db);
}

/* The same bytes are read again when they would come out otherwise: by another program, in another encoding,
 * or when they could not be read. */
static void
test_again(Place *place, gconstpointer data G_GNUC_UNUSED) {
  DcBuildOptions options = {.jobs = 2};
  g_free(write_file(place, "a.txt", "Kế hoạch số 43/KH-UBND"));
  g_free(write_file(place, "b.txt",
                    "K\xd5 ho\xb9"
                    "ch s\xe8 44/KH-UBND"));
  DcBuildProgress progress = build(place, &options);
  g_assert_cmpuint(progress.added, ==, 2);
  progress = build(place, &options);
  g_assert_cmpuint(progress.unchanged, ==, 2);

  set_analysis(place, "UPDATE files SET analysis = analysis + 1 WHERE path LIKE '%a.txt'");
  progress = build(place, &options);
  g_assert_cmpuint(progress.changed, ==, 1);
  g_assert_cmpuint(progress.unchanged, ==, 1);

  set_analysis(place, "UPDATE documents SET status = 'unreadable' WHERE path LIKE '%a.txt'");
  progress = build(place, &options);
  g_assert_cmpuint(progress.changed, ==, 1);

  options.read.encoding = "VISCII";
  progress = build(place, &options);
  g_assert_cmpuint(progress.changed, ==, 2);
  g_autoptr(DcStore) store = dc_store_open(place->index, DC_STORE_READ, NULL);
  g_autoptr(DcDocumentRow) row = dc_store_document(store, 6, NULL);
  g_assert_cmpstr(row->encoding, ==, "VISCII");
}

static void
count_problem(const char *path, DcStatus status, const char *message, gpointer data) {
  g_assert_nonnull(path);
  g_assert_cmpint(status, !=, DC_STATUS_OK);
  g_assert_nonnull(message);
  ++*(guint *)data;
}

/* More files than threads, of very different sizes: all come through, and in the order of the walk. */
static void
test_many(Place *place, gconstpointer data G_GNUC_UNUSED) {
  enum { FILES = 300 };
  guint problems = 0;
  for (guint i = 0; i < FILES; i++) {
    g_autofree char *name = g_strdup_printf("%03u.txt", i);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint n = 0; i % 50 != 0 && n < 1 + i % 7 * 40; n++)
      g_string_append_printf(text, "Căn cứ Kế hoạch số %u/KH-UBND ngày 24/02/2022 của UBND tỉnh Hà Tĩnh;\n",
                             n);
    g_free(write_file(place, name, text->str));
  }
  DcBuildOptions options = {.jobs = 4, .problem = count_problem, .data = &problems};
  DcBuildProgress progress = build(place, &options);
  g_assert_cmpuint(progress.added, ==, FILES);
  g_assert_cmpuint(progress.files_done, ==, FILES);
  g_assert_cmpuint(progress.failed, ==, FILES / 50);
  g_assert_cmpuint(problems, ==, FILES / 50);

  g_autoptr(DcStore) store = dc_store_open(place->index, DC_STORE_READ, NULL);
  for (guint i = 0; i < FILES; i++) {
    g_autoptr(DcDocumentRow) row = dc_store_document(store, i + 1, NULL);
    g_autofree char *name = g_strdup_printf("%03u.txt", i);
    g_assert_nonnull(row);
    g_assert_true(g_str_has_suffix(row->path, name));
  }
}

/* Whoever stops taking pieces can free the pipeline at once. */
static void
test_stop(Place *place, gconstpointer data G_GNUC_UNUSED) {
  for (guint i = 0; i < 100; i++) {
    g_autofree char *name = g_strdup_printf("%03u.txt", i);
    g_free(write_file(place, name, "Kế hoạch số 43/KH-UBND"));
  }
  g_autoptr(GError) error = NULL;
  DcBuildOptions options = {.jobs = 3};
  const char *const roots[] = {place->corpus, NULL};
  g_autoptr(DcStore) store = dc_store_open(place->index, DC_STORE_WRITE, &error);
  g_assert_no_error(error);
  for (guint taken = 0; taken < 5; taken++) {
    g_autoptr(DcPipeline) pipeline = dc_pipeline_new(place->index, roots, &options, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < taken; i++) {
      DcPiece piece = dc_pipeline_next(pipeline, G_USEC_PER_SEC);
      dc_entry_free(piece.entry);
    }
  }
}

static void
test_names(void) {
  g_autofree char *plain = dc_pipeline_name("/văn bản/a.txt");
  g_autofree char *odd = dc_pipeline_name("/t\xea\x01n\xff.txt");
  g_assert_cmpstr(plain, ==, "/văn bản/a.txt");
  g_assert_cmpstr(odd, ==, "/t\\xEA\x01n\\xFF.txt");
  g_assert_cmpint(dc_pipeline_state(odd, "/"), ==, DC_FILE_GONE);
  g_assert_cmpint(dc_pipeline_state("/", "/"), ==, DC_FILE_THERE);
}

/* ThreadSanitizer cannot see the locks inside GLib's g_once: the tables are made before there are threads. */
static void
make_tables(void) {
  static const char text[] =
      "UBND TỈNH HÀ TĨNH\nSố: 43/KH-UBND\nHà Tĩnh, ngày 24 tháng 02 năm 2022\nKẾ HOẠCH\n"
      "Thực hiện Luật Giáo dục năm 2019\nCăn cứ khoản 1 Điều 5 Nghị định số 30/2020/NĐ-CP ngày "
      "05/3/2020 của Chính phủ, Kết luận 91;\nNơi nhận:\nTM. ỦY BAN NHÂN DÂN\n";
  g_autoptr(DcDocument) document = dc_document_new("tables.txt");
  dc_document_take_text(document, g_strdup(text), strlen(text));
  document->format = "text";
  DcExtract *extract = dc_extract(document);
  dc_entry_free(dc_entry_new(g_steal_pointer(&document), extract));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  make_tables();
  g_test_add("/build/changes", Place, NULL, place_setup, test_changes, place_teardown);
  g_test_add("/build/unreachable", Place, NULL, place_setup, test_unreachable, place_teardown);
  g_test_add("/build/again", Place, NULL, place_setup, test_again, place_teardown);
  g_test_add("/build/many", Place, NULL, place_setup, test_many, place_teardown);
  g_test_add("/build/stop", Place, NULL, place_setup, test_stop, place_teardown);
  g_test_add_func("/build/names", test_names);
  return g_test_run();
}
