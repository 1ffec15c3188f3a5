/* Walks back over labels ("5", "a", "II", "1.2"), joints and the names of parts, and keeps what starts with
 * the name of a part. */
#include "indexer/pinpoint.h"

#include <string.h>

static const char *const parts[] = {"điều",    "điểm",     "khoản",   "mục",    "chương",        "phần",
                                    "phụ lục", "tiểu mục", "tiết",    "đoạn",   "gạch đầu dòng", "article",
                                    "clause",  "point",    "chapter", "section"};
static const char *const joints[] = {"và", "hoặc", "các", "từ", "đến", "of", "and"};

static gboolean
is_roman(const DcWords *words, gsize start, gsize end) {
  for (gsize i = start; i < end; i++)
    if (!strchr("ivxl", words->fold[i]))
      return FALSE;
  return end > start && end - start <= 6;
}

typedef enum { PIECE_NONE, PIECE_LABEL, PIECE_PART, PIECE_JOINT, PIECE_END } PieceKind;

/* The start of the digits and dots that end at `end`, or `end`. */
static gsize
number_start(const DcWords *words, gsize end) {
  gsize at = end;
  while (at > 0 && end - at < 8 &&
         (dc_words_is_digit((guchar)words->fold[at - 1]) || words->fold[at - 1] == '.'))
    at--;
  return at;
}

static gsize
match_any_back(const DcWords *words, gsize end, const char *const *phrases, guint n) {
  for (guint i = 0; i < n; i++) {
    gsize start = dc_words_match_back(words, end, phrases[i]);
    if (start != DC_WORDS_NONE)
      return start;
  }
  return DC_WORDS_NONE;
}

/* The piece that ends at `end`; *start is where it starts. */
static PieceKind
piece_before(const DcWords *words, gsize end, gsize *start) {
  if (end == 0)
    return PIECE_NONE;
  *start = end - 1;
  if (strchr(",;-", words->fold[end - 1]))
    return PIECE_JOINT;
  if ((*start = number_start(words, end)) < end)
    return dc_words_start(words, *start) == *start && words->fold[end - 1] != '.' ? PIECE_LABEL : PIECE_NONE;
  if ((*start = match_any_back(words, end, parts, G_N_ELEMENTS(parts))) != DC_WORDS_NONE)
    return dc_words_match_back(words, dc_words_back(words, *start), "giai") == DC_WORDS_NONE ? PIECE_PART
                                                                                             : PIECE_NONE;
  *start = dc_words_match_back(words, end, "của");
  if (*start == DC_WORDS_NONE)
    *start = dc_words_match_back(words, end, "tại");
  if (*start != DC_WORDS_NONE)
    return PIECE_END;
  if ((*start = match_any_back(words, end, joints, G_N_ELEMENTS(joints))) != DC_WORDS_NONE)
    return PIECE_JOINT;
  *start = dc_words_start(words, end);
  gsize letters = end - *start, number = number_start(words, *start);
  if (number < *start && letters <= 2 && dc_words_start(words, number) == number) { /* "9a" */
    *start = number;
    return PIECE_LABEL;
  }
  gboolean letter = letters == 1 || (letters == 2 && memcmp(words->fold + *start, "đ", 2) == 0);
  return letter || is_roman(words, *start, end) ? PIECE_LABEL : PIECE_NONE;
}

/* "Phụ lục Nghị định": the only annex needs no label; not in "một số điều, phụ lục của". */
static gboolean
is_only_annex(const DcWords *words, gsize at) {
  gsize before = dc_words_back(words, at);
  return dc_words_match(words, at, "phụ lục") != DC_WORDS_NONE && before > 0 &&
         words->fold[before - 1] != ',' && dc_words_match_back(words, before, "và") == DC_WORDS_NONE;
}

DcSpan
dc_pinpoint_before(const DcWords *words, gsize floor, gsize end) {
  DcSpan found = {end, end};
  gsize at = dc_words_back(words, end), last = at, start;
  gboolean labelled = FALSE;
  for (int n = 0; at > floor; n++) {
    PieceKind kind = piece_before(words, at, &start);
    gboolean comma = kind == PIECE_JOINT && words->fold[start] == ','; /* "Khoản 2 Mục III, Thông tư số …" */
    if (kind == PIECE_NONE || (kind == PIECE_JOINT && n == 0 && !comma))
      break;
    if (n == 0 && comma)
      last = dc_words_back(words, start);
    if (kind == PIECE_END) {
      if (!dc_span_is_empty(found) || labelled)
        break;
      last = dc_words_back(words, start);
    }
    if (kind == PIECE_PART && !labelled && !is_only_annex(words, start))
      break; /* "một số điều của" */
    if (kind == PIECE_PART)
      found = (DcSpan){start, last};
    labelled = kind == PIECE_LABEL || (labelled && kind == PIECE_JOINT);
    at = dc_words_back(words, start);
  }
  return found;
}
