#include "query/doubt.h"
#include "query/dates.h"
#include "query/scope.h"

#include <string.h>

struct _DcDoubt {
  DcStore *store;
  const DcWork *work;
  char *date; /* of the work */
  DcReach *reach;
  GHashTable *documents; /* gint64* document → gint64* undecided mention that may lead to the work */
  GHashTable *suspects;  /* gint64*: acts that may lead to it */
  GHashTable *acts;      /* const char* key → GArray of Act */
  GStringChunk *words;
  DcReach *doubtful; /* what refers to those */
  DcReach *unread;   /* what carries out plans whose text is lacking */
};

static gint64 *
boxed(gint64 value) {
  return g_memdup2(&value, sizeof value);
}

void
dc_doubt_free(DcDoubt *doubt) {
  g_free(doubt->date);
  g_hash_table_unref(doubt->documents);
  g_hash_table_unref(doubt->suspects);
  g_hash_table_unref(doubt->acts);
  g_string_chunk_free(doubt->words);
  g_clear_pointer(&doubt->doubtful, dc_reach_free);
  g_clear_pointer(&doubt->unread, dc_reach_free);
  g_free(doubt);
}

static void
suspect(DcDoubt *doubt, gint64 work, GArray *roots) {
  if (dc_reach_distance(doubt->reach, work) == DC_DISTANCE_NONE &&
      g_hash_table_add(doubt->suspects, boxed(work)))
    g_array_append_val(roots, work);
}

/* ---- undecided mentions ---- */

/* Notes the documents with undecided mentions that may be `work`; their works become suspects. */
static gboolean
add_undecided(DcDoubt *doubt, gint64 work, GArray *roots, GError **error) {
  g_autoptr(GPtrArray) mentions = dc_store_ambiguous(doubt->store, work, error);
  if (mentions == NULL)
    return FALSE;
  for (guint i = 0; i < mentions->len; i++) {
    const DcMentionRow *mention = g_ptr_array_index(mentions, i);
    if (g_hash_table_contains(doubt->documents, &mention->document))
      continue;
    g_hash_table_insert(doubt->documents, boxed(mention->document), boxed(mention->id));
    g_autoptr(DcDocumentRow) row = dc_store_document(doubt->store, mention->document, error);
    if (row == NULL)
      return FALSE;
    if (row->work != 0)
      suspect(doubt, row->work, roots);
  }
  return TRUE;
}

static gboolean
units_meet(const char *a, const char *b) {
  return *a == '\0' || *b == '\0' || strcmp(a, "?") == 0 || strcmp(b, "?") == 0 || dc_unit_related(a, b);
}

/* ---- acts that may be another ---- */

/* State bodies begin their numbers anew each year, so another year is another act; the Party's run on. */
static gboolean
year_may_slip(const char *key) {
  const char *separator = strpbrk(key, "-/");
  return separator != NULL && *separator == '-';
}

/* An act that the corpus only cites. */
typedef struct {
  gint64 id;
  const char *unit, *date; /* in `words` */
} Act;

/* Whether it may be the other of the same number. */
static gboolean
may_be(const Act *act, const DcWorkPlace *other) {
  DcDateOrder order = dc_date_order(act->date, other->date);
  return act->id != other->id && units_meet(act->unit, other->unit) &&
         (order == DC_DATE_UNKNOWN || order == DC_DATE_SAME ||
          dc_date_one_slip(act->date, other->date, year_may_slip(other->key)));
}

static void
keep_act(const DcWorkPlace *place, gpointer data) {
  DcDoubt *doubt = data;
  if (*place->key == '\0' || *place->key == '?')
    return;
  GArray *acts = g_hash_table_lookup(doubt->acts, place->key);
  if (acts == NULL) {
    acts = g_array_new(FALSE, FALSE, sizeof(Act));
    g_hash_table_insert(doubt->acts, g_string_chunk_insert_const(doubt->words, place->key), acts);
  }
  Act act = {place->id, g_string_chunk_insert_const(doubt->words, place->unit),
             g_string_chunk_insert_const(doubt->words, place->date)};
  g_array_append_val(acts, act);
}

typedef struct {
  DcDoubt *doubt;
  GArray *roots;
} Twins;

static void
add_twins(const DcWorkPlace *place, gpointer data) {
  Twins *twins = data;
  const GArray *acts = g_hash_table_lookup(twins->doubt->acts, place->key);
  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const Act *act = &g_array_index(acts, Act, i);
    if (may_be(act, place))
      suspect(twins->doubt, act->id, twins->roots);
  }
}

/* What follows the number of a key: "-KL/TW". */
static const char *
behind_number(const char *key) {
  return *key == '?' ? key + 1 : key + strspn(key, "0123456789");
}

/* Whether two are the same but for one letter that is another, or lost. */
static gboolean
one_letter_off(const char *a, const char *b) {
  gsize n = strlen(a), m = strlen(b), head = 0, tail = 0;
  while (head < n && head < m && a[head] == b[head])
    head++;
  while (tail < n - head && tail < m - head && a[n - 1 - tail] == b[m - 1 - tail])
    tail++;
  return MAX(n, m) - head - tail <= 2; /* a letter has up to two bytes here */
}

/* Acts of the work's own day whose symbol is its own with a letter lost: "91-KI/TW". */
static gboolean
add_misread(DcDoubt *doubt, GArray *roots, GError **error) {
  const char *key = doubt->work->key, *rest = behind_number(key);
  if (rest == key || *key == '?' || strlen(doubt->date) != 10)
    return TRUE;
  g_autofree char *number = g_strndup(key, (gsize)(rest - key) + 1);
  g_autoptr(GPtrArray) keys = dc_store_keys_from(doubt->store, number, error);
  for (guint k = 0; keys != NULL && k < keys->len; k++) {
    const char *other = g_ptr_array_index(keys, k);
    if (strcmp(other, key) == 0 || !one_letter_off(behind_number(other), rest))
      continue;
    g_autoptr(GPtrArray) works = dc_store_works_by_key(doubt->store, other, error);
    for (guint i = 0; works != NULL && i < works->len; i++) {
      const DcWork *work = g_ptr_array_index(works, i);
      if (work->documents == 0 && strcmp(work->date, doubt->date) == 0 &&
          units_meet(work->unit, doubt->work->unit))
        suspect(doubt, work->id, roots);
    }
    if (works == NULL)
      return FALSE;
  }
  return keys != NULL;
}

/* Acts that may be one of the works. */
static gboolean
add_all_twins(DcDoubt *doubt, const GArray *works, guint n, GArray *roots, GError **error) {
  Twins twins = {doubt, roots};
  return dc_store_each_place(doubt->store, (const gint64 *)(gconstpointer)works->data, n, add_twins, &twins,
                             error);
}

/* ---- all of it ---- */

static gboolean
add_open(DcDoubt *doubt, const GArray *works, GHashTable *open, GArray *roots, GError **error) {
  for (guint i = 0; i < works->len; i++) {
    gint64 work = g_array_index(works, gint64, i);
    if (g_hash_table_remove(open, &work) && !add_undecided(doubt, work, roots, error))
      return FALSE;
  }
  return TRUE;
}

/* Everything that may reach the work, until nothing new turns up. */
static gboolean
spread(DcDoubt *doubt, GArray *roots, GHashTable *open, gboolean chains, GError **error) {
  for (guint before = G_MAXUINT; before != roots->len;) {
    before = roots->len;
    g_clear_pointer(&doubt->doubtful, dc_reach_free);
    doubt->doubtful = dc_reach_again(doubt->reach, (const gint64 *)(gpointer)roots->data, roots->len, error);
    if (doubt->doubtful == NULL)
      return FALSE;
    const GArray *works = dc_reach_works(doubt->doubtful);
    if (!add_open(doubt, works, open, roots, error) ||
        (chains && !add_all_twins(doubt, works, works->len, roots, error)))
      return FALSE;
  }
  return TRUE;
}

static void
keep_younger(const DcWorkPlace *place, gpointer data) {
  gpointer *pair = data;
  const DcDoubt *doubt = pair[0];
  if (dc_date_order(place->date, doubt->date) != DC_DATE_BEFORE &&
      dc_reach_distance(doubt->reach, place->id) == DC_DISTANCE_NONE)
    g_array_append_val((GArray *)pair[1], place->id);
}

static gboolean
find_unread(DcDoubt *doubt, GError **error) {
  g_autoptr(GArray) unread = dc_store_unread_works(doubt->store, error);
  g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint64));
  gpointer pair[] = {doubt, roots};
  if (unread == NULL || !dc_store_each_place(doubt->store, (const gint64 *)(gpointer)unread->data,
                                             unread->len, keep_younger, pair, error))
    return FALSE;
  doubt->unread = dc_reach_new(doubt->store, (const gint64 *)(gpointer)roots->data, roots->len, DC_EDGES_IN,
                               1u << DC_RELATION_IMPLEMENTS, 0, error);
  return doubt->unread != NULL;
}

DcDoubt *
dc_doubt_new(DcStore *store, const DcWork *work, DcReach *reach, gboolean chains, GError **error) {
  g_autoptr(DcDoubt) doubt = g_new0(DcDoubt, 1);
  doubt->store = store;
  doubt->work = work;
  doubt->reach = reach;
  doubt->date = dc_date_of_work(work);
  doubt->documents = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  doubt->suspects = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  doubt->acts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
  doubt->words = g_string_chunk_new(4096);
  g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(GArray) ambiguous = dc_store_ambiguous_works(store, error);
  if (ambiguous == NULL)
    return NULL;
  g_autoptr(GHashTable) open = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ambiguous->len; i++)
    g_hash_table_add(open, boxed(g_array_index(ambiguous, gint64, i)));
  const GArray *works = dc_reach_works(reach);
  gboolean ok = add_open(doubt, works, open, roots, error) && add_misread(doubt, roots, error) &&
                dc_store_each_cited(store, chains ? NULL : work->key, keep_act, doubt, error) &&
                add_all_twins(doubt, works, chains ? works->len : 1, roots, error) &&
                spread(doubt, roots, open, chains, error) && (!chains || find_unread(doubt, error));
  return ok ? g_steal_pointer(&doubt) : NULL;
}

gint64
dc_doubt_mention(const DcDoubt *doubt, gint64 document) {
  const gint64 *mention = g_hash_table_lookup(doubt->documents, &document);
  return mention != NULL ? *mention : 0;
}

/* Whether a mention without a number may be the work: its type and issuer, and no other date. */
static gboolean
may_be_blank(const DcDoubt *doubt, const DcMentionRow *mention) {
  DcDateOrder order = dc_date_order(mention->date, doubt->date);
  return *mention->key == '?' && strcmp(mention->key + 1, behind_number(doubt->work->key)) == 0 &&
         (order == DC_DATE_SAME || order == DC_DATE_UNKNOWN) && units_meet(mention->unit, doubt->work->unit);
}

gboolean
dc_doubt_may_lead(const DcDoubt *doubt, const DcMentionRow *mention, gboolean *may, GError **error) {
  *may = mention->work != 0 ? g_hash_table_contains(doubt->suspects, &mention->work)
                            : may_be_blank(doubt, mention);
  if (*may || mention->work != 0 || *mention->key == '\0' || *mention->key == '?')
    return TRUE;
  g_autoptr(GPtrArray) works = dc_store_works_by_key(doubt->store, mention->key, error);
  for (guint i = 0; works != NULL && i < works->len && !*may; i++) {
    const DcWork *work = g_ptr_array_index(works, i);
    *may = dc_reach_distance(doubt->reach, work->id) != DC_DISTANCE_NONE &&
           units_meet(mention->unit, work->unit);
  }
  return works != NULL;
}

gboolean
dc_doubt_suspects(const DcDoubt *doubt, gint64 work) {
  return g_hash_table_contains(doubt->suspects, &work);
}

DcReach *
dc_doubt_of(const DcDoubt *doubt, gint64 work) {
  if (dc_reach_distance(doubt->doubtful, work) != DC_DISTANCE_NONE)
    return doubt->doubtful;
  return doubt->unread != NULL && dc_reach_distance(doubt->unread, work) != DC_DISTANCE_NONE ? doubt->unread
                                                                                             : NULL;
}

GArray *
dc_doubt_works(const DcDoubt *doubt) {
  GArray *all = g_array_copy((GArray *)dc_reach_works(doubt->doubtful));
  const GArray *unread = doubt->unread != NULL ? dc_reach_works(doubt->unread) : NULL;
  if (unread != NULL && unread->len > 0)
    g_array_append_vals(all, unread->data, unread->len);
  return all;
}
