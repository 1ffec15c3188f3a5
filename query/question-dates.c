/* The dates of a question's date: field, as people write them. */
#include "query/dates.h"
#include "query/question.h"

#include <string.h>

/* One end of a range: what the date leaves open is taken from its first day, or to its last. */
static gboolean
date_side(const char *text, gsize len, gboolean first, char *made) {
  static const char *const open[2][3] = {{"9999-99-99", "-12-31", "-31"}, {"0000-00-00", "-00-00", "-00"}};
  g_autofree char *copy = g_strndup(text, len);
  g_autofree char *iso = *g_strstrip(copy) ? dc_date_parse(copy) : g_strdup("");
  if (!iso)
    return FALSE;
  const char *rest = strlen(iso) == 10 ? "" : open[first][strlen(iso) == 0 ? 0 : strlen(iso) == 4 ? 1 : 2];
  g_snprintf(made, 11, "%s%s", iso, rest);
  return TRUE;
}

gboolean
dc_question_dates(const char *value, char *from, char *to) {
  const char *dots = strstr(value, "..");
  gsize left = dots ? (gsize)(dots - value) : strlen(value);
  const char *right = dots ? dots + 2 : value;
  return *value && date_side(value, left, TRUE, from) && date_side(right, strlen(right), FALSE, to);
}
