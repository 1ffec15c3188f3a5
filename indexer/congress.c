#include "indexer/congress.h"

#include "corpus/lexicon/csv.h"

#include <string.h>

extern const char dc_congresses_csv[];
extern const gsize dc_congresses_csv_len;

typedef struct {
  GPtrArray *rows;    /* of char**: level, term, from; by day within a level */
  GHashTable *merged; /* set of names of provinces that took others over */
} Congresses;

static gpointer
load(gpointer data G_GNUC_UNUSED) {
  Congresses *congresses = g_new0(Congresses, 1);
  congresses->rows = dc_csv_table(dc_congresses_csv, dc_congresses_csv_len);
  congresses->merged = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *provinces = dc_lexicon_provinces();
  for (guint i = 0; i < provinces->len; i++) {
    const DcUnit *unit = g_ptr_array_index(provinces, i);
    if (*unit->into && strcmp(unit->until, "2025-07-01") == 0)
      g_hash_table_add(congresses->merged, (gpointer)unit->into);
  }
  return congresses;
}

static const Congresses *
congresses_get(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load, NULL);
}

gboolean
dc_congress_is_merged(const char *province) {
  return g_hash_table_contains(congresses_get()->merged, province);
}

/* The term on a whole day. */
static const char *
term_on(const char *level, gboolean merged, const char *day) {
  const GPtrArray *rows = congresses_get()->rows;
  const char *term = NULL;
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index(rows, i);
    if ((strcmp(row[0], level) == 0 || (merged && strcmp(row[0], "merged") == 0)) && strcmp(row[2], day) <= 0)
      term = row[1];
  }
  return term;
}

const char *
dc_congress_term(const char *unit, DcLevel level, const char *date) {
  gsize len = strlen(date);
  const char *name = dc_level_name(level);
  gboolean merged = level == DC_LEVEL_PROVINCE && dc_congress_is_merged(unit);
  if (len == 10)
    return term_on(name, merged, date);
  if (len != 4 && len != 7)
    return NULL;
  g_autofree char *first = g_strconcat(date, len == 4 ? "-01-01" : "-01", NULL);
  g_autofree char *last = g_strconcat(date, len == 4 ? "-12-31" : "-31", NULL);
  const char *start = term_on(name, merged, first), *end = term_on(name, merged, last);
  return start == end ? start : NULL;
}
