#include "corpus/lexicon/places.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"

extern const char dc_districts_csv[], dc_communes_csv[];
extern const gsize dc_districts_csv_len, dc_communes_csv_len;

enum { PLACE_PROVINCE, PLACE_KIND, PLACE_FROM, PLACE_UNTIL, PLACE_NAMES };

/* A row of the table for one of its names. Those with the same name are linked. */
typedef struct Place Place;
struct Place {
  char **row;
  const Place *next;
};

/* How a name is compared: folded, single spaces, none about a dash, one apostrophe; "Đăk" and "Đak" as "Đắk".
 */
static char *
key_of(const char *name) {
  g_autofree char *fold = dc_letters_fold(name, -1);
  GString *key = g_string_new(NULL);
  for (const char *p = fold; *p; p++) {
    if (g_str_has_prefix(p, "’")) {
      g_string_append_c(key, '\'');
      p += strlen("’") - 1;
      continue;
    }
    gboolean space = *p == ' ' || *p == '\n';
    if (*p == '-' && key->len && key->str[key->len - 1] == ' ')
      g_string_truncate(key, key->len - 1);
    if (!space)
      g_string_append_c(key, *p);
    else if (key->len && !strchr(" -", key->str[key->len - 1]))
      g_string_append_c(key, ' ');
  }
  if (key->len && key->str[key->len - 1] == ' ')
    g_string_truncate(key, key->len - 1);
  if (g_str_has_prefix(key->str, "đăk ") || g_str_has_prefix(key->str, "đak ")) {
    g_string_erase(key, 0, (gssize)strcspn(key->str, " "));
    g_string_prepend(key, "đắk");
  }
  return g_string_free(key, FALSE);
}

/* From key to the first Place of that name. The table owns the rows, the places live with it. */
static GHashTable *
load_table(const char *data, gsize len) {
  GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *rows = dc_csv_table(data, len);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    g_auto(GStrv) names = g_strsplit(row[PLACE_NAMES], "|", -1);
    for (guint k = 0; names[k]; k++) {
      char *key = key_of(names[k]);
      Place *place = g_new(Place, 1);
      *place = (Place){row, g_hash_table_lookup(places, key)};
      g_hash_table_replace(places, key, place);
    }
  }
  g_ptr_array_set_free_func(rows, NULL);
  g_ptr_array_unref(rows);
  return places;
}

static gpointer
load_districts(gpointer unused G_GNUC_UNUSED) {
  return load_table(dc_districts_csv, dc_districts_csv_len);
}

static gpointer
load_communes(gpointer unused G_GNUC_UNUSED) {
  return load_table(dc_communes_csv, dc_communes_csv_len);
}

static const Place *
places_named(DcLevel level, const char *name) {
  static GOnce districts = G_ONCE_INIT, communes = G_ONCE_INIT;
  if (!*name || (level != DC_LEVEL_DISTRICT && level != DC_LEVEL_COMMUNE))
    return NULL;
  GHashTable *table = level == DC_LEVEL_DISTRICT ? g_once(&districts, load_districts, NULL)
                                                 : g_once(&communes, load_communes, NULL);
  g_autofree char *key = key_of(name);
  return g_hash_table_lookup(table, key);
}

/* The day that districts ceased and the communes of today began. */
static const char turn[] = "2025-07-01";

static gboolean
holds_on(const Place *place, DcLevel level, const char *date) {
  const char *from = place->row[PLACE_FROM], *until = place->row[PLACE_UNTIL];
  if (*date)
    return strcmp(from, date) <= 0 && (!*until || strcmp(date, until) < 0);
  return level == DC_LEVEL_COMMUNE || strcmp(until, turn) == 0;
}

const char *
dc_places_province(DcLevel level, const char *kind, const char *name, const char *date) {
  const Place *first = places_named(level, name);
  const char *found = NULL;
  gboolean several = FALSE;
  for (int pass = 0; pass < 2; pass++) {
    if (pass == 1 && (!several || !kind))
      break;
    found = NULL;
    several = FALSE;
    for (const Place *place = first; place; place = place->next) {
      if (!holds_on(place, level, date) || (pass == 1 && strcmp(place->row[PLACE_KIND], kind) != 0))
        continue;
      several |= found && strcmp(found, place->row[PLACE_PROVINCE]) != 0;
      found = place->row[PLACE_PROVINCE];
    }
  }
  return several ? NULL : found;
}

gboolean
dc_places_is_known(DcLevel level, const char *name) {
  return places_named(level, name) != NULL;
}

gboolean
dc_places_lies_in(DcLevel level, const char *name, const char *province) {
  for (const Place *place = places_named(level, name); place; place = place->next)
    if (strcmp(place->row[PLACE_PROVINCE], province) == 0)
      return TRUE;
  return FALSE;
}
