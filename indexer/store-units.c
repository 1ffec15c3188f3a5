/* Reading units and dates of many works at once: what coverage needs. */
#include "indexer/store-internal.h"

gboolean
dc_store_each_place(DcStore *store, const gint64 *works, gsize n,
                    void (*func)(const DcWorkPlace *place, gpointer data), gpointer data, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT key, unit, date FROM works WHERE id = ?", error);
  if (!query)
    return FALSE;
  for (gsize i = 0; i < n; i++) {
    dc_query_int(query, 1, works[i]);
    DcStep step = dc_query_step(store, query, error);
    if (step == DC_STEP_ERROR)
      return FALSE;
    if (step == DC_STEP_ROW) {
      DcWorkPlace place = {works[i], dc_query_get_text(query, 0), dc_query_get_text(query, 1),
                           dc_query_get_text(query, 2)};
      func(&place, data);
    }
    sqlite3_reset(query->stmt);
  }
  return TRUE;
}

/* Steps from unit to unit in the index on (unit, date), so that its cost is that of the units, not of the
 * documents. */
gboolean
dc_store_each_unit(DcStore *store, void (*func)(const char *unit, const char *newest, gpointer data),
                   gpointer data, GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store,
      "WITH RECURSIVE step(unit) AS ("
      " SELECT min(unit) FROM documents WHERE status = 'ok'"
      " UNION ALL SELECT (SELECT min(unit) FROM documents WHERE status = 'ok' AND unit > step.unit)"
      " FROM step WHERE step.unit IS NOT NULL)"
      " SELECT unit, (SELECT max(date) FROM documents d WHERE d.status = 'ok' AND d.unit = step.unit)"
      " FROM step WHERE unit IS NOT NULL",
      error);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    func(dc_query_get_text(query, 0), dc_query_get_text(query, 1), data);
  return step == DC_STEP_DONE;
}

static GArray *
read_ids(DcStore *store, DcQuery *query, GError **error) {
  g_autoptr(GArray) works = g_array_new(FALSE, FALSE, sizeof(gint64));
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 work = dc_query_get_int(query, 0);
    g_array_append_val(works, work);
  }
  return step == DC_STEP_DONE ? g_steal_pointer(&works) : NULL;
}

GArray *
dc_store_ambiguous_works(DcStore *store, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT DISTINCT work FROM candidates ORDER BY work", error);
  return read_ids(store, query, error);
}

GArray *
dc_store_linked_works(DcStore *store, GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store, "SELECT source FROM edges UNION SELECT target FROM edges INDEXED BY edges_in ORDER BY 1", error);
  return read_ids(store, query, error);
}
