/* Relations and sources: which citation stands inside which, and what each does to the work it names. */
#pragma once

#include "corpus/layout.h"
#include "indexer/extract.h"

G_BEGIN_DECLS

/* Fills `container`, `relation`, `partial`, `pinpoint` and `why` of every mention that is not
 * DC_RELATION_SELF. Needs the units of the mentions. Returns how often titles
 * within titles went deeper than is followed. */
guint dc_context_relate(const DcView *view, const DcLayout *layout, const DcIdentity *identity,
                        GStringChunk *strings, GArray *mentions);

G_END_DECLS
