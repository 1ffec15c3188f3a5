#include "indexer/store-work-units.h"

#include <string.h>

#define BLOCK_BITS 10
#define BLOCK_WORKS (1u << BLOCK_BITS)
#define BLOCKS_MAX (1u << 18) /* more than any index has: a number above is damage */

/* ---- writing ---- */

void
dc_work_units_note(DcStore *store, gint64 work) {
  gint64 block = work >> BLOCK_BITS;
  if (!g_hash_table_contains(store->blocks, &block))
    g_hash_table_add(store->blocks, g_memdup2(&block, sizeof block));
}

static gboolean
name_units(DcStore *store, gint64 first, gint64 last, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "INSERT INTO units(name) SELECT DISTINCT unit FROM works WHERE id BETWEEN ? AND ?"
               " AND unit NOT IN (SELECT name FROM units) ORDER BY unit",
               error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, first);
  dc_query_int(query, 2, last);
  return dc_query_run(store, query, error);
}

/* The units of the works of a block as they are to stand in its row. */
static gboolean
pack_block(DcStore *store, gint64 block, guint32 units[BLOCK_WORKS], GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT works.id, units.id FROM works LEFT JOIN units ON units.name = works.unit"
               " WHERE works.id BETWEEN ? AND ?",
               error);
  if (!query)
    return FALSE;
  memset(units, 0, BLOCK_WORKS * sizeof *units);
  dc_query_int(query, 1, block << BLOCK_BITS);
  dc_query_int(query, 2, (block << BLOCK_BITS) + BLOCK_WORKS - 1);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    units[dc_query_get_int(query, 0) & (BLOCK_WORKS - 1)] =
        GUINT32_TO_LE((guint32)dc_query_get_int(query, 1));
  return step == DC_STEP_DONE;
}

static gboolean
write_block(DcStore *store, gint64 block, GError **error) {
  guint32 units[BLOCK_WORKS];
  if (!name_units(store, block << BLOCK_BITS, (block << BLOCK_BITS) + BLOCK_WORKS - 1, error) ||
      !pack_block(store, block, units, error))
    return FALSE;
  g_autoptr(DcQuery) query =
      dc_query(store, "INSERT OR REPLACE INTO work_units(block, packed) VALUES (?, ?)", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, block);
  sqlite3_bind_blob(query->stmt, 2, units, sizeof units, SQLITE_STATIC);
  return dc_query_run(store, query, error);
}

gboolean
dc_work_units_flush(DcStore *store, GError **error) {
  GHashTableIter iter;
  gpointer block;
  g_hash_table_iter_init(&iter, store->blocks);
  while (g_hash_table_iter_next(&iter, &block, NULL))
    if (!write_block(store, *(gint64 *)block, error))
      return FALSE;
  g_hash_table_remove_all(store->blocks);
  return TRUE;
}

/* ---- reading ---- */

GArray *
dc_store_work_units(DcStore *store, GError **error) {
  g_autoptr(GArray) units = g_array_new(FALSE, TRUE, sizeof(guint32));
  g_autoptr(DcQuery) query = dc_query(store, "SELECT block, packed FROM work_units ORDER BY block", error);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 block = dc_query_get_int(query, 0);
    const void *packed = sqlite3_column_blob(query->stmt, 1);
    if (block < 0 || block >= BLOCKS_MAX || !packed ||
        sqlite3_column_bytes(query->stmt, 1) != (int)(BLOCK_WORKS * sizeof(guint32))) {
      g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                  "%s is damaged: the units of its works cannot be read; delete the file and index again",
                  store->path);
      return NULL;
    }
    g_array_set_size(units, ((guint)block + 1) << BLOCK_BITS);
    memcpy(&g_array_index(units, guint32, (guint)block << BLOCK_BITS), packed, BLOCK_WORKS * sizeof(guint32));
  }
  for (guint i = 0; i < units->len && G_BYTE_ORDER == G_BIG_ENDIAN; i++)
    g_array_index(units, guint32, i) = GUINT32_FROM_LE(g_array_index(units, guint32, i));
  return step == DC_STEP_DONE ? g_steal_pointer(&units) : NULL;
}

gboolean
dc_store_each_unit_number(DcStore *store, void (*func)(guint32 number, const char *unit, gpointer data),
                          gpointer data, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id, name FROM units ORDER BY id", error);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    func((guint32)dc_query_get_int(query, 0), dc_query_get_text(query, 1), data);
  return step == DC_STEP_DONE;
}

/* ---- checking ---- */

gboolean
dc_work_units_check(DcStore *store, GPtrArray *problems, GError **error) {
  g_autoptr(GError) failure = NULL;
  g_autoptr(GArray) read = dc_store_work_units(store, &failure);
  gboolean same = read != NULL;
  if (!read && !g_error_matches(failure, DC_ERROR, DC_ERROR_CORRUPT)) {
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
  }
  gint64 last;
  if (!dc_store_last_work(store, &last, error))
    return FALSE;
  gint64 blocks = MAX((last >> BLOCK_BITS) + 1, same ? read->len >> BLOCK_BITS : 0);
  for (gint64 block = 0; same && block < blocks; block++) {
    guint32 units[BLOCK_WORKS];
    if (!pack_block(store, block, units, error))
      return FALSE;
    for (guint i = 0; i < BLOCK_WORKS; i++) {
      gint64 work = (block << BLOCK_BITS) + i;
      same &= (work < read->len ? g_array_index(read, guint32, work) : 0) == GUINT32_FROM_LE(units[i]);
    }
  }
  if (!same)
    g_ptr_array_add(problems, g_strdup("the packed units of works are not those of the works"));
  return TRUE;
}
