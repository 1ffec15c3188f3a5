/* A set of ordinals. */
#pragma once

#include <glib.h>
#include <string.h>

typedef struct {
  guint64 *words;
  guint32 size; /* ordinals are below */
} DcBits;

static inline guint32
dc_bits_words(guint32 size) {
  return size / 64 + 1;
}

static inline DcBits
dc_bits_new(guint32 size) {
  return (DcBits){g_new0(guint64, dc_bits_words(size)), size};
}

static inline DcBits
dc_bits_copy(const DcBits *bits) {
  DcBits copy = dc_bits_new(bits->size);
  memcpy(copy.words, bits->words, dc_bits_words(bits->size) * sizeof *copy.words);
  return copy;
}

static inline void
dc_bits_clear(DcBits *bits) {
  g_clear_pointer(&bits->words, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DcBits, dc_bits_clear)

static inline gboolean
dc_bits_has(const DcBits *bits, guint32 i) {
  return i < bits->size && (bits->words[i >> 6] >> (i & 63) & 1);
}

static inline void
dc_bits_add(DcBits *bits, guint32 i) {
  if (i < bits->size)
    bits->words[i >> 6] |= (guint64)1 << (i & 63);
}

static inline void
dc_bits_drop(DcBits *bits, guint32 i) {
  if (i < bits->size)
    bits->words[i >> 6] &= ~((guint64)1 << (i & 63));
}

/* Both have one size. */
static inline void
dc_bits_and(DcBits *bits, const DcBits *other) {
  for (guint32 i = 0; i < dc_bits_words(bits->size); i++)
    bits->words[i] &= other->words[i];
}

static inline void
dc_bits_or(DcBits *bits, const DcBits *other) {
  for (guint32 i = 0; i < dc_bits_words(bits->size); i++)
    bits->words[i] |= other->words[i];
}

static inline void
dc_bits_without(DcBits *bits, const DcBits *other) {
  for (guint32 i = 0; i < dc_bits_words(bits->size); i++)
    bits->words[i] &= ~other->words[i];
}

static inline guint32
dc_bits_count(const DcBits *bits) {
  guint32 n = 0;
  for (guint32 i = 0; i < dc_bits_words(bits->size); i++)
    n += (guint32)__builtin_popcountll(bits->words[i]);
  return n;
}

/* The first ordinal at or after `i`; `size` when there is none. */
static inline guint32
dc_bits_next(const DcBits *bits, guint32 i) {
  for (guint32 w = i >> 6; i < bits->size && w < dc_bits_words(bits->size); i = ++w << 6) {
    guint64 word = bits->words[w] >> (i & 63);
    if (word)
      return i + (guint32)__builtin_ctzll(word);
  }
  return bits->size;
}
