/* Which works stand at the other ends of a work's edges, read once and kept, so that several walks over one
 * graph read no edge twice. Works are numbered without gaps, so what is known of them stands in arrays. */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

typedef struct _DcLinks DcLinks;

/* `relations`: bit mask, 0 for all. Borrows `store`. Works that are added to the index later are not seen. */
DcLinks *dc_links_new(DcStore *store, DcDirection direction, guint relations, GError **error);
DcLinks *dc_links_ref(DcLinks *links);
void dc_links_unref(DcLinks *links);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcLinks, dc_links_unref)

/* Works have numbers below this. */
gsize dc_links_size(const DcLinks *links);
/* Reads the links of these works, as far as they have not been read. */
gboolean dc_links_read(DcLinks *links, const gint64 *works, gsize n, GError **error);
/* The other ends, each once, of a work whose links were read. Valid until more is read. */
#define DC_LINK_WORK(link) ((gint64)((link) >> 1))
#define DC_LINK_IMPLEMENTS(link) ((link)&1) /* one of the edges says so */
const guint32 *dc_links_of(const DcLinks *links, gint64 work, guint *n);

G_END_DECLS
