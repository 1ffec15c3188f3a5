/* Abbreviations of running text and their full forms (abbreviations.csv), so that each finds the other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *abbreviation;  /* as the table writes it: "GD&ĐT" */
  const char *const *tokens; /* its tokens, folded: "gd", "đt"; NULL at the end */
  const char *const *full;   /* the full form's tokens, folded; NULL at the end */
} DcAbbreviation;

/* The longest abbreviation, or full form, with which the tokens start; *len is how many tokens that is.
 * Tokens without any marks match marked ones. NULL when there is none. Static. */
const DcAbbreviation *dc_abbreviation_at(const char *const *tokens, gsize n, gsize *len);

/* All rows, in the order of the table: array of const DcAbbreviation*. */
const GPtrArray *dc_abbreviations(void);

G_END_DECLS
