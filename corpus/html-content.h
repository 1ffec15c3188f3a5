/* Which lines of a page are the document that the page is for.
 *
 * A portal wraps a document in menus, boxes, dialogs and lists of links; a page that was exported from an
 * office program has none of that. Nothing is left out unless the page clearly is of the first kind, since
 * text lost here would be citations lost. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DcHtmlContent DcHtmlContent;

DcHtmlContent *dc_html_content_new(void);

/* A new element inside `parent` (0: the page itself) and its number. `id` and `class` may be NULL. */
guint dc_html_content_open(DcHtmlContent *content, guint parent, const char *name, const char *id,
                           const char *css_class);

/* A line of text directly in `element`, `links` of its characters inside links to elsewhere. */
void dc_html_content_add_line(DcHtmlContent *content, guint element, const char *line, gsize len,
                              guint links);

/* The lines of the document, each ended by a line feed. Frees `content`. */
char *dc_html_content_finish(DcHtmlContent *content, gsize *len);

G_END_DECLS
