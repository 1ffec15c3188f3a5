/* Walks back over labels ("5", "a", "II", "1.2"), joints and the names of parts, and keeps what starts with
 * the name of a part. */
#include "indexer/pinpoint.h"

#include <string.h>

enum { MAX_PIECES = 60 };

static const char *const parts[] = {"điều",    "điểm",     "khoản",   "mục",    "chương",        "phần",
                                    "phụ lục", "tiểu mục", "tiết",    "đoạn",   "gạch đầu dòng", "article",
                                    "clause",  "point",    "chapter", "section"};
static const char *const joints[] = {"và", "hoặc", "các", "từ", "đến", "of", "and", "của", "tại"};

static gboolean
is_roman(const DcWords *words, gsize start, gsize end) {
  for (gsize i = start; i < end; i++)
    if (!strchr("ivxl", words->fold[i]))
      return FALSE;
  return end > start && end - start <= 6;
}

/* One piece that ends at `end`: its start, or DC_WORDS_NONE. `part` when it is the name of a part. */
static gsize
piece_before(const DcWords *words, gsize end, gboolean *part) {
  *part = FALSE;
  if (end == 0)
    return DC_WORDS_NONE;
  gsize at = end;
  while (at > 0 && end - at < 8 &&
         (dc_words_is_digit((guchar)words->fold[at - 1]) || words->fold[at - 1] == '.'))
    at--;
  if (at < end)
    return dc_words_start(words, at) == at ? at : DC_WORDS_NONE;
  if (strchr(",;-", words->fold[end - 1]))
    return end - 1;
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    gsize start = dc_words_match_back(words, end, parts[i]);
    if (start == DC_WORDS_NONE)
      continue;
    *part = TRUE;
    return start;
  }
  for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
    gsize start = dc_words_match_back(words, end, joints[i]);
    if (start != DC_WORDS_NONE)
      return start;
  }
  gsize start = dc_words_start(words, end);
  gboolean letter = end - start == 1 || (end - start == 2 && memcmp(words->fold + start, "đ", 2) == 0);
  if (letter || is_roman(words, start, end))
    return start;
  if (end - start <= 2 && at > 0 && dc_words_is_digit((guchar)words->fold[start > 0 ? start - 1 : 0]))
    return start;
  return DC_WORDS_NONE;
}

DcSpan
dc_pinpoint_before(const DcWords *words, gsize end) {
  DcSpan found = {end, end};
  gsize at = dc_words_back(words, end), last = at;
  for (int n = 0; n < MAX_PIECES; n++) {
    gboolean part;
    gsize start = piece_before(words, at, &part);
    if (start == DC_WORDS_NONE)
      break;
    if (n == 0 && (words->fold[start] == ',' || words->fold[start] == ';' || words->fold[start] == '-'))
      break;
    /* The place ends before "của" and "tại". */
    if (dc_span_is_empty(found) && (dc_words_match(words, start, "của") != DC_WORDS_NONE ||
                                    dc_words_match(words, start, "tại") != DC_WORDS_NONE))
      last = dc_words_back(words, start);
    if (part) {
      found.start = start;
      found.end = last;
    }
    at = dc_words_back(words, start);
  }
  return found;
}
