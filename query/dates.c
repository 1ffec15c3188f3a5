#include "query/dates.h"

#include <stdio.h>
#include <string.h>

static gboolean
digits(const char *text, gsize n) {
  for (gsize i = 0; i < n; i++) {
    if (!g_ascii_isdigit(text[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
dc_date_valid(const char *date) {
  gsize len = strlen(date);
  if ((len != 4 && len != 7 && len != 10) || !digits(date, 4) || memcmp(date, "0000", 4) == 0)
    return FALSE;
  if (len >= 7 && (date[4] != '-' || !digits(date + 5, 2) || atoi(date + 5) < 1 || atoi(date + 5) > 12))
    return FALSE;
  return len < 10 ||
         (date[7] == '-' && digits(date + 8, 2) &&
          g_date_valid_dmy((GDateDay)atoi(date + 8), (GDateMonth)atoi(date + 5), (GDateYear)atoi(date)));
}

DcDateOrder
dc_date_order(const char *a, const char *b) {
  gsize a_len = strlen(a), b_len = strlen(b), n = MIN(a_len, b_len);
  if (n == 0)
    return DC_DATE_UNKNOWN;
  int order = strncmp(a, b, n);
  if (order != 0)
    return order < 0 ? DC_DATE_BEFORE : DC_DATE_AFTER;
  return a_len == 10 && b_len == 10 ? DC_DATE_SAME : DC_DATE_UNKNOWN;
}

char *
dc_date_of_work(const DcWork *work) {
  if (*work->date != '\0')
    return g_strdup(work->date);
  const char *slash = strchr(work->key, '/');
  if (slash != NULL && digits(slash + 1, strnlen(slash + 1, 4)) && strlen(slash + 1) > 4 && slash[5] == '/')
    return g_strndup(slash + 1, 4);
  return g_strdup("");
}

static gboolean
whole(const char *date, GDate *result) {
  if (strlen(date) != 10 || !dc_date_valid(date))
    return FALSE;
  g_date_clear(result, 1);
  g_date_set_dmy(result, (GDateDay)atoi(date + 8), (GDateMonth)atoi(date + 5), (GDateYear)atoi(date));
  return TRUE;
}

gboolean
dc_date_days(const char *from, const char *to, int *days) {
  GDate start, end;
  if (!whole(from, &start) || !whole(to, &end))
    return FALSE;
  *days = g_date_days_between(&start, &end);
  return TRUE;
}

gboolean
dc_date_one_slip(const char *a, const char *b, gboolean year_may_differ) {
  if (strlen(a) != 10 || strlen(b) != 10)
    return FALSE;
  gboolean year = strncmp(a, b, 4) != 0, month = strncmp(a + 5, b + 5, 2) != 0,
           day = strcmp(a + 8, b + 8) != 0;
  return year + month + day == 1 && (!year || year_may_differ);
}

/* Digits between single marks: "12/8/2024", "2024-08", "2024"; the year, first or last, has four. */
static gboolean
read_parts(const char *text, int *parts, guint *n, gboolean *year_first) {
  gsize digits = 0;
  for (*n = 0;; text += digits + 1) {
    digits = strspn(text, "0123456789");
    gboolean last = text[digits] == '\0';
    if (digits == 0 || digits == 3 || digits > 4 || *n == 3 || (!last && !strchr("/-.", text[digits])))
      return FALSE;
    if (*n == 0)
      *year_first = digits == 4;
    else if (digits == 4 && (*year_first || !last))
      return FALSE;
    parts[(*n)++] = atoi(text);
    if (last)
      return *year_first || digits == 4;
  }
}

char *
dc_date_parse(const char *words) {
  int parts[3];
  guint n;
  gboolean year_first;
  if (!read_parts(words, parts, &n, &year_first))
    return NULL;
  GString *iso = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf(iso, i ? "-%02d" : "%04d", parts[year_first ? i : n - 1 - i]);
  g_autofree char *made = g_string_free(iso, FALSE);
  return dc_date_valid(made) ? g_steal_pointer(&made) : NULL;
}
