/* Ranking and phrases over random texts, beside the plainest way of doing the same: counting in the texts,
 * scoring every document, sorting. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/letters.h"
#include "indexer/fulltext.h"
#include "query/rank-parts.h"

#define DOCUMENTS 700
#define LENGTH_MAX 40
#define WANTED 20
#define ROUNDS 400

/* The first ones are in most documents, the last ones in few. */
static const char *const vocabulary[] = {"bàm",  "bám",  "cởn", "đuội", "gêu",  "họng",
                                         "kìu",  "lắt",  "mợp", "nùng", "nụng", "phẹo",
                                         "quạy", "rưởn", "sòi", "tỉm",  "uổng", "vèo"};

typedef struct {
  guint word[LENGTH_MAX], n;
  gboolean gone;
} Text;

typedef struct {
  sqlite3 *db;
  DcPostings *postings;
  Text texts[DOCUMENTS];
  GRand *random;
} Index;

static guint
draw_word(GRand *random) {
  guint n = G_N_ELEMENTS(vocabulary), most = (guint)g_rand_int_range(random, 1, (gint)n + 1);
  return (guint)g_rand_int_range(random, 0, (gint)most);
}

static void
put_text(DcFulltextWriter *writer, gint64 id, const Text *text) {
  g_autoptr(GString) joined = g_string_new(NULL);
  for (guint i = 0; i < text->n; i++)
    g_string_append_printf(joined, "%s ", vocabulary[text->word[i]]);
  const DcExtract extract = {
      .identity = {"43/KH-UBND", "KH", "2022-02-24", "", "Hà Tĩnh", DC_LEVEL_PROVINCE, "Kế hoạch", "", ""}};
  g_autoptr(GBytes) terms = dc_fulltext_prepare(dc_view_new(joined->str, joined->len), &extract);
  g_assert_true(dc_fulltext_put(writer, id, terms, NULL));
}

static void
set_up(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  index->random = g_rand_new_with_seed(7);
  g_assert_cmpint(sqlite3_open(":memory:", &index->db), ==, SQLITE_OK);
  g_assert_true(dc_fulltext_create(index->db, NULL));
  g_autoptr(DcFulltextWriter) writer = dc_fulltext_writer_new(index->db);
  for (guint i = 0; i < DOCUMENTS; i++) {
    Text *text = &index->texts[i];
    text->n = (guint)g_rand_int_range(index->random, 1, LENGTH_MAX + 1);
    for (guint w = 0; w < text->n; w++)
      text->word[w] = draw_word(index->random);
    put_text(writer, i + 1, text);
  }
  for (guint i = 0; i < DOCUMENTS; i += 11) {
    index->texts[i].gone = TRUE;
    g_assert_true(dc_fulltext_drop(writer, i + 1, NULL));
  }
  g_assert_true(dc_fulltext_flush(writer, NULL));
  index->postings = dc_postings_open(index->db);
}

static void
tear_down(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  g_assert_true(dc_postings_free(index->postings, NULL));
  sqlite3_close(index->db);
  g_rand_free(index->random);
}

/* Documents that are there, all or some of them. */
static DcBits
draw_within(Index *index) {
  DcBits within = dc_bits_new(dc_postings_size(index->postings));
  gint share = g_rand_int_range(index->random, 0, 4);
  for (guint32 i = 0; i < DOCUMENTS; i++)
    if (!index->texts[i].gone && (share == 0 || g_rand_int_range(index->random, 0, share * share * 6) == 0))
      dc_bits_add(&within, i);
  return within;
}

/* A few words, typed without marks at times. */
static char *
draw_question(Index *index, guint most) {
  g_autoptr(GString) made = g_string_new(NULL);
  for (gint n = g_rand_int_range(index->random, 1, (gint)most + 1); n > 0; n--)
    g_string_append_printf(made, "%s%s", made->len ? " " : "", vocabulary[draw_word(index->random)]);
  return g_rand_boolean(index->random) ? g_string_free(g_steal_pointer(&made), FALSE)
                                       : dc_letters_bare_form(made->str, -1);
}

static gboolean
is_word(const DcWord *asked, guint word, gboolean any_marks) {
  if (!any_marks)
    return strcmp(asked->form, vocabulary[word]) == 0;
  g_autofree char *a = dc_letters_bare_form(asked->form, -1);
  g_autofree char *b = dc_letters_bare_form(vocabulary[word], -1);
  return strcmp(a, b) == 0;
}

static guint
count_word(const Text *text, const DcWord *asked, gboolean any_marks) {
  guint n = 0;
  for (guint i = 0; i < text->n; i++)
    n += is_word(asked, text->word[i], any_marks);
  return n;
}

/* ---- the best ---- */

static int
by_key(gconstpointer a, gconstpointer b) {
  const DcCandidate *x = a, *y = b;
  if (x->key != y->key)
    return x->key > y->key ? -1 : 1;
  return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

static int
by_ordinal(gconstpointer a, gconstpointer b) {
  const DcCandidate *x = a, *y = b;
  return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

/* Every document within that has a word, scored; `ranker` has idf. Counts those with all words. */
static GArray *
score_all(const Index *index, const DcRanker *ranker, guint *all) {
  GArray *scored = g_array_new(FALSE, FALSE, sizeof(DcCandidate));
  *all = 0;
  for (guint32 i = dc_bits_next(ranker->within, 0); i < ranker->size;
       i = dc_bits_next(ranker->within, i + 1)) {
    DcCandidate candidate = {i, 0, 0};
    guint with = 0;
    for (guint s = 0; s < ranker->slots->len; s++) {
      const DcSlot *slot = &g_array_index(ranker->slots, DcSlot, s);
      guint n = count_word(&index->texts[i], slot->word, ranker->any_marks);
      if (n)
        candidate.score +=
            (float)(slot->asked * slot->idf * dc_rank_saturate(ranker, ranker->weights->k1, n, i));
      with += n > 0;
    }
    gboolean has_all = with == ranker->slots->len;
    candidate.key =
        candidate.score + (has_all ? dc_rank_all_bonus(ranker) + (ranker->is_short ? 1e4 : 0) : 0);
    *all += has_all;
    if (with)
      g_array_append_val(scored, candidate);
  }
  return scored;
}

/* The best are those of scoring every document: the same ones with the same scores, in order of ordinals. */
static void
test_best(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  guint full = 0;
  for (guint round = 0; round < ROUNDS; round++) {
    g_autofree char *text = draw_question(index, 7);
    g_autoptr(DcQuestion) question = dc_question_parse(text, NULL);
    g_auto(DcBits) within = draw_within(index);
    DcRanker ranker;
    dc_ranker_init(&ranker, index->postings, question, &within, question->unmarked, &dc_rank_weights);
    g_autoptr(GArray) best = dc_rank_first(&ranker, WANTED);
    guint all, at = 0;
    g_autoptr(GArray) expected = score_all(index, &ranker, &all);
    g_assert_cmpuint(dc_bits_count(&ranker.some), ==, expected->len);
    g_assert_cmpuint(dc_bits_count(&ranker.all), ==, all);
    g_array_sort(expected, by_key);
    g_array_set_size(expected, MIN(expected->len, WANTED));
    full += expected->len == WANTED;
    g_array_sort(expected, by_ordinal);
    for (guint i = 0; i < best->len; i++) {
      const DcCandidate *found = &g_array_index(best, DcCandidate, i);
      if (!dc_bits_has(&ranker.some, found->ordinal))
        continue;
      g_assert_cmpuint(at, <, expected->len);
      g_assert_cmpuint(found->ordinal, ==, g_array_index(expected, DcCandidate, at).ordinal);
      g_assert_cmpfloat(found->score, ==, g_array_index(expected, DcCandidate, at).score);
      at++;
    }
    g_assert_cmpuint(at, ==, expected->len);
    dc_ranker_clear(&ranker);
  }
  g_assert_cmpuint(full, >, ROUNDS / 4);
}

/* ---- phrases ---- */

static gboolean
stands_in(const Text *text, const GArray *words, gboolean any_marks) {
  for (guint start = 0; start + words->len <= text->n; start++) {
    guint i = 0;
    while (i < words->len && is_word(&g_array_index(words, DcWord, i), text->word[start + i], any_marks))
      i++;
    if (i == words->len)
      return TRUE;
  }
  return FALSE;
}

static void
test_phrases(Index *index, gconstpointer unused G_GNUC_UNUSED) {
  guint found = 0;
  for (guint round = 0; round < ROUNDS; round++) {
    g_autofree char *text = draw_question(index, 3);
    g_autoptr(DcQuestion) question = dc_question_parse(text, NULL);
    g_auto(DcBits) within = draw_within(index);
    g_auto(DcBits) bits = dc_phrase_match(index->postings, question->words, question->unmarked, &within);
    for (guint32 i = 0; i < DOCUMENTS; i++)
      g_assert_cmpint(dc_bits_has(&bits, i), ==,
                      dc_bits_has(&within, i) &&
                          stands_in(&index->texts[i], question->words, question->unmarked));
    found += question->words->len > 1 ? dc_bits_count(&bits) : 0;
  }
  g_assert_cmpuint(found, >, ROUNDS);
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/rank/best", Index, NULL, set_up, test_best, tear_down);
  g_test_add("/rank/phrases", Index, NULL, set_up, test_phrases, tear_down);
  return g_test_run();
}
