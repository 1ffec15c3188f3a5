#include "indexer/contents.h"

#include <string.h>

#include "indexer/date.h"

void
dc_contents_date(const DcWords *words, GStringChunk *strings, GArray *mentions) {
  if (dc_words_match(words, dc_words_skip(words, 0), "công báo số") == DC_WORDS_NONE)
    return;
  gsize from = 0;
  guint next = 0;
  const char *stop;
  for (gsize at = 0; (stop = memchr(words->fold + at, '.', words->len - at));
       at = (gsize)(stop - words->fold) + 1) {
    gsize start = dc_words_skip(words, (gsize)(stop - words->fold) + 1);
    DcDate date;
    if (!dc_words_is_digit((guchar)words->fold[start]) || !dc_date_read(words, start, &date) ||
        date.end - start != 10)
      continue;
    while (next < mentions->len && g_array_index(mentions, DcMention, next).span.start < from)
      next++;
    if (next == mentions->len)
      return;
    DcMention *entry = &g_array_index(mentions, DcMention, next);
    if (entry->span.end < start && !*entry->date)
      entry->date = g_string_chunk_insert_const(strings, date.iso);
    from = date.end;
  }
}
