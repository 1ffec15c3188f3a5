/* What work a person means: a symbol, a symbol with a date, a citation pasted from a text, the name of a law.
 */
#pragma once

#include "corpus/error.h"

G_BEGIN_DECLS

typedef struct {
  char *key;  /* as the index has it: "43/KH-UBND", "named:Hiến pháp" */
  char *date; /* ISO, whole or in part; "" when none was given */
} DcKey;

/* "91-KL/TW", "43/KH-UBND@2022-02-24", "43/KH-UBND@24/02/2022", "Kết luận số 91-KL/TW ngày 12/8/2024",
 * "Luật Giáo dục". Always gives a key, though perhaps of no work; NULL only for a date that is none
 * (DC_ERROR_INVALID). */
DcKey *dc_key_parse(const char *words, GError **error);
void dc_key_free(DcKey *key);

/* The numbers of all acts of the name that the words begin with, the oldest first: "Luật Giáo dục" has been
 * three. Array of char*, not owned; empty when the lexicon knows no such name. */
GPtrArray *dc_key_acts(const char *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcKey, dc_key_free)

/* A key as people know it: without what marks the name of an act that has no number. */
const char *dc_key_shown(const char *key);

G_END_DECLS
