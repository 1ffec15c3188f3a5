/* White space between two words of a citation is short; a longer gap ends the pattern. */
#include "indexer/words.h"

#include <string.h>

#include "corpus/letters.h"

/* Basic Latin, U+00C0 to U+01FF, and U+1000 to U+1FFF, which holds the letters with two marks. */
const guint8 dc_words_letters[256] = {
    /* 00 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* 10 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* 20 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* 30 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* 40 */ 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    /* 50 */ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    /* 60 */ 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    /* 70 */ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    /* 80 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* 90 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* A0 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* B0 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* C0 */ 0, 0, 0, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0,
    /* D0 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* E0 */ 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* F0 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

enum { MAX_GAP = 400, MAX_WORD = 64, SAMPLE = 16384, LONG_LINE = 220 };

static gboolean
is_capital(const DcView *view, gsize at) {
  gunichar c = g_utf8_get_char(view->clean + at);
  return dc_letters_lower(c) != c;
}

/* Told from the beginning of the text: lines of a wrapped one often start in lower case; in a text all in
 * capitals, none is long. */
static gboolean
is_wrapped(const DcView *view) {
  gsize end = MIN(view->len, SAMPLE), longest = 0;
  guint lower = 0, upper = 0;
  for (gsize at = 0; at < end;) {
    const char *feed = memchr(view->fold + at, '\n', end - at);
    gsize stop = feed ? (gsize)(feed - view->fold) : end;
    longest = MAX(longest, stop - at);
    if (stop > at && dc_words_is_letter((guchar)view->fold[at])) {
      if (is_capital(view, at))
        upper++;
      else
        lower++;
    }
    at = stop + 1;
  }
  if (lower > 0)
    return lower * 6 > upper;
  for (gsize at = 0; at < end; at++)
    if (g_ascii_islower(view->clean[at]))
      return FALSE;
  return longest <= LONG_LINE;
}

gboolean
dc_words_is_capital(const DcWords *words, gsize at) {
  gunichar c = at < words->len ? g_utf8_get_char(words->clean + at) : 0;
  return dc_letters_lower(c) != c;
}

gboolean
dc_words_is_paragraph_end(const DcWords *words, gsize at) {
  if (words->wrapped || words->fold[at] != '\n')
    return FALSE;
  gsize next = dc_words_skip(words, at);
  return dc_words_is_capital(words, next) && !dc_words_has_gap(words, at, next);
}

DcWords
dc_words_plain(const DcView *view, const DcLayout *layout) {
  return (DcWords){.wrapped = TRUE,
                   .fold = view->fold,
                   .clean = view->clean,
                   .len = view->len,
                   .layout = layout && layout->noise->len ? layout : NULL};
}

DcWords
dc_words_new(const DcView *view, const DcLayout *layout) {
  DcWords words = dc_words_plain(view, layout);
  words.wrapped = is_wrapped(view);
  return words;
}

/* The first gap that ends behind `at`, or NULL. */
static const DcSpan *
gap_behind(const DcWords *words, gsize at) {
  if (!words->layout)
    return NULL;
  guint i = dc_layout_noise_behind(words->layout, at);
  return i < words->layout->noise->len ? &g_array_index(words->layout->noise, DcSpan, i) : NULL;
}

/* The gap that holds `at`, or NULL. */
static const DcSpan *
gap_at(const DcWords *words, gsize at) {
  const DcSpan *gap = gap_behind(words, at);
  return gap && gap->start <= at ? gap : NULL;
}

gboolean
dc_words_has_gap(const DcWords *words, gsize from, gsize to) {
  const DcSpan *gap = gap_behind(words, from);
  return gap && gap->start < to;
}

gsize
dc_words_skip_white(const DcWords *words, gsize at) {
  gsize spaces = 0;
  while (at < words->len && spaces < MAX_GAP) {
    guchar c = (guchar)words->fold[at];
    const DcSpan *gap;
    if (words->layout && (at == 0 || words->fold[at - 1] == '\n') && (gap = gap_at(words, at)))
      at = gap->end;
    else if (dc_words_is_white(c))
      at++, spaces++;
    else
      break;
  }
  return MIN(at, words->len);
}

gsize
dc_words_back_white(const DcWords *words, gsize at) {
  gsize spaces = 0;
  gboolean line = FALSE; /* a line ended here, maybe one with spaces at its end */
  while (at > 0 && spaces < MAX_GAP) {
    guchar c = (guchar)words->fold[at - 1];
    const DcSpan *gap;
    if (words->layout && (c == '\n' || line || words->fold[at] == '\n') && (gap = gap_at(words, at - 1)))
      at = gap->start;
    else if (dc_words_is_white(c))
      at--, spaces++, line |= c == '\n';
    else
      break;
  }
  return at;
}

char *
dc_words_text(const DcWords *words, DcSpan span) {
  GString *text = g_string_sized_new(dc_span_length(span));
  for (gsize at = span.start; at < span.end;) {
    gsize next = dc_words_skip(words, at);
    if (next == at)
      g_string_append_c(text, words->clean[at++]);
    else if (next < span.end && text->len)
      g_string_append_c(text, ' ');
    at = MAX(at, next);
  }
  return g_string_free(text, FALSE);
}

gsize
dc_words_end(const DcWords *words, gsize at) {
  gsize letter;
  while (at < words->len && (letter = dc_words_letters[(guchar)words->fold[at]]) != 0)
    at += letter;
  return MIN(at, words->len);
}

gsize
dc_words_end_of_name(const DcWords *words, gsize at) {
  static const char *const apostrophes[] = {"'", "’", "`"};
  gsize end = dc_words_end(words, at);
  for (guint i = 0; end > at && i < G_N_ELEMENTS(apostrophes); i++) {
    gsize next = end + strlen(apostrophes[i]);
    if (next < words->len && memcmp(words->fold + end, apostrophes[i], next - end) == 0 &&
        dc_words_end(words, next) > next)
      return dc_words_end(words, next);
  }
  return end;
}

gsize
dc_words_start(const DcWords *words, gsize end) {
  gsize at = end, limit = end > MAX_WORD ? end - MAX_WORD : 0;
  while (at > limit) {
    gsize before = at - 1;
    while (before > limit && ((guchar)words->fold[before] & 0xC0) == 0x80)
      before--;
    if (!dc_words_letters[(guchar)words->fold[before]])
      break;
    at = before;
  }
  return at;
}

/* Whether no letter ends at `at`: as dc_words_start, without the way back to the start of the word. */
static gboolean
starts_word(const DcWords *words, gsize at) {
  if (at == 0)
    return TRUE;
  guchar c = (guchar)words->fold[at - 1];
  if (c < 0x80)
    return !dc_words_is_letter(c);
  return dc_words_start(words, at) == at;
}

gsize
dc_words_match_rest(const DcWords *words, gsize at, const char *phrase) {
  if (!starts_word(words, at))
    return DC_WORDS_NONE;
  for (const char *p = phrase; *p;) {
    if (*p == ' ') { /* none where the space was lost: "thựchiện" */
      at = dc_words_skip(words, at);
      p++;
      continue;
    }
    if (at >= words->len || words->fold[at] != *p)
      return DC_WORDS_NONE;
    at++;
    p++;
  }
  return dc_words_end(words, at) == at || !dc_words_is_letter((guchar)words->fold[at - 1]) ? at
                                                                                           : DC_WORDS_NONE;
}

gsize
dc_words_match_back_n(const DcWords *words, gsize end, const char *phrase, gsize len) {
  gsize at = end;
  if (dc_words_end(words, end) != end)
    return DC_WORDS_NONE;
  for (const char *p = phrase + len; p > phrase; p--) {
    if (p[-1] == ' ') {
      at = dc_words_back(words, at);
      continue;
    }
    if (at == 0 || words->fold[at - 1] != p[-1])
      return DC_WORDS_NONE;
    at--;
  }
  return starts_word(words, at) ? at : DC_WORDS_NONE;
}

gboolean
dc_words_precede(const DcWords *words, gsize at, gsize floor, int most, const char *phrase) {
  gsize end = dc_words_back(words, at);
  for (int n = 0; n < most && end > floor; n++) {
    if (dc_words_match_back(words, end, phrase) != DC_WORDS_NONE)
      return TRUE;
    gsize word = dc_words_start(words, end);
    if (word == end)
      return FALSE;
    end = dc_words_back(words, word);
  }
  return FALSE;
}
