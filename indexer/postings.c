#include "indexer/postings.h"

#include <sqlite3.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/letters.h"

const char *
dc_postings_prefix(DcTokenKind kind) {
  return kind == DC_TOKEN_SYMBOL ? "#" : kind == DC_TOKEN_DATE ? "=" : "";
}

void
dc_postings_term(GString *term, const char *prefix, const char *form, gsize len) {
  g_string_append(term, prefix);
  gsize start = term->len;
  for (gsize at = 0; at < len;) {
    guchar c = (guchar)form[at];
    if (c < 0x80) {
      g_string_append_c(term, (char)c);
      at++;
      continue;
    }
    gunichar wide = g_utf8_get_char(form + at);
    at += (gsize)g_unichar_to_utf8(wide, NULL);
    g_string_append_unichar(term, dc_letters_bare(wide));
  }
  if (term->len - start != len || memcmp(term->str + start, form, len) != 0) {
    g_string_append_c(term, ':');
    g_string_append_len(term, form, (gssize)len);
  }
}

DcStoredRow
dc_postings_stored_row(sqlite3_stmt *statement, int at) {
  return (DcStoredRow){.id = sqlite3_column_int64(statement, at),
                       .first = (guint32)sqlite3_column_int64(statement, at + 1),
                       .last = (guint32)sqlite3_column_int64(statement, at + 2),
                       .n = (guint32)sqlite3_column_int64(statement, at + 3),
                       .docs = sqlite3_column_blob(statement, at + 4),
                       .docs_len = (gsize)sqlite3_column_bytes(statement, at + 4),
                       .follows = sqlite3_column_blob(statement, at + 5),
                       .follows_len = (gsize)sqlite3_column_bytes(statement, at + 5),
                       .positions = sqlite3_column_blob(statement, at + 6),
                       .positions_len = (gsize)sqlite3_column_bytes(statement, at + 6)};
}

static void
bind_bytes(sqlite3_stmt *statement, int parameter, const guint8 *bytes, guint32 len) {
  sqlite3_bind_blob(statement, parameter, bytes ? bytes : (const guint8 *)"", (int)len, SQLITE_STATIC);
}

int
dc_postings_put_row(sqlite3_stmt *statement, gint64 id, const char *term, const DcRow *row,
                    GByteArray *docs) {
  g_byte_array_set_size(docs, 0);
  dc_row_docs(row, docs);
  sqlite3_bind_text(statement, 1, term, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 2, row->first);
  sqlite3_bind_int64(statement, 3, row->last);
  sqlite3_bind_int64(statement, 4, row->n);
  bind_bytes(statement, 5, docs->data, docs->len);
  bind_bytes(statement, 6, row->follows.data, row->follows.len);
  bind_bytes(statement, 7, row->positions.data, row->positions.len);
  sqlite3_bind_int64(statement, 8, id);
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  return code;
}

static gboolean
read_failed(sqlite3 *db, int code, GError **error) {
  g_set_error(error, DC_ERROR, (code & 0xFF) == SQLITE_CORRUPT ? DC_ERROR_CORRUPT : DC_ERROR_STORE,
              "the full-text tables could not be read: %s",
              code == SQLITE_CORRUPT ? "they are damaged; index again" : sqlite3_errmsg(db));
  return FALSE;
}

gboolean
dc_postings_read_pages(sqlite3 *db, GByteArray *pages, GError **error) {
  const gsize size = DC_POSTINGS_PAGE * sizeof(DcDocumentEntry);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2(
      db, "SELECT page, data, (SELECT count(*) FROM fulltext_pages) FROM fulltext_pages ORDER BY page", -1,
      &stmt, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(stmt);
    if (code != SQLITE_ROW)
      break;
    gsize page = (gsize)sqlite3_column_int64(stmt, 0), len = (gsize)sqlite3_column_bytes(stmt, 1);
    if (page * size != pages->len || len > size || len % sizeof(DcDocumentEntry) != 0) {
      code = SQLITE_CORRUPT;
      break;
    }
    if (page == 0) { /* room for all */
      g_byte_array_set_size(pages, (guint)(MIN(sqlite3_column_int64(stmt, 2), 4096) * (gint64)size));
      g_byte_array_set_size(pages, 0);
    }
    g_byte_array_append(pages, sqlite3_column_blob(stmt, 1), (guint)len);
  }
  if (code != SQLITE_DONE)
    read_failed(db, code, error);
  sqlite3_finalize(stmt);
  return code == SQLITE_DONE;
}

/* ---- reading ---- */

struct _DcPostings {
  sqlite3 *db;
  GByteArray *pages;
  guint64 *there; /* a bit for each ordinal */
  guint32 size, live;
  double average;
  sqlite3_stmt *terms, *rows;
  GHashTable *ranges; /* what dc_postings_terms was asked for: char* → GArray of Term */
  GPtrArray *idle;    /* statements of cursors that are not in use */
  GError *error;
};

static const DcDocumentEntry *
entry_at(const DcPostings *postings, guint32 ordinal) {
  return (const DcDocumentEntry *)(gconstpointer)postings->pages->data + ordinal;
}

/* One look at every entry: which documents are there, and how long they are together. */
static void
sum_up(DcPostings *postings) {
  postings->size = postings->pages->len / (guint)sizeof(DcDocumentEntry);
  postings->there = g_new0(guint64, postings->size / 64 + 1);
  const DcDocumentEntry *entries = entry_at(postings, 0);
  guint64 tokens = 0;
  for (guint32 from = 0; from < postings->size; from += 64) {
    guint32 n = MIN(64, postings->size - from), gone = 0;
    guint64 there = G_MAXUINT64 >> (64 - n);
    for (guint32 i = from; i < from + n; i++) {
      gone += entries[i].document == 0;
      tokens += GUINT32_FROM_LE(entries[i].lengths) >> 8;
    }
    for (guint32 i = 0; gone && i < n; i++)
      if (entries[from + i].document == 0) {
        there &= ~((guint64)1 << i);
        tokens -= GUINT32_FROM_LE(entries[from + i].lengths) >> 8;
      }
    postings->there[from / 64] = there;
    postings->live += n - gone;
  }
  postings->average = postings->live ? MAX(1.0, (double)tokens / postings->live) : 1.0;
}

static void
finalize(gpointer statement) {
  sqlite3_finalize(statement);
}

static void
unref_array(gpointer array) {
  g_array_unref(array);
}

DcPostings *
dc_postings_open(sqlite3 *db) {
  DcPostings *postings = g_new0(DcPostings, 1);
  postings->db = db;
  postings->pages = g_byte_array_new();
  postings->ranges = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_array);
  postings->idle = g_ptr_array_new_with_free_func(finalize);
  if (!dc_postings_read_pages(db, postings->pages, &postings->error))
    g_byte_array_set_size(postings->pages, 0); /* then there is no document */
  sum_up(postings);
  return postings;
}

gboolean
dc_postings_free(DcPostings *postings, GError **error) {
  gboolean good = !postings->error;
  if (!good)
    g_propagate_error(error, postings->error);
  sqlite3_finalize(postings->terms);
  sqlite3_finalize(postings->rows);
  g_ptr_array_unref(postings->idle);
  g_hash_table_unref(postings->ranges);
  g_byte_array_unref(postings->pages);
  g_free(postings->there);
  g_free(postings);
  return good;
}

guint32
dc_postings_size(const DcPostings *postings) {
  return postings->size;
}

guint32
dc_postings_live(const DcPostings *postings) {
  return postings->live;
}

const guint64 *
dc_postings_there(const DcPostings *postings) {
  return postings->there;
}

double
dc_postings_average(const DcPostings *postings) {
  return postings->average;
}

gint64
dc_postings_document(const DcPostings *postings, guint32 ordinal) {
  return ordinal < postings->size ? GUINT32_FROM_LE(entry_at(postings, ordinal)->document) : 0;
}

guint32
dc_postings_length(const DcPostings *postings, guint32 ordinal) {
  return GUINT32_FROM_LE(entry_at(postings, ordinal)->lengths) >> 8;
}

guint32
dc_postings_head(const DcPostings *postings, guint32 ordinal) {
  return GUINT32_FROM_LE(entry_at(postings, ordinal)->lengths) & 0xFF;
}

const DcDocumentEntry *
dc_postings_entries(const DcPostings *postings) {
  return (const DcDocumentEntry *)(gconstpointer)postings->pages->data;
}

/* The statement, ready for binding; NULL after an error. */
static sqlite3_stmt *
statement(DcPostings *postings, sqlite3_stmt **slot, const char *sql) {
  if (postings->error)
    return NULL;
  if (!*slot && sqlite3_prepare_v2(postings->db, sql, -1, slot, NULL) != SQLITE_OK)
    read_failed(postings->db, sqlite3_errcode(postings->db), &postings->error);
  return postings->error ? NULL : *slot;
}

/* The next row; at the end or after an error FALSE, and the statement is reset. */
static gboolean
step(DcPostings *postings, sqlite3_stmt *stmt) {
  int code = postings->error ? SQLITE_DONE : sqlite3_step(stmt);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    read_failed(postings->db, code, &postings->error);
  sqlite3_reset(stmt);
  return FALSE;
}

typedef struct {
  char *term;
  guint32 documents;
} Term;

static void
clear_term(gpointer data) {
  g_free(((Term *)data)->term);
}

/* Adds the terms in [from, to) to `terms` (of Term). */
static void
read_terms(DcPostings *postings, const char *from, const char *to, GArray *terms) {
  sqlite3_stmt *stmt = statement(postings, &postings->terms,
                                 "SELECT term, n FROM postings WHERE term >= ?1 AND term < ?2 ORDER BY term");
  if (!stmt)
    return;
  sqlite3_bind_text(stmt, 1, from, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, to, -1, SQLITE_TRANSIENT);
  Term *last = NULL;
  while (step(postings, stmt)) {
    const char *term = (const char *)sqlite3_column_text(stmt, 0);
    if (!last || strcmp(last->term, term) != 0) {
      Term made = {g_strdup(term), 0};
      g_array_append_val(terms, made);
      last = &g_array_index(terms, Term, terms->len - 1);
    }
    last->documents += (guint32)sqlite3_column_int64(stmt, 1);
  }
}

/* Ranking, passages and suggestions ask for the same words. */
void
dc_postings_terms(DcPostings *postings, const char *from, const char *to, DcTermFunc func, gpointer data) {
  g_autofree char *range = g_strconcat(from, "\n", to, NULL);
  GArray *terms = g_hash_table_lookup(postings->ranges, range);
  if (!terms) {
    terms = g_array_new(FALSE, FALSE, sizeof(Term));
    g_array_set_clear_func(terms, clear_term);
    read_terms(postings, from, to, terms);
    g_hash_table_insert(postings->ranges, g_steal_pointer(&range), terms);
  }
  for (guint i = 0; i < terms->len && !postings->error; i++)
    if (!func(g_array_index(terms, Term, i).term, g_array_index(terms, Term, i).documents, data))
      return;
}

/* The statement that gives first and docs of each row of the term. */
static sqlite3_stmt *
rows_of(DcPostings *postings, const char *term) {
  sqlite3_stmt *stmt =
      statement(postings, &postings->rows, "SELECT first, docs FROM postings WHERE term = ?1 ORDER BY first");
  if (stmt)
    sqlite3_bind_text(stmt, 1, term, -1, SQLITE_TRANSIENT);
  return stmt;
}

void
dc_postings_each(DcPostings *postings, const char *term, DcBlockFunc func, gpointer data) {
  sqlite3_stmt *stmt = rows_of(postings, term);
  while (stmt && step(postings, stmt)) {
    DcRowReader reader;
    DcRowBlock block;
    dc_row_reader_init(&reader, (guint32)sqlite3_column_int64(stmt, 0), sqlite3_column_blob(stmt, 1),
                       (gsize)sqlite3_column_bytes(stmt, 1));
    while (dc_row_next_block(&reader, &block))
      func(&block, data);
    if (reader.broken)
      read_failed(postings->db, SQLITE_CORRUPT, &postings->error);
  }
}

void
dc_postings_count(DcPostings *postings, const char *term, guint16 *counts) {
  sqlite3_stmt *stmt = rows_of(postings, term);
  while (stmt && step(postings, stmt))
    if (!dc_row_count((guint32)sqlite3_column_int64(stmt, 0), sqlite3_column_blob(stmt, 1),
                      (gsize)sqlite3_column_bytes(stmt, 1), counts, postings->size))
      read_failed(postings->db, SQLITE_CORRUPT, &postings->error);
}

/* ---- walking ---- */

struct _DcCursor {
  DcPostings *postings;
  sqlite3_stmt *stmt;                     /* on the row; NULL at the end */
  guint32 last;                           /* of the row */
  gboolean begun;                         /* `reader` reads the row */
  const guint8 *positions, *position_end; /* of the row; NULL: not looked at yet */
  const guint8 *follows;
  guint32 n_follows;
  DcRowReader reader;
  guint at; /* where it is in `block` */
  DcRowBlock block;
};

static void
leave(DcCursor *cursor, int code) {
  if (code != SQLITE_DONE && !cursor->postings->error)
    read_failed(cursor->postings->db, code, &cursor->postings->error);
  if (cursor->stmt) {
    sqlite3_reset(cursor->stmt);
    g_ptr_array_add(cursor->postings->idle, cursor->stmt);
    cursor->stmt = NULL;
  }
  cursor->at = cursor->block.n = 0;
}

static void
next_row(DcCursor *cursor) {
  int code = cursor->postings->error ? SQLITE_DONE : sqlite3_step(cursor->stmt);
  if (code != SQLITE_ROW) {
    leave(cursor, code);
    return;
  }
  cursor->last = (guint32)sqlite3_column_int64(cursor->stmt, 1);
  cursor->begun = FALSE;
  cursor->positions = cursor->follows = NULL;
  cursor->at = cursor->block.n = 0;
}

DcCursor *
dc_cursor_new(DcPostings *postings, const char *term) {
  DcCursor *cursor = g_new(DcCursor, 1);
  cursor->postings = postings;
  cursor->stmt = NULL;
  cursor->at = cursor->block.n = 0;
  if (postings->idle->len)
    cursor->stmt = g_ptr_array_steal_index_fast(postings->idle, postings->idle->len - 1);
  else
    statement(postings, &cursor->stmt,
              "SELECT first, last, docs, follows, positions FROM postings WHERE term = ?1 ORDER BY first");
  if (cursor->stmt) {
    sqlite3_bind_text(cursor->stmt, 1, term, -1, SQLITE_TRANSIENT);
    next_row(cursor);
  }
  return cursor;
}

void
dc_cursor_free(DcCursor *cursor) {
  leave(cursor, SQLITE_DONE);
  g_free(cursor);
}

/* Takes documents of the row apart, which may be before the ordinal. FALSE when there are none. */
static gboolean
next_block(DcCursor *cursor, guint32 ordinal) {
  if (!cursor->begun)
    dc_row_reader_init(&cursor->reader, (guint32)sqlite3_column_int64(cursor->stmt, 0),
                       sqlite3_column_blob(cursor->stmt, 2), (gsize)sqlite3_column_bytes(cursor->stmt, 2));
  cursor->begun = TRUE;
  cursor->at = 0;
  if (dc_row_seek_block(&cursor->reader, ordinal, &cursor->block))
    return TRUE;
  if (cursor->reader.broken)
    leave(cursor, SQLITE_CORRUPT);
  return FALSE;
}

guint32
dc_cursor_seek(DcCursor *cursor, guint32 ordinal) {
  while (cursor->stmt) {
    if (ordinal <= cursor->last) {
      do
        for (; cursor->at < cursor->block.n; cursor->at++)
          if (cursor->block.ordinals[cursor->at] >= ordinal)
            return cursor->block.ordinals[cursor->at];
      while (next_block(cursor, ordinal));
    }
    if (cursor->stmt)
      next_row(cursor);
  }
  return G_MAXUINT32;
}

const guint8 *
dc_cursor_positions(DcCursor *cursor, gsize *len) {
  *len = 0;
  if (cursor->at >= cursor->block.n)
    return NULL;
  guint32 from = cursor->block.offsets[cursor->at], to = cursor->block.offsets[cursor->at + 1];
  if (from == to)
    return NULL;
  if (!cursor->positions) {
    cursor->positions = sqlite3_column_blob(cursor->stmt, 4);
    cursor->position_end = cursor->positions + sqlite3_column_bytes(cursor->stmt, 4);
  }
  if (!cursor->positions || to > (gsize)(cursor->position_end - cursor->positions)) {
    leave(cursor, SQLITE_CORRUPT);
    return NULL;
  }
  *len = to - from;
  return cursor->positions + from;
}

const DcRowBlock *
dc_cursor_block(DcCursor *cursor, guint32 ordinal) {
  while (cursor->stmt) {
    if (ordinal <= cursor->last && next_block(cursor, ordinal))
      return &cursor->block;
    if (cursor->stmt)
      next_row(cursor);
  }
  return NULL;
}

const guint8 *
dc_cursor_follows(DcCursor *cursor) {
  if (!cursor->follows) {
    cursor->follows = sqlite3_column_blob(cursor->stmt, 3);
    cursor->n_follows = (guint32)sqlite3_column_bytes(cursor->stmt, 3);
  }
  return cursor->reader.passed <= cursor->n_follows
             ? cursor->follows + (cursor->reader.passed - cursor->block.n)
             : NULL;
}
