/* Vietnamese letters: composing, case, tone places, marks. Facts: domain.md §7 as summed up in
 * corpus/README.md. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lower-case form if it has as many UTF-8 bytes as `c`, else `c` itself. Ð counts as Đ. */
gunichar dc_letters_lower(gunichar c);
/* All letters of Vietnamese are below it: for tables. */
#define DC_LETTERS_TABLE 0x1F00

/* The letter without tone and without â ă ê ô ơ ư marks; đ becomes d. Case is kept. */
gunichar dc_letters_bare(gunichar c);

/* A base letter with a combining mark (U+0300 grave, 0301 acute, 0309 hook, 0303 tilde, 0323 dot below,
 * 0302 circumflex, 0306 breve, 031B horn), or 0 when there is no such letter. */
gunichar dc_letters_compose(gunichar base, gunichar mark);

/* 0 none, 1 grave, 2 hook, 3 tilde, 4 acute, 5 dot below. `toneless` may be NULL. */
int dc_letters_tone(gunichar c, gunichar *toneless);
gunichar dc_letters_with_tone(gunichar toneless, int tone);

/* Any alphabetic character, of any script. */
gboolean dc_letters_is_letter(gunichar c);

/* A text in search form, as a new string: the fold form of its view (view.h); dc_letters_bare_form also
 * leaves out every mark (and đ becomes d). */
char *dc_letters_fold(const char *text, gssize len);
char *dc_letters_bare_form(const char *text, gssize len);

G_END_DECLS
