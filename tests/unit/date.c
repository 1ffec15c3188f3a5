#include "indexer/date.h"

#include <string.h>

static const struct {
  const char *text, *iso; /* NULL: no date */
} dates[] = {
    {"ngày 12/8/2024", "2024-08-12"},
    {"ngày 31 tháng 12 nãm 2020", "2020-12-31"},
    {"ngày 09 thảng 12 năm 2024", "2024-12-09"},
    {"ngay 01 tháng 11 năm 2007", "2007-11-01"},
    {"ngay 15 tháng này", NULL},
    {"ngày 12.8.2024", "2024-08-12"},
    {"ngày 12-8-2024", "2024-08-12"},
    {"ngày 12/8/24", "2024-08-12"},
    {"ngày 16/7/20 21", "2021-07-16"},
    {"12/8/2024", "2024-08-12"},
    {"ngày 14 tháng 11 năm 2024", "2024-11-14"},
    {"ngày 23\ntháng 02 năm\n2022", "2022-02-23"},
    {"NGÀY 14 THÁNG 11 NĂM 2024", "2024-11-14"},
    {"ban hành ngày 12/8/2024", "2024-08-12"},
    {"Ngày ban hành: 04/02/2015", "2015-02-04"},
    {"tháng 8/2024", "2024-08"},
    {"tháng 8 năm 2024", "2024-08"},
    {"năm 2013", "2013"},
    {"ngày     tháng    năm 2021", "2021"},
    {"ngày … tháng … năm 2021", "2021"},
    {"ngày.... tháng.... năm 2021", "2021"},
    {"ngày      tháng 8 năm 2024", "2024-08"},
    {"of May 26, 2011", "2011-05-26"},
    {"of June 3. 2002", "2002-06-03"},
    {"of July 24.2002", "2002-07-24"},
    {"dated December 25, 2001", "2001-12-25"},
    {"ngày 12/13/2024", NULL},
    {"ngày làm việc", NULL},
    {"tháng tới", NULL},
    {"năm học 2023", NULL},
    {"12/8", NULL},
};

static void
test_read(void) {
  for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
    g_autoptr(DcView) view = dc_view_new(dates[i].text, strlen(dates[i].text));
    DcWords words = dc_words_new(view, NULL);
    DcDate date;
    gboolean found = dc_date_read(&words, 0, &date);
    g_test_message("%s", dates[i].text);
    g_assert_cmpstr(found ? date.iso : NULL, ==, dates[i].iso);
    if (found)
      g_assert_cmpuint(date.end, ==, view->len);
  }
}

/* A year that recognition tore in two, and a number behind a year of two digits. */
static void
test_torn_year(void) {
  static const struct {
    const char *text, *iso;
  } torn[] = {{"ngày 16/7/20 21 của Chính phủ", "2021-07-16"},
              {"ngày 16/7/20 21; Kế hoạch", "2021-07-16"},
              {"ngày 16/7/20 25 xã được công nhận", "2020-07-16"}};
  for (guint i = 0; i < G_N_ELEMENTS(torn); i++) {
    g_autoptr(DcView) view = dc_view_new(torn[i].text, strlen(torn[i].text));
    DcWords words = dc_words_new(view, NULL);
    DcDate date;
    g_assert_true(dc_date_read(&words, 0, &date));
    g_assert_cmpstr(date.iso, ==, torn[i].iso);
  }
}

static void
test_before(void) {
  static const char text[] = "Pursuant to December 25, 2001 Law";
  g_autoptr(DcView) view = dc_view_new(text, strlen(text));
  DcWords words = dc_words_new(view, NULL);
  DcDate date;
  g_assert_cmpuint(dc_date_before(&words, strlen("Pursuant to December 25, 2001 "), &date), ==,
                   strlen("Pursuant to "));
  g_assert_cmpstr(date.iso, ==, "2001-12-25");
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/date/read", test_read);
  g_test_add_func("/date/torn-year", test_torn_year);
  g_test_add_func("/date/before", test_before);
  return g_test_run();
}
