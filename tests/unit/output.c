#include "tools/output.h"

#include <string.h>

static const DcField fields[] = {{"key", DC_FIELD_TEXT, "Key"},
                                 {"number", DC_FIELD_INTEGER, "Number"},
                                 {"hidden", DC_FIELD_REAL, NULL},
                                 {"via", DC_FIELD_LIST, "Via"}};

static char *
written(DcFormat format, const char *record, const char *key, gboolean *ok) {
  char *text = NULL;
  size_t len = 0;
  static const char *const via[] = {"a", "b", NULL};
  FILE *stream = open_memstream(&text, &len);
  DcOutput *output = dc_output_new(stream, format);
  for (int table = 0; table < 2; table++) {
    dc_output_table(output, "Heading", record, fields, G_N_ELEMENTS(fields));
    dc_output_text(output, table == 0 ? key : "x");
    dc_output_integer(output, -7);
    dc_output_real(output, 0.5);
    dc_output_list(output, table == 0 ? via : NULL);
    dc_output_end_row(output);
  }
  dc_output_note(output, "note %d", 1);
  *ok = dc_output_free(output);
  fclose(stream);
  char *copy = g_strndup(text, len);
  free(text);
  return copy;
}

static void
test_formats(void) {
  static const struct {
    DcFormat format;
    const char *record, *key, *expected;
  } cases[] = {
      {DC_FORMAT_JSONL, "r", "a\"\n\xC4\x90",
       "{\"record\":\"r\",\"key\":\"a\\\"\\n\xC4\x90\",\"number\":-7,\"hidden\":0.5,\"via\":[\"a\",\"b\"]}\n"
       "{\"record\":\"r\",\"key\":\"x\",\"number\":-7,\"hidden\":0.5,\"via\":[]}\n"},
      {DC_FORMAT_JSON, NULL, "\xFF",
       "[\n {\"key\":\"\xEF\xBF\xBD\",\"number\":-7,\"hidden\":0.5,\"via\":[\"a\",\"b\"]},\n"
       " {\"key\":\"x\",\"number\":-7,\"hidden\":0.5,\"via\":[]}\n]\n"},
      {DC_FORMAT_CSV, "r", "a\"b,\r\nc",
       "record,key,number,hidden,via\r\nr,\"a\"\"b,\r\nc\",-7,0.5,a b\r\nr,x,-7,0.5,\r\n"},
      {DC_FORMAT_CSV, NULL, "", "key,number,hidden,via\r\n,-7,0.5,a b\r\nx,-7,0.5,\r\n"},
      {DC_FORMAT_TSV, NULL, "a\tb\\\n",
       "key\tnumber\thidden\tvia\na\\tb\\\\\\n\t-7\t0.5\ta b\nx\t-7\t0.5\t\n"},
      {DC_FORMAT_TABLE, "r", "e\xCC\x82\033[31m\xE4\xB8\xAD",
       "Heading\nKey       Number  Via\ne\xCC\x82 [31m\xE4\xB8\xAD      -7  a ← b\n\n"
       "Heading\nKey  Number\nx        -7\n    note 1\n"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    gboolean ok;
    g_autofree char *text = written(cases[i].format, cases[i].record, cases[i].key, &ok);
    g_assert_cmpstr(text, ==, cases[i].expected);
    g_assert_true(ok);
  }
}

static void
test_integers(void) {
  static const DcField one[] = {{"n", DC_FIELD_INTEGER, "N"}};
  static const gint64 values[] = {0, 9, 10, -1, 1234567890, G_MAXINT64, G_MININT64};
  for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
    char *text = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&text, &len);
    DcOutput *output = dc_output_new(stream, DC_FORMAT_JSONL);
    dc_output_table(output, NULL, NULL, one, 1);
    dc_output_integer(output, values[i]);
    dc_output_end_row(output);
    g_assert_true(dc_output_free(output));
    fclose(stream);
    g_autofree char *expected = g_strdup_printf("{\"n\":%" G_GINT64_FORMAT "}\n", values[i]);
    g_assert_cmpstr(text, ==, expected);
    free(text);
  }
}

static void
test_full_disk(void) {
  FILE *stream = fopen("/dev/full", "w");
  if (stream == NULL) {
    g_test_skip("no /dev/full here");
    return;
  }
  DcOutput *output = dc_output_new(stream, DC_FORMAT_CSV);
  dc_output_table(output, NULL, NULL, fields, G_N_ELEMENTS(fields));
  g_assert_false(dc_output_free(output));
  fclose(stream);
}

static void
test_width(void) {
  static const struct {
    const char *text;
    gsize width;
  } cases[] = {{"", 0},
               {"Kế hoạch", 8},
               {"Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
                "ch",
                8},
               {"中文", 4},
               {"Đ–…", 3}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpuint(dc_output_width(cases[i].text, -1), ==, cases[i].width);
}

static void
test_format_names(void) {
  g_autoptr(GError) error = NULL;
  DcFormat format;
  g_assert_true(dc_format_parse("tsv", &format, &error));
  g_assert_cmpint(format, ==, DC_FORMAT_TSV);
  g_assert_false(dc_format_parse("xls", &format, &error));
  g_assert_nonnull(strstr(error->message, "xls"));
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/output/formats", test_formats);
  g_test_add_func("/output/integers", test_integers);
  g_test_add_func("/output/full-disk", test_full_disk);
  g_test_add_func("/output/width", test_width);
  g_test_add_func("/output/format-names", test_format_names);
  return g_test_run();
}
