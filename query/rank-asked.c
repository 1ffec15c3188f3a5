/* What the question asks: its words, each once, and its pairs. */
#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/lexicon.h"
#include "query/rank-parts.h"

static gboolean
same_word(const DcWord *a, const DcWord *b) {
  return a->kind == b->kind && a->prefix == b->prefix && !a->others == !b->others &&
         strcmp(a->form, b->form) == 0;
}

static guint
slot_of(DcRanker *ranker, const DcWord *word) {
  for (guint i = 0; i < ranker->slots->len; i++) {
    DcSlot *slot = &g_array_index(ranker->slots, DcSlot, i);
    if (same_word(slot->word, word)) {
      slot->asked += word->weight;
      slot->needed |= !word->optional;
      return i;
    }
  }
  DcSlot made = {.word = word, .asked = word->weight, .needed = !word->optional};
  g_array_append_val(ranker->slots, made);
  return ranker->slots->len - 1;
}

static void
add_pair(DcRanker *ranker, guint first, guint second, const DcWord *a, const DcWord *b, double share) {
  for (guint i = 0; i < ranker->pairs->len; i++) {
    DcPair *pair = &g_array_index(ranker->pairs, DcPair, i);
    if (pair->first == first && pair->second == second && pair->distance == b->at - a->at) {
      pair->asked += share * MIN(a->weight, b->weight);
      return;
    }
  }
  DcPair made = {first, second, b->at - a->at, a->others && b->others, share * MIN(a->weight, b->weight)};
  g_array_append_val(ranker->pairs, made);
}

static gboolean
unmarked_letters(const char *form) {
  for (const char *p = form; *p; p++)
    if ((guchar)*p >= 0x80)
      return FALSE;
  return TRUE;
}

/* In a question with marks, a word without them that is rare beside its marked forms was typed carelessly; so
 * were the unmarked words next to it. */
static void
find_careless(DcRanker *ranker, const GArray *words, gboolean *careless) {
  for (guint i = 0; i < words->len; i++) {
    const DcWord *word = &g_array_index(words, DcWord, i);
    if (word->kind != DC_TOKEN_SYLLABLE || word->prefix || !unmarked_letters(word->form))
      continue;
    g_autoptr(GArray) exact = dc_match_variants(ranker->postings, word, FALSE);
    g_autoptr(GArray) any = dc_match_variants(ranker->postings, word, TRUE);
    guint32 own = exact->len ? g_array_index(exact, DcVariant, 0).documents : 0;
    guint32 most = any->len ? g_array_index(any, DcVariant, 0).documents : 0;
    careless[i] = own < most / 20;
  }
  for (guint i = 0; i + 1 < words->len; i++)
    if (careless[i] && unmarked_letters(g_array_index(words, DcWord, i + 1).form))
      careless[i + 1] = TRUE;
  for (guint i = words->len; i-- > 1;)
    if (careless[i] && unmarked_letters(g_array_index(words, DcWord, i - 1).form))
      careless[i - 1] = TRUE;
}

static void
read_words(DcRanker *ranker, const DcQuestion *question) {
  const GArray *words = question->words;
  g_autofree gboolean *careless = g_new0(gboolean, words->len + 1);
  if (!ranker->any_marks)
    find_careless(ranker, words, careless);
  guint before = 0, earlier = 0;
  for (guint i = 0; i < words->len; i++) {
    const DcWord *word = &g_array_index(words, DcWord, i);
    guint slot = slot_of(ranker, word);
    DcSlot *made = &g_array_index(ranker->slots, DcSlot, slot);
    if (!made->variants)
      made->variants = dc_match_variants(ranker->postings, word, ranker->any_marks || careless[i]);
    const DcWord *last = i ? &g_array_index(words, DcWord, i - 1) : NULL;
    if (last && last->run == word->run && word->at > last->at)
      add_pair(ranker, before, slot, last, word, 1);
    last = i > 1 ? &g_array_index(words, DcWord, i - 2) : NULL;
    if (last && last->run == word->run && word->at > last->at && ranker->weights->skip > 0)
      add_pair(ranker, earlier, slot, last, word, ranker->weights->skip);
    earlier = before;
    before = slot;
  }
}

/* Words that stand with a number and ask for nothing else, unmarked: "số", "ngày", names of types. */
static gpointer
build_beside_number(gpointer unused G_GNUC_UNUSED) {
  GHashTable *words = g_hash_table_new(g_str_hash, g_str_equal);
  static const char *const plain[] = {"so", "ngay", "thang", "nam", "cua"};
  for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
    g_hash_table_add(words, (gpointer)plain[i]);
  for (guint i = 0; i < dc_lexicon_types()->len; i++) {
    const DcType *type = dc_lexicon_types()->pdata[i];
    g_autofree char *bare = dc_letters_bare_form(type->name, -1);
    g_auto(GStrv) syllables = g_strsplit(bare, " ", -1);
    for (guint s = 0; syllables[s]; s++)
      if (!g_hash_table_contains(words, syllables[s]))
        g_hash_table_add(words, g_strdup(syllables[s]));
  }
  return words;
}

static gboolean
asks_for_number(const DcQuestion *question) {
  static GOnce once = G_ONCE_INIT;
  GHashTable *beside = g_once(&once, build_beside_number, NULL);
  gboolean number = FALSE;
  for (guint i = 0; i < question->words->len; i++) {
    const DcWord *word = &g_array_index(question->words, DcWord, i);
    g_autofree char *bare = dc_letters_bare_form(word->form, -1);
    number |= word->kind == DC_TOKEN_SYMBOL && word->part != DC_PART_CITED;
    if (word->kind == DC_TOKEN_SYLLABLE && !g_hash_table_contains(beside, bare))
      return FALSE;
  }
  return number;
}

void
dc_rank_asked(DcRanker *ranker, const DcQuestion *question) {
  read_words(ranker, question);
  ranker->number_alone = asks_for_number(question);
  guint parts = 0;
  for (guint i = 0; i < ranker->slots->len; i++)
    parts += g_array_index(ranker->slots, DcSlot, i).word->part != DC_PART_NONE;
  ranker->is_short = ranker->slots->len - parts <= ranker->weights->sure_words;
}
