/* The pictures of the report: provinces as tiles, months as bars. Sizes are in SVG's own units; the page
 * scales. */
#include "tools/report-words.h"
#include "query/timeline.h"

#include <string.h>

/* The sign tells them apart on paper without colours. */
typedef struct {
  const char *name, *colour, *sign;
} CoverStyle;

static const CoverStyle cover_styles[] = {
    [DC_COVER_IMPLEMENTS] = {"Thực hiện", "#2e7d32", "✓"},
    [DC_COVER_CITES] = {"Viện dẫn", "#7cb342", "+"},
    [DC_COVER_INDIRECT] = {"Gián tiếp", "#c0ca33", "→"},
    [DC_COVER_AMBIGUOUS] = {"Chưa phân định được", "#ffb300", "?"},
    [DC_COVER_NOTHING] = {"Chưa thấy viện dẫn", "#d84315", "✗"},
    [DC_COVER_UNDATED] = {"Văn bản không rõ ngày", "#bdbdbd", "?"},
    [DC_COVER_PREDATES] = {"Chỉ có văn bản ban hành trước", "#90a4ae", "−"},
    [DC_COVER_NO_DOCUMENT] = {"Kho không có văn bản", "#eceff1", ""},
    [DC_REPORT_PLANLESS] = {"Không có kế hoạch ban hành sau để xét", "#ffe0b2", "·"},
};

const char *
dc_report_cover_name(DcCover cover) {
  return cover_styles[cover].name;
}

const char *
dc_report_cover_colour(DcCover cover) {
  return cover_styles[cover].colour;
}

#define TILE_WIDTH 150
#define TILE_HEIGHT 34
#define COLUMNS 6

static void
append_tile(GString *html, const DcCoverRow *row, DcCover cover, guint at) {
  guint x = at % COLUMNS * TILE_WIDTH, y = at / COLUMNS * TILE_HEIGHT;
  const char *own = strrchr(row->unit, '/');
  gboolean dark = cover == DC_COVER_IMPLEMENTS || cover == DC_COVER_NOTHING;
  g_string_append_printf(html,
                         "<g><rect x=\"%u\" y=\"%u\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"%s\" "
                         "stroke=\"#b0bec5\"/><text x=\"%u\" y=\"%u\" fill=\"%s\">",
                         x + 2, y + 2, TILE_WIDTH - 4, TILE_HEIGHT - 4, dc_report_cover_colour(cover), x + 10,
                         y + 22, dark ? "#fff" : "#212121");
  g_string_append_printf(html, "%s ", cover_styles[cover].sign);
  dc_html_text(html, own != NULL ? own + 1 : row->unit);
  g_string_append(html, "</text><title>");
  dc_html_text(html, row->unit);
  g_string_append(html, ": ");
  dc_html_text(html, dc_report_cover_name(cover));
  g_string_append(html, "</title></g>\n");
}

static void
append_legend(GString *html, const gboolean *used) {
  g_string_append(html, "<p class=\"legend\">");
  for (guint i = 0; i < G_N_ELEMENTS(cover_styles); i++) {
    if (used[i])
      g_string_append_printf(html, "<span><i style=\"background:%s\"></i>%s %s</span> ",
                             cover_styles[i].colour, cover_styles[i].sign, cover_styles[i].name);
  }
  g_string_append(html, "</p>\n");
}

void
dc_report_svg_coverage(GString *html, const DcReport *report) {
  const DcCoverage *coverage = report->coverage;
  guint n = coverage->rows->len, height = (n + COLUMNS - 1) / COLUMNS * TILE_HEIGHT;
  gboolean used[G_N_ELEMENTS(cover_styles)] = {FALSE};
  g_string_append_printf(html,
                         "<svg class=\"coverage\" viewBox=\"0 0 %d %u\" role=\"img\" font-size=\"14\" "
                         "font-family=\"sans-serif\">\n",
                         COLUMNS * TILE_WIDTH, MAX(height, 1));
  for (guint i = 0; i < n; i++) {
    const DcCoverRow *row = g_ptr_array_index(coverage->rows, i);
    used[dc_report_cover(report, i)] = TRUE;
    append_tile(html, row, dc_report_cover(report, i), i);
  }
  g_string_append(html, "</svg>\n");
  append_legend(html, used);
}

#define CHART_WIDTH 900
#define CHART_HEIGHT 180

static void
append_bar(GString *html, double x, double width, double *top, guint value, double unit, const char *colour) {
  if (value == 0)
    return;
  *top -= value * unit;
  g_string_append_printf(html, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>", (int)x,
                         (int)*top, MAX((int)width, 1), MAX((int)(value * unit), 1), colour);
}

void
dc_report_svg_timeline(GString *html, const GPtrArray *answers) {
  g_autoptr(GArray) months = dc_timeline_new(answers, TRUE);
  guint most = 1;
  for (guint i = 0; i < months->len; i++)
    most = MAX(most, dc_month_total(&g_array_index(months, DcMonth, i)));
  double step = (double)CHART_WIDTH / MAX(months->len, 12), unit = (CHART_HEIGHT - 20.0) / most;
  guint every = 1 + months->len / 16;
  gboolean used[G_N_ELEMENTS(cover_styles)] = {FALSE};
  g_string_append_printf(html,
                         "<svg class=\"timeline\" viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"11\" "
                         "font-family=\"sans-serif\">\n",
                         CHART_WIDTH, CHART_HEIGHT + 20);
  for (guint i = 0; i < months->len; i++) {
    const DcMonth *month = &g_array_index(months, DcMonth, i);
    double top = CHART_HEIGHT;
    g_autofree char *label = *month->month != '\0' ? dc_report_day(month->month) : g_strdup("không rõ");
    used[DC_COVER_IMPLEMENTS] |= month->implements > 0;
    used[DC_COVER_INDIRECT] |= month->indirect > 0;
    used[DC_COVER_CITES] |= month->cites > 0;
    g_string_append_printf(html, "<g><title>%s: %u</title>", label, dc_month_total(month));
    append_bar(html, i * step + 2, step - 4, &top, month->implements, unit,
               dc_report_cover_colour(DC_COVER_IMPLEMENTS));
    append_bar(html, i * step + 2, step - 4, &top, month->indirect, unit,
               dc_report_cover_colour(DC_COVER_INDIRECT));
    append_bar(html, i * step + 2, step - 4, &top, month->cites, unit,
               dc_report_cover_colour(DC_COVER_CITES));
    if (dc_month_total(month) > 0)
      g_string_append_printf(html, "<text x=\"%d\" y=\"%d\">%u</text>", (int)(i * step + 4), (int)top - 3,
                             dc_month_total(month));
    if (i % every == 0)
      g_string_append_printf(html, "<text x=\"%d\" y=\"%d\">%s</text>", (int)(i * step + 2),
                             CHART_HEIGHT + 14, label);
    g_string_append(html, "</g>\n");
  }
  g_string_append(html, "</svg>\n");
  append_legend(html, used);
}
