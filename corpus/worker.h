/* Reading in a process of its own, so that a parser's crash, hang or hunger is one failed file.
 *
 * Each thread that reads has its own worker: the program danchieu-reader, started with posix_spawn when it is
 * first needed, kept for the next files, and ended with the thread. It is found as $DANCHIEU_READER, beside
 * the running program, or where it was installed. The worker gets the bytes of the file over a socket, opens
 * no network connection, and runs under limits of memory, processor time and file size. */
#pragma once

#include "corpus/reader.h"

G_BEGIN_DECLS

/* Real time that a worker may take for one document. */
#define DC_WORKER_SECONDS 60
/* Its address space. */
#define DC_WORKER_MEMORY ((gsize)1536 << 20)

/* Reads bytes of the format in the thread's worker. FALSE, with nothing done, when there is no worker
 * program.
 */
gboolean dc_worker_read(const char *format, const guint8 *bytes, gsize len, const char *path,
                        const DcReadOptions *options, DcDocumentFunc func, gpointer data);

/* The worker's side: takes requests from the socket until it is closed. Sets the limits of this process. */
void dc_worker_serve(int socket);

G_END_DECLS
