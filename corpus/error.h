/* The errors of all rooms: one domain, few codes, and a message that names the file and says what to do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DC_ERROR dc_error_quark()

typedef enum {
  DC_ERROR_INVALID,   /* the caller's words make no sense: an option, a date, a format */
  DC_ERROR_IO,        /* a file or folder could not be read or written */
  DC_ERROR_FORMAT,    /* a file is not what it claims to be */
  DC_ERROR_LIMIT,     /* a limit was reached: size, depth, time, memory */
  DC_ERROR_STORE,     /* the index could not be read or written */
  DC_ERROR_NOT_INDEX, /* the file is not an index of this program */
  DC_ERROR_NEWER,     /* the index was written by a newer version */
  DC_ERROR_BUSY,      /* another process is writing the index */
  DC_ERROR_CORRUPT,   /* the index is damaged */
  DC_ERROR_NOT_FOUND  /* there is no such work, document or file */
} DcErrorCode;

GQuark dc_error_quark(void);

G_END_DECLS
