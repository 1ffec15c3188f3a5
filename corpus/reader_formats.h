/* The formats that the readers know, one reader a file; for corpus/reader.c. */
#pragma once

#include "corpus/reader.h"

G_BEGIN_DECLS

extern const DcReader dc_reader_text;
extern const DcReader dc_reader_markdown;
extern const DcReader dc_reader_html;
extern const DcReader dc_reader_docx;
extern const DcReader dc_reader_odt;
extern const DcReader dc_reader_rtf;
extern const DcReader dc_reader_pdf;
extern const DcReader dc_reader_image;

/* TRUE when the path ends in one of the endings ("htm html"), in any case. */
gboolean dc_reader_ends(const char *path, const char *endings);

G_END_DECLS
