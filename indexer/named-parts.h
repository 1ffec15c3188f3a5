/* What the parts of named.c share. Private to named*.c. */
#pragma once

#include <string.h>

#include "corpus/letters.h"
#include "indexer/date.h"
#include "indexer/named.h"

G_BEGIN_DECLS

typedef struct {
  const DcView *view;
  const DcLayout *layout;
  DcWords words;
  GStringChunk *strings;
  GArray *found; /* of DcMention */
  GArray *numbered;
  guint next; /* the first of `numbered` that may follow */
} DcNamed;

/* A name read: its span and type. */
typedef struct {
  DcSpan span;
  const char *type;
  const char *year; /* or the date that stands before it; "" */
} DcName;

static inline gsize
dc_named_match(const DcNamed *named, gsize at, const char *phrase) {
  return dc_words_match(&named->words, at, phrase);
}

static inline gboolean
dc_named_follows(const DcNamed *named, gsize at, const char *phrase) {
  return dc_words_match_back(&named->words, dc_words_back(&named->words, at), phrase) != DC_WORDS_NONE;
}

/* A span on one line, without the page headers in it, behind `prefix`. */
const char *dc_named_keep(const DcNamed *named, const char *prefix, DcSpan span);

/* A numbered mention whose lead is this name: "Luật Đầu tư số 61/2020/QH14", "Luật Đầu tư (Luật số …)". */
gboolean dc_named_has_number(DcNamed *named, DcSpan span);

/* Adds the mention; `inner`: it stands in the name of an amending law. */
void dc_named_add(DcNamed *named, const DcName *name, gboolean inner);

/* Reads the name that a word of these letters may start at `at`; returns where to go on with this word. The
 * words are found by the byte of theirs that is the rarest. */
typedef struct {
  const char *letters;
  gsize rare; /* its place in `letters` */
  gsize (*take)(DcNamed *named, gsize at);
} DcNamedStart;

enum { DC_NAMED_STARTS = 4 };

/* Calls each `take` wherever a word starts with its letters, in one pass over the text. */
void dc_named_each(DcNamed *named, const DcNamedStart starts[DC_NAMED_STARTS]);

/* The name after a type word that ends at `at`; FALSE when there is none. */
gboolean dc_named_read_simple(const DcNamed *named, gsize start, gsize at, const char *type, DcName *name);

/* The law's own name in its own text. */
gboolean dc_named_is_own(const DcNamed *named, const DcName *name);

/* ---- named-amending.c ---- */

/* Adds the name that starts at `start` with a type word and "sửa đổi", and those in it; returns where it
 * ends, or `start` when there is none. */
gsize dc_named_read_amending(DcNamed *named, gsize start, const char *type);

/* ---- named-english.c ---- */

/* The names in an English translation; nothing in any other text. */
void dc_named_scan_english(DcNamed *named);

G_END_DECLS
