#include "corpus/lexicon/csv.h"

#include <string.h>

/* Reads one field that starts at `*at`; leaves `*at` on the comma or line feed (or the end) after it. */
static char *
read_field(const char *data, gsize len, gsize *at) {
  GString *field = g_string_new(NULL);
  gsize i = *at;
  if (i < len && data[i] == '"') {
    for (i++; i < len; i++) {
      if (data[i] != '"')
        g_string_append_c(field, data[i]);
      else if (i + 1 < len && data[i + 1] == '"')
        g_string_append_c(field, data[i++]);
      else
        break;
    }
    if (i >= len)
      g_error("CSV: a quoted field does not end");
    i++;
  } else {
    for (; i < len && data[i] != ',' && data[i] != '\n'; i++)
      if (data[i] != '\r')
        g_string_append_c(field, data[i]);
  }
  while (i < len && data[i] == '\r')
    i++;
  if (i < len && data[i] != ',' && data[i] != '\n')
    g_error("CSV: text after a closing quote near \"%.20s\"", data + i);
  *at = i;
  return g_string_free(field, FALSE);
}

static char **
read_row(const char *data, gsize len, gsize *at) {
  GPtrArray *fields = g_ptr_array_new();
  for (;;) {
    g_ptr_array_add(fields, read_field(data, len, at));
    if (*at >= len || data[(*at)++] == '\n')
      break;
  }
  g_ptr_array_add(fields, NULL);
  return (char **)g_ptr_array_free(fields, FALSE);
}

GPtrArray *
dc_csv_table(const char *data, gsize len) {
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  guint width = 0;
  for (gsize at = 0; at < len;) {
    if (data[at] == '#' || data[at] == '\n') {
      const char *end = memchr(data + at, '\n', len - at);
      at = end ? (gsize)(end - data) + 1 : len;
      continue;
    }
    char **row = read_row(data, len, &at);
    guint n = g_strv_length(row);
    if (!width) {
      width = n;
      g_strfreev(row);
      continue;
    }
    if (n != width)
      g_error("CSV: the row of \"%s\" has %u fields, the header %u", row[0], n, width);
    g_ptr_array_add(rows, row);
  }
  return rows;
}

void
dc_csv_append(GString *line, const char *field) {
  if (strpbrk(field, ",\"\r\n") == NULL) {
    g_string_append(line, field);
    return;
  }
  g_string_append_c(line, '"');
  for (const char *p = field; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c(line, '"');
    g_string_append_c(line, *p);
  }
  g_string_append_c(line, '"');
}
