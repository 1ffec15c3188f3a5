/* The parts of ranking: what the question asks (rank-asked.c), the best by syllables alone (rank-first.c),
 * the best of these by what needs positions (rank-again.c). */
#pragma once

#include "query/places.h"
#include "query/rank.h"

G_BEGIN_DECLS

/* A word of the question, each form once. */
typedef struct {
  const DcWord *word;
  GArray *variants; /* of DcVariant */
  double asked;     /* how much the question asks for it: times it stands there, weighted */
  double idf;
  guint32 documents;
  gboolean needed;  /* counts for "all words" */
  guint16 *counts;  /* times in each document; NULL when it is scored */
  DcPlaces *places; /* in the documents that are scored again */
} DcSlot;

/* Two words side by side in the question, each pair once. */
typedef struct {
  guint first, second; /* slots */
  guint32 distance;    /* of their places */
  gboolean same_place; /* both may be one abbreviation */
  double asked;
} DcPair;

typedef struct {
  DcPostings *postings;
  const DcDocumentEntry *entries;
  guint32 size;     /* ordinals are below */
  double per_token; /* 1 / average length */
  const DcWeights *weights;
  const DcBits *within;
  gboolean any_marks;
  GArray *slots;         /* of DcSlot */
  GArray *pairs;         /* of DcPair */
  gboolean number_alone; /* only a document number is asked for */
  gboolean is_short;     /* documents with all words always come first */
  DcBits some, all;      /* documents that have any word, all words */
  DcBits bearers;        /* documents that bear a symbol asked for */
} DcRanker;

typedef struct {
  guint32 ordinal;
  float score; /* by syllables */
  double key;  /* by which it was chosen */
} DcCandidate;

/* Reads the question; nothing is ranked yet. `within`, `question` and `postings` must stay. */
void dc_ranker_init(DcRanker *ranker, DcPostings *postings, const DcQuestion *question, const DcBits *within,
                    gboolean any_marks, const DcWeights *weights);
void dc_ranker_clear(DcRanker *ranker);

/* Fills slots, pairs, number_alone, is_short. */
void dc_rank_asked(DcRanker *ranker, const DcQuestion *question);

/* Fills idf and documents of slots; some, all, bearers. Returns the `wanted` best by syllables (array of
 * DcCandidate), by ordinal; bearers, then documents with all words of a short question always before others.
 * When there are no more within, it returns those, though they have no word, and fills places of slots. */
GArray *dc_rank_first(DcRanker *ranker, guint wanted);

/* Scores the candidates again: array of DcRanked, best first. Adds bearers by their place to `bearers`. */
GArray *dc_rank_again(DcRanker *ranker, const GArray *candidates);

/* How rare a word is that so many documents have. */
double dc_rank_idf(const DcRanker *ranker, double documents);
/* What documents with all words are put ahead by. */
double dc_rank_all_bonus(const DcRanker *ranker);

/* The part of BM25 that grows with the times that a document has a word. */
static inline double
dc_rank_saturate(const DcRanker *ranker, double k1, double count, guint32 ordinal) {
  const DcWeights *w = ranker->weights;
  double length = (GUINT32_FROM_LE(ranker->entries[ordinal].lengths) >> 8) * ranker->per_token;
  return count * (k1 + 1) / (count + k1 * (1 - w->b + w->b * length));
}

G_END_DECLS
