#include "tools/report.h"
#include "tools/answers.h"
#include "tools/report-words.h"

#include <string.h>

#define ROWS 300u /* of a table; the rest is only counted */

static const char style[] =
    "@page{size:A4;margin:16mm 14mm}"
    "body{font:15px/1.45 'Noto Sans','DejaVu Sans',Arial,sans-serif;color:#212121;max-width:64rem;"
    "margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem;margin:0 0 .3rem}"
    "h2{font-size:1.15rem;margin:1.8rem 0 .5rem;border-bottom:2px solid #455a64}"
    "h3{font-size:1rem;margin:1rem 0 .3rem}"
    "table{border-collapse:collapse;width:100%;font-size:.86rem;margin-bottom:.6rem}"
    "th,td{border:1px solid #b0bec5;padding:.3rem .45rem;vertical-align:top;text-align:left;"
    "overflow-wrap:anywhere}"
    "th{background:#eceff1}tr{break-inside:avoid}thead{display:table-header-group}"
    ".answers{table-layout:fixed}.answers th:nth-child(1){width:10%}.answers th:nth-child(2){width:11%}"
    ".answers th:nth-child(3){width:9.5%}.answers th:nth-child(5){width:10.5%}"
    ".answers th:nth-child(6){width:28%}.day{white-space:nowrap}"
    ".number{text-align:right}"
    "q,.place{color:#455a64;font-size:.8rem;display:block}q{quotes:none}q+.place{margin-bottom:.4rem;"
    "color:#78909c}"
    "td>.place:last-child{margin-bottom:0}.parts{color:#546e7a}"
    "mark{background:#fff59d}.sums{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0}"
    ".sums div{border:1px solid #b0bec5;border-radius:6px;padding:.4rem .7rem;text-align:center}"
    ".sums b{display:block;font-size:1.5rem}svg{width:100%;height:auto}"
    ".legend span{margin-right:1rem;white-space:nowrap}.legend i{display:inline-block;width:.9em;height:.9em;"
    "border:1px solid #90a4ae;margin-right:.3em;vertical-align:-.1em}"
    ".late,.off{color:#bf360c}.late{font-weight:bold}"
    "@media print{html{font-size:9pt}body{font-size:9.5pt;margin:0;max-width:none;padding:0 "
    "1px}h2,h3,h2+p{break-after:avoid}"
    "svg,.sums{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

typedef struct {
  GString *html;
  DcReport *report;
  DcStore *store;
  DcWitness *witness;
} Page;

void
dc_html_text(GString *html, const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    switch (c) {
    case '&':
      g_string_append(html, "&amp;");
      break;
    case '<':
      g_string_append(html, "&lt;");
      break;
    case '>':
      g_string_append(html, "&gt;");
      break;
    case '"':
      g_string_append(html, "&quot;");
      break;
    case '\'':
      g_string_append(html, "&#39;");
      break;
    default:
      g_string_append_unichar(html, g_unichar_iscntrl(c) ? ' ' : c);
    }
  }
}

static void
cell(Page *page, const char *text) {
  g_string_append(page->html, "<td>");
  dc_html_text(page->html, text);
  g_string_append(page->html, "</td>");
}

static void
day_cell(Page *page, const char *date) {
  g_autofree char *day = dc_report_day(date);
  g_string_append(page->html, "<td class=\"day\">");
  dc_html_text(page->html, day);
  g_string_append(page->html, "</td>");
}

static void
heads(Page *page, const char *class, const char *const *names) {
  g_string_append_printf(page->html, "<table class=\"%s\"><thead><tr>", class);
  for (; *names != NULL; names++)
    g_string_append_printf(page->html, "<th>%s</th>", *names);
  g_string_append(page->html, "</tr></thead><tbody>\n");
}

/* The place and the sentence of a mention, the citation marked. */
static void
quote(Page *page, const DcEvidence *evidence) {
  g_autofree char *before = g_strndup(evidence->sentence, evidence->mark.start);
  g_autofree char *marked =
      g_strndup(evidence->sentence + evidence->mark.start, dc_span_length(evidence->mark));
  g_autofree char *name = g_path_get_basename(evidence->path);
  g_string_append(page->html, "<q>");
  dc_html_text(page->html, before);
  g_string_append(page->html, "<mark>");
  dc_html_text(page->html, marked);
  g_string_append(page->html, "</mark>");
  dc_html_text(page->html, evidence->sentence + evidence->mark.end);
  g_string_append(page->html, "</q><span class=\"place\" title=\"");
  dc_html_text(page->html, evidence->path);
  g_string_append(page->html, "\">");
  dc_html_text(page->html, name);
  g_string_append_printf(page->html, ", dòng %u</span>", evidence->line);
}

static void
evidence_cell(Page *page, const GPtrArray *evidence) {
  g_string_append(page->html, "<td>");
  for (guint i = 0; i < evidence->len; i++) {
    gboolean said = FALSE; /* a copy of the file says the same */
    for (guint before = 0; before < i && !said; before++)
      said = strcmp(((DcEvidence *)g_ptr_array_index(evidence, before))->sentence,
                    ((DcEvidence *)g_ptr_array_index(evidence, i))->sentence) == 0;
    if (!said)
      quote(page, g_ptr_array_index(evidence, i));
  }
  g_string_append(page->html, "</td>");
}

/* "Thực hiện", "Căn cứ", "Gián tiếp qua 43/KH-UBND → 188-KH/TU". */
static char *
how_of(const DcAnswer *answer) {
  GString *how = g_string_new(answer->status == DC_ANSWER_CITES ? dc_report_relation(answer->relation)
                                                                : dc_report_status(answer->status));
  for (guint i = 0; i < answer->via->len; i++) {
    g_autofree char *key = dc_report_key(g_ptr_array_index(answer->via, i));
    g_string_append_printf(how, "%s%s", i == 0 ? " qua " : " → ", key);
  }
  return g_string_free(how, FALSE);
}

static gboolean
title_cell(Page *page, const DcAnswer *answer, GError **error) {
  g_string_append(page->html, "<td>");
  dc_html_text(page->html, dc_answer_title(answer));
  if (answer->work != NULL && answer->document == NULL)
    g_string_append(page->html, " <em>(chỉ được dẫn, không có văn bản)</em>");
  g_autoptr(DcValidity) validity =
      answer->work != NULL ? dc_validity_new(page->store, answer->work, NULL, error) : NULL;
  if (answer->work != NULL && validity == NULL)
    return FALSE;
  if (validity != NULL && validity->force > DC_FORCE_AMENDED) {
    g_autofree char *words = dc_report_force(page->store, validity);
    g_string_append(page->html, " <span class=\"off\">(");
    dc_html_text(page->html, words);
    g_string_append(page->html, ")</span>");
  }
  g_string_append(page->html, "</td>");
  return TRUE;
}

/* Where there is nothing to quote: which file it is. */
static void
file_cell(Page *page, const char *path) {
  g_autofree char *name = g_path_get_basename(*path != '\0' ? path : " ");
  g_string_append(page->html, "<td><span class=\"place\" title=\"");
  dc_html_text(page->html, path);
  g_string_append(page->html, "\">");
  dc_html_text(page->html, name);
  g_string_append(page->html, "</span></td>");
}

static gboolean
answer_row(Page *page, const DcAnswer *answer, GError **error) {
  g_autoptr(GPtrArray) evidence = dc_answers_proof(page->witness, answer, error);
  if (evidence == NULL)
    return FALSE;
  g_autofree char *how = how_of(answer), *unit = dc_report_unit(dc_answer_unit(answer));
  g_string_append(page->html, "<tr>");
  cell(page, unit);
  g_autofree char *key = dc_report_key(dc_answer_key(answer));
  cell(page, key);
  day_cell(page, dc_answer_date(answer));
  if (!title_cell(page, answer, error))
    return FALSE;
  cell(page, how);
  if (evidence->len > 0)
    evidence_cell(page, evidence);
  else
    file_cell(page, dc_answer_path(answer));
  g_string_append(page->html, "</tr>\n");
  return TRUE;
}

static const char *const answer_heads[] = {"Đơn vị",  "Số, ký hiệu", "Ngày", "Trích yếu",
                                           "Quan hệ", "Chứng cứ",    NULL};

/* Answers that `wanted` takes, as one table of at most `most` rows; a line where there are none. */
static gboolean
answer_table(Page *page, const GPtrArray *answers, gboolean (*wanted)(const DcAnswer *, int), int which,
             guint most, const char *none, GError **error) {
  guint rows = 0;
  for (guint i = 0; i < answers->len; i++) {
    const DcAnswer *answer = g_ptr_array_index(answers, i);
    if (!wanted(answer, which) || ++rows > most)
      continue;
    if (rows == 1)
      heads(page, "answers", answer_heads);
    if (!answer_row(page, answer, error))
      return FALSE;
  }
  if (rows > 0)
    g_string_append(page->html, "</tbody></table>\n");
  else if (none != NULL)
    g_string_append_printf(page->html, "<p>%s</p>\n", none);
  if (rows > most)
    g_string_append_printf(page->html, "<p>… và %u văn bản nữa; bảng dữ liệu (report --table) có đủ.</p>\n",
                           rows - most);
  return TRUE;
}

static gboolean
of_level(const DcAnswer *answer, int level) {
  const char *name = answer->work != NULL ? answer->work->level : answer->document->level;
  return (int)dc_level_parse(name) == level;
}

static gboolean
any_answer(const DcAnswer *answer, int which) {
  (void)answer;
  (void)which;
  return TRUE;
}

static gboolean
lacks_or_not(const DcAnswer *answer, int lacks) {
  return (answer->status == DC_ANSWER_LACKS) == (lacks != 0);
}

static gboolean
has_level(const GPtrArray *answers, DcLevel level) {
  for (guint i = 0; i < answers->len; i++) {
    if (of_level(g_ptr_array_index(answers, i), (int)level))
      return TRUE;
  }
  return FALSE;
}

static void
head(Page *page) {
  const DcWork *work = page->report->work;
  g_autofree char *name = dc_report_name(work), *date = dc_report_day(work->date),
                  *as_of = dc_report_day(page->report->as_of);
  g_string_append(page->html,
                  "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
                  "<meta name=\"viewport\" content=\"width=device-width\"><title>Tình hình thực hiện ");
  dc_html_text(page->html, name);
  g_string_append_printf(page->html, "</title><style>%s</style></head><body>\n<h1>Tình hình thực hiện ",
                         style);
  dc_html_text(page->html, name);
  g_string_append(page->html, "</h1>\n<p>");
  if (*work->title != '\0') {
    g_string_append(page->html, "<b>");
    dc_html_text(page->html, work->title);
    g_string_append(page->html, "</b><br>");
  }
  const char *parts[] = {work->issuer, date};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    if (*parts[i] == '\0')
      continue;
    g_string_append(page->html, i == 0 ? "" : *work->issuer != '\0' ? ", ngày " : "Ngày ");
    dc_html_text(page->html, parts[i]);
  }
  if (*work->issuer != '\0' || *date != '\0')
    g_string_append(page->html, ". ");
  if (*work->path == '\0')
    g_string_append(page->html, "Kho không có văn bản này, chỉ có viện dẫn.");
  if (page->report->validity->force != DC_FORCE_IN) {
    g_autofree char *words = dc_report_force(page->store, page->report->validity);
    g_string_append(page->html, " <span class=\"off\">Văn bản này ");
    dc_html_text(page->html, words);
    g_string_append(page->html, ".</span>");
  }
  g_string_append_printf(page->html,
                         "</p>\n<p class=\"place\">Tính đến ngày %s, theo các văn bản có trong kho; văn bản "
                         "ngoài kho không được tính. “Chưa thấy viện dẫn” chỉ nói về văn bản đã đọc được, "
                         "không phải là kết luận đơn vị chưa thực hiện.</p>\n",
                         as_of);
}

static void
sum(Page *page, guint count, const char *what) {
  g_string_append_printf(page->html, "<div><b>%u</b>%s</div>", count, what);
}

static void
sums(Page *page) {
  guint counts[DC_ANSWER_AMBIGUOUS + 1] = {0}, doubtful = 0;
  for (guint i = 0; i < page->report->answers->len; i++)
    counts[((DcAnswer *)g_ptr_array_index(page->report->answers, i))->status]++;
  for (guint i = 0; i < page->report->missing->len; i++)
    counts[((DcAnswer *)g_ptr_array_index(page->report->missing, i))->status]++;
  doubtful = counts[DC_ANSWER_UNDATED] + counts[DC_ANSWER_NO_TEXT] + counts[DC_ANSWER_AMBIGUOUS];
  g_string_append(page->html, "<div class=\"sums\">");
  sum(page, counts[DC_ANSWER_IMPLEMENTS], "trực tiếp thực hiện");
  sum(page, counts[DC_ANSWER_INDIRECT], "qua văn bản khác");
  sum(page, counts[DC_ANSWER_CITES], "viện dẫn");
  sum(page, counts[DC_ANSWER_LACKS], "chưa thấy viện dẫn");
  sum(page, counts[DC_ANSWER_PREDATES], "ban hành trước");
  sum(page, doubtful, "chưa rõ");
  g_string_append(page->html, "</div>\n");
}

static gboolean
followers(Page *page, GError **error) {
  g_string_append(page->html, "<h2>Văn bản thực hiện và viện dẫn</h2>\n");
  for (DcLevel level = DC_LEVEL_NONE; level <= DC_LEVEL_COMMUNE; level++) {
    DcLevel shown = level == DC_LEVEL_COMMUNE ? DC_LEVEL_NONE : level + 1; /* the unknown last */
    if (!has_level(page->report->answers, shown))
      continue;
    g_string_append_printf(page->html, "<h3>%s</h3>\n", dc_report_level(shown));
    if (!answer_table(page, page->report->answers, of_level, (int)shown, ROWS, NULL, error))
      return FALSE;
  }
  if (page->report->answers->len == 0)
    g_string_append(page->html, "<p>Kho không có văn bản nào viện dẫn.</p>\n");
  return TRUE;
}

static gboolean
is_cited_only(const Page *page, const DcCoverCell *cell) {
  g_autoptr(DcWork) work = cell->work != 0 ? dc_store_work(page->store, cell->work, NULL) : NULL;
  return work != NULL && work->documents == 0;
}

/* What “nothing” rests on: an office sees which plan should have referred to the work. */
static void
rest_text(Page *page, const DcCoverRest *rest) {
  GString *html = page->html;
  g_string_append_printf(html,
                         "<span class=\"place\">Dựa trên %s%u văn bản ban hành sau, trong đó %u kế hoạch",
                         rest->more ? "ít nhất " : "", rest->works, rest->plans);
  for (guint i = 0; i < rest->nearest->len; i++) {
    const DcDocumentRow *row = g_ptr_array_index(rest->nearest, i);
    g_autofree char *day = dc_report_day(row->date);
    g_string_append(html, i == 0 ? "; gần nội dung nhất: " : "; ");
    g_autofree char *key = dc_report_key(row->key);
    dc_html_text(html, key);
    g_string_append_printf(html, "%s%s ", *row->key != '\0' ? " ngày " : "ngày ", day);
    dc_html_text(html, row->title);
  }
  g_string_append(html, "</span>");
}

static void
coverage_row(Page *page, guint at) {
  const DcCoverRow *row = g_ptr_array_index(page->report->coverage->rows, at);
  const DcCoverRest *rest = g_ptr_array_index(page->report->rests, at);
  const DcCoverCell *found = g_ptr_array_index(row->cells, 0);
  g_autofree char *unit = dc_report_unit(row->unit);
  g_string_append(page->html, "<tr><td>");
  dc_html_text(page->html, unit);
  for (guint i = 0; i < row->parts->len; i++) {
    g_string_append(page->html, i == 0 ? " <span class=\"parts\">(gồm " : ", ");
    dc_html_text(page->html, g_ptr_array_index(row->parts, i));
  }
  g_string_append(page->html, row->parts->len > 0 ? ")</span></td>" : "</td>");
  g_string_append(page->html, "<td>");
  dc_html_text(page->html, dc_report_cover_name(dc_report_cover(page->report, at)));
  if (rest != NULL)
    rest_text(page, rest);
  g_string_append(page->html, "</td><td>");
  g_autofree char *key = dc_report_key(found->key);
  dc_html_text(page->html, key);
  if (is_cited_only(page, found))
    g_string_append(page->html, " <em>(chỉ được dẫn, không có văn bản)</em>");
  if (*found->unit != '\0' && strcmp(found->unit, row->unit) != 0) {
    g_string_append(page->html, " (");
    dc_html_text(page->html, found->unit);
    g_string_append(page->html, ")");
  }
  g_string_append(page->html, "</td>");
  day_cell(page, found->date);
  g_string_append_printf(page->html, "<td class=\"number%s\">", found->late ? " late" : "");
  if (found->timed)
    g_string_append_printf(page->html, "%d%s", found->days, found->late ? ", quá hạn" : "");
  g_string_append_printf(page->html, "</td><td class=\"number\">%u</td></tr>\n", found->below);
}

static gboolean
is_empty(const DcCoverRow *row) {
  const DcCoverCell *cell = g_ptr_array_index(row->cells, 0);
  return cell->cover == DC_COVER_NO_DOCUMENT && cell->below == 0;
}

/* Units of which there is nothing to say, in one sentence. */
static void
empty_units(Page *page, const GPtrArray *rows) {
  guint n = 0;
  for (guint i = 0; i < rows->len; i++) {
    const DcCoverRow *row = g_ptr_array_index(rows, i);
    if (!is_empty(row))
      continue;
    g_autofree char *unit = dc_report_unit(row->unit);
    g_string_append(page->html, n++ == 0 ? "<p>Kho không có văn bản của: " : "; ");
    dc_html_text(page->html, unit);
  }
  g_string_append(page->html, n > 0 ? ".</p>\n" : "");
}

static void
coverage(Page *page) {
  static const char *const names[] = {"Đơn vị", "Tình trạng", "Văn bản", "Ngày", "Số ngày", "Cấp dưới", NULL};
  const GPtrArray *rows = page->report->coverage->rows;
  g_autofree char *as_of = dc_report_day(page->report->as_of);
  g_string_append_printf(page->html, "<h2>Theo địa bàn (đơn vị hành chính ngày %s)</h2>\n", as_of);
  if (rows->len == 0) {
    g_string_append(page->html, "<p>Kho không có văn bản của đơn vị nào.</p>\n");
    return;
  }
  guint acted = 0, filled = 0;
  for (guint i = 0; i < rows->len; i++) {
    const DcCoverRow *row = g_ptr_array_index(rows, i);
    acted += ((DcCoverCell *)g_ptr_array_index(row->cells, 0))->cover == DC_COVER_IMPLEMENTS;
    filled += !is_empty(row);
  }
  g_string_append_printf(page->html,
                         "<p>%u trong %u đơn vị có văn bản thực hiện. “Số ngày” tính từ ngày ban "
                         "hành văn bản này; “Cấp dưới” là số văn bản của huyện, xã có viện dẫn.</p>\n",
                         acted, rows->len);
  dc_report_svg_coverage(page->html, page->report);
  for (guint i = 0, n = 0; i < rows->len; i++) {
    if (is_empty(g_ptr_array_index(rows, i)))
      continue;
    if (n++ == 0)
      heads(page, "coverage", names);
    coverage_row(page, i);
  }
  g_string_append(page->html, filled > 0 ? "</tbody></table>\n" : "");
  empty_units(page, rows);
}

static const char *
field_name(const char *field) {
  return strcmp(field, "date") == 0   ? "Ngày ban hành"
         : strcmp(field, "type") == 0 ? "Loại văn bản"
                                      : "Ký hiệu";
}

/* What is taken as true, and what is stated, as a date where it is one. */
static void
value_cell(Page *page, const DcConflict *conflict, const char *value) {
  if (strcmp(conflict->field, "date") == 0)
    day_cell(page, value);
  else
    cell(page, value);
}

static gboolean
conflicts(Page *page, GError **error) {
  static const char *const names[] = {"Nội dung", "Kho lấy là", "Có nơi ghi là", "Chứng cứ", NULL};
  const GPtrArray *found = page->report->conflicts;
  g_string_append(page->html, "<h2>Chỗ các văn bản ghi khác nhau</h2>\n");
  if (found->len == 0) {
    g_string_append(page->html, "<p>Không có.</p>\n");
    return TRUE;
  }
  heads(page, "conflicts", names);
  for (guint i = 0; i < found->len; i++) {
    const DcConflict *conflict = g_ptr_array_index(found, i);
    g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (conflict->mention != 0)
      g_array_append_val(mentions, conflict->mention);
    g_string_append(page->html, "<tr>");
    cell(page, field_name(conflict->field));
    value_cell(page, conflict, dc_answers_taken(page->report->work, conflict->field));
    value_cell(page, conflict, conflict->value);
    g_autoptr(GPtrArray) evidence = dc_answers_evidence_of(page->witness, mentions, error);
    if (evidence == NULL)
      return FALSE;
    evidence_cell(page, evidence);
    g_string_append(page->html, "</tr>\n");
  }
  g_string_append(page->html, "</tbody></table>\n");
  return TRUE;
}

static gboolean
write_page(Page *page, GError **error) {
  DcReport *report = page->report;
  head(page);
  sums(page);
  g_string_append(page->html, "<h2>Văn bản này thực hiện</h2>\n");
  if (!answer_table(page, report->above, any_answer, 0, G_MAXUINT, "Kho không cho biết.", error) ||
      !followers(page, error))
    return FALSE;
  g_string_append(page->html, "<h2>Theo thời gian</h2>\n");
  dc_report_svg_timeline(page->html, report->answers);
  coverage(page);
  g_string_append(page->html,
                  "<h2>Kế hoạch chưa thấy viện dẫn</h2>\n<p>Xếp theo mức gần với nội dung của văn "
                  "bản này.</p>\n");
  if (!answer_table(page, report->missing, lacks_or_not, 1, ROWS, "Không có.", error))
    return FALSE;
  g_string_append(page->html,
                  "<h2>Kế hoạch ban hành trước hoặc chưa rõ</h2>\n<p>Các văn bản dưới đây không thể coi là "
                  "thiếu: ban hành trước, không rõ ngày, không đọc được, hoặc viện dẫn chưa phân định "
                  "được.</p>\n");
  if (!answer_table(page, report->missing, lacks_or_not, 0, ROWS, "Không có.", error) ||
      !conflicts(page, error))
    return FALSE;
  g_string_append(page->html, "</body></html>\n");
  return TRUE;
}

char *
dc_report_html(DcReport *report, DcStore *store, GError **error) {
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  Page page = {g_string_new(NULL), report, store, witness};
  gboolean ok = write_page(&page, error);
  return g_string_free(page.html, !ok);
}
