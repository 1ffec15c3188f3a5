#include "corpus/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "corpus/encoding-legacy.h"
#include "corpus/xml-walk.h"

/* All that is unpacked of one file, and how many times its size that may be once it is worth a thought. */
#define MAX_UNPACKED (256u << 20)
#define MAX_RATIO 200
#define RATIO_FLOOR (8u << 20)
#define MAX_MEMBERS 20000
#define TRUSTED_SIZE (16 << 20)

static GBytes *
unpack(struct archive *archive, gsize expected, gsize room, gboolean *over) {
  gsize len = 0, size = MIN(expected, room) + 1; /* one more, to see the end */
  guint8 *bytes = g_malloc(size);
  for (;;) {
    la_ssize_t n = archive_read_data(archive, bytes + len, size - len);
    if (n == 0)
      return g_bytes_new_take(bytes, len);
    len += n > 0 ? (gsize)n : 0;
    *over = len > room;
    if (n < 0 || *over)
      break;
    if (len == size) {
      size = MIN(2 * size, room + 1);
      bytes = g_realloc(bytes, size);
    }
  }
  g_free(bytes);
  return NULL;
}

static gboolean
read_members(struct archive *archive, gboolean (*wants)(const char *), gsize room, GHashTable *package,
             DcDocument *document) {
  struct archive_entry *entry;
  int result = ARCHIVE_OK;
  for (guint members = 0;
       (result = archive_read_next_header(archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN;
       members++) {
    const char *name = archive_entry_pathname_utf8(entry);
    gboolean over = members >= MAX_MEMBERS;
    GBytes *bytes = NULL;
    if (!over && (!name || !wants(name) || g_hash_table_contains(package, name)))
      continue;
    if (archive_entry_is_encrypted(entry)) {
      dc_document_fail(document, DC_STATUS_ENCRYPTED, "is protected by a password; save it without one");
      return FALSE;
    }
    /* What the archive says of the size is a hint. */
    la_int64_t size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;
    gsize expected = (gsize)CLAMP(size, 0, TRUSTED_SIZE);
    bytes = over ? NULL : unpack(archive, expected, room, &over);
    if (over) {
      dc_document_fail(document, DC_STATUS_LIMIT,
                       "unpacks to more than the limit; it may be an archive bomb");
      return FALSE;
    }
    if (!bytes)
      break;
    room -= g_bytes_get_size(bytes);
    g_hash_table_insert(package, g_strdup(name), bytes);
  }
  if (result == ARCHIVE_EOF)
    return TRUE;
  const char *why = archive_error_string(archive);
  g_autofree char *valid = g_utf8_make_valid(why ? why : "a member cannot be unpacked", -1);
  g_strchomp(valid);
  dc_document_fail(document, DC_STATUS_MALFORMED,
                   "is damaged: %s; open it in an office program and save it again", valid);
  return FALSE;
}

GHashTable *
dc_package_read(const guint8 *bytes, gsize len, gboolean (*wants)(const char *name), DcDocument *document) {
  struct archive *archive = archive_read_new();
  archive_read_support_format_zip_seekable(archive);
  GHashTable *package = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  gsize room = MIN(MAX_UNPACKED, MAX(RATIO_FLOOR, len * MAX_RATIO));
  gboolean whole = FALSE;
  if (archive_read_open_memory(archive, bytes, len) == ARCHIVE_OK)
    whole = read_members(archive, wants, room, package, document);
  else
    dc_document_fail(document, DC_STATUS_MALFORMED,
                     "is damaged: it is no ZIP archive; get it again from where it came");
  archive_read_free(archive);
  if (!whole)
    g_clear_pointer(&package, g_hash_table_unref);
  return package;
}

const char *
dc_package_part(GHashTable *package, const char *name, gsize *len) {
  GBytes *bytes = g_hash_table_lookup(package, name);
  *len = 0;
  return bytes ? g_bytes_get_data(bytes, len) : NULL;
}

/* ---- properties ---- */

typedef struct {
  DcDocument *document;
  char **place;
  GString *text;
} Core;

static void
on_core_start(void *data, const char *prefix G_GNUC_UNUSED, const char *name,
              const DcXmlAttributes *attributes G_GNUC_UNUSED) {
  Core *core = data;
  g_string_truncate(core->text, 0);
  core->place =
      g_str_equal(name, "title")                                             ? &core->document->meta_title
      : g_str_equal(name, "creator") || g_str_equal(name, "initial-creator") ? &core->document->meta_author
      : g_str_equal(name, "created") || g_str_equal(name, "creation-date")   ? &core->document->meta_date
                                                                             : NULL;
}

static void
on_core_end(void *data, const char *prefix G_GNUC_UNUSED, const char *name G_GNUC_UNUSED) {
  Core *core = data;
  char *value = core->place ? dc_legacy_property(core->text->str) : NULL;
  if (value) {
    g_free(*core->place);
    *core->place = value;
  }
  core->place = NULL;
}

static void
on_core_text(void *data, const char *text, gsize len) {
  Core *core = data;
  if (core->place && core->text->len < 1000)
    g_string_append_len(core->text, text, (gssize)MIN(len, 1000));
}

void
dc_package_properties(const char *xml, gsize len, DcDocument *document) {
  static const DcXmlHandler handler = {on_core_start, on_core_end, on_core_text};
  Core core = {document, NULL, g_string_new(NULL)};
  if (xml)
    dc_xml_walk(xml, len, &handler, &core);
  if (document->meta_date && !g_str_is_ascii(document->meta_date))
    g_clear_pointer(&document->meta_date, g_free); /* no date, and not to be cut within a character */
  if (document->meta_date && strlen(document->meta_date) > 10)
    document->meta_date[10] = '\0';
  g_string_free(core.text, TRUE);
}
