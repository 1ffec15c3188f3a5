#include "tools/answers.h"

static const char description[] =
    "KEY is a symbol as people write it: 91-KL/TW, 43/KH-UBND. One that names several works is answered\n"
    "for each apart; KEY@DATE (43/KH-UBND@2022-02-24, 29-NQ/TW@2013) or --unit narrows it.\n\n"
    "Status:\n"
    "  implements  issued to carry the work out\n"
    "  indirect    carries out a work that was itself issued to carry it out; the chain is shown";

static GPtrArray *
find(DcStore *store, const DcWork *work, gpointer data, GError **error) {
  (void)data;
  return dc_references_implements(store, work, error);
}

int
dc_cmd_implements(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autofree char *unit = NULL;
  gboolean done;
  const GOptionEntry entries[] = {
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &unit, "Only works of this unit (\"Hà Tĩnh\")", "UNIT"},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY…",
                        "Documents issued to carry a work out, directly or through others.", description,
                        entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  return dc_answers_run("implements", argc, argv, unit, &options, "What implements", find, NULL);
}
