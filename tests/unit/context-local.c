/* What letters, plans and other documents of local bodies do to each act, and news of them. */
#include "contexts.h"

/* As above, in a letter: "… này" is what was named just before. */
static const ContextCase letters[] = {
    {"Ngày 15/7/2026, Chính phủ ban hành Nghị định số 36/2026/NĐ-CP quy định về kinh doanh xăng dầu. Nghị "
     "định này có hiệu lực từ ngày 01/9/2026 và thay thế Nghị định số 83/2014/NĐ-CP.",
     "36/2026/NĐ-CP cites; 83/2014/NĐ-CP cites (36/2026/NĐ-CP replaces)"},
    {"Thông tư số 7/2026/TT-BTC quy định về phí. Thông tư này hướng dẫn Nghị định số 36/2026/NĐ-CP.",
     "7/2026/TT-BTC cites; 36/2026/NĐ-CP cites (7/2026/TT-BTC guides)"},
    {"Nghị định số 36/2026/NĐ-CP quy định về phí.\n\nII. VƯỚNG MẮC\nTheo Nghị định này, bãi bỏ Nghị định số "
     "8/2014/NĐ-CP. Thông tư này thay thế Thông tư số 9/2014/TT-BTC.",
     "36/2026/NĐ-CP cites; 8/2014/NĐ-CP cites; 9/2014/TT-BTC cites"},
};

/* As above, in a decision of a province. */
static const ContextCase local[] = {
    {"Điều 1. Công bố Quyết định số 8/QĐ-UBND về việc sửa đổi, bổ sung một số điều của Quy định đánh giá, "
     "phân loại cán "
     "bộ, công chức, viên chức trong cơ quan hành chính và đơn vị sự nghiệp công lập trên địa bàn tỉnh ban "
     "hành kèm "
     "theo Quyết định số 4/QĐ-UBND.",
     "8/QĐ-UBND cites; 4/QĐ-UBND amends < 8/QĐ-UBND"},
    {"Căn cứ Luật Giáo dục;\nXét đề nghị của Sở Giáo dục và Đào tạo,\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt Kế "
     "hoạch xóa "
     "mù chữ.\n(Kèm theo Kế hoạch số 1376/KH-SGDĐT ngày 28/10/2009)",
     "named:Luật Giáo dục based_on; 1376/KH-SGDĐT cites"},
    {"Điều 1. Sửa đổi chương trình giai đoạn 2026 - 2030, Nghị quyết số 109/NQ-CP.", "109/NQ-CP cites"},
    {"Điều 1. Theo Thông tư số 6/2008/TT-BNV ngày 21 tháng 8 năm 2008 của Bộ Nội vụ hướng dẫn sửa\nđổi, bổ "
     "sung "
     "Khoản 2 Mục III Phần I, Thông tư số 4/2008/TT-BNV của Bộ Nội vụ.",
     "6/2008/TT-BNV cites; 4/2008/TT-BNV amends < 6/2008/TT-BNV"},
    {"Trong thời gian qua, công tác quản lý còn hạn chế.\n\nThực hiện chỉ đạo của Bộ Nông nghiệp tại Công "
     "văn "
     "số 7371/BNN-TCLN về việc triển khai thực hiện Quyết định số 07/2012/QĐ-TTg, Chủ tịch UBND tỉnh yêu cầu "
     "các sở, ngành:\n1. Thực hiện quy định tại Công văn số 8/BNN-TCLN.",
     "7371/BNN-TCLN implements; 7/2012/QĐ-TTg implements < 7371/BNN-TCLN; 8/BNN-TCLN cites"},
    {"Trong thời gian qua có nhiều cố gắng. Căn cứ Nghị quyết số 35/2023/UBTVQH15 về việc sắp xếp; Nghị "
     "quyết "
     "số 117/NQ-CP ban hành Kế hoạch; để tháo gỡ khó khăn, UBND tỉnh đề nghị:\n1. Căn cứ Nghị quyết số "
     "9/NQ-CP, các sở xây dựng kế hoạch.",
     "35/2023/UBTVQH15 based_on; 117/NQ-CP based_on; 9/NQ-CP cites"},
    {"Xét đề nghị tại Công văn số 7/SNgV-VP ngày 15 tháng 12 năm 2009 của Sở Ngoại vụ và Tờ trình số "
     "8/TTr-SNV của Giám đốc Sở Nội vụ,",
     "7/SNgV-VP proposal; 8/TTr-SNV proposal"},
    {"Theo đề nghị của Giám đốc Sở Y tế tại Báo cáo số 7/BC-SYT và Công văn số 8/STP-VB của Sở Tư pháp;",
     "7/BC-SYT proposal; 8/STP-VB proposal"},
    {"Xét Tờ trình số 6/TTr-SYT và Báo cáo thẩm tra số 7/BC-SYT của Sở Y tế;",
     "6/TTr-SYT proposal; 7/BC-SYT cites"},
    {"Thực hiện Kế hoạch phát triển kinh tế, UBND tỉnh đã ban hành Chương trình hành động số 34/CTr-UBND "
     "ngày 28/01/2018 với 188 nhiệm vụ.",
     "34/CTr-UBND cites"},
    {"Tình hình có nhiều diễn biến mới.\n\nĐể phát huy kết quả đã đạt được, thực hiện Chỉ thị số 22/CT-TTg "
     "của Thủ tướng "
     "Chính phủ về kế hoạch 5 năm, UBND tỉnh yêu cầu các sở, ban, ngành:\n1. Sở Tài chính thực hiện Chỉ thị "
     "số 23/CT-TTg.",
     "22/CT-TTg implements; 23/CT-TTg cites"},
    {"Xét Báo cáo số 7/BC-SYT ngày 15 tháng 12 năm 2009 của Sở Y tế;", "7/BC-SYT cites"},
    {"Theo Thông tư số 103/2016/TT-BTC hướng dẫn mức lương theo Nghị định số 47/2016/NĐ-CP ngày "
     "26/5/2016 của "
     "Chính phủ, điều chỉnh trợ cấp cán bộ theo Nghị định số 55/2016/NĐ-CP ngày 15/6/2016 của Chính phủ.",
     "103/2016/TT-BTC cites; 47/2016/NĐ-CP cites < 103/2016/TT-BTC; 55/2016/NĐ-CP cites < 103/2016/TT-BTC"},
    {"Các bộ báo cáo theo Nghị quyết số 66-NQ/TW về đổi mới công tác và cập nhật theo Nghị quyết số "
     "140/NQ-CP.\n"
     "Nghị quyết số 66-NQ/TW ngày 30/4/2025; Nghị quyết số 140/NQ-CP ngày 17/5/2025.",
     "66-NQ/TW cites; 140/NQ-CP cites; 66-NQ/TW cites; 140/NQ-CP cites"},
    {"Điều 1. Việc xét tuyển theo Thông tư số 5/2018/TT-BGDĐT ngày 28/2/2018 của Bộ GD&ĐT sửa đổi, bổ sung "
     "khoản 1 Điều 2 của Quy chế ban hành kèm theo Thông tư số 11/2014/TT-BGDĐT.",
     "5/2018/TT-BGDĐT cites; 11/2014/TT-BGDĐT amends < 5/2018/TT-BGDĐT"},
};

/* "… này" in a text that says nothing of itself: only what it says that somebody issued. */
static const ContextCase news[] = {
    {"Ngày 26/4, Bộ Nội vụ ban hành Công văn số 1814/BNV-TCBC gửi các bộ, cơ quan ngang bộ; Tỉnh ủy; Ủy ban "
     "nhân "
     "dân tỉnh về việc hướng dẫn thực hiện Nghị định số 178/2024/NĐ-CP và Nghị định số 67/2025/NĐ-CP.",
     "1814/BNV-TCBC cites; 178/2024/NĐ-CP guides < 1814/BNV-TCBC; 67/2025/NĐ-CP guides < 1814/BNV-TCBC"},
    {"Ngày 17/04/2009, Thủ tướng Chính phủ đã ban hành Quyết định số 61/2009/QĐ-TTg về trường đại học. Quyết "
     "định "
     "này thay thế Quyết định số 14/2005/QĐ-TTg.",
     "61/2009/QĐ-TTg cites; 14/2005/QĐ-TTg cites (61/2009/QĐ-TTg replaces)"},
    {"Theo Quyết định số 61/2009/QĐ-TTg về trường đại học. Quyết định này thay thế Quyết định số "
     "14/2005/QĐ-TTg.",
     "61/2009/QĐ-TTg cites; 14/2005/QĐ-TTg replaces"},
    {"Đã ban hành Quyết định số 61/2009/QĐ-TTg về trường. Quyết định này thay thế Quyết định số "
     "61/2009/QĐ-TTg.",
     "61/2009/QĐ-TTg cites; 61/2009/QĐ-TTg replaces"},
};

/* Grounds in one paragraph of a text that has no preamble. */
static const ContextCase outlines[] = {
    {"ĐỊNH HƯỚNG TUYÊN TRUYỀN THÁNG 7\n\nThực hiện Kế hoạch số 172-KH/TU của Ban Thường vụ Tỉnh ủy về tuyên "
     "giáo; "
     "căn cứ Hướng dẫn số 115-HD/BTGTW của Ban Tuyên giáo Trung ương, Ban Tuyên giáo Tỉnh ủy đề nghị các địa "
     "phương tuyên truyền các nội dung sau:\n1. Đại hội",
     "172-KH/TU implements; 115-HD/BTGTW based_on"},
    {"I. Căn cứ pháp lý\n\nCăn cứ Nghị quyết số 37-NQ/TW ngày 24/12/2018 của Bộ Chính trị về sắp xếp; Kết "
     "luận số 48-KL/TW về tiếp tục sắp xếp; Nghị quyết số 117/NQ-CP của Chính phủ ban hành Kế hoạch;",
     "37-NQ/TW based_on; 48-KL/TW based_on; 117/NQ-CP based_on"},
    {"Thực hiện Nghị định số 61/2018/NĐ-CP của Chính phủ về cơ chế một cửa, Ủy ban nhân dân thành phố ban "
     "hành Kế hoạch triển khai như sau:\n1. Mục đích\nThống nhất theo Nghị định số 61/2018/NĐ-CP.",
     "61/2018/NĐ-CP implements; 61/2018/NĐ-CP implements"},
    {"Căn cứ Quy định số 294-QĐ/TW về thi hành Điều lệ Đảng; Nghị định số 152/2025/NĐ-CP về phân cấp; quy "
     "định chi tiết một số điều của Luật Thi đua, khen thưởng; Quy chế làm việc; Quy định số 9-QĐ/TU của "
     "Tỉnh "
     "ủy.",
     "294-QĐ/TW based_on; named:Điều lệ Đảng implements < 294-QĐ/TW; 152/2025/NĐ-CP based_on; named:Luật Thi "
     "đua, khen thưởng cites; 9-QĐ/TU based_on"},
    {"Trang chủ\nKế hoạch nước sạch năm 2014\nThực hiện Công văn số 2191/BNN-TCTL của Bộ Nông nghiệp về việc "
     "xây dựng kế hoạch năm 2014. Ban điều hành xây dựng kế hoạch năm 2014 với các nội dung sau:\nPhần I\n",
     "2191/BNN-TCTL implements"},
    {"Thực hiện Công điện số 570/CĐ-TTg của Thủ tướng Chính phủ, Ban Chỉ đạo tỉnh vừa ban hành Công văn số "
     "1246/UBND-VX yêu cầu thực hiện một số nhiệm vụ như sau:",
     "570/CĐ-TTg cites; 1246/UBND-VX cites"},
};

/* As above, in a plan. */
static const ContextCase plans[] = {
    {"1. Kế hoạch này có hiệu lực kể từ ngày ký và thay thế Kế hoạch số 12-KH/TU, ngày 5/1/2023.\n"
     "2. Các sở rà soát và thay thế Kế hoạch số 15-KH/TU.",
     "12-KH/TU replaces; 15-KH/TU cites"},
    {"Thực hiện Chỉ thị số 5/CT-TTg ngày 5/5/2022 về đầu tư; Quyết định số 7/QĐ-TTg;\nCăn cứ Nghị định số "
     "5/2020/NĐ-CP về giá;\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n",
     "5/CT-TTg implements; 7/QĐ-TTg implements; 5/2020/NĐ-CP based_on"},
    {"Căn cứ Công văn số 5/BTC-CST của Bộ Tài chính; Thực hiện Chỉ thị số 5/CT-TTg; Chỉ thị số 7/CT-TTg, Ủy "
     "ban "
     "nhân dân tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n",
     "5/BTC-CST based_on; 5/CT-TTg implements; 7/CT-TTg implements"},
    {"Thực hiện Công văn số 5/BTC-CST của Bộ Tài chính; căn cứ Chỉ thị số 5/CT-TTg; Chỉ thị số 7/CT-TTg, Ủy "
     "ban "
     "nhân dân tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n",
     "5/BTC-CST implements; 5/CT-TTg based_on; 7/CT-TTg based_on"},
    {"Thực hiện Nghị quyết số 29-NQ/TW về giáo dục.\n\nThực hiện Nghị quyết số 44/NQ-CP của Chính phủ; "
     "Chương trình "
     "hành động số 35-CTr/TU của Tỉnh ủy thực hiện Nghị quyết số 29-NQ/TW về giáo dục, Ủy ban nhân dân tỉnh "
     "xây "
     "dựng kế hoạch như sau:\nI. MỤC ĐÍCH",
     "29-NQ/TW implements; 44/NQ-CP implements; 35-CTr/TU implements; 29-NQ/TW implements < 35-CTr/TU"},
    {"Thực hiện Nghị quyết số 30/NQ-CP về cải cách hành chính; Chỉ thị số 7/CT-TTg về đẩy mạnh cải "
     "cách;\nCăn cứ Kế "
     "hoạch số 18/KH-UBND về cải cách hành chính,\nỦy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC "
     "TIÊU",
     "30/NQ-CP implements; 7/CT-TTg implements; 18/KH-UBND based_on"},
    {"Thựchiện Kết luận số: 91-KL/TW về giáo dục; Kế hoạch số: 35-KH/TU của Tỉnh ủy về thựchiện Nghị quyết "
     "số: "
     "29-NQ/TW, Ủy ban nhân dân tỉnh banhành kế hoạch như sau:\nI. MỤC ĐÍCH",
     "91-KL/TW implements; 35-KH/TU implements; 29-NQ/TW implements < 35-KH/TU"},
    {"Căn cứ Chỉ thị số 2268/CT-BGDĐT của Bộ Giáo dục và Đào tạo về năm học; nhằm tiếp tục thực hiện Nghị "
     "quyết số "
     "29-NQ/TW về giáo dục, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH",
     "2268/CT-BGDĐT based_on; 29-NQ/TW implements"},
    {"I. NHIỆM VỤ\n1. Kế hoạch số 206/KH-UBND thực hiện Đề án “Phát triển giáo dục” theo Quyết định số "
     "1677/QĐ-TTg.",
     "206/KH-UBND cites; 1677/QĐ-TTg cites < 206/KH-UBND"},
    {"A. CĂN CỨ XÂY DỰNG KẾ HOẠCH\n1. Căn cứ pháp lý\n\n- Căn cứ Quyết định số 3348/QĐ-UBND của UBND "
     "tỉnh;\n\n- Hướng dẫn "
     "số 5775/SGDĐT-GDTrH của Sở;\n\n2. Đặc điểm tình hình\n\n- Công văn số 7/SGDĐT-GDTrH của Sở;\n\n3. Căn "
     "cứ tình "
     "hình, thực hiện Chỉ thị số 15/CT-TTg; Công văn số 19/UBND-YT của UBND tỉnh.",
     "3348/QĐ-UBND based_on; 5775/SGDĐT-GDTrH based_on; 7/SGDĐT-GDTrH cites; 15/CT-TTg cites; 19/UBND-YT "
     "cites"},
    {"I. NHIỆM VỤ\n1. Triển khai Chương trình hành động số 6-CTr/TU ngày 26/10/2020 của Tỉnh ủy (thực hiện "
     "Nghị "
     "quyết số 70-NQ/TW) trên địa bàn.\n2. Rà soát Kế hoạch số 8/KH-UBND (thực hiện báo cáo theo Nghị định "
     "số "
     "9/2019/NĐ-CP).",
     "6-CTr/TU cites; 70-NQ/TW implements < 6-CTr/TU; 8/KH-UBND cites; 9/2019/NĐ-CP cites"},
    {"Thực hiện chương trình công tác năm 2024; căn cứ Kế hoạch số 183-KH/TWĐTN của Trung ương Đoàn, Ban "
     "Thường vụ ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH\n",
     "183-KH/TWĐTN based_on"},
    {"I. CĂN CỨ XÂY DỰNG KẾ HOẠCH\n1. Quyết định số 924/QĐ-TTg ngày 22\ntháng 8 năm 2022 của Thủ tướng Chính "
     "phủ phê duyệt Chương trình;\n2. Thông tư 05/2022/TT-BTC về hướng dẫn Quyết định số 1/QĐ-TTg.\n"
     "II. NHIỆM VỤ\n1. Quyết định số 3/QĐ-TTg.",
     "924/QĐ-TTg based_on; 5/2022/TT-BTC based_on; 1/QĐ-TTg guides < 5/2022/TT-BTC; 3/QĐ-TTg cites"},
};

static void
test_letters(void) {
  context_check(
      "BỘ TÀI CHÍNH\n\nSố: 5/BTC-CST\n\nHà Nội, ngày 27 tháng 7 năm 2026\n\nKính gửi: Sở Tài chính\n\n",
      letters, G_N_ELEMENTS(letters));
}

static void
test_local(void) {
  context_check("ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\n\nSố: 5/2010/QĐ-UBND\n\nLong Xuyên, ngày 05 tháng 02 năm "
                "2010\n\nQUYẾT ĐỊNH\nBan hành Quy định\n\nỦY BAN NHÂN DÂN TỈNH AN GIANG\n\n",
                local, G_N_ELEMENTS(local));
  context_check("ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\n\nSố: 5/KH-UBND\n\nLong Xuyên, ngày 05 tháng 12 năm "
                "2022\n\nKẾ HOẠCH\nVề chuyển đổi số\n\n",
                plans, G_N_ELEMENTS(plans));
  context_check("", outlines, G_N_ELEMENTS(outlines));
  context_check("", news, G_N_ELEMENTS(news));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/context-local/letters", test_letters);
  g_test_add_func("/context-local/local", test_local);
  return g_test_run();
}
