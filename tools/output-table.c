#include "tools/output-table.h"
#include "corpus/span.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

#define GAP 2
#define NARROWEST 12 /* a column is not cut below this */
#define TITLE 20     /* the last column gets at least this, where others can give */
#define QUOTE 64     /* where a quoted sentence would get less, it stands on a line of its own */

typedef struct {
  GPtrArray *cells; /* of char*, one a field */
  GPtrArray *notes; /* of Note; NULL: none */
} Row;

/* A line under a row: a note (no mark), or a sentence that may be cut around its mark. */
typedef struct {
  char *place, *text;
  gsize mark_start, mark_end;
} Note;

static void
note_free(gpointer data) {
  Note *note = data;
  g_free(note->place);
  g_free(note->text);
  g_free(note);
}

struct _DcTable {
  char *heading;
  const DcField *fields;
  gsize n;
  GArray *rows;
  GPtrArray *cells;   /* of the row in the making */
  GPtrArray *preface; /* notes before the first row */
};

static void
row_clear(gpointer data) {
  Row *row = data;
  g_clear_pointer(&row->cells, g_ptr_array_unref);
  g_clear_pointer(&row->notes, g_ptr_array_unref);
}

DcTable *
dc_table_new(const char *heading, const DcField *fields, gsize n) {
  DcTable *table = g_new0(DcTable, 1);
  table->heading = g_strdup(heading);
  table->fields = fields;
  table->n = n;
  table->rows = g_array_new(FALSE, TRUE, sizeof(Row));
  g_array_set_clear_func(table->rows, row_clear);
  table->cells = g_ptr_array_new_with_free_func(g_free);
  table->preface = g_ptr_array_new_with_free_func(note_free);
  return table;
}

void
dc_table_free(DcTable *table) {
  g_free(table->heading);
  g_array_unref(table->rows);
  g_ptr_array_unref(table->cells);
  g_ptr_array_unref(table->preface);
  g_free(table);
}

char *
dc_output_printable(const char *value) {
  g_autofree char *valid = g_utf8_make_valid(value, -1);
  GString *clean = g_string_sized_new(strlen(valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    GUnicodeType type = g_unichar_type(c);
    if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
        type == G_UNICODE_PARAGRAPH_SEPARATOR || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
      c = ' ';
    g_string_append_unichar(clean, c);
  }
  return g_string_free(clean, FALSE);
}

void
dc_table_cell(DcTable *table, const char *value) {
  g_ptr_array_add(table->cells, dc_output_printable(value));
}

void
dc_table_end_row(DcTable *table) {
  Row row = {g_steal_pointer(&table->cells), NULL};
  g_array_append_val(table->rows, row);
  table->cells = g_ptr_array_new_with_free_func(g_free);
}

static void
add_note(DcTable *table, Note *note) {
  GPtrArray *notes = table->preface;
  if (table->rows->len > 0) {
    Row *row = &g_array_index(table->rows, Row, table->rows->len - 1);
    if (row->notes == NULL)
      row->notes = g_ptr_array_new_with_free_func(note_free);
    notes = row->notes;
  }
  g_ptr_array_add(notes, note);
}

void
dc_table_note(DcTable *table, const char *line) {
  Note *note = g_new0(Note, 1);
  note->text = dc_output_printable(line);
  add_note(table, note);
}

void
dc_table_quote(DcTable *table, const char *place, const char *sentence, gsize mark_start, gsize mark_end) {
  gsize len = strlen(sentence);
  mark_end = MIN(mark_end, len);
  mark_start = MIN(mark_start, mark_end);
  g_autofree char *before = g_strndup(sentence, mark_start);
  g_autofree char *marked = g_strndup(sentence + mark_start, mark_end - mark_start);
  g_autofree char *head = dc_output_printable(before), *middle = dc_output_printable(marked),
                  *tail = dc_output_printable(sentence + mark_end);
  Note *note = g_new0(Note, 1);
  note->place = dc_output_printable(place);
  note->text = g_strconcat(head, middle, tail, NULL);
  note->mark_start = strlen(head);
  note->mark_end = note->mark_start + strlen(middle);
  add_note(table, note);
}

static gsize
character_width(gunichar c) {
  switch (g_unichar_type(c)) {
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_ENCLOSING_MARK:
  case G_UNICODE_FORMAT:
    return 0;
  default:
    break;
  }
  int east_asian = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

gsize
dc_output_width(const char *text, gssize len) {
  gsize width = 0;
  const char *end = len < 0 ? text + strlen(text) : text + len;
  for (const char *p = text; p < end; p = g_utf8_next_char(p))
    width += character_width(g_utf8_get_char(p));
  return width;
}

/* The text in exactly `width` columns: cut with an ellipsis or filled with spaces. */
static void
append_fitted(GString *line, const char *text, gsize width, gboolean right, gboolean fill) {
  gsize taken = dc_output_width(text, -1);
  if (taken > width) {
    gsize used = 0;
    const char *p = text;
    for (; *p != '\0' && used + character_width(g_utf8_get_char(p)) < width; p = g_utf8_next_char(p))
      used += character_width(g_utf8_get_char(p));
    g_string_append_len(line, text, p - text);
    g_string_append(line, "…");
    taken = used + 1;
    text = "";
  }
  for (gsize i = taken; right && i < width; i++)
    g_string_append_c(line, ' ');
  g_string_append(line, text);
  for (gsize i = taken; !right && fill && i < width; i++)
    g_string_append_c(line, ' ');
}

/* The shown columns in the order of the table: titles last. */
static GArray *
order_of(const DcTable *table, const gsize *widths) {
  GArray *order = g_array_new(FALSE, FALSE, sizeof(gsize));
  for (int last = 0; last <= 1; last++) {
    for (gsize i = 0; i < table->n; i++) {
      if (widths[i] > 0 && (table->fields[i].kind == DC_FIELD_TITLE) == (last == 1))
        g_array_append_val(order, i);
    }
  }
  return order;
}

/* Takes from the titles, then from the widest columns, until the row fits. */
static void
fit(const DcTable *table, gsize *widths, gsize columns) {
  for (;;) {
    gsize total = 0, shown = 0, widest = table->n, title = table->n;
    for (gsize i = 0; i < table->n; i++) {
      total += widths[i];
      shown += widths[i] > 0;
      if (table->fields[i].kind == DC_FIELD_TITLE && widths[i] > 0)
        title = i;
      else if (widths[i] > NARROWEST && (widest == table->n || widths[i] > widths[widest]))
        widest = i;
    }
    total += shown > 0 ? (shown - 1) * GAP : 0;
    if (total <= columns)
      return;
    gsize taken = title < table->n && (widths[title] > TITLE || widest == table->n) ? title : widest;
    if (taken == table->n || widths[taken] <= NARROWEST)
      return;
    widths[taken] -=
        MIN(total - columns, taken == title && widths[taken] > TITLE ? widths[taken] - TITLE : 1);
  }
}

/* 0 for columns without a heading and for those that are empty in every row. */
static gsize *
measure(const DcTable *table, gsize columns) {
  gsize *widths = g_new0(gsize, table->n + 1);
  for (gsize i = 0; i < table->n; i++) {
    if (table->fields[i].heading == NULL)
      continue;
    for (guint r = 0; r < table->rows->len; r++) {
      const Row *row = &g_array_index(table->rows, Row, r);
      widths[i] = MAX(widths[i], dc_output_width(g_ptr_array_index(row->cells, i), -1));
    }
    if (widths[i] > 0)
      widths[i] = MAX(widths[i], dc_output_width(table->fields[i].heading, -1));
  }
  fit(table, widths, columns);
  return widths;
}

static void
print_row(const DcTable *table, FILE *stream, const gsize *widths, const GPtrArray *cells) {
  g_autoptr(GString) line = g_string_new(NULL);
  g_autoptr(GArray) order = order_of(table, widths);
  for (guint at = 0; at < order->len; at++) {
    gsize i = g_array_index(order, gsize, at);
    const char *text = cells != NULL ? g_ptr_array_index(cells, i) : table->fields[i].heading;
    gboolean right = table->fields[i].kind == DC_FIELD_INTEGER || table->fields[i].kind == DC_FIELD_REAL;
    if (line->len > 0)
      g_string_append(line, "  ");
    append_fitted(line, text, widths[i], right, at + 1 < order->len);
  }
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate(line, line->len - 1);
  fputs(line->str, stream);
}

/* The part of the sentence around its mark that `width` columns hold: a third of the rest before it. */
static DcSpan
window(const Note *note, gsize width) {
  DcSpan span = {note->mark_start, note->mark_end};
  gsize used = dc_output_width(note->text + span.start, (gssize)(span.end - span.start)) + 2;
  gsize before = used < width ? (width - used) / 3 : 0;
  while (span.start > 0 && before > 0) {
    const char *p = g_utf8_prev_char(note->text + span.start);
    gsize w = character_width(g_utf8_get_char(p));
    if (w > before)
      break;
    before -= w;
    used += w;
    span.start = (gsize)(p - note->text);
  }
  while (note->text[span.end] != '\0' && used < width) {
    used += character_width(g_utf8_get_char(note->text + span.end));
    span.end += (gsize)(g_utf8_next_char(note->text + span.end) - (note->text + span.end));
  }
  return span;
}

static void
print_note(const Note *note, FILE *stream, const char *indent, gsize columns, gboolean colour) {
  const char *dim = colour ? "\033[2m" : "", *bold = colour ? "\033[0;1m" : "",
             *plain = colour ? "\033[0m" : "";
  if (note->place == NULL) {
    fprintf(stream, "%s%s%s%s\n", dim, indent, note->text, plain);
    return;
  }
  gsize taken = strlen(indent) + dc_output_width(note->place, -1) + 2;
  gboolean own_line = columns < taken + QUOTE;
  gsize width = own_line ? MAX(columns, QUOTE) - strlen(indent) - 2 : columns - taken;
  DcSpan span = {0, strlen(note->text)};
  if (dc_output_width(note->text, -1) > width)
    span = window(note, width);
  fprintf(stream, "%s%s%s:%s%s%s", dim, indent, note->place, own_line ? "\n" : "", own_line ? indent : "",
          own_line ? "  " : " ");
  fprintf(stream, "%s%.*s%s%.*s%s%s%.*s%s%s\n", span.start > 0 ? "…" : "",
          (int)(note->mark_start - span.start), note->text + span.start, bold,
          (int)(note->mark_end - note->mark_start), note->text + note->mark_start, plain, dim,
          (int)(span.end - note->mark_end), note->text + note->mark_end,
          span.end < strlen(note->text) ? "…" : "", plain);
}

static void
print_notes(const GPtrArray *notes, FILE *stream, const char *indent, gsize columns, gboolean colour) {
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    print_note(g_ptr_array_index(notes, i), stream, indent, columns, colour);
}

void
dc_table_print(const DcTable *table, FILE *stream, gsize columns, gboolean colour) {
  const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";
  g_autofree gsize *widths = measure(table, columns);
  if (table->heading != NULL) {
    g_autofree char *heading = dc_output_printable(table->heading);
    g_autoptr(GString) fitted = g_string_new(NULL);
    append_fitted(fitted, heading, columns, FALSE, FALSE);
    fprintf(stream, "%s%s%s\n", bold, fitted->str, plain);
  }
  print_notes(table->preface, stream, "", columns, FALSE);
  if (table->rows->len > 0) {
    fputs(bold, stream);
    print_row(table, stream, widths, NULL);
    fprintf(stream, "%s\n", plain);
  }
  for (guint r = 0; r < table->rows->len; r++) {
    const Row *row = &g_array_index(table->rows, Row, r);
    print_row(table, stream, widths, row->cells);
    fputc('\n', stream);
    print_notes(row->notes, stream, "    ", columns, colour);
  }
}

gboolean
dc_table_colour(FILE *stream) {
  const char *none = g_getenv("NO_COLOR");
  return isatty(fileno(stream)) && (none == NULL || *none == '\0') &&
         g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

gsize
dc_table_columns(FILE *stream) {
  struct winsize size;
  int fd = fileno(stream);
  const char *columns = g_getenv("COLUMNS");
  guint64 value = 0;
  if (columns != NULL && g_ascii_string_to_unsigned(columns, 10, 20, 10000, &value, NULL))
    return value;
  if (fd < 0 || !isatty(fd))
    return DC_TABLE_COLUMNS;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}
