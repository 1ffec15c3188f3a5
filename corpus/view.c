/* One pass over the text writes both forms; letters that compose or tones that move are mended in place as
 * the next character shows them. Vietnamese letters have as many bytes in both cases, so both forms share
 * offsets.
 *
 * Nearly all of a text is taken over as it is: runs of such characters are copied without a look at the map,
 * and what the writer has to know of the last characters is read off the end of the run. */
#include "corpus/view.h"

#include <string.h>

#include "corpus/letters.h"

/* From `view` on (up to the next segment) view and text run in step, `text` being the place of `view`;
 * `before` is where the character before it ends in the text, with its combining marks. */
typedef struct {
  guint32 view;
  guint32 text;
  guint32 before;
} Segment;

typedef struct {
  DcView view;
  GArray *segments;
  gsize text_len;
  gsize text_end; /* of the last character that is in the view */
} ViewWithMap;

/* The output so far, and the last characters written, which a mark or a syllable end may still change. */
typedef struct {
  char *out; /* the clean form */
  char *fold;
  gsize len;
  GArray *segments;
  gsize last, before; /* where the last character starts, and the one before it */
  gsize last_text;    /* where the last character starts in the text */
  gsize text_end;     /* where it ends there, with its marks */
  gsize before_end;   /* where the one before it ends there */
} Writer;

static gunichar
char_at(const char *text, gsize at) {
  guchar c = (guchar)text[at];
  if (c < 0x80)
    return c;
  return g_utf8_get_char(text + at);
}

/* Says that what is at `view` comes from `text`, if that does not follow from the segment before; the
 * character before it ends at `before` in the text. */
static void
map_at(Writer *w, gsize view, gsize text, gsize before) {
  Segment *last = &g_array_index(w->segments, Segment, w->segments->len - 1);
  if (last->text + (view - last->view) == text)
    return;
  if (last->view == view) {
    last->text = (guint32)text;
    return;
  }
  Segment next = {(guint32)view, (guint32)text, (guint32)before};
  g_array_append_val(w->segments, next);
}

/* Says that the character written next is the text's [from, to). */
static void
map_to(Writer *w, gsize from, gsize to) {
  map_at(w, w->len, from, w->text_end);
  w->before_end = w->text_end;
  w->last_text = from;
  w->text_end = to;
}

/* Writes a character at `at`: its length. */
static gsize
write_at(Writer *w, gsize at, gunichar c) {
  g_unichar_to_utf8(dc_letters_lower(c), w->fold + at);
  return (gsize)g_unichar_to_utf8(c, w->out + at);
}

static void
put(Writer *w, gunichar c) {
  w->before = w->last;
  w->last = w->len;
  w->len += write_at(w, w->len, c);
}

/* Moves the tone of a final "oà", "oè", "uỳ" to the first vowel when a syllable has just ended at w->len. */
static void
settle_tone(Writer *w) {
  if (w->last >= w->len || w->before >= w->last || (guchar)w->out[w->last] < 0xC3)
    return;
  if ((w->out[w->before] | 0x20) != 'o' && (w->out[w->before] | 0x20) != 'u')
    return;
  gunichar second_bare, first = char_at(w->out, w->before);
  int tone = dc_letters_tone(char_at(w->out, w->last), &second_bare);
  gunichar f = dc_letters_lower(first), s = dc_letters_lower(second_bare);
  if (!tone || !((f == 'o' && (s == 'a' || s == 'e')) || (f == 'u' && s == 'y')))
    return;
  if (f == 'u' && w->before > 0 && (w->out[w->before - 1] | 0x20) == 'q')
    return;
  while (g_array_index(w->segments, Segment, w->segments->len - 1).view > w->before)
    g_array_set_size(w->segments, w->segments->len - 1);
  w->last = w->before + write_at(w, w->before, dc_letters_with_tone(first, tone));
  w->len = w->last + write_at(w, w->last, second_bare);
  map_at(w, w->last, w->last_text, w->before_end);
}

/* A combining mark: changes the letter before it. FALSE when it does not fit there. */
static gboolean
combine(Writer *w, gunichar mark) {
  if (w->last >= w->len)
    return FALSE;
  gunichar base = char_at(w->out, w->last), made = dc_letters_compose(base, mark);
  if (!made && !g_unichar_compose(base, mark, &made))
    return FALSE;
  w->len = w->last + write_at(w, w->last, made);
  return TRUE;
}

static gboolean
is_dropped(gunichar c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
         (c >= 0x202A && c <= 0x202E);
}

/* Cyrillic letters that look like Latin ones, as optical recognition mixes them in; 0 for all others. */
static gunichar
latin_look(gunichar c) {
  static const struct {
    gunichar cyrillic;
    char latin;
  } looks[] = {{0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'}, {0x41D, 'H'},
               {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x425, 'X'}, {0x430, 'a'},
               {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x445, 'x'}};
  for (guint i = 0; i < G_N_ELEMENTS(looks); i++)
    if (looks[i].cyrillic == c)
      return (gunichar)looks[i].latin;
  return 0;
}

/* Text of code page 1252 that was read as 1258 has lost vowels: they became marks on the consonant before
 * ("h́nh", "tŕnh", "pḥng", "H̉A"), and ã became ă. The vowel of such a mark; 0 for all others. */
static gunichar
vowel_of_mark(gunichar mark) {
  return mark == 0x301 ? 0xEC : mark == 0x300 ? 0xCC : mark == 0x323 ? 0xF2 : mark == 0x309 ? 0xD2 : 0;
}

static gboolean
is_consonant(gunichar c) {
  return c < 0x80 ? c != 0 && strchr("bcdghklmnpqrstvxBCDGHKLMNPQRSTVX", (int)c) != NULL
                  : c == 0x110 || c == 0x111;
}

/* The consonant and the vowel that one character stands for, as U+0155 for "rì". */
static gboolean
split_torn(gunichar c, gunichar *consonant, gunichar *vowel) {
  gunichar mark;
  if (c < 0x100 || (c >= 0x200 && c < 0x1E00) || c >= 0x1EA0 || !g_unichar_decompose(c, consonant, &mark))
    return FALSE;
  *vowel = vowel_of_mark(mark);
  return *vowel && is_consonant(*consonant);
}

/* Whether "ì" or "ò", as given, may be followed by what is at `next`. */
static gboolean
may_go_on(gunichar vowel, const char *text, gsize len, gsize next) {
  guchar c = next < len ? (guchar)text[next] : ' ';
  return c < 0x80 &&
         (!g_ascii_isalpha(c) || strchr(vowel == 0xEC || vowel == 0xCC ? "mnMN" : "aeimnAEIMN", c));
}

/* Whether the word that ends the output is consonants only, as before the first vowel. */
static gboolean
ends_in_onset(const Writer *w) {
  gsize at = w->len, n = 0;
  while (at > 0) {
    gsize before = at - 1;
    while (before > 0 && ((guchar)w->out[before] & 0xC0) == 0x80)
      before--;
    gunichar c = char_at(w->out, before);
    if (!dc_letters_is_letter(c))
      break;
    if (!is_consonant(c) || ++n > 3)
      return FALSE;
    at = before;
  }
  return TRUE;
}

static gunichar
plain_form(gunichar c) {
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D)
    return '-';
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
    return ' ';
  if (c == 0x85 || c == 0x2028 || c == 0x2029)
    return '\n';
  if (c == 0xD0)
    return 0x110;
  if (c == 0xF0)
    return 0x111;
  gunichar latin = c >= 0x410 && c <= 0x445 ? latin_look(c) : 0;
  return latin ? latin : c;
}

/* Whether the syllable ends before this byte: then an open "oà" just written is final. */
static inline gboolean
ends_syllable(guchar next) {
  return next < 0x80 && !g_ascii_isalpha(next);
}

/* ASCII that is written as it is and starts nothing longer. */
static inline gboolean
is_plain_ascii(guchar c) {
  return (c >= 0x20 && c < 0x7E) || c == '\n';
}

/* The character at `p` and its length; 0 when the bytes are not UTF-8. The letters of Vietnamese have two
 * bytes, or three from E1 on. */
static inline gsize
decode(const guchar *p, gsize left, gunichar *c) {
  if (p[0] >= 0xC2 && p[0] <= 0xDF && left >= 2 && (p[1] & 0xC0) == 0x80) {
    *c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    return 2;
  }
  if (p[0] == 0xE1 && left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
    *c = 0x1000u | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return 3;
  }
  *c = g_utf8_get_char_validated((const char *)p, (gssize)left);
  return *c == (gunichar)-1 || *c == (gunichar)-2 ? 0 : (gsize)g_unichar_to_utf8(*c, NULL);
}

/* What is known of a letter that the view takes over as it is. */
typedef struct {
  char lower[3]; /* its lower case; "" for all other characters */
  guint8 open;   /* a, e or y with a tone, which may move: à in "oà"; BREVE for ă */
} Letter;

#define BREVE 2

G_STATIC_ASSERT(sizeof(Letter) == 4);

typedef struct {
  char ascii[0x100]; /* of a byte: the lower case of what is written as it is and starts nothing longer; 0 */
  Letter wide[DC_LETTERS_TABLE];
} Letters;

static gpointer
build_letters(gpointer unused G_GNUC_UNUSED) {
  Letters *letters = g_new0(Letters, 1);
  for (int c = 0; c < 0x80; c++)
    letters->ascii[c] = (char)(is_plain_ascii((guchar)c) ? g_ascii_tolower((gchar)c) : 0);
  for (gunichar c = 0x80; c < DC_LETTERS_TABLE; c++) {
    gunichar toneless;
    gunichar consonant, vowel;
    if (is_dropped(c) || (c >= 0x300 && c < 0x370) || plain_form(c) != c || !dc_letters_is_letter(c) ||
        split_torn(c, &consonant, &vowel))
      continue;
    int tone = dc_letters_tone(c, &toneless);
    g_unichar_to_utf8(dc_letters_lower(c), letters->wide[c].lower);
    letters->wide[c].open = tone != 0 && toneless < 0x80 && strchr("aeyAEY", (int)toneless) != NULL;
    if (c == 0x102 || c == 0x103)
      letters->wide[c].open = BREVE;
  }
  return letters;
}

/* What is known of the letter of two bytes, or of three from E1 on, that starts at `p`, with two
 * bytes or more behind its first two; its length. Other characters give a letter without a lower case. */
static inline const Letter *
letter_at(const Letters *letters, const guchar *p, gsize *n) {
  guint second = p[1] ^ 0x80u, third = p[2] ^ 0x80u, c = 0;
  *n = p[0] == 0xE1 ? 3 : 2;
  if (p[0] == 0xE1)
    c = second < 0x40 && third < 0x40 ? 0x1000u | second << 6 | third : 0;
  else if (p[0] >= 0xC2 && p[0] < 0xE0)
    c = second < 0x40 ? (p[0] & 0x1Fu) << 6 | second : 0;
  return &letters->wide[c < DC_LETTERS_TABLE ? c : 0];
}

/* Copies eight bytes and returns how many of them, from the first on, are printable ASCII: nearly all that
 * stands between two letters with marks, in one step. What lies behind those is written again by what comes
 * next. In each byte the highest bit tells: it is set in no ASCII, by adding 2 in '~' and DEL, and by taking
 * 32 off in control characters; what that carries over reaches later bytes alone. */
static inline gsize
copy_eight(char *out, char *fold, const guchar *text) {
  const guint64 each = 0x0101010101010101u, high = each << 7;
  guint64 bytes, lower;
  memcpy(&bytes, text, sizeof bytes);
  memcpy(out, text, sizeof bytes);
  bytes = GUINT64_FROM_LE(bytes); /* the first one lowest */
  guint64 other = (bytes | (bytes + each * 2) | (bytes - each * ' ')) & high;
  guint64 from_a = bytes + each * (0x80 - 'A'), behind_z = bytes + each * (0x80 - 'Z' - 1);
  lower = GUINT64_TO_LE(bytes + (((from_a ^ behind_z) & high) >> 2));
  memcpy(fold, &lower, sizeof lower);
  return other ? (gsize)__builtin_ctzll(other) / 8 : sizeof bytes;
}

/* Whether an ă is followed by what follows ã only: its syllable's end, i, o, u, y or nh. */
static inline gboolean
was_tilde(const guchar *next, gsize left) {
  const guint32 after_tilde = 1u << ('i' & 31) | 1u << ('o' & 31) | 1u << ('u' & 31) | 1u << ('y' & 31);
  if (!g_ascii_isalpha(next[0]))
    return next[0] < 0x80;
  if ((next[0] | 0x20) == 'n')
    return left > 1 && (next[1] | 0x20) == 'h';
  return (after_tilde >> (next[0] & 31) & 1) != 0;
}

/* Copies from `text` on what is taken over as it is, up to the first other character, or to a vowel whose
 * tone the end of its syllable may move. Returns how many bytes that are. Apart from its caller, the loop
 * keeps all it needs in registers. */
static G_GNUC_NO_INLINE gsize
copy_run(char *out, char *fold, const guchar *text, gsize len, const Letters *letters) {
  for (gsize at = 0;;) {
    char low;
    for (gsize n = 8; n == 8 && len - at >= 8; at += n)
      n = copy_eight(out + at, fold + at, text + at);
    while (at < len && (low = letters->ascii[text[at]]) != 0) {
      out[at] = (char)text[at];
      fold[at] = low;
      at++;
    }
    gsize n = 0;
    const Letter *letter = len - at >= 4 ? letter_at(letters, text + at, &n) : &letters->wide[0];
    if (letter->lower[0] == '\0')
      return at;
    memcpy(out + at, text + at, 4); /* what is too much is written over by what comes next */
    memcpy(fold + at, letter, 4);
    at += n;
    if (!letter->open)
      continue;
    if (letter->open == BREVE) {
      if (was_tilde(text + at, len - at)) {
        out[at - 2] = fold[at - 2] = '\xC3';
        out[at - 1] = text[at - 1] == 0x82 ? '\x83' : '\xA3';
        fold[at - 1] = '\xA3';
      }
    } else if (ends_syllable(text[at]) &&
               (at == n || (text[at - n - 1] | 0x20) == 'o' || (text[at - n - 1] | 0x20) == 'u')) {
      return at;
    }
  }
}

/* The start of the character that ends at `end`. */
static gsize
char_before(const guchar *text, gsize end) {
  do
    end--;
  while ((text[end] & 0xC0) == 0x80);
  return end;
}

/* The run [from, to) of the text was copied to the end of the view. */
static void
note_run(Writer *w, const guchar *text, gsize from, gsize to) {
  map_at(w, w->len, from, w->text_end);
  gsize last = char_before(text, to);
  w->before_end = last > from ? last : w->text_end;
  w->before = last > from ? w->len + (char_before(text, last) - from) : w->last;
  w->last = w->len + (last - from);
  w->last_text = last;
  w->text_end = to;
  w->len += to - from;
}

/* Writes the vowel that the mark or the letter with a mark in the text's [at, next) was. */
static gboolean
write_lost_vowel(Writer *w, const char *text, gsize len, gsize at, gunichar c, gsize next) {
  gunichar consonant = 0, vowel = 0;
  if (c >= 0x300 && c < 0x370) {
    vowel = w->len && is_consonant(char_at(w->out, w->last)) ? vowel_of_mark(c) : 0;
  } else if (!split_torn(c, &consonant, &vowel)) {
    return FALSE;
  }
  if (!vowel || !may_go_on(vowel, text, len, next) || !ends_in_onset(w))
    return FALSE;
  if (consonant) {
    map_to(w, at, next);
    put(w, consonant);
  }
  map_to(w, at, next);
  put(w, vowel);
  return TRUE;
}

static gsize
write_odd(Writer *w, gsize at, gunichar c, gsize next) {
  if (is_dropped(c))
    return next;
  if (c >= 0x300 && c < 0x370 && combine(w, c)) {
    w->text_end = next;
    return next;
  }
  c = plain_form(c);
  if (c == ' ' || c == '-' || c == '\n' || !dc_letters_is_letter(c))
    settle_tone(w);
  map_to(w, at, next);
  put(w, c);
  return next;
}

static gsize
write_wide(Writer *w, const char *text, gsize len, gsize at) {
  gunichar c;
  gsize n = decode((const guchar *)text + at, len - at, &c);
  if (n > 0 && write_lost_vowel(w, text, len, at, c, at + n))
    return at + n;
  if (n > 0)
    return write_odd(w, at, c, at + n);
  settle_tone(w);
  map_to(w, at, at + 1);
  put(w, 0x1A);
  return at + 1;
}

static gsize
write_control(Writer *w, const char *text, gsize len, gsize at) {
  guchar c = (guchar)text[at];
  if (c == '~' && at + 1 < len && text[at + 1] == '~')
    return at + 2;
  if (c == '\r' && at + 1 < len && text[at + 1] == '\n')
    return at + 1;
  settle_tone(w);
  map_to(w, at, at + 1);
  put(w, c == '\r' || c == '\f' || c == '\v' ? '\n' : c == '\t' ? ' ' : c);
  return at + 1;
}

static void
write_forms(Writer *w, const char *text, gsize len) {
  static GOnce once = G_ONCE_INIT;
  const Letters *letters = g_once(&once, build_letters, NULL);
  for (gsize at = 0; at < len;) {
    if (ends_syllable((guchar)text[at]) && is_plain_ascii((guchar)text[at]))
      settle_tone(w);
    gsize end =
        at + copy_run(w->out + w->len, w->fold + w->len, (const guchar *)text + at, len - at, letters);
    if (end > at)
      note_run(w, (const guchar *)text, at, end);
    else if ((guchar)text[at] >= 0x80)
      end = write_wide(w, text, len, at);
    else
      end = write_control(w, text, len, at);
    at = end;
  }
  settle_tone(w);
  w->out[w->len] = w->fold[w->len] = '\0';
}

DcView *
dc_view_new(const char *text, gsize len) {
  /* Composing may make a letter longer than its base, never longer than base and mark together; but "ŕ" of
   * two bytes becomes "rì" of three. */
  Writer w = {.out = g_malloc(len + len / 2 + 1),
              .fold = g_malloc(len + len / 2 + 1),
              .segments = g_array_new(FALSE, FALSE, sizeof(Segment))};
  g_assert(len <= DC_VIEW_MAX);
  Segment first = {0, 0, 0};
  g_array_append_val(w.segments, first);
  write_forms(&w, text, len);

  ViewWithMap *self = g_new0(ViewWithMap, 1);
  self->segments = w.segments;
  self->text_len = len;
  self->text_end = w.text_end;
  self->view.clean = w.out;
  self->view.len = w.len;
  self->view.fold = w.fold;
  return &self->view;
}

void
dc_view_free(DcView *view) {
  if (!view)
    return;
  ViewWithMap *self = (ViewWithMap *)view;
  g_array_unref(self->segments);
  g_free((char *)view->clean);
  g_free((char *)view->fold);
  g_free(self);
}

/* The last segment whose view (or text) place is not after `offset`. */
static guint
segment_at(const GArray *segments, gsize offset, gboolean by_text) {
  guint low = 0, high = segments->len;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    const Segment *s = &g_array_index(segments, Segment, middle);
    if ((by_text ? s->text : s->view) <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

gsize
dc_view_to_text(const DcView *view, gsize offset) {
  const ViewWithMap *self = (const ViewWithMap *)view;
  if (offset >= view->len)
    return self->text_len;
  const Segment *s = &g_array_index(self->segments, Segment, segment_at(self->segments, offset, FALSE));
  return s->text + (offset - s->view);
}

DcSpan
dc_view_span_to_text(const DcView *view, DcSpan span) {
  DcSpan made = {dc_view_to_text(view, span.start), 0};
  if (span.end <= span.start) {
    made.end = made.start;
    return made;
  }
  const ViewWithMap *self = (const ViewWithMap *)view;
  gsize end = MIN(span.end, view->len);
  guint i = segment_at(self->segments, end - 1, FALSE);
  const Segment *s = &g_array_index(self->segments, Segment, i);
  if (end == view->len)
    made.end = self->text_end;
  else if (i + 1 < self->segments->len && s[1].view == end)
    made.end = s[1].before;
  else
    made.end = s->text + (end - s->view);
  return made;
}

gsize
dc_view_from_text(const DcView *view, gsize offset) {
  const ViewWithMap *self = (const ViewWithMap *)view;
  if (offset >= self->text_len)
    return view->len;
  guint i = segment_at(self->segments, offset, TRUE);
  while (i > 0 && g_array_index(self->segments, Segment, i - 1).text == offset) /* two letters for one */
    i--;
  const Segment *s = &g_array_index(self->segments, Segment, i);
  gsize at = s->view + (offset > s->text ? offset - s->text : 0);
  gsize next = i + 1 < self->segments->len ? g_array_index(self->segments, Segment, i + 1).view : view->len;
  at = MIN(at, next);
  while (at < view->len && ((guchar)view->clean[at] & 0xC0) == 0x80)
    at++;
  return at;
}

char *
dc_letters_fold(const char *text, gssize len) {
  g_autoptr(DcView) view = dc_view_new(text, len < 0 ? strlen(text) : (gsize)len);
  return g_strdup(view->fold);
}

char *
dc_letters_bare_form(const char *text, gssize len) {
  g_autoptr(DcView) view = dc_view_new(text, len < 0 ? strlen(text) : (gsize)len);
  GString *bare = g_string_sized_new(view->len);
  for (const char *p = view->fold; *p; p = g_utf8_next_char(p))
    g_string_append_unichar(bare, dc_letters_bare(g_utf8_get_char(p)));
  return g_string_free(bare, FALSE);
}
