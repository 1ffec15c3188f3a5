#include "indexer/extract.h"

#include "corpus/layout.h"
#include "indexer/citation.h"
#include "indexer/cited-title.h"
#include "indexer/context.h"
#include "indexer/identity.h"
#include "indexer/named.h"
#include "indexer/short.h"

const char *const dc_extract_headers_only_message =
    "has page headers but no text of its own: the pages are pictures; give the text or let it be recognised";

char *
dc_extract_limit_message(const DcExtract *extract) {
  if (extract->limit_hits == 0)
    return NULL;
  return g_strdup_printf(
      "holds more than one document can: %u titles, lists or runs of citations were cut off; "
      "some references are missing",
      extract->limit_hits);
}

/* Offsets of the view become byte offsets of the text. A number that is struck through keeps its marks. */
static void
map_to_text(const DcView *view, const DcDocument *document, GArray *mentions) {
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *mention = &g_array_index(mentions, DcMention, i);
    mention->span = dc_view_span_to_text(view, mention->span);
    mention->cite = dc_view_span_to_text(view, mention->cite);
    const char *text = document->text + mention->span.start;
    if (mention->span.start >= 2 && text[-1] == '~' && text[-2] == '~' &&
        g_strstr_len(text, (gssize)dc_span_length(mention->span), "~~"))
      mention->span.start -= 2;
    mention->cite.start = MIN(mention->cite.start, mention->span.start);
  }
}

/* Bodies of a search form are no citations: "BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT SỐ 136/2024/QH15". */
static void
drop_options(const DcLayout *layout, GArray *mentions) {
  guint kept = 0;
  if (dc_span_is_empty(layout->options))
    return;
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *mention = &g_array_index(mentions, DcMention, i);
    if (!dc_span_contains(layout->options, mention->span))
      g_array_index(mentions, DcMention, kept++) = *mention;
  }
  g_array_set_size(mentions, kept);
}

/* "Trích yếu Luật …" on the page of a law: its own name. */
static void
drop_own_name(const DcLayout *layout, const DcIdentity *identity, GArray *mentions) {
  static const char *const laws[] = {"Luật", "BL", "PL", "HP", NULL};
  if (dc_span_is_empty(layout->summary) || !g_strv_contains(laws, identity->type))
    return;
  for (guint i = 0; i < mentions->len; i++) {
    const DcMention *mention = &g_array_index(mentions, DcMention, i);
    if (mention->cls == DC_CLASS_NAMED && mention->span.start == layout->summary.start) {
      g_array_remove_index(mentions, i);
      return;
    }
  }
}

static DcExtract *
extract_from(const DcDocument *document, gboolean with_titles) {
  DcExtract *extract = g_new0(DcExtract, 1);
  extract->mentions = g_array_new(FALSE, FALSE, sizeof(DcMention));
  extract->strings = g_string_chunk_new(4096);
  g_autoptr(DcView) view = dc_view_new(document->text, document->len);
  g_autoptr(DcLayout) layout = dc_layout_new(view);
  extract->limit_hits = dc_citation_scan(view, layout, extract->strings, extract->mentions);
  extract->limit_hits += dc_named_scan(view, layout, extract->strings, extract->mentions);
  drop_options(layout, extract->mentions);
  dc_identity_find(view, layout, extract->strings, extract->mentions, &extract->identity);
  drop_own_name(layout, &extract->identity, extract->mentions);
  dc_named_settle(view, extract->identity.date, extract->mentions);
  dc_identity_units(view, &extract->identity, extract->strings, extract->mentions);
  extract->limit_hits +=
      dc_context_relate(view, layout, &extract->identity, extract->strings, extract->mentions);
  if (with_titles)
    dc_cited_titles(view, layout, extract->strings, extract->mentions);
  extract->headers_only = dc_layout_is_headers_only(layout, view);
  if (extract->headers_only)
    g_array_set_size(extract->mentions, 0);
  extract->content = dc_view_span_to_text(view, layout->content);
  extract->limit_hits += dc_short_add_others(extract->mentions);
  map_to_text(view, document, extract->mentions);
  return extract;
}

DcExtract *
dc_extract(const DcDocument *document) {
  return extract_from(document, FALSE);
}

DcExtract *
dc_extract_with_titles(const DcDocument *document) {
  return extract_from(document, TRUE);
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
