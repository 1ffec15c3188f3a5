#include "query/timeline.h"

#include <stdlib.h>
#include <string.h>

#define MONTHS_MAX 2400 /* a wrong date must not make an endless table: months beyond are without a month */

guint
dc_month_total(const DcMonth *month) {
  return month->implements + month->indirect + month->cites;
}

/* Months since year 0, -1 when the date has no month. */
static int
number_of(const char *date) {
  return strlen(date) >= 7 ? atoi(date) * 12 + atoi(date + 5) - 1 : -1;
}

static void
count(DcMonth *month, const DcAnswer *answer) {
  month->implements += answer->status == DC_ANSWER_IMPLEMENTS;
  month->indirect += answer->status == DC_ANSWER_INDIRECT;
  month->cites += answer->status == DC_ANSWER_CITES;
}

GArray *
dc_timeline_new(const GPtrArray *answers, gboolean cited) {
  int first = -1, last = -1;
  DcMonth without = {0};
  GArray *months = g_array_new(FALSE, TRUE, sizeof(DcMonth));
  for (guint i = 0; i < answers->len; i++) {
    const DcAnswer *answer = g_ptr_array_index(answers, i);
    int number = number_of(dc_answer_date(answer));
    if (number < 0 || (answer->document == NULL && !cited))
      continue;
    first = first < 0 || number < first ? number : first;
    last = MAX(last, number);
  }
  last = MIN(last, first + MONTHS_MAX - 1);
  for (int number = first; first >= 0 && number <= last; number++) {
    DcMonth month = {0};
    g_snprintf(month.month, sizeof month.month, "%04d-%02d", number / 12 % 10000, number % 12 + 1);
    g_array_append_val(months, month);
  }
  for (guint i = 0; i < answers->len; i++) {
    const DcAnswer *answer = g_ptr_array_index(answers, i);
    int number = number_of(dc_answer_date(answer));
    if (answer->document == NULL && !cited)
      continue;
    count(number >= 0 && number <= last ? &g_array_index(months, DcMonth, number - first) : &without, answer);
  }
  if (dc_month_total(&without) > 0)
    g_array_append_val(months, without);
  return months;
}
