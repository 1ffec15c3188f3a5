/* Opening the index, its statements and its errors. */
#include "indexer/store-internal.h"
#include "indexer/store-referrers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x64634958 /* "dcIX" */
#define SCHEMA_VERSION 5
/* So much of the file is read by readers where it lies in the system's cache; what is beyond is copied. */
#define MAPPED_BYTES 2147418112
#define BUSY_MILLISECONDS 10000
#define SYMBOL_CACHE 200000

extern const char dc_schema_sql[];

static const char sqlite_magic[16] = "SQLite format 3";

/* ---- errors ---- */

gboolean
dc_store_fail(DcStore *store, GError **error) {
  int code = sqlite3_errcode(store->db);
  const char *path = store->path;
  switch (code & 0xff) {
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                "%s is damaged: “danchieu check” says where; delete the file and index again", path);
    break;
  case SQLITE_FULL:
    g_set_error(error, DC_ERROR, DC_ERROR_STORE,
                "%s: the disk is full; what was written before is kept: make room and index again", path);
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    g_set_error(error, DC_ERROR, DC_ERROR_BUSY, "%s is in use by another program: try again when it is done",
                path);
    break;
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_CANTOPEN:
    g_set_error(error, DC_ERROR, DC_ERROR_STORE,
                "%s cannot be opened or written: check its permissions and those of its folder", path);
    break;
  case SQLITE_IOERR:
    g_set_error(error, DC_ERROR, DC_ERROR_STORE,
                "%s could not be read or written (%s): check the disk and its free space", path,
                sqlite3_errmsg(store->db));
    break;
  default:
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "%s: %s", path, sqlite3_errmsg(store->db));
  }
  return FALSE;
}

gboolean
dc_store_exec(DcStore *store, const char *sql, GError **error) {
  return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || dc_store_fail(store, error);
}

/* ---- statements ---- */

static void
query_free(gpointer data) {
  DcQuery *query = data;
  sqlite3_finalize(query->stmt);
  g_free(query);
}

DcQuery *
dc_query(DcStore *store, const char *sql, GError **error) {
  DcQuery *query = g_hash_table_lookup(store->queries, sql);
  if (query && !query->busy) {
    query->busy = TRUE;
    return query;
  }
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v3(store->db, sql, -1, query ? 0 : SQLITE_PREPARE_PERSISTENT, &stmt, NULL) !=
      SQLITE_OK) {
    dc_store_fail(store, error);
    return NULL;
  }
  gboolean cached = query == NULL;
  query = g_new0(DcQuery, 1);
  *query = (DcQuery){.stmt = stmt, .busy = TRUE, .cached = cached};
  if (cached)
    g_hash_table_insert(store->queries, (gpointer)sql, query);
  return query;
}

void
dc_query_release(DcQuery *query) {
  if (!query)
    return;
  if (!query->cached) {
    query_free(query);
    return;
  }
  sqlite3_reset(query->stmt);
  sqlite3_clear_bindings(query->stmt);
  query->busy = FALSE;
}

void
dc_query_int(DcQuery *query, int parameter, gint64 value) {
  sqlite3_bind_int64(query->stmt, parameter, value);
}

void
dc_query_int_or_null(DcQuery *query, int parameter, gint64 value) {
  if (value)
    sqlite3_bind_int64(query->stmt, parameter, value);
  else
    sqlite3_bind_null(query->stmt, parameter);
}

void
dc_query_text(DcQuery *query, int parameter, const char *value) {
  sqlite3_bind_text(query->stmt, parameter, value ? value : "", -1, SQLITE_STATIC);
}

DcStep
dc_query_step(DcStore *store, DcQuery *query, GError **error) {
  int code = sqlite3_step(query->stmt);
  if (code == SQLITE_ROW)
    return DC_STEP_ROW;
  if (code == SQLITE_DONE)
    return DC_STEP_DONE;
  dc_store_fail(store, error);
  return DC_STEP_ERROR;
}

gboolean
dc_query_run(DcStore *store, DcQuery *query, GError **error) {
  int code = sqlite3_step(query->stmt);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    dc_store_fail(store, error);
  sqlite3_reset(query->stmt);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

gint64
dc_query_get_int(DcQuery *query, int column) {
  return sqlite3_column_int64(query->stmt, column);
}

const char *
dc_query_get_text(DcQuery *query, int column) {
  const char *text = (const char *)sqlite3_column_text(query->stmt, column);
  return text ? text : "";
}

char *
dc_query_dup(DcQuery *query, int column) {
  return g_strdup(dc_query_get_text(query, column));
}

/* ---- symbols ---- */

gint64
dc_store_find_symbol(DcStore *store, const char *key, GError **error) {
  gint64 *cached = g_hash_table_lookup(store->symbols, key);
  if (cached)
    return *cached;
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id FROM symbols WHERE key = ?", error);
  if (!query)
    return 0;
  dc_query_text(query, 1, key);
  if (dc_query_step(store, query, error) != DC_STEP_ROW)
    return 0;
  gint64 id = dc_query_get_int(query, 0);
  if (g_hash_table_size(store->symbols) >= SYMBOL_CACHE)
    g_hash_table_remove_all(store->symbols);
  g_hash_table_insert(store->symbols, g_strdup(key), g_memdup2(&id, sizeof id));
  return id;
}

gint64
dc_store_symbol(DcStore *store, const char *key, GError **error) {
  g_autoptr(GError) failure = NULL;
  gint64 id = dc_store_find_symbol(store, key, &failure);
  if (id)
    return id;
  if (failure) {
    g_propagate_error(error, g_steal_pointer(&failure));
    return 0;
  }
  g_autoptr(DcQuery) query = dc_query(store, "INSERT INTO symbols(key) VALUES (?)", error);
  if (!query)
    return 0;
  dc_query_text(query, 1, key);
  if (!dc_query_run(store, query, error))
    return 0;
  id = sqlite3_last_insert_rowid(store->db);
  g_hash_table_insert(store->symbols, g_strdup(key), g_memdup2(&id, sizeof id));
  return id;
}

void
dc_store_mark_dirty(DcStore *store, gint64 symbol) {
  if (symbol && !g_hash_table_contains(store->dirty, &symbol))
    g_hash_table_add(store->dirty, g_memdup2(&symbol, sizeof symbol));
}

/* ---- opening ---- */

/* What stands on the disk, before SQLite is let near it. A file that is not there or empty is new. */
static gboolean
look_at_file(const char *path, gboolean *is_new, GError **error) {
  char head[sizeof sqlite_magic] = "";
  *is_new = FALSE;
  FILE *file = fopen(path, "rbe");
  if (!file) {
    *is_new = errno == ENOENT;
    if (!*is_new)
      g_set_error(error, DC_ERROR, DC_ERROR_IO, "%s cannot be opened: %s", path, g_strerror(errno));
    return *is_new;
  }
  gsize n = fread(head, 1, sizeof head, file);
  gboolean failed = ferror(file);
  fclose(file);
  if (failed) {
    g_set_error(error, DC_ERROR, DC_ERROR_IO, "%s cannot be read: it is no file", path);
    return FALSE;
  }
  *is_new = n == 0;
  if (n == 0 || (n == sizeof head && memcmp(head, sqlite_magic, sizeof head) == 0))
    return TRUE;
  g_set_error(error, DC_ERROR, DC_ERROR_NOT_INDEX,
              "%s is not an index of danchieu: name another file with --db; this one was left as it is",
              path);
  return FALSE;
}

/* One writer at a time, whatever happens to it: the lock goes with the process. */
static gboolean
lock_writer(DcStore *store, GError **error) {
  g_autofree char *name = g_strconcat(store->path, "-lock", NULL);
  store->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (store->lock < 0) {
    g_set_error(error, DC_ERROR, DC_ERROR_IO,
                "%s cannot be made: %s; name a place you may write to with --db", name, g_strerror(errno));
    return FALSE;
  }
  if (flock(store->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno == EWOULDBLOCK)
    g_set_error(error, DC_ERROR, DC_ERROR_BUSY,
                "%s is being written by another danchieu: try again when it is done", store->path);
  else
    g_set_error(error, DC_ERROR, DC_ERROR_IO, "%s cannot be locked: %s", name, g_strerror(errno));
  return FALSE;
}

static gboolean
pragma_int(DcStore *store, const char *sql, gint64 *value, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, sql, error);
  if (!query || dc_query_step(store, query, error) != DC_STEP_ROW)
    return FALSE;
  *value = dc_query_get_int(query, 0);
  return TRUE;
}

/* Whose file it is and of what age; `*is_new` when there is nothing in it yet. */
static gboolean
check_version(DcStore *store, gboolean *is_new, GError **error) {
  gint64 application, version, tables;
  if (!pragma_int(store, "PRAGMA application_id", &application, error) ||
      !pragma_int(store, "PRAGMA user_version", &version, error) ||
      !pragma_int(store, "SELECT count(*) FROM sqlite_master", &tables, error))
    return FALSE;
  *is_new = application == 0 && version == 0 && tables == 0;
  if (*is_new)
    return TRUE;
  if (application != APPLICATION_ID) {
    g_set_error(error, DC_ERROR, DC_ERROR_NOT_INDEX,
                "%s belongs to another program: name another file with --db; this one was left as it is",
                store->path);
    return FALSE;
  }
  if (version > SCHEMA_VERSION) {
    g_set_error(error, DC_ERROR, DC_ERROR_NEWER,
                "%s was written by a newer danchieu: use that one, or index again into another file (--db)",
                store->path);
    return FALSE;
  }
  if (version == SCHEMA_VERSION)
    return TRUE;
  g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
              "%s was written by an older danchieu: delete the file and index again, nothing else is lost",
              store->path);
  return FALSE;
}

static gboolean
fill_relations(DcStore *store, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "INSERT INTO relations(id, name) VALUES (?, ?)", error);
  for (int i = 0; query && i < DC_RELATION_COUNT; i++) {
    dc_query_int(query, 1, i);
    dc_query_text(query, 2, dc_relation_name((DcRelation)i));
    if (!dc_query_run(store, query, error))
      return FALSE;
  }
  return query != NULL;
}

/* All in one transaction, and before the switch to WAL, so that the file is either empty or whole. */
static gboolean
create_schema(DcStore *store, GError **error) {
  g_autofree char *version =
      g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
  if (!dc_store_exec(store, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (dc_store_exec(store, version, error) && dc_store_exec(store, dc_schema_sql, error) &&
      fill_relations(store, error) && dc_fulltext_create(store->db, error) &&
      dc_store_exec(store, "COMMIT", error))
    return TRUE;
  dc_store_rollback(store);
  return FALSE;
}

/* The file may be another's: its schema must not run anything, nor be written through the back door. */
static void
distrust(sqlite3 *db) {
  sqlite3_extended_result_codes(db, 1);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
}

static gboolean
open_sqlite(DcStore *store, DcStoreMode mode, GError **error) {
  int flags = SQLITE_OPEN_NOMUTEX |
              (mode == DC_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  int code = sqlite3_open_v2(store->path, &store->db, flags, NULL);
  if (!store->db) {
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "%s: out of memory", store->path);
    return FALSE;
  }
  if (code != SQLITE_OK)
    return dc_store_fail(store, error);
  sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
  distrust(store->db);
  return TRUE;
}

/* An index on a medium that nobody can write to has no room for the files that readers share: SQLite then has
 * to be told that nothing will change. */
static gboolean
open_immutable(DcStore *store, GError **error) {
  g_autofree char *wal = g_strconcat(store->path, "-wal", NULL);
  g_autofree char *folder = g_path_get_dirname(store->path);
  if (access(wal, F_OK) == 0 || access(folder, W_OK) == 0)
    return FALSE;
  g_autofree char *escaped = g_uri_escape_string(store->path, "/", TRUE);
  g_autofree char *uri = g_strdup_printf("file:%s?immutable=1", escaped);
  g_hash_table_remove_all(store->queries);
  sqlite3_close(g_steal_pointer(&store->db));
  g_clear_error(error);
  if (sqlite3_open_v2(uri, &store->db, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) !=
      SQLITE_OK)
    return dc_store_fail(store, error);
  distrust(store->db);
  return TRUE;
}

static gboolean
open_existing(DcStore *store, DcStoreMode mode, GError **error) {
  gboolean is_new;
  if (!open_sqlite(store, mode, error))
    return FALSE;
  g_autoptr(GError) failure = NULL;
  if (!check_version(store, &is_new, &failure) &&
      !(mode == DC_STORE_READ && g_error_matches(failure, DC_ERROR, DC_ERROR_STORE) &&
        open_immutable(store, &failure) && check_version(store, &is_new, &failure))) {
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
  }
  if (mode == DC_STORE_READ) {
    if (is_new)
      g_set_error(error, DC_ERROR, DC_ERROR_NOT_INDEX, "%s is empty: fill it with “danchieu index FOLDER”",
                  store->path);
    return !is_new &&
           dc_store_exec(store, "PRAGMA cache_size = -32768; PRAGMA mmap_size = " G_STRINGIFY(MAPPED_BYTES),
                         error);
  }
  if (is_new && !create_schema(store, error))
    return FALSE;
  store->fulltext = dc_fulltext_writer_new(store->db);
  return dc_store_exec(store,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
                       "PRAGMA journal_size_limit = 67108864",
                       error);
}

DcStore *
dc_store_open(const char *path, DcStoreMode mode, GError **error) {
  gboolean is_new;
  if (!look_at_file(path, &is_new, error))
    return NULL;
  if (is_new && mode == DC_STORE_READ) {
    g_set_error(error, DC_ERROR, DC_ERROR_NOT_FOUND,
                "there is no index at %s: make one with “danchieu index FOLDER”", path);
    return NULL;
  }
  g_autoptr(DcStore) store = g_new0(DcStore, 1);
  store->path = g_canonicalize_filename(path, NULL);
  store->lock = -1;
  store->queries = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, query_free);
  store->symbols = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  store->dirty = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  store->fresh = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  store->blocks = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  store->referrers = g_array_new(FALSE, FALSE, sizeof(DcReferrerChange));
  if (mode == DC_STORE_WRITE && is_new) {
    g_autofree char *folder = g_path_get_dirname(store->path);
    g_mkdir_with_parents(folder, 0777);
  }
  if (mode == DC_STORE_WRITE && !lock_writer(store, error))
    return NULL;
  return open_existing(store, mode, error) ? g_steal_pointer(&store) : NULL;
}

void
dc_store_close(DcStore *store) {
  if (!store)
    return;
  dc_fulltext_writer_free(store->fulltext);
  g_hash_table_unref(store->queries);
  g_hash_table_unref(store->symbols);
  g_hash_table_unref(store->dirty);
  g_hash_table_unref(store->fresh);
  g_hash_table_unref(store->blocks);
  g_array_unref(store->referrers);
  sqlite3_close_v2(store->db);
  if (store->lock >= 0)
    close(store->lock);
  g_free(store->path);
  g_free(store);
}

gboolean
dc_store_hold(DcStore *store, GError **error) {
  return dc_store_exec(store, "BEGIN", error);
}

const char *
dc_store_path(const DcStore *store) {
  return store->path;
}

struct sqlite3 *
dc_store_handle(DcStore *store) {
  return store->db;
}

int
dc_id_compare(gconstpointer a, gconstpointer b) {
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return (x > y) - (x < y);
}

char *
dc_store_default_path(void) {
  const char *named = g_getenv("DANCHIEU_DB");
  return named && *named ? g_strdup(named)
                         : g_build_filename(g_get_user_data_dir(), "danchieu", "index.db", NULL);
}
