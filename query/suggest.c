#include "query/suggest.h"

#include <string.h>

#include "corpus/letters.h"
#include "query/match.h"

typedef struct {
  const char *wanted; /* unmarked */
  gsize len;
  char *best;
  guint distance, most; /* of `best`; `most` is what is still near */
  guint32 documents;
} Nearest;

/* The edits (insert, drop, change, swap two) from one unmarked word to another, up to `most` + 1. */
static guint
edits(const char *a, gsize n, const char *b, gsize m, guint most) {
  if ((n > m ? n - m : m - n) > most || n >= DC_TOKEN_MAX || m >= DC_TOKEN_MAX)
    return most + 1;
  guint rows[3][DC_TOKEN_MAX + 1];
  for (gsize j = 0; j <= m; j++)
    rows[0][j] = (guint)j;
  for (gsize i = 1; i <= n; i++) {
    guint *row = rows[i % 3], *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
    row[0] = (guint)i;
    for (gsize j = 1; j <= m; j++) {
      guint least = MIN(MIN(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        least = MIN(least, before[j - 2] + 1);
      row[j] = least;
    }
  }
  return rows[n % 3][m];
}

static gboolean
try_term(const char *term, guint32 documents, gpointer data) {
  Nearest *nearest = data;
  const char *colon = strchr(term, ':');
  gsize len = colon ? (gsize)(colon - term) : strlen(term);
  guint distance = edits(nearest->wanted, nearest->len, term, len, nearest->most);
  if (distance > nearest->most || documents < 2)
    return TRUE;
  const char *form = colon ? colon + 1 : term;
  if (!nearest->best || distance < nearest->distance ||
      (distance == nearest->distance && documents > nearest->documents)) {
    g_free(nearest->best);
    nearest->best = g_strdup(form);
    nearest->distance = distance;
    nearest->documents = documents;
  }
  return TRUE;
}

/* Words that start with the same letter, then with the second one (the first may be the slip). */
static char *
nearest_word(DcPostings *postings, const DcWord *word) {
  g_autofree char *bare = dc_letters_bare_form(word->form, -1);
  Nearest nearest = {bare, strlen(bare), NULL, 0, strlen(bare) > 5 ? 2 : 1, 0};
  for (gsize i = 0; i < 2 && i < nearest.len && !nearest.best; i++) {
    if (!g_ascii_isalpha(bare[i]))
      continue;
    char from[2] = {bare[i], '\0'}, to[2] = {(char)(bare[i] + 1), '\0'};
    dc_postings_terms(postings, from, to, try_term, &nearest);
  }
  return nearest.best;
}

/* Whether the word must be there: clauses have copies of their words. */
static gboolean
in_clause(const DcQuestion *question, const DcWord *word) {
  for (guint i = 0; i < question->required->len; i++) {
    const DcClause *clause = question->required->pdata[i];
    for (guint p = 0; p < clause->phrases->len; p++) {
      const GArray *phrase = clause->phrases->pdata[p];
      for (guint w = 0; w < phrase->len; w++) {
        const DcWord *other = &g_array_index(phrase, DcWord, w);
        if (other->run == word->run && other->at == word->at && strcmp(other->form, word->form) == 0)
          return TRUE;
      }
    }
  }
  return FALSE;
}

/* Shorter words are near too many others. */
#define REPLACED_LEAST 4

void
dc_suggest(DcPostings *postings, DcQuestion *question, GPtrArray *notes) {
  for (guint i = 0; i < question->words->len; i++) {
    DcWord *word = &g_array_index(question->words, DcWord, i);
    if (word->prefix || word->others || word->part)
      continue;
    g_autoptr(GArray) variants = dc_match_variants(postings, word, TRUE);
    if (variants->len)
      continue;
    g_autofree char *near = word->kind == DC_TOKEN_SYLLABLE ? nearest_word(postings, word) : NULL;
    gboolean replaces = near && g_utf8_strlen(word->form, -1) >= REPLACED_LEAST && !in_clause(question, word);
    if (notes)
      g_ptr_array_add(
          notes, !near ? g_strdup_printf("no document has “%s”", word->typed)
                 : replaces ? g_strdup_printf("no document has “%s”; “%s” was looked for", word->typed, near)
                            : g_strdup_printf("no document has “%s”; did you mean “%s”?", word->typed, near));
    if (!replaces)
      continue;
    g_free(word->form);
    word->form = g_steal_pointer(&near);
  }
}
