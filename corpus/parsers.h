/* The parsers of all foreign formats, one reader-FORMAT.c each: for the worker, and for tests that read in
 * their own process. They make a library of their own (danchieu-parsers); the rest of corpus links none of
 * the libraries that they need. */
#pragma once

#include "corpus/reader.h"

G_BEGIN_DECLS

DcReadFunc dc_read_pdf, dc_read_docx, dc_read_odt, dc_read_doc, dc_read_rtf, dc_read_image, dc_read_archive,
    dc_read_html;

/* Ended by a format that is NULL. */
extern const DcParser dc_parsers[];

G_END_DECLS
