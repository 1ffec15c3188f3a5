/* Putting resolutions into the index: works, candidates, conflicts, and the edges that follow from them.
 *
 * Edges are a function of refs, mentions and works. So the edges of each document that is touched are taken
 * out as they follow from the old state, before any ref changes, and put in as they follow from the new one.
 */
#include "indexer/mention.h"
#include "indexer/resolve.h"
#include "indexer/store-internal.h"
#include "indexer/store-referrers.h"
#include "indexer/store-work-units.h"

#include <string.h>

/* A ref (or, with ref 0, a document) that means another work than before. */
typedef struct {
  gint64 ref, document, work;
  const char *reason; /* static */
} Change;

typedef struct {
  DcStore *store;
  GArray *changes;       /* of Change */
  GHashTable *documents; /* set of gint64*: their edges change */
  GArray *gone;          /* of gint64: works that no longer are */
} Batch;

/* The facts of one symbol, with what stood in the index before. */
typedef struct {
  gint64 symbol;
  char *key;
  GArray *facts;      /* of DcFact */
  GHashTable *before; /* ref, or -document → Before* */
  GHashTable *known;  /* ident → gint64*: works of the symbol in the index */
  GStringChunk *strings;
} Group;

typedef struct {
  gint64 id, work;
  char reason[16];
} Before;

static void
group_clear(Group *group) {
  for (guint i = 0; group->facts && i < group->facts->len; i++)
    dc_fact_clear(&g_array_index(group->facts, DcFact, i));
  g_clear_pointer(&group->facts, g_array_unref);
  g_clear_pointer(&group->before, g_hash_table_unref);
  g_clear_pointer(&group->known, g_hash_table_unref);
  g_clear_pointer(&group->strings, g_string_chunk_free);
  g_clear_pointer(&group->key, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Group, group_clear)

/* ---- loading ---- */

static void
remember(Group *group, gint64 id, gint64 work, const char *reason) {
  Before *before = g_new0(Before, 1);
  before->id = id;
  before->work = work;
  g_strlcpy(before->reason, reason, sizeof before->reason);
  g_hash_table_add(group->before, before);
}

static const char *
keep(Group *group, DcQuery *query, int column) {
  return g_string_chunk_insert_const(group->strings, dc_query_get_text(query, column));
}

static gboolean
load_key(DcStore *store, Group *group, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT key FROM symbols WHERE id = ?", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, group->symbol);
  if (dc_query_step(store, query, error) != DC_STEP_ROW)
    return FALSE;
  group->key = dc_query_dup(query, 0);
  return TRUE;
}

static gboolean
load_documents(DcStore *store, Group *group, GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store,
      "SELECT id, work, path, unit, type, issuer, level, title, annex_key <> '' AND annex_key <> '?',"
      " CASE WHEN annex_key <> '' AND annex_date <> '' THEN annex_date ELSE date END"
      " FROM documents WHERE symbol = ?",
      error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, group->symbol);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 id = dc_query_get_int(query, 0);
    DcFact fact = {.document = id,
                   .path = keep(group, query, 2),
                   .unit = keep(group, query, 3),
                   .type = keep(group, query, 4),
                   .issuer = keep(group, query, 5),
                   .level = keep(group, query, 6),
                   .title = keep(group, query, 7),
                   .annex = dc_query_get_int(query, 8) != 0,
                   .date = keep(group, query, 9),
                   .key = "",
                   .term = "",
                   .symbol_type = "",
                   .written = "",
                   .citing_date = "",
                   .citing_unit = ""};
    g_array_append_val(group->facts, fact);
    remember(group, -id, dc_query_get_int(query, 1), "");
  }
  return step == DC_STEP_DONE;
}

static gboolean
load_refs(DcStore *store, Group *group, GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store,
      "SELECT f.id, f.work, f.reason, d.path, f.key, f.unit, f.date, f.type, f.issuer, f.term,"
      " f.symbol_type, f.written, f.own, d.date, d.unit, f.class, f.title FROM refs f JOIN documents d ON "
      "d.id = f.id >> 24"
      " WHERE f.symbol = ?",
      error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, group->symbol);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 id = dc_query_get_int(query, 0);
    DcFact fact = {.ref = id,
                   .document = DC_DOCUMENT_OF(id),
                   .path = keep(group, query, 3),
                   .key = keep(group, query, 4),
                   .unit = keep(group, query, 5),
                   .date = keep(group, query, 6),
                   .type = keep(group, query, 7),
                   .issuer = keep(group, query, 8),
                   .term = keep(group, query, 9),
                   .symbol_type = keep(group, query, 10),
                   .written = keep(group, query, 11),
                   .own = dc_query_get_int(query, 12) != 0,
                   .citing_date = keep(group, query, 13),
                   .citing_unit = keep(group, query, 14),
                   .undecided = dc_query_get_int(query, 15) == DC_CLASS_UNDECIDED,
                   .level = "",
                   .title = keep(group, query, 16)};
    g_array_append_val(group->facts, fact);
    remember(group, id, dc_query_get_int(query, 1), dc_query_get_text(query, 2));
  }
  return step == DC_STEP_DONE;
}

static gboolean
load_works(DcStore *store, Group *group, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id, ident FROM works WHERE symbol = ?", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, group->symbol);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 id = dc_query_get_int(query, 0);
    g_hash_table_insert(group->known, dc_query_dup(query, 1), g_memdup2(&id, sizeof id));
  }
  return step == DC_STEP_DONE;
}

static gboolean
load_group(DcStore *store, gint64 symbol, Group *group, GError **error) {
  *group = (Group){.symbol = symbol,
                   .facts = g_array_new(FALSE, FALSE, sizeof(DcFact)),
                   .before = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                   .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                   .strings = g_string_chunk_new(256)};
  return load_key(store, group, error) && load_documents(store, group, error) &&
         load_refs(store, group, error) && load_works(store, group, error);
}

/* ---- works, candidates, conflicts ---- */

static void
bind_work(DcQuery *query, const DcResolvedWork *work, gint64 symbol, gint64 id) {
  const char *const texts[] = {work->ident,  work->name, work->key,   work->type, work->date,
                               work->issuer, work->unit, work->level, work->title};
  for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++)
    dc_query_text(query, 1 + i, texts[i]);
  dc_query_int(query, 10, symbol);
  dc_query_int_or_null(query, 11, id);
}

/* Writes a work unless it stands there already, word for word. Its number, 0 on error. */
static gint64
save_work(DcStore *store, Group *group, const DcResolvedWork *work, GError **error) {
  gint64 *known = g_hash_table_lookup(group->known, work->ident);
  gint64 id = known ? *known : 0;
  g_autoptr(DcQuery) query =
      known
          ? dc_query(store,
                     "UPDATE works SET name = ?2, key = ?3, type = ?4, date = ?5, issuer = ?6, level = ?8, "
                     "title = ?9"
                     " WHERE id = ?11 AND ident = ?1 AND unit = ?7 AND symbol = ?10 AND (name <> ?2 OR key "
                     "<> ?3 OR"
                     " type <> ?4 OR date <> ?5 OR issuer <> ?6 OR level <> ?8 OR title <> ?9)",
                     error)
          : dc_query(store,
                     "INSERT INTO works(ident, name, key, type, date, issuer, unit, level, title, symbol, id)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                     error);
  if (!query)
    return 0;
  bind_work(query, work, group->symbol, id);
  if (!dc_query_run(store, query, error))
    return 0;
  if (known) {
    g_hash_table_remove(group->known, work->ident);
    return id;
  }
  id = sqlite3_last_insert_rowid(store->db);
  dc_work_units_note(store, id);
  return id;
}

static gboolean
save_candidates(DcStore *store, const DcFact *fact, const gint64 *works, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "INSERT INTO candidates(ref, work) VALUES (?, ?)", error);
  for (guint i = 0; query && i < fact->candidates->len; i++) {
    dc_query_int(query, 1, fact->ref);
    dc_query_int(query, 2, works[g_array_index(fact->candidates, guint, i)]);
    if (!dc_query_run(store, query, error))
      return FALSE;
  }
  return query != NULL;
}

/* Only a ref that was left open, or stood alone, has candidates. */
static gboolean
drop_candidates(DcStore *store, const Before *before, GError **error) {
  if (strcmp(before->reason, DC_REASON_AMBIGUOUS) != 0 && strcmp(before->reason, DC_REASON_UNIT) != 0 &&
      strcmp(before->reason, DC_REASON_ALONE) != 0)
    return TRUE;
  g_autoptr(DcQuery) query = dc_query(store, "DELETE FROM candidates WHERE ref = ?", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, before->id);
  return dc_query_run(store, query, error);
}

static gboolean
drop_conflicts(DcStore *store, gint64 symbol, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "DELETE FROM conflicts WHERE work IN (SELECT id FROM works WHERE symbol = ?)", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, symbol);
  return dc_query_run(store, query, error);
}

static gboolean
save_conflicts(DcStore *store, const DcResolution *resolution, const GArray *facts, const gint64 *works,
               GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store, "INSERT OR IGNORE INTO conflicts(work, field, value, document, ref) VALUES (?, ?, ?, ?, ?)",
      error);
  for (guint i = 0; query && i < resolution->conflicts->len; i++) {
    const DcResolvedConflict *conflict = &g_array_index(resolution->conflicts, DcResolvedConflict, i);
    const DcFact *fact = &g_array_index(facts, DcFact, conflict->fact);
    dc_query_int(query, 1, works[conflict->work]);
    dc_query_text(query, 2, conflict->field);
    dc_query_text(query, 3, conflict->value);
    dc_query_int(query, 4, fact->document);
    dc_query_int(query, 5, fact->ref);
    if (!dc_query_run(store, query, error))
      return FALSE;
  }
  return query != NULL;
}

/* ---- one symbol ---- */

static void
note_change(Batch *batch, const DcFact *fact, gint64 work, const Before *before) {
  gboolean moved = before->work != work;
  if (moved || (fact->ref && strcmp(before->reason, fact->reason) != 0)) {
    Change change = {fact->ref, fact->document, work, fact->reason};
    g_array_append_val(batch->changes, change);
  }
  if (moved && !g_hash_table_contains(batch->documents, &fact->document))
    g_hash_table_add(batch->documents, g_memdup2(&fact->document, sizeof fact->document));
}

static gboolean
save_facts(Batch *batch, const Group *group, const gint64 *works, GError **error) {
  for (guint i = 0; i < group->facts->len; i++) {
    const DcFact *fact = &g_array_index(group->facts, DcFact, i);
    gint64 id = fact->ref ? fact->ref : -fact->document;
    const Before *before = g_hash_table_lookup(group->before, &id);
    if (fact->ref && !drop_candidates(batch->store, before, error))
      return FALSE;
    if (fact->candidates && !save_candidates(batch->store, fact, works, error))
      return FALSE;
    note_change(batch, fact, fact->work >= 0 ? works[fact->work] : 0, before);
  }
  return TRUE;
}

static gboolean
resolve_symbol(Batch *batch, gint64 symbol, GError **error) {
  g_auto(Group) group = {0};
  if (!load_group(batch->store, symbol, &group, error))
    return FALSE;
  g_autoptr(DcResolution) resolution =
      dc_resolve(group.key, (DcFact *)(gpointer)group.facts->data, group.facts->len);
  g_autofree gint64 *works = g_new(gint64, resolution->works->len + 1);
  gboolean had_works = g_hash_table_size(group.known) > 0;
  if (had_works && !drop_conflicts(batch->store, symbol, error))
    return FALSE;
  for (guint i = 0; i < resolution->works->len; i++)
    if (!(works[i] =
              save_work(batch->store, &group, &g_array_index(resolution->works, DcResolvedWork, i), error)))
      return FALSE;
  GHashTableIter iter;
  gpointer gone;
  g_hash_table_iter_init(&iter, group.known); /* what was not saved anew */
  while (g_hash_table_iter_next(&iter, NULL, &gone))
    g_array_append_vals(batch->gone, gone, 1);
  return save_facts(batch, &group, works, error) &&
         save_conflicts(batch->store, resolution, group.facts, works, error);
}

/* ---- the batch ---- */

static int
compare_changes(gconstpointer a, gconstpointer b) {
  const Change *x = a, *y = b;
  if (x->document != y->document)
    return x->document < y->document ? -1 : 1;
  return (x->ref > y->ref) - (x->ref < y->ref);
}

static GArray *
sorted_ids(GHashTable *set) {
  GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init(&iter, set);
  while (g_hash_table_iter_next(&iter, &id, NULL))
    g_array_append_vals(ids, id, 1);
  g_array_sort(ids, dc_id_compare);
  return ids;
}

static gboolean
drop_old_edges(const Batch *batch, const GArray *documents, GError **error) {
  for (guint i = 0; i < documents->len; i++) {
    gint64 *document = &g_array_index(documents, gint64, i);
    if (g_hash_table_contains(batch->store->fresh, document))
      continue;
    g_autoptr(GArray) edges = dc_store_edges_asserted(batch->store, *document, error);
    if (!edges || !dc_store_delete_edges(batch->store, edges, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
apply_changes(const Batch *batch, GError **error) {
  DcStore *store = batch->store;
  g_autoptr(DcQuery) ref = dc_query(store, "UPDATE refs SET work = ?2, reason = ?3 WHERE id = ?1", error);
  g_autoptr(DcQuery) document = dc_query(store, "UPDATE documents SET work = ?2 WHERE id = ?1", error);
  g_array_sort(batch->changes, compare_changes);
  for (guint i = 0; ref && document && i < batch->changes->len; i++) {
    const Change *change = &g_array_index(batch->changes, Change, i);
    DcQuery *query = change->ref ? ref : document;
    dc_query_int(query, 1, change->ref ? change->ref : change->document);
    dc_query_int_or_null(query, 2, change->work);
    if (change->ref)
      dc_query_text(query, 3, change->reason);
    if (!dc_query_run(store, query, error))
      return FALSE;
  }
  return ref && document;
}

static gboolean
put_new_edges(const Batch *batch, const GArray *documents, GError **error) {
  for (guint i = 0; i < documents->len; i++) {
    g_autoptr(GArray) edges =
        dc_store_edges_asserted(batch->store, g_array_index(documents, gint64, i), error);
    if (!edges || !dc_store_insert_edges(batch->store, edges, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
drop_gone_works(const Batch *batch, GError **error) {
  g_autoptr(DcQuery) query = dc_query(batch->store, "DELETE FROM works WHERE id = ?", error);
  for (guint i = 0; query && i < batch->gone->len; i++) {
    gint64 work = g_array_index(batch->gone, gint64, i);
    dc_work_units_note(batch->store, work);
    dc_query_int(query, 1, work);
    if (!dc_query_run(batch->store, query, error))
      return FALSE;
  }
  return query != NULL;
}

static gboolean
resolve_batch(Batch *batch, GError **error) {
  g_autoptr(GArray) symbols = sorted_ids(batch->store->dirty);
  for (guint i = 0; i < symbols->len; i++)
    if (!resolve_symbol(batch, g_array_index(symbols, gint64, i), error))
      return FALSE;
  g_autoptr(GArray) documents = sorted_ids(batch->documents);
  return drop_old_edges(batch, documents, error) && apply_changes(batch, error) &&
         put_new_edges(batch, documents, error) && dc_referrers_flush(batch->store, error) &&
         drop_gone_works(batch, error) && dc_work_units_flush(batch->store, error);
}

gboolean
dc_store_resolve(DcStore *store, GError **error) {
  Batch batch = {.store = store,
                 .changes = g_array_new(FALSE, FALSE, sizeof(Change)),
                 .documents = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                 .gone = g_array_new(FALSE, FALSE, sizeof(gint64))};
  gboolean done = resolve_batch(&batch, error);
  g_array_unref(batch.changes);
  g_hash_table_unref(batch.documents);
  g_array_unref(batch.gone);
  return done;
}
