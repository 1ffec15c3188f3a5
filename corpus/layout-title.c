/* The title is what follows the line that is nothing but a type of document. */
#include "corpus/layout-cells.h"

enum { TITLE_CELLS = 40, TITLE_BYTES = 3000, SENTENCE_CELLS = 12 };

/* The line begins as the letterhead does: "HỘI ĐỒNG NHÂN DÂN TỈNH … KHÓA XVI, KỲ HỌP THỨ 28". */
static gboolean
repeats_issuer(const DcHead *head, DcSpan span) {
  for (guint i = 0; i < head->type && i < head->cells->len; i++) {
    const DcCell *cell = dc_cell_at(head, i);
    gsize n = dc_span_length(cell->span);
    if (cell->kind == DC_CELL_TEXT && n > 12 && n <= dc_span_length(span) &&
        memcmp(head->view->fold + cell->span.start, head->view->fold + span.start, n) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_authority(const DcHead *head, guint i, gboolean title_upper) {
  const DcCell *cell = dc_cell_at(head, i);
  if (!cell->upper || dc_span_length(cell->span) > 120)
    return FALSE;
  static const char *const authorities[] = {"bộ trưởng",
                                            "chủ tịch",
                                            "thủ tướng",
                                            "thống đốc",
                                            "hội đồng nhân dân",
                                            "ủy ban nhân dân",
                                            "tổng thanh tra",
                                            "tổng kiểm toán",
                                            "chánh án",
                                            "viện trưởng",
                                            "chính phủ",
                                            "quốc hội",
                                            "ủy ban thường vụ",
                                            "the government",
                                            "the prime minister",
                                            "the minister",
                                            "giám đốc",
                                            "ban thường vụ",
                                            "ban chấp hành",
                                            "ban bí thư",
                                            "bộ chính trị",
                                            "liên tịch",
                                            NULL};
  if (!dc_line_starts_any(head->view, cell->span, authorities))
    return FALSE;
  if (title_upper && repeats_issuer(head, cell->span))
    return TRUE;
  return !title_upper || dc_cell_at(head, i - 1)->kind == DC_CELL_GAP;
}

/* The lines from cell `i` to the next gap end as a sentence does: "…, UBND tỉnh ban hành Kế hoạch như sau:".
 */
static gboolean
is_sentence(const DcHead *head, guint i) {
  for (guint n = 0; n < SENTENCE_CELLS && i < head->cells->len && dc_cell_at(head, i)->kind == DC_CELL_TEXT;
       n++, i++) {
    DcSpan span = dc_cell_at(head, i)->span;
    if (strchr(".:", head->view->fold[span.end - 1]))
      return TRUE;
  }
  return FALSE;
}

/* Words that start a paragraph of the text rather than go on with the title. */
static gboolean
starts_text(const DcHead *head, const DcCell *first, guint i, gboolean gap) {
  static const char *const starts[] = {"thực hiện ", "căn cứ",   "xét ",        "để ",        "nhằm ",
                                       "thi hành ",  "năm học ", "triển khai ", "chấp hành ", "trong ",
                                       "ngày ",      "hiện nay", NULL};
  const DcView *view = head->view;
  const DcCell *cell = dc_cell_at(head, i);
  if (view->clean[cell->span.start] == view->fold[cell->span.start] &&
      view->clean[cell->span.start + 1] == view->fold[cell->span.start + 1])
    return FALSE; /* goes on in lower case */
  if (!dc_line_starts_any(view, cell->span, starts))
    return FALSE;
  if (gap || first->upper != cell->upper || is_sentence(head, i))
    return TRUE;
  gsize n = MIN(MIN(dc_span_length(first->span), dc_span_length(cell->span)), 20);
  return memcmp(view->fold + first->span.start, view->fold + cell->span.start, n) == 0;
}

/* "Thông tư số … ngày … của Bộ trưởng …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:": the act that
 * a text under THÔNG TƯ consolidates. */
static gboolean
names_consolidated(const DcHead *head, guint i) {
  DcSpan type = dc_cell_at(head, head->type)->span, line = dc_cell_at(head, i)->span;
  const char *fold = head->view->fold;
  gsize n = 0;
  while (n < dc_span_length(type) && n < dc_span_length(line) && fold[type.start + n] == fold[line.start + n])
    n++;
  gsize at =
      line.start + n + dc_line_starts(head->view, (DcSpan){line.start + n, line.end}, " số") * strlen(" số");
  if (n < 4 || at + 1 >= line.end || fold[at] != ' ' || !g_ascii_isdigit(fold[at + 1]))
    return FALSE;
  guint last = MIN(i + SENTENCE_CELLS, head->cells->len) - 1;
  gsize end = dc_cell_at(head, last)->span.end;
  return g_strstr_len(fold + line.start, (gssize)(end - line.start), "có hiệu lực") != NULL;
}

/* "CỦA BỘ CHÍNH TRỊ", "HỘI NGHỊ LẦN THỨ TÁM …" in capitals over the subject: the title has only begun. */
static gboolean
names_authority_only(const DcHead *head, DcSpan title) {
  static const char *const starts[] = {"của ", "hội nghị lần thứ", "ban chấp hành", "(khóa", NULL};
  return dc_line_starts_any(head->view, title, starts);
}

/* A line that starts in lower case goes on with the one before, also over an empty line. */
static gboolean
goes_on(const DcHead *head, const DcCell *cell) {
  gunichar c = g_utf8_get_char(head->view->clean + cell->span.start);
  return g_unichar_islower(c);
}

/* "2021 - 2025," in a line of its own is neither in capitals nor not. */
static gboolean
has_letters(const DcView *view, DcSpan span) {
  for (gsize i = span.start; i < span.end; i++)
    if (g_ascii_isalpha(view->fold[i]) || (guchar)view->fold[i] >= 0xC3)
      return TRUE;
  return FALSE;
}

guint
dc_head_read_title(const DcHead *head, DcLayout *layout) {
  static const char *const subjects[] = {"về ", "v/v", "(v/v", NULL};
  const DcCell *first = NULL;
  gboolean gap = FALSE;
  guint i = head->type + 1, n = head->cells->len;
  for (guint used = 0; i < n && used < TITLE_CELLS; i++) {
    const DcCell *cell = dc_cell_at(head, i);
    if (cell->kind == DC_CELL_GAP || cell->kind == DC_CELL_NOISE) {
      gap |= first != NULL;
      continue;
    }
    gboolean wrapped =
        first && (cell->kind == DC_CELL_DATE || (cell->kind == DC_CELL_NUMBER && i != head->number));
    if (cell->kind != DC_CELL_TEXT && cell->kind != DC_CELL_TYPE && !wrapped)
      break;
    if (dc_line_starts(head->view, cell->span, "(") && first)
      break;
    gboolean begun = first && names_authority_only(head, layout->title) &&
                     dc_line_starts_any(head->view, cell->span, subjects);
    if (first && !begun &&
        (((gap || head->on_line) && !goes_on(head, cell)) || is_authority(head, i, first->upper) ||
         starts_text(head, first, i, gap) || names_consolidated(head, i) ||
         (first->upper && !cell->upper && has_letters(head->view, cell->span)) ||
         cell->span.end - first->span.start > TITLE_BYTES))
      break;
    if (!first) {
      first = cell;
      layout->title.start = cell->span.start;
    }
    layout->title.end = cell->span.end;
    gap = FALSE;
    used++;
    if (begun)
      first = cell;
  }
  return i;
}

void
dc_head_read_issued_with(const DcHead *head, guint from, DcLayout *layout) {
  static const char *const starts[] = {
      "(ban hành",           "(kèm theo", "(được ban hành", "ban hành kèm theo", "(đính kèm",
      "kèm theo quyết định", NULL};
  for (guint i = from, seen = 0; i < head->cells->len && seen < 3; i++) {
    const DcCell *cell = dc_cell_at(head, i);
    if (cell->kind == DC_CELL_GAP || cell->kind == DC_CELL_NOISE)
      continue;
    seen++;
    if (!dc_line_starts_any(head->view, cell->span, starts))
      continue;
    const char *close =
        memchr(head->view->fold + cell->span.start, ')', MIN(1200, head->view->len - cell->span.start));
    layout->issued_with.start = cell->span.start;
    layout->issued_with.end = close ? (gsize)(close - head->view->fold) + 1 : cell->span.end;
    return;
  }
}

/* The cell where the subject of a letter starts: at "V/v", or, as in letters of the Party, without such words
 * between the number and the addressee. */
static guint
letter_title(const DcHead *head, guint body) {
  static const char *const starts[] = {"v/v", "về việc", "(v/v", NULL};
  for (guint i = 0; i < body; i++)
    if (dc_cell_at(head, i)->kind == DC_CELL_TEXT &&
        dc_line_starts_any(head->view, dc_cell_at(head, i)->span, starts))
      return i;
  if (body >= head->cells->len || !dc_line_starts(head->view, dc_cell_at(head, body)->span, "kính gửi"))
    return body;
  for (guint i = head->number + 1; i < body; i++) {
    const DcCell *cell = dc_cell_at(head, i);
    if (cell->kind == DC_CELL_TEXT && !cell->upper && has_letters(head->view, cell->span))
      return i;
  }
  return body;
}

void
dc_head_read_letter_title(const DcHead *head, DcLayout *layout) {
  guint body = MIN(head->body, head->cells->len), first = letter_title(head, body);
  if (first >= body)
    return;
  layout->title = dc_cell_at(head, first)->span;
  for (guint i = first + 1; i < body && i < first + 8; i++) {
    const DcCell *cell = dc_cell_at(head, i);
    gboolean wrapped =
        cell->kind == DC_CELL_NUMBER && i != head->number; /* "V/v thực hiện Công văn / số …" */
    if ((cell->kind != DC_CELL_TEXT && !wrapped) || cell->upper)
      break;
    layout->title.end = cell->span.end;
  }
}
