/* RFC 4180 tables: the lexicon's own data, read ('#' starts a comment line), and answers, written. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows as GPtrArray of char** (NULL-terminated fields, every row as wide as the header), the header row left
 * out. New array that owns its rows. Aborts on a malformed table: the tables are part of the program. */
GPtrArray *dc_csv_table(const char *data, gsize len);

/* Appends a field: quoted when it must be, quotes doubled. */
void dc_csv_append(GString *line, const char *field);

G_END_DECLS
