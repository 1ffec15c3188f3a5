/* How a citation calls the act: a sentence, the number cited in it, the title that must come of it. */
#include "indexer/extract.h"
#include "indexer/laws.h"

#include <string.h>

static const struct {
  const char *text, *key, *title;
} cases[] = {
    {"tại Công văn số 79/UBND-KT ngày 19/6 về việc phòng dịch theo Chỉ thị số 16/CT-TTg của Thủ tướng Chính "
     "phủ.",
     "79/UBND-KT", "về việc phòng dịch theo Chỉ thị số 16/CT-TTg của Thủ tướng Chính phủ"},
    {"Thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị về tiếp tục thực hiện Nghị quyết số "
     "29-NQ/TW, ngày 04/11/2013 về đổi mới căn bản, toàn diện giáo dục; các đơn vị báo cáo.",
     "91-KL/TW",
     "về tiếp tục thực hiện Nghị quyết số 29-NQ/TW, ngày 04/11/2013 về đổi mới căn bản, toàn diện giáo dục"},
    {"Thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị về tiếp tục thực hiện Nghị quyết số "
     "29-NQ/TW, ngày 04/11/2013 về đổi mới căn bản, toàn diện giáo dục; các đơn vị báo cáo.",
     "29-NQ/TW", "về đổi mới căn bản, toàn diện giáo dục"},
    {"Thực hiện Chỉ thị số 5-CT/TW ngày 1/2/2024 về học nghề cho nông dân, Ban Thường vụ Tỉnh ủy ban hành kế "
     "hoạch.",
     "5-CT/TW", "về học nghề cho nông dân"},
    {"Căn cứ Nghị định số 5/2020/NĐ-CP về học nghề cho nông dân và Nghị định số 6/2021/NĐ-CP về đê điều.",
     "5/2020/NĐ-CP", "về học nghề cho nông dân"},
    {"Kế hoạch thực hiện Nghị quyết số 71-NQ/TW của Bộ Chính trị về đột phá giáo dục trên địa bàn tỉnh.",
     "71-NQ/TW", "về đột phá giáo dục"},
    {"Kế hoạch thực hiện Quyết định số 71/QĐ-UBND của UBND tỉnh Hà Tĩnh về dạy nghề trên địa bàn tỉnh.",
     "71/QĐ-UBND", "về dạy nghề trên địa bàn tỉnh"},
    {"Theo Quyết định số 5/QĐ-TTg phê duyệt Đề án “Xây dựng xã hội học tập” (sau đây gọi là Đề án).",
     "5/QĐ-TTg", "phê duyệt Đề án “Xây dựng xã hội học tập”"},
    {"Chỉ thị số 05-CT/TW “Về đẩy mạnh học tập và làm theo tư tưởng” được quán triệt.", "5-CT/TW",
     "Về đẩy mạnh học tập và làm theo tư tưởng"},
    {"(theo Nghị định số 5/2020/NĐ-CP về học nghề cho nông dân) và các văn bản khác", "5/2020/NĐ-CP",
     "về học nghề cho nông dân"},
    {"Nghị quyết số 140/NQ-CP tiếp tục được triển khai thực hiện theo phụ lục.", "140/NQ-CP", ""},
    {"Bản sao Quyết định số 157/2007/QĐ-TTg kèm theo phương án vay vốn của đơn vị.", "157/2007/QĐ-TTg", ""},
    {"Quyết định số 157/2007/QĐ-TTg về tín dụng đối với sinh viên và các văn bản sửa đổi, bổ sung.",
     "157/2007/QĐ-TTg", "về tín dụng đối với sinh viên"},
    {"Nghị quyết số 5/2021/NQ-HĐND về mức chi bầu cử hết hiệu lực từ ngày 1/1/2026.", "5/2021/NQ-HĐND",
     "về mức chi bầu cử"},
    {"Thực hiện Nghị quyết số 66-NQ/TW về thi hành pháp luật ___________ CHÍNH PHỦ", "66-NQ/TW",
     "về thi hành pháp luật"},
    {"Theo Nghị định số 5/2020/NĐ-CP về học\nnghề   cho nông dân.", "5/2020/NĐ-CP",
     "về học nghề cho nông dân"},
    {"3. Nghị định số 5/2020/NĐ-CP về học nghề cho nông dân 08/02/2020 Nội dung", "5/2020/NĐ-CP",
     "về học nghề cho nông dân"},
    {"Nghị định số 5/2020/NĐ-CP về học nghề từ ngày 08/02/2020 cho nông dân.", "5/2020/NĐ-CP",
     "về học nghề từ ngày 08/02/2020 cho nông dân"},
    {"Nghị định số 5/2020/NĐ-CP về học nghề cho nông dân (đã hết hiệu lực).", "5/2020/NĐ-CP",
     "về học nghề cho nông dân"},
    {"Việc này Nghị định số 5/2020/NĐ-CP phê duyệt.", "5/2020/NĐ-CP", ""},
    {"Phân cấp tại Nghị định số 5/2020/NĐ-CP thực hiện; Nghị định số 5/2020/NĐ-CP sửa đổi, bổ sung",
     "5/2020/NĐ-CP", ""},
    {"Theo Nghị định số 5/2020/NĐ-CP, các bộ báo cáo.", "5/2020/NĐ-CP", ""},
};

static void
test_titles(void) {
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcDocument) document = dc_document_new("x.txt");
    dc_document_take_text(document, g_strdup(cases[i].text), strlen(cases[i].text));
    g_autoptr(DcExtract) extract = dc_extract_with_titles(document);
    const char *title = NULL;
    for (guint m = 0; m < extract->mentions->len; m++) {
      const DcMention *mention = &g_array_index(extract->mentions, DcMention, m);
      if (strcmp(mention->key, cases[i].key) == 0)
        title = mention->title;
    }
    g_test_message("%s", cases[i].text);
    g_assert_cmpstr(title, ==, cases[i].title);
  }
}

/* Later mentions of an act whose title is known have none, and no title is longer than a title can be. */
static void
test_bounds(void) {
  g_autoptr(GString) text = g_string_new("Nghị định số 5/2020/NĐ-CP về học nghề cho nông dân; Nghị định số "
                                         "5/2020/NĐ-CP về học nghề; Nghị định số 6/2020/NĐ-CP về");
  for (guint i = 0; i < 1000; i++)
    g_string_append(text, " đê");
  g_autoptr(DcDocument) document = dc_document_new("x.txt");
  gsize len = text->len;
  dc_document_take_text(document, g_string_free(g_steal_pointer(&text), FALSE), len);
  g_autoptr(DcExtract) extract = dc_extract_with_titles(document);
  static const char *const titles[] = {"về học nghề cho nông dân", "", ""};
  g_assert_cmpuint(extract->mentions->len, ==, G_N_ELEMENTS(titles));
  for (guint i = 0; i < G_N_ELEMENTS(titles); i++)
    g_assert_cmpstr(g_array_index(extract->mentions, DcMention, i).title, ==, titles[i]);
}

static void
test_laws(void) {
  g_autofree char *law = dc_laws_title("Luật", "43/2019/QH14"), *code = dc_laws_title("BL", "45/2019/QH14");
  g_assert_cmpstr(law, ==, "Luật Giáo dục");
  g_assert_cmpstr(code, ==, "Bộ luật Lao động");
  g_assert_null(dc_laws_title("NQ", "43/2019/QH14"));
  g_assert_null(dc_laws_title("HP", ""));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cited-title/titles", test_titles);
  g_test_add_func("/cited-title/bounds", test_bounds);
  g_test_add_func("/cited-title/laws", test_laws);
  return g_test_run();
}
