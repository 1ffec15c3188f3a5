/* The dates of a question's date: field, as people write them. */
#include "query/question.h"

#include <string.h>

/* Reads "2022", "2022-05", "2022-05-03", "5/2022", "3/5/2022" (also with '-' or '.'): the parts that are
 * given, 0 for the others. */
static gboolean
read_date(const char *text, int *year, int *month, int *day) {
  int parts[3], n = 0;
  const char *at = text;
  for (;;) {
    char *end;
    gint64 value = g_ascii_strtoll(at, &end, 10);
    if (!g_ascii_isdigit(*at) || end - at > 4 || n == 3)
      return FALSE;
    parts[n++] = (int)value;
    at = end;
    if (!*at)
      break;
    if (*at != '/' && *at != '-' && *at != '.')
      return FALSE;
    at++;
  }
  gboolean year_first = parts[0] > 31;
  *year = year_first ? parts[0] : parts[n - 1];
  *month = n < 2 ? 0 : year_first ? parts[1] : parts[n - 2];
  *day = n < 3 ? 0 : year_first ? parts[2] : parts[0];
  return *year >= 1000 && *month <= 12 && *day <= 31 && (n < 2 || *month >= 1) && (n < 3 || *day >= 1);
}

static gboolean
date_side(const char *text, gsize len, gboolean first, char *made) {
  g_autofree char *copy = g_strndup(text, len);
  g_strstrip(copy);
  int year, month, day;
  if (!*copy) {
    g_strlcpy(made, first ? "0000-00-00" : "9999-99-99", 11);
    return TRUE;
  }
  if (!read_date(copy, &year, &month, &day))
    return FALSE;
  g_snprintf(made, 11, "%04u-%02u-%02u", (unsigned)year % 10000,
             (unsigned)(month   ? month
                        : first ? 0
                                : 12) %
                 100,
             (unsigned)(day     ? day
                        : first ? 0
                                : 31) %
                 100);
  return TRUE;
}

gboolean
dc_question_dates(const char *value, char *from, char *to) {
  const char *dots = strstr(value, "..");
  gsize left = dots ? (gsize)(dots - value) : strlen(value);
  const char *right = dots ? dots + 2 : value;
  return *value && date_side(value, left, TRUE, from) && date_side(right, strlen(right), FALSE, to);
}
