#include "indexer/date.h"

#include <string.h>

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};

/* Up to `most` digits at *at; 0 when there are none or more. */
static int
read_digits(const DcWords *words, gsize *at, int most) {
  int value = 0, n = 0;
  gsize i = *at;
  while (i < words->len && dc_words_is_digit((guchar)words->fold[i]) && n <= most) {
    value = value * 10 + (words->fold[i++] - '0');
    n++;
  }
  if (n == 0 || n > most)
    return 0;
  *at = i;
  return value;
}

static gboolean
set_date(DcDate *date, int day, int month, int year, gsize end) {
  if (year < 1900 || year > 2100 || month > 12 || day > 31)
    return FALSE;
  if (day && month)
    g_snprintf(date->iso, sizeof date->iso, "%04d-%02d-%02d", year, month, day);
  else if (month)
    g_snprintf(date->iso, sizeof date->iso, "%04d-%02d", year, month);
  else
    g_snprintf(date->iso, sizeof date->iso, "%04d", year);
  date->end = end;
  return TRUE;
}

/* Skips the dots, spaces and lines of a form that was not filled in. */
static gsize
skip_blank(const DcWords *words, gsize at) {
  for (int n = 0; at < words->len && n < 60; n++) {
    if (words->fold[at] == '.' || words->fold[at] == '_' || words->fold[at] == ' ' || words->fold[at] == '\n')
      at++;
    else if (g_str_has_prefix(words->fold + at, "…"))
      at += strlen("…");
    else
      break;
  }
  return at;
}

/* "16/7/20 21 của Chính phủ", not "16/7/20 25 xã": what follows counts nothing. */
static gboolean
ends_date(const DcWords *words, gsize at) {
  static const char *const behind[] = {"của", "về", "và", "hoặc", "đến", "tại", "do", "được", "đã", "có"};
  at = dc_words_skip(words, at);
  gboolean ends = at >= words->len || !dc_words_is_letter((guchar)words->fold[at]);
  for (guint i = 0; i < G_N_ELEMENTS(behind) && !ends; i++)
    ends = dc_words_match(words, at, behind[i]) != DC_WORDS_NONE;
  return ends;
}

/* "12/8/2024" after its day; the separator is the same in both places. */
static gboolean
read_slashed(const DcWords *words, gsize at, int day, DcDate *date) {
  gsize mark = dc_words_skip(words, at);
  char separator = words->fold[mark];
  if (separator != '/' && separator != '-' && separator != '.')
    return FALSE;
  gsize next = dc_words_skip(words, mark + 1);
  int month = read_digits(words, &next, 2);
  gsize second = dc_words_skip(words, next);
  if (!month || words->fold[second] != separator)
    return FALSE;
  gsize last = dc_words_skip(words, second + 1), start = last;
  int year = read_digits(words, &last, 4);
  gsize rest = dc_words_skip(words, last), end = rest;
  int ones = rest == last + 1 ? read_digits(words, &end, 2) : 0;
  if (last - start == 2 && (year == 19 || year == 20) && end - rest == 2 &&
      ends_date(words, end)) { /* "16/7/20 21" */
    year = year * 100 + ones;
    last = end;
  } else if (last - start == 2) {
    year += year < 50 ? 2000 : 1900;
  }
  return set_date(date, day, month, year, last);
}

/* The end of "năm" or "tháng" at `at`, also as optical recognition sees them. */
static gsize
match_any(const DcWords *words, gsize at, const char *const *forms) {
  gsize end = DC_WORDS_NONE;
  for (; *forms && end == DC_WORDS_NONE; forms++)
    end = dc_words_match(words, at, *forms);
  return end;
}

static gsize
match_year_word(const DcWords *words, gsize at) {
  static const char *const forms[] = {"năm", "nãm", "nám", "nảm", NULL};
  return match_any(words, at, forms);
}

static gsize
match_month_word(const DcWords *words, gsize at) {
  static const char *const forms[] = {"tháng", "thảng", "thàng", "thăng", NULL};
  return match_any(words, at, forms);
}

/* "tháng 8/2024", "tháng 8 năm 2024", "tháng … năm 2024" at `at`. */
static gboolean
read_month(const DcWords *words, gsize at, int day, DcDate *date) {
  gsize next = match_month_word(words, at);
  if (next == DC_WORDS_NONE)
    return FALSE;
  next = skip_blank(words, next);
  int month = read_digits(words, &next, 2);
  gsize then = month ? dc_words_skip(words, next) : skip_blank(words, next);
  gsize year_word = match_year_word(words, then);
  if (year_word != DC_WORDS_NONE)
    then = skip_blank(words, year_word);
  else if (month && (words->fold[then] == '/' || words->fold[then] == '-' || words->fold[then] == '.' ||
                     words->fold[then] == ','))
    then = dc_words_skip(words, then + 1);
  else
    return FALSE;
  int year = read_digits(words, &then, 4);
  return set_date(date, month ? day : 0, month, year, then);
}

static int
read_english_month(const DcWords *words, gsize *at) {
  for (int i = 0; i < 12; i++) {
    gsize end = dc_words_match(words, *at, months[i]);
    if (end == DC_WORDS_NONE)
      continue;
    *at = end;
    return i + 1;
  }
  return 0;
}

/* "May 26, 2011" */
static gboolean
read_english(const DcWords *words, gsize at, DcDate *date) {
  int month = read_english_month(words, &at);
  if (!month)
    return FALSE;
  at = dc_words_skip(words, at);
  int day = read_digits(words, &at, 2);
  at = dc_words_skip(words, at);
  if (at < words->len && (words->fold[at] == ',' || words->fold[at] == '.')) /* recognition makes it a stop */
    at = dc_words_skip(words, at + 1);
  int year = read_digits(words, &at, 4);
  return day && set_date(date, day, month, year, at);
}

static const char *const leads[] = {"ngày ban hành",
                                    "ban hành ngày",
                                    "được ban hành ngày",
                                    "ký ngày",
                                    "ký ban hành ngày",
                                    "đã ký ngày",
                                    "ra ngày",
                                    "đề ngày",
                                    "ngày",
                                    "ngay", /* recognition lost the mark */
                                    "dated",
                                    "of",
                                    "on"};

/* After "ngày": its day may be blank. */
static gboolean
read_day(const DcWords *words, gsize at, DcDate *date) {
  gsize next = dc_words_skip(words, at);
  if (words->fold[next] == ':')
    at = next = dc_words_skip(words, next + 1);
  int day = read_digits(words, &next, 2);
  if (day && read_slashed(words, next, day, date))
    return TRUE;
  gsize month = day ? dc_words_skip(words, next) : skip_blank(words, at);
  if (words->fold[month] == ',')
    month = dc_words_skip(words, month + 1);
  if (!day && words->fold[month] == '/') { /* "ngày …/8/2024" */
    gsize then = skip_blank(words, month + 1);
    int value = read_digits(words, &then, 2);
    then = skip_blank(words, then);
    if (words->fold[then] != '/')
      return FALSE;
    then = skip_blank(words, then + 1);
    int year = read_digits(words, &then, 4);
    return set_date(date, 0, value, year, then);
  }
  return read_month(words, month, day, date);
}

gboolean
dc_date_read(const DcWords *words, gsize at, DcDate *date) {
  at = dc_words_skip(words, at);
  for (guint i = 0; i < G_N_ELEMENTS(leads); i++) {
    gsize end = dc_words_match(words, at, leads[i]);
    if (end != DC_WORDS_NONE)
      return read_day(words, end, date) || read_english(words, dc_words_skip(words, end), date);
  }
  gsize year_word = dc_words_match(words, at, "năm");
  if (year_word != DC_WORDS_NONE) {
    gsize next = dc_words_skip(words, year_word), end = next;
    int year = read_digits(words, &end, 4);
    return end - next == 4 && set_date(date, 0, 0, year, end);
  }
  if (read_month(words, at, 0, date) || read_english(words, at, date))
    return TRUE;
  gsize next = at;
  int day = read_digits(words, &next, 2);
  return day && read_slashed(words, next, day, date);
}

gboolean
dc_date_read_glued(const DcWords *words, gsize at, DcDate *date) {
  static const char day[] = "ngày";
  gsize n = strlen(day);
  return at > 0 && dc_words_is_letter((guchar)words->fold[at - 1]) && at + n < words->len &&
         memcmp(words->fold + at, day, n) == 0 && read_day(words, at + n, date);
}

gsize
dc_date_end_of_yearless(const DcWords *words, gsize at) {
  gsize next = dc_words_match(words, at, "ngày");
  if (next == DC_WORDS_NONE)
    return at;
  next = dc_words_skip(words, next);
  int day = read_digits(words, &next, 2);
  if (!day || day > 31 || next >= words->len || !strchr("/-.", words->fold[next]))
    return at;
  next++;
  int month = read_digits(words, &next, 2);
  gboolean more = next + 1 < words->len && strchr("/-.", words->fold[next]) &&
                  dc_words_is_digit((guchar)words->fold[next + 1]);
  return !month || month > 12 || more || dc_words_is_digit((guchar)words->fold[next]) ? at : next;
}

gsize
dc_date_before(const DcWords *words, gsize end, DcDate *date) {
  gsize at = dc_words_back(words, end), year_start = at;
  while (year_start > 0 && end - year_start < 40 && dc_words_is_digit((guchar)words->fold[year_start - 1]))
    year_start--;
  if (at - year_start != 4)
    return DC_WORDS_NONE;
  gsize day = dc_words_back(words, year_start);
  if (day > 0 && words->fold[day - 1] == ',')
    day = dc_words_back(words, day - 1);
  while (day > 0 && end - day < 40 && dc_words_is_digit((guchar)words->fold[day - 1]))
    day--;
  gsize start = dc_words_start(words, dc_words_back(words, day));
  return read_english(words, start, date) && date->end == at ? start : DC_WORDS_NONE;
}
