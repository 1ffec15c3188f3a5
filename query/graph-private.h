/* What the exporters share: a buffer that is handed on in pieces, and escaping. For query/graph-*.c alone. */
#pragma once

#include "query/graph.h"

G_BEGIN_DECLS

typedef struct {
  GString *text;
  DcGraphWrite write;
  gpointer data;
} DcGraphSink;

/* Hands on what has gathered, when it is much. */
void dc_graph_flush(DcGraphSink *sink, gboolean all);

const char *dc_graph_key(const DcGraphNode *node);
const char *dc_graph_date(const DcGraphNode *node);
const char *dc_graph_title(const DcGraphNode *node);
const char *dc_graph_type(const DcGraphNode *node);
const char *dc_graph_path(const DcGraphNode *node);

/* Valid UTF-8 on one line without control characters. New string. */
char *dc_graph_plain(const char *text);

void dc_graph_write_dot(const DcGraph *graph, DcGraphSink *sink);
void dc_graph_write_mermaid(const DcGraph *graph, DcGraphSink *sink);
void dc_graph_write_graphml(const DcGraph *graph, DcGraphSink *sink);
void dc_graph_write_gexf(const DcGraph *graph, DcGraphSink *sink);

G_END_DECLS
