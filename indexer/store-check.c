/* Health: how much there is, and whether it still hangs together. */
#include "indexer/postings.h"
#include "indexer/store-internal.h"
#include "indexer/store-referrers.h"
#include "indexer/store-work-units.h"

#include <string.h>

#define PROBLEMS_MAX 100

/* ---- counts ---- */

GArray *
dc_store_counts(DcStore *store, GError **error) {
  static const struct {
    const char *name, *sql;
  } counts[] = {
      {"files", "SELECT count(*) FROM files"},
      {"documents", "SELECT count(*) FROM documents"},
      {"documents with text", "SELECT count(*) FROM texts"},
      {"documents with a number", "SELECT count(*) FROM documents WHERE key <> ''"},
      {"bytes of text", "SELECT coalesce(sum(bytes), 0) FROM documents"},
      {"citations", "SELECT coalesce(sum(mentions), 0) FROM refs WHERE own = 0"},
      {"citations resolved",
       "SELECT coalesce(sum(mentions), 0) FROM refs WHERE own = 0 AND work IS NOT NULL"},
      {"citations ambiguous", "SELECT coalesce(sum(mentions), 0) FROM refs WHERE work IS NULL AND id IN "
                              "(SELECT ref FROM candidates)"},
      {"citations of an unknown unit or number", "SELECT coalesce(sum(mentions), 0) FROM refs WHERE work IS "
                                                 "NULL AND id NOT IN (SELECT ref FROM candidates)"},
      {"works", "SELECT count(*) FROM works"},
      {"works with a document",
       "SELECT count(*) FROM works WHERE EXISTS (SELECT 1 FROM documents WHERE work = works.id)"},
      {"references between works", "SELECT count(*) FROM edges"},
      {"works with contradicting statements", "SELECT count(DISTINCT work) FROM conflicts"},
  };
  g_autoptr(GArray) result = g_array_new(FALSE, FALSE, sizeof(DcCount));
  for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
    g_autoptr(DcQuery) query = dc_query(store, counts[i].sql, error);
    if (!query || dc_query_step(store, query, error) != DC_STEP_ROW)
      return NULL;
    DcCount count = {counts[i].name, dc_query_get_int(query, 0)};
    g_array_append_val(result, count);
  }
  return g_steal_pointer(&result);
}

void
dc_tally_free(DcTally *tally) {
  if (!tally)
    return;
  g_free(tally->value);
  g_free(tally);
}

static void
free_tally(gpointer tally) {
  dc_tally_free(tally);
}

GPtrArray *
dc_store_tally(DcStore *store, DcTallyBy by, GError **error) {
#define TALLY(value) "SELECT " value ", count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
  static const char *const queries[] = {
      TALLY("status"),
      TALLY("format"),
      TALLY("CASE WHEN ocr THEN 'recognised from pictures' WHEN encoding_confidence < 90 AND encoding <> '' "
            "THEN encoding || ', not sure' ELSE encoding END"),
      TALLY("level"),
      TALLY("type"),
      TALLY("unit"),
      TALLY("substr(date, 1, 4)")};
#undef TALLY
  g_autoptr(GPtrArray) result = g_ptr_array_new_with_free_func(free_tally);
  g_autoptr(DcQuery) query = dc_query(store, queries[by], error);
  if (!query)
    return NULL;
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    DcTally *tally = g_new0(DcTally, 1);
    *tally = (DcTally){dc_query_dup(query, 0), dc_query_get_int(query, 1)};
    g_ptr_array_add(result, tally);
  }
  return step == DC_STEP_DONE ? g_steal_pointer(&result) : NULL;
}

/* ---- rules ---- */

static gboolean
check_file(DcStore *store, GPtrArray *problems, GError **error) {
  g_autoptr(DcQuery) query = dc_query(store, "PRAGMA integrity_check(100)", error);
  if (!query)
    return FALSE;
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW)
    if (strcmp(dc_query_get_text(query, 0), "ok") != 0)
      g_ptr_array_add(problems, g_strdup_printf("the file: %s", dc_query_get_text(query, 0)));
  return step == DC_STEP_DONE;
}

/* Each query gives the rows that break a rule, by a number and what it is. */
static const struct {
  const char *rule, *sql;
} rules[] = {
    {"a document belongs to no file", "SELECT id FROM documents WHERE file NOT IN (SELECT id FROM files)"},
    {"a document has no work",
     "SELECT id FROM documents WHERE (work IS NULL OR work NOT IN (SELECT id FROM works))"
     " AND (bytes > 0 OR work IS NOT NULL)"},
    {"a document has no text",
     "SELECT id FROM documents WHERE bytes > 0 AND id NOT IN (SELECT document FROM texts)"},
    {"a text belongs to no document",
     "SELECT document FROM texts WHERE document NOT IN (SELECT id FROM documents)"},
    {"a page belongs to no document",
     "SELECT document FROM pages WHERE document NOT IN (SELECT id FROM documents)"},
    {"a reference belongs to no document",
     "SELECT id FROM refs WHERE id >> 24 NOT IN (SELECT id FROM documents)"},
    {"a reference means no known work",
     "SELECT id FROM refs WHERE work IS NOT NULL AND work NOT IN (SELECT id FROM works)"},
    {"the mentions of a document are not those of its references",
     "SELECT a.d FROM (SELECT id >> 24 AS d, count(*) AS n FROM mentions GROUP BY 1) a LEFT JOIN"
     " (SELECT id >> 24 AS d, sum(mentions) AS n FROM refs GROUP BY 1) b USING (d) WHERE a.n IS NOT b.n"},
    {"a work is neither a document nor cited",
     "SELECT id FROM works WHERE id NOT IN (SELECT work FROM documents WHERE work IS NOT NULL) AND"
     " id NOT IN (SELECT work FROM refs WHERE work IS NOT NULL)"},
    {"a candidate is no known work or reference", "SELECT ref FROM candidates WHERE work NOT IN (SELECT id "
                                                  "FROM works) OR ref NOT IN (SELECT id FROM refs)"},
    {"a conflict belongs to no work", "SELECT work FROM conflicts WHERE work NOT IN (SELECT id FROM works)"},
    {"an edge is asserted by no document",
     "SELECT document FROM edges WHERE document NOT IN (SELECT id FROM documents)"},
};

static gboolean
check_rules(DcStore *store, GPtrArray *problems, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
    g_autoptr(DcQuery) query = dc_query(store, rules[i].sql, error);
    if (!query)
      return FALSE;
    DcStep step;
    while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW && problems->len < PROBLEMS_MAX)
      g_ptr_array_add(problems, g_strdup_printf("%s: number %" G_GINT64_FORMAT, rules[i].rule,
                                                dc_query_get_int(query, 0)));
    if (step == DC_STEP_ERROR)
      return FALSE;
  }
  return TRUE;
}

/* ---- documents one by one ---- */

static GArray *
stored_edges(DcStore *store, GError **error) {
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(DcEdge));
  g_autoptr(DcQuery) query =
      dc_query(store,
               "SELECT source, target, relation, document, mention, mentions, partial FROM edges"
               " ORDER BY document, source, target, relation",
               error);
  if (!query)
    return NULL;
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW) {
    DcEdge edge = dc_query_get_edge(query);
    g_array_append_val(edges, edge);
  }
  return step == DC_STEP_DONE ? g_steal_pointer(&edges) : NULL;
}

static gboolean
same_edge(const DcEdge *a, const DcEdge *b) {
  return a->source == b->source && a->target == b->target && a->relation == b->relation &&
         a->mention == b->mention && a->mentions == b->mentions && a->partial == b->partial;
}

/* `*at` goes through the stored edges along with the documents. */
static gboolean
check_edges(DcStore *store, gint64 document, const GArray *stored, guint *at, GPtrArray *problems,
            GError **error) {
  g_autoptr(GArray) asserted = dc_store_edges_asserted(store, document, error);
  if (!asserted)
    return FALSE;
  gboolean same = TRUE;
  for (guint i = 0; i < asserted->len && same; i++, (*at)++)
    same = *at < stored->len && g_array_index(stored, DcEdge, *at).document == document &&
           same_edge(&g_array_index(stored, DcEdge, *at), &g_array_index(asserted, DcEdge, i));
  while (*at < stored->len && g_array_index(stored, DcEdge, *at).document <= document) {
    same = FALSE;
    (*at)++;
  }
  if (!same)
    g_ptr_array_add(problems, g_strdup_printf("the references that document %" G_GINT64_FORMAT
                                              " asserts are not those of its citations",
                                              document));
  return TRUE;
}

static gboolean
check_text(DcStore *store, gint64 document, gint64 bytes, GPtrArray *problems, GError **error) {
  gsize len;
  g_autoptr(GError) failure = NULL;
  g_autofree char *text = dc_store_text(store, document, &len, &failure);
  if (!text && !g_error_matches(failure, DC_ERROR, DC_ERROR_CORRUPT)) {
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
  }
  if (!text || len != (gsize)bytes || !g_utf8_validate(text, (gssize)len, NULL))
    g_ptr_array_add(problems,
                    g_strdup_printf("the text of document %" G_GINT64_FORMAT " is damaged", document));
  return TRUE;
}

static gboolean
check_documents(DcStore *store, GPtrArray *problems, GError **error) {
  g_autoptr(GArray) stored = stored_edges(store, error);
  g_autoptr(DcQuery) query = dc_query(store, "SELECT id, bytes FROM documents ORDER BY id", error);
  if (!stored || !query)
    return FALSE;
  guint at = 0;
  DcStep step;
  while ((step = dc_query_step(store, query, error)) == DC_STEP_ROW && problems->len < PROBLEMS_MAX) {
    gint64 document = dc_query_get_int(query, 0);
    if (!check_text(store, document, dc_query_get_int(query, 1), problems, error) ||
        !check_edges(store, document, stored, &at, problems, error))
      return FALSE;
  }
  return step != DC_STEP_ERROR;
}

gboolean
dc_store_check(DcStore *store, GPtrArray *problems, GError **error) {
  if (!check_file(store, problems, error))
    return FALSE;
  if (problems->len > 0) /* what the tables say cannot be trusted */
    return TRUE;
  return check_rules(store, problems, error) && check_documents(store, problems, error) &&
         dc_referrers_check(store, problems, error) && dc_work_units_check(store, problems, error) &&
         dc_postings_check(dc_store_handle(store), problems, error);
}
