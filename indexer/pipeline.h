/* From folders to entries: one thread walks, others read and extract, and the caller takes what comes out, in
 * the order of the walk whatever thread was faster. Queues are bounded, so memory does not grow with the
 * corpus. */
#pragma once

#include "indexer/build.h"

G_BEGIN_DECLS

typedef struct _DcPipeline DcPipeline;

typedef enum {
  DC_PIECE_NONE,    /* nothing yet: waited in vain */
  DC_PIECE_PROBLEM, /* `path` could not be walked, because of `message` */
  DC_PIECE_ENTRY,   /* a document of the file */
  DC_PIECE_FILE,    /* the file is through */
  DC_PIECE_DONE     /* all is through */
} DcPieceKind;

typedef struct {
  DcPieceKind kind;
  const char *path; /* as the index names the file; until the next piece is taken */
  const char *root;
  const char *message;
  DcFileStamp stamp;
  gboolean known;     /* the index holds the file already */
  gboolean unchanged; /* FILE: only its time is new, there was no entry */
  DcEntry *entry;     /* ENTRY: the caller's */
} DcPiece;

/* Starts the threads. What stands unchanged in the index at `index` is left out. `roots` end with NULL. */
DcPipeline *dc_pipeline_new(const char *index, const char *const *roots, const DcBuildOptions *options,
                            GError **error);
/* Stops the threads, wherever they are. */
void dc_pipeline_free(DcPipeline *pipeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcPipeline, dc_pipeline_free)

/* Waits up to `wait` microseconds. */
DcPiece dc_pipeline_next(DcPipeline *pipeline, gint64 wait);
/* Adds what walk and workers have counted: files_seen, files_done, unchanged, bytes_seen, bytes_done,
 * walking. */
void dc_pipeline_count(DcPipeline *pipeline, DcBuildProgress *progress);

/* The name under which the index keeps a file: the path, with bytes that are not UTF-8 as \xHH. New string.
 */
char *dc_pipeline_name(const char *path);

typedef enum {
  DC_FILE_THERE,
  DC_FILE_GONE,   /* the folder that held it, or one over that up to the root, is there and lacks it */
  DC_FILE_UNKNOWN /* what should hold it cannot be read: a root that was moved, a drive that is off */
} DcFileState;

/* What is known of the file that a name stands for; `root`: the name of the place under which it is looked
 * for. */
DcFileState dc_pipeline_state(const char *name, const char *root);

G_END_DECLS
