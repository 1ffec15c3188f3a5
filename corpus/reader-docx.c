/* DOCX (Office Open XML): paragraphs as lines, tables cell by cell, notes and text boxes after the paragraph
 * that they hang on, list labels as text; headers and footers at the end; what was deleted, or is hidden,
 * left out. */
#include <string.h>

#include "corpus/docx-styles.h"
#include "corpus/flow.h"
#include "corpus/package.h"
#include "corpus/parsers.h"
#include "corpus/xml-walk.h"

typedef enum {
  TAG_OTHER,
  TAG_BODY_TEXT, /* t */
  TAG_PARAGRAPH,
  TAG_PARAGRAPH_PROPERTIES,
  TAG_RUN,
  TAG_FONTS,
  TAG_STYLE_OF_PARAGRAPH,
  TAG_STYLE_OF_RUN,
  TAG_LIST,
  TAG_LIST_LEVEL,
  TAG_TAB,
  TAG_CELL,
  TAG_BREAK,
  TAG_RENDERED_PAGE,
  TAG_HARD_HYPHEN,
  TAG_HIDDEN,
  TAG_CAPS,
  TAG_NOTE_REFERENCE,
  TAG_END_NOTE_REFERENCE,
  TAG_NOTE,
  TAG_TEXT_BOX,
  TAG_SKIP
} Tag;

static const struct {
  const char *name;
  Tag tag;
} tags[] = {
    {"br", TAG_BREAK},
    {"caps", TAG_CAPS},
    {"cr", TAG_BREAK},
    {"del", TAG_SKIP},
    {"endnote", TAG_NOTE},
    {"endnoteReference", TAG_END_NOTE_REFERENCE},
    {"footnote", TAG_NOTE},
    {"footnoteReference", TAG_NOTE_REFERENCE},
    {"ilvl", TAG_LIST_LEVEL},
    {"lastRenderedPageBreak", TAG_RENDERED_PAGE},
    {"moveFrom", TAG_SKIP},
    {"noBreakHyphen", TAG_HARD_HYPHEN},
    {"numId", TAG_LIST},
    {"p", TAG_PARAGRAPH},
    {"pPr", TAG_PARAGRAPH_PROPERTIES},
    {"pPrChange", TAG_SKIP},
    {"pStyle", TAG_STYLE_OF_PARAGRAPH},
    {"r", TAG_RUN},
    {"rFonts", TAG_FONTS},
    {"rPrChange", TAG_SKIP},
    {"rStyle", TAG_STYLE_OF_RUN},
    {"t", TAG_BODY_TEXT},
    {"tab", TAG_TAB},
    {"tc", TAG_CELL},
    {"txbxContent", TAG_TEXT_BOX},
    {"vanish", TAG_HIDDEN},
};

/* What is unpacked of a file: what every file needs at once, styles and numbering when they are asked for. */
typedef struct {
  const guint8 *bytes;
  gsize len;
  GHashTable *parts, *late; /* `late` NULL: not asked for yet */
  gboolean again;           /* it must be read with the defaults of its styles */
} Package;

/* A paragraph, which may hold others in a text box. */
typedef struct {
  char style[128], list[64];
  int level;
  gboolean in_properties;
  gboolean caps; /* what its style says */
  const char *font;
  DcFlow *out;   /* where its text goes */
  DcFlow *after; /* notes and boxes, to come after it; NULL while there is none */
} Paragraph;

typedef struct {
  DcDocxStyles *styles;
  const char *default_font;
  GHashTable *notes, *end_notes; /* id → DcFlow */
  GHashTable *target;            /* the one that is being read */
  DcFlow *out;
  GArray *paragraphs; /* of Paragraph, the innermost last */
  guint skip;         /* open elements whose content is left out */
  guint cells;        /* open cells of tables */
  gboolean in_body, in_text, hidden, caps, in_run;
  char font[128], run_style[128];
} Docx;

static Tag
tag_of(const char *prefix, const char *name) {
  if (prefix[0] == 'm' && prefix[1] == 'c')
    return g_str_equal(name, "Fallback") ? TAG_SKIP : TAG_OTHER;
  if (prefix[0] != 'w' || prefix[1])
    return TAG_OTHER;
  guint low = 0, high = G_N_ELEMENTS(tags);
  while (low < high) {
    guint middle = (low + high) / 2;
    int order = strcmp(name, tags[middle].name);
    if (order == 0)
      return tags[middle].tag;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return TAG_OTHER;
}

static Paragraph *
paragraph(const Docx *docx) {
  return docx->paragraphs->len ? &g_array_index(docx->paragraphs, Paragraph, docx->paragraphs->len - 1)
                               : NULL;
}

static DcFlow *
current_out(const Docx *docx) {
  return paragraph(docx) ? paragraph(docx)->out : docx->out;
}

static const char *
current_font(const Docx *docx) {
  const char *font = docx->font[0] ? docx->font : NULL;
  if (!font && docx->run_style[0])
    font = dc_docx_styles_font(docx->styles, docx->run_style);
  return font || !paragraph(docx) ? font : paragraph(docx)->font;
}

static void
put(Docx *docx, const char *text, gsize len) {
  if (docx->hidden)
    return;
  if (!docx->caps && !(paragraph(docx) && paragraph(docx)->caps)) {
    dc_flow_text(current_out(docx), current_font(docx), text, len);
    return;
  }
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)len), *upper = g_utf8_strup(valid, -1);
  dc_flow_text(current_out(docx), current_font(docx), upper, strlen(upper));
}

static void
begin_paragraph(Docx *docx) {
  Paragraph made = {.out = current_out(docx), .font = docx->default_font};
  Paragraph *around = paragraph(docx);
  if (around) { /* in a text box */
    if (!around->after)
      around->after = dc_flow_new();
    made.out = around->after;
  }
  g_array_append_val(docx->paragraphs, made);
}

static void
end_paragraph(Docx *docx) {
  Paragraph *ended = paragraph(docx);
  if (!ended)
    return;
  dc_flow_paragraph(ended->out, docx->cells > 0, ended->after);
  g_array_set_size(docx->paragraphs, docx->paragraphs->len - 1);
}

/* The label of a numbered paragraph, when all its properties are known. */
static void
end_properties(Docx *docx) {
  Paragraph *p = paragraph(docx);
  if (!p)
    return;
  p->in_properties = FALSE;
  const char *font = dc_docx_styles_font(docx->styles, p->style);
  p->font = font ? font : docx->default_font;
  p->caps = dc_docx_styles_caps(docx->styles, p->style);
  if (!p->list[0] && !dc_docx_styles_list(docx->styles, p->style, p->list, sizeof p->list, &p->level))
    return;
  g_autofree char *label = dc_docx_styles_label(docx->styles, p->list, p->level);
  if (!label[0])
    return;
  dc_flow_text(p->out, NULL, label, strlen(label));
  dc_flow_text(p->out, NULL, " ", 1);
}

static gboolean
is_off(const DcXmlAttributes *attributes) {
  char value[16];
  return dc_xml_attribute(attributes, "val", value, sizeof value) &&
         (g_str_equal(value, "0") || g_str_equal(value, "false") || g_str_equal(value, "none"));
}

static void
note_reference(Docx *docx, GHashTable *notes, const DcXmlAttributes *attributes) {
  char id[32];
  Paragraph *p = paragraph(docx);
  if (!p || docx->hidden || !dc_xml_attribute(attributes, "id", id, sizeof id))
    return;
  const DcFlow *note = g_hash_table_lookup(notes, id);
  if (!note || !dc_flow_len(note))
    return;
  if (!p->after)
    p->after = dc_flow_new();
  dc_flow_append(p->after, note);
  dc_flow_break(p->after);
}

/* Only the body has pages that are known. */
static void
page_break(Docx *docx) {
  if (docx->in_body && current_out(docx) == docx->out)
    dc_flow_page(docx->out);
}

static void
in_paragraph_properties(Docx *docx, Tag tag, const DcXmlAttributes *attributes) {
  Paragraph *p = paragraph(docx);
  char value[16];
  if (tag == TAG_STYLE_OF_PARAGRAPH)
    dc_xml_attribute(attributes, "val", p->style, sizeof p->style);
  else if (tag == TAG_LIST)
    dc_xml_attribute(attributes, "val", p->list, sizeof p->list);
  else if (tag == TAG_LIST_LEVEL && dc_xml_attribute(attributes, "val", value, sizeof value))
    p->level = (int)g_ascii_strtoll(value, NULL, 10);
}

static void
in_run(Docx *docx, Tag tag, const DcXmlAttributes *attributes) {
  char value[32] = "";
  switch (tag) {
  case TAG_FONTS:
    dc_xml_attribute(attributes, "ascii", docx->font, sizeof docx->font);
    break;
  case TAG_STYLE_OF_RUN:
    dc_xml_attribute(attributes, "val", docx->run_style, sizeof docx->run_style);
    break;
  case TAG_HIDDEN:
    docx->hidden = !is_off(attributes);
    break;
  case TAG_CAPS:
    docx->caps = !is_off(attributes);
    break;
  case TAG_TAB:
    put(docx, "\t", 1);
    break;
  case TAG_HARD_HYPHEN:
    put(docx, "\u2011", 3);
    break;
  case TAG_BREAK:
    dc_xml_attribute(attributes, "type", value, sizeof value);
    dc_flow_break(current_out(docx));
    if (g_str_equal(value, "page"))
      page_break(docx);
    break;
  case TAG_NOTE_REFERENCE:
    note_reference(docx, docx->notes, attributes);
    break;
  case TAG_END_NOTE_REFERENCE:
    note_reference(docx, docx->end_notes, attributes);
    break;
  default:
    break;
  }
}

static void
on_start(void *data, const char *prefix, const char *name, const DcXmlAttributes *attributes) {
  Docx *docx = data;
  Tag tag = tag_of(prefix, name);
  if (docx->skip || tag == TAG_SKIP) {
    docx->skip++;
    return;
  }
  if (tag == TAG_PARAGRAPH)
    begin_paragraph(docx);
  else if (tag == TAG_PARAGRAPH_PROPERTIES && paragraph(docx))
    paragraph(docx)->in_properties = TRUE;
  else if (tag == TAG_RUN) {
    docx->in_run = TRUE;
    docx->hidden = docx->caps = FALSE;
    docx->font[0] = docx->run_style[0] = '\0';
  } else if (tag == TAG_BODY_TEXT)
    docx->in_text = TRUE;
  else if (tag == TAG_CELL)
    docx->cells++;
  else if (tag == TAG_RENDERED_PAGE)
    page_break(docx);
  else if (tag == TAG_NOTE && docx->target && !paragraph(docx)) {
    char id[32] = "";
    dc_xml_attribute(attributes, "id", id, sizeof id);
    docx->out = dc_flow_new();
    g_hash_table_replace(docx->target, g_strdup(id), docx->out);
  } else if (paragraph(docx) && paragraph(docx)->in_properties)
    in_paragraph_properties(docx, tag, attributes);
  else if (docx->in_run)
    in_run(docx, tag, attributes);
}

static void
on_end(void *data, const char *prefix, const char *name) {
  Docx *docx = data;
  if (docx->skip) {
    docx->skip--;
    return;
  }
  Tag tag = tag_of(prefix, name);
  if (tag == TAG_PARAGRAPH)
    end_paragraph(docx);
  else if (tag == TAG_PARAGRAPH_PROPERTIES)
    end_properties(docx);
  else if (tag == TAG_RUN)
    docx->in_run = FALSE;
  else if (tag == TAG_BODY_TEXT)
    docx->in_text = FALSE;
  else if (tag == TAG_CELL && docx->cells)
    docx->cells--;
}

static void
on_text(void *data, const char *text, gsize len) {
  Docx *docx = data;
  if (docx->in_text && !docx->skip)
    put(docx, text, len);
}

/* Reads a part into `out`, or its notes into `target`. */
static gboolean
walk_part(Docx *docx, GHashTable *package, const char *name, DcFlow *out, GHashTable *target) {
  static const DcXmlHandler handler = {on_start, on_end, on_text};
  gsize len;
  const char *bytes = dc_package_part(package, name, &len);
  if (!bytes)
    return FALSE;
  docx->out = out;
  docx->target = target;
  docx->skip = docx->cells = 0;
  docx->in_text = docx->in_run = FALSE;
  gboolean whole = dc_xml_walk(bytes, len, &handler, docx);
  while (docx->paragraphs->len)
    end_paragraph(docx);
  return whole;
}

static void
walk_notes(Docx *docx, GHashTable *package, const char *name, GHashTable *notes) {
  g_autoptr(DcFlow) outside = dc_flow_new();
  walk_part(docx, package, name, outside, notes);
}

static gboolean
is_part(const char *name, const char *prefix) {
  gsize n = strlen(prefix);
  return !strncmp(name, prefix, n) && g_str_has_suffix(name, ".xml") && !strchr(name + n, '/');
}

static gboolean
wants(const char *name) {
  static const char *const prefixes[] = {"word/document", "word/footnotes", "word/endnotes",
                                         "word/header",   "word/footer",    "docProps/core"};
  for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (is_part(name, prefixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
wants_late(const char *name) {
  return g_str_equal(name, "word/styles.xml") || g_str_equal(name, "word/numbering.xml");
}

/* Without these parts the text is still the text, so that they are damaged is no matter. */
static const char *
late_part(const char *name, gsize *len, gpointer data) {
  Package *package = data;
  if (!package->late) {
    g_autoptr(DcDocument) unused = dc_document_new("");
    package->late = dc_package_read(package->bytes, package->len, wants_late, unused);
    if (!package->late)
      package->late = g_hash_table_new(g_str_hash, g_str_equal);
  }
  return dc_package_part(package->late, name, len);
}

static const char *
find_body(GHashTable *package) {
  GHashTableIter iter;
  gpointer name;
  const char *best = NULL;
  g_hash_table_iter_init(&iter, package);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    if (is_part(name, "word/document") && (!best || strcmp(name, best) < 0))
      best = name;
  return best;
}

/* Headers and footers, each text once (first, odd and even pages often have the same). */
static void
append_margins(Docx *docx, GHashTable *package, DcFlow *out) {
  g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(package), (GCompareFunc)strcmp);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const GList *at = names; at; at = at->next) {
    if (!is_part(at->data, "word/header") && !is_part(at->data, "word/footer"))
      continue;
    g_autoptr(DcFlow) flow = dc_flow_new();
    walk_part(docx, package, at->data, flow, NULL);
    if (g_hash_table_add(seen, g_strdup(dc_flow_peek(flow))))
      dc_flow_append(out, flow);
    dc_flow_break(out);
  }
}

/* The text: notes first, which the body takes in, then what stands in the margins. FALSE when it is damaged.
 */
static gboolean
read_text(Package *package, const char *body, gboolean with_defaults, DcFlow *flow) {
  GHashTable *parts = package->parts;
  Docx docx = {.styles = dc_docx_styles_new(late_part, package, with_defaults),
               .notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)dc_flow_free),
               .end_notes =
                   g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)dc_flow_free),
               .paragraphs = g_array_new(FALSE, FALSE, sizeof(Paragraph))};
  docx.default_font = dc_docx_styles_font(docx.styles, "");
  walk_notes(&docx, parts, "word/footnotes.xml", docx.notes);
  walk_notes(&docx, parts, "word/endnotes.xml", docx.end_notes);
  docx.in_body = TRUE;
  gboolean whole = walk_part(&docx, parts, body, flow, NULL);
  docx.in_body = FALSE;
  append_margins(&docx, parts, flow);
  if (!with_defaults && dc_flow_lacks_font(flow))
    package->again = dc_docx_styles_have_defaults(docx.styles);
  dc_docx_styles_free(docx.styles);
  g_hash_table_unref(docx.notes);
  g_hash_table_unref(docx.end_notes);
  g_array_unref(docx.paragraphs);
  return whole;
}

static void
read_package(Package *package, const DcReadOptions *options, DcDocument *document) {
  const char *body = find_body(package->parts);
  if (!body) {
    dc_document_fail(document, DC_STATUS_BINARY, "is an office file without a text document in it");
    return;
  }
  DcFlow *flow = dc_flow_new();
  gboolean whole = read_text(package, body, FALSE, flow);
  if (package->again) {
    dc_flow_free(flow);
    flow = dc_flow_new();
    whole = read_text(package, body, TRUE, flow);
  }
  dc_flow_finish(flow, options->encoding, document);
  gsize core_len;
  const char *core = dc_package_part(package->parts, "docProps/core.xml", &core_len);
  dc_package_properties(core, core_len, document);
  if (!whole)
    dc_document_fail(document, DC_STATUS_MALFORMED, "is damaged: its text is not well-formed XML");
}

void
dc_read_docx(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
             DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  document->format = "docx";
  Package package = {bytes, len, dc_package_read(bytes, len, wants, document), NULL, FALSE};
  if (package.parts) {
    read_package(&package, options, document);
    g_hash_table_unref(package.parts);
  }
  g_clear_pointer(&package.late, g_hash_table_unref);
  func(document, data);
}
