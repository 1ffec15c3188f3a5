/* The characters of a PDF page, each with its place and font, and how they become lines. */
#pragma once

#include <poppler.h>

#include "corpus/flow.h"

G_BEGIN_DECLS

typedef struct {
  GString *text;    /* UTF-8; a space or line feed is a character, too */
  GArray *boxes;    /* of PopplerRectangle, one a character; may end early */
  GPtrArray *fonts; /* of const char *, one a character; may be NULL */
  GList *owned;     /* poppler's list that the fonts are in */
} DcPdfText;

/* In poppler's order: columns and blocks one after the other. `text` is copied. */
DcPdfText *dc_pdf_text_of_page(PopplerPage *page, const char *text);
/* An empty one, and a character more; the font must outlive it. */
DcPdfText *dc_pdf_text_new(void);
void dc_pdf_text_append(DcPdfText *text, const char *character, const PopplerRectangle *box,
                        const char *font);
void dc_pdf_text_free(DcPdfText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcPdfText, dc_pdf_text_free)

/* NULL when it is not known. */
const PopplerRectangle *dc_pdf_text_box(const DcPdfText *text, guint i);

typedef enum { DC_PDF_STEP_NONE, DC_PDF_STEP_SPACE, DC_PDF_STEP_LINE } DcPdfStep;

/* What stands between two characters that follow each other. */
DcPdfStep dc_pdf_step(const PopplerRectangle *a, const PopplerRectangle *b);

/* How often the order of reading takes a step that running text does not: where there are many, there may be
 * a table. A letterhead has up to three. */
guint dc_pdf_text_odd_steps(const DcPdfText *text);

/* How far below the line of `a` that of `b` stands, in heights; negative when it stands elsewhere. */
double dc_pdf_drop(const PopplerRectangle *a, const PopplerRectangle *b);
/* The usual drop from line to line: the median. */
double dc_pdf_usual_drop(const DcPdfText *text);

/* Called before the first character of each line, with its box. */
typedef void (*DcPdfLineFunc)(const PopplerRectangle *box, gpointer data);
/* Adds the characters in their order, with lines parted where a column ends, and a blank line where the gap
 * to the line above is wide beside the usual one. `before_line` may be NULL. */
void dc_pdf_text_add(const DcPdfText *text, double usual_drop, DcFlow *flow, DcPdfLineFunc before_line,
                     gpointer data);

G_END_DECLS
