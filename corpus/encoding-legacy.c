#include "corpus/encoding-legacy.h"

#include <string.h>

#include "corpus/encoding.h"
#include "corpus/letters.h"
#include "corpus/syllable.h"

/* How much of a text is looked at to guess. */
#define GUESS_BYTES 65536
/* The share of valid syllables that an encoding must reach, and by how much it must beat the text as it is.
 */
#define GUESS_MIN 75
#define GUESS_BETTER 20
#define MAX_PROPERTY 1000

/* From 0xA1 on; 0 where the font has no letter of its own. */
static const guint16 tcvn3[] = {
    0x102,  0xC2,   0xCA,   0xD4,   0x1A0,  0x1AF,  0x110,  0x103,  0xE2,   0xEA,   0xF4,   0x1A1,
    0x1B0,  0x111,  0,      0,      0,      0,      0,      0,      0xE0,   0x1EA3, 0xE3,   0xE1,
    0x1EA1, 0,      0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0,      0,      0,      0,      0,      0,
    0,      0x1EB7, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0xE8,   0,      0x1EBB, 0x1EBD, 0xE9,
    0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0xEC,   0x1EC9, 0,      0,      0,      0x129,
    0xED,   0x1ECB, 0xF2,   0,      0x1ECF, 0xF5,   0xF3,   0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1,
    0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0xF9,   0,      0x1EE7, 0x169,  0xFA,   0x1EE5,
    0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0xFD,   0x1EF5, 0};

/* From 0x80 on. */
static const char viscii[] = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
                             "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/* The same; _ where it has no letter. */
static const char vps[] = "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ__ỀỂỄỐỒỔỖýỷỵỚỜỞ_ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
                          "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ_àáâãảạă_èéêẽìí_ĩẴĐòóôõ_Ơụùúủ_ỶẼỳ";

/* Both put the capitals that found no room there among the control characters. */
static const struct {
  DcLegacy legacy;
  guint8 byte;
  guint16 c;
} low[] = {
    {DC_LEGACY_VISCII, 0x02, 0x1EB2}, {DC_LEGACY_VISCII, 0x05, 0x1EB4}, {DC_LEGACY_VISCII, 0x06, 0x1EAA},
    {DC_LEGACY_VISCII, 0x14, 0x1EF6}, {DC_LEGACY_VISCII, 0x19, 0x1EF8}, {DC_LEGACY_VISCII, 0x1E, 0x1EF4},
    {DC_LEGACY_VPS, 0x02, 0x1EA0},    {DC_LEGACY_VPS, 0x03, 0x1EAC},    {DC_LEGACY_VPS, 0x04, 0x1EB6},
    {DC_LEGACY_VPS, 0x05, 0x1EB8},    {DC_LEGACY_VPS, 0x06, 0x1EC6},    {DC_LEGACY_VPS, 0x10, 0x1ECA},
    {DC_LEGACY_VPS, 0x11, 0x1ECC},    {DC_LEGACY_VPS, 0x12, 0x1ED8},    {DC_LEGACY_VPS, 0x13, 0x1EE2},
    {DC_LEGACY_VPS, 0x14, 0x1EE4},    {DC_LEGACY_VPS, 0x15, 0x1EF0},    {DC_LEGACY_VPS, 0x19, 0x1EF4},
    {DC_LEGACY_VPS, 0x1C, 0x1EAA},    {DC_LEGACY_VPS, 0x1D, 0x1EEE}};

/* Where windows-1258 differs from windows-1252. */
static const struct {
  guint8 byte;
  guint16 c;
} windows_1258[] = {{0xC3, 0x102}, {0xCC, 0x300}, {0xD0, 0x110}, {0xD2, 0x309}, {0xD5, 0x1A0},
                    {0xDD, 0x1AF}, {0xDE, 0x303}, {0xE3, 0x103}, {0xEC, 0x301}, {0xF0, 0x111},
                    {0xF2, 0x323}, {0xF5, 0x1A1}, {0xFD, 0x1B0}, {0xFE, 0x20AB}};

/* VNI: letters of one byte, and marks that follow a vowel; small letters, capitals are 0x20 below. */
static const struct {
  guint8 byte;
  guint16 c;
} vni_letters[] = {{0xED, 0xED},  {0xEC, 0xEC},  {0xE6, 0x1EC9}, {0xF3, 0x129}, {0xF2, 0x1ECB},
                   {0xF4, 0x1A1}, {0xF6, 0x1B0}, {0xEE, 0x1EF5}, {0xF1, 0x111}};
static const struct {
  guint8 byte;
  guint16 quality; /* a combining mark of the letter, or 0 */
  int tone;
} vni_marks[] = {{0xF9, 0, 4},     {0xF8, 0, 1},     {0xFB, 0, 2},     {0xF5, 0, 3},     {0xEF, 0, 5},
                 {0xE2, 0x302, 0}, {0xE1, 0x302, 4}, {0xE0, 0x302, 1}, {0xE5, 0x302, 2}, {0xE3, 0x302, 3},
                 {0xE4, 0x302, 5}, {0xEA, 0x306, 0}, {0xE9, 0x306, 4}, {0xE8, 0x306, 1}, {0xFA, 0x306, 2},
                 {0xFC, 0x306, 3}, {0xEB, 0x306, 5}};

typedef struct {
  guint16 byte_to_char[DC_LEGACY_COUNT][256]; /* 0: as in windows-1252 */
} Tables;

static void
fill(guint16 *byte_to_char, const char *letters) {
  const char *p = letters;
  for (guint byte = 0x80; byte < 0x100; byte++, p = g_utf8_next_char(p))
    byte_to_char[byte] = *p == '_' ? 0 : (guint16)g_utf8_get_char(p);
}

static gpointer
build_tables(gpointer unused G_GNUC_UNUSED) {
  Tables *tables = g_new0(Tables, 1);
  for (guint i = 0; i < G_N_ELEMENTS(tcvn3); i++)
    tables->byte_to_char[DC_LEGACY_TCVN3][0xA1 + i] = tcvn3[i];
  fill(tables->byte_to_char[DC_LEGACY_VISCII], viscii);
  fill(tables->byte_to_char[DC_LEGACY_VPS], vps);
  for (guint i = 0; i < G_N_ELEMENTS(low); i++)
    tables->byte_to_char[low[i].legacy][low[i].byte] = low[i].c;
  for (guint i = 0; i < G_N_ELEMENTS(windows_1258); i++)
    tables->byte_to_char[DC_LEGACY_1258][windows_1258[i].byte] = windows_1258[i].c;
  for (guint i = 0; i < G_N_ELEMENTS(vni_letters); i++) {
    tables->byte_to_char[DC_LEGACY_VNI][vni_letters[i].byte] = vni_letters[i].c;
    tables->byte_to_char[DC_LEGACY_VNI][vni_letters[i].byte - 0x20] =
        (guint16)g_unichar_toupper(vni_letters[i].c);
  }
  return tables;
}

const char *
dc_legacy_name(DcLegacy legacy) {
  static const char *const names[] = {"UTF-8", "TCVN3", "VNI", "VISCII", "windows-1258", "VPS"};
  return (guint)legacy < DC_LEGACY_COUNT ? names[legacy] : names[0];
}

int
dc_legacy_byte(gunichar c) {
  if (c < 0x80 || (c >= 0xA0 && c < 0x100))
    return (int)c;
  for (guint byte = 0x80; byte < 0xA0; byte++)
    if (dc_encoding_windows_1252((guint8)byte) == c)
      return (int)byte;
  return c == 0x2212 ? 0xAD : c == 0x2219 ? 0xB7 : c == 0x3BC ? 0xB5 : c < 0x100 ? (int)c : -1;
}

/* A VNI mark after the letter `before`: the two together, or 0. */
static gunichar
vni_compose(gunichar before, int byte) {
  for (guint i = 0; i < G_N_ELEMENTS(vni_marks); i++) {
    if (vni_marks[i].byte != byte && vni_marks[i].byte - 0x20 != byte)
      continue;
    gunichar toneless, made = before;
    if (dc_letters_tone(before, &toneless))
      return 0;
    if (vni_marks[i].quality)
      made = dc_letters_compose(before, vni_marks[i].quality);
    gunichar toned = made ? dc_letters_with_tone(made, vni_marks[i].tone) : 0;
    return toned == before ? 0 : toned;
  }
  return 0;
}

/* Appends `c`, composed with the character before it (at or after `start`) where the encoding has marks. */
static void
append(DcLegacy legacy, GString *out, gsize start, int byte, gunichar c) {
  const char *last = out->len > start ? g_utf8_find_prev_char(out->str + start, out->str + out->len) : NULL;
  gunichar made = 0;
  if (last && byte >= 0xC0 && legacy == DC_LEGACY_VNI)
    made = vni_compose(g_utf8_get_char(last), byte);
  else if (last && legacy == DC_LEGACY_1258 && c >= 0x300 && c < 0x370)
    made = dc_letters_compose(g_utf8_get_char(last), c);
  if (made) {
    g_string_truncate(out, (gsize)(last - out->str));
    c = made;
  }
  g_string_append_unichar(out, c);
}

void
dc_legacy_decode(DcLegacy legacy, gboolean capital, const char *text, gsize len, GString *out) {
  static GOnce once = G_ONCE_INIT;
  const Tables *tables = g_once(&once, build_tables, NULL);
  gsize start = out->len;
  for (const char *p = text; p < text + len; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    int byte = legacy == DC_LEGACY_NONE ? -1 : dc_legacy_byte(c);
    if (byte >= 0 && tables->byte_to_char[legacy][byte])
      c = tables->byte_to_char[legacy][byte];
    append(legacy, out, start, byte, capital ? g_unichar_toupper(c) : c);
  }
}

/* The percentage of words with a letter beyond ASCII that are syllables; -1 when there is none. A sign that
 * stands alone (€, §, –) is a letter in some encoding, and no word. */
static int
valid_share(const char *text, gsize len, guint *words) {
  gunichar word[16];
  gsize n = 0, long_word = 0;
  gboolean marked = FALSE;
  guint valid = 0;
  *words = 0;
  for (const char *p = text; p <= text + len; p = g_utf8_next_char(p)) {
    gunichar c = p < text + len ? g_utf8_get_char(p) : ' ';
    /* A sign of windows-1252 inside a word (®, ·, µ) is a letter of an encoding read wrongly. */
    if (dc_letters_is_letter(c) || (c >= 0xA1 && c < 0x100) || (c >= 0x300 && c < 0x370)) {
      marked |= c >= 0x80;
      if (n < G_N_ELEMENTS(word))
        word[n++] = c;
      else
        long_word = 1;
      continue;
    }
    if (marked && n > 1) {
      ++*words;
      valid += !long_word && dc_syllable_is_valid(word, n);
    }
    n = long_word = 0;
    marked = FALSE;
  }
  return *words ? (int)(100 * valid / *words) : -1;
}

gboolean
dc_legacy_is_unicode(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if ((c >= 0x1EA0 && c < 0x1EFA) || c == 0x1A1 || c == 0x1B0 || c == 0x103 || c == 0x111)
      return TRUE;
  }
  return FALSE;
}

DcLegacy
dc_legacy_guess(const char *text, gsize len, int *confidence) {
  gsize n = MIN(len, GUESS_BYTES);
  while (n < len && n && ((guchar)text[n] & 0xC0) == 0x80)
    n--;
  guint words;
  int plain = valid_share(text, n, &words), best_share = MAX(plain, 0);
  DcLegacy best = DC_LEGACY_NONE;
  *confidence = plain < 0 ? 100 : plain;
  if (plain < 0 || plain >= 95)
    return DC_LEGACY_NONE;
  for (int legacy = DC_LEGACY_TCVN3; legacy < DC_LEGACY_COUNT; legacy++) {
    g_autoptr(GString) decoded = g_string_sized_new(n);
    dc_legacy_decode((DcLegacy)legacy, FALSE, text, n, decoded);
    int share = valid_share(decoded->str, decoded->len, &words);
    if (words >= 2 && share >= GUESS_MIN && share >= plain + GUESS_BETTER && share > best_share) {
      best = (DcLegacy)legacy;
      best_share = share;
    }
  }
  *confidence = best_share;
  return best;
}

char *
dc_legacy_property(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)strnlen(text, MAX_PROPERTY));
  gsize len = strlen(g_strstrip(valid));
  int confidence;
  DcLegacy legacy = dc_legacy_guess(valid, len, &confidence);
  if (!len || legacy == DC_LEGACY_NONE)
    return len ? g_steal_pointer(&valid) : NULL;
  GString *decoded = g_string_sized_new(len);
  dc_legacy_decode(legacy, FALSE, valid, len, decoded);
  return g_string_free(decoded, FALSE);
}

/* Whether the name ends in H once the words for weight and slant are off: .VnTimeH, VnTimeHBold. */
static gboolean
is_capital(const char *font) {
  static const char *const styles[] = {"bold", "italic", "regular", "normal", "oblique"};
  gsize len = strlen(font);
  for (gboolean again = TRUE; again;) {
    again = FALSE;
    while (len && !g_ascii_isalnum(font[len - 1]))
      len--;
    for (guint i = 0; i < G_N_ELEMENTS(styles); i++) {
      gsize n = strlen(styles[i]);
      if (len > n && !g_ascii_strncasecmp(font + len - n, styles[i], n)) {
        len -= n;
        again = TRUE;
      }
    }
  }
  return len > 3 && font[len - 1] == 'H';
}

DcLegacy
dc_legacy_of_font(const char *font, gboolean *capital) {
  *capital = FALSE;
  if (!font)
    return DC_LEGACY_NONE;
  if (strlen(font) > 7 && font[6] == '+') /* the mark of a subset in a PDF */
    font += 7;
  font += strspn(font, " .\"'");
  if (!g_ascii_strncasecmp(font, "vni", 3) && !g_ascii_isalpha(font[3]))
    return DC_LEGACY_VNI;
  if (!strncmp(font, "VPS", 3) && !g_ascii_islower(font[3]))
    return DC_LEGACY_VPS;
  if (font[0] != 'V' || font[1] != 'n' || !(g_ascii_isupper(font[2]) || g_ascii_isdigit(font[2])))
    return DC_LEGACY_NONE;
  *capital = is_capital(font);
  return DC_LEGACY_TCVN3;
}
