#include "corpus/layout.h"

#include <string.h>

/* A text and the parts that it must have; NULL: not checked, "": must be empty. Line feeds show as '/'. */
typedef struct {
  const char *name, *text;
  const char *issuer, *number, *place_date, *type_line, *title, *issued_with, *preamble, *opening, *signature;
} Case;

static const Case cases[] = {
    {"stacked",
     "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
     "phúc\n"
     "---------------\nSố: 12/KH-UBND\nHà Giang, ngày 05 tháng 3 năm 2023\nKẾ HOẠCH\nPhát triển thư viện cơ "
     "sở\n"
     "Căn cứ Luật Thư viện năm 2019;\nTheo đề nghị của Giám đốc Sở Nội vụ.\nỦy ban nhân dân tỉnh ban hành Kế "
     "hoạch "
     "như sau:\nI. MỤC ĐÍCH\n1. Nâng cao.\nNơi nhận:\n- Như trên;\n- Lưu VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ "
     "TỊCH\nLê A\n",
     "ỦY BAN NHÂN DÂN|TỈNH HÀ GIANG", "12/KH-UBND", "Hà Giang, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH",
     "Phát triển thư viện cơ sở", "", "Căn cứ Luật Thư viện năm 2019;/Theo đề nghị của Giám đốc Sở Nội vụ.",
     "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH/Lê A"},
    {"cells",
     "TỈNH ỦY CÀ MAU | ĐẢNG CỘNG SẢN VIỆT NAM\n* | \nSố ~~77~~-KH/TU | Cà Mau, ngày 04\ntháng 6 năm "
     "2024\n|\nKẾ\nHOẠCH\n"
     "thực hiện Chỉ thị số 99-CT/TW\n\nThực hiện Chỉ thị số 99-CT/TW, Ban Thường vụ Tỉnh ủy\nban hành Kế "
     "hoạch như "
     "sau:\nI. YÊU CẦU\n",
     "TỈNH ỦY CÀ MAU", "77-KH/TU", "Cà Mau, ngày 04/tháng 6 năm 2024", "KẾ/HOẠCH",
     "thực hiện Chỉ thị số 99-CT/TW", "", "",
     "Thực hiện Chỉ thị số 99-CT/TW, Ban Thường vụ Tỉnh ủy/ban hành Kế hoạch như sau:", ""},
    {"columns with signs between them",
     "BỘ TÀI CHÍNH\n-0-          Độc lập-Tự do-Hạnh phúc\n-----    ---o0o---\nSố: 07/2022/TT-BTC\nHà Nội, "
     "ngày "
     "12 tháng 7 năm 2022\nTHÔNG TƯ\nVề mức thu phí\nĐiều 1. Mức thu\n",
     "BỘ TÀI CHÍNH", "07/2022/TT-BTC", "Hà Nội, ngày 12 tháng 7 năm 2022", "THÔNG TƯ", "Về mức thu phí", "",
     "", "", ""},
    {"signs under the issuer",
     "Bộ tài chính\n===&\n-:\n---o0o---\nCộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập- Tự do -Hạnh phúc\nSố: "
     "07/2022/TT-BTC\nHà Nội, ngày 12 tháng 7 năm 2022\nTHÔNG TƯ\nVề mức thu phí\nĐiều 1. Mức thu\n",
     "Bộ tài chính", "07/2022/TT-BTC", "Hà Nội, ngày 12 tháng 7 năm 2022", "THÔNG TƯ", "Về mức thu phí", "",
     "", "", ""},
    {"columns on one line",
     "HỘI ĐỒNG NHÂN DÂN TỈNH AN GIANG     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 07/2022/NQ-HĐND      An "
     "Giang, ngày 12 "
     "tháng 7 năm 2022\n\nN G H Ị  Q U Y Ế T\nVề mức thu phí\n\nĐiều 1. Mức thu\n",
     "HỘI ĐỒNG NHÂN DÂN TỈNH AN GIANG", "07/2022/NQ-HĐND", "An Giang, ngày 12 tháng 7 năm 2022",
     "N G H Ị  Q U Y Ế T", "Về mức thu phí", "", "", "", ""},
    {"annex",
     "ĐỀ ÁN\nPHÁT TRIỂN CHỢ NÔNG THÔN\n(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 03/4/2023\ncủa UBND "
     "tỉnh)\n"
     "Trong những năm qua chợ đã tăng.\nI. THỰC TRẠNG\n",
     "", "", "", "ĐỀ ÁN", "PHÁT TRIỂN CHỢ NÔNG THÔN",
     "(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 03/4/2023/của UBND tỉnh)", "",
     "Trong những năm qua chợ đã tăng.", ""},
    {"gazette",
     " \n80 \nCÔNG BÁO/Số 1 + 2/Ngày 30-6-2022 \n \nBỘ Y TẾ \n \nSố: 05/2022/TT-BYT \nCỘNG HÒA XÃ HỘI CHỦ "
     "NGHĨA VIỆT NAM \n"
     "Độc lập - Tự do - Hạnh phúc \nHà Nội, ngày 01 tháng 6 năm 2022 \n \nTHÔNG TƯ \nQuy định về bao bì "
     "\nthuốc \n \n"
     "Căn cứ Luật Dược ngày 06 tháng \n4 năm 2016; \nKý bởi: CÔNG BÁO\nNgày ký: 2022-07-01\n\nCÔNG BÁO/Số 1 "
     "+ 2/Ngày "
     "30-6-2022 \n81 \n \nBộ trưởng Bộ Y tế ban hành Thông tư. \nĐiều 1. Phạm vi \n",
     "BỘ Y TẾ", "05/2022/TT-BYT", "Hà Nội, ngày 01 tháng 6 năm 2022", "THÔNG TƯ", "Quy định về bao bì /thuốc",
     "", "Căn cứ Luật Dược ngày 06 tháng /4 năm 2016;", "Bộ trưởng Bộ Y tế ban hành Thông tư.", ""},
    {"place and date on two lines",
     "SỞ NỘI VỤ\nSố: 310/KH-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nam,\nngày 02 tháng 02\nnăm 2021\nKẾ "
     "HOẠCH\nRà "
     "soát biên chế\n",
     "SỞ NỘI VỤ", "310/KH-SNV", "Hà Nam,/ngày 02 tháng 02/năm 2021", "KẾ HOẠCH", "Rà soát biên chế", "", "",
     NULL, ""},
    {"blank number",
     "UBND XÃ TÂN LẬP\nSố:      /TB-UBND\nTân Lập, ngày ... tháng 5 năm 2024\nTHÔNG BÁO\nVề lịch tiếp dân\n",
     "UBND XÃ TÂN LẬP", "/TB-UBND", "Tân Lập, ngày ... tháng 5 năm 2024", "THÔNG BÁO", "Về lịch tiếp dân", "",
     "", "", ""},
    {"official letter",
     "SỞ NỘI VỤ\nSố: 310/SNV-CCVC\nV/v rà soát biên chế\nHà Nam, ngày 02 tháng 02 năm 2021\nKính gửi: Các "
     "sở\nNội dung.\n",
     "SỞ NỘI VỤ", "310/SNV-CCVC", "Hà Nam, ngày 02 tháng 02 năm 2021", "", "V/v rà soát biên chế", "", "",
     NULL, ""},
    {"letter of the Party with a blank number and no V/v",
     "ĐẢNG BỘ TỈNH HÀ NAM\nĐẢNG ỦY XÃ TÂN LẬP\n*\nSố      -CV/ĐU\nTham mưu thực hiện\nKế hoạch số "
     "8-KH/TU\nĐẢNG "
     "CỘNG SẢN VIỆT NAM\nTân Lập, ngày     tháng 6 năm 2026\n\nKính gửi: Các chi bộ\nNội dung.\n",
     "ĐẢNG BỘ TỈNH HÀ NAM|ĐẢNG ỦY XÃ TÂN LẬP", "-CV/ĐU", "Tân Lập, ngày     tháng 6 năm 2026", "",
     "Tham mưu thực hiện/Kế hoạch số 8-KH/TU", "", "", NULL, ""},
    {"cells of a portal's table, the number under the issuer in one cell",
     "Cơ quan ban hành: | UBND tỉnh | Số công báo: | |\nSố hiệu: | 07/2022/QĐ-UBND |\nLoại văn bản: | Quyết "
     "định "
     "|\nNgày ban hành: | 12/07/2022 |\nLĩnh vực: | Thuế |\nỦY BAN NHÂN DÂN Số: 07/2022/QĐ-UBND | CỘNG HÒA "
     "XÃ "
     "HỘI CHỦ NGHĨA VIỆT NAM Hà Nam, ngày 12 tháng 7 năm 2022 |\nQUYẾT ĐỊNH\nVề mức thu phí\nĐiều 1. Mức "
     "thu\n",
     "ỦY BAN NHÂN DÂN", "07/2022/QĐ-UBND", "Hà Nam, ngày 12 tháng 7 năm 2022", "QUYẾT ĐỊNH", "Về mức thu phí",
     "", "", "", ""},
    {"a number set in bold, spaces too many and too few",
     "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nCỘNG  HÒA XÃ HỘI  CHỦ NGHĨA VIỆT NAM\nSố: **07/2022/QĐ-UBND**\nHà Nam, "
     "ngày 12 "
     "tháng 7 năm 2022\nQUYẾT ĐỊNH\nVề mức thu phí\nCăncứ Luật Phí;\nXét  đề nghị của Sở;\nĐiều 1. Mức thu\n",
     "ỦY BAN NHÂN DÂN|TỈNH HÀ NAM", "07/2022/QĐ-UBND", "Hà Nam, ngày 12 tháng 7 năm 2022", "QUYẾT ĐỊNH",
     "Về mức thu phí", "", "Căncứ Luật Phí;/Xét  đề nghị của Sở;", NULL, ""},
    {"a portal's list above the letterhead",
     "- 1 Chỉ thị 08/CT-TTg năm 2022 do Thủ tướng Chính phủ ban hành\nỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ "
     "NGHĨA VIỆT "
     "NAM |\nSố: 11/CT-UBND | Hà Nam, ngày 11 tháng 9 năm 2023 |\nCHỈ THỊ\nVề năm học\nI. YÊU CẦU\n",
     "ỦY BAN NHÂN DÂN", "11/CT-UBND", "Hà Nam, ngày 11 tháng 9 năm 2023", "CHỈ THỊ", "Về năm học", "", "", "",
     ""},
    {"type and title on one line",
     "KẾ HOẠCH tổ chức hội thi đọc sách\n\nĐể chuẩn bị hội thi, trường ban hành kế hoạch:\n1. Việc\n", "", "",
     "", "KẾ HOẠCH", "tổ chức hội thi đọc sách", "", "",
     "Để chuẩn bị hội thi, trường ban hành kế hoạch:", ""},
    {"grounds set as a list",
     "BỘ TÀI CHÍNH\nSố: 08/2001/TT-BTC\n\nTHÔNG TƯ\nHướng dẫn về thuế\n\n- Căn cứ Nghị định số "
     "30/1998/NĐ-CP;\n\n"
     "- Căn cứ Nghị định số 13/1999/NĐ-CP;\n\nBộ Tài chính hướng dẫn như sau:\n\nI. QUY ĐỊNH CHUNG\n",
     "BỘ TÀI CHÍNH", "08/2001/TT-BTC", "", "THÔNG TƯ", "Hướng dẫn về thuế", "",
     "- Căn cứ Nghị định số 30/1998/NĐ-CP;//- Căn cứ Nghị định số 13/1999/NĐ-CP;",
     "Bộ Tài chính hướng dẫn như sau:", ""},
    {"a title with figures alone on a line",
     "UBND TỈNH X\nSố: 43/KH-UBND\nKẾ HOẠCH\nPHÁT TRIỂN GIÁO DỤC GIAI ĐOẠN\n2021 - 2025,\nĐỊNH HƯỚNG ĐẾN NĂM "
     "2030\nThực hiện Nghị quyết số 63-NQ/TU, UBND tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\n",
     "UBND TỈNH X", "43/KH-UBND", "", "KẾ HOẠCH",
     "PHÁT TRIỂN GIÁO DỤC GIAI ĐOẠN/2021 - 2025,/ĐỊNH HƯỚNG ĐẾN NĂM 2030", "", "",
     "Thực hiện Nghị quyết số 63-NQ/TU, UBND tỉnh ban hành kế hoạch như sau:", ""},
    {"a rule under the title",
     "KẾ HOẠCH\nvề phát triển đội ngũ\n-----\n\nQuán triệt Nghị quyết số 1-NQ/TU, huyện ban hành kế "
     "hoạch:\n1. Việc\n",
     "", "", "", "KẾ HOẠCH", "về phát triển đội ngũ", "", "",
     "Quán triệt Nghị quyết số 1-NQ/TU, huyện ban hành kế hoạch:", ""},
    {"a consolidated text right below its title",
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTHÔNG TƯ\nQuy định về sử dụng vật "
     "liệu\n"
     "Thông tư 23/2024/TT-BCT ngày 07 tháng 11 năm 2024 của Bộ trưởng\nBộ Công Thương quy định về sử dụng "
     "vật "
     "liệu, có hiệu lực kể từ\nngày 01 tháng 01 năm 2025, được sửa đổi, bổ sung bởi:\n"
     "Thông tư số 15/2026/TT-BCT ngày 25 tháng 3 năm 2026.\n",
     "", "", "", "THÔNG TƯ", "Quy định về sử dụng vật liệu", "", "", NULL, ""},
    {"one line of a portal",
     "Quyết định số 15/QĐ-TTg về việc thành lập khu bảo tồn. trang chủ Công báo Văn bản Ban hành: 01/02/2015 "
     "Quyết định số "
     "15/QĐ-TTg về việc",
     "", "", "", "", "về việc thành lập khu bảo tồn.", "", "", "", ""},
    {"empty", "", "", "", "", "", "", "", "", "", ""},
};

static char *
shown(const DcView *view, DcSpan span) {
  char *text = g_strndup(view->clean + span.start, dc_span_length(span));
  return g_strdelimit(text, "\n", '/');
}

static void
check(const Case *test, const char *part, const DcView *view, DcSpan span, const char *want) {
  g_autofree char *got = shown(view, span);
  if (want && strcmp(got, want) != 0)
    g_error("%s: %s is \"%s\", not \"%s\"", test->name, part, got, want);
}

static void
check_issuer(const Case *test, const DcView *view, const DcLayout *layout) {
  GString *got = g_string_new(NULL);
  for (guint i = 0; i < layout->issuer_lines->len; i++) {
    g_autofree char *line = shown(view, g_array_index(layout->issuer_lines, DcSpan, i));
    g_string_append_printf(got, "%s%s", i ? "|" : "", line);
  }
  g_assert_cmpstr(got->str, ==, test->issuer);
  g_string_free(got, TRUE);
}

static void
test_parts(void) {
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Case *test = &cases[i];
    g_autoptr(DcView) view = dc_view_new(test->text, strlen(test->text));
    g_autoptr(DcLayout) layout = dc_layout_new(view);
    check_issuer(test, view, layout);
    check(test, "number", view, layout->number, test->number);
    check(test, "place_date", view, layout->place_date, test->place_date);
    check(test, "type_line", view, layout->type_line, test->type_line);
    check(test, "title", view, layout->title, test->title);
    check(test, "issued_with", view, layout->issued_with, test->issued_with);
    check(test, "preamble", view, layout->preamble, test->preamble);
    check(test, "opening", view, layout->opening, test->opening);
    check(test, "signature", view, layout->signature, test->signature);
  }
}

static void
test_portal(void) {
  static const char text[] = "Cơ sở dữ liệu\nNghị định số 9/2020/NĐ-CP Về biển báo\nTRANG CHỦ\nGIỚI "
                             "THIỆU\nNội dung\nThuộc tính\nTải về\n"
                             "CHÍNH PHỦ\nSố: 9/2020/NĐ-CP\nNGHỊ ĐỊNH\nVề biển báo\nĐiều 1. Phạm vi\n"
                             "CƠ SỞ DỮ LIỆU QUỐC GIA\nVỀ PHÁP LUẬT\n";
  g_autoptr(DcView) view = dc_view_new(text, strlen(text));
  g_autoptr(DcLayout) layout = dc_layout_new(view);
  g_autofree char *content = shown(view, layout->content), *heading = shown(view, layout->heading);
  g_assert_cmpstr(content, ==, "CHÍNH PHỦ/Số: 9/2020/NĐ-CP/NGHỊ ĐỊNH/Về biển báo/Điều 1. Phạm vi/");
  g_assert_cmpstr(heading, ==, "Nghị định số 9/2020/NĐ-CP Về biển báo");
}

/* The lists of a search form, from the first to the last; one mark alone is no form. */
static void
test_options(void) {
  static const char text[] =
      "trang chủ Cơ quan ban hành -- Tất cả các cơ quan -- BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT SỐ "
      "136/2024/QH15 Loại văn bản -- Tất cả các loại văn bản -- Nghị định";
  g_autoptr(DcView) view = dc_view_new(text, strlen(text)), cut = dc_view_new(text, strlen(text) - 60);
  g_autoptr(DcLayout) layout = dc_layout_new(view), other = dc_layout_new(cut);
  g_autofree char *options = shown(view, layout->options);
  g_assert_cmpstr(options, ==,
                  "-- Tất cả các cơ quan -- BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT SỐ 136/2024/QH15 Loại văn bản ");
  g_assert_true(dc_span_is_empty(other->options));
}

static void
test_place(void) {
  static const char text[] =
      "KẾ HOẠCH\nVề cây xanh\n\nĐể trồng cây:\nII. NHIỆM VỤ\n1. Ươm giống\na) Chọn hạt\n- Hạt A\n"
      "Điều 5. Đất\n2. Khoản hai\nb) đất ẩm\n";
  static const struct {
    const char *at, *place;
  } places[] = {{"trồng", ""},
                {"giống", "mục II.1"},
                {"hạt", "mục II.1 điểm a"},
                {"Đất", "Điều 5"},
                {"ẩm", "Điều 5 khoản 2 điểm b"}};
  g_autoptr(DcView) view = dc_view_new(text, strlen(text));
  g_autoptr(DcLayout) layout = dc_layout_new(view);
  for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
    gsize at = (gsize)(strstr(view->clean, places[i].at) - view->clean);
    g_autofree char *place = dc_layout_place(layout, view, at);
    g_assert_cmpstr(place, ==, places[i].place);
  }
}

static void
test_headings(void) {
  static const struct {
    const char *line;
    int kind; /* -1: no heading */
  } lines[] = {{"Điều 12. Tên", DC_SECTION_ARTICLE},
               {"Điều 5 Nghị định này", -1},
               {"Chương IV", DC_SECTION_CHAPTER},
               {"Chương trình mục tiêu", -1},
               {"chương II của Luật", -1},
               {"Mục 2. TÊN", DC_SECTION_HEADING},
               {"1.2. Việc", DC_SECTION_CLAUSE},
               {"12.8.2024 là ngày", -1},
               {"2021 - 2025, định hướng", -1},
               {"đ) Điểm", DC_SECTION_POINT},
               {"IV. KẾT QUẢ", DC_SECTION_ROMAN},
               {"- Việc", DC_SECTION_DASH},
               {"-----", -1},
               {"Phụ lục II", DC_SECTION_ANNEX},
               {"Phần thứ nhất", DC_SECTION_PART},
               {"1.500.000 đồng", -1}};
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_autoptr(DcView) view = dc_view_new(lines[i].line, strlen(lines[i].line));
    g_autoptr(DcLayout) layout = dc_layout_new(view);
    int kind = layout->sections->len ? (int)g_array_index(layout->sections, DcSection, 0).kind : -1;
    if (kind != lines[i].kind)
      g_error("\"%s\" is heading %d, not %d", lines[i].line, kind, lines[i].kind);
  }
}

static void
test_quotes_and_noise(void) {
  GString *text = g_string_new("Điều 1. Sửa đổi\n“Điều 2. Mới\n");
  for (int i = 0; i < 20; i++)
    g_string_append(text, "Nội dung “trong ngoặc” của điều được sửa.\n");
  g_string_append(text, "Hết.”;\nKý bởi: A\nCông báo/Số 3\n12\n\nTiếp theo\n7\nkhông phải trang\n");
  g_autoptr(DcView) view = dc_view_new(text->str, text->len);
  g_autoptr(DcLayout) layout = dc_layout_new(view);
  g_assert_cmpuint(layout->quotes->len, ==, 1);
  g_autofree char *quote = shown(view, g_array_index(layout->quotes, DcSpan, 0));
  g_assert_true(g_str_has_prefix(quote, "“Điều 2. Mới/") && g_str_has_suffix(quote, "Hết.”"));
  g_assert_cmpuint(layout->noise->len, ==, 1);
  g_autofree char *noise = shown(view, g_array_index(layout->noise, DcSpan, 0));
  g_assert_cmpstr(noise, ==, "Ký bởi: A/Công báo/Số 3/12");
  g_string_free(text, TRUE);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/layout/parts", test_parts);
  g_test_add_func("/layout/portal", test_portal);
  g_test_add_func("/layout/options", test_options);
  g_test_add_func("/layout/place", test_place);
  g_test_add_func("/layout/headings", test_headings);
  g_test_add_func("/layout/quotes-and-noise", test_quotes_and_noise);
  return g_test_run();
}
