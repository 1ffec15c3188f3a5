/* Making answers: shared by the modules that give them. What an answer holds is said in references.h. */
#pragma once

#include "query/reach.h"
#include "query/references.h"

G_BEGIN_DECLS

DcAnswer *dc_answer_new(DcAnswerStatus status);
/* The work and its first document. */
gboolean dc_answer_set_work(DcAnswer *answer, DcStore *store, gint64 id, GError **error);
/* Status implements or cites, from the edges of one source to one target: n ≥ 1. Evidence of the strongest
 * relation comes first, then what the source says itself, then by path; no more than a few. */
gboolean dc_answer_set_direct(DcAnswer *answer, DcStore *store, const DcEdge *edges, gsize n, GError **error);
/* Status indirect, with the chain from work `id` to a root of `reach` (direction IN). */
gboolean dc_answer_set_chain(DcAnswer *answer, DcStore *store, DcReach *reach, gint64 id, GError **error);
/* The order in which answers are shown: status, distance, nearness, date, unit, key, path. For
 * g_ptr_array_sort. */
gint dc_answer_compare(gconstpointer a, gconstpointer b);

G_END_DECLS
