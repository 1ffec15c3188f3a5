/* A row of postings: the documents of one term in a range of ordinals. This is the one place that knows how
 * its bytes lie.
 *
 *   docs       two varints, bytes of `skips` and of `more`; then `skips`, `more`, and `heads` to the end.
 *              For each document `heads` has a varint (delta of the ordinal) << 2 | code, where code says
 *                0: once, 1 byte of positions; 1: once, 2 bytes; 2: once, no position;
 *                3: two varints stand in `more`: how often, and how many bytes of positions.
 *              The first delta is 0. For each DC_ROW_BLOCK documents but the last ones `skips` has four
 *              varints: what they add to the ordinal, and their bytes of heads, of more and of positions.
 *
 *   follows    for each document a byte that tells what words come right after the term's places there, so
 *              that most phrases that stand nowhere are known without their positions: when the term stands
 *              there once the hash of the word after it, else a bit for each. Empty for terms without
 *              positions.
 *
 *   positions  for each document its positions, the first as it is, each next as the distance.
 *
 * Varints are little-endian base 128. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns where it ends, NULL when the bytes are broken (or `at` is NULL). */
static inline const guint8 *
dc_varint_get(const guint8 *at, const guint8 *end, guint32 *value) {
  guint32 made = 0;
  for (int shift = 0; at && at < end && shift < 35; shift += 7) {
    guint8 byte = *at++;
    made |= (guint32)(byte & 0x7F) << shift;
    if (byte < 0x80) {
      *value = made;
      return at;
    }
  }
  return NULL;
}

void dc_varint_put(GByteArray *bytes, guint32 value);

/* The hash of a word for `follows`: equal for all spellings that differ in marks. */
guint8 dc_row_hash(const char *form, gsize len);

/* Adds to `follows` of a document that the term stands there `count` times and once before such a word. */
static inline guint8
dc_row_follow(guint8 follows, guint32 count, guint8 hash) {
  return count == 1 ? hash : (guint8)(follows | 1u << (hash & 7));
}

/* FALSE when the word never comes right after the term there. */
static inline gboolean
dc_row_may_follow(guint8 follows, guint32 count, guint8 hash) {
  return count == 1 ? follows == hash : follows >> (hash & 7) & 1;
}

/* ---- reading ---- */

#define DC_ROW_BLOCK 128

/* Some documents of a row, taken apart. */
typedef struct {
  guint n;
  guint32 ordinals[DC_ROW_BLOCK];
  guint32 counts[DC_ROW_BLOCK]; /* times in the document */
  guint32
      offsets[DC_ROW_BLOCK + 1]; /* positions of the i-th: bytes offsets[i] … offsets[i + 1] of the row's */
} DcRowBlock;

typedef struct {
  const guint8 *heads, *heads_end, *more, *more_end, *skips, *skips_end; /* to come */
  guint32 ordinal, offset;                                               /* of the document before */
  guint32 passed;                                                        /* documents before those to come */
  gboolean broken;
} DcRowReader;

/* `docs` must stay. */
void dc_row_reader_init(DcRowReader *reader, guint32 first, const guint8 *docs, gsize len);
/* The next documents. FALSE at the end, or when the bytes are broken: then reader->broken is set. Ordinals
 * may go wrong in broken bytes, nothing else. */
gboolean dc_row_next_block(DcRowReader *reader, DcRowBlock *block);
/* The same, but leaves out blocks that end before the ordinal. */
gboolean dc_row_seek_block(DcRowReader *reader, guint32 ordinal, DcRowBlock *block);

/* Adds to counts[ordinal] how often the term stands in each document of the row; what does not fit in 16 bits
 * is left at the most. `counts` has size + 1 places, the last for ordinals that are not below `size`. FALSE
 * when the bytes are broken. */
gboolean dc_row_count(guint32 first, const guint8 *docs, gsize len, guint16 *counts, guint32 size);

/* ---- writing ---- */

typedef struct {
  guint8 *data;
  guint32 len, room;
} DcRowBytes;

typedef struct {
  guint32 first, last, n; /* ordinals, documents */
  DcRowBytes heads, more, follows, positions;
} DcRow;

/* Adds a document behind the last one; a document without positions (len 0) has no `follows`. A row starts as
 * zeros. */
void dc_row_add(DcRow *row, guint32 ordinal, guint32 count, guint8 follows, const guint8 *positions,
                guint32 len);
/* What is stored as `docs`: appends to `docs`. */
void dc_row_docs(const DcRow *row, GByteArray *docs);

/* A row as it is stored. */
typedef struct {
  gint64 id;
  guint32 first, last, n;
  const guint8 *docs, *follows, *positions;
  gsize docs_len, follows_len, positions_len;
} DcStoredRow;

/* Puts a stored row before this one, whose documents all come after it. FALSE when its bytes are broken. */
gboolean dc_row_join(const DcStoredRow *stored, DcRow *row);
void dc_row_clear(DcRow *row);

G_END_DECLS
