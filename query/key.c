#include "query/key.h"
#include "query/dates.h"
#include "indexer/symbol.h"
#include "indexer/extract.h"
#include "indexer/laws.h"

#include <string.h>

#define LONGEST 4096 /* bytes of a pasted citation that are looked at */

void
dc_key_free(DcKey *key) {
  g_free(key->key);
  g_free(key->date);
  g_free(key);
}

/* The first citation in a pasted text. NULL when it has none. */
static DcKey *
from_citation(const char *words) {
  g_autoptr(DcDocument) document = dc_document_new("");
  g_autofree char *head = g_strndup(words, LONGEST);
  char *text = g_utf8_make_valid(head, -1);
  dc_document_take_text(document, text, strlen(text));
  g_autoptr(DcExtract) extract = dc_extract(document);
  if (extract->mentions->len == 0)
    return NULL;
  const DcMention *mention = &g_array_index(extract->mentions, DcMention, 0);
  if (*mention->work_key == '\0' || *mention->work_key == '?')
    return NULL;
  DcKey *key = g_new0(DcKey, 1);
  key->key = g_strdup(mention->work_key);
  key->date = g_strdup(mention->date);
  return key;
}

DcKey *
dc_key_parse(const char *words, GError **error) {
  const char *at = strrchr(words, '@');
  g_autofree char *symbol = at != NULL ? g_strndup(words, (gsize)(at - words)) : g_strdup(words);
  g_autofree char *date = at != NULL ? dc_date_parse(at + 1) : g_strdup("");
  if (date == NULL) {
    g_set_error(
        error, DC_ERROR, DC_ERROR_INVALID,
        "“%s”: after @ comes a date, as in 43/KH-UBND@2022-02-24 (24/02/2022, a month or a year will do)",
        words);
    return NULL;
  }
  g_strstrip(symbol);
  g_autofree char *canonical = dc_symbol_canonical(symbol);
  DcKey *key = canonical == NULL ? from_citation(symbol) : NULL;
  if (key == NULL) {
    gboolean named = canonical == NULL && !g_str_has_prefix(symbol, "named:");
    key = g_new0(DcKey, 1);
    key->key =
        canonical != NULL ? g_steal_pointer(&canonical) : g_strconcat(named ? "named:" : "", symbol, NULL);
    key->date = g_strdup("");
  }
  if (*date != '\0') {
    g_free(key->date);
    key->date = g_steal_pointer(&date);
  }
  return key;
}

GPtrArray *
dc_key_acts(const char *words) {
  static const struct {
    const char *word, *type;
  } types[] = {{"bộ luật", "BL"}, {"luật", "Luật"}, {"pháp lệnh", "PL"}, {"", "HP"}};
  GPtrArray *numbers = g_ptr_array_new();
  g_autofree char *valid = g_utf8_make_valid(words, MIN(strlen(words), LONGEST));
  g_autoptr(DcView) view = dc_view_new(valid, strlen(valid));
  DcWords read = dc_words_new(view, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
    gsize at = *types[i].word != '\0' ? dc_words_match(&read, 0, types[i].word) : 0, end;
    if (at == DC_WORDS_NONE)
      continue;
    const DcLawName *name = dc_laws_at(&read, dc_words_skip(&read, at), types[i].type, &end);
    for (guint a = 0; name != NULL && a < name->acts->len; a++) {
      const DcLaw *law = g_ptr_array_index(name->acts, a);
      if (*law->number != '\0')
        g_ptr_array_add(numbers, (gpointer)law->number);
    }
  }
  return numbers;
}

const char *
dc_key_shown(const char *key) {
  return g_str_has_prefix(key, "named:") ? key + strlen("named:") : key;
}
