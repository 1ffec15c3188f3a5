/* What the layout's parts share: lines, and how they begin. Private to layout*.c.
 *
 * All literals are in fold form. Lines are trimmed of spaces and of the marks of marked-up text. */
#pragma once

#include <string.h>

#include "corpus/layout.h"

G_BEGIN_DECLS

/* The next line of [*at, end), trimmed; it may be empty. FALSE at the end. `at` moves behind its line feed.
 */
gboolean dc_line_next(const DcView *view, gsize *at, gsize end, DcSpan *line);

/* As dc_line_starts, whatever space there is between the literal's words, also none ("Căncứ"). */
gboolean dc_line_starts_loosely(const DcView *view, DcSpan line, const char *literal);

static inline gboolean
dc_line_starts(const DcView *view, DcSpan line, const char *literal) {
  if (line.end <= line.start || view->fold[line.start] != *literal) /* as nearly always */
    return FALSE;
  gsize n = strlen(literal);
  if (dc_span_length(line) >= n && memcmp(view->fold + line.start, literal, n) == 0)
    return TRUE;
  return literal[1] && view->fold[line.start + 1] == literal[1] &&
         dc_line_starts_loosely(view, line, literal);
}

static inline gboolean
dc_line_is(const DcView *view, DcSpan line, const char *literal) {
  return dc_span_length(line) == strlen(literal) && dc_line_starts(view, line, literal);
}

/* The place of `literal` in the line, or G_MAXSIZE. */
gsize dc_line_find(const DcView *view, DcSpan line, const char *literal);

/* The place of `words` (single spaces) in a span, whatever white space stands between them, or G_MAXSIZE. */
gsize dc_line_find_words(const DcView *view, DcSpan within, const char *words);

/* TRUE when one of `literals` (ended by NULL) starts the line. */
gboolean dc_line_starts_any(const DcView *view, DcSpan line, const char *const *literals);

/* TRUE when the line has letters and none of them is in lower case. */
gboolean dc_line_is_upper(const DcView *view, DcSpan line);

/* The heading that the line is, if any. */
gboolean dc_section_read(const DcView *view, DcSpan line, DcSection *section);

/* `content`, and of a portal page the heading and the title that it gives. */
void dc_layout_read_portal(const DcView *view, DcLayout *layout);

/* Letterhead, type line, title and what follows up to the first section. */
void dc_layout_read_head(const DcView *view, DcLayout *layout);

/* Preamble and opening, once title and sections are known. */
void dc_layout_read_preamble(const DcView *view, DcLayout *layout);

G_END_DECLS
