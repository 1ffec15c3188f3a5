/* PDF by poppler-glib: its reading order, with lines parted where a column or cell ends; pages mapped; fonts
 * kept for legacy encodings; scans told from texts. */
#include <cairo.h>
#include <poppler.h>
#include <string.h>

#include "corpus/encoding-legacy.h"
#include "corpus/flow.h"
#include "corpus/ocr.h"
#include "corpus/parsers.h"

/* In heights of a line: a wider gap ends the line, a narrower one is a space. */
#define GAP_LINE 1.2
#define GAP_SPACE 0.2
/* In heights: how far a character may stand above or below the one before it. */
#define SHIFT 0.7
/* In heights: a line so much further below than lines mostly are on the page has a blank one above it. */
#define GAP_BLANK 0.5
#define MAX_LINES 10000
/* A page with a picture and fewer characters than these is a scan (its stamp may be text). */
#define SCAN_CHARS 60
#define OCR_DPI 300.0
#define MAX_OCR_PIXELS (64.0 * 1024 * 1024)

typedef struct {
  PopplerDocument *pdf;
  DcFlow *flow;
  const DcReadOptions *options;
  guint pages, scans;
  int confidence; /* of the pages that were recognised, summed up */
  guint recognised;
  GError *error; /* of the recognition */
} Pdf;

typedef enum { STEP_NONE, STEP_SPACE, STEP_LINE } Step;

/* What stands between two characters that follow each other in a line of poppler's. */
static Step
step_between(const PopplerRectangle *a, const PopplerRectangle *b) {
  double height = b->y2 - b->y1, width = b->x2 - b->x1, gap = b->x1 - a->x2, shift = b->y1 - a->y1;
  if (ABS(shift) > SHIFT * height) {
    /* Text that runs up or down the page goes on above or below. */
    double along = shift > 0 ? b->y1 - a->y2 : a->y1 - b->y2;
    gboolean turned = ABS(b->x1 - a->x1) < width && along < GAP_LINE * width && along > -width;
    return !turned ? STEP_LINE : along > GAP_SPACE * width ? STEP_SPACE : STEP_NONE;
  }
  if (gap > GAP_LINE * height || gap < -height)
    return STEP_LINE;
  return gap > GAP_SPACE * height ? STEP_SPACE : STEP_NONE;
}

static int
compare(gconstpointer a, gconstpointer b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* How far below the line of `a` that of `b` stands, in heights; negative when it stands elsewhere. */
static double
drop(const PopplerRectangle *a, const PopplerRectangle *b) {
  double height = MAX(b->y2 - b->y1, a->y2 - a->y1);
  return height > 0 ? (b->y1 - a->y2) / height : -1;
}

/* The usual drop from line to line on a page: the median. */
static double
usual_drop(const char *text, const PopplerRectangle *boxes, guint count) {
  g_autoptr(GArray) drops = g_array_new(FALSE, FALSE, sizeof(double));
  const PopplerRectangle *last = NULL;
  gboolean fed = FALSE;
  guint index = 0;
  for (const char *p = text; *p && index < count && drops->len < MAX_LINES;
       p = g_utf8_next_char(p), index++) {
    fed |= *p == '\n';
    if (*p == '\n' || *p == ' ')
      continue;
    double by = fed && last ? drop(last, &boxes[index]) : -1;
    if (by > -GAP_BLANK)
      g_array_append_val(drops, by);
    last = &boxes[index];
    fed = FALSE;
  }
  g_array_sort(drops, compare);
  return drops->len ? g_array_index(drops, double, (drops->len - 1) / 2) : 0;
}

/* The font of each run of characters: poppler's list, walked along with the text. */
typedef struct {
  GList *attributes, *at;
} Fonts;

static const char *
font_at(Fonts *fonts, int index) {
  while (fonts->at && ((const PopplerTextAttributes *)fonts->at->data)->end_index < index)
    fonts->at = fonts->at->next;
  return fonts->at ? ((const PopplerTextAttributes *)fonts->at->data)->font_name : NULL;
}

static void
add_text(Pdf *pdf, PopplerPage *page, const char *text) {
  PopplerRectangle *boxes = NULL;
  guint count = 0, index = 0;
  if (!poppler_page_get_text_layout(page, &boxes, &count))
    boxes = NULL;
  Fonts fonts = {.attributes = poppler_page_get_text_attributes(page)};
  fonts.at = fonts.attributes;
  const char *from = text;
  const PopplerRectangle *last = NULL, *above = NULL; /* the last character, and that of the line above */
  double usual = boxes ? usual_drop(text, boxes, count) : 0;
  const char *font = NULL;
  gboolean spaced = TRUE;
  for (const char *p = text; *p; p = g_utf8_next_char(p), index++) {
    gboolean blank = *p == ' ' || *p == '\n';
    Step step = last && boxes && index < count && !blank ? step_between(last, &boxes[index]) : STEP_NONE;
    const char *own = font_at(&fonts, (int)index);
    if (step != STEP_NONE || *p == '\n' || own != font) {
      if (from < p)
        dc_flow_text(pdf->flow, font, from, (gsize)(p - from));
      from = p + (*p == '\n');
      font = own;
    }
    if (step == STEP_LINE || *p == '\n') {
      dc_flow_break(pdf->flow);
      above = last ? last : above;
    }
    if (!blank && above && boxes && index < count) {
      if (drop(above, &boxes[index]) > CLAMP(usual, 0, 1) + GAP_BLANK)
        dc_flow_paragraph(pdf->flow, FALSE, NULL);
      above = NULL;
    }
    if (step == STEP_SPACE && !spaced)
      dc_flow_text(pdf->flow, font, " ", 1);
    spaced = blank;
    if (!blank)
      last = boxes && index < count ? &boxes[index] : NULL;
    else if (*p == '\n')
      last = NULL;
  }
  if (*from)
    dc_flow_text(pdf->flow, font, from, strlen(from));
  dc_flow_break(pdf->flow);
  poppler_page_free_text_attributes(fonts.attributes);
  g_free(boxes);
}

static gboolean
has_picture(PopplerPage *page) {
  GList *images = poppler_page_get_image_mapping(page);
  gboolean any = images != NULL;
  poppler_page_free_image_mapping(images);
  return any;
}

/* The page as a grey picture in PGM. NULL when it would be too large. */
static GByteArray *
render(PopplerPage *page) {
  double width, height, scale = OCR_DPI / 72.0;
  poppler_page_get_size(page, &width, &height);
  if (!(width > 0 && height > 0) || width * height * scale * scale > MAX_OCR_PIXELS)
    return NULL;
  int w = (int)(width * scale), h = (int)(height * scale);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, scale, scale);
  poppler_page_render(page, cairo);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  const guint8 *pixels = cairo_image_surface_get_data(surface);
  GByteArray *picture = NULL;
  if (pixels) {
    g_autofree char *head = g_strdup_printf("P5 %d %d 255\n", w, h);
    picture = g_byte_array_sized_new((guint)(w * h) + 32);
    g_byte_array_append(picture, (const guint8 *)head, (guint)strlen(head));
    gsize at = picture->len;
    g_byte_array_set_size(picture, picture->len + (guint)(w * h));
    for (int y = 0; y < h; y++) {
      const guint8 *row = pixels + (gsize)y * (gsize)cairo_image_surface_get_stride(surface);
      for (int x = 0; x < w; x++)
        picture->data[at++] = (guint8)((row[4 * x] * 29 + row[4 * x + 1] * 150 + row[4 * x + 2] * 77) >> 8);
    }
  }
  cairo_surface_destroy(surface);
  return picture;
}

static void
recognise(Pdf *pdf, PopplerPage *page) {
  g_autoptr(GByteArray) picture = render(page);
  int confidence;
  g_autofree char *text = NULL;
  if (picture && !pdf->error)
    text = dc_ocr_read(picture->data, picture->len, &confidence, &pdf->error);
  if (!text)
    return;
  for (const char *line = text; *line;) {
    gsize n = strcspn(line, "\n");
    dc_flow_text(pdf->flow, NULL, line, n);
    dc_flow_break(pdf->flow);
    line += n + (line[n] == '\n');
  }
  pdf->confidence += confidence;
  pdf->recognised++;
}

/* A line that is the number of the page: digits alone, or between dashes. */
static gboolean
is_page_number(const char *line, gsize len) {
  gsize digits = 0;
  for (gsize i = 0; i < len; i++) {
    digits += g_ascii_isdigit(line[i]);
    if (!g_ascii_isdigit(line[i]) && !strchr(" -", line[i] ? line[i] : '.'))
      return FALSE;
  }
  return digits > 0 && digits <= 4;
}

/* A page number parts the text above it from the text below, else both would be one sentence with it. */
static void
part_from_number(Pdf *pdf) {
  const char *written = dc_flow_peek(pdf->flow);
  gsize end = dc_flow_len(pdf->flow);
  const char *feed = end > 1 ? memrchr(written, '\n', end - 1) : NULL;
  if (feed && is_page_number(feed + 1, (gsize)(written + end - 1 - (feed + 1))))
    dc_flow_paragraph(pdf->flow, FALSE, NULL);
}

static void
read_page(Pdf *pdf, int number) {
  PopplerPage *page = poppler_document_get_page(pdf->pdf, number);
  g_autofree char *text = page ? poppler_page_get_text(page) : NULL;
  if (text && is_page_number(text, strcspn(text, "\n")))
    dc_flow_paragraph(pdf->flow, FALSE, NULL);
  dc_flow_page(pdf->flow);
  pdf->pages++;
  if (!page)
    return;
  gboolean scan = (!text || g_utf8_strlen(text, -1) < SCAN_CHARS) && has_picture(page);
  pdf->scans += scan;
  if (scan && pdf->options->ocr)
    recognise(pdf, page);
  else if (text)
    add_text(pdf, page, text);
  part_from_number(pdf);
  g_object_unref(page);
}

static void
set_meta(PopplerDocument *pdf, DcDocument *document) {
  g_autofree char *title = poppler_document_get_title(pdf), *author = poppler_document_get_author(pdf);
  document->meta_title = title ? dc_legacy_property(title) : NULL;
  document->meta_author = author ? dc_legacy_property(author) : NULL;
  g_autoptr(GDateTime) created = poppler_document_get_creation_date_time(pdf);
  if (created)
    document->meta_date = g_date_time_format(created, "%Y-%m-%d");
}

static void
conclude(Pdf *pdf, DcDocument *document) {
  if (pdf->recognised) {
    document->ocr = TRUE;
    document->encoding_confidence = pdf->confidence / (int)pdf->recognised;
  }
  if (pdf->scans * 2 >= pdf->pages && pdf->scans > pdf->recognised)
    dc_document_fail(document, DC_STATUS_NO_TEXT, "is a scan: %u of its %u pages are pictures%s%s",
                     pdf->scans, pdf->pages,
                     pdf->error          ? "; "
                     : pdf->options->ocr ? " in which no text was recognised"
                                         : "; --ocr recognises their text",
                     pdf->error ? pdf->error->message : "");
  else if (!document->len)
    dc_document_fail(document, DC_STATUS_NO_TEXT, "holds no text");
}

void
dc_read_pdf(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
            DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  document->format = "pdf";
  g_autoptr(GBytes) held = g_bytes_new_static(bytes, len);
  g_autoptr(GError) error = NULL;
  PopplerDocument *file = poppler_document_new_from_bytes(held, NULL, &error);
  if (file) {
    Pdf pdf = {.pdf = file, .flow = dc_flow_new(), .options = options};
    for (int i = 0; i < poppler_document_get_n_pages(file); i++)
      read_page(&pdf, i);
    dc_flow_finish(pdf.flow, options->encoding, document);
    set_meta(file, document);
    conclude(&pdf, document);
    g_clear_error(&pdf.error);
    g_object_unref(file);
  } else if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    dc_document_fail(document, DC_STATUS_ENCRYPTED, "is protected by a password; save it without one");
  else
    dc_document_fail(document, DC_STATUS_MALFORMED, "is a damaged PDF: %s", error->message);
  func(document, data);
}
