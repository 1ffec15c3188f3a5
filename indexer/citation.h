/* Finding citations: one pass over the view with a cheap anchor (a digit run before '-' or '/', a type word
 * before a bare number or a name), then the symbol, and around it type, date, issuer, pinpoint, list and
 * title.
 *
 * The matchers are written by hand over tables and look around by a bounded distance: linear in the length of
 * the view, whatever it holds. Thread-safe: the tables are read-only. */
#pragma once

#include "corpus/layout.h"
#include "indexer/mention.h"

G_BEGIN_DECLS

/* Appends the numbered and short mentions to `mentions` (of DcMention), in text order, spans in the view.
 * `container`, `relation` and `unit` are filled by context.c and identity.c afterwards. Returns how often a
 * bound cut something off: a list of numbers before their symbol, or what is beyond DC_MENTIONS_MAX. */
guint dc_citation_scan(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions);

G_END_DECLS
