/* PDF by poppler-glib: its reading order, with lines parted where a column ends, tables cell by cell; pages
 * mapped; fonts kept for legacy encodings; scans told from texts. */
#include <poppler.h>
#include <string.h>

#include "corpus/encoding-legacy.h"
#include "corpus/flow.h"
#include "corpus/ocr.h"
#include "corpus/parsers.h"
#include "corpus/pdf-grid.h"
#include "corpus/pdf-picture.h"
#include "corpus/pdf-table.h"
#include "corpus/pdf-text.h"

/* A page with a picture and fewer characters than these is a scan (its stamp may be text). */
#define SCAN_CHARS 60
#define OCR_DPI 300.0
/* So many odd steps of reading may be a table. */
#define TABLE_STEPS 5
#define MAX_OCR_PIXELS (64.0 * 1024 * 1024)

typedef struct {
  PopplerDocument *pdf;
  DcFlow *flow;
  const DcReadOptions *options;
  guint pages, scans;
  int confidence; /* of the pages that were recognised, summed up */
  guint recognised;
  guint in_vain; /* pages drawn for tables that they have not, less those that have */
  GError *error; /* of the recognition */
} Pdf;

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
  cairo_surface_t *surface = dc_pdf_draw(page, OCR_DPI / 72.0, MAX_OCR_PIXELS);
  if (!surface)
    return NULL;
  int w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
  const guint8 *pixels = cairo_image_surface_get_data(surface);
  gsize stride = (gsize)cairo_image_surface_get_stride(surface);
  g_autofree char *head = g_strdup_printf("P5 %d %d 255\n", w, h);
  GByteArray *picture = g_byte_array_sized_new((guint)(w * h) + 32);
  g_byte_array_append(picture, (const guint8 *)head, (guint)strlen(head));
  gsize at = picture->len;
  g_byte_array_set_size(picture, picture->len + (guint)(w * h));
  for (int y = 0; y < h; y++) {
    const guint8 *row = pixels + (gsize)y * stride;
    for (int x = 0; x < w; x++)
      picture->data[at++] = (guint8)((row[4 * x] * 29 + row[4 * x + 1] * 150 + row[4 * x + 2] * 77) >> 8);
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

/* Where there may be a table, its ruled lines tell the cells. Each page that was drawn for nothing (formulas
 * look much like tables) makes the next less likely to be, each table more. */
static void
add_text(Pdf *pdf, PopplerPage *page, const char *text) {
  DcFlow *flow = pdf->flow;
  g_autoptr(DcPdfText) characters = dc_pdf_text_of_page(page, text);
  gboolean tried = dc_pdf_text_odd_steps(characters) >= TABLE_STEPS + pdf->in_vain;
  g_autoptr(DcPdfGrid) grid = tried ? dc_pdf_grid_new(page) : NULL;
  if (tried && !grid)
    pdf->in_vain++;
  else if (grid && pdf->in_vain)
    pdf->in_vain--;
  if (grid)
    dc_pdf_table_add(characters, grid, flow);
  else
    dc_pdf_text_add(characters, dc_pdf_usual_drop(characters), flow, NULL, NULL);
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
    dc_document_fail(document, DC_STATUS_MALFORMED, "is a damaged PDF (%s); get it again from where it came",
                     error->message);
  func(document, data);
}
