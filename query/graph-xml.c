/* GraphML (http://graphml.graphdrawing.org/) and GEXF 1.3 (https://gexf.net/), the format of Gephi. */
#include "query/graph-private.h"

typedef struct {
  const char *name;
  const char *(*value)(const DcGraphNode *node);
} Attribute;

static const char *
label_of(const DcGraphNode *node) {
  return node->label;
}

static const char *
unit_of(const DcGraphNode *node) {
  return node->unit;
}

static const char *
level_of(const DcGraphNode *node) {
  return dc_level_name(node->level);
}

static const char *
force_of(const DcGraphNode *node) {
  return dc_force_name(node->force);
}

static const Attribute attributes[] = {
    {"label", label_of},       {"key", dc_graph_key},   {"type", dc_graph_type},
    {"date", dc_graph_date},   {"unit", unit_of},       {"level", level_of},
    {"title", dc_graph_title}, {"path", dc_graph_path}, {"force", force_of},
};

static char *
escaped(const char *text) {
  g_autofree char *plain = dc_graph_plain(text);
  return g_markup_escape_text(plain, -1);
}

static void
write_graphml_node(DcGraphSink *sink, const DcGraphNode *node, guint id) {
  g_string_append_printf(sink->text, "<node id=\"n%u\">", id);
  for (guint a = 0; a < G_N_ELEMENTS(attributes); a++) {
    g_autofree char *value = escaped(attributes[a].value(node));
    if (*value != '\0')
      g_string_append_printf(sink->text, "<data key=\"%s\">%s</data>", attributes[a].name, value);
  }
  g_string_append_printf(sink->text, "<data key=\"works\">%u</data></node>\n", node->count);
}

void
dc_graph_write_graphml(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
                              " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                              " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
                              " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
  for (guint a = 0; a < G_N_ELEMENTS(attributes); a++)
    g_string_append_printf(sink->text,
                           "<key id=\"%s\" for=\"node\" attr.name=\"%s\" attr.type=\"string\"/>\n",
                           attributes[a].name, attributes[a].name);
  g_string_append(sink->text,
                  "<key id=\"works\" for=\"node\" attr.name=\"works\" attr.type=\"int\"/>\n"
                  "<key id=\"relation\" for=\"edge\" attr.name=\"relation\" attr.type=\"string\"/>\n"
                  "<key id=\"documents\" for=\"edge\" attr.name=\"documents\" attr.type=\"int\"/>\n"
                  "<key id=\"mentions\" for=\"edge\" attr.name=\"mentions\" attr.type=\"int\"/>\n"
                  "<graph id=\"citations\" edgedefault=\"directed\">\n");
  for (guint i = 0; i < graph->nodes->len; i++) {
    write_graphml_node(sink, g_ptr_array_index(graph->nodes, i), i);
    dc_graph_flush(sink, FALSE);
  }
  for (guint i = 0; i < graph->edges->len; i++) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    g_string_append_printf(sink->text,
                           "<edge id=\"e%u\" source=\"n%u\" target=\"n%u\"><data key=\"relation\">%s</data>"
                           "<data key=\"documents\">%u</data><data key=\"mentions\">%u</data></edge>\n",
                           i, edge->source, edge->target, dc_relation_name(edge->relation), edge->documents,
                           edge->mentions);
    dc_graph_flush(sink, FALSE);
  }
  g_string_append(sink->text, "</graph>\n</graphml>\n");
}

static void
write_gexf_node(DcGraphSink *sink, const DcGraphNode *node, guint id) {
  g_autofree char *label = escaped(node->label);
  g_string_append_printf(sink->text, "<node id=\"%u\" label=\"%s\"><attvalues>", id, label);
  for (guint a = 1; a < G_N_ELEMENTS(attributes); a++) {
    g_autofree char *value = escaped(attributes[a].value(node));
    if (*value != '\0')
      g_string_append_printf(sink->text, "<attvalue for=\"%s\" value=\"%s\"/>", attributes[a].name, value);
  }
  g_string_append_printf(sink->text, "<attvalue for=\"works\" value=\"%u\"/></attvalues></node>\n",
                         node->count);
}

void
dc_graph_write_gexf(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                              "<graph mode=\"static\" defaultedgetype=\"directed\">\n"
                              "<attributes class=\"node\">\n");
  for (guint a = 1; a < G_N_ELEMENTS(attributes); a++)
    g_string_append_printf(sink->text, "<attribute id=\"%s\" title=\"%s\" type=\"string\"/>\n",
                           attributes[a].name, attributes[a].name);
  g_string_append(sink->text,
                  "<attribute id=\"works\" title=\"works\" type=\"integer\"/>\n</attributes>\n"
                  "<attributes class=\"edge\">\n"
                  "<attribute id=\"documents\" title=\"documents\" type=\"integer\"/>\n</attributes>\n"
                  "<nodes>\n");
  for (guint i = 0; i < graph->nodes->len; i++) {
    write_gexf_node(sink, g_ptr_array_index(graph->nodes, i), i);
    dc_graph_flush(sink, FALSE);
  }
  g_string_append(sink->text, "</nodes>\n<edges>\n");
  for (guint i = 0; i < graph->edges->len; i++) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    const char *relation = dc_relation_name(edge->relation);
    g_string_append_printf(
        sink->text,
        "<edge id=\"%u\" source=\"%u\" target=\"%u\" kind=\"%s\" label=\"%s\" weight=\"%u\">"
        "<attvalues><attvalue for=\"documents\" value=\"%u\"/></attvalues></edge>\n",
        i, edge->source, edge->target, relation, relation, edge->mentions, edge->documents);
    dc_graph_flush(sink, FALSE);
  }
  g_string_append(sink->text, "</edges>\n</graph>\n</gexf>\n");
}
