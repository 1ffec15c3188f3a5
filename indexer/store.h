/* The index: one SQLite file (schema.sql says what is in it). Everything that reads or writes it goes through
 * here.
 *
 * Not thread-safe: one DcStore a thread. Readers never block the writer nor the writer readers (WAL). All
 * reads are ordered the same way every time. */
#pragma once

#include "indexer/extract.h"

G_BEGIN_DECLS

typedef struct _DcStore DcStore;

typedef enum {
  DC_STORE_READ,
  DC_STORE_WRITE /* creates the file when it is not there; takes the writer's lock */
} DcStoreMode;

DcStore *dc_store_open(const char *path, DcStoreMode mode, GError **error);
void dc_store_close(DcStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcStore, dc_store_close)

/* From here until it is closed, reads see the index as it is now, and need no lock each. For a program that
 * answers one question; a store that stays open for long must not keep the writer from tidying up. */
gboolean dc_store_hold(DcStore *store, GError **error);

/* The file it was opened from. */
const char *dc_store_path(const DcStore *store);

/* The SQLite handle, for the search of query/ alone (its full-text tables and functions). */
struct sqlite3 *dc_store_handle(DcStore *store);

/* ---- what is there ---- */

/* A document row. Owned strings, "" when absent. */
typedef struct {
  gint64 id;
  gint64 work; /* 0: none */
  char *path, *status, *message, *format;
  char *key, *type, *date, *issuer, *unit, *level, *title;
  char *annex_key;    /* the text is the annex of this decision */
  gint64 size, bytes; /* of the file, of the stored text */
  char *encoding;     /* of the file, and how sure that is, 0–100 */
  int encoding_confidence;
  gboolean ocr;                               /* recognised from pictures; the confidence is of that */
  char *file_title, *file_author, *file_date; /* what the file says of itself */
} DcDocumentRow;

/* A work. `name` is for people and the `work` field of answers: "29-NQ/TW@2013-11-04". */
typedef struct {
  gint64 id;
  char *name, *key, *type, *date, *issuer, *unit, *level, *title;
  char *path;      /* of its first document by path, "" when the corpus only cites it */
  guint documents; /* how many files of the corpus are this work (copies, annex beside decision) */
} DcWork;

/* source → target, asserted by a document; `mention` is the first that backs it. */
typedef struct {
  gint64 source, target;
  DcRelation relation;
  gint64 document, mention;
  guint mentions;   /* how many back it */
  gboolean partial; /* all of them amend or repeal only a part */
} DcEdge;

/* A mention row with what an answer shows as evidence. */
typedef struct {
  gint64 id, document, work;              /* work 0: ambiguous or unresolved */
  gsize start, end, cite_start, cite_end; /* bytes of the document's text */
  char *cls, *key, *type, *date, *issuer, *unit, *source, *pinpoint, *why;
  char *reason; /* why it is this work, or none: resolve.h */
  DcRelation relation;
  int confidence;
  gboolean partial;
} DcMentionRow;

/* What a document states of a work against what is taken as true. */
typedef struct {
  gint64 work, document;
  gint64 mention; /* the first that states it; 0: the document of itself */
  char *field;    /* "date", "type", "symbol" */
  char *value;    /* what is stated */
} DcConflict;

void dc_document_row_free(DcDocumentRow *row);
void dc_work_free(DcWork *work);
void dc_mention_row_free(DcMentionRow *row);
void dc_conflict_free(DcConflict *conflict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcDocumentRow, dc_document_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcWork, dc_work_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcMentionRow, dc_mention_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcConflict, dc_conflict_free)

typedef enum { DC_EDGES_OUT, DC_EDGES_IN } DcDirection;

/* Works with a canonical key, by name. Array owns its DcWork. Empty array: none; NULL: error. */
GPtrArray *dc_store_works_by_key(DcStore *store, const char *key, GError **error);
DcWork *dc_store_work(DcStore *store, gint64 id, GError **error);
/* The highest number of a work, 0 when there is none. */
gboolean dc_store_last_work(DcStore *store, gint64 *last, GError **error);
/* The symbols that begin so ("91-"), by name. Array of char*, owned. */
GPtrArray *dc_store_keys_from(DcStore *store, const char *start, GError **error);
/* How many works refer to it, and to how many it refers. */
gboolean dc_store_count_edges(DcStore *store, gint64 work, guint *in, guint *out, GError **error);
/* Every work that refers to one or is referred to, by id. Array of gint64. */
GArray *dc_store_linked_works(DcStore *store, GError **error);
/* Works outside of the centre that the index only cites and of which it knows no reference, by id. */
GArray *dc_store_unread_works(DcStore *store, GError **error);
/* Calls `func` for every work, by id; it takes the work, and returns FALSE to stop. */
gboolean dc_store_each_work(DcStore *store, gboolean (*func)(DcWork *work, gpointer data), gpointer data,
                            GError **error);

/* Where works come from, without what dc_store_work counts: for many at once. Strings are valid during the
 * call alone. In the order of `works`; a work that is not there is left out. */
typedef struct {
  gint64 id;
  const char *key, *unit, *date;
} DcWorkPlace;
gboolean dc_store_each_place(DcStore *store, const gint64 *works, gsize n,
                             void (*func)(const DcWorkPlace *place, gpointer data), gpointer data,
                             GError **error);

/* The unit of every work, by the work's number: array of guint32, 0 where no work is. And what the units are
 * called by those numbers; a name may be among them that no work has any more. */
GArray *dc_store_work_units(DcStore *store, GError **error);
gboolean dc_store_each_unit_number(DcStore *store,
                                   void (*func)(guint32 number, const char *unit, gpointer data),
                                   gpointer data, GError **error);

/* The same of works that the index only cites: with the symbol `key`, or (NULL) all. */
gboolean dc_store_each_cited(DcStore *store, const char *key,
                             void (*func)(const DcWorkPlace *place, gpointer data), gpointer data,
                             GError **error);

/* The units that readable documents come from, by name, with the newest date of each ("" when none is dated).
 */
gboolean dc_store_each_unit(DcStore *store, void (*func)(const char *unit, const char *newest, gpointer data),
                            gpointer data, GError **error);

/* The same of one unit, of its documents that are not dated after `until` (ISO; NULL: all): no call when it
 * has none. */
gboolean dc_store_unit_newest(DcStore *store, const char *unit, const char *until,
                              void (*func)(const char *unit, const char *newest, gpointer data),
                              gpointer data, GError **error);

/* The readable documents of a unit, without those under it, that are dated after `date`. */
gboolean dc_store_each_after(DcStore *store, const char *unit, const char *date,
                             void (*func)(gint64 document, gpointer data), gpointer data, GError **error);

/* Edges from (OUT) or to (IN) any of `works`, whose relation is in the bit mask `relations`
 * (1u << DC_RELATION_…; 0: all), by (source, target, relation, document). Array of DcEdge. */
GArray *dc_store_edges(DcStore *store, DcDirection direction, const gint64 *works, gsize n, guint relations,
                       GError **error);

/* For walks: both ends and the relation of every edge from (OUT) or to (IN) each of `works`, which are
 * sorted, in their order; edges between the same two works follow each other. */
gboolean dc_store_each_neighbour(DcStore *store, DcDirection direction, const gint64 *works, gsize n,
                                 void (*func)(gint64 work, gint64 neighbour, DcRelation relation,
                                              gpointer data),
                                 gpointer data, GError **error);

DcDocumentRow *dc_store_document(DcStore *store, gint64 id, GError **error);
/* `path` may be relative to the working directory; DC_ERROR_NOT_FOUND when the index does not hold it. */
DcDocumentRow *dc_store_document_by_path(DcStore *store, const char *path, GError **error);
/* Documents of a work, by path. */
GPtrArray *dc_store_documents_of(DcStore *store, gint64 work, GError **error);
/* All documents, by path; `func` takes the row, and returns FALSE to stop. */
gboolean dc_store_each_document(DcStore *store, gboolean (*func)(DcDocumentRow *row, gpointer data),
                                gpointer data, GError **error);
/* For every ref, in no promised order: the document and the work that is meant, 0 when that is open. */
gboolean dc_store_each_ref(DcStore *store, void (*func)(gint64 document, gint64 work, gpointer data),
                           gpointer data, GError **error);

DcMentionRow *dc_store_mention(DcStore *store, gint64 id, GError **error);
/* Every mention in a document, in text order. */
GPtrArray *dc_store_document_mentions(DcStore *store, gint64 document, GError **error);
/* Mentions that could be this work but could not be decided (the candidates table), by document and place. */
GPtrArray *dc_store_ambiguous(DcStore *store, gint64 work, GError **error);
/* The works that an undecided mention could be, by id. Array of gint64. */
GArray *dc_store_candidates(DcStore *store, gint64 mention, GError **error);
/* Every work that some undecided mention could be, by id. Array of gint64. */
GArray *dc_store_ambiguous_works(DcStore *store, GError **error);

/* What documents state against each other, of one work or (0) of all, by work, field, value and document. */
GPtrArray *dc_store_conflicts(DcStore *store, gint64 work, GError **error);

/* The stored text of a document, NUL-terminated. */
char *dc_store_text(DcStore *store, gint64 document, gsize *len, GError **error);
/* Where its pages start in the text (array of gsize); empty for a format without pages. */
GArray *dc_store_pages(DcStore *store, gint64 document, GError **error);

/* ---- writing (indexer/build.c alone) ---- */

typedef struct {
  gint64 size, mtime_ns;
  gint64 hash;     /* of the file's bytes */
  gint64 analysis; /* of the program that read it */
} DcFileStamp;

/* A document made ready for the index: its text packed, its tokens made, its mentions sorted. */
typedef struct _DcEntry DcEntry;

/* Takes both. A pure function, for worker threads. */
DcEntry *dc_entry_new(DcDocument *document, DcExtract *extract);
void dc_entry_free(DcEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcEntry, dc_entry_free)
/* Bytes that the entry holds in memory, nearly. */
gsize dc_entry_size(const DcEntry *entry);
/* The document, without its text. */
const DcDocument *dc_entry_document(const DcEntry *entry);
gsize dc_entry_text_bytes(const DcEntry *entry);

/* TRUE and the stamp when the file is in the index. */
gboolean dc_store_stamp(DcStore *store, const char *path, DcFileStamp *stamp);
/* TRUE when the file, or one in it, could not be read, which may have another reason than its bytes; with
 * `ocr` also when it is a scan whose text was not recognised. */
gboolean dc_store_wants_again(DcStore *store, const char *path, gboolean ocr);
gboolean dc_store_touch(DcStore *store, const char *path, const DcFileStamp *stamp, GError **error);
gboolean dc_store_begin(DcStore *store, GError **error);
/* Resolves what changed and commits both, so that readers never see documents without their edges. */
gboolean dc_store_commit(DcStore *store, GError **error);
void dc_store_rollback(DcStore *store);
/* Makes room for a file's documents: what was there of it goes. Its number, or 0. `root`: where it was found
 * under. */
gint64 dc_store_put_file(DcStore *store, const char *root, const char *path, const DcFileStamp *stamp,
                         GError **error);
gboolean dc_store_put(DcStore *store, gint64 file, const DcEntry *entry, GError **error);
gboolean dc_store_drop(DcStore *store, const char *path, GError **error);
/* Files of the index at or under `root` (NULL: all), by path; `func` returns FALSE to stop. */
gboolean dc_store_each_file(DcStore *store, const char *root,
                            gboolean (*func)(const char *path, const char *root, gpointer data),
                            gpointer data, GError **error);

/* ---- health ---- */

/* How much there is: name and number, in the order to show them. */
typedef struct {
  const char *name; /* static */
  gint64 value;
} DcCount;

/* Array of DcCount. */
GArray *dc_store_counts(DcStore *store, GError **error);

typedef enum {
  DC_TALLY_STATUS,
  DC_TALLY_FORMAT,
  DC_TALLY_ENCODING, /* also that it is not sure, or recognised */
  DC_TALLY_LEVEL,
  DC_TALLY_TYPE,
  DC_TALLY_UNIT,
  DC_TALLY_YEAR
} DcTallyBy;

typedef struct {
  char *value;
  gint64 documents;
} DcTally;

void dc_tally_free(DcTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcTally, dc_tally_free)
/* How many documents have which value, most first. Array that owns its DcTally. */
GPtrArray *dc_store_tally(DcStore *store, DcTallyBy by, GError **error);

/* Checks the file, every text, and the rules that the tables keep among themselves; `problems` (of char*)
 * gets one line each. FALSE when the index is too damaged to go on. */
gboolean dc_store_check(DcStore *store, GPtrArray *problems, GError **error);

/* The order of ids (gint64), for arrays of them. */
int dc_id_compare(gconstpointer a, gconstpointer b);

/* The default place: $DANCHIEU_DB, else danchieu/index.db in the XDG data folder. New string. */
char *dc_store_default_path(void);

G_END_DECLS
