/* A question as typed, understood: words to rank by, phrases and alternatives that must be there, words that
 * must not, filters. Any text is a valid question; what looks like an operator but cannot be one is taken as
 * words, with a note.
 *
 *   words          ranked by best match; documents with all of them first
 *   "a phrase"     must stand there so
 *   -word -"…"     must not
 *   a OR b         one of them must (also HOẶC, |); AND says nothing, and is left out
 *   từ*            words that start so
 *   field:value    filter (fields.csv), -field:value the rest; value in quotes when it has spaces */
#pragma once

#include "indexer/tokens.h"

G_BEGIN_DECLS

/* A word that stands for every symbol with its number, kind and year (question-numbers.h). */
typedef enum {
  DC_PART_NONE,
  DC_PART_CITED, /* of a document that another one is asked for by */
  DC_PART_BORNE  /* of the document that is asked for */
} DcPart;

typedef struct {
  DcTokenKind kind;
  char *form;        /* folded */
  char *typed;       /* as the question has it */
  GPtrArray *others; /* of char*: other tokens that stand for it (abbreviations); NULL: none */
  gboolean prefix;   /* every word that starts so */
  guint32 at;        /* plain tokens before it in its run */
  guint32 run;       /* words of different runs do not stand beside each other */
  double weight;     /* for ranking */
  gboolean optional; /* an alternative: a document need not have it */
  DcPart part;
} DcWord;

/* One of several sequences of words; each a phrase, or a single word. */
typedef struct {
  GPtrArray *phrases; /* of GArray of DcWord */
} DcClause;

typedef enum {
  DC_FILTER_TYPE,
  DC_FILTER_UNIT,
  DC_FILTER_LEVEL,
  DC_FILTER_ISSUER,
  DC_FILTER_DATE,
  DC_FILTER_CITES,
  DC_FILTER_IMPLEMENTS,
  DC_FILTER_KEY,
  DC_FILTER_PATH
} DcFilterField;

typedef struct {
  DcFilterField field;
  char *value;
  char *typed; /* as the question has it, with its field */
  gboolean without;
} DcFilter;

typedef struct {
  GArray *words;       /* of DcWord: what ranking goes by, phrases and alternatives included */
  GPtrArray *required; /* of DcClause */
  GPtrArray *without;  /* of DcClause */
  GArray *filters;     /* of DcFilter */
  gboolean unmarked;   /* typed without marks: every marked form is meant */
} DcQuestion;

/* `notes` (may be NULL) gets lines for a person, as new strings. */
DcQuestion *dc_question_parse(const char *text, GPtrArray *notes);
void dc_question_free(DcQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcQuestion, dc_question_free)

/* An ISO date range from "2022", "2022-05", "12/8/2024" or two of them with ".." between (either may be
 * missing). `from` is the first day, `to` the last, as "2022-01-01"; each holds 11 bytes. */
gboolean dc_question_dates(const char *value, char *from, char *to);

/* The field that a name means ("loại": "type"), NULL when none has it. Static. */
const char *dc_question_field(const char *name);

G_END_DECLS
