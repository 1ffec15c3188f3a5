/* The graph taken out, collapsed and written in every format; names are hostile on purpose. */
#include "query/graph.h"
#include "fixture.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <string.h>

static const char nasty[] = "Về \"việc\" <b> & \\n \\ 'x' ]] #1;\n`y` {z} | ~";

static void
hostile_graph(Fixture *f) {
  gint64 kl = fixture_work(f, "91-KL/TW", "TW", "2024-08-12", nasty, NULL);
  gint64 a = fixture_work(f, "1/KH-UBND", "Hà Tĩnh", "2024-10-01", nasty, "/a<&>\".txt");
  gint64 b = fixture_work(f, "2/KH-UBND", "Hà Tĩnh/Can Lộc", "2024-11-01", "", "/b");
  gint64 c = fixture_work(f, "3/KH-UBND", "Lào Cai", "2025-01-01", "", "/c");
  fixture_work(f, "4/KH-UBND", "Lào Cai", "2025-01-01", "", "/alone");
  fixture_edge(f, "/a<&>\".txt", a, kl, DC_RELATION_IMPLEMENTS, "91-KL/TW");
  fixture_edge(f, "/b", a, kl, DC_RELATION_IMPLEMENTS, "91-KL/TW");
  fixture_edge(f, "/b", b, a, DC_RELATION_BASED_ON, "1/KH-UBND");
  fixture_edge(f, "/c", c, kl, DC_RELATION_CITES, "91-KL/TW");
}

static void
write_string(const char *text, gsize len, gpointer data) {
  g_string_append_len(data, text, (gssize)len);
}

static char *
exported(const DcGraph *graph, DcGraphFormat format) {
  GString *text = g_string_new(NULL);
  dc_graph_export(graph, format, write_string, text);
  g_assert_true(g_utf8_validate(text->str, (gssize)text->len, NULL));
  return g_string_free(text, FALSE);
}

static DcGraph *
make(Fixture *f, const char *key, DcGraphOptions options) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcWork) work = key != NULL ? fixture_find(f, key) : NULL;
  DcGraph *graph = dc_graph_new(f->store, work != NULL ? &work->id : NULL, work != NULL, &options, &error);
  g_assert_no_error(error);
  return graph;
}

static char *
summary(const DcGraph *graph) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < graph->nodes->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "",
                           ((DcGraphNode *)g_ptr_array_index(graph->nodes, i))->label);
  for (guint i = 0; i < graph->edges->len; i++) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    g_string_append_printf(text, "; %u→%u %s %u", edge->source, edge->target,
                           dc_relation_name(edge->relation), edge->documents);
  }
  return g_string_free(text, FALSE);
}

static void
test_cut(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  hostile_graph(f);
  static const struct {
    const char *key;
    DcGraphOptions options;
    const char *summary;
  } cases[] = {
      {"91-KL/TW",
       {.up = TRUE, .down = TRUE},
       "91-KL/TW, 1/KH-UBND, 3/KH-UBND, 2/KH-UBND; 1→0 implements 2; 2→0 cites 1; 3→1 based_on 1"},
      {"91-KL/TW",
       {.down = TRUE, .depth = 1},
       "91-KL/TW, 1/KH-UBND, 3/KH-UBND; 1→0 implements 2; 2→0 cites 1"},
      {"91-KL/TW", {.up = TRUE}, "91-KL/TW"},
      {"2/KH-UBND", {.up = TRUE}, "91-KL/TW, 1/KH-UBND, 2/KH-UBND; 1→0 implements 2; 2→1 based_on 1"},
      {"91-KL/TW",
       {.down = TRUE, .relations = 1u << DC_RELATION_IMPLEMENTS},
       "91-KL/TW, 1/KH-UBND; 1→0 implements 2"},
      {"91-KL/TW", {.down = TRUE, .as_of = "2024-10-15"}, "91-KL/TW, 1/KH-UBND; 1→0 implements 2"},
      {NULL, {0}, "91-KL/TW, 1/KH-UBND, 3/KH-UBND, 2/KH-UBND; 1→0 implements 2; 2→0 cites 1; 3→1 based_on 1"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcGraph) graph = make(f, cases[i].key, cases[i].options);
    g_autofree char *found = summary(graph);
    g_assert_cmpstr(found, ==, cases[i].summary);
  }
  DcGraphOptions options = {.down = TRUE, .max_nodes = 2};
  g_autoptr(GError) error = NULL;
  g_autoptr(DcWork) work = fixture_find(f, "91-KL/TW");
  g_assert_null(dc_graph_new(f->store, &work->id, 1, &options, &error));
  g_assert_error(error, DC_ERROR, DC_ERROR_LIMIT);
}

static void
test_collapse(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  hostile_graph(f);
  g_autoptr(DcGraph) graph = make(f, NULL, (DcGraphOptions){0});
  dc_graph_collapse(graph);
  g_autofree char *found = summary(graph);
  g_assert_cmpstr(found, ==, "91-KL/TW, Hà Tĩnh: 2 works, Lào Cai: 1 work; 1→0 implements 2; 2→0 cites 1");
}

static void
test_json(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  hostile_graph(f);
  g_autoptr(DcGraph) graph = make(f, NULL, (DcGraphOptions){0});
  g_autofree char *text = exported(graph, DC_GRAPH_JSON);
  json_error_t error;
  json_t *root = json_loads(text, 0, &error);
  g_assert_nonnull(root);
  g_assert_cmpuint(json_array_size(json_object_get(root, "nodes")), ==, 4);
  g_assert_cmpuint(json_array_size(json_object_get(root, "links")), ==, 3);
  json_t *plan = json_array_get(json_object_get(root, "nodes"), 1);
  g_assert_cmpstr(json_string_value(json_object_get(plan, "path")), ==, "/a<&>\".txt");
  json_decref(root);
}

static guint
count_elements(xmlNode *node, const char *name) {
  guint count = 0;
  for (; node != NULL; node = node->next)
    count += (xmlStrcmp(node->name, BAD_CAST name) == 0) + count_elements(node->children, name);
  return count;
}

static void
test_xml(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  hostile_graph(f);
  g_autoptr(DcGraph) graph = make(f, NULL, (DcGraphOptions){0});
  static const DcGraphFormat formats[] = {DC_GRAPH_GRAPHML, DC_GRAPH_GEXF};
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autofree char *text = exported(graph, formats[i]);
    xmlDoc *document = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
    g_assert_nonnull(document);
    g_assert_cmpuint(count_elements(xmlDocGetRootElement(document), "node"), ==, 4);
    g_assert_cmpuint(count_elements(xmlDocGetRootElement(document), "edge"), ==, 3);
    xmlFreeDoc(document);
  }
}

static void
test_text_formats(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  hostile_graph(f);
  g_autoptr(DcGraph) graph = make(f, NULL, (DcGraphOptions){0});
  g_autofree char *dot = exported(graph, DC_GRAPH_DOT), *mermaid = exported(graph, DC_GRAPH_MERMAID);
  g_autofree char *nodes = exported(graph, DC_GRAPH_CSV_NODES), *edges = exported(graph, DC_GRAPH_CSV);
  g_assert_nonnull(strstr(dot, "tooltip=\"Về \\\"việc\\\" <b> &amp; \\\\n \\\\ 'x'"));
  g_assert_nonnull(strstr(dot, "style=\"filled,rounded,dashed\""));
  g_assert_nonnull(strstr(mermaid, "Về #34;việc#34; #60;b#62; #38; #92;n"));
  g_assert_nonnull(strstr(nodes, ",\"/a<&>\"\".txt\",1,\r\n"));
  g_assert_nonnull(strstr(edges, "1,0,implements,2,2,1/KH-UBND@2024-10-01,91-KL/TW@2024-08-12\r\n"));
}

static void
test_force(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  hostile_graph(f);
  gint64 heir = fixture_work(f, "9/KH-UBND", "Lào Cai", "2026-01-01", "", "/heir");
  g_autoptr(DcWork) old = fixture_find(f, "3/KH-UBND");
  fixture_edge(f, "/heir", heir, old->id, DC_RELATION_REPLACES, "3/KH-UBND");
  g_autoptr(DcGraph) now = make(f, NULL, (DcGraphOptions){0});
  g_autofree char *dot = exported(now, DC_GRAPH_DOT), *nodes = exported(now, DC_GRAPH_CSV_NODES);
  g_assert_nonnull(strstr(dot, "3/KH-UBND\\n2025-01-01 · Lào Cai · replaced\""));
  g_assert_nonnull(strstr(dot, "no longer in force"));
  g_assert_nonnull(strstr(nodes, ",/c,1,replaced\r\n"));
  g_autoptr(DcGraph) before = make(f, NULL, (DcGraphOptions){.as_of = "2025-06-30"});
  g_autofree char *then = exported(before, DC_GRAPH_DOT);
  g_assert_null(strstr(then, "replaced"));
  g_autoptr(DcGraph) kept = make(f, NULL, (DcGraphOptions){.in_force = TRUE});
  g_autofree char *found = summary(kept);
  g_assert_null(strstr(found, "3/KH-UBND"));
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, fixture_setup, function, fixture_teardown)

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/graph/cut", test_cut);
  ADD("/graph/collapse", test_collapse);
  ADD("/graph/json", test_json);
  ADD("/graph/xml", test_xml);
  ADD("/graph/text-formats", test_text_formats);
  ADD("/graph/force", test_force);
  return g_test_run();
}
