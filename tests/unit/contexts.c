#include "contexts.h"

#include "indexer/extract.h"

#include <string.h>

void
context_check(const char *head, const ContextCase *given, guint n) {
  for (guint i = 0; i < n; i++) {
    g_autoptr(DcDocument) document = dc_document_new("case.txt");
    char *text = g_strconcat(head, given[i].body, "\n", NULL);
    dc_document_take_text(document, text, strlen(text));
    g_autoptr(DcExtract) extract = dc_extract(document);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint j = 0; j < extract->mentions->len; j++) {
      const DcMention *m = &g_array_index(extract->mentions, DcMention, j);
      if (m->relation == DC_RELATION_SELF)
        continue;
      g_string_append_printf(line, "%s%s %s", line->len ? "; " : "", m->key, dc_relation_name(m->relation));
      if (m->container >= 0)
        g_string_append_printf(line, " < %s",
                               g_array_index(extract->mentions, DcMention, (guint)m->container).key);
      if (m->actor != m->container)
        g_string_append_printf(line, " (%s %s)",
                               g_array_index(extract->mentions, DcMention, (guint)m->actor).key,
                               dc_relation_name(m->act));
      if (m->confidence == DC_CONFIDENCE_BESIDE)
        g_string_append(line, " (no edge)");
    }
    g_test_message("%s", given[i].body);
    g_assert_cmpstr(line->str, ==, given[i].mentions);
  }
}
