/* The cells that the ruled lines of a page make: the page is drawn small, long thin dark runs are taken as
 * walls, and what they enclose is a cell, whatever it was merged from. A page may also be one frame, which is
 * none. */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

typedef struct _DcPdfGrid DcPdfGrid;

/* NULL when the page has no cells, or is too large to be drawn. Draws the page, which takes several times as
 * long as reading its text. */
DcPdfGrid *dc_pdf_grid_new(PopplerPage *page);
void dc_pdf_grid_free(DcPdfGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcPdfGrid, dc_pdf_grid_free)

guint dc_pdf_grid_count(const DcPdfGrid *grid);
/* The number of the cell (from 1) at a place in points from the top left corner; 0: in none. */
guint dc_pdf_grid_at(const DcPdfGrid *grid, double x, double y);
/* Its bounds in points. */
PopplerRectangle dc_pdf_grid_bounds(const DcPdfGrid *grid, guint cell);

G_END_DECLS
