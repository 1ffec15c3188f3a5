/* What symbol.c shares with symbol-run.c. Private to both. */
#pragma once

#include "indexer/symbol.h"
#include "indexer/symbol-part.h"

G_BEGIN_DECLS

/* A symbol as it is read. */
typedef struct {
  const DcWords *words;
  gsize at;
  DcSymbol *symbol;
  gsize key_len;
  guint parts;
  gboolean spaced; /* separators stand apart in this symbol */
  gboolean tight;  /* a separator stood without spaces */
  gboolean known_first, known_issuer;
  gboolean glued;  /* the dash after the type is lost */
  gboolean barred; /* a bar stands for a slash */
} DcSymbolReader;

/* A run of letters in it. */
typedef struct {
  gsize start, letters_end, end; /* letters, then digits that belong to them */
  guint letters, upper, toned;
  gsize word_end;
  gboolean term; /* QH14 */
  gboolean cut;  /* a known suffix but for its last letter */
} DcSymbolRun;

static inline guchar
dc_symbol_byte(const DcSymbolReader *r, gsize at) {
  return at < r->words->len ? (guchar)r->words->clean[at] : 0;
}

/* How many digits stand at `at`. */
gsize dc_symbol_digits(const DcWords *words, gsize at);

/* A separator with the spaces around it, behind which the reader stands then: its character, 0 when there is
 * none. A dot stands alone: before a space it ends the sentence. */
char dc_symbol_separator(DcSymbolReader *r, gboolean *spaced);

/* The run of letters at `r->at` and what it is, with the digits that belong to it. FALSE when it is no part
 * of a symbol. */
gboolean dc_symbol_run(const DcSymbolReader *r, char separator, gboolean spaced, DcSymbolRun *run,
                       DcSymbolPart *part);

G_END_DECLS
