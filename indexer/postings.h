/* The full-text tables as they are stored, and reading them.
 *
 * Documents get ordinals in the order in which they are put, so that every list of postings grows at its end;
 * compacting closes them up. A term has one or more rows in `postings`, each for a range of ordinals:
 *
 *   postings(id, term, first, last, n, docs, follows, positions)   by term and first there is an index of its
 * own, which holds `n` too: SQLite compares whole rows where the table itself is in that order;
 * postings-row.h fulltext_pages(page, data)   DC_POSTINGS_PAGE entries of 8 bytes, by ordinal: the document's
 * id (0: gone), and its length in tokens << 8 | tokens of its head (key and title), little-endian
 *
 * A term is the unmarked form, and when the marked one differs, ':' and that: all spellings of "giao" are one
 * range of the key. Symbols have '#' in front, dates '=', filters '@name=' (those have no positions).
 * Positions count plain tokens from 0; head and text are DC_POSTINGS_GAP apart, so that no phrase crosses. */
#pragma once

#include "indexer/postings-row.h"
#include "indexer/tokens.h"

G_BEGIN_DECLS

struct sqlite3;
struct sqlite3_stmt;

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

/* A row as the statement has it in these columns, from column `at` on; its bytes stay until the next step. */
#define DC_POSTINGS_ROW_COLUMNS "id, first, last, n, docs, follows, positions"
DcStoredRow dc_postings_stored_row(struct sqlite3_stmt *statement, int at);
/* Writes a row by a statement of this text, in the place of row `id` or as a new one (0). `docs` is room to
 * use again. Returns SQLite's code. */
#define DC_POSTINGS_PUT_ROW                                                                                  \
  "INSERT OR REPLACE INTO postings VALUES(nullif(?8, 0), ?1, ?2, ?3, ?4, ?5, ?6, ?7)"
int dc_postings_put_row(struct sqlite3_stmt *statement, gint64 id, const char *term, const DcRow *row,
                        GByteArray *docs);

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
/* A bit for each ordinal that is there, from the lowest of each word on; the last word is filled up with 0.
 */
const guint64 *dc_postings_there(const DcPostings *postings);
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

/* The documents of a term in order, many at a time; gone ones are among them. */
typedef void (*DcBlockFunc)(const DcRowBlock *block, gpointer data);
void dc_postings_each(DcPostings *postings, const char *term, DcBlockFunc func, gpointer data);

/* Adds to counts[ordinal], which has a place more than there are ordinals, how often the term stands in each
 * document; G_MAXUINT16 is the most. */
void dc_postings_count(DcPostings *postings, const char *term, guint16 *counts);

/* Walks the documents of a term in order, gone ones among them. Free it before `postings`. */
typedef struct _DcCursor DcCursor;

DcCursor *dc_cursor_new(DcPostings *postings, const char *term);
void dc_cursor_free(DcCursor *cursor);
/* Moves on to the first document at or after `ordinal`, which never goes back. Returns its ordinal,
 * G_MAXUINT32 at the end. */
guint32 dc_cursor_seek(DcCursor *cursor, guint32 ordinal);
/* The positions in the document where it is; they stay until the next call. */
const guint8 *dc_cursor_positions(DcCursor *cursor, gsize *len);
/* The documents many at a time: the next ones of which some may be at or after `ordinal`. NULL at the end;
 * they stay until the next call. */
const DcRowBlock *dc_cursor_block(DcCursor *cursor, guint32 ordinal);
/* What tells of the words after the term in each document of the block (dc_row_may_follow); NULL: nothing. */
const guint8 *dc_cursor_follows(DcCursor *cursor);

G_END_DECLS
