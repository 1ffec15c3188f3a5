#include "tools/answers.h"

static const char description[] =
    "KEY is a symbol as people write it: 91-KL/TW, 43/KH-UBND. One that names several works is answered\n"
    "for each apart; KEY@DATE (43/KH-UBND@2022-02-24, 29-NQ/TW@2013) or --unit narrows it.\n\n"
    "Status:\n"
    "  implements  issued to carry the work out\n"
    "  cites       refers to it otherwise; the relation says how\n"
    "  indirect    refers to a work that refers to it (with --transitive); the chain is shown";

static GPtrArray *
find(DcStore *store, const DcWork *work, gpointer data, GError **error) {
  const gboolean *transitive = data;
  return dc_references_citing(store, work, *transitive, error);
}

int
dc_cmd_citing(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autofree char *unit = NULL;
  gboolean transitive = FALSE;
  gboolean done;
  const GOptionEntry entries[] = {
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &unit, "Only works of this unit (\"Hà Tĩnh\")", "UNIT"},
      {"transitive", 't', 0, G_OPTION_ARG_NONE, &transitive, "Also what reaches it through others", NULL},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY…", "Everything that refers to a work.", description, entries,
                        &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  return dc_answers_run("citing", argc, argv, unit, &options, "What refers to", find, &transitive);
}
