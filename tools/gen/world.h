/* A made-up world of documents: who issued what, when, and because of what. The texts are written from it,
 * and it is the truth that answers are compared with.
 *
 * Central directives; plans of provinces that carry them out, only cite them or know nothing of them; plans
 * of districts for those of their province; plans of communes for those of their district (from 1/7/2025 on,
 * when there are no districts, for those of the province). Each unit numbers by itself, so the same
 * 43/KH-UBND exists in every province. Some provincial plans are only cited: they have no file. */
#pragma once

#include "corpus/lexicon/lexicon.h"
#include "indexer/relation.h"
#include "tools/gen/words.h"

G_BEGIN_DECLS

typedef struct {
  const char *type;   /* "Kế hoạch" */
  const char *symbol; /* "%u-KH/TU": behind the number; 'Y' stands for the year */
  const char *abbreviation;
  DcLevel level;
  gboolean party;
} GenKind;

typedef struct {
  guint32 target; /* index of the work */
  DcRelation relation;
} GenCitation;

#define GEN_MORE 16 /* further citations of a document, at most */
#define GEN_CITATIONS (4 + GEN_MORE)

typedef struct {
  guint8 kind; /* index of gen_kinds */
  guint8 citations;
  gboolean has_file, dated;
  guint16 province; /* index in `provinces`; unused for the centre */
  guint32 place;    /* of its district or commune among the names of the province */
  guint32 number;
  guint32 day; /* g_date_get_julian */
  guint32 topic;
  GenCitation citation[GEN_CITATIONS]; /* the first is in the title when it is `implements` */
} GenWork;

typedef struct {
  GArray *works;        /* of GenWork: those with a file and those without */
  GPtrArray *provinces; /* of const DcUnit* */
  GPtrArray *names;     /* of char*: names of districts and communes */
  guint32 documents;    /* works with a file */
} GenWorld;

extern const GenKind gen_kinds[];

/* `more`: citations of central acts in each local document beyond those that its kind of plan has. */
GenWorld *gen_world_new(guint32 documents, guint64 seed, guint more);
void gen_world_free(GenWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GenWorld, gen_world_free)

/* "Kim Động"; "" for the centre and for provinces. */
const char *gen_world_place(const GenWorld *world, const GenWork *work);
const char *gen_world_province(const GenWorld *world, const GenWork *work);

/* Each appends. */
void gen_world_key(const GenWork *work, GString *out);
void gen_world_unit(const GenWorld *world, const GenWork *work, GString *out);
void gen_world_topic(guint32 topic, GString *out);
void gen_world_date(guint32 day, GString *out); /* ISO */

G_END_DECLS
