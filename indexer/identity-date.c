/* The date of a document: its place line; what a portal says; where a law says when it was passed. */
#include "indexer/identity-parts.h"

#include "indexer/date.h"

enum { PORTAL_HEAD = 4000, PASSED_REACH = 300 };

static const char *
date_at(DcFind *find, gsize at) {
  DcDate date;
  return dc_date_read(&find->words, at, &date) ? dc_find_keep(find, date.iso) : "";
}

/* The place line that follows a number which is not in the letterhead ("Hà Nội, ngày 20 tháng 6 năm 2022").
 */
static const char *
date_below(DcFind *find, gsize at) {
  DcSpan below = {at, MIN(at + 400, find->view->len)};
  gsize end, day = dc_find_label(find, below, ", ngày", &end);
  return day == G_MAXSIZE ? "" : date_at(find, dc_words_skip(&find->words, day + 1));
}

/* The date after a label of a portal, which may stand right against it ("Ngày ban hành14/01/2026"). */
static const char *
labelled_date(DcFind *find, DcSpan within, const char *label) {
  for (gsize at; dc_find_label(find, within, label, &at) != G_MAXSIZE; within.start = at) {
    gsize date = at + strspn(find->view->fold + at, ": \n");
    if (date < within.end && g_ascii_isdigit(find->view->fold[date]))
      return date_at(find, date);
  }
  return "";
}

/* What a portal says of the document. */
static const char *
portal_date(DcFind *find) {
  static const char *const labels[] = {"ngày ban hành", "ngày ký xác thực", "ngày xác thực"};
  DcSpan head = {0, MIN(find->view->len, PORTAL_HEAD)}, all = {0, find->view->len};
  gsize start = dc_words_skip(&find->words, 0), day;
  if (dc_words_match(&find->words, start, "công báo số") != DC_WORDS_NONE &&
      (day = dc_find_text(find, (DcSpan){start, MIN(start + 80, find->view->len)}, "ngày")) != G_MAXSIZE)
    return date_at(find, day);
  const char *date = labelled_date(find, head, "ban hành:");
  for (guint i = 0; i < G_N_ELEMENTS(labels) && !*date; i++)
    date = labelled_date(find, all, labels[i]);
  return date;
}

/* "Luật này được Quốc hội … thông qua ngày 14 tháng 6 năm 2019." */
static const char *
passed_date(DcFind *find) {
  static const char passed[] = "thông qua";
  gsize at = find->layout->body.start, end = find->view->len;
  const char *date = "";
  for (; (at = dc_find_text(find, (DcSpan){at, end}, passed)) != G_MAXSIZE; at += strlen(passed)) {
    DcSpan before = {at > PASSED_REACH ? at - PASSED_REACH : 0, at};
    if (dc_find_text(find, before, " này được ") != G_MAXSIZE ||
        dc_find_text(find, before, " này đã được ") != G_MAXSIZE) {
      const char *found = date_at(find, at + strlen(passed));
      date = strlen(found) == 10 ? found : date;
    }
  }
  return date;
}

/* "This Law was passed on June 20, 2013, by the XIIIth National Assembly …" */
static const char *
english_passed_date(DcFind *find) {
  static const char *const verbs[] = {" was passed on ", " was adopted on "};
  static const char *const acts[] = {"this law", "this code", "this resolution", "this ordinance"};
  gsize end = find->view->len;
  for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
    for (gsize at = find->layout->body.start;
         (at = dc_find_text(find, (DcSpan){at, end}, verbs[i])) != G_MAXSIZE; at += strlen(verbs[i]))
      for (guint k = 0; k < G_N_ELEMENTS(acts); k++)
        if (dc_words_match_back(&find->words, at, acts[k]) != DC_WORDS_NONE)
          return date_at(find, at + strlen(verbs[i]));
  return "";
}

static const char *
place_line_date(DcFind *find) {
  gsize day = dc_find_text(find, find->layout->place_date, "ngày");
  return day == G_MAXSIZE ? "" : date_at(find, day);
}

/* "Ngày 14-11-2016, Ban Chấp hành … đã ban hành …" */
static const char *
reprint_date(DcFind *find) {
  DcSpan within = find->reprint;
  const char *date = "";
  for (gsize day; (day = dc_find_text(find, within, "ngày")) != G_MAXSIZE; within.start = day + 1) {
    const char *found = date_at(find, day);
    date = *found ? found : date;
  }
  return date;
}

void
dc_find_date(DcFind *find) {
  DcIdentity *identity = find->identity;
  identity->date = place_line_date(find);
  if (!*identity->date)
    identity->date = reprint_date(find);
  if (!*identity->date && find->own && dc_span_is_empty(find->layout->number))
    identity->date = date_below(find, find->own->span.end);
  if (!*identity->date && *identity->annex_key)
    identity->date = identity->annex_date;
  if (!*identity->date && (!dc_span_is_empty(find->layout->heading) || dc_find_is_gazette_page(find)))
    identity->date = portal_date(find);
  if (!*identity->date && find->own)
    identity->date = passed_date(find);
  if (!*identity->date && find->own)
    identity->date = english_passed_date(find);
  for (guint i = 0; i < find->mentions->len && !*identity->date && find->own; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (strcmp(m->key, identity->key) == 0 && !dc_find_is_other_body(find, m))
      identity->date = m->date;
  }
}
