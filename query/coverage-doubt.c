#include "query/coverage-private.h"
#include "query/hints.h"

/* A work that may refer to that of the column in hand. */
static void
place_unsure(const DcWorkPlace *place, gpointer data) {
  DcCoverMaking *making = data;
  const DcCoverColumn *column = &g_array_index(making->columns, DcCoverColumn, making->at);
  DcCoverRow *row = g_hash_table_lookup(making->rows, place->unit);
  if (row != NULL && place->id != column->work->id && !dc_cover_later(making, place->date))
    dc_cover_put(making, column, g_ptr_array_index(row->cells, making->at), DC_COVER_AMBIGUOUS, place, 0);
}

/* How the work of an ambiguous cell may lead to the one asked about: the mentions of the chain, and the one
 * that cannot be decided. */
static gboolean
prove(const DcCoverMaking *making, const DcDoubt *doubt, DcCoverCell *cell, GError **error) {
  DcReach *way = dc_doubt_of(doubt, cell->work);
  g_autoptr(GArray) chain = way != NULL ? dc_reach_chain(way, cell->work, error) : NULL;
  gint64 last = cell->work;
  for (guint i = 0; chain != NULL && i < chain->len; i++) {
    const DcEdge *edge = &g_array_index(chain, DcEdge, i);
    g_array_append_val(cell->evidence, edge->mention);
    last = edge->target;
  }
  g_autoptr(GPtrArray) documents = chain != NULL ? dc_store_documents_of(making->store, last, error) : NULL;
  for (guint i = 0; documents != NULL && i < documents->len; i++) {
    gint64 mention = dc_doubt_mention(doubt, ((DcDocumentRow *)g_ptr_array_index(documents, i))->id);
    if (mention != 0) {
      g_array_append_val(cell->evidence, mention);
      break;
    }
  }
  return way == NULL || documents != NULL;
}

static gboolean
prove_all(const DcCoverMaking *making, const DcDoubt *doubt, GError **error) {
  for (guint i = 0; i < making->coverage->rows->len; i++) {
    const DcCoverRow *row = g_ptr_array_index(making->coverage->rows, i);
    DcCoverCell *cell = g_ptr_array_index(row->cells, making->at);
    if (cell->cover == DC_COVER_AMBIGUOUS && !prove(making, doubt, cell, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
dc_cover_doubts(DcCoverMaking *making, const DcCoverColumn *column, GError **error) {
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
  g_array_sort(unsure, dc_id_compare); /* as they stand in the index: neighbours are read at once */
  return dc_store_each_place(making->store, (const gint64 *)(gpointer)unsure->data, unsure->len, place_unsure,
                             making, error) &&
         prove_all(making, doubt, error);
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
heed_hints(const DcCoverMaking *making, const DcCoverColumn *column, GHashTable *places, GHashTable *rows,
           GError **error) {
  if (places == NULL)
    return FALSE;
  g_autoptr(GHashTable) owned = places;
  g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(gint64));
  GHashTableIter iter;
  gpointer document;
  g_hash_table_iter_init(&iter, places);
  while (g_hash_table_iter_next(&iter, &document, NULL))
    g_array_append_vals(documents, document, 1);
  g_array_sort(documents, dc_id_compare);
  for (guint i = 0; i < documents->len; i++) {
    gint64 id = g_array_index(documents, gint64, i);
    g_autoptr(DcDocumentRow) file = dc_store_document(making->store, id, error);
    if (file == NULL)
      return FALSE;
    const DcCoverRow *row = g_hash_table_lookup(rows, &id);
    DcCoverCell *cell = g_ptr_array_index(row->cells, making->at);
    DcWorkPlace place = {file->work, file->key, file->unit, file->date};
    if (!dc_cover_later(making, file->date) &&
        dc_cover_put(making, column, cell, DC_COVER_AMBIGUOUS, &place, 0)) {
      cell->hinted = id;
      cell->hint = *(const DcSpan *)g_hash_table_lookup(places, &id);
    }
  }
  return TRUE;
}

/* A last look at the texts of units that would be said to have done nothing. */
gboolean
dc_cover_look_again(DcCoverMaking *making, const DcCoverColumn *column, GError **error) {
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
  return heed_hints(making, column, dc_hints_find(making->store, column->work, units, error), rows, error) &&
         heed_hints(making, column, dc_hints_between(making->store, column->reach, units, error), rows,
                    error);
}
