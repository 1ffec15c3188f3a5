/* Resolution by cases: who is which work, and that the order of facts never matters. */
#include "indexer/congress.h"
#include "indexer/resolve.h"

#include <string.h>

/* One fact and what must come of it. `who` is D for a document, O for its own number, R for a ref. `work` is
 * unit and scope of its work, NULL when it must stay open; `candidates` how many works it could be besides.
 */
typedef struct {
  char who;
  const char *path, *unit, *date, *work, *reason;
  const char *citing_date, *issuer, *term;
  guint candidates;
  const char *type;
} Row;

typedef struct {
  const char *name, *symbol;
  Row rows[8];
} Case;

#define DOCUMENT(path_, unit_, date_, work_, reason_)                                                        \
  { .who = 'D', .path = path_, .unit = unit_, .date = date_, .work = work_, .reason = reason_ }
#define OWN(path_, unit_, date_, work_, reason_, citing_)                                                    \
  {                                                                                                          \
    .who = 'O', .path = path_, .unit = unit_, .date = date_, .work = work_, .reason = reason_,               \
    .citing_date = citing_                                                                                   \
  }
#define REF(path_, unit_, date_, work_, reason_, citing_)                                                    \
  {                                                                                                          \
    .who = 'R', .path = path_, .unit = unit_, .date = date_, .work = work_, .reason = reason_,               \
    .citing_date = citing_                                                                                   \
  }
#define REF_OF(path_, unit_, date_, work_, reason_, citing_, issuer_, term_, candidates_)                    \
  {                                                                                                          \
    .who = 'R', .path = path_, .unit = unit_, .date = date_, .work = work_, .reason = reason_,               \
    .citing_date = citing_, .issuer = issuer_, .term = term_, .candidates = candidates_                      \
  }

#define TYPED(who_, path_, date_, type_, work_, reason_)                                                     \
  {                                                                                                          \
    .who = who_, .path = path_, .unit = "TW", .date = date_, .work = work_, .reason = reason_,               \
    .citing_date = "2016-01-01", .type = type_                                                               \
  }

static const Case cases[] = {
    {"the National Assembly counts its laws and its resolutions apart",
     "55/2010/QH12",
     {TYPED('D', "a", "2010-06-17", "Luật", "TW|", "own"),
      TYPED('D', "b", "2010-11-24", "NQ", "TW|NQ", "own"),
      TYPED('R', "c", "", "NQ", "TW|NQ", "symbol"),
      TYPED('R', "d", "", "Luật", "TW|", "symbol"),
      TYPED('R', "e", "2010-11-24", "HĐ", "TW|NQ", "only"),
      {.who = 'R',
       .path = "f",
       .unit = "TW",
       .date = "",
       .reason = "ambiguous",
       .type = "HĐ",
       .candidates = 2},
      TYPED('R', "d", "", "HĐ", "TW|", "document")}},
    {"… and a word that tells neither means the one that is known",
     "72/2006/UBTVQH11",
     {TYPED('R', "a", "", "HĐ", "TW|NQ", "only"), TYPED('R', "b", "2006-11-29", "NQ", "TW|NQ", "symbol")}},
    {"… or else a law", "72/2006/QH11", {TYPED('R', "a", "", "HĐ", "TW|", "symbol")}},
    {"one number in two provinces",
     "43/KH-UBND",
     {DOCUMENT("lang-son", "Lạng Sơn", "2022-02-23", "Lạng Sơn|2022", "own"),
      REF("ha-tinh", "Hà Tĩnh", "2022-02-24", "Hà Tĩnh|2022", "date", "2024-12-02")}},
    {"the State numbers anew each year",
     "43/KH-UBND",
     {REF("a", "Hà Tĩnh", "2021-03-01", "Hà Tĩnh|2021", "date", "2023-01-01"),
      REF("b", "Hà Tĩnh", "2022-02-24", "Hà Tĩnh|2022", "date", "2023-01-01"),
      REF_OF("c", "Hà Tĩnh", "", NULL, "ambiguous", "2023-01-01", "", "", 2),
      REF("d", "Hà Tĩnh", "", "Hà Tĩnh|2021", "only", "2021-12-31"),
      REF("e", "Hà Tĩnh", "2022", "Hà Tĩnh|2022", "date", "2023-01-01")}},
    {"what is known from years ago is too little to go by",
     "10/NQ-CP",
     {REF("a", "TW", "2010-02-23", "TW|2010", "date", "2011-01-01"),
      REF("b", "TW", "", "TW|2010", "only", "2011-12-06"),
      REF_OF("c", "TW", "", NULL, "ambiguous", "2016-01-07", "", "", 1)}},
    {"the Party numbers anew each term",
     "29-NQ/TW",
     {REF("a", "TW", "2013-11-04", "TW|XI", "date", "2024-01-01"),
      REF("b", "TW", "2022-11-17", "TW|XIII", "date", "2024-01-01"),
      REF_OF("c", "TW", "", NULL, "ambiguous", "2024-01-01", "", "", 2),
      REF("d", "TW", "", "TW|XI", "only", "2020-01-01"),
      REF_OF("e", "TW", "", "TW|XI", "term", "2024-01-01", "", "XI", 0),
      REF("f", "TW", "2013", "TW|XI", "date", "2024-01-01")}},
    {"a slip in the date is no other act",
     "91-KL/TW",
     {REF("a", "TW", "2024-08-12", "TW|XIII", "date", "2024-12-01"),
      REF("b", "TW", "2024-08-12", "TW|XIII", "date", "2024-12-01"),
      REF("c", "TW", "2024-08-21", "TW|XIII", "date", "2024-12-01")}},
    {"a year in the symbol leaves one act",
     "30/2020/NĐ-CP",
     {REF("a", "TW", "2020-03-05", "TW|", "symbol", "2021-01-01"),
      REF("b", "TW", "2020-05-03", "TW|", "symbol", "2021-01-01"),
      REF("c", "TW", "", "TW|", "symbol", "2019-01-01")}},
    {"what a document gives in full elsewhere",
     "5-KH/HU",
     {REF("a", "Nghệ An/Thanh Chương", "2021-01-05", "Nghệ An/Thanh Chương|2020", "date", "2024-01-01"),
      REF("a", "Nghệ An/Thanh Chương", "", "Nghệ An/Thanh Chương|2020", "document", "2024-01-01"),
      REF("b", "Nghệ An/Thanh Chương", "2016-02-01", "Nghệ An/Thanh Chương|2015", "date", "2024-01-01")}},
    {"both terms in one document: the bare number stays open",
     "18-NQ/TW",
     {REF("a", "TW", "2017-10-25", "TW|XII", "date", "2023-01-01"),
      REF("a", "TW", "2022-06-16", "TW|XIII", "date", "2023-01-01"),
      REF_OF("a", "TW", "", NULL, "ambiguous", "2023-01-01", "", "", 2)}},
    {"a unit that is not told is not guessed",
     "43/KH-UBND",
     {REF("a", "Hà Tĩnh", "2022-02-24", "Hà Tĩnh|2022", "date", "2023-01-01"),
      REF_OF("b", "?", "2022-02-24", NULL, "unit", "2023-01-01", "", "", 1),
      REF_OF("c", "?", "2021-02-24", NULL, "unit", "2023-01-01", "", "", 0)}},
    {"own numbers are the document's",
     "43/KH-UBND",
     {DOCUMENT("a", "Hà Tĩnh", "2022-02-24", "Hà Tĩnh|2022", "own"),
      OWN("a", "Hà Tĩnh", "", "Hà Tĩnh|2022", "own", "2022-02-24"),
      REF("b", "Hà Tĩnh", "2021-01-24", "Hà Tĩnh|2021", "date", "2023-01-01"),
      REF("a", "Hà Tĩnh", "", "Hà Tĩnh|2022", "own", "2022-02-24")}},
    {"nothing known: an act of its own for each time of citing, each a candidate for the other",
     "7-NQ/TU",
     {REF_OF("a", "Hà Tĩnh", "", "Hà Tĩnh|?2015", "alone", "2018-01-01", "", "", 1),
      REF_OF("b", "Hà Tĩnh", "", "Hà Tĩnh|?2020", "alone", "2023-01-01", "", "", 1),
      REF_OF("c", "Hà Tĩnh", "", "Hà Tĩnh|?2020", "alone", "2024-01-01", "", "", 1)}},
    {"cited before it was issued: another one",
     "7-NQ/TU",
     {REF("a", "Hà Tĩnh", "2021-05-01", "Hà Tĩnh|2020", "date", "2022-01-01"),
      REF("b", "Hà Tĩnh", "", "Hà Tĩnh|?2015", "alone", "2018-01-01")}},
    {"a predecessor's act in a document of the merged province",
     "15-NQ/TU",
     {REF_OF("a", "Bình Thuận", "2022-03-01", "Bình Thuận|2020", "date", "2026-02-01", "Tỉnh ủy Bình Thuận",
             "", 0),
      REF_OF("b", "Lâm Đồng", "2022-03-01", "Bình Thuận|2020", "date", "2026-02-01", "Tỉnh ủy", "", 0),
      REF_OF("c", "Lâm Đồng", "2022-04-01", "Lâm Đồng|2020", "date", "2026-02-01", "Tỉnh ủy", "", 0)}},
    {"… of which two are known",
     "15-NQ/TU",
     {REF_OF("a", "Bình Thuận", "2022-03-01", "Bình Thuận|2020", "date", "2026-02-01", "Tỉnh ủy Bình Thuận",
             "", 0),
      REF_OF("b", "Lâm Đồng", "2022-03-01", NULL, "ambiguous", "2026-02-01", "Tỉnh ủy", "", 2),
      REF_OF("d", "Lâm Đồng", "2022-03-01", "Lâm Đồng|2020", "date", "2026-02-01", "Tỉnh ủy Lâm Đồng", "", 0),
      REF_OF("e", "Lâm Đồng", "2022-03-01", "Lâm Đồng|2020", "date", "2024-02-01", "Tỉnh ủy", "", 0)}},
    {"the weeks of the congress: neither the old committee's number nor the new one's",
     "1-NQ/TU",
     {REF("a", "Hà Tĩnh", "2015-12-10", "Hà Tĩnh|2015", "date", "2021-05-01"),
      REF("b", "Hà Tĩnh", "2020-10-20", "Hà Tĩnh|~2020", "date", "2021-05-01"),
      REF("c", "Hà Tĩnh", "2020-10-22", "Hà Tĩnh|~2020", "date", "2021-05-01"),
      REF_OF("d", "Hà Tĩnh", "", NULL, "ambiguous", "2021-05-01", "", "", 3),
      REF("b", "Hà Tĩnh", "", "Hà Tĩnh|~2020", "document", "2021-05-01"),
      REF("e", "Hà Tĩnh", "2021-02-03", "Hà Tĩnh|2020", "date", "2021-05-01")}},
    {"a merged province's committee numbers anew",
     "15-NQ/TU",
     {REF_OF("a", "Lâm Đồng", "2025-03-01", "Lâm Đồng|2020", "date", "2026-02-01", "Tỉnh ủy Lâm Đồng", "", 0),
      REF("b", "Lâm Đồng", "2025-08-01", "Lâm Đồng|2025-07", "date", "2026-02-01"),
      REF("c", "Lâm Đồng", "2025-12-01", "Lâm Đồng|2025", "date", "2026-02-01"),
      REF("d", "Hà Tĩnh", "2025-08-01", "Hà Tĩnh|2020", "date", "2026-02-01")}},
    {"a province under its former name",
     "15/KH-UBND",
     {REF_OF("a", "Huế", "2023-01-09", "Thừa Thiên Huế|2023", "date", "2025-05-01", "UBND tỉnh", "", 0),
      REF("b", "Thừa Thiên Huế", "2023-01-09", "Thừa Thiên Huế|2023", "date", "2023-05-01")}},
    {"a document without a date may be of any year: it is not the act that others cite",
     "9/KH-UBND",
     {DOCUMENT("a", "Hà Tĩnh", "", "Hà Tĩnh|?|a", "own"),
      REF("b", "Hà Tĩnh", "2022-01-09", "Hà Tĩnh|2022", "date", "2023-01-01")}},
    {"… but not when that act has its document",
     "9/KH-UBND",
     {DOCUMENT("a", "Hà Tĩnh", "2022-01-09", "Hà Tĩnh|2022", "own"),
      DOCUMENT("b", "Hà Tĩnh", "", "Hà Tĩnh|?|b", "own")}},
    {"a name is one act", "named:Hiến pháp năm 2013", {REF("a", "TW", "", "TW|", "symbol", "2020-01-01")}},
    {"laws of one name follow each other",
     "named:luật đầu tư",
     {REF("a", "TW", "2014-11-26", "TW|2014", "date", "2022-01-01"),
      REF("b", "TW", "2020", "TW|2020", "date", "2022-01-01"),
      REF_OF("c", "TW", "", NULL, "ambiguous", "2016-01-01", "", "", 1),
      REF_OF("d", "TW", "", NULL, "ambiguous", "2022-01-01", "", "", 2),
      REF("e", "TW", "", "TW|?", "alone", "2010-01-01")}},
    {"… in English, too",
     "named:law amending and supplementing a number of articles of the law on credit institutions",
     {REF("a", "TW", "2004-06-15", "TW|2004", "date", "2022-01-01"),
      REF("b", "TW", "2017-11-20", "TW|2017", "date", "2022-01-01")}},
    {"old symbols are the State's", "64-CP", {REF("a", "TW", "1993-09-27", "TW|1993", "date", "1994-01-01")}},
};

static guint
fill(const Case *tested, DcFact *facts, const guint *order, guint n) {
  for (guint i = 0; i < n; i++) {
    const Row *row = &tested->rows[order[i]];
    facts[i] = (DcFact){.ref = row->who == 'D' ? 0 : (gint64)order[i] + 1000,
                        .document = row->path[0] == 'l' ? 1000 : row->path[0],
                        .path = row->path,
                        .key = "",
                        .unit = row->unit,
                        .date = row->date,
                        .type = row->type ? row->type : "",
                        .issuer = row->issuer ? row->issuer : "",
                        .level = "",
                        .title = "",
                        .term = row->term ? row->term : "",
                        .symbol_type = "",
                        .written = "",
                        .citing_date = row->citing_date ? row->citing_date : "",
                        .citing_unit = "",
                        .own = row->who == 'O'};
  }
  return n;
}

static const DcFact *
fact_of_row(const DcFact *facts, guint n, const Row *row, guint number) {
  for (guint i = 0; i < n; i++)
    if (strcmp(facts[i].path, row->path) == 0 &&
        facts[i].ref == (row->who == 'D' ? 0 : (gint64)number + 1000))
      return &facts[i];
  return NULL;
}

static void
check_row(const Case *tested, const Row *row, const DcFact *fact, const DcResolution *resolution) {
  g_assert_nonnull(fact);
  g_autofree char *expected = row->work ? g_strdup_printf("%s|%s", tested->symbol, row->work) : NULL;
  const char *ident =
      fact->work < 0 ? NULL : g_array_index(resolution->works, DcResolvedWork, fact->work).ident;
  if (g_strcmp0(ident, expected) != 0 || strcmp(fact->reason, row->reason) != 0 ||
      (fact->candidates ? fact->candidates->len : 0) != row->candidates)
    g_error("%s: %s is %s (%s, %u), not %s (%s, %u)", tested->name, row->path, ident, fact->reason,
            fact->candidates ? fact->candidates->len : 0, expected, row->reason, row->candidates);
}

static void
test_cases(void) {
  for (guint c = 0; c < G_N_ELEMENTS(cases); c++) {
    const Case *tested = &cases[c];
    guint n = 0, order[8];
    while (n < 8 && tested->rows[n].who)
      n++;
    for (guint turn = 0; turn < 20; turn++) { /* each in several orders */
      DcFact facts[8];
      for (guint i = 0; i < n; i++)
        order[i] = i;
      for (guint i = n; turn > 0 && i > 1; i--) {
        guint other = (guint)g_test_rand_int_range(0, (gint32)i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
      }
      fill(tested, facts, order, n);
      g_autoptr(DcResolution) resolution = dc_resolve(tested->symbol, facts, n);
      for (guint i = 0; i < n; i++)
        check_row(tested, &tested->rows[i], fact_of_row(facts, n, &tested->rows[i], i), resolution);
      for (guint i = 0; i < n; i++)
        dc_fact_clear(&facts[i]);
    }
  }
}

/* A fact with all texts empty but those that matter. */
static DcFact
blank(gint64 ref, const char *path, const char *date) {
  return (DcFact){.ref = ref,
                  .document = path[0],
                  .path = path,
                  .key = "",
                  .unit = "TW",
                  .date = date,
                  .type = "KL",
                  .issuer = "",
                  .level = "",
                  .title = "",
                  .term = "",
                  .symbol_type = "",
                  .written = "",
                  .citing_date = "2025-01-01",
                  .citing_unit = ""};
}

static void
test_description(void) {
  DcFact facts[] = {blank(1, "a", "2024-08-21"), blank(2, "b", "2024-08-12"), blank(3, "c", "2024-08-12"),
                    blank(4, "c", "2024-08-21"), blank(5, "d", "2024")};
  facts[1].issuer = "Bộ Chính trị";
  facts[2].written = "91-KL-TW";
  facts[1].written = "91- Kl/TW";
  facts[4].symbol_type = "KH";
  g_autoptr(DcResolution) resolution = dc_resolve("91-KL/TW", facts, G_N_ELEMENTS(facts));
  g_assert_cmpuint(resolution->works->len, ==, 1);
  const DcResolvedWork *work = &g_array_index(resolution->works, DcResolvedWork, 0);
  /* two documents for each day: the earlier one */
  g_assert_cmpstr(work->name, ==, "91-KL/TW@2024-08-12");
  g_assert_cmpstr(work->issuer, ==, "Bộ Chính trị");
  g_assert_cmpstr(work->level, ==, "central");
  g_autoptr(GString) conflicts = g_string_new(NULL);
  for (guint i = 0; i < resolution->conflicts->len; i++) {
    const DcResolvedConflict *conflict = &g_array_index(resolution->conflicts, DcResolvedConflict, i);
    g_string_append_printf(conflicts, "%s %s %s\n", facts[conflict->fact].path, conflict->field,
                           conflict->value);
  }
  g_assert_cmpstr(conflicts->str, ==, "a date 2024-08-21\nc symbol 91-KL-TW\nc date 2024-08-21\nd type KL\n");
}

/* What the type word says, against the symbol. */
static void
test_types(void) {
  static const struct {
    const char *symbol, *word, *in_symbol;
    guint conflicts;
  } types[] = {
      {"5-QĐ/TW", "QyĐ", "QĐ", 0},        {"10/2013/TTLT-BNNPTNT-BKHĐT", "TT", "TTLT", 0},
      {"24/1994/TT-LB", "TTLT", "TT", 0}, {"5/2010/NQLT-CP-TANDTC", "NQ", "NQLT", 0},
      {"87-CT", "QĐ", "CT", 0}, /* Chủ tịch Hội đồng Bộ trưởng */
      {"65-CTr/TU", "KH", "CTr", 1},      {"94/NQ-CP", "NĐ", "NQ", 1},
  };
  for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
    DcFact fact = blank(1, "a", "");
    fact.type = types[i].word;
    fact.symbol_type = types[i].in_symbol;
    g_autoptr(DcResolution) resolution = dc_resolve(types[i].symbol, &fact, 1);
    g_test_message("%s", types[i].symbol);
    g_assert_cmpuint(resolution->conflicts->len, ==, types[i].conflicts);
  }
}

/* A document's own date and title win over what others say. */
static void
test_document_wins(void) {
  DcFact facts[] = {blank(0, "z", "2024-08-12"), blank(2, "b", "2024-08-21"), blank(3, "c", "2024-08-21")};
  facts[0].title = "Về tiếp tục thực hiện";
  facts[0].citing_date = "";
  g_autoptr(DcResolution) resolution = dc_resolve("91-KL/TW", facts, G_N_ELEMENTS(facts));
  const DcResolvedWork *work = &g_array_index(resolution->works, DcResolvedWork, 0);
  g_assert_cmpstr(work->date, ==, "2024-08-12");
  g_assert_cmpstr(work->title, ==, "Về tiếp tục thực hiện");
  g_assert_cmpuint(resolution->conflicts->len, ==, 2);
}

/* The year in a symbol is right: what belies it is a conflict, whoever states it. */
static void
test_years(void) {
  static const struct {
    const char *symbol, *stated[3], *date;
    guint conflicts;
  } given[] = {
      {"58/2022/NĐ-CP", {"2002-08-31", "2002-08-31", "2022-08-31"}, "2022-08-31", 2},
      {"58/2022/NĐ-CP", {"2002-08-31"}, "2022", 1},
      {"58/2022/NĐ-CP", {"2022-08", "2002-08-31"}, "2022-08", 1},
      {"58/2022/NĐ-CP", {""}, "", 0},
      {"58/QĐ-TTg", {"2002-08-31"}, "2002-08-31", 0},
  };
  static const char *const paths[] = {"a", "b", "c"};
  for (guint i = 0; i < G_N_ELEMENTS(given); i++) {
    DcFact facts[3];
    guint n = 0;
    for (; n < 3 && given[i].stated[n]; n++) {
      facts[n] = blank((int)n + 1, paths[n], given[i].stated[n]);
      facts[n].type = "";
    }
    g_autoptr(DcResolution) resolution = dc_resolve(given[i].symbol, facts, n);
    g_assert_cmpuint(resolution->works->len, ==, 1);
    g_assert_cmpstr(g_array_index(resolution->works, DcResolvedWork, 0).date, ==, given[i].date);
    g_assert_cmpuint(resolution->conflicts->len, ==, given[i].conflicts);
  }
}

/* Without a document an act is called what most documents call it, as far as they agree; a law by its name.
 */
static void
test_cited_titles(void) {
  static const char *const paths[] = {"a", "b", "c", "d"};
  static const struct {
    const char *symbol, *type, *cited[4], *title;
  } given[] = {
      {"91-KL/TW", "KL", {"về dạy nghề"}, "về dạy nghề"},
      {"91-KL/TW",
       "KL",
       {"về dạy nghề, các huyện", "về dạy nghề", "Về việc dạy nghề; hằng năm"},
       "về dạy nghề"},
      {"91-KL/TW",
       "KL",
       {"về dạy nghề, các huyện", "Về dạy nghề, các huyện", "về dạy nghề"},
       "Về dạy nghề, các huyện"},
      {"43/2019/QH14", "Luật", {"về học tập"}, "Luật Giáo dục"},
      {"91-KL/TW", "KL", {""}, ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(given); i++) {
    DcFact facts[4];
    guint n = 0;
    for (; n < 4 && given[i].cited[n]; n++) {
      facts[n] = blank((int)n + 1, paths[n], "2024-08-12");
      facts[n].type = given[i].type;
      facts[n].title = given[i].cited[n];
    }
    g_autoptr(DcResolution) resolution = dc_resolve(given[i].symbol, facts, n);
    g_assert_cmpstr(g_array_index(resolution->works, DcResolvedWork, 0).title, ==, given[i].title);
  }
}

static void
test_kinds(void) {
  g_assert_true(dc_resolve_kinds_differ("55/2010/QH12", "Luật", "NQ"));
  g_assert_true(dc_resolve_kinds_differ("10/2014/UBTVQH13", "NQ", "PL"));
  g_assert_false(dc_resolve_kinds_differ("55/2010/QH12", "BL", "Luật"));
  g_assert_false(dc_resolve_kinds_differ("55/2010/QH12", "HĐ", "NQ"));
  g_assert_false(dc_resolve_kinds_differ("91-KL/TW", "NQ", "Luật"));
  g_assert_false(dc_resolve_kinds_differ("10/2011/NQ-UBTVQH12", "NQ", "PL"));
}

static void
test_terms(void) {
  static const struct {
    const char *unit;
    DcLevel level;
    const char *date, *term;
  } terms[] = {
      {"TW", DC_LEVEL_CENTRAL, "2016-01-27", "XI"},
      {"TW", DC_LEVEL_CENTRAL, "2016-01-28", "XII"},
      {"TW", DC_LEVEL_CENTRAL, "2013", "XI"},
      {"TW", DC_LEVEL_CENTRAL, "2016", NULL},
      {"TW", DC_LEVEL_CENTRAL, "2021-02", "XIII"},
      {"TW", DC_LEVEL_CENTRAL, "1970-01-01", NULL},
      {"TW", DC_LEVEL_CENTRAL, "2026-02-01", "XIV"},
      {"Hà Tĩnh", DC_LEVEL_PROVINCE, "2022-02", "2020"},
      {"Hà Tĩnh", DC_LEVEL_PROVINCE, "2020", NULL},
      {"Hà Tĩnh", DC_LEVEL_PROVINCE, "2020-08-31", "2015"},
      {"Hà Tĩnh", DC_LEVEL_PROVINCE, "2020-09-01", "~2020"},
      {"Hà Tĩnh", DC_LEVEL_PROVINCE, "2020-10", "~2020"},
      {"Hà Tĩnh", DC_LEVEL_PROVINCE, "2020-11", NULL},
      {"Hà Tĩnh", DC_LEVEL_PROVINCE, "2020-11-15", "2020"},
      {"Lâm Đồng", DC_LEVEL_PROVINCE, "2025-07-01", "2025-07"},
      {"Lâm Đồng", DC_LEVEL_PROVINCE, "2025-06-30", "2020"},
      {"", DC_LEVEL_NONE, "2022-01-01", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(terms); i++)
    g_assert_cmpstr(dc_congress_term(terms[i].unit, terms[i].level, terms[i].date), ==, terms[i].term);
  g_assert_true(dc_congress_is_merged("Lâm Đồng"));
  g_assert_false(dc_congress_is_merged("Hà Tĩnh"));
  g_assert_false(dc_congress_is_merged("Huế"));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/resolve/cases", test_cases);
  g_test_add_func("/resolve/description", test_description);
  g_test_add_func("/resolve/types", test_types);
  g_test_add_func("/resolve/document-wins", test_document_wins);
  g_test_add_func("/resolve/years", test_years);
  g_test_add_func("/resolve/cited-titles", test_cited_titles);
  g_test_add_func("/resolve/kinds", test_kinds);
  g_test_add_func("/resolve/terms", test_terms);
  return g_test_run();
}
