#include "indexer/named.h"

#include <string.h>

#include "corpus/lexicon/csv.h"
#include "indexer/citation.h"
#include "indexer/laws.h"

extern const char dc_laws_csv[];
extern const gsize dc_laws_csv_len;
extern const char dc_runs_on_csv[];
extern const gsize dc_runs_on_csv_len;

typedef struct {
  DcView *view;
  DcLayout *layout;
  GStringChunk *strings;
  GArray *mentions;
} Scanned;

static Scanned
scan(const char *text) {
  Scanned s = {.view = dc_view_new(text, strlen(text)), .strings = g_string_chunk_new(256)};
  s.layout = dc_layout_new(s.view);
  s.mentions = g_array_new(FALSE, FALSE, sizeof(DcMention));
  dc_citation_scan(s.view, s.layout, s.strings, s.mentions);
  dc_named_scan(s.view, s.layout, s.strings, s.mentions);
  dc_named_settle(s.view, "", s.mentions);
  return s;
}

static void
scanned_clear(Scanned *s) {
  g_array_unref(s->mentions);
  dc_layout_free(s->layout);
  dc_view_free(s->view);
  g_string_chunk_free(s->strings);
}

/* The named mentions of a text, with their dates, as "name@date|name". */
static char *
names_in(const char *text) {
  Scanned s = scan(text);
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < s.mentions->len; i++) {
    const DcMention *m = &g_array_index(s.mentions, DcMention, i);
    if (m->cls != DC_CLASS_NAMED)
      continue;
    g_assert_true(g_str_has_prefix(m->key, "named:"));
    g_string_append_printf(names, "%s%s%s%s", names->len ? "|" : "", m->key + strlen("named:"),
                           *m->date ? "@" : "", m->date);
  }
  scanned_clear(&s);
  return g_string_free(names, FALSE);
}

static const struct {
  const char *text, *names;
} cases[] = {
    {"Theo Luật Giáo dục và Luật Giáo dục nghề nghiệp.", "Luật Giáo dục|Luật Giáo dục nghề nghiệp"},
    {"theo Luật Thi đua khen thưởng và Luật Thể dục thể thao 2018",
     "Luật Thi đua khen thưởng|Luật Thể dục thể thao 2018@2018"},
    {"Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003; Luật tổ chức HĐND và UBND công bố",
     "Luật Tổ chức HĐND và UBND@2003-11-26|Luật tổ chức HĐND và UBND"},
    {"Căn cứ Luật Ban hành văn bản quy phạm pháp luật của HĐND và UBND ngày 03/12/2004; Luật ban hành văn "
     "bản "
     "QPPL năm 2015",
     "Luật Ban hành văn bản quy phạm pháp luật của HĐND và UBND@2004-12-03|Luật ban hành văn bản QPPL năm "
     "2015@2015"},
    {"Luật Giáo dục năm 2019, Luật Đất đai 2013;", "Luật Giáo dục năm 2019@2019|Luật Đất đai 2013@2013"},
    {"Căn cứ Luật Tổ\nchức Chính phủ ngày 18 tháng 02 năm\n2025;", "Luật Tổ chức Chính phủ@2025-02-18"},
    {"Căn cứ Luật Đầu tư số 61/2020/QH14;", ""},
    {"Căn cứ Luật Đầu tư (Luật số 61/2020/QH14);", ""},
    {"theo quy định của pháp luật giáo dục và dự án Luật Nhà giáo", ""},
    {"Bộ luật Lao động ngày 20 tháng 11 năm 2019", "Bộ luật Lao động@2019-11-20"},
    {"BỘ LUẬT DÂN SỰ, LUẬT HỢP TÁC XÃ", "BỘ LUẬT DÂN SỰ|LUẬT HỢP TÁC XÃ"},
    {"Pháp\nlệnh Ngoại hối quy định", "Pháp lệnh Ngoại hối"},
    {"Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Đất đai ngày 22 tháng 11 năm "
     "2019;",
     "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Đất đai@2019-11-22|"
     "Luật Tổ chức Chính phủ|Luật Đất đai"},
    {"Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15 và Luật Đất đai số 31/2024/QH15 ngày 29 "
     "tháng 6 năm 2024;",
     "Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15 và Luật Đất đai số "
     "31/2024/QH15@2024-06-29"},
    {"thi hành Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự và Luật sửa đổi, bổ sung một số điều "
     "của Bộ "
     "luật Tố tụng hình sự",
     "Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự|Bộ luật Hình sự|Luật sửa đổi, bổ sung một số "
     "điều "
     "của Bộ luật Tố tụng hình sự|Bộ luật Tố tụng hình sự"},
    {"Căn cứ Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20 tháng 11 năm "
     "2018; Luật "
     "sửa đổi, bổ sung một số điều của các Luật về thuế.",
     "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch@2018-11-20|Luật sửa đổi, bổ "
     "sung "
     "một số điều của các Luật về thuế"},
    {"theo Luật sửa đổi, bổ sung một số điều của 11 Luật về quân sự, quốc phòng; Luật sửa đổi, bổ sung một "
     "số điều "
     "của 8 luật về giáo dục thì áp dụng",
     "Luật sửa đổi, bổ sung một số điều của 11 Luật về quân sự, quốc phòng|Luật sửa đổi, bổ sung một số điều "
     "của 8 "
     "luật về giáo dục"},
    {"Luật sửa đổi, bổ sung một số điều của 11 luật có liên quan đến quy hoạch số 28/2018/QH14", ""},
    {"sửa đổi, bổ sung một số điều của các luật này; sửa đổi các luật thì", ""},
    {"Nay Hiến pháp mới đã được ban hành; Hiến pháp", "Hiến pháp"},
    {"theo Luật đầu tư nước ngoài tại Việt Nam, Luật Đầu tư mạo hiểm, luật Thương mại; Luật thương mại quốc "
     "tế",
     "Luật đầu tư nước ngoài tại Việt Nam|Luật Đầu tư mạo hiểm"},
    {"Luật Phát triển ngành muối biển quy định", "Luật Phát triển ngành muối biển"},
    {"hướng dẫn Luật Thanh tra. 56/2010/QH12 Luật số 56/2010/QH12", "Luật Thanh tra"},
    {"luật sư Nguyễn An, Luật này, Luật số 5", ""},
    {"Hướng dẫn Hiến pháp Nghị quyết liên tịch Luật Pháp lệnh Kế hoạch", ""},
    {"Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
     "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"},
    {"theo Hiến pháp năm 2013 và Điều lệ Đảng", "Hiến pháp năm 2013@2013|Điều lệ Đảng"},
    {"Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX, Nghị quyết Đại hội XIII của Đảng",
     "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX|Nghị quyết Đại hội XIII"},
    {"Nghị quyết Đại hội đại biểu toàn quốc\nlần thứ XIII của Đảng",
     "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII"},
    {"Nghị quyết Đại hội đảng các cấp", ""},
    {"thực hiện Nghị quyết Đại hội Đảng bộ xã Tân Lập, nhiệm kỳ 2025 - 2030; Nghị quyết Đại hội nhiệm kỳ mới",
     "Nghị quyết Đại hội Đảng bộ xã Tân Lập"},
    {"Nghị quyết Trung ương 8 khóa XI; Nghị quyết Trung ương 4 (khóa XII)",
     "Nghị quyết Trung ương 8 khóa XI|Nghị quyết Trung ương 4 (khóa XII"},
    {"Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XI",
     "Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XI"},
    {"Pursuant to the June 19, 2014 Law on Marriage and Family; the 2002 Ordinance on Bridges and the Law "
     "No. "
     "32/2001/QH10",
     "Law on Marriage and Family@2014-06-19|2002 Ordinance on Bridges@2002"},
    {"Pursuant to the 1992 Constitution of the Socialist Republic of Vietnam and the November 25, 2015 "
     "Maritime "
     "Code; under Article 3 of the 2005 Enterprise Law, the Fire Prevention and Fighting Law and the Land "
     "Law on "
     "land use; this Law, the Law Department, a Code",
     "1992 Constitution of the Socialist Republic of Vietnam@1992|Maritime Code@2015-11-25|2005 Enterprise "
     "Law@2005|"
     "Fire Prevention and Fighting Law|Land Law"},
    {"Pursuant to the Ordinance Amending and Supplementing a Number of Articles of the Ordinance on Handling "
     "of "
     "Administrative Violations No. 4/2008/PL-UBTVQH12",
     "Ordinance on Handling of Administrative Violations"},
    {"Pursuant to the Law Amending a Number of Articles of Law No. 81/2006/QH11 on Residence",
     "Law Amending a Number of Articles of Law"},
    {"Pursuant to Civil Procedure Code No. 24/2004/QH11 and the Law Amending a Number of Articles of the "
     "Civil "
     "Procedure Code",
     "Law Amending a Number of Articles of the Civil Procedure Code|Civil Procedure Code"},
    {"", ""},
};

static void
test_names(void) {
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *names = names_in(cases[i].text);
    if (strcmp(names, cases[i].names) != 0)
      g_error("\"%s\": found \"%s\", not \"%s\"", cases[i].text, names, cases[i].names);
  }
}

/* Decomposed letters, old tone places and capitals do not change what is found. */
static void
test_forms(void) {
  g_autofree char *nfd = g_utf8_normalize("theo Luật Hoá chất và Luật Thuỷ sản.", -1, G_NORMALIZE_NFD);
  g_autofree char *names = names_in(nfd);
  g_assert_cmpstr(names, ==, "Luật Hóa chất|Luật Thủy sản");
}

static void
test_nesting(void) {
  Scanned s = scan("Luật sửa đổi, bổ sung một số điều của Luật Hóa chất và Luật Thú y; Luật Thanh niên");
  g_assert_cmpuint(s.mentions->len, ==, 4);
  static const int containers[] = {-1, 0, 0, -1};
  for (guint i = 0; i < 4; i++) {
    const DcMention *m = &g_array_index(s.mentions, DcMention, i);
    g_assert_cmpint(m->container, ==, containers[i]);
    g_assert_cmpint(m->relation, ==, containers[i] < 0 ? DC_RELATION_CITES : DC_RELATION_AMENDS);
  }
  scanned_clear(&s);
}

static void
test_own_name(void) {
  g_autofree char *names =
      names_in("LUẬT\nTHANH NIÊN\nCăn cứ Hiến pháp năm 2013;\nQuốc hội ban hành Luật Thanh niên.\n"
               "Điều 1. Phạm vi\nTheo Luật Trẻ em.\n");
  g_assert_cmpstr(names, ==, "Hiến pháp năm 2013@2013|Luật Trẻ em");
}

static void
test_keys(void) {
  static const struct {
    const char *name, *date, *key;
  } keys[] = {
      {"Luật Giáo dục năm 2019", "", "43/2019/QH14"},
      {"Luật Giáo dục", "2019-06-14", "43/2019/QH14"},
      {"Luật Thi đua khen thưởng năm 2022", "", "6/2022/QH15"},
      {"Luật Hộ tịch", "2026-04-23", "3/2026/QH16"},
      {"Luật Giáo dục", "2024-05-01", "43/2019/QH14"},
      {"Luật Giáo dục", "2018-05-01", "38/2005/QH11"},
      {"Luật Giáo dục", "2019-09-01", NULL}, /* passed, not yet in force */
      {"Luật Giáo dục", "", NULL},
      {"Luật Giáo dục năm 1950", "", NULL},
      {"Luật Giáo dục thể chất", "2024-05-01", NULL},
      {"BỘ LUẬT DÂN SỰ", "2020-01-01", "91/2015/QH13"},
      {"Bộ luật Dân sự năm 2015", "", "91/2015/QH13"},
      {"Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế", "2014-06-13", "46/2014/QH13"},
      {"Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế năm 2024", "2026-01-01", "51/2024/QH15"},
      {"Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế", "2026-01-01", NULL},
      {"Luật sửa đổi, bổ sung một số điều của Luật Giáo dục và Luật Giá", "2009-11-25", NULL},
      {"Luật Doanh nghiệp", "2003-05-01", "13/1999/QH10"},
      {"Luật Doanh nghiệp", "2020-11-13", NULL},
      {"Luật đầu tư nước ngoài tại Việt Nam", "2003-01-01", NULL},
      {"Hiến pháp", "2020-01-01", "named:Hiến pháp năm 2013"},
      {"Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "2014-06-19", "named:Hiến pháp năm 2013"},
      {"Hiến pháp", "2003-11-26", "named:Hiến pháp năm 1992"},
      {"Hiến pháp năm 1992", "2003-11-26", "named:Hiến pháp năm 1992"},
      {"Hiến pháp 2013", "", "named:Hiến pháp năm 2013"},
      {"Hiến pháp", "", NULL},
      {"", "2020-01-01", NULL}};
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    g_assert_cmpstr(dc_named_key(keys[i].name, keys[i].date), ==, keys[i].key);
}

/* Every act of the table is found by its name and date; numbers and dates agree. */
static void
test_table(void) {
  g_autoptr(GPtrArray) rows = dc_csv_table(dc_laws_csv, dc_laws_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    if (!*row[2] || !*row[3])
      continue;
    gboolean constitution = strcmp(row[0], "HP") == 0;
    if (!constitution && !strstr(row[2], "UBTVQH"))
      g_assert_nonnull(strstr(row[2], "/QH"));
    g_autofree char *year = g_strdup_printf(constitution ? " %.4s" : "/%.4s/", row[3]);
    g_assert_nonnull(strstr(row[2], year));
    const char *word = constitution                ? ""
                       : strcmp(row[0], "BL") == 0 ? "Bộ luật "
                       : strcmp(row[0], "PL") == 0 ? "Pháp lệnh "
                                                   : "Luật ";
    g_autofree char *name = g_strconcat(word, row[1], NULL);
    g_assert_cmpstr(dc_named_key(name, row[3]), ==, row[2]);
  }
}

/* The examples of runs-on.csv hold no name of the table, and one without the phrase. */
static void
test_runs_on(void) {
  g_autoptr(GPtrArray) rows = dc_csv_table(dc_runs_on_csv, dc_runs_on_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    for (int whole = 0; whole < 2; whole++) {
      g_assert_true(g_str_has_suffix(row[1], row[0]));
      gsize len = strlen(row[1]) - (whole ? 0 : strlen(row[0]) + 1);
      g_autoptr(DcView) view = dc_view_new(row[1], len);
      DcWords words = dc_words_plain(view, NULL);
      gsize end, at = dc_words_skip(&words, dc_words_match(&words, 0, "luật"));
      if ((dc_laws_at(&words, at, "Luật", &end) == NULL) != (whole == 1))
        g_error("\"%.*s\"", (int)len, row[1]);
    }
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/named/names", test_names);
  g_test_add_func("/named/forms", test_forms);
  g_test_add_func("/named/nesting", test_nesting);
  g_test_add_func("/named/own-name", test_own_name);
  g_test_add_func("/named/keys", test_keys);
  g_test_add_func("/named/table", test_table);
  g_test_add_func("/named/runs-on", test_runs_on);
  return g_test_run();
}
