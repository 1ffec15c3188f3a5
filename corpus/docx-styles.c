#include "corpus/docx-styles.h"

#include <string.h>

#include "corpus/numbering.h"
#include "corpus/xml-walk.h"

#define STYLES_PART "word/styles.xml"
/* The key of the document's defaults among the styles; no style can be called so. */
#define DEFAULTS "\n"
#define MAX_BASES 32 /* styles in a chain, which may be a ring */

typedef struct {
  char *font, *base, *list;
  int level;
  gboolean caps;
} Style;

struct _DcDocxStyles {
  DcDocxPartFunc part;
  gpointer package;
  gboolean with_defaults, styles_parsed, lists_parsed;
  char *default_style; /* of paragraphs */
  GHashTable *styles;
  DcNumbering *numbering;
  /* while parsing */
  Style *style;
  char number[64]; /* "" while none is open */
  gboolean in_list;
  int level;
  gboolean defaults;
};

static void
free_style(gpointer data) {
  Style *style = data;
  g_free(style->font);
  g_free(style->base);
  g_free(style->list);
  g_free(style);
}

static void
set_value(char **place, const DcXmlAttributes *attributes, const char *name) {
  char value[256];
  if (dc_xml_attribute(attributes, name, value, sizeof value)) {
    g_free(*place);
    *place = g_strdup(value);
  }
}

static int
int_value(const DcXmlAttributes *attributes, const char *name, int otherwise) {
  char value[32];
  return dc_xml_attribute(attributes, name, value, sizeof value)
             ? (int)CLAMP(g_ascii_strtoll(value, NULL, 10), G_MININT, G_MAXINT)
             : otherwise;
}

static void
on_style_start(void *data, const char *prefix G_GNUC_UNUSED, const char *name,
               const DcXmlAttributes *attributes) {
  DcDocxStyles *self = data;
  char id[256];
  if (!strchr("bcdinrs", name[0]) || name[1] == 's') /* most are exceptions (lsdException) and looks */
    return;
  if (g_str_equal(name, "docDefaults") || g_str_equal(name, "style")) {
    gboolean named = dc_xml_attribute(attributes, "styleId", id, sizeof id);
    self->style = g_new0(Style, 1);
    g_hash_table_replace(self->styles, g_strdup(named ? id : DEFAULTS), self->style);
    char value[16];
    if (named && dc_xml_attribute(attributes, "default", value, sizeof value) && g_str_equal(value, "1") &&
        dc_xml_attribute(attributes, "type", value, sizeof value) && g_str_equal(value, "paragraph"))
      set_value(&self->default_style, attributes, "styleId");
  }
  if (!self->style)
    return;
  if (g_str_equal(name, "basedOn"))
    set_value(&self->style->base, attributes, "val");
  else if (g_str_equal(name, "rFonts"))
    set_value(&self->style->font, attributes, "ascii");
  else if (g_str_equal(name, "numId"))
    set_value(&self->style->list, attributes, "val");
  else if (g_str_equal(name, "ilvl"))
    self->style->level = CLAMP(int_value(attributes, "val", 0), 0, DC_NUMBERING_LEVELS - 1);
  else if (g_str_equal(name, "caps"))
    self->style->caps = !dc_xml_attribute(attributes, "val", id, sizeof id) ||
                        !(g_str_equal(id, "0") || g_str_equal(id, "false"));
}

static void
on_style_end(void *data, const char *prefix G_GNUC_UNUSED, const char *name) {
  DcDocxStyles *self = data;
  if (g_str_equal(name, "docDefaults") || g_str_equal(name, "style"))
    self->style = NULL;
}

static void
on_text(void *data G_GNUC_UNUSED, const char *text G_GNUC_UNUSED, gsize len G_GNUC_UNUSED) {
}

static void
begin_list(DcDocxStyles *self, const char *name, const DcXmlAttributes *attributes) {
  char id[64];
  if (g_str_equal(name, "abstractNum") && dc_xml_attribute(attributes, "abstractNumId", id, sizeof id)) {
    self->in_list = TRUE;
    dc_numbering_add_list(self->numbering, id);
  } else if (g_str_equal(name, "num"))
    dc_xml_attribute(attributes, "numId", self->number, sizeof self->number);
  else if (g_str_equal(name, "abstractNumId") && self->number[0] &&
           dc_xml_attribute(attributes, "val", id, sizeof id))
    dc_numbering_add_number(self->numbering, self->number, id);
}

static void
on_list_start(void *data, const char *prefix G_GNUC_UNUSED, const char *name,
              const DcXmlAttributes *attributes) {
  DcDocxStyles *self = data;
  char value[256];
  begin_list(self, name, attributes);
  if (g_str_equal(name, "lvl") || g_str_equal(name, "lvlOverride"))
    self->level = int_value(attributes, "ilvl", 0);
  else if (self->in_list && g_str_equal(name, "start"))
    dc_numbering_set_start(self->numbering, self->level, int_value(attributes, "val", 1));
  else if (self->in_list && g_str_equal(name, "numFmt") &&
           dc_xml_attribute(attributes, "val", value, sizeof value))
    dc_numbering_set_format(self->numbering, self->level, value);
  else if (self->in_list && g_str_equal(name, "lvlText") &&
           dc_xml_attribute(attributes, "val", value, sizeof value))
    dc_numbering_set_pattern(self->numbering, self->level, value);
  else if (self->number[0] && g_str_equal(name, "startOverride"))
    dc_numbering_override(self->numbering, self->level, int_value(attributes, "val", 1));
}

static void
on_list_end(void *data, const char *prefix G_GNUC_UNUSED, const char *name) {
  DcDocxStyles *self = data;
  if (g_str_equal(name, "abstractNum"))
    self->in_list = FALSE;
  else if (g_str_equal(name, "num"))
    self->number[0] = '\0';
}

/* Whether paragraphs without a style of their own need the styles: only where these could change what is
 * read, by a font of a legacy encoding or by capitals. */
static gboolean
may_matter(const char *styles, gsize len) {
  const char *end = styles + len;
  /* The fonts that stand in attributes, tag by tag: most of the bytes are never looked at. */
  for (const char *tag = styles; tag && (tag = memchr(tag, '<', (gsize)(end - tag)));) {
    const char *next = memchr(tag + 1, '<', (gsize)(end - tag - 1));
    gsize n = (gsize)((next ? next : end) - tag);
    if (n > 7 && !memcmp(tag, "<w:caps", 7))
      return TRUE;
    if (n > 9 && !memcmp(tag, "<w:rFonts", 9) && (memmem(tag, n, "Vn", 2) || memmem(tag, n, "VNI", 3)))
      return TRUE;
    tag = next;
  }
  return FALSE;
}

DcDocxStyles *
dc_docx_styles_new(DcDocxPartFunc part, gpointer package, gboolean with_defaults) {
  DcDocxStyles *self = g_new0(DcDocxStyles, 1);
  self->part = part;
  self->package = package;
  self->with_defaults = with_defaults;
  self->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_style);
  self->numbering = dc_numbering_new();
  return self;
}

gboolean
dc_docx_styles_have_defaults(DcDocxStyles *styles) {
  gsize len;
  const char *xml = styles->part(STYLES_PART, &len, styles->package);
  return may_matter(xml, len);
}

void
dc_docx_styles_free(DcDocxStyles *styles) {
  g_hash_table_unref(styles->styles);
  dc_numbering_free(styles->numbering);
  g_free(styles->default_style);
  g_free(styles);
}

static void
parse_styles(DcDocxStyles *self) {
  static const DcXmlHandler handler = {on_style_start, on_style_end, on_text};
  gsize len;
  const char *xml = self->styles_parsed ? NULL : self->part(STYLES_PART, &len, self->package);
  if (xml)
    dc_xml_walk(xml, len, &handler, self);
  self->styles_parsed = TRUE;
}

static void
parse_lists(DcDocxStyles *self) {
  static const DcXmlHandler handler = {on_list_start, on_list_end, on_text};
  gsize len;
  const char *xml = self->lists_parsed ? NULL : self->part("word/numbering.xml", &len, self->package);
  if (xml)
    dc_xml_walk(xml, len, &handler, self);
  self->lists_parsed = TRUE;
}

/* The style that a name stands for, with the styles parsed when they are needed. */
static const char *
resolve(DcDocxStyles *self, const char *style) {
  if (style[0] || self->with_defaults)
    parse_styles(self);
  return style[0] ? style : self->default_style;
}

/* The style itself, then what it is based on: `i` counts along. NULL at the end. */
static const Style *
next_style(const DcDocxStyles *self, const char *id, const Style *last, guint i) {
  const char *name = last ? last->base : id;
  return name && i < MAX_BASES ? g_hash_table_lookup(self->styles, name) : NULL;
}

const char *
dc_docx_styles_font(DcDocxStyles *styles, const char *style) {
  const Style *at = NULL;
  style = resolve(styles, style);
  for (guint i = 0; (at = next_style(styles, style, at, i)); i++)
    if (at->font)
      return at->font;
  at = g_hash_table_lookup(styles->styles, DEFAULTS);
  return at ? at->font : NULL;
}

gboolean
dc_docx_styles_caps(DcDocxStyles *styles, const char *style) {
  const Style *at = NULL;
  style = resolve(styles, style);
  for (guint i = 0; (at = next_style(styles, style, at, i)); i++)
    if (at->caps)
      return TRUE;
  return FALSE;
}

gboolean
dc_docx_styles_list(DcDocxStyles *styles, const char *style, char *number, gsize size, int *level) {
  const Style *at = NULL;
  style = resolve(styles, style);
  for (guint i = 0; (at = next_style(styles, style, at, i)); i++)
    if (at->list) {
      g_strlcpy(number, at->list, size);
      *level = at->level;
      return TRUE;
    }
  return FALSE;
}

char *
dc_docx_styles_label(DcDocxStyles *styles, const char *number, int level) {
  parse_lists(styles);
  return dc_numbering_label(styles->numbering, number, level);
}
