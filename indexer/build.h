/* Building the index: walk → read → extract on worker threads, one writer, bounded queues. */
#pragma once

#include "corpus/reader.h"
#include "indexer/store.h"

G_BEGIN_DECLS

typedef struct {
  guint files_seen, files_done;             /* files found, and dealt with */
  guint added, changed, unchanged, dropped; /* files */
  guint gone;                               /* files that are gone and whose documents still answer */
  guint kept;                               /* files that may be gone: what should hold them cannot be read */
  guint left_out;                           /* files of kinds that are not read: tables, slides, films */
  guint without_text;                       /* documents that are scans or only page headers */
  guint failed;                             /* paths and documents that could not be read */
  guint documents;                          /* read and put */
  guint64 bytes_seen, bytes_done;           /* of the files that must be read */
  guint64 text_bytes;                       /* of the texts put */
  gboolean walking;                         /* what was seen is not all yet */
  gboolean resolving;                       /* the references of what was read are being resolved */
} DcBuildProgress;

typedef struct {
  guint jobs;     /* worker threads; 0: one a core */
  gboolean prune; /* drop documents whose files are known to be gone */
  DcReadOptions read;
  /* Called in the caller's thread, a few times a second. May be NULL. */
  void (*progress)(const DcBuildProgress *progress, gpointer data);
  /* Called in the caller's thread for each document without text, each path that could not be read, and with
   * DC_STATUS_OK for each document that was cut. May be NULL. */
  void (*problem)(const char *path, DcStatus status, const char *message, gpointer data);
  gpointer data;
} DcBuildOptions;

/* Indexes files and folders into the store. FALSE only when the index itself could not be written; what was
 * committed before stays. */
gboolean dc_build_run(DcStore *store, const char *const *paths, const DcBuildOptions *options,
                      DcBuildProgress *result, GError **error);

G_END_DECLS
