/* What a worker and its user say to each other over a socket: fixed headers, then the bytes they announce.
 * One machine, one program: native byte order. Neither side trusts a length. */
#pragma once

#include "corpus/reader.h"

G_BEGIN_DECLS

#define DC_WIRE_ABSENT G_MAXUINT32

typedef struct {
  guint32 magic, ocr, seconds, format_len, path_len, encoding_len; /* encoding may be absent */
  guint64 len;
} DcWireRequest;

/* The strings of a document, in the order in which they are sent. */
enum {
  DC_WIRE_PATH,
  DC_WIRE_MESSAGE,
  DC_WIRE_FORMAT,
  DC_WIRE_ENCODING,
  DC_WIRE_TITLE,
  DC_WIRE_AUTHOR,
  DC_WIRE_DATE,
  DC_WIRE_STRINGS
};

typedef struct {
  guint32 magic, last; /* `last`: no document, the request is done */
  guint32 status, ocr, confidence;
  guint32 lengths[DC_WIRE_STRINGS];
  guint32 pages; /* absent: the document has no pages */
  guint64 len;
} DcWireDocument;

#define DC_WIRE_MAGIC 0x64635731u

/* FALSE at the end of the connection, on an error, or (with a deadline in monotonic µs, else 0) when time is
 * up; `timed_out` may be NULL. */
gboolean dc_wire_send(int socket, const void *bytes, gsize len, gint64 deadline, gboolean *timed_out);
gboolean dc_wire_receive(int socket, void *bytes, gsize len, gint64 deadline, gboolean *timed_out);

gboolean dc_wire_send_document(int socket, const DcDocument *document);
/* NULL with `done` set after the last one; NULL without it when the connection broke or what came is off. */
DcDocument *dc_wire_receive_document(int socket, gint64 deadline, gboolean *done, gboolean *timed_out);

G_END_DECLS
