/* The cells of a document's first lines, and what each is. Private to layout-cells.c, layout-head.c and
 * layout-title.c.
 *
 * Two columns may come as one line after the other, as cells with '|' between, or as one line; so the head is
 * read as cells, and each is told by how it begins. */
#pragma once

#include "corpus/layout-parts.h"

#include "corpus/lexicon/lexicon.h"

G_BEGIN_DECLS

typedef enum {
  DC_CELL_TEXT,
  DC_CELL_GAP, /* empty, or a rule */
  DC_CELL_MOTTO,
  DC_CELL_NUMBER,
  DC_CELL_DATE,
  DC_CELL_TYPE,
  DC_CELL_NOISE,
  DC_CELL_BODY /* what only comes after the title: preamble, first section, addressee */
} DcCellKind;

typedef struct {
  DcSpan span;
  DcCellKind kind;
  gboolean upper;
} DcCell;

typedef struct {
  const DcView *view;
  GArray *cells;
  guint type, number, motto, date, body; /* cells; cells->len: none */
  gboolean on_line;                      /* the title stands on the line of the type, in small letters */
} DcHead;

static inline DcCell *
dc_cell_at(const DcHead *head, guint i) {
  return &g_array_index(head->cells, DcCell, i);
}

/* ---- layout-cells.c ---- */

/* Fills `head->cells`; types over two lines are one cell. */
void dc_head_read_cells(DcHead *head, DcSpan content);
/* The type that the cell is nothing but the name of, or NULL. */
const DcType *dc_cell_type(const DcView *view, DcSpan span);
/* Parts a type from the title that goes on on its line ("KẾ HOẠCH thực hiện …"); in any case of letters only
 * on the first line of a text. FALSE when there is none. */
gboolean dc_head_split_type(DcHead *head, gboolean any_case);

/* ---- layout-title.c ---- */

/* The title's cells; returns the cell after it. */
guint dc_head_read_title(const DcHead *head, DcLayout *layout);
/* "(Ban hành kèm theo Quyết định số …)" under the title, looked for at cell `from`. */
void dc_head_read_issued_with(const DcHead *head, guint from, DcLayout *layout);
/* Without a type line: "V/v …" under the number of an official letter. */
void dc_head_read_letter_title(const DcHead *head, DcLayout *layout);

G_END_DECLS
