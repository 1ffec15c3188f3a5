/* What clause.c and clause-cue.c share. */
#pragma once

#include "indexer/clause.h"

G_BEGIN_DECLS

/* Whether the clause ends at the character at `at`. */
gboolean dc_clause_ends_at(const DcWords *words, gsize at);

/* An opening quotation mark that differs from the closing one. */
gboolean dc_clause_opens_quote(const DcWords *words, gsize at);

G_END_DECLS
