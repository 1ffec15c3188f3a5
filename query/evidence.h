/* The place behind an answer: file, line and sentence of a mention. */
#pragma once

#include "corpus/error.h"
#include "indexer/store.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  guint line;     /* from 1 */
  guint page;     /* from 1; 0: the format has no pages */
  char *sentence; /* on one line, the citation inside; cut with … when long */
  DcSpan mark;    /* the mention in `sentence` */
} DcEvidence;

void dc_evidence_free(DcEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcEvidence, dc_evidence_free)

/* Keeps the last document's text, so that mentions asked for in document order cost one reading each. */
typedef struct _DcWitness DcWitness;

DcWitness *dc_witness_new(DcStore *store);
void dc_witness_free(DcWitness *witness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcWitness, dc_witness_free)

DcEvidence *dc_witness_ask(DcWitness *witness, gint64 mention, GError **error);
/* The same of any place in a document's text. */
DcEvidence *dc_witness_look(DcWitness *witness, gint64 document, DcSpan place, GError **error);

/* The sentence around [start, end) of a text: its span. */
DcSpan dc_evidence_sentence(const char *text, gsize len, DcSpan mention);

G_END_DECLS
