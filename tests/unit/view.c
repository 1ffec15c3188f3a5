#include "corpus/view.h"

static void
test_empty(void) {
  g_autoptr(DcView) view = dc_view_new("", 0);
  g_assert_cmpuint(view->len, ==, 0);
  g_assert_cmpuint(dc_view_to_text(view, 0), ==, 0);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/view/empty", test_empty);
  return g_test_run();
}
