#include "query/coverage-private.h"
#include "query/dates.h"
#include "query/scope.h"

#include <string.h>

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
    if (!dc_store_unit_newest(making->store, name, note_unit, making, error))
      return FALSE;
  }
  return TRUE;
}

static gint
compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The districts and communes of a province that documents come from. */
static gboolean
add_local_units(DcCoverMaking *making, guint works, GError **error) {
  if (!dc_store_each_unit(making->store, note_unit, making, error))
    return FALSE;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, making->newest);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    if (strchr(name, '/') != NULL && dc_unit_under(name, making->options->unit))
      g_ptr_array_add(names, name);
  }
  g_ptr_array_sort(names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_row(making, g_ptr_array_index(names, i), works);
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

/* The columns that a work reaches. */
static guint64
reached_by(const DcCoverMaking *making, gint64 work) {
  return work > 0 && (gsize)work < dc_reach_size(making->all) ? making->reached[work] : 0;
}

/* The column in hand gets the work of the row's unit that is its best so far. */
static void
place_best(const DcWorkPlace *place, gpointer data) {
  DcCoverMaking *making = data;
  guint i = making->at - making->first;
  const DcCoverColumn *column = &g_array_index(making->columns, DcCoverColumn, making->at);
  dc_cover_put(making, column, g_ptr_array_index(making->row->cells, making->at), making->best[i], place,
               dc_reach_distance(column->reach, place->id));
  guint64 bit = (guint64)1 << i;
  making->undated = *place->date == '\0' ? making->undated | bit : making->undated & ~bit;
  if (making->best[i] == DC_COVER_IMPLEMENTS && *place->date != '\0')
    making->settled |= bit;
}

/* A work of the row's unit: what it says of each column. They come by date, so that the first of a kind is
 * the one to show, and only of that one more is read. When the last word is said in each column, FALSE. */
static gboolean
place_work(gint64 work, gpointer data) {
  DcCoverMaking *making = data;
  for (guint64 left = reached_by(making, work) & ~making->settled; left != 0; left &= left - 1) {
    guint i = (guint)__builtin_ctzll(left);
    making->at = making->first + i;
    const DcCoverColumn *column = &g_array_index(making->columns, DcCoverColumn, making->at);
    DcCover cover = cover_of(column, work, dc_reach_distance(column->reach, work));
    if (cover > making->best[i] || (cover == making->best[i] && !(making->undated >> i & 1)))
      continue;
    making->best[i] = cover;
    if (!dc_store_each_place(making->store, &work, 1, place_best, making, making->error)) {
      making->failed = TRUE;
      return FALSE;
    }
  }
  return making->settled != making->wanted;
}

/* A work of a unit under the row's. */
static void
count_below(gint64 work, gpointer data) {
  DcCoverMaking *making = data;
  for (guint64 left = reached_by(making, work); left != 0; left &= left - 1) {
    guint i = making->first + (guint)__builtin_ctzll(left);
    ((DcCoverCell *)g_ptr_array_index(making->row->cells, i))->below++;
  }
}

/* The works of one unit of a row: once for all columns. */
static gboolean
place_unit(DcCoverMaking *making, const char *unit, GError **error) {
  making->settled = making->undated = 0;
  for (guint i = 0; i < DC_COVER_COLUMNS; i++)
    making->best[i] = DC_COVER_NO_DOCUMENT;
  making->error = error;
  return dc_store_each_of_unit(making->store, unit, place_work, making, error) && !making->failed &&
         (making->options->unit != NULL ||
          dc_store_each_under(making->store, unit, count_below, making, error));
}

static gboolean
place_rows(DcCoverMaking *making, GError **error) {
  for (guint i = 0; i < making->coverage->rows->len; i++) {
    making->row = g_ptr_array_index(making->coverage->rows, i);
    if (!place_unit(making, making->row->unit, error))
      return FALSE;
    for (guint p = 0; p < making->row->parts->len; p++) {
      if (!place_unit(making, g_ptr_array_index(making->row->parts, p), error))
        return FALSE;
    }
  }
  return TRUE;
}

/* The works of all units, once for as many columns as a word has bits. */
static gboolean
place_all(DcCoverMaking *making, GError **error) {
  gsize size = dc_reach_size(making->all);
  making->reached = g_new0(guint64, size);
  for (making->first = 0; making->first < making->columns->len; making->first += DC_COVER_COLUMNS) {
    memset(making->reached, 0, size * sizeof *making->reached);
    making->wanted = 0;
    for (guint i = making->first; i < MIN(making->columns->len, making->first + DC_COVER_COLUMNS); i++) {
      guint64 bit = (guint64)1 << (i - making->first);
      const GArray *works = dc_reach_works(g_array_index(making->columns, DcCoverColumn, i).reach);
      making->wanted |= bit;
      for (guint k = 1; k < works->len; k++) /* behind the work itself */
        making->reached[g_array_index(works, gint64, k)] |= bit;
    }
    if (!place_rows(making, error))
      return FALSE;
  }
  return TRUE;
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
  if (!add_columns(making, works, error) || !place_all(making, error))
    return FALSE;
  for (making->at = 0; making->at < works->len; making->at++) {
    const DcCoverColumn *column = &g_array_index(making->columns, DcCoverColumn, making->at);
    if (!dc_cover_doubts(making, column, error))
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
  g_free(making.reached);
  return ok ? g_steal_pointer(&coverage) : NULL;
}
