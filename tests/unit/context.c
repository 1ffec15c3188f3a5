/* What is done to each mention, and by whom: bodies of a circular or of a consolidated text, with what they
 * must give. */
#include "indexer/extract.h"
#include "indexer/hierarchy.h"

#include "contexts.h"

#include <string.h>

static const ContextCase cases[] = {
    {"Theo Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu, Luật Đầu tư theo phương thức đối tác công "
     "tư, Luật "
     "Hải quan, Luật Đầu tư; Điều 35.",
     "named:Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu, Luật Đầu tư theo phương thức đối tác công "
     "tư, "
     "Luật Hải quan, Luật Đầu tư cites; named:Luật Đấu thầu amends < named:Luật sửa đổi, bổ sung một số điều "
     "của "
     "Luật Đấu thầu, Luật Đầu tư theo phương thức đối tác công tư, Luật Hải quan, Luật Đầu tư; named:Luật "
     "Đầu tư "
     "theo phương thức đối tác công tư amends < named:Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu, "
     "Luật "
     "Đầu tư theo phương thức đối tác công tư, Luật Hải quan, Luật Đầu tư; named:Luật Hải quan amends < "
     "named:Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu, Luật Đầu tư theo phương thức đối tác công "
     "tư, "
     "Luật Hải quan, Luật Đầu tư; named:Luật Đầu tư amends < named:Luật sửa đổi, bổ sung một số điều của "
     "Luật "
     "Đấu thầu, Luật Đầu tư theo phương thức đối tác công tư, Luật Hải quan, Luật Đầu tư"},
    {"Theo Thông tư số 103/2016/TT-BTC hướng dẫn chi theo Nghị định số 47/2016/NĐ-CP ngày 26/5/2016 của "
     "Chính phủ, "
     "điều chỉnh trợ cấp theo Nghị định số 55/2016/NĐ-CP ngày 15/6/2016.",
     "103/2016/TT-BTC cites; 47/2016/NĐ-CP cites < 103/2016/TT-BTC; 55/2016/NĐ-CP cites < 103/2016/TT-BTC"},
    {"1. Giấy đăng ký hoạt động được sửa đổi, bổ sung, cấp lại theo Mẫu số 01 quy định tại Phụ lục ban hành "
     "kèm "
     "theo Nghị định số 58/2022/NĐ-CP.\n2. Giấy phép được sửa đổi, bổ sung theo Mẫu số 02 ban hành kèm theo "
     "Thông "
     "tư số 1/2019/TT-BTC.\n3. Sửa đổi, bổ sung Giấy phép quy định tại Điều 7 Thông tư số 2/2019/TT-BTC.\n"
     "4. Thay thế Mẫu số 05 ban hành kèm theo Thông tư số 3/2019/TT-BTC.\n5. Thay thế cụm từ “theo mẫu” tại "
     "Phụ "
     "lục ban hành kèm theo Thông tư số 4/2019/TT-BTC.",
     "58/2022/NĐ-CP cites; 1/2019/TT-BTC cites; 2/2019/TT-BTC cites; 3/2019/TT-BTC replaces; 4/2019/TT-BTC "
     "amends"},
    {"- Góp phần thực hiện các nhiệm vụ của Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính "
     "trị về "
     "hội nhập quốc tế trong tình hình mới và các mục tiêu đề ra của Nghị quyết số 26-NQ/TW.",
     "59-NQ/TW cites; 26-NQ/TW cites"},
    {"Theo Thông tư số 96/2015/TT-BTC hướng dẫn thuế tại Nghị định số 12/2015/NĐ-CP quy định chi tiết Luật "
     "số "
     "71/2014/QH13 và sửa đổi, bổ sung một số điều của Thông tư số 78/2014/TT-BTC, Thông tư số "
     "119/2014/TT-BTC.",
     "96/2015/TT-BTC cites; 12/2015/NĐ-CP guides < 96/2015/TT-BTC; 71/2014/QH13 guides < 12/2015/NĐ-CP; "
     "78/2014/TT-BTC amends < 96/2015/TT-BTC; 119/2014/TT-BTC amends < 96/2015/TT-BTC"},
    {"Tiếp tục Nghị quyết số 9/2003/NQ-CP bổ sung Nghị quyết số 16/2000/NQ-CP của Chính phủ và Thông tư số "
     "60/2003/TTLT-BNV-BTC ngày 25/4/2003.",
     "9/2003/NQ-CP cites; 16/2000/NQ-CP amends < 9/2003/NQ-CP; 60/2003/TTLT-BNV-BTC cites"},
    {"Theo Thông tư số 1/2019/TT-BTC về kiểm tra văn bản quy phạm pháp luật Bộ Tài chính áp dụng Luật "
     "số "
     "38/2019/QH14.",
     "1/2019/TT-BTC cites; 38/2019/QH14 cites < 1/2019/TT-BTC"},
    {"Thông tư số 1/2019/TT-BTC hướng dẫn nhiệm vụ 05-05-2026 Trang 26 Văn bản quy phạm pháp luật ỦY BAN DÂN "
     "TỘC Quyết "
     "định số 2/QĐ-TTg.",
     "1/2019/TT-BTC cites; 2/QĐ-TTg cites"},
    {"Thông tư số 1/2019/TT-BTC hướng dẫn nhiệm vụ 05-05-2026 Trang 26 Văn bản quy phạm pháp luật CHÍNH PHỦ "
     "Quyết định "
     "số 2/QĐ-TTg.",
     "1/2019/TT-BTC cites; 2/QĐ-TTg cites"},
    {"1. Sửa đổi, bổ sung khoản 2 Điều 3 Nghị định số 60/2021/NĐ-CP và khoản 1 Điều 4 Thông tư số "
     "6/2017/TT-BTC.",
     "60/2021/NĐ-CP cites; 6/2017/TT-BTC amends"},
    {"1. Bãi bỏ Thông tư số 22/2011/TT-BNN ngày 06/4/2011 sửa đổi, bổ sung một số quy định về thủ tục theo "
     "Nghị "
     "quyết số 57/NQ-CP.",
     "22/2011/TT-BNN repeals; 57/NQ-CP cites < 22/2011/TT-BNN"},
    {"2. Các quy định dưới đây hết hiệu lực thi hành kể từ ngày Thông tư này có hiệu lực thi hành:\n"
     "a) Thông tư số 6/2015/TT-BTTTT quy định danh mục;\nb) Thông tư số 16/2019/TT-BTTTT.",
     "6/2015/TT-BTTTT repeals; 16/2019/TT-BTTTT repeals"},
    {"2. Thông tư số 5/2014/TT-BTC ngày 24 tháng 10 năm 2014 hướng dẫn Nghị định số 136/2013/NĐ-CP; Thông tư "
     "số 6/2015/TT-BTC sửa đổi Thông tư số 5/2014/TT-BTC hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
     "5/2014/TT-BTC repeals; 136/2013/NĐ-CP guides < 5/2014/TT-BTC; 6/2015/TT-BTC repeals; 5/2014/TT-BTC "
     "amends "
     "< 6/2015/TT-BTC"},
    {"2. Thông tư số 12/2020/TT-BTNMT quy định bản đồ tỷ lệ 1:10.000, 1:25.000 hết hiệu lực kể từ ngày Thông "
     "tư "
     "này có hiệu lực.",
     "12/2020/TT-BTNMT repeals"},
    {"1. Sửa đổi cụm từ “500 triệu đồng” thành “01 tỷ đồng” tại Điều 3, Điều 4, khoản 1 Điều 8, Điều 9, Điều "
     "10, khoản 3 "
     "Điều 11, khoản 1 và khoản 2 Điều 12, khoản 4 Điều 17, khoản 3 Điều 18 Thông tư số 68/2026/TT-BTC.",
     "68/2026/TT-BTC amends"},
    {"Bộ trưởng Bộ Tài chính ban hành Thông tư hướng dẫn thực hiện một số điều của Quyết định số "
     "57/2013/QĐ-TTg.",
     "57/2013/QĐ-TTg guides"},
    {"12. Tiếp tục rà soát, sửa đổi, ban hành, bãi bỏ các quy định của Thông tư số 57/2013/TT-BTC.",
     "57/2013/TT-BTC cites"},
    {"Khoản 3 Điều 9 được sửa đổi, bổ sung, thay thế, bãi bỏ một phần bởi Nghị định số 97/2023/NĐ-CP.",
     "97/2023/NĐ-CP cites"},
    {"Thông tư này quy định chi tiết Luật Đất đai và Nghị định số 152/2025/NĐ-CP.",
     "named:Luật Đất đai guides; 152/2025/NĐ-CP guides"},
    {"DANH SÁCH HỘ\n(Kèm theo Thông tư số 7/2021/TT-BTC của Bộ Tài chính)\nMẫu số 35: Ban hành kèm theo "
     "Thông tư số "
     "8/2021/TT-BTC\n",
     "7/2021/TT-BTC issued_with; 8/2021/TT-BTC issued_with"},
    {"Theo quy định tại khoản 2 Điều 5 Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Đầu tư số "
     "140/2025/QH15.",
     "named:Luật Giá amends < 140/2025/QH15; named:Luật Đầu tư amends < 140/2025/QH15; 140/2025/QH15 cites"},
    {"2. Bãi bỏ khoản 3 Điều 12 Thông tư số 6/2017/TT-BTC quy định về phí; khoản 1 Điều 3 Thông tư số "
     "34/2018/TT-BTC về "
     "việc sửa đổi một số điều của Thông tư số 42/2015/TT-BTC quy định về in; việc in, thu hồi, hủy bỏ bằng "
     "và Thông tư "
     "số 31/2017/TT-BTC.",
     "6/2017/TT-BTC repeals; 34/2018/TT-BTC repeals; 42/2015/TT-BTC amends < 34/2018/TT-BTC; 31/2017/TT-BTC "
     "cites"},
    {"Điều 7. Thay thế, bãi bỏ một số cụm từ, khoản, phụ lục của Thông tư số 85/2024/TT-BTC",
     "85/2024/TT-BTC amends"},
    {"2. Quy chuẩn về thiết bị ban hành kèm theo Thông tư số 57/2013/TT-BTNMT quy định về môi trường hết "
     "hiệu lực kể từ "
     "ngày Thông tư này có hiệu lực.",
     "57/2013/TT-BTNMT repeals"},
    {"4. Sửa đổi Điều 10 Thông tư số 17/2022/TT-BTC như sau:\n“a) Theo pháp luật về giá; Nghị định số "
     "60/2021/NĐ-CP quy định cơ chế; Nghị định số 32/2019/NĐ-CP.",
     "17/2022/TT-BTC amends; 60/2021/NĐ-CP cites; 32/2019/NĐ-CP cites"},
    {"Thông qua chính sách theo đề xuất của Bộ Công Thương tại các Tờ trình số 2138/TTr-BCT ngày 30 tháng 3 "
     "năm 2026, số 3390/TTr-BCT ngày 14 tháng 5 năm 2026 và số 374/BC-BCT, Báo cáo số 5/BC-BTP.",
     "2138/TTr-BCT proposal; 3390/TTr-BCT proposal; 374/BC-BCT proposal; 5/BC-BTP cites"},
    {"Điều 2. Thay thế, bãi bỏ một số cụm từ tại Thông tư số 72/2015/TT-BTC", "72/2015/TT-BTC amends"},
    {"Điều 1. Sửa đổi, bổ sung, thay thế, bãi bỏ một số khoản, Mục và Phụ lục ban hành kèm theo Thông tư số "
     "9/2005/TT-BNV.",
     "9/2005/TT-BNV amends"},
    {"Theo Nghị định số 127/2007/NĐ-CP quy định chi tiết một số điều của Luật Đầu tư được sửa đổi, bổ sung "
     "bởi "
     "Nghị định số 67/2009/NĐ-CP.",
     "127/2007/NĐ-CP cites; named:Luật Đầu tư guides < 127/2007/NĐ-CP; 67/2009/NĐ-CP cites"},
    {"Điều 1. Bãi bỏ Thông tư số 15/2024/TT-BTC quy định về mẫu; cung cấp thông tin (sau đây viết tắt là "
     "Thông "
     "tư số 15/2024/TT-BTC).",
     "15/2024/TT-BTC repeals; 15/2024/TT-BTC repeals"},
    {"Điều 1. Ngưng hiệu lực thi hành\n1. Đối với Thông tư số 8/2022/TT-BTC quy định về thầu từ ngày 01 "
     "tháng 8 năm "
     "2022.\n2. Đối với Thông tư số 10/2022/TT-BTC.\nĐiều 2. Chuyển tiếp\n1. Trong thời gian ngưng hiệu lực "
     "của "
     "Thông tư số 8/2022/TT-BTC và Thông tư số 10/2022/TT-BTC các văn bản sau có hiệu lực:\na) Thông tư số "
     "1/2015/TT-BTC.",
     "8/2022/TT-BTC suspends; 10/2022/TT-BTC suspends; 8/2022/TT-BTC cites; 10/2022/TT-BTC cites; "
     "1/2015/TT-BTC "
     "cites"},
    {"2. Kể từ ngày Thông tư này có hiệu lực, Thông tư số 15/2019/TT-BTC ngày 18/9/2019 quy định chế độ báo "
     "cáo hết "
     "hiệu lực thi hành.",
     "15/2019/TT-BTC repeals"},
    {"21/2012/QH13 Luật số 21/2012/QH13 luật Sửa đổi, bổ sung một số điều của Luật số 78/2006/QH11.",
     "21/2012/QH13 cites; 21/2012/QH13 cites; 78/2006/QH11 amends < 21/2012/QH13"},
    {"Theo Thông tư số 21/2019/TT-BTC về in, thu hồi, hủy bỏ bằng tốt nghiệp của Thông tư số 19/2015/TT-BTC.",
     "21/2019/TT-BTC cites; 19/2015/TT-BTC cites < 21/2019/TT-BTC"},
    {"2. Các quy định tại khoản 1 Điều 2 và khoản 2 Điều 5 Thông tư số 37/2021/TT-BTC ngày 31 tháng 12 năm "
     "2021 "
     "hướng dẫn điều chỉnh hết hiệu lực thi hành kể từ ngày Thông tư này có hiệu lực.\n3. Theo quy định tại "
     "Thông tư "
     "số 38/2021/TT-BTC về phí thì văn bản cũ hết hiệu lực.",
     "37/2021/TT-BTC repeals; 38/2021/TT-BTC cites"},
    {"Theo Điều 6 Nghị định số 120/2020/NĐ-CP quy định về thành lập được sửa đổi bổ sung bởi Nghị định số "
     "283/2025/NĐ-CP.",
     "120/2020/NĐ-CP cites; 283/2025/NĐ-CP cites"},
};

/* As above: rows of a table. */
static const ContextCase tables[] = {
    {"72\nThông tư\nSố 22/2019/TT-BTC\nBan hành Quy định về phí\n06/02/2020\nĐã được đính chính tại "
     "Quyết\nđịnh số "
     "600/QĐ-BTC về việc đính chính Thông tư\nban hành Quy định về phí\n73\nThông tư\nSố 23/2019/TT-BTC\nBan "
     "hành "
     "Quy định về giá\n",
     "22/2019/TT-BTC cites; 600/QĐ-BTC cites; 23/2019/TT-BTC cites"},
};

/* As above, in the annexes of an act that repeals. */
static const ContextCase annexes[] = {
    {"Phụ lục I\nDANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT BÃI BỎ TOÀN BỘ\n(Kèm theo Thông tư số "
     "18/2021/TT-BTC)\nI. Lĩnh "
     "vực thuế\n1. Thông tư số 28/2005/TT-BTC ngày 04/10/2005 hướng dẫn tiền lương theo Nghị định số "
     "49/2003/NĐ-CP.\n2. Thông tư số 12/2007/TT-BTC về phí.\nII. Lĩnh vực phí\nThông tư số 29/2008/TT-BTC về "
     "phí.\n"
     "Phụ lục II\nDANH MỤC VĂN BẢN ÁP DỤNG\n1. Thông tư số 5/2013/TT-BTC.\n",
     "28/2005/TT-BTC repeals; 49/2003/NĐ-CP cites < 28/2005/TT-BTC; 12/2007/TT-BTC repeals; 29/2008/TT-BTC "
     "repeals; 5/2013/TT-BTC cites"},
};

/* As above, in a preamble. */
static const ContextCase preamble[] = {
    {"Căn cứ Luật Giá ngày 22 tháng 6 năm 2015;\nTheo đề nghị của Cục trưởng;\nBộ trưởng ban hành Quyết định "
     "sửa "
     "đổi một số điều của Quyết định số 63/2010/QĐ-BTC ngày 08 tháng 6 năm 2010 về phí; Quyết định số "
     "20/2008/QĐ-BTC ngày 14 tháng 02 năm 2008 về giá và Quyết định số 55/2011/QĐ-BTC về thuế,\nĐiều 1. Phí",
     "named:Luật Giá based_on; 63/2010/QĐ-BTC amends; 20/2008/QĐ-BTC amends; 55/2011/QĐ-BTC amends"},
    {"Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 "
     "và "
     "Luật Giá số 16/2023/QH15 ngày 29 tháng 6 năm 2024;\nCăn cứ Luật sửa đổi, bổ sung một số điều của Luật "
     "Giá "
     "số 44/2024/QH15;\nQUYẾT ĐỊNH:\n",
     "named:Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 "
     "và "
     "Luật Giá số 16/2023/QH15 based_on; 31/2024/QH15 amends < named:Luật sửa đổi, bổ sung một số "
     "điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Giá số 16/2023/QH15; "
     "27/2023/QH15 amends < named:Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật "
     "Nhà "
     "ở số 27/2023/QH15 và Luật Giá số 16/2023/QH15; 16/2023/QH15 amends < named:Luật sửa đổi, bổ sung một "
     "số "
     "điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Giá số 16/2023/QH15; "
     "named:Luật "
     "Giá amends < 44/2024/QH15; 44/2024/QH15 based_on"},
    {"Căn cứ Luật số 1/2020/QH14;\nSau khi xem xét Tờ trình số 613/TTr-CP ngày 27 tháng 6 năm 2025 của Chính "
     "phủ và Báo cáo thẩm tra số 685/BC-UBVHXH15 ngày 09 tháng 7 năm 2025;\nQUYẾT NGHỊ:\nĐiều 1. Phí",
     "1/2020/QH14 based_on; 613/TTr-CP proposal; 685/BC-UBVHXH15 cites"},
    {"Căn cứ Luật Giá ngày 22 tháng 6 năm 2015;\nLuật Đầu tư ngày 18 tháng 6 năm 2020;\nCăn cứ Nghị định số "
     "34/2016/NĐ-CP của Chính phủ\nquy định về giá; Nghị định số 154/2020/NĐ-CP ngày 31 tháng 12 năm 2020\n"
     "quy định về đầu tư;\nTheo đề nghị của Cục trưởng.\nQUYẾT ĐỊNH:\nĐiều 1. Theo Nghị định số "
     "1/2021/NĐ-CP.",
     "named:Luật Giá based_on; named:Luật Đầu tư based_on; 34/2016/NĐ-CP based_on; 154/2020/NĐ-CP based_on; "
     "1/2021/NĐ-CP cites"},
};

/* As above, in a gazette, its lines broken by hand. */
static const ContextCase gazette[] = {
    {"Điều 1. Bãi bỏ toàn bộ văn bản quy phạm pháp luật\nBãi bỏ toàn bộ 14 văn bản quy phạm pháp luật do Bộ "
     "trưởng "
     "Bộ Lao động -\nThương binh và Xã hội ban hành, liên tịch\nban hành sau đây: \nNgười ký: CỔNG THÔNG TIN "
     "ĐIỆN TỬ "
     "CHÍNH PHỦ\nEmail: a@chinhphu.vn\n\n \n94 \nCÔNG BÁO/Số 227 + 228/Ngày 01-02-2025 \n  \n1. Thông tư số "
     "8/2013/TT-BTC hướng dẫn\nthi hành Nghị định số 46/2013/NĐ-CP\nquy định.\n2. Thông tư số "
     "30/2013/TT-BTC.",
     "8/2013/TT-BTC repeals; 46/2013/NĐ-CP guides < 8/2013/TT-BTC; 30/2013/TT-BTC repeals"},
    {"2. Các Thông tư sau hết hiệu lực kể từ ngày Thông tư này có hiệu lực\nthi hành:\na) Thông tư số "
     "24/2015/TT-BTC ngày 27 tháng 02 năm 2015;\nb) Thông tư số 8/2021/TT-BTC.",
     "24/2015/TT-BTC repeals; 8/2021/TT-BTC repeals"},
    {"Thông tư này thay thế Thông tư số 9/2026/TT-BTC ngày 04 tháng 02 năm 2026 của Bộ Tài chính tạm ngưng "
     "hiệu\nlực "
     "Thông tư số 46/2026/TT-BTC.",
     "9/2026/TT-BTC replaces; 46/2026/TT-BTC suspends < 9/2026/TT-BTC"},
};

/* As above, in a consolidated law. */
static const ContextCase law[] = {
    {"Luật Thuế tiêu thụ đặc biệt số 66/2025/QH15 ngày 14 tháng 6 năm 2025 của Quốc hội, được sửa đổi, bổ "
     "sung "
     "bởi:\nLuật số 9/2026/QH16 ngày 24 tháng 4 năm 2026 của Quốc hội sửa đổi, bổ sung một số điều của Luật "
     "Giá và "
     "Luật Thuế tiêu thụ đặc biệt.\nQuốc hội ban hành Luật Thuế tiêu thụ đặc biệt.\n",
     "66/2025/QH15 cites; 9/2026/QH16 amended_by (66/2025/QH15 amended_by); named:Luật Giá amends < "
     "9/2026/QH16; named:Luật Thuế tiêu "
     "thụ đặc "
     "biệt amends < 9/2026/QH16"},
};

/* As above, beside the text of Quyết định số 72/2013/QĐ-TTg on a portal. */
static const ContextCase portal[] = {
    {"Văn bản thay thế [2] 156/2013/TT-BTC Thông tư số 156/2013/TT-BTC hướng dẫn thi hành một số điều của "
     "Luật Quản "
     "lý thuế; Luật sửa đổi, bổ sung một số điều của Luật Quản lý thuế và Nghị định số 83/2013/NĐ-CP. "
     "4/2014/TT-BTC Thông tư số 4/2014/TT-BTC quy định về phí.",
     "156/2013/TT-BTC replaced_by (no edge); 156/2013/TT-BTC replaced_by (no edge); named:Luật Quản lý thuế "
     "guides < "
     "156/2013/TT-BTC; named:Luật sửa đổi, bổ sung một số điều của Luật Quản lý thuế guides < "
     "156/2013/TT-BTC; "
     "named:Luật Quản lý thuế amends < named:Luật sửa đổi, bổ sung một số điều của Luật Quản lý thuế; "
     "83/2013/NĐ-CP guides < 156/2013/TT-BTC; 4/2014/TT-BTC replaced_by (no edge); 4/2014/TT-BTC replaced_by "
     "(no edge)"},
    {"109/2014/TT-BTC Thông tư số 109/2014/TT-BTC hướng dẫn thực hiện một số điều của Quyết định số "
     "72/2013/QĐ-TTg ngày 26/11/2013 của Thủ tướng Chính phủ quy định cơ chế tài chính.",
     "109/2014/TT-BTC cites (no edge); 109/2014/TT-BTC cites (no edge); 72/2013/QĐ-TTg guides < "
     "109/2014/TT-BTC"},
};

/* As above, in a consolidated text. */
static const ContextCase consolidated[] = {
    {"Thông tư số 1/2019/TT-BTC ngày 21 tháng 01 năm 2019 có hiệu lực từ ngày 08 tháng 3 năm 2019, được sửa "
     "đổi, bổ "
     "sung bởi:\nThông tư số 2/2024/TT-BTC ngày 14 tháng 11 năm 2024.\n\nĐiều 1. (được bãi bỏ)1\n\n"
     "1 Khoản này được bãi bỏ theo quy định tại Điều 3 của Thông tư số 2/2024/TT-BTC về phí.\n\n"
     "2 Phụ lục ban hành kèm theo Thông tư số 1/2019/TT-BTC được bãi bỏ theo Điều 9 của Thông tư số "
     "2/2024/TT-BTC.",
     "1/2019/TT-BTC cites; 2/2024/TT-BTC amended_by (1/2019/TT-BTC amended_by); 2/2024/TT-BTC amended_by "
     "(1/2019/TT-BTC amended_by); 1/2019/TT-BTC cites; 2/2024/TT-BTC amended_by (1/2019/TT-BTC amended_by)"},
    {"Điều 1. Phí1\n\n1 Luật số 32/2013/QH13 quy định về giá có căn cứ ban hành như sau:\n“Căn cứ Hiến pháp "
     "năm 1992 "
     "đã được sửa đổi theo Nghị quyết số 51/2001/QH10;\nQuốc hội ban hành Luật quy định về giá.”.\nLuật số "
     "46/2014/QH13 quy định về phí có căn cứ ban hành như sau:\n“Căn cứ Hiến pháp "
     "năm "
     "2013;\nQuốc hội ban hành Luật quy định về phí.”.",
     "32/2013/QH13 cites; named:Hiến pháp năm 1992 based_on < 32/2013/QH13; 51/2001/QH10 based_on < "
     "32/2013/QH13; "
     "46/2014/QH13 cites; named:Hiến pháp năm 2013 based_on < "
     "46/2014/QH13"},
    {"Luật Giá số 25/2008/QH12 ngày 14 tháng 11 năm 2008 của Quốc hội, có hiệu lực kể từ ngày 01 tháng 7 năm "
     "2009, "
     "được sửa đổi, bổ sung bởi:\n1. Luật số 32/2013/QH13 ngày 19 tháng 6 năm 2013 của Quốc hội về phí, có "
     "hiệu lực kể "
     "từ ngày 01 tháng 01 năm 2014;\n2. Luật Cư trú số 68/2020/QH14 ngày 13 tháng 11 năm 2020 của Quốc hội, "
     "có hiệu "
     "lực kể từ ngày 01 tháng 7 năm 2021.\nCăn cứ Hiến pháp năm 1992;\nQuốc hội ban hành Luật Giá.\n",
     "25/2008/QH12 cites; 32/2013/QH13 amended_by (25/2008/QH12 amended_by); 68/2020/QH14 amended_by "
     "(25/2008/QH12 amended_by); named:Hiến pháp năm 1992 "
     "based_on; "
     "named:Luật Giá cites"},
    {"Điều 1. Phí1\n\n1 Thông tư số 136/2025/TT-BTC quy định về phí có căn cứ ban hành như sau:\n“Căn cứ "
     "Nghị định "
     "số 155/2020/NĐ-CP quy định chi tiết một số điều của Luật Giá được sửa đổi, bổ sung bởi Nghị định số "
     "245/2025/NĐ-CP;\nCăn cứ Nghị định số 29/2025/NĐ-CP quy định chức năng.”",
     "136/2025/TT-BTC cites; 155/2020/NĐ-CP based_on < 136/2025/TT-BTC; named:Luật Giá guides < "
     "155/2020/NĐ-CP; "
     "245/2025/NĐ-CP based_on < 136/2025/TT-BTC; 29/2025/NĐ-CP based_on < 136/2025/TT-BTC"},
    {"Điều 3. Theo quy định tại Thông tư số 26/2016/TT-BTC ngày 01 tháng 9 năm 2016 của Bộ trưởng Bộ Tài "
     "chính\n\n"
     "2 Điều này được sửa đổi tại khoản 1 Điều 6 của Thông tư số 12/2024/TT-BTC, có hiệu lực từ ngày 29 "
     "tháng 12 năm "
     "2024.\n\n90\nCÔNG BÁO/Số 359 + 360/Ngày 27-02-2025\n\nhướng dẫn quản lý lao động đã được bổ sung tại "
     "khoản 3 Điều "
     "1 Thông tư số 06/2024/TT-BTC.",
     "26/2016/TT-BTC cites; 12/2024/TT-BTC amended_by (no edge); 6/2024/TT-BTC cites"},
    {"Thông tư số 1/2019/TT-BTC ngày 21 tháng 01 năm 2019, được sửa đổi, bổ sung bởi:\nThông tư số "
     "2/2024/TT-BTC ngày 14 tháng 11 năm 2024.\n\nĐiều 9. Hiệu lực\n1. Thông tư này có hiệu lực từ ngày 08 "
     "tháng 3 năm 2019 và thay thế Thông tư số 5/2013/TT-BTC.\n2. Bãi bỏ Thông tư số 7/2014/TT-BTC.\n3. Bãi "
     "bỏ "
     "Thông tư số 8/2023/TT-BTC.",
     "1/2019/TT-BTC cites; 2/2024/TT-BTC amended_by (1/2019/TT-BTC amended_by); 5/2013/TT-BTC replaces "
     "(1/2019/TT-BTC replaces); 7/2014/TT-BTC repeals (1/2019/TT-BTC repeals); 8/2023/TT-BTC repeals (no "
     "edge)"},
    {"Điều 9. Mẫu3334\n33 Mẫu này được bãi bỏ theo Điều 1 của Thông tư số 2/2024/TT-BTC, có hiệu lực từ ngày "
     "15/02/2024\n34 Mẫu này được bãi bỏ theo Điều 2 của Thông tư số 2/2024/TT-BTC",
     "2/2024/TT-BTC amended_by (no edge); 2/2024/TT-BTC amended_by (no edge)"},
    {"Điều 9. Hiệu lực\nBãi bỏ Thông tư số 7/2014/TT-BTC.", "7/2014/TT-BTC repeals (no edge)"},
};

static void
test_cases(void) {
  context_check(
      "BỘ TÀI CHÍNH\n\nSố: 18/2021/TT-BTC\n\nHà Nội, ngày 27 tháng 12 năm 2021\n\nTHÔNG TƯ\nQuy định về "
      "phí\n\n"
      "Bộ trưởng Bộ Tài chính ban hành Thông tư.\nĐiều 1. Phí\n",
      cases, G_N_ELEMENTS(cases));
  context_check("", tables, G_N_ELEMENTS(tables));
  context_check(
      "BỘ TÀI CHÍNH\n\nSố: 18/2021/TT-BTC\n\nHà Nội, ngày 27 tháng 12 năm 2021\n\nTHÔNG TƯ\nBãi bỏ văn "
      "bản\n\n"
      "Bộ trưởng Bộ Tài chính ban hành Thông tư.\nĐiều 1. Phí\n",
      annexes, G_N_ELEMENTS(annexes));
}

static void
test_preamble(void) {
  context_check("BỘ TÀI CHÍNH\n\nSố: 18/QĐ-BTC\n\nHà Nội, ngày 27 tháng 12 năm 2021\n\nQUYẾT ĐỊNH\nVề phí\n\n"
                "BỘ TRƯỞNG BỘ TÀI CHÍNH\n\n",
                preamble, G_N_ELEMENTS(preamble));
}

static void
test_gazette(void) {
  context_check(
      "92 \nCÔNG BÁO/Số 227 + 228/Ngày 01-02-2025 \n\nBỘ TÀI CHÍNH\n\nSố: 18/2021/TT-BTC\n\nHà Nội, ngày 27 "
      "tháng 12 năm 2021\n\nTHÔNG TƯ\nQuy định về phí\n\nBộ trưởng Bộ Tài chính ban hành Thông tư\nquy "
      "định về phí.\n",
      gazette, G_N_ELEMENTS(gazette));
}

static void
test_law(void) {
  context_check(
      "VĂN PHÒNG QUỐC HỘI\n\nSố: 111/VBHN-VPQH\n\nHà Nội, ngày 27 tháng 5 năm 2026\n\nLUẬT\nTHUẾ TIÊU THỤ "
      "ĐẶC "
      "BIỆT\n\n",
      law, G_N_ELEMENTS(law));
}

static void
test_portal(void) {
  context_check(
      "Quyết định số 72/2013/QĐ-TTg quy định cơ chế, chính sách tài chính. trang chủ Công báo Ban hành: "
      "26/11/2013 - Hiệu lực: 15/01/2014 Quyết định số 72/2013/QĐ-TTg quy định cơ chế, chính sách tài "
      "chính. Nằm trong các Công báo: 887 + 888 Lược đồ Thuộc tính Lược đồ Văn bản căn cứ văn bản này [0] "
      "Văn bản dẫn chiếu [0] Văn bản hướng dẫn [1] ",
      portal, G_N_ELEMENTS(portal));
}

/* A portal's table of attributes has the title again, which says what the page's own title says. */
static void
test_summary(void) {
  static const ContextCase summaries[] = {
      {"Trích yếu hướng dẫn thi hành một số điều của Nghị định số 91/2011/NĐ-CP và Nghị định số "
       "12/2012/NĐ-CP. "
       "Người ký A Ngày hiệu lực 15/01/2014 Theo Nghị định số 5/2010/NĐ-CP.",
       "91/2011/NĐ-CP guides; 12/2012/NĐ-CP guides; 5/2010/NĐ-CP cites"},
      {"Trích yếu Sửa đổi, bổ sung một số nội dung tại Thông tư số 3/2012/TT-BTC Người ký A",
       "3/2012/TT-BTC amends"},
      {"Trích yếu sửa đổi thuế suất của Biểu thuế ban hành kèm theo Thông tư số 3/2012/TT-BTC Người ký A",
       "3/2012/TT-BTC amends"},
      {"Trích yếu về mức thuế tại Biểu thuế ban hành kèm theo Thông tư số 3/2012/TT-BTC Người ký A",
       "3/2012/TT-BTC cites"},
      {"Trích yếu Hướng dẫn một số nội dung tại Nghị định số 9/2012/NĐ-CP Người ký A", "9/2012/NĐ-CP guides"},
      {"Trích yếu sửa đổi, bổ sung một số điều của Thông tư số 3/2012/TT-BTC về phí; Thông tư số "
       "4/2012/TT-BTC "
       "ngày 05/6/2012 về lệ phí. Người ký A",
       "3/2012/TT-BTC amends; 4/2012/TT-BTC amends"},
      {"Trích yếu hướng dẫn mức chi quy định tại khoản 2 Điều 5 Nghị định số 9/2012/NĐ-CP Người ký A",
       "9/2012/NĐ-CP cites"},
      {"Thông tư số 7/2010/TT-BTC quy định chi tiết các nội dung tại điểm c khoản 1 Điều 31 Nghị định số "
       "6/2009/NĐ-CP.",
       "7/2010/TT-BTC cites; 6/2009/NĐ-CP guides < 7/2010/TT-BTC"},
  };
  context_check(
      "Thông tư số 72/2013/TT-BTC quy định về phí. trang chủ Công báo Ban hành: 26/11/2013 - Hiệu lực: "
      "15/01/2014 Nằm trong các Công báo: 887 + 888 Lược đồ Văn bản dẫn chiếu [0] Thuộc tính Loại văn bản "
      "Thông tư Số, ký hiệu 72/2013/TT-BTC Cơ quan ban hành BỘ TÀI CHÍNH Ngày ban hành 26/11/2013 ",
      summaries, G_N_ELEMENTS(summaries));
  static const ContextCase laws[] = {
      {"Trích yếu Luật sửa đổi, bổ sung một số điều của Luật Giá. Người ký A", "named:Luật Giá amends"},
      {"Trích yếu Luật Giá. Người ký A", ""},
  };
  context_check(
      "Luật số 72/2013/QH13 luật về phí. trang chủ Công báo Ban hành: 26/11/2013 - Hiệu lực: 15/01/2014 Nằm "
      "trong các Công báo: 887 + 888 Lược đồ Văn bản dẫn chiếu [0] Thuộc tính Loại văn bản Luật Số, ký hiệu "
      "72/2013/QH13 Cơ quan ban hành QUỐC HỘI Ngày ban hành 26/11/2013 ",
      laws, G_N_ELEMENTS(laws));
}

static void
test_consolidated(void) {
  context_check(
      "BỘ TÀI CHÍNH\n\nSố: 40/VBHN-BTC\n\nHà Nội, ngày 27 tháng 12 năm 2024\n\nTHÔNG TƯ\nQuy định về phí\n\n",
      consolidated, G_N_ELEMENTS(consolidated));
}

/* The rows of the hierarchy: each example has the rank of its row, and what is lower changes nothing. */
static void
test_hierarchy(void) {
  const GPtrArray *rows = dc_hierarchy_rows();
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    g_auto(GStrv) examples = g_strsplit(row[3], "|", -1);
    for (guint k = 0; examples[k]; k++) {
      g_auto(GStrv) act = g_strsplit(examples[k], " ", 2);
      g_test_message("%s", examples[k]);
      g_assert_cmpuint(dc_hierarchy_rank(act[0], act[1] ? act[1] : ""), ==,
                       g_ascii_strtoull(row[0], NULL, 10));
    }
  }
  static const struct {
    const char *type, *key;
  } unranked[] = {{"NQ", "29-NQ/TW"}, {"NQ", "66.1/2025/NQ-CP"}, {"KH", "188-KH/TU"}, {"QĐ", "5/QĐ-BTC"}};
  for (gsize i = 0; i < G_N_ELEMENTS(unranked); i++)
    g_assert_cmpuint(dc_hierarchy_rank(unranked[i].type, unranked[i].key), ==, 0);
  g_assert_true(dc_hierarchy_may_change(2, 2));
  g_assert_true(dc_hierarchy_may_change(2, 6));
  g_assert_false(dc_hierarchy_may_change(6, 2));
  g_assert_true(dc_hierarchy_may_change(0, 2));
  g_assert_true(dc_hierarchy_may_change(6, 0));
}

static DcExtract *
extract_of(const char *text) {
  g_autoptr(DcDocument) document = dc_document_new("x.txt");
  dc_document_take_text(document, g_strdup(text), strlen(text));
  return dc_extract(document);
}

/* A list of places is read to its end, whatever its length: cut short, the change would be of the whole act.
 */
static void
test_long_pinpoint(void) {
  g_autoptr(GString) places = g_string_new("khoản 1 Điều 1");
  for (int i = 2; i <= 150; i++)
    g_string_append_printf(places, ", khoản %d Điều %d", i % 9 + 1, i);
  g_autofree char *text = g_strdup_printf("Bãi bỏ %s Nghị định số 60/2021/NĐ-CP.", places->str);
  g_autoptr(DcExtract) extract = extract_of(text);
  g_assert_cmpuint(extract->mentions->len, ==, 1);
  g_assert_cmpstr(g_array_index(extract->mentions, DcMention, 0).pinpoint, ==, places->str);
  g_assert_cmpuint(extract->limit_hits, ==, 0);
  g_assert_null(dc_extract_limit_message(extract));
}

/* A number that does not tell its type has that of the document. */
static void
test_own_type(void) {
  g_autoptr(DcExtract) extract = extract_of(
      "THỦ TƯỚNG CHÍNH PHỦ\nSố: 159/TTg\nHà Nội, ngày 6 tháng 4 năm 1994\n\nQUYẾT ĐỊNH\nVề việc thành "
      "lập\n\nĐiều 1. Tổ chức");
  g_assert_cmpuint(extract->mentions->len, ==, 1);
  g_assert_cmpstr(g_array_index(extract->mentions, DcMention, 0).type, ==, "QĐ");
}

static void
test_search_form(void) {
  g_autoptr(DcExtract) extract = extract_of(
      "Cơ quan -- Tất cả các cơ quan -- BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT SỐ 136/2024/QH15 VÀ LUẬT ĐẤT ĐAI "
      "Loại -- Tất cả các loại -- Nghị định\n\nTheo Nghị định số 1/2020/NĐ-CP.");
  g_assert_cmpuint(extract->mentions->len, ==, 1);
}

/* Titles within titles are followed to some depth; what is below counts as cut off, and no chain is longer.
 */
static void
test_deep_nesting(void) {
  for (guint depth = 20; depth <= 60; depth += 40) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 1; i <= depth; i++)
      g_string_append_printf(text, "Kế hoạch số %u/KH-UBND về thực hiện ", i);
    g_string_append(text, "Nghị quyết số 5-NQ/TU.");
    g_autoptr(DcExtract) extract = extract_of(text->str);
    g_assert_cmpuint(extract->mentions->len, ==, depth + 1);
    guint links = 0;
    for (int i = (int)depth; i >= 0; i = g_array_index(extract->mentions, DcMention, i).container)
      links++;
    g_assert_cmpuint(links, ==, MIN(depth, 32) + 1);
    g_assert_cmpuint(extract->limit_hits, ==, depth > 32 ? depth - 32 : 0);
    g_autofree char *message = dc_extract_limit_message(extract);
    g_assert_true((message != NULL) == (depth > 32));
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/context/cases", test_cases);
  g_test_add_func("/context/preamble", test_preamble);
  g_test_add_func("/context/gazette", test_gazette);
  g_test_add_func("/context/law", test_law);
  g_test_add_func("/context/portal", test_portal);
  g_test_add_func("/context/summary", test_summary);
  g_test_add_func("/context/consolidated", test_consolidated);
  g_test_add_func("/context/hierarchy", test_hierarchy);
  g_test_add_func("/context/long-pinpoint", test_long_pinpoint);
  g_test_add_func("/context/own-type", test_own_type);
  g_test_add_func("/context/search-form", test_search_form);
  g_test_add_func("/context/deep-nesting", test_deep_nesting);
  return g_test_run();
}
