/* A part of the reference graph, taken out to be drawn or carried elsewhere.
 *
 * Nodes and edges are in an order that does not depend on the order of indexing. */
#pragma once

#include "corpus/error.h"
#include "query/validity.h"

G_BEGIN_DECLS

typedef struct {
  DcWork *work;  /* NULL for a node that stands for many */
  char *label;   /* "91-KL/TW", or "Hà Tĩnh: 12 works" */
  char *unit;    /* as of the work; the province of a node that stands for many */
  DcLevel level; /* of the issuer */
  guint count;   /* works that it stands for: 1 */
  DcForce force; /* of the work, as of the day asked for */
  gboolean root; /* was asked about */
} DcGraphNode;

typedef struct {
  guint source, target; /* positions in `nodes` */
  DcRelation relation;
  guint documents; /* that assert it */
  guint mentions;
} DcGraphEdge;

typedef struct {
  GPtrArray *nodes; /* of DcGraphNode, owned; by level, unit, date, key */
  GArray *edges;    /* of DcGraphEdge, by (source, target, relation) */
} DcGraph;

typedef struct {
  guint depth;       /* steps from the roots; 0: no limit */
  gboolean up;       /* what the roots refer to */
  gboolean down;     /* what refers to the roots */
  guint relations;   /* bit mask; 0: all */
  const char *as_of; /* ISO; leaves out works that are younger; NULL: none */
  gboolean in_force; /* leaves out works, but for the roots, that are no longer in force */
  guint max_nodes;   /* DC_ERROR_LIMIT above it; 0: no limit */
} DcGraphOptions;

/* Around `roots`, or the whole graph when n is 0. */
DcGraph *dc_graph_new(DcStore *store, const gint64 *roots, gsize n, const DcGraphOptions *options,
                      GError **error);
void dc_graph_free(DcGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcGraph, dc_graph_free)

/* One node a province for the local works that were not asked about; edges are summed. */
void dc_graph_collapse(DcGraph *graph);

typedef enum {
  DC_GRAPH_DOT,
  DC_GRAPH_MERMAID,
  DC_GRAPH_JSON, /* node-link */
  DC_GRAPH_GRAPHML,
  DC_GRAPH_GEXF,
  DC_GRAPH_CSV,      /* the edges */
  DC_GRAPH_CSV_NODES /* the nodes */
} DcGraphFormat;

typedef void (*DcGraphWrite)(const char *text, gsize len, gpointer data);

/* Everything from documents is escaped as the format demands. UTF-8. */
void dc_graph_export(const DcGraph *graph, DcGraphFormat format, DcGraphWrite write, gpointer data);

G_END_DECLS
