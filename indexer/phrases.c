/* Phrases are found by their first word or by their last one, then compared, the longest first. */
#include "indexer/phrases.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"

enum { BUCKETS = 1024, EDGES = 1024 };

typedef struct {
  char *text;
  gsize len;
  guint sort;
  gconstpointer meaning;
} Phrase;

struct _DcPhrases {
  GPtrArray *rows; /* of the table that the meanings point into; NULL when they are the caller's */
  GPtrArray *all;  /* of Phrase */
  GPtrArray *by_first[BUCKETS]; /* longest first */
  GPtrArray *by_last[BUCKETS];
  guint starts[EDGES]; /* the sorts of those that may start with two bytes: most words are told by these */
  guint ends[EDGES];
};

static guint
bucket_of(const char *word, gsize len) {
  guint32 hash = 2166136261u;
  for (gsize i = 0; i < len; i++)
    hash = (hash ^ (guchar)word[i]) * 16777619u;
  return (hash ^ (hash >> 15)) % BUCKETS;
}

static guint
edge_of(guint outer, guint inner) {
  return (outer * 37 + inner) % EDGES;
}

/* A letter that stands alone in a phrase may have anything beside it in a text. */
static void
note_edge(guint edges[EDGES], guint sort, guint outer, guint inner) {
  gboolean alone = inner == '\0' || inner == ' ';
  for (guint any = alone ? 0 : inner; any <= (alone ? 0xFF : inner); any++)
    edges[edge_of(outer, any)] |= sort;
}

static void
phrase_free(gpointer data) {
  Phrase *phrase = data;
  g_free(phrase->text);
  g_free(phrase);
}

DcPhrases *
dc_phrases_new(void) {
  DcPhrases *phrases = g_new0(DcPhrases, 1);
  phrases->all = g_ptr_array_new_with_free_func(phrase_free);
  return phrases;
}

void
dc_phrases_free(DcPhrases *phrases) {
  if (!phrases)
    return;
  for (guint i = 0; i < BUCKETS; i++) {
    g_clear_pointer(&phrases->by_first[i], g_ptr_array_unref);
    g_clear_pointer(&phrases->by_last[i], g_ptr_array_unref);
  }
  g_ptr_array_unref(phrases->all);
  g_clear_pointer(&phrases->rows, g_ptr_array_unref);
  g_free(phrases);
}

static void
add_by_length(GPtrArray **bucket, Phrase *phrase) {
  if (!*bucket)
    *bucket = g_ptr_array_new();
  guint at = 0;
  while (at < (*bucket)->len && ((Phrase *)g_ptr_array_index(*bucket, at))->len >= phrase->len)
    at++;
  g_ptr_array_insert(*bucket, (gint)at, phrase);
}

static gboolean
is_part(char c) {
  return dc_words_is_letter((guchar)c);
}

/* Takes `text`. */
static void
add_form(DcPhrases *phrases, char *text, guint sort, gconstpointer meaning) {
  Phrase *phrase = g_new0(Phrase, 1);
  phrase->text = g_strstrip(text);
  phrase->len = strlen(phrase->text);
  phrase->sort = sort;
  phrase->meaning = meaning;
  g_ptr_array_add(phrases->all, phrase);
  gsize first = 0, last = phrase->len;
  while (first < phrase->len && is_part(phrase->text[first]))
    first++;
  while (last > 0 && is_part(phrase->text[last - 1]))
    last--;
  add_by_length(&phrases->by_first[bucket_of(phrase->text, first)], phrase);
  add_by_length(&phrases->by_last[bucket_of(phrase->text + last, phrase->len - last)], phrase);
  const guchar *bytes = (const guchar *)phrase->text;
  note_edge(phrases->starts, sort, bytes[0], bytes[1]);
  note_edge(phrases->ends, sort, bytes[phrase->len - 1], phrase->len > 1 ? bytes[phrase->len - 2] : '\0');
}

/* Texts that went through another code page have ư for ý and ơ for õ throughout ("xử lư", "theo dơi"). */
void
dc_phrases_add(DcPhrases *phrases, const char *text, guint sort, gconstpointer meaning) {
  char *fold = dc_letters_fold(text, -1);
  if (strstr(fold, "ý") || strstr(fold, "õ")) {
    g_autoptr(GString) damaged = g_string_new(fold);
    g_string_replace(damaged, "ý", "ư", 0);
    g_string_replace(damaged, "õ", "ơ", 0);
    add_form(phrases, g_strdup(damaged->str), sort, meaning);
  }
  if (strchr(fold, ' ') && !strpbrk(fold, ",/-:")) { /* "thựchiện": found by its one word */
    g_autoptr(GString) joined = g_string_new(fold);
    g_string_replace(joined, " ", "", 0);
    add_form(phrases, g_strdup(joined->str), sort, meaning);
  }
  add_form(phrases, fold, sort, meaning);
}

DcPhrases *
dc_phrases_of_table(const char *csv, gsize len) {
  DcPhrases *phrases = dc_phrases_new();
  phrases->rows = dc_csv_table(csv, len);
  for (guint i = 0; i < phrases->rows->len; i++) {
    char **row = phrases->rows->pdata[i];
    dc_phrases_add(phrases, row[0], 1, row);
  }
  return phrases;
}

gconstpointer
dc_phrases_at(const DcPhrases *phrases, const DcWords *words, gsize at, guint sorts, gsize *end) {
  const guchar *bytes = (const guchar *)words->fold;
  if (at >= words->len || !(phrases->starts[edge_of(bytes[at], bytes[at + 1])] & sorts))
    return NULL;
  gsize word_end = dc_words_end(words, at);
  const GPtrArray *bucket = phrases->by_first[bucket_of(words->fold + at, word_end - at)];
  for (guint i = 0; bucket && i < bucket->len; i++) {
    const Phrase *phrase = g_ptr_array_index(bucket, i);
    gsize found = phrase->sort & sorts ? dc_words_match(words, at, phrase->text) : DC_WORDS_NONE;
    if (found == DC_WORDS_NONE)
      continue;
    *end = found;
    return phrase->meaning;
  }
  return NULL;
}

gconstpointer
dc_phrases_before(const DcPhrases *phrases, const DcWords *words, gsize end, guint sorts, gsize *start) {
  const guchar *bytes = (const guchar *)words->fold;
  if (end == 0 || !(phrases->ends[edge_of(bytes[end - 1], end > 1 ? bytes[end - 2] : ' ')] & sorts))
    return NULL;
  gsize word_start = dc_words_start(words, end);
  const GPtrArray *bucket = phrases->by_last[bucket_of(words->fold + word_start, end - word_start)];
  for (guint i = 0; bucket && i < bucket->len; i++) {
    const Phrase *phrase = g_ptr_array_index(bucket, i);
    gsize found =
        phrase->sort & sorts ? dc_words_match_back_n(words, end, phrase->text, phrase->len) : DC_WORDS_NONE;
    if (found == DC_WORDS_NONE)
      continue;
    *start = found;
    return phrase->meaning;
  }
  return NULL;
}
