/* Tokens of text, the same for documents and questions: Vietnamese syllables, numbers, whole symbols. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DC_TOKEN_SYLLABLE, /* a run of letters */
  DC_TOKEN_NUMBER,
  DC_TOKEN_SYMBOL /* a whole document symbol: "15/2020/nđ-cp" */
} DcTokenKind;

/* `form` is folded (letters.h), not NUL-terminated and only valid during the call; start/end are bytes of the
 * text. Returns FALSE to stop. */
typedef gboolean (*DcTokenFunc)(DcTokenKind kind, const char *form, gsize form_len, gsize start, gsize end,
                                gpointer data);

void dc_tokens_each(const char *text, gsize len, DcTokenFunc func, gpointer data);

G_END_DECLS
