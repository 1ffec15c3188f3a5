/* Where a body sits: "Ban Thường vụ Huyện ủy Kim Động", "UBND XÃ LƯƠNG MINH", "thành phố Vinh, tỉnh Nghệ An".
 *
 * Facts: domain.md §3 and §4 as summed up in corpus/README.md. */
#pragma once

#include "corpus/lexicon/lexicon.h"
#include "corpus/view.h"

G_BEGIN_DECLS

enum { DC_PLACE_NAME = 64 };

typedef struct {
  DcLevel level;            /* of the body; NONE when the phrase names no level */
  gboolean city;            /* "thành phố", "Thành ủy" without a name: a province or a district */
  const char *province;     /* as the lexicon has it; NULL when the phrase names none */
  char name[DC_PLACE_NAME]; /* of the district or commune, "" when the phrase names none */
} DcPlace;

/* Reads a phrase of a view. A central body is DC_LEVEL_CENTRAL; "UBND tỉnh" has a level and no name. */
DcPlace dc_place_read(const DcView *view, DcSpan phrase);

/* The same for a text of its own. */
DcPlace dc_place_parse(const char *phrase);

/* The province that the whole text speaks of most ("tỉnh Hà Tĩnh", "thành phố Hải Phòng"); mentions within
 * `weighty` (title, opening) count five times. NULL when it names none. Linear. */
const char *dc_place_most_named(const DcView *view, const DcSpan *weighty, gsize n);

/* "Hà Tĩnh", "Hưng Yên/Kim Động"; "?" when the province is not known. `buffer` may be what is returned. */
const char *dc_place_unit(const char *province, const char *name, char *buffer, gsize size);

G_END_DECLS
