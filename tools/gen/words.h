/* Words for running text: a vocabulary made of Vietnamese syllables, drawn by Zipf's law. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A source of random numbers; the same seed gives the same numbers everywhere. */
typedef struct {
  guint64 state;
} GenRandom;

static inline guint64
gen_random(GenRandom *random) {
  guint64 x = random->state += 0x9E3779B97F4A7C15ULL;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
  return x ^ x >> 31;
}

/* Below `limit`, which is not 0. */
static inline guint32
gen_below(GenRandom *random, guint32 limit) {
  return (guint32)((gen_random(random) >> 32) * limit >> 32);
}

/* TRUE in so many of a hundred cases. */
static inline gboolean
gen_chance(GenRandom *random, guint32 percent) {
  return gen_below(random, 100) < percent;
}

typedef struct _GenWords GenWords;

GenWords *gen_words_new(guint64 seed);
void gen_words_free(GenWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GenWords, gen_words_free)

/* A word of one to three syllables; *len is its bytes. Owned by `words`. */
const char *gen_words_draw(const GenWords *words, GenRandom *random, gsize *len);

G_END_DECLS
