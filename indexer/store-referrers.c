#include "indexer/store-referrers.h"
#include "indexer/postings-row.h"

#define ROW_BYTES 1990u        /* two rows fill a page of 4,096 */
#define CHANGES_MAX (1u << 18) /* kept in memory until they are packed */
#define IDLE_MAX 4             /* rows of others that are stepped over before the next work is searched for */
#define PROBLEMS_MAX 100

#define RELATION_BITS 31
#define PARTIAL 32
#define SEVERAL 64
G_STATIC_ASSERT(DC_RELATION_COUNT <= RELATION_BITS + 1);

/* ---- reading ---- */

void
dc_referrer_reader_init(DcReferrerReader *reader, gint64 row, const void *packed, gsize len) {
  *reader = (DcReferrerReader){.at = packed, .end = len > 0 ? (const guint8 *)packed + len : packed};
  reader->edge.target = row >> 32;
  reader->edge.source = row & G_MAXUINT32;
}

gboolean
dc_referrer_next(DcReferrerReader *reader) {
  DcEdge *edge = &reader->edge;
  guint32 source = 0, document = 0, number = 0, mentions = 1;
  if (reader->at == reader->end)
    return FALSE;
  const guint8 *at = dc_varint_get(reader->at, reader->end, &source);
  guint kind = at != NULL && at < reader->end ? *at++ : G_MAXUINT;
  at = dc_varint_get(dc_varint_get(at, reader->end, &document), reader->end, &number);
  if (kind & SEVERAL)
    at = dc_varint_get(at, reader->end, &mentions);
  if (at == NULL || (kind & RELATION_BITS) >= DC_RELATION_COUNT || kind >= 2 * SEVERAL) {
    reader->broken = TRUE;
    return FALSE;
  }
  reader->at = at;
  edge->source += source;
  edge->relation = (DcRelation)(kind & RELATION_BITS);
  edge->document = (guint32)edge->document + ((document >> 1) ^ -(document & 1));
  edge->mention = DC_FIRST_MENTION(edge->document) + number;
  edge->mentions = mentions;
  edge->partial = (kind & PARTIAL) != 0;
  return TRUE;
}

/* The reader of the row under a statement that selects id and packed, until its next step. */
static void
read_row(DcReferrerReader *reader, DcQuery *query) {
  const void *packed = sqlite3_column_blob(query->stmt, 1);
  dc_referrer_reader_init(reader, dc_query_get_int(query, 0), packed,
                          (gsize)sqlite3_column_bytes(query->stmt, 1));
}

static gboolean
fail_broken(DcStore *store, gint64 row, GError **error) {
  g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
              "%s is damaged: the references to work %" G_GINT64_FORMAT
              " cannot be read; delete the file and index again",
              store->path, row >> 32);
  return FALSE;
}

static gboolean
append_row(DcStore *store, DcQuery *query, guint relations, GArray *edges, GError **error) {
  DcReferrerReader reader;
  read_row(&reader, query);
  while (dc_referrer_next(&reader)) {
    if (relations == 0 || relations >> reader.edge.relation & 1)
      g_array_append_val(edges, reader.edge);
  }
  return !reader.broken || fail_broken(store, dc_query_get_int(query, 0), error);
}

gboolean
dc_referrers_append(DcStore *store, gint64 target, guint relations, GArray *edges, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT id, packed FROM referrers WHERE id BETWEEN ? AND ? ORDER BY id", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, DC_REFERRERS_FIRST(target));
  dc_query_int(query, 2, DC_REFERRERS_LAST(target));
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    if (!append_row(store, query, relations, edges, error))
      return FALSE;
  }
  return step == DC_STEP_DONE;
}

/* Works that the next row passes over have none, and need no search each. */
gboolean
dc_referrers_run_along(DcStore *store, const gint64 *works, gsize n, gsize *at,
                       void (*func)(gint64 work, gint64 neighbour, DcRelation relation, gpointer data),
                       gpointer data, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT id, packed FROM referrers WHERE id >= ? ORDER BY id", error);
  if (!query)
    return FALSE;
  DcStep step = DC_STEP_ROW;
  dc_query_int(query, 1, DC_REFERRERS_FIRST(works[*at]));
  for (guint idle = 0; *at < n && idle < IDLE_MAX;) {
    if ((step = dc_query_step(store, query, error)) != DC_STEP_ROW)
      break;
    gint64 row = dc_query_get_int(query, 0);
    while (*at < n && works[*at] < row >> 32)
      ++*at;
    gboolean wanted = *at < n && works[*at] == row >> 32;
    idle = wanted ? 0 : idle + 1;
    if (!wanted)
      continue;
    DcReferrerReader reader;
    read_row(&reader, query);
    while (dc_referrer_next(&reader))
      func(reader.edge.target, reader.edge.source, reader.edge.relation, data);
    if (reader.broken)
      return fail_broken(store, row, error);
  }
  *at = step == DC_STEP_ROW ? *at : n;
  return step != DC_STEP_ERROR;
}

/* ---- writing ---- */

static int
compare_incoming(const DcEdge *x, const DcEdge *y) {
  const gint64 left[] = {x->target, x->source, x->relation, x->document};
  const gint64 right[] = {y->target, y->source, y->relation, y->document};
  for (guint i = 0; i < G_N_ELEMENTS(left); i++)
    if (left[i] != right[i])
      return left[i] < right[i] ? -1 : 1;
  return 0;
}

static int
compare_changes(gconstpointer a, gconstpointer b) {
  return compare_incoming(&((const DcReferrerChange *)a)->edge, &((const DcReferrerChange *)b)->edge);
}

static void
pack(const DcEdge *edge, const DcEdge *before, GByteArray *bytes) {
  guint32 document = (guint32)edge->document - (before ? (guint32)before->document : 0);
  guint8 kind =
      (guint8)((guint)edge->relation | (edge->partial ? PARTIAL : 0) | (edge->mentions != 1 ? SEVERAL : 0));
  dc_varint_put(bytes, before ? (guint32)(edge->source - before->source) : 0);
  g_byte_array_append(bytes, &kind, 1);
  dc_varint_put(bytes, document << 1 ^ -(document >> 31));
  dc_varint_put(bytes, (guint32)(edge->mention - DC_FIRST_MENTION(edge->document)));
  if (edge->mentions != 1)
    dc_varint_put(bytes, edge->mentions);
}

static gboolean
put_row(DcStore *store, const DcEdge *first, const GByteArray *bytes, GError **error) {
  g_autoptr(DcQuery) query =
      dc_query(store, "INSERT OR REPLACE INTO referrers(id, packed) VALUES (?, ?)", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, DC_REFERRERS_FIRST(first->target) + first->source);
  sqlite3_bind_blob64(query->stmt, 2, bytes->data, bytes->len, SQLITE_STATIC);
  return dc_query_run(store, query, error);
}

/* In as many rows as it takes, about three quarters full each. The edges of one source stay together. */
static gboolean
put_rows(DcStore *store, const GArray *edges, GError **error) {
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  const DcEdge *all = (const DcEdge *)(gpointer)edges->data;
  for (guint i = 0; i < edges->len; i++)
    pack(&all[i], i > 0 ? &all[i - 1] : NULL, bytes);
  guint rows = bytes->len <= ROW_BYTES ? 1 : bytes->len / (ROW_BYTES / 4 * 3) + 1;
  guint goal = bytes->len / rows;
  g_byte_array_set_size(bytes, 0);
  for (guint i = 0, first = 0; i < edges->len; i++) {
    if (rows > 1 && bytes->len >= goal && all[i].source != all[i - 1].source) {
      if (!put_row(store, &all[first], bytes, error))
        return FALSE;
      g_byte_array_set_size(bytes, 0);
      first = i;
    }
    pack(&all[i], i > first ? &all[i - 1] : NULL, bytes);
    if (i + 1 == edges->len)
      return put_row(store, &all[first], bytes, error);
  }
  return TRUE;
}

static gboolean
drop_row(DcStore *store, gint64 row, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "DELETE FROM referrers WHERE id = ?", error);
  if (!query)
    return FALSE;
  dc_query_int(query, 1, row);
  return dc_query_run(store, query, error);
}

/* The edges of a row; of row 0 none. */
static GArray *
edges_of_row(DcStore *store, gint64 row, GError **error) {
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  if (row == 0)
    return g_steal_pointer(&edges);
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id, packed FROM referrers WHERE id = ?", error);
  if (!query)
    return NULL;
  dc_query_int(query, 1, row);
  DcStep step = dc_query_step(store, query, error);
  if (step == DC_STEP_ERROR || (step == DC_STEP_ROW && !append_row(store, query, 0, edges, error)))
    return NULL;
  return g_steal_pointer(&edges);
}

/* Both are sorted. */
static GArray *
merged(const GArray *edges, const DcReferrerChange *changes, guint n) {
  GArray *result = g_array_sized_new(FALSE, FALSE, sizeof(DcEdge), edges->len + n);
  guint at = 0;
  for (guint i = 0; i < n; i++) {
    const DcEdge *edge = &changes[i].edge;
    if (i + 1 < n && compare_incoming(edge, &changes[i + 1].edge) == 0)
      continue;
    for (; at < edges->len && compare_incoming(&g_array_index(edges, DcEdge, at), edge) < 0; at++)
      g_array_append_val(result, g_array_index(edges, DcEdge, at));
    if (at < edges->len && compare_incoming(&g_array_index(edges, DcEdge, at), edge) == 0)
      at++;
    if (!changes[i].gone)
      g_array_append_val(result, *edge);
  }
  if (at < edges->len)
    g_array_append_vals(result, &g_array_index(edges, DcEdge, at), edges->len - at);
  return result;
}

static gboolean
change_row(DcStore *store, gint64 row, const DcReferrerChange *changes, guint n, GError **error) {
  g_autoptr(GArray) before = edges_of_row(store, row, error);
  if (!before)
    return FALSE;
  g_autoptr(GArray) edges = merged(before, changes, n);
  gint64 first = edges->len > 0 ? g_array_index(edges, DcEdge, 0).source : -1;
  if (row != 0 && (row & G_MAXUINT32) != first && !drop_row(store, row, error))
    return FALSE;
  return put_rows(store, edges, error);
}

/* The numbers of a work's rows, in their order. */
static GArray *
rows_of(DcStore *store, gint64 target, GError **error) {
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(DcQuery) query =
      dc_query(store, "SELECT id FROM referrers WHERE id BETWEEN ? AND ? ORDER BY id", error);
  if (!query)
    return NULL;
  dc_query_int(query, 1, DC_REFERRERS_FIRST(target));
  dc_query_int(query, 2, DC_REFERRERS_LAST(target));
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    gint64 row = dc_query_get_int(query, 0);
    g_array_append_val(rows, row);
  }
  return step == DC_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

/* The changes of one work, each into the row in whose range its source is. */
static gboolean
change_rows(DcStore *store, const DcReferrerChange *changes, guint n, GError **error) {
  g_autoptr(GArray) rows = rows_of(store, changes[0].edge.target, error);
  if (!rows)
    return FALSE;
  for (guint at = 0, i = 0; at < n; i++) {
    guint end = at;
    gint64 next = i + 1 < rows->len ? g_array_index(rows, gint64, i + 1) & G_MAXUINT32 : G_MAXINT64;
    while (end < n && changes[end].edge.source < next)
      end++;
    gint64 row = i < rows->len ? g_array_index(rows, gint64, i) : 0;
    if (end > at && !change_row(store, row, changes + at, end - at, error))
      return FALSE;
    at = end;
  }
  return TRUE;
}

gboolean
dc_referrers_flush(DcStore *store, GError **error) {
  GArray *changes = store->referrers;
  g_array_sort(changes, compare_changes); /* keeps the order of changes to one edge */
  for (guint at = 0, end; at < changes->len; at = end) {
    const DcReferrerChange *first = &g_array_index(changes, DcReferrerChange, at);
    for (end = at + 1; end < changes->len; end++)
      if (g_array_index(changes, DcReferrerChange, end).edge.target != first->edge.target)
        break;
    if (!change_rows(store, first, end - at, error))
      return FALSE;
  }
  g_array_set_size(changes, 0);
  return TRUE;
}

gboolean
dc_referrers_note(DcStore *store, const DcEdge *edge, gboolean gone, GError **error) {
  if (edge->target > G_MAXINT32 || edge->source > G_MAXUINT32 || edge->document > G_MAXUINT32) {
    g_set_error(error, DC_ERROR, DC_ERROR_STORE,
                "%s has no numbers left for new documents: delete the file and index again", store->path);
    return FALSE;
  }
  DcReferrerChange change = {*edge, gone};
  g_array_append_val(store->referrers, change);
  return store->referrers->len < CHANGES_MAX || dc_referrers_flush(store, error);
}

/* ---- checking ---- */

static gboolean
same_edge(const DcEdge *a, const DcEdge *b) {
  return compare_incoming(a, b) == 0 && a->mention == b->mention && a->mentions == b->mentions &&
         a->partial == b->partial;
}

/* Goes through all rows, edge by edge. */
typedef struct {
  DcQuery *rows;
  DcReferrerReader reader;
  gboolean broken; /* somewhere before */
} Walk;

static DcStep
walk_on(DcStore *store, Walk *walk, GError **error) {
  while (!dc_referrer_next(&walk->reader)) {
    walk->broken |= walk->reader.broken;
    DcStep step = dc_query_step(store, walk->rows, error);
    if (step != DC_STEP_ROW)
      return step;
    read_row(&walk->reader, walk->rows);
  }
  return DC_STEP_ROW;
}

static void
note_problem(GPtrArray *problems, gint64 work, gint64 *noted) {
  if (*noted != work && problems->len < PROBLEMS_MAX)
    g_ptr_array_add(problems, g_strdup_printf("the packed references to work %" G_GINT64_FORMAT
                                              " are not those of the edges",
                                              work));
  *noted = work;
}

/* Both stand in one order, so that what one has and the other not is seen where they part. */
gboolean
dc_referrers_check(DcStore *store, GPtrArray *problems, GError **error) {
  g_autoptr(DcQuery) edges =
      dc_query(store,
               "SELECT source, target, relation, document, mention, mentions, partial FROM edges"
               " ORDER BY target, source, relation, document",
               error);
  g_autoptr(DcQuery) rows = dc_query(store, "SELECT id, packed FROM referrers ORDER BY id", error);
  if (!edges || !rows)
    return FALSE;
  Walk walk = {.rows = rows};
  gint64 noted = -1;
  DcStep left = dc_query_step(store, edges, error), right = walk_on(store, &walk, error);
  while ((left == DC_STEP_ROW || right == DC_STEP_ROW) && left != DC_STEP_ERROR && right != DC_STEP_ERROR) {
    DcEdge edge = left == DC_STEP_ROW ? dc_query_get_edge(edges) : walk.reader.edge;
    int order = left != DC_STEP_ROW    ? 1
                : right != DC_STEP_ROW ? -1
                                       : compare_incoming(&edge, &walk.reader.edge);
    if (order != 0 || !same_edge(&edge, &walk.reader.edge))
      note_problem(problems, order > 0 ? walk.reader.edge.target : edge.target, &noted);
    if (order <= 0)
      left = dc_query_step(store, edges, error);
    if (order >= 0)
      right = walk_on(store, &walk, error);
  }
  if (walk.broken)
    g_ptr_array_add(problems, g_strdup("packed references cannot be read"));
  return left != DC_STEP_ERROR && right != DC_STEP_ERROR;
}
