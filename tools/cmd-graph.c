#include "corpus/child.h"
#include "query/dates.h"
#include "query/graph.h"
#include "tools/answers.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define DRAWN_MAX 2000

static const char description[] =
    "Without KEY the whole graph. Around KEY: what refers to it and what it refers to, --depth steps far.\n\n"
    "Formats: dot (default), svg and png (drawn by Graphviz, which must be installed), mermaid, graphml, "
    "gexf\n"
    "(for Gephi), json (node-link), csv (the edges), csv-nodes. Pictures hold at most 2,000 works.\n"
    "A dashed frame: the corpus cites the work and has no text of it. Red: it is no longer in force.";

typedef struct {
  const char *name;
  DcGraphFormat format;
  gboolean picture;     /* for people: limited in size */
  const char *renderer; /* Graphviz's own name of the format */
} Format;

#define FORMATS "dot, svg, png, mermaid, graphml, gexf, json, csv or csv-nodes"

static const Format formats[] = {
    {"dot", DC_GRAPH_DOT, TRUE, NULL},
    {"svg", DC_GRAPH_DOT, TRUE, "svg"},
    {"png", DC_GRAPH_DOT, TRUE, "png"},
    {"mermaid", DC_GRAPH_MERMAID, TRUE, NULL},
    {"graphml", DC_GRAPH_GRAPHML, FALSE, NULL},
    {"gexf", DC_GRAPH_GEXF, FALSE, NULL},
    {"json", DC_GRAPH_JSON, FALSE, NULL},
    {"csv", DC_GRAPH_CSV, FALSE, NULL},
    {"csv-nodes", DC_GRAPH_CSV_NODES, FALSE, NULL},
};

typedef struct {
  char *unit, *as_of, *output;
  char **relations;
  int depth;
  gboolean up, down, collapse, in_force;
} Words;

static void
words_clear(Words *words) {
  g_free(words->unit);
  g_free(words->as_of);
  g_free(words->output);
  g_strfreev(words->relations);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static const Format *
find_format(const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    if (strcmp(formats[i].name, name != NULL ? name : "dot") == 0)
      return &formats[i];
  }
  dc_command_fail("graph", "unknown format “%s”: use " FORMATS, name);
  return NULL;
}

static void
write_stream(const char *text, gsize len, gpointer data) {
  fwrite(text, 1, len, data);
}

static void
write_string(const char *text, gsize len, gpointer data) {
  g_string_append_len(data, text, (gssize)len);
}

/* Large graphs take long to lay out. */
static const DcChildLimits dot_limits = {
    .seconds = 600, .memory = (gsize)4 << 30, .output = (gsize)512 << 20};

/* Graphviz draws what the exporter wrote. It may lose its way between the boxes when it bends arrows: then
 * they are drawn straight. NULL with a word on stderr. */
static GBytes *
draw(const DcGraph *graph, const char *renderer) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) dot = g_string_new(NULL);
  g_autofree char *option = g_strconcat("-T", renderer, NULL);
  dc_graph_export(graph, DC_GRAPH_DOT, write_string, dot);
  const char *const argv[] = {"dot", option, NULL}, *const straight[] = {"dot", option, "-Gsplines=line",
                                                                         NULL};
  GBytes *picture = dc_child_run(argv, (const guint8 *)dot->str, dot->len, &dot_limits, &error);
  if (g_error_matches(error, DC_ERROR, DC_ERROR_FORMAT))
    picture = dc_child_run(straight, (const guint8 *)dot->str, dot->len, &dot_limits, NULL);
  if (picture == NULL && g_error_matches(error, DC_ERROR, DC_ERROR_NOT_FOUND))
    dc_command_fail("graph",
                    "Graphviz could not be started (%s): install the package graphviz, or take "
                    "--format dot and draw it elsewhere",
                    error->message);
  else if (picture == NULL)
    dc_command_fail("graph", "Graphviz could not draw it: %s; narrow it, or take --format dot",
                    error->message);
  return picture;
}

static int
write_graph(const DcGraph *graph, const Format *format, const char *path) {
  FILE *stream = stdout;
  g_autoptr(GBytes) picture = format->renderer != NULL ? draw(graph, format->renderer) : NULL;
  if (format->renderer != NULL && picture == NULL)
    return DC_EXIT_ERROR;
  if (path != NULL && (stream = fopen(path, "wb")) == NULL)
    return dc_command_fail("graph", "%s: %s", path, g_strerror(errno));
  int code = graph->nodes->len > 0 ? DC_EXIT_FOUND : DC_EXIT_NOTHING;
  if (picture != NULL)
    fwrite(g_bytes_get_data(picture, NULL), 1, g_bytes_get_size(picture), stream);
  else
    dc_graph_export(graph, format->format, write_stream, stream);
  errno = 0;
  gboolean failed = fflush(stream) != 0 || ferror(stream);
  if (stream != stdout && fclose(stream) != 0)
    failed = TRUE;
  if (failed && errno != EPIPE)
    return dc_command_fail("graph", "%s could not be written: %s", path != NULL ? path : "the output",
                           g_strerror(errno));
  return failed ? DC_EXIT_ERROR : code;
}

static char *
relation_names(void) {
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < DC_RELATION_COUNT; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", dc_relation_name((DcRelation)i));
  return g_string_free(g_steal_pointer(&names), FALSE);
}

static gboolean
graph_options(Words *words, const Format *format, DcGraphOptions *graph_options) {
  if (!dc_command_number("graph", "--depth", words->depth, 0, G_MAXINT) ||
      !dc_command_date("graph", "--as-of", FALSE, &words->as_of))
    return FALSE;
  for (char **name = words->relations; name != NULL && *name != NULL; name++) {
    DcRelation relation;
    if (!dc_relation_parse(*name, &relation)) {
      g_autofree char *names = relation_names();
      dc_command_fail("graph", "--relation %s: there is no such relation; there are %s", *name, names);
      return FALSE;
    }
    graph_options->relations |= 1u << relation;
  }
  graph_options->depth = (guint)words->depth;
  graph_options->up = words->up || !words->down;
  graph_options->down = words->down || !words->up;
  graph_options->as_of = words->as_of;
  graph_options->in_force = words->in_force;
  graph_options->max_nodes = format->picture && !words->collapse ? DRAWN_MAX : 0;
  return TRUE;
}

/* The works that the keys mean. NULL when one means nothing. */
static GArray *
find_roots(DcStore *store, int argc, char **argv, const char *unit) {
  g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (int i = 1; i < argc; i++) {
    g_autoptr(GPtrArray) works = dc_command_works("graph", store, argv[i], unit);
    if (works == NULL || works->len == 0)
      return NULL;
    for (guint w = 0; w < works->len; w++)
      g_array_append_val(roots, ((DcWork *)g_ptr_array_index(works, w))->id);
  }
  return g_steal_pointer(&roots);
}

static int
run(int argc, char **argv, Words *words, const DcCommandOptions *options) {
  g_autoptr(GError) error = NULL;
  DcGraphOptions wanted = {0};
  const Format *format = find_format(options->format_name);
  if (format == NULL || !graph_options(words, format, &wanted))
    return DC_EXIT_ERROR;
  if (format->renderer != NULL && words->output == NULL && isatty(STDOUT_FILENO))
    return dc_command_fail("graph", "a picture is not for the terminal: name a file with --output FILE");
  g_autoptr(DcStore) store = dc_command_open(options);
  if (store == NULL)
    return DC_EXIT_ERROR;
  g_autoptr(GArray) roots = find_roots(store, argc, argv, words->unit);
  if (roots == NULL)
    return DC_EXIT_NOTHING;
  g_autoptr(DcGraph) graph =
      dc_graph_new(store, (const gint64 *)(gpointer)roots->data, roots->len, &wanted, &error);
  if (graph == NULL)
    return dc_command_fail("graph", "%s", error->message);
  if (words->collapse)
    dc_graph_collapse(graph);
  if (format->picture && graph->nodes->len > DRAWN_MAX)
    return dc_command_fail("graph", "the graph has %u nodes, too many to draw: narrow it", graph->nodes->len);
  return write_graph(graph, format, words->output);
}

int
dc_cmd_graph(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {.formats = FORMATS};
  g_auto(Words) words = {.depth = 2};
  gboolean done;
  const GOptionEntry entries[] = {
      {"depth", 'd', 0, G_OPTION_ARG_INT, &words.depth, "Steps from KEY (default 2; 0: no limit)", "N"},
      {"up", 0, 0, G_OPTION_ARG_NONE, &words.up, "Only what KEY rests on", NULL},
      {"down", 0, 0, G_OPTION_ARG_NONE, &words.down, "Only what refers to KEY", NULL},
      {"relation", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &words.relations,
       "Only this relation (may be repeated)", "NAME"},
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &words.unit, "Of several works KEY, only those of this unit",
       "UNIT"},
      {"as-of", 0, 0, G_OPTION_ARG_STRING, &words.as_of, "As it stood: without works issued later", "DATE"},
      {"in-force", 0, 0, G_OPTION_ARG_NONE, &words.in_force,
       "Leave out what is proved to be no longer in force", NULL},
      {"collapse", 'c', 0, G_OPTION_ARG_NONE, &words.collapse, "One node for the works of a province", NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output, "Write to FILE", "FILE"},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "[KEY…]", "The reference graph as a picture or as data.", description,
                        entries, &options, &done))
    return DC_EXIT_ERROR;
  return done ? DC_EXIT_FOUND : run(argc, argv, &words, &options);
}
