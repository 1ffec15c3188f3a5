#include "corpus/docx-styles.h"

#include <string.h>

#include "corpus/numeral.h"
#include "corpus/xml-walk.h"

#define MAX_LEVELS 9
#define STYLES_PART "word/styles.xml"
/* The key of the document's defaults among the styles; no style can be called so. */
#define DEFAULTS "\n"
#define MAX_BASES 32 /* styles in a chain, which may be a ring */

typedef struct {
  char *font, *base, *list;
  int level;
  gboolean caps;
} Style;

typedef struct {
  char *format, *pattern;
  int start;
} Level;

typedef struct {
  Level levels[MAX_LEVELS];
  int counts[MAX_LEVELS];
} Abstract;

typedef struct {
  char *abstract;
  int overrides[MAX_LEVELS]; /* -1: none */
} Number;

struct _DcDocxStyles {
  DcDocxPartFunc part;
  gpointer package;
  gboolean with_defaults, styles_parsed, lists_parsed;
  char *default_style; /* of paragraphs */
  GHashTable *styles, *abstracts, *numbers;
  /* while parsing */
  Style *style;
  Abstract *abstract;
  Number *number;
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
free_abstract(gpointer data) {
  Abstract *abstract = data;
  for (int i = 0; i < MAX_LEVELS; i++) {
    g_free(abstract->levels[i].format);
    g_free(abstract->levels[i].pattern);
  }
  g_free(abstract);
}

static void
free_number(gpointer data) {
  Number *number = data;
  g_free(number->abstract);
  g_free(number);
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
    self->style->level = CLAMP(int_value(attributes, "val", 0), 0, MAX_LEVELS - 1);
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
    self->abstract = g_new0(Abstract, 1);
    g_hash_table_replace(self->abstracts, g_strdup(id), self->abstract);
  } else if (g_str_equal(name, "num") && dc_xml_attribute(attributes, "numId", id, sizeof id)) {
    self->number = g_new0(Number, 1);
    for (int i = 0; i < MAX_LEVELS; i++)
      self->number->overrides[i] = -1;
    g_hash_table_replace(self->numbers, g_strdup(id), self->number);
  }
}

static void
on_list_start(void *data, const char *prefix G_GNUC_UNUSED, const char *name,
              const DcXmlAttributes *attributes) {
  DcDocxStyles *self = data;
  begin_list(self, name, attributes);
  if (g_str_equal(name, "lvl") || g_str_equal(name, "lvlOverride"))
    self->level = CLAMP(int_value(attributes, "ilvl", 0), 0, MAX_LEVELS - 1);
  Level *level = self->abstract ? &self->abstract->levels[self->level] : NULL;
  if (level && g_str_equal(name, "start"))
    level->start = CLAMP(int_value(attributes, "val", 1), 0, 1000000);
  else if (level && g_str_equal(name, "numFmt"))
    set_value(&level->format, attributes, "val");
  else if (level && g_str_equal(name, "lvlText"))
    set_value(&level->pattern, attributes, "val");
  else if (self->number && g_str_equal(name, "abstractNumId"))
    set_value(&self->number->abstract, attributes, "val");
  else if (self->number && g_str_equal(name, "startOverride"))
    self->number->overrides[self->level] = CLAMP(int_value(attributes, "val", 1), 0, 1000000);
}

static void
on_list_end(void *data, const char *prefix G_GNUC_UNUSED, const char *name) {
  DcDocxStyles *self = data;
  if (g_str_equal(name, "abstractNum"))
    self->abstract = NULL;
  else if (g_str_equal(name, "num"))
    self->number = NULL;
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
  self->abstracts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_abstract);
  self->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_number);
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
  g_hash_table_unref(styles->abstracts);
  g_hash_table_unref(styles->numbers);
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

static void
append_count(GString *out, const char *format, int n) {
  gboolean upper = format && g_str_has_prefix(format, "upper");
  if (format && g_str_has_suffix(format, "Roman"))
    dc_numeral_roman(out, n, upper);
  else if (format && g_str_has_suffix(format, "Letter") && n >= 1)
    for (int i = 0; i <= MIN((n - 1) / 26, 8); i++)
      g_string_append_c(out, (char)((upper ? 'A' : 'a') + (n - 1) % 26));
  else if (format && g_str_equal(format, "decimalZero"))
    g_string_append_printf(out, "%02d", n);
  else if (!format || !g_str_equal(format, "none"))
    g_string_append_printf(out, "%d", n);
}

/* The sign of a bullet is from a font of signs more often than not. */
static void
append_bullet(GString *out, const char *pattern) {
  gunichar c = pattern ? g_utf8_get_char_validated(pattern, -1) : 0;
  if (c == '+' || c == '*' || c == 0x2022)
    g_string_append_unichar(out, c);
  else
    g_string_append_c(out, '-');
}

char *
dc_docx_styles_label(DcDocxStyles *styles, const char *number, int level) {
  GString *out = g_string_new(NULL);
  parse_lists(styles);
  const Number *list = g_hash_table_lookup(styles->numbers, number);
  Abstract *abstract = list && list->abstract ? g_hash_table_lookup(styles->abstracts, list->abstract) : NULL;
  if (!abstract || level < 0 || level >= MAX_LEVELS)
    return g_string_free(out, FALSE);
  const Level *own = &abstract->levels[level];
  int first = list->overrides[level] >= 0 ? list->overrides[level] : own->start;
  abstract->counts[level] = abstract->counts[level] ? abstract->counts[level] + 1 : MAX(first, 0) + 1;
  for (int i = level + 1; i < MAX_LEVELS; i++)
    abstract->counts[i] = 0;
  if (own->format && g_str_equal(own->format, "bullet")) {
    append_bullet(out, own->pattern);
    return g_string_free(out, FALSE);
  }
  for (const char *p = own->pattern ? own->pattern : ""; *p; p++) {
    int inner = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;
    if (inner < 0) {
      g_string_append_c(out, *p);
      continue;
    }
    /* A count is kept one up, 0 being "not begun": a level above that has no paragraph yet shows its start.
     */
    int count = abstract->counts[inner] ? abstract->counts[inner] - 1 : abstract->levels[inner].start;
    append_count(out, abstract->levels[inner].format, count);
    p++;
  }
  return g_string_free(out, FALSE);
}
