/* The writer and its machine-readable formats; what people read is laid out by output-table.c. */
#include "tools/output.h"
#include "corpus/lexicon/csv.h"
#include "tools/output-table.h"
#include "corpus/error.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct _DcOutput {
  FILE *stream;
  DcFormat format;
  const DcField *fields;
  gsize n;
  GPtrArray *names; /* of GString; in JSON: what goes before each value, ",\"name\":" */
  const char *record;
  gsize at;       /* the next field of the row */
  GString *line;  /* the row, unless it goes into a table */
  guint64 rows;   /* written so far, over all tables */
  DcTable *table; /* the table in the making, for people */
  gboolean blank; /* something was printed that a next table must stand apart from */
  gboolean colour;
  gsize columns; /* that a table keeps to */
};

static const char *const format_names[] = {"table", "jsonl", "json", "csv", "tsv"};

gboolean
dc_format_parse(const char *name, DcFormat *format, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(format_names); i++) {
    if (strcmp(name, format_names[i]) == 0) {
      *format = (DcFormat)i;
      return TRUE;
    }
  }
  g_set_error(error, DC_ERROR, DC_ERROR_INVALID, "unknown format “%s”: use table, jsonl, json, csv or tsv",
              name);
  return FALSE;
}

static void
free_name(gpointer name) {
  g_string_free(name, TRUE);
}

DcOutput *
dc_output_new(FILE *stream, DcFormat format) {
  DcOutput *output = g_new0(DcOutput, 1);
  output->stream = stream;
  output->format = format;
  output->line = g_string_new(NULL);
  output->names = g_ptr_array_new_with_free_func(free_name);
  output->colour = dc_table_colour(stream);
  output->columns = dc_table_columns(stream);
  if (format == DC_FORMAT_JSON)
    fputc('[', stream);
  return output;
}

gboolean
dc_output_for_people(const DcOutput *output) {
  return output->format == DC_FORMAT_TABLE;
}

gboolean
dc_output_colour(const DcOutput *output) {
  return output->colour;
}

void
dc_output_flush(DcOutput *output) {
  if (output->table == NULL)
    return;
  if (output->blank)
    fputc('\n', output->stream);
  dc_table_print(output->table, output->stream, output->columns, output->colour);
  output->blank = TRUE;
  output->fields = NULL;
  g_clear_pointer(&output->table, dc_table_free);
}

/* One line a record, whatever the value holds: \t, \n, \r and \\ as in PostgreSQL's and MySQL's exports. */
static void
append_tsv(GString *line, const char *value) {
  for (const char *p = value; *p != '\0'; p++) {
    switch (*p) {
    case '\t':
      g_string_append(line, "\\t");
      break;
    case '\n':
      g_string_append(line, "\\n");
      break;
    case '\r':
      g_string_append(line, "\\r");
      break;
    case '\\':
      g_string_append(line, "\\\\");
      break;
    default:
      g_string_append_c(line, *p);
    }
  }
}

static void
append_cell(DcOutput *output, const char *value) {
  gboolean csv = output->format == DC_FORMAT_CSV;
  if (output->at > 0 || output->record != NULL)
    g_string_append_c(output->line, csv ? ',' : '\t');
  (csv ? dc_csv_append : append_tsv)(output->line, value);
}

static void
end_line(DcOutput *output) {
  if (output->format != DC_FORMAT_JSON) /* what comes next decides how that line ends */
    g_string_append(output->line, output->format == DC_FORMAT_CSV ? "\r\n" : "\n");
  fwrite(output->line->str, 1, output->line->len, output->stream);
  g_string_truncate(output->line, 0);
}

static void
write_header(DcOutput *output) {
  char separator = output->format == DC_FORMAT_CSV ? ',' : '\t';
  if (output->record != NULL)
    g_string_append(output->line, "record");
  for (gsize i = 0; i < output->n; i++) {
    if (output->line->len > 0)
      g_string_append_c(output->line, separator);
    g_string_append(output->line, output->fields[i].name);
  }
  end_line(output);
}

/* What nearly every call appends has room. */
static inline void
append_bytes(GString *line, const char *bytes, gsize n) {
  if (line->len + n >= line->allocated_len) {
    g_string_append_len(line, bytes, (gssize)n);
    return;
  }
  memcpy(line->str + line->len, bytes, n);
  line->len += n;
  line->str[line->len] = '\0';
}

/* Where the plain ASCII that needs no escape ends. */
static const char *
skip_plain(const char *p) {
  while ((guchar)*p >= 0x20 && (guchar)*p < 0x80 && *p != '"' && *p != '\\')
    p++;
  return p;
}

/* A JSON string. Built here and not by jansson: with many citations a tree for each row took a quarter of
 * the time of their extraction. */
static void
append_json(GString *line, const char *value) {
  static const char escaped[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *p = value, *stop = skip_plain(value);
  g_autofree char *valid =
      *stop == '\0' || g_utf8_validate(stop, -1, NULL) ? NULL : g_utf8_make_valid(value, -1);
  if (valid != NULL)
    p = stop = valid;
  g_string_append_c(line, '"');
  for (;; stop = p) {
    while ((guchar)*stop >= 0x20 && *stop != '"' && *stop != '\\')
      stop++;
    append_bytes(line, p, (gsize)(stop - p));
    p = stop;
    if (*p == '\0')
      break;
    const char *found = strchr(escaped, *p);
    if (found != NULL)
      g_string_append_printf(line, "\\%c", letters[found - escaped]);
    else
      g_string_append_printf(line, "\\u%04X", (guint)*p);
    p++;
  }
  g_string_append_c(line, '"');
}

static gboolean
is_json(const DcOutput *output) {
  return output->format == DC_FORMAT_JSON || output->format == DC_FORMAT_JSONL;
}

/* What the JSON of each row has in common: names hold nothing to escape. */
static void
prepare_names(DcOutput *output) {
  g_ptr_array_set_size(output->names, 0);
  for (gsize i = 0; i < output->n; i++) {
    GString *name = g_string_new(i ? "," : "{");
    if (i == 0 && output->record != NULL) {
      g_string_append(name, "\"record\":");
      append_json(name, output->record);
      g_string_append_c(name, ',');
    }
    g_string_append_printf(name, "\"%s\":", output->fields[i].name);
    g_ptr_array_add(output->names, name);
  }
}

void
dc_output_table(DcOutput *output, const char *heading, const char *record, const DcField *fields, gsize n) {
  g_return_if_fail(output->at == 0);
  gboolean same = output->fields == fields && g_strcmp0(output->record, record) == 0;
  dc_output_flush(output);
  output->fields = fields;
  output->n = n;
  output->record = record;
  if (output->format == DC_FORMAT_TABLE)
    output->table = dc_table_new(heading, fields, n);
  else if (!same && (output->format == DC_FORMAT_CSV || output->format == DC_FORMAT_TSV))
    write_header(output);
  else if (!same && is_json(output))
    prepare_names(output);
}

/* The row begins with its record's name, where it has one. In JSON the field's name goes before each value.
 */
static void
begin_value(DcOutput *output) {
  g_return_if_fail(output->at < output->n);
  if (is_json(output)) {
    const GString *name = output->names->pdata[output->at];
    append_bytes(output->line, name->str, name->len);
  } else if (output->at == 0 && output->record != NULL && output->format != DC_FORMAT_TABLE) {
    g_string_append(output->line, output->record);
  }
}

/* A value as plain text; as JSON it was appended before. */
static void
put(DcOutput *output, const char *plain) {
  if (output->format == DC_FORMAT_TABLE)
    dc_table_cell(output->table, plain);
  else if (!is_json(output))
    append_cell(output, plain);
  output->at++;
}

void
dc_output_text(DcOutput *output, const char *value) {
  begin_value(output);
  value = value != NULL ? value : "";
  if (is_json(output))
    append_json(output->line, value);
  put(output, value);
}

/* The digits of a number, at the end of `buffer`. With printf, the three numbers of a citation took two
 * fifths of the time that writing its row took. */
static const char *
write_integer(gint64 value, char buffer[32]) {
  guint64 left = value < 0 ? -(guint64)value : (guint64)value;
  char *p = buffer + 31;
  *p = '\0';
  do
    *--p = (char)('0' + left % 10);
  while ((left /= 10) > 0);
  if (value < 0)
    *--p = '-';
  return p;
}

void
dc_output_integer(DcOutput *output, gint64 value) {
  begin_value(output);
  char buffer[32];
  const char *plain = write_integer(value, buffer);
  if (is_json(output))
    g_string_append(output->line, plain);
  put(output, plain);
}

void
dc_output_real(DcOutput *output, double value) {
  begin_value(output);
  char plain[G_ASCII_DTOSTR_BUF_SIZE];
  value = isfinite(value) ? value : 0;
  g_ascii_formatd(plain, sizeof plain, "%.4g", value);
  if (is_json(output)) {
    json_t *real = json_real(value);
    char *text = json_dumps(real, JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));
    g_string_append(output->line, text);
    free(text);
    json_decref(real);
  }
  put(output, plain);
}

static void
append_json_list(GString *line, const char *const *values) {
  g_string_append_c(line, '[');
  for (gsize i = 0; values[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c(line, ',');
    append_json(line, values[i]);
  }
  g_string_append_c(line, ']');
}

void
dc_output_list(DcOutput *output, const char *const *values) {
  static const char *const none[] = {NULL};
  begin_value(output);
  values = values != NULL ? values : none;
  const char *separator = output->fields[output->at].kind == DC_FIELD_LINES ? "\n"
                          : output->format == DC_FORMAT_TABLE               ? " ← "
                                                                            : " ";
  g_autofree char *plain = g_strjoinv(separator, (char **)values);
  if (is_json(output))
    append_json_list(output->line, values);
  put(output, plain);
}

void
dc_output_end_row(DcOutput *output) {
  g_return_if_fail(output->at == output->n);
  if (output->format == DC_FORMAT_TABLE) {
    dc_table_end_row(output->table);
  } else {
    if (is_json(output))
      g_string_append_c(output->line, '}');
    if (output->format == DC_FORMAT_JSON)
      fputs(output->rows > 0 ? ",\n " : "\n ", output->stream);
    end_line(output);
  }
  output->at = 0;
  output->rows++;
}

void
dc_output_note(DcOutput *output, const char *format, ...) {
  if (output->format != DC_FORMAT_TABLE)
    return;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *line = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (output->table == NULL)
    output->table = dc_table_new(NULL, NULL, 0);
  dc_table_note(output->table, line);
}

void
dc_output_quote(DcOutput *output, const char *place, const char *sentence, gsize mark_start, gsize mark_end) {
  if (output->format != DC_FORMAT_TABLE)
    return;
  if (output->table == NULL)
    output->table = dc_table_new(NULL, NULL, 0);
  dc_table_quote(output->table, place, sentence, mark_start, mark_end);
}

gboolean
dc_output_free(DcOutput *output) {
  dc_output_flush(output);
  if (output->format == DC_FORMAT_JSON)
    fputs(output->rows > 0 ? "\n]\n" : "]\n", output->stream);
  errno = 0;
  gboolean ok = fflush(output->stream) == 0 && !ferror(output->stream);
  g_string_free(output->line, TRUE);
  g_ptr_array_unref(output->names);
  g_free(output);
  return ok;
}
