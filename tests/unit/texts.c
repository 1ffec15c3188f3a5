#include "texts.h"

#include <glib/gstdio.h>

#include "indexer/build.h"

Texts
texts_index(const TextsFile *files) {
  g_autoptr(GError) error = NULL;
  Texts made = {g_dir_make_tmp("danchieu-texts-XXXXXX", NULL), NULL, NULL};
  g_autofree char *texts = g_build_filename(made.folder, "texts", NULL);
  g_mkdir(texts, 0755);
  for (gsize i = 0; files[i].name; i++) {
    g_autofree char *path = g_build_filename(texts, files[i].name, NULL);
    g_assert_true(g_file_set_contents(path, files[i].text, -1, NULL));
  }
  made.db = g_build_filename(made.folder, "index.db", NULL);
  g_autoptr(DcStore) writer = dc_store_open(made.db, DC_STORE_WRITE, &error);
  g_assert_no_error(error);
  const char *const paths[] = {texts, NULL};
  const DcBuildOptions options = {.jobs = 1};
  DcBuildProgress progress = {0};
  g_assert_true(dc_build_run(writer, paths, &options, &progress, &error));
  made.store = dc_store_open(made.db, DC_STORE_READ, &error);
  g_assert_no_error(error);
  return made;
}

void
texts_clear(Texts *texts) {
  dc_store_close(texts->store);
  g_autofree char *command = g_strdup_printf("rm -rf -- '%s'", texts->folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  g_free(texts->folder);
  g_free(texts->db);
}
