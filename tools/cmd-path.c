#include "query/path.h"
#include "tools/answers.h"

static const char description[] =
    "FROM and TO are symbols (171-KH/HU, 29-NQ/TW@2013). Shown are the shortest chains of references, with "
    "the\n"
    "sentence behind each step; with --all also longer ones. Exit code 1: nothing leads from FROM to TO.";

#define EXTRA 6

static const DcField fields[] = {
    {"chain", DC_FIELD_INTEGER, "#"},  {"step", DC_FIELD_INTEGER, "Step"},
    {"source", DC_FIELD_TEXT, "From"}, {"relation", DC_FIELD_TEXT, "Relation"},
    {"target", DC_FIELD_TEXT, "To"},   {"title", DC_FIELD_TITLE, "Title"},
    {"path", DC_FIELD_TEXT, NULL},     {"evidence", DC_FIELD_TEXT, NULL},
    {"force", DC_FIELD_TEXT, NULL},
};

typedef struct {
  DcStore *store;
  DcOutput *output;
  DcWitness *witness;
  gboolean all;
  guint limit, found;
} Request;

static gboolean
print_step(Request *request, guint step, const DcEdge *edge, GError **error) {
  g_autoptr(DcWork) source = dc_store_work(request->store, edge->source, error);
  g_autoptr(DcWork) target = source != NULL ? dc_store_work(request->store, edge->target, error) : NULL;
  g_autoptr(DcEvidence) evidence =
      target != NULL ? dc_witness_ask(request->witness, edge->mention, error) : NULL;
  g_autofree char *force =
      evidence != NULL ? dc_answers_force(request->store, target, NULL, NULL, error) : NULL;
  if (force == NULL)
    return FALSE;
  g_autofree char *line = dc_answers_line(evidence);
  dc_output_integer(request->output, request->found);
  dc_output_integer(request->output, step);
  dc_output_text(request->output, source->name);
  dc_output_text(request->output, dc_relation_name(edge->relation));
  dc_output_text(request->output, target->name);
  dc_output_text(request->output, target->title);
  dc_output_text(request->output, target->path);
  dc_output_text(request->output, line);
  dc_output_text(request->output, force);
  dc_output_end_row(request->output);
  if (*force != '\0')
    dc_output_note(request->output, "%s: %s", target->name, force);
  dc_answers_quote(request->output, evidence);
  return TRUE;
}

static gboolean
only_implements(const GArray *chain) {
  for (guint i = 0; i < chain->len; i++) {
    if (g_array_index(chain, DcEdge, i).relation != DC_RELATION_IMPLEMENTS)
      return FALSE;
  }
  return TRUE;
}

static gboolean
print_paths(Request *request, const DcWork *from, const DcWork *to, GError **error) {
  guint extra = request->all ? EXTRA : 0, implements = 1u << DC_RELATION_IMPLEMENTS;
  g_autoptr(GPtrArray) chains =
      dc_paths(request->store, from->id, to->id, implements, extra, request->limit, error);
  if (chains != NULL && (request->all || chains->len == 0)) {
    g_autoptr(GPtrArray) others = dc_paths(request->store, from->id, to->id, 0, extra, request->limit, error);
    if (others == NULL)
      return FALSE;
    while (others->len > 0 && chains->len < request->limit) {
      GArray *chain = g_ptr_array_steal_index(others, 0);
      if (!only_implements(chain))
        g_ptr_array_add(chains, chain);
      else
        g_array_unref(chain);
    }
  }
  if (chains == NULL)
    return FALSE;
  for (guint i = 0; i < chains->len; i++) {
    const GArray *chain = g_ptr_array_index(chains, i);
    request->found++;
    for (guint step = 0; step < chain->len; step++) {
      if (!print_step(request, step + 1, &g_array_index(chain, DcEdge, step), error))
        return FALSE;
    }
  }
  return TRUE;
}

/* What is the matter: often the two were given the wrong way round. */
static gboolean
say_nothing(Request *request, const char *from, const char *to, const GPtrArray *sources,
            const GPtrArray *targets, GError **error) {
  for (guint s = 0; s < sources->len; s++) {
    for (guint t = 0; t < targets->len; t++) {
      const DcWork *source = g_ptr_array_index(sources, s), *target = g_ptr_array_index(targets, t);
      g_autoptr(GPtrArray) back = dc_paths(request->store, target->id, source->id, 0, 0, 1, error);
      if (back == NULL)
        return FALSE;
      if (back->len > 0) {
        dc_command_fail("path",
                        "no references lead from %s to %s; from %s to %s they do: danchieu path '%s' '%s'",
                        from, to, to, from, to, from);
        return TRUE;
      }
    }
  }
  dc_command_fail("path", "no references lead from %s to %s, nor back", from, to);
  return TRUE;
}

static int
run(const char *from, const char *to, Request *request, const DcCommandOptions *options) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_command_open(options);
  if (store == NULL)
    return DC_EXIT_ERROR;
  g_autoptr(GPtrArray) sources = dc_command_works("path", store, from, NULL);
  g_autoptr(GPtrArray) targets = dc_command_works("path", store, to, NULL);
  if (sources == NULL || targets == NULL)
    return DC_EXIT_ERROR;
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  request->store = store;
  request->witness = witness;
  request->output = dc_command_output(options);
  dc_output_table(request->output, NULL, NULL, fields, G_N_ELEMENTS(fields));
  gboolean ok = TRUE;
  for (guint s = 0; ok && s < sources->len; s++) {
    for (guint t = 0; ok && t < targets->len; t++)
      ok = print_paths(request, g_ptr_array_index(sources, s), g_ptr_array_index(targets, t), &error);
  }
  if (ok && request->found == 0 && sources->len > 0 && targets->len > 0)
    ok = say_nothing(request, from, to, sources, targets, &error);
  int code = dc_command_finish("path", request->output, request->found > 0);
  return ok ? code : dc_command_fail("path", "%s", error->message);
}

int
dc_cmd_path(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  Request request = {0};
  int limit = 20;
  gboolean done;
  const GOptionEntry entries[] = {
      {"all", 'a', 0, G_OPTION_ARG_NONE, &request.all, "Longer chains too", NULL},
      {"limit", 'n', 0, G_OPTION_ARG_INT, &limit, "At most so many chains (default 20)", "N"},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "FROM TO", "The chains of references from one work to another.",
                        description, entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc != 3)
    return dc_command_fail("path", "give two symbols, as in: danchieu path 171-KH/HU 29-NQ/TW");
  if (!dc_command_number("path", "--limit", limit, 1, G_MAXINT))
    return DC_EXIT_ERROR;
  request.limit = (guint)limit;
  return run(argv[1], argv[2], &request, &options);
}
