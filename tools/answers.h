/* Printing answers: what show, citing, implements, missing and coverage have in common. */
#pragma once

#include "query/evidence.h"
#include "query/references.h"
#include "tools/command.h"

G_BEGIN_DECLS

/* The works that a key means. Empty, with a word on stderr, when the index knows none; NULL, with the error
 * on stderr, when it cannot be asked. */
GPtrArray *dc_command_works(const char *command, DcStore *store, const char *key, const char *unit);

/* "Implements 91-KL/TW@2024-08-12 (TW): title". New string. */
char *dc_answers_heading(const char *question, const DcWork *work);

typedef GPtrArray *(*DcAnswerFunc)(DcStore *store, const DcWork *work, gpointer data, GError **error);

/* What the commands that list answers take beside their own words. */
typedef struct {
  DcCommandOptions common;
  char *unit;           /* of several works that a key means, only those of this unit */
  const char *within;   /* --unit of the documents asked about, to be checked; NULL: none. Not owned */
  char *by;             /* --by: only answers of this unit and those under it; NULL: all */
  char *as_of;          /* works in force are judged as of this date */
  gboolean cited;       /* list also works that the corpus only cites */
  gboolean strict;      /* leave out what cannot be told */
  gboolean in_force;    /* leave out works that are no longer in force */
  gboolean fold_unread; /* for people: files without text of which no unit is known are only counted */
} DcAnswerOptions;

void dc_answer_options_clear(DcAnswerOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DcAnswerOptions, dc_answer_options_clear)

/* The entries for the last two, to stand in a command's own. */
#define DC_ANSWER_ENTRIES(options)                                                                           \
  {"in-force",                                                                                               \
   0,                                                                                                        \
   0,                                                                                                        \
   G_OPTION_ARG_NONE,                                                                                        \
   &(options).in_force,                                                                                      \
   "Leave out what is proved to be no longer in force",                                                      \
   NULL},                                                                                                    \
  {                                                                                                          \
    "as-of", 0, 0, G_OPTION_ARG_STRING, &(options).as_of, "As it stood on DATE: without what came later",    \
        "DATE"                                                                                               \
  }

/* The entries that choose the work and what is listed of it, for those that list what refers to it. */
#define DC_ANSWER_OF_ENTRIES(options)                                                                        \
  {"unit", 'u', 0, G_OPTION_ARG_STRING, &(options).unit, "Of several works KEY, only those of this unit",    \
   "UNIT"},                                                                                                  \
      {"by",  'b', 0, G_OPTION_ARG_STRING, &(options).by, "Only documents of this unit and those under it",  \
       "UNIT"},                                                                                              \
  {                                                                                                          \
    "cited", 'c', 0, G_OPTION_ARG_NONE, &(options).cited, "List also works known only from citations", NULL  \
  }

#define DC_STRICT_ENTRY(strict)                                                                              \
  { "strict", 0, 0, G_OPTION_ARG_NONE, &(strict), "Leave out what cannot be told (ambiguous)", NULL }

/* Asks `func` for the answers about every work that the keys argv[1…] mean and prints them; the exit code. */
int dc_answers_run(const char *command, int argc, char **argv, DcAnswerOptions *options, const char *question,
                   DcAnswerFunc func, gpointer data);

/* What is taken as true where documents contradict each other: the work's date or key, the type in its
 * symbol. */
const char *dc_answers_taken(const DcWork *work, const char *field);

/* What is known against the force of a work on a day (ISO; NULL: now), "" when there is nothing; `*ended`
 * (may be NULL): it is no longer in force. New string, NULL on error. */
char *dc_answers_force(DcStore *store, const DcWork *work, const char *as_of, gboolean *ended,
                       GError **error);

/* A key as people know it: named works without what marks them as such. */
const char *dc_answers_key(const DcOutput *output, const char *key);

/* The path, or a line that begins with it, from the current folder on when it lies under it: for people. */
const char *dc_answers_near(const char *path);

/* The places behind mentions (array of gint64): array of DcEvidence, owned; NULL on error. */
GPtrArray *dc_answers_evidence_of(DcWitness *witness, const GArray *mentions, GError **error);
/* Those behind an answer: its mentions, or the words that hint. */
GPtrArray *dc_answers_proof(DcWitness *witness, const DcAnswer *answer, GError **error);
/* What the last of the mentions may mean, when it is not decided: array of names of works, NULL-terminated,
 * owned; NULL on error. */
GPtrArray *dc_answers_candidates(DcStore *store, const GArray *mentions, GError **error);
/* A note for people that says so, unless there are none. */
void dc_answers_note_candidates(DcOutput *output, const GPtrArray *candidates);
/* Puts them into a field of lines; or each under the row, for people. */
void dc_answers_put_evidence(DcOutput *output, const GPtrArray *evidence);
void dc_answers_quote(DcOutput *output, const DcEvidence *evidence);

/* "file:line: sentence" of one. New string; NULL on error. */
char *dc_answers_line(const DcEvidence *evidence);
char *dc_answers_evidence(DcWitness *witness, gint64 mention, GError **error);

G_END_DECLS
