/* What leads to a number: "Nghị quyết số", "số", "Luật Đầu tư số", "Decree No."; and what says that it is
 * none of ours ("Mẫu số", "TCVN": refusals.csv). */
#pragma once

#include "corpus/lexicon/lexicon.h"
#include "indexer/words.h"

G_BEGIN_DECLS

typedef struct {
  gsize start;        /* of the lead; the number itself when there is none */
  const DcType *type; /* of the type word; NULL */
  gboolean so;        /* "số", "No." */
  gboolean refused;
} DcLead;

/* The lead of the number at `at`. `expected` is the type that the symbol gives or NULL: a type word that does
 * not stand right before "số" is looked for by it ("Báo cáo thẩm tra số 292/BC-HĐND"); with `law`, any
 * normative type will do. `party`: which of two types counts when they share a word. */
DcLead dc_lead_read(const DcWords *words, gsize at, const DcType *expected, gboolean law, gboolean party);

/* The type word that ends at `end`: its type and start; NULL when there is none. */
const DcType *dc_lead_type_before(const DcWords *words, gsize end, gboolean party, gsize *start);

G_END_DECLS
