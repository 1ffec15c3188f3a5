#include "indexer/citation.h"
#include "indexer/cues.h"
#include "indexer/clause.h"
#include "indexer/extract.h"
#include "indexer/issuer.h"
#include "indexer/lead.h"

#include <string.h>

#include "corpus/lexicon/csv.h"

extern const char dc_stops_csv[], dc_refusals_csv[];
extern const gsize dc_stops_csv_len, dc_refusals_csv_len;

/* Each mention as "key type date issuer", the fields that are there, joined by "; ". */
static const struct {
  const char *text, *mentions;
} cases[] = {
    {"Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị về đổi mới",
     "91-KL/TW KL 2024-08-12 Bộ Chính trị"},
    {"NGHỊ QUYẾT SỐ 63-NQ/TU NGÀY 29/12/2021 CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ GIÁO DỤC",
     "63-NQ/TU NQ 2021-12-29 BAN THƯỜNG VỤ TỈNH ỦY"},
    {"Nghị quyết số\n63-NQ/TU ngày 29\ntháng 12 năm 2021", "63-NQ/TU NQ 2021-12-29"},
    {"Nghị quyết số 05-NQ/TU của Ban Chấp hành Đảng bộ tỉnh (khóa XVII) về phát triển",
     "5-NQ/TU NQ Ban Chấp hành Đảng bộ tỉnh (khóa XVII)"},
    {"Công văn số 79/UBND-KT ngày 19/6 của UBND tỉnh Hà Giang về việc; Công văn số 80/UBND-KT, ngày "
     "19/6/2020",
     "79/UBND-KT CV UBND tỉnh Hà Giang; 80/UBND-KT CV 2020-06-19"},
    {"Kết luận số 213-KL/TW của Ban Bí  \n\t thư về", "213-KL/TW KL Ban Bí thư"},
    {"Thông tư số 1/2020/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch quy định",
     "1/2020/TT-BVHTTDL TT Bộ Văn hóa, Thể thao và Du lịch"},
    {"Nghị quyết số 57, 59 và 68-NQ/TW", "57-NQ/TW NQ; 59-NQ/TW NQ; 68-NQ/TW NQ"},
    {"Thông tư số 26, 27 và 28/2018/TT-BGDĐT",
     "26/2018/TT-BGDĐT TT; 27/2018/TT-BGDĐT TT; 28/2018/TT-BGDĐT TT"},
    {"các Nghị quyết số 18-NQ/TW, 19-NQ/TW", "18-NQ/TW NQ; 19-NQ/TW NQ"},
    {"theo các Quyết định số 56-QĐ/ĐU, 57-QĐ/ĐU và 58-QĐ/ĐU ngày 15/8/2026 của Đảng ủy về kiểm tra",
     "56-QĐ/ĐU QĐ 2026-08-15 Đảng ủy; 57-QĐ/ĐU QĐ 2026-08-15 Đảng ủy; 58-QĐ/ĐU QĐ 2026-08-15 Đảng ủy"},
    {"Công văn số 7371/BNN-TCLNngày 03/9/2014 củaBộ Nông nghiệp và Phát triển nông thôn về rừng",
     "7371/BNN-TCLN CV 2014-09-03 Bộ Nông nghiệp và Phát triển nông thôn"},
    {"Công văn số 931/TTr-PGD.Q8 ngày 19 tháng 6 năm 2006", "931/TTr-PGD.Q8 CV 2006-06-19"},
    {"Tờ trình số 12/TTr-SNVcủa Sở Nội vụ về biên chế", "12/TTr-SNV TTr Sở Nội vụ"},
    {"theo Quyết định số 56-QĐ/ĐU, 58-QĐ/ĐU ngày 15/8/2026", "56-QĐ/ĐU QĐ; 58-QĐ/ĐU QĐ 2026-08-15"},
    {"Luật Bầu cử đại biểu Quốc hội số 85/2015/QH13", "85/2015/QH13 Luật"},
    {"Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch số 35/2018/QH14",
     "35/2018/QH14 Luật"},
    {"Nghị quyết số 101/2025/UBTVQH15", "101/2025/UBTVQH15 NQ"},
    {"Báo cáo thẩm tra số 292/BC-HĐND", "292/BC-HĐND BC"},
    {"Kế hoạch số 65-CTr/TU", "65-CTr/TU KH"},
    {"Decree No. 39/2011/ND-CP of May 26, 2011", "39/2011/NĐ-CP NĐ 2011-05-26"},
    {"Resolution No.51/2001/QH10 of December 25, 2001", "51/2001/QH10 NQ 2001-12-25"},
    {"theo Nghị quyết số 66-NQ/TW1 và", "66-NQ/TW NQ"},
    {"Số: /KH-MTTQ-BTT", "?/KH-MTTQ-BTT KH"},
    {"Số:      /QĐ-UBND", "?/QĐ-UBND QĐ"},
    {"Quyết định số ……/QĐ-UBND ngày … tháng … năm 2021", "?/QĐ-UBND QĐ 2021"},
    {"Thông tư số    /2021/TT-NHNN", "?/2021/TT-NHNN TT"},
    {"Số: ……TB/MTTQ", "?-TB/MTTQ TB"},
    {"Nghị quyết số 29-NQ/TW. Theo Nghị quyết 29, trong Kế hoạch 29 năm", "29-NQ/TW NQ; 29-NQ/TW NQ"},
    {"Nghị quyết số 29-NQ/TW và 29/NQ-CP. Theo Nghị quyết 29", "29-NQ/TW NQ; 29/NQ-CP NQ; 29/NQ-CP NQ"},
    {"Nghị quyết số 1-NQ/TW, 1/NQ-CP, 1-NQ/TU, 1-NQ/HU, 1-NQ/ĐU. Nghị quyết 1", /* too many to be of use */
     "1-NQ/TW NQ; 1/NQ-CP NQ; 1-NQ/TU NQ; 1-NQ/HU NQ; 1-NQ/ĐU NQ"},
    {"Quyết định số 06/QĐ-TTg (sau đây gọi tắt là Đề án 06). Đề án 06 và Dự án 6",
     "6/QĐ-TTg QĐ; 6/QĐ-TTg ĐA; 6/QĐ-TTg ĐA"},
    {"Quyết định số 06/QĐ-TTg phê duyệt Đề án dân cư (Đề án 06). Đề án 06; (Đề án 6 năm)",
     "6/QĐ-TTg QĐ; 6/QĐ-TTg ĐA; 6/QĐ-TTg ĐA"},
    {"giai đoạn 2021-2025, 24/7, B2/C1, ngày 1/2, HĐND-UBND, 15/2024/km", ""},
    {"tải về 11_2016_TT-BKHCN.pdf hoặc https://a.vn/van-ban/15-2020-nd-cp", ""},
    {"Công báo số 653 + 654 ngày 29/12/2011 Thông tư số 85/2011/TT-BNN sửa đổi Quyết định số 89/2007/QĐ-BNN. "
     "14-12-2011 Trang 11 Thông tư số 176/2011/TT-BTC hướng dẫn thu phí. 06-12-2011 37",
     "85/2011/TT-BNN TT 2011-12-14; 89/2007/QĐ-BNN QĐ; 176/2011/TT-BTC TT 2011-12-06"},
    {"Công báo số 1183 ngày 23/11/2023 Thông tư số 19/2023/TT-BCT quy định về điện. 01-11-2023 Trang 2 Văn "
     "bản "
     "quy phạm pháp luật BỘ GIAO THÔNG VẬN TẢI Thông tư số 30/2023/TT-BGTVT về đường sắt. (Đăng từ Công báo "
     "số "
     "1183) 03-11-2023 Trang 19 Số: 1183 Thông tư số 19/2023/TT-BCT. 01-11-2023 2",
     "19/2023/TT-BCT TT 2023-11-01; 30/2023/TT-BGTVT TT 2023-11-03; 19/2023/TT-BCT TT 2023-11-01"},
    {"Công báo số 1183 ngày 23/11/2023 Thông tư số 19/2023/TT-BCT quy định về điện. Văn bản quy phạm pháp "
     "luật "
     "BỘ GIAO THÔNG VẬN TẢI Thông tư số 30/2023/TT-BGTVT về đường sắt. 03-11-2023 Trang 19",
     "19/2023/TT-BCT TT; 30/2023/TT-BGTVT TT"},
    {"Công báo số 66 ngày 23/11/2026 Quyết định số 506/QĐ-BTNMT về Danh mục văn bản quy phạm pháp luật hết "
     "hiệu "
     "lực. 05-03-2015 Trang 61",
     "506/QĐ-BTNMT QĐ 2015-03-05"},
    {"Công báo số 66 ngày 23/11/2026 Thông tư số 19/2026/TT-BCT về điện. 01-11-2026 Trang 2 Quyết định số "
     "03/Q về "
     "Nghị quyết số 113/2025/QH15. 20-01-2026 Trang 19",
     "19/2026/TT-BCT TT 2026-11-01; 113/2025/QH15 NQ"},
    {"Thông tư số 32/2010/TT-BNN của Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn sửa đổi",
     "32/2010/TT-BNN TT Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn"},
    {"Thông tư liên tịch số 12/2009/TTLT-BCA-BVHTTDL của Bộ Công an, Bộ Văn hóa, Thể thao và Du lịch, Tổng "
     "cục "
     "Thể dục thể thao hướng dẫn",
     "12/2009/TTLT-BCA-BVHTTDL TTLT Bộ Công an, Bộ Văn hóa, Thể thao và Du lịch, Tổng cục Thể dục thể thao"},
    {"Thuộc tính\nSố hiệu432/1998/QĐ-BGTVT\nLoại văn bảnQuyết định\nSố, ký hiệu04/VBHN-BNV",
     "432/1998/QĐ-BGTVT QĐ; 4/VBHN-BNV VBHN"},
    {"theo Thông tư số 2/2025/TT-BNV của Bộ Nội vụ, Bộ Tài chính cấp", "2/2025/TT-BNV TT Bộ Nội vụ"},
    {"Thông tư số 2/2025/TT-BNV của Bộ trưởng Bộ Nội vụ\nTHANH TRA HÀNH CHÍNH",
     "2/2025/TT-BNV TT Bộ trưởng Bộ Nội vụ"},
    {"CÔNG BÁO/Số 685 + 686/Ngày 30-4-2023", ""},
    {"TCVN 6/2010/TT-BXD và Mẫu số 01/KH-UBND", ""},
};

static void
append(GString *line, const char *field) {
  if (*field)
    g_string_append_printf(line, "%s%s", line->len && line->str[line->len - 1] != ' ' ? " " : "", field);
}

static void
test_cases(void) {
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcView) view = dc_view_new(cases[i].text, strlen(cases[i].text));
    g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(DcMention));
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    dc_citation_scan(view, NULL, strings, mentions);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint j = 0; j < mentions->len; j++) {
      const DcMention *m = &g_array_index(mentions, DcMention, j);
      if (j)
        g_string_append(line, "; ");
      append(line, m->key);
      append(line, m->type);
      append(line, m->date);
      append(line, m->issuer);
    }
    g_test_message("%s", cases[i].text);
    g_assert_cmpstr(line->str, ==, cases[i].mentions);
  }
}

/* The cue rows' examples: the cue before the last citation has the row's relation; a title goes on or not. */
static void
test_cues(void) {
  const GArray *cues = dc_cues_all();
  for (guint i = 0; i < cues->len; i++) {
    const DcCue *cue = &g_array_index(cues, DcCue, i);
    g_autoptr(DcView) view = dc_view_new(cue->example, strlen(cue->example));
    g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(DcMention));
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    dc_citation_scan(view, NULL, strings, mentions);
    g_test_message("%s: %s", cue->phrase, cue->example);
    g_assert_cmpuint(mentions->len, >=, 1);
    const DcMention *first = &g_array_index(mentions, DcMention, 0);
    const DcMention *last = &g_array_index(mentions, DcMention, mentions->len - 1);
    DcWords words = dc_words_new(view, NULL);
    gsize start, end;
    DcGap gap = {0};
    if (mentions->len > 1)
      gap = dc_gap_read(&words, first->cite.end, last->cite.start);
    if (cue->kind == DC_CUE_OPENS)
      g_assert_true(gap.opens && !gap.closed);
    else if (cue->kind == DC_CUE_BREAKS)
      g_assert_true(gap.broken);
    else if (cue->kind == DC_CUE_CLOSES)
      g_assert_true(gap.closed);
    else if (cue->kind == DC_CUE_AFTER)
      g_assert_cmpint(dc_clause_cue_after(&words, last->cite.end, 10)->relation, ==, cue->relation);
    else if (cue->kind == DC_CUE_HEADING || cue->kind == DC_CUE_INCOMING)
      g_assert_cmpint(dc_cues_at(&words, 0, 1u << cue->kind, &end)->relation, ==, cue->relation);
    else if (cue->kind != DC_CUE_PLAN)
      g_assert_cmpint(
          dc_clause_cue(&words, last->cite.start, mentions->len > 1 ? first->cite.end : 0, &start)->relation,
          ==, cue->relation);
  }
}

/* In an act that may change others, what only is planned is cited: the examples of the plan rows. */
static void
test_plans(void) {
  const GArray *cues = dc_cues_all();
  for (guint i = 0; i < cues->len; i++) {
    const DcCue *cue = &g_array_index(cues, DcCue, i);
    if (cue->kind != DC_CUE_PLAN)
      continue;
    g_autoptr(DcDocument) document = dc_document_new("plan.txt");
    char *text = g_strdup_printf("CHÍNH PHỦ\nSố: 1/NQ-CP\nHà Nội, ngày 02 tháng 3 năm 2023\n"
                                 "NGHỊ QUYẾT\nVề việc thu phí\n\nĐiều 1. Thu phí\n%s.\n",
                                 cue->example);
    dc_document_take_text(document, text, strlen(text));
    g_autoptr(DcExtract) extract = dc_extract(document);
    g_test_message("%s", cue->example);
    g_assert_cmpuint(extract->mentions->len, >, 1);
    const DcMention *last = &g_array_index(extract->mentions, DcMention, extract->mentions->len - 1);
    g_assert_cmpint(last->relation, ==, DC_RELATION_CITES);
  }
}

/* Which document each mention belongs to and what that does to it: "key source relation", one a line. */
static void
test_contexts(void) {
  static const struct {
    const char *text, *mentions;
  } contexts[] = {
      /* a title names nothing younger than its document: behind "và" the outer list goes on */
      {"KẾ HOẠCH\nVề hộ tịch\n\nThực hiện Nghị định số 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ hướng "
       "dẫn Luật số "
       "60/2014/QH13 và Quyết định số 101/QĐ-TTg ngày 23/01/2017 của Thủ tướng Chính phủ, UBND tỉnh ban "
       "hành:\n",
       "123/2015/NĐ-CP this implements\n60/2014/QH13 123/2015/NĐ-CP guides\n101/QĐ-TTg this implements\n"},
      {"Thực hiện Kế hoạch số 25-KH/TU ngày 30/11/2016 của Tỉnh ủy thực hiện Kết luận số 100-KL/TW và Kết "
       "luận số "
       "111-KL/TW, ngày 14/8/2015.\n",
       "25-KH/TU this cites\n100-KL/TW 25-KH/TU implements\n111-KL/TW 25-KH/TU implements\n"},
      /* what stands between has no number */
      {"KẾ HOẠCH\nVề bầu cử\n\nThực hiện Hướng dẫn của Mặt trận tỉnh; Kế hoạch số 33/KH-MTTQ-BTT ngày "
       "14/11/2025 của Mặt "
       "trận tỉnh, Ban Thường trực hướng dẫn như sau:\n",
       "33/KH-MTTQ-BTT this implements\n"},
      {"KẾ HOẠCH\nVề giảm nghèo\n\nThực hiện Nghị định số 27/2022/NĐ-CP của Chính phủ. Trên cơ sở Kế hoạch "
       "số "
       "6103/KH-UBND, UBND tỉnh ban hành Kế hoạch như sau:\n",
       "27/2022/NĐ-CP this implements\n6103/KH-UBND this cites\n"},
      /* what was done before is no more than cited */
      {"CHỈ THỊ\nvề phòng cháy\n\nThời gian qua, các cấp ủy đã triển khai Chỉ thị số 47-CT/TW, Kết luận số "
       "2-KL/TW.\n",
       "47-CT/TW this cites\n2-KL/TW this cites\n"},
      {"NGHỊ QUYẾT\nvề tiếp tục thực hiện Nghị quyết số 11-NQ/TU về văn hóa\n\nSau 5 năm triển khai Nghị "
       "quyết số 11-NQ/TU, "
       "Nghị quyết số 33-NQ/TW, văn hóa phát triển.\n",
       "11-NQ/TU this implements\n11-NQ/TU this implements\n33-NQ/TW this cites\n"},
      /* basis and issue in one sentence */
      {"KẾ HOẠCH\nthực hiện Chương trình số 17-CTr/TU\n\nCăn cứ Chương trình số 17-CTr/TU của Thành ủy, Ban "
       "Thường vụ Quận "
       "ủy xây dựng kế hoạch như sau:\n",
       "17-CTr/TU this implements\n17-CTr/TU this implements\n"},
      {"BÁO CÁO\nsơ kết 5 năm thực hiện Nghị quyết số 36-NQ/TW\n\nThực hiện Công văn số 2210-CV/BTGTU về "
       "việc sơ kết Nghị "
       "quyết số 36-NQ/TW, Huyện ủy báo cáo như sau:\n",
       "36-NQ/TW this reviews\n2210-CV/BTGTU this implements\n36-NQ/TW 2210-CV/BTGTU reviews\n"},
      /* a letter: the number of its title stands on the next line, its addressees are listed */
      {"UBND TỈNH HẬU GIANG\nSố: 2745/UBND-KGVX\nV/v triển khai thực hiện Công văn\nsố 4200/BGDĐT-GDTrH của "
       "Bộ\nHậu Giang, "
       "ngày 21 tháng 8 năm 2023\nKính gửi:\n- Sở Giáo dục;\n- Các trường.\n\nTiếp theo Công văn số "
       "2101/UBND-KGVX;\n\nThực "
       "hiện Công văn số 4201/BGDĐT-GDTrH của Bộ, UBND tỉnh giao:\n",
       "2745/UBND-KGVX this self\n4200/BGDĐT-GDTrH this implements\n2101/UBND-KGVX this "
       "cites\n4201/BGDĐT-GDTrH this "
       "implements\n"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(contexts); i++) {
    g_autoptr(DcDocument) document = dc_document_new("context.txt");
    dc_document_take_text(document, g_strdup(contexts[i].text), strlen(contexts[i].text));
    g_autoptr(DcExtract) extract = dc_extract(document);
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint k = 0; k < extract->mentions->len; k++) {
      const DcMention *m = &g_array_index(extract->mentions, DcMention, k);
      g_string_append_printf(lines, "%s %s %s\n", m->key, dc_extract_source(extract, m),
                             dc_relation_name(m->relation));
    }
    g_assert_cmpstr(lines->str, ==, contexts[i].mentions);
  }
}

static void
test_stops(void) {
  g_autoptr(GPtrArray) rows = dc_csv_table(dc_stops_csv, dc_stops_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    g_autoptr(DcView) view = dc_view_new(row[1], strlen(row[1]));
    DcWords words = dc_words_new(view, NULL);
    DcSpan issuer = dc_issuer_read(&words, 0, FALSE);
    gsize stop = dc_words_match(&words, dc_words_skip(&words, issuer.end), row[0]);
    g_test_message("%s: %s", row[0], row[1]);
    g_assert_cmpuint(stop, !=, DC_WORDS_NONE);
  }
}

static void
test_refusals(void) {
  g_autoptr(GPtrArray) rows = dc_csv_table(dc_refusals_csv, dc_refusals_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    g_autoptr(DcView) view = dc_view_new(row[1], strlen(row[1]));
    g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(DcMention));
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    dc_citation_scan(view, NULL, strings, mentions);
    g_test_message("%s", row[1]);
    g_assert_cmpuint(mentions->len, ==, 0);
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/citation/cases", test_cases);
  g_test_add_func("/citation/cues", test_cues);
  g_test_add_func("/citation/plans", test_plans);
  g_test_add_func("/citation/contexts", test_contexts);
  g_test_add_func("/citation/stops", test_stops);
  g_test_add_func("/citation/refusals", test_refusals);
  return g_test_run();
}
