#include "query/coverage.h"
#include "query/dates.h"
#include "query/doubt.h"
#include "query/hints.h"
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

/* What the making shares. */
typedef struct {
  DcStore *store;
  const DcCoverOptions *options;
  DcCoverage *coverage;
  GHashTable *rows;   /* char* unit → DcCoverRow: itself and former units that went into it */
  GHashTable *newest; /* char* unit → char*: the newest date of its documents */
  const DcWork *work; /* the one in hand, … */
  guint at;           /* … its column, … */
  char *date;         /* … its date, … */
  GHashTable *direct; /* … and what implements it directly: gint64* */
  DcReach *reach;
  gboolean unsure; /* the works in hand may refer to it */
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
add_provinces(Making *making, guint works) {
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
}

static gint
compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The districts and communes of a province that documents come from. */
static void
add_local_units(Making *making, guint works) {
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
}

static void
note_unit(const char *unit, const char *newest, gpointer data) {
  Making *making = data;
  g_hash_table_insert(making->newest, g_strdup(unit), g_strdup(newest));
}

/* The row of a work's unit; `below` when the unit lies under that of the row. */
static DcCoverRow *
row_of(const Making *making, const char *unit, gboolean *below) {
  DcCoverRow *row = g_hash_table_lookup(making->rows, unit);
  *below = FALSE;
  if (row != NULL || strchr(unit, '/') == NULL)
    return row;
  g_autofree char *province = g_strndup(unit, strcspn(unit, "/"));
  *below = TRUE;
  return g_hash_table_lookup(making->rows, province);
}

static DcCover
cover_of(const Making *making, gint64 work, guint distance) {
  if (making->unsure)
    return DC_COVER_AMBIGUOUS;
  if (g_hash_table_contains(making->direct, &work))
    return DC_COVER_IMPLEMENTS;
  return distance == 1 ? DC_COVER_CITES : DC_COVER_INDIRECT;
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
place_work(const DcWorkPlace *place, gpointer data) {
  Making *making = data;
  gboolean below;
  DcCoverRow *row = row_of(making, place->unit, &below);
  if (row == NULL || place->id == making->work->id)
    return;
  DcCoverCell *cell = g_ptr_array_index(row->cells, making->at);
  if (below) {
    cell->below += !making->unsure;
    return;
  }
  guint distance = dc_reach_distance(making->reach, place->id);
  DcCover cover = cover_of(making, place->id, distance);
  if (!better(cell, cover, place->date, place->key))
    return;
  cell->cover = cover;
  cell->work = place->id;
  cell->distance = making->unsure ? 0 : distance;
  g_free(cell->key);
  g_free(cell->unit);
  g_free(cell->date);
  cell->key = g_strdup(place->key);
  cell->unit = g_strdup(place->unit);
  cell->date = g_strdup(place->date);
  cell->timed = dc_date_days(making->date, place->date, &cell->days);
  cell->late = cell->timed && making->options->deadline >= 0 && cell->days > making->options->deadline;
}

/* Works that may refer to it. */
static GArray *
find_unsure(Making *making, GError **error) {
  g_autoptr(GArray) unsure = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(DcDoubt) doubt = dc_doubt_new(making->store, making->work, making->reach, FALSE, error);
  if (doubt == NULL)
    return NULL;
  g_autoptr(GArray) works = dc_doubt_works(doubt);
  for (guint i = 0; i < works->len; i++) {
    gint64 work = g_array_index(works, gint64, i);
    if (dc_reach_distance(making->reach, work) == DC_DISTANCE_NONE)
      g_array_append_val(unsure, work);
  }
  return g_steal_pointer(&unsure);
}

/* What is said of a unit none of whose works refers to the work: by its newest document. */
static void
judge_silence(Making *making, DcCoverRow *row) {
  DcCoverCell *cell = g_ptr_array_index(row->cells, making->at);
  if (cell->work != 0)
    return;
  for (guint i = 0; i <= row->parts->len; i++) {
    const char *unit = i < row->parts->len ? g_ptr_array_index(row->parts, i) : row->unit;
    const char *newest = g_hash_table_lookup(making->newest, unit);
    if (newest == NULL)
      continue;
    DcDateOrder order = dc_date_order(newest, making->date);
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

/* A last look at the texts of units that would be said to have done nothing. */
static gboolean
look_again(Making *making, GError **error) {
  g_autoptr(GHashTable) units = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  Silent silent = {units, rows, NULL, NULL};
  for (guint i = 0; i < making->coverage->rows->len; i++) {
    silent.row = g_ptr_array_index(making->coverage->rows, i);
    if (((DcCoverCell *)g_ptr_array_index(silent.row->cells, making->at))->cover != DC_COVER_NOTHING)
      continue;
    for (guint p = 0; p <= silent.row->parts->len; p++) {
      silent.unit = p < silent.row->parts->len ? g_ptr_array_index(silent.row->parts, p) : silent.row->unit;
      if (!dc_store_each_after(making->store, silent.unit, making->date, note_silent, &silent, error))
        return FALSE;
    }
  }
  if (g_hash_table_size(units) == 0)
    return TRUE;
  g_autoptr(GHashTable) places = dc_hints_find(making->store, making->work, units, error);
  GHashTableIter iter;
  gpointer document;
  if (places != NULL)
    g_hash_table_iter_init(&iter, places);
  while (places != NULL && g_hash_table_iter_next(&iter, &document, NULL)) {
    DcCoverRow *row = g_hash_table_lookup(rows, document);
    ((DcCoverCell *)g_ptr_array_index(row->cells, making->at))->cover = DC_COVER_AMBIGUOUS;
  }
  return places != NULL;
}

static gboolean
fill_direct(Making *making, GError **error) {
  g_autoptr(GArray) edges =
      dc_store_edges(making->store, DC_EDGES_IN, &making->work->id, 1, 1u << DC_RELATION_IMPLEMENTS, error);
  if (edges == NULL)
    return FALSE;
  g_hash_table_remove_all(making->direct);
  for (guint i = 0; i < edges->len; i++) {
    gint64 source = g_array_index(edges, DcEdge, i).source;
    g_hash_table_add(making->direct, g_memdup2(&source, sizeof source));
  }
  return TRUE;
}

static int
compare_ids(gconstpointer a, gconstpointer b) {
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return (x > y) - (x < y);
}

/* In the order in which the index keeps them: neighbours are read at once. */
static gboolean
place_works(Making *making, const GArray *works, GError **error) {
  g_autoptr(GArray) sorted = g_array_copy((GArray *)works);
  g_array_sort(sorted, compare_ids);
  return dc_store_each_place(making->store, (const gint64 *)(gpointer)sorted->data, sorted->len, place_work,
                             making, error);
}

static gboolean
fill_column(Making *making, GError **error) {
  making->reach = dc_reach_new(making->store, &making->work->id, 1, DC_EDGES_IN, DC_RELATIONS_ALL, 0, error);
  if (making->reach == NULL)
    return FALSE;
  g_ptr_array_add(making->coverage->reach, making->reach);
  const GArray *works = dc_reach_works(making->reach);
  making->unsure = FALSE;
  if (!fill_direct(making, error) || !place_works(making, works, error))
    return FALSE;
  g_autoptr(GArray) unsure = find_unsure(making, error);
  if (unsure == NULL)
    return FALSE;
  making->unsure = TRUE;
  if (!place_works(making, unsure, error))
    return FALSE;
  for (guint i = 0; i < making->coverage->rows->len; i++)
    judge_silence(making, g_ptr_array_index(making->coverage->rows, i));
  return look_again(making, error);
}

static gboolean
fill(Making *making, const GPtrArray *works, GError **error) {
  if (!dc_store_each_unit(making->store, note_unit, making, error))
    return FALSE;
  if (making->options->unit != NULL)
    add_local_units(making, works->len);
  else
    add_provinces(making, works->len);
  for (making->at = 0; making->at < works->len; making->at++) {
    making->work = g_ptr_array_index(works, making->at);
    g_free(making->date);
    making->date = dc_date_of_work(making->work);
    if (!fill_column(making, error))
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
  making.direct = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean ok = fill(&making, works, error);
  g_hash_table_unref(making.rows);
  g_hash_table_unref(making.newest);
  g_hash_table_unref(making.direct);
  g_free(making.date);
  return ok ? g_steal_pointer(&coverage) : NULL;
}
