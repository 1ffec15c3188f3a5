#include "tools/report.h"
#include "tools/answers.h"

#include <string.h>

static const char style[] =
    "@page{size:A4;margin:16mm 14mm}"
    "body{font:15px/1.45 'Noto Sans','DejaVu "
    "Sans',Arial,sans-serif;color:#212121;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem}"
    "h1{font-size:1.6rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:1.8rem 0 .5rem;border-bottom:2px solid "
    "#455a64}"
    "h3{font-size:1rem;margin:1rem 0 .3rem}"
    "table{border-collapse:collapse;width:100%;font-size:.86rem}"
    "th,td{border:1px solid #cfd8dc;padding:.3rem .45rem;vertical-align:top;text-align:left}"
    "th{background:#eceff1;white-space:nowrap}td:nth-child(2),td:nth-child(3){white-space:nowrap}tr{break-"
    "inside:avoid}thead{display:table-header-group}"
    "q,.place{color:#546e7a;font-size:.8rem;overflow-wrap:anywhere}q{quotes:none;display:block}"
    "mark{background:#fff59d}.sums{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0}"
    ".sums div{border:1px solid #cfd8dc;border-radius:6px;padding:.4rem .9rem;text-align:center}"
    ".sums b{display:block;font-size:1.5rem}svg{width:100%;height:auto}"
    ".legend span{margin-right:1rem;white-space:nowrap}.legend i{display:inline-block;width:.9em;height:.9em;"
    "border:1px solid #90a4ae;margin-right:.3em;vertical-align:-.1em}"
    ".late{color:#bf360c;font-weight:bold}.off{color:#bf360c}"
    "@media print{body{font-size:10.5pt;margin:0;max-width:none;padding:0}h2{break-after:avoid}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

static const char *const status_words[] = {
    [DC_ANSWER_IMPLEMENTS] = "Thực hiện",       [DC_ANSWER_CITES] = "Viện dẫn",
    [DC_ANSWER_INDIRECT] = "Gián tiếp",         [DC_ANSWER_LACKS] = "Chưa thấy viện dẫn",
    [DC_ANSWER_PREDATES] = "Ban hành trước",    [DC_ANSWER_UNDATED] = "Không rõ ngày ban hành",
    [DC_ANSWER_NO_TEXT] = "Không đọc được chữ", [DC_ANSWER_AMBIGUOUS] = "Không phân định được",
};

static const char *const level_words[] = {
    [DC_LEVEL_NONE] = "Chưa rõ cấp",   [DC_LEVEL_CENTRAL] = "Trung ương", [DC_LEVEL_PROVINCE] = "Cấp tỉnh",
    [DC_LEVEL_DISTRICT] = "Cấp huyện", [DC_LEVEL_COMMUNE] = "Cấp xã",
};

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
heads(Page *page, const char *const *names) {
  g_string_append(page->html, "<table><thead><tr>");
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
  for (guint i = 0; i < evidence->len; i++)
    quote(page, g_ptr_array_index(evidence, i));
  g_string_append(page->html, "</td>");
}

static gboolean
answer_row(Page *page, const DcAnswer *answer, GError **error) {
  g_autoptr(GPtrArray) evidence = dc_answers_proof(page->witness, answer, error);
  if (evidence == NULL)
    return FALSE;
  g_autoptr(GString) how = g_string_new(status_words[answer->status]);
  for (guint i = 0; i < answer->via->len; i++)
    g_string_append_printf(how, "%s%s", i == 0 ? " qua " : " → ",
                           (const char *)g_ptr_array_index(answer->via, i));
  g_string_append(page->html, "<tr>");
  cell(page, dc_answer_unit(answer));
  cell(page, dc_answer_key(answer));
  cell(page, dc_answer_date(answer));
  g_string_append(page->html, "<td>");
  dc_html_text(page->html, dc_answer_title(answer));
  if (answer->work != NULL && answer->document == NULL)
    g_string_append(page->html, " <em>(chỉ biết qua viện dẫn)</em>");
  g_autoptr(DcValidity) validity =
      answer->work != NULL ? dc_validity_new(page->store, answer->work, NULL, error) : NULL;
  if (answer->work != NULL && validity == NULL)
    return FALSE;
  if (validity != NULL && validity->force > DC_FORCE_AMENDED) {
    g_string_append(page->html, " <span class=\"off\">không còn hiệu lực, theo ");
    dc_html_text(page->html, validity->name);
    g_string_append(page->html, "</span>");
  }
  g_string_append(page->html, "</td>");
  cell(page, how->str);
  evidence_cell(page, evidence);
  g_string_append(page->html, "</tr>\n");
  return TRUE;
}

static const char *const answer_heads[] = {"Đơn vị",  "Số, ký hiệu", "Ngày", "Trích yếu",
                                           "Quan hệ", "Chứng cứ",    NULL};

/* Answers that `wanted` takes, as one table; a line where there are none. */
static gboolean
answer_table(Page *page, const GPtrArray *answers, gboolean (*wanted)(const DcAnswer *, int), int which,
             const char *none, GError **error) {
  gboolean any = FALSE;
  for (guint i = 0; i < answers->len; i++) {
    const DcAnswer *answer = g_ptr_array_index(answers, i);
    if (!wanted(answer, which))
      continue;
    if (!any)
      heads(page, answer_heads);
    any = TRUE;
    if (!answer_row(page, answer, error))
      return FALSE;
  }
  if (any)
    g_string_append(page->html, "</tbody></table>\n");
  else if (none != NULL)
    g_string_append_printf(page->html, "<p>%s</p>\n", none);
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
  g_string_append(page->html,
                  "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
                  "<meta name=\"viewport\" content=\"width=device-width\"><title>Tình hình thực hiện ");
  dc_html_text(page->html, work->key);
  g_string_append_printf(page->html, "</title><style>%s</style></head><body>\n<h1>Tình hình thực hiện ",
                         style);
  dc_html_text(page->html, work->key);
  g_string_append(page->html, "</h1>\n<p><b>");
  dc_html_text(page->html, work->title);
  g_string_append(page->html, "</b><br>");
  const char *parts[] = {work->issuer, work->date};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    if (*parts[i] == '\0')
      continue;
    g_string_append(page->html, i > 0 ? ", ngày " : "");
    dc_html_text(page->html, parts[i]);
  }
  if (*work->path == '\0')
    g_string_append(page->html, ". Kho không có văn bản này, chỉ có viện dẫn.");
  if (page->report->validity->force != DC_FORCE_IN) {
    g_autofree char *words = dc_validity_words(page->report->validity);
    g_string_append(page->html, " <span class=\"off\">");
    dc_html_text(page->html, words);
    g_string_append(page->html, "</span>");
  }
  g_string_append(page->html, "</p>\n");
}

static void
sum(Page *page, guint count, const char *what) {
  g_string_append_printf(page->html, "<div><b>%u</b>%s</div>", count, what);
}

static void
sums(Page *page) {
  guint counts[G_N_ELEMENTS(status_words)] = {0}, doubtful = 0;
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
    g_string_append_printf(page->html, "<h3>%s</h3>\n", level_words[shown]);
    if (!answer_table(page, page->report->answers, of_level, (int)shown, NULL, error))
      return FALSE;
  }
  if (page->report->answers->len == 0)
    g_string_append(page->html, "<p>Kho không có văn bản nào viện dẫn.</p>\n");
  return TRUE;
}

static void
coverage_row(Page *page, const DcCoverRow *row) {
  const DcCoverCell *found = g_ptr_array_index(row->cells, 0);
  g_string_append(page->html, "<tr><td>");
  dc_html_text(page->html, row->unit);
  for (guint i = 0; i < row->parts->len; i++) {
    g_string_append(page->html, i == 0 ? " <span class=\"place\">(gồm " : ", ");
    dc_html_text(page->html, g_ptr_array_index(row->parts, i));
  }
  g_string_append(page->html, row->parts->len > 0 ? ")</span></td>" : "</td>");
  cell(page, dc_report_cover_name(found->cover));
  g_string_append(page->html, "<td>");
  dc_html_text(page->html, found->key);
  if (*found->unit != '\0' && strcmp(found->unit, row->unit) != 0) {
    g_string_append(page->html, " (");
    dc_html_text(page->html, found->unit);
    g_string_append(page->html, ")");
  }
  g_string_append(page->html, "</td>");
  cell(page, found->date);
  if (found->timed)
    g_string_append_printf(page->html, "<td%s>%d</td>", found->late ? " class=\"late\"" : "", found->days);
  else
    cell(page, "");
  g_string_append_printf(page->html, "<td>%u</td></tr>\n", found->below);
}

static void
coverage(Page *page) {
  static const char *const names[] = {"Đơn vị", "Tình trạng", "Văn bản", "Ngày", "Số ngày", "Cấp dưới", NULL};
  const GPtrArray *rows = page->report->coverage->rows;
  g_string_append_printf(page->html, "<h2>Theo địa bàn (đơn vị hành chính ngày %s)</h2>\n",
                         page->report->as_of);
  if (rows->len == 0) {
    g_string_append(page->html, "<p>Kho không có văn bản của đơn vị nào.</p>\n");
    return;
  }
  dc_report_svg_coverage(page->html, page->report->coverage);
  heads(page, names);
  for (guint i = 0; i < rows->len; i++)
    coverage_row(page, g_ptr_array_index(rows, i));
  g_string_append(page->html, "</tbody></table>\n");
}

static gboolean
conflicts(Page *page, GError **error) {
  static const char *const names[] = {"Nội dung", "Ghi khác là", "Chứng cứ", NULL};
  const GPtrArray *found = page->report->conflicts;
  g_string_append(page->html, "<h2>Chỗ các văn bản ghi khác nhau</h2>\n");
  if (found->len == 0) {
    g_string_append(page->html, "<p>Không có.</p>\n");
    return TRUE;
  }
  heads(page, names);
  for (guint i = 0; i < found->len; i++) {
    const DcConflict *conflict = g_ptr_array_index(found, i);
    g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (conflict->mention != 0)
      g_array_append_val(mentions, conflict->mention);
    g_string_append(page->html, "<tr>");
    cell(page, strcmp(conflict->field, "date") == 0   ? "ngày"
               : strcmp(conflict->field, "type") == 0 ? "loại văn bản"
                                                      : "ký hiệu");
    cell(page, conflict->value);
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
  if (!answer_table(page, report->above, any_answer, 0, "Kho không cho biết.", error) ||
      !followers(page, error))
    return FALSE;
  g_string_append(page->html, "<h2>Theo thời gian</h2>\n");
  dc_report_svg_timeline(page->html, report->answers);
  coverage(page);
  g_string_append(page->html, "<h2>Kế hoạch chưa thấy viện dẫn</h2>\n");
  if (!answer_table(page, report->missing, lacks_or_not, 1, "Không có.", error))
    return FALSE;
  g_string_append(page->html,
                  "<h2>Kế hoạch ban hành trước hoặc chưa rõ</h2>\n<p>Các văn bản dưới đây không thể coi là "
                  "thiếu: ban hành trước, không rõ ngày, không đọc được, hoặc viện dẫn không phân định "
                  "được.</p>\n");
  if (!answer_table(page, report->missing, lacks_or_not, 0, "Không có.", error) || !conflicts(page, error))
    return FALSE;
  g_string_append(page->html,
                  "<p class=\"place\">Lập bằng danchieu từ các văn bản trong kho; văn bản ngoài kho không "
                  "được tính.</p>\n</body></html>\n");
  return TRUE;
}

char *
dc_report_html(DcReport *report, DcStore *store, GError **error) {
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  Page page = {g_string_new(NULL), report, store, witness};
  gboolean ok = write_page(&page, error);
  return g_string_free(page.html, !ok);
}
