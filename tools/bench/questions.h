/* Questions for the benchmark, drawn from the texts that are searched. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  BENCH_COMMON,   /* one common syllable */
  BENCH_WORD,     /* a word of two syllables */
  BENCH_QUESTION, /* twelve words in a row */
  BENCH_PHRASE,   /* three syllables side by side */
  BENCH_PHRASES,  /* two words of two syllables, both as phrases */
  BENCH_UNMARKED, /* a word of two syllables, without marks */
  BENCH_FILTERED, /* a word of two syllables in the plans of one type */
  BENCH_NUMBER,   /* a document number */
  BENCH_CLASSES
} BenchClass;

extern const char *const bench_class_names[BENCH_CLASSES];

typedef struct {
  BenchClass class;
  char *ours;   /* as one types it */
  char *fts5;   /* the same for FTS5; "" when it cannot be asked there */
  char *xapian; /* "and|or|phrase|phrases" TAB tokens; "" when it cannot be asked there */
} BenchQuestion;

/* `n` questions of each class; the same texts give the same ones. Array of BenchQuestion*. */
GPtrArray *bench_questions(const GPtrArray *files, guint n);

G_END_DECLS
