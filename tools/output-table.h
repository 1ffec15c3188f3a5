/* A table for people: columns aligned by display width, the widest cut to the terminal, notes under rows.
 * Control characters of the values never reach the terminal. */
#pragma once

#include "tools/output.h"

G_BEGIN_DECLS

typedef struct _DcTable DcTable;

/* Without fields it takes notes alone. `heading` (may be NULL) is copied. */
DcTable *dc_table_new(const char *heading, const DcField *fields, gsize n);
void dc_table_free(DcTable *table);
void dc_table_cell(DcTable *table, const char *value);
void dc_table_end_row(DcTable *table);
void dc_table_note(DcTable *table, const char *line);
void dc_table_quote(DcTable *table, const char *place, const char *sentence, gsize mark_start,
                    gsize mark_end);
/* `columns`: the width to keep to. Notes are never cut, quotes are cut around their mark. */
void dc_table_print(const DcTable *table, FILE *stream, gsize columns, gboolean colour);

/* A terminal that may be coloured: NO_COLOR and TERM=dumb say no. */
gboolean dc_table_colour(FILE *stream);
/* The width of the terminal; DC_TABLE_COLUMNS when the stream is none. */
#define DC_TABLE_COLUMNS 100
gsize dc_table_columns(FILE *stream);

G_END_DECLS
