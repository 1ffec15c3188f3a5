/* What follows the title: the legal basis, and the sentence that says what the document is issued for. */
#include "corpus/layout-parts.h"

enum { OPENING_BYTES = 4000, BARE_HEAD_LINES = 24 };

static const char *const basis_words[] = {"căn cứ", "pursuant to", "on the basis of", NULL};
static const char *const more_basis_words[] = {
    "căn cứ",          "theo đề nghị", "xét ",          "trên cơ sở", "thực hiện ", "pursuant to",
    "at the proposal", "on the basis", "theo tờ trình", "sau khi ",   "được sự",    NULL};
/* Behind a line that ended with a semicolon: "Căn cứ Luật … năm 2015;⏎Luật sửa đổi …;". */
static const char *const act_words[] = {"luật ",          "bộ luật ",  "pháp lệnh ", "nghị định ",
                                        "nghị quyết ",    "thông tư ", "kết luận ",  "chỉ thị ",
                                        "quyết định số ", NULL};
static const char *const enacting_words[] = {
    "quyết định:", "quyết nghị:", "chỉ thị:",  "nghị quyết:", "quyết định", "quyết nghị",
    "thông báo:",  "decrees:",    "quy định:", "decides:",    NULL};

static gboolean
is_enacting(const DcView *view, DcSpan line) {
  if (dc_span_length(line) > 40)
    return FALSE;
  for (const char *const *word = enacting_words; *word; word++)
    if (dc_line_is(view, line, *word))
      return TRUE;
  return FALSE;
}

/* The first section of the text itself: number one of its kind, after the title. */
static gsize
first_section(const DcView *view, const DcLayout *layout, gsize after) {
  static const char *const ones[] = {"1",        "i",        "điều 1", "article 1",
                                     "chương i", "chương 1", "phần i", "phần thứ nhất",
                                     "mục 1",    "mục i",    "a",      NULL};
  for (guint i = 0; i < layout->sections->len; i++) {
    const DcSection *section = &g_array_index(layout->sections, DcSection, i);
    if (section->line.start < after || section->kind == DC_SECTION_DASH)
      continue;
    for (const char *const *one = ones; *one; one++)
      if (dc_line_is(view, section->label, *one))
        return section->line.start;
    if (section->kind == DC_SECTION_PART)
      return section->line.start;
  }
  return layout->content.end;
}

/* Whether a paragraph ends with this line; hard-wrapped lines run on. */
static gboolean
ends_paragraph(const DcView *view, DcSpan line) {
  return line.end > line.start && strchr(";.:,", view->fold[line.end - 1]) && view->fold[line.end - 1] != ',';
}

/* "- Căn cứ …": the grounds are often set as a list. */
static DcSpan
without_dash(const DcView *view, DcSpan line) {
  while (line.start < line.end && strchr("- ", view->fold[line.start]))
    line.start++;
  return line;
}

static gsize
read_basis(const DcView *view, DcLayout *layout, gsize from, gsize to) {
  gsize at = from;
  DcSpan line;
  gboolean fresh = TRUE, gap = FALSE, listed = FALSE;
  while (dc_line_next(view, &at, to, &line)) {
    if (dc_span_is_empty(line)) {
      gap = TRUE;
      continue;
    }
    gboolean empty = dc_span_is_empty(layout->preamble);
    gboolean more =
        dc_line_starts_any(view, without_dash(view, line), empty ? basis_words : more_basis_words) ||
        (listed && dc_line_starts_any(view, line, act_words));
    if (empty && more)
      layout->preamble = line;
    else if (!empty && (is_enacting(view, line) || ((fresh || (gap && !more)) && !more)))
      break;
    else if (!empty)
      layout->preamble.end = line.end;
    fresh = ends_paragraph(view, line);
    listed = view->fold[line.end - 1] == ';';
    gap = FALSE;
  }
  return dc_span_is_empty(layout->preamble) ? from : layout->preamble.end;
}

static gboolean
in_noise(const DcLayout *layout, DcSpan line) {
  for (guint i = 0; i < layout->noise->len; i++) {
    DcSpan noise = g_array_index(layout->noise, DcSpan, i);
    if (noise.start > line.start)
      break;
    if (dc_span_contains(noise, line))
      return TRUE;
  }
  return FALSE;
}

/* The line drawn under a title. */
static gboolean
is_rule(const DcView *view, DcSpan line) {
  gsize at = line.start;
  while (at < line.end && strchr(" *_-=.", view->fold[at]))
    at++;
  return at == line.end;
}

static void
read_opening(const DcView *view, DcLayout *layout, gsize from, gsize to) {
  gsize at = from;
  DcSpan line;
  to = MIN(to, from + OPENING_BYTES);
  while (dc_line_next(view, &at, to, &line)) {
    if (in_noise(layout, line) || (is_rule(view, line) && dc_span_is_empty(layout->opening)))
      continue;
    if (dc_span_is_empty(line))
      break;
    if (is_enacting(view, line) ||
        (dc_span_is_empty(layout->opening) && dc_span_length(line) < 60 && dc_line_is_upper(view, line)))
      continue;
    if (dc_span_is_empty(layout->opening))
      layout->opening.start = line.start;
    layout->opening.end = line.end;
    if (strchr(".:", view->fold[line.end - 1]))
      break;
  }
}

/* "Thực hiện Nghị định số …, Ủy ban nhân dân … ban hành Kế hoạch … như sau:" at the start of a text that lost
 * its head. */
static void
read_bare_opening(const DcView *view, DcLayout *layout, gsize from, gsize to) {
  static const char *const starts[] = {"thực hiện ", "căn cứ ", "thi hành ", "triển khai ", "để ", NULL};
  static const char *const verbs[] = {"ban hành", "xây dựng", "đề nghị", "yêu cầu", "hướng dẫn"};
  gsize at = from;
  DcSpan line = {from, from};
  for (int n = 0; n < BARE_HEAD_LINES && dc_line_next(view, &at, to, &line); n++)
    if (dc_line_starts_any(view, line, starts))
      break;
  if (!dc_line_starts_any(view, line, starts))
    return;
  read_opening(view, layout, line.start, to);
  DcSpan opening = layout->opening;
  gboolean issues = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(verbs) && !dc_span_is_empty(opening); i++)
    issues |= dc_line_find_words(view, opening, verbs[i]) != G_MAXSIZE;
  if (!issues || view->fold[opening.end - 1] != ':' ||
      dc_line_find(view, opening, "vừa ban hành") != G_MAXSIZE || /* news of another document */
      dc_line_find(view, opening, "đã ban hành") != G_MAXSIZE)
    layout->opening = (DcSpan){0, 0};
}

void
dc_layout_read_preamble(const DcView *view, DcLayout *layout) {
  gsize from = MAX(MAX(layout->title.end, layout->issued_with.end), layout->type_line.end);
  from = MAX(from, MAX(layout->content.start, MAX(layout->number.end, layout->place_date.end)));
  gsize to = first_section(view, layout, from);
  layout->body = (DcSpan){to, layout->content.end};
  if (dc_span_is_empty(layout->type_line) && dc_span_is_empty(layout->number)) {
    read_bare_opening(view, layout, from, to);
    return; /* nothing tells a head from the text */
  }
  gsize after = read_basis(view, layout, from, to);
  read_opening(view, layout, after, to);
}
