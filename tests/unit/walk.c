#include "corpus/walk.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const char *root;
  GString *seen;
  guint problems, stop_after;
} Seen;

static gboolean
see(const char *path, const char *problem, gpointer data) {
  Seen *seen = data;
  const char *name = g_str_has_prefix(path, seen->root) ? path + strlen(seen->root) : path;
  if (problem)
    seen->problems++;
  g_string_append_printf(seen->seen, "%s%s ", problem ? "!" : "", name);
  return --seen->stop_after > 0;
}

static char *
walk(const char *root, const char *from, guint stop_after, guint *problems) {
  Seen seen = {root, g_string_new(NULL), 0, stop_after};
  g_autofree char *path = g_build_filename(root, from, NULL);
  guint left_out = 0;
  gboolean whole = dc_walk(path, see, &left_out, &seen);
  g_assert_true(whole == (seen.stop_after > 0));
  g_assert_cmpuint(left_out, ==,
                   whole && g_str_equal(from, "in") && g_str_has_suffix(seen.seen->str, "Đ.md "));
  *problems = seen.problems;
  return g_string_free(seen.seen, FALSE);
}

static void
put(const char *root, const char *name) {
  g_autofree char *path = g_build_filename(root, name, NULL), *folder = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, "x", 1, NULL));
}

static void
put_link(const char *root, const char *name, const char *target) {
  g_autofree char *path = g_build_filename(root, name, NULL);
  g_assert_cmpint(symlink(target, path), ==, 0);
}

static void
remove_all(const char *path) {
  g_autoptr(GDir) dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    remove_all(inner);
  }
  g_remove(path);
}

static void
test_order_and_choice(void) {
  g_autofree char *root = g_dir_make_tmp("dc-walk-XXXXXX", NULL);
  const char *const names[] = {"in/b.txt",     "in/a/z.html",    "in/a.txt",      "in/Đ.md",
                               "in/skip.exe",  "in/.hidden.txt", "in/.git/x.txt", "in/~$lock.txt",
                               "in/a/b/c.txt", "out.txt"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    put(root, names[i]);
  guint problems;
  g_autofree char *seen = walk(root, "in", 100, &problems);
  g_assert_cmpstr(seen, ==, "/in/a/b/c.txt /in/a/z.html /in/a.txt /in/b.txt /in/Đ.md ");
  g_assert_cmpuint(problems, ==, 0);
  g_autofree char *first = walk(root, "in", 1, &problems);
  g_assert_cmpstr(first, ==, "/in/a/b/c.txt ");
  g_autofree char *file = walk(root, "in/skip.exe", 100, &problems);
  g_assert_cmpstr(file, ==, "/in/skip.exe ");
  remove_all(root);
}

static void
test_links(void) {
  g_autofree char *root = g_dir_make_tmp("dc-walk-XXXXXX", NULL);
  put(root, "in/a/x.txt");
  put(root, "other/y.txt");
  put(root, "z.txt");
  put_link(root, "in/a/loop", "..");
  put_link(root, "in/a/self", "self");
  put_link(root, "in/b", "../other");
  put_link(root, "in/c", "../other");
  put_link(root, "in/up", "../..");
  put_link(root, "in/slash", "/");
  put_link(root, "in/file.txt", "../z.txt");
  put_link(root, "in/gone.txt", "nowhere");
  guint problems;
  g_autofree char *seen = walk(root, "in", 100, &problems);
  g_assert_cmpstr(seen, ==, "/in/a/x.txt /in/b/y.txt /in/file.txt !/in/gone.txt ");
  remove_all(root);
}

static void
test_problems(void) {
  g_autofree char *root = g_dir_make_tmp("dc-walk-XXXXXX", NULL);
  guint problems;
  g_autofree char *none = walk(root, "nothing", 100, &problems);
  g_assert_cmpstr(none, ==, "!/nothing ");
  put(root, "closed/a.txt");
  put(root, "open/b.txt");
  g_autofree char *closed = g_build_filename(root, "closed", NULL);
  g_chmod(closed, 0);
  if (geteuid() == 0) {
    g_test_skip("root may read every folder");
  } else {
    g_autofree char *seen = walk(root, "", 100, &problems);
    g_assert_cmpuint(problems, ==, 1);
    g_assert_nonnull(strstr(seen, "open/b.txt"));
  }
  g_chmod(closed, 0700);
  remove_all(root);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/walk/order-and-choice", test_order_and_choice);
  g_test_add_func("/walk/links", test_links);
  g_test_add_func("/walk/problems", test_problems);
  return g_test_run();
}
