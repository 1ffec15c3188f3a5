/* The graph as data that needs no drawing: node-link JSON and CSV; and the way in to every other format. */
#include "corpus/lexicon/csv.h"
#include "query/graph-private.h"

#include <jansson.h>
#include <string.h>

#define PIECE (64u * 1024)

void
dc_graph_flush(DcGraphSink *sink, gboolean all) {
  if (sink->text->len < PIECE && !all)
    return;
  sink->write(sink->text->str, sink->text->len, sink->data);
  g_string_truncate(sink->text, 0);
}

const char *
dc_graph_key(const DcGraphNode *node) {
  return node->work != NULL ? node->work->key : "";
}

const char *
dc_graph_date(const DcGraphNode *node) {
  return node->work != NULL ? node->work->date : "";
}

const char *
dc_graph_title(const DcGraphNode *node) {
  return node->work != NULL ? node->work->title : "";
}

const char *
dc_graph_type(const DcGraphNode *node) {
  return node->work != NULL ? node->work->type : "";
}

const char *
dc_graph_path(const DcGraphNode *node) {
  return node->work != NULL ? node->work->path : "";
}

char *
dc_graph_plain(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *plain = g_string_sized_new(strlen(valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean bad = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
    g_string_append_unichar(plain, bad ? ' ' : c);
  }
  return g_string_free(plain, FALSE);
}

static void
append_json(DcGraphSink *sink, json_t *object, gboolean first) {
  g_autofree char *text = json_dumps(object, JSON_COMPACT);
  g_string_append_printf(sink->text, "%s%s", first ? "\n  " : ",\n  ", text);
  json_decref(object);
  dc_graph_flush(sink, FALSE);
}

static void
set_text(json_t *object, const char *name, const char *value) {
  g_autofree char *plain = dc_graph_plain(value);
  json_object_set_new(object, name, json_string(plain));
}

static void
write_json(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text, "{\"directed\":true,\"multigraph\":true,\"graph\":{},\"nodes\":[");
  for (guint i = 0; i < graph->nodes->len; i++) {
    const DcGraphNode *node = g_ptr_array_index(graph->nodes, i);
    json_t *object = json_object();
    json_object_set_new(object, "id", json_integer(i));
    set_text(object, "label", node->label);
    set_text(object, "key", dc_graph_key(node));
    set_text(object, "type", dc_graph_type(node));
    set_text(object, "date", dc_graph_date(node));
    set_text(object, "unit", node->unit);
    set_text(object, "level", dc_level_name(node->level));
    set_text(object, "title", dc_graph_title(node));
    set_text(object, "path", dc_graph_path(node));
    set_text(object, "force", dc_force_name(node->force));
    json_object_set_new(object, "works", json_integer(node->count));
    append_json(sink, object, i == 0);
  }
  g_string_append(sink->text, "\n],\"links\":[");
  for (guint i = 0; i < graph->edges->len; i++) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    json_t *object = json_object();
    json_object_set_new(object, "source", json_integer(edge->source));
    json_object_set_new(object, "target", json_integer(edge->target));
    json_object_set_new(object, "key", json_string(dc_relation_name(edge->relation)));
    json_object_set_new(object, "relation", json_string(dc_relation_name(edge->relation)));
    json_object_set_new(object, "documents", json_integer(edge->documents));
    json_object_set_new(object, "mentions", json_integer(edge->mentions));
    append_json(sink, object, i == 0);
  }
  g_string_append(sink->text, "\n]}\n");
}

static void
append_csv(GString *line, const char *value, const char *end) {
  g_autofree char *plain = dc_graph_plain(value);
  dc_csv_append(line, plain);
  g_string_append(line, end);
}

static void
write_csv_nodes(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text, "id,label,key,type,date,unit,level,title,path,works,force\r\n");
  for (guint i = 0; i < graph->nodes->len; i++) {
    const DcGraphNode *node = g_ptr_array_index(graph->nodes, i);
    const char *values[] = {node->label,          dc_graph_key(node), dc_graph_type(node),
                            dc_graph_date(node),  node->unit,         dc_level_name(node->level),
                            dc_graph_title(node), dc_graph_path(node)};
    g_string_append_printf(sink->text, "%u,", i);
    for (guint v = 0; v < G_N_ELEMENTS(values); v++)
      append_csv(sink->text, values[v], ",");
    g_string_append_printf(sink->text, "%u,%s\r\n", node->count, dc_force_name(node->force));
    dc_graph_flush(sink, FALSE);
  }
}

/* The ends by number, as in the table of nodes, and by name for people. */
static void
write_csv_edges(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text, "source,target,relation,documents,mentions,source_name,target_name\r\n");
  for (guint i = 0; i < graph->edges->len; i++) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    const DcGraphNode *source = g_ptr_array_index(graph->nodes, edge->source);
    const DcGraphNode *target = g_ptr_array_index(graph->nodes, edge->target);
    g_string_append_printf(sink->text, "%u,%u,%s,%u,%u,", edge->source, edge->target,
                           dc_relation_name(edge->relation), edge->documents, edge->mentions);
    append_csv(sink->text, source->work != NULL ? source->work->name : source->label, ",");
    append_csv(sink->text, target->work != NULL ? target->work->name : target->label, "\r\n");
    dc_graph_flush(sink, FALSE);
  }
}

void
dc_graph_export(const DcGraph *graph, DcGraphFormat format, DcGraphWrite write, gpointer data) {
  g_autoptr(GString) text = g_string_new(NULL);
  DcGraphSink sink = {text, write, data};
  static void (*const writers[])(const DcGraph *, DcGraphSink *) = {
      [DC_GRAPH_DOT] = dc_graph_write_dot,    [DC_GRAPH_MERMAID] = dc_graph_write_mermaid,
      [DC_GRAPH_JSON] = write_json,           [DC_GRAPH_GRAPHML] = dc_graph_write_graphml,
      [DC_GRAPH_GEXF] = dc_graph_write_gexf,  [DC_GRAPH_CSV] = write_csv_edges,
      [DC_GRAPH_CSV_NODES] = write_csv_nodes,
  };
  writers[format](graph, &sink);
  dc_graph_flush(&sink, TRUE);
}
