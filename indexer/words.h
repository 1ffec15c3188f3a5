/* Reading a view word by word: what all patterns around a citation are made of.
 *
 * Words are runs of letters. Between words any white space will do: spaces, line ends, asterisks of a
 * marked-up text, and the page headers that stand inside a sentence (gaps). All offsets are of the view;
 * phrases are in fold form with single spaces. Every function looks at a bounded piece of the text. */
#pragma once

#include <string.h>

#include "corpus/layout.h"

G_BEGIN_DECLS

typedef struct {
  const char *fold;
  const char *clean;
  gsize len;
  const DcLayout *layout; /* whose page headers are gaps; NULL when there are none */
  gboolean wrapped;       /* lines end within sentences; else a line is a paragraph */
} DcWords;

#define DC_WORDS_NONE G_MAXSIZE

/* `layout`, which may be NULL, has to outlive the words. */
DcWords dc_words_new(const DcView *view, const DcLayout *layout);
/* The same where paragraphs do not matter: `wrapped` is not found out, which takes a look at many lines. */
DcWords dc_words_plain(const DcView *view, const DcLayout *layout);

static inline gboolean
dc_words_is_white(guchar c) {
  return c == ' ' || c == '\n' || c == '*';
}

/* The first place at or after `at` that is not white space (at most the end). Most calls have nothing to
 * skip, or only one space. */
gsize dc_words_skip_white(const DcWords *words, gsize at);

static inline gsize
dc_words_skip(const DcWords *words, gsize at) {
  if (at == 0 || at >= words->len || words->fold[at - 1] == '\n' ||
      (dc_words_is_white((guchar)words->fold[at]) &&
       (words->fold[at] != ' ' || dc_words_is_white((guchar)words->fold[at + 1]))))
    return dc_words_skip_white(words, at);
  return at + (words->fold[at] == ' ');
}

/* The end of the last character before `at` that is not white space (at least 0). */
gsize dc_words_back_white(const DcWords *words, gsize at);

static inline gsize
dc_words_back(const DcWords *words, gsize at) {
  if (at < 2 || words->fold[at] == '\n' ||
      (dc_words_is_white((guchar)words->fold[at - 1]) &&
       (words->fold[at - 1] != ' ' || dc_words_is_white((guchar)words->fold[at - 2]))))
    return dc_words_back_white(words, at);
  return at - (words->fold[at - 1] == ' ');
}

gboolean dc_words_is_capital(const DcWords *words, gsize at);

/* Whether the line feed at `at` ends a paragraph: a text that is not wrapped goes on with a capital. */
gboolean dc_words_is_paragraph_end(const DcWords *words, gsize at);

/* Whether a page header (a gap) stands in [from, to). */
gboolean dc_words_has_gap(const DcWords *words, gsize from, gsize to);

/* Where the word ends that starts at `at`; `at` itself when no letter stands there. */
gsize dc_words_end(const DcWords *words, gsize at);
/* The same of a word that may hold an apostrophe: "Ea H'Leo", "Đắk R’Lấp". */
gsize dc_words_end_of_name(const DcWords *words, gsize at);
/* Where the word starts that ends at `end`; `end` itself when no letter stands before it. */
gsize dc_words_start(const DcWords *words, gsize end);

/* What is written in a span, on one line: a run of white space is one space, and a page header within it is
 * left out. New string. */
char *dc_words_text(const DcWords *words, DcSpan span);

/* The end of `phrase` at `at`, or DC_WORDS_NONE; a phrase only matches whole words. */
gsize dc_words_match_rest(const DcWords *words, gsize at, const char *phrase);

static inline gsize
dc_words_match(const DcWords *words, gsize at, const char *phrase) {
  return words->fold[at] == *phrase ? dc_words_match_rest(words, at, phrase) : DC_WORDS_NONE;
}

/* The start of `phrase` that ends at `end`, or DC_WORDS_NONE. */
gsize dc_words_match_back_n(const DcWords *words, gsize end, const char *phrase, gsize len);

static inline gsize
dc_words_match_back(const DcWords *words, gsize end, const char *phrase) {
  gsize len = strlen(phrase);
  if (end == 0 || words->fold[end - 1] != phrase[len - 1])
    return DC_WORDS_NONE;
  return dc_words_match_back_n(words, end, phrase, len);
}

/* Whether `phrase` ends at `at` or at one of the `most` - 1 words before it, all of them behind `floor`. */
gboolean dc_words_precede(const DcWords *words, gsize at, gsize floor, int most, const char *phrase);

/* The place behind the character that starts at `at`, which is not the end. */
static inline gsize
dc_words_next(const DcWords *words, gsize at) {
  return at + (gsize)g_utf8_skip[(guchar)words->fold[at]];
}

/* Of each byte how long the letter is that it starts; 0 when it starts none. */
extern const guint8 dc_words_letters[256];

/* Whether a letter starts at this byte, or goes on. */
static inline gboolean
dc_words_is_letter(guchar c) {
  return dc_words_letters[c] != 0 || (c & 0xC0) == 0x80;
}

static inline gboolean
dc_words_is_digit(guchar c) {
  return c >= '0' && c <= '9';
}

/* The first place at or after `at` whose byte is from `low` to `high`, both ASCII; the end of the view when
 * there is none. Eight bytes are looked at in one step: in each the highest bit tells, as no sum of seven
 * bits goes on into the next one. */
static inline gsize
dc_words_find_between(const DcWords *words, gsize at, guchar low, guchar high) {
  const guint64 each = 0x0101010101010101u, top = each << 7;
  for (; at + sizeof top <= words->len; at += sizeof top) {
    guint64 bytes;
    memcpy(&bytes, words->fold + at, sizeof bytes);
    bytes = GUINT64_FROM_LE(bytes); /* the first one lowest */
    guint64 seven = bytes & ~top, from_low = seven + each * (0x80u - low),
            above_high = seven + each * (0x7Fu - high), found = from_low & ~above_high & ~bytes & top;
    if (found)
      return at + (gsize)__builtin_ctzll(found) / 8;
  }
  while (at < words->len && ((guchar)words->fold[at] < low || (guchar)words->fold[at] > high))
    at++;
  return MIN(at, words->len);
}

/* The first place at or after `at` whose byte is in `set`. The NUL behind the view has to be in it: the loop
 * over all other bytes of a text is as short as can be. */
static inline gsize
dc_words_find(const DcWords *words, gsize at, const guint8 set[256]) {
  const guchar *start = (const guchar *)words->fold, *p = start + at;
  for (;; p += 4) /* four at a time: nearly all bytes of a text are passed here */
    if (set[p[0]])
      return (gsize)(p - start);
    else if (set[p[1]])
      return (gsize)(p - start) + 1;
    else if (set[p[2]])
      return (gsize)(p - start) + 2;
    else if (set[p[3]])
      return (gsize)(p - start) + 3;
}

G_END_DECLS
