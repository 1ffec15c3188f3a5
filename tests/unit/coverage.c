/* Which units have acted: mergers, statuses, deadlines. */
#include "query/coverage.h"
#include "fixture.h"

#include <string.h>

#define I DC_RELATION_IMPLEMENTS

static void
world(Fixture *f) {
  gint64 kl = fixture_work(f, "91-KL/TW", "TW", "2024-08-12", "", NULL);
  gint64 may[] = {kl, 0};
  gint64 thai_binh = fixture_work(f, "1-KH/TU", "Thái Bình", "2024-10-12", "", "/thai-binh");
  gint64 late = fixture_work(f, "2-KH/TU", "Hưng Yên", "2024-11-12", "", "/hung-yen");
  gint64 district = fixture_work(f, "3-KH/HU", "Hà Nam/Duy Tiên", "2024-11-12", "", "/duy-tien");
  gint64 sa_pa = fixture_work(f, "4-KH/HU", "Lào Cai/Sa Pa", "2024-12-01", "", "/sa-pa");
  gint64 lao_cai = fixture_work(f, "5-KH/TU", "Lào Cai", "2024-09-01", "", NULL);
  gint64 cites = fixture_work(f, "6/KH-UBND", "Huế", "2025-02-01", "", "/hue");
  fixture_work(f, "7/KH-UBND", "Cà Mau", "2025-02-01", "", "/ca-mau");
  fixture_work(f, "8/KH-UBND", "Cao Bằng", "2023-02-01", "", "/cao-bang");
  fixture_work(f, "9/KH-UBND", "Sơn La", "", "", "/son-la");
  fixture_work(f, "10/KH-UBND", "Nghệ An", "2025-03-01", "", "/nghe-an");
  fixture_unreadable(f, "/scan");
  fixture_edge(f, "/thai-binh", thai_binh, kl, I, "91-KL/TW");
  fixture_edge(f, "/hung-yen", late, kl, I, "91-KL/TW");
  fixture_edge(f, "/duy-tien", district, kl, I, "91-KL/TW");
  fixture_edge(f, "/sa-pa", sa_pa, lao_cai, I, "5-KH/TU");
  fixture_edge(f, "/sa-pa", lao_cai, kl, I, "91-KL/TW");
  fixture_edge(f, "/hue", cites, kl, DC_RELATION_CITES, "91-KL/TW");
  fixture_undecided(f, "/nghe-an", "91-KL/TW", "TW", may);
}

static char *
cell_text(const DcCoverRow *row, guint column) {
  const DcCoverCell *cell = g_ptr_array_index(row->cells, column);
  g_autofree char *days = cell->timed ? g_strdup_printf(" %d", cell->days) : g_strdup("");
  return g_strdup_printf("%s %s %s%s%s %u", dc_cover_name(cell->cover), cell->key, cell->unit, days,
                         cell->late ? " late" : "", cell->below);
}

static DcCoverage *
make(Fixture *f, DcCoverOptions options) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func((GDestroyNotify)dc_work_free);
  g_ptr_array_add(works, fixture_find(f, "91-KL/TW"));
  DcCoverage *coverage = dc_coverage_new(f->store, works, &options, &error);
  g_assert_no_error(error);
  return coverage;
}

static const DcCoverRow *
find_row(const DcCoverage *coverage, const char *unit) {
  for (guint i = 0; i < coverage->rows->len; i++) {
    const DcCoverRow *row = g_ptr_array_index(coverage->rows, i);
    if (strcmp(row->unit, unit) == 0)
      return row;
  }
  return NULL;
}

static void
test_provinces(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  world(f);
  static const struct {
    const char *as_of, *unit, *cell;
    guint rows;
  } cases[] = {
      {"2025-07-01", "Hưng Yên", "implements 1-KH/TU Thái Bình 61 0", 34},
      {"2025-06-30", "Hưng Yên", "implements 2-KH/TU Hưng Yên 92 late 0", 63},
      {"2025-06-30", "Thái Bình", "implements 1-KH/TU Thái Bình 61 0", 63},
      {"2025-07-01", "Thái Bình", NULL, 34},
      {"2025-07-01", "Ninh Bình", "no_document   1", 34},
      {"2025-06-30", "Hà Nam", "no_document   1", 63},
      {"2025-07-01", "Lào Cai", "implements 5-KH/TU Lào Cai 20 1", 34},
      {"2025-07-01", "Huế", "cites 6/KH-UBND Huế 173 late 0", 34},
      {"2025-07-01", "Cà Mau", "nothing   0", 34},
      {"2025-07-01", "Cao Bằng", "predates   0", 34},
      {"2025-07-01", "Sơn La", "undated   0", 34},
      {"2025-07-01", "Nghệ An", "ambiguous 10/KH-UBND Nghệ An 201 0", 34},
      {"2025-07-01", "Hà Nội", "no_document   0", 34},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcCoverage) coverage = make(f, (DcCoverOptions){cases[i].as_of, NULL, 90, NULL});
    const DcCoverRow *row = find_row(coverage, cases[i].unit);
    g_autofree char *text = row != NULL ? cell_text(row, 0) : NULL;
    g_assert_cmpuint(coverage->rows->len, ==, cases[i].rows);
    g_assert_cmpstr(text, ==, cases[i].cell);
  }
}

static void
test_parts(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  world(f);
  g_autoptr(DcCoverage) coverage = make(f, (DcCoverOptions){"2025-07-01", NULL, -1, NULL});
  const DcCoverRow *row = find_row(coverage, "Ninh Bình");
  g_assert_cmpuint(row->parts->len, ==, 2);
  g_assert_cmpstr(g_ptr_array_index(row->parts, 0), ==, "Hà Nam");
  g_assert_cmpstr(g_ptr_array_index(row->parts, 1), ==, "Nam Định");
}

static void
test_districts(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  world(f);
  g_autoptr(DcCoverage) coverage = make(f, (DcCoverOptions){"2025-07-01", "lao cai", -1, NULL});
  g_assert_cmpuint(coverage->rows->len, ==, 1);
  g_autofree char *text = cell_text(g_ptr_array_index(coverage->rows, 0), 0);
  g_assert_cmpstr(text, ==, "indirect 4-KH/HU Lào Cai/Sa Pa 111 0");
}

/* A district counts for the province into which its own went. */
static void
test_merged_districts(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  world(f);
  static const struct {
    const char *as_of, *unit, *row;
  } cases[] = {{"2025-07-01", "Ninh Bình", "Hà Nam/Duy Tiên"},
               {"2025-06-30", "Ninh Bình", NULL},
               {"2025-06-30", "Hà Nam", "Hà Nam/Duy Tiên"}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcCoverage) coverage = make(f, (DcCoverOptions){cases[i].as_of, cases[i].unit, -1, NULL});
    g_assert_cmpuint(coverage->rows->len, ==, cases[i].row != NULL);
    g_assert_true(cases[i].row == NULL || find_row(coverage, cases[i].row) != NULL);
  }
}

/* What came after the day does not count. */
static void
test_until(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  world(f);
  static const struct {
    const char *until, *unit, *cell;
  } cases[] = {
      {"2024-10-31", "Hưng Yên", "no_document   0"},
      {"2024-11-30", "Hưng Yên", "implements 2-KH/TU Hưng Yên 92 0"},
      {"2024-12-31", "Huế", "no_document   0"},
      {"2024-12-31", "Cà Mau", "no_document   0"},
      {"2024-12-31", "Nghệ An", "no_document   0"},
      {"2024-11-30", "Lào Cai", "implements 5-KH/TU Lào Cai 20 0"},
      {"2025-02-01", "Cà Mau", "nothing   0"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcCoverage) coverage = make(f, (DcCoverOptions){"2025-06-30", NULL, -1, cases[i].until});
    g_autofree char *text = cell_text(find_row(coverage, cases[i].unit), 0);
    g_assert_cmpstr(text, ==, cases[i].cell);
  }
  g_autoptr(DcCoverage) districts = make(f, (DcCoverOptions){"2025-06-30", "Lào Cai", -1, "2024-11-30"});
  g_assert_cmpuint(districts->rows->len, ==, 0);
}

/* What “nothing” rests on: each work once, plans first, the nearest in subject before the others. */
static void
test_rest(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  gint64 kl = fixture_work(f, "91-KL/TW", "TW", "2024-08-12", "về đổi mới giáo dục và đào tạo", NULL);
  fixture_work(f, "7/KH-UBND", "Cà Mau", "2025-02-01", "Kế hoạch phòng cháy rừng", "/rung");
  fixture_work(f, "8/KH-UBND", "Cà Mau", "2025-03-01", "Kế hoạch giáo dục và đào tạo", "/giao-duc");
  fixture_work(f, "9/QĐ-UBND", "Cà Mau", "2025-01-01", "đổi mới giáo dục và đào tạo", "/quyet-dinh");
  fixture_work(f, "6/KH-UBND", "Cà Mau", "2024-01-01", "Kế hoạch giáo dục và đào tạo", "/truoc");
  fixture_work(f, "5/QĐ-UBND", "Huế", "2025-01-01", "về bầu cử", "/hue");
  g_autoptr(GError) error = NULL;
  g_autoptr(DcCoverage) coverage = make(f, (DcCoverOptions){"2025-07-01", NULL, -1, NULL});
  g_autoptr(DcWork) work = dc_store_work(f->store, kl, &error);
  g_autoptr(DcCoverRest) many = dc_coverage_rest(f->store, find_row(coverage, "Cà Mau"), work, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(many->works, ==, 3);
  g_assert_cmpuint(many->plans, ==, 2);
  g_assert_cmpuint(many->nearest->len, ==, 2);
  g_assert_cmpstr(((DcDocumentRow *)g_ptr_array_index(many->nearest, 0))->key, ==, "8/KH-UBND");
  g_autoptr(DcCoverRest) until =
      dc_coverage_rest(f->store, find_row(coverage, "Cà Mau"), work, "2025-02-28", &error);
  g_assert_cmpuint(until->plans, ==, 1);
  g_autoptr(DcCoverRest) none = dc_coverage_rest(f->store, find_row(coverage, "Huế"), work, NULL, &error);
  g_assert_cmpuint(none->works, ==, 1);
  g_assert_cmpuint(none->plans, ==, 0);
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, fixture_setup, function, fixture_teardown)

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/coverage/provinces", test_provinces);
  ADD("/coverage/parts", test_parts);
  ADD("/coverage/districts", test_districts);
  ADD("/coverage/merged-districts", test_merged_districts);
  ADD("/coverage/until", test_until);
  ADD("/coverage/rest", test_rest);
  return g_test_run();
}
