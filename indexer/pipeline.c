#include "indexer/pipeline.h"

#include "corpus/walk.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define TASKS_MAX 100000             /* found, not yet read */
#define HELD_MAX (64u * 1024 * 1024) /* bytes of entries made, not yet taken */
#define BIG_FILE (16u * 1024 * 1024) /* read by one worker at a time */
#define HASH_BUFFER (64u * 1024)

extern const gint64 dc_analysis; /* changes with whatever decides what a document says */

/* A file on its way through, in the order of the walk. */
typedef struct {
  char *file; /* on disk; NULL for a problem */
  char *name, *root;
  char *message; /* of a problem */
  DcFileStamp stamp, old;
  gboolean known;
  gboolean again;   /* read though its bytes are known */
  GQueue entries;   /* of DcEntry* */
  gboolean changed; /* it was read */
  gboolean done;    /* no entry will follow */
} Slot;

/* Locks are those of POSIX, not of GLib: ThreadSanitizer sees through them. */
struct _DcPipeline {
  char *index;
  char **roots;
  DcBuildOptions options;
  guint jobs;
  GThread *walker, **workers;
  pthread_mutex_t mutex; /* guards all that follows, and the slots */
  pthread_cond_t ready;  /* something for the caller */
  pthread_cond_t tasks;  /* something for a worker, or room for the walker */
  pthread_cond_t room;   /* room for an entry */
  pthread_mutex_t big;   /* held while a big file is read */
  GQueue slots;          /* of Slot*, from the walk to the caller */
  GQueue unread;         /* of Slot*, not yet taken by a worker */
  Slot *taken;           /* whose pieces the caller was last given */
  gsize held;
  gboolean walking, stop;
  guint files_seen, files_done, unchanged, left_out;
  guint64 bytes_seen, bytes_done;
};

/* ---- names ---- */

char *
dc_pipeline_name(const char *path) {
  if (g_utf8_validate(path, -1, NULL))
    return g_strdup(path);
  GString *name = g_string_new(NULL);
  for (const char *at = path, *end; *at; at = end) {
    g_utf8_validate(at, -1, &end);
    g_string_append_len(name, at, end - at);
    if (*end)
      g_string_append_printf(name, "\\x%02X", (guint8)*end++);
  }
  return g_string_free(name, FALSE);
}

static char *
path_of_name(const char *name) {
  GString *path = g_string_new(NULL);
  for (const char *at = name; *at;)
    if (at[0] == '\\' && at[1] == 'x' && g_ascii_isxdigit(at[2]) && g_ascii_isxdigit(at[3])) {
      g_string_append_c(path, (char)(g_ascii_xdigit_value(at[2]) * 16 + g_ascii_xdigit_value(at[3])));
      at += 4;
    } else {
      g_string_append_c(path, *at++);
    }
  return g_string_free(path, FALSE);
}

static gboolean
is_absent(const char *path) {
  GStatBuf status;
  return g_stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* Whether a folder, of which something is absent, shows that it is gone. */
static gboolean
is_folder_readable(const char *path) {
  GStatBuf status;
  return g_stat(path, &status) == 0 && S_ISDIR(status.st_mode) && g_access(path, R_OK | X_OK) == 0;
}

DcFileState
dc_pipeline_state(const char *name, const char *root) {
  g_autofree char *path = path_of_name(name), *top = path_of_name(root);
  if (!is_absent(name) || !is_absent(path))
    return g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(name, G_FILE_TEST_EXISTS) ? DC_FILE_THERE
                                                                                          : DC_FILE_UNKNOWN;
  g_autofree char *folder = g_path_get_dirname(path);
  for (;;) {
    GStatBuf status;
    if (g_lstat(folder, &status) == 0) /* a link that leads nowhere is a folder that cannot be read */
      return is_folder_readable(folder) ? DC_FILE_GONE : DC_FILE_UNKNOWN;
    if (!is_absent(folder) || strlen(folder) <= strlen(top))
      return DC_FILE_UNKNOWN;
    char *above = g_path_get_dirname(folder);
    g_free(folder);
    folder = above;
  }
}

/* ---- slots ---- */

static void
slot_free(Slot *slot) {
  if (!slot)
    return;
  g_free(slot->file);
  g_free(slot->name);
  g_free(slot->root);
  g_free(slot->message);
  for (DcEntry *entry; (entry = g_queue_pop_head(&slot->entries));)
    dc_entry_free(entry);
  g_free(slot);
}

static void
slot_free_func(gpointer slot) {
  slot_free(slot);
}

/* ---- the walker ---- */

typedef struct {
  DcPipeline *pipeline;
  DcStore *store;
  const char *root; /* absolute */
  char *name;       /* of the root */
} Walking;

static gboolean
enqueue(DcPipeline *pipeline, Slot *slot) {
  pthread_mutex_lock(&pipeline->mutex);
  while (g_queue_get_length(&pipeline->unread) >= TASKS_MAX && !pipeline->stop)
    pthread_cond_wait(&pipeline->tasks, &pipeline->mutex);
  gboolean go_on = !pipeline->stop;
  g_queue_push_tail(&pipeline->slots, slot);
  if (slot->file) {
    pipeline->files_seen++;
    pipeline->bytes_seen += (guint64)slot->stamp.size;
    g_queue_push_tail(&pipeline->unread, slot);
    pthread_cond_broadcast(&pipeline->tasks);
  } else {
    pthread_cond_signal(&pipeline->ready);
  }
  pthread_mutex_unlock(&pipeline->mutex);
  return go_on;
}

static gboolean
skip_unchanged(DcPipeline *pipeline) {
  pthread_mutex_lock(&pipeline->mutex);
  pipeline->files_seen++;
  pipeline->files_done++;
  pipeline->unchanged++;
  gboolean go_on = !pipeline->stop;
  pthread_mutex_unlock(&pipeline->mutex);
  return go_on;
}

/* The same bytes would come out otherwise now. */
static gboolean
wants_again(const Walking *walking, const Slot *slot, const char *path) {
  const DcReadOptions *options = &walking->pipeline->options.read;
  return g_access(path, R_OK) == 0 && (slot->old.analysis != dc_analysis || options->encoding ||
                                       dc_store_wants_again(walking->store, slot->name, options->ocr));
}

static gboolean
found(const char *path, const char *problem, gpointer data) {
  Walking *walking = data;
  GStatBuf status = {0};
  Slot *slot = g_new0(Slot, 1);
  slot->name = dc_pipeline_name(path);
  slot->root = g_strdup(walking->name);
  g_queue_init(&slot->entries);
  if (problem) {
    slot->message = g_strdup(problem);
    slot->done = TRUE;
    return enqueue(walking->pipeline, slot);
  }
  if (g_stat(path, &status) == 0)
    slot->stamp =
        (DcFileStamp){.size = status.st_size,
                      .mtime_ns = (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec,
                      .analysis = dc_analysis};
  slot->known = dc_store_stamp(walking->store, slot->name, &slot->old);
  slot->again = slot->known && wants_again(walking, slot, path);
  if (slot->known && !slot->again && slot->old.size == slot->stamp.size &&
      slot->old.mtime_ns == slot->stamp.mtime_ns) {
    slot_free(slot);
    return skip_unchanged(walking->pipeline);
  }
  slot->file = g_strdup(path);
  return enqueue(walking->pipeline, slot);
}

static gpointer
walk(gpointer data) {
  DcPipeline *pipeline = data;
  g_autoptr(DcStore) store = dc_store_open(pipeline->index, DC_STORE_READ, NULL);
  gboolean go_on = store != NULL;
  guint left_out = 0;
  for (char **root = pipeline->roots; *root && go_on; root++) {
    g_autofree char *path = g_canonicalize_filename(*root, NULL);
    g_autofree char *name = dc_pipeline_name(path);
    Walking walking = {pipeline, store, path, name};
    go_on = dc_walk(path, found, &left_out, &walking);
  }
  pthread_mutex_lock(&pipeline->mutex);
  pipeline->left_out = left_out;
  pipeline->walking = FALSE;
  pthread_cond_broadcast(&pipeline->tasks);
  pthread_cond_signal(&pipeline->ready);
  pthread_mutex_unlock(&pipeline->mutex);
  return NULL;
}

/* ---- the workers ---- */

/* 64 bits of the MD5 of the file; 0 when it cannot be read. */
static gint64
hash_file(const char *path) {
  FILE *file = fopen(path, "rbe");
  if (!file)
    return 0;
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
  g_autofree guchar *buffer = g_malloc(HASH_BUFFER);
  gsize n;
  while ((n = fread(buffer, 1, HASH_BUFFER, file)) > 0)
    g_checksum_update(sum, buffer, (gssize)n);
  gboolean failed = ferror(file);
  fclose(file);
  guint8 digest[16];
  gsize len = sizeof digest;
  g_checksum_get_digest(sum, digest, &len);
  gint64 hash = 0;
  memcpy(&hash, digest, sizeof hash);
  return failed ? 0 : hash;
}

typedef struct {
  DcPipeline *pipeline;
  Slot *slot;
} Reading;

/* Gives an entry to the caller, once there is room for it. The file that the caller waits for always has room
 * for one, so nobody waits for ever. */
static gboolean
hand_over(DcPipeline *pipeline, Slot *slot, DcEntry *entry) {
  pthread_mutex_lock(&pipeline->mutex);
  while (!pipeline->stop && pipeline->held + dc_entry_size(entry) > HELD_MAX &&
         !(g_queue_peek_head(&pipeline->slots) == slot && g_queue_is_empty(&slot->entries)))
    pthread_cond_wait(&pipeline->room, &pipeline->mutex);
  gboolean go_on = !pipeline->stop;
  pipeline->held += dc_entry_size(entry);
  g_queue_push_tail(&slot->entries, entry);
  pthread_cond_signal(&pipeline->ready);
  pthread_mutex_unlock(&pipeline->mutex);
  return go_on;
}

static gboolean
document_read(DcDocument *document, gpointer data) {
  Reading *reading = data;
  const Slot *slot = reading->slot;
  if (strcmp(slot->file, slot->name) != 0 && !strstr(document->path, "!/")) {
    g_free(document->path); /* not UTF-8: by the name that the index can tell from others */
    document->path = g_strdup(slot->name);
  }
  DcEntry *entry = dc_entry_new(document, dc_extract_with_titles(document));
  return hand_over(reading->pipeline, reading->slot, entry);
}

static void
read_slot(DcPipeline *pipeline, Slot *slot) {
  Reading reading = {pipeline, slot};
  gsize max = pipeline->options.read.max_bytes ? pipeline->options.read.max_bytes : DC_READER_MAX_BYTES;
  gboolean big = slot->stamp.size > BIG_FILE;
  if (big)
    pthread_mutex_lock(&pipeline->big);
  if ((guint64)slot->stamp.size <= max && g_file_test(slot->file, G_FILE_TEST_IS_REGULAR))
    slot->stamp.hash = hash_file(slot->file);
  slot->changed = !slot->known || slot->again || slot->stamp.size != slot->old.size ||
                  slot->stamp.hash == 0 || slot->stamp.hash != slot->old.hash;
  if (slot->changed)
    dc_reader_read(slot->file, &pipeline->options.read, document_read, &reading);
  if (big)
    pthread_mutex_unlock(&pipeline->big);
}

static gpointer
work(gpointer data) {
  DcPipeline *pipeline = data;
  pthread_mutex_lock(&pipeline->mutex);
  while (!pipeline->stop) {
    Slot *slot = g_queue_pop_head(&pipeline->unread);
    if (!slot && !pipeline->walking)
      break;
    if (!slot) {
      pthread_cond_wait(&pipeline->tasks, &pipeline->mutex);
      continue;
    }
    pthread_cond_broadcast(&pipeline->tasks);
    pthread_mutex_unlock(&pipeline->mutex);
    read_slot(pipeline, slot);
    pthread_mutex_lock(&pipeline->mutex);
    slot->done = TRUE;
    pipeline->files_done++;
    pipeline->bytes_done += (guint64)slot->stamp.size;
    pthread_cond_signal(&pipeline->ready);
  }
  pthread_mutex_unlock(&pipeline->mutex);
  return NULL;
}

/* ---- the caller's side ---- */

static void
init_monotonic(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

DcPipeline *
dc_pipeline_new(const char *index, const char *const *roots, const DcBuildOptions *options, GError **error) {
  DcPipeline *pipeline = g_new0(DcPipeline, 1);
  pipeline->index = g_strdup(index);
  pipeline->roots = g_strdupv((char **)roots);
  pipeline->options = *options;
  pipeline->jobs = CLAMP(options->jobs ? options->jobs : g_get_num_processors(), 1, 64);
  pipeline->walking = TRUE;
  pthread_mutex_init(&pipeline->mutex, NULL);
  pthread_mutex_init(&pipeline->big, NULL);
  init_monotonic(&pipeline->ready);
  pthread_cond_init(&pipeline->tasks, NULL);
  pthread_cond_init(&pipeline->room, NULL);
  g_queue_init(&pipeline->slots);
  g_queue_init(&pipeline->unread);
  pipeline->workers = g_new0(GThread *, pipeline->jobs);
  pipeline->walker = g_thread_try_new("walk", walk, pipeline, error);
  for (guint i = 0; pipeline->walker && i < pipeline->jobs; i++)
    if (!(pipeline->workers[i] = g_thread_try_new("read", work, pipeline, i == 0 ? error : NULL)))
      break;
  if (pipeline->walker && pipeline->workers[0])
    return pipeline;
  dc_pipeline_free(pipeline);
  return NULL;
}

void
dc_pipeline_free(DcPipeline *pipeline) {
  if (!pipeline)
    return;
  pthread_mutex_lock(&pipeline->mutex);
  pipeline->stop = TRUE;
  pthread_cond_broadcast(&pipeline->tasks);
  pthread_cond_broadcast(&pipeline->room);
  pthread_mutex_unlock(&pipeline->mutex);
  if (pipeline->walker)
    g_thread_join(pipeline->walker);
  for (guint i = 0; i < pipeline->jobs && pipeline->workers[i]; i++)
    g_thread_join(pipeline->workers[i]);
  g_queue_clear(&pipeline->unread);
  g_queue_clear_full(&pipeline->slots, slot_free_func);
  slot_free(pipeline->taken);
  pthread_mutex_destroy(&pipeline->mutex);
  pthread_mutex_destroy(&pipeline->big);
  pthread_cond_destroy(&pipeline->ready);
  pthread_cond_destroy(&pipeline->tasks);
  pthread_cond_destroy(&pipeline->room);
  g_free(pipeline->workers);
  g_strfreev(pipeline->roots);
  g_free(pipeline->index);
  g_free(pipeline);
}

/* What can be given right now. */
static DcPiece
take(DcPipeline *pipeline) {
  Slot *slot = g_queue_peek_head(&pipeline->slots);
  if (!slot)
    return (DcPiece){.kind = pipeline->walking ? DC_PIECE_NONE : DC_PIECE_DONE};
  DcEntry *entry = g_queue_pop_head(&slot->entries);
  if (!entry && !slot->done)
    return (DcPiece){.kind = DC_PIECE_NONE};
  DcPiece piece = {.kind = entry        ? DC_PIECE_ENTRY
                           : slot->file ? DC_PIECE_FILE
                                        : DC_PIECE_PROBLEM,
                   .path = slot->name,
                   .root = slot->root,
                   .message = slot->message,
                   .stamp = slot->stamp,
                   .known = slot->known,
                   .unchanged = !slot->changed,
                   .entry = entry};
  if (entry) {
    pipeline->held -= dc_entry_size(entry);
  } else {
    slot_free(pipeline->taken);
    pipeline->taken = g_queue_pop_head(&pipeline->slots);
  }
  pthread_cond_broadcast(&pipeline->room);
  return piece;
}

DcPiece
dc_pipeline_next(DcPipeline *pipeline, gint64 wait) {
  gint64 until = g_get_monotonic_time() + wait;
  struct timespec time = {.tv_sec = until / G_USEC_PER_SEC, .tv_nsec = until % G_USEC_PER_SEC * 1000};
  pthread_mutex_lock(&pipeline->mutex);
  DcPiece piece = take(pipeline);
  while (piece.kind == DC_PIECE_NONE &&
         pthread_cond_timedwait(&pipeline->ready, &pipeline->mutex, &time) == 0)
    piece = take(pipeline);
  pthread_mutex_unlock(&pipeline->mutex);
  return piece;
}

void
dc_pipeline_count(DcPipeline *pipeline, DcBuildProgress *progress) {
  pthread_mutex_lock(&pipeline->mutex);
  progress->files_seen = pipeline->files_seen;
  progress->files_done = pipeline->files_done;
  progress->unchanged = pipeline->unchanged;
  progress->left_out = pipeline->left_out;
  progress->bytes_seen = pipeline->bytes_seen;
  progress->bytes_done = pipeline->bytes_done;
  progress->walking = pipeline->walking;
  pthread_mutex_unlock(&pipeline->mutex);
}
