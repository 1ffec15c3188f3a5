#include "corpus/pdf-picture.h"

cairo_surface_t *
dc_pdf_draw(PopplerPage *page, double scale, double max_pixels) {
  double width, height;
  poppler_page_get_size(page, &width, &height);
  if (!(width >= 1 && height >= 1) || width * height * scale * scale > max_pixels)
    return NULL;
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(width * scale) + 1, (int)(height * scale) + 1);
  cairo_t *cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, scale, scale);
  poppler_page_render(page, cairo);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  if (cairo_image_surface_get_data(surface))
    return surface;
  cairo_surface_destroy(surface);
  return NULL;
}
