/* A fuzz target for one reader (FORMAT is its name), in the manner of libFuzzer:
 *
 *   tests/fuzz/run 60 docx
 *
 * Without libFuzzer its main reads the files it is given and, for each, ROUNDS variants with bytes changed,
 * cut off, doubled or spliced, from a fixed seed. Whatever comes in, the document must keep its promises. */
#include <stdio.h>
#include <string.h>

#include "corpus/parsers.h"
#include "corpus/reader-formats.h"

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize len);

static gboolean
check(DcDocument *document, gpointer data G_GNUC_UNUSED) {
  g_assert_true(g_utf8_validate_len(document->text, document->len, NULL));
  g_assert_cmpuint(strlen(document->text), ==, document->len);
  g_assert_true((document->status == DC_STATUS_OK) == (document->message == NULL));
  g_assert_true(document->status == DC_STATUS_OK || document->len == 0);
  gsize last = 0;
  for (guint i = 0; document->pages && i < document->pages->len; i++) {
    gsize at = g_array_index(document->pages, gsize, i);
    g_assert_true(at >= last && (document->len == 0 || at <= document->len));
    last = at;
  }
  dc_document_free(document);
  return TRUE;
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize len) {
  static const DcReadOptions options = {.parsers = dc_parsers};
  dc_reader_read_as(FORMAT, bytes, len, "fuzz", &options, check, NULL);
  return 0;
}

#ifndef LIBFUZZER

#define ROUNDS 150

static GByteArray *
vary(GRand *random, const guint8 *bytes, gsize len) {
  GByteArray *made = g_byte_array_new();
  g_byte_array_append(made, bytes, (guint)len);
  switch (g_rand_int_range(random, 0, 4)) {
  case 0:
    for (int n = g_rand_int_range(random, 1, 30); n > 0; n--)
      made->data[g_rand_int_range(random, 0, (gint32)len)] = (guint8)g_rand_int_range(random, 0, 256);
    break;
  case 1:
    g_byte_array_set_size(made, (guint)g_rand_int_range(random, 0, (gint32)len));
    break;
  case 2:
    g_byte_array_append(made, bytes + g_rand_int_range(random, 0, (gint32)len) / 2, (guint)len / 2);
    break;
  default: {
    gsize from = (gsize)g_rand_int_range(random, 0, (gint32)len),
          to = (gsize)g_rand_int_range(random, 0, (gint32)len);
    gsize n = MIN(len - MAX(from, to), 200);
    memmove(made->data + to, bytes + from, n);
  }
  }
  return made;
}

int
main(int argc, char **argv) {
  g_autoptr(GRand) random = g_rand_new_with_seed(1);
  for (int i = 1; i < argc; i++) {
    g_autofree char *bytes = NULL;
    gsize len;
    if (!g_file_get_contents(argv[i], &bytes, &len, NULL) || !len) {
      fprintf(stderr, "%s cannot be read\n", argv[i]);
      return 1;
    }
    LLVMFuzzerTestOneInput((const guint8 *)bytes, len);
    for (int round = 0; round < ROUNDS; round++) {
      g_autoptr(GByteArray) varied = vary(random, (const guint8 *)bytes, len);
      LLVMFuzzerTestOneInput(varied->data, varied->len);
    }
  }
  return 0;
}

#endif
