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
}
