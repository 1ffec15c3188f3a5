#include "query/links.h"

#include <string.h>

#include "corpus/error.h"
#include "indexer/bits.h"

#define WORKS_MAX ((gint64)1 << 28) /* more than any index has: a number above is damage */

/* The links of a work: ends[start] to ends[start + n - 1]. */
typedef struct {
  guint32 start, n;
} Run;

struct _DcLinks {
  DcStore *store;
  DcDirection direction;
  guint relations;
  gsize size;   /* of `runs` */
  Run *runs;    /* by work */
  DcBits read;  /* works whose links are there */
  GArray *ends; /* of guint32 */
};

DcLinks *
dc_links_new(DcStore *store, DcDirection direction, guint relations, GError **error) {
  gint64 last;
  if (!dc_store_last_work(store, &last, error))
    return NULL;
  if (last < 0 || last >= WORKS_MAX) {
    g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                "%s is damaged: “danchieu check” says where; delete the file and index again",
                dc_store_path(store));
    return NULL;
  }
  DcLinks *links = g_rc_box_new0(DcLinks);
  links->store = store;
  links->direction = direction;
  links->relations = relations != 0 ? relations : G_MAXUINT;
  links->size = (gsize)last + 1;
  links->runs = g_new0(Run, links->size);
  links->read = dc_bits_new((guint32)links->size);
  links->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
  return links;
}

DcLinks *
dc_links_ref(DcLinks *links) {
  return g_rc_box_acquire(links);
}

static void
links_clear(gpointer data) {
  DcLinks *links = data;
  g_free(links->runs);
  dc_bits_clear(&links->read);
  g_array_unref(links->ends);
}

void
dc_links_unref(DcLinks *links) {
  g_rc_box_release_full(links, links_clear);
}

gsize
dc_links_size(const DcLinks *links) {
  return links->size;
}

/* Edges between the same two follow each other. */
static void
add_link(gint64 work, gint64 neighbour, DcRelation relation, gpointer data) {
  DcLinks *links = data;
  Run *run = &links->runs[work];
  if (!(links->relations >> relation & 1) || neighbour <= 0 || (gsize)neighbour >= links->size)
    return;
  guint32 link = (guint32)neighbour << 1 | (relation == DC_RELATION_IMPLEMENTS);
  guint32 *last = run->n > 0 ? &g_array_index(links->ends, guint32, links->ends->len - 1) : NULL;
  if (last != NULL && DC_LINK_WORK(*last) == neighbour) {
    *last |= link;
    return;
  }
  if (last == NULL)
    run->start = links->ends->len;
  g_array_append_val(links->ends, link);
  run->n++;
}

gboolean
dc_links_read(DcLinks *links, const gint64 *works, gsize n, GError **error) {
  g_auto(DcBits) wanted = dc_bits_new((guint32)links->size);
  for (gsize i = 0; i < n; i++) {
    if (works[i] > 0 && (gsize)works[i] < links->size && !dc_bits_has(&links->read, (guint32)works[i]))
      dc_bits_add(&wanted, (guint32)works[i]);
  }
  dc_bits_or(&links->read, &wanted);
  /* In the order in which the index keeps them: neighbours are read at once. */
  g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint32 i = dc_bits_next(&wanted, 0); i < wanted.size; i = dc_bits_next(&wanted, i + 1)) {
    gint64 work = i;
    g_array_append_val(sorted, work);
  }
  return dc_store_each_neighbour(links->store, links->direction, (const gint64 *)(gpointer)sorted->data,
                                 sorted->len, add_link, links, error);
}

const guint32 *
dc_links_of(const DcLinks *links, gint64 work, guint *n) {
  *n = 0;
  if (work <= 0 || (gsize)work >= links->size || links->runs[work].n == 0)
    return NULL;
  *n = links->runs[work].n;
  return &g_array_index(links->ends, guint32, links->runs[work].start);
}
