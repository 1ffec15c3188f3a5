/* What the parts of the search for a document's identity share. Private to identity*.c. */
#pragma once

#include <string.h>

#include "indexer/identity.h"
#include "indexer/words.h"

G_BEGIN_DECLS

typedef struct {
  const DcView *view;
  const DcLayout *layout;
  GStringChunk *strings;
  GArray *mentions;
  DcWords words;
  DcIdentity *identity;
  const DcMention *own; /* the mention that gives the number; NULL */
  DcSpan reprint;       /* what tells of its issue, up to that mention, where others print it; or empty */
} DcFind;

const char *dc_find_keep(DcFind *find, const char *text);
/* The text of a span on one line, with single spaces, at most `max` bytes. */
const char *dc_find_keep_line(DcFind *find, DcSpan span, gsize max);

/* The first numbered mention that lies in a span, or NULL. */
const DcMention *dc_find_mention_in(const DcFind *find, DcSpan span);

/* The place of a literal in a span, or G_MAXSIZE. */
gsize dc_find_text(const DcFind *find, DcSpan within, const char *literal);
/* The place of a label, whatever white space stands between its words, and its end. */
gsize dc_find_label(const DcFind *find, DcSpan within, const char *label, gsize *end);

/* A page of the Government's gazette on the web, an issue's contents among them. */
gboolean dc_find_is_gazette_page(const DcFind *find);

/* Whether the issuer stated with a citation of the same symbol is another body than the letterhead's: a
 * commune's 01/KH-UBND that carries out the 01/KH-UBND of its district. */
gboolean dc_find_is_other_body(DcFind *find, const DcMention *mention);

/* The level of the body that the letterhead names last. */
DcLevel dc_find_letterhead_level(DcFind *find);

/* "Ban Chấp hành Đảng bộ thành phố Vinh" of a title that begins "của Ban Chấp hành …"; empty when it does
 * not. */
DcSpan dc_find_owner_in_title(const DcFind *find);

/* Mends the symbols of provincial committees that are written with "TƯ". */
void dc_find_mend_committees(DcFind *find, DcLevel letterhead);

/* Each fills its fields of the identity; number and type are known by then, and the date by the issuer's
 * turn. */
void dc_find_date(DcFind *find);
void dc_find_unit(DcFind *find);
void dc_find_title(DcFind *find);

G_END_DECLS
