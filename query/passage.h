/* The passage of a text that answers a question best. */
#pragma once

#include "corpus/span.h"
#include "query/rank.h"

G_BEGIN_DECLS

/* Forms of words to look for in texts, with their weights. */
typedef struct _DcSought DcSought;

/* The words of a question as the index has them. */
DcSought *dc_sought_new(DcPostings *postings, const DcQuestion *question, gboolean any_marks);
void dc_sought_free(DcSought *sought);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcSought, dc_sought_free)

typedef struct {
  char *snippet; /* on one line */
  GArray *marks; /* of DcSpan: bytes of `snippet` */
  gsize start;   /* bytes of the text */
} DcPassage;

/* The passage of `text` with the most weight of words, close together; the beginning when it has none.
 * The caller owns what is in *passage. */
void dc_passage_find(const DcSought *sought, const char *text, gsize len, DcPassage *passage);

G_END_DECLS
