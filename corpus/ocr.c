#include "corpus/ocr.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/child.h"

/* Columns of Tesseract's TSV output. */
enum {
  COLUMN_LEVEL,
  COLUMN_BLOCK = 2,
  COLUMN_PARAGRAPH,
  COLUMN_LINE,
  COLUMN_CONFIDENCE = 10,
  COLUMN_TEXT,
  COLUMNS
};

static const DcChildLimits limits = {.seconds = 120, .memory = (gsize)2 << 30, .output = 16u << 20};

char *
dc_ocr_read(const guint8 *picture, gsize len, int *confidence, GError **error) {
  static const char *const argv[] = {"tesseract", "stdin", "stdout", "-l", "vie", "tsv", NULL};
  g_autoptr(GError) failed = NULL;
  g_autoptr(GBytes) table = dc_child_run(argv, picture, len, &limits, &failed);
  if (!table) {
    if (g_error_matches(failed, DC_ERROR, DC_ERROR_NOT_FOUND))
      g_set_error(error, DC_ERROR, DC_ERROR_NOT_FOUND,
                  "recognition needs tesseract; install the packages tesseract-ocr and tesseract-ocr-vie");
    else
      g_propagate_error(error, g_steal_pointer(&failed));
    return NULL;
  }
  gsize size;
  const char *bytes = g_bytes_get_data(table, &size);
  g_autofree char *valid = g_utf8_make_valid(bytes ? bytes : "", (gssize)size);
  g_auto(GStrv) rows = g_strsplit(valid, "\n", -1);
  g_autofree char *last = NULL;
  GString *text = g_string_new(NULL);
  double sum = 0;
  guint words = 0;
  for (guint i = 1; rows[0] && rows[i]; i++) {
    g_auto(GStrv) cells = g_strsplit(rows[i], "\t", COLUMNS);
    if (g_strv_length(cells) != COLUMNS || strcmp(cells[COLUMN_LEVEL], "5") != 0 ||
        !*g_strstrip(cells[COLUMN_TEXT]))
      continue;
    char *line = g_strjoin("/", cells[COLUMN_BLOCK], cells[COLUMN_PARAGRAPH], cells[COLUMN_LINE], NULL);
    if (text->len)
      g_string_append_c(text, g_strcmp0(line, last) == 0 ? ' ' : '\n');
    g_free(last);
    last = line;
    g_string_append(text, cells[COLUMN_TEXT]);
    sum += strtod(cells[COLUMN_CONFIDENCE], NULL);
    words++;
  }
  *confidence = words ? (int)(sum / words) : 0;
  return g_string_free(text, FALSE);
}
