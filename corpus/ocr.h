/* Optical recognition by Tesseract, one picture at a time, in a child process. */
#pragma once

#include "corpus/error.h"

G_BEGIN_DECLS

/* The text of a picture (PNG, JPEG, TIFF, PNM) in lines, and the mean confidence of its words, 0–100. NULL
 * with an error that says what to install. */
char *dc_ocr_read(const guint8 *picture, gsize len, int *confidence, GError **error);

G_END_DECLS
