/* Who implements, cites or lacks a work: the statuses of the answers, with their evidence. */
#pragma once

#include "corpus/error.h"
#include "indexer/store.h"

G_BEGIN_DECLS

typedef enum {
  DC_ANSWER_IMPLEMENTS,
  DC_ANSWER_CITES,    /* any other direct relation */
  DC_ANSWER_INDIRECT, /* through a chain */
  DC_ANSWER_LACKS,
  DC_ANSWER_PREDATES, /* older than the work */
  DC_ANSWER_UNDATED,
  DC_ANSWER_NO_TEXT,
  DC_ANSWER_AMBIGUOUS
} DcAnswerStatus;

/* "implements", "cites", "indirect", "lacks", "predates", "undated", "no_text", "ambiguous" */
const char *dc_answer_status_name(DcAnswerStatus status);

typedef struct {
  DcAnswerStatus status;
  DcWork *work;            /* the plan, or the citing work; NULL for a document without one */
  DcDocumentRow *document; /* the file that it stands in; NULL when the corpus only cites it */
  DcRelation relation;     /* DC_RELATION_COUNT when there is no reference */
  guint distance;          /* edges from the work asked about: 1 direct; 0 none */
  GPtrArray *via;   /* of char*: keys of the chain between, from the plan towards the work asked about */
  GArray *evidence; /* of gint64: mentions that back the answer, the first edge's first */
  guint mentions;
  DcSpan hint;     /* ambiguous through words that are no citation: the place in the document's text */
  double nearness; /* of the plan's subject to the title of the work asked about, 0–1 */
} DcAnswer;

void dc_answer_free(DcAnswer *answer);

/* What is shown of the plan: of its work where it has one, else of its file. Never NULL. */
const char *dc_answer_key(const DcAnswer *answer);
const char *dc_answer_title(const DcAnswer *answer);
const char *dc_answer_date(const DcAnswer *answer);
const char *dc_answer_unit(const DcAnswer *answer);
const char *dc_answer_path(const DcAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcAnswer, dc_answer_free)

/* Which works a person means by `words` (key.h), of `unit` unless it is NULL: by the name of a law each act
 * that bears it, too. By name; array owns. */
GPtrArray *dc_references_find(DcStore *store, const char *words, const char *unit, GError **error);

/* Each returns an array that owns its DcAnswer, in the order in which it is shown.
 *
 * Works that refer to `work` (IN) or that it refers to (OUT) by the relations of the mask (0: all);
 * `transitive` adds what chains of them lead to. Evidence and chain always run from the citing side to the
 * cited. */
GPtrArray *dc_references_of(DcStore *store, const DcWork *work, DcDirection direction, guint relations,
                            gboolean transitive, GError **error);
GPtrArray *dc_references_citing(DcStore *store, const DcWork *work, gboolean transitive, GError **error);

/* Adds to such answers, as ambiguous, the works with a citation that may be `work` (IN), or those that one in
 * its own documents may mean (OUT). */
gboolean dc_references_add_undecided(DcStore *store, const DcWork *work, DcDirection direction,
                                     GPtrArray *answers, GError **error);

typedef struct {
  const char *type;      /* abbreviation; NULL: plans of every type (KH, CTr, ĐA, …) */
  DcLevel level;         /* NONE: all local ones */
  const char *unit;      /* and what lies under it; NULL: all */
  const char *from, *to; /* ISO; NULL: open */
  const char *about;     /* a question (search.h): only plans that have all its words; NULL: all */
  const GPtrArray *like; /* of DcWork: only plans that refer to one of these; NULL: all */
  gboolean all;          /* every plan in scope, not only those that lack it or are in doubt */
  void (*progress)(guint documents, gpointer data); /* now and then: so many were looked at; NULL: none */
  gpointer progress_data;
} DcScope;

GPtrArray *dc_references_missing(DcStore *store, const DcWork *work, const DcScope *scope, GError **error);

G_END_DECLS
