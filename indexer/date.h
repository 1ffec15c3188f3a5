/* Dates in every form that documents write: "ngày 12/8/2024", "12.8.2024", "ngày 14 tháng 11 năm 2024",
 * "tháng 8/2024", "năm 2013", with blanks ("ngày … tháng … năm 2021"), and English ones. */
#pragma once

#include "indexer/words.h"

G_BEGIN_DECLS

typedef struct {
  char iso[11]; /* "2024-08-12", "2024-08", "2013" */
  gsize end;
} DcDate;

/* The date that stands at `at`, with the words that lead to it ("ban hành ngày", "of"). */
gboolean dc_date_read(const DcWords *words, gsize at, DcDate *date);
/* The end of a date without its year, as newspapers have it ("ngày 19/6"); `at` when none stands there. */
gsize dc_date_end_of_yearless(const DcWords *words, gsize at);
/* The date that is glued to the symbol that ends at `at` ("13/2008/NĐ-CPngày 04 tháng 02 năm 2008"). */
gboolean dc_date_read_glued(const DcWords *words, gsize at, DcDate *date);
/* The English date that ends at `end` ("December 25, 2001 Law"): its start, or DC_WORDS_NONE. */
gsize dc_date_before(const DcWords *words, gsize end, DcDate *date);

G_END_DECLS
