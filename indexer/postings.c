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

gboolean
dc_postings_read_pages(sqlite3 *db, GByteArray *pages, GError **error) {
  const gsize size = DC_POSTINGS_PAGE * sizeof(DcDocumentEntry);
  sqlite3_stmt *statement = NULL;
  int code =
      sqlite3_prepare_v2(db, "SELECT page, data FROM fulltext_pages ORDER BY page", -1, &statement, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(statement);
    if (code != SQLITE_ROW)
      break;
    gsize page = (gsize)sqlite3_column_int64(statement, 0), len = (gsize)sqlite3_column_bytes(statement, 1);
    if (page * size != pages->len || len > size || len % sizeof(DcDocumentEntry) != 0) {
      code = SQLITE_CORRUPT;
      break;
    }
    g_byte_array_append(pages, sqlite3_column_blob(statement, 1), (guint)len);
  }
  if (code != SQLITE_DONE)
    g_set_error(error, DC_ERROR, code == SQLITE_CORRUPT ? DC_ERROR_CORRUPT : DC_ERROR_STORE,
                "the full-text tables could not be read: %s",
                code == SQLITE_CORRUPT ? "damaged pages" : sqlite3_errmsg(db));
  sqlite3_finalize(statement);
  return code == SQLITE_DONE;
}
