#include "query/copies.h"

#include "indexer/tokens.h"
#include "query/search.h"

/* A sketch keeps, for each of so many parts of the hash space, the least hash of a run of words; the share of
 * equal parts is about the share of runs that two texts have in common. */
#define PARTS 128
#define RUN 4
/* Copies share at least this much. */
#define SHARE 0.8

typedef struct {
  guint32 least[PARTS];
} Sketch;

typedef struct {
  Sketch *sketch;
  guint64 run[RUN];
  guint n;
} Sketcher;

static guint64
mix(guint64 x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ x >> 33;
}

static gboolean
sketch_token(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED,
             gsize end G_GNUC_UNUSED, gpointer data) {
  Sketcher *sketcher = data;
  if (kind >= DC_TOKEN_SYMBOL)
    return TRUE;
  guint64 hash = 14695981039346656037ULL;
  for (gsize i = 0; i < len; i++)
    hash = (hash ^ (guchar)form[i]) * 1099511628211ULL;
  sketcher->run[sketcher->n++ % RUN] = hash;
  if (sketcher->n < RUN)
    return TRUE;
  guint64 all = 0;
  for (guint i = 0; i < RUN; i++)
    all = mix(all ^ sketcher->run[(sketcher->n + i) % RUN]);
  guint32 *least = &sketcher->sketch->least[all % PARTS];
  *least = MIN(*least, (guint32)(all >> 32));
  return TRUE;
}

static gboolean
are_copies(const Sketch *a, const Sketch *b) {
  guint equal = 0, used = 0;
  for (guint i = 0; i < PARTS; i++) {
    used += a->least[i] != G_MAXUINT32 || b->least[i] != G_MAXUINT32;
    equal += a->least[i] == b->least[i] && a->least[i] != G_MAXUINT32;
  }
  return used && equal >= SHARE * used;
}

static gboolean
make_sketch(DcStore *store, gint64 document, Sketch *sketch, GError **error) {
  gsize len;
  g_autofree char *text = dc_store_text(store, document, &len, error);
  if (!text)
    return FALSE;
  for (guint i = 0; i < PARTS; i++)
    sketch->least[i] = G_MAXUINT32;
  Sketcher sketcher = {sketch, {0}, 0};
  dc_tokens_each(text, len, sketch_token, &sketcher);
  return TRUE;
}

gboolean
dc_copies_fold(DcStore *store, GPtrArray *hits, guint wanted, GError **error) {
  g_autofree Sketch *sketches = g_new(Sketch, (gsize)wanted + 1);
  guint kept = 0;
  for (guint i = 0; i < hits->len; i++) {
    DcHit *hit = hits->pdata[i];
    if (kept == wanted)
      break;
    if (!make_sketch(store, hit->document, &sketches[kept], error))
      return FALSE;
    guint same = 0;
    while (same < kept && !are_copies(&sketches[same], &sketches[kept]))
      same++;
    if (same < kept) {
      DcHit *first = hits->pdata[same];
      g_ptr_array_add(first->copies, g_strdup(hit->row->path));
      continue;
    }
    hit->copies = g_ptr_array_new_with_free_func(g_free);
    hits->pdata[i] = hits->pdata[kept];
    hits->pdata[kept++] = hit;
  }
  g_ptr_array_set_size(hits, (gint)kept);
  return TRUE;
}
