#include "corpus/encoding.h"

#include <string.h>

#include "corpus/encoding-legacy.h"

#define REPLACEMENT 0x1A
/* How much of a text is looked at to guess. */
#define GUESS_BYTES 65536
/* So few bytes that are not UTF-8, in a text that fits nothing else, are damage. */
#define FEW_BAD 3

/* Bytes 0x80 to 0x9F; https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT */
static const guint16 windows_1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                         0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                         0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                         0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static const struct {
  const char *label, *name;
} labels[] = {
    {"utf8", "UTF-8"},
    {"unicode11utf8", "UTF-8"},
    {"ascii", "UTF-8"},
    {"usascii", "UTF-8"},
    {"utf16le", "UTF-16LE"},
    {"utf16", "UTF-16LE"},
    {"ucs2", "UTF-16LE"},
    {"unicode", "UTF-16LE"},
    {"utf16be", "UTF-16BE"},
    {"cp1252", "windows-1252"},
    {"windows1252", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"latin1", "windows-1252"},
    {"tcvn3", "TCVN3"},
    {"tcvn", "TCVN3"},
    {"abc", "TCVN3"},
    {"tcvn57123", "TCVN3"},
    {"vni", "VNI"},
    {"vniwindows", "VNI"},
    {"viscii", "VISCII"},
    {"cp1258", "windows-1258"},
    {"windows1258", "windows-1258"},
    {"vps", "VPS"},
    {"xvietvps", "VPS"},
};

const char *
dc_encoding_find(const char *label) {
  char plain[32];
  gsize n = 0;
  for (const char *p = label; *p && n + 1 < sizeof plain; p++)
    if (g_ascii_isalnum(*p))
      plain[n++] = g_ascii_tolower(*p);
  plain[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
    if (g_str_equal(plain, labels[i].label))
      return labels[i].name;
  return NULL;
}

gunichar
dc_encoding_windows_1252(guint8 byte) {
  return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

gboolean
dc_encoding_is_text(const guint8 *bytes, gsize len) {
  gsize control = 0;
  for (gsize i = 0; i < len; i++)
    control += bytes[i] < 0x20 && !strchr("\t\n\v\f\r\x1A\x1B", bytes[i] ? bytes[i] : 1);
  return control <= len / 16;
}

enum { BLOCK = 64 };

/* Whether a block may hold a byte that cannot follow the three before it: FALSE for nearly all of a text,
 * which has no character of four bytes and none that begins with E0 or ED. A plain loop of a known length
 * over bytes alone: compilers make sixteen bytes a step of it. */
static gboolean
is_odd_block(const guint8 *block) {
  guint8 odd = 0;
  for (int i = 0; i < BLOCK; i++) {
    guint8 byte = block[i], first = block[i - 1], second = block[i - 2], third = block[i - 3];
    guint8 goes_on = (byte & 0xC0) == 0x80, expected = ((first & 0xC0) == 0xC0) | ((second & 0xE0) == 0xE0);
    guint8 rare = (first == 0xE0) | (first == 0xED) | ((third & 0xF0) == 0xF0) | ((byte & 0xF0) == 0xF0);
    odd |= (goes_on ^ expected) | rare | (byte == 0) | ((byte & 0xFE) == 0xC0);
  }
  return odd != 0;
}

/* Whether a block holds a byte that cannot follow the three before it, in UTF-8 without NUL. */
static gboolean
is_wrong_block(const guint8 *block) {
  guint8 wrong = 0;
  if (!is_odd_block(block))
    return FALSE;
  for (int i = 0; i < BLOCK; i++) {
    guint8 byte = block[i], first = block[i - 1], second = block[i - 2], third = block[i - 3];
    guint8 goes_on = (byte & 0xC0) == 0x80, expected = (first >= 0xC0) | (second >= 0xE0) | (third >= 0xF0);
    guint8 too_long = ((first == 0xE0) & (byte < 0xA0)) | ((first == 0xF0) & (byte < 0x90));
    guint8 too_far = ((first == 0xED) & (byte >= 0xA0)) | ((first == 0xF4) & (byte >= 0x90));
    guint8 never = (byte == 0) | (byte == 0xC0) | (byte == 0xC1) | (byte > 0xF4);
    wrong |= (goes_on ^ expected) | too_long | too_far | never;
  }
  return wrong != 0;
}

gboolean
dc_encoding_is_utf8(const guint8 *bytes, gsize len, gsize *bad) {
  guint8 first[3 + BLOCK] = "   ";
  gsize at = 0;
  if (len >= BLOCK) {
    memcpy(first + 3, bytes, BLOCK);
    at = is_wrong_block(first + 3) ? 0 : BLOCK;
  }
  while (at > 0 && len - at >= BLOCK && !is_wrong_block(bytes + at))
    at += BLOCK;
  while (at > 0 && (bytes[--at] & 0xC0) == 0x80) /* the last character may go on behind the block */
    continue;
  const char *stop;
  gboolean valid = g_utf8_validate_len((const char *)bytes + at, len - at, &stop);
  *bad = (gsize)((const guint8 *)stop - bytes);
  return valid;
}

/* UTF-16 without a mark: letters of Vietnamese text have a high byte of 0x00, 0x01 or 0x1E, spaces 0x00. */
static const char *
guess_utf16(const guint8 *bytes, gsize len) {
  gsize n = MIN(len, 4096) / 2, even = 0, odd = 0;
  if (!memchr(bytes, 0, 2 * n))
    return NULL;
  for (gsize i = 0; i < n; i++) {
    even += bytes[2 * i] == 0;
    odd += bytes[2 * i + 1] == 0;
  }
  if (n < 2 || (even < n / 4 && odd < n / 4))
    return NULL;
  if (odd > 4 * even)
    return "UTF-16LE";
  return even > 4 * odd ? "UTF-16BE" : NULL;
}

/* How many bytes of the first 64 KiB are in no valid UTF-8 sequence, and how many sequences are valid. The
 * usual case, where all are but one that the end of those cuts off, is told fast. */
static void
count_utf8(const guint8 *bytes, gsize len, gsize *bad, gsize *good) {
  gsize end = MIN(len, GUESS_BYTES);
  gsize stop;
  *bad = *good = 0;
  if (dc_encoding_is_utf8(bytes, end, &stop) ||
      (end < len && bytes[stop] &&
       g_utf8_get_char_validated((const char *)bytes + stop, (gssize)(end - stop)) == (gunichar)-2))
    return;
  for (gsize i = 0; i < end;) {
    if (bytes[i] < 0x80) {
      i++;
      continue;
    }
    gunichar c = g_utf8_get_char_validated((const char *)bytes + i, (gssize)(len - i));
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      ++*bad;
      i++;
    } else {
      ++*good;
      i += (gsize)g_unichar_to_utf8(c, NULL);
    }
  }
}

static char *
decode_windows_1252(const guint8 *bytes, gsize len, gsize *out_len) {
  GString *text = g_string_sized_new(len + len / 2);
  for (gsize i = 0; i < len; i++)
    if (bytes[i] >= 0x80)
      g_string_append_unichar(text, dc_encoding_windows_1252(bytes[i]));
    else
      g_string_append_c(text, (char)(bytes[i] ? bytes[i] : REPLACEMENT));
  *out_len = text->len;
  return g_string_free(text, FALSE);
}

DcEncoding
dc_encoding_guess(const guint8 *bytes, gsize len) {
  if (len >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3))
    return (DcEncoding){"UTF-8", 100};
  if (len >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
    return (DcEncoding){"UTF-16LE", 100};
  if (len >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
    return (DcEncoding){"UTF-16BE", 100};
  const char *wide = guess_utf16(bytes, len);
  if (wide)
    return (DcEncoding){wide, 90};
  gsize bad, good;
  count_utf8(bytes, len, &bad, &good);
  if (bad == 0)
    return (DcEncoding){"UTF-8", 100};
  if (good > bad)
    return (DcEncoding){"UTF-8", (int)(100 * good / (good + bad))};
  gsize n;
  int confidence;
  g_autofree char *latin = decode_windows_1252(bytes, MIN(len, GUESS_BYTES), &n);
  DcLegacy legacy = dc_legacy_guess(latin, n, &confidence);
  if (legacy != DC_LEGACY_NONE)
    return (DcEncoding){dc_legacy_name(legacy), confidence};
  return bad <= FEW_BAD ? (DcEncoding){"UTF-8", 50} : (DcEncoding){"windows-1252", 30};
}

void
dc_encoding_mend_utf8(char *text, gsize len) {
  gsize bad;
  while (!dc_encoding_is_utf8((const guint8 *)text, len, &bad)) {
    text[bad] = REPLACEMENT;
    text += bad + 1;
    len -= bad + 1;
  }
}

static char *
decode_utf8(const guint8 *bytes, gsize len, gsize *out_len) {
  char *text = g_malloc(len + 1);
  memcpy(text, bytes, len);
  text[len] = '\0';
  dc_encoding_mend_utf8(text, len);
  *out_len = len;
  return text;
}

static char *
decode_utf16(const guint8 *bytes, gsize len, gboolean big, gsize *out_len) {
  char *text = g_malloc(len / 2 * 3 + 2), *out = text;
  gunichar high = 0;
  for (gsize i = 0; i + 1 < len + (len & 1); i += 2) {
    gunichar unit = i + 1 < len ? (big ? (gunichar)(bytes[i] << 8 | bytes[i + 1])
                                       : (gunichar)(bytes[i + 1] << 8 | bytes[i]))
                                : REPLACEMENT;
    if (i == 0 && unit == 0xFEFF)
      continue;
    if (high && unit >= 0xDC00 && unit < 0xE000) {
      out += g_unichar_to_utf8(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), out);
      high = 0;
      continue;
    }
    if (high)
      *out++ = REPLACEMENT;
    high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
    if (!high)
      out += g_unichar_to_utf8(unit && !(unit >= 0xDC00 && unit < 0xE000) ? unit : REPLACEMENT, out);
  }
  if (high)
    *out++ = REPLACEMENT;
  *out = '\0';
  *out_len = (gsize)(out - text);
  return text;
}

static char *
decode_legacy(const guint8 *bytes, gsize len, DcLegacy legacy, gsize *out_len) {
  gsize n;
  g_autofree char *latin = decode_windows_1252(bytes, len, &n);
  GString *text = g_string_sized_new(n);
  dc_legacy_decode(legacy, FALSE, latin, n, text);
  *out_len = text->len;
  return g_string_free(text, FALSE);
}

char *
dc_encoding_decode(const guint8 *bytes, gsize len, const char *name, gsize *out_len) {
  if (g_str_equal(name, "UTF-8"))
    return decode_utf8(bytes, len, out_len);
  if (g_str_equal(name, "UTF-16LE") || g_str_equal(name, "UTF-16BE"))
    return decode_utf16(bytes, len, g_str_equal(name, "UTF-16BE"), out_len);
  if (g_str_equal(name, "windows-1252"))
    return decode_windows_1252(bytes, len, out_len);
  for (int legacy = DC_LEGACY_TCVN3; legacy < DC_LEGACY_COUNT; legacy++)
    if (g_str_equal(name, dc_legacy_name((DcLegacy)legacy)))
      return decode_legacy(bytes, len, (DcLegacy)legacy, out_len);
  return NULL;
}
