#include "indexer/extract.h"

#include "indexer/citation.h"

/* Offsets of the view become byte offsets of the text. */
static void
map_to_text(const DcView *view, GArray *mentions) {
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *mention = &g_array_index(mentions, DcMention, i);
    mention->span = dc_view_span_to_text(view, mention->span);
    mention->cite = dc_view_span_to_text(view, mention->cite);
  }
}

DcExtract *
dc_extract(const DcDocument *document) {
  DcExtract *extract = g_new0(DcExtract, 1);
  extract->identity = (DcIdentity){"", "", "", "", "?", DC_LEVEL_NONE, "", "", ""};
  extract->mentions = g_array_new(FALSE, FALSE, sizeof(DcMention));
  extract->strings = g_string_chunk_new(4096);
  g_autoptr(DcView) view = dc_view_new(document->text, document->len);
  extract->limit_hits = dc_citation_scan(view, NULL, extract->strings, extract->mentions);
  map_to_text(view, extract->mentions);
  extract->content = (DcSpan){0, document->len};
  return extract;
}

void
dc_extract_free(DcExtract *extract) {
  if (!extract)
    return;
  g_array_unref(extract->mentions);
  g_string_chunk_free(extract->strings);
  g_free(extract);
}

const char *
dc_extract_source(const DcExtract *extract, const DcMention *mention) {
  if (mention->container < 0)
    return "this";
  return g_array_index(extract->mentions, DcMention, (guint)mention->container).key;
}
