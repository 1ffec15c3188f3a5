/* What a document is, and whose documents it means: own key, type, date, issuer, unit, level, title; and the
 * unit of every mention ("UBND tỉnh" in a Hà Tĩnh document is Hà Tĩnh's). */
#pragma once

#include "corpus/layout.h"
#include "indexer/extract.h"

G_BEGIN_DECLS

/* Finds the document's identity from layout and mentions, and marks own numbers as DC_RELATION_SELF. */
void dc_identity_find(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions,
                      DcIdentity *identity);

/* Fills `unit` of every mention. Needs the identity. */
void dc_identity_units(const DcView *view, const DcIdentity *identity, GStringChunk *strings,
                       GArray *mentions);

G_END_DECLS
