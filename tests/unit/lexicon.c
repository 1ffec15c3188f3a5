#include "corpus/lexicon/lexicon.h"
#include "corpus/lexicon/places.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"

extern const char dc_types_csv[], dc_issuers_csv[], dc_units_csv[], dc_districts_csv[], dc_communes_csv[];
extern const gsize dc_types_csv_len, dc_issuers_csv_len, dc_units_csv_len, dc_districts_csv_len,
    dc_communes_csv_len;

typedef gboolean (*CheckFunc)(char **row, const char *form);

/* The last column of a table holds forms that must be found as the row itself. */
static void
check_examples(const char *csv, gsize len, CheckFunc check) {
  g_autoptr(GPtrArray) rows = dc_csv_table(csv, len);
  g_assert_cmpuint(rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    g_auto(GStrv) examples = g_strsplit(row[g_strv_length(row) - 1], "|", -1);
    g_assert_cmpuint(g_strv_length(examples), >, 0);
    for (guint k = 0; examples[k]; k++)
      if (!check(row, examples[k]))
        g_error("example \"%s\" of row \"%s\" is not found as such", examples[k], row[0]);
  }
}

static gboolean
is_type(char **row, const char *form) {
  g_autofree char *fold = dc_letters_fold(form, -1);
  gboolean party = strcmp(row[3], "1") == 0 && strcmp(row[4], "1") != 0;
  const DcType *type =
      party ? dc_lexicon_party_type_n(fold, strlen(fold)) : dc_lexicon_type_n(fold, strlen(fold));
  return type && strcmp(type->abbreviation, row[0]) == 0;
}

static gboolean
is_issuer(char **row, const char *form) {
  const DcIssuer *issuer = dc_lexicon_issuer(form);
  return issuer && strcmp(issuer->suffix, row[0]) == 0;
}

static gboolean
is_province(char **row, const char *form) {
  const DcUnit *unit = dc_lexicon_province(form);
  return unit && strcmp(unit->name, row[0]) == 0;
}

static void
test_examples(void) {
  check_examples(dc_types_csv, dc_types_csv_len, is_type);
  check_examples(dc_issuers_csv, dc_issuers_csv_len, is_issuer);
  check_examples(dc_units_csv, dc_units_csv_len, is_province);
}

/* What tells most words by their first or last bytes lets every form pass, whatever white space is in it. */
static void
test_edges(void) {
  const GPtrArray *types = dc_lexicon_types();
  for (guint i = 0; i < types->len; i++) {
    g_autoptr(GPtrArray) forms = dc_lexicon_type_forms(((const DcType *)types->pdata[i])->abbreviation);
    g_assert_cmpuint(forms->len, >, 0);
    for (guint k = 0; k < forms->len; k++) {
      g_autofree char *text = g_strdup_printf("(%s.", (const char *)forms->pdata[k]);
      g_assert_nonnull(dc_lexicon_type_n(text + 1, strlen(text) - 2));
      g_autofree char *spaced =
          g_strdelimit(g_strdup_printf("\n%s", (const char *)forms->pdata[k]), " ", '\n');
      g_assert_nonnull(dc_lexicon_type_n(spaced, strlen(spaced)));
      g_assert_true(dc_lexicon_may_end_type(text, strlen(text) - 1));
    }
  }
}

static void
test_provinces_on(void) {
  static const struct {
    const char *date;
    guint count;
  } cases[] = {{"2024-12-31", 63}, {"2025-01-01", 63}, {"2025-06-30", 63},
               {"2025-07-01", 34}, {"2008-08-01", 63}, {"2008-07-31", 64}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GPtrArray) units = dc_lexicon_provinces_on(cases[i].date);
    g_assert_cmpuint(units->len, ==, cases[i].count);
  }
}

static void
test_mergers(void) {
  const GPtrArray *all = dc_lexicon_provinces();
  for (guint i = 0; i < all->len; i++) {
    const DcUnit *unit = all->pdata[i];
    if (!*unit->into)
      continue;
    const DcUnit *into = dc_lexicon_province(unit->into);
    g_assert_nonnull(into);
    g_assert_cmpstr(into->name, ==, unit->into);
    g_assert_cmpstr(into->until, ==, "");
    g_assert_cmpstr(unit->until, !=, "");
  }
}

static void
test_look_up(void) {
  g_assert_cmpstr(dc_lexicon_type_n("nghị\nquyết số", strlen("nghị\nquyết"))->abbreviation, ==, "NQ");
  g_assert_cmpstr(dc_lexicon_type("thông tư liên tịch")->abbreviation, ==, "TTLT");
  g_assert_cmpstr(dc_lexicon_type("TT")->name, ==, "Thông tư");
  g_assert_cmpstr(dc_lexicon_party_type_n("tt", 2)->name, ==, "Thông tri");
  g_assert_cmpstr(dc_lexicon_type("ĐA")->name, ==, "Đề án");
  g_assert_cmpstr(dc_lexicon_type("DA")->name, ==, "Dự án");
  g_assert_cmpstr(dc_lexicon_issuer("bldtbxh")->suffix, ==, "BLĐTBXH");
  g_assert_cmpint(dc_lexicon_issuer("TU")->level, ==, DC_LEVEL_PROVINCE);
  g_assert_cmpstr(dc_lexicon_body_n("bộ y  tế", strlen("bộ y  tế"))->suffix, ==, "BYT");
  g_assert_cmpstr(dc_lexicon_body_n("ủy ban nhân dân", strlen("ủy ban nhân dân"))->suffix, ==, "UBND");
  g_assert_null(dc_lexicon_type(""));
  g_assert_null(dc_lexicon_issuer("XYZ"));
  g_autofree char *longest = g_strnfill(5000, 'a');
  g_assert_null(dc_lexicon_province(longest));
}

static void
test_levels(void) {
  for (int level = DC_LEVEL_NONE; level <= DC_LEVEL_COMMUNE; level++)
    g_assert_cmpint(dc_level_parse(dc_level_name((DcLevel)level)), ==, level);
  g_assert_cmpint(dc_level_parse("planet"), ==, DC_LEVEL_NONE);
}

/* A name borne in several provinces is told by its kind or stays open; a unit that moved is told by the date.
 */
static void
test_places(void) {
  static const struct {
    DcLevel level;
    const char *kind, *name, *date, *province;
  } cases[] = {
      {DC_LEVEL_DISTRICT, NULL, "Kim Động", "", "Hưng Yên"},
      {DC_LEVEL_DISTRICT, "huyện", "KIM ĐỘNG", "2024-12-02", "Hưng Yên"},
      {DC_LEVEL_DISTRICT, NULL, "Kim  Động", "2025-08-01", NULL},
      {DC_LEVEL_DISTRICT, NULL, "Châu Thành", "", NULL},
      {DC_LEVEL_DISTRICT, "huyện", "Châu Thành", "2020-01-01", NULL},
      {DC_LEVEL_DISTRICT, NULL, "Bình Tân", "", NULL},
      {DC_LEVEL_DISTRICT, "quận", "Bình Tân", "", "TP. Hồ Chí Minh"},
      {DC_LEVEL_DISTRICT, "huyện", "Bình Tân", "", "Vĩnh Long"},
      {DC_LEVEL_DISTRICT, NULL, "Chương Mỹ", "2007-05-04", "Hà Tây"},
      {DC_LEVEL_DISTRICT, NULL, "Chương Mỹ", "2008-08-01", "Hà Nội"},
      {DC_LEVEL_DISTRICT, NULL, "Chương Mỹ", "", "Hà Nội"},
      {DC_LEVEL_DISTRICT, NULL, "Phú Vang", "2025-03-01", "Huế"},
      {DC_LEVEL_DISTRICT, NULL, "Phú Vang", "2024-03-01", "Thừa Thiên Huế"},
      {DC_LEVEL_DISTRICT, NULL, "Phan Rang - Tháp Chàm", "", "Ninh Thuận"},
      {DC_LEVEL_DISTRICT, NULL, "Phan Rang-Tháp Chàm", "", "Ninh Thuận"},
      {DC_LEVEL_DISTRICT, NULL, "Đak Đoa", "", "Gia Lai"},
      {DC_LEVEL_DISTRICT, NULL, "Quận 9", "2019-01-01", "TP. Hồ Chí Minh"},
      {DC_LEVEL_DISTRICT, NULL, "Không Có", "", NULL},
      {DC_LEVEL_DISTRICT, NULL, "", "", NULL},
      {DC_LEVEL_COMMUNE, NULL, "Lương Minh", "2025-11-25", "Quảng Ninh"},
      {DC_LEVEL_COMMUNE, NULL, "Lương Minh", "2021-11-25", NULL},
      {DC_LEVEL_COMMUNE, NULL, "Tân Lập", "2025-11-25", NULL},
      {DC_LEVEL_PROVINCE, NULL, "Hà Tĩnh", "", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(dc_places_province(cases[i].level, cases[i].kind, cases[i].name, cases[i].date), ==,
                    cases[i].province);
  g_assert_true(dc_places_lies_in(DC_LEVEL_DISTRICT, "châu thành", "Long An"));
  g_assert_true(dc_places_lies_in(DC_LEVEL_DISTRICT, "Kim Động", "Hưng Yên"));
  g_assert_false(dc_places_lies_in(DC_LEVEL_DISTRICT, "Kim Động", "Hà Tĩnh"));
}

static void
check_places_table(const char *data, gsize len, guint names_at_least) {
  g_autoptr(GPtrArray) rows = dc_csv_table(data, len);
  guint count = 0;
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    const DcUnit *unit = dc_lexicon_province(row[0]);
    g_assert_nonnull(unit);
    g_assert_cmpstr(unit->name, ==, row[0]);
    g_assert_true(!*row[3] || strcmp(row[2], row[3]) < 0);
    g_auto(GStrv) names = g_strsplit(row[4], "|", -1);
    for (guint k = 0; names[k]; k++, count++) {
      g_autofree char *stripped = g_strstrip(g_strdup(names[k]));
      g_assert_cmpstr(stripped, ==, names[k]);
      g_assert_cmpstr(names[k], !=, "");
    }
  }
  g_assert_cmpuint(count, >=, names_at_least);
}

static void
test_places_tables(void) {
  check_places_table(dc_districts_csv, dc_districts_csv_len, 696);
  check_places_table(dc_communes_csv, dc_communes_csv_len, 3321);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/lexicon/examples", test_examples);
  g_test_add_func("/lexicon/edges", test_edges);
  g_test_add_func("/lexicon/provinces-on", test_provinces_on);
  g_test_add_func("/lexicon/mergers", test_mergers);
  g_test_add_func("/lexicon/look-up", test_look_up);
  g_test_add_func("/lexicon/places", test_places);
  g_test_add_func("/lexicon/places-tables", test_places_tables);
  g_test_add_func("/lexicon/levels", test_levels);
  return g_test_run();
}
