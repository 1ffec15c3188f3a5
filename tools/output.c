/* The writer and its machine-readable formats; what people read is laid out by output-table.c. */
#include "tools/output.h"
#include "tools/output-table.h"
#include "corpus/error.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

struct _DcOutput {
  FILE *stream;
  DcFormat format;
  const DcField *fields;
  gsize n;
  const char *record;
  gsize at;       /* the next field of the row */
  json_t *object; /* the row in jsonl and json */
  GString *line;  /* the row in csv and tsv */
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

DcOutput *
dc_output_new(FILE *stream, DcFormat format) {
  DcOutput *output = g_new0(DcOutput, 1);
  output->stream = stream;
  output->format = format;
  output->line = g_string_new(NULL);
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

/* RFC 4180: quoted when it must be, quotes doubled. */
static void
append_csv(GString *line, const char *value) {
  if (strpbrk(value, ",\"\r\n") == NULL) {
    g_string_append(line, value);
    return;
  }
  g_string_append_c(line, '"');
  for (const char *p = value; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c(line, '"');
    g_string_append_c(line, *p);
  }
  g_string_append_c(line, '"');
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
  (csv ? append_csv : append_tsv)(output->line, value);
}

static void
end_line(DcOutput *output) {
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
}

/* The row begins with its record's name, where it has one. */
static void
begin_value(DcOutput *output) {
  g_return_if_fail(output->at < output->n);
  if (output->at > 0)
    return;
  if (output->format == DC_FORMAT_JSON || output->format == DC_FORMAT_JSONL) {
    output->object = json_object();
    if (output->record != NULL)
      json_object_set_new(output->object, "record", json_string(output->record));
  } else if (output->format != DC_FORMAT_TABLE && output->record != NULL) {
    g_string_append(output->line, output->record);
  }
}

static json_t *
json_text(const char *value) {
  json_t *text = json_string(value);
  if (text == NULL) {
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    text = json_string(valid);
  }
  return text;
}

static void
put(DcOutput *output, const char *plain, json_t *json) {
  const DcField *field = &output->fields[output->at];
  switch (output->format) {
  case DC_FORMAT_TABLE:
    dc_table_cell(output->table, plain);
    break;
  case DC_FORMAT_JSONL:
  case DC_FORMAT_JSON:
    json_object_set_new(output->object, field->name, json);
    break;
  case DC_FORMAT_CSV:
  case DC_FORMAT_TSV:
    append_cell(output, plain);
    break;
  }
  output->at++;
}

static gboolean
is_json(const DcOutput *output) {
  return output->format == DC_FORMAT_JSON || output->format == DC_FORMAT_JSONL;
}

void
dc_output_text(DcOutput *output, const char *value) {
  begin_value(output);
  value = value != NULL ? value : "";
  put(output, value, is_json(output) ? json_text(value) : NULL);
}

void
dc_output_integer(DcOutput *output, gint64 value) {
  begin_value(output);
  char plain[32];
  g_snprintf(plain, sizeof plain, "%" G_GINT64_FORMAT, value);
  put(output, plain, is_json(output) ? json_integer(value) : NULL);
}

void
dc_output_real(DcOutput *output, double value) {
  begin_value(output);
  char plain[G_ASCII_DTOSTR_BUF_SIZE];
  value = isfinite(value) ? value : 0;
  g_ascii_formatd(plain, sizeof plain, "%.4g", value);
  put(output, plain, is_json(output) ? json_real(value) : NULL);
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
  json_t *array = NULL;
  if (is_json(output)) {
    array = json_array();
    for (gsize i = 0; values[i] != NULL; i++)
      json_array_append_new(array, json_text(values[i]));
  }
  put(output, plain, array);
}

static void
write_object(DcOutput *output) {
  if (output->format == DC_FORMAT_JSON)
    fputs(output->rows > 0 ? ",\n " : "\n ", output->stream);
  json_dumpf(output->object, output->stream, JSON_COMPACT | JSON_REAL_PRECISION(6));
  if (output->format == DC_FORMAT_JSONL)
    fputc('\n', output->stream);
  json_decref(output->object);
  output->object = NULL;
}

void
dc_output_end_row(DcOutput *output) {
  g_return_if_fail(output->at == output->n);
  if (is_json(output))
    write_object(output);
  else if (output->format == DC_FORMAT_TABLE)
    dc_table_end_row(output->table);
  else
    end_line(output);
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
  json_decref(output->object);
  g_string_free(output->line, TRUE);
  g_free(output);
  return ok;
}
