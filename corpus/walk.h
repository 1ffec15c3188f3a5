/* Walking a folder: every file under it that a reader takes, in the order of the bytes of the paths.
 *
 * Symbolic links are followed, except to a folder that holds the root; each folder is entered once, so loops
 * end. Hidden files and folders (with a
 * dot first), and the lock and temporary files of office programs (`~$…`), are passed by in silence. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `path` of a file as found (root and the names under it), or, with `problem` set, of a folder that cannot be
 * read and why. Return FALSE to stop. */
typedef gboolean (*DcWalkFunc)(const char *path, const char *problem, gpointer data);

/* A root that is a file is given to `func` as it is, whatever its name; a root that is not there is a
 * problem. `left_out` (may be NULL) grows by the number of files whose names no reader takes: tables, slides,
 * films. FALSE when `func` stopped the walk. */
gboolean dc_walk(const char *root, DcWalkFunc func, guint *left_out, gpointer data);

G_END_DECLS
