/* The styles and the numbering of a DOCX file: which font a style has, and what stands before a numbered
 * paragraph. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DcDocxStyles DcDocxStyles;

/* From word/styles.xml and word/numbering.xml; either may be NULL. They are parsed when first asked for, and
 * must stay until then. Damaged parts are taken as far as they go. */
DcDocxStyles *dc_docx_styles_new(const char *styles, gsize styles_len, const char *numbering,
                                 gsize numbering_len);
void dc_docx_styles_free(DcDocxStyles *styles);

/* The font of a style ("": of paragraphs that name none), or NULL when it says none. */
const char *dc_docx_styles_font(DcDocxStyles *styles, const char *style);
/* TRUE when the style draws small letters as capitals. */
gboolean dc_docx_styles_caps(DcDocxStyles *styles, const char *style);
/* The list (`number`) and level that paragraphs of a style are numbered in; FALSE for none. */
gboolean dc_docx_styles_list(DcDocxStyles *styles, const char *style, char *number, gsize size, int *level);

/* Counts one more paragraph of a list and gives its label ("1.2.", "a)", "-"), "" for none. New string. */
char *dc_docx_styles_label(DcDocxStyles *styles, const char *number, int level);

G_END_DECLS
