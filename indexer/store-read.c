/* Reading documents, works and mentions. */
#include "indexer/entry.h"
#include "indexer/store-internal.h"

#include <zstd.h>

#define TEXT_MAX ((guint64)1 << 30)

/* ---- rows ---- */

void
dc_document_row_free(DcDocumentRow *row) {
  if (!row)
    return;
  char *owned[] = {row->path,     row->status,     row->message,     row->format,
                   row->key,      row->type,       row->date,        row->issuer,
                   row->unit,     row->level,      row->title,       row->annex_key,
                   row->encoding, row->file_title, row->file_author, row->file_date};
  for (guint i = 0; i < G_N_ELEMENTS(owned); i++)
    g_free(owned[i]);
  g_free(row);
}

void
dc_work_free(DcWork *work) {
  if (!work)
    return;
  char *owned[] = {work->name, work->key,   work->type,  work->date, work->issuer,
                   work->unit, work->level, work->title, work->path};
  for (guint i = 0; i < G_N_ELEMENTS(owned); i++)
    g_free(owned[i]);
  g_free(work);
}

void
dc_mention_row_free(DcMentionRow *row) {
  if (!row)
    return;
  char *owned[] = {row->cls,  row->key,    row->type,     row->date, row->issuer,
                   row->unit, row->source, row->pinpoint, row->why,  row->reason};
  for (guint i = 0; i < G_N_ELEMENTS(owned); i++)
    g_free(owned[i]);
  g_free(row);
}

void
dc_conflict_free(DcConflict *conflict) {
  if (!conflict)
    return;
  g_free(conflict->field);
  g_free(conflict->value);
  g_free(conflict);
}

/* All rows of a query as an array; `read` makes one of each. */
static GPtrArray *
read_rows(DcStore *store, DcQuery *query, gpointer (*read)(DcQuery *), GDestroyNotify destroy,
          GError **error) {
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(destroy);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    g_ptr_array_add(rows, read(query));
  return step == DC_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

/* The only row of a query, or NULL with DC_ERROR_NOT_FOUND. */
static gpointer
read_one(DcStore *store, DcQuery *query, gpointer (*read)(DcQuery *), const char *what, GError **error) {
  DcStep step = query ? dc_query_step(store, query, error) : DC_STEP_ERROR;
  if (step == DC_STEP_DONE)
    g_set_error(error, DC_ERROR, DC_ERROR_NOT_FOUND, "%s holds no such %s", store->path, what);
  return step == DC_STEP_ROW ? read(query) : NULL;
}

/* ---- works ---- */

#define WORK_COLUMNS                                                                                         \
  "w.id, w.name, w.key, w.type, w.date, w.issuer, w.unit, w.level, w.title,"                                 \
  " (SELECT min(path) FROM documents WHERE work = w.id),"                                                    \
  " (SELECT count(*) FROM documents WHERE work = w.id)"

static gpointer
read_work(DcQuery *query) {
  DcWork *work = g_new0(DcWork, 1);
  *work = (DcWork){.id = dc_query_get_int(query, 0),
                   .name = dc_query_dup(query, 1),
                   .key = dc_query_dup(query, 2),
                   .type = dc_query_dup(query, 3),
                   .date = dc_query_dup(query, 4),
                   .issuer = dc_query_dup(query, 5),
                   .unit = dc_query_dup(query, 6),
                   .level = dc_query_dup(query, 7),
                   .title = dc_query_dup(query, 8),
                   .path = dc_query_dup(query, 9),
                   .documents = (guint)dc_query_get_int(query, 10)};
  return work;
}

static void
free_work(gpointer work) {
  dc_work_free(work);
}

GPtrArray *
dc_store_works_by_key(DcStore *store, const char *key, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT " WORK_COLUMNS " FROM works w WHERE symbol ="
                                      " (SELECT id FROM symbols WHERE key = ?) ORDER BY w.name, w.ident",
                                      error);
  g_autofree char *symbol = dc_entry_symbol(key);
  if (query)
    dc_query_text(query, 1, symbol);
  return read_rows(store, query, read_work, free_work, error);
}

DcWork *
dc_store_work(DcStore *store, gint64 id, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT " WORK_COLUMNS " FROM works w WHERE id = ?", error);
  if (query)
    dc_query_int(query, 1, id);
  return read_one(store, query, read_work, "work", error);
}

gboolean
dc_store_last_work(DcStore *store, gint64 *last, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT max(id) FROM works", error);
  if (!query || dc_query_step(store, query, error) != DC_STEP_ROW)
    return FALSE;
  *last = dc_query_get_int(query, 0);
  return TRUE;
}

gboolean
dc_store_count_edges(DcStore *store, gint64 work, guint *in, guint *out, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT (SELECT count(DISTINCT source) FROM edges WHERE target = ?1),"
                                      " (SELECT count(DISTINCT target) FROM edges WHERE source = ?1)",
                                      error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, work);
  if (dc_query_step(store, query, error) != DC_STEP_ROW)
    return FALSE;
  *in = (guint)dc_query_get_int(query, 0);
  *out = (guint)dc_query_get_int(query, 1);
  return TRUE;
}

gboolean
dc_store_each_work(DcStore *store, gboolean (*func)(DcWork *work, gpointer data), gpointer data,
                   GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT " WORK_COLUMNS " FROM works w ORDER BY id", error);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    if (!func(read_work(query), data))
      return TRUE;
  }
  return step == DC_STEP_DONE;
}

/* ---- documents ---- */

#define DOCUMENT_COLUMNS                                                                                     \
  "d.id, d.work, d.path, d.status, d.message, d.format, d.key, d.type, d.date, d.issuer, d.unit, d.level,"   \
  " d.title, d.annex_key, (SELECT size FROM files WHERE id = d.file), d.bytes, d.encoding,"                  \
  " d.encoding_confidence, d.ocr, d.file_title, d.file_author, d.file_date"

static gpointer
read_document(DcQuery *query) {
  DcDocumentRow *row = g_new0(DcDocumentRow, 1);
  *row = (DcDocumentRow){.id = dc_query_get_int(query, 0),
                         .work = dc_query_get_int(query, 1),
                         .path = dc_query_dup(query, 2),
                         .status = dc_query_dup(query, 3),
                         .message = dc_query_dup(query, 4),
                         .format = dc_query_dup(query, 5),
                         .key = dc_query_dup(query, 6),
                         .type = dc_query_dup(query, 7),
                         .date = dc_query_dup(query, 8),
                         .issuer = dc_query_dup(query, 9),
                         .unit = dc_query_dup(query, 10),
                         .level = dc_query_dup(query, 11),
                         .title = dc_query_dup(query, 12),
                         .annex_key = dc_query_dup(query, 13),
                         .size = dc_query_get_int(query, 14),
                         .bytes = dc_query_get_int(query, 15),
                         .encoding = dc_query_dup(query, 16),
                         .encoding_confidence = (int)dc_query_get_int(query, 17),
                         .ocr = dc_query_get_int(query, 18) != 0,
                         .file_title = dc_query_dup(query, 19),
                         .file_author = dc_query_dup(query, 20),
                         .file_date = dc_query_dup(query, 21)};
  return row;
}

static void
free_document(gpointer row) {
  dc_document_row_free(row);
}

DcDocumentRow *
dc_store_document(DcStore *store, gint64 id, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT " DOCUMENT_COLUMNS " FROM documents d WHERE id = ?", error);
  if (query)
    dc_query_int(query, 1, id);
  return read_one(store, query, read_document, "document", error);
}

DcDocumentRow *
dc_store_document_by_path(DcStore *store, const char *path, GError **error) {
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT " DOCUMENT_COLUMNS " FROM documents d WHERE path = ?", error);
  if (query)
    dc_query_text(query, 1, absolute);
  return read_one(store, query, read_document, "document", error);
}

GPtrArray *
dc_store_documents_of(DcStore *store, gint64 work, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT " DOCUMENT_COLUMNS " FROM documents d WHERE work = ? ORDER BY path", error);
  if (query)
    dc_query_int(query, 1, work);
  return read_rows(store, query, read_document, free_document, error);
}

gboolean
dc_store_each_document(DcStore *store, gboolean (*func)(DcDocumentRow *row, gpointer data), gpointer data,
                       GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT " DOCUMENT_COLUMNS " FROM documents d ORDER BY path", error);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    if (!func(read_document(query), data))
      return TRUE;
  }
  return step == DC_STEP_DONE;
}

gboolean
dc_store_each_ref(DcStore *store, void (*func)(gint64 document, gint64 work, gpointer data), gpointer data,
                  GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id, work FROM refs", error);
  DcStep step = DC_STEP_ERROR;
  while (query && (step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    func(DC_DOCUMENT_OF(dc_query_get_int(query, 0)), dc_query_get_int(query, 1), data);
  return step == DC_STEP_DONE;
}

static char *
unpack(const void *packed, gsize packed_len, gsize *len) {
  unsigned long long size = ZSTD_getFrameContentSize(packed, packed_len);
  if (size > TEXT_MAX) /* the values for "unknown" and "error" lie there as well */
    return NULL;
  g_autofree char *text = g_try_malloc(size + 1);
  if (!text || ZSTD_decompress(text, size, packed, packed_len) != size)
    return NULL;
  text[size] = '\0';
  *len = size;
  return g_steal_pointer(&text);
}

char *
dc_store_text(DcStore *store, gint64 document, gsize *len, GError **error) {
  gsize ignored;
  g_autoptr(DcQuery) query = dc_query(store, "SELECT zstd FROM texts WHERE document = ?", error);
  if (!query)
    return NULL;
  dc_query_int(query, 1, document);
  DcStep step = dc_query_step(store, query, error);
  if (step == DC_STEP_ERROR)
    return NULL;
  if (step == DC_STEP_DONE) { /* a document without text */
    *(len ? len : &ignored) = 0;
    return g_strdup("");
  }
  char *text = unpack(sqlite3_column_blob(query->stmt, 0), (gsize)sqlite3_column_bytes(query->stmt, 0),
                      len ? len : &ignored);
  if (!text)
    g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                "%s: the text of document %" G_GINT64_FORMAT " is damaged: delete the file and index again",
                store->path, document);
  return text;
}

GArray *
dc_store_pages(DcStore *store, gint64 document, GError **error) {
  g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(gsize));
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT start FROM pages WHERE document = ? ORDER BY page", error);
  if (!query)
    return NULL;
  dc_query_int(query, 1, document);
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gsize start = (gsize)dc_query_get_int(query, 0);
    if (pages->len && start < g_array_index(pages, gsize, pages->len - 1)) {
      g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                  "%s is damaged: the pages of document %" G_GINT64_FORMAT
                  " are out of order; delete the file and index again",
                  store->path, document);
      return NULL;
    }
    g_array_append_val(pages, start);
  }
  return step == DC_STEP_DONE ? g_steal_pointer(&pages) : NULL;
}

/* ---- mentions ---- */

/* A mention `m` of the ref `f`; the container's key is looked up by the ref that holds the mention's id. */
#define MENTION_COLUMNS                                                                                      \
  "m.id, f.work, m.start, m.\"end\", m.cite_start, m.cite_end, f.class,"                                     \
  " CASE f.key WHEN '' THEN (SELECT key FROM symbols WHERE id = f.symbol) ELSE f.key END, f.type, f.date,"   \
  " f.issuer, f.unit, CASE WHEN m.container IS NULL THEN 'this' ELSE"                                        \
  "  (SELECT CASE c.key WHEN '' THEN (SELECT key FROM symbols WHERE id = c.symbol) ELSE c.key END"           \
  "   FROM refs c WHERE c.id <= m.container ORDER BY c.id DESC LIMIT 1) END,"                                \
  " m.pinpoint, m.why, f.reason, m.relation, m.confidence, m.partial"

static gpointer
read_mention(DcQuery *query) {
  DcMentionRow *row = g_new0(DcMentionRow, 1);
  *row =
      (DcMentionRow){.id = dc_query_get_int(query, 0),
                     .document = DC_DOCUMENT_OF(dc_query_get_int(query, 0)),
                     .work = dc_query_get_int(query, 1),
                     .start = (gsize)dc_query_get_int(query, 2),
                     .end = (gsize)dc_query_get_int(query, 3),
                     .cite_start = (gsize)dc_query_get_int(query, 4),
                     .cite_end = (gsize)dc_query_get_int(query, 5),
                     .cls = g_strdup(dc_mention_class_name((DcMentionClass)(dc_query_get_int(query, 6) % 3))),
                     .key = dc_query_dup(query, 7),
                     .type = dc_query_dup(query, 8),
                     .date = dc_query_dup(query, 9),
                     .issuer = dc_query_dup(query, 10),
                     .unit = dc_query_dup(query, 11),
                     .source = dc_query_dup(query, 12),
                     .pinpoint = dc_query_dup(query, 13),
                     .why = dc_query_dup(query, 14),
                     .reason = dc_query_dup(query, 15),
                     .relation = (DcRelation)dc_query_get_int(query, 16),
                     .confidence = (int)dc_query_get_int(query, 17),
                     .partial = dc_query_get_int(query, 18) != 0};
  return row;
}

static void
free_mention(gpointer row) {
  dc_mention_row_free(row);
}

DcMentionRow *
dc_store_mention(DcStore *store, gint64 id, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store,
                                      "SELECT " MENTION_COLUMNS " FROM mentions m JOIN refs f ON f.id ="
                                      " (SELECT max(id) FROM refs WHERE id <= m.id) WHERE m.id = ?",
                                      error);
  if (query)
    dc_query_int(query, 1, id);
  return read_one(store, query, read_mention, "mention", error);
}

GPtrArray *
dc_store_document_mentions(DcStore *store, gint64 document, GError **error) {
  g_autoptr(DcQuery) query = dc_query(
      store,
      "SELECT " MENTION_COLUMNS " FROM refs f JOIN mentions m ON m.id BETWEEN f.id AND f.id + f.mentions - 1"
      " WHERE f.id >= ? AND f.id < ? ORDER BY m.start, m.id",
      error);
  if (query) {
    dc_query_int(query, 1, DC_FIRST_MENTION(document));
    dc_query_int(query, 2, DC_FIRST_MENTION(document + 1));
  }
  return read_rows(store, query, read_mention, free_mention, error);
}

GPtrArray *
dc_store_ambiguous(DcStore *store, gint64 work, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT " MENTION_COLUMNS " FROM candidates k JOIN refs f ON f.id = k.ref"
               " JOIN mentions m ON m.id BETWEEN f.id AND f.id + f.mentions - 1"
               " WHERE k.work = ? ORDER BY m.id / 16777216, m.start, m.id",
               error);
  if (query)
    dc_query_int(query, 1, work);
  return read_rows(store, query, read_mention, free_mention, error);
}

static gpointer
read_conflict(DcQuery *query) {
  DcConflict *conflict = g_new0(DcConflict, 1);
  *conflict = (DcConflict){.work = dc_query_get_int(query, 0),
                           .field = dc_query_dup(query, 1),
                           .value = dc_query_dup(query, 2),
                           .document = dc_query_get_int(query, 3),
                           .mention = dc_query_get_int(query, 4)};
  return conflict;
}

static void
free_conflict(gpointer conflict) {
  dc_conflict_free(conflict);
}

GPtrArray *
dc_store_conflicts(DcStore *store, gint64 work, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT work, field, value, document, ref FROM conflicts WHERE work BETWEEN ? AND ?"
               " ORDER BY work, field, value, document, ref",
               error);
  if (query) {
    dc_query_int(query, 1, work);
    dc_query_int(query, 2, work ? work : G_MAXINT64);
  }
  return read_rows(store, query, read_conflict, free_conflict, error);
}
