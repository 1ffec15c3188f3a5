/* From the bytes of a text to UTF-8. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *name; /* static: "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", or of a legacy one */
  int confidence;   /* 0–100: how sure it is */
} DcEncoding;

/* What the bytes most likely are: by byte order mark, validity, and the places of zero bytes. */
DcEncoding dc_encoding_guess(const guint8 *bytes, gsize len);

/* The bytes as UTF-8, NUL-terminated, with nothing that is not UTF-8 and no NUL inside (U+001A stands for
 * each such byte). From UTF-8 the text has the same bytes at the same places, a byte order mark included;
 * from others the mark is left out. NULL when `name` is not an encoding that is known. */
char *dc_encoding_decode(const guint8 *bytes, gsize len, const char *name, gsize *out_len);

/* Whether the bytes are valid UTF-8 without NUL; *bad is the first place where they are not, else `len`. As
 * g_utf8_validate_len, several times as fast. */
gboolean dc_encoding_is_utf8(const guint8 *bytes, gsize len, gsize *bad);

/* The same for a text said to be UTF-8, in place. */
void dc_encoding_mend_utf8(char *text, gsize len);

/* The name under which an encoding is known here, from any usual spelling of it ("utf8", "cp1252"), or NULL.
 */
const char *dc_encoding_find(const char *label);

/* The character that a byte stands for in windows-1252 (in the five holes, the byte itself). */
gunichar dc_encoding_windows_1252(guint8 byte);

/* FALSE when the bytes are no text in any encoding: too many control characters. */
gboolean dc_encoding_is_text(const guint8 *bytes, gsize len);

G_END_DECLS
