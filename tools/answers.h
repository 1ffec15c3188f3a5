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

/* One table of answers about `work`, with evidence. FALSE with the error set when the index could not be
 * read. */
gboolean dc_answers_print(DcOutput *output, DcWitness *witness, const char *question, const DcWork *work,
                          const GPtrArray *answers, GError **error);

typedef GPtrArray *(*DcAnswerFunc)(DcStore *store, const DcWork *work, gpointer data, GError **error);

/* Asks `func` for the answers about every work that the keys argv[1…] mean and prints them; the exit code. */
int dc_answers_run(const char *command, int argc, char **argv, const char *unit,
                   const DcCommandOptions *options, const char *question, DcAnswerFunc func, gpointer data);

/* "file:line: sentence" of a mention. New string; NULL on error. */
char *dc_answers_evidence(DcWitness *witness, gint64 mention, GError **error);

G_END_DECLS
