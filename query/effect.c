#include "query/effect.h"

#include "indexer/date.h"

#define NAME_WORDS 4 /* of the act, before "này": "Thông tư liên tịch" */

/* Whether a sentence begins with the few words that end at `end`, and they name an act and not a part of it.
 */
static gboolean
is_act(const DcWords *words, gsize end) {
  static const char *const parts[] = {"điều", "khoản", "điểm", "mục", "chương", "phần"};
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    if (dc_words_match_back(words, end, parts[i]) != DC_WORDS_NONE)
      return FALSE;
  for (int i = 0; i < NAME_WORDS; i++) {
    gsize start = dc_words_start(words, end);
    if (start == end)
      return FALSE;
    end = dc_words_back(words, start);
    if (end == 0 || words->fold[end - 1] == '.' || words->fold[end - 1] == ':' ||
        memchr(words->fold + end, '\n', start - end) != NULL)
      return dc_words_is_capital(words, start);
  }
  return FALSE;
}

/* Behind "có hiệu lực": the date from which. */
static gboolean
read_from(const DcWords *words, gsize at, DcDate *date) {
  static const char *const optional[] = {"thi hành", "kể"};
  for (gsize i = 0; i < G_N_ELEMENTS(optional); i++) {
    gsize end = dc_words_match(words, dc_words_skip(words, at), optional[i]);
    at = end != DC_WORDS_NONE ? end : at;
  }
  gsize from = dc_words_match(words, dc_words_skip(words, at), "từ");
  return from != DC_WORDS_NONE && dc_date_read(words, dc_words_skip(words, from), date);
}

/* The first such sentence of a text. */
static char *
stated_in(const char *text, gsize len) {
  static const char phrase[] = "có hiệu lực";
  g_autoptr(DcView) view = dc_view_new(text, len);
  DcWords words = dc_words_plain(view, NULL);
  for (const char *at = view->fold; (at = strstr(at, phrase)) != NULL; at += strlen(phrase)) {
    gsize this_act = dc_words_match_back(&words, dc_words_back(&words, (gsize)(at - view->fold)), "này");
    DcDate date;
    if (this_act != DC_WORDS_NONE && is_act(&words, dc_words_back(&words, this_act)) &&
        read_from(&words, (gsize)(at - view->fold) + strlen(phrase), &date))
      return g_strdup(date.iso);
  }
  return g_strdup("");
}

char *
dc_effect_date(DcStore *store, gint64 work, GError **error) {
  g_autoptr(GPtrArray) documents = dc_store_documents_of(store, work, error);
  if (documents == NULL)
    return NULL;
  for (guint i = 0; i < documents->len; i++) {
    const DcDocumentRow *row = g_ptr_array_index(documents, i);
    gsize len = 0;
    g_autofree char *text = row->bytes > 0 ? dc_store_text(store, row->id, &len, error) : g_strdup("");
    if (text == NULL)
      return NULL;
    g_autofree char *date = stated_in(text, len);
    if (*date != '\0')
      return g_steal_pointer(&date);
  }
  return g_strdup("");
}
