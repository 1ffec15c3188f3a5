/* ODT (OpenDocument text): paragraphs as lines, tables cell by cell, notes and text boxes after the paragraph
 * that they hang on, list labels as text; tracked deletions and comments left out; headers and footers at the
 * end. */
#include <string.h>

#include "corpus/flow.h"
#include "corpus/numeral.h"
#include "corpus/package.h"
#include "corpus/parsers.h"
#include "corpus/xml-walk.h"

#define MAX_LEVELS 10
#define MAX_BASES 32

typedef struct {
  char *base, *font;
} Style;

typedef struct {
  char format[8], prefix[16], suffix[16];
  int start, shown; /* how many levels a label shows */
  gboolean bullet;
} Level;

typedef struct {
  Level levels[MAX_LEVELS];
  int counts[MAX_LEVELS];
} ListStyle;

typedef struct {
  DcFlow *out, *after;
  const char *font;
} Paragraph;

typedef struct {
  GHashTable *styles, *list_styles;
  Style *style;          /* being defined */
  ListStyle *list_style; /* being defined */
  DcFlow *out;
  GArray *paragraphs;  /* of Paragraph, the innermost last */
  GPtrArray *fonts;    /* of the open spans; borrowed */
  GPtrArray *lists;    /* of the open lists: ListStyle, may be NULL */
  guint skip, cells;   /* open elements that are left out; cells of tables */
  gboolean item_begun; /* a list item waits for its first paragraph */
  gboolean space;      /* the last character was white space */
  gboolean in_body;
} Odt;

static void
free_style(gpointer data) {
  Style *style = data;
  g_free(style->base);
  g_free(style->font);
  g_free(style);
}

static const char *
font_of(const Odt *odt, const char *style) {
  for (int i = 0; style && i < MAX_BASES; i++) {
    const Style *found = g_hash_table_lookup(odt->styles, style);
    if (!found || found->font)
      return found ? found->font : NULL;
    style = found->base;
  }
  return NULL;
}

static Paragraph *
paragraph(const Odt *odt) {
  return odt->paragraphs->len ? &g_array_index(odt->paragraphs, Paragraph, odt->paragraphs->len - 1) : NULL;
}

static const char *
current_font(const Odt *odt) {
  for (guint i = odt->fonts->len; i-- > 0;)
    if (g_ptr_array_index(odt->fonts, i))
      return g_ptr_array_index(odt->fonts, i);
  return paragraph(odt) ? paragraph(odt)->font : NULL;
}

static void
put(Odt *odt, const char *text, gsize len) {
  if (paragraph(odt))
    dc_flow_text(paragraph(odt)->out, current_font(odt), text, len);
}

static void
append_count(GString *out, const char *format, int n) {
  char kind = format[0];
  if ((kind == 'a' || kind == 'A') && n >= 1 && n <= 26)
    g_string_append_c(out, (char)(kind + n - 1));
  else if (kind == 'i' || kind == 'I')
    dc_numeral_roman(out, n, kind == 'I');
  else if (kind)
    g_string_append_printf(out, "%d", n);
}

/* The label of the item that the paragraph begins. */
static void
begin_item(Odt *odt) {
  odt->item_begun = FALSE;
  guint depth = MIN(odt->lists->len, MAX_LEVELS);
  ListStyle *style = depth ? g_ptr_array_index(odt->lists, depth - 1) : NULL;
  if (!style)
    return;
  const Level *level = &style->levels[depth - 1];
  style->counts[depth - 1]++;
  for (guint i = depth; i < MAX_LEVELS; i++)
    style->counts[i] = 0;
  g_autoptr(GString) label = g_string_new(level->bullet ? "-" : level->prefix);
  if (!level->bullet && level->format[0]) {
    int from = MAX((int)depth - MAX(level->shown, 1), 0);
    for (int i = from; i < (int)depth; i++) {
      if (i > from)
        g_string_append_c(label, '.');
      append_count(label, style->levels[i].format, style->levels[i].start + MAX(style->counts[i], 1) - 1);
    }
    g_string_append(label, level->suffix);
  }
  g_strstrip(label->str);
  if (!label->str[0])
    return;
  dc_flow_text(paragraph(odt)->out, NULL, label->str, strlen(label->str));
  dc_flow_text(paragraph(odt)->out, NULL, " ", 1);
}

static void
begin_paragraph(Odt *odt, const DcXmlAttributes *attributes) {
  char style[128] = "";
  dc_xml_attribute(attributes, "style-name", style, sizeof style);
  Paragraph made = {odt->out, NULL, font_of(odt, style)};
  Paragraph *around = paragraph(odt);
  if (around) {
    if (!around->after)
      around->after = dc_flow_new();
    made.out = around->after;
  }
  g_array_append_val(odt->paragraphs, made);
  odt->space = TRUE;
  if (odt->item_begun && !around)
    begin_item(odt);
}

static void
end_paragraph(Odt *odt) {
  Paragraph *ended = paragraph(odt);
  if (!ended)
    return;
  dc_flow_paragraph(ended->out, odt->cells > 0, ended->after);
  g_array_set_size(odt->paragraphs, odt->paragraphs->len - 1);
}

/* The number that an attribute holds, within its limits; `otherwise` when it is not there. */
static int
number(const DcXmlAttributes *attributes, const char *name, int least, int most, int otherwise) {
  char value[32];
  return dc_xml_attribute(attributes, name, value, sizeof value)
             ? (int)CLAMP(g_ascii_strtoll(value, NULL, 10), least, most)
             : otherwise;
}

/* ---- definitions ---- */

static void
define_level(Odt *odt, const char *name, const DcXmlAttributes *attributes) {
  Level *level = &odt->list_style->levels[number(attributes, "level", 1, MAX_LEVELS, 1) - 1];
  level->bullet = !g_str_equal(name, "list-level-style-number");
  dc_xml_attribute(attributes, "num-format", level->format, sizeof level->format);
  dc_xml_attribute(attributes, "num-prefix", level->prefix, sizeof level->prefix);
  dc_xml_attribute(attributes, "num-suffix", level->suffix, sizeof level->suffix);
  level->start = number(attributes, "start-value", 0, 99999, 1);
  level->shown = number(attributes, "display-levels", 1, MAX_LEVELS, 1);
}

static void
define(Odt *odt, const char *prefix, const char *name, const DcXmlAttributes *attributes) {
  char value[128];
  gboolean named = dc_xml_attribute(attributes, "name", value, sizeof value);
  if (g_str_equal(name, "style") && g_str_equal(prefix, "style") && named) {
    odt->style = g_new0(Style, 1);
    g_hash_table_replace(odt->styles, g_strdup(value), odt->style);
    if (dc_xml_attribute(attributes, "parent-style-name", value, sizeof value))
      odt->style->base = g_strdup(value);
  } else if (g_str_equal(name, "list-style") && named) {
    odt->list_style = g_new0(ListStyle, 1);
    g_hash_table_replace(odt->list_styles, g_strdup(value), odt->list_style);
  } else if (odt->style && g_str_equal(name, "text-properties")) {
    if (!odt->style->font && (dc_xml_attribute(attributes, "font-name", value, sizeof value) ||
                              dc_xml_attribute(attributes, "font-family", value, sizeof value)))
      odt->style->font = g_strdup(value);
  } else if (odt->list_style && g_str_has_prefix(name, "list-level-style-"))
    define_level(odt, name, attributes);
}

/* ---- text ---- */

static void
begin_list(Odt *odt, const DcXmlAttributes *attributes) {
  char name[128];
  ListStyle *style = NULL;
  if (dc_xml_attribute(attributes, "style-name", name, sizeof name))
    style = g_hash_table_lookup(odt->list_styles, name);
  else if (odt->lists->len)
    style = g_ptr_array_index(odt->lists, odt->lists->len - 1);
  gboolean goes_on =
      odt->lists->len || dc_xml_attribute(attributes, "continue-list", name, sizeof name) ||
      (dc_xml_attribute(attributes, "continue-numbering", name, sizeof name) && g_str_equal(name, "true"));
  if (style && !goes_on)
    memset(style->counts, 0, sizeof style->counts);
  g_ptr_array_add(odt->lists, style);
}

static gboolean
is_skipped(const char *name) {
  static const char *const names[] = {"annotation", "hidden-text",     "note-citation",
                                      "ruby-text",  "tracked-changes", NULL};
  return g_strv_contains(names, name);
}

static gboolean
is_cell(const char *prefix, const char *name) {
  return g_str_equal(prefix, "table") && g_str_equal(name, "table-cell");
}

static void
begin_text(Odt *odt, const char *name, const DcXmlAttributes *attributes) {
  char value[128];
  if (g_str_equal(name, "p") || g_str_equal(name, "h"))
    begin_paragraph(odt, attributes);
  else if (g_str_equal(name, "span"))
    g_ptr_array_add(odt->fonts, dc_xml_attribute(attributes, "style-name", value, sizeof value)
                                    ? (gpointer)font_of(odt, value)
                                    : NULL);
  else if (g_str_equal(name, "s")) {
    int n = number(attributes, "c", 1, 200, 1);
    while (n-- > 0)
      put(odt, " ", 1);
  } else if (g_str_equal(name, "tab"))
    put(odt, "\t", 1);
  else if (g_str_equal(name, "line-break") && paragraph(odt))
    dc_flow_break(paragraph(odt)->out);
  else if (g_str_equal(name, "soft-page-break")) {
    if (odt->in_body && (!paragraph(odt) || paragraph(odt)->out == odt->out))
      dc_flow_page(odt->out);
  } else if (g_str_equal(name, "list"))
    begin_list(odt, attributes);
  else if (g_str_equal(name, "list-item"))
    odt->item_begun = TRUE;
}

static void
on_start(void *data, const char *prefix, const char *name, const DcXmlAttributes *attributes) {
  Odt *odt = data;
  if (odt->skip || is_skipped(name)) {
    odt->skip++;
    return;
  }
  odt->cells += is_cell(prefix, name);
  if (g_str_equal(prefix, "text") && !g_str_has_prefix(name, "list-style") &&
      !g_str_has_prefix(name, "list-level"))
    begin_text(odt, name, attributes);
  else if (!odt->paragraphs->len && !odt->lists->len && !odt->fonts->len)
    define(odt, prefix, name, attributes); /* what is in use must not be defined anew under it */
}

static void
on_end(void *data, const char *prefix, const char *name) {
  Odt *odt = data;
  if (odt->skip) {
    odt->skip--;
    return;
  }
  odt->cells -= odt->cells > 0 && is_cell(prefix, name);
  if (g_str_equal(name, "list-style"))
    odt->list_style = NULL;
  else if (g_str_equal(prefix, "style") && g_str_equal(name, "style"))
    odt->style = NULL;
  if (!g_str_equal(prefix, "text"))
    return;
  if (g_str_equal(name, "p") || g_str_equal(name, "h"))
    end_paragraph(odt);
  else if (g_str_equal(name, "span") && odt->fonts->len)
    g_ptr_array_set_size(odt->fonts, (int)odt->fonts->len - 1);
  else if (g_str_equal(name, "list") && odt->lists->len)
    g_ptr_array_set_size(odt->lists, (int)odt->lists->len - 1);
  else if (g_str_equal(name, "list-item"))
    odt->item_begun = FALSE;
}

/* White space runs are one space, as the format has it. */
static void
on_text(void *data, const char *text, gsize len) {
  Odt *odt = data;
  if (odt->skip || !paragraph(odt))
    return;
  for (gsize at = 0; at < len;) {
    if (g_ascii_isspace(text[at])) {
      if (!odt->space)
        put(odt, " ", 1);
      odt->space = TRUE;
      at++;
      continue;
    }
    gsize n = 1;
    while (at + n < len && !g_ascii_isspace(text[at + n]))
      n++;
    put(odt, text + at, n);
    odt->space = FALSE;
    at += n;
  }
}

static gboolean
walk_part(Odt *odt, GHashTable *package, const char *name, DcFlow *out) {
  static const DcXmlHandler handler = {on_start, on_end, on_text};
  gsize len;
  const char *bytes = dc_package_part(package, name, &len);
  odt->out = out;
  odt->skip = odt->cells = 0;
  gboolean whole = bytes && dc_xml_walk(bytes, len, &handler, odt);
  while (odt->paragraphs->len)
    end_paragraph(odt);
  g_ptr_array_set_size(odt->fonts, 0);
  g_ptr_array_set_size(odt->lists, 0);
  odt->style = NULL;
  odt->list_style = NULL;
  return whole;
}

static gboolean
wants(const char *name) {
  return g_str_equal(name, "content.xml") || g_str_equal(name, "styles.xml") || g_str_equal(name, "meta.xml");
}

static void
read_package(GHashTable *package, const DcReadOptions *options, DcDocument *document) {
  Odt odt = {.styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_style),
             .list_styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
             .paragraphs = g_array_new(FALSE, FALSE, sizeof(Paragraph)),
             .fonts = g_ptr_array_new(),
             .lists = g_ptr_array_new()};
  DcFlow *flow = dc_flow_new();
  g_autoptr(DcFlow) margins = dc_flow_new();
  walk_part(&odt, package, "styles.xml", margins);
  odt.in_body = TRUE;
  gboolean whole = walk_part(&odt, package, "content.xml", flow);
  dc_flow_append(flow, margins);
  dc_flow_finish(flow, options->encoding, document);
  gsize len;
  const char *meta = dc_package_part(package, "meta.xml", &len);
  dc_package_properties(meta, len, document);
  if (!whole)
    dc_document_fail(document, DC_STATUS_MALFORMED, "is damaged: its text is not well-formed XML");
  g_hash_table_unref(odt.styles);
  g_hash_table_unref(odt.list_styles);
  g_array_unref(odt.paragraphs);
  g_ptr_array_unref(odt.fonts);
  g_ptr_array_unref(odt.lists);
}

void
dc_read_odt(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
            DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  document->format = "odt";
  g_autoptr(GHashTable) package = dc_package_read(bytes, len, wants, document);
  if (package)
    read_package(package, options, document);
  func(document, data);
}
