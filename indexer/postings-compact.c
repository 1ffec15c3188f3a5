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
  gint64 id;
  char *term;
  DcRow row; /* as it will be */
} Rewritten;

typedef struct {
  sqlite3 *db;
  const guint32 *renumbered; /* by old ordinal; GONE */
  guint32 size;
  sqlite3_stmt *next, *drop, *put;
  GByteArray *docs; /* of the row that is written */
} Compact;

static void
clear_rewritten(gpointer data) {
  Rewritten *rewritten = data;
  g_free(rewritten->term);
  dc_row_clear(&rewritten->row);
}

/* Reads a row without what is gone. FALSE when it is broken. */
static gboolean
rewrite(const Compact *compact, const DcStoredRow *stored, DcRow *row) {
  DcRowReader reader;
  DcRowBlock block;
  guint32 at = 0;
  dc_row_reader_init(&reader, stored->first, stored->docs, stored->docs_len);
  while (dc_row_next_block(&reader, &block)) {
    if (block.offsets[block.n] > stored->positions_len)
      return FALSE;
    for (guint i = 0; i < block.n; i++, at++) {
      guint32 from = block.offsets[i], len = block.offsets[i + 1] - from;
      if (block.ordinals[i] >= compact->size || (len && at >= stored->follows_len))
        return FALSE;
      guint32 ordinal = compact->renumbered[block.ordinals[i]];
      if (ordinal != GONE)
        dc_row_add(row, ordinal, block.counts[i], len ? stored->follows[at] : 0, stored->positions + from,
                   len);
    }
  }
  return !reader.broken;
}

static gboolean
read_batch(Compact *compact, gint64 after, GArray *rows) {
  sqlite3_bind_int64(compact->next, 1, after);
  int code;
  while ((code = sqlite3_step(compact->next)) == SQLITE_ROW) {
    DcStoredRow stored = dc_postings_stored_row(compact->next, 1);
    Rewritten made = {stored.id, g_strdup((const char *)sqlite3_column_text(compact->next, 0)), {0}};
    gboolean good = rewrite(compact, &stored, &made.row);
    g_array_append_val(rows, made);
    if (!good) {
      code = SQLITE_CORRUPT;
      break;
    }
  }
  sqlite3_reset(compact->next);
  return code == SQLITE_DONE;
}

static gboolean
write_back(Compact *compact, const Rewritten *rewritten) {
  if (rewritten->row.n)
    return dc_postings_put_row(compact->put, rewritten->id, rewritten->term, &rewritten->row,
                               compact->docs) == SQLITE_DONE;
  sqlite3_bind_int64(compact->drop, 1, rewritten->id);
  int code = sqlite3_step(compact->drop);
  sqlite3_reset(compact->drop);
  return code == SQLITE_DONE;
}

static gboolean
rewrite_rows(Compact *compact) {
  for (gint64 after = 0;;) {
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Rewritten));
    g_array_set_clear_func(rows, clear_rewritten);
    if (!read_batch(compact, after, rows))
      return FALSE;
    if (!rows->len)
      return TRUE;
    for (guint i = 0; i < rows->len; i++)
      if (!write_back(compact, &g_array_index(rows, Rewritten, i)))
        return FALSE;
    after = g_array_index(rows, Rewritten, rows->len - 1).id;
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
  g_autoptr(GByteArray) docs = g_byte_array_new();
  Compact compact = {.db = db, .renumbered = renumbered, .size = size, .docs = docs};
  gboolean good =
      sqlite3_prepare_v2(db,
                         "SELECT term, " DC_POSTINGS_ROW_COLUMNS
                         " FROM postings WHERE id > ?1 ORDER BY id LIMIT " G_STRINGIFY(BATCH),
                         -1, &compact.next, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(db, "DELETE FROM postings WHERE id = ?1", -1, &compact.drop, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(db, DC_POSTINGS_PUT_ROW, -1, &compact.put, NULL) == SQLITE_OK &&
      rewrite_rows(&compact) && sqlite3_exec(db, "DELETE FROM fulltext_pages", NULL, NULL, NULL) == SQLITE_OK;
  if (!good)
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "the full-text tables could not be compacted: %s",
                sqlite3_errmsg(db));
  sqlite3_finalize(compact.next);
  sqlite3_finalize(compact.drop);
  sqlite3_finalize(compact.put);
  return good;
}
