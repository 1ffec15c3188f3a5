/* "TƯ" is the centre's (Trung ương), and it is what recognition makes of a province's TU (Tỉnh ủy, Thành ủy).
 * It is the province's when a provincial committee is stated as the issuer, or heads the document. */
#include "indexer/identity-parts.h"

#include "indexer/place.h"

static gboolean
is_written_tu(const DcFind *find, const DcMention *m) {
  static const char ending[] = "Ư";
  gsize n = strlen(ending);
  return g_str_has_suffix(m->suffix, "TW") && dc_span_length(m->span) > n &&
         memcmp(find->view->clean + m->span.end - n, ending, n) == 0;
}

static const char *
with_tu(DcFind *find, const char *text) {
  g_autofree char *other = g_strdup(text);
  other[strlen(other) - 1] = 'U';
  return dc_find_keep(find, other);
}

static void
mend(DcFind *find, DcMention *m) {
  m->key = with_tu(find, m->key);
  m->work_key = with_tu(find, m->work_key);
  m->suffix = with_tu(find, m->suffix);
  m->repaired = TRUE;
}

/* A short form has the key of the act named before it, as that was before it was mended: unless another act
 * kept this key. */
static void
mend_short_forms(DcFind *find, GHashTable *mended) {
  g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < find->mentions->len; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->cls == DC_CLASS_NUMBERED)
      g_hash_table_add(kept, (gpointer)m->key);
  }
  for (guint i = 0; i < find->mentions->len; i++) {
    DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if ((m->cls == DC_CLASS_SHORT || m->cls == DC_CLASS_UNDECIDED) && g_hash_table_contains(mended, m->key) &&
        !g_hash_table_contains(kept, m->key))
      mend(find, m);
  }
}

void
dc_find_mend_committees(DcFind *find, DcLevel letterhead) {
  g_autoptr(GHashTable) mended = g_hash_table_new(g_str_hash, g_str_equal);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < find->mentions->len; i++) {
      DcMention *m = &g_array_index(find->mentions, DcMention, i);
      if (m->cls != DC_CLASS_NUMBERED || !is_written_tu(find, m))
        continue;
      gboolean stated = *m->issuer && dc_place_parse(m->issuer).level == DC_LEVEL_PROVINCE;
      gboolean heads = m == find->own && letterhead == DC_LEVEL_PROVINCE;
      if (pass == 0 && (stated || heads))
        g_hash_table_add(mended, (gpointer)m->key);
      else if (pass == 1 && g_hash_table_contains(mended, m->key) && (stated || heads || !*m->issuer))
        mend(find, m);
    }
  mend_short_forms(find, mended);
}
