#include "query/passage.h"

#include <math.h>
#include <string.h>

#include "indexer/tokens.h"

/* Tokens of a passage, and bytes that it is widened by to the left to start with a sentence. */
#define WINDOW 36
#define LEAD_BYTES 100
#define PASSAGE_BYTES 320
/* Words in more than this share of the documents are common; in a short question that does not matter. */
#define COMMON_SHARE 0.4
#define SHORT 8

typedef struct {
  guint slot;
  double weight;
  gboolean common;
} Sought;

struct _DcSought {
  GHashTable *forms; /* char* → index in `words` + 1 */
  guint64 may[4];    /* a bit for each form's mark: nearly all tokens of a text are none by that */
  GArray *words;     /* of Sought */
};

static guint
mark_of(const char *form, gsize len) {
  return ((guchar)form[0] * 7u + (guchar)form[len - 1] * 31u + (guint)len * 3u) & 255;
}

DcSought *
dc_sought_new(DcPostings *postings, const DcQuestion *question, gboolean any_marks) {
  DcSought *sought = g_new0(DcSought, 1);
  sought->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  sought->words = g_array_new(FALSE, FALSE, sizeof(Sought));
  double live = MAX(1, dc_postings_live(postings));
  for (guint i = 0; i < question->words->len; i++) {
    const DcWord *word = &g_array_index(question->words, DcWord, i);
    g_autoptr(GArray) variants = dc_match_variants(postings, word, any_marks);
    double documents = 0;
    for (guint v = 0; v < variants->len; v++)
      documents = MAX(documents, g_array_index(variants, DcVariant, v).documents);
    Sought made = {i, log(1 + (live - MIN(documents, live) + 0.5) / (documents + 0.5)),
                   documents > live * COMMON_SHARE};
    g_array_append_val(sought->words, made);
    for (guint v = 0; v < variants->len; v++) {
      const char *term = g_array_index(variants, DcVariant, v).term, *colon = strchr(term, ':');
      const char *form = colon ? colon + 1 : word->kind >= DC_TOKEN_SYMBOL ? term + 1 : term;
      guint mark = mark_of(form, strlen(form));
      sought->may[mark / 64] |= (guint64)1 << mark % 64;
      if (!g_hash_table_contains(sought->forms, form))
        g_hash_table_insert(sought->forms, g_strdup(form), GUINT_TO_POINTER(sought->words->len));
    }
  }
  return sought;
}

void
dc_sought_free(DcSought *sought) {
  if (!sought)
    return;
  g_hash_table_unref(sought->forms);
  g_array_unref(sought->words);
  g_free(sought);
}

typedef struct {
  guint word;       /* index in sought->words */
  guint32 position; /* in tokens */
  DcSpan span;      /* in the view */
} Found;

typedef struct {
  const DcSought *sought;
  GArray *found; /* of Found */
  guint32 position;
} Finder;

/* Index of the word that is looked for, + 1; 0: the form is none. */
static guint
word_of(const DcSought *sought, const char *form, gsize len) {
  guint mark = mark_of(form, len);
  if (!(sought->may[mark / 64] >> mark % 64 & 1))
    return 0;
  char word[DC_TOKEN_MAX + 1];
  memcpy(word, form, len);
  word[len] = '\0';
  return GPOINTER_TO_UINT(g_hash_table_lookup(sought->forms, word));
}

static gboolean
find_token(DcTokenKind kind, const char *form, gsize len, gsize start, gsize end, gpointer data) {
  Finder *finder = data;
  guint index = word_of(finder->sought, form, len);
  if (index) {
    Found made = {index - 1, finder->position, {start, end}};
    g_array_append_val(finder->found, made);
  }
  if (kind < DC_TOKEN_SYMBOL)
    finder->position++;
  return TRUE;
}

/* The weight of the words from `from` on that lie within the window; each once, and pairs beside. */
static double
window_weight(const DcSought *sought, const GArray *found, guint from, guint *to) {
  g_autofree guint8 *seen = g_new0(guint8, sought->words->len);
  double weight = 0;
  guint i = from;
  const Found *first = &g_array_index(found, Found, from), *before = NULL;
  for (; i < found->len; i++) {
    const Found *next = &g_array_index(found, Found, i);
    if (next->position - first->position >= WINDOW)
      break;
    double own = g_array_index(sought->words, Sought, next->word).weight;
    weight += seen[next->word] ? own * 0.02 : own;
    if (before && next->word == before->word + 1 && next->position == before->position + 1 &&
        seen[next->word] < 2) {
      weight += 0.6 * MIN(own, g_array_index(sought->words, Sought, before->word).weight);
      seen[next->word] = 2;
    }
    seen[next->word] |= 1;
    before = next;
  }
  *to = i;
  return weight;
}

/* Where the passage starts: with the sentence or line when that is near, else with a word. */
static gsize
passage_start(const DcView *view, gsize first) {
  gsize low = first > LEAD_BYTES ? first - LEAD_BYTES : 0, word = first;
  for (gsize at = first; at > low; at--) {
    char before = view->fold[at - 1];
    gboolean sentence = before == ' ' && at > 2 && strchr(".;:!?", view->fold[at - 2]) &&
                        !g_ascii_isdigit(view->fold[at - 3]); /* "2. " belongs to what follows */
    if (before == '\n' || sentence)
      return at;
    if (before == ' ')
      word = at;
  }
  return low == 0 ? 0 : word;
}

static gsize
passage_end(const DcView *view, gsize start) {
  gsize end = MIN(view->len, start + PASSAGE_BYTES);
  if (end == view->len)
    return end;
  gsize at = end;
  while (at > start && view->fold[at] != ' ' && view->fold[at] != '\n')
    at--;
  if (at > start)
    return at;
  while (end > start && ((guchar)view->fold[end] & 0xC0) == 0x80)
    end--;
  return end;
}

/* Writes the text's bytes on one line: white space and control characters become one space. `places` (of
 * gsize, ascending offsets of the text) are replaced by their places in the line. */
static char *
one_line(const char *text, DcSpan span, GArray *places) {
  GString *line = g_string_sized_new(dc_span_length(span));
  guint next = 0;
  for (gsize at = span.start; at < span.end; at++) {
    for (; next < places->len && g_array_index(places, gsize, next) <= at; next++)
      g_array_index(places, gsize, next) = line->len;
    if ((guchar)text[at] <= ' ' || text[at] == 0x7F) {
      if (line->len && line->str[line->len - 1] != ' ')
        g_string_append_c(line, ' ');
    } else {
      g_string_append_c(line, text[at]);
    }
  }
  for (; next < places->len; next++)
    g_array_index(places, gsize, next) = line->len;
  return g_string_free(line, FALSE);
}

/* One mark for words that stand side by side, and for the parts of a symbol or date. */
static void
add_mark(GArray *marks, const char *snippet, DcSpan span) {
  while (span.end > span.start && snippet[span.end - 1] == ' ')
    span.end--;
  DcSpan *last = marks->len ? &g_array_index(marks, DcSpan, marks->len - 1) : NULL;
  gsize gap = last && span.start > last->end ? span.start - last->end : 0;
  if (last && gap <= 3 && strspn(snippet + last->end, " -/") >= gap)
    last->end = MAX(last->end, span.end);
  else if (span.end > span.start)
    g_array_append_val(marks, span);
}

/* Common words of a long question are marked beside another word of it alone. */
static gboolean
is_marked(const DcSought *sought, const GArray *found, guint i) {
  const Found *at = &g_array_index(found, Found, i), *before = i ? at - 1 : NULL;
  const Found *after = i + 1 < found->len ? at + 1 : NULL;
  return sought->words->len <= SHORT || !g_array_index(sought->words, Sought, at->word).common ||
         (before && before->word + 1 == at->word && before->position + 1 == at->position) ||
         (after && at->word + 1 == after->word && at->position + 1 == after->position);
}

static void
cut_passage(const DcSought *sought, const char *text, const DcView *view, const GArray *found, DcSpan part,
            DcPassage *passage) {
  DcSpan span = dc_view_span_to_text(view, part);
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));
  for (guint i = 0; i < found->len; i++) {
    const Found *next = &g_array_index(found, Found, i);
    if (!dc_span_contains(part, next->span) || !is_marked(sought, found, i))
      continue;
    DcSpan word = dc_view_span_to_text(view, next->span);
    gsize from = word.start;
    if (places->len && g_array_index(places, gsize, places->len - 1) > from) /* a symbol and its parts */
      continue;
    g_array_append_val(places, word.start);
    g_array_append_val(places, word.end);
  }
  passage->snippet = one_line(text, span, places);
  for (guint i = 0; i + 1 < places->len; i += 2)
    add_mark(passage->marks, passage->snippet,
             (DcSpan){g_array_index(places, gsize, i), g_array_index(places, gsize, i + 1)});
  g_strchomp(passage->snippet);
  passage->start = span.start;
}

void
dc_passage_find(const DcSought *sought, const char *text, gsize len, DcPassage *passage) {
  *passage = (DcPassage){NULL, g_array_new(FALSE, FALSE, sizeof(DcSpan)), 0};
  g_autoptr(DcView) view = dc_view_new(text, len);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
  Finder finder = {sought, found, 0};
  dc_tokens_view(view, (DcSpan){0, view->len}, find_token, &finder);
  double most = 0;
  gsize first = 0;
  for (guint i = 0, to; i < found->len; i++) {
    double weight = window_weight(sought, found, i, &to);
    if (weight > most + 1e-9) {
      most = weight;
      first = g_array_index(found, Found, i).span.start;
    }
  }
  if (!found->len)
    while (first < view->len && (guchar)view->fold[first] <= ' ')
      first++;
  DcSpan part = {found->len ? passage_start(view, first) : first, 0};
  part.end = passage_end(view, part.start);
  cut_passage(sought, text, view, found, part, passage);
}
