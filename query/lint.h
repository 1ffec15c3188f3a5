/* Checking the citations of a draft before it is signed: against themselves, the lexicon and the index.
 *
 * Nothing is reported that these cannot back. Findings are in text order. */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

typedef enum {
  DC_LINT_TYPE,   /* the word says one type, the symbol another */
  DC_LINT_DATE,   /* another date than the index knows for this act */
  DC_LINT_NUMBER, /* no act of this number is known, but one of this date and title has another; or the law
                     of this name and year has */
  DC_LINT_ISSUER, /* another issuer than the symbol or the act itself says */
  DC_LINT_NOT_IN_FORCE, /* replaced or repealed */
  DC_LINT_LATER,        /* dated after the draft */
  DC_LINT_ALIAS,        /* a short form of an act that was not named in full before */
  DC_LINT_MALFORMED,    /* the symbol is not written as its rules say */
  DC_LINT_AMBIGUOUS     /* several acts bear the symbol, and the draft does not say which is meant */
} DcLintRule;

/* "type", "date", "number", "issuer", "not_in_force", "later", "alias", "malformed", "ambiguous" */
const char *dc_lint_rule_name(DcLintRule rule);

typedef struct {
  DcLintRule rule;
  DcSpan span;        /* bytes of the document's text */
  guint line, column; /* from 1; the column counts characters */
  char *text;         /* as written */
  char *message;      /* for a person */
  char *suggestion;   /* what to write instead; "" when only the author can know */
  char *evidence;     /* the file in the index that backs it; "" when the draft itself does */
} DcFinding;

void dc_finding_free(DcFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcFinding, dc_finding_free)

/* Array that owns its DcFinding. `extract` is that of `document`. NULL when the index could not be read. */
GPtrArray *dc_lint(DcStore *store, const DcDocument *document, const DcExtract *extract, GError **error);

G_END_DECLS
