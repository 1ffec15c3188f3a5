/* The graph as a picture in the making: DOT for Graphviz, and Mermaid for web pages.
 *
 * The centre stands on the left, then provinces, districts, communes, each level in a rank of its own; arrows
 * go from a work to what it refers to. Dashed: the corpus has no text of it. */
#include "query/graph-private.h"

#include <string.h>

#define TITLE_CUT 48 /* characters of a title inside a node; the whole is its tooltip */

typedef struct {
  const char *type, *name, *colour;
} TypeColour;

static const TypeColour type_colours[] = {
    {"NQ", "nghị quyết", "#f9d0c4"}, {"KL", "kết luận", "#fbe3a6"},      {"CT", "chỉ thị", "#f6c6e0"},
    {"KH", "kế hoạch", "#cfe8cf"},   {"CTr", "chương trình", "#b7e0d8"}, {"ĐA", "đề án", "#d9ead3"},
    {"QĐ", "quyết định", "#cfe2f3"}, {"NĐ", "nghị định", "#d0d6f5"},     {"TT", "thông tư", "#dcd0f0"},
    {"Luật", "luật", "#e3d3c3"},
};
static const char other_colour[] = "#eeeeee";
#define ENDED ", color=\"#bf360c\", fontcolor=\"#bf360c\""

static const char *const level_names[] = {
    [DC_LEVEL_NONE] = "level unknown", [DC_LEVEL_CENTRAL] = "centre",  [DC_LEVEL_PROVINCE] = "province",
    [DC_LEVEL_DISTRICT] = "district",  [DC_LEVEL_COMMUNE] = "commune",
};

static const char *
colour_of(const DcGraphNode *node) {
  const char *type = dc_graph_type(node);
  for (guint i = 0; i < G_N_ELEMENTS(type_colours); i++) {
    if (strcmp(type, type_colours[i].type) == 0)
      return type_colours[i].colour;
  }
  return other_colour;
}

static char *
cut(const char *text, glong characters) {
  g_autofree char *plain = dc_graph_plain(text);
  if (g_utf8_strlen(plain, -1) <= characters)
    return g_steal_pointer(&plain);
  g_autofree char *head = g_utf8_substring(plain, 0, characters - 1);
  return g_strconcat(g_strchomp(head), "…", NULL);
}

/* Inside a DOT string: quotes, backslashes (they begin escapes) and & (it begins entities). */
static void
append_dot(GString *text, const char *value) {
  g_autofree char *plain = dc_graph_plain(value);
  for (const char *p = plain; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c(text, '\\');
    g_string_append_c(text, *p);
    if (*p == '&')
      g_string_append(text, "amp;");
  }
}

static gboolean
absent(const DcGraphNode *node) {
  return node->work != NULL && node->work->documents == 0;
}

static gboolean
ended(const DcGraphNode *node) {
  return node->force > DC_FORCE_AMENDED;
}

/* The beginning of the title, unless the label is that already: of an act without a number. */
static char *
title_of(const DcGraphNode *node) {
  return node->work != NULL && *dc_graph_key(node) == '\0' ? g_strdup("")
                                                           : cut(dc_graph_title(node), TITLE_CUT);
}

static void
write_dot_node(DcGraphSink *sink, const DcGraphNode *node, guint id) {
  GString *text = sink->text;
  g_autofree char *title = title_of(node);
  g_string_append_printf(text, "  n%u [label=\"", id);
  append_dot(text, node->label);
  if (node->work != NULL) {
    g_string_append(text, "\\n");
    append_dot(text, dc_graph_date(node));
    g_string_append(text, *dc_graph_date(node) != '\0' && *node->unit != '\0' ? " · " : "");
    append_dot(text, node->unit);
    g_string_append_printf(text, ended(node) ? " · %s" : "", dc_force_name(node->force));
  }
  if (*title != '\0') {
    g_string_append(text, "\\n");
    append_dot(text, title);
  }
  g_string_append(text, "\", tooltip=\"");
  append_dot(text, *dc_graph_title(node) != '\0' ? dc_graph_title(node) : node->label);
  g_string_append_printf(text, "\", fillcolor=\"%s\"", colour_of(node));
  if (absent(node))
    g_string_append(text, ", style=\"filled,rounded,dashed\"");
  if (ended(node))
    g_string_append(text, ENDED);
  if (node->root)
    g_string_append(text, ", penwidth=2.5");
  if (node->work == NULL)
    g_string_append(text, ", shape=box3d, style=\"filled\"");
  g_string_append(text, "];\n");
}

/* An invisible spine keeps the levels in order, also where no edge joins them. */
static void
write_dot_ranks(const DcGraph *graph, DcGraphSink *sink) {
  gboolean used[DC_LEVEL_COMMUNE + 1] = {FALSE};
  for (guint i = 0; i < graph->nodes->len; i++)
    used[((DcGraphNode *)g_ptr_array_index(graph->nodes, i))->level] = TRUE;
  guint levels = 0;
  for (DcLevel level = DC_LEVEL_CENTRAL; level <= DC_LEVEL_COMMUNE; level++)
    levels += used[level];
  if (levels < 2) /* one level would stand in one column: the edges order it better */
    return;
  const char *before = NULL;
  for (DcLevel level = DC_LEVEL_CENTRAL; level <= DC_LEVEL_COMMUNE; level++) {
    if (!used[level])
      continue;
    g_string_append_printf(sink->text,
                           "  { rank=same; \"%s\" [shape=plaintext, style=\"\", fontcolor=\"#555555\"];",
                           level_names[level]);
    for (guint i = 0; i < graph->nodes->len; i++) {
      if (((DcGraphNode *)g_ptr_array_index(graph->nodes, i))->level == level)
        g_string_append_printf(sink->text, " n%u;", i);
    }
    g_string_append(sink->text, " }\n");
    if (before != NULL)
      g_string_append_printf(sink->text, "  \"%s\" -> \"%s\" [style=invis];\n", level_names[level], before);
    before = level_names[level];
  }
}

static void
write_dot_legend(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text,
                  "  subgraph cluster_legend {\n    label=\"Legend\"; style=rounded; color=\"#bbbbbb\";"
                  " fontsize=10;\n    node [fontsize=9, height=0.2];\n");
  for (guint i = 0; i < G_N_ELEMENTS(type_colours); i++) {
    gboolean used = FALSE;
    for (guint n = 0; n < graph->nodes->len && !used; n++)
      used = strcmp(dc_graph_type(g_ptr_array_index(graph->nodes, n)), type_colours[i].type) == 0;
    if (used)
      g_string_append_printf(sink->text, "    legend_%u [label=\"%s\", fillcolor=\"%s\"];\n", i,
                             type_colours[i].name, type_colours[i].colour);
  }
  gboolean any_absent = FALSE, any_ended = FALSE;
  for (guint n = 0; n < graph->nodes->len; n++) {
    any_absent |= absent(g_ptr_array_index(graph->nodes, n));
    any_ended |= ended(g_ptr_array_index(graph->nodes, n));
  }
  if (any_absent)
    g_string_append_printf(sink->text,
                           "    legend_absent [label=\"cited, text not in the corpus\", fillcolor=\"%s\","
                           " style=\"filled,rounded,dashed\"];\n",
                           other_colour);
  if (any_ended)
    g_string_append_printf(sink->text,
                           "    legend_ended [label=\"no longer in force\", fillcolor=\"%s\"" ENDED "];\n",
                           other_colour);
  g_string_append(sink->text, "  }\n");
}

/* The relations from the source of edge `*at` to its target: one arrow for all. `*at` becomes the next one's.
 */
static char *
arrow(const DcGraph *graph, guint *at, gboolean *implements) {
  const DcGraphEdge first = g_array_index(graph->edges, DcGraphEdge, *at);
  GString *label = g_string_new(NULL);
  *implements = FALSE;
  for (; *at < graph->edges->len; ++*at) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, *at);
    if (edge->source != first.source || edge->target != first.target)
      break;
    *implements |= edge->relation == DC_RELATION_IMPLEMENTS;
    const char *relation = dc_relation_name(edge->relation);
    if (edge->relation == DC_RELATION_IMPLEMENTS && label->len > 0) { /* what is asked for first */
      g_string_prepend(label, ", ");
      g_string_prepend(label, relation);
    } else {
      g_string_append_printf(label, "%s%s", label->len > 0 ? ", " : "", relation);
    }
  }
  return g_string_free(label, FALSE);
}

void
dc_graph_write_dot(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text,
                  "digraph citations {\n  graph [rankdir=RL, charset=\"UTF-8\", fontname=\"Helvetica\"];\n"
                  "  node [shape=box, style=\"filled,rounded\", fontname=\"Helvetica\", fontsize=10];\n"
                  "  edge [fontname=\"Helvetica\", fontsize=8, color=\"#777777\"];\n");
  for (guint i = 0; i < graph->nodes->len; i++) {
    write_dot_node(sink, g_ptr_array_index(graph->nodes, i), i);
    dc_graph_flush(sink, FALSE);
  }
  write_dot_ranks(graph, sink);
  for (guint i = 0; i < graph->edges->len;) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    gboolean implements;
    g_autofree char *relations = arrow(graph, &i, &implements);
    g_string_append_printf(sink->text, "  n%u -> n%u [label=\"%s\"%s];\n", edge->source, edge->target,
                           relations, implements ? ", color=\"#2b6a2b\", penwidth=1.6" : "");
    dc_graph_flush(sink, FALSE);
  }
  write_dot_legend(graph, sink);
  g_string_append(sink->text, "}\n");
}

/* Mermaid takes entities with '#' for '&'. */
static void
append_mermaid(GString *text, const char *value) {
  g_autofree char *plain = dc_graph_plain(value);
  for (const char *p = plain; *p != '\0'; p++) {
    if (strchr("\"#<>&`\\[]{}|", *p) != NULL)
      g_string_append_printf(text, "#%d;", *p);
    else
      g_string_append_c(text, *p);
  }
}

void
dc_graph_write_mermaid(const DcGraph *graph, DcGraphSink *sink) {
  g_string_append(sink->text, "flowchart RL\n");
  for (guint i = 0; i < graph->nodes->len; i++) {
    const DcGraphNode *node = g_ptr_array_index(graph->nodes, i);
    g_autofree char *title = title_of(node);
    g_string_append_printf(sink->text, "  n%u[\"", i);
    append_mermaid(sink->text, node->label);
    const char *parts[] = {dc_graph_date(node), node->work != NULL ? node->unit : "",
                           ended(node) ? dc_force_name(node->force) : "", title};
    for (guint p = 0; p < G_N_ELEMENTS(parts); p++) {
      if (*parts[p] == '\0')
        continue;
      g_string_append(sink->text, "<br/>");
      append_mermaid(sink->text, parts[p]);
    }
    g_string_append_printf(sink->text, "\"]\n  style n%u fill:%s%s\n", i, colour_of(node),
                           absent(node) ? ",stroke-dasharray:4 3" : "");
    dc_graph_flush(sink, FALSE);
  }
  for (guint i = 0; i < graph->edges->len;) {
    const DcGraphEdge *edge = &g_array_index(graph->edges, DcGraphEdge, i);
    gboolean implements;
    g_autofree char *relations = arrow(graph, &i, &implements);
    g_string_append_printf(sink->text, "  n%u -->|%s| n%u\n", edge->source, relations, edge->target);
    dc_graph_flush(sink, FALSE);
  }
}
