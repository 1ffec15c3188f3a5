/* What is known of names once the document is: which stand within an amending law's name, and which act each
 * one means on the document's date. */
#include "indexer/named.h"

#include <string.h>

#include "indexer/laws.h"

static gboolean
is_amending(const DcWords *w, const DcMention *m) {
  static const char *const words[] = {"luật sửa đổi", "bộ luật sửa đổi", "pháp lệnh sửa đổi",
                                      "ordinance amending", "law amending"};
  gsize at = dc_words_skip(w, m->cite.start);
  if (dc_words_is_digit((guchar)w->fold[at]))
    at = dc_words_skip(w, at + 4);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (dc_words_match(w, at, words[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* Names without a date of their own recur: what they mean on the document's date is looked up once. */
static void
settle_key(DcMention *m, const char *date, GHashTable *known) {
  gboolean dated = strlen(m->date) >= 4;
  gpointer number = NULL;
  if (dated || !g_hash_table_lookup_extended(known, m->key, NULL, &number))
    number = (gpointer)dc_named_key(m->key + strlen("named:"), dated ? m->date : date);
  if (!dated)
    g_hash_table_insert(known, (gpointer)m->key, number);
  if (number)
    m->work_key = number;
}

void
dc_named_settle(const DcView *view, const char *date, GArray *mentions) {
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  DcWords words = dc_words_plain(view, NULL);
  int outer = -1;
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *m = &g_array_index(mentions, DcMention, i);
    const DcMention *over = outer >= 0 ? &g_array_index(mentions, DcMention, (guint)outer) : NULL;
    if (m->cls == DC_CLASS_NAMED && over && m->span.end <= over->cite.end) {
      m->container = outer;
      m->relation = DC_RELATION_AMENDS;
    } else if (m->cls == DC_CLASS_NAMED && is_amending(&words, m)) {
      outer = (int)i;
    }
    if (m->cls == DC_CLASS_NAMED)
      settle_key(m, date, known);
  }
}

const char *
dc_named_key(const char *name, const char *date) {
  static const struct {
    const char *word, *type;
  } types[] = {{"luật", "Luật"}, {"bộ luật", "BL"}, {"pháp lệnh", "PL"}, {"", "HP"}};
  g_autoptr(DcView) view = dc_view_new(name, strlen(name));
  DcWords words = dc_words_plain(view, NULL);
  gsize at = dc_words_skip(&words, 0), end = 0;
  const DcLawName *law = NULL;
  gboolean amending = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(types) && !law; i++) {
    gsize after = *types[i].word ? dc_words_match(&words, at, types[i].word) : at;
    if (after == DC_WORDS_NONE)
      continue;
    after = dc_words_skip(&words, after);
    law = dc_laws_at(&words, after, types[i].type, &end);
    amending = dc_words_match(&words, after, "sửa đổi") != DC_WORDS_NONE;
  }
  if (!law)
    return NULL;
  end = dc_words_skip(&words, end);
  gsize word = dc_words_match(&words, end, "năm");
  if (word != DC_WORDS_NONE)
    end = dc_words_skip(&words, word);
  if (view->len - end == 4 && strspn(view->fold + end, "0123456789") == 4)
    return dc_laws_passed(law, view->fold + end);
  if (end < view->len)
    return NULL;
  const char *number = dc_laws_passed(law, date);
  return number || amending ? number
                            : dc_laws_in_force(law, date); /* the newest change undoes no earlier one */
}
