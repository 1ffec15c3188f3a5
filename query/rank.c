#include "query/rank-parts.h"

const DcWeights dc_rank_weights = {.k1 = 1.2,
                                   .b = 0.75,
                                   .pair = 0.8,
                                   .pair_k1 = 0.3,
                                   .skip = 0.5,
                                   .head = 0.8,
                                   .head_pair = 0.1,
                                   .all = 0.1,
                                   .bears = 3.0,
                                   .bears_part = 1.0,
                                   .sure_words = 4,
                                   .again = 250};

static void
clear_slot(gpointer data) {
  DcSlot *slot = data;
  g_array_unref(slot->variants);
  g_free(slot->counts);
  dc_places_free(slot->places);
}

void
dc_ranker_init(DcRanker *ranker, DcPostings *postings, const DcQuestion *question, const DcBits *within,
               gboolean any_marks, const DcWeights *weights) {
  guint32 size = dc_postings_size(postings);
  *ranker = (DcRanker){.postings = postings,
                       .entries = dc_postings_entries(postings),
                       .size = size,
                       .per_token = 1 / dc_postings_average(postings),
                       .weights = weights,
                       .within = within,
                       .any_marks = any_marks,
                       .slots = g_array_new(FALSE, FALSE, sizeof(DcSlot)),
                       .pairs = g_array_new(FALSE, FALSE, sizeof(DcPair)),
                       .some = dc_bits_new(size),
                       .all = dc_bits_copy(within),
                       .bearers = dc_bits_new(size)};
  g_array_set_clear_func(ranker->slots, clear_slot);
  dc_rank_asked(ranker, question);
}

void
dc_ranker_clear(DcRanker *ranker) {
  g_array_unref(ranker->slots);
  g_array_unref(ranker->pairs);
  dc_bits_clear(&ranker->some);
  dc_bits_clear(&ranker->all);
  dc_bits_clear(&ranker->bearers);
}

DcRanking *
dc_rank(DcPostings *postings, const DcQuestion *question, const DcBits *within, gboolean any_marks,
        guint wanted, const DcWeights *weights) {
  DcRanker ranker;
  dc_ranker_init(&ranker, postings, question, within, any_marks, weights);
  g_autoptr(GArray) candidates = dc_rank_first(&ranker, MAX(wanted, weights->again));
  DcRanking *ranking = g_new0(DcRanking, 1);
  ranking->best = dc_rank_again(&ranker, candidates);
  ranking->some = dc_bits_count(&ranker.some);
  ranking->all = dc_bits_next(&ranker.all, 0) < ranker.size;
  ranking->matched = dc_bits_copy(ranking->all ? &ranker.all : &ranker.some);
  dc_ranker_clear(&ranker);
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
