/* Reading units and dates of many works at once: what coverage needs. */
#include "indexer/entry.h"
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

#define CITED                                                                                                \
  "SELECT id, key, unit, date FROM works w WHERE NOT EXISTS (SELECT 1 FROM documents WHERE work = w.id)"

gboolean
dc_store_each_cited(DcStore *store, const char *key, void (*func)(const DcWorkPlace *place, gpointer data),
                    gpointer data, GError **error) {
  g_autofree char *name = key != NULL ? dc_entry_symbol(key) : NULL;
  g_autoptr(DcQuery) query =
      key == NULL ? dc_query(store, CITED, error)
                  : dc_query(store, CITED " AND symbol = (SELECT id FROM symbols WHERE key = ?)", error);
  if (query && key)
    dc_query_text(query, 1, name);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    DcWorkPlace place = {dc_query_get_int(query, 0), dc_query_get_text(query, 1), dc_query_get_text(query, 2),
                         dc_query_get_text(query, 3)};
    func(&place, data);
  }
  return step == DC_STEP_DONE;
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

gboolean
dc_store_unit_newest(DcStore *store, const char *unit, const char *until,
                     void (*func)(const char *unit, const char *newest, gpointer data), gpointer data,
                     GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store,
      "SELECT date FROM documents WHERE status = 'ok' AND unit = ? AND date <= ? ORDER BY date DESC LIMIT 1",
      error);
  if (query) {
    dc_query_text(query, 1, unit);
    dc_query_text(query, 2, until ? until : "9999");
  }
  DcStep step = query ? dc_query_step(store, query, error) : DC_STEP_ERROR;
  if (step == DC_STEP_ROW)
    func(unit, dc_query_get_text(query, 0), data);
  return step != DC_STEP_ERROR;
}

gboolean
dc_store_each_after(DcStore *store, const char *unit, const char *date,
                    void (*func)(gint64 document, gpointer data), gpointer data, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT id FROM documents WHERE status = 'ok' AND unit = ? AND date > ?", error);
  if (!query)
    return FALSE;
  dc_query_text(query, 1, unit);
  dc_query_text(query, 2, date);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    func(dc_query_get_int(query, 0), data);
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
dc_store_candidates(DcStore *store, gint64 mention, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT work FROM candidates WHERE ref ="
                                      " (SELECT max(id) FROM refs WHERE id <= ?) ORDER BY work",
                                      error);
  if (query)
    dc_query_int(query, 1, mention);
  return read_ids(store, query, error);
}

GArray *
dc_store_ambiguous_works(DcStore *store, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT DISTINCT work FROM candidates ORDER BY work", error);
  return read_ids(store, query, error);
}

GArray *
dc_store_linked_works(DcStore *store, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT source FROM edges UNION SELECT id >> 32 FROM referrers ORDER BY 1", error);
  return read_ids(store, query, error);
}

GArray *
dc_store_unread_works(DcStore *store, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT id FROM works w WHERE level NOT IN ('central', '')"
                                      " AND NOT EXISTS (SELECT 1 FROM documents WHERE work = w.id)"
                                      " AND NOT EXISTS (SELECT 1 FROM edges WHERE source = w.id) ORDER BY id",
                                      error);
  return read_ids(store, query, error);
}

GPtrArray *
dc_store_keys_from(DcStore *store, const char *start, GError **error) {
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT key FROM symbols WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1"
               " AND key < ?1 || char(1114111) ORDER BY key",
               error);
  if (query)
    dc_query_text(query, 1, start);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    g_ptr_array_add(keys, dc_query_dup(query, 0));
  return step == DC_STEP_DONE ? g_steal_pointer(&keys) : NULL;
}
