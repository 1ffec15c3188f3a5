/* Plans between a plan and the work asked about, named by type and number alone: "Kế hoạch số 10 của Tỉnh
 * ủy". There may be hundreds of such numbers, so a text is read once for all of them; among many documents
 * the full-text index says first which have one of the names. */
#include "query/hints.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/lexicon/lexicon.h"
#include "corpus/view.h"
#include "indexer/bits.h"
#include "indexer/short.h"
#include "query/dates.h"
#include "query/scope.h"
#include "query/search.h"

#define DOCUMENTS_MIN 500u /* of more documents than these the full-text index says which to read */
#define NUMBER_MAX 10000u  /* numbers of plans are below */
#define ISSUER 80u         /* bytes behind a number that may say whose it is */

/* A work that leads to the one asked about. */
typedef struct {
  const char *unit, *date; /* in `words` */
  gboolean party;
} Act;

typedef struct {
  DcStore *store;
  GHashTable *acts; /* char* "KH 10" → GArray of Act */
  GStringChunk *words;
  DcBits known; /* numbers of the acts */
  /* the document in hand */
  const DcView *view;
  DcWords text;
  const GPtrArray *mentions;
  const char *unit, *date;
} Between;

static void
between_clear(Between *between) {
  g_hash_table_unref(between->acts);
  g_string_chunk_free(between->words);
  dc_bits_clear(&between->known);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Between, between_clear)

/* The type in a symbol, "KH" of "10-KH/TU", "5/KH-UBND" and "5/2024/KH-UBND"; NULL when it has none. `party`:
 * whether it is written as those of the Party are. */
static const DcType *
type_of(const char *key, gboolean *party) {
  const char *at = key + strspn(key, "0123456789");
  *party = *at == '-';
  if (at == key || (*at != '-' && *at != '/'))
    return NULL;
  gsize year = strspn(at + 1, "0123456789");
  at += year > 0 && at[year + 1] == '/' ? year + 2 : 1;
  g_autofree char *type = g_strndup(at, strcspn(at, *party ? "/" : "-"));
  return dc_lexicon_type(type);
}

static void
keep_act(const DcWorkPlace *place, gpointer data) {
  Between *between = data;
  gboolean party;
  const DcType *type = type_of(place->key, &party);
  gulong number = strtoul(place->key, NULL, 10);
  if (type == NULL || number >= NUMBER_MAX || *place->unit == '\0' || strcmp(place->unit, "?") == 0 ||
      strcmp(place->unit, "TW") == 0)
    return;
  g_autofree char *name = g_strdup_printf("%s %lu", type->abbreviation, number);
  GArray *acts = g_hash_table_lookup(between->acts, name);
  if (acts == NULL) {
    acts = g_array_new(FALSE, FALSE, sizeof(Act));
    g_hash_table_insert(between->acts, g_steal_pointer(&name), acts);
  }
  Act act = {g_string_chunk_insert_const(between->words, place->unit),
             g_string_chunk_insert_const(between->words, place->date), party};
  g_array_append_val(acts, act);
  dc_bits_add(&between->known, (guint32)number);
}

/* Of whom the name says that it is: TRUE when that may be the act. */
static gboolean
issuer_agrees(const Between *between, gsize at, gboolean party) {
  static const char *const centre[] = {
      "bộ", "ban bí thư", "trung ương", "chính phủ", "thủ tướng", "quốc hội", "ban chấp hành trung ương"};
  static const char *const state[] = {"ủy ban", "ubnd", "hội đồng", "hđnd", "chủ tịch", "sở"};
  static const char *const skipped[] = {"ban thường vụ", "ban chấp hành", "thường trực"};
  const char *fold = between->text.fold + at, *end = fold + MIN(between->text.len - at, ISSUER);
  const char *of = g_strstr_len(fold, end - fold, "của "), *stop = fold;
  while (stop < end && strchr(";()\"", *stop) == NULL)
    stop++;
  if (of == NULL || of >= stop)
    return TRUE;
  gsize issuer = (gsize)(of - between->text.fold) + strlen("của ");
  for (guint i = 0; i < G_N_ELEMENTS(centre); i++) {
    if (dc_words_match(&between->text, issuer, centre[i]) != DC_WORDS_NONE)
      return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS(state); i++) {
    if (dc_words_match(&between->text, issuer, state[i]) != DC_WORDS_NONE)
      return !party;
  }
  for (guint i = 0; i < G_N_ELEMENTS(skipped); i++) {
    gsize next = dc_words_match(&between->text, issuer, skipped[i]);
    issuer = next != DC_WORDS_NONE ? dc_words_skip(&between->text, next) : issuer;
  }
  return party || !(dc_words_match(&between->text, issuer, "tỉnh ủy") != DC_WORDS_NONE ||
                    dc_words_match(&between->text, issuer, "thành ủy") != DC_WORDS_NONE ||
                    dc_words_match(&between->text, issuer, "huyện ủy") != DC_WORDS_NONE);
}

/* The digits in [at, end), when they name one of the acts. */
static gboolean
names_act(const Between *between, gsize at, gsize end, DcSpan *place) {
  const DcWords *text = &between->text;
  gsize start;
  gboolean so;
  const DcType *type = dc_short_may_be(text, at, end) ? dc_short_type(text, at, end, &start, &so) : NULL;
  if (type == NULL || (!so && dc_short_counts(text, end)))
    return FALSE;
  *place = dc_view_span_to_text(between->view, (DcSpan){start, end});
  g_autofree char *name = g_strdup_printf("%s %lu", type->abbreviation, strtoul(text->fold + at, NULL, 10));
  const GArray *acts = g_hash_table_lookup(between->acts, name);
  if (acts == NULL || dc_hints_is_cited(between->mentions, *place))
    return FALSE;
  for (guint i = 0; i < acts->len; i++) {
    const Act *act = &g_array_index(acts, Act, i);
    if (dc_date_order(act->date, between->date) != DC_DATE_AFTER &&
        dc_unit_related(between->unit, act->unit) && issuer_agrees(between, end, act->party))
      return TRUE;
  }
  return FALSE;
}

/* The first place in the text that names one of the acts; an empty span when there is none. */
static DcSpan
find_name(const Between *between) {
  static const guint8 digits[256] = {
      [0] = TRUE,   ['0'] = TRUE, ['1'] = TRUE, ['2'] = TRUE, ['3'] = TRUE, ['4'] = TRUE,
      ['5'] = TRUE, ['6'] = TRUE, ['7'] = TRUE, ['8'] = TRUE, ['9'] = TRUE};
  const DcWords *text = &between->text;
  DcSpan place;
  gsize end;
  for (gsize at = dc_words_find(text, 0, digits); at < text->len; at = dc_words_find(text, end, digits)) {
    gulong number = 0;
    for (end = at; end < text->len && dc_words_is_digit((guchar)text->fold[end]); end++)
      number = MIN(number * 10 + (gulong)(text->fold[end] - '0'), NUMBER_MAX);
    if (end == at)
      end++; /* a NUL in the text */
    else if (dc_bits_has(&between->known, (guint32)number) && names_act(between, at, end, &place))
      return place;
  }
  return (DcSpan){0, 0};
}

static gboolean
look(Between *between, gint64 document, const char *unit, DcSpan *place, GError **error) {
  gsize len;
  g_autofree char *text = dc_store_text(between->store, document, &len, error);
  g_autoptr(DcDocumentRow) row = text != NULL ? dc_store_document(between->store, document, error) : NULL;
  g_autoptr(GPtrArray) mentions =
      row != NULL ? dc_store_document_mentions(between->store, document, error) : NULL;
  if (mentions == NULL)
    return FALSE;
  g_autoptr(DcView) view = dc_view_new(text, len);
  between->view = view;
  between->text = dc_words_new(view, NULL);
  between->mentions = mentions;
  between->unit = unit;
  between->date = row->date;
  *place = find_name(between);
  return TRUE;
}

/* "KH" → array of gulong, the numbers of the acts of that type. */
static GHashTable *
numbers_by_type(const Between *between) {
  GHashTable *types = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, between->acts);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    const char *space = strchr(name, ' ');
    gulong number = strtoul(space + 1, NULL, 10);
    g_autofree char *type = g_strndup(name, (gsize)(space - (const char *)name));
    GArray *numbers = g_hash_table_lookup(types, type);
    if (numbers == NULL) {
      numbers = g_array_new(FALSE, FALSE, sizeof number);
      g_hash_table_insert(types, g_steal_pointer(&type), numbers);
    }
    g_array_append_val(numbers, number);
  }
  return types;
}

/* The documents that have one of the names, as far as the full-text index can tell. */
static GHashTable *
with_a_name(const Between *between, GHashTable *documents, GError **error) {
  g_autoptr(GHashTable) chosen = g_hash_table_new(g_int64_hash, g_int64_equal);
  g_autoptr(GHashTable) types = numbers_by_type(between);
  GHashTableIter iter;
  gpointer abbreviation, numbers, key, unit;
  g_hash_table_iter_init(&iter, types);
  while (g_hash_table_iter_next(&iter, &abbreviation, &numbers)) {
    const GArray *all = numbers;
    g_autoptr(GPtrArray) forms = dc_lexicon_type_forms(abbreviation);
    g_autoptr(GStrvBuilder) phrases = g_strv_builder_new();
    for (guint i = 0; i < forms->len; i++) {
      const char *form = g_ptr_array_index(forms, i);
      g_autofree char *number = g_strdup_printf("%s #", form), *so = g_strdup_printf("%s số #", form);
      g_strv_builder_add_many(phrases, number, so, NULL);
    }
    g_auto(GStrv) sought = g_strv_builder_end(phrases);
    g_autoptr(GArray) ids = dc_search_numbered(between->store, (const char *const *)sought,
                                               (const gulong *)(gconstpointer)all->data, all->len, error);
    if (ids == NULL)
      return NULL;
    for (guint i = 0; i < ids->len; i++) {
      if (g_hash_table_lookup_extended(documents, &g_array_index(ids, gint64, i), &key, &unit))
        g_hash_table_insert(chosen, key, unit);
    }
  }
  return g_steal_pointer(&chosen);
}

GHashTable *
dc_hints_between(DcStore *store, DcReach *reach, GHashTable *documents, GError **error) {
  g_auto(Between) between = {.store = store, .known = dc_bits_new(NUMBER_MAX)};
  between.acts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  between.words = g_string_chunk_new(4096);
  g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  if (g_hash_table_size(documents) == 0)
    return g_steal_pointer(&places);
  const GArray *works = dc_reach_works(reach);
  if (!dc_store_each_place(store, (const gint64 *)(gconstpointer)works->data, works->len, keep_act, &between,
                           error))
    return NULL;
  gboolean many = g_hash_table_size(documents) > DOCUMENTS_MIN;
  g_autoptr(GHashTable) chosen = many ? with_a_name(&between, documents, error) : g_hash_table_ref(documents);
  GHashTableIter iter;
  gpointer document, unit;
  if (chosen == NULL || g_hash_table_size(between.acts) == 0)
    return chosen != NULL ? g_steal_pointer(&places) : NULL;
  g_hash_table_iter_init(&iter, chosen);
  while (g_hash_table_iter_next(&iter, &document, &unit)) {
    DcSpan place;
    if (!look(&between, *(gint64 *)document, unit, &place, error))
      return NULL;
    if (place.end > 0)
      g_hash_table_insert(places, g_memdup2(document, sizeof(gint64)), g_memdup2(&place, sizeof place));
  }
  return g_steal_pointer(&places);
}
