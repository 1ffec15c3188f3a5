#include "fixture.h"

#include "indexer/store-referrers.h"
#include "indexer/store-work-units.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <zstd.h>

void
fixture_setup(Fixture *fixture, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr(GError) error = NULL;
  fixture->folder = g_dir_make_tmp("danchieu-XXXXXX", NULL);
  fixture->path = g_build_filename(fixture->folder, "index.db", NULL);
  fixture->store = dc_store_open(fixture->path, DC_STORE_WRITE, &error);
  g_assert_no_error(error);
}

void
fixture_teardown(Fixture *fixture, gconstpointer data G_GNUC_UNUSED) {
  dc_store_close(fixture->store);
  GDir *dir = g_dir_open(fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
    g_assert_cmpint(g_remove(path), ==, 0);
  }
  g_dir_close(dir);
  g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
  g_free(fixture->folder);
  g_free(fixture->path);
}

/* Runs one statement. `types`: 's' text, 'i' gint64, 'b' blob (pointer, length). The row id it made. */
static gint64
run(Fixture *fixture, const char *sql, const char *types, ...) {
  sqlite3 *db = dc_store_handle(fixture->store);
  sqlite3_stmt *stmt;
  g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  va_list values;
  va_start(values, types);
  for (int at = 1; *types != '\0'; types++, at++) {
    if (*types == 's')
      sqlite3_bind_text(stmt, at, va_arg(values, const char *), -1, SQLITE_TRANSIENT);
    else if (*types == 'i')
      sqlite3_bind_int64(stmt, at, va_arg(values, gint64));
    else {
      const void *bytes = va_arg(values, const void *);
      sqlite3_bind_blob(stmt, at, bytes, (int)va_arg(values, gint64), SQLITE_TRANSIENT);
    }
  }
  va_end(values);
  gint64 first = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
  g_assert_cmpint(sqlite3_finalize(stmt), ==, SQLITE_OK);
  return strncmp(sql, "INSERT", 6) == 0 ? sqlite3_last_insert_rowid(db) : first;
}

static gint64
symbol(Fixture *fixture, const char *key) {
  run(fixture, "INSERT OR IGNORE INTO symbols(key) VALUES(?)", "s", key);
  return run(fixture, "SELECT id FROM symbols WHERE key = ?", "s", key);
}

static const char *
level_of(const char *unit) {
  if (strcmp(unit, "TW") == 0)
    return "central";
  return strchr(unit, '/') != NULL ? "district" : "province";
}

/* "KH" of "43/KH-UBND" and of "364-KH/TU". New string. */
static char *
type_of(const char *key) {
  gsize skip = strcspn(key, "/-") + 1;
  return g_strndup(key + MIN(skip, strlen(key)), strcspn(key + MIN(skip, strlen(key)), "/-"));
}

static void
add_document(Fixture *fixture, const char *path, const char *status, gint64 work, const char *key,
             const char *type, const char *date, const char *unit, const char *title) {
  gint64 file =
      run(fixture, "INSERT INTO files(path, root, size, mtime_ns, hash, analysis) VALUES(?, '/', 1, 1, 1, 1)",
          "s", path);
  run(fixture,
      "INSERT INTO documents(file, path, status, message, format, encoding, encoding_confidence, ocr, "
      "symbol, work,"
      " key, type, date, issuer, unit, level, title, annex_key, annex_date, bytes, content_start, "
      "content_end,"
      " limit_hits) VALUES(?, ?, ?, '', 'text', 'UTF-8', 100, 0, NULL, nullif(?, 0), ?, ?, ?, '', ?, ?, ?, "
      "'', '', 0, 0,"
      " 0, 0)",
      "ississssss", file, path, status, work, key, type, date, unit, *unit != '\0' ? level_of(unit) : "",
      title);
}

gint64
fixture_work(Fixture *fixture, const char *key, const char *unit, const char *date, const char *title,
             const char *path) {
  g_autofree char *type = type_of(key);
  g_autofree char *name = g_strconcat(key, *date != '\0' ? "@" : "", date, NULL);
  g_autofree char *ident = g_strjoin("|", key, unit, date, title, NULL);
  gint64 work =
      run(fixture,
          "INSERT INTO works(ident, symbol, name, key, type, date, issuer, unit, level, title)"
          " VALUES(?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
          "sisssssss", ident, symbol(fixture, key), name, key, type, date, unit, level_of(unit), title);
  dc_work_units_note(fixture->store, work);
  g_assert_true(dc_work_units_flush(fixture->store, NULL));
  if (path != NULL)
    add_document(fixture, path, "ok", work, key, type, date, unit, title);
  return work;
}

void
fixture_unreadable(Fixture *fixture, const char *path) {
  add_document(fixture, path, "no_text", 0, "", "", "", "", "");
}

/* Adds the sentence to the document's text and a mention of `key` in it; the mention's id. */
static gint64
add_mention(Fixture *fixture, const char *path, const char *key, const char *unit, gint64 work,
            DcRelation relation, const char *sentence) {
  gint64 document = run(fixture, "SELECT id FROM documents WHERE path = ?", "s", path);
  g_assert_cmpint(document, !=, 0);
  gsize len = 0;
  g_autofree char *before = dc_store_text(fixture->store, document, &len, NULL);
  g_autofree char *text = g_strconcat(before, sentence, "\n\n", NULL);
  const char *at = strstr(text + len, key);
  gint64 start = at != NULL ? at - text : (gint64)len;
  gint64 id =
      run(fixture, "SELECT coalesce(max(id), ?1 * 16777216 - 1) + 1 FROM mentions WHERE id / 16777216 = ?1",
          "i", document);
  char packed[4096];
  gsize size = ZSTD_compress(packed, sizeof packed, text, strlen(text), 1);
  g_assert_false(ZSTD_isError(size));
  run(fixture, "REPLACE INTO texts VALUES(?, ?)", "ib", document, packed, (gint64)size);
  run(fixture, "INSERT INTO refs VALUES(?, 1, ?, nullif(?, 0), '', 0, '', '', '', '', '', '', ?, '', '', 0)",
      "iiis", id, symbol(fixture, key), work, unit);
  run(fixture, "INSERT INTO mentions VALUES(?1, ?2, ?3, ?2, ?3, NULL, ?4, 0, 90, '', '')", "iiii", id, start,
      start + (gint64)(at != NULL ? strlen(key) : 0), (gint64)relation);
  return id;
}

void
fixture_edge(Fixture *fixture, const char *document, gint64 source, gint64 target, DcRelation relation,
             const char *sentence) {
  g_autoptr(DcWork) work = dc_store_work(fixture->store, target, NULL);
  DcEdge edge = {.source = source,
                 .target = target,
                 .relation = relation,
                 .document = run(fixture, "SELECT id FROM documents WHERE path = ?", "s", document),
                 .mention = add_mention(fixture, document, work->key, work->unit, target, relation, sentence),
                 .mentions = 1};
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof edge);
  g_array_append_val(edges, edge);
  g_assert_true(dc_store_insert_edges(fixture->store, edges, NULL));
  g_assert_true(dc_referrers_flush(fixture->store, NULL));
}

void
fixture_undecided(Fixture *fixture, const char *document, const char *key, const char *unit,
                  const gint64 *candidates) {
  gint64 ref = add_mention(fixture, document, key, unit, 0, DC_RELATION_CITES, key);
  for (; *candidates != 0; candidates++)
    run(fixture, "INSERT INTO candidates VALUES(?, ?)", "ii", ref, *candidates);
}

void
fixture_mention(Fixture *fixture, const char *document, gint64 target) {
  g_autoptr(DcWork) work = dc_store_work(fixture->store, target, NULL);
  add_mention(fixture, document, work->key, work->unit, target, DC_RELATION_CITES, work->key);
}

DcWork *
fixture_find(Fixture *fixture, const char *key) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) works = dc_store_works_by_key(fixture->store, key, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(works->len, ==, 1);
  return dc_store_work(fixture->store, ((DcWork *)g_ptr_array_index(works, 0))->id, NULL);
}
