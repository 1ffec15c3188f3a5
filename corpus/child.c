#include "corpus/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  pid_t pid;
  int in, out, err; /* our ends; -1 when closed */
  GString *said;    /* the beginning of its standard error */
} Child;

#define SAID_MAX 400

/* A socket for standard input, so that a child that stops reading is an error, not a signal. */
static gboolean
start(Child *child, const char *const *argv) {
  int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};
  gboolean made = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
                  pipe2(err, O_CLOEXEC) == 0;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  made = made && posix_spawnp(&child->pid, argv[0], &actions, NULL, (char *const *)argv, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  if (in[1] >= 0)
    close(in[1]);
  if (out[1] >= 0)
    close(out[1]);
  if (err[1] >= 0)
    close(err[1]);
  child->in = in[0];
  child->out = out[0];
  child->err = err[0];
  return made;
}

static void
limit(pid_t pid, const DcChildLimits *limits) {
  struct rlimit cpu = {limits->seconds, limits->seconds + 1}, memory = {limits->memory, limits->memory};
  prlimit(pid, RLIMIT_CPU, &cpu, NULL);
#ifndef __SANITIZE_ADDRESS__
  prlimit(pid, RLIMIT_AS, &memory, NULL);
#else
  (void)memory;
#endif
}

/* Takes what stands on the standard error, that the child never waits; the beginning is kept. FALSE at its
 * end. */
static gboolean
hear(Child *child) {
  char buffer[4096];
  ssize_t n = read(child->err, buffer, sizeof buffer);
  if (n > 0 && child->said->len < SAID_MAX)
    g_string_append_len(child->said, buffer, MIN(n, (ssize_t)(SAID_MAX - child->said->len)));
  return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

/* ": what the child said", on one line; "" when it was silent. New string. */
static char *
said(const Child *child) {
  g_autofree char *valid = g_utf8_make_valid(child->said->str, (gssize)child->said->len);
  g_auto(GStrv) lines = g_strsplit(g_strstrip(valid), "\n", -1);
  g_autofree char *line = g_strjoinv("; ", lines);
  return *line != '\0' ? g_strconcat(": ", line, NULL) : g_strdup("");
}

/* Feeds and drains until the output ends. FALSE when a limit was reached. */
static gboolean
converse(Child *child, const guint8 *input, gsize len, const DcChildLimits *limits, GByteArray *output) {
  gint64 deadline = g_get_monotonic_time() + (gint64)limits->seconds * G_USEC_PER_SEC;
  gsize sent = 0;
  guint8 buffer[65536];
  fcntl(child->in, F_SETFL, O_NONBLOCK);
  fcntl(child->err, F_SETFL, O_NONBLOCK);
  for (;;) {
    if (child->in >= 0 && sent == len) {
      close(child->in);
      child->in = -1;
    }
    struct pollfd fds[3] = {{.fd = child->out, .events = POLLIN},
                            {.fd = child->in, .events = POLLOUT},
                            {.fd = child->err, .events = POLLIN}};
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    if (left <= 0 || (poll(fds, 3, (int)left) < 0 && errno != EINTR))
      return FALSE;
    if (fds[1].revents) {
      ssize_t n = send(child->in, input + sent, len - sent, MSG_NOSIGNAL);
      if (n > 0)
        sent += (gsize)n;
      else if (n < 0 && errno != EAGAIN && errno != EINTR)
        sent = len;
    }
    if (fds[2].revents && !hear(child)) {
      close(child->err);
      child->err = -1;
    }
    if (fds[0].revents) {
      ssize_t n = read(child->out, buffer, sizeof buffer);
      if (n == 0)
        return TRUE;
      if (n > 0 && (gsize)n > limits->output - output->len)
        return FALSE;
      if (n > 0)
        g_byte_array_append(output, buffer, (guint)n);
    }
  }
}

GBytes *
dc_child_run(const char *const *argv, const guint8 *input, gsize len, const DcChildLimits *limits,
             GError **error) {
  g_autoptr(GString) heard = g_string_new(NULL);
  Child child = {.in = -1, .out = -1, .err = -1, .said = heard};
  g_autoptr(GByteArray) output = g_byte_array_new();
  gboolean started = start(&child, argv), within = FALSE;
  int status = 0;
  if (started) {
    limit(child.pid, limits);
    within = converse(&child, input, len, limits, output);
    if (!within)
      kill(child.pid, SIGKILL);
    while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
      ;
    if (child.err >= 0)
      hear(&child);
  }
  if (child.in >= 0)
    close(child.in);
  if (child.out >= 0)
    close(child.out);
  if (child.err >= 0)
    close(child.err);
  g_autofree char *words = said(&child);
  if (!started)
    g_set_error(error, DC_ERROR, DC_ERROR_NOT_FOUND, "the program %s cannot be started", argv[0]);
  else if (!within)
    g_set_error(error, DC_ERROR, DC_ERROR_LIMIT, "%s ran over its limits", argv[0]);
  else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    g_set_error(error, DC_ERROR, DC_ERROR_FORMAT, "%s failed%s", argv[0], words);
  else
    return g_byte_array_free_to_bytes(g_steal_pointer(&output));
  return NULL;
}

gboolean
dc_child_exists(const char *program) {
  g_autofree char *path = g_find_program_in_path(program);
  return path != NULL;
}
