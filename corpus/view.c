/* One pass over the text writes the clean form; letters that compose or tones that move are mended in place
 * as the next character shows them; a second pass over the clean form writes the fold form. Vietnamese
 * letters have as many bytes in both cases, so both forms share offsets. */
#include "corpus/view.h"

#include <string.h>

#include "corpus/letters.h"

/* From `view` on (up to the next segment) view and text run in step, `text` being the place of `view`;
 * `before` is where the character before it ends in the text, with its combining marks. */
typedef struct {
  gsize view;
  gsize text;
  gsize before;
} Segment;

typedef struct {
  DcView view;
  GArray *segments;
  gsize text_len;
  gsize text_end; /* of the last character that is in the view */
} ViewWithMap;

/* The output so far, and the last characters written, which a mark or a syllable end may still change. */
typedef struct {
  char *out;
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
    last->text = text;
    return;
  }
  Segment next = {view, text, before};
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

static void
put(Writer *w, gunichar c) {
  w->before = w->last;
  w->last = w->len;
  if (c < 0x80)
    w->out[w->len++] = (char)c;
  else
    w->len += (gsize)g_unichar_to_utf8(c, w->out + w->len);
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
  w->last = w->before + (gsize)g_unichar_to_utf8(dc_letters_with_tone(first, tone), w->out + w->before);
  w->len = w->last + (gsize)g_unichar_to_utf8(second_bare, w->out + w->last);
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
  w->len = w->last + (gsize)g_unichar_to_utf8(made, w->out + w->last);
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

/* For each character below DC_LETTERS_TABLE whether it is a letter that the view takes over as it is. */
static gpointer
build_plain_letters(gpointer unused G_GNUC_UNUSED) {
  guint8 *plain = g_new0(guint8, DC_LETTERS_TABLE);
  for (gunichar c = 0x80; c < DC_LETTERS_TABLE; c++)
    plain[c] = !is_dropped(c) && (c < 0x300 || c >= 0x370) && plain_form(c) == c && dc_letters_is_letter(c);
  return plain;
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
write_wide(Writer *w, const char *text, gsize len, gsize at, const guint8 *plain) {
  gunichar c;
  gsize n = decode((const guchar *)text + at, len - at, &c);
  if (n == 0) {
    settle_tone(w);
    map_to(w, at, at + 1);
    put(w, 0x1A);
    return at + 1;
  }
  if (c >= DC_LETTERS_TABLE || !plain[c])
    return write_odd(w, at, c, at + n);
  map_to(w, at, at + n);
  w->before = w->last;
  w->last = w->len;
  memcpy(w->out + w->len, text + at, n);
  w->len += n;
  return at + n;
}

/* A run of plain ASCII that starts at `at`. */
static gsize
write_ascii(Writer *w, const char *text, gsize len, gsize at) {
  gsize end = at + 1;
  if (ends_syllable((guchar)text[at]))
    settle_tone(w);
  while (end < len && is_plain_ascii((guchar)text[end]))
    end++;
  map_to(w, at, at + 1);
  memcpy(w->out + w->len, text + at, end - at);
  w->before = w->last;
  w->len += end - at;
  w->last = w->len - 1;
  if (end - at > 1) {
    w->before = w->len - 2;
    w->before_end = w->last_text = end - 1;
    w->text_end = end;
  }
  return end;
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
write_clean(Writer *w, const char *text, gsize len) {
  static GOnce once = G_ONCE_INIT;
  const guint8 *plain = g_once(&once, build_plain_letters, NULL);
  for (gsize at = 0; at < len;) {
    guchar c = (guchar)text[at];
    if (c >= 0x80)
      at = write_wide(w, text, len, at, plain);
    else if (is_plain_ascii(c))
      at = write_ascii(w, text, len, at);
    else
      at = write_control(w, text, len, at);
  }
  settle_tone(w);
}

/* The clean form is valid UTF-8. */
static char *
fold_of(const char *clean, gsize len) {
  const guint16 *lower = dc_letters_lower_table();
  char *fold = g_malloc(len + 1);
  for (gsize at = 0; at < len;) {
    guchar c = (guchar)clean[at];
    if (c < 0x80) {
      fold[at++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
      continue;
    }
    gunichar wide;
    gsize n = decode((const guchar *)clean + at, len - at, &wide);
    if (wide >= DC_LETTERS_TABLE || lower[wide] == wide)
      memcpy(fold + at, clean + at, n);
    else
      g_unichar_to_utf8(lower[wide], fold + at);
    at += n;
  }
  fold[len] = '\0';
  return fold;
}

DcView *
dc_view_new(const char *text, gsize len) {
  /* Composing may make a letter longer than its base, never longer than base and mark together. */
  Writer w = {.out = g_malloc(len + 1), .segments = g_array_new(FALSE, FALSE, sizeof(Segment))};
  Segment first = {0, 0, 0};
  g_array_append_val(w.segments, first);
  write_clean(&w, text, len);
  w.out[w.len] = '\0';

  ViewWithMap *self = g_new0(ViewWithMap, 1);
  self->segments = w.segments;
  self->text_len = len;
  self->text_end = w.text_end;
  self->view.clean = w.out;
  self->view.len = w.len;
  self->view.fold = fold_of(w.out, w.len);
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
