/* Parts of the readers of binary formats that need no whole file: lists of Word, cells of PDF. */
#include <string.h>

#include "corpus/doc-lists.h"
#include "corpus/document.h"
#include "corpus/pdf-table.h"

enum { PAIR_LISTS = 73, PAIR_NUMBERS = 74, LSTF = 28, LVLF = 28, LFO = 16, START = 0x10 };

static void
add(GByteArray *bytes, guint64 value, guint size) {
  value = GUINT64_TO_LE(value);
  g_byte_array_append(bytes, (const guint8 *)&value, size);
}

static void
add_nothing(GByteArray *bytes, guint size) {
  for (guint i = 0; i < size; i++)
    add(bytes, 0, 1);
}

static void
set_pair(GByteArray *stream, guint pair, guint start, guint len) {
  guint32 said[2] = {GUINT32_TO_LE(start), GUINT32_TO_LE(len)};
  memcpy(stream->data + 0x9A + 8 * pair, said, sizeof said);
}

/* The label of the first paragraph of the first list of so many: its count, which begins with 4, or with 9 by
 * its number's own word, then points up to so many characters. */
static char *
first_label(guint lists, guint chars) {
  g_autoptr(GByteArray) table = g_byte_array_new(), stream = g_byte_array_new();
  add(table, lists, 2);
  for (guint i = 0; i < lists; i++) {
    add(table, i + 7, 4);
    add_nothing(table, LSTF - 6);
    add(table, 1, 2); /* of one level */
  }
  guint heads = table->len;
  for (guint i = 0; i < lists; i++) {
    guint n = i ? 0 : chars;
    add(table, 4, 4);
    add_nothing(table, LVLF - 4);
    add(table, n, 2);
    for (guint k = 0; k < n; k++)
      add(table, k ? '.' : 0, 2);
  }
  guint numbers = table->len;
  add(table, lists, 4);
  for (guint i = 0; i < lists; i++) {
    add(table, i + 7, 4);
    add_nothing(table, LFO - 8);
    add(table, i == 0, 4); /* how many levels begin elsewhere */
  }
  add(table, G_MAXUINT32, 4);
  add(table, 9, 4);
  add(table, START, 4);
  add_nothing(stream, 0x9A + 8 * (PAIR_NUMBERS + 1));
  set_pair(stream, PAIR_LISTS, 0, heads);
  set_pair(stream, PAIR_NUMBERS, numbers, table->len - numbers);
  DcNumbering *read =
      dc_doc_lists_new((DcDocBytes){stream->data, stream->len}, (DcDocBytes){table->data, table->len});
  char *label = dc_doc_lists_label(read, 1, 0);
  dc_numbering_free(read);
  return label;
}

static void
test_lists(void) {
  g_autofree char *few = first_label(3, 2), *many = first_label(5000, 2), *label = first_label(3, 65535);
  g_assert_cmpstr(few, ==, "9.");
  g_assert_cmpstr(many, ==, "9.");
  g_assert_true(g_str_has_prefix(label, "9..."));
  g_assert_cmpuint(strlen(label), <, 256);
}

static void
test_pattern(void) {
  DcNumbering *numbering = dc_numbering_new();
  g_autoptr(GString) pattern = g_string_new("%1");
  while (pattern->len < 10000)
    g_string_append(pattern, "Điều ");
  dc_numbering_add_list(numbering, "1");
  dc_numbering_set_start(numbering, 0, 1);
  dc_numbering_set_pattern(numbering, 0, pattern->str);
  dc_numbering_add_number(numbering, "1", "1");
  g_autofree char *label = dc_numbering_label(numbering, "1", 0);
  g_assert_true(g_str_has_prefix(label, "1Điều Điều"));
  g_assert_true(g_utf8_validate(label, -1, NULL));
  g_assert_cmpuint(strlen(label), <, 256);
  dc_numbering_free(numbering);
}

/* ---- PDF ---- */

/* A page with one ruled table of two rows of two cells. */
static PopplerDocument *
make_page(void) {
  static const char content[] = "1 w 50 700 400 60 re S 50 730 m 450 730 l S 250 700 m 250 760 l S";
  g_autofree char *pdf = g_strdup_printf(
      "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
      "1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n"
      "4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
      (int)strlen(content), content);
  g_autoptr(GBytes) bytes = g_bytes_new(pdf, strlen(pdf));
  PopplerDocument *file = poppler_document_new_from_bytes(bytes, NULL, NULL);
  g_assert_nonnull(file);
  return file;
}

/* Characters whose places nobody knows are behind those that have one: in a cell, and in none. */
static void
test_placeless(void) {
  PopplerDocument *file = make_page();
  PopplerPage *page = poppler_document_get_page(file, 0);
  g_autoptr(DcPdfGrid) grid = dc_pdf_grid_new(page);
  g_assert_nonnull(grid);
  for (int in_cell = 0; in_cell < 2; in_cell++) {
    g_autoptr(DcPdfText) text = dc_pdf_text_new();
    PopplerRectangle box = {60, in_cell ? 45 : 20, 66, in_cell ? 57 : 32};
    dc_pdf_text_append(text, "a", &box, NULL);
    g_string_append(text->text, "bố\nc");
    g_autoptr(DcDocument) document = dc_document_new("x");
    DcFlow *flow = dc_flow_new();
    dc_pdf_table_add(text, grid, flow);
    dc_flow_finish(flow, NULL, document);
    g_assert_cmpstr(document->text, ==, in_cell ? "bố\nc\na\n" : "abố\nc\n");
  }
  g_object_unref(page);
  g_object_unref(file);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/parts/lists", test_lists);
  g_test_add_func("/parts/pattern", test_pattern);
  g_test_add_func("/parts/placeless", test_placeless);
  return g_test_run();
}
