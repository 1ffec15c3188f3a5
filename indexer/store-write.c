/* Writing documents: files, texts, refs, mentions. What they mean is decided in store-resolve.c. */
#include "indexer/entry.h"
#include "indexer/store-internal.h"

#include <string.h>

/* ---- transactions ---- */

gboolean
dc_store_begin(DcStore *store, GError **error) {
  return dc_store_exec(store, "BEGIN IMMEDIATE", error);
}

static void
forget_changes(DcStore *store) {
  g_hash_table_remove_all(store->dirty);
  g_hash_table_remove_all(store->fresh);
  g_hash_table_remove_all(store->blocks);
  g_array_set_size(store->referrers, 0);
}

gboolean
dc_store_commit(DcStore *store, GError **error) {
  if (!dc_store_resolve(store, error) || !dc_fulltext_flush(store->fulltext, error) ||
      !dc_store_exec(store, "COMMIT", error))
    return FALSE;
  forget_changes(store);
  return TRUE;
}

void
dc_store_rollback(DcStore *store) {
  if (!sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  forget_changes(store);
  g_hash_table_remove_all(store->symbols); /* some may never have been made */
  if (store->fulltext)
    dc_fulltext_discard(store->fulltext);
}

/* ---- files ---- */

gboolean
dc_store_stamp(DcStore *store, const char *path, DcFileStamp *stamp) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT size, mtime_ns, hash, analysis FROM files WHERE path = ?", NULL);
  if (!query)
    return FALSE;
  dc_query_text(query, 1, path);
  if (dc_query_step(store, query, NULL) != DC_STEP_ROW)
    return FALSE;
  *stamp = (DcFileStamp){dc_query_get_int(query, 0), dc_query_get_int(query, 1), dc_query_get_int(query, 2),
                         dc_query_get_int(query, 3)};
  return TRUE;
}

gboolean
dc_store_wants_again(DcStore *store, const char *path, gboolean ocr) {
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT 1 FROM files JOIN documents ON documents.file = files.id"
                                      " WHERE files.path = ?1 AND (documents.status = 'unreadable' OR"
                                      " (?2 AND documents.status = 'no_text'))",
                                      NULL);
  if (!query)
    return FALSE;
  dc_query_text(query, 1, path);
  dc_query_int(query, 2, ocr);
  return dc_query_step(store, query, NULL) == DC_STEP_ROW;
}

gboolean
dc_store_touch(DcStore *store, const char *path, const DcFileStamp *stamp, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "UPDATE files SET mtime_ns = ? WHERE path = ?", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, stamp->mtime_ns);
  dc_query_text(query, 2, path);
  return dc_query_run(store, query, error);
}

static gint64
find_file(DcStore *store, const char *path, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id FROM files WHERE path = ?", error);
  if (!query)
    return 0;
  dc_query_text(query, 1, path);
  return dc_query_step(store, query, error) == DC_STEP_ROW ? dc_query_get_int(query, 0) : 0;
}

gboolean
dc_store_each_file(DcStore *store, const char *root,
                   gboolean (*func)(const char *path, const char *file_root, gpointer data), gpointer data,
                   GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT path, root FROM files WHERE ?1 = '' OR path = ?1 OR"
               " (path > rtrim(?1, '/') || '/' AND path < rtrim(?1, '/') || '0') ORDER BY path",
               error);
  if (!query)
    return FALSE;
  dc_query_text(query, 1, root);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    if (!func(dc_query_get_text(query, 0), dc_query_get_text(query, 1), data))
      return TRUE;
  return step == DC_STEP_DONE;
}

/* ---- dropping ---- */

/* Runs a statement of one or two numbers. */
static gboolean
run_with(DcStore *store, const char *sql, gint64 first, gint64 second, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, sql, error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, first);
  if (sqlite3_bind_parameter_count(query->stmt) > 1)
    dc_query_int(query, 2, second);
  return dc_query_run(store, query, error);
}

static gboolean
mark_symbols(DcStore *store, gint64 document, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT symbol FROM documents WHERE id = ?1 UNION SELECT symbol FROM refs"
               " WHERE id >= ?2 AND id < ?3",
               error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, document);
  dc_query_int(query, 2, DC_FIRST_MENTION(document));
  dc_query_int(query, 3, DC_FIRST_MENTION(document + 1));
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    dc_store_mark_dirty(store, dc_query_get_int(query, 0));
  return step == DC_STEP_DONE;
}

static gboolean
drop_document(DcStore *store, gint64 document, GError **error) {
  gint64 from = DC_FIRST_MENTION(document), to = DC_FIRST_MENTION(document + 1);
  if (!g_hash_table_contains(store->fresh, &document)) {
    g_autoptr(GArray) edges = dc_store_edges_asserted(store, document, error);
    if (!edges || !dc_store_delete_edges(store, edges, error))
      return FALSE;
  }
  g_hash_table_remove(store->fresh, &document);
  return mark_symbols(store, document, error) && dc_fulltext_drop(store->fulltext, document, error) &&
         run_with(store, "DELETE FROM candidates WHERE ref >= ? AND ref < ?", from, to, error) &&
         run_with(store, "DELETE FROM mentions WHERE id >= ? AND id < ?", from, to, error) &&
         run_with(store, "DELETE FROM refs WHERE id >= ? AND id < ?", from, to, error) &&
         run_with(store, "DELETE FROM pages WHERE document = ?", document, 0, error) &&
         run_with(store, "DELETE FROM texts WHERE document = ?", document, 0, error) &&
         run_with(store, "DELETE FROM documents WHERE id = ?", document, 0, error);
}

static gboolean
drop_documents_of(DcStore *store, gint64 file, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id FROM documents WHERE file = ?", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, file);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 id = dc_query_get_int(query, 0);
    g_array_append_val(ids, id);
  }
  if (step != DC_STEP_DONE)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!drop_document(store, g_array_index(ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
dc_store_drop(DcStore *store, const char *path, GError **error) {
  gint64 file = find_file(store, path, error);
  return file && drop_documents_of(store, file, error) &&
         run_with(store, "DELETE FROM files WHERE id = ?", file, 0, error);
}

/* ---- putting ---- */

gint64
dc_store_put_file(DcStore *store, const char *root, const char *path, const DcFileStamp *stamp,
                  GError **error) {
  gint64 file = find_file(store, path, error);
  if (file && !drop_documents_of(store, file, error))
    return 0;
  g_autoptr(DcQuery) query = dc_query(
      store,
      "INSERT INTO files(path, root, size, mtime_ns, hash, analysis) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
      " ON CONFLICT(path) DO UPDATE SET root = ?2, size = ?3, mtime_ns = ?4, hash = ?5, analysis = ?6"
      " RETURNING id",
      error);
  if (!query)
    return 0;
  dc_query_text(query, 1, path);
  dc_query_text(query, 2, root);
  dc_query_int(query, 3, stamp->size);
  dc_query_int(query, 4, stamp->mtime_ns);
  dc_query_int(query, 5, stamp->hash);
  dc_query_int(query, 6, stamp->analysis);
  if (dc_query_step(store, query, error) != DC_STEP_ROW)
    return 0;
  file = dc_query_get_int(query, 0);
  return dc_query_run(store, query, error) ? file : 0;
}

/* The document's path; an archive may hold two members of one name. */
static char *
free_path(DcStore *store, const char *path, GError **error) {
  g_autofree char *name = g_strdup(path);
  g_autoptr(DcQuery) query = dc_query(store, "SELECT 1 FROM documents WHERE path = ?", error);
  for (guint i = 2; query; i++) {
    dc_query_text(query, 1, name);
    DcStep step = dc_query_step(store, query, error);
    sqlite3_reset(query->stmt);
    if (step != DC_STEP_ROW)
      return step == DC_STEP_DONE ? g_steal_pointer(&name) : NULL;
    g_free(name);
    name = g_strdup_printf("%s#%u", path, i);
  }
  return NULL;
}

static gint64
insert_document(DcStore *store, gint64 file, const char *path, const DcEntry *entry, GError **error) {
  const DcDocument *document = entry->document;
  const DcExtract *extract = entry->extract;
  const DcIdentity *identity = &extract->identity;
  g_autoptr(DcQuery) query = dc_query(
      store,
      "INSERT INTO documents(file, path, status, message, format, encoding, key, type, date, issuer, unit,"
      " level, title, annex_key, annex_date, encoding_confidence, ocr, symbol, bytes, content_start,"
      " content_end, limit_hits, file_title, file_author, file_date)"
      " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      error);
  if (!query)
    return 0;
  const char *const texts[] = {path,
                               dc_status_name(document->status),
                               document->message,
                               document->format,
                               document->encoding,
                               identity->key,
                               identity->type,
                               identity->date,
                               identity->issuer,
                               identity->unit,
                               dc_level_name(identity->level),
                               identity->title,
                               identity->annex_key,
                               identity->annex_date};
  dc_query_int(query, 1, file);
  for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++)
    dc_query_text(query, 2 + i, texts[i]);
  gint64 symbol = entry->symbol ? dc_store_symbol(store, entry->symbol, error) : 0;
  if (entry->symbol && !symbol)
    return 0;
  dc_query_int(query, 16, document->encoding_confidence);
  dc_query_int(query, 17, document->ocr);
  dc_query_int_or_null(query, 18, symbol);
  dc_query_int(query, 19, (gint64)entry->bytes);
  dc_query_int(query, 20, (gint64)extract->content.start);
  dc_query_int(query, 21, (gint64)extract->content.end);
  dc_query_int(query, 22, extract->limit_hits);
  dc_query_text(query, 23, document->meta_title);
  dc_query_text(query, 24, document->meta_author);
  dc_query_text(query, 25, document->meta_date);
  dc_store_mark_dirty(store, symbol);
  return dc_query_run(store, query, error) ? sqlite3_last_insert_rowid(store->db) : 0;
}

static gboolean
insert_refs(DcStore *store, gint64 document, const DcEntry *entry, GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store,
      "INSERT INTO refs(id, mentions, symbol, reason, class, own, key, type, symbol_type, date, term,"
      " issuer, unit, written, title) VALUES (?,?,?,'',?,?,?,?,?,?,?,?,?,?,?)",
      error);
  for (guint i = 0; query && i < entry->refs->len; i++) {
    const DcEntryRef *ref = &g_array_index(entry->refs, DcEntryRef, i);
    const char *const texts[] = {ref->key,    ref->type, ref->symbol_type, ref->date, ref->term,
                                 ref->issuer, ref->unit, ref->written,     ref->title};
    gint64 symbol = ref->symbol ? dc_store_symbol(store, ref->symbol, error) : 0;
    if (ref->symbol && !symbol)
      return FALSE;
    dc_query_int(query, 1, DC_FIRST_MENTION(document) + ref->first);
    dc_query_int(query, 2, ref->mentions);
    dc_query_int_or_null(query, 3, symbol);
    dc_query_int(query, 4, ref->cls);
    dc_query_int(query, 5, ref->own);
    for (int t = 0; t < (int)G_N_ELEMENTS(texts); t++)
      dc_query_text(query, 6 + t, texts[t]);
    if (!dc_query_run(store, query, error))
      return FALSE;
    dc_store_mark_dirty(store, symbol);
  }
  return query != NULL;
}

static gboolean
insert_mentions(DcStore *store, gint64 document, const DcEntry *entry, GError **error) {
  const GArray *numbers = entry->numbers;
  gint64 base = DC_FIRST_MENTION(document);
  g_autoptr(DcQuery) query =
      dc_query(store,
               "INSERT INTO mentions(id, start, \"end\", cite_start, cite_end, container, relation, partial,"
               " confidence, pinpoint, why) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
               error);
  for (guint i = 0; query && i < entry->order->len; i++) {
    const DcMention *mention =
        &g_array_index(entry->extract->mentions, DcMention, g_array_index(entry->order, guint, i));
    dc_query_int(query, 1, base + i);
    dc_query_int(query, 2, (gint64)mention->span.start);
    dc_query_int(query, 3, (gint64)mention->span.end);
    dc_query_int(query, 4, (gint64)mention->cite.start);
    dc_query_int(query, 5, (gint64)mention->cite.end);
    if (mention->actor >= 0 && (guint)mention->actor < numbers->len)
      dc_query_int(query, 6, base + g_array_index(numbers, guint, mention->actor));
    else
      sqlite3_bind_null(query->stmt, 6);
    dc_query_int(query, 7, mention->act);
    dc_query_int(query, 8, mention->partial);
    dc_query_int(query, 9, mention->confidence);
    dc_query_text(query, 10, mention->pinpoint);
    dc_query_text(query, 11, mention->why);
    if (!dc_query_run(store, query, error))
      return FALSE;
  }
  return query != NULL;
}

static gboolean
insert_text(DcStore *store, gint64 document, const DcEntry *entry, GError **error) {
  gsize size;
  g_autoptr(DcQuery) query = dc_query(store, "INSERT INTO texts(document, zstd) VALUES (?, ?)", error);
  if (!query)
    return FALSE;
  const void *packed = g_bytes_get_data(entry->text, &size);
  dc_query_int(query, 1, document);
  sqlite3_bind_blob64(query->stmt, 2, packed, size, SQLITE_STATIC);
  return dc_query_run(store, query, error);
}

static gboolean
insert_pages(DcStore *store, gint64 document, const GArray *pages, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "INSERT INTO pages(document, page, start) VALUES (?, ?, ?)", error);
  for (guint i = 0; query && i < pages->len; i++) {
    dc_query_int(query, 1, document);
    dc_query_int(query, 2, (gint64)i + 1);
    dc_query_int(query, 3, (gint64)g_array_index(pages, gsize, i));
    if (!dc_query_run(store, query, error))
      return FALSE;
  }
  return query != NULL;
}

gboolean
dc_store_put(DcStore *store, gint64 file, const DcEntry *entry, GError **error) {
  g_autofree char *path = free_path(store, entry->document->path, error);
  gint64 document = path ? insert_document(store, file, path, entry, error) : 0;
  if (!document)
    return FALSE;
  g_hash_table_add(store->fresh, g_memdup2(&document, sizeof document));
  if (!entry->text)
    return TRUE;
  return insert_text(store, document, entry, error) &&
         (!entry->document->pages || insert_pages(store, document, entry->document->pages, error)) &&
         insert_refs(store, document, entry, error) && insert_mentions(store, document, entry, error) &&
         dc_fulltext_put(store->fulltext, document, entry->terms, error);
}
