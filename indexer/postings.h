/* The full-text tables as they are stored, and reading them.
 *
 * Documents get ordinals in the order in which they are put, so that every list of postings grows at its end;
 * compacting closes them up. A term has one or more rows in `postings`, each for a range of ordinals:
 *
 *   postings(term, first, last, n, docs, positions)   primary key (term, first)
 *     docs       for each document a varint (delta of the ordinal) << 2 | code, where code says
 *                0: once, 1 byte of positions; 1: once, 2 bytes; 2: once, no position;
 *                3: two varints follow, how often and how many bytes of positions
 *     positions  for each document its positions, the first as it is, each next as the distance
 *   fulltext_pages(page, data)   DC_POSTINGS_PAGE entries of 8 bytes, by ordinal: the document's id (0:
 * gone), and its length in tokens << 8 | tokens of its head (key and title), little-endian
 *
 * A term is the unmarked form, and when the marked one differs, ':' and that: all spellings of "giao" are one
 * range of the key. Symbols have '#' in front, dates '=', filters '@name=' (those have no positions).
 * Positions count plain tokens from 0; head and text are DC_POSTINGS_GAP apart, so that no phrase crosses. */
#pragma once

#include "indexer/tokens.h"

G_BEGIN_DECLS

struct sqlite3;

#define DC_POSTINGS_PAGE 4096
#define DC_POSTINGS_GAP 8
#define DC_POSTINGS_HEAD_MAX 240
/* A row is not made longer than this. */
#define DC_POSTINGS_ROW_DOCS 4096
#define DC_POSTINGS_ROW_BYTES 65536

/* What stands in front of the terms of a kind of token. Static string. */
const char *dc_postings_prefix(DcTokenKind kind);
/* The key of a token: kind prefix, unmarked form, marked form. Appends to `term`. */
void dc_postings_term(GString *term, const char *prefix, const char *form, gsize len);

/* A document in fulltext_pages; both little-endian. */
typedef struct {
  guint32 document;
  guint32 lengths;
} DcDocumentEntry;

/* Reads the entries of all documents, by ordinal. */
gboolean dc_postings_read_pages(struct sqlite3 *db, GByteArray *pages, GError **error);

/* Little-endian base 128. */
void dc_varint_put(GByteArray *bytes, guint32 value);
/* Returns where it ends, NULL when the bytes are broken. */
static inline const guint8 *
dc_varint_get(const guint8 *at, const guint8 *end, guint32 *value) {
  guint32 made = 0;
  for (int shift = 0; at && at < end && shift < 35; shift += 7) {
    guint8 byte = *at++;
    made |= (guint32)(byte & 0x7F) << shift;
    if (byte < 0x80) {
      *value = made;
      return at;
    }
  }
  return NULL;
}

/* What one entry of `docs` says. */
typedef struct {
  guint32 ordinal;
  guint32 count; /* times in the document */
  guint32 bytes; /* of positions */
} DcPosting;

/* Reads the entry at `at` (ordinal must hold that of the one before, or the row's `first` at its start).
 * Returns where it ends, NULL when the bytes are broken. */
static inline const guint8 *
dc_posting_get(const guint8 *at, const guint8 *end, DcPosting *posting) {
  guint32 head;
  if (end - at > 2 && at[0] < 0x80 && (at[1] | at[2]) < 0x80 && (at[0] & 3) == 3) {
    /* Most entries of frequent terms, without a loop: no number takes a second byte. */
    posting->ordinal += at[0] >> 2;
    posting->count = at[1];
    posting->bytes = at[2];
    return at + 3;
  }
  at = dc_varint_get(at, end, &head);
  if (!at)
    return NULL;
  posting->ordinal += head >> 2;
  posting->count = 1;
  posting->bytes = (head & 3) == 2 ? 0 : (head & 3) + 1;
  if ((head & 3) != 3)
    return at;
  at = dc_varint_get(at, end, &posting->count);
  return at ? dc_varint_get(at, end, &posting->bytes) : NULL;
}

/* Appends an entry: `delta` to the ordinal before it (0 for the first of a row). */
void dc_posting_put(GByteArray *docs, guint32 delta, guint32 count, guint32 bytes);

/* Leaves out what is gone and closes up the ordinals, in `pages` (dc_postings_read_pages) and in the table of
 * postings; fulltext_pages is left empty for the caller to write. Takes about as long as writing the
 * postings. */
gboolean dc_postings_compact(struct sqlite3 *db, GByteArray *pages, GError **error);

/* Checks that every row can be read and adds up, and that it is the documents with text that are there; adds
 * a line to `problems` (of char*) for what is not so. FALSE when the tables cannot be read at all. */
gboolean dc_postings_check(struct sqlite3 *db, GPtrArray *problems, GError **error);

/* ---- reading ---- */

/* The full-text tables of a connection, as of the moment when they were opened: open within a transaction
 * when they may change. Keeps 8 bytes a document. The first error sticks: from then on every call does
 * nothing, and dc_postings_free gives it. */
typedef struct _DcPostings DcPostings;

DcPostings *dc_postings_open(struct sqlite3 *db);
/* FALSE with the error when any call failed. */
gboolean dc_postings_free(DcPostings *postings, GError **error);

/* Ordinals given so far: every ordinal is below. */
guint32 dc_postings_size(const DcPostings *postings);
/* Documents that are there, and their average length in tokens. */
guint32 dc_postings_live(const DcPostings *postings);
double dc_postings_average(const DcPostings *postings);
/* 0 when it is gone. */
gint64 dc_postings_document(const DcPostings *postings, guint32 ordinal);
guint32 dc_postings_length(const DcPostings *postings, guint32 ordinal);
guint32 dc_postings_head(const DcPostings *postings, guint32 ordinal);
/* All entries, by ordinal, for loops that cannot afford a call. */
const DcDocumentEntry *dc_postings_entries(const DcPostings *postings);

/* The terms in [from, to) in order of bytes, each with the number of its documents. Returns FALSE to stop. */
typedef gboolean (*DcTermFunc)(const char *term, guint32 documents, gpointer data);
void dc_postings_terms(DcPostings *postings, const char *from, const char *to, DcTermFunc func,
                       gpointer data);

/* The rows of a term, in order: entries for dc_posting_get, starting at ordinal `first`. Gone documents are
 * among them. */
typedef void (*DcRowFunc)(guint32 first, const guint8 *docs, gsize len, gpointer data);
void dc_postings_rows(DcPostings *postings, const char *term, DcRowFunc func, gpointer data);

/* Walks the documents of a term in order, gone ones among them. Free it before `postings`. */
typedef struct _DcCursor DcCursor;

DcCursor *dc_cursor_new(DcPostings *postings, const char *term);
void dc_cursor_free(DcCursor *cursor);
/* Moves on to the first document at or after `ordinal`, which never goes back. Returns its ordinal,
 * G_MAXUINT32 at the end. */
guint32 dc_cursor_seek(DcCursor *cursor, guint32 ordinal);
/* The positions in the document where it is; they stay until the next call. */
const guint8 *dc_cursor_positions(DcCursor *cursor, gsize *len);

G_END_DECLS
