#include "indexer/extract.h"
#include "indexer/place.h"

#include <string.h>

/* What a careful reader takes a document to be. NULL: not checked. */
static const struct {
  const char *name, *text, *key, *type, *date, *unit, *level, *issuer;
} cases[] = {
    {"district party committee",
     "ĐẢNG BỘ TỈNH PHÚ THỌ\nHUYỆN ỦY THANH SƠN\n*\nSố 88-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nThanh Sơn, ngày 05 "
     "tháng 6 năm "
     "2023\nKẾ HOẠCH\nthực hiện Chỉ thị số 20-CT/TW\n\nThực hiện Chỉ thị số 20-CT/TW, Ban Thường vụ Huyện ủy "
     "xây dựng Kế "
     "hoạch:\n",
     "88-KH/HU", "KH", "2023-06-05", "Phú Thọ/Thanh Sơn", "district", "Huyện ủy Thanh Sơn"},
    {"a typist's mark in the letterhead",
     "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nXV80\n\nSố: 256/2004/QĐ-UB\nTP. Cần Thơ, ngày 01 tháng 7 năm "
     "2004\n\n"
     "QUYẾT ĐỊNH\nV/v ban hành Chương trình cải cách\n\nCăn cứ Luật số 1/2003/QH11;\n",
     "256/2004/QĐ-UB", "QĐ", "2004-07-01", "Cần Thơ", "province", "Ủy ban nhân dân thành phố Cần Thơ"},
    {"a school's name stands for itself",
     "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THPT NGUYỄN DU\nSố: 15/BC-THPT\nNgày 19 tháng 5 năm 2025\n\nBÁO "
     "CÁO\nTình hình "
     "năm học\n\n1. Nhà trường có 36 lớp.\n",
     "15/BC-THPT", "BC", "2025-05-19", NULL, NULL, "TRƯỜNG THPT NGUYỄN DU"},
    {"a speech with a conclusion",
     "Diễn đàn Việt - Pháp\n\nÔng Nguyễn An\nViện trưởng\n\nQua nghiên cứu đề cương bài tham luận về chủ đề "
     "trên, và "
     "từ thực tế của nước ta trong những năm vừa qua, tôi xin có một số ý kiến để góp phần làm rõ thêm những "
     "vấn đề mà "
     "các tác giả đã nêu ra, nhất là việc sắp xếp lại các doanh nghiệp, đào tạo lại người lao động và những "
     "gì mà các "
     "địa phương phải làm để giữ việc làm cho họ trong những năm sắp tới.\n\nKết luận :\n+ Từ những kinh "
     "nghiệm đó, "
     "tôi cho rằng rất bổ ích.\n",
     "", "", "", NULL, NULL, NULL},
    {"city party committee of a district",
     "THÀNH ỦY VINH | ĐẢNG CỘNG SẢN VIỆT NAM\n* | \nSố 41-CTr/ThU | Vinh, ngày 07 tháng 7 năm "
     "2021\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nvề chuyển đổi số tỉnh Nghệ An\n",
     "41-CTr/ThU", "CTr", "2021-07-07", "Nghệ An/Vinh", "district", NULL},
    {"city party committee of a province",
     "THÀNH ỦY HẢI PHÒNG\n***\nSố: 15-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nHải Phòng, ngày 01 tháng 02 năm "
     "2023\nNGHỊ QUYẾT\nvề cảng biển\n",
     "15-NQ/TU", "NQ", "2023-02-01", "Hải Phòng", "province", "Thành ủy Hải Phòng"},
    {"commune party committee",
     "ĐẢNG BỘ TỈNH PHÚ THỌ\nĐẢNG ỦY XÃ THANH BA\n*\nSố 07-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nThanh Ba, ngày 11 "
     "tháng 8 năm 2025\nKẾ "
     "HOẠCH\nvề tuyên truyền\n",
     "7-KH/ĐU", "KH", "2025-08-11", "Phú Thọ/Thanh Ba", "commune", "Đảng ủy xã Thanh Ba"},
    {"commune people's committee",
     "UBND HUYỆN YÊN THẾ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nUỶ BAN NHÂN DÂN          Độc lập - Tự "
     "do - Hạnh phúc\n"
     "XÃ TÂN SỎI\nSố: 30/BC-UBND          Tân Sỏi, ngày 3 tháng 5 năm 2022\nBÁO CÁO\nKết quả trồng rừng của "
     "xã\n"
     "UBND xã báo cáo UBND huyện, tỉnh Bắc Giang:\n",
     "30/BC-UBND", "BC", "2022-05-03", "Bắc Giang/Tân Sỏi", "commune", NULL},
    {"issuer, number and date behind the type",
     "Nghị định\ncủa Chính phủ Số  94 /1998/NĐ-CP ngày 17 tháng 11 năm 1998\nQuy định chi tiết thi hành Luật "
     "Thuế\n\n"
     "CHÍNH PHỦ\n\nCăn cứ Luật Tổ chức Chính phủ;\n",
     "94/1998/NĐ-CP", "NĐ", "1998-11-17", "TW", "central", NULL},
    {"ministries together, number and date behind the type",
     "Thông tư\nliên tịch của Bộ Tài chính - Công nghiệp - Tổng cục Hải quan\nsố 176/1998/TTLT-BTC-BCN-TCHQ "
     "ngày 25 tháng "
     "12 năm 1998\nHướng dẫn thực hiện\n\nCăn cứ Nghị định số 54/CP ngày 28/8/1993;\n",
     "176/1998/TTLT-BTC-BCN-TCHQ", "TTLT", "1998-12-25", "TW", "central", NULL},
    {"department",
     "ỦY BAN NHÂN DÂN TỈNH HÀ NAM\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 310/SGDĐT-VP\nV/v tổng kết năm học\n"
     "Hà Nam, ngày 09 tháng 5 năm 2021\nKính gửi: Các phòng\n",
     "310/SGDĐT-VP", "CV", "2021-05-09", "Hà Nam", "province", "Sở Giáo dục và Đào tạo"},
    {"a head that extraction put below the first page",
     "CÔNG BÁO/Số 351/Ngày 27-06-2026\n102\n\nTHÔNG TƯ\nQuy định danh mục các lĩnh vực\nCăn cứ Nghị định số "
     "55/2025/NĐ-CP ngày 02 tháng 3 năm 2025;\nTheo đề nghị của Vụ trưởng;\nĐiều 2. Đối tượng áp dụng\n1. "
     "Thông "
     "tư này áp dụng cho cá nhân khác có liên quan.\nBỘ KHOA HỌC VÀ CÔNG NGHỆ\n\nSố: "
     "32/2026/TT-BKHCN\n\nCỘNG "
     "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n  Hà Nội, ngày  11 tháng 6 năm "
     "2026\n\n2. "
     "Viên chức từ ngày 01 tháng 7 năm 2026.\n",
     "32/2026/TT-BKHCN", "TT", "2026-06-11", "TW", "central", NULL},
    {"provincial council",
     "HỘI ĐỒNG NHÂN DÂN\nTỈNH ĐẮK NÔNG\nSố: 05/2021/NQ-HĐND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Đăk Nông, ngày 20 tháng 8 năm 2021\nNGHỊ QUYẾT\nVỀ HỌC PHÍ\nHỘI ĐỒNG NHÂN DÂN TỈNH ĐẮK NÔNG KHÓA IV, "
     "KỲ HỌP THỨ 2\n"
     "Căn cứ Luật Giáo dục;\n",
     "5/2021/NQ-HĐND", "NQ", "2021-08-20", "Đắk Nông", "province", "Hội đồng nhân dân tỉnh Đắk Nông"},
    {"front of a ward",
     "ỦY BAN MTTQ VIỆT NAM\nPHƯỜNG BẾN THÀNH\nBAN THƯỜNG TRỰC\nSố: /TB-MTTQ-BTT\nBến Thành, ngày 02 tháng 9 "
     "năm "
     "2025\nTHÔNG BÁO\nLịch tiếp xúc cử tri tại Thành phố Hồ Chí Minh\n",
     "?/TB-MTTQ-BTT", "TB", "2025-09-02", "TP. Hồ Chí Minh/Bến Thành", "commune",
     "Ban Thường trực Ủy ban MTTQ Việt Nam phường Bến Thành"},
    {"police of a province",
     "BỘ CÔNG AN\nCÔNG AN TỈNH GIA LAI\nSố: 55/KH-CAT\nGia Lai, ngày 10 tháng 10 năm 2023\nKẾ HOẠCH\nBảo đảm "
     "an toàn giao thông\n",
     "55/KH-CAT", "KH", "2023-10-10", "Gia Lai", "province", NULL},
    {"no letterhead, city of a district",
     "KẾ HOẠCH\ncủa Ban Chấp hành Đảng bộ thành phố Vinh thực hiện Nghị quyết số 39-NQ/TW về phát triển tỉnh "
     "Nghệ An\n\nĐể thực "
     "hiện Nghị quyết số 39-NQ/TW, Ban Thường vụ Thành ủy Vinh xây dựng Kế hoạch như sau:\nI. MỤC ĐÍCH\n1. "
     "Việc\nNơi nhận:\n"
     "- Tỉnh ủy Nghệ An,\n- Lưu VPThU.\n",
     "", "KH", "", "Nghệ An/Vinh", "district", NULL},
    {"no letterhead, province from the text",
     "KẾ HOẠCH\nthực hiện Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương\n\nThực hiện Nghị quyết số "
     "18-NQ/TW của Ban Chấp "
     "hành Trung ương, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch:\nI. MỤC ĐÍCH\n1. Trên địa bàn tỉnh Yên Bái\n",
     "", "KH", "", "Yên Bái", "province", NULL},
    {"annex",
     "QUY CHẾ\nLÀM VIỆC CỦA TỔ CÔNG TÁC\n(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 02/3/2020 của Chủ "
     "tịch UBND "
     "huyện Đông Anh)\nChương I\nĐiều 1. Thành phố Hà Nội\n",
     "", "QC", "2020-03-02", "Hà Nội/Đông Anh", "district", NULL},
    {"a people's committee is no central body, whoever the opening names",
     "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 83/KH-UBND | Tây Ninh, ngày 15 tháng 5 năm "
     "2019 |\nThực hiện Quyết định số 471/QĐ-TTg ngày 26/4/2019 của Thủ tướng Chính phủ phê duyệt Đề "
     "án.\nỦy ban nhân dân tỉnh ban hành Kế hoạch thực hiện Đề án như sau:\n1. Yêu cầu\n",
     "83/KH-UBND", "KH", "2019-05-15", "Tây Ninh", "province", NULL},
    {"no letterhead, a steering board, its short name behind it",
     "KẾ HOẠCH\nChuyển đổi số năm 2023\nThực hiện Quyết định số 47/QĐ-UBND của Ủy ban nhân dân tỉnh Đăk Nông "
     "về chuyển đổi số, Ban Chỉ đạo chuyển đổi số huyện Đăk R’lấp (sau đây gọi tắt là Ban Chỉ đạo) ban hành "
     "Kế hoạch như sau:\nI. MỤC ĐÍCH\n",
     "", "KH", "", "Đắk Nông/Đăk R’lấp", "district", "Ban Chỉ đạo chuyển đổi số huyện Đăk R’lấp"},
    {"an apostrophe in the name",
     "ỦY BAN NHÂN DÂN\nHUYỆN CƯ M’GAR\nSố: 12/KH-UBND\nKẾ HOẠCH\nVề trồng rừng\n", "12/KH-UBND", "KH", "",
     "Đắk Lắk/Cư M’gar", "district", NULL},
    {"torn letters",
     "HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ HẢI PH̉NG\nSố: 03/NQ-HĐND\nCỘNG H̉A XĂ HỘI CHỦ NGHĨA VIỆT NAM\nHải Pḥng, "
     "ngày 20 "
     "tháng 7 năm 2025\nNGHỊ QUYẾT\nVề sáp nhập tỉnh Hải Dương\n",
     "3/NQ-HĐND", "NQ", "2025-07-20", "Hải Phòng", "province", NULL},
    {"a number in the title is not its own",
     "KẾ HOẠCH\nThực hiện Nghị quyết\nsố 63-NQ/TU ngày 29/12/2021 của Tỉnh ủy\n\nI. MỤC ĐÍCH\n", "", "KH", "",
     "?", NULL, NULL},
    {"law in English, dated where it says when it was passed",
     "Law 27/2013/QH13\nTRANG CHỦ\nNội dung\nThuộc tính\nLược đồ\nTải về\nLAW\nOn prices\nPursuant to the "
     "Constitution;\nArticle 1. Scope\nThe Decree was passed on May 5, 2012.\nThis Law was passed on June "
     "20, "
     "2013, by the XIIIth National Assembly.\n",
     "27/2013/QH13", "Luật", "2013-06-20", "TW", "central", "Quốc hội"},
    {"consolidated text",
     "BỘ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nQuy định phí\nThông tư số 10/2019/TT-BTC "
     "được sửa "
     "đổi bởi:\nĐiều 1. Phí\nBỘ TÀI CHÍNH\nSố: 14/VBHN-BTC\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày\n05 "
     "tháng "
     "4 năm 2023\n",
     "14/VBHN-BTC", "VBHN", "2023-04-05", "TW", "central", "Bộ Tài chính"},
    {"law",
     "QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLuật số: 46/2019/QH14\nLUẬT\nTHƯ VIỆN\nQuốc hội ban hành "
     "Luật Thư viện.\n"
     "Điều 1. Phạm vi\nLuật này được Quốc hội khóa XIV thông qua\nngày 21 tháng 11 năm 2019.\n",
     "46/2019/QH14", "Luật", "2019-11-21", "TW", "central", "Quốc hội"},
    {"page of the gazette",
     "Quyết định số 674/QĐ-CTN về quốc tịch. trang chủ Công báo Văn bản Ban hành: 10/04/2015 - Hiệu lực: "
     "10/04/2015 Thuộc tính Cơ "
     "quan ban hành CHỦ TỊCH NƯỚC Ngày ban hành 10/04/2015",
     "674/QĐ-CTN", "QĐ", "2015-04-10", "TW", "central", "CHỦ TỊCH NƯỚC"},
    {"table of attributes of a portal",
     "Nghị định số 16/2026/NĐ-CP Quy định về đường sắt\nTRANG CHỦ\nGIỚI THIỆU\nNội dung\nThuộc tính\nTải "
     "về\nSố hiệu16/2026/NĐ-CP\n"
     "Ngày ban hành14/01/2026\nCơ quan ban hànhChính phủ\nChức danhPhó Thủ tướng\n",
     "16/2026/NĐ-CP", "NĐ", "2026-01-14", "TW", "central", "Chính phủ"},
    {"district that never names its province",
     "HUYỆN ỦY CÔ TÔ\nCƠ QUAN TỔ CHỨC - NỘI VỤ\n*\nSố 31-CV/TC-NV\nĐẢNG CỘNG SẢN VIỆT NAM\nCô Tô, ngày 20 "
     "tháng 3 năm 2020\nKính gửi: Các chi bộ\n",
     "31-CV/TC-NV", "CV", "2020-03-20", "Quảng Ninh/Cô Tô", "district", NULL},
    {"district of a name that many provinces have",
     "HUYỆN ỦY CHÂU THÀNH\n*\nSố 5-KH/HU\nChâu Thành, ngày 20 tháng 3 năm 2020\nKẾ HOẠCH\nvề việc làm\n",
     "5-KH/HU", "KH", "2020-03-20", "?", "district", NULL},
    {"the text tells which of the name it is",
     "HUYỆN ỦY CHÂU THÀNH\n*\nSố 5-KH/HU\nChâu Thành, ngày 20 tháng 3 năm 2020\nKẾ HOẠCH\nvề việc "
     "làm\n\nThực hiện Kế "
     "hoạch số 9-KH/TU của Tỉnh ủy Trà Vinh, Ban Thường vụ Huyện ủy xây dựng Kế hoạch:\n",
     "5-KH/HU", "KH", "2020-03-20", "Trà Vinh/Châu Thành", "district", NULL},
    {"the text speaks of another province",
     "ỦY BAN NHÂN DÂN\nHUYỆN SÓC SƠN\nSố: 12/KH-UBND\nSóc Sơn, ngày 20 tháng 3 năm 2020\nKẾ HOẠCH\nHọc tập "
     "mô hình của "
     "tỉnh Quảng Ninh\n",
     "12/KH-UBND", "KH", "2020-03-20", "Hà Nội/Sóc Sơn", "district", NULL},
    {"commune under a district",
     "UBND HUYỆN BẮC HÀ\nỦY BAN NHÂN DÂN\nXÃ TÀ CHẢI\nSố: 7/BC-UBND\nTà Chải, ngày 2 tháng 6 năm 2021\nBÁO "
     "CÁO\nVề mùa "
     "vụ\n",
     "7/BC-UBND", "BC", "2021-06-02", "Lào Cai/Tà Chải", "commune", NULL},
    {"commune since 1/7/2025",
     "ĐẢNG ỦY XÃ TỦA SÍN CHẢI\n*\nSố 8-KH/ĐU\nTủa Sín Chải, ngày 2 tháng 9 năm 2025\nKẾ HOẠCH\nVề chuyển đổi "
     "số\n",
     "8-KH/ĐU", "KH", "2025-09-02", "Lai Châu/Tủa Sín Chải", "commune", NULL},
    {"provincial body known by its town",
     "ỦY BAN NHÂN DÂN TỈNH\nSố: 70/KH-UBND\nPleiku, ngày 20 tháng 3 năm 2020\nKẾ HOẠCH\nVề cà phê\n",
     "70/KH-UBND", "KH", "2020-03-20", "Gia Lai", "province", NULL},
    {"TU read as TƯ",
     "TỈNH ỦY CAO BẰNG\nĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 77-KL/TƯ\nCao Bằng, ngày 3 tháng 5 năm 2022\nKẾT "
     "LUẬN\nvề du "
     "lịch\n",
     "77-KL/TU", "KL", "2022-05-03", "Cao Bằng", "province", NULL},
    {"attributes above a letterhead",
     "**Số hiệu:**\n|\n318/QĐ-UBND\n|\n**Loại văn bản:**\n|\nQuyết định\n|\n**Nơi ban hành:**\n|\nTỉnh Sơn "
     "La\n|\n**Người ký:**\n|\nLò A\n|\n**Ngày ban hành:**\n|\n04/02/2023\n|\n**ỦY BAN NHÂN DÂN**\nTỈNH SƠN "
     "LA\n-------\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n|\nSố: "
     "318/QĐ-UBND\n|\n*Sơn La, ngày 04\ntháng 02 năm 2023*\n|\n**QUYẾT ĐỊNH**\nVỀ VIỆC CÔNG NHẬN\nĐiều 1. "
     "A\n",
     "318/QĐ-UBND", "QĐ", "2023-02-04", "Sơn La", "province", NULL},
    {"type and title on one line in small letters",
     "Chương trình hành động của Ban Thường vụ Tỉnh ủy thực hiện Nghị quyết số 57-NQ/TW\nBan Thường vụ Tỉnh "
     "ủy vừa ban "
     "hành Chương trình. Nội dung như sau:\nI. MỤC ĐÍCH\n",
     "", "CTr", "", "?", "province", NULL},
    {"another hook over the number's word",
     "ĐẢNG BỘ TỈNH QUẢNG NAM\nHUYỆN ỦY THĂNG BÌNH\n*\nSô 67 - CTr / HU\nĐẢNG CỘNG SẢN VIỆT NAM\nThăng Bình, "
     "ngày 5 tháng 12 năm "
     "2022\nCHƯƠNG TRÌNH\nhành động\n",
     "67-CTr/HU", "CTr", "2022-12-05", "Quảng Nam/Thăng Bình", "district", NULL},
    {"joint symbol of a provincial body",
     "HỘI NÔNG DÂN TỈNH PHÚ YÊN\nSố: 05/NQLT-HND-NHCSXH\nPhú Yên, ngày 30 tháng 3 năm 2021\nNGHỊ QUYẾT LIÊN "
     "TỊCH\nVề phối "
     "hợp\n",
     "5/NQLT-HND-NHCSXH", "NQLT", "2021-03-30", "Phú Yên", "province", NULL},
    {"bare letterhead, province from the place line",
     "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 335/KH-UBND |\nPhú Thọ, ngày 10 tháng "
     "02 năm 2023 |\n1. Thông tư số 32/2020/TT-BGDĐT;\n2. Quyết định số 932/QĐ-UBND của UBND tỉnh Phú "
     "Thọ.\n",
     "335/KH-UBND", "KH", "2023-02-10", "Phú Thọ", "province", NULL},
    {"bare letterhead of a town that has its province's name",
     "ỦY BAN NHÂN DÂN\nSố: 335/KH-UBND\nPhú Thọ, ngày 10 tháng 02 năm 2023\nKẾ HOẠCH\nVề thu gom rác\n",
     "335/KH-UBND", "KH", "2023-02-10", "?", NULL, NULL},
    {"bare letterhead, dated from a city that is a province",
     "ỦY BAN NHÂN DÂN | CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 01/CT-UB | Tp. Hồ Chí Minh, ngày 14 tháng "
     "01 năm 1982 |\nCHỈ THỊ\nVỀ TRẬT TỰ XÃ HỘI CỦA THÀNH PHỐ\n",
     "1/CT-UB", "CT", "1982-01-14", "TP. Hồ Chí Minh", "province", NULL},
    {"the issuer at the end of the grounds",
     "KẾ HOẠCH\nTổ chức đại hội Đoàn các cấp\nCăn cứ Kế hoạch số 298-KH/TWĐTN của Trung ương Đoàn về đại "
     "hội; "
     "Ban Chấp hành Thành đoàn Hà Nội ban hành Kế hoạch tổ chức đại hội đoàn các cấp như sau:\nI. YÊU CẦU\n",
     "", "KH", "", "Hà Nội", "province", NULL},
    {"bare letterhead, dated from a town, the body named above the grounds",
     "HỘI ĐỒNG NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 73/2012/NQ-HĐND |\nTuy Hòa, ngày 13 "
     "tháng 12 năm 2012 |\nVỀ CHẾ ĐỘ CHI TIÊU CỦA HỘI ĐỒNG NHÂN DÂN CÁC CẤP\nHỘI ĐỒNG NHÂN DÂN TỈNH PHÚ "
     "YÊN\nKHÓA VI, KỲ HỌP THỨ 6\nCăn cứ Luật Ngân sách nhà nước;\n",
     "73/2012/NQ-HĐND", "NQ", "2012-12-13", "Phú Yên", "province", NULL},
    {"bare letterhead over a title that speaks of districts",
     "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 30/2018/QĐ-UBND | Hải Phòng, ngày 09 "
     "tháng 10 năm 2018 |\nQUYẾT ĐỊNH\nVỀ TRÁCH NHIỆM CỦA ỦY BAN NHÂN DÂN QUẬN, HUYỆN TRONG CẢI CÁCH\nỦY "
     "BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG\nCăn cứ Luật Cán bộ, công chức;\n",
     "30/2018/QĐ-UBND", "QĐ", "2018-10-09", "Hải Phòng", "province", NULL},
    {"place and date on two lines",
     "UỶ BAN NHÂN\nDÂN\nTỈNH QUẢNG BÌNH\n|\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: "
     "08/CT-UBND\n|\nQuảng Bình,\nngày 25 tháng 5 năm 2015\n|\nCHỈ THỊ\nVỀ NGÂN SÁCH\n",
     "8/CT-UBND", "CT", "2015-05-25", "Quảng Bình", "province", NULL},
    {"attributes in rows of a table",
     "Kế hoạch 186/KH-UBND năm 2025 phát triển chính quyền số\n| Số hiệu | 186/KH-UBND |\n| Ngày ban hành | "
     "29/12/2025 |\n| Loại văn bản | Kế hoạch |\n| Cơ quan ban hành | Tỉnh Bắc Ninh |\n| Lĩnh vực | Công "
     "nghệ |\n|\nỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\n|\nSố: 186/KH-UBND |\nBắc "
     "Ninh, ngày 29 tháng 12 năm 2025 |\nKẾ HOẠCH\nPHÁT TRIỂN CHÍNH QUYỀN SỐ TỈNH BẮC NINH\nCăn cứ Luật "
     "Giao dịch điện tử;\n",
     "186/KH-UBND", "KH", "2025-12-29", "Bắc Ninh", "province", NULL},
    {"head lost but for the body over its grounds",
     "VỀ VIỆC QUY ĐỊNH CƠ CẤU TỔ CHỨC CỦA SỞ NỘI VỤ TỈNH QUẢNG NINH\nUỶ BAN NHÂN DÂN TỈNH QUẢNG NINH\nCăn cứ "
     "Nghị định số 13/2008/NĐ-CPngày 04 tháng 02 năm 2008 của Chính phủ;\nXét đề nghị của Giám đốc Sở Nội "
     "vụ,\nQUYẾT\nĐỊNH:\nĐiều 1. Vị trí\n",
     "", "QĐ", "", "Quảng Ninh", "province", NULL},
    {"a title in place of the type line",
     "HỘI ĐỒNG NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 27/2017/NQ-HĐND | An Giang, ngày 08 "
     "tháng "
     "12 năm 2017 |\nQUY ĐỊNH CHẾ ĐỘ CÔNG TÁC PHÍ TRÊN ĐỊA BÀN TỈNH AN GIANG\nHỘI ĐỒNG NHÂN DÂN TỈNH AN "
     "GIANG\nCăn cứ Luật ngân sách nhà nước;\nQUYẾT NGHỊ:\nĐiều 1. A\n",
     "27/2017/NQ-HĐND", "NQ", "2017-12-08", "An Giang", "province", NULL},
    {"no head, but a sentence that issues it",
     "Thực hiện Nghị định số 61/2018/NĐ-CP của Chính phủ về cơ chế một cửa, Ủy ban nhân dân tỉnh Cà Mau ban "
     "hành Kế hoạch triển khai như sau:\n1. Mục đích\n",
     "", "KH", "", "Cà Mau", "province", "Ủy ban nhân dân tỉnh Cà Mau"},
    {"reprinted by a newspaper",
     "Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về hạ tầng\n\nLTS: Ngày 14-11-2016, Ban Chấp hành Đảng bộ "
     "tỉnh Ninh Thuận khóa XIII đã ban hành Nghị quyết số 10-NQ/TU về hạ tầng. Báo Ninh Thuận trân trọng "
     "giới thiệu toàn văn nội dung Nghị quyết.\n\nI- Khái quát tình hình\nTheo Nghị quyết số 13-NQ/TW.\n",
     "10-NQ/TU", "NQ", "2016-11-14", "Ninh Thuận", "province", NULL},
    {"reprinted by a portal above its type line",
     "Chương trình thực hiện Chỉ thị 13-CT/TW\nNgày cập nhật 30/10/2017\n\nNgày 23/8/2017, Tỉnh ủy Lai "
     "Châu đã ban hành Chương trình số 27-CTr/TU về thực hiện Chỉ thị 13-CT/TW của Ban Bí thư.\n\nBan quản "
     "trị xin đăng toàn văn Chương trình này:\n\nCHƯƠNG TRÌNH\n\nThực hiện Chỉ thị 13-CT/TW\n\nThực hiện "
     "Chỉ thị 13-CT/TW, Ban Thường vụ Tỉnh ủy ban hành chương trình như sau:\nI. MỤC ĐÍCH\n",
     "27-CTr/TU", "CTr", "2017-08-23", "Lai Châu", "province", NULL},
    {"news of a document is not the document",
     "Ngày 23/8/2017, Tỉnh ủy Lai Châu đã ban hành Chương trình số 27-CTr/TU về thực hiện Chỉ thị 13-CT/TW "
     "của Ban Bí thư. Theo đó, các cấp ủy phải quán triệt.\n",
     "", NULL, "", NULL, NULL, NULL},
    {"nothing", "xin chào", "", "", "", "?", "", ""},
    {"empty", "", "", "", "", "?", "", ""},
};

static DcExtract *
extract(const char *text) {
  g_autoptr(DcDocument) document = dc_document_new("test");
  dc_document_take_text(document, g_strdup(text), strlen(text));
  return dc_extract(document);
}

static void
check(const char *name, const char *field, const char *got, const char *want) {
  if (want && strcmp(got, want) != 0)
    g_error("%s: %s is \"%s\", not \"%s\"", name, field, got, want);
}

static void
test_documents(void) {
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcExtract) made = extract(cases[i].text);
    const DcIdentity *id = &made->identity;
    check(cases[i].name, "key", id->key, cases[i].key);
    check(cases[i].name, "type", id->type, cases[i].type);
    check(cases[i].name, "date", id->date, cases[i].date);
    check(cases[i].name, "unit", id->unit, cases[i].unit);
    check(cases[i].name, "level", dc_level_name(id->level), cases[i].level);
    check(cases[i].name, "issuer", id->issuer, cases[i].issuer);
  }
}

/* Decomposed letters change nothing. */
static void
test_forms(void) {
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *nfd = g_utf8_normalize(cases[i].text, -1, G_NORMALIZE_NFD);
    g_autoptr(DcExtract) made = extract(nfd);
    check(cases[i].name, "key", made->identity.key, cases[i].key);
    check(cases[i].name, "unit", made->identity.unit, cases[i].unit);
  }
}

/* Units of mentions, in the order of the text. */
static void
test_units(void) {
  static const char text[] = "ĐẢNG BỘ TỈNH HƯNG YÊN\nHUYỆN ỦY PHÙ CỪ\n*\nSố 20-KH/HU\nPhù Cừ, ngày 02 tháng "
                             "12 năm 2024\nKẾ HOẠCH\nVề việc dạy nghề\n\n"
                             "Thực hiện Kết luận số 91-KL/TW, Kế hoạch số 364-KH/TU, Quyết định số "
                             "12/QĐ-UBND của UBND tỉnh, Kế hoạch số 9/KH-UBND của "
                             "UBND huyện, Công văn số 5/CV-UBND của UBND tỉnh Thái Bình, Báo cáo số 3-BC/ĐU "
                             "của Đảng ủy xã Tống Phan, Thông tư số "
                             "01/2020/TT-BYT, Luật Giáo dục, Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX và "
                             "Kế hoạch số 20-KH/HU, Quyết định số "
                             "12/QĐ-UBND:\n";
  static const char *const units[] = {
      "Hưng Yên/Phù Cừ",    "TW", "Hưng Yên", "Hưng Yên", "Hưng Yên/Phù Cừ", "Thái Bình",
      "Hưng Yên/Tống Phan", "TW", "TW",       "Hưng Yên", "Hưng Yên/Phù Cừ", "Hưng Yên"};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(units));
  for (guint i = 0; i < made->mentions->len; i++) {
    const DcMention *m = &g_array_index(made->mentions, DcMention, i);
    check(m->key, "unit", m->unit, units[i]);
    gboolean own = strcmp(m->key, "20-KH/HU") == 0;
    g_assert_cmpint(m->relation == DC_RELATION_SELF, ==, own);
  }
}

/* In a commune's document "huyện" is the only district that the text names; a name may begin as a stop word
 * does; Đảng ủy without a name is the commune's own. */
static void
test_commune(void) {
  static const char text[] = "ỦY BAN NHÂN DÂN\nXÃ CÁT VÂN\nSố: 14/KH-UBND\nCát Vân, ngày 12 tháng 02 năm "
                             "2019\nKẾ HOẠCH\nGiảm nghèo\n\nCăn cứ quyết định số: 289-QĐ/TU của Ban chấp "
                             "hành Đảng bộ Tỉnh về giảm nghèo tỉnh Thanh Hóa;\nCăn cứ nghị quyết số 12-NQ/HU "
                             "của Ban chấp hành Đảng bộ huyện khóa XXII;\nCăn cứ nghị quyết số 53/NQ-HĐND "
                             "của HĐND huyện khóa XX;\nCăn cứ Quyết định số 37/QĐ-UBND của UBND\nhuyện Như "
                             "Xuân về kế hoạch;\nCăn cứ Nghị quyết số: 41/NQ-ĐU, ngày 25/12/2018 về nhiệm "
                             "vụ;\nCăn cứ Nghị quyết số: 25/2018/NQ- HĐND của HĐND xã Cát Vân.\n";
  static const char *const units[] = {"Thanh Hóa/Cát Vân",  "Thanh Hóa",          "Thanh Hóa/Như Xuân",
                                      "Thanh Hóa/Như Xuân", "Thanh Hóa/Như Xuân", "Thanh Hóa/Cát Vân",
                                      "Thanh Hóa/Cát Vân"};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(units));
  for (guint i = 0; i < made->mentions->len; i++) {
    const DcMention *m = &g_array_index(made->mentions, DcMention, i);
    check(m->key, "unit", m->unit, units[i]);
  }
}

/* "Thành ủy" without a name is the city's own, whether it is a province or a district. */
static void
test_city(void) {
  static const char *const texts[] = {
      "THÀNH ỦY VINH\nSố 1-KH/ThU\nVinh, ngày 01 tháng 3 năm 2022\nKẾ HOẠCH\nVề tỉnh Nghệ An\n\nThực hiện "
      "Nghị quyết số "
      "7-NQ/ThU của Ban Chấp hành Đảng bộ thành phố, Quyết định số 9/QĐ-UBND của UBND thành phố:\n",
      "THÀNH ỦY ĐÀ NẴNG\nSố 1-KH/TU\nĐà Nẵng, ngày 01 tháng 3 năm 2022\nKẾ HOẠCH\nVề du lịch\n\nThực hiện "
      "Nghị quyết số "
      "7-NQ/TU của Ban Thường vụ Thành ủy, Quyết định số 9/QĐ-UBND của UBND thành phố:\n"};
  static const char *const units[] = {"Nghệ An/Vinh", "Đà Nẵng"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(DcExtract) made = extract(texts[i]);
    g_assert_cmpuint(made->mentions->len, ==, 3);
    for (guint k = 0; k < made->mentions->len; k++)
      g_assert_cmpstr(g_array_index(made->mentions, DcMention, k).unit, ==, units[i]);
  }
}

/* Who acts in the sentence tells whose document it is; a letter's sender stands first in its symbol. */
static void
test_actors(void) {
  static const char text[] = "ĐẢNG BỘ TỈNH BẮC NINH\nĐẢNG ỦY PHƯỜNG HẠP LĨNH\nSố 3-BC/ĐU\nHạp Lĩnh, ngày 02 "
                             "tháng 10 năm 2025\nBÁO CÁO\nVề dạy "
                             "nghề\n\nĐảng ủy ban hành Chương trình số 05-CTr/ĐU, ngày 29/8/2025; UBND "
                             "phường ban hành Kế hoạch số 41/KH-UBND ngày "
                             "12/9/2025. Đề nghị UBND tỉnh thay thế Quyết định số 28/2019/QĐ-UBND; Kế hoạch "
                             "số 77/KH-UBND; Công văn số 4468/BTC-PTHT; "
                             "Báo cáo số 9/BC-VHXH của Ban Văn hóa - Xã hội HĐND tỉnh:\n";
  static const char *const units[] = {
      "Bắc Ninh/Hạp Lĩnh", "Bắc Ninh/Hạp Lĩnh", "Bắc Ninh/Hạp Lĩnh", "Bắc Ninh", "?", "TW", "Bắc Ninh"};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(units));
  for (guint i = 0; i < made->mentions->len; i++) {
    const DcMention *m = &g_array_index(made->mentions, DcMention, i);
    check(m->key, "unit", m->unit, units[i]);
  }
}

/* "13417/UBND-VP": the letter is of the body, which its office wrote; the only province named is meant. */
static void
test_office_of_body(void) {
  static const char text[] = "UBND tỉnh ban hành Công văn số 13417/UBND-VP về việc phòng dịch.\n\nTừ ngày 19 "
                             "tháng 7 năm 2021, tỉnh Bắc Kạn áp dụng giãn cách.\n";
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, 1);
  const DcMention *m = &g_array_index(made->mentions, DcMention, 0);
  check(m->key, "unit", m->unit, "Bắc Kạn");
}

/* Below a central act's title, "UBND tỉnh" is the only province that the text names a document of. */
static void
test_province_cited(void) {
  static const char text[] =
      "Công điện của Thủ tướng Chính phủ về vận tải hành khách\n\nNgày 11/10/2021, UBND tỉnh Tuyên Quang có "
      "Công "
      "văn số 3863/UBND-ĐTXD về việc triển khai thực hiện Công điện số 1322/CĐ-TTg ngày 10/10/2021 của Thủ "
      "tướng "
      "Chính phủ.\n\nThực hiện chỉ đạo tại Văn bản số 3859/UBND-ĐTXD ngày 09/10/2021 của Ủy ban nhân dân "
      "tỉnh.\n";
  static const char *const units[] = {"Tuyên Quang", "TW", "Tuyên Quang"};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(units));
  for (guint i = 0; i < made->mentions->len; i++) {
    const DcMention *m = &g_array_index(made->mentions, DcMention, i);
    check(m->key, "unit", m->unit, units[i]);
  }
}

/* A blank number with the document's own symbol and year is its own; the same number of another day is not.
 */
static void
test_self(void) {
  static const char text[] =
      "BỘ Y TẾ\nSố: 10/2021/TT-BYT\nHà Nội, ngày 21 tháng 7 năm 2021\nTHÔNG TƯ\nVề thuốc\n\nĐiều 1. Thuốc\n"
      "(Kèm theo Thông tư số …/2021/TT-BYT), Thông tư số 10/2021/TT-BYT ngày 21/7/2021, Thông tư số "
      "10/2021/TT-BYT ngày 01/02/2021, Quyết định số …/QĐ-BYT\n";
  static const gboolean own[] = {TRUE, TRUE, TRUE, FALSE, FALSE};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(own));
  for (guint i = 0; i < made->mentions->len; i++)
    g_assert_cmpint(g_array_index(made->mentions, DcMention, i).relation == DC_RELATION_SELF, ==, own[i]);
}

/* Bodies that do not say of whom, in a district's and a commune's document. */
static void
test_own_bodies(void) {
  static const char *const texts[] = {
      "QUẬN ỦY GÒ VẤP\n*\nSố 1-KH/QU\nGò Vấp, ngày 01 tháng 3 năm 2022\nKẾ HOẠCH\nVề nhà ở\n\nThực hiện Nghị "
      "quyết số "
      "7-NQ/TU của Thành ủy, Quyết định số 9/QĐ-UBND của UBND Thành phố:\n",
      "HỘI ĐỒNG NHÂN DÂN\nXÃ TAM QUANG\nSố: 14/NQ-HĐND\nTam Quang, ngày 24 tháng 12 năm 2025\nNGHỊ QUYẾT\nVề "
      "kế hoạch của tỉnh "
      "Nghệ An\nXét Báo cáo thẩm tra số 07/BC-BKTNS của Ban Kinh tế - Ngân sách:\n",
      "UBND HUYỆN YÊN THÀNH\nSố: 2077/QĐ-UBND\nYên Thành, ngày 11 tháng 4 năm 2022\nQUYẾT ĐỊNH\nVề việc phê "
      "duyệt\nXét đề nghị của "
      "Phòng Văn hóa - Thông tin tại Báo cáo thẩm định số 31/TĐ-KTHT:\n"};
  static const char *const units[][3] = {{"TP. Hồ Chí Minh/Gò Vấp", "TP. Hồ Chí Minh", "TP. Hồ Chí Minh"},
                                         {"Nghệ An/Tam Quang", "Nghệ An/Tam Quang"},
                                         {"Nghệ An/Yên Thành", "Nghệ An/Yên Thành"}};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(DcExtract) made = extract(texts[i]);
    g_assert_cmpuint(made->mentions->len, ==, i == 0 ? 3 : 2);
    for (guint k = 0; k < made->mentions->len; k++)
      check(texts[i], "unit", g_array_index(made->mentions, DcMention, k).unit, units[i][k]);
  }
}

/* "TƯ" stays the centre's unless a provincial committee is the issuer. */
static void
test_committees(void) {
  static const char text[] = "TỈNH ỦY CAO BẰNG\n*\nSố 77-KL/TƯ\nCao Bằng, ngày 3 tháng 5 năm 2022\nKẾT "
                             "LUẬN\nvề du lịch\n\nSau 5 năm thực hiện "
                             "Nghị quyết số 13-NQ/TƯ của Tỉnh ủy, Nghị quyết số 8-NQ/TƯ của Bộ Chính trị, "
                             "Chỉ thị số 5-CT/TƯ và 13-NQ/TƯ:\n";
  static const char *const keys[] = {"77-KL/TU", "13-NQ/TU", "8-NQ/TW", "5-CT/TW", "13-NQ/TU"};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(keys));
  for (guint i = 0; i < made->mentions->len; i++)
    g_assert_cmpstr(g_array_index(made->mentions, DcMention, i).key, ==, keys[i]);
}

/* Over an annex a blank number is the document's own, whatever its date. */
static void
test_blank_annex(void) {
  static const char text[] =
      "ỦY BAN MTTQ VIỆT NAM\nXÃ LƯƠNG MINH\nSố:    /HD-MTTQ-BTT\nLương Minh, ngày 22 tháng 12 năm "
      "2025\nHƯỚNG DẪN\nVề hồ sơ\n\nTheo Hướng dẫn số …/HD-MTTQ-BTT của tỉnh.\n\nPHỤ LỤC\n(Kèm theo "
      "Hướng dẫn số   /HD-MTTQ-BTT ngày 20/12/2025)\n";
  static const gboolean own[] = {TRUE, FALSE, TRUE};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(own));
  for (guint i = 0; i < made->mentions->len; i++)
    g_assert_cmpint(g_array_index(made->mentions, DcMention, i).relation == DC_RELATION_SELF, ==, own[i]);
}

/* Districts that are named without their province, in a document of another one. */
static void
test_foreign_places(void) {
  static const char text[] =
      "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nSố: 1/QĐ-UBND\nAn Giang, ngày 3 tháng 5 năm 2022\nQUYẾT "
      "ĐỊNH\nVề du lịch\nĐiều 1. Văn bản số 4/UBND-VX của UBND huyện Chợ Mới, số 5/UBND-VX của UBND huyện "
      "Kim Động, số 6/UBND-VX của UBND huyện Vô Danh, số 7/UBND-VX của UBND xã Tân Lập, huyện Yên Thế, "
      "tỉnh.\n";
  static const char *const units[] = {"An Giang", "An Giang/Chợ Mới", "Hưng Yên/Kim Động", "An Giang/Vô Danh",
                                      "Bắc Giang/Tân Lập"};
  g_autoptr(DcExtract) made = extract(text);
  g_assert_cmpuint(made->mentions->len, ==, G_N_ELEMENTS(units));
  for (guint i = 0; i < made->mentions->len; i++)
    check("foreign", "unit", g_array_index(made->mentions, DcMention, i).unit, units[i]);
}

/* The stamps of a gazette without the pages that they were put on. */
static void
test_headers_only(void) {
  g_autoptr(DcExtract) stamps =
      extract("CÔNG BÁO/Số 3/Ngày 11-06-2026\n3\n\nKý bởi: A\n\nTM. CHÍNH PHỦ\nSố: 3/NQ-CP\n");
  g_assert_true(stamps->headers_only);
  g_assert_cmpuint(stamps->mentions->len, ==, 0);
  g_autoptr(DcExtract) text = extract("Số: 3/NQ-CP\n");
  g_assert_false(text->headers_only);
}

static void
test_places(void) {
  static const struct {
    const char *phrase;
    DcLevel level;
    const char *province, *name;
  } places[] = {
      {"UBND tỉnh", DC_LEVEL_PROVINCE, NULL, ""},
      {"Ủy ban nhân dân Thành phố Hồ Chí Minh", DC_LEVEL_PROVINCE, "TP. Hồ Chí Minh", ""},
      {"UBND TP. Hà Tĩnh", DC_LEVEL_DISTRICT, NULL, "Hà Tĩnh"},
      {"Đảng ủy xã Tân Lập, huyện Yên Thế, tỉnh Bắc Giang", DC_LEVEL_COMMUNE, "Bắc Giang", "Tân Lập"},
      {"Bộ trưởng Bộ Y tế", DC_LEVEL_CENTRAL, NULL, ""},
      {"Ban Bí thư", DC_LEVEL_CENTRAL, NULL, ""},
      {"UBND Quận 1", DC_LEVEL_DISTRICT, NULL, "Quận 1"},
      {"Quân ủy Trung ương", DC_LEVEL_CENTRAL, NULL, ""},
      {"nhà trường", DC_LEVEL_NONE, NULL, ""},
      {"", DC_LEVEL_NONE, NULL, ""}};
  for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
    DcPlace place = dc_place_parse(places[i].phrase);
    g_assert_cmpint(place.level, ==, places[i].level);
    g_assert_cmpstr(place.province, ==, places[i].province);
    g_assert_cmpstr(place.name, ==, places[i].name);
  }
}

/* "05-NQ/TƯ" of a provincial committee is 5-NQ/TU, and so is the short form behind it. */
static void
test_mended_short_form(void) {
  g_autoptr(DcDocument) document = dc_document_new("short.txt");
  static const char text[] =
      "TỈNH ỦY HÀ TĨNH\n*\nSố 12-KH/TU\nHà Tĩnh, ngày 02 tháng 3 năm 2023\nKẾ HOẠCH\nvề tuyên truyền\n\nI. "
      "NỘI DUNG\n"
      "1. Nghị quyết số 05-NQ/TƯ ngày 01/2/2023 của Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh về du lịch.\n"
      "2. Tiếp tục thực hiện Nghị quyết 05.\n";
  dc_document_take_text(document, g_strdup(text), strlen(text));
  g_autoptr(DcExtract) extract = dc_extract(document);
  const DcMention *last = &g_array_index(extract->mentions, DcMention, extract->mentions->len - 1);
  g_assert_cmpint(last->cls, ==, DC_CLASS_SHORT);
  g_assert_cmpstr(last->key, ==, "5-NQ/TU");
  g_assert_cmpstr(last->unit, ==, "Hà Tĩnh");
}

/* The title as people say it: without the issuer that it begins with; a law's with its type. */
static void
test_titles(void) {
  static const struct {
    const char *text, *title;
  } titles[] = {
      {"ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 5/2004/QĐ-UB\nCà Mau, ngày 01 tháng 7 năm 2004\n\nQUYẾT ĐỊNH CỦA "
       "ỦY BAN "
       "NHÂN DÂN TỈNH CÀ MAU\nV/v ban hành Chương trình cải cách\n\nCăn cứ Luật số 1/2003/QH11;\n",
       "ban hành Chương trình cải cách"},
      {"BỘ CHÍNH TRỊ\nSố 9-KL/TW\nHà Nội, ngày 02 tháng 8 năm 2023\nKẾT LUẬN\nCỦA BỘ CHÍNH TRỊ\nvề công tác "
       "dân "
       "vận\n\nSau khi nghe báo cáo, Bộ Chính trị kết luận:\n",
       "về công tác dân vận"},
      {"BAN CHẤP HÀNH TRUNG ƯƠNG\nSố 44-NQ/TW\nHà Nội, ngày 24 tháng 11 năm 2023\nNGHỊ QUYẾT\nHỘI NGHỊ LẦN "
       "THỨ TÁM "
       "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XIII\nvề chiến lược bảo vệ Tổ quốc\n\nI. TÌNH HÌNH\n",
       "về chiến lược bảo vệ Tổ quốc"},
      {"TỈNH ỦY NGHỆ AN\nSố 5-CTr/TU\nNghệ An, ngày 02 tháng 8 năm 2023\nCHƯƠNG TRÌNH\ncủa Ban Thường vụ "
       "Tỉnh ủy\n\n"
       "I. MỤC ĐÍCH\n",
       "của Ban Thường vụ Tỉnh ủy"},
      {"NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 94/1998/NĐ-CP NGÀY 17 THÁNG 11 NĂM 1998\nQUY ĐỊNH CHI TIẾT THI HÀNH LUẬT "
       "THUẾ XUẤT "
       "KHẨU, THUẾ NHẬP KHẨU\n\nCHÍNH PHỦ\n\nCăn cứ Luật Tổ chức Chính phủ;\n",
       "QUY ĐỊNH CHI TIẾT THI HÀNH LUẬT THUẾ XUẤT KHẨU, THUẾ NHẬP KHẨU"},
      {"QUỐC HỘI\nLuật số: 31/2024/QH15\nHà Nội, ngày 18 tháng 01 năm 2024\nLUẬT\nĐẤT ĐAI\n\nCăn cứ Hiến "
       "pháp;\n",
       "LUẬT ĐẤT ĐAI"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
    g_autoptr(DcDocument) document = dc_document_new("title.txt");
    dc_document_take_text(document, g_strdup(titles[i].text), strlen(titles[i].text));
    g_autoptr(DcExtract) extract = dc_extract(document);
    g_assert_cmpstr(extract->identity.title, ==, titles[i].title);
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/identity/documents", test_documents);
  g_test_add_func("/identity/forms", test_forms);
  g_test_add_func("/identity/units", test_units);
  g_test_add_func("/identity/commune", test_commune);
  g_test_add_func("/identity/city", test_city);
  g_test_add_func("/identity/actors", test_actors);
  g_test_add_func("/identity/office-of-body", test_office_of_body);
  g_test_add_func("/identity/province-cited", test_province_cited);
  g_test_add_func("/identity/self", test_self);
  g_test_add_func("/identity/own-bodies", test_own_bodies);
  g_test_add_func("/identity/committees", test_committees);
  g_test_add_func("/identity/blank-annex", test_blank_annex);
  g_test_add_func("/identity/foreign-places", test_foreign_places);
  g_test_add_func("/identity/headers-only", test_headers_only);
  g_test_add_func("/identity/places", test_places);
  g_test_add_func("/identity/mended-short-form", test_mended_short_form);
  g_test_add_func("/identity/titles", test_titles);
  return g_test_run();
}
