#include "corpus/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus/worker-wire.h"

/* A worker is replaced after so many files, whatever a parser may have leaked. */
#define MAX_FILES 1000

typedef struct {
  pid_t pid;
  int socket;
  guint files;
} Worker;

static gpointer
find_program(gpointer unused G_GNUC_UNUSED) {
  const char *named = g_getenv("DANCHIEU_READER");
  if (named)
    return *named ? g_strdup(named) : NULL;
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname(self) : NULL;
  g_autofree char *beside = folder ? g_build_filename(folder, "danchieu-reader", NULL) : NULL;
  if (beside && g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer(&beside);
  static const char installed[] = DANCHIEU_LIBEXECDIR "/danchieu-reader";
  return g_file_test(installed, G_FILE_TEST_IS_EXECUTABLE) ? g_strdup(installed) : NULL;
}

static const char *
program(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, find_program, NULL);
}

/* Ends a worker and says how: its wait status. */
static int
stop(Worker *worker) {
  int status = 0;
  kill(worker->pid, SIGKILL);
  close(worker->socket);
  while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_free(worker);
  return status;
}

static void
stop_at_thread_end(gpointer data) {
  stop(data);
}

static GPrivate of_thread = G_PRIVATE_INIT(stop_at_thread_end);

static Worker *
start(const char *path) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    return NULL;
  Worker *worker = g_new0(Worker, 1);
  char *const argv[] = {(char *)path, (char *)"--serve", NULL};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, sockets[1], STDIN_FILENO);
  /* Some parsers print what they think of a damaged file. */
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__ /* what those say is to be seen */
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
  int failed = posix_spawn(&worker->pid, path, &actions, NULL, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(sockets[1]);
  worker->socket = sockets[0];
  if (!failed)
    return worker;
  close(sockets[0]);
  g_free(worker);
  return NULL;
}

static gboolean
send_request(const Worker *worker, const char *format, const guint8 *bytes, gsize len, const char *path,
             const DcReadOptions *options, gint64 deadline, gboolean *timed_out) {
  guint32 encoding_len = options->encoding ? (guint32)strlen(options->encoding) : DC_WIRE_ABSENT;
  DcWireRequest head = {.magic = DC_WIRE_MAGIC,
                        .ocr = options->ocr != 0,
                        .seconds = options->seconds ? options->seconds : DC_WORKER_SECONDS,
                        .format_len = (guint32)strlen(format),
                        .path_len = (guint32)strlen(path),
                        .encoding_len = encoding_len,
                        .len = len};
  return dc_wire_send(worker->socket, &head, sizeof head, deadline, timed_out) &&
         dc_wire_send(worker->socket, format, head.format_len, deadline, timed_out) &&
         dc_wire_send(worker->socket, path, head.path_len, deadline, timed_out) &&
         (!options->encoding ||
          dc_wire_send(worker->socket, options->encoding, encoding_len, deadline, timed_out)) &&
         dc_wire_send(worker->socket, bytes, len, deadline, timed_out);
}

/* The document of a file on which the worker was lost. */
static DcDocument *
lost(const char *format, const char *path, int status, gboolean timed_out) {
  DcDocument *document = dc_document_new(path);
  document->format = format;
  if (timed_out || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
    dc_document_fail(document, DC_STATUS_LIMIT, "took longer than the limit to read; it may be damaged");
  else
    dc_document_fail(
        document, DC_STATUS_MALFORMED,
        "its reader broke off (it ran out of memory, or the file is damaged); open it in an office "
        "program and save it again");
  return document;
}

gboolean
dc_worker_read(const char *format, const guint8 *bytes, gsize len, const char *path,
               const DcReadOptions *options, DcDocumentFunc func, gpointer data) {
  const char *found = program();
  Worker *worker = found ? g_private_get(&of_thread) : NULL;
  if (found && !worker) {
    worker = start(found);
    g_private_set(&of_thread, worker);
  }
  if (!worker)
    return FALSE;
  /* Recognition takes its time page by page, with limits of its own. */
  gint64 patience = (gint64)(options->seconds ? options->seconds : DC_WORKER_SECONDS) * G_USEC_PER_SEC *
                    (options->ocr ? 60 : 1);
  gboolean timed_out = FALSE, done = FALSE, wanted = TRUE;
  gboolean going =
      send_request(worker, format, bytes, len, path, options, g_get_monotonic_time() + patience, &timed_out);
  while (going && !done) {
    DcDocument *document =
        dc_wire_receive_document(worker->socket, g_get_monotonic_time() + patience, &done, &timed_out);
    going = document || done;
    if (document && wanted)
      wanted = func(document, data);
    else
      dc_document_free(document);
  }
  if (done && ++worker->files < MAX_FILES)
    return TRUE;
  g_private_set(&of_thread, NULL);
  int status = stop(worker);
  if (!done)
    func(lost(format, path, status, timed_out), data);
  return TRUE;
}
