#include "corpus/pdf-text.h"

/* In heights of a line: a wider gap ends the line, a narrower one is a space. */
#define GAP_LINE 1.2
#define GAP_SPACE 0.2
/* In heights: how far a character may stand above or below the one before it. */
#define SHIFT 0.7
/* In heights: a line so much further below than lines mostly are on the page has a blank one above it. */
#define GAP_BLANK 0.5
#define MAX_LINES 10000
/* In heights: how far characters of one line stand off each other at most. */
#define LEVEL 0.15

DcPdfText *
dc_pdf_text_new(void) {
  DcPdfText *text = g_new0(DcPdfText, 1);
  text->text = g_string_new(NULL);
  text->boxes = g_array_new(FALSE, FALSE, sizeof(PopplerRectangle));
  text->fonts = g_ptr_array_new();
  return text;
}

void
dc_pdf_text_free(DcPdfText *text) {
  g_string_free(text->text, TRUE);
  g_array_unref(text->boxes);
  g_ptr_array_unref(text->fonts);
  poppler_page_free_text_attributes(text->owned);
  g_free(text);
}

void
dc_pdf_text_append(DcPdfText *text, const char *character, const PopplerRectangle *box, const char *font) {
  g_string_append_len(text->text, character, g_utf8_next_char(character) - character);
  g_array_append_vals(text->boxes, box, 1);
  g_ptr_array_add(text->fonts, (gpointer)font);
}

const PopplerRectangle *
dc_pdf_text_box(const DcPdfText *text, guint i) {
  return i < text->boxes->len ? &g_array_index(text->boxes, PopplerRectangle, i) : NULL;
}

DcPdfText *
dc_pdf_text_of_page(PopplerPage *page, const char *text) {
  DcPdfText *made = dc_pdf_text_new();
  PopplerRectangle *boxes = NULL;
  guint count = 0;
  g_string_assign(made->text, text);
  if (poppler_page_get_text_layout(page, &boxes, &count))
    g_array_append_vals(made->boxes, boxes, count);
  g_free(boxes);
  made->owned = poppler_page_get_text_attributes(page);
  const GList *at = made->owned;
  glong length = g_utf8_strlen(text, -1);
  g_ptr_array_set_size(made->fonts, (gint)MIN(length, G_MAXINT));
  for (guint i = 0; i < made->fonts->len; i++) {
    while (at && ((const PopplerTextAttributes *)at->data)->end_index < (int)i)
      at = at->next;
    made->fonts->pdata[i] = at ? ((const PopplerTextAttributes *)at->data)->font_name : NULL;
  }
  return made;
}

DcPdfStep
dc_pdf_step(const PopplerRectangle *a, const PopplerRectangle *b) {
  double height = b->y2 - b->y1, width = b->x2 - b->x1, gap = b->x1 - a->x2, shift = b->y1 - a->y1;
  if (ABS(shift) > SHIFT * height) {
    /* Text that runs up or down the page goes on above or below. */
    double along = shift > 0 ? b->y1 - a->y2 : a->y1 - b->y2;
    gboolean turned = ABS(b->x1 - a->x1) < width && along < GAP_LINE * width && along > -width;
    return !turned ? DC_PDF_STEP_LINE : along > GAP_SPACE * width ? DC_PDF_STEP_SPACE : DC_PDF_STEP_NONE;
  }
  if (gap > GAP_LINE * height || gap < -height)
    return DC_PDF_STEP_LINE;
  return gap > GAP_SPACE * height ? DC_PDF_STEP_SPACE : DC_PDF_STEP_NONE;
}

/* Counts the steps of reading that running text does not take: up the page, to the right but not on the line,
 * and from a line of several columns down into one that is not the first. What stands side by side line by
 * line is read well as it is. */
guint
dc_pdf_text_odd_steps(const DcPdfText *text) {
  const PopplerRectangle *last = NULL;
  double first = 0; /* where the line begins */
  gboolean parted = FALSE;
  guint i = 0, steps = 0;
  for (const char *p = text->text->str; *p && i < text->boxes->len; p = g_utf8_next_char(p), i++) {
    const PopplerRectangle *box = dc_pdf_text_box(text, i);
    if (*p == ' ' || *p == '\n')
      continue;
    double height = box->y2 - box->y1, shift = last ? box->y1 - last->y1 : 0;
    gboolean aside = last && shift < SHIFT * height && box->x1 - last->x2 > GAP_LINE * height;
    gboolean down = last && shift > SHIFT * height;
    steps += last && (shift < -2 * height || (aside && ABS(shift) > LEVEL * height) ||
                      (down && parted && box->x1 > first + 2 * height));
    parted = (parted && !down) || aside;
    if (!last || down)
      first = box->x1;
    last = box;
  }
  return steps;
}

static int
compare(gconstpointer a, gconstpointer b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

double
dc_pdf_drop(const PopplerRectangle *a, const PopplerRectangle *b) {
  double height = MAX(b->y2 - b->y1, a->y2 - a->y1);
  return height > 0 ? (b->y1 - a->y2) / height : -1;
}

double
dc_pdf_usual_drop(const DcPdfText *text) {
  g_autoptr(GArray) drops = g_array_new(FALSE, FALSE, sizeof(double));
  const PopplerRectangle *last = NULL;
  gboolean fed = FALSE;
  guint i = 0;
  for (const char *p = text->text->str; *p && i < text->boxes->len && drops->len < MAX_LINES;
       p = g_utf8_next_char(p), i++) {
    fed |= *p == '\n';
    if (*p == '\n' || *p == ' ')
      continue;
    const PopplerRectangle *box = dc_pdf_text_box(text, i);
    double by = fed && last ? dc_pdf_drop(last, box) : -1;
    if (by > -GAP_BLANK)
      g_array_append_val(drops, by);
    last = box;
    fed = FALSE;
  }
  g_array_sort(drops, compare);
  return drops->len ? g_array_index(drops, double, (drops->len - 1) / 2) : 0;
}

/* Text of one font that is not given to the flow yet. */
typedef struct {
  DcFlow *flow;
  const char *from, *font;
} Pending;

static void
give(Pending *pending, const char *to) {
  if (pending->from < to)
    dc_flow_text(pending->flow, pending->font, pending->from, (gsize)(to - pending->from));
  pending->from = to;
}

void
dc_pdf_text_add(const DcPdfText *text, double usual_drop, DcFlow *flow, DcPdfLineFunc before_line,
                gpointer data) {
  Pending pending = {.flow = flow, .from = text->text->str};
  const PopplerRectangle *last = NULL, *above = NULL; /* the last character, and that of the line above */
  double usual = CLAMP(usual_drop, 0, 1);
  gboolean spaced = TRUE, fresh = TRUE;
  guint i = 0;
  for (const char *p = text->text->str; *p; p = g_utf8_next_char(p), i++) {
    gboolean blank = *p == ' ' || *p == '\n';
    const PopplerRectangle *box = dc_pdf_text_box(text, i);
    const char *font = i < text->fonts->len ? g_ptr_array_index(text->fonts, i) : NULL;
    DcPdfStep step = last && box && !blank ? dc_pdf_step(last, box) : DC_PDF_STEP_NONE;
    if (step != DC_PDF_STEP_NONE || *p == '\n' || font != pending.font) {
      give(&pending, p);
      pending.from += *p == '\n';
      pending.font = font;
    }
    if (step == DC_PDF_STEP_LINE || *p == '\n') {
      dc_flow_break(flow);
      above = last ? last : above;
      fresh = TRUE;
    }
    if (!blank && above && box) {
      if (dc_pdf_drop(above, box) > usual + GAP_BLANK)
        dc_flow_paragraph(flow, FALSE, NULL);
      above = NULL;
    }
    if (!blank && fresh && box && before_line)
      before_line(box, data);
    fresh = fresh && blank;
    if (step == DC_PDF_STEP_SPACE && !spaced)
      dc_flow_text(flow, font, " ", 1);
    spaced = blank;
    if (!blank)
      last = box;
    else if (*p == '\n')
      last = NULL;
  }
  give(&pending, text->text->str + text->text->len);
  dc_flow_break(flow);
}
