#include "indexer/contents.h"

#include <string.h>

#include "indexer/date.h"

/* "16-12-2011 Trang 3", "16-12-2011 3": how each entry ends. */
static gboolean
is_entry_end(const DcWords *words, gsize at, DcDate *date) {
  if (!dc_words_is_digit((guchar)words->fold[at]) || (at > 0 && !strchr(" \n", words->fold[at - 1])) ||
      !dc_date_read(words, at, date) || date->end - at != strlen("16-12-2011"))
    return FALSE;
  gsize page = dc_words_skip(words, date->end), label = dc_words_match(words, page, "trang");
  if (label != DC_WORDS_NONE)
    page = dc_words_skip(words, label);
  return page < words->len && dc_words_is_digit((guchar)words->fold[page]);
}

/* Whether there is "số 3", of an act whose symbol was not understood. */
static gboolean
has_number(const DcWords *words, gsize from, gsize to) {
  static const char lead[] = "số ";
  const char *found;
  for (gsize at = from; at < to && (found = memmem(words->fold + at, to - at, lead, sizeof lead - 1));) {
    at = (gsize)(found - words->fold) + sizeof lead - 1;
    if (dc_words_is_digit((guchar)words->fold[at]))
      return TRUE;
  }
  return FALSE;
}

gboolean
dc_contents_has_heading(const DcWords *words, gsize from, gsize to) {
  static const char heading[] = "văn bản quy phạm pháp luật";
  const char *found;
  for (gsize at = from;
       at < to && (found = memmem(words->fold + at, to - at, heading, sizeof heading - 1));) {
    at = (gsize)(found - words->fold) + sizeof heading - 1;
    gsize next = dc_words_skip(words, at);
    if (dc_words_is_capital(words, next) && dc_words_is_capital(words, dc_words_next(words, next)))
      return TRUE;
  }
  return FALSE;
}

/* The first mention of the entry in [from, end) is the act itself, if no act stands before it and no other
 * entry could have begun behind it. */
static gboolean
is_of_entry(const DcWords *words, const DcMention *mention, gsize from, gsize end) {
  gsize behind = mention->span.end;
  return behind < end && !dc_contents_has_heading(words, behind, end) &&
         (from == 0 || !has_number(words, from, mention->cite.start));
}

void
dc_contents_date(const DcWords *words, GStringChunk *strings, GArray *mentions) {
  if (dc_words_match(words, dc_words_skip(words, 0), "công báo số") == DC_WORDS_NONE)
    return;
  gsize from = 0;
  guint next = 0;
  const char *dash;
  for (gsize at = 0; (dash = memchr(words->fold + at, '-', words->len - at));
       at = MAX(from, (gsize)(dash - words->fold) + 1)) {
    gsize place = (gsize)(dash - words->fold), start = place - MIN(place, 2);
    DcDate date;
    if (!is_entry_end(words, start, &date))
      continue;
    while (next < mentions->len && g_array_index(mentions, DcMention, next).span.start < from)
      next++;
    if (next == mentions->len)
      return;
    DcMention *entry = &g_array_index(mentions, DcMention, next);
    if (!*entry->date && is_of_entry(words, entry, from, start))
      entry->date = g_string_chunk_insert_const(strings, date.iso);
    from = date.end;
  }
}
