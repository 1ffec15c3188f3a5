/* Names that are almost what was typed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Letters to change, put in or leave out between two names, at most `most` + 1. */
guint dc_near_distance(const char *a, const char *b, guint most);

/* The name of the list (NULL-terminated) that is nearest to the word: at most two letters away, and at most a
 * third of its own. NULL when none is. */
const char *dc_near_name(const char *word, const char *const *names);

G_END_DECLS
