/* A table of phrases, each with something that it means: the longest that stands at a place, or before it. */
#pragma once

#include "indexer/words.h"

G_BEGIN_DECLS

typedef struct _DcPhrases DcPhrases;

DcPhrases *dc_phrases_new(void);
/* The first column of an embedded CSV table, all of sort 1; each means its row (char **). Lives for ever. */
DcPhrases *dc_phrases_of_table(const char *csv, gsize len);
void dc_phrases_free(DcPhrases *phrases);

/* `phrase` in any case and tone style; `meaning` is not NULL and stays the caller's. `sort` is a bit that
 * look-ups ask for. Of two equal phrases of one sort the first counts. */
void dc_phrases_add(DcPhrases *phrases, const char *phrase, guint sort, gconstpointer meaning);

/* The longest phrase of the sorts in the bit mask that starts at `at`: its meaning and end; NULL when there
 * is none. */
gconstpointer dc_phrases_at(const DcPhrases *phrases, const DcWords *words, gsize at, guint sorts,
                            gsize *end);
/* The longest such phrase that ends at `end`: its meaning and start. */
gconstpointer dc_phrases_before(const DcPhrases *phrases, const DcWords *words, gsize end, guint sorts,
                                gsize *start);

G_END_DECLS
