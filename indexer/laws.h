/* The laws that are known by name: laws.csv. Read-only once loaded; thread-safe. */
#pragma once

#include "indexer/words.h"

G_BEGIN_DECLS

/* All acts of one type and name. */
typedef struct {
  const char *type; /* "Luật", "BL", "PL", "HP", "Điều lệ" */
  GPtrArray *acts;  /* of DcLaw, the oldest first */
} DcLawName;

typedef struct {
  const char *number; /* "43/2019/QH14", "named:Hiến pháp năm 2013"; "" when not certain */
  const char *date;   /* of passing, ISO; "" when not certain */
} DcLaw;

/* The longest name of `type` that starts at `at`, after the type word (of the Constitution: with it), and its
 * end; NULL when none does, or when what follows is still of the name (runs-on.csv). */
const DcLawName *dc_laws_at(const DcWords *words, gsize at, const char *type, gsize *end);

/* Whether some law or ordinance of the table has this number ("43/2019/QH14"). */
gboolean dc_laws_has_number(const char *number);

/* The number of the act passed on `date` (or in that year, when only a year is given), NULL when none or more
 * than one fits. */
const char *dc_laws_passed(const DcLawName *name, const char *date);

/* The number of the act in force on `date`; NULL unless it was the newest for a year or more, because a new
 * act takes force some time after it is passed. A new Constitution counts from its day on. */
const char *dc_laws_in_force(const DcLawName *name, const char *date);

/* How the act of this number is called: "Luật Tổ chức Chính phủ". `type` tells it from a resolution that has
 * the same number. New string; NULL when the table does not know it. */
char *dc_laws_title(const char *type, const char *number);

/* The key of an act that has a name for a number, by the symbol under which the index has it ("named:hiến
 * pháp năm 2013"); NULL for any other. */
const char *dc_laws_named(const char *symbol);

G_END_DECLS
