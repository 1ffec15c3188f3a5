#include "query/question-words.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"
#include "query/abbreviations.h"

extern const char dc_asking_csv[];
extern const size_t dc_asking_csv_len;

void
dc_word_clear(gpointer data) {
  DcWord *word = data;
  g_free(word->form);
  g_free(word->typed);
  g_clear_pointer(&word->others, g_ptr_array_unref);
}

GArray *
dc_word_list(void) {
  GArray *words = g_array_new(FALSE, FALSE, sizeof(DcWord));
  g_array_set_clear_func(words, dc_word_clear);
  return words;
}

DcWord
dc_word_copy(const DcWord *word) {
  DcWord made = *word;
  made.form = g_strdup(word->form);
  made.typed = g_strdup(word->typed);
  made.others = NULL;
  return made;
}

/* ---- abbreviations ---- */

static void
add_others(DcWord *word, const DcAbbreviation *found, gsize i, gsize n) {
  const GPtrArray *rows = dc_abbreviations();
  for (guint r = 0; r < rows->len; r++) {
    const DcAbbreviation *row = rows->pdata[r];
    if (!g_strv_equal(row->full, found->full))
      continue;
    gsize tokens = g_strv_length((char **)row->tokens);
    if (!word->others)
      word->others = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(word->others, g_strdup(row->tokens[i * tokens / n]));
  }
}

/* Writes an abbreviation, or its full form, as the words of the full form, each also found as the
 * abbreviation. Together they weigh like two words. */
static void
put_full(GArray *words, const DcAbbreviation *found, const DcWord *first, gsize typed, gboolean unmarked) {
  gsize n = g_strv_length((char **)found->full);
  double weight = typed < n ? MIN(1.0, 2.0 / (double)n) : 1.0;
  for (gsize i = 0; i < n; i++) {
    char *form = unmarked ? dc_letters_bare_form(found->full[i], -1) : g_strdup(found->full[i]);
    DcWord word = {.kind = DC_TOKEN_SYLLABLE,
                   .form = form,
                   .typed = g_strdup(form),
                   .at = first->at + (guint32)i,
                   .run = first->run,
                   .weight = weight,
                   .optional = first->optional};
    add_others(&word, found, i, n);
    g_array_append_val(words, word);
  }
}

void
dc_question_expand(DcQuestion *question) {
  GArray *from = question->words, *to = dc_word_list();
  g_autofree const char **forms = g_new0(const char *, from->len + 1);
  for (guint i = 0; i < from->len; i++)
    forms[i] = g_array_index(from, DcWord, i).form;
  guint32 shift = 0, run = 0;
  for (guint i = 0; i < from->len;) {
    const DcWord *word = &g_array_index(from, DcWord, i);
    shift = word->run == run ? shift : 0;
    run = word->run;
    gsize same = 1, len = 0;
    while (i + same < from->len && g_array_index(from, DcWord, i + same).run == run)
      same++;
    const DcAbbreviation *found =
        word->kind == DC_TOKEN_SYLLABLE && !word->prefix ? dc_abbreviation_at(forms + i, same, &len) : NULL;
    DcWord made = dc_word_copy(word);
    made.at += shift;
    if (found) {
      put_full(to, found, &made, len, question->unmarked);
      shift += (guint32)g_strv_length((char **)found->full) - (guint32)len;
      dc_word_clear(&made);
      i += (guint)len;
    } else {
      g_array_append_val(to, made);
      i++;
    }
  }
  question->words = to;
  g_array_unref(from);
}

/* ---- words that only ask ---- */

/* What such a word weighs beside others. */
#define ASKING_WEIGHT 0.15

static gboolean
collect_form(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED,
             gsize end G_GNUC_UNUSED, gpointer data) {
  if (kind < DC_TOKEN_SYMBOL)
    g_ptr_array_add(data, g_strndup(form, len));
  return TRUE;
}

/* Phrases (GPtrArray of char*), each in the form with marks and in the one without. */
static gpointer
build_asking(gpointer unused G_GNUC_UNUSED) {
  GPtrArray *phrases = g_ptr_array_new();
  GPtrArray *rows = dc_csv_table(dc_asking_csv, dc_asking_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    const char *phrase = ((char **)rows->pdata[i])[0];
    g_autofree char *bare = dc_letters_bare_form(phrase, -1);
    GPtrArray *marked = g_ptr_array_new(), *unmarked = g_ptr_array_new();
    dc_tokens_each(phrase, strlen(phrase), collect_form, marked);
    dc_tokens_each(bare, strlen(bare), collect_form, unmarked);
    g_ptr_array_add(phrases, marked);
    g_ptr_array_add(phrases, unmarked);
  }
  g_ptr_array_unref(rows);
  return phrases;
}

static gboolean
stands_at(const GArray *words, guint at, const GPtrArray *phrase) {
  if (at + phrase->len > words->len)
    return FALSE;
  for (guint i = 0; i < phrase->len; i++) {
    const DcWord *word = &g_array_index(words, DcWord, at + i);
    if (word->run != g_array_index(words, DcWord, at).run || strcmp(word->form, phrase->pdata[i]) != 0)
      return FALSE;
  }
  return TRUE;
}

void
dc_question_weigh(DcQuestion *question) {
  static GOnce once = G_ONCE_INIT;
  const GPtrArray *phrases = g_once(&once, build_asking, NULL);
  for (guint at = 0; question->words->len > 5 && at < question->words->len; at++)
    for (guint p = 0; p < phrases->len; p++) {
      const GPtrArray *phrase = phrases->pdata[p];
      for (guint i = 0; stands_at(question->words, at, phrase) && i < phrase->len; i++)
        g_array_index(question->words, DcWord, at + i).weight = ASKING_WEIGHT;
    }
}
