/* A page of a PDF, drawn. */
#pragma once

#include <cairo.h>
#include <poppler.h>

G_BEGIN_DECLS

/* The page on white, `scale` pixels a point, its last row and column begun or whole. NULL when it has no
 * size, would have more than `max_pixels`, or memory is short. An image of four bytes a pixel: blue, green,
 * red, unused. */
cairo_surface_t *dc_pdf_draw(PopplerPage *page, double scale, double max_pixels);

G_END_DECLS
