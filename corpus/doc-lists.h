/* The lists of a Word 97–2003 file.
 *
 * Facts: [MS-DOC], sections 2.9.150 (LVL), 2.9.147 (LSTF), 2.9.131 (LFO), 2.9.132 (LFOData). */
#pragma once

#include "corpus/doc-styles.h"
#include "corpus/numbering.h"

G_BEGIN_DECLS

/* What the tables say, as far as it goes. The numbers are those of DcDocLook.list. */
DcNumbering *dc_doc_lists_new(DcDocBytes main, DcDocBytes table);
/* dc_numbering_label for one of them. */
char *dc_doc_lists_label(DcNumbering *lists, guint list, guint level);

G_END_DECLS
