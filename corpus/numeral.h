/* Numbers as the labels of lists show them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a Roman number, or digits where none is usual: below 1 and from 400 on. */
void dc_numeral_roman(GString *out, int n, gboolean capital);

G_END_DECLS
