#include "query/reach.h"
#include "tools/answers.h"

static const char description[] =
    "KEY is a symbol as people write it: 91-KL/TW, 43/KH-UBND. One that names several works is answered\n"
    "for each apart; KEY@DATE (43/KH-UBND@2022-02-24, 29-NQ/TW@2013) or --unit narrows it.\n\n"
    "Status:\n"
    "  implements  issued to carry the work out\n"
    "  indirect    carries out a work that was itself issued to carry it out; the chain is shown";

typedef struct {
  gboolean up;
} Request;

static GPtrArray *
find(DcStore *store, const DcWork *work, gpointer data, GError **error) {
  const Request *request = data;
  return dc_references_of(store, work, request->up ? DC_EDGES_OUT : DC_EDGES_IN, 1u << DC_RELATION_IMPLEMENTS,
                          TRUE, error);
}

int
dc_cmd_implements(int argc, char **argv) {
  g_auto(DcAnswerOptions) options = {0};
  Request request = {0};
  gboolean done, always = TRUE; /* others' plans are always followed: who asks for it as with citing may */
  const GOptionEntry entries[] = {
      {"up", 0, 0, G_OPTION_ARG_NONE, &request.up, "What KEY itself carries out, to the top", NULL},
      {"transitive", 't', 0, G_OPTION_ARG_NONE, &always, "Also through others, as is done without it", NULL},
      DC_ANSWER_OF_ENTRIES(options),
      DC_ANSWER_ENTRIES(options),
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY…",
                        "Documents issued to carry a work out, directly or through others.", description,
                        entries, &options.common, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  options.cited |= request.up; /* what a plan rests on is mostly not in the corpus */
  return dc_answers_run("implements", argc, argv, &options,
                        request.up ? "What is implemented by" : "What implements", find, &request);
}
