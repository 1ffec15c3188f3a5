/* Where a text may name a work in words that are no citation: its type and number alone ("Kết luận 91"), its
 * symbol run together ("91KL/TW"), its type and date ("Kết luận ngày 12/8/2024"), or its type, issuer and
 * subject ("Kết luận của Bộ Chính trị về đổi mới …"). Too weak for a reference; enough not to accuse. */
#pragma once

#include "corpus/span.h"
#include "query/reach.h"

G_BEGIN_DECLS

/* Of the documents (gint64* → unit, a const char*): where each first hints at the work, as gint64* → DcSpan*
 * in bytes of its text. A work of one province is only hinted at by documents of that province. Works that
 * have no number are not looked for. NULL on error. */
GHashTable *dc_hints_find(DcStore *store, const DcWork *work, GHashTable *documents, GError **error);

/* The same for the works of provinces and below that lead to it, by their type and number alone ("Kế hoạch số
 * 10 của Tỉnh ủy"). `reach`: what refers to the work. */
GHashTable *dc_hints_between(DcStore *store, DcReach *reach, GHashTable *documents, GError **error);

/* Whether one of the mentions (array of DcMentionRow) stands there. */
gboolean dc_hints_is_cited(const GPtrArray *mentions, DcSpan span);

G_END_DECLS
