/* Forms are compared with a stroke too many, VV for W, marks and joints aside; nothing else is guessed. */
#include "indexer/symbol-part.h"

#include <string.h>

#include "corpus/letters.h"

enum { MIN_STROKED = 4, ENYE = 0xF1 };

DcSymbolPart
dc_symbol_part_find(const char *fold, gsize len) {
  DcSymbolPart part = {dc_lexicon_type_n(fold, len), dc_lexicon_issuer_n(fold, len)};
  if (part.type || part.issuer || len > DC_SYMBOL_PART_MAX)
    return part;
  char form[DC_SYMBOL_PART_MAX + 1];
  gsize n = 0;
  gboolean enye = FALSE;
  for (gsize at = 0; at < len; n++) { /* a stroke too many: UBNĐ; or ñ, which some converters leave for đ */
    gunichar c = (guchar)fold[at] < 0x80 ? (gunichar)fold[at] : g_utf8_get_char(fold + at);
    gboolean stroke = c == 0x111 || c == ENYE;
    enye |= c == ENYE;
    form[n] = stroke ? 'd' : fold[at];
    at += stroke ? 2 : 1;
  }
  if (enye)
    part = (DcSymbolPart){dc_lexicon_type_n(form, n), dc_lexicon_issuer_n(form, n)};
  if (part.type)
    return part;
  if (n < len && n >= MIN_STROKED)
    part.issuer = dc_lexicon_issuer_n(form, n);
  const char *split = g_strstr_len(fold, (gssize)len, "vv"); /* W as recognition sees it */
  if (!split || part.issuer)
    return part;
  n = (gsize)(split - fold);
  memcpy(form, fold, n);
  form[n] = 'w';
  memcpy(form + n + 1, split + 2, len - n - 2);
  part.issuer = dc_lexicon_issuer_n(form, len - 1);
  return part;
}

/* The suffixes of the lexicon in fold form, in its order. */
static gpointer
fold_suffixes(gpointer unused G_GNUC_UNUSED) {
  const GPtrArray *issuers = dc_lexicon_issuers();
  GPtrArray *folds = g_ptr_array_new();
  for (guint i = 0; i < issuers->len; i++)
    g_ptr_array_add(folds, dc_letters_fold(((const DcIssuer *)issuers->pdata[i])->suffix, -1));
  return folds;
}

const DcIssuer *
dc_symbol_part_cut(const char *fold, gsize len) {
  static GOnce once = G_ONCE_INIT;
  const GPtrArray *folds = g_once(&once, fold_suffixes, NULL);
  const DcIssuer *found = NULL;
  for (guint i = 0; i < folds->len; i++) {
    const char *suffix = folds->pdata[i];
    if (strncmp(suffix, fold, len) != 0 || strlen(suffix) != len + 1)
      continue;
    if (found)
      return NULL;
    found = dc_lexicon_issuers()->pdata[i];
  }
  return found;
}

/* The letters of a form alone, without marks; Ư and VV stand for W in "TƯ", "TVV", ñ for đ in "Qñ". */
static gsize
bare_letters(const char *text, gsize len, char *out, gsize size) {
  gsize n = 0;
  for (gsize at = 0; at < len && n < size;) {
    gunichar c = dc_letters_lower(g_utf8_get_char(text + at));
    at += (gsize)g_unichar_to_utf8(c, NULL);
    c = c == 0x1B0 ? 'w' : c == ENYE ? 'd' : dc_letters_bare(c);
    if (c == 'v' && n > 0 && out[n - 1] == 'v')
      out[n - 1] = 'w';
    else if (c < 0x80 && g_ascii_isalpha((gchar)c))
      out[n++] = (char)c;
  }
  return n;
}

gboolean
dc_symbol_part_is_standard(const char *written, gsize len, const char *standard) {
  if (strlen(standard) == len && memcmp(written, standard, len) == 0)
    return TRUE;
  char a[DC_SYMBOL_PART_MAX + 1], b[DC_SYMBOL_PART_MAX + 1];
  gsize n = bare_letters(written, len, a, DC_SYMBOL_PART_MAX);
  gsize m = bare_letters(standard, strlen(standard), b, DC_SYMBOL_PART_MAX);
  return n == m && memcmp(a, b, n) == 0;
}

gboolean
dc_symbol_part_is_mended(const char *fold, gsize len, const char *standard) {
  gsize n = 0;
  for (gsize i = 0; i < len; i++)
    n += fold[i] != '&' && fold[i] != '-' && fold[i] != '.';
  return n != strlen(standard);
}
