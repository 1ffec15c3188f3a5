/* Where a body sits: "Ban Thường vụ Huyện ủy Kim Động", "UBND XÃ LƯƠNG MINH", "thành phố Vinh, tỉnh Nghệ An".
 *
 * Facts: domain.md §3 and §4 as summed up in corpus/README.md. */
#pragma once

#include "corpus/lexicon/lexicon.h"
#include "corpus/view.h"

G_BEGIN_DECLS

enum { DC_PLACE_NAME = 64 };

typedef struct {
  DcLevel level;              /* of the body; NONE when the phrase names no level */
  gboolean city;              /* "thành phố", "Thành ủy" without a name: a province or a district */
  const char *province;       /* as the lexicon has it; NULL when the phrase names none */
  const char *kind;           /* "huyện", "thị xã", "xã" …; NULL when the phrase does not say */
  char name[DC_PLACE_NAME];   /* of the district or commune, "" when the phrase names none */
  char within[DC_PLACE_NAME]; /* the district that a commune lies in, as far as the phrase says so, or "" */
} DcPlace;

/* Reads a phrase of a view. A central body is DC_LEVEL_CENTRAL; "UBND tỉnh" has a level and no name. */
DcPlace dc_place_read(const DcView *view, DcSpan phrase);

/* The same for a text of its own. */
DcPlace dc_place_parse(const char *phrase);

/* The province of a place: the one that its phrase names, else where the tables have a district or commune of
 * this name on `date` (ISO or ""); of several, `near` when it is one of them (NULL: none is near). NULL when
 * that leaves it open. `known`, which may be NULL, is set when the tables have the name at all. */
const char *dc_place_province(const DcPlace *place, const char *near, const char *date, gboolean *known);

/* The province that the whole text speaks of most ("tỉnh Hà Tĩnh", "thành phố Hải Phòng"); mentions within
 * `weighty` (title, opening) count five times. NULL when it names none. Linear. */
const char *dc_place_most_named(const DcView *view, const DcSpan *weighty, gsize n);

/* The only province that the whole text names; NULL when it names none or several. */
const char *dc_place_only_named(const DcView *view);

/* The only district of `province` that the whole text names; FALSE when it names none or several. Linear. */
gboolean dc_place_only_district(const DcView *view, const char *province, char name[DC_PLACE_NAME]);

/* "Hà Tĩnh", "Hưng Yên/Kim Động"; "?" when the province is not known. `buffer` may be what is returned. */
const char *dc_place_unit(const char *province, const char *name, char *buffer, gsize size);

G_END_DECLS
