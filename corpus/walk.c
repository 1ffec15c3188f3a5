#include "corpus/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "corpus/reader.h"

typedef struct {
  dev_t device;
  ino_t inode;
} FolderId;

typedef struct {
  GHashTable *entered; /* FolderId */
  GPtrArray *pending;  /* paths, the next one last */
  char *root;          /* without links; NULL when it is not there */
  DcWalkFunc func;
  guint *left_out;
  gpointer data;
} Walk;

static guint
folder_hash(gconstpointer key) {
  const FolderId *id = key;
  return (guint)(id->inode * 31 + id->device);
}

static gboolean
folder_equal(gconstpointer a, gconstpointer b) {
  const FolderId *x = a, *y = b;
  return x->inode == y->inode && x->device == y->device;
}

static gboolean
problem(Walk *walk, const char *path, const char *what, int error) {
  g_autofree char *message = g_strdup_printf("%s: %s", what, g_strerror(error));
  return walk->func(path, message, walk->data);
}

/* Bytewise, so that the order is the same in every locale; the last comes first, for a stack. */
static gint
compare_backwards(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)b, *(const char *const *)a);
}

/* TRUE for a link to a folder that holds the root: following it would leave what the user named. */
static gboolean
leads_out(const Walk *walk, const char *path) {
  if (!walk->root || !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
    return FALSE;
  char *target = realpath(path, NULL);
  gsize n = target ? strlen(target) : 0;
  gboolean out =
      n && !strncmp(walk->root, target, n) && (n == 1 || walk->root[n] == '/' || walk->root[n] == '\0');
  free(target);
  return out;
}

/* Puts what is in a folder on the stack. FALSE when `func` stopped. */
static gboolean
enter(Walk *walk, const char *path, const struct stat *st) {
  FolderId id = {st->st_dev, st->st_ino};
  if (g_hash_table_contains(walk->entered, &id))
    return TRUE;
  g_hash_table_add(walk->entered, g_memdup2(&id, sizeof id));
  DIR *dir = opendir(path);
  if (!dir)
    return problem(walk, path, "this folder cannot be read", errno);
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  const struct dirent *entry;
  while ((entry = readdir(dir)))
    if (entry->d_name[0] != '.' && strncmp(entry->d_name, "~$", 2) != 0)
      g_ptr_array_add(names, g_build_filename(path, entry->d_name, NULL));
  closedir(dir);
  g_ptr_array_sort(names, compare_backwards);
  g_ptr_array_extend_and_steal(walk->pending, g_steal_pointer(&names));
  return TRUE;
}

static gboolean
visit(Walk *walk, const char *path, gboolean is_root) {
  struct stat st;
  if (stat(path, &st) != 0) {
    if (is_root)
      return problem(walk, path, "cannot be read", errno);
    /* A broken link, or gone since its folder was read. */
    return !dc_reader_takes(path) || problem(walk, path, "cannot be opened", errno);
  }
  if (S_ISDIR(st.st_mode))
    return (!is_root && leads_out(walk, path)) || enter(walk, path, &st);
  if (is_root || (S_ISREG(st.st_mode) && dc_reader_takes(path)))
    return walk->func(path, NULL, walk->data);
  if (walk->left_out && S_ISREG(st.st_mode))
    ++*walk->left_out;
  return TRUE;
}

gboolean
dc_walk(const char *root, DcWalkFunc func, guint *left_out, gpointer data) {
  Walk walk = {g_hash_table_new_full(folder_hash, folder_equal, g_free, NULL),
               g_ptr_array_new_with_free_func(g_free),
               realpath(root, NULL),
               func,
               left_out,
               data};
  gboolean going = visit(&walk, root, TRUE);
  while (going && walk.pending->len) {
    g_autofree char *path = g_ptr_array_steal_index(walk.pending, walk.pending->len - 1);
    going = visit(&walk, path, FALSE);
  }
  g_hash_table_unref(walk.entered);
  g_ptr_array_unref(walk.pending);
  free(walk.root);
  return going;
}
