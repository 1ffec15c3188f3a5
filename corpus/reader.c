#include "corpus/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus/reader-formats.h"
#include "corpus/worker.h"

#define HEAD_BYTES 4096
/* A score that no other format can beat. */
#define CERTAIN 80

/* Formats with a signature first: the others have to look at the letters. */
static const DcReader *const readers[] = {&dc_reader_pdf,     &dc_reader_docx,    &dc_reader_odt,
                                          &dc_reader_doc,     &dc_reader_rtf,     &dc_reader_image,
                                          &dc_reader_archive, &dc_reader_mail,    &dc_reader_html,
                                          &dc_reader_text,    &dc_reader_markdown};

/* What a folder walk takes: the endings of the formats above. */
static const char endings[] = "txt text md markdown htm html xhtml docx docm dotx odt ott rtf doc dot zip "
                              "tar tgz tbz txz rar 7z pdf png jpg jpeg tif tiff";

gboolean
dc_reader_ends(const char *path, const char *list) {
  const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
  if (!dot || !dot[1])
    return FALSE;
  gsize n = strlen(dot + 1);
  for (const char *p = list; *p; p += strcspn(p, " "), p += strspn(p, " "))
    if (strcspn(p, " ") == n && !g_ascii_strncasecmp(p, dot + 1, n))
      return TRUE;
  return FALSE;
}

gboolean
dc_reader_takes(const char *path) {
  return dc_reader_ends(path, endings) || (dc_reader_ends(path, "gz bz2 xz zst") && strstr(path, ".tar."));
}

static void
report(const char *path, DcStatus status, const char *message, DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  dc_document_fail(document, status, "%s", message);
  func(document, data);
}

/* All bytes of an open file with a NUL behind them, at most `max` (TOO_LARGE beyond). The file may grow or
 * shrink meanwhile. */
static guint8 *
read_bytes(int fd, gsize expected, gsize max, gsize *len, DcStatus *status, int *error) {
  gsize room = MIN(expected, max) + 1, n = 0;
  guint8 *bytes = g_malloc(room);
  for (;;) {
    ssize_t got = read(fd, bytes + n, room - n);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0) {
      *error = got < 0 ? errno : 0;
      *status = got < 0 ? DC_STATUS_UNREADABLE : DC_STATUS_OK;
      *len = n;
      bytes[n] = '\0';
      return bytes;
    }
    n += (gsize)got;
    if (n > max) {
      *status = DC_STATUS_TOO_LARGE;
      *len = n;
      return bytes;
    }
    if (n == room) {
      room = MIN(room * 2, max + 1);
      bytes = g_realloc(bytes, room);
    }
  }
}

static guint8 *
open_and_read(const char *path, gsize max, gsize *len, DcStatus *status, char **message) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), error = errno;
  struct stat st;
  guint8 *bytes = NULL;
  *status = DC_STATUS_UNREADABLE;
  if (fd < 0)
    *message = g_strdup_printf("cannot be opened: %s", g_strerror(error));
  else if (fstat(fd, &st) != 0)
    *message = g_strdup_printf("cannot be read: %s", g_strerror(errno));
  else if (S_ISDIR(st.st_mode))
    *message = g_strdup("is a folder, not a file");
  else if (!S_ISREG(st.st_mode))
    *message = g_strdup("is not a regular file");
  else if (st.st_size > 0 && (guint64)st.st_size > max)
    *status = DC_STATUS_TOO_LARGE;
  else {
    bytes = read_bytes(fd, (gsize)st.st_size, max, len, status, &error);
    if (*status == DC_STATUS_UNREADABLE)
      *message = g_strdup_printf("cannot be read: %s", g_strerror(error));
  }
  if (*status == DC_STATUS_TOO_LARGE)
    *message = g_strdup_printf(
        "is larger than the limit of %" G_GSIZE_FORMAT " bytes; split it, or raise the limit", max);
  if (fd >= 0)
    close(fd);
  if (*status != DC_STATUS_OK)
    g_clear_pointer(&bytes, g_free);
  return bytes;
}

static const DcReader *
choose(const guint8 *bytes, gsize len, const char *path) {
  const DcReader *best = NULL;
  int best_score = 0;
  for (guint i = 0; i < G_N_ELEMENTS(readers); i++) {
    int score = readers[i]->sniff(bytes, MIN(len, HEAD_BYTES), path);
    if (score > best_score) {
      best = readers[i];
      best_score = score;
    }
    if (best_score >= CERTAIN)
      break;
  }
  return best;
}

const char *
dc_reader_format(const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(readers); i++)
    if (g_str_equal(readers[i]->format, name))
      return readers[i]->format;
  return NULL;
}

static DcReadFunc *
find_parser(const DcParser *parsers, const char *format) {
  for (const DcParser *parser = parsers; parser && parser->format; parser++)
    if (g_str_equal(parser->format, format))
      return parser->read;
  return NULL;
}

static void
read_with(const DcReader *reader, const guint8 *bytes, gsize len, const char *path,
          const DcReadOptions *options, DcDocumentFunc func, gpointer data) {
  DcReadFunc *read = NULL;
  if (reader)
    read = reader->read ? reader->read : find_parser(options->parsers, reader->format);
  if (!len)
    report(path, DC_STATUS_EMPTY, "is empty", func, data);
  else if (!reader)
    report(path, DC_STATUS_BINARY, "is of no format that can be read here; save it as DOCX, PDF or text",
           func, data);
  else if (read)
    read(bytes, len, path, options, func, data);
  else if (!dc_worker_read(reader->format, bytes, len, path, options, func, data))
    report(path, DC_STATUS_UNREADABLE,
           "needs the program danchieu-reader, which cannot be started: install it, or name it in "
           "DANCHIEU_READER",
           func, data);
}

void
dc_reader_read_as(const char *format, const guint8 *bytes, gsize len, const char *path,
                  const DcReadOptions *options, DcDocumentFunc func, gpointer data) {
  for (guint i = 0; i < G_N_ELEMENTS(readers); i++)
    if (g_str_equal(readers[i]->format, format))
      read_with(readers[i], bytes, len, path, options, func, data);
}

void
dc_reader_read_bytes(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
                     DcDocumentFunc func, gpointer data) {
  read_with(len ? choose(bytes, len, path) : NULL, bytes, len, path, options, func, data);
}

void
dc_reader_read(const char *path, const DcReadOptions *options, DcDocumentFunc func, gpointer data) {
  static const DcReadOptions defaults = {0};
  if (!options)
    options = &defaults;
  gsize len = 0, max = options->max_bytes ? options->max_bytes : DC_READER_MAX_BYTES;
  DcStatus status;
  g_autofree char *message = NULL;
  g_autofree guint8 *bytes = open_and_read(path, max, &len, &status, &message);
  if (!bytes) {
    report(path, status, message, func, data);
    return;
  }
  const DcReader *reader = len ? choose(bytes, len, path) : NULL;
  if (reader && reader->take)
    reader->take(g_steal_pointer(&bytes), len, path, options, func, data);
  else
    read_with(reader, bytes, len, path, options, func, data);
}
