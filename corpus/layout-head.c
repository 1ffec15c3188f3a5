/* The first lines of a document: who issues it, its number, place and date, its type and title. */
#include "corpus/layout-cells.h"

enum { PARAGRAPH_BYTES = 300 }; /* no line of a letterhead is as long */

static guint
first_cell(const DcHead *head, DcCellKind kind, guint from, guint to) {
  for (guint i = from; i < to; i++)
    if (dc_cell_at(head, i)->kind == kind)
      return i;
  return head->cells->len;
}

static gboolean
is_consolidation(const DcHead *head, guint i) {
  const DcType *type = dc_cell_type(head->view, dc_cell_at(head, i)->span);
  return type && strcmp(type->abbreviation, "VBHN") == 0;
}

static gboolean
has_colon(const DcHead *head, guint i) {
  DcSpan cell = dc_cell_at(head, i)->span;
  gsize at = dc_line_find(head->view, cell, "số");
  return at != G_MAXSIZE &&
         head->view->fold[at + strlen("số") + strspn(head->view->fold + at + strlen("số"), " ")] == ':';
}

/* "Kết luận:" behind paragraphs of a speech: a heading within the text, no document's type. */
static gboolean
follows_text(const DcHead *head, guint type) {
  for (guint i = 0; i < type; i++) {
    const DcCell *cell = dc_cell_at(head, i);
    if (cell->kind == DC_CELL_TEXT && !cell->upper && dc_span_length(cell->span) > PARAGRAPH_BYTES)
      return TRUE;
  }
  return FALSE;
}

static void
find_anchors(DcHead *head) {
  guint n = head->cells->len;
  head->body = first_cell(head, DC_CELL_BODY, 0, n);
  head->motto = first_cell(head, DC_CELL_MOTTO, 0, head->body);
  head->number = first_cell(head, DC_CELL_NUMBER, 0, head->body);
  head->date = first_cell(head, DC_CELL_DATE, 0, head->body);
  head->type = first_cell(head, DC_CELL_TYPE, 0, head->body);
  if (head->type < n && is_consolidation(head, head->type)) {
    guint next = first_cell(head, DC_CELL_TYPE, head->type + 1, head->body);
    if (next < n)
      head->type = next;
  }
  if (head->type < n && head->number >= n && head->motto >= n && follows_text(head, head->type))
    head->type = n;
  guint limit = MIN(head->type, head->body);
  /* A number or date after the title belongs to a form or an annex, or to the text; "số 63-NQ/TU" there,
   * without a colon, is the title going on. */
  if (head->number > limit + 3 ||
      (head->number < n && head->number > head->type && !has_colon(head, head->number)))
    head->number = n;
  if (head->date > limit + 3)
    head->date = n;
}

/* The symbol after "Số", without what stands before and after it. */
static DcSpan
symbol_of(const DcView *view, DcSpan cell) {
  const char *number = strstr(view->fold + cell.start, "số");
  gsize at = number && (gsize)(number - view->fold) < cell.end ? (gsize)(number - view->fold) + strlen("số")
                                                               : cell.start + 3;
  while (at < cell.end && strchr(": .*", view->fold[at]))
    at++;
  DcSpan symbol = {MIN(at, cell.end), cell.end};
  gsize comma = dc_line_find(view, symbol, ",");
  if (comma != G_MAXSIZE)
    symbol.end = comma;
  while (symbol.end > symbol.start && strchr(" .;*", view->fold[symbol.end - 1]))
    symbol.end--;
  return symbol;
}

/* The year of a place line may stand on the next line: "Lạng Sơn, ngày 23 / tháng 02 năm 2022". */
static DcSpan
whole_date(const DcHead *head) {
  DcSpan span = dc_cell_at(head, head->date)->span;
  for (guint i = head->date + 1; i < head->cells->len && i <= head->date + 2; i++) {
    if (dc_line_find(head->view, span, "năm") != G_MAXSIZE ||
        dc_line_find(head->view, span, "/") != G_MAXSIZE)
      break;
    const DcCell *next = dc_cell_at(head, i);
    if (next->kind == DC_CELL_TEXT &&
        (dc_line_starts(head->view, next->span, "tháng") || dc_line_starts(head->view, next->span, "năm") ||
         g_ascii_isdigit(head->view->fold[next->span.start])))
      span.end = next->span.end;
  }
  return span;
}

/* "XV80": a typist's or an archive's mark, no line of a name. */
static gboolean
is_file_mark(const DcView *view, DcSpan cell) {
  const char *text = view->fold + cell.start;
  gsize n = dc_span_length(cell);
  return memchr(text, ' ', n) == NULL && n > 1 && strcspn(text, "0123456789") < n;
}

static void
read_issuer(const DcHead *head, DcLayout *layout) {
  guint end = MIN(head->type, MIN(head->body, head->cells->len));
  guint last = head->number < end ? head->number : head->motto < end ? head->motto : end;
  /* Without number or motto what stands before the type line is anything: a file name, a stamp. */
  if (last == end && head->date >= end)
    return;
  for (guint i = 0; i < last; i++) {
    const DcCell *cell = dc_cell_at(head, i);
    if (cell->kind != DC_CELL_TEXT || dc_span_length(cell->span) > 160 ||
        is_file_mark(head->view, cell->span) ||
        dc_line_starts(head->view, cell->span, "- ")) /* an item of a portal's list */
      continue;
    g_array_append_val(layout->issuer_lines, cell->span);
    if (dc_span_is_empty(layout->issuer))
      layout->issuer.start = cell->span.start;
    layout->issuer.end = cell->span.end;
  }
}

void
dc_layout_read_head(const DcView *view, DcLayout *layout) {
  g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(DcCell));
  DcHead head = {.view = view, .cells = cells};
  dc_head_read_cells(&head, layout->content);
  find_anchors(&head);
  gboolean bare = head.number >= cells->len && head.date >= cells->len && head.motto >= cells->len;
  if (head.type >= cells->len &&
      (dc_head_split_type(&head, FALSE) || (bare && (head.on_line = dc_head_split_type(&head, TRUE)))))
    find_anchors(&head);
  if (head.number < cells->len)
    layout->number = symbol_of(view, dc_cell_at(&head, head.number)->span);
  if (head.date < cells->len)
    layout->place_date = whole_date(&head);
  read_issuer(&head, layout);
  if (head.type >= cells->len) {
    dc_head_read_letter_title(&head, layout);
    return;
  }
  layout->type_line = dc_cell_at(&head, head.type)->span;
  while (g_ascii_isdigit(view->fold[layout->type_line.end - 1]))
    layout->type_line.end--;
  layout->title = (DcSpan){0, 0};
  dc_head_read_issued_with(&head, dc_head_read_title(&head, layout), layout);
}
