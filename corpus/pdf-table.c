#include "corpus/pdf-table.h"

#include <string.h>

/* In points: cells whose tops differ by less stand in one row. */
#define SAME_ROW 4.0
/* In heights: characters whose middles differ by less stand in one line. */
#define SAME_LINE 0.5
/* In heights: a gap that is a space, also where the page has none. */
#define SPACE 0.2

typedef struct {
  const char *at; /* the character */
  PopplerRectangle box;
  double y; /* the middle of the first character of its word: a letter from another font may stand off */
  const char *font;
  gboolean space; /* white space stands before it */
  guint order;    /* in poppler's text */
} Character;

typedef struct {
  PopplerRectangle bounds;
  GArray *characters; /* of Character */
} Cell;

typedef struct {
  DcFlow *flow;
  GPtrArray *cells; /* of Cell with text, in the order of reading */
  guint next;
} Table;

static void
free_cell(gpointer data) {
  Cell *cell = data;
  g_array_unref(cell->characters);
  g_free(cell);
}

static double
middle(const PopplerRectangle *box) {
  return (box->y1 + box->y2) / 2;
}

/* ---- one cell ---- */

static gint
compare_height(gconstpointer a, gconstpointer b) {
  const Character *x = a, *y = b;
  return x->y < y->y ? -1 : x->y > y->y ? 1 : (x->order > y->order) - (x->order < y->order);
}

static gint
compare_across(gconstpointer a, gconstpointer b) {
  const Character *x = a, *y = b;
  return x->box.x1 < y->box.x1   ? -1
         : x->box.x1 > y->box.x1 ? 1
                                 : (x->order > y->order) - (x->order < y->order);
}

/* Sorts the characters by lines and gives where each line starts, with the end of the last. */
static GArray *
find_lines(GArray *characters) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(guint));
  Character *all = (Character *)(gpointer)characters->data;
  guint from = 0;
  g_array_sort(characters, compare_height);
  for (guint i = 1; i <= characters->len; i++) {
    if (i < characters->len && all[i].y - all[i - 1].y < SAME_LINE * (all[i].box.y2 - all[i].box.y1))
      continue;
    g_array_append_val(lines, from);
    qsort(all + from, i - from, sizeof *all, compare_across);
    from = i;
  }
  g_array_append_val(lines, from);
  return lines;
}

/* Text that runs up or down: more steps along that way than to the right. */
static gboolean
is_turned(const GArray *characters) {
  guint turned = 0;
  for (guint i = 1; i < characters->len; i++) {
    const Character *a = &g_array_index(characters, Character, i - 1), *b = a + 1;
    turned += ABS(middle(&b->box) - middle(&a->box)) > ABS(b->box.x1 - a->box.x1) &&
              dc_pdf_step(&a->box, &b->box) != DC_PDF_STEP_LINE;
  }
  return turned * 2 > characters->len;
}

static void
add_turned(DcFlow *flow, const GArray *characters) {
  g_autoptr(DcPdfText) text = dc_pdf_text_new();
  for (guint i = 0; i < characters->len; i++) {
    const Character *c = &g_array_index(characters, Character, i);
    if (c->space && i)
      dc_pdf_text_append(text, " ", &c->box, c->font);
    dc_pdf_text_append(text, c->at, &c->box, c->font);
  }
  dc_pdf_text_add(text, 0, flow, NULL, NULL);
}

static gboolean
is_spaced(const Character *a, const Character *b) {
  return (b->space && b->order > a->order) || b->box.x1 - a->box.x2 > SPACE * (b->box.y2 - b->box.y1);
}

/* Whether the line [from, to) goes on in the next only because the first word of that found no room. */
static gboolean
is_wrapped(const Character *all, guint from, guint to, guint end, double room) {
  const Character *next = &all[to];
  if (strchr("-+", *next->at) && to + 1 < end && is_spaced(next, next + 1))
    return FALSE; /* an item of a list */
  guint word = to;
  while (word + 1 < end && !is_spaced(&all[word], &all[word + 1]))
    word++;
  double width = all[to - 1].box.x2 - all[from].box.x1, height = next->box.y2 - next->box.y1;
  return width + SPACE * height + all[word].box.x2 - next->box.x1 > room;
}

static void
add_cell(DcFlow *flow, const Cell *cell) {
  if (is_turned(cell->characters)) {
    add_turned(flow, cell->characters);
    return;
  }
  g_autoptr(GArray) lines = find_lines(cell->characters);
  const Character *all = (const Character *)(gconstpointer)cell->characters->data;
  double margin = cell->bounds.x2 - cell->bounds.x1;
  for (guint i = 0; i + 1 < lines->len; i++) {
    guint from = g_array_index(lines, guint, i), to = g_array_index(lines, guint, i + 1);
    margin = MIN(margin, MIN(all[from].box.x1 - cell->bounds.x1, cell->bounds.x2 - all[to - 1].box.x2));
  }
  double room = cell->bounds.x2 - cell->bounds.x1 - 2 * MAX(margin, 0);
  for (guint i = 0; i + 1 < lines->len; i++) {
    guint from = g_array_index(lines, guint, i), to = g_array_index(lines, guint, i + 1);
    for (guint k = from; k < to; k++) {
      if (k > from && is_spaced(&all[k - 1], &all[k]))
        dc_flow_text(flow, all[k].font, " ", 1);
      dc_flow_text(flow, all[k].font, all[k].at, (gsize)(g_utf8_next_char(all[k].at) - all[k].at));
    }
    guint end = i + 2 < lines->len ? g_array_index(lines, guint, i + 2) : to;
    if (to < end && is_wrapped(all, from, to, end, room))
      dc_flow_text(flow, all[to].font, " ", 1);
    else
      dc_flow_break(flow);
  }
}

/* ---- the page ---- */

static gint
compare_cells(gconstpointer a, gconstpointer b) {
  const Cell *x = *(Cell *const *)a, *y = *(Cell *const *)b;
  return x->bounds.y1 < y->bounds.y1 ? -1 : x->bounds.y1 > y->bounds.y1;
}

static gint
compare_in_row(gconstpointer a, gconstpointer b) {
  const Cell *x = *(Cell *const *)a, *y = *(Cell *const *)b;
  return x->bounds.x1 < y->bounds.x1 ? -1 : x->bounds.x1 > y->bounds.x1;
}

static void
sort_cells(GPtrArray *cells) {
  g_ptr_array_sort(cells, compare_cells);
  for (guint from = 0, i = 1; i <= cells->len; i++) {
    const Cell *first = g_ptr_array_index(cells, from);
    if (i < cells->len && ((Cell *)g_ptr_array_index(cells, i))->bounds.y1 - first->bounds.y1 < SAME_ROW)
      continue;
    qsort(cells->pdata + from, i - from, sizeof(gpointer), compare_in_row);
    from = i;
  }
}

/* Adds the cells that begin above a place. */
static void
add_cells(Table *table, double y) {
  for (; table->next < table->cells->len; table->next++) {
    const Cell *cell = g_ptr_array_index(table->cells, table->next);
    if (cell->bounds.y1 > y)
      return;
    add_cell(table->flow, cell);
  }
}

static void
before_line(const PopplerRectangle *box, gpointer table) {
  add_cells(table, middle(box));
}

static void
add_to_cell(Cell *cell, Character *c) {
  const Character *last =
      cell->characters->len ? &g_array_index(cell->characters, Character, cell->characters->len - 1) : NULL;
  gboolean goes_on = last && !c->space && last->order + 1 == c->order &&
                     dc_pdf_step(&last->box, &c->box) != DC_PDF_STEP_LINE;
  c->y = goes_on ? last->y : middle(&c->box);
  g_array_append_vals(cell->characters, c, 1);
}

/* Adds the characters from the i-th on, whose boxes are not known, on a line of their own behind a cell. */
static void
add_placeless(DcPdfText *rest, const DcPdfText *text, const char *from, guint i, gboolean outside) {
  if (*from && !outside) {
    g_string_append_c(rest->text, '\n');
    g_ptr_array_add(rest->fonts, NULL);
  }
  g_string_append(rest->text, from);
  for (; i < text->fonts->len; i++)
    g_ptr_array_add(rest->fonts, g_ptr_array_index(text->fonts, i));
}

/* Parts the characters into those of cells and the rest. */
static DcPdfText *
part(const DcPdfText *text, const DcPdfGrid *grid, GPtrArray *cells) {
  DcPdfText *rest = dc_pdf_text_new();
  g_autofree Cell **by_number = g_new0(Cell *, dc_pdf_grid_count(grid) + 1);
  gboolean space = FALSE, outside = TRUE;
  guint i = 0;
  const char *p = text->text->str;
  for (; *p && i < text->boxes->len; p = g_utf8_next_char(p), i++) {
    const PopplerRectangle *box = dc_pdf_text_box(text, i);
    const char *font = i < text->fonts->len ? g_ptr_array_index(text->fonts, i) : NULL;
    if (*p == ' ' || *p == '\n') {
      if (outside)
        dc_pdf_text_append(rest, p, box, font);
      space = TRUE;
      continue;
    }
    guint number = dc_pdf_grid_at(grid, (box->x1 + box->x2) / 2, middle(box));
    if (!number) {
      if (!outside)
        dc_pdf_text_append(rest, "\n", box, font);
      dc_pdf_text_append(rest, p, box, font);
    } else {
      if (!by_number[number]) {
        by_number[number] = g_new0(Cell, 1);
        by_number[number]->bounds = dc_pdf_grid_bounds(grid, number);
        by_number[number]->characters = g_array_new(FALSE, FALSE, sizeof(Character));
        g_ptr_array_add(cells, by_number[number]);
      }
      Character c = {.at = p, .box = *box, .font = font, .space = space, .order = i};
      add_to_cell(by_number[number], &c);
    }
    outside = !number;
    space = FALSE;
  }
  add_placeless(rest, text, p, i, outside);
  return rest;
}

void
dc_pdf_table_add(const DcPdfText *text, const DcPdfGrid *grid, DcFlow *flow) {
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(free_cell);
  g_autoptr(DcPdfText) rest = part(text, grid, cells);
  Table table = {flow, cells, 0};
  sort_cells(cells);
  dc_pdf_text_add(rest, dc_pdf_usual_drop(text), flow, before_line, &table);
  add_cells(&table, G_MAXDOUBLE);
}
