/* A symbol ("91-KL/TW", "15/2020/NĐ-CP", "43/2019/QH14", "175/BGDĐT-PC"): read as written, in standard form.
 *
 * Written forms differ in spaces, dashes, case, leading zeros, lost Đ and letters that optical recognition
 * put for digits; the key is the same. What makes a run of letters part of a symbol is the lexicon. */
#pragma once

#include "corpus/lexicon/lexicon.h"
#include "indexer/words.h"

G_BEGIN_DECLS

typedef enum {
  DC_SYMBOL_SHAPE,  /* only looks like one: needs "số" or a type word before it */
  DC_SYMBOL_LIKELY, /* its type or its issuer is known */
  DC_SYMBOL_CERTAIN /* both are known */
} DcSymbolStrength;

enum { DC_SYMBOL_MAX_KEY = 128 };

typedef struct {
  DcSpan span;    /* in the view; a footnote mark stuck to the end is outside */
  gboolean blank; /* no number: the span starts at the separator or at the year */
  int year;       /* 0 when the symbol has none */
  const DcType *type;
  const DcIssuer *issuer; /* the last one that the lexicon knows, or NULL */
  DcSymbolStrength strength;
  gboolean repaired;   /* the key has letters or digits that are not as written */
  gboolean needs_lead; /* so much is repaired that only "số" or a type word before it makes it sure */
  char key[DC_SYMBOL_MAX_KEY]; /* "?" stands for a blank number */
  guint tail;                  /* in `key`: what follows the number, with its separator */
  guint suffix;                /* in `key`: the issuer part */
} DcSymbol;

/* Reads the symbol whose number starts at `at`, a digit. FALSE when there is none. */
gboolean dc_symbol_read(const DcWords *words, gsize at, DcSymbol *symbol);
/* Reads a symbol without its number: `at` is the separator, the year or the type where the number should
 * be. */
gboolean dc_symbol_read_blank(const DcWords *words, gsize at, DcSymbol *symbol);

/* The key in the shape that its issuer uses ("72-NQ-TW" → "72-NQ/TW"), or NULL when it has that shape. New
 * string. */
char *dc_symbol_regular_key(const DcSymbol *symbol);

/* The key of a symbol as a person types it ("91-kl/tw", "05-CT/TW", "Số 43 /KH-UBND"), or NULL when it is
 * none. New string. */
char *dc_symbol_canonical(const char *typed);

G_END_DECLS
