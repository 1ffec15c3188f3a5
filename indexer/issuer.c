/* A body's name runs on while its words belong to it: to a punctuation mark, a word of stops.csv or the next
 * document's type word. Commas, dashes and "và" are part of it when the lexicon knows the body ("Bộ Văn hóa,
 * Thể thao và Du lịch") or a capital follows. */
#include "indexer/issuer.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/lexicon.h"
#include "indexer/phrases.h"

extern const char dc_stops_csv[];
extern const gsize dc_stops_csv_len;

enum { MAX_WORDS = 24, MAX_BODY_WORDS = 10 };

static gpointer
load_stops(gpointer unused G_GNUC_UNUSED) {
  return dc_phrases_of_table(dc_stops_csv, dc_stops_csv_len);
}

static const DcPhrases *
stops_get(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load_stops, NULL);
}

/* The end of the longest body of the lexicon that starts at `at` and goes beyond `past`, or 0. */
static gsize
known_body(const DcWords *words, gsize at, gsize past) {
  gsize found = 0, end = at;
  for (int n = 0; n < MAX_BODY_WORDS; n++) {
    gsize next = dc_words_end(words, end);
    if (next == end)
      break;
    if (next > past && dc_lexicon_body_n(words->fold + at, next - at))
      found = next;
    end = dc_words_skip(words, next);
    if (end < words->len && (words->fold[end] == ',' || words->fold[end] == '-'))
      end = dc_words_skip(words, end + 1);
  }
  return found;
}

/* A document's type stands at `at`: the next citation. Not after "Bộ" or "Sở" (Bộ Kế hoạch và Đầu tư). */
static gboolean
is_type_word(const DcWords *words, gsize at) {
  static const char *const types[] = {"nghị quyết", "nghị định", "quyết định", "chỉ thị",  "kết luận",
                                      "thông tư",   "thông báo", "công văn",   "kế hoạch", "tờ trình",
                                      "luật",       "pháp lệnh", "báo cáo"};
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (dc_words_match(words, at, types[i]) != DC_WORDS_NONE) {
      gsize before = dc_words_back(words, at);
      return dc_words_match_back(words, before, "bộ") == DC_WORDS_NONE &&
             dc_words_match_back(words, before, "sở") == DC_WORDS_NONE &&
             dc_words_match_back(words, before, "phòng") == DC_WORDS_NONE;
    }
  return FALSE;
}

/* "(khóa XIX)" at `at`: its end, or 0. */
static gsize
bracketed_term(const DcWords *words, gsize at) {
  gsize term = dc_words_match(words, dc_words_skip(words, at + 1), "khóa");
  if (term == DC_WORDS_NONE)
    return 0;
  gsize end = dc_words_end(words, dc_words_skip(words, term));
  return end < words->len && words->fold[end] == ')' ? end + 1 : 0;
}

/* The white space at [from, to) ends the sentence: an empty line, a new paragraph, or a line with place and
 * date
 * ("Nghệ An, ngày 27 tháng 8"). */
static gboolean
ends_line(const DcWords *words, gsize from, gsize to) {
  if (to <= from || words->fold[from] != '\n')
    return FALSE;
  if (to - from >= 2 && words->fold[from + 1] == '\n' && !dc_words_has_gap(words, from, to))
    return TRUE;
  gboolean shouted = dc_words_is_capital(words, to) && dc_words_is_capital(words, to + 1) &&
                     dc_words_is_capital(words, to + 2);
  if (shouted && !(from >= 1 && dc_words_is_capital(words, dc_words_start(words, from) + 1)))
    return TRUE; /* the next heading */
  gsize at = to;
  for (int n = 0; n < 4; n++)
    at = dc_words_skip(words, dc_words_end(words, at));
  for (gsize i = to; i < at + 2 && i < words->len; i++)
    if (words->fold[i] == ',')
      return dc_words_match(words, dc_words_skip(words, i + 1), "ngày") != DC_WORDS_NONE;
  return dc_words_is_paragraph_end(words, from);
}

/* How high a place is whose level word stands at `at`, a name behind it: commune 1, district 2, province 3.
 */
static int
rank_of_place(const DcWords *words, gsize at) {
  static const struct {
    const char *word;
    int rank;
  } levels[] = {{"xã", 1},     {"phường", 1}, {"thị trấn", 1},  {"huyện", 2},
                {"thị xã", 2}, {"quận", 2},   {"thành phố", 2}, {"tỉnh", 3}};
  for (guint i = 0; i < G_N_ELEMENTS(levels); i++) {
    gsize end = dc_words_match(words, at, levels[i].word);
    if (end != DC_WORDS_NONE && dc_words_is_capital(words, dc_words_skip(words, end)))
      return levels[i].rank;
  }
  return 0;
}

/* Where the word ends that starts at `at`, "GD&ĐT" and "GD-ĐT" as one. */
static gsize
whole_word_end(const DcWords *words, gsize at) {
  gsize end = dc_words_end_of_name(words, at);
  while (end > at && end + 1 < words->len && (words->fold[end] == '&' || words->fold[end] == '-') &&
         dc_words_is_capital(words, dc_words_next(words, dc_words_start(words, end))) &&
         dc_words_is_capital(words, end + 1))
    end = dc_words_end(words, end + 1);
  return end;
}

static gboolean
starts_body(const DcWords *words, gsize at) {
  static const char *const starts[] = {"bộ",        "tổng cục", "ủy ban",         "ngân hàng", "tòa án",
                                       "viện kiểm", "ban",      "tổng liên đoàn", "thanh tra", "văn phòng"};
  for (guint i = 0; i < G_N_ELEMENTS(starts) && dc_words_is_capital(words, at); i++)
    if (dc_words_match(words, at, starts[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* "Điều 5", "Chương II", "Phụ lục": a part of an act. */
static gboolean
is_part_of_act(const DcWords *words, gsize at) {
  static const char *const parts[] = {"điều", "khoản", "điểm", "chương", "mục", "phụ lục", "mẫu số"};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    gsize end = dc_words_match(words, at, parts[i]);
    if (end == DC_WORDS_NONE)
      continue;
    gsize next = dc_words_skip(words, end);
    gsize number = next + strspn(words->fold + next, "0123456789ivxl");
    return i > 3 ? dc_words_match_back(words, dc_words_back(words, at), "danh") == DC_WORDS_NONE
                 : number > next && dc_words_end(words, next) <= number;
  }
  return FALSE;
}

/* The next cell of a table: a body that starts a line below a body that is whole. */
static gboolean
is_next_cell(const DcWords *words, gsize head, gsize word_end, gsize next) {
  return memchr(words->fold + word_end, '\n', next - word_end) != NULL && starts_body(words, next) &&
         dc_lexicon_body_n(words->fold + head, word_end - head) != NULL;
}

/* Past the comma or dash at `at`, behind a word that ends at `word_end`: where the name goes on, or 0. What
 * it covers goes into the span; `head` is where the last body starts. */
static gsize
past_mark(const DcWords *words, gsize at, gsize word_end, int rank, gboolean joint, DcSpan *span,
          gsize *head) {
  gboolean comma = words->fold[at] == ',';
  gsize body = known_body(words, *head, at), after = dc_words_skip(words, at + 1);
  if (body) {
    span->end = body;
    return dc_words_skip(words, body);
  }
  if (joint && comma && starts_body(words, after))
    return *head = after;
  gboolean further = comma ? rank > 0 && rank_of_place(words, after) > rank
                           : at > word_end && after < words->len && dc_words_is_capital(words, after) &&
                                 !is_type_word(words, after);
  return further ? after : 0; /* "Mặt trận - Ban Dân vận", "UBND xã Tân Lập, huyện Yên Thế" */
}

DcSpan
dc_issuer_read(const DcWords *words, gsize at, gboolean joint) {
  DcSpan span = {dc_words_skip(words, at), 0};
  span.end = span.start;
  gsize stop, head = span.start, next = span.start;
  int rank = 0;
  gboolean named = FALSE; /* the word before says what place the name is of: "huyện Như Xuân" */
  for (int n = 0; n < (joint ? 2 * MAX_WORDS : MAX_WORDS); n++) {
    gsize word_end = whole_word_end(words, next);
    if (word_end == next || (!named && dc_phrases_at(stops_get(), words, next, 1, &stop)) ||
        is_type_word(words, next) || is_part_of_act(words, next))
      break;
    named = rank_of_place(words, next) > 0;
    gboolean joins = dc_words_match(words, next, "và") != DC_WORDS_NONE;
    gsize behind = joins ? dc_words_skip(words, word_end) : next;
    if (joins && (!dc_words_is_capital(words, behind) || is_part_of_act(words, behind)))
      break;
    gsize joined = joins ? known_body(words, head, word_end) : 0;
    if (joined) { /* "Bộ Nông nghiệp và Phát triển nông thôn": its words are no stops */
      span.end = word_end = joined;
    } else {
      if (dc_words_match(words, next, "bộ") != DC_WORDS_NONE ||
          dc_words_match(words, next, "ủy ban") != DC_WORDS_NONE)
        head = next;
      if (!joins)
        span.end = word_end;
      rank = MAX(rank, rank_of_place(words, next));
    }
    next = dc_words_skip(words, word_end);
    if (next >= words->len || ends_line(words, word_end, next) || is_next_cell(words, head, word_end, next))
      break;
    if (words->fold[next] == '(') {
      gsize term = bracketed_term(words, next);
      if (term)
        span.end = term;
      break;
    }
    while (next && next < words->len && strchr(",-", words->fold[next]))
      next = past_mark(words, next, word_end, rank, joint, &span, &head);
    if (!next)
      break;
  }
  return span;
}
