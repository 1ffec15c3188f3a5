/* The best by syllables alone. Lists are read whole, so that every number of documents is exact; but no
 * document is scored that cannot be among the best: when enough documents have all words of a short question,
 * those alone. */
#include <math.h>

#include "query/filters.h"
#include "query/rank-parts.h"

/* What puts documents with all words of a short question, and bearers of a number, before all others. */
#define FIRST_ALL 1e4
#define FIRST_BEARER 1e6
/* Slots whose counts are kept until documents are scored. */
#define KEPT_SLOTS 3

double
dc_rank_idf(const DcRanker *ranker, double documents) {
  double n = dc_postings_live(ranker->postings);
  return log(1 + (MAX(n - documents, 0) + 0.5) / (documents + 0.5));
}

double
dc_rank_all_bonus(const DcRanker *ranker) {
  double sum = 0;
  for (guint i = 0; i < ranker->slots->len; i++)
    sum += g_array_index(ranker->slots, DcSlot, i).idf * g_array_index(ranker->slots, DcSlot, i).asked;
  return ranker->weights->all * sum;
}

/* ---- reading the lists ---- */

/* Which of four counts there are, as four bits. */
static inline guint64
counted_of(const guint16 *counts) {
  const guint64 low = 0x7FFF7FFF7FFF7FFF;
  guint64 four = counts[0] | (guint64)counts[1] << 16 | (guint64)counts[2] << 32 | (guint64)counts[3] << 48;
  four = (((four & low) + low) | four) & ~low; /* the highest bit of each that is not 0 */
  return (four >> 15) * (1ull << 48 | 1ull << 33 | 1ull << 18 | 1ull << 3) >> 48 & 15;
}

/* The ordinals with a count. */
static void
mark_counted(const guint16 *counts, DcBits *has) {
  for (guint32 w = 0; w < has->size / 64; w++) {
    guint64 word = 0;
    for (guint i = 0; i < 64; i += 4)
      word |= counted_of(counts + w * 64 + i) << i;
    has->words[w] = word;
  }
  for (guint32 i = has->size / 64 * 64; i < has->size; i++)
    if (counts[i])
      dc_bits_add(has, i);
}

/* Fills counts and `has` of the documents within. */
static void
count_slot(DcRanker *ranker, DcSlot *slot, DcBits *has) {
  for (guint i = 0; i < slot->variants->len; i++)
    dc_postings_count(ranker->postings, g_array_index(slot->variants, DcVariant, i).term, slot->counts);
  mark_counted(slot->counts, has);
  dc_bits_and(has, ranker->within);
}

/* Takes in which documents have the slot's word. */
static void
note_slot(DcRanker *ranker, DcSlot *slot, const DcBits *has) {
  slot->documents =
      slot->variants->len == 1 ? g_array_index(slot->variants, DcVariant, 0).documents : dc_bits_count(has);
  slot->idf = dc_rank_idf(ranker, slot->documents);
  dc_bits_or(&ranker->some, has);
  if (slot->needed)
    dc_bits_and(&ranker->all, has);
  if (slot->word->part == DC_PART_BORNE)
    dc_filters_bearers_of_part(ranker->postings, slot->word->form, &ranker->bearers);
  else if (slot->word->kind == DC_TOKEN_SYMBOL && !slot->word->part)
    dc_filters_bearers(ranker->postings, slot->word->form, ranker->any_marks, &ranker->bearers);
}

static inline float
slot_score(const DcRanker *ranker, const DcSlot *slot, guint32 count, guint32 ordinal) {
  return (float)(slot->asked * slot->idf * dc_rank_saturate(ranker, ranker->weights->k1, count, ordinal));
}

/* Adds the slot's share to the scores and clears its counts. */
static void
add_scores(const DcRanker *ranker, DcSlot *slot, const DcBits *has, float *scores) {
  for (guint32 i = dc_bits_next(has, 0); i < has->size; i = dc_bits_next(has, i + 1))
    scores[i] += slot_score(ranker, slot, slot->counts[i], i);
  memset(slot->counts, 0, (ranker->size + 1) * sizeof *slot->counts);
}

/* Reads all lists. A question of few words keeps the counts of each slot and is scored when it is known which
 * documents matter; another one is scored list by list, so that memory does not grow with its words: beside
 * the 8 bytes of its entry no document takes more than 6 here, and a bit in each of some sets. Returns the
 * scores. */
static float *
read_lists(DcRanker *ranker) {
  gboolean keeps = ranker->slots->len <= KEPT_SLOTS;
  float *scores = keeps ? NULL : g_new0(float, ranker->size + 1);
  g_autofree guint16 *shared = keeps ? NULL : g_new0(guint16, ranker->size + 1);
  for (guint i = 0; i < ranker->slots->len; i++) {
    DcSlot *slot = &g_array_index(ranker->slots, DcSlot, i);
    g_auto(DcBits) has = dc_bits_new(ranker->size);
    slot->counts = keeps ? g_new0(guint16, ranker->size + 1) : shared;
    count_slot(ranker, slot, &has);
    note_slot(ranker, slot, &has);
    if (!scores)
      continue;
    add_scores(ranker, slot, &has, scores);
    slot->counts = NULL;
  }
  dc_bits_and(&ranker->all, &ranker->some);
  return scores;
}

static float
score_document(const DcRanker *ranker, guint32 ordinal) {
  float score = 0;
  for (guint i = 0; i < ranker->slots->len; i++) {
    const DcSlot *slot = &g_array_index(ranker->slots, DcSlot, i);
    if (slot->counts && slot->counts[ordinal])
      score += slot_score(ranker, slot, slot->counts[ordinal], ordinal);
  }
  return score;
}

/* ---- what a document can score at most ---- */

/* Lengths are told apart by the sixteenth of the average, counts up to a few. */
#define LENGTHS 64
#define COUNTS 16

typedef struct {
  guint n; /* slots */
  float per_token;
  const guint16 *counts[KEPT_SLOTS];
  float most[KEPT_SLOTS][LENGTHS][COUNTS];
} Bounds;

/* For slots that keep their counts: a document is scored when it may be among the best, and most are seen not
 * to be by this table, without a division. */
static Bounds *
bounds_new(const DcRanker *ranker) {
  const DcWeights *w = ranker->weights;
  Bounds *bounds = g_new(Bounds, 1);
  bounds->n = ranker->slots->len;
  bounds->per_token = (float)(ranker->per_token * 16);
  for (guint s = 0; s < bounds->n; s++) {
    const DcSlot *slot = &g_array_index(ranker->slots, DcSlot, s);
    bounds->counts[s] = slot->counts;
    for (guint length = 0; length < LENGTHS; length++)
      for (guint count = 0; count < COUNTS; count++) {
        double least = count + w->k1 * (1 - w->b + w->b * length / 16);
        double part = count < COUNTS - 1 ? count / least : 1; /* a count of so many or more: of any number */
        bounds->most[s][length][count] = (float)(slot->asked * slot->idf * (w->k1 + 1) * part * 1.0001);
      }
  }
  return bounds;
}

static inline float
bounds_most(const Bounds *bounds, const DcRanker *ranker, guint32 ordinal) {
  float length = (float)(GUINT32_FROM_LE(ranker->entries[ordinal].lengths) >> 8) * bounds->per_token,
        most = 0;
  guint class = length < LENGTHS - 1 ? (guint)length : LENGTHS - 1;
  for (guint s = 0; s < bounds->n; s++)
    most += bounds->most[s][class][MIN(bounds->counts[s][ordinal], COUNTS - 1)];
  return most;
}

/* ---- the best ---- */

/* A heap with the least on top; of equal ones the highest ordinal. */
typedef struct {
  DcCandidate *heap;
  guint n, wanted;
} Best;

static void
sink(Best *best, guint at) {
  DcCandidate *heap = best->heap;
  for (;;) {
    guint least = at;
    for (guint child = 2 * at + 1; child <= 2 * at + 2 && child < best->n; child++)
      if (heap[child].key < heap[least].key ||
          (heap[child].key == heap[least].key && heap[child].ordinal > heap[least].ordinal))
        least = child;
    if (least == at)
      return;
    DcCandidate moved = heap[at];
    heap[at] = heap[least];
    heap[least] = moved;
    at = least;
  }
}

/* Ordinals come in ascending order, so one that ties with the least stays out. */
static inline void
offer(Best *best, DcCandidate candidate) {
  if (best->n < best->wanted) {
    best->heap[best->n++] = candidate;
    if (best->n == best->wanted)
      for (guint i = best->n / 2 + 1; i-- > 0;)
        sink(best, i);
  } else if (candidate.key > best->heap[0].key) {
    best->heap[0] = candidate;
    sink(best, 0);
  }
}

static int
by_ordinal(gconstpointer a, gconstpointer b) {
  const DcCandidate *x = a, *y = b;
  return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

/* The documents that may be among the best. */
static DcBits
pool_of(const DcRanker *ranker, guint wanted) {
  DcBits pool = dc_bits_copy(&ranker->some);
  if (!ranker->is_short || dc_bits_count(&ranker->all) < wanted)
    return pool;
  dc_bits_and(&pool, &ranker->bearers);
  dc_bits_or(&pool, &ranker->all);
  return pool;
}

/* All documents within, when they are no more than are scored again: where words stand, which is needed then,
 * also says how often. */
static GArray *
all_within(DcRanker *ranker, guint32 n) {
  g_autofree guint32 *ordinals = g_new0(guint32, n + 1);
  GArray *candidates = g_array_sized_new(FALSE, FALSE, sizeof(DcCandidate), n);
  for (guint32 i = dc_bits_next(ranker->within, 0); candidates->len < n;
       i = dc_bits_next(ranker->within, i + 1)) {
    DcCandidate candidate = {i, 0, 0};
    ordinals[candidates->len] = i;
    g_array_append_val(candidates, candidate);
  }
  for (guint s = 0; s < ranker->slots->len; s++) {
    DcSlot *slot = &g_array_index(ranker->slots, DcSlot, s);
    g_auto(DcBits) has = dc_bits_new(ranker->size);
    slot->places = dc_places_new(ranker->postings, slot->variants, ordinals, n);
    for (guint32 i = 0; i < n; i++)
      if (slot->places->start[i + 1] > slot->places->start[i])
        dc_bits_add(&has, ordinals[i]);
    note_slot(ranker, slot, &has);
    for (guint32 i = 0; i < n; i++) {
      guint32 count = slot->places->start[i + 1] - slot->places->start[i];
      if (count)
        g_array_index(candidates, DcCandidate, i).score += slot_score(ranker, slot, count, ordinals[i]);
    }
  }
  dc_bits_and(&ranker->all, &ranker->some);
  return candidates;
}

GArray *
dc_rank_first(DcRanker *ranker, guint wanted) {
  guint32 within = dc_bits_count(ranker->within);
  if (within <= wanted)
    return all_within(ranker, within);
  g_autofree float *scores = read_lists(ranker);
  g_auto(DcBits) pool = pool_of(ranker, wanted);
  double bonus = dc_rank_all_bonus(ranker) + (ranker->is_short ? FIRST_ALL : 0);
  g_autofree DcCandidate *heap = g_new0(DcCandidate, wanted + 1);
  g_autofree Bounds *bounds = scores ? NULL : bounds_new(ranker);
  Best best = {heap, 0, wanted};
  for (guint32 i = dc_bits_next(&pool, 0); i < pool.size; i = dc_bits_next(&pool, i + 1)) {
    double more =
        (dc_bits_has(&ranker->all, i) ? bonus : 0) + (dc_bits_has(&ranker->bearers, i) ? FIRST_BEARER : 0);
    if (bounds && best.n == wanted && bounds_most(bounds, ranker, i) + more <= heap[0].key)
      continue;
    float score = scores ? scores[i] : score_document(ranker, i);
    offer(&best, (DcCandidate){i, score, score + more});
  }
  GArray *candidates = g_array_sized_new(FALSE, FALSE, sizeof(DcCandidate), best.n);
  g_array_append_vals(candidates, heap, best.n);
  g_array_sort(candidates, by_ordinal);
  return candidates;
}
