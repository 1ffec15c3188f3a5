#include "corpus/worker-wire.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "corpus/reader-formats.h"

#define MAX_STRING (64u << 10)
#define MAX_PAGES 1000000u

/* Waits until the socket is ready; FALSE when time is up. */
static gboolean
wait_for(int socket, short events, gint64 deadline, gboolean *timed_out) {
  for (;;) {
    gint64 left = deadline ? (deadline - g_get_monotonic_time()) / 1000 : -1;
    if (deadline && left <= 0) {
      if (timed_out)
        *timed_out = TRUE;
      return FALSE;
    }
    struct pollfd fd = {.fd = socket, .events = events};
    int ready = poll(&fd, 1, (int)MIN(left, 3600 * 1000));
    if (ready > 0)
      return TRUE;
    if (ready < 0 && errno != EINTR)
      return FALSE;
  }
}

gboolean
dc_wire_send(int socket, const void *bytes, gsize len, gint64 deadline, gboolean *timed_out) {
  const char *at = bytes;
  while (len) {
    if (!wait_for(socket, POLLOUT, deadline, timed_out))
      return FALSE;
    ssize_t n = send(socket, at, len, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno != EINTR && errno != EAGAIN)
      return FALSE;
    if (n > 0) {
      at += n;
      len -= (gsize)n;
    }
  }
  return TRUE;
}

gboolean
dc_wire_receive(int socket, void *bytes, gsize len, gint64 deadline, gboolean *timed_out) {
  char *at = bytes;
  while (len) {
    if (!wait_for(socket, POLLIN, deadline, timed_out))
      return FALSE;
    ssize_t n = recv(socket, at, len, MSG_DONTWAIT);
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
      return FALSE;
    if (n > 0) {
      at += n;
      len -= (gsize)n;
    }
  }
  return TRUE;
}

gboolean
dc_wire_send_document(int socket, const DcDocument *document) {
  const char *strings[DC_WIRE_STRINGS] = {document->path,     document->message,    document->format,
                                          document->encoding, document->meta_title, document->meta_author,
                                          document->meta_date};
  DcWireDocument head = {.magic = DC_WIRE_MAGIC,
                         .status = document->status,
                         .ocr = document->ocr,
                         .confidence = (guint32)document->encoding_confidence,
                         .pages = document->pages ? document->pages->len : DC_WIRE_ABSENT,
                         .len = document->len};
  for (int i = 0; i < DC_WIRE_STRINGS; i++)
    head.lengths[i] = strings[i] ? (guint32)MIN(strlen(strings[i]), MAX_STRING) : DC_WIRE_ABSENT;
  gboolean sent = dc_wire_send(socket, &head, sizeof head, 0, NULL);
  for (int i = 0; i < DC_WIRE_STRINGS && sent; i++)
    sent = !strings[i] || dc_wire_send(socket, strings[i], head.lengths[i], 0, NULL);
  sent = sent && dc_wire_send(socket, document->text, document->len, 0, NULL);
  return sent && (!document->pages ||
                  dc_wire_send(socket, document->pages->data, document->pages->len * sizeof(gsize), 0, NULL));
}

/* A string of a document, valid UTF-8 whatever was sent. FALSE when the connection broke. */
static gboolean
receive_string(int socket, guint32 len, gint64 deadline, gboolean *timed_out, char **place) {
  if (len == DC_WIRE_ABSENT)
    return TRUE;
  if (len > MAX_STRING)
    return FALSE;
  g_autofree char *bytes = g_malloc0((gsize)len + 1);
  if (!dc_wire_receive(socket, bytes, len, deadline, timed_out))
    return FALSE;
  g_free(*place);
  *place = g_utf8_make_valid(bytes, -1);
  return TRUE;
}

static gboolean
receive_text(int socket, const DcWireDocument *head, gint64 deadline, gboolean *timed_out,
             DcDocument *document) {
  if (head->len > DC_DOCUMENT_MAX_TEXT || (head->pages != DC_WIRE_ABSENT && head->pages > MAX_PAGES))
    return FALSE;
  char *text = g_malloc((gsize)head->len + 1);
  text[head->len] = '\0';
  dc_document_take_text(document, text, (gsize)head->len);
  if (!dc_wire_receive(socket, text, (gsize)head->len, deadline, timed_out) ||
      !g_utf8_validate_len(text, (gsize)head->len, NULL))
    return FALSE;
  if (head->pages == DC_WIRE_ABSENT)
    return TRUE;
  document->pages = g_array_sized_new(FALSE, TRUE, sizeof(gsize), head->pages);
  g_array_set_size(document->pages, head->pages);
  if (!dc_wire_receive(socket, document->pages->data, head->pages * sizeof(gsize), deadline, timed_out))
    return FALSE;
  gsize last = 0;
  for (guint i = 0; i < head->pages; i++) {
    gsize at = g_array_index(document->pages, gsize, i);
    if (at < last || at > head->len)
      return FALSE;
    last = at;
  }
  return TRUE;
}

DcDocument *
dc_wire_receive_document(int socket, gint64 deadline, gboolean *done, gboolean *timed_out) {
  DcWireDocument head;
  *done = FALSE;
  if (!dc_wire_receive(socket, &head, sizeof head, deadline, timed_out) || head.magic != DC_WIRE_MAGIC)
    return NULL;
  if (head.last) {
    *done = TRUE;
    return NULL;
  }
  if (head.status > DC_STATUS_LIMIT)
    return NULL;
  g_autoptr(DcDocument) document = dc_document_new("");
  g_autofree char *format = NULL;
  char **places[DC_WIRE_STRINGS] = {&document->path,     &document->message,    &format,
                                    &document->encoding, &document->meta_title, &document->meta_author,
                                    &document->meta_date};
  for (int i = 0; i < DC_WIRE_STRINGS; i++)
    if (!receive_string(socket, head.lengths[i], deadline, timed_out, places[i]))
      return NULL;
  document->status = (DcStatus)head.status;
  document->ocr = head.ocr != 0;
  document->encoding_confidence = (int)MIN(head.confidence, 100);
  document->format = format ? dc_reader_format(format) : NULL;
  if (!receive_text(socket, &head, deadline, timed_out, document))
    return NULL;
  return g_steal_pointer(&document);
}
