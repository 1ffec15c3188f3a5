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
extern const DcReader dc_reader_doc;
extern const DcReader dc_reader_archive;
extern const DcReader dc_reader_image;
extern const DcReader dc_reader_mail;

#define DC_MAIL_MESSAGE                                                                                      \
  "is an e-mail or a page saved as MHT, which are not read: save its text or its attachments as files of "   \
  "their own"

/* Reads bytes that are there already: of a format, or of the one that they look like. */
void dc_reader_read_as(const char *format, const guint8 *bytes, gsize len, const char *path,
                       const DcReadOptions *options, DcDocumentFunc func, gpointer data);
void dc_reader_read_bytes(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
                          DcDocumentFunc func, gpointer data);

/* The static name of a format; NULL for one that is not known. */
const char *dc_reader_format(const char *name);

/* TRUE when the path ends in one of the endings ("htm html"), in any case. */
gboolean dc_reader_ends(const char *path, const char *endings);

G_END_DECLS
