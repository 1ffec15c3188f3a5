#include "corpus/html-content.h"

#include <string.h>

typedef struct {
  guint parent;
  gboolean paragraph; /* p, li, h1 …: its lines speak for the element around it */
  gboolean chrome;    /* its id or class says so, or that of an element around it */
  gboolean kept;      /* it is in the main part of the page */
  gsize direct;       /* weight of the running text in its own paragraphs */
  gsize total;        /* and in all of it that is no chrome */
  guint links;        /* lines in all that which are mostly links */
} Element;

typedef struct {
  guint element;
  gsize start, len;
  guint chars, links;
  gsize weight;
} Line;

struct _DcHtmlContent {
  GArray *elements, *lines;
  GString *text;
};

/* Parts of ids and classes that portals give to what is around a document. */
static const char *const chrome_words[] = {"menu",    "navbar",  "footer",   "sidebar", "breadcrumb",
                                           "login",   "dialog",  "popup",    "banner",  "share",
                                           "comment", "related", "feedback", "advert",  "tooltip"};

/* A line at least this long is running text, not a label of a menu. */
#define RUNNING_CHARS 40
/* What holds more than this part of the page's running text is no box beside it, whatever its name. */
#define CHROME_MAX_PART 0.3
/* Vietnamese text counts for more than its English translation beside it: by bytes beyond one a character. */
#define MARKED_WEIGHT 10
#define NEAR_LEVELS 4
/* A page with fewer links outside of its main part is taken whole. */
#define PORTAL_LINK_LINES 15

DcHtmlContent *
dc_html_content_new(void) {
  DcHtmlContent *content = g_new0(DcHtmlContent, 1);
  content->elements = g_array_new(FALSE, TRUE, sizeof(Element));
  content->lines = g_array_new(FALSE, FALSE, sizeof(Line));
  content->text = g_string_new(NULL);
  g_array_set_size(content->elements, 1);
  return content;
}

static gboolean
says_chrome(const char *label) {
  if (!label)
    return FALSE;
  g_autofree char *lower = g_ascii_strdown(label, -1);
  for (guint i = 0; i < G_N_ELEMENTS(chrome_words); i++)
    if (strstr(lower, chrome_words[i]))
      return TRUE;
  return FALSE;
}

guint
dc_html_content_open(DcHtmlContent *content, guint parent, const char *name, const char *id,
                     const char *css_class) {
  static const char *const paragraphs[] = {"p",  "li", "h1", "h2", "h3",  "h4",
                                           "h5", "h6", "ol", "ul", "pre", NULL};
  Element element = {.parent = parent};
  element.paragraph = g_strv_contains(paragraphs, name);
  element.chrome = says_chrome(id) || says_chrome(css_class);
  g_array_append_val(content->elements, element);
  return content->elements->len - 1;
}

void
dc_html_content_add_line(DcHtmlContent *content, guint element, const char *line, gsize len, guint links) {
  Line made = {element, content->text->len, len, (guint)g_utf8_strlen(line, (gssize)len), links, 0};
  if (links * 2 <= made.chars && made.chars >= RUNNING_CHARS)
    made.weight = made.chars + MARKED_WEIGHT * (len - made.chars);
  g_array_append_val(content->lines, made);
  g_string_append_len(content->text, line, (gssize)len);
}

static Element *
element_at(const DcHtmlContent *content, guint i) {
  return &g_array_index(content->elements, Element, i);
}

static gboolean
is_link(const Line *line) {
  return line->links * 2 > line->chars;
}

/* Sums up what is in each element. An element comes after the one around it, so sums go up backwards. */
static void
sum_up(DcHtmlContent *content, gboolean with_chrome) {
  for (guint i = 0; i < content->elements->len; i++) {
    element_at(content, i)->total = 0;
    element_at(content, i)->links = 0;
  }
  for (guint i = 0; i < content->lines->len; i++) {
    const Line *line = &g_array_index(content->lines, Line, i);
    Element *element = element_at(content, line->element);
    if (element->chrome && !with_chrome)
      continue;
    element->total += line->weight;
    element->links += is_link(line);
  }
  for (guint i = content->elements->len - 1; i > 0; i--) {
    Element *parent = element_at(content, element_at(content, i)->parent);
    parent->total += element_at(content, i)->total;
    parent->links += element_at(content, i)->links;
  }
}

/* What is called a menu and is not most of the page is one; what is in it is left out of all sums. */
static void
weigh(DcHtmlContent *content) {
  sum_up(content, TRUE);
  double most = CHROME_MAX_PART * (double)element_at(content, 0)->total;
  for (guint i = 1; i < content->elements->len; i++) {
    Element *element = element_at(content, i);
    element->chrome =
        (element->chrome && (double)element->total < most) || element_at(content, element->parent)->chrome;
  }
  sum_up(content, FALSE);
  for (guint i = 0; i < content->lines->len; i++) {
    const Line *line = &g_array_index(content->lines, Line, i);
    guint owner = line->element;
    while (owner && element_at(content, owner)->paragraph)
      owner = element_at(content, owner)->parent;
    if (!element_at(content, owner)->chrome)
      element_at(content, owner)->direct += line->weight;
  }
}

/* The element whose own paragraphs hold most, widened to what stands around them without bringing in links (a
 * letterhead, a signature), and to near relatives with more text (annexes, tables); menus and boxes stand
 * further off. */
static guint
main_element(const DcHtmlContent *content) {
  guint best = 0;
  for (guint i = 1; i < content->elements->len; i++)
    if (element_at(content, i)->direct > element_at(content, best)->direct)
      best = i;
  for (guint up = 0, at = best; at; up++) {
    at = element_at(content, at)->parent;
    const Element *around = element_at(content, at), *inner = element_at(content, best);
    if (around->links <= inner->links + 2 || (up < NEAR_LEVELS && around->total > inner->total))
      best = at;
  }
  return best;
}

/* Marks the elements of the main part; FALSE when too little is outside of it for a portal page. */
static gboolean
mark_kept(DcHtmlContent *content) {
  guint main_part = main_element(content), outside = 0;
  for (guint i = main_part; i < content->elements->len; i++) {
    Element *element = element_at(content, i);
    element->kept = i == main_part || (element_at(content, element->parent)->kept && !element->chrome);
  }
  for (guint i = 0; i < content->lines->len; i++) {
    const Line *line = &g_array_index(content->lines, Line, i);
    outside += is_link(line) && !element_at(content, line->element)->kept;
  }
  return outside >= PORTAL_LINK_LINES;
}

char *
dc_html_content_finish(DcHtmlContent *content, gsize *len) {
  weigh(content);
  gboolean portal = mark_kept(content);
  GString *out = g_string_sized_new(content->text->len + content->lines->len);
  gboolean blank = FALSE; /* a blank line is due before the next */
  for (guint i = 0; i < content->lines->len; i++) {
    const Line *line = &g_array_index(content->lines, Line, i);
    if (portal && !element_at(content, line->element)->kept)
      continue;
    if (!line->len || blank) {
      blank = !line->len;
      if (blank)
        continue;
      if (out->len)
        g_string_append_c(out, '\n');
    }
    g_string_append_len(out, content->text->str + line->start, (gssize)line->len);
    g_string_append_c(out, '\n');
  }
  g_array_unref(content->elements);
  g_array_unref(content->lines);
  g_string_free(content->text, TRUE);
  g_free(content);
  *len = out->len;
  return g_string_free(out, FALSE);
}
