/* The 8-bit encodings of Vietnamese before Unicode. Facts: TCVN 5712:1993 (VN3, "ABC"), RFC 1456 (VISCII),
 * Unicode's mapping table of windows-1258, the key tables of the VNI fonts, and for VPS the table of GNU
 * recode, which that of the xvnkb keyboard agrees with. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DC_LEGACY_NONE, /* the characters are what they seem */
  DC_LEGACY_TCVN3,
  DC_LEGACY_VNI,
  DC_LEGACY_VISCII,
  DC_LEGACY_1258,
  DC_LEGACY_VPS,
  DC_LEGACY_COUNT
} DcLegacy;

const char *dc_legacy_name(DcLegacy legacy);

/* The byte that a character of a text read as windows-1252 stands for, or -1. Knows also what PDF fonts make
 * of some bytes (U+2212 for 0xAD, U+2219 for 0xB7). */
int dc_legacy_byte(gunichar c);

/* Appends the text that `len` bytes of UTF-8, read as windows-1252, stand for. `capital`: a font whose small
 * letters are drawn as capitals. */
void dc_legacy_decode(DcLegacy legacy, gboolean capital, const char *text, gsize len, GString *out);

/* Whether the text has a letter that only Unicode has: then it is not in a legacy encoding, whatever its
 * font. */
gboolean dc_legacy_is_unicode(const char *text);

/* The encoding under which most words of a text read as windows-1252 are Vietnamese syllables, with the share
 * of them in percent; NONE when the text is fine as it is or fits nothing. */
DcLegacy dc_legacy_guess(const char *text, gsize len, int *confidence);

/* What a file says of itself (its title, its author), as valid UTF-8 without white space around it; NULL when
 * nothing is left. Fonts are not known there, so words in an encoding of this module are told by themselves.
 */
char *dc_legacy_property(const char *text);

/* The encoding that a font was made for, by its name (".VnTimeH", "VNI-Times", "VPS Times"), and whether it
 * draws capitals. */
DcLegacy dc_legacy_of_font(const char *font, gboolean *capital);

G_END_DECLS
