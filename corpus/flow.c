#include "corpus/flow.h"

#include <string.h>

#include "corpus/encoding.h"
#include "corpus/encoding-legacy.h"

typedef struct {
  gsize start; /* in the raw text */
  guint font;
} Run;

typedef struct {
  GString *sample; /* what is written in it, to guess by */
  DcLegacy legacy;
  gboolean capital;
  int confidence;
} Font;

struct _DcFlow {
  GString *raw;
  GArray *runs, *pages;
  GHashTable *font_ids; /* name → index + 1 */
  GPtrArray *font_names;
};

#define SAMPLE_BYTES 65536

DcFlow *
dc_flow_new(void) {
  DcFlow *flow = g_new0(DcFlow, 1);
  flow->raw = g_string_new(NULL);
  flow->runs = g_array_new(FALSE, FALSE, sizeof(Run));
  flow->font_ids = g_hash_table_new(g_str_hash, g_str_equal);
  flow->font_names = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(flow->font_names, g_strdup(""));
  return flow;
}

static guint
font_id(DcFlow *flow, const char *name) {
  if (!name || !*name)
    return 0;
  guint id = GPOINTER_TO_UINT(g_hash_table_lookup(flow->font_ids, name));
  if (!id) {
    char *copy = g_strdup(name);
    id = flow->font_names->len;
    g_ptr_array_add(flow->font_names, copy);
    g_hash_table_insert(flow->font_ids, copy, GUINT_TO_POINTER(id));
  }
  return id;
}

void
dc_flow_text(DcFlow *flow, const char *font, const char *text, gsize len) {
  if (!len)
    return;
  guint id = font_id(flow, font);
  if (!flow->runs->len || g_array_index(flow->runs, Run, flow->runs->len - 1).font != id) {
    Run run = {flow->raw->len, id};
    g_array_append_val(flow->runs, run);
  }
  gsize start = flow->raw->len;
  g_string_append_len(flow->raw, text, (gssize)len);
  char *at = flow->raw->str + start, *end = flow->raw->str + flow->raw->len;
  for (char *p = at; p < end; p++)
    if ((guchar)*p < 0x20 && *p != '\t')
      *p = *p == '\n' || *p == '\r' ? ' ' : 0x1A;
  const char *bad;
  while (!g_utf8_validate_len(at, (gsize)(end - at), &bad)) {
    at = flow->raw->str + (bad - flow->raw->str);
    *at++ = 0x1A;
  }
}

static gsize
page_start(const DcFlow *flow) {
  return flow->pages ? g_array_index(flow->pages, gsize, flow->pages->len - 1) : 0;
}

static void
cut(DcFlow *flow, gsize len) {
  g_string_truncate(flow->raw, len);
  while (flow->runs->len && g_array_index(flow->runs, Run, flow->runs->len - 1).start > len)
    g_array_set_size(flow->runs, flow->runs->len - 1);
}

/* Where white space at the end of the line begins. */
static gsize
line_end(const DcFlow *flow) {
  const GString *raw = flow->raw;
  gsize page = page_start(flow), at = raw->len;
  while (at > page && (raw->str[at - 1] == ' ' || raw->str[at - 1] == '\t'))
    at--;
  return at;
}

void
dc_flow_break(DcFlow *flow) {
  GString *raw = flow->raw;
  cut(flow, line_end(flow));
  if (raw->len && raw->str[raw->len - 1] != '\n')
    g_string_append_c(raw, '\n');
}

void
dc_flow_page(DcFlow *flow) {
  gsize zero = 0;
  if (!flow->pages) {
    flow->pages = g_array_new(FALSE, FALSE, sizeof(gsize));
    if (flow->raw->len)
      g_array_append_val(flow->pages, zero);
  }
  g_array_append_val(flow->pages, flow->raw->len);
}

static gsize
run_end(const DcFlow *flow, guint i) {
  return i + 1 < flow->runs->len ? g_array_index(flow->runs, Run, i + 1).start : flow->raw->len;
}

void
dc_flow_append(DcFlow *flow, const DcFlow *other) {
  for (guint i = 0; i < other->runs->len; i++) {
    Run run = g_array_index(other->runs, Run, i);
    const char *font = g_ptr_array_index(other->font_names, run.font);
    for (gsize at = run.start, end = run_end(other, i); at < end;) {
      const char *text = other->raw->str + at, *feed = memchr(text, '\n', end - at);
      gsize n = feed ? (gsize)(feed - text) : end - at;
      dc_flow_text(flow, font, text, n);
      if (feed)
        dc_flow_break(flow);
      at += n + (feed != NULL);
    }
  }
}

void
dc_flow_paragraph(DcFlow *flow, gboolean in_cell, DcFlow *after) {
  const char *raw = flow->raw->str;
  gsize at = line_end(flow);
  gboolean empty = at >= page_start(flow) + 2 && raw[at - 1] == '\n' && raw[at - 2] != '\n';
  dc_flow_break(flow);
  if (empty && !in_cell && !after)
    g_string_append_c(flow->raw, '\n');
  if (!after)
    return;
  dc_flow_append(flow, after);
  dc_flow_break(flow);
  dc_flow_free(after);
}

void
dc_flow_free(DcFlow *flow) {
  if (!flow)
    return;
  g_string_free(flow->raw, TRUE);
  g_array_unref(flow->runs);
  g_clear_pointer(&flow->pages, g_array_unref);
  g_hash_table_unref(flow->font_ids);
  g_ptr_array_unref(flow->font_names);
  g_free(flow);
}

const char *
dc_flow_peek(const DcFlow *flow) {
  return flow->raw->str;
}

gsize
dc_flow_len(const DcFlow *flow) {
  return flow->raw->len;
}

gboolean
dc_flow_lacks_font(const DcFlow *flow) {
  gsize bytes = 0;
  gboolean beyond_ascii = FALSE;
  for (guint i = 0; i < flow->runs->len && bytes < SAMPLE_BYTES; i++) {
    Run run = g_array_index(flow->runs, Run, i);
    if (run.font)
      continue;
    g_autofree char *text = g_strndup(flow->raw->str + run.start, run_end(flow, i) - run.start);
    if (dc_legacy_is_unicode(text))
      return FALSE;
    beyond_ascii |= !g_str_is_ascii(text);
    bytes += run_end(flow, i) - run.start;
  }
  return beyond_ascii;
}

static void
decide(Font *font, const char *name, DcLegacy forced) {
  if (dc_legacy_is_unicode(font->sample->str)) {
    font->confidence = 100;
    return;
  }
  DcLegacy by_name = dc_legacy_of_font(name, &font->capital);
  if (forced != DC_LEGACY_NONE || by_name != DC_LEGACY_NONE) {
    font->legacy = forced != DC_LEGACY_NONE ? forced : by_name;
    font->confidence = 100;
    return;
  }
  font->legacy = dc_legacy_guess(font->sample->str, font->sample->len, &font->confidence);
}

/* The fonts with their samples and what was decided for each. */
static Font *
decide_fonts(const DcFlow *flow, DcLegacy forced) {
  Font *fonts = g_new0(Font, flow->font_names->len);
  for (guint i = 0; i < flow->font_names->len; i++)
    fonts[i].sample = g_string_new(NULL);
  for (guint i = 0; i < flow->runs->len; i++) {
    Run run = g_array_index(flow->runs, Run, i);
    gsize n = MIN(run_end(flow, i) - run.start, SAMPLE_BYTES);
    while (n && ((guchar)flow->raw->str[run.start + n] & 0xC0) == 0x80)
      n--;
    if (fonts[run.font].sample->len < SAMPLE_BYTES)
      g_string_append_len(fonts[run.font].sample, flow->raw->str + run.start, (gssize)n);
  }
  for (guint i = 0; i < flow->font_names->len; i++) {
    decide(&fonts[i], g_ptr_array_index(flow->font_names, i), forced);
    g_string_free(fonts[i].sample, TRUE);
  }
  return fonts;
}

/* Decodes [start, end) of the raw text, page by page, so that the places of pages follow. */
static void
decode_run(DcFlow *flow, const Font *font, gsize start, gsize end, guint *page, GString *out) {
  while (start < end) {
    gsize stop = end;
    while (flow->pages && *page < flow->pages->len && g_array_index(flow->pages, gsize, *page) <= start)
      g_array_index(flow->pages, gsize, (*page)++) = out->len;
    if (flow->pages && *page < flow->pages->len)
      stop = MIN(stop, g_array_index(flow->pages, gsize, *page));
    if (font->legacy == DC_LEGACY_NONE)
      g_string_append_len(out, flow->raw->str + start, (gssize)(stop - start));
    else
      dc_legacy_decode(font->legacy, font->capital, flow->raw->str + start, stop - start, out);
    start = stop;
  }
}

/* The encoding that most of the text is in stands for all of it. */
static void
decode(DcFlow *flow, const Font *fonts, GString *out, DcDocument *document) {
  gsize bytes[DC_LEGACY_COUNT] = {0};
  int confidence = 100;
  guint page = 0;
  for (guint i = 0; i < flow->runs->len; i++) {
    Run run = g_array_index(flow->runs, Run, i);
    decode_run(flow, &fonts[run.font], run.start, run_end(flow, i), &page, out);
    bytes[fonts[run.font].legacy] += run_end(flow, i) - run.start;
    if (fonts[run.font].legacy != DC_LEGACY_NONE)
      confidence = MIN(confidence, fonts[run.font].confidence);
  }
  while (flow->pages && page < flow->pages->len)
    g_array_index(flow->pages, gsize, page++) = out->len;
  DcLegacy main_one = DC_LEGACY_NONE;
  for (int legacy = DC_LEGACY_TCVN3; legacy < DC_LEGACY_COUNT; legacy++)
    if (bytes[legacy] > bytes[main_one])
      main_one = (DcLegacy)legacy;
  g_free(document->encoding);
  document->encoding = g_strdup(dc_legacy_name(main_one));
  document->encoding_confidence = confidence;
}

void
dc_flow_finish(DcFlow *flow, const char *encoding, DcDocument *document) {
  dc_flow_break(flow);
  gsize end = flow->raw->len;
  if (end > page_start(flow) + 1 && flow->raw->str[end - 1] == '\n' && flow->raw->str[end - 2] == '\n')
    cut(flow, end - 1);
  const char *name = encoding ? dc_encoding_find(encoding) : NULL;
  DcLegacy forced = DC_LEGACY_NONE;
  for (int legacy = DC_LEGACY_TCVN3; name && legacy < DC_LEGACY_COUNT; legacy++)
    if (g_str_equal(name, dc_legacy_name((DcLegacy)legacy)))
      forced = (DcLegacy)legacy;
  g_autofree Font *fonts = decide_fonts(flow, forced);
  GString *out = g_string_sized_new(flow->raw->len + 1);
  decode(flow, fonts, out, document);
  gsize len = out->len;
  dc_document_take_text(document, g_string_free(out, FALSE), len);
  g_clear_pointer(&document->pages, g_array_unref);
  document->pages = g_steal_pointer(&flow->pages);
  if (document->status == DC_STATUS_OK && !document->len)
    dc_document_fail(document, DC_STATUS_NO_TEXT, "holds no text (perhaps only pictures)");
  dc_flow_free(flow);
}
