/* Running another program for a moment: bytes in, bytes out, within limits. Safe in any thread. */
#pragma once

#include "corpus/error.h"

G_BEGIN_DECLS

typedef struct {
  guint seconds; /* of real time */
  gsize memory;  /* bytes of address space */
  gsize output;  /* bytes that are taken; more is an error */
} DcChildLimits;

/* Runs argv[0] (found on PATH) with `input` as its standard input and returns its standard output. NULL with
 * DC_ERROR_NOT_FOUND (no such program), DC_ERROR_LIMIT or DC_ERROR_FORMAT (it failed: the message holds the
 * beginning of what it said on its standard error). */
GBytes *dc_child_run(const char *const *argv, const guint8 *input, gsize len, const DcChildLimits *limits,
                     GError **error);

/* TRUE when the program is on PATH. */
gboolean dc_child_exists(const char *program);

G_END_DECLS
