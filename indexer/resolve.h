/* Which work each reference means: a pure function of everything in the corpus that bears one symbol, so that
 * the order of indexing cannot matter.
 *
 * A symbol with a year in it, or a name, is one act in a unit; only the National Assembly gives a law and a
 * resolution the same one. Without, numbering starts anew each calendar year (state) or with each congress
 * (Party, congress.h): one act in a unit and year or term; another date inside it is a conflict, not another
 * act. What states no date is given to an act only when exactly one fits: its own document, then what the
 * same document gives in full, then what its unit, date, "khóa" and place in time leave. A unit that the text
 * does not tell is never guessed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one document is (ref 0), or says in one ref. Texts are never NULL. */
typedef struct {
  gint64 ref;
  gint64 document;
  const char *path; /* of the document; breaks ties */
  const char *key;  /* as extracted when it is not the symbol, else "" */
  const char *unit, *date, *type, *issuer;
  const char *level;                        /* of a document */
  const char *title;                        /* of a document; of a ref: as it is cited */
  const char *term, *symbol_type, *written; /* of a ref: see schema.sql */
  const char *citing_date, *citing_unit;    /* of the document that it stands in */
  gboolean own;                             /* a ref: the document's own number */
  gboolean undecided;                       /* a ref: a short form that fits acts of other symbols, too */
  gboolean annex;                           /* a document: it is the annex of the act */
  /* the answer */
  int work;           /* in the works of the resolution; -1: none */
  const char *reason; /* static: below */
  GArray *candidates; /* of guint: other works that it could be, NULL if none. Owned, see dc_fact_clear */
} DcFact;

#define DC_REASON_OWN "own"             /* the document itself, or its own number */
#define DC_REASON_SYMBOL "symbol"       /* unit and symbol leave one act */
#define DC_REASON_DATE "date"           /* unit and date */
#define DC_REASON_TERM "term"           /* unit and the "khóa" stated with it */
#define DC_REASON_DOCUMENT "document"   /* the same document gives it in full elsewhere */
#define DC_REASON_ONLY "only"           /* the only act known that fits */
#define DC_REASON_ALONE "alone"         /* no act known fits: one of its own, without date */
#define DC_REASON_AMBIGUOUS "ambiguous" /* several fit, or one of years ago */
#define DC_REASON_UNIT "unit"           /* the text does not tell whose it is */

typedef struct {
  const char *ident, *name, *key, *type, *date, *issuer, *unit, *level, *title;
} DcResolvedWork;

typedef struct {
  guint work, fact;
  const char *field, *value;
} DcResolvedConflict;

typedef struct {
  GArray *works;     /* of DcResolvedWork, by ident */
  GArray *conflicts; /* of DcResolvedConflict */
  GStringChunk *strings;
} DcResolution;

/* Sorts the facts by path and ref, and answers each. The resolution borrows their texts. */
DcResolution *dc_resolve(const char *symbol, DcFact *facts, guint n);
void dc_resolution_free(DcResolution *resolution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcResolution, dc_resolution_free)

void dc_fact_clear(DcFact *fact);

/* The type that a symbol begins with ("KL" of "91-KL/TW"); "" when it does not say. */
const char *dc_resolve_symbol_type(const char *symbol);

/* TRUE when the types tell two acts of one symbol apart: "Luật … số 55/2010/QH12" and "Nghị quyết số
 * 55/2010/QH12". */
gboolean dc_resolve_kinds_differ(const char *symbol, const char *type, const char *other);

G_END_DECLS
