#include "query/coverage.h"
#include "query/dates.h"
#include "query/doubt.h"
#include "query/hints.h"
#include "query/scope.h"

#include <string.h>

#define COLUMNS 64u /* that are filled at once */

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

/* A work, and what is known of it. */
typedef struct {
  const DcWork *work;
  char *date;
  DcReach *reach; /* owned by the coverage */
} Column;

static void
column_clear(gpointer data) {
  g_free(((Column *)data)->date);
}

/* What the making shares. */
typedef struct {
  DcStore *store;
  const DcCoverOptions *options;
  DcCoverage *coverage;
  GHashTable *rows;   /* char* unit → DcCoverRow: itself and former units that went into it */
  GHashTable *newest; /* char* unit → char*: the newest date of its documents */
  GArray *columns;    /* of Column */
  DcReach *all;       /* what refers to any of them */
  guint64 *reached;   /* by work: which of the columns from `first` on it reaches, a bit each */
  guint first;
  guint64 wanted;        /* those columns, … */
  guint64 settled;       /* … and which of them the unit in hand says no more of */
  guint64 undated;       /* … and in which its best work so far has no date */
  DcCover best[COLUMNS]; /* … and what that work is */
  GError **error;
  gboolean failed;
  DcCoverRow *row; /* the one in hand */
  guint at;        /* the column in hand */
} Making;

static DcCoverRow *
add_row(Making *making, const char *unit, guint works) {
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
  Making *making = data;
  g_hash_table_insert(making->newest, g_strdup(unit), g_strdup(newest));
}

static gboolean
add_provinces(Making *making, guint works, GError **error) {
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
add_local_units(Making *making, guint works, GError **error) {
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
cover_of(const Column *column, gint64 work, guint distance) {
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

static void
put(const Making *making, const Column *column, DcCoverCell *cell, DcCover cover, const DcWorkPlace *place,
    guint distance) {
  if (!better(cell, cover, place->date, place->key))
    return;
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
  cell->late = cell->timed && making->options->deadline >= 0 && cell->days > making->options->deadline;
}

/* The columns that a work reaches. */
static guint64
reached_by(const Making *making, gint64 work) {
  return work > 0 && (gsize)work < dc_reach_size(making->all) ? making->reached[work] : 0;
}

/* The column in hand gets the work of the row's unit that is its best so far. */
static void
place_best(const DcWorkPlace *place, gpointer data) {
  Making *making = data;
  guint i = making->at - making->first;
  const Column *column = &g_array_index(making->columns, Column, making->at);
  put(making, column, g_ptr_array_index(making->row->cells, making->at), making->best[i], place,
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
  Making *making = data;
  for (guint64 left = reached_by(making, work) & ~making->settled; left != 0; left &= left - 1) {
    guint i = (guint)__builtin_ctzll(left);
    making->at = making->first + i;
    const Column *column = &g_array_index(making->columns, Column, making->at);
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
  Making *making = data;
  for (guint64 left = reached_by(making, work); left != 0; left &= left - 1) {
    guint i = making->first + (guint)__builtin_ctzll(left);
    ((DcCoverCell *)g_ptr_array_index(making->row->cells, i))->below++;
  }
}

/* The works of one unit of a row: once for all columns. */
static gboolean
place_unit(Making *making, const char *unit, GError **error) {
  making->settled = making->undated = 0;
  for (guint i = 0; i < COLUMNS; i++)
    making->best[i] = DC_COVER_NO_DOCUMENT;
  making->error = error;
  return dc_store_each_of_unit(making->store, unit, place_work, making, error) && !making->failed &&
         (making->options->unit != NULL ||
          dc_store_each_under(making->store, unit, count_below, making, error));
}

static gboolean
place_rows(Making *making, GError **error) {
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
place_all(Making *making, GError **error) {
  gsize size = dc_reach_size(making->all);
  making->reached = g_new0(guint64, size);
  for (making->first = 0; making->first < making->columns->len; making->first += COLUMNS) {
    memset(making->reached, 0, size * sizeof *making->reached);
    making->wanted = 0;
    for (guint i = making->first; i < MIN(making->columns->len, making->first + COLUMNS); i++) {
      guint64 bit = (guint64)1 << (i - making->first);
      const GArray *works = dc_reach_works(g_array_index(making->columns, Column, i).reach);
      making->wanted |= bit;
      for (guint k = 1; k < works->len; k++) /* behind the work itself */
        making->reached[g_array_index(works, gint64, k)] |= bit;
    }
    if (!place_rows(making, error))
      return FALSE;
  }
  return TRUE;
}

/* A work that may refer to that of the column in hand. */
static void
place_unsure(const DcWorkPlace *place, gpointer data) {
  Making *making = data;
  const Column *column = &g_array_index(making->columns, Column, making->at);
  DcCoverRow *row = g_hash_table_lookup(making->rows, place->unit);
  if (row != NULL && place->id != column->work->id)
    put(making, column, g_ptr_array_index(row->cells, making->at), DC_COVER_AMBIGUOUS, place, 0);
}

static gboolean
place_doubts(Making *making, const Column *column, GError **error) {
  g_autoptr(GArray) unsure = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(DcDoubt) doubt = dc_doubt_new(making->store, column->work, column->reach, FALSE, error);
  if (doubt == NULL)
    return FALSE;
  g_autoptr(GArray) works = dc_doubt_works(doubt);
  for (guint i = 0; i < works->len; i++) {
    gint64 work = g_array_index(works, gint64, i);
    if (dc_reach_distance(column->reach, work) == DC_DISTANCE_NONE)
      g_array_append_val(unsure, work);
  }
  g_array_sort(unsure,
               dc_id_compare); /* in the order in which the index keeps them: neighbours are read at once */
  return dc_store_each_place(making->store, (const gint64 *)(gpointer)unsure->data, unsure->len, place_unsure,
                             making, error);
}

/* What is said of a unit none of whose works refers to the work: by its newest document. */
static void
judge_silence(const Making *making, const Column *column, const DcCoverRow *row) {
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

typedef struct {
  GHashTable *units; /* gint64* document → const char* */
  GHashTable *rows;  /* gint64* document → DcCoverRow* */
  DcCoverRow *row;
  const char *unit;
} Silent;

static void
note_silent(gint64 document, gpointer data) {
  Silent *silent = data;
  g_hash_table_insert(silent->units, g_memdup2(&document, sizeof document), (gpointer)silent->unit);
  g_hash_table_insert(silent->rows, g_memdup2(&document, sizeof document), silent->row);
}

/* A unit with a document that hints at the work is not accused. Takes the places, which may be NULL. */
static gboolean
heed_hints(GHashTable *places, GHashTable *rows, guint at) {
  if (places == NULL)
    return FALSE;
  GHashTableIter iter;
  gpointer document;
  g_hash_table_iter_init(&iter, places);
  while (g_hash_table_iter_next(&iter, &document, NULL)) {
    DcCoverRow *row = g_hash_table_lookup(rows, document);
    ((DcCoverCell *)g_ptr_array_index(row->cells, at))->cover = DC_COVER_AMBIGUOUS;
  }
  g_hash_table_unref(places);
  return TRUE;
}

/* A last look at the texts of units that would be said to have done nothing. */
static gboolean
look_again(const Making *making, const Column *column, GError **error) {
  g_autoptr(GHashTable) units = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  Silent silent = {units, rows, NULL, NULL};
  for (guint i = 0; i < making->coverage->rows->len; i++) {
    silent.row = g_ptr_array_index(making->coverage->rows, i);
    if (((DcCoverCell *)g_ptr_array_index(silent.row->cells, making->at))->cover != DC_COVER_NOTHING)
      continue;
    for (guint p = 0; p <= silent.row->parts->len; p++) {
      silent.unit = p < silent.row->parts->len ? g_ptr_array_index(silent.row->parts, p) : silent.row->unit;
      if (!dc_store_each_after(making->store, silent.unit, column->date, note_silent, &silent, error))
        return FALSE;
    }
  }
  if (g_hash_table_size(units) == 0)
    return TRUE;
  return heed_hints(dc_hints_find(making->store, column->work, units, error), rows, making->at) &&
         heed_hints(dc_hints_between(making->store, column->reach, units, error), rows, making->at);
}

/* What refers to the works: the edges are read in one walk for all, as reading them is what takes the time.
 */
static gboolean
add_columns(Making *making, const GPtrArray *works, GError **error) {
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
    Column column = {work, dc_date_of_work(work), reach};
    g_array_append_val(making->columns, column);
  }
  return making->all != NULL;
}

static gboolean
fill(Making *making, const GPtrArray *works, GError **error) {
  if (making->options->unit != NULL ? !add_local_units(making, works->len, error)
                                    : !add_provinces(making, works->len, error))
    return FALSE;
  if (!add_columns(making, works, error) || !place_all(making, error))
    return FALSE;
  for (making->at = 0; making->at < works->len; making->at++) {
    const Column *column = &g_array_index(making->columns, Column, making->at);
    if (!place_doubts(making, column, error))
      return FALSE;
    for (guint i = 0; i < making->coverage->rows->len; i++)
      judge_silence(making, column, g_ptr_array_index(making->coverage->rows, i));
    if (!look_again(making, column, error))
      return FALSE;
  }
  return TRUE;
}

DcCoverage *
dc_coverage_new(DcStore *store, const GPtrArray *works, const DcCoverOptions *options, GError **error) {
  g_autoptr(DcCoverage) coverage = g_new0(DcCoverage, 1);
  coverage->rows = g_ptr_array_new_with_free_func(row_free);
  coverage->reach = g_ptr_array_new_with_free_func((GDestroyNotify)dc_reach_free);
  Making making = {.store = store, .options = options, .coverage = coverage};
  making.rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  making.newest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  making.columns = g_array_new(FALSE, FALSE, sizeof(Column));
  g_array_set_clear_func(making.columns, column_clear);
  gboolean ok = fill(&making, works, error);
  g_hash_table_unref(making.rows);
  g_hash_table_unref(making.newest);
  g_array_unref(making.columns);
  g_clear_pointer(&making.all, dc_reach_free);
  g_free(making.reached);
  return ok ? g_steal_pointer(&coverage) : NULL;
}
