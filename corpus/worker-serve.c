/* The worker's side of worker.h. */
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "corpus/parsers.h"
#include "corpus/reader-formats.h"
#include "corpus/worker.h"
#include "corpus/worker-wire.h"

#define MAX_WORD 65536u

#if defined __x86_64__
#define OWN_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OWN_ARCH AUDIT_ARCH_AARCH64
#endif

/* Refuses sockets but local ones (which converters use among themselves): no parser needs the network. */
static void
refuse_network(void) {
#ifdef OWN_ARCH
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCH, 0, 4),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 2),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1 /* EPERM */),
  };
  struct sock_fprog program = {G_N_ELEMENTS(code), code};
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#endif
}

static void
set_limits(void) {
  static const struct {
    int resource;
    rlim_t value;
  } limits[] = {{RLIMIT_CORE, 0}, {RLIMIT_NOFILE, 256}, {RLIMIT_FSIZE, 256u << 20}};
  for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
    struct rlimit limit = {limits[i].value, limits[i].value};
    setrlimit((__rlimit_resource_t)limits[i].resource, &limit);
  }
#ifndef __SANITIZE_ADDRESS__
  struct rlimit memory = {DC_WORKER_MEMORY, RLIM_INFINITY};
  setrlimit(RLIMIT_AS, &memory);
#endif
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  refuse_network();
}

/* Gives the next document so much processor time from now on. */
static void
renew_time(guint seconds) {
  struct rusage used;
  struct rlimit limit;
  if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0)
    return;
  limit.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
  setrlimit(RLIMIT_CPU, &limit);
}

typedef struct {
  int socket;
  guint seconds;
  gboolean broken;
} Reply;

static gboolean
reply_document(DcDocument *document, gpointer data) {
  Reply *reply = data;
  reply->broken = !dc_wire_send_document(reply->socket, document);
  dc_document_free(document);
  renew_time(reply->seconds);
  return !reply->broken;
}

/* A word of a request; NULL when it is too long or the connection broke. */
static char *
receive_word(int socket, guint32 len) {
  if (len > MAX_WORD)
    return NULL;
  char *word = g_malloc0((gsize)len + 1);
  if (dc_wire_receive(socket, word, len, 0, NULL))
    return word;
  g_free(word);
  return NULL;
}

static gboolean
serve_one(int socket) {
  DcWireRequest head;
  if (!dc_wire_receive(socket, &head, sizeof head, 0, NULL) || head.magic != DC_WIRE_MAGIC)
    return FALSE;
  g_autofree char *format = receive_word(socket, head.format_len);
  g_autofree char *path = format ? receive_word(socket, head.path_len) : NULL;
  gboolean forced = head.encoding_len != DC_WIRE_ABSENT;
  g_autofree char *encoding = path && forced ? receive_word(socket, head.encoding_len) : NULL;
  if (!path || (forced && !encoding))
    return FALSE;
  g_autofree guint8 *bytes = g_malloc((gsize)head.len + 1);
  if (!dc_wire_receive(socket, bytes, (gsize)head.len, 0, NULL))
    return FALSE;
  DcReadOptions options = {
      .encoding = encoding, .ocr = head.ocr != 0, .seconds = head.seconds, .parsers = dc_parsers};
  Reply reply = {.socket = socket, .seconds = head.seconds};
  renew_time(head.seconds);
  dc_reader_read_as(format, bytes, (gsize)head.len, path, &options, reply_document, &reply);
  DcWireDocument end = {.magic = DC_WIRE_MAGIC, .last = 1};
  return !reply.broken && dc_wire_send(socket, &end, sizeof end, 0, NULL);
}

void
dc_worker_serve(int socket) {
  set_limits();
  while (serve_one(socket))
    ;
}
