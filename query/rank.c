#include "query/rank.h"

#include <math.h>
#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/lexicon.h"
#include "query/filters.h"

const DcWeights dc_rank_weights = {.k1 = 1.2,
                                   .b = 0.75,
                                   .pair = 0.8,
                                   .pair_k1 = 0.3,
                                   .skip = 0.5,
                                   .head = 0.8,
                                   .head_pair = 0.1,
                                   .all = 0.1,
                                   .bears = 3.0,
                                   .sure_words = 4,
                                   .again = 250};

/* A word of the question, each form once. */
typedef struct {
  const DcWord *word;
  GArray *variants; /* of DcVariant */
  double asked;     /* how much the question asks for it: times it stands there, weighted */
  double idf;
  guint32 documents;
  gboolean needed;  /* counts for "all words" */
  DcPlaces *places; /* in the documents that are scored again */
} Slot;

/* Two words side by side in the question, each pair once. */
typedef struct {
  guint first, second; /* slots */
  guint32 distance;    /* of their places */
  gboolean same_place; /* both may be one abbreviation */
  double asked;
} Pair;

typedef struct {
  DcPostings *postings;
  const DcDocumentEntry *entries;
  double per_token; /* 1 / average length */
  const DcWeights *weights;
  const DcBits *within;
  gboolean any_marks;
  GArray *slots; /* of Slot */
  GArray *pairs; /* of Pair */
  guint needed;
  gboolean number_alone; /* only a document number is asked for */
  float *score;
  guint8 *seen;    /* needed slots that the document has */
  guint16 *counts; /* times of one slot, while its variants are added up */
} Rank;

static void
clear_slot(gpointer data) {
  Slot *slot = data;
  g_array_unref(slot->variants);
  dc_places_free(slot->places);
}

/* ---- what the question asks ---- */

static gboolean
same_word(const DcWord *a, const DcWord *b) {
  return a->kind == b->kind && a->prefix == b->prefix && !a->others == !b->others &&
         strcmp(a->form, b->form) == 0;
}

static guint
slot_of(Rank *rank, const DcWord *word) {
  for (guint i = 0; i < rank->slots->len; i++) {
    Slot *slot = &g_array_index(rank->slots, Slot, i);
    if (same_word(slot->word, word)) {
      slot->asked += word->weight;
      slot->needed |= !word->optional;
      return i;
    }
  }
  Slot made = {word, NULL, word->weight, 0, 0, !word->optional, NULL};
  g_array_append_val(rank->slots, made);
  return rank->slots->len - 1;
}

static void
add_pair(Rank *rank, guint first, guint second, const DcWord *a, const DcWord *b, double share) {
  for (guint i = 0; i < rank->pairs->len; i++) {
    Pair *pair = &g_array_index(rank->pairs, Pair, i);
    if (pair->first == first && pair->second == second && pair->distance == b->at - a->at) {
      pair->asked += share * MIN(a->weight, b->weight);
      return;
    }
  }
  Pair made = {first, second, b->at - a->at, a->others && b->others, share * MIN(a->weight, b->weight)};
  g_array_append_val(rank->pairs, made);
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
find_careless(Rank *rank, const GArray *words, gboolean *careless) {
  for (guint i = 0; i < words->len; i++) {
    const DcWord *word = &g_array_index(words, DcWord, i);
    if (word->kind != DC_TOKEN_SYLLABLE || word->prefix || !unmarked_letters(word->form))
      continue;
    g_autoptr(GArray) exact = dc_match_variants(rank->postings, word, FALSE);
    g_autoptr(GArray) any = dc_match_variants(rank->postings, word, TRUE);
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
read_question(Rank *rank, const DcQuestion *question) {
  const GArray *words = question->words;
  g_autofree gboolean *careless = g_new0(gboolean, words->len + 1);
  if (!rank->any_marks)
    find_careless(rank, words, careless);
  guint before = 0, earlier = 0;
  for (guint i = 0; i < words->len; i++) {
    const DcWord *word = &g_array_index(words, DcWord, i);
    guint slot = slot_of(rank, word);
    Slot *made = &g_array_index(rank->slots, Slot, slot);
    if (!made->variants)
      made->variants = dc_match_variants(rank->postings, word, rank->any_marks || careless[i]);
    const DcWord *last = i ? &g_array_index(words, DcWord, i - 1) : NULL;
    if (last && last->run == word->run && word->at > last->at)
      add_pair(rank, before, slot, last, word, 1);
    last = i > 1 ? &g_array_index(words, DcWord, i - 2) : NULL;
    if (last && last->run == word->run && word->at > last->at && rank->weights->skip > 0)
      add_pair(rank, earlier, slot, last, word, rank->weights->skip);
    earlier = before;
    before = slot;
  }
  for (guint i = 0; i < rank->slots->len; i++)
    rank->needed += g_array_index(rank->slots, Slot, i).needed;
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
    number |= word->kind == DC_TOKEN_SYMBOL;
    if (word->kind == DC_TOKEN_SYLLABLE && !g_hash_table_contains(beside, bare))
      return FALSE;
  }
  return number;
}

/* ---- first: syllables ---- */

static double
idf_of(const Rank *rank, double documents) {
  double n = dc_postings_live(rank->postings);
  return log(1 + (MAX(n - documents, 0) + 0.5) / (documents + 0.5));
}

typedef struct {
  Rank *rank;
  double weight; /* 0: only add up counts */
  gboolean needed;
} Adder;

static inline double
saturate(const Rank *rank, double k1, double count, guint32 ordinal) {
  const DcWeights *w = rank->weights;
  double length = (GUINT32_FROM_LE(rank->entries[ordinal].lengths) >> 8) * rank->per_token;
  return count * (k1 + 1) / (count + k1 * (1 - w->b + w->b * length));
}

static inline void
add_score(Rank *rank, const Adder *adder, guint32 ordinal, guint32 count) {
  rank->score[ordinal] += (float)(adder->weight * saturate(rank, rank->weights->k1, count, ordinal));
  rank->seen[ordinal] = (guint8)MIN(rank->seen[ordinal] + (adder->needed ? 1 : 0), 255);
}

static void
add_row(guint32 first, const guint8 *docs, gsize len, gpointer data) {
  Adder *adder = data;
  Rank *rank = adder->rank;
  const guint8 *end = docs + len;
  guint32 size = dc_postings_size(rank->postings);
  DcPosting posting = {first, 0, 0};
  while (docs < end && (docs = dc_posting_get(docs, end, &posting)) && posting.ordinal < size) {
    if (!dc_bits_has(rank->within, posting.ordinal))
      continue;
    if (adder->weight > 0)
      add_score(rank, adder, posting.ordinal, posting.count);
    else
      rank->counts[posting.ordinal] =
          (guint16)MIN(rank->counts[posting.ordinal] + posting.count, G_MAXUINT16);
  }
}

static void
score_slot(Rank *rank, Slot *slot) {
  guint32 size = dc_postings_size(rank->postings);
  Adder adder = {rank, 0, slot->needed};
  if (slot->variants->len == 1) {
    slot->documents = g_array_index(slot->variants, DcVariant, 0).documents;
    slot->idf = idf_of(rank, slot->documents);
    adder.weight = slot->asked * slot->idf;
    dc_postings_rows(rank->postings, g_array_index(slot->variants, DcVariant, 0).term, add_row, &adder);
    return;
  }
  if (!rank->counts)
    rank->counts = g_new0(guint16, size + 1);
  for (guint i = 0; i < slot->variants->len; i++)
    dc_postings_rows(rank->postings, g_array_index(slot->variants, DcVariant, i).term, add_row, &adder);
  for (guint32 i = 0; i < size; i++)
    slot->documents += rank->counts[i] > 0;
  slot->idf = idf_of(rank, slot->documents);
  adder.weight = slot->asked * slot->idf;
  for (guint32 i = 0; i < size; i++) {
    if (rank->counts[i])
      add_score(rank, &adder, i, rank->counts[i]);
    rank->counts[i] = 0;
  }
}

/* ---- then: the best again ---- */

typedef struct {
  guint32 ordinal;
  double key; /* by which it was chosen */
} Candidate;

static void
heap_sink(Candidate *heap, guint n, guint at) {
  for (;;) {
    guint least = at;
    for (guint child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++)
      if (heap[child].key < heap[least].key ||
          (heap[child].key == heap[least].key && heap[child].ordinal > heap[least].ordinal))
        least = child;
    if (least == at)
      return;
    Candidate moved = heap[at];
    heap[at] = heap[least];
    heap[least] = moved;
    at = least;
  }
}

static int
by_ordinal(gconstpointer a, gconstpointer b) {
  const Candidate *x = a, *y = b;
  return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

/* Documents with all words of a short question always come first. */
static gboolean
is_short(const Rank *rank) {
  return rank->slots->len <= rank->weights->sure_words;
}

/* What documents with all words are put ahead by. */
static double
all_bonus(const Rank *rank) {
  double sum = 0;
  for (guint i = 0; i < rank->slots->len; i++)
    sum += g_array_index(rank->slots, Slot, i).idf * g_array_index(rank->slots, Slot, i).asked;
  return rank->weights->all * sum;
}

/* The best by syllables, by ordinal; fills ranking->matched and ->some. Those that bear a symbol asked for
 * are always among them. */
static GArray *
choose(Rank *rank, const DcBits *bearers, guint wanted, DcRanking *ranking) {
  guint32 size = dc_postings_size(rank->postings), all = 0;
  for (guint32 i = 0; i < size; i++) {
    ranking->some += rank->score[i] > 0;
    all += rank->score[i] > 0 && rank->seen[i] >= rank->needed;
  }
  ranking->all = all > 0;
  GArray *heap = g_array_sized_new(FALSE, FALSE, sizeof(Candidate), wanted);
  double bonus = all_bonus(rank);
  for (guint32 i = 0; i < size; i++) {
    if (rank->score[i] <= 0)
      continue;
    gboolean has_all = rank->seen[i] >= rank->needed;
    if (has_all || !ranking->all)
      dc_bits_add(&ranking->matched, i);
    Candidate candidate = {i, rank->score[i] + (has_all ? bonus : 0) + (has_all && is_short(rank) ? 1e4 : 0) +
                                  (dc_bits_has(bearers, i) ? 1e6 : 0)};
    Candidate *first = (Candidate *)(gpointer)heap->data;
    if (heap->len < wanted) {
      g_array_append_val(heap, candidate);
      if (heap->len == wanted)
        for (guint h = wanted / 2 + 1; h-- > 0;)
          heap_sink((Candidate *)(gpointer)heap->data, wanted, h);
    } else if (candidate.key > first->key) {
      *first = candidate;
      heap_sink(first, wanted, 0);
    }
  }
  g_array_sort(heap, by_ordinal);
  return heap;
}

/* How often the pair stands in the i-th document, and whether in its head. */
static guint
count_pair(const Rank *rank, const Pair *pair, gsize i, guint32 head, gboolean *in_head) {
  const DcPlaces *a = g_array_index(rank->slots, Slot, pair->first).places;
  const DcPlaces *b = g_array_index(rank->slots, Slot, pair->second).places;
  guint count = 0;
  for (guint32 p = a->start[i], q = b->start[i]; p < a->start[i + 1]; p++) {
    if (pair->same_place) {
      while (q < b->start[i + 1] && b->at[q] < a->at[p])
        q++;
      if (q < b->start[i + 1] && b->at[q] == a->at[p]) {
        count++;
        continue;
      }
    }
    while (q < b->start[i + 1] && b->at[q] < a->at[p] + pair->distance)
      q++;
    if (q == b->start[i + 1])
      break;
    if (b->at[q] == a->at[p] + pair->distance) {
      count++;
      *in_head |= b->at[q] < head;
    }
  }
  return count;
}

static void
score_pairs(Rank *rank, const GArray *candidates, double *scores) {
  gsize n = candidates->len;
  g_autofree guint *counts = g_new(guint, n + 1);
  g_autofree gboolean *heads = g_new(gboolean, n + 1);
  for (guint p = 0; p < rank->pairs->len; p++) {
    const Pair *pair = &g_array_index(rank->pairs, Pair, p);
    const Slot *a = &g_array_index(rank->slots, Slot, pair->first);
    const Slot *b = &g_array_index(rank->slots, Slot, pair->second);
    const Slot *rare = a->documents < b->documents ? a : b;
    guint with_pair = 0, with_rare = 0;
    for (gsize i = 0; i < n; i++) {
      guint32 ordinal = g_array_index(candidates, Candidate, i).ordinal;
      heads[i] = FALSE;
      counts[i] = count_pair(rank, pair, i, dc_postings_head(rank->postings, ordinal), &heads[i]);
      with_pair += counts[i] > 0;
      with_rare += rare->places->start[i + 1] > rare->places->start[i];
    }
    if (!with_pair)
      continue;
    /* How many documents have the pair is told from the share among these. */
    double idf = idf_of(rank, (double)rare->documents * with_pair / with_rare);
    for (gsize i = 0; i < n; i++)
      if (counts[i])
        scores[i] += pair->asked * idf *
                     (rank->weights->pair * saturate(rank, rank->weights->pair_k1, counts[i],
                                                     g_array_index(candidates, Candidate, i).ordinal) +
                      (heads[i] ? rank->weights->head_pair : 0));
  }
}

/* Which share of the head's words the question has. */
static double
head_covered(const Rank *rank, gsize i, guint32 head) {
  guint8 covered[DC_POSTINGS_HEAD_MAX] = {0};
  guint n = 0;
  for (guint s = 0; s < rank->slots->len; s++) {
    const DcPlaces *places = g_array_index(rank->slots, Slot, s).places;
    for (guint32 p = places->start[i];
         p < places->start[i + 1] && places->at[p] < MIN(head, DC_POSTINGS_HEAD_MAX); p++) {
      n += !covered[places->at[p]];
      covered[places->at[p]] = 1;
    }
  }
  return n / (double)MAX(head, 1);
}

/* Words in the head count the more, the more of the head they are. */
static void
score_heads(const Rank *rank, const GArray *candidates, double *scores) {
  for (gsize i = 0; i < candidates->len; i++) {
    guint32 head = dc_postings_head(rank->postings, g_array_index(candidates, Candidate, i).ordinal);
    double weight = 0;
    for (guint s = 0; s < rank->slots->len; s++) {
      const Slot *slot = &g_array_index(rank->slots, Slot, s);
      guint32 first = slot->places->start[i];
      if (first < slot->places->start[i + 1] && slot->places->at[first] < head)
        weight += slot->idf * slot->asked;
    }
    if (weight > 0)
      scores[i] += rank->weights->head * weight * head_covered(rank, i, head);
  }
}

/* Marks the documents whose text begins with the symbol: theirs, though no letterhead says so. */
static void
find_bearers_by_place(const Rank *rank, const Slot *slot, const GArray *candidates, DcBits *bearers) {
  for (guint i = 0; i < candidates->len; i++) {
    guint32 ordinal = g_array_index(candidates, Candidate, i).ordinal;
    guint32 body = dc_postings_head(rank->postings, ordinal) + DC_POSTINGS_GAP;
    for (guint32 p = slot->places->start[i]; p < slot->places->start[i + 1]; p++)
      if (slot->places->at[p] >= body && slot->places->at[p] <= body + 1)
        dc_bits_add(bearers, ordinal);
  }
}

static int
by_score(gconstpointer a, gconstpointer b) {
  const DcRanked *x = a, *y = b;
  if (x->tier != y->tier)
    return x->tier > y->tier ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

static void
score_again(Rank *rank, DcBits *bearers, const GArray *candidates, GArray *best) {
  gsize n = candidates->len;
  g_autofree guint32 *ordinals = g_new(guint32, n + 1);
  g_autofree double *scores = g_new0(double, n + 1);
  double bonus = all_bonus(rank), bears = 0;
  gboolean short_question = is_short(rank);
  for (gsize i = 0; i < n; i++)
    ordinals[i] = g_array_index(candidates, Candidate, i).ordinal;
  for (guint s = 0; s < rank->slots->len; s++) {
    Slot *slot = &g_array_index(rank->slots, Slot, s);
    slot->places = dc_places_new(rank->postings, slot->variants, ordinals, n);
    if (slot->word->kind == DC_TOKEN_SYMBOL) {
      bears = MAX(bears, rank->weights->bears * slot->idf);
      find_bearers_by_place(rank, slot, candidates, bearers);
    }
  }
  score_pairs(rank, candidates, scores);
  score_heads(rank, candidates, scores);
  for (gsize i = 0; i < n; i++) {
    guint32 ordinal = ordinals[i];
    gboolean has_all = rank->seen[ordinal] >= rank->needed;
    double score = rank->score[ordinal] + scores[i] + (has_all ? bonus : 0) +
                   (dc_bits_has(bearers, ordinal) ? bears : 0);
    gboolean bears_it = dc_bits_has(bearers, ordinal);
    DcRanked ranked = {ordinal,
                       (rank->number_alone && bears_it ? 2 : 0) + (short_question && has_all ? 1 : 0),
                       round(score * 1e6) / 1e6};
    g_array_append_val(best, ranked);
  }
  g_array_sort(best, by_score);
}

DcRanking *
dc_rank(DcPostings *postings, const DcQuestion *question, const DcBits *within, gboolean any_marks,
        guint wanted, const DcWeights *weights) {
  guint32 size = dc_postings_size(postings);
  Rank rank = {.postings = postings,
               .entries = dc_postings_entries(postings),
               .per_token = 1 / dc_postings_average(postings),
               .weights = weights,
               .within = within,
               .any_marks = any_marks,
               .slots = g_array_new(FALSE, FALSE, sizeof(Slot)),
               .pairs = g_array_new(FALSE, FALSE, sizeof(Pair)),
               .score = g_new0(float, size + 1),
               .seen = g_new0(guint8, size + 1)};
  g_array_set_clear_func(rank.slots, clear_slot);
  DcRanking *ranking = g_new0(DcRanking, 1);
  ranking->best = g_array_new(FALSE, FALSE, sizeof(DcRanked));
  ranking->matched = dc_bits_new(size);
  read_question(&rank, question);
  rank.number_alone = asks_for_number(question);
  g_auto(DcBits) bearers = dc_bits_new(size);
  for (guint i = 0; i < rank.slots->len; i++) {
    Slot *slot = &g_array_index(rank.slots, Slot, i);
    score_slot(&rank, slot);
    if (slot->word->kind == DC_TOKEN_SYMBOL)
      dc_filters_bearers(postings, slot->word->form, any_marks, &bearers);
  }
  g_autoptr(GArray) candidates = choose(&rank, &bearers, MAX(wanted, weights->again), ranking);
  if (candidates->len)
    score_again(&rank, &bearers, candidates, ranking->best);
  g_array_unref(rank.slots);
  g_array_unref(rank.pairs);
  g_free(rank.score);
  g_free(rank.seen);
  g_free(rank.counts);
  return ranking;
}

void
dc_ranking_free(DcRanking *ranking) {
  if (!ranking)
    return;
  g_array_unref(ranking->best);
  dc_bits_clear(&ranking->matched);
  g_free(ranking);
}
