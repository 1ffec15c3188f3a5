/* What commands print with: one writer, one implementation a format, so that no command knows formats.
 *
 * A command opens a table with its fields, gives rows of values, and closes it. Table output aligns by
 * display width and cuts the widest text columns to the terminal; jsonl, json, csv and tsv print every field.
 */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef enum { DC_FORMAT_TABLE, DC_FORMAT_JSONL, DC_FORMAT_JSON, DC_FORMAT_CSV, DC_FORMAT_TSV } DcFormat;

gboolean dc_format_parse(const char *name, DcFormat *format, GError **error);

typedef enum {
  DC_FIELD_TEXT,
  DC_FIELD_INTEGER, /* gint64 */
  DC_FIELD_REAL,    /* double */
  DC_FIELD_TITLE,   /* text that stands last in a table and takes the width that is left */
  DC_FIELD_LINES,   /* const char *const*: whole sentences: an array in JSON, one a line elsewhere */
  DC_FIELD_LIST     /* const char *const*: an array in JSON, joined by " ← " in a table and " " elsewhere */
} DcFieldKind;

typedef struct {
  const char *name; /* in JSON and as a header of CSV */
  DcFieldKind kind;
  const char *heading; /* in a table; NULL: not shown in tables */
} DcField;

typedef struct _DcOutput DcOutput;

/* `record`: the constant value of a leading "record" field in jsonl and json; NULL: none. */
DcOutput *dc_output_new(FILE *stream, DcFormat format);
void dc_output_table(DcOutput *output, const char *heading, const char *record, const DcField *fields,
                     gsize n);
void dc_output_text(DcOutput *output, const char *value); /* "" and NULL are the same */
void dc_output_integer(DcOutput *output, gint64 value);
void dc_output_real(DcOutput *output, double value);
void dc_output_list(DcOutput *output, const char *const *values);
void dc_output_end_row(DcOutput *output);
/* A free line under the row or table, for people only: nothing in other formats. */
void dc_output_note(DcOutput *output, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A sentence under the row, for people only: "place: sentence", cut around `mark` (bytes of the sentence) to
 * the width there is. */
void dc_output_quote(DcOutput *output, const char *place, const char *sentence, gsize mark_start,
                     gsize mark_end);
/* Prints the table in the making; the fields may go afterwards. */
void dc_output_flush(DcOutput *output);
/* Ends everything and flushes. FALSE when the stream could not be written; errno says why. */
gboolean dc_output_free(DcOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcOutput, dc_output_free)

/* Whether a person reads it: the format is a table. */
gboolean dc_output_for_people(const DcOutput *output);
gboolean dc_output_colour(const DcOutput *output);
/* The text on one line, valid, without characters that control a terminal or turn its writing round: what
 * documents and file names hold must not steer it. Caller frees. */
char *dc_output_printable(const char *text);
/* Terminal columns that a text takes. */
gsize dc_output_width(const char *text, gssize len);

G_END_DECLS
