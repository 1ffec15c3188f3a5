/* A document: a file (or a member of an archive) that was read, with its text or the reason why it has none.
 *
 * `text` is the document's own text in UTF-8, ended by a NUL that `len` does not count, and without any NUL
 * inside. For a UTF-8 text file it has the same bytes at the same places as the file (a byte order mark
 * stays; each byte that is not UTF-8, and each NUL, is replaced by one U+001A), so byte offsets of the text
 * are byte offsets of the file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DC_STATUS_OK,
  DC_STATUS_EMPTY,      /* nothing in the file */
  DC_STATUS_NO_TEXT,    /* readable, but without a text layer (a scan) */
  DC_STATUS_UNREADABLE, /* no such file, no permission, input error, no program that reads it */
  DC_STATUS_TOO_LARGE,  /* over the limit of size */
  DC_STATUS_BINARY,     /* no format that the readers know */
  DC_STATUS_ENCRYPTED,
  DC_STATUS_MALFORMED, /* of a known format, but broken */
  DC_STATUS_LIMIT      /* the reader ran over its limits of time, memory or depth */
} DcStatus;

typedef struct {
  char *path; /* as given, UTF-8 for display; a member is `archive.zip!/member` */
  char *text; /* never NULL; "" without text */
  gsize len;  /* bytes of `text` */
  DcStatus status;
  char *message; /* for a person: what is wrong and what to do; with status OK: what was left out, or NULL */
  const char *format;      /* static: "text", "markdown", "html", "docx", … */
  char *encoding;          /* "UTF-8", "UTF-16LE", "TCVN3", …; NULL if not text */
  int encoding_confidence; /* 0–100 */
  gboolean ocr;            /* the text came from optical recognition */
  GArray *pages;           /* of gsize: where each page starts in `text`; NULL when the format has no pages */
  char *meta_title; /* what the file says of itself; shown, never trusted above the text. May be NULL */
  char *meta_author;
  char *meta_date; /* ISO */
} DcDocument;

/* An empty document for `path` (copied), status OK, text "". */
DcDocument *dc_document_new(const char *path);
void dc_document_free(DcDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcDocument, dc_document_free)

/* A text takes three to five times its size of memory while it is worked on, all of which has to stay below
 * 512 MiB. */
#define DC_DOCUMENT_MAX_TEXT (128u << 20)

/* Takes `text` (g_malloc'ed, NUL-terminated). One that is longer than DC_DOCUMENT_MAX_TEXT is let go, and the
 * document fails with DC_STATUS_TOO_LARGE. */
void dc_document_take_text(DcDocument *document, char *text, gsize len);
void dc_document_fail(DcDocument *document, DcStatus status, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Stable names, used in the index and in every output: "ok", "empty", "no_text", "unreadable", "too_large",
 * "binary", "encrypted", "malformed", "limit". */
const char *dc_status_name(DcStatus status);
gboolean dc_status_parse(const char *name, DcStatus *status);

G_END_DECLS
