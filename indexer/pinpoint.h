/* The place inside a document that a citation points at: "điểm a khoản 2 Điều 5", lists included. */
#pragma once

#include "indexer/words.h"

G_BEGIN_DECLS

/* The place named right before `end`, where a citation starts ("của" and "tại" may stand between); an empty
 * span at `end` when there is none. Nothing before `floor` is read, so that a long list of places is read for
 * one citation alone. */
DcSpan dc_pinpoint_before(const DcWords *words, gsize floor, gsize end);

G_END_DECLS
