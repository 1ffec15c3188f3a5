/* The text of a made-up document. */
#pragma once

#include "tools/gen/world.h"

G_BEGIN_DECLS

/* The title, as the text has it on one line. Appends. */
void gen_text_title(const GenWorld *world, const GenWork *work, GString *out);

/* The whole text of about `bytes`. Appends. */
void gen_text_write(const GenWorld *world, const GenWords *words, const GenWork *work, gsize bytes,
                    GenRandom *random, GString *out);

G_END_DECLS
