/* The text of a page with ruled tables: what is in no cell in poppler's order, and before the line below it
 * each cell, row by row, its wrapped lines joined, as the cells of the office formats are read. */
#pragma once

#include "corpus/pdf-grid.h"
#include "corpus/pdf-text.h"

G_BEGIN_DECLS

void dc_pdf_table_add(const DcPdfText *text, const DcPdfGrid *grid, DcFlow *flow);

G_END_DECLS
