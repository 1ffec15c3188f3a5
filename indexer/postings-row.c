#include "indexer/postings-row.h"

#include <string.h>

#include "corpus/letters.h"

static guint
encode(guint8 *made, guint32 value) {
  guint n = 0;
  for (; value >= 0x80; value >>= 7)
    made[n++] = (guint8)(value | 0x80);
  made[n++] = (guint8)value;
  return n;
}

void
dc_varint_put(GByteArray *bytes, guint32 value) {
  guint8 made[5];
  g_byte_array_append(bytes, made, encode(made, value));
}

guint8
dc_row_hash(const char *form, gsize len) {
  guint32 hash = 2166136261u;
  for (gsize at = 0; at < len;) {
    gunichar c = (guchar)form[at];
    if (c < 0x80) {
      at++;
    } else {
      c = g_utf8_get_char(form + at);
      at += (gsize)g_unichar_to_utf8(c, NULL);
      c = dc_letters_bare(c);
    }
    hash = (hash ^ c) * 16777619u;
  }
  return (guint8)(hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24);
}

/* ---- reading ---- */

void
dc_row_reader_init(DcRowReader *reader, guint32 first, const guint8 *docs, gsize len) {
  guint32 skips = 0, more = 0;
  const guint8 *end = docs + len, *at = dc_varint_get(dc_varint_get(docs, end, &skips), end, &more);
  *reader = (DcRowReader){.ordinal = first};
  if (!at || skips > (gsize)(end - at) || more > (gsize)(end - at) - skips) {
    reader->broken = TRUE;
    return;
  }
  reader->skips = at;
  reader->skips_end = reader->more = at + skips;
  reader->more_end = reader->heads = reader->more + more;
  reader->heads_end = end;
}

/* The next document as i-th of the block, its bytes whatever they are. FALSE when they are broken. */
static gboolean
next_document(DcRowReader *reader, DcRowBlock *block, guint i) {
  guint32 head, count = 1, bytes;
  reader->heads = dc_varint_get(reader->heads, reader->heads_end, &head);
  if (!reader->heads)
    return FALSE;
  bytes = (head & 3) == 2 ? 0 : (head & 3) + 1;
  if ((head & 3) == 3) {
    reader->more = dc_varint_get(reader->more, reader->more_end, &count);
    reader->more = dc_varint_get(reader->more, reader->more_end, &bytes);
    if (!reader->more)
      return FALSE;
  }
  block->ordinals[i] = reader->ordinal += head >> 2;
  block->counts[i] = count;
  block->offsets[i + 1] = reader->offset += bytes;
  return bytes <= G_MAXINT32 && reader->offset <= G_MAXINT32;
}

/* Documents whose numbers take a byte each, as nearly all of a frequent term do. Returns how many there are
 * now. */
static guint
next_plain(DcRowReader *reader, DcRowBlock *block, guint from) {
  const guint8 *heads = reader->heads, *more = reader->more;
  guint32 ordinal = reader->ordinal, offset = reader->offset;
  guint i = from, most = (guint)MIN((gsize)DC_ROW_BLOCK, from + (gsize)(reader->heads_end - heads));
  for (; i < most && *heads < 0x80; i++) {
    guint32 code = *heads & 3, count = 1;
    if (code == 3) {
      if (reader->more_end - more < 2 || (more[0] | more[1]) & 0x80)
        break;
      count = more[0];
      offset += more[1];
      more += 2;
    } else {
      offset += 0x21u >> 4 * code & 3; /* code 0: 1, code 1: 2 */
    }
    block->ordinals[i] = ordinal += (guint32)*heads++ >> 2;
    block->counts[i] = count;
    block->offsets[i + 1] = offset;
  }
  reader->heads = heads;
  reader->more = more;
  reader->ordinal = ordinal;
  reader->offset = offset;
  return i;
}

/* What `skips` says of the next documents. FALSE when it says nothing. */
static gboolean
next_skip(DcRowReader *reader, guint32 skip[4]) {
  const guint8 *at = reader->skips;
  if (at >= reader->skips_end)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    at = dc_varint_get(at, reader->skips_end, &skip[i]);
  reader->skips = at ? at : reader->skips_end;
  reader->broken |= !at;
  return at != NULL;
}

/* The next documents, of which `skips` was read. */
static gboolean
read_block(DcRowReader *reader, DcRowBlock *block) {
  guint i = 0;
  block->offsets[0] = reader->offset;
  while (i < DC_ROW_BLOCK && !reader->broken && reader->heads < reader->heads_end) {
    i = next_plain(reader, block, i);
    if (i < DC_ROW_BLOCK && reader->heads < reader->heads_end) {
      reader->broken = !next_document(reader, block, i);
      i++;
    }
  }
  block->n = reader->broken ? 0 : i;
  reader->passed += block->n;
  return block->n > 0;
}

gboolean
dc_row_next_block(DcRowReader *reader, DcRowBlock *block) {
  guint32 skip[4];
  gboolean told = next_skip(reader, skip);
  const DcRowReader before = *reader;
  if (!read_block(reader, block))
    return FALSE;
  reader->broken |=
      told && (reader->ordinal - before.ordinal != skip[0] || reader->heads - before.heads != skip[1] ||
               reader->more - before.more != skip[2] || reader->offset - before.offset != skip[3]);
  return !reader->broken;
}

gboolean
dc_row_seek_block(DcRowReader *reader, guint32 ordinal, DcRowBlock *block) {
  guint32 skip[4];
  while (next_skip(reader, skip) && reader->ordinal + skip[0] < ordinal) {
    if (skip[1] > (gsize)(reader->heads_end - reader->heads) ||
        skip[2] > (gsize)(reader->more_end - reader->more) || skip[3] > G_MAXINT32 - reader->offset) {
      reader->broken = TRUE;
      break;
    }
    reader->ordinal += skip[0];
    reader->heads += skip[1];
    reader->more += skip[2];
    reader->offset += skip[3];
    reader->passed += DC_ROW_BLOCK;
  }
  return read_block(reader, block);
}

static inline void
add_count(guint16 *counts, guint32 size, guint32 ordinal, guint32 count) {
  guint16 *at = &counts[MIN(ordinal, size)];
  *at = (guint16)MIN(*at + count, G_MAXUINT16);
}

/* The documents whose numbers take a byte each, up to one that is not so. */
static void
count_plain(DcRowReader *reader, guint16 *counts, guint32 size) {
  const guint8 *heads = reader->heads, *more = reader->more, *end = reader->heads_end;
  guint32 ordinal = reader->ordinal;
  for (; heads < end && *heads < 0x80; heads++) {
    guint32 count = 1;
    if ((*heads & 3) == 3) {
      if (reader->more_end - more < 2 || (more[0] | more[1]) & 0x80)
        break;
      count = more[0];
      more += 2;
    }
    ordinal += (guint32)*heads >> 2;
    add_count(counts, size, ordinal, count);
  }
  reader->heads = heads;
  reader->more = more;
  reader->ordinal = ordinal;
}

gboolean
dc_row_count(guint32 first, const guint8 *docs, gsize len, guint16 *counts, guint32 size) {
  DcRowReader reader;
  DcRowBlock block;
  dc_row_reader_init(&reader, first, docs, len);
  while (!reader.broken && reader.heads < reader.heads_end) {
    count_plain(&reader, counts, size);
    if (reader.heads == reader.heads_end)
      break;
    reader.offset = 0;
    if (!next_document(&reader, &block, 0))
      return FALSE;
    add_count(counts, size, block.ordinals[0], MIN(block.counts[0], G_MAXUINT16));
  }
  return !reader.broken;
}

/* ---- writing ---- */

static void
add_bytes(DcRowBytes *bytes, const guint8 *data, gsize len) {
  if (bytes->len + len > bytes->room) {
    bytes->room = MAX(bytes->len + (guint32)len, bytes->room + bytes->room / 2);
    bytes->room = MAX(bytes->room, 8);
    bytes->data = g_realloc(bytes->data, bytes->room);
  }
  if (len)
    memcpy(bytes->data + bytes->len, data, len);
  bytes->len += (guint32)len;
}

static void
add_varint(DcRowBytes *bytes, guint32 value) {
  guint8 made[5];
  add_bytes(bytes, made, encode(made, value));
}

void
dc_row_add(DcRow *row, guint32 ordinal, guint32 count, guint8 follows, const guint8 *positions, guint32 len) {
  guint32 code = count != 1 || len > 2 ? 3 : len == 0 ? 2 : len - 1;
  if (!row->n)
    row->first = row->last = ordinal;
  add_varint(&row->heads, (ordinal - row->last) << 2 | code);
  if (code == 3) {
    add_varint(&row->more, count);
    add_varint(&row->more, len);
  }
  if (len)
    add_bytes(&row->follows, &follows, 1);
  add_bytes(&row->positions, positions, len);
  row->last = ordinal;
  row->n++;
}

static void
put_skips(const DcRow *row, GByteArray *skips) {
  DcRowReader reader = {.heads = row->heads.data,
                        .heads_end = row->heads.data + row->heads.len,
                        .more = row->more.data,
                        .more_end = row->more.data + row->more.len};
  DcRowBlock block;
  for (DcRowReader before = reader; read_block(&reader, &block) && reader.heads < reader.heads_end;
       before = reader) {
    dc_varint_put(skips, reader.ordinal - before.ordinal);
    dc_varint_put(skips, (guint32)(reader.heads - before.heads));
    dc_varint_put(skips, (guint32)(reader.more - before.more));
    dc_varint_put(skips, reader.offset - before.offset);
  }
}

void
dc_row_docs(const DcRow *row, GByteArray *docs) {
  g_autoptr(GByteArray) skips = g_byte_array_new();
  if (row->n > DC_ROW_BLOCK)
    put_skips(row, skips);
  dc_varint_put(docs, skips->len);
  dc_varint_put(docs, row->more.len);
  g_byte_array_append(docs, skips->data, skips->len);
  g_byte_array_append(docs, row->more.data, row->more.len);
  g_byte_array_append(docs, row->heads.data, row->heads.len);
}

gboolean
dc_row_join(const DcStoredRow *stored, DcRow *row) {
  DcRowReader reader;
  dc_row_reader_init(&reader, stored->first, stored->docs, stored->docs_len);
  guint32 head;
  const guint8 *rest = dc_varint_get(row->heads.data, row->heads.data + row->heads.len, &head);
  if (reader.broken || !rest || stored->last < stored->first || stored->last >= row->first)
    return FALSE;
  DcRow joined = {.first = stored->first, .last = row->last, .n = stored->n + row->n};
  add_bytes(&joined.heads, reader.heads, (gsize)(reader.heads_end - reader.heads));
  add_varint(&joined.heads, (row->first - stored->last) << 2 | (head & 3));
  add_bytes(&joined.heads, rest, (gsize)(row->heads.data + row->heads.len - rest));
  add_bytes(&joined.more, reader.more, (gsize)(reader.more_end - reader.more));
  add_bytes(&joined.more, row->more.data, row->more.len);
  add_bytes(&joined.follows, stored->follows, stored->follows_len);
  add_bytes(&joined.follows, row->follows.data, row->follows.len);
  add_bytes(&joined.positions, stored->positions, stored->positions_len);
  add_bytes(&joined.positions, row->positions.data, row->positions.len);
  dc_row_clear(row);
  *row = joined;
  return TRUE;
}

void
dc_row_clear(DcRow *row) {
  g_free(row->heads.data);
  g_free(row->more.data);
  g_free(row->follows.data);
  g_free(row->positions.data);
  *row = (DcRow){0};
}
