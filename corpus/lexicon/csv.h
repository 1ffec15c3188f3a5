/* RFC 4180 tables: the lexicon's own data and the comma-separated answers' tests. '#' starts a comment line.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows as GPtrArray of char** (NULL-terminated fields, every row as wide as the header), the header row left
 * out. New array that owns its rows. Aborts on a malformed table: the tables are part of the program. */
GPtrArray *dc_csv_table(const char *data, gsize len);

G_END_DECLS
