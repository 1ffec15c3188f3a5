/* Compacting: postings of gone documents are left out and the ordinals of the others closed up. Order stays,
 * so every row keeps its place among the rows of its term, and rows are rewritten one by one. */
#include <sqlite3.h>
#include <string.h>

#include "corpus/error.h"
#include "indexer/postings.h"

/* Rows read before they are written back. */
#define BATCH 256
#define GONE G_MAXUINT32

typedef struct {
  char *term;
  gint64 first;
  GByteArray *docs, *positions;
  guint32 new_first, new_last, n;
} Row;

typedef struct {
  sqlite3 *db;
  const guint32 *renumbered; /* by old ordinal; GONE */
  guint32 size;
  sqlite3_stmt *next, *drop, *put;
} Compact;

static void
clear_row(gpointer data) {
  Row *row = data;
  g_free(row->term);
  g_clear_pointer(&row->docs, g_byte_array_unref);
  g_clear_pointer(&row->positions, g_byte_array_unref);
}

static void
put_entry(Row *row, guint32 ordinal, const DcPosting *posting, const guint8 *positions) {
  if (!row->n)
    row->new_first = row->new_last = ordinal;
  dc_posting_put(row->docs, ordinal - row->new_last, posting->count, posting->bytes);
  g_byte_array_append(row->positions, positions, posting->bytes);
  row->new_last = ordinal;
  row->n++;
}

/* Reads the row under the statement without what is gone. FALSE when it is broken. */
static gboolean
rewrite(const Compact *compact, Row *row) {
  const guint8 *docs = sqlite3_column_blob(compact->next, 2),
               *end = docs + sqlite3_column_bytes(compact->next, 2);
  const guint8 *positions = sqlite3_column_blob(compact->next, 3);
  gsize room = (gsize)sqlite3_column_bytes(compact->next, 3), at = 0;
  DcPosting posting = {(guint32)row->first, 0, 0};
  while (docs < end) {
    docs = dc_posting_get(docs, end, &posting);
    if (!docs || posting.ordinal >= compact->size || posting.bytes > room - at)
      return FALSE;
    guint32 ordinal = compact->renumbered[posting.ordinal];
    if (ordinal != GONE)
      put_entry(row, ordinal, &posting, positions + at);
    at += posting.bytes;
  }
  return TRUE;
}

static gboolean
read_batch(Compact *compact, const char *term, gint64 first, GArray *rows) {
  sqlite3_bind_text(compact->next, 1, term, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(compact->next, 2, first);
  int code;
  while ((code = sqlite3_step(compact->next)) == SQLITE_ROW) {
    Row row = {.term = g_strdup((const char *)sqlite3_column_text(compact->next, 0)),
               .first = sqlite3_column_int64(compact->next, 1),
               .docs = g_byte_array_new(),
               .positions = g_byte_array_new()};
    gboolean good = rewrite(compact, &row);
    g_array_append_val(rows, row);
    if (!good) {
      code = SQLITE_CORRUPT;
      break;
    }
  }
  sqlite3_reset(compact->next);
  return code == SQLITE_DONE;
}

static gboolean
write_back(Compact *compact, const Row *row) {
  sqlite3_bind_text(compact->drop, 1, row->term, -1, SQLITE_STATIC);
  sqlite3_bind_int64(compact->drop, 2, row->first);
  int code = sqlite3_step(compact->drop);
  sqlite3_reset(compact->drop);
  if (code != SQLITE_DONE || !row->n)
    return code == SQLITE_DONE;
  sqlite3_bind_text(compact->put, 1, row->term, -1, SQLITE_STATIC);
  sqlite3_bind_int64(compact->put, 2, row->new_first);
  sqlite3_bind_int64(compact->put, 3, row->new_last);
  sqlite3_bind_int64(compact->put, 4, row->n);
  sqlite3_bind_blob(compact->put, 5, row->docs->data, (int)row->docs->len, SQLITE_STATIC);
  sqlite3_bind_blob(compact->put, 6, row->positions->len ? row->positions->data : (const guint8 *)"",
                    (int)row->positions->len, SQLITE_STATIC);
  code = sqlite3_step(compact->put);
  sqlite3_reset(compact->put);
  return code == SQLITE_DONE;
}

static gboolean
rewrite_rows(Compact *compact) {
  g_autofree char *term = g_strdup("");
  gint64 first = -1;
  for (;;) {
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_array_set_clear_func(rows, clear_row);
    if (!read_batch(compact, term, first, rows))
      return FALSE;
    if (!rows->len)
      return TRUE;
    for (guint i = 0; i < rows->len; i++)
      if (!write_back(compact, &g_array_index(rows, Row, i)))
        return FALSE;
    const Row *last = &g_array_index(rows, Row, rows->len - 1);
    g_free(term);
    term = g_strdup(last->term);
    first = last->first;
  }
}

/* Closes up the entries and says where each ordinal goes. */
static guint32 *
renumber(GByteArray *pages) {
  DcDocumentEntry *entries = (DcDocumentEntry *)(gpointer)pages->data;
  guint32 size = pages->len / (guint)sizeof *entries, kept = 0;
  guint32 *renumbered = g_new(guint32, size + 1);
  for (guint32 i = 0; i < size; i++) {
    renumbered[i] = entries[i].document ? kept : GONE;
    if (entries[i].document)
      entries[kept++] = entries[i];
  }
  g_byte_array_set_size(pages, kept * (guint)sizeof *entries);
  return renumbered;
}

gboolean
dc_postings_compact(sqlite3 *db, GByteArray *pages, GError **error) {
  guint32 size = pages->len / (guint)sizeof(DcDocumentEntry);
  g_autofree guint32 *renumbered = renumber(pages);
  Compact compact = {.db = db, .renumbered = renumbered, .size = size};
  gboolean good =
      sqlite3_prepare_v2(db,
                         "SELECT term, first, docs, positions FROM postings WHERE (term, first) > (?1, ?2)"
                         " ORDER BY term, first LIMIT " G_STRINGIFY(BATCH),
                         -1, &compact.next, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(db, "DELETE FROM postings WHERE term = ?1 AND first = ?2", -1, &compact.drop,
                         NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(db, "INSERT INTO postings VALUES(?1, ?2, ?3, ?4, ?5, ?6)", -1, &compact.put, NULL) ==
          SQLITE_OK &&
      rewrite_rows(&compact) && sqlite3_exec(db, "DELETE FROM fulltext_pages", NULL, NULL, NULL) == SQLITE_OK;
  if (!good)
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "the full-text tables could not be compacted: %s",
                sqlite3_errmsg(db));
  sqlite3_finalize(compact.next);
  sqlite3_finalize(compact.drop);
  sqlite3_finalize(compact.put);
  return good;
}
