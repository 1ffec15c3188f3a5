#include "query/near.h"

#include <string.h>

guint
dc_near_distance(const char *a, const char *b, guint most) {
  g_autofree gunichar *left = g_utf8_to_ucs4_fast(a, -1, NULL), *right = g_utf8_to_ucs4_fast(b, -1, NULL);
  glong n = g_utf8_strlen(a, -1), m = g_utf8_strlen(b, -1);
  if (ABS(n - m) > (glong)most)
    return most + 1;
  g_autofree guint *row = g_new0(guint, m + 1);
  for (glong j = 0; j <= m; j++)
    row[j] = (guint)j;
  for (glong i = 1; i <= n; i++) {
    guint diagonal = row[0];
    row[0] = (guint)i;
    for (glong j = 1; j <= m; j++) {
      guint change = diagonal + (left[i - 1] != right[j - 1]);
      diagonal = row[j];
      row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
    }
  }
  return row[m];
}

const char *
dc_near_name(const char *word, const char *const *names) {
  const char *nearest = NULL;
  guint best = 3;
  g_autofree char *valid = g_utf8_make_valid(word, -1);
  for (; *names != NULL; names++) {
    guint distance = dc_near_distance(valid, *names, 2);
    if (distance < best && distance * 3 <= strlen(*names)) {
      nearest = *names;
      best = distance;
    }
  }
  return nearest;
}
