/* A text as a reader of a rich format writes it: runs in fonts, lines, pages. At the end the runs in legacy
 * encodings become Unicode, font by font. */
#pragma once

#include "corpus/document.h"

G_BEGIN_DECLS

typedef struct _DcFlow DcFlow;

DcFlow *dc_flow_new(void);
void dc_flow_free(DcFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcFlow, dc_flow_free)

/* Text in a font (NULL: unknown). UTF-8; what is not valid, and control characters, become U+001A; bytes of a
 * legacy encoding are given as the characters that they are in windows-1252. */
void dc_flow_text(DcFlow *flow, const char *font, const char *text, gsize len);
/* Ends the line; nothing at the start of one. White space at the end of the line goes. */
void dc_flow_break(DcFlow *flow);
/* Ends a paragraph. `after` is what hangs on it (notes, boxes; NULL: nothing): it comes next, and is freed. A
 * paragraph with nothing in it is a blank line, several are one; none at the start of the text or of a page,
 * nor `in_cell`, where they only make room. */
void dc_flow_paragraph(DcFlow *flow, gboolean in_cell, DcFlow *after);
/* What comes next is on a new page; what came before the first call is the first page. */
void dc_flow_page(DcFlow *flow);
/* Appends the text of another flow, without its pages and blank lines. */
void dc_flow_append(DcFlow *flow, const DcFlow *other);
gsize dc_flow_len(const DcFlow *flow);
/* What was written, not decoded; valid until more is. */
const char *dc_flow_peek(const DcFlow *flow);

/* Whether text in no font known has letters beyond ASCII, and none that only Unicode has: its font decides
 * what it says. */
gboolean dc_flow_lacks_font(const DcFlow *flow);

/* Gives the text, its pages and its encoding to the document, which fails when that is no text, or too long a
 * one. `encoding` forces one (NULL: decide). Frees the flow. */
void dc_flow_finish(DcFlow *flow, const char *encoding, DcDocument *document);

G_END_DECLS
