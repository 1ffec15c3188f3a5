/* An index written row by row, for tests of questions: what the graph holds is said in the test itself. */
#pragma once

#include "indexer/store.h"

typedef struct {
  DcStore *store;
  char *folder, *path;
} Fixture;

void fixture_setup(Fixture *fixture, gconstpointer data);
void fixture_teardown(Fixture *fixture, gconstpointer data);

/* A work; with a document when `path` is not NULL. `key` is "43/KH-UBND", its type is cut out of it. */
gint64 fixture_work(Fixture *fixture, const char *key, const char *unit, const char *date, const char *title,
                    const char *path);
/* A document that could not be read. */
void fixture_unreadable(Fixture *fixture, const char *path);
/* `document` (a path) says that source has the relation to target, in `sentence`. */
void fixture_edge(Fixture *fixture, const char *document, gint64 source, gint64 target, DcRelation relation,
                  const char *sentence);
/* `document` has an undecided citation of `key`, which may be any of the candidates (0 ends them). */
void fixture_undecided(Fixture *fixture, const char *document, const char *key, const char *unit,
                       const gint64 *candidates);
/* `document` cites the work without an edge of its own. */
void fixture_mention(Fixture *fixture, const char *document, gint64 work);

/* Finds the one work of a key. */
DcWork *fixture_find(Fixture *fixture, const char *key);
