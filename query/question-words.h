/* The words of a question once it is cut: what they stand for and how much they weigh. For question.c alone.
 */
#pragma once

#include "query/question.h"

G_BEGIN_DECLS

/* An empty list of DcWord that owns them. */
GArray *dc_word_list(void);
DcWord dc_word_copy(const DcWord *word);
void dc_word_clear(gpointer word);

/* Abbreviations and their full forms (abbreviations.csv) are found as each other. */
void dc_question_expand(DcQuestion *question);

/* Words that only ask (asking.csv) weigh little, in questions long enough to be sentences: "ở đâu" alone is
 * what somebody looks for. */
void dc_question_weigh(DcQuestion *question);

G_END_DECLS
