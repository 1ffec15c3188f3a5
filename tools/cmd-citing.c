#include "query/reach.h"
#include "tools/answers.h"

static const char description[] =
    "KEY is a symbol as people write it: 91-KL/TW, 43/KH-UBND. One that names several works is answered\n"
    "for each apart; KEY@DATE (43/KH-UBND@2022-02-24, 29-NQ/TW@2013) or --unit narrows it.\n\n"
    "Status:\n"
    "  implements  issued to carry the work out\n"
    "  cites       refers to it otherwise; the relation says how\n"
    "  indirect    refers to a work that refers to it (with --transitive); the chain is shown\n"
    "  ambiguous   has a citation that may be it or another act (--strict leaves it out)";

typedef struct {
  gboolean up, transitive;
} Request;

static GPtrArray *
find(DcStore *store, const DcWork *work, gpointer data, GError **error) {
  const Request *request = data;
  DcDirection direction = request->up ? DC_EDGES_OUT : DC_EDGES_IN;
  g_autoptr(GPtrArray) answers =
      dc_references_of(store, work, direction, DC_RELATIONS_ALL, request->transitive, error);
  gboolean ok = answers != NULL && dc_references_add_undecided(store, work, direction, answers, error);
  return ok ? g_steal_pointer(&answers) : NULL;
}

int
dc_cmd_citing(int argc, char **argv) {
  g_auto(DcAnswerOptions) options = {0};
  Request request = {0};
  gboolean done;
  const GOptionEntry entries[] = {
      {"up", 0, 0, G_OPTION_ARG_NONE, &request.up, "What KEY itself refers to", NULL},
      {"transitive", 't', 0, G_OPTION_ARG_NONE, &request.transitive, "Also what is reached through others",
       NULL},
      DC_ANSWER_OF_ENTRIES(options),
      DC_STRICT_ENTRY(options.strict),
      DC_ANSWER_ENTRIES(options),
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY…", "Everything that refers to a work.", description, entries,
                        &options.common, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  options.cited |= request.up; /* what a plan rests on is mostly not in the corpus */
  return dc_answers_run("citing", argc, argv, &options,
                        request.up ? "What is referred to by" : "What refers to", find, &request);
}
