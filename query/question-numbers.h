/* Numbers that are remembered in part: "nghị định 30 năm 2020", "NĐ 168/2024", "QĐ 1705". For question.c and
 * match.c. */
#pragma once

#include "query/question.h"

G_BEGIN_DECLS

/* Adds for each kind of document with a number behind it a word that stands for every symbol of that number,
 * kind and year (DcWord.part). */
void dc_question_numbers(DcQuestion *question);

/* Whether a symbol ("30/2020/nđ-cp", "29-nq/tw") is one that the form of such a word ("30/2020/nđ", "29//nq")
 * stands for. A symbol without a year may be of any. */
gboolean dc_number_fits(const char *form, const char *symbol);

G_END_DECLS
