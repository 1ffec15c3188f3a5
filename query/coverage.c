#include "query/coverage-private.h"
#include "query/dates.h"
#include "query/scope.h"

#include <string.h>

#define UNITS_MAX (1u << 20) /* more than there are */

static const char *const cover_names[] = {"implements", "cites",   "indirect", "ambiguous",
                                          "nothing",    "undated", "predates", "no_document"};

const char *
dc_cover_name(DcCover cover) {
  return cover_names[cover];
}

static void
cell_free(gpointer data) {
  DcCoverCell *cell = data;
  g_free(cell->key);
  g_free(cell->unit);
  g_free(cell->date);
  g_array_unref(cell->evidence);
  g_free(cell);
}

static void
row_free(gpointer data) {
  DcCoverRow *row = data;
  g_free(row->unit);
  g_ptr_array_unref(row->parts);
  g_ptr_array_unref(row->cells);
  g_free(row);
}

void
dc_coverage_free(DcCoverage *coverage) {
  g_ptr_array_unref(coverage->rows);
  g_ptr_array_unref(coverage->reach);
  g_free(coverage);
}

static void
column_clear(gpointer data) {
  g_free(((DcCoverColumn *)data)->date);
}

static DcCoverRow *
add_row(DcCoverMaking *making, const char *unit, guint works) {
  DcCoverRow *row = g_new0(DcCoverRow, 1);
  row->unit = g_strdup(unit);
  row->parts = g_ptr_array_new_with_free_func(g_free);
  row->cells = g_ptr_array_new_with_free_func(cell_free);
  for (guint i = 0; i < works; i++) {
    DcCoverCell *cell = g_new0(DcCoverCell, 1);
    cell->cover = DC_COVER_NO_DOCUMENT;
    cell->key = g_strdup("");
    cell->unit = g_strdup("");
    cell->date = g_strdup("");
    cell->evidence = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_ptr_array_add(row->cells, cell);
  }
  g_ptr_array_add(making->coverage->rows, row);
  g_hash_table_insert(making->rows, g_strdup(unit), row);
  return row;
}

/* The province that a former one has become by the day, NULL when it was divided. */
static const char *
successor(const DcUnit *unit, const char *as_of) {
  for (guint steps = 0; unit != NULL && steps < 8; steps++) {
    if (*unit->until == '\0' || strcmp(unit->until, as_of) > 0)
      return unit->name;
    unit = *unit->into != '\0' ? dc_lexicon_province(unit->into) : NULL;
  }
  return NULL;
}

static void
note_unit(const char *unit, const char *newest, gpointer data) {
  DcCoverMaking *making = data;
  g_hash_table_insert(making->newest, g_strdup(unit), g_strdup(newest));
}

static gboolean
add_provinces(DcCoverMaking *making, guint works, GError **error) {
  const char *as_of = making->options->as_of;
  g_autoptr(GPtrArray) provinces = dc_lexicon_provinces_on(as_of);
  for (guint i = 0; i < provinces->len; i++)
    add_row(making, ((const DcUnit *)g_ptr_array_index(provinces, i))->name, works);
  const GPtrArray *all = dc_lexicon_provinces();
  for (guint i = 0; i < all->len; i++) {
    const DcUnit *unit = g_ptr_array_index(all, i);
    const char *now = successor(unit, as_of);
    DcCoverRow *row = now != NULL ? g_hash_table_lookup(making->rows, now) : NULL;
    if (row == NULL || g_hash_table_contains(making->rows, unit->name))
      continue;
    g_ptr_array_add(row->parts, g_strdup(unit->name));
    g_hash_table_insert(making->rows, g_strdup(unit->name), row);
  }
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, making->rows);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    if (!dc_store_unit_newest(making->store, name, making->options->until, note_unit, making, error))
      return FALSE;
  }
  return TRUE;
}

static gint
compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

gboolean
dc_cover_later(const DcCoverMaking *making, const char *date) {
  return making->options->until != NULL && dc_date_order(date, making->options->until) == DC_DATE_AFTER;
}

/* Whether a district or commune lies in the province asked about, or in one that has gone into it. */
static gboolean
is_local(const DcCoverMaking *making, const char *unit) {
  g_autofree char *province = g_strndup(unit, strcspn(unit, "/"));
  const char *now = successor(dc_lexicon_province(province), making->options->as_of);
  return strchr(unit, '/') != NULL && (dc_unit_under(unit, making->options->unit) ||
                                       (now != NULL && dc_unit_under(now, making->options->unit)));
}

/* The districts and communes of a province that documents come from. */
static gboolean
add_local_units(DcCoverMaking *making, guint works, GError **error) {
  if (!dc_store_each_unit(making->store, note_unit, making, error))
    return FALSE;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, making->newest);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    if (is_local(making, name))
      g_ptr_array_add(names, g_strdup(name));
  }
  g_ptr_array_sort(names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    const char *unit = g_ptr_array_index(names, i);
    if (dc_cover_later(making, g_hash_table_lookup(making->newest, unit))) {
      g_hash_table_remove(making->newest, unit);
      if (!dc_store_unit_newest(making->store, unit, making->options->until, note_unit, making, error))
        return FALSE;
    }
    if (g_hash_table_contains(making->newest, unit))
      add_row(making, unit, works);
  }
  return TRUE;
}

static DcCover
cover_of(const DcCoverColumn *column, gint64 work, guint distance) {
  if (distance > 1)
    return DC_COVER_INDIRECT;
  return dc_reach_implements(column->reach, column->work->id, work) ? DC_COVER_IMPLEMENTS : DC_COVER_CITES;
}

/* The nearer kind, then the earlier, then by key. A work without date comes last. */
static gboolean
better(const DcCoverCell *cell, DcCover cover, const char *date, const char *key) {
  if (cell->work == 0 || cover != cell->cover)
    return cell->work == 0 || cover < cell->cover;
  if ((*date == '\0') != (*cell->date == '\0'))
    return *date != '\0';
  int order = strcmp(date, cell->date);
  return order != 0 ? order < 0 : strcmp(key, cell->key) < 0;
}

gboolean
dc_cover_put(const DcCoverMaking *making, const DcCoverColumn *column, DcCoverCell *cell, DcCover cover,
             const DcWorkPlace *place, guint distance) {
  if (!better(cell, cover, place->date, place->key))
    return FALSE;
  cell->cover = cover;
  cell->work = place->id;
  cell->distance = distance;
  g_free(cell->key);
  g_free(cell->unit);
  g_free(cell->date);
  cell->key = g_strdup(place->key);
  cell->unit = g_strdup(place->unit);
  cell->date = g_strdup(place->date);
  cell->timed = dc_date_days(column->date, place->date, &cell->days);
  cell->late = cell->timed && cover <= DC_COVER_INDIRECT && making->options->deadline >= 0 &&
               cell->days > making->options->deadline;
  return TRUE;
}

static void
note_place(guint32 number, const char *unit, gpointer data) {
  DcCoverMaking *making = data;
  g_autofree char *province = g_strndup(unit, strcspn(unit, "/"));
  DcCoverPlace place = {g_hash_table_lookup(making->rows, unit), FALSE};
  if (place.row == NULL && making->options->unit == NULL) {
    place.row = g_hash_table_lookup(making->rows, province);
    place.below = TRUE;
  }
  if (place.row == NULL || number >= UNITS_MAX)
    return;
  if (number >= making->places->len)
    g_array_set_size(making->places, number + 1);
  g_array_index(making->places, DcCoverPlace, number) = place;
}

static DcCoverPlace
place_of(const DcCoverMaking *making, gint64 work) {
  guint32 unit = work < making->units->len ? g_array_index(making->units, guint32, work) : 0;
  return unit < making->places->len ? g_array_index(making->places, DcCoverPlace, unit) : (DcCoverPlace){0};
}

/* A work that is as good as any that was seen for the cell of its row. */
typedef struct {
  gint64 work;
  DcCoverRow *row;
  DcCover cover;
} Claim;

static void
place_claim(const DcWorkPlace *place, gpointer data) {
  DcCoverMaking *making = data;
  const DcCoverColumn *column = &g_array_index(making->columns, DcCoverColumn, making->at);
  guint distance = dc_reach_distance(column->reach, place->id);
  DcCoverCell *cell = g_ptr_array_index(place_of(making, place->id).row->cells, making->at);
  dc_cover_put(making, column, cell, cover_of(column, place->id, distance), place, distance);
}

/* Of works in the order of distance: those of the best kind for each row, in the order in which they are read
 * at once. Dates, which decide between them, are only read of these. */
static GArray *
best_of(const GArray *claims) {
  g_autoptr(GHashTable) best = g_hash_table_new(NULL, NULL); /* row → cover + 1 */
  GArray *works = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < claims->len; i++) {
      const Claim *claim = &g_array_index(claims, Claim, i);
      guint known = GPOINTER_TO_UINT(g_hash_table_lookup(best, claim->row)), own = (guint)claim->cover + 1;
      if (pass == 0 && (known == 0 || own < known))
        g_hash_table_insert(best, claim->row, GUINT_TO_POINTER(own));
      if (pass == 1 && own == known)
        g_array_append_val(works, claim->work);
    }
  }
  g_array_sort(works, dc_id_compare);
  return works;
}

static void
note_later(const DcWorkPlace *place, gpointer data) {
  const DcCoverMaking *making = data;
  if (dc_cover_later(making, place->date))
    g_hash_table_add(making->later, g_memdup2(&place->id, sizeof place->id));
}

/* Which of the works that refer to that of the column came too late to count. */
static gboolean
find_later(DcCoverMaking *making, const DcCoverColumn *column, GError **error) {
  g_clear_pointer(&making->later, g_hash_table_unref);
  if (making->options->until == NULL)
    return TRUE;
  making->later = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) works = g_array_copy((GArray *)dc_reach_works(column->reach));
  g_array_sort(works, dc_id_compare);
  return dc_store_each_place(making->store, (const gint64 *)(gpointer)works->data, works->len, note_later,
                             making, error);
}

/* The works that refer to that of the column in hand. */
static gboolean
place_reached(DcCoverMaking *making, const DcCoverColumn *column, GError **error) {
  g_autoptr(GArray) claims = g_array_new(FALSE, FALSE, sizeof(Claim));
  const GArray *reached = dc_reach_works(column->reach);
  for (guint i = 1; i < reached->len; i++) { /* behind the work itself */
    gint64 work = g_array_index(reached, gint64, i);
    DcCoverPlace place = place_of(making, work);
    if (place.row == NULL || (making->later != NULL && g_hash_table_contains(making->later, &work)))
      continue;
    if (place.below) {
      ((DcCoverCell *)g_ptr_array_index(place.row->cells, making->at))->below++;
      continue;
    }
    Claim claim = {work, place.row, cover_of(column, work, dc_reach_distance(column->reach, work))};
    g_array_append_val(claims, claim);
  }
  g_autoptr(GArray) works = best_of(claims);
  return dc_store_each_place(making->store, (const gint64 *)(gpointer)works->data, works->len, place_claim,
                             making, error);
}

/* What is said of a unit none of whose works refers to the work: by its newest document. */
static void
judge_silence(const DcCoverMaking *making, const DcCoverColumn *column, const DcCoverRow *row) {
  DcCoverCell *cell = g_ptr_array_index(row->cells, making->at);
  if (cell->work != 0)
    return;
  for (guint i = 0; i <= row->parts->len; i++) {
    const char *unit = i < row->parts->len ? g_ptr_array_index(row->parts, i) : row->unit;
    const char *newest = g_hash_table_lookup(making->newest, unit);
    if (newest == NULL)
      continue;
    DcDateOrder order = dc_date_order(newest, column->date);
    DcCover cover = order == DC_DATE_AFTER     ? DC_COVER_NOTHING
                    : order == DC_DATE_UNKNOWN ? DC_COVER_UNDATED
                                               : DC_COVER_PREDATES;
    cell->cover = MIN(cell->cover, cover);
  }
}

/* What refers to the works: the edges are read in one walk for all, as reading them is what takes the time.
 */
static gboolean
add_columns(DcCoverMaking *making, const GPtrArray *works, GError **error) {
  g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < works->len; i++)
    g_array_append_val(roots, ((const DcWork *)g_ptr_array_index(works, i))->id);
  making->all = dc_reach_new(making->store, (const gint64 *)(gpointer)roots->data, roots->len, DC_EDGES_IN,
                             DC_RELATIONS_ALL, 0, error);
  for (guint i = 0; making->all != NULL && i < works->len; i++) {
    DcReach *reach = dc_reach_again(making->all, &g_array_index(roots, gint64, i), 1, error);
    if (reach == NULL)
      return FALSE;
    g_ptr_array_add(making->coverage->reach, reach);
    const DcWork *work = g_ptr_array_index(works, i);
    DcCoverColumn column = {work, dc_date_of_work(work), reach};
    g_array_append_val(making->columns, column);
  }
  return making->all != NULL;
}

static gboolean
fill(DcCoverMaking *making, const GPtrArray *works, GError **error) {
  if (making->options->unit != NULL ? !add_local_units(making, works->len, error)
                                    : !add_provinces(making, works->len, error))
    return FALSE;
  making->places = g_array_new(FALSE, TRUE, sizeof(DcCoverPlace));
  making->units = dc_store_work_units(making->store, error);
  if (making->units == NULL || !dc_store_each_unit_number(making->store, note_place, making, error) ||
      !add_columns(making, works, error))
    return FALSE;
  for (making->at = 0; making->at < works->len; making->at++) {
    const DcCoverColumn *column = &g_array_index(making->columns, DcCoverColumn, making->at);
    if (!find_later(making, column, error) || !place_reached(making, column, error) ||
        !dc_cover_doubts(making, column, error))
      return FALSE;
    for (guint i = 0; i < making->coverage->rows->len; i++)
      judge_silence(making, column, g_ptr_array_index(making->coverage->rows, i));
    if (!dc_cover_look_again(making, column, error))
      return FALSE;
  }
  return TRUE;
}

DcCoverage *
dc_coverage_new(DcStore *store, const GPtrArray *works, const DcCoverOptions *options, GError **error) {
  g_autoptr(DcCoverage) coverage = g_new0(DcCoverage, 1);
  coverage->rows = g_ptr_array_new_with_free_func(row_free);
  coverage->reach = g_ptr_array_new_with_free_func((GDestroyNotify)dc_reach_free);
  DcCoverMaking making = {.store = store, .options = options, .coverage = coverage};
  making.rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  making.newest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  making.columns = g_array_new(FALSE, FALSE, sizeof(DcCoverColumn));
  g_array_set_clear_func(making.columns, column_clear);
  gboolean ok = fill(&making, works, error);
  g_hash_table_unref(making.rows);
  g_hash_table_unref(making.newest);
  g_array_unref(making.columns);
  g_clear_pointer(&making.all, dc_reach_free);
  g_clear_pointer(&making.places, g_array_unref);
  g_clear_pointer(&making.units, g_array_unref);
  g_clear_pointer(&making.later, g_hash_table_unref);
  return ok ? g_steal_pointer(&coverage) : NULL;
}
