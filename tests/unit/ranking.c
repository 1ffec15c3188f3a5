/* Which document comes first, and why: each corpus shows one rule of ranking. */
#include "query/search.h"
#include "texts.h"

/* Articles of laws, as people cut them into files: no title but how they begin. */
static const TextsFile articles[] = {
    {"aim.txt", "Luật Du lịch\nĐiều 71. Mục đích của Quỹ hỗ trợ phát triển du lịch\n\n1. Xúc tiến du lịch.\n"
                "2. Đào tạo nhân lực.\n"},
    {"rules.txt", "Luật Du lịch\nĐiều 72. Nguyên tắc hoạt động của Quỹ hỗ trợ phát triển du lịch\n\n"
                  "1. Đúng mục đích, công khai, minh bạch, không vì lợi nhuận.\n"},
    {"home.txt",
     "Luật Cư trú\nĐiều 12. Nơi cư trú của người chưa thành niên\n\n1. Nơi cư trú của người chưa thành "
     "niên là nơi cư trú của cha, mẹ.\n"},
    {"civil.txt",
     "Bộ luật dân sự\nĐiều 41. Nơi cư trú của người chưa thành niên\n\n1. Nơi cư trú của người chưa thành "
     "niên là nơi cư trú của cha, mẹ.\n"},
    /* Under a letterhead, a title that no word like "Quyết định" tells. */
    {"year.txt", "ỦY BAN NHÂN DÂN\nTỈNH BÌNH DƯƠNG\nSố: 12/QĐ-UBND\nBình Dương, ngày 08 tháng 6 năm 2022\n\n"
                 "chương trình làm việc năm 2022 của tỉnh\n"},
    {"years.txt", "ỦY BAN NHÂN DÂN\nTỈNH BÌNH DƯƠNG\nSố: 13/QĐ-UBND\nBình Dương, ngày 09 tháng 6 năm 2022\n\n"
                  "QUYẾT ĐỊNH\nVề chương trình làm việc năm 2022 của tỉnh\n"
                  "Chương trình làm việc năm 2022 của tỉnh kèm theo quyết định.\n"},
    {"other.txt", "Luật Viên chức\nĐiều 2. Viên chức\n\nViên chức được tuyển dụng theo vị trí việc làm.\n"},
    {NULL, NULL},
};

static const struct {
  const char *question, *first;
} asked[] = {
    /* The one that is about it comes before the one that says it all in passing. */
    {"Quỹ hỗ trợ phát triển du lịch được dùng vào mục đích gì?", "aim.txt"},
    {"quy ho tro phat trien du lich duoc dung vao muc dich gi", "aim.txt"},
    /* A law that the question names. */
    {"Theo Luật Cư trú, nơi cư trú của người chưa thành niên là ở đâu?", "home.txt"},
    {"Theo Bộ luật dân sự, nơi cư trú của người chưa thành niên là ở đâu?", "civil.txt"},
    {"chương trình làm việc năm 2022 của tỉnh", "year.txt"},
};

static void
test_articles(void) {
  Texts texts = texts_index(articles);
  const DcSearchOptions options = {.limit = 5};
  for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(DcSearchResult) result = dc_search(texts.store, asked[i].question, &options, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(result->hits->len, >, 0);
    const DcHit *hit = result->hits->pdata[0];
    if (!g_str_has_suffix(hit->row->path, asked[i].first))
      g_error("%s: found %s, expected %s", asked[i].question, hit->row->path, asked[i].first);
  }
  texts_clear(&texts);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/ranking/articles", test_articles);
  return g_test_run();
}
