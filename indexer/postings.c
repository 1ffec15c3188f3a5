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

void
dc_varint_put(GByteArray *bytes, guint32 value) {
  guint8 made[5];
  guint n = 0;
  for (; value >= 0x80; value >>= 7)
    made[n++] = (guint8)(value | 0x80);
  made[n++] = (guint8)value;
  g_byte_array_append(bytes, made, n);
}

void
dc_posting_put(GByteArray *docs, guint32 delta, guint32 count, guint32 bytes) {
  guint32 code = count != 1 || bytes > 2 ? 3 : bytes == 0 ? 2 : bytes - 1;
  dc_varint_put(docs, delta << 2 | code);
  if (code == 3) {
    dc_varint_put(docs, count);
    dc_varint_put(docs, bytes);
  }
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
  int code = sqlite3_prepare_v2(db, "SELECT page, data FROM fulltext_pages ORDER BY page", -1, &stmt, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(stmt);
    if (code != SQLITE_ROW)
      break;
    gsize page = (gsize)sqlite3_column_int64(stmt, 0), len = (gsize)sqlite3_column_bytes(stmt, 1);
    if (page * size != pages->len || len > size || len % sizeof(DcDocumentEntry) != 0) {
      code = SQLITE_CORRUPT;
      break;
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
  guint32 size, live;
  double average;
  sqlite3_stmt *terms, *rows, *positions;
  GError *error;
};

static const DcDocumentEntry *
entry_at(const DcPostings *postings, guint32 ordinal) {
  return (const DcDocumentEntry *)(gconstpointer)postings->pages->data + ordinal;
}

static void
sum_up(DcPostings *postings) {
  guint64 tokens = 0;
  postings->size = postings->pages->len / (guint)sizeof(DcDocumentEntry);
  for (guint32 i = 0; i < postings->size; i++)
    if (entry_at(postings, i)->document) {
      postings->live++;
      tokens += GUINT32_FROM_LE(entry_at(postings, i)->lengths) >> 8;
    }
  postings->average = postings->live ? MAX(1.0, (double)tokens / postings->live) : 1.0;
}

DcPostings *
dc_postings_open(sqlite3 *db) {
  DcPostings *postings = g_new0(DcPostings, 1);
  postings->db = db;
  postings->pages = g_byte_array_new();
  if (dc_postings_read_pages(db, postings->pages, &postings->error))
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
  sqlite3_finalize(postings->positions);
  g_byte_array_unref(postings->pages);
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

void
dc_postings_terms(DcPostings *postings, const char *from, const char *to, DcTermFunc func, gpointer data) {
  sqlite3_stmt *stmt =
      statement(postings, &postings->terms, "SELECT term, n FROM postings WHERE term >= ?1 AND term < ?2");
  if (!stmt)
    return;
  sqlite3_bind_text(stmt, 1, from, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, to, -1, SQLITE_TRANSIENT);
  g_autoptr(GString) term = g_string_new(NULL);
  guint32 documents = 0;
  gboolean going = TRUE;
  while (going && step(postings, stmt)) {
    const char *next = (const char *)sqlite3_column_text(stmt, 0);
    if (documents && strcmp(term->str, next) != 0) {
      going = func(term->str, documents, data);
      documents = 0;
    }
    if (!documents)
      g_string_assign(term, next);
    documents += (guint32)sqlite3_column_int64(stmt, 1);
  }
  if (going && documents && !postings->error)
    func(term->str, documents, data);
  sqlite3_reset(stmt);
}

void
dc_postings_rows(DcPostings *postings, const char *term, DcRowFunc func, gpointer data) {
  sqlite3_stmt *stmt =
      statement(postings, &postings->rows, "SELECT first, docs FROM postings WHERE term = ?1 ORDER BY first");
  if (!stmt)
    return;
  sqlite3_bind_text(stmt, 1, term, -1, SQLITE_TRANSIENT);
  while (step(postings, stmt))
    func((guint32)sqlite3_column_int64(stmt, 0), sqlite3_column_blob(stmt, 1),
         (gsize)sqlite3_column_bytes(stmt, 1), data);
}

/* The documents of one row among ordinals[*at…], which is moved past the row. */
static gboolean
row_positions(sqlite3_stmt *stmt, const guint32 *ordinals, gsize n, gsize *at, DcPositionsFunc func,
              gpointer data) {
  const guint8 *docs = sqlite3_column_blob(stmt, 2), *end = docs + sqlite3_column_bytes(stmt, 2);
  const guint8 *positions = NULL;
  gsize room = 0, offset = 0;
  DcPosting posting = {(guint32)sqlite3_column_int64(stmt, 0), 0, 0};
  while (docs < end && *at < n) {
    docs = dc_posting_get(docs, end, &posting);
    if (!docs)
      return FALSE;
    while (*at < n && ordinals[*at] < posting.ordinal)
      ++*at;
    if (*at < n && ordinals[*at] == posting.ordinal) {
      if (!positions) {
        positions = sqlite3_column_blob(stmt, 3);
        room = (gsize)sqlite3_column_bytes(stmt, 3);
      }
      if (offset + posting.bytes > room)
        return FALSE;
      func((*at)++, positions + offset, posting.bytes, data);
    }
    offset += posting.bytes;
  }
  return TRUE;
}

void
dc_postings_positions(DcPostings *postings, const char *term, const guint32 *ordinals, gsize n,
                      DcPositionsFunc func, gpointer data) {
  sqlite3_stmt *stmt = n ? statement(postings, &postings->positions,
                                     "SELECT first, last, docs, positions FROM postings"
                                     " WHERE term = ?1 AND first <= ?2 ORDER BY first")
                         : NULL;
  if (!stmt)
    return;
  sqlite3_bind_text(stmt, 1, term, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(stmt, 2, ordinals[n - 1]);
  gsize at = 0;
  while (step(postings, stmt)) {
    while (at < n && ordinals[at] < (guint32)sqlite3_column_int64(stmt, 0))
      at++;
    if (at < n && ordinals[at] <= (guint32)sqlite3_column_int64(stmt, 1) &&
        !row_positions(stmt, ordinals, n, &at, func, data))
      read_failed(postings->db, SQLITE_CORRUPT, &postings->error);
  }
}
