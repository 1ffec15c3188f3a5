/* ZIP, TAR, RAR and 7z archives: a document for each member that a reader takes, `archive.zip!/member`; one
 * for the archive itself when it is damaged, over the limits, or holds nothing to read. Nothing is unpacked
 * to disk.
 */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "corpus/encoding-legacy.h"
#include "corpus/encoding.h"
#include "corpus/parsers.h"
#include "corpus/reader-formats.h"

#define MAX_MEMBERS 100000
/* All that is unpacked of an archive, and how many times its size that may be once it is worth a thought. */
#define MAX_UNPACKED ((gsize)2 << 30)
#define MAX_RATIO 200
#define RATIO_FLOOR ((gsize)64 << 20)
/* An archive in an archive in an archive is nobody's folder. */
#define MAX_NESTED 2
/* The share of words that must be Vietnamese for a name to be taken as of DOS. */
#define SURE_NAME 95
#define LOCKED "is protected by a password; pack it again without one"

typedef struct {
  const char *path;
  const DcReadOptions *options;
  DcDocumentFunc func;
  gpointer data;
  gsize room; /* bytes that may still be unpacked */
  guint read;
  gboolean stopped;
} Archive;

static gboolean
report(Archive *self, const char *path, DcStatus status, const char *format, const char *detail) {
  DcDocument *document = dc_document_new(path);
  document->format = "archive";
  dc_document_fail(document, status, "%s%s", format, detail);
  self->read++;
  self->stopped = !self->func(document, self->data);
  return !self->stopped;
}

static gboolean
pass_on(DcDocument *document, gpointer data) {
  Archive *self = data;
  self->read++;
  self->stopped = !self->func(document, self->data);
  return !self->stopped;
}

/* Left out like in a folder: hidden files, and what macOS and office programs put beside documents. */
static gboolean
is_wanted(const char *name) {
  const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
  return dc_reader_takes(name) && last[0] != '.' && strncmp(last, "~$", 2) != 0 && name[0] != '.' &&
         !strstr(name, "/.") && !g_str_has_prefix(name, "__MACOSX/");
}

static GByteArray *
unpack(Archive *self, struct archive *archive, DcStatus *status) {
  gsize max = self->options->max_bytes ? self->options->max_bytes : DC_READER_MAX_BYTES;
  GByteArray *bytes = g_byte_array_new();
  guint8 buffer[65536];
  for (;;) {
    la_ssize_t n = archive_read_data(archive, buffer, sizeof buffer);
    if (n == 0)
      return bytes;
    *status = n < 0 ? DC_STATUS_MALFORMED : (gsize)n > self->room ? DC_STATUS_LIMIT : DC_STATUS_TOO_LARGE;
    if (n < 0 || (gsize)n > self->room || bytes->len + (gsize)n > max)
      break;
    self->room -= (gsize)n;
    g_byte_array_append(bytes, buffer, (guint)n);
  }
  g_byte_array_unref(bytes);
  return NULL;
}

/* Whether the last error is of a password: some formats only say so in words. */
static gboolean
failed_by_lock(struct archive *archive) {
  const char *why = archive_error_string(archive);
  g_autofree char *lower = why ? g_ascii_strdown(why, -1) : NULL;
  return lower && (strstr(lower, "encrypt") || strstr(lower, "crypto") || strstr(lower, "passphrase"));
}

/* A name that leads nowhere else: without roots, and with __ for "..". Takes it. */
static char *
tame(char *name) {
  g_auto(GStrv) parts = g_strsplit(name, "/", -1);
  GString *out = g_string_new(NULL);
  for (guint i = 0; parts[i]; i++) {
    if (!parts[i][0] || g_str_equal(parts[i], "."))
      continue;
    if (out->len)
      g_string_append_c(out, '/');
    g_string_append(out, g_str_equal(parts[i], "..") ? "__" : parts[i]);
  }
  g_free(name);
  return g_string_free(out, FALSE);
}

/* The letters of other encodings are signs for boxes and formulas in that of DOS. */
static gboolean
has_only_letters(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if ((guchar)*p >= 0x80 && !g_unichar_isalpha(g_utf8_get_char(p)))
      return FALSE;
  return TRUE;
}

/* A name from before Unicode, whose encoding nobody wrote down: in ZIP that of DOS, where it has letters and
 * its words make sense in it; else what its words fit; else of DOS again (windows-1252 in the others). */
static char *
decode_name(const char *name, gboolean zip) {
  gsize len = strlen(name), n;
  int sure = 0;
  g_autofree char *dos = zip ? g_convert(name, -1, "UTF-8", "CP437", NULL, &n, NULL) : NULL;
  if (dos && has_only_letters(dos) && dc_legacy_guess(dos, n, &sure) == DC_LEGACY_NONE && sure >= SURE_NAME)
    return g_steal_pointer(&dos);
  DcEncoding guess = dc_encoding_guess((const guint8 *)name, len);
  gboolean known = !g_str_has_prefix(guess.name, "UTF") && !g_str_equal(guess.name, "windows-1252");
  if (dos && !known)
    return g_steal_pointer(&dos);
  return dc_encoding_decode((const guint8 *)name, len, known ? guess.name : "windows-1252", &n);
}

static char *
member_name(struct archive *archive, struct archive_entry *entry) {
  const char *name = archive_entry_pathname(entry);
  if (!name)
    name = archive_entry_pathname_utf8(entry);
  if (!name)
    return NULL;
  gboolean zip = (archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
  return tame(g_utf8_validate(name, -1, NULL) ? g_strdup(name) : decode_name(name, zip));
}

/* FALSE when nothing more is to be read. */
static gboolean
read_member(Archive *self, struct archive *archive, struct archive_entry *entry) {
  g_autofree char *name = member_name(archive, entry);
  /* A hard link is a second name for a file that was read under its first. */
  if (!name || archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) || !is_wanted(name))
    return TRUE;
  g_autofree char *path = g_strconcat(self->path, "!/", name, NULL);
  if (archive_entry_is_encrypted(entry))
    return report(self, path, DC_STATUS_ENCRYPTED, LOCKED, "");
  DcStatus status = DC_STATUS_OK;
  g_autoptr(GByteArray) bytes = unpack(self, archive, &status);
  if (bytes) {
    DcReadOptions inner = *self->options;
    inner.parsers = dc_parsers; /* this is the worker already */
    dc_reader_read_bytes(bytes->data, bytes->len, path, &inner, pass_on, self);
    return !self->stopped;
  }
  if (status == DC_STATUS_LIMIT)
    report(self, self->path, status, "unpacks to more than the limit; it may be an archive bomb", "");
  else if (status == DC_STATUS_TOO_LARGE)
    return report(self, path, status, "is larger than the limit of one file", "");
  else if (failed_by_lock(archive))
    return report(self, path, DC_STATUS_ENCRYPTED, LOCKED, "");
  else
    return report(self, path, status, "is damaged in the archive; pack it again", "");
  return FALSE;
}

static void
read_members(Archive *self, struct archive *archive) {
  struct archive_entry *entry;
  int result = ARCHIVE_OK;
  for (guint members = 0;
       (result = archive_read_next_header(archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN;
       members++) {
    if (members == MAX_MEMBERS) {
      report(self, self->path, DC_STATUS_LIMIT, "holds too many files; unpack it into a folder", "");
      return;
    }
    if (!read_member(self, archive, entry))
      return;
  }
  /* One whose names are not to be read either. */
  gboolean locked =
      failed_by_lock(archive) || (!self->read && archive_read_has_encrypted_entries(archive) == 1);
  if (result != ARCHIVE_EOF && locked)
    report(self, self->path, DC_STATUS_ENCRYPTED, LOCKED, "");
  else if (result != ARCHIVE_EOF) {
    const char *why = archive_error_string(archive);
    g_autofree char *valid = g_utf8_make_valid(why ? why : "it ends early", -1);
    g_strchomp(valid);
    report(self, self->path, DC_STATUS_MALFORMED,
           "is a damaged archive, what follows in it was not read: ", valid);
  }
}

static guint
nested(const char *path) {
  guint n = 0;
  for (const char *p = path; (p = strstr(p, "!/")); p += 2)
    n++;
  return n;
}

void
dc_read_archive(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
                DcDocumentFunc func, gpointer data) {
  Archive self = {.path = path, .options = options, .func = func, .data = data};
  self.room = MIN(MAX_UNPACKED, MAX(RATIO_FLOOR, len * MAX_RATIO));
  if (nested(path) >= MAX_NESTED) {
    report(&self, path, DC_STATUS_LIMIT, "is an archive in an archive in an archive; unpack it", "");
    return;
  }
  struct archive *archive = archive_read_new();
  archive_read_support_format_zip_seekable(archive);
  archive_read_support_format_tar(archive);
  archive_read_support_format_rar(archive);
  archive_read_support_format_rar5(archive);
  archive_read_support_format_7zip(archive);
  archive_read_support_filter_gzip(archive);
  archive_read_support_filter_bzip2(archive);
  archive_read_support_filter_xz(archive);
  archive_read_support_filter_zstd(archive);
  if (archive_read_open_memory(archive, bytes, len) == ARCHIVE_OK)
    read_members(&self, archive);
  else
    report(&self, path, DC_STATUS_MALFORMED, "is a damaged archive; pack it again", "");
  archive_read_free(archive);
  if (!self.read)
    report(&self, path, DC_STATUS_EMPTY, "is an archive without a file that can be read here", "");
}
