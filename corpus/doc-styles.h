/* The tables of a Word 97–2003 file that say how a character looks: fonts, styles, runs.
 *
 * Facts: [MS-DOC], Word (.doc) Binary File Format, sections 2.5 (FIB), 2.8 (PLCs), 2.9 (FKPs, STSH, FFN). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const guint8 *bytes;
  gsize len;
} DcDocBytes;

/* 0 beyond the end: every table is bounded by its own counts as well. */
static inline guint
dc_doc_u16(DcDocBytes from, gsize at) {
  return at + 2 <= from.len && at + 2 > at ? (guint)(from.bytes[at] | from.bytes[at + 1] << 8) : 0;
}

static inline guint32
dc_doc_u32(DcDocBytes from, gsize at) {
  return dc_doc_u16(from, at) | (guint32)dc_doc_u16(from, at + 2) << 16;
}

/* The pair (offset, length) of the FIB with this number, cut out of the table stream; empty when it lies
 * outside. */
DcDocBytes dc_doc_table(DcDocBytes main, DcDocBytes table, guint pair);

typedef struct _DcDocStyles DcDocStyles;

DcDocStyles *dc_doc_styles_new(DcDocBytes main, DcDocBytes table);
void dc_doc_styles_free(DcDocStyles *styles);

/* How the characters from an offset of the main stream on look, up to `until`. */
typedef struct {
  gsize until;
  const char *font; /* NULL: not known */
  gboolean hidden;  /* or deleted */
  gboolean caps;
  guint list, level; /* of the paragraph; list 0: it is in none */
} DcDocLook;

DcDocLook dc_doc_styles_look(const DcDocStyles *styles, gsize offset);

G_END_DECLS
