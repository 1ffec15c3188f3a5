/* HTML by libxml2's SAX parser: what a reader of the page sees, one line a block, tables cell by cell.
 *
 * The parser calls are turned into pieces of text, each owned by an element of a light tree; at the end the
 * pieces outside the document proper of a portal page are left out (html-content.h). */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "corpus/encoding-legacy.h"
#include "corpus/encoding.h"
#include "corpus/html-content.h"
#include "corpus/numeral.h"
#include "corpus/parsers.h"

/* Beyond this an element's parts are taken as parts of the one around it. */
#define MAX_CONDITION ((gsize)200)
#define MAX_DEPTH 4096

typedef enum {
  KIND_INLINE,
  KIND_BLOCK,
  KIND_DROP,  /* what is in it is no text of the document */
  KIND_TITLE, /* the page's <title> */
  KIND_BREAK,
  KIND_LIST,
  KIND_ITEM,
  KIND_PRE,
  KIND_LINK
} Kind;

static const struct {
  const char *name;
  Kind kind;
} kinds[] = {
    {"a", KIND_LINK},           {"address", KIND_BLOCK},    {"article", KIND_BLOCK}, {"aside", KIND_DROP},
    {"blockquote", KIND_BLOCK}, {"body", KIND_BLOCK},       {"br", KIND_BREAK},      {"button", KIND_DROP},
    {"caption", KIND_BLOCK},    {"center", KIND_BLOCK},     {"dd", KIND_BLOCK},      {"del", KIND_DROP},
    {"dialog", KIND_DROP},      {"div", KIND_BLOCK},        {"dl", KIND_BLOCK},      {"dt", KIND_BLOCK},
    {"fieldset", KIND_BLOCK},   {"figcaption", KIND_BLOCK}, {"figure", KIND_BLOCK},  {"footer", KIND_DROP},
    {"form", KIND_BLOCK},       {"h1", KIND_BLOCK},         {"h2", KIND_BLOCK},      {"h3", KIND_BLOCK},
    {"h4", KIND_BLOCK},         {"h5", KIND_BLOCK},         {"h6", KIND_BLOCK},      {"header", KIND_BLOCK},
    {"hr", KIND_BREAK},         {"iframe", KIND_DROP},      {"li", KIND_ITEM},       {"main", KIND_BLOCK},
    {"menu", KIND_DROP},        {"nav", KIND_DROP},         {"noscript", KIND_DROP}, {"object", KIND_DROP},
    {"ol", KIND_LIST},          {"option", KIND_DROP},      {"p", KIND_BLOCK},       {"pre", KIND_PRE},
    {"script", KIND_DROP},      {"section", KIND_BLOCK},    {"select", KIND_DROP},   {"style", KIND_DROP},
    {"svg", KIND_DROP},         {"table", KIND_BLOCK},      {"tbody", KIND_BLOCK},   {"td", KIND_BLOCK},
    {"template", KIND_DROP},    {"textarea", KIND_DROP},    {"tfoot", KIND_BLOCK},   {"th", KIND_BLOCK},
    {"thead", KIND_BLOCK},      {"title", KIND_TITLE},      {"tr", KIND_BLOCK},      {"ul", KIND_LIST},
    {"xml", KIND_DROP},
};

typedef struct {
  Kind kind;
  guint element; /* of the light tree */
  gboolean ordered;
  char style;  /* of an ordered list: 1 a A i I */
  int next;    /* number of its next item */
  guint lines; /* how many there were when it was opened */
} Open;

typedef struct {
  DcHtmlContent *content;
  GArray *open;                    /* of Open */
  guint dropped, title, pre, link; /* how many open elements are of these kinds */
  guint overflow;                  /* open elements beyond MAX_DEPTH */
  GString *line;
  guint line_links;   /* characters of the line that are in links */
  gboolean space;     /* white space is due before the next character */
  guint cells, lines; /* open cells of tables; lines so far */
  GString *page_title;
} Parse;

static Kind
kind_of(const char *name) {
  guint low = 0, high = G_N_ELEMENTS(kinds);
  while (low < high) {
    guint middle = (low + high) / 2;
    int order = g_ascii_strcasecmp(name, kinds[middle].name);
    if (order == 0)
      return kinds[middle].kind;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return KIND_INLINE;
}

static const char *
attribute(const xmlChar **attributes, const char *name) {
  for (; attributes && attributes[0]; attributes += 2)
    if (!g_ascii_strcasecmp((const char *)attributes[0], name))
      return attributes[1] ? (const char *)attributes[1] : "";
  return NULL;
}

/* display:none, `hidden`, and what Word keeps beside the text (comments, headers of pages). */
static gboolean
is_hidden(const xmlChar **attributes) {
  const char *aria = attribute(attributes, "aria-hidden"), *style = attribute(attributes, "style");
  if (attribute(attributes, "hidden") || (aria && g_str_equal(aria, "true")))
    return TRUE;
  if (!style)
    return FALSE;
  g_autofree char *plain = g_ascii_strdown(style, -1);
  char *out = plain;
  for (const char *p = plain; *p; p++)
    if (!g_ascii_isspace(*p))
      *out++ = *p;
  *out = '\0';
  return strstr(plain, "display:none") || strstr(plain, "mso-hide:all") ||
         strstr(plain, "mso-element:header") || strstr(plain, "mso-element:footer") ||
         strstr(plain, "mso-element:comment");
}

static guint
current_element(const Parse *p) {
  return p->open->len ? g_array_index(p->open, Open, p->open->len - 1).element : 0;
}

static void
end_line(Parse *p) {
  while (p->line->len && g_ascii_isspace(p->line->str[p->line->len - 1]))
    g_string_truncate(p->line, p->line->len - 1);
  if (p->line->len) {
    dc_html_content_add_line(p->content, current_element(p), p->line->str, p->line->len, p->line_links);
    p->lines++;
  }
  g_string_truncate(p->line, 0);
  p->line_links = 0;
  p->space = FALSE;
}

/* A line that is there but empty parts what is above it from what is below; in a table it only makes room. */
static void
empty_line(Parse *p) {
  if (!p->cells)
    dc_html_content_add_line(p->content, current_element(p), "", 0, 0);
}

static void
line_break(Parse *p) {
  guint before = p->lines;
  if (p->dropped)
    return;
  end_line(p);
  if (p->lines == before)
    empty_line(p);
}

static gboolean
breaks_line(Kind kind) {
  return kind != KIND_INLINE && kind != KIND_LINK && kind != KIND_DROP;
}

/* The mark that a browser draws before an item. */
static void
begin_item(Parse *p, const xmlChar **attributes) {
  Open *list = NULL;
  for (guint i = p->open->len; i-- && !list;)
    if (g_array_index(p->open, Open, i).kind == KIND_LIST)
      list = &g_array_index(p->open, Open, i);
  if (!list)
    return;
  if (!list->ordered) {
    g_string_append(p->line, "- ");
    return;
  }
  const char *value = attribute(attributes, "value");
  if (value)
    list->next = (int)CLAMP(g_ascii_strtoll(value, NULL, 10), 0, 999999);
  int n = list->next++;
  if (list->style == 'i' || list->style == 'I')
    dc_numeral_roman(p->line, n, list->style == 'I');
  else if ((list->style == 'a' || list->style == 'A') && n >= 1 && n <= 26)
    g_string_append_c(p->line, (char)(list->style + n - 1));
  else
    g_string_append_printf(p->line, "%d", n);
  g_string_append(p->line, list->style == 'a' ? ") " : ". ");
}

static gboolean
is_link(const xmlChar **attributes) {
  const char *target = attribute(attributes, "href");
  return target && target[0] && target[0] != '#' && g_ascii_strncasecmp(target, "javascript:", 11) != 0;
}

static gboolean
is_cell(const char *name) {
  return !g_ascii_strcasecmp(name, "td") || !g_ascii_strcasecmp(name, "th");
}

static void
on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
  Parse *p = data;
  Kind kind = kind_of((const char *)name);
  if (kind == KIND_BREAK) {
    line_break(p);
    return;
  }
  if (p->open->len >= MAX_DEPTH) {
    p->overflow++;
    return;
  }
  if (breaks_line(kind))
    end_line(p);
  if (kind == KIND_LINK && !is_link(attributes))
    kind = KIND_INLINE;
  if (is_hidden(attributes))
    kind = KIND_DROP;
  Open open = {.kind = kind, .element = current_element(p), .lines = p->lines};
  if (kind == KIND_BLOCK || kind == KIND_LIST || kind == KIND_ITEM || kind == KIND_PRE)
    open.element = dc_html_content_open(p->content, current_element(p), (const char *)name,
                                        attribute(attributes, "id"), attribute(attributes, "class"));
  if (kind == KIND_LIST) {
    const char *type = attribute(attributes, "type"), *start = attribute(attributes, "start");
    open.ordered = !g_ascii_strcasecmp((const char *)name, "ol");
    open.style = type ? type[0] : '1';
    open.next = start ? (int)CLAMP(g_ascii_strtoll(start, NULL, 10), 0, 999999) : 1;
  }
  p->dropped += kind == KIND_DROP;
  p->cells += is_cell((const char *)name);
  p->title += kind == KIND_TITLE;
  p->pre += kind == KIND_PRE;
  p->link += kind == KIND_LINK;
  g_array_append_val(p->open, open);
  if (kind == KIND_ITEM && !p->dropped)
    begin_item(p, attributes);
}

static void
on_end(void *data, const xmlChar *name) {
  Parse *p = data;
  Kind kind = kind_of((const char *)name);
  if (kind == KIND_BREAK)
    return;
  if (p->overflow) {
    p->overflow--;
    return;
  }
  if (!p->open->len)
    return;
  if (breaks_line(kind))
    end_line(p);
  const Open *last = &g_array_index(p->open, Open, p->open->len - 1);
  Kind opened = last->kind;
  if (!p->dropped && opened == KIND_BLOCK && last->lines == p->lines &&
      !g_ascii_strcasecmp((const char *)name, "p"))
    empty_line(p);
  p->cells -= p->cells && is_cell((const char *)name);
  p->dropped -= opened == KIND_DROP;
  p->title -= opened == KIND_TITLE;
  p->pre -= opened == KIND_PRE;
  p->link -= opened == KIND_LINK;
  g_array_set_size(p->open, p->open->len - 1);
}

/* Characters 0x80 to 0x9F in a page are windows-1252, as browsers read them. */
static void
put(Parse *p, gunichar c) {
  if (c >= 0x80 && c < 0xA0)
    c = dc_encoding_windows_1252((guint8)c);
  if (p->space && p->line->len && p->line->str[p->line->len - 1] != ' ')
    g_string_append_c(p->line, ' ');
  p->space = FALSE;
  g_string_append_unichar(p->line, c ? c : 0x1A);
  p->line_links += p->link > 0;
}

static void
on_text(void *data, const xmlChar *text, int len) {
  Parse *p = data;
  if (p->title && p->page_title->len < 1000)
    g_string_append_len(p->page_title, (const char *)text, len);
  if (p->dropped || p->title)
    return;
  const char *end = (const char *)text + len;
  for (const char *at = (const char *)text; at < end;) {
    guchar byte = (guchar)*at;
    gunichar c = byte < 0x80 ? byte : g_utf8_get_char_validated(at, end - at);
    gsize size = byte < 0x80 ? 1 : (gsize)(g_utf8_next_char(at) - at);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      c = 0x1A;
      size = 1;
    }
    at += size;
    if (p->pre && c == '\n')
      line_break(p);
    else if (g_ascii_isspace(byte) || c == 0xA0)
      p->space = TRUE;
    else
      put(p, c);
  }
}

static void
on_nothing(void *data G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, ...) {
}

/* The charset that the page declares, if it is one that is known. */
static const char *
declared_encoding(const guint8 *bytes, gsize len) {
  gsize n = MIN(len, 4096);
  for (gsize i = 0; i + 8 < n; i++) {
    if (g_ascii_strncasecmp((const char *)bytes + i, "charset=", 8) != 0)
      continue;
    char label[32];
    gsize at = i + 8, k = 0;
    while (at < n && (bytes[at] == '"' || bytes[at] == '\''))
      at++;
    while (at < n && k + 1 < sizeof label &&
           (g_ascii_isalnum(bytes[at]) || strchr("-_", bytes[at] ? bytes[at] : ' ')))
      label[k++] = (char)bytes[at++];
    label[k] = '\0';
    return dc_encoding_find(label);
  }
  return NULL;
}

/* What the bytes are decides; the declaration only where the bytes leave it open (Word declares windows-1252
 * whatever it writes). */
static DcEncoding
page_encoding(const guint8 *bytes, gsize len, const DcReadOptions *options) {
  if (options->encoding && dc_encoding_find(options->encoding))
    return (DcEncoding){dc_encoding_find(options->encoding), 100};
  DcEncoding guess = dc_encoding_guess(bytes, len);
  if (guess.confidence >= 90)
    return guess;
  const char *declared = declared_encoding(bytes, len);
  if (declared && !g_str_equal(declared, "UTF-8") && !g_str_has_prefix(declared, "UTF-16"))
    return (DcEncoding){declared, 70};
  return guess;
}

/* The end of a condition, behind its "]>"; NULL when there is none: those of Word are short, and hold no tag.
 */
static char *
condition_end(char *mark, const char *end) {
  if (g_ascii_strncasecmp(mark + 3, "if ", 3) != 0 && g_ascii_strncasecmp(mark + 3, "endif", 5) != 0)
    return NULL;
  gsize n = MIN((gsize)(end - mark), MAX_CONDITION);
  char *close = memchr(mark, ']', n);
  if (!close || close[1] != '>' /* it ends a comment */ || memchr(mark + 1, '<', (gsize)(close - mark - 1)))
    return NULL;
  return close + 2;
}

/* Takes out the conditions that Word puts around what every browser shows: "<![if
 * !supportLists]>1.<![endif]>".
 */
static gsize
drop_conditions(char *text, gsize len) {
  char *out = text, *end = text + len;
  for (char *at = text; at < end;) {
    char *mark = memmem(at, (gsize)(end - at), "<![", 3);
    gsize kept = (gsize)((mark ? mark : end) - at);
    memmove(out, at, kept);
    out += kept;
    at = mark ? mark : end;
    char *behind = mark ? condition_end(mark, end) : NULL;
    if (behind)
      at = behind;
    else if (mark)
      *out++ = *at++;
  }
  *out = '\0';
  return (gsize)(out - text);
}

static void
parse(Parse *p, const char *text, gsize len) {
  htmlSAXHandler sax = {.startElement = on_start,
                        .endElement = on_end,
                        .characters = on_text,
                        .cdataBlock = on_text,
                        .ignorableWhitespace = on_text,
                        .warning = on_nothing,
                        .error = on_nothing};
  htmlParserCtxtPtr context = htmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (!context)
    return;
  htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                  HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  for (gsize at = 0; at < len;) {
    gsize n = MIN(len - at, 1u << 16);
    htmlParseChunk(context, text + at, (int)n, FALSE);
    at += n;
  }
  htmlParseChunk(context, NULL, 0, TRUE);
  htmlFreeParserCtxt(context);
  end_line(p);
}

/* A page whose fonts were to make Vietnamese of what it has. Takes `text`. */
static char *
mend_legacy(char *text, gsize *len, DcEncoding *encoding) {
  int confidence;
  DcLegacy legacy = dc_legacy_is_unicode(text) ? DC_LEGACY_NONE : dc_legacy_guess(text, *len, &confidence);
  if (legacy == DC_LEGACY_NONE)
    return text;
  GString *mended = g_string_sized_new(*len);
  dc_legacy_decode(legacy, FALSE, text, *len, mended);
  g_free(text);
  *encoding = (DcEncoding){dc_legacy_name(legacy), confidence};
  *len = mended->len;
  return g_string_free(mended, FALSE);
}

void
dc_read_html(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
             DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  document->format = "html";
  DcEncoding encoding = page_encoding(bytes, len, options);
  gsize text_len;
  g_autofree char *text = dc_encoding_decode(bytes, len, encoding.name, &text_len);
  text_len = drop_conditions(text, text_len);
  gsize skip = g_str_has_prefix(text, "\xEF\xBB\xBF") ? 3 : 0;
  Parse p = {.content = dc_html_content_new(),
             .open = g_array_new(FALSE, FALSE, sizeof(Open)),
             .line = g_string_new(NULL),
             .page_title = g_string_new(NULL)};
  parse(&p, text + skip, text_len - skip);
  gsize kept;
  char *lines = dc_html_content_finish(p.content, &kept);
  if (!options->encoding)
    lines = mend_legacy(lines, &kept, &encoding);
  dc_document_take_text(document, lines, kept);
  document->encoding = g_strdup(encoding.name);
  document->encoding_confidence = encoding.confidence;
  if (!kept)
    dc_document_fail(document, DC_STATUS_EMPTY, "is a page without text");
  document->meta_title = dc_legacy_property(p.page_title->str);
  g_array_unref(p.open);
  g_string_free(p.line, TRUE);
  g_string_free(p.page_title, TRUE);
  func(document, data);
}
