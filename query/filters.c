#include "query/filters.h"

#include <sqlite3.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/letters.h"
#include "corpus/lexicon/lexicon.h"
#include "query/key.h"
#include "query/question-numbers.h"
#include "query/references.h"

/* Names of levels as people type them, unmarked. */
static const struct {
  const char *name;
  DcLevel level;
} level_words[] = {{"trung uong", DC_LEVEL_CENTRAL}, {"tw", DC_LEVEL_CENTRAL},    {"tinh", DC_LEVEL_PROVINCE},
                   {"huyen", DC_LEVEL_DISTRICT},     {"quan", DC_LEVEL_DISTRICT}, {"xa", DC_LEVEL_COMMUNE},
                   {"phuong", DC_LEVEL_COMMUNE}};

typedef struct {
  DcStore *store;
  DcPostings *postings;
  DcBits *found;
} Context;

/* ---- values that are terms ---- */

static void
add_entries(const DcRowBlock *block, gpointer data) {
  for (guint i = 0; i < block->n; i++)
    dc_bits_add(data, block->ordinals[i]);
}

static gboolean
collect_term(const char *term, guint32 documents G_GNUC_UNUSED, gpointer data) {
  g_ptr_array_add(data, g_strdup(term));
  return TRUE;
}

static GPtrArray *
terms_between(DcPostings *postings, const char *from, const char *to) {
  GPtrArray *terms = g_ptr_array_new_with_free_func(g_free);
  dc_postings_terms(postings, from, to, collect_term, terms);
  return terms;
}

static GPtrArray *
terms_of(DcPostings *postings, const char *name) {
  g_autofree char *from = g_strdup_printf("@%s=", name), *to = g_strdup_printf("@%s>", name);
  return terms_between(postings, from, to);
}

/* The value as the text had it: what follows the ':' behind the unmarked form. */
static const char *
shown_value(const char *term) {
  const char *colon = strchr(term, ':');
  return colon ? colon + 1 : strchr(term, '=') + 1;
}

/* Terms whose unmarked value has `bare` as a whole part: the unit "Hưng Yên" takes "Hưng Yên/Kim Động" too.
 */
static void
add_with_part(Context *context, const char *name, const char *bare) {
  g_autoptr(GPtrArray) terms = terms_of(context->postings, name);
  gsize len = strlen(bare);
  for (guint i = 0; len && i < terms->len; i++) {
    const char *value = strchr(terms->pdata[i], '=') + 1;
    for (const char *at = strstr(value, bare); at; at = strstr(at + 1, bare)) {
      gboolean starts = at == value || at[-1] == '/';
      if (starts && (at[len] == ':' || at[len] == '/')) {
        dc_postings_each(context->postings, terms->pdata[i], add_entries, context->found);
        break;
      }
      if (at >= strchr(value, ':'))
        break;
    }
  }
}

/* Terms whose unmarked value holds `bare` anywhere. */
static void
add_holding(Context *context, const char *name, const char *bare) {
  g_autoptr(GPtrArray) terms = terms_of(context->postings, name);
  for (guint i = 0; i < terms->len; i++) {
    const char *value = strchr(terms->pdata[i], '=') + 1, *end = strchr(value, ':');
    if (end && *bare && g_strstr_len(value, end - value, bare))
      dc_postings_each(context->postings, terms->pdata[i], add_entries, context->found);
  }
}

static void
add_type(Context *context, const char *value, const char *bare) {
  const DcType *type = dc_lexicon_type(value);
  g_autoptr(GPtrArray) terms = terms_of(context->postings, "type");
  for (guint i = 0; i < terms->len; i++) {
    const char *shown = shown_value(terms->pdata[i]);
    g_autofree char *shown_bare = type ? NULL : dc_letters_bare_form(shown, -1);
    if (type ? strcmp(shown, type->abbreviation) == 0 : strcmp(shown_bare, bare) == 0)
      dc_postings_each(context->postings, terms->pdata[i], add_entries, context->found);
  }
}

static DcLevel
level_of(const char *bare) {
  DcLevel level = dc_level_parse(bare);
  for (gsize i = 0; level == DC_LEVEL_NONE && i < G_N_ELEMENTS(level_words); i++)
    if (strcmp(bare, level_words[i].name) == 0)
      level = level_words[i].level;
  return level;
}

DcLevel
dc_filter_level(const char *words) {
  g_autofree char *bare = dc_letters_bare_form(words, -1);
  const char *name = g_str_has_prefix(bare, "cap ") ? bare + strlen("cap ") : bare;
  return level_of(name);
}

static void
add_dates(Context *context, const char *value) {
  char from[11], to[11];
  if (!dc_question_dates(value, from, to))
    return;
  /* A stated year or month without a day lies in the range when its start does. */
  g_autofree char *first = g_strconcat("@date=", from[0] == '0' ? "" : from, NULL);
  char *cut = strstr(first, "-00");
  if (cut)
    *cut = '\0';
  g_autofree char *last = g_strconcat("@date=", to[0] == '9' ? "9999" : to, ";", NULL);
  g_autoptr(GPtrArray) terms = terms_between(context->postings, first, last);
  for (guint i = 0; i < terms->len; i++)
    dc_postings_each(context->postings, terms->pdata[i], add_entries, context->found);
}

static gboolean
first_symbol(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED,
             gsize end G_GNUC_UNUSED, gpointer data) {
  if (kind == DC_TOKEN_SYMBOL)
    *(char **)data = g_strndup(form, len);
  return kind != DC_TOKEN_SYMBOL;
}

void
dc_filters_bearers(DcPostings *postings, const char *symbol, gboolean any_marks, DcBits *bits) {
  g_autoptr(GString) term = g_string_new(NULL);
  dc_postings_term(term, "@key=", symbol, strlen(symbol));
  dc_postings_each(postings, term->str, add_entries, bits);
  if (!any_marks)
    return;
  g_autofree char *from = g_strconcat(term->str, ":", NULL), *to = g_strconcat(term->str, ";", NULL);
  g_autoptr(GPtrArray) terms = terms_between(postings, from, to);
  for (guint i = 0; i < terms->len; i++)
    dc_postings_each(postings, terms->pdata[i], add_entries, bits);
}

void
dc_filters_bearers_of_part(DcPostings *postings, const char *form, DcBits *bits) {
  gsize digits = strcspn(form, "/");
  g_autofree char *from = g_strdup_printf("@key=%.*s-", (int)digits, form);
  g_autofree char *to = g_strdup_printf("@key=%.*s0", (int)digits, form);
  g_autoptr(GPtrArray) terms = terms_between(postings, from, to);
  for (guint i = 0; i < terms->len; i++)
    if (dc_number_fits(form, strchr(terms->pdata[i], '=') + 1))
      dc_postings_each(postings, terms->pdata[i], add_entries, bits);
}

static char *
symbol_of(const char *value) {
  char *symbol = NULL;
  dc_tokens_each(value, strlen(value), first_symbol, &symbol);
  return symbol;
}

static void
add_key(Context *context, const char *value) {
  g_autofree char *symbol = symbol_of(value);
  if (symbol)
    dc_filters_bearers(context->postings, symbol, TRUE, context->found);
}

/* ---- values that are in the graph or in the table of documents ---- */

/* An empty set of ids of documents: a bit each. */
static DcBits
no_documents(const DcPostings *postings) {
  gint64 last = 0;
  for (guint32 i = 0; i < dc_postings_size(postings); i++)
    last = MAX(last, dc_postings_document(postings, i));
  return dc_bits_new((guint32)MIN(last + 1, G_MAXUINT32));
}

static void
add_documents(Context *context, const DcBits *documents) {
  for (guint32 i = 0; i < dc_postings_size(context->postings); i++)
    if (dc_bits_has(documents, (guint32)dc_postings_document(context->postings, i)))
      dc_bits_add(context->found, i);
}

/* Adds the ids that the statement gives, whose values are bound. */
static gboolean
read_documents(const Context *context, sqlite3_stmt *stmt, DcBits *documents, GError **error) {
  int code = sqlite3_step(stmt);
  for (; code == SQLITE_ROW; code = sqlite3_step(stmt)) {
    gint64 document = sqlite3_column_int64(stmt, 0);
    if (document > 0 && document < documents->size)
      dc_bits_add(documents, (guint32)document);
  }
  sqlite3_reset(stmt);
  if (code != SQLITE_DONE)
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "the documents could not be read: %s",
                sqlite3_errmsg(dc_store_handle(context->store)));
  return code == SQLITE_DONE;
}

static sqlite3_stmt *
prepare(const Context *context, const char *sql, GError **error) {
  sqlite3 *db = dc_store_handle(context->store);
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_set_error(error, DC_ERROR, DC_ERROR_STORE, "the documents could not be read: %s", sqlite3_errmsg(db));
  return stmt;
}

/* Documents that refer to a work (or carry it out): by the edges that they assert of themselves. A law may be
 * cited by all of them: edges are not kept. */
static gboolean
add_citing(Context *context, const char *key, gboolean implements, GError **error) {
  static const char citing[] = "SELECT document FROM edges WHERE target = ?1";
  static const char implementing[] =
      "SELECT edges.document FROM edges JOIN documents ON documents.id = edges.document"
      " WHERE target = ?1 AND relation = ?2 AND documents.work = edges.source";
  g_autoptr(GPtrArray) works = dc_references_find(context->store, key, NULL, error);
  sqlite3_stmt *stmt = works ? prepare(context, implements ? implementing : citing, error) : NULL;
  gboolean good = stmt != NULL;
  g_auto(DcBits) documents = no_documents(context->postings);
  for (guint i = 0; good && i < works->len; i++) {
    sqlite3_bind_int64(stmt, 1, ((const DcWork *)works->pdata[i])->id);
    if (implements)
      sqlite3_bind_int(stmt, 2, DC_RELATION_IMPLEMENTS);
    good = read_documents(context, stmt, &documents, error);
  }
  sqlite3_finalize(stmt);
  add_documents(context, &documents);
  return good;
}

static gboolean
add_paths(Context *context, const char *part, GError **error) {
  sqlite3_stmt *stmt = prepare(context, "SELECT id FROM documents WHERE instr(path, ?1) > 0", error);
  if (!stmt)
    return FALSE;
  sqlite3_bind_text(stmt, 1, part, -1, SQLITE_STATIC);
  g_auto(DcBits) documents = no_documents(context->postings);
  gboolean good = read_documents(context, stmt, &documents, error);
  sqlite3_finalize(stmt);
  add_documents(context, &documents);
  return good;
}

/* ---- all filters ---- */

gboolean
dc_filter_makes_sense(const DcFilter *filter) {
  g_autofree char *bare = dc_letters_bare_form(filter->value, -1), *symbol = NULL;
  g_autoptr(DcKey) cited = NULL;
  char from[11], to[11];
  switch (filter->field) {
  case DC_FILTER_LEVEL:
    return level_of(bare) != DC_LEVEL_NONE;
  case DC_FILTER_DATE:
    return dc_question_dates(filter->value, from, to);
  case DC_FILTER_KEY:
    symbol = symbol_of(filter->value);
    return symbol != NULL;
  case DC_FILTER_CITES:
  case DC_FILTER_IMPLEMENTS:
    cited = dc_key_parse(filter->value, NULL); /* no date behind '@' */
    return cited != NULL && bare[strspn(bare, " ")] != '\0';
  default:
    return bare[strspn(bare, " ")] != '\0';
  }
}

/* Fills context->found. */
static gboolean
match_filter(Context *context, const DcFilter *filter, GError **error) {
  g_autofree char *bare = dc_letters_bare_form(filter->value, -1);
  switch (filter->field) {
  case DC_FILTER_TYPE:
    add_type(context, filter->value, bare);
    return TRUE;
  case DC_FILTER_UNIT:
    add_with_part(context, "unit", bare);
    return TRUE;
  case DC_FILTER_ISSUER:
    add_holding(context, "issuer", bare);
    return TRUE;
  case DC_FILTER_LEVEL:
    add_with_part(context, "level", dc_level_name(level_of(bare)));
    return TRUE;
  case DC_FILTER_DATE:
    add_dates(context, filter->value);
    return TRUE;
  case DC_FILTER_KEY:
    add_key(context, filter->value);
    return TRUE;
  case DC_FILTER_CITES:
    return add_citing(context, filter->value, FALSE, error);
  case DC_FILTER_IMPLEMENTS:
    return add_citing(context, filter->value, TRUE, error);
  case DC_FILTER_PATH:
  default:
    return add_paths(context, filter->value, error);
  }
}

/* unit:Hà Tĩnh asks for the unit "Hà". */
static char *
nothing_found(const DcFilter *filter) {
  gsize name = strcspn(filter->typed, ":");
  gboolean may_go_on = filter->typed[name] == ':' && filter->typed[name + 1] != '"' &&
                       filter->field != DC_FILTER_DATE && filter->field != DC_FILTER_LEVEL;
  return may_go_on ? g_strdup_printf("no document has %s (several words go in quotation marks: %.*s:\"… …\")",
                                     filter->typed, (int)name, filter->typed)
                   : g_strdup_printf("no document has %s", filter->typed);
}

gboolean
dc_filters_apply(DcStore *store, DcPostings *postings, const GArray *filters, DcBits *bits, GPtrArray *notes,
                 GError **error) {
  for (guint i = 0; i < filters->len; i++) {
    const DcFilter *filter = &g_array_index(filters, DcFilter, i);
    g_auto(DcBits) found = dc_bits_new(bits->size);
    Context context = {store, postings, &found};
    if (!match_filter(&context, filter, error))
      return FALSE;
    if (notes && dc_bits_next(&found, 0) >= found.size)
      g_ptr_array_add(notes, nothing_found(filter));
    if (filter->without)
      dc_bits_without(bits, &found);
    else
      dc_bits_and(bits, &found);
  }
  return TRUE;
}

/* ---- facets ---- */

static void
clear_facet(gpointer data) {
  g_free(((DcFacet *)data)->value);
}

typedef struct {
  const DcBits *bits;
  guint32 count;
  GArray *ordinals; /* NULL: only count */
} Counter;

static void
count_entries(const DcRowBlock *block, gpointer data) {
  Counter *counter = data;
  for (guint i = 0; i < block->n; i++)
    if (dc_bits_has(counter->bits, block->ordinals[i])) {
      counter->count++;
      if (counter->ordinals)
        g_array_append_val(counter->ordinals, block->ordinals[i]);
    }
}

static int
by_count(gconstpointer a, gconstpointer b) {
  const DcFacet *x = a, *y = b;
  return x->documents != y->documents ? (x->documents < y->documents ? 1 : -1) : strcmp(x->value, y->value);
}

/* A value that differs from another in case alone ("BỘ Y TẾ", "Bộ Y tế") counts with it, and is called as
 * most documents call it. `at`: folded value → place in `facets` + 1. */
static void
add_facet(GArray *facets, GHashTable *at, const char *value, guint32 count) {
  char *fold = dc_letters_fold(value, -1);
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(at, fold));
  if (!known) {
    DcFacet facet = {g_strdup(value), count, count};
    g_array_append_val(facets, facet);
    g_hash_table_insert(at, fold, GUINT_TO_POINTER(facets->len));
    return;
  }
  g_free(fold);
  DcFacet *facet = &g_array_index(facets, DcFacet, known - 1);
  facet->documents += count;
  if (count > facet->spelt) {
    g_free(facet->value);
    facet->value = g_strdup(value);
    facet->spelt = count;
  }
}

GArray *
dc_filters_facets(DcPostings *postings, const char *name, const DcBits *bits) {
  GArray *facets = g_array_new(FALSE, FALSE, sizeof(DcFacet));
  g_array_set_clear_func(facets, clear_facet);
  g_autoptr(GPtrArray) terms = terms_of(postings, name);
  g_autoptr(GHashTable) at = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < terms->len; i++) {
    Counter counter = {bits, 0, NULL};
    dc_postings_each(postings, terms->pdata[i], count_entries, &counter);
    if (!counter.count)
      continue;
    add_facet(facets, at, shown_value(terms->pdata[i]), counter.count);
  }
  g_array_sort(facets, by_count);
  return facets;
}

GArray *
dc_filters_newest(DcPostings *postings, const DcBits *bits, guint32 n) {
  g_autoptr(GPtrArray) terms = terms_of(postings, "date");
  g_auto(DcBits) left = dc_bits_copy(bits);
  GArray *newest = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (guint i = terms->len; i-- > 0 && newest->len < n;) {
    guint from = newest->len;
    Counter counter = {&left, 0, newest};
    dc_postings_each(postings, terms->pdata[i], count_entries, &counter);
    for (; from < newest->len; from++)
      dc_bits_drop(&left, g_array_index(newest, guint32, from));
  }
  for (guint32 i = dc_bits_next(&left, 0); i < left.size && newest->len < n; i = dc_bits_next(&left, i + 1))
    g_array_append_val(newest, i);
  return newest;
}
