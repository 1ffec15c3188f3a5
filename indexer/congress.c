#include "indexer/congress.h"

#include "corpus/lexicon/csv.h"

#include <string.h>

extern const char dc_congresses_csv[];
extern const gsize dc_congresses_csv_len;

enum { LEVEL, TERM, EARLIEST, LATEST };

typedef struct {
  GPtrArray *rows;    /* of char**, by day within a level */
  GPtrArray *unsure;  /* of char*: "~2020" for each row */
  GHashTable *merged; /* set of names of provinces that took others over */
} Congresses;

static gpointer
load(gpointer data G_GNUC_UNUSED) {
  Congresses *congresses = g_new0(Congresses, 1);
  congresses->rows = dc_csv_table(dc_congresses_csv, dc_congresses_csv_len);
  congresses->unsure = g_ptr_array_new();
  for (guint i = 0; i < congresses->rows->len; i++)
    g_ptr_array_add(congresses->unsure,
                    g_strconcat("~", ((char **)g_ptr_array_index(congresses->rows, i))[TERM], NULL));
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
  const Congresses *congresses = congresses_get();
  const char *term = NULL;
  for (guint i = 0; i < congresses->rows->len; i++) {
    char **row = g_ptr_array_index(congresses->rows, i);
    gboolean here = strcmp(row[LEVEL], level) == 0 || (merged && strcmp(row[LEVEL], "merged") == 0);
    if (here && strcmp(row[EARLIEST], day) <= 0)
      term = strcmp(day, row[LATEST]) < 0 ? g_ptr_array_index(congresses->unsure, i) : row[TERM];
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
