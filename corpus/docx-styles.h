/* The styles and the numbering of a DOCX file: which font a style has, and what stands before a numbered
 * paragraph. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DcDocxStyles DcDocxStyles;

/* The bytes of a part of the package, which stay as long as it; NULL when there is no such part. */
typedef const char *(*DcDocxPartFunc)(const char *name, gsize *len, gpointer package);

/* The parts are asked for when they are first needed: often they are most of the file, and not needed at all.
 * `with_defaults`: for paragraphs and runs that name no style too (else these are told only once a style was
 * needed). Damaged parts are taken as far as they go. */
DcDocxStyles *dc_docx_styles_new(DcDocxPartFunc part, gpointer package, gboolean with_defaults);
void dc_docx_styles_free(DcDocxStyles *styles);

/* Whether the defaults may change how text that names no style is read: by a font of a legacy encoding, or by
 * capitals. */
gboolean dc_docx_styles_have_defaults(DcDocxStyles *styles);

/* The font of a style ("": of paragraphs that name none), or NULL when it says none. */
const char *dc_docx_styles_font(DcDocxStyles *styles, const char *style);
/* TRUE when the style draws small letters as capitals. */
gboolean dc_docx_styles_caps(DcDocxStyles *styles, const char *style);
/* The list (`number`) and level that paragraphs of a style are numbered in; FALSE for none. */
gboolean dc_docx_styles_list(DcDocxStyles *styles, const char *style, char *number, gsize size, int *level);

/* Counts one more paragraph of a list and gives its label ("1.2.", "a)", "-"), "" for none. New string. */
char *dc_docx_styles_label(DcDocxStyles *styles, const char *number, int level);

G_END_DECLS
