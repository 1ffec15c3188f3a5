/* What may lead to a work though it cannot be told. Whoever is in doubt is not accused of lacking it:
 *
 *   an undecided mention may be the work, or one that leads to it
 *   an act that the corpus only cites may be one of those: the same number with a date that is open or off by
 *   one slip, or of a province that was merged; or, for the work itself, its date with a letter or the number
 *   lost
 *   a plan carries out one of its own province whose text the corpus lacks: what that one carries out in its
 *   turn is not known
 *
 * and everything that refers to such an act. */
#pragma once

#include "query/reach.h"

G_BEGIN_DECLS

typedef struct _DcDoubt DcDoubt;

/* `reach`: what refers to `work`; both are borrowed, as is `store`. `chains`: also look for acts that may be
 * those between, which takes a question for each work of `reach`. */
DcDoubt *dc_doubt_new(DcStore *store, const DcWork *work, DcReach *reach, gboolean chains, GError **error);
void dc_doubt_free(DcDoubt *doubt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcDoubt, dc_doubt_free)

/* The undecided mention of the document that may lead to the work, 0 when there is none. */
gint64 dc_doubt_mention(const DcDoubt *doubt, gint64 document);

/* Whether an undecided mention, or one of an act that the corpus only cites, may lead to the work. */
gboolean dc_doubt_may_lead(const DcDoubt *doubt, const DcMentionRow *mention, gboolean *may, GError **error);

/* Whether the act may be the work, or one that leads to it. */
gboolean dc_doubt_suspects(const DcDoubt *doubt, gint64 work);

/* Where the work is in doubt, the reach that shows its chain: to an act that may lead to the work, or to one
 * whose text is lacking. NULL: it is not. */
DcReach *dc_doubt_of(const DcDoubt *doubt, gint64 work);
/* Every work in doubt; some may occur twice. Array of gint64. */
GArray *dc_doubt_works(const DcDoubt *doubt);

G_END_DECLS
