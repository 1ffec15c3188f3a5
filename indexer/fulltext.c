#include "indexer/fulltext.h"

#include <sqlite3.h>
#include <string.h>

#include "corpus/error.h"
#include "indexer/postings.h"

/* Gathered postings are written when they take this much memory. */
#define FLUSH_BYTES (48u * 1024 * 1024)
/* So many gone documents do not matter. */
#define COMPACT_LEAST 64
/* What a gathered term takes beside its bytes, about. */
#define TERM_BYTES 220

struct _DcFulltextWriter {
  sqlite3 *db;
  GHashTable *terms; /* char* → GArray of DcRow; only the last one grows */
  gsize bytes;       /* memory taken by `terms`, about */
  GByteArray *pages; /* the entries of all documents; NULL: not read yet */
  GHashTable *dirty; /* numbers of the pages to write */
  sqlite3_stmt *tail, *put, *put_page;
  GByteArray *docs; /* of the row that is written */
};

static gboolean
fail(sqlite3 *db, GError **error) {
  int code = sqlite3_errcode(db);
  g_set_error(error, DC_ERROR, (code & 0xFF) == SQLITE_CORRUPT ? DC_ERROR_CORRUPT : DC_ERROR_STORE,
              "the full-text tables could not be read or written: %s", sqlite3_errmsg(db));
  return FALSE;
}

gboolean
dc_fulltext_create(sqlite3 *db, GError **error) {
  static const char sql[] =
      "CREATE TABLE postings(id INTEGER PRIMARY KEY, term TEXT NOT NULL, first INTEGER NOT NULL,"
      " last INTEGER NOT NULL, n INTEGER NOT NULL, docs BLOB NOT NULL, follows BLOB NOT NULL,"
      " positions BLOB NOT NULL) STRICT;"
      "CREATE INDEX postings_terms ON postings(term, first, n);"
      "CREATE TABLE fulltext_pages(page INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;";
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || fail(db, error);
}

static void
clear_rows(gpointer data) {
  GArray *rows = data;
  for (guint i = 0; i < rows->len; i++)
    dc_row_clear(&g_array_index(rows, DcRow, i));
  g_array_unref(rows);
}

DcFulltextWriter *
dc_fulltext_writer_new(sqlite3 *db) {
  DcFulltextWriter *writer = g_new0(DcFulltextWriter, 1);
  writer->db = db;
  writer->terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, clear_rows);
  writer->dirty = g_hash_table_new(g_direct_hash, g_direct_equal);
  writer->docs = g_byte_array_new();
  return writer;
}

void
dc_fulltext_discard(DcFulltextWriter *writer) {
  g_hash_table_remove_all(writer->terms);
  g_hash_table_remove_all(writer->dirty);
  g_clear_pointer(&writer->pages, g_byte_array_unref);
  writer->bytes = 0;
}

void
dc_fulltext_writer_free(DcFulltextWriter *writer) {
  if (!writer)
    return;
  dc_fulltext_discard(writer);
  g_hash_table_unref(writer->terms);
  g_hash_table_unref(writer->dirty);
  g_byte_array_unref(writer->docs);
  sqlite3_finalize(writer->tail);
  sqlite3_finalize(writer->put);
  sqlite3_finalize(writer->put_page);
  g_free(writer);
}

static gboolean
prepare(DcFulltextWriter *writer, sqlite3_stmt **statement, const char *sql, GError **error) {
  if (*statement)
    return TRUE;
  return sqlite3_prepare_v3(writer->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK ||
         fail(writer->db, error);
}

/* ---- the documents' entries ---- */

static gboolean
read_pages(DcFulltextWriter *writer, GError **error) {
  if (writer->pages)
    return TRUE;
  g_autoptr(GByteArray) pages = g_byte_array_new();
  if (!dc_postings_read_pages(writer->db, pages, error))
    return FALSE;
  writer->pages = g_steal_pointer(&pages);
  return TRUE;
}

static guint32
ordinal_of(const DcFulltextWriter *writer, guint32 document) {
  DcDocumentEntry *entries = (DcDocumentEntry *)(gpointer)writer->pages->data;
  guint32 n = writer->pages->len / sizeof *entries;
  for (guint32 i = n; i-- > 0;)
    if (GUINT32_FROM_LE(entries[i].document) == document)
      return i;
  return n;
}

static void
mark_dirty(DcFulltextWriter *writer, guint32 ordinal) {
  g_hash_table_add(writer->dirty, GUINT_TO_POINTER(ordinal / DC_POSTINGS_PAGE));
}

gboolean
dc_fulltext_drop(DcFulltextWriter *writer, gint64 document, GError **error) {
  if (document <= 0 || document > G_MAXUINT32)
    return TRUE;
  if (!read_pages(writer, error))
    return FALSE;
  guint32 ordinal = ordinal_of(writer, (guint32)document);
  DcDocumentEntry *entries = (DcDocumentEntry *)(gpointer)writer->pages->data;
  if (ordinal < writer->pages->len / sizeof *entries) {
    entries[ordinal].document = 0;
    mark_dirty(writer, ordinal);
  }
  return TRUE;
}

static gboolean
write_pages(DcFulltextWriter *writer, GError **error) {
  if (!prepare(writer, &writer->put_page, "INSERT OR REPLACE INTO fulltext_pages VALUES(?1, ?2)", error))
    return FALSE;
  const guint size = DC_POSTINGS_PAGE * sizeof(DcDocumentEntry);
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, writer->dirty);
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    guint page = GPOINTER_TO_UINT(key);
    sqlite3_bind_int64(writer->put_page, 1, page);
    sqlite3_bind_blob(writer->put_page, 2, writer->pages->data + (gsize)page * size,
                      (int)MIN(size, writer->pages->len - page * size), SQLITE_STATIC);
    int code = sqlite3_step(writer->put_page);
    sqlite3_reset(writer->put_page);
    if (code != SQLITE_DONE)
      return fail(writer->db, error);
  }
  g_hash_table_remove_all(writer->dirty);
  return TRUE;
}

/* ---- gathering ---- */

/* The row that takes the next posting of a term. */
static DcRow *
open_row(DcFulltextWriter *writer, const char *term) {
  GArray *rows = g_hash_table_lookup(writer->terms, term);
  if (!rows) {
    rows = g_array_sized_new(FALSE, TRUE, sizeof(DcRow), 1);
    g_hash_table_insert(writer->terms, g_strdup(term), rows);
    writer->bytes += TERM_BYTES;
  }
  DcRow *last = rows->len ? &g_array_index(rows, DcRow, rows->len - 1) : NULL;
  if (last && last->n < DC_POSTINGS_ROW_DOCS && last->positions.len < DC_POSTINGS_ROW_BYTES)
    return last;
  g_array_set_size(rows, rows->len + 1);
  return &g_array_index(rows, DcRow, rows->len - 1);
}

static void
gather(DcFulltextWriter *writer, const char *term, guint32 ordinal, guint32 count, guint8 follows,
       const guint8 *positions, guint32 len) {
  DcRow *row = open_row(writer, term);
  gsize before = row->heads.len + row->more.len;
  dc_row_add(row, ordinal, count, follows, positions, len);
  writer->bytes += row->heads.len + row->more.len - before + len + (len > 0);
}

gboolean
dc_fulltext_put(DcFulltextWriter *writer, gint64 document, GBytes *terms, GError **error) {
  if (document <= 0 || document > G_MAXUINT32) {
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "the index has too many documents");
    return FALSE;
  }
  if ((writer->bytes > FLUSH_BYTES && !dc_fulltext_flush(writer, error)) || !read_pages(writer, error))
    return FALSE;
  gsize size;
  const guint8 *at = g_bytes_get_data(terms, &size), *end = at + size;
  guint32 length = 0, head = 0, ordinal = writer->pages->len / (guint)sizeof(DcDocumentEntry);
  at = dc_varint_get(at, end, &length);
  at = dc_varint_get(at, end, &head);
  DcDocumentEntry entry = {GUINT32_TO_LE((guint32)document),
                           GUINT32_TO_LE(MIN(length, 0xFFFFFFu) << 8 | MIN(head, 0xFFu))};
  g_byte_array_append(writer->pages, (const guint8 *)&entry, sizeof entry);
  mark_dirty(writer, ordinal);
  while (at && at < end) {
    char term[256];
    guint8 len = *at++, follows = 0;
    guint32 count = 0, bytes = 0;
    memcpy(term, at, len);
    term[len] = '\0';
    at = dc_varint_get(at + len, end, &count);
    at = dc_varint_get(at, end, &bytes);
    if (bytes)
      follows = *at++;
    gather(writer, term, ordinal, count, follows, at, bytes);
    at += bytes;
  }
  return TRUE;
}

/* ---- writing ---- */

/* Goes on with the last row that the table has for the term, when it has room for the first gathered one; *id
 * is that row then, else 0. */
static gboolean
join_tail(DcFulltextWriter *writer, const char *term, DcRow *row, gint64 *id, GError **error) {
  sqlite3_stmt *tail = writer->tail;
  sqlite3_bind_text(tail, 1, term, -1, SQLITE_STATIC);
  int code = sqlite3_step(tail);
  gboolean whole = TRUE;
  *id = 0;
  if (code == SQLITE_ROW) {
    DcStoredRow stored = dc_postings_stored_row(tail, 0);
    if (row->n <= DC_POSTINGS_ROW_DOCS && stored.n <= DC_POSTINGS_ROW_DOCS - row->n &&
        stored.positions_len + row->positions.len <= DC_POSTINGS_ROW_BYTES) {
      whole = dc_row_join(&stored, row);
      *id = stored.id;
    }
  }
  sqlite3_reset(tail);
  if (!whole)
    g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                "the full-text tables are damaged: delete the file and index again");
  return whole && (code == SQLITE_ROW || code == SQLITE_DONE || fail(writer->db, error));
}

static gboolean
write_row(DcFulltextWriter *writer, gint64 id, const char *term, const DcRow *row, GError **error) {
  return dc_postings_put_row(writer->put, id, term, row, writer->docs) == SQLITE_DONE ||
         fail(writer->db, error);
}

static int
by_term(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
write_terms(DcFulltextWriter *writer, GError **error) {
  guint n;
  g_autofree gpointer *terms = g_hash_table_get_keys_as_array(writer->terms, &n);
  if (n)
    qsort(terms, n, sizeof *terms, by_term);
  for (guint i = 0; i < n; i++) {
    GArray *rows = g_hash_table_lookup(writer->terms, terms[i]);
    gint64 tail;
    if (!join_tail(writer, terms[i], &g_array_index(rows, DcRow, 0), &tail, error))
      return FALSE;
    for (guint r = 0; r < rows->len; r++)
      if (!write_row(writer, r ? 0 : tail, terms[i], &g_array_index(rows, DcRow, r), error))
        return FALSE;
  }
  g_hash_table_remove_all(writer->terms);
  writer->bytes = 0;
  return TRUE;
}

/* Compacts when more than a quarter of what is there is gone. */
static gboolean
compact(DcFulltextWriter *writer, GError **error) {
  const DcDocumentEntry *entries =
      (const DcDocumentEntry *)(gpointer)(writer->pages ? writer->pages->data : NULL);
  guint32 size = writer->pages ? writer->pages->len / (guint)sizeof *entries : 0, gone = 0;
  for (guint32 i = 0; i < size; i++)
    gone += entries[i].document == 0;
  if (gone <= COMPACT_LEAST || gone <= size / 4)
    return TRUE;
  if (!dc_postings_compact(writer->db, writer->pages, error))
    return FALSE;
  for (guint32 i = 0; i < writer->pages->len / (guint)sizeof *entries; i += DC_POSTINGS_PAGE)
    mark_dirty(writer, i);
  return write_pages(writer, error);
}

gboolean
dc_fulltext_flush(DcFulltextWriter *writer, GError **error) {
  return prepare(writer, &writer->tail,
                 "SELECT " DC_POSTINGS_ROW_COLUMNS
                 " FROM postings WHERE term = ?1 ORDER BY first DESC LIMIT 1",
                 error) &&
         prepare(writer, &writer->put, DC_POSTINGS_PUT_ROW, error) && write_terms(writer, error) &&
         write_pages(writer, error) && compact(writer, error);
}
