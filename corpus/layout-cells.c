/* Lines become cells, and each cell is told by how it begins. */
#include "corpus/layout-cells.h"

enum { HEAD_CELLS = 220, CELLS_OF_BODY = 8, TYPE_BYTES = 60 };

static const char motto_start[] = "độc lập";
static const char *const motto_words[] = {"cộng hòa xã",
                                          "nghĩa việt nam",
                                          "chủ nghĩa việt nam",
                                          "hội chủ nghĩa việt nam",
                                          "xã hội chủ nghĩa",
                                          "cộng hòa",
                                          NULL};
static const char *const body_words[] = {
    "căn cứ ", "kính gửi", "điều 1.",     "điều 1:",   "chương i",     "i. ",           "i- ",
    "i/ ",     "i - ",     "pursuant to", "article 1", "theo đề nghị", "phần thứ nhất", NULL};
static const char *const noise_words[] = {
    "công báo/", "ký bởi:", "người ký:", "email:", "cơ quan:", "thời gian ký:", "ngày ký:", NULL};

/* Where "độc lập - tự do" stands, with or without spaces around its dash; G_MAXSIZE when it does not. */
static gsize
find_motto(const DcView *view, DcSpan span) {
  for (gsize at; (at = dc_line_find(view, span, motto_start)) != G_MAXSIZE;) {
    DcSpan rest = {at + strlen(motto_start), span.end};
    while (rest.start < rest.end && strchr(" -", view->fold[rest.start]))
      rest.start++;
    if (memchr(view->fold + at + strlen(motto_start), '-', rest.start - at - strlen(motto_start)) &&
        dc_line_starts(view, rest, "tự do"))
      return at;
    span.start = rest.start;
  }
  return G_MAXSIZE;
}

static gboolean
is_motto(const DcView *view, DcSpan span) {
  return dc_line_starts_any(view, span, motto_words) ||
         (dc_line_starts(view, span, motto_start) && find_motto(view, span) == span.start) ||
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
  const char *blank = at;
  while (at < end && strchr(" :.…-_*", *at) && *at)
    at++;
  gboolean party =
      at - 1 > blank && at[-1] == '-' && memchr(at, '/', (gsize)(end - at)); /* "Số      -KH/ĐU" */
  return at >= end || g_ascii_isdigit(*at) || *at == '/' || *at == '[' || (guchar)*at == 0xE2 || party;
}

/* "Kim Động, ngày 02 tháng 12 năm 2024": a short place, a comma, then the date or blanks for it. A symbol
 * before the comma makes it a line of text. */
static gboolean
is_date(const DcView *view, DcSpan span) {
  gsize day = dc_span_length(span) > 100 ? G_MAXSIZE : dc_line_find(view, span, "ngày");
  if (day == G_MAXSIZE || day - span.start < 3 || day - span.start > 50 || span.end - day > 50 ||
      memchr(view->fold + span.start, '/', day - span.start))
    return FALSE;
  gsize before = day, after = day + strlen("ngày");
  while (before > span.start && strchr(" \n", view->fold[before - 1]))
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

const DcType *
dc_cell_type(const DcView *view, DcSpan span) {
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

/* What stands between the lines of a letterhead: "-------", "-0-", "---o0o---", "===&", "-:". */
static gboolean
is_decoration(const DcView *view, DcSpan span) {
  const char *text = view->fold + span.start;
  gsize n = dc_span_length(span);
  return strspn(text, "-=_.~*&:+#o0 ") >= n && strcspn(text, "-=_.~*&:+# ") < n;
}

static DcCellKind
kind_of(const DcView *view, DcSpan span) {
  if (dc_span_is_empty(span) || is_decoration(view, span))
    return DC_CELL_GAP;
  if (dc_line_starts_any(view, span, noise_words))
    return DC_CELL_NOISE;
  if (strspn(view->fold + span.start, "0123456789") == dc_span_length(span))
    return DC_CELL_NOISE;
  if (is_motto(view, span))
    return DC_CELL_MOTTO;
  if (is_number(view, span))
    return DC_CELL_NUMBER;
  if (is_date(view, span))
    return DC_CELL_DATE;
  if (dc_line_starts_any(view, span, body_words))
    return DC_CELL_BODY;
  return dc_cell_type(view, span) ? DC_CELL_TYPE : DC_CELL_TEXT;
}

static void
add_cell(DcHead *head, DcSpan span) {
  while (span.start < span.end && strchr(" *_", head->view->fold[span.start]))
    span.start++;
  while (span.end > span.start &&
         strchr(" *_-=", head->view->fold[span.end - 1])) /* with the rule under it */
    span.end--;
  DcCell cell = {span, kind_of(head->view, span), dc_line_is_upper(head->view, span)};
  g_array_append_val(head->cells, cell);
}

/* "ỦY BAN NHÂN DÂN Số: 13/2019/QĐ-UBND": the number with what stands over it. Cuts before the number. */
static void
add_issuer_and_number(DcHead *head, DcSpan part) {
  gsize at = dc_line_find(head->view, part, " số: ");
  DcSpan number = {at + 1, part.end};
  if (at == G_MAXSIZE || at == part.start || !dc_line_is_upper(head->view, (DcSpan){part.start, at}) ||
      !is_number(head->view, number)) {
    add_cell(head, part);
    return;
  }
  add_cell(head, (DcSpan){part.start, at});
  add_cell(head, number);
}

/* "… CHỦ NGHĨA VIỆT NAM Quảng Nam, ngày 29 tháng 8 năm 2019": the end of the motto before a place line; or
 * where the part starts. */
static gsize
motto_end(const DcHead *head, DcSpan part) {
  static const char *const ends[] = {"hạnh phúc ", "việt nam "};
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
    gsize at = dc_line_find(head->view, part, ends[i]);
    if (at != G_MAXSIZE && is_date(head->view, (DcSpan){at + strlen(ends[i]), part.end}))
      return at + strlen(ends[i]) - 1;
  }
  return part.start;
}

/* One line that holds both columns: cut before the motto and before the place of the date. */
static void
add_columns(DcHead *head, DcSpan line) {
  if (dc_span_length(line) < 300) {
    gsize motto = dc_line_find(head->view, line, "cộng hòa xã hội");
    if (motto == G_MAXSIZE)
      motto = find_motto(head->view, line);
    if (motto == G_MAXSIZE)
      motto = dc_line_find(head->view, line, "đảng cộng sản việt nam");
    if (motto != G_MAXSIZE && motto > line.start) {
      add_issuer_and_number(head, (DcSpan){line.start, motto});
      line.start = motto;
    }
    gsize place = motto == G_MAXSIZE ? line.start : motto_end(head, line);
    if (place > line.start) {
      add_cell(head, (DcSpan){line.start, place});
      line.start = place + 1;
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
  add_issuer_and_number(head, line);
}

/* "Quảng Bình," and "ngày 25 tháng 5 năm 2015" on two lines make one place line. */
static void
join_dates(DcHead *head) {
  for (guint i = 0; i + 1 < head->cells->len; i++) {
    DcCell *first = dc_cell_at(head, i), *second = dc_cell_at(head, i + 1);
    DcSpan both = {first->span.start, second->span.end};
    if (first->kind != DC_CELL_TEXT || second->kind != DC_CELL_TEXT || dc_span_is_empty(first->span) ||
        head->view->fold[first->span.end - 1] != ',' || !dc_line_starts(head->view, second->span, "ngày ") ||
        !is_date(head->view, both))
      continue;
    first->span = both;
    first->kind = DC_CELL_DATE;
    second->kind = DC_CELL_NOISE;
  }
}

/* "KẾ" and "HOẠCH" on two lines make one type. */
static void
join_types(DcHead *head) {
  for (guint i = 0; i + 1 < head->cells->len; i++) {
    DcCell *first = dc_cell_at(head, i), *second = dc_cell_at(head, i + 1);
    if ((first->kind != DC_CELL_TEXT && first->kind != DC_CELL_TYPE) || second->kind != DC_CELL_TEXT)
      continue;
    DcSpan both = {first->span.start, second->span.end};
    if (both.end - both.start < TYPE_BYTES && dc_cell_type(head->view, both)) {
      first->span = both;
      first->kind = DC_CELL_TYPE;
      second->kind = DC_CELL_NOISE;
    }
  }
}

void
dc_head_read_cells(DcHead *head, DcSpan content) {
  gsize at = content.start;
  DcSpan line;
  guint most = HEAD_CELLS, seen = 0;
  gboolean typed = FALSE;
  while (head->cells->len < most && dc_line_next(head->view, &at, content.end, &line)) {
    gsize start = line.start;
    for (; seen < head->cells->len; seen++) {
      DcCellKind kind = dc_cell_at(head, seen)->kind;
      typed |= kind == DC_CELL_TYPE;
      if (typed && kind == DC_CELL_BODY)
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
  join_types(head);
  join_dates(head);
}

gboolean
dc_head_split_type(DcHead *head, gboolean any_case) {
  static const char *const leads[] = {"của ", "thực hiện ", "triển khai ", "tiếp tục ", "về ", "v/v", NULL};
  guint end = MIN(head->body, head->cells->len);
  for (guint i = 0; i < end; i++) {
    DcCell *cell = dc_cell_at(head, i);
    if (cell->kind != DC_CELL_TEXT || dc_span_length(cell->span) < 12)
      continue;
    gsize at = cell->span.start, best = 0;
    for (int words = 0; words < 5 && at < cell->span.end; words++) {
      at += strcspn(head->view->fold + at, " \n");
      if (at > cell->span.end)
        break;
      DcSpan part = {cell->span.start, at};
      if (dc_span_length(part) > 6 && dc_cell_type(head->view, part) &&
          (any_case || dc_line_is_upper(head->view, part)))
        best = at;
      at++;
    }
    if (!best && any_case)
      return FALSE;
    if (!best)
      continue;
    DcCell rest = {{best + 1, cell->span.end}, DC_CELL_TEXT, FALSE};
    while (rest.span.start < rest.span.end && strchr(" *:", head->view->fold[rest.span.start]))
      rest.span.start++;
    if (dc_line_starts(head->view, rest.span, "số ") || dc_line_starts(head->view, rest.span, "này"))
      continue;
    if (any_case && !dc_line_starts_any(head->view, rest.span, leads))
      return FALSE;
    rest.upper = dc_line_is_upper(head->view, rest.span);
    cell->span.end = best;
    cell->kind = DC_CELL_TYPE;
    g_array_insert_val(head->cells, i + 1, rest);
    return TRUE;
  }
  return FALSE;
}
