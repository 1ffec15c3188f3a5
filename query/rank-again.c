/* The best again, by what needs positions: pairs where they stand, words in the head, bearers of numbers. */
#include <math.h>

#include "query/filters.h"
#include "query/rank-parts.h"

/* How often the pair stands in the i-th document, and whether in its head. */
static guint
count_pair(const DcRanker *ranker, const DcPair *pair, gsize i, guint32 head, gboolean *in_head) {
  const DcPlaces *a = g_array_index(ranker->slots, DcSlot, pair->first).places;
  const DcPlaces *b = g_array_index(ranker->slots, DcSlot, pair->second).places;
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
score_pairs(DcRanker *ranker, const GArray *candidates, double *scores) {
  gsize n = candidates->len;
  g_autofree guint *counts = g_new(guint, n + 1);
  g_autofree gboolean *heads = g_new(gboolean, n + 1);
  for (guint p = 0; p < ranker->pairs->len; p++) {
    const DcPair *pair = &g_array_index(ranker->pairs, DcPair, p);
    const DcSlot *a = &g_array_index(ranker->slots, DcSlot, pair->first);
    const DcSlot *b = &g_array_index(ranker->slots, DcSlot, pair->second);
    const DcSlot *rare = a->documents < b->documents ? a : b;
    guint with_pair = 0, with_rare = 0;
    for (gsize i = 0; i < n; i++) {
      guint32 ordinal = g_array_index(candidates, DcCandidate, i).ordinal;
      heads[i] = FALSE;
      counts[i] = count_pair(ranker, pair, i, dc_postings_head(ranker->postings, ordinal), &heads[i]);
      with_pair += counts[i] > 0;
      with_rare += rare->places->start[i + 1] > rare->places->start[i];
    }
    if (!with_pair)
      continue;
    /* How many documents have the pair is told from the share among these. */
    double idf = dc_rank_idf(ranker, (double)rare->documents * with_pair / with_rare);
    for (gsize i = 0; i < n; i++)
      if (counts[i])
        scores[i] +=
            pair->asked * idf *
            (ranker->weights->pair * dc_rank_saturate(ranker, ranker->weights->pair_k1, counts[i],
                                                      g_array_index(candidates, DcCandidate, i).ordinal) +
             (heads[i] ? ranker->weights->head_pair : 0));
  }
}

/* Which share of the head's words the question has. */
static double
head_covered(const DcRanker *ranker, gsize i, guint32 head) {
  guint8 covered[DC_POSTINGS_HEAD_MAX] = {0};
  guint n = 0;
  for (guint s = 0; s < ranker->slots->len; s++) {
    const DcPlaces *places = g_array_index(ranker->slots, DcSlot, s).places;
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
score_heads(const DcRanker *ranker, const GArray *candidates, double *scores) {
  for (gsize i = 0; i < candidates->len; i++) {
    guint32 head = dc_postings_head(ranker->postings, g_array_index(candidates, DcCandidate, i).ordinal);
    double weight = 0;
    for (guint s = 0; s < ranker->slots->len; s++) {
      const DcSlot *slot = &g_array_index(ranker->slots, DcSlot, s);
      guint32 first = slot->places->start[i];
      if (first < slot->places->start[i + 1] && slot->places->at[first] < head)
        weight += slot->idf * slot->asked;
    }
    if (weight > 0)
      scores[i] += ranker->weights->head * weight * head_covered(ranker, i, head);
  }
}

/* Marks the documents whose text begins with the symbol: theirs, though no letterhead says so. */
static void
find_bearers_by_place(DcRanker *ranker, const DcSlot *slot, const GArray *candidates) {
  for (guint i = 0; i < candidates->len; i++) {
    guint32 ordinal = g_array_index(candidates, DcCandidate, i).ordinal;
    guint32 body = dc_postings_head(ranker->postings, ordinal) + DC_POSTINGS_GAP;
    for (guint32 p = slot->places->start[i]; p < slot->places->start[i + 1]; p++)
      if (slot->places->at[p] >= body && slot->places->at[p] <= body + 1)
        dc_bits_add(&ranker->bearers, ordinal);
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

static DcRanked
rank_candidate(const DcRanker *ranker, const DcCandidate *candidate, double more, double bears) {
  gboolean has_all = dc_bits_has(&ranker->all, candidate->ordinal);
  gboolean bears_it = dc_bits_has(&ranker->bearers, candidate->ordinal);
  double score = candidate->score + more + (has_all ? dc_rank_all_bonus(ranker) : 0) + (bears_it ? bears : 0);
  guint tier = (ranker->number_alone && bears_it ? 2 : 0) + (ranker->is_short && has_all ? 1 : 0);
  return (DcRanked){candidate->ordinal, tier, round(score * 1e6) / 1e6};
}

GArray *
dc_rank_again(DcRanker *ranker, const GArray *candidates) {
  gsize n = candidates->len;
  g_autofree guint32 *ordinals = g_new(guint32, n + 1);
  g_autofree double *scores = g_new0(double, n + 1);
  double bears = 0;
  for (gsize i = 0; i < n; i++)
    ordinals[i] = g_array_index(candidates, DcCandidate, i).ordinal;
  for (guint s = 0; s < ranker->slots->len; s++) {
    DcSlot *slot = &g_array_index(ranker->slots, DcSlot, s);
    if (!slot->places)
      slot->places = dc_places_new(ranker->postings, slot->variants, ordinals, n);
    if (slot->word->kind == DC_TOKEN_SYMBOL && slot->word->part != DC_PART_CITED) {
      bears =
          MAX(bears, (slot->word->part ? ranker->weights->bears_part : ranker->weights->bears) * slot->idf);
      find_bearers_by_place(ranker, slot, candidates);
    }
  }
  score_pairs(ranker, candidates, scores);
  score_heads(ranker, candidates, scores);
  GArray *best = g_array_sized_new(FALSE, FALSE, sizeof(DcRanked), (guint)n);
  for (guint i = 0; i < n; i++) {
    if (!dc_bits_has(&ranker->some, ordinals[i]))
      continue;
    DcRanked ranked = rank_candidate(ranker, &g_array_index(candidates, DcCandidate, i), scores[i], bears);
    g_array_append_val(best, ranked);
  }
  g_array_sort(best, by_score);
  return best;
}
