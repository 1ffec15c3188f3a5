#include "tools/command.h"

DcStore *
dc_command_open(const DcCommandOptions *options) {
  g_autofree char *path = options->db != NULL ? g_strdup(options->db) : dc_store_default_path();
  g_autoptr(GError) error = NULL;
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    fprintf(stderr,
            "danchieu: there is no index at %s: make one with “danchieu index FOLDER”, or name yours with "
            "--db FILE\n",
            path);
    return NULL;
  }
  DcStore *store = dc_store_open(path, DC_STORE_READ, &error);
  if (store == NULL)
    fprintf(stderr, "danchieu: %s\n", error->message);
  return store;
}
