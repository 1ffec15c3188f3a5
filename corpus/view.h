/* The normalised view of a text: what all matching works on, with a map back to the bytes of the text.
 *
 * The view has two forms of the same length, so that one offset serves both:
 *   clean  letters composed (NFC), Ð/ð (Eth) as Đ/đ, Cyrillic letters that look Latin as these, every dash as
 * '-', every space but the line feed as ' ', zero-width characters, soft hyphens, byte order marks and strike
 * marks (~~) left out, the tone of open oa, oe, uy on its first vowel (hoà → hòa, uỷ → ủy; never after q)
 *   fold   the same in lower case
 * A line feed stays '\n' (patterns treat it as white space; layout needs lines); "\r\n" becomes "\n".
 *
 * Offsets of a view are bytes of `clean`/`fold`; dc_view_to_text gives bytes of the text. Linear time; the
 * map is a list of segments, one for each place where lengths differ. */
#pragma once

#include "corpus/span.h"

G_BEGIN_DECLS

typedef struct {
  const char *clean; /* NUL-terminated */
  const char *fold;  /* NUL-terminated, same length */
  gsize len;
} DcView;

/* No document has a text that is nearly as long (document.h): the map has offsets of 32 bits. */
#define DC_VIEW_MAX G_MAXUINT32

/* `text` is valid UTF-8 of `len` bytes, at most DC_VIEW_MAX, and may be freed afterwards. */
DcView *dc_view_new(const char *text, gsize len);
void dc_view_free(DcView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcView, dc_view_free)

/* The place in the text of the character that starts at `offset` in the view; `len` maps to the text's end.
 */
gsize dc_view_to_text(const DcView *view, gsize offset);
/* A span maps to the text of its characters alone: what was left out right after it is not included. */
DcSpan dc_view_span_to_text(const DcView *view, DcSpan span);
/* The first place in the view at or after a place in the text. */
gsize dc_view_from_text(const DcView *view, gsize offset);

G_END_DECLS
