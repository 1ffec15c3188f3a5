/* Checking: every row can be read to its end and says of itself what is true. */
#include <sqlite3.h>
#include <string.h>

#include "corpus/error.h"
#include "indexer/postings.h"

#define PROBLEMS_MAX 20

typedef struct {
  guint32 size;
  GPtrArray *problems;
  char *term; /* of the row before */
  gint64 last;
} Check;

/* The positions of one document: as many as it says, in its bytes. */
static gboolean
positions_hold(const guint8 *at, const guint8 *end, guint32 count) {
  if (at == end)
    return TRUE;
  guint32 n = 0, distance;
  while (at < end && (at = dc_varint_get(at, end, &distance)))
    n++;
  return at && n == count;
}

/* NULL when the row is whole, else what is wrong with it. */
static const char *
row_problem(const Check *check, const DcStoredRow *row) {
  DcRowReader reader;
  DcRowBlock block = {.n = 0};
  gint64 before = -1;
  guint32 n = 0, end = 0;
  if (row->last < row->first || row->last >= check->size)
    return "is for documents that are not there";
  dc_row_reader_init(&reader, row->first, row->docs, row->docs_len);
  while (dc_row_next_block(&reader, &block)) {
    end = block.offsets[block.n];
    if (end > row->positions_len)
      return "cannot be read";
    for (guint i = 0; i < block.n; i++) {
      if (block.ordinals[i] <= before || block.ordinals[i] > row->last)
        return "cannot be read";
      if (!positions_hold(row->positions + block.offsets[i], row->positions + block.offsets[i + 1],
                          block.counts[i]))
        return "has broken positions";
      before = block.ordinals[i];
    }
    n += block.n;
  }
  if (reader.broken)
    return "cannot be read";
  return n != row->n || end != row->positions_len || before != row->last || row->follows_len != (end ? n : 0)
             ? "does not add up"
             : NULL;
}

static void
check_row(Check *check, sqlite3_stmt *row) {
  const char *term = (const char *)sqlite3_column_text(row, 0), *problem;
  DcStoredRow stored = dc_postings_stored_row(row, 1);
  problem = row_problem(check, &stored);
  if (!problem && g_strcmp0(term, check->term) == 0 && stored.first <= check->last)
    problem = "overlaps the one before";
  if (problem && check->problems->len < PROBLEMS_MAX)
    g_ptr_array_add(check->problems,
                    g_strdup_printf("full text: a row of “%s” %s: index again", term, problem));
  if (g_strcmp0(term, check->term) != 0) {
    g_free(check->term);
    check->term = g_strdup(term);
  }
  check->last = stored.last;
}

static gboolean
check_rows(sqlite3 *db, Check *check) {
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2(
      db, "SELECT term, " DC_POSTINGS_ROW_COLUMNS " FROM postings ORDER BY term, first", -1, &row, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(row);
    if (code == SQLITE_ROW)
      check_row(check, row);
  }
  sqlite3_finalize(row);
  return code == SQLITE_DONE;
}

/* Every document with text is in the full text once, and nothing else is. */
static gboolean
check_documents(sqlite3 *db, const GByteArray *pages, GPtrArray *problems) {
  const DcDocumentEntry *entries = (const DcDocumentEntry *)(gconstpointer)pages->data;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  guint twice = 0, lost = 0;
  for (guint32 i = 0; i < pages->len / sizeof *entries; i++) {
    guint32 document = GUINT32_FROM_LE(entries[i].document);
    twice += document && !g_hash_table_add(seen, GUINT_TO_POINTER(document));
  }
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT document FROM texts", -1, &row, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(row);
    if (code == SQLITE_ROW)
      lost += !g_hash_table_remove(seen, GUINT_TO_POINTER((guint)sqlite3_column_int64(row, 0)));
  }
  sqlite3_finalize(row);
  if (twice || lost || g_hash_table_size(seen))
    g_ptr_array_add(problems, g_strdup_printf("full text: %u documents twice, %u not there, %u of no text: "
                                              "index again",
                                              twice, lost, g_hash_table_size(seen)));
  return code == SQLITE_DONE;
}

gboolean
dc_postings_check(sqlite3 *db, GPtrArray *problems, GError **error) {
  g_autoptr(GByteArray) pages = g_byte_array_new();
  if (!dc_postings_read_pages(db, pages, error))
    return FALSE;
  Check check = {pages->len / (guint32)sizeof(DcDocumentEntry), problems, NULL, -1};
  gboolean good = check_rows(db, &check) && check_documents(db, pages, problems);
  g_free(check.term);
  if (!good)
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "the full-text tables could not be read: %s",
                sqlite3_errmsg(db));
  return good;
}
