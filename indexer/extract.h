/* From a document to what it is and what it refers to: view → layout → citations → relations → identity.
 *
 * A pure function of the document (and the lexicon): the same bytes give the same extract, in any thread.
 * It is total: whatever the text, it ends in linear time. */
#pragma once

#include "corpus/document.h"
#include "corpus/lexicon/lexicon.h"
#include "indexer/mention.h"

G_BEGIN_DECLS

/* What a document is. Absent values are "". */
typedef struct {
  const char *key;    /* own canonical symbol; "?/…" when the number is blank */
  const char *type;   /* abbreviation */
  const char *date;   /* ISO date of issue */
  const char *issuer; /* as the text gives it */
  const char *unit;   /* "TW", "Hà Tĩnh", "Hưng Yên/Kim Động", "?" when the text does not say */
  DcLevel level;
  const char *title;      /* on one line */
  const char *annex_key;  /* the decision that issued it, when the text is only the annex: "1646/QĐ-UBND" */
  const char *annex_date; /* ISO */
} DcIdentity;

typedef struct {
  DcIdentity identity;
  GArray *mentions; /* of DcMention, in text order, behind them what dc_short_add_others adds; all spans are
                       byte offsets of the document's text */
  DcSpan content;   /* the text without portal navigation */
  gboolean headers_only; /* nothing but page headers and stamps: the text itself is in pictures */
  guint limit_hits;      /* times that a bound cut something off (a list, citations): 0 on real texts */
  GStringChunk *strings;
} DcExtract;

/* What a person is told when `headers_only`. */
extern const char *const dc_extract_headers_only_message;

/* What a person is told of `limit_hits`: new string, NULL when there were none. */
char *dc_extract_limit_message(const DcExtract *extract);

DcExtract *dc_extract(const DcDocument *document);
/* The same, with the titles by which acts are cited: the index keeps them, nobody else asks for them. */
DcExtract *dc_extract_with_titles(const DcDocument *document);
void dc_extract_free(DcExtract *extract);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcExtract, dc_extract_free)

/* The `source` of a mention for output: "this" or the key of the mention that holds it. */
const char *dc_extract_source(const DcExtract *extract, const DcMention *mention);

G_END_DECLS
