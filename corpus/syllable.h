/* What a Vietnamese syllable may look like: initial consonants, a nucleus of vowels, a final. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE when the characters spell a syllable that Vietnamese could have (any case and tone). */
gboolean dc_syllable_is_valid(const gunichar *letters, gsize n);

G_END_DECLS
