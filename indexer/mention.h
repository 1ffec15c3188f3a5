/* A mention: one place in a document that refers to a work.
 *
 * Strings are interned in the extract that owns the mention; absent values are "", never NULL. */
#pragma once

#include "corpus/span.h"
#include "indexer/relation.h"

G_BEGIN_DECLS

typedef enum {
  DC_CLASS_NUMBERED, /* by number and symbol: 91-KL/TW */
  DC_CLASS_SHORT,    /* by type and number: "Kết luận 91"; the key is that of the work meant */
  DC_CLASS_NAMED,    /* by name: "Luật Giáo dục năm 2019" */
  DC_CLASS_UNDECIDED /* as DC_CLASS_SHORT, but the text names several acts of that type and number: the key is
                        that of the last one named before */
} DcMentionClass;

/* The confidence of what a portal shows beside the document, which may well refer to the document instead: no
 * edge. */
enum { DC_CONFIDENCE_BESIDE = 40 };

/* So many mentions of one document are kept of each class, so that memory is bounded; no real text has a
 * tenth of them. */
enum { DC_MENTIONS_MAX = 1 << 18 };

typedef struct {
  DcSpan span; /* the symbol alone, or the name */
  DcSpan cite; /* the whole citation: type word, symbol, date, issuer and the cited title */
  DcMentionClass cls;
  const char *key; /* canonical symbol, "?/QĐ-UBND" for a blank number, "named:…" for a name */
  const char *
      work_key; /* the key that identifies the work: `key`, or the number that the lexicon knows for a name */
  const char *type;        /* abbreviation: from the word in the text or else from the symbol */
  const char *symbol_type; /* the type that the symbol itself gives: differs from `type` in a slip */
  const char *suffix;      /* issuer part of the symbol: "TW", "UBND" */
  const char *date;        /* ISO as stated with this mention: "2024-08-12", "2024-08", "2013" */
  const char *issuer;      /* as stated with this mention */
  const char *unit;        /* "TW", "Hà Tĩnh", "Hưng Yên/Kim Động", "?" */
  const char *pinpoint;    /* "điểm a khoản 2 Điều 5" */
  const char *title;       /* by which the citation calls the act */
  int year;                /* in the symbol, 0 if none */
  int container; /* index of the mention whose title or quoted text holds this one; -1: the document itself */
  DcRelation relation; /* of the source (container or document) to the mentioned work */
  int actor; /* what the text says is done to the work is done by this mention's act, -1: by the document;
                differs from `container` behind "Nghị định này" in a letter, and in a consolidated text */
  DcRelation act;    /* what the actor does: `relation`, unless the source only tells of it */
  int confidence;    /* 0–100 */
  gboolean repaired; /* the key was repaired from what is written */
  gboolean partial;  /* amends or repeals only a part of the work */
  gboolean other;    /* of an undecided one before it, for another act that it could be */
  const char *why;   /* which rule gave the relation, unit or repair: for --explain and tests */
} DcMention;

/* "numbered", "short", "named"; "short" for what is undecided, too */
const char *dc_mention_class_name(DcMentionClass cls);

G_END_DECLS
