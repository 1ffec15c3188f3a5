/* What the two halves of lint share: lint.c checks the draft by itself, lint-index.c against the index. */
#pragma once

#include "query/lint.h"

G_BEGIN_DECLS

typedef struct {
  DcStore *store;
  const DcDocument *document;
  const DcExtract *extract;
  GPtrArray *findings; /* of DcFinding, places not set yet */
} DcLint;

/* Takes `suggestion` (may be NULL). `backing` (may be NULL): the work whose document is the evidence. */
void dc_lint_report(DcLint *lint, DcLintRule rule, const DcMention *mention, const DcWork *backing,
                    char *suggestion, const char *format, ...) G_GNUC_PRINTF(6, 7);

/* FALSE for own numbers and for what a portal shows beside the document. */
gboolean dc_lint_is_cited(const DcExtract *extract, const DcMention *mention);

/* "2024-08-12" as "12/08/2024", other dates as they are. New string. */
char *dc_lint_day(const char *date);

gboolean dc_lint_against_index(DcLint *lint, GError **error);

G_END_DECLS
