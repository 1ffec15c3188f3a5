#include "indexer/build.h"

#include "corpus/error.h"
#include "indexer/pipeline.h"

#include <string.h>

#define BATCH_BYTES (64u * 1024 * 1024) /* of files; a batch is committed at once */
#define BATCH_FILES 20000
#define BATCH_TIME (60 * G_USEC_PER_SEC) /* scans are small and slow */
#define COMMITS_APART 4                  /* times what the last commit took */
#define WAIT (G_USEC_PER_SEC / 10)
#define REPORT_EVERY (G_USEC_PER_SEC / 4)

typedef struct {
  DcStore *store;
  const DcBuildOptions *options;
  DcBuildProgress *progress;
  DcPipeline *pipeline;
  gint64 file;   /* whose documents are being put; 0: none */
  gboolean open; /* a transaction is */
  guint64 batch_bytes;
  guint batch_files;
  gint64 batch_start; /* when it was opened */
  gint64 commit_time; /* that the last commit took */
  gint64 reported;
  guint touched; /* files that only bear a new time */
} Build;

static void
report(Build *build, gboolean now) {
  gint64 time = g_get_monotonic_time();
  if (!build->options->progress || (!now && time - build->reported < REPORT_EVERY))
    return;
  build->reported = time;
  if (build->pipeline)
    dc_pipeline_count(build->pipeline, build->progress);
  build->progress->unchanged += build->touched;
  build->options->progress(build->progress, build->options->data);
}

static void
tell(Build *build, const char *path, DcStatus status, const char *message) {
  if (status == DC_STATUS_NO_TEXT)
    build->progress->without_text++;
  else if (status != DC_STATUS_OK)
    build->progress->failed++;
  if (build->options->problem)
    build->options->problem(path, status, message ? message : "", build->options->data);
}

/* ---- batches ---- */

static gboolean
open_batch(Build *build, GError **error) {
  if (!build->open) {
    build->open = dc_store_begin(build->store, error);
    build->batch_start = g_get_monotonic_time();
  }
  return build->open;
}

static gboolean
close_batch(Build *build, GError **error) {
  if (!build->open)
    return TRUE;
  build->progress->resolving = TRUE;
  report(build, TRUE);
  build->open = FALSE;
  build->batch_bytes = 0;
  build->batch_files = 0;
  gint64 start = g_get_monotonic_time();
  if (!dc_store_commit(build->store, error)) {
    dc_store_rollback(build->store);
    return FALSE;
  }
  build->commit_time = g_get_monotonic_time() - start;
  build->progress->resolving = FALSE;
  return TRUE;
}

/* A commit resolves again whatever the batch touches, which in a large index is most of it: the more a commit
 * costs, the farther apart they are, so that a run stays linear and a crash loses little. */
static gboolean
is_batch_full(const Build *build) {
  gint64 lasted = g_get_monotonic_time() - build->batch_start;
  return (build->batch_bytes >= BATCH_BYTES || build->batch_files >= BATCH_FILES || lasted >= BATCH_TIME) &&
         lasted >= COMMITS_APART * build->commit_time;
}

/* Between files only, so that no file is ever half in the index. */
static gboolean
file_through(Build *build, gint64 bytes, GError **error) {
  build->file = 0;
  build->batch_bytes += (guint64)bytes;
  build->batch_files++;
  return !is_batch_full(build) || close_batch(build, error);
}

/* ---- pieces ---- */

static gboolean
begin_file(Build *build, const DcPiece *piece, GError **error) {
  if (build->file)
    return TRUE;
  if (!open_batch(build, error))
    return FALSE;
  if (piece->known)
    build->progress->changed++;
  else
    build->progress->added++;
  build->file = dc_store_put_file(build->store, piece->root, piece->path, &piece->stamp, error);
  return build->file != 0;
}

static gboolean
put_entry(Build *build, const DcPiece *piece, GError **error) {
  g_autoptr(DcEntry) entry = piece->entry;
  const DcDocument *document = dc_entry_document(entry);
  if (!begin_file(build, piece, error))
    return FALSE;
  if (document->status != DC_STATUS_OK || document->message)
    tell(build, document->path, document->status, document->message);
  build->progress->documents++;
  build->progress->text_bytes += dc_entry_text_bytes(entry);
  return dc_store_put(build->store, build->file, entry, error);
}

static gboolean
end_file(Build *build, const DcPiece *piece, GError **error) {
  if (!piece->unchanged)
    return begin_file(build, piece, error) && file_through(build, piece->stamp.size, error);
  build->touched++;
  return open_batch(build, error) && dc_store_touch(build->store, piece->path, &piece->stamp, error) &&
         file_through(build, 0, error);
}

static gboolean
take_all(Build *build, GError **error) {
  for (;;) {
    DcPiece piece = dc_pipeline_next(build->pipeline, WAIT);
    report(build, FALSE);
    switch (piece.kind) {
    case DC_PIECE_NONE:
      break;
    case DC_PIECE_DONE:
      return close_batch(build, error);
    case DC_PIECE_PROBLEM:
      tell(build, piece.path, DC_STATUS_UNREADABLE, piece.message);
      break;
    case DC_PIECE_ENTRY:
      if (!put_entry(build, &piece, error))
        return FALSE;
      break;
    case DC_PIECE_FILE:
      if (!end_file(build, &piece, error))
        return FALSE;
      break;
    }
  }
}

/* ---- files that are gone ---- */

typedef struct {
  const char *root; /* its name in the index */
  GHashTable *gone; /* names; owned, as those of `unknown` */
  GHashTable *unknown;
} Absent;

static gboolean
collect_absent(const char *path, const char *root G_GNUC_UNUSED, gpointer data) {
  Absent *absent = data;
  DcFileState state = dc_pipeline_state(path, absent->root);
  if (state != DC_FILE_THERE)
    g_hash_table_add(state == DC_FILE_GONE ? absent->gone : absent->unknown, g_strdup(path));
  return TRUE;
}

static gboolean
drop_gone(Build *build, GHashTable *gone, GError **error) {
  g_autoptr(GList) paths = g_list_sort(g_hash_table_get_keys(gone), (GCompareFunc)strcmp);
  for (const GList *path = paths; path; path = path->next) {
    if (!open_batch(build, error) || !dc_store_drop(build->store, path->data, error) ||
        !file_through(build, 0, error))
      return FALSE;
    build->progress->dropped++;
  }
  return close_batch(build, error);
}

/* What one place cannot tell, another one that holds it may. */
static gboolean
settle_absent(Build *build, const char *const *roots, GError **error) {
  g_autoptr(GHashTable) gone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) unknown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; roots[i]; i++) {
    g_autofree char *path = g_canonicalize_filename(roots[i], NULL);
    g_autofree char *name = dc_pipeline_name(path);
    Absent absent = {name, gone, unknown};
    if (!dc_store_each_file(build->store, name, collect_absent, &absent, error))
      return FALSE;
  }
  GHashTableIter iter;
  gpointer path;
  g_hash_table_iter_init(&iter, gone);
  while (g_hash_table_iter_next(&iter, &path, NULL))
    g_hash_table_remove(unknown, path);
  build->progress->kept = g_hash_table_size(unknown);
  if (build->options->prune)
    return drop_gone(build, gone, error);
  build->progress->gone = g_hash_table_size(gone);
  return TRUE;
}

/* ---- */

static gboolean
run(Build *build, const char *const *paths, GError **error) {
  build->pipeline = dc_pipeline_new(dc_store_path(build->store), paths, build->options, error);
  gboolean done = build->pipeline && take_all(build, error);
  if (build->pipeline)
    dc_pipeline_count(build->pipeline, build->progress);
  build->progress->unchanged += build->touched;
  build->touched = 0;
  g_clear_pointer(&build->pipeline, dc_pipeline_free);
  done = done && settle_absent(build, paths, error);
  report(build, TRUE);
  return done;
}

gboolean
dc_build_run(DcStore *store, const char *const *paths, const DcBuildOptions *options, DcBuildProgress *result,
             GError **error) {
  Build build = {.store = store, .options = options, .progress = result};
  *result = (DcBuildProgress){.walking = TRUE};
  if (run(&build, paths, error))
    return TRUE;
  dc_store_rollback(store);
  return FALSE;
}
