/* Ranking: best match by syllables and adjacent pairs, head above body, symbols exact.
 *
 * First every document that has any word of the question is scored by its syllables alone (BM25, one float a
 * document, list by list); then the best of these are scored again with what needs positions: adjacent pairs,
 * counted where they stand, words in the head, documents that bear the number asked for. */
#pragma once

#include "query/match.h"

G_BEGIN_DECLS

/* Everything that ranking weighs by, fitted as README.md tells. */
typedef struct {
  double k1, b;      /* BM25 of syllables */
  double pair;       /* adjacent pairs beside syllables */
  double pair_k1;    /* BM25 of pairs */
  double skip;       /* of pairs with a word between, beside adjacent ones */
  double head;       /* words that stand in the head, times the share of the head that they are */
  double head_pair;  /* pairs that stand in the head, at all */
  double all;        /* having every word, in a long question */
  double bears;      /* bearing the symbol asked for */
  double bears_part; /* bearing one that the number asked for may be of */
  guint sure_words;  /* up to so many words, documents with all of them always come first */
  guint again;       /* documents that are scored again */
} DcWeights;

extern const DcWeights dc_rank_weights;

typedef struct {
  guint32 ordinal;
  guint tier; /* 2: bears the number that is all that was asked for; 1: has every word of a short question;
                 what is in a higher tier comes first */
  double score;
} DcRanked;

typedef struct {
  GArray *best;   /* of DcRanked, best first; those that tie by ordinal */
  DcBits matched; /* with all words when any document has them all, else with some */
  gboolean all;   /* `matched` has all words */
  guint32 some;   /* how many have at least one word */
} DcRanking;

/* Ranks the documents of `within`; `best` holds at least `wanted` when so many match. `any_marks`: words
 * stand for every word that differs in marks alone. */
DcRanking *dc_rank(DcPostings *postings, const DcQuestion *question, const DcBits *within, gboolean any_marks,
                   guint wanted, const DcWeights *weights);
void dc_ranking_free(DcRanking *ranking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcRanking, dc_ranking_free)

G_END_DECLS
