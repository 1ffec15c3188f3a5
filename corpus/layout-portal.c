/* The page of a law portal, stripped to lines: menus and buttons, then the document, then the owner's address
 * and a table of contents. A run of lines that are each nothing but a word of navigation gives it away. */
#include "corpus/layout-parts.h"

#include "corpus/lexicon/lexicon.h"

enum {
  HEAD_LINES = 160,
  ENOUGH_NAVIGATION = 4,
  ENOUGH_ATTRIBUTES = 3,
  NAVIGATION_GAP = 12,
  HEADING_BYTES = 2500,
  FORM_BYTES = 1 << 14
};

static const char *const navigation[] = {"trang chủ",
                                         "giới thiệu",
                                         "nội dung",
                                         "thuộc tính",
                                         "lược đồ",
                                         "văn bản gốc",
                                         "tải về",
                                         "bản pdf",
                                         "in trang",
                                         "in văn bản",
                                         "lưu văn bản",
                                         "chia sẻ",
                                         "đăng nhập",
                                         "đăng ký",
                                         "tìm kiếm",
                                         "văn bản liên quan",
                                         "hiển thị chi tiết cập nhật",
                                         "hiệu lực",
                                         "còn hiệu lực",
                                         "hết hiệu lực",
                                         "hết hiệu lực một phần",
                                         "chưa có hiệu lực",
                                         "tiếng anh",
                                         "bản dịch",
                                         "tóm tắt",
                                         "liên hệ",
                                         "văn bản pháp luật trung ương",
                                         "văn bản pháp luật địa phương",
                                         NULL};

static gboolean
is_navigation(const DcView *view, DcSpan line) {
  gsize n = dc_span_length(line);
  if (n < 5 || n > 48)
    return FALSE;
  for (const char *const *word = navigation; *word; word++)
    if (dc_line_is(view, line, *word))
      return TRUE;
  return FALSE;
}

static gboolean
is_footer(const DcView *view, DcSpan line) {
  return dc_line_is(view, line, "cơ sở dữ liệu quốc gia") || dc_line_starts(view, line, "đơn vị chủ quản") ||
         dc_line_starts(view, line, "cơ quan chủ quản:") || dc_line_starts(view, line, "bản quyền thuộc");
}

/* "Thông tư số 38/2013/TT-BYT …", "Decree 39/2011/ND-CP": a type, then a symbol. `symbol_end` is where the
 * title begins. */
static gboolean
is_heading(const DcView *view, DcSpan line, gsize *symbol_end) {
  gsize at = line.start;
  for (int words = 0; words < 7 && at < line.end; words++) {
    gsize n = strcspn(view->fold + at, " \n");
    if (words > 0 && g_ascii_isdigit(view->fold[at])) {
      gsize mark = at + strspn(view->fold + at, "0123456789.");
      mark += view->fold[mark] == ' ' ? 1 : 0; /* "8376 /VBHN-BTP" */
      if (mark < line.end && strchr("/-", view->fold[mark])) {
        *symbol_end = MIN(mark + strcspn(view->fold + mark, " \n"), line.end);
        return TRUE;
      }
    }
    at += n + 1;
  }
  return FALSE;
}

static gboolean
starts_with_type(const DcView *view, DcSpan line) {
  gsize at = line.start;
  for (int words = 0; words < 4 && at < line.end; words++) {
    at += strcspn(view->fold + at, " \n");
    if (at > line.start + 2 && at <= line.end && dc_lexicon_type_n(view->fold + line.start, at - line.start))
      return TRUE;
    at++;
  }
  return FALSE;
}

static void
take_heading(const DcView *view, DcLayout *layout, DcSpan line) {
  gsize title = 0;
  if (!is_heading(view, line, &title))
    return;
  layout->heading = line;
  layout->title = (DcSpan){MIN(title + 1, line.end), line.end};
}

/* "Thuộc tính Loại văn bản Thông tư Số, ký hiệu … Trích yếu hướng dẫn … Người ký …" */
static void
read_summary(const DcView *view, DcLayout *layout) {
  static const char *const labels[] = {"thuộc tính loại văn bản ", "trích yếu ", "người ký "};
  gsize starts[G_N_ELEMENTS(labels)], at = 0;
  for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
    const char *found = memmem(view->fold + at, view->len - at, labels[i], strlen(labels[i]));
    if (!found)
      return;
    starts[i] = (gsize)(found - view->fold);
    at = starts[i] + strlen(labels[i]);
  }
  if (at - starts[0] < HEADING_BYTES)
    layout->summary = (DcSpan){starts[1] + strlen(labels[1]), starts[2]};
}

/* The whole page on one line: "Thông tư số … trang chủ Công báo Văn bản …". */
static gboolean
read_single_line(const DcView *view, DcLayout *layout) {
  DcSpan head = {0, MIN(view->len, HEADING_BYTES)};
  while (head.start < head.end && g_ascii_isspace(view->fold[head.start]))
    head.start++;
  gsize menu = dc_line_find_words(view, head, "trang chủ công báo ");
  if (menu == G_MAXSIZE)
    return FALSE;
  while (menu > head.start && strchr(" \n", view->fold[menu - 1]))
    menu--;
  head.end = menu;
  take_heading(view, layout, head);
  read_summary(view, layout);
  return TRUE;
}

/* ---- a table of attributes above the letterhead ---- */

static gboolean
is_attribute(const DcView *view, DcSpan line) {
  static const char *const labels[] = {
      "số hiệu",       "số ký hiệu",    "loại văn bản", "nơi ban hành",      "cơ quan ban hành", "người ký:",
      "ngày ban hành", "ngày hiệu lực", "tình trạng",   "ngày hết hiệu lực", "ngày đăng:",       NULL};
  return dc_line_starts_any(view, line, labels);
}

/* A row of a table without the bar that it begins with. */
static DcSpan
without_bar(const DcView *view, DcSpan line) {
  while (line.start < line.end && strchr("| ", view->fold[line.start]))
    line.start++;
  return line;
}

/* The motto, in whichever cell of the line. */
static gboolean
is_motto_line(const DcView *view, DcSpan line) {
  static const char *const starts[] = {"cộng hòa xã", "hòa xã hội chủ nghĩa", "đảng cộng sản việt nam", NULL};
  for (;;) {
    if (dc_line_starts_any(view, line, starts))
      return TRUE;
    const char *bar = memchr(view->fold + line.start, '|', dc_span_length(line));
    if (!bar)
      return FALSE;
    line = without_bar(view, (DcSpan){(gsize)(bar - view->fold), line.end});
  }
}

/* The letterhead: back from the motto over what is in capitals, over rules, and over the bars of cells. */
static gsize
letterhead_start(const DcView *view, gsize from, gsize motto) {
  gsize at = from, start = motto;
  DcSpan line;
  while (at < motto && dc_line_next(view, &at, motto, &line)) {
    gboolean letters = FALSE;
    for (gsize i = line.start; i < line.end; i++)
      letters |= g_ascii_isalpha(view->fold[i]);
    if (letters && !dc_line_is_upper(view, line))
      start = motto;
    else if (letters && start == motto)
      start = line.start;
  }
  return start;
}

/* "Số hiệu: … Loại văn bản: … Ngày ban hành: …" above a letterhead: the document begins with the letterhead.
 */
static void
read_attributes(const DcView *view, DcLayout *layout) {
  gsize at = 0, last = 0;
  DcSpan line, heading = {0, 0};
  for (int i = 0, labels = 0; i < HEAD_LINES && dc_line_next(view, &at, view->len, &line); i++) {
    line = without_bar(view, line);
    if (is_motto_line(view, line)) {
      if (labels < ENOUGH_ATTRIBUTES)
        return;
      layout->content.start = letterhead_start(view, last, line.start);
      take_heading(view, layout, heading);
      return;
    }
    if (is_attribute(view, line)) {
      labels++;
      last = at;
    } else if (!labels && dc_span_is_empty(heading) && starts_with_type(view, line)) {
      heading = line;
    }
  }
}

/* "Cơ quan ban hành -- Tất cả các cơ quan -- BỘ CÔNG AN … Loại văn bản -- Tất cả các loại văn bản --": from
 * the first list of a search form to the last. */
static void
read_options(const DcView *view, DcLayout *layout) {
  static const char all[] = "-- tất cả ";
  gsize end = MIN(view->len, FORM_BYTES);
  for (const char *at = view->fold, *found;
       (found = memmem(at, end - (gsize)(at - view->fold), all, sizeof all - 1)) != NULL;
       at = found + sizeof all - 1) {
    gsize start = (gsize)(found - view->fold);
    layout->options = at == view->fold ? (DcSpan){start, start} : (DcSpan){layout->options.start, start};
  }
}

void
dc_layout_read_portal(const DcView *view, DcLayout *layout) {
  layout->content = (DcSpan){0, view->len};
  read_options(view, layout);
  if (read_single_line(view, layout))
    return;
  DcSpan line, heading = {0, 0};
  gsize at = 0, after = 0;
  for (int i = 0, words = 0, gap = 0; i < HEAD_LINES && dc_line_next(view, &at, view->len, &line); i++) {
    if (dc_span_is_empty(line))
      continue;
    if (is_navigation(view, line)) {
      gap = 0;
      if (++words >= ENOUGH_NAVIGATION)
        after = at;
    } else if (++gap > NAVIGATION_GAP && words >= ENOUGH_NAVIGATION) {
      break;
    } else if (dc_span_is_empty(heading) && starts_with_type(view, line)) {
      heading = line;
    }
  }
  if (!after) {
    read_attributes(view, layout);
    return;
  }
  layout->content.start = MIN(after, view->len);
  if (heading.start < after)
    take_heading(view, layout, heading);
  for (at = layout->content.start; dc_line_next(view, &at, view->len, &line);)
    if (!dc_span_is_empty(line) && is_footer(view, line)) {
      layout->content.end = line.start;
      break;
    }
}
