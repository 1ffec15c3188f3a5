/* Tokens of text, the same for documents and questions: Vietnamese syllables, numbers, whole symbols, dates.
 *
 * Plain text is cut by a loop over the fold form with ICU's character properties: Vietnamese puts a space
 * between syllables, so that a run of letters and digits is a token, and ICU's word iterator would give the
 * same at ten times the cost. Only runs of scripts that have no spaces between words (Han, Thai, Khmer …) go
 * through the word iterator.
 *
 * A symbol or date lies over the plain tokens that spell it: it is given just before the first of them, and
 * they follow as well. Spellings that mean the same give one form: case, tone place, NFD, Eth, y for i in
 * open syllables (kỹ/kĩ, quý/quí), leading zeros and spaces in a symbol. */
#pragma once

#include "corpus/view.h"

G_BEGIN_DECLS

typedef enum {
  DC_TOKEN_SYLLABLE, /* a run of letters, or of letters and digits */
  DC_TOKEN_NUMBER,   /* a run of digits */
  DC_TOKEN_SYMBOL,   /* a whole document symbol: "15/2020/nđ-cp" */
  DC_TOKEN_DATE      /* "2022-07-20", from 20/7/2022 or "20 tháng 7 năm 2022" */
} DcTokenKind;

/* No form is longer than this; a longer run of letters is cut. */
#define DC_TOKEN_MAX 64

/* `form` is folded (letters.h), not NUL-terminated and only valid during the call; start/end are bytes of the
 * text (of the view in dc_tokens_view). Returns FALSE to stop. */
typedef gboolean (*DcTokenFunc)(DcTokenKind kind, const char *form, gsize form_len, gsize start, gsize end,
                                gpointer data);

void dc_tokens_each(const char *text, gsize len, DcTokenFunc func, gpointer data);

/* The same over a part of a view. */
void dc_tokens_view(const DcView *view, DcSpan range, DcTokenFunc func, gpointer data);

G_END_DECLS
