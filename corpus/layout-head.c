/* The first lines of a document: who issues it, its number, place and date, its type and title.
 *
 * Two columns may come as one line after the other, as cells with '|' between, or as one line; so the head is
 * read as cells, each is told by how it begins, and the title is what follows the line that is nothing but a
 * type of document. */
#include "corpus/layout-parts.h"

#include "corpus/lexicon/lexicon.h"

enum {
  HEAD_CELLS = 220,
  CELLS_OF_BODY = 8,
  TITLE_CELLS = 40,
  TITLE_BYTES = 3000,
  TYPE_BYTES = 60,
  SENTENCE_CELLS = 12
};

typedef enum {
  CELL_TEXT,
  CELL_GAP, /* empty, or a rule */
  CELL_MOTTO,
  CELL_NUMBER,
  CELL_DATE,
  CELL_TYPE,
  CELL_NOISE,
  CELL_BODY /* what only comes after the title: preamble, first section, addressee */
} CellKind;

typedef struct {
  DcSpan span;
  CellKind kind;
  gboolean upper;
} Cell;

typedef struct {
  const DcView *view;
  GArray *cells;
  guint type, number, motto, date, body; /* cells; cells->len: none */
  gboolean on_line;                      /* the title stands on the line of the type, in small letters */
} Head;

static const char *const motto_words[] = {"cộng hòa xã",      "độc lập - tự do",    "độc lập-tự do",
                                          "nghĩa việt nam",   "chủ nghĩa việt nam", "hội chủ nghĩa việt nam",
                                          "xã hội chủ nghĩa", "cộng hòa",           NULL};
static const char *const body_words[] = {
    "căn cứ ", "kính gửi", "điều 1.",     "điều 1:",   "chương i",     "i. ",           "i- ",
    "i/ ",     "i - ",     "pursuant to", "article 1", "theo đề nghị", "phần thứ nhất", NULL};
static const char *const noise_words[] = {
    "công báo/", "ký bởi:", "người ký:", "email:", "cơ quan:", "thời gian ký:", "ngày ký:", NULL};

static Cell *
cell_at(const Head *head, guint i) {
  return &g_array_index(head->cells, Cell, i);
}

static gboolean
is_motto(const DcView *view, DcSpan span) {
  return dc_line_starts_any(view, span, motto_words) ||
         (dc_line_starts(view, span, "cộng h") && dc_line_find(view, span, "chủ nghĩa") != G_MAXSIZE) ||
         dc_line_is(view, span, "đảng cộng sản việt nam");
}

/* "Số: 43/KH-UBND", "Luật số: 43/2019/QH14", "Số ~~171~~-KH/HU", "Số:      /QĐ-UBND". */
static gboolean
is_number(const DcView *view, DcSpan span) {
  static const char *const starts[] = {
      "số",       "sô:",        "sô ", "sổ ", "luật số", "nghị quyết số:", "pháp lệnh số:",
      "lệnh số:", "bộ luật số", "no.", NULL};
  if (!dc_line_starts_any(view, span, starts) || dc_span_length(span) > 120)
    return FALSE;
  const char *text = view->fold + span.start, *end = view->fold + span.end;
  const char *at = strstr(text, "số") ? strstr(text, "số") + strlen("số") : text + 3;
  while (at < end && strchr(" :.…-_", *at) && *at)
    at++;
  return at >= end || g_ascii_isdigit(*at) || *at == '/' || *at == '[' || (guchar)*at == 0xE2;
}

/* "Kim Động, ngày 02 tháng 12 năm 2024": a short place, a comma, then the date or blanks for it. A symbol
 * before the comma makes it a line of text. */
static gboolean
is_date(const DcView *view, DcSpan span) {
  gsize day = dc_line_find(view, span, "ngày");
  if (day == G_MAXSIZE || day - span.start < 3 || day - span.start > 50 || span.end - day > 50 ||
      memchr(view->fold + span.start, '/', day - span.start))
    return FALSE;
  gsize before = day, after = day + strlen("ngày");
  while (before > span.start && view->fold[before - 1] == ' ')
    before--;
  while (after < span.end && strchr(" ._…", view->fold[after]))
    after++;
  return view->fold[before - 1] == ',' && view->fold[span.start] != '(' &&
         (after >= span.end || g_ascii_isdigit(view->fold[after]) || (guchar)view->fold[after] >= 0x80 ||
          view->fold[after] == 't');
}

/* "K Ế  H O Ạ C H": a type in spaced letters. */
static const DcType *
spaced_type(const DcView *view, DcSpan span) {
  char joined[TYPE_BYTES * 2];
  gsize n = 0;
  for (gsize at = span.start; at < span.end && n + 8 < sizeof joined;) {
    gsize size = (guchar)view->fold[at] < 0x80 ? 1 : (gsize)g_utf8_skip[(guchar)view->fold[at]];
    if (view->fold[at] == ' ') {
      if (at + 1 < span.end && view->fold[at + 1] == ' ')
        joined[n++] = ' ';
      at++;
      continue;
    }
    if (at + size < span.end && view->fold[at + size] != ' ')
      return NULL;
    memcpy(joined + n, view->fold + at, size);
    n += size;
    at += size;
  }
  return n ? dc_lexicon_type_n(joined, n) : NULL;
}

static const DcType *
whole_type(const DcView *view, DcSpan span) {
  while (span.end > span.start &&
         strchr(":.* 0123456789", view->fold[span.end - 1])) /* with a footnote's mark */
    span.end--;
  gsize n = dc_span_length(span);
  if (n < 5 || n > TYPE_BYTES)
    return NULL;
  const DcType *type = dc_lexicon_type_n(view->fold + span.start, n);
  if (!type && view->fold[span.start + 1] == ' ')
    type = spaced_type(view, span);
  /* An abbreviation on a line of its own heads a table, not a document. */
  return type && n > strlen(type->abbreviation)     ? type
         : type && (dc_line_is(view, span, "luật")) ? type
                                                    : NULL;
}

static CellKind
kind_of(const DcView *view, DcSpan span) {
  if (dc_span_is_empty(span) || dc_span_length(span) == strspn(view->fold + span.start, "-=_.~ "))
    return CELL_GAP;
  if (dc_line_starts_any(view, span, noise_words))
    return CELL_NOISE;
  if (strspn(view->fold + span.start, "0123456789") == dc_span_length(span))
    return CELL_NOISE;
  if (is_motto(view, span))
    return CELL_MOTTO;
  if (is_number(view, span))
    return CELL_NUMBER;
  if (is_date(view, span))
    return CELL_DATE;
  if (dc_line_starts_any(view, span, body_words))
    return CELL_BODY;
  return whole_type(view, span) ? CELL_TYPE : CELL_TEXT;
}

static void
add_cell(Head *head, DcSpan span) {
  while (span.start < span.end && strchr(" *_", head->view->fold[span.start]))
    span.start++;
  while (span.end > span.start &&
         strchr(" *_-=", head->view->fold[span.end - 1])) /* with the rule under it */
    span.end--;
  Cell cell = {span, kind_of(head->view, span), dc_line_is_upper(head->view, span)};
  g_array_append_val(head->cells, cell);
}

/* One line that holds both columns: cut before the motto and before the place of the date. */
static void
add_columns(Head *head, DcSpan line) {
  if (dc_span_length(line) < 300) {
    gsize motto = dc_line_find(head->view, line, "cộng hòa xã hội");
    if (motto == G_MAXSIZE)
      motto = dc_line_find(head->view, line, "độc lập - tự do");
    if (motto == G_MAXSIZE)
      motto = dc_line_find(head->view, line, "đảng cộng sản việt nam");
    if (motto != G_MAXSIZE && motto > line.start) {
      add_cell(head, (DcSpan){line.start, motto});
      line.start = motto;
    }
    DcSpan token = line;
    if (is_number(head->view, line) && dc_line_find(head->view, line, "ngày") != G_MAXSIZE) {
      token.start += strcspn(head->view->fold + token.start, "/");
      token.start += strcspn(head->view->fold + token.start, " \n");
      if (token.start < token.end && is_date(head->view, (DcSpan){token.start + 1, token.end})) {
        add_cell(head, (DcSpan){line.start, token.start});
        line.start = token.start;
      }
    }
  }
  add_cell(head, line);
}

static void
read_cells(Head *head, DcSpan content) {
  gsize at = content.start;
  DcSpan line;
  guint most = HEAD_CELLS, seen = 0;
  gboolean typed = FALSE;
  while (head->cells->len < most && dc_line_next(head->view, &at, content.end, &line)) {
    gsize start = line.start;
    for (; seen < head->cells->len; seen++) {
      CellKind kind = cell_at(head, seen)->kind;
      typed |= kind == CELL_TYPE;
      if (typed && kind == CELL_BODY)
        most = MIN(most, seen + CELLS_OF_BODY);
    }
    for (;;) {
      const char *bar = memchr(head->view->fold + start, '|', line.end - start);
      gsize stop = bar ? (gsize)(bar - head->view->fold) : line.end;
      if (!bar || stop > start)
        add_columns(head, (DcSpan){start, stop});
      if (!bar || head->cells->len >= HEAD_CELLS)
        break;
      start = stop + 1;
    }
  }
}

/* "KẾ" and "HOẠCH" on two lines make one type. */
static void
join_types(Head *head) {
  for (guint i = 0; i + 1 < head->cells->len; i++) {
    Cell *first = cell_at(head, i), *second = cell_at(head, i + 1);
    if ((first->kind != CELL_TEXT && first->kind != CELL_TYPE) || second->kind != CELL_TEXT)
      continue;
    DcSpan both = {first->span.start, second->span.end};
    if (both.end - both.start < TYPE_BYTES && whole_type(head->view, both)) {
      first->span = both;
      first->kind = CELL_TYPE;
      second->kind = CELL_NOISE;
    }
  }
}

static guint
first_cell(const Head *head, CellKind kind, guint from, guint to) {
  for (guint i = from; i < to; i++)
    if (cell_at(head, i)->kind == kind)
      return i;
  return head->cells->len;
}

static gboolean
is_consolidation(const Head *head, guint i) {
  const DcType *type = whole_type(head->view, cell_at(head, i)->span);
  return type && strcmp(type->abbreviation, "VBHN") == 0;
}

static gboolean
has_colon(const Head *head, guint i) {
  DcSpan cell = cell_at(head, i)->span;
  gsize at = dc_line_find(head->view, cell, "số");
  return at != G_MAXSIZE &&
         head->view->fold[at + strlen("số") + strspn(head->view->fold + at + strlen("số"), " ")] == ':';
}

static void
find_anchors(Head *head) {
  guint n = head->cells->len;
  head->body = first_cell(head, CELL_BODY, 0, n);
  head->motto = first_cell(head, CELL_MOTTO, 0, head->body);
  head->number = first_cell(head, CELL_NUMBER, 0, head->body);
  head->date = first_cell(head, CELL_DATE, 0, head->body);
  head->type = first_cell(head, CELL_TYPE, 0, head->body);
  if (head->type < n && is_consolidation(head, head->type)) {
    guint next = first_cell(head, CELL_TYPE, head->type + 1, head->body);
    if (next < n)
      head->type = next;
  }
  guint limit = MIN(head->type, head->body);
  /* A number or date after the title belongs to a form or an annex, or to the text; "số 63-NQ/TU" there,
   * without a colon, is the title going on. */
  if (head->number > limit + 3 ||
      (head->number < n && head->number > head->type && !has_colon(head, head->number)))
    head->number = n;
  if (head->date > limit + 3)
    head->date = n;
}

/* A type that runs on into the title on the same line: "KẾ HOẠCH thực hiện …"; in any case of letters only on
 * the first line of a text. */
static gboolean
split_type(Head *head, gboolean any_case) {
  static const char *const leads[] = {"của ", "thực hiện ", "triển khai ", "tiếp tục ", "về ", "v/v", NULL};
  guint end = MIN(head->body, head->cells->len);
  for (guint i = 0; i < end; i++) {
    Cell *cell = cell_at(head, i);
    if (cell->kind != CELL_TEXT || dc_span_length(cell->span) < 12)
      continue;
    gsize at = cell->span.start, best = 0;
    for (int words = 0; words < 5 && at < cell->span.end; words++) {
      at += strcspn(head->view->fold + at, " \n");
      if (at > cell->span.end)
        break;
      DcSpan part = {cell->span.start, at};
      if (dc_span_length(part) > 6 && whole_type(head->view, part) &&
          (any_case || dc_line_is_upper(head->view, part)))
        best = at;
      at++;
    }
    if (!best && any_case)
      return FALSE;
    if (!best)
      continue;
    Cell rest = {{best + 1, cell->span.end}, CELL_TEXT, FALSE};
    while (rest.span.start < rest.span.end && strchr(" *:", head->view->fold[rest.span.start]))
      rest.span.start++;
    if (dc_line_starts(head->view, rest.span, "số ") || dc_line_starts(head->view, rest.span, "này"))
      continue;
    if (any_case && !dc_line_starts_any(head->view, rest.span, leads))
      return FALSE;
    rest.upper = dc_line_is_upper(head->view, rest.span);
    cell->span.end = best;
    cell->kind = CELL_TYPE;
    g_array_insert_val(head->cells, i + 1, rest);
    return TRUE;
  }
  return FALSE;
}

/* The symbol after "Số", without what stands before and after it. */
static DcSpan
symbol_of(const DcView *view, DcSpan cell) {
  const char *number = strstr(view->fold + cell.start, "số");
  gsize at = number && (gsize)(number - view->fold) < cell.end ? (gsize)(number - view->fold) + strlen("số")
                                                               : cell.start + 3;
  while (at < cell.end && strchr(": .", view->fold[at]))
    at++;
  DcSpan symbol = {MIN(at, cell.end), cell.end};
  gsize comma = dc_line_find(view, symbol, ",");
  if (comma != G_MAXSIZE)
    symbol.end = comma;
  while (symbol.end > symbol.start && strchr(" .;", view->fold[symbol.end - 1]))
    symbol.end--;
  return symbol;
}

/* The year of a place line may stand on the next line: "Lạng Sơn, ngày 23 / tháng 02 năm 2022". */
static DcSpan
whole_date(const Head *head) {
  DcSpan span = cell_at(head, head->date)->span;
  for (guint i = head->date + 1; i < head->cells->len && i <= head->date + 2; i++) {
    if (dc_line_find(head->view, span, "năm") != G_MAXSIZE ||
        dc_line_find(head->view, span, "/") != G_MAXSIZE)
      break;
    const Cell *next = cell_at(head, i);
    if (next->kind == CELL_TEXT &&
        (dc_line_starts(head->view, next->span, "tháng") || dc_line_starts(head->view, next->span, "năm") ||
         g_ascii_isdigit(head->view->fold[next->span.start])))
      span.end = next->span.end;
  }
  return span;
}

static void
read_issuer(const Head *head, DcLayout *layout) {
  guint end = MIN(head->type, MIN(head->body, head->cells->len));
  guint last = head->number < end ? head->number : head->motto < end ? head->motto : end;
  /* Without number or motto what stands before the type line is anything: a file name, a stamp. */
  if (last == end && head->date >= end)
    return;
  for (guint i = 0; i < last; i++) {
    const Cell *cell = cell_at(head, i);
    if (cell->kind != CELL_TEXT || dc_span_length(cell->span) > 160)
      continue;
    g_array_append_val(layout->issuer_lines, cell->span);
    if (dc_span_is_empty(layout->issuer))
      layout->issuer.start = cell->span.start;
    layout->issuer.end = cell->span.end;
  }
}

/* The line begins as the letterhead does: "HỘI ĐỒNG NHÂN DÂN TỈNH … KHÓA XVI, KỲ HỌP THỨ 28". */
static gboolean
repeats_issuer(const Head *head, DcSpan span) {
  for (guint i = 0; i < head->type && i < head->cells->len; i++) {
    const Cell *cell = cell_at(head, i);
    gsize n = dc_span_length(cell->span);
    if (cell->kind == CELL_TEXT && n > 12 && n <= dc_span_length(span) &&
        memcmp(head->view->fold + cell->span.start, head->view->fold + span.start, n) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_authority(const Head *head, guint i, gboolean title_upper) {
  const Cell *cell = cell_at(head, i);
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
  return !title_upper || cell_at(head, i - 1)->kind == CELL_GAP;
}

/* The lines from cell `i` to the next gap end as a sentence does: "…, UBND tỉnh ban hành Kế hoạch như sau:".
 */
static gboolean
is_sentence(const Head *head, guint i) {
  for (guint n = 0; n < SENTENCE_CELLS && i < head->cells->len && cell_at(head, i)->kind == CELL_TEXT;
       n++, i++) {
    DcSpan span = cell_at(head, i)->span;
    if (strchr(".:", head->view->fold[span.end - 1]))
      return TRUE;
  }
  return FALSE;
}

/* Words that start a paragraph of the text rather than go on with the title. */
static gboolean
starts_text(const Head *head, const Cell *first, guint i, gboolean gap) {
  static const char *const starts[] = {"thực hiện ", "căn cứ",   "xét ",        "để ",        "nhằm ",
                                       "thi hành ",  "năm học ", "triển khai ", "chấp hành ", "trong ",
                                       "ngày ",      "hiện nay", NULL};
  const DcView *view = head->view;
  const Cell *cell = cell_at(head, i);
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

/* "CỦA BỘ CHÍNH TRỊ", "HỘI NGHỊ LẦN THỨ TÁM …" in capitals over the subject: the title has only begun. */
static gboolean
names_authority_only(const Head *head, DcSpan title) {
  static const char *const starts[] = {"của ", "hội nghị lần thứ", "ban chấp hành", "(khóa", NULL};
  return dc_line_starts_any(head->view, title, starts);
}

/* A line that starts in lower case goes on with the one before, also over an empty line. */
static gboolean
goes_on(const Head *head, const Cell *cell) {
  gunichar c = g_utf8_get_char(head->view->clean + cell->span.start);
  return g_unichar_islower(c);
}

/* The title's cells; returns the cell after it. */
static guint
read_title(const Head *head, DcLayout *layout) {
  const Cell *first = NULL;
  gboolean gap = FALSE;
  guint i = head->type + 1, n = head->cells->len;
  for (guint used = 0; i < n && used < TITLE_CELLS; i++) {
    const Cell *cell = cell_at(head, i);
    if (cell->kind == CELL_GAP || cell->kind == CELL_NOISE) {
      gap |= first != NULL;
      continue;
    }
    gboolean wrapped = first && (cell->kind == CELL_DATE || (cell->kind == CELL_NUMBER && i != head->number));
    if (cell->kind != CELL_TEXT && cell->kind != CELL_TYPE && !wrapped)
      break;
    if (dc_line_starts(head->view, cell->span, "(") && first)
      break;
    gboolean begun =
        first && names_authority_only(head, layout->title) && dc_line_starts(head->view, cell->span, "về ");
    if (first && !begun &&
        (((gap || head->on_line) && !goes_on(head, cell)) || is_authority(head, i, first->upper) ||
         starts_text(head, first, i, gap) || (first->upper && !cell->upper) ||
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

/* "(Ban hành kèm theo Quyết định số …)" under the title. */
static void
read_issued_with(const Head *head, guint from, DcLayout *layout) {
  static const char *const starts[] = {
      "(ban hành",           "(kèm theo", "(được ban hành", "ban hành kèm theo", "(đính kèm",
      "kèm theo quyết định", NULL};
  for (guint i = from, seen = 0; i < head->cells->len && seen < 3; i++) {
    const Cell *cell = cell_at(head, i);
    if (cell->kind == CELL_GAP || cell->kind == CELL_NOISE)
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

/* Without a type line: "V/v …" under the number of an official letter. */
static void
read_letter_title(const Head *head, DcLayout *layout) {
  static const char *const starts[] = {"v/v", "về việc", "(v/v", NULL};
  for (guint i = 0; i < MIN(head->body, head->cells->len); i++) {
    const Cell *first = cell_at(head, i);
    if (first->kind != CELL_TEXT || !dc_line_starts_any(head->view, first->span, starts))
      continue;
    layout->title = first->span;
    for (guint k = i + 1; k < head->body && k < i + 8; k++) {
      const Cell *cell = cell_at(head, k);
      gboolean wrapped = cell->kind == CELL_NUMBER && k != head->number; /* "V/v thực hiện Công văn / số …" */
      if ((cell->kind != CELL_TEXT && !wrapped) || cell->upper)
        break;
      layout->title.end = cell->span.end;
    }
    return;
  }
}

void
dc_layout_read_head(const DcView *view, DcLayout *layout) {
  g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Cell));
  Head head = {.view = view, .cells = cells};
  read_cells(&head, layout->content);
  join_types(&head);
  find_anchors(&head);
  gboolean bare = head.number >= cells->len && head.date >= cells->len && head.motto >= cells->len;
  if (head.type >= cells->len &&
      (split_type(&head, FALSE) || (bare && (head.on_line = split_type(&head, TRUE)))))
    find_anchors(&head);
  if (head.number < cells->len)
    layout->number = symbol_of(view, cell_at(&head, head.number)->span);
  if (head.date < cells->len)
    layout->place_date = whole_date(&head);
  read_issuer(&head, layout);
  if (head.type >= cells->len) {
    read_letter_title(&head, layout);
    return;
  }
  layout->type_line = cell_at(&head, head.type)->span;
  while (g_ascii_isdigit(view->fold[layout->type_line.end - 1]))
    layout->type_line.end--;
  layout->title = (DcSpan){0, 0};
  read_issued_with(&head, read_title(&head, layout), layout);
}
