/* What is known of a work: the fields of its documents, else what most documents that cite it say. */
#include "indexer/resolve-internal.h"

#include "corpus/letters.h"
#include "indexer/laws.h"

#include <stddef.h>
#include <string.h>

/* A text of a fact, by its place in the structure. */
#define FIELD(name) offsetof(DcFact, name)

static const DcFact *
fact_at(const DcGroup *group, const DcCluster *cluster, guint i) {
  return &group->facts[g_array_index(cluster->facts, guint, i)];
}

/* ---- votes ---- */

typedef enum { VOTE_DOCUMENTS, VOTE_ANNEXES, VOTE_REFS } Voters;

/* The year in a symbol, as text of four digits; NULL when it has none. */
static const char *
year_of_symbol(const char *symbol) {
  const char *year = symbol + strspn(symbol, "0123456789.");
  gboolean has = year > symbol && *year == '/' && strspn(year + 1, "0123456789") == 4 && year[5] == '/';
  return has ? year + 1 : NULL;
}

static gboolean
may_vote(const DcFact *fact, Voters voters) {
  return voters == VOTE_REFS ? fact->ref != 0 && !fact->own
                             : fact->ref == 0 && (fact->annex != FALSE) == (voters == VOTE_ANNEXES);
}

/* The value of at least `exact` bytes, with `start` in the beginning (NULL: any), that most documents give
 * (each counts once a value), the least of equals; "" when none gives one. */
static const char *
majority(const DcGroup *group, const DcCluster *cluster, Voters voters, gsize field, gsize exact,
         const char *start) {
  g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) last = g_hash_table_new(g_str_hash, g_str_equal);
  const char *best = "";
  guint most = 0;
  for (guint i = 0; i < cluster->facts->len; i++) {
    const DcFact *fact = fact_at(group, cluster, i);
    const char *value = G_STRUCT_MEMBER(const char *, fact, field);
    if (!may_vote(fact, voters) || !*value || strlen(value) < exact ||
        (start && strncmp(value, start, 4) != 0))
      continue;
    const gint64 *seen = g_hash_table_lookup(last, value);
    if (seen && *seen == fact->document)
      continue;
    g_hash_table_insert(last, (gpointer)value, (gpointer)&fact->document);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, value)) + 1;
    g_hash_table_insert(counts, (gpointer)value, GUINT_TO_POINTER(count));
    if (count > most || (count == most && strcmp(value, best) < 0)) {
      most = count;
      best = value;
    }
  }
  return best;
}

static const char *
elect(const DcGroup *group, const DcCluster *cluster, gsize field, gsize exact, const char *start) {
  const char *value = "";
  for (int voters = VOTE_DOCUMENTS; voters <= VOTE_REFS && !*value; voters++)
    value = majority(group, cluster, (Voters)voters, field, exact, start);
  return value;
}

const char *
dc_cluster_date(const DcGroup *group, const DcCluster *cluster) {
  static const char *const shapes[] = {"2024-08-12", "2024-08", "2024"};
  const char *year = year_of_symbol(group->symbol), *date = "";
  for (guint i = 0; i < G_N_ELEMENTS(shapes) && !*date; i++)
    date = elect(group, cluster, FIELD(date), strlen(shapes[i]), year);
  if (year && !*date && *elect(group, cluster, FIELD(date), 1, NULL))
    date = g_string_chunk_insert_len(group->strings, year, 4);
  return date;
}

/* ---- titles as cited ---- */

enum { TITLES_MAX = 64 }; /* documents that are asked how they call the act */

typedef struct {
  const char *title;
  char *fold;
} CitedTitle;

static void
cited_title_clear(gpointer data) {
  g_free(((CitedTitle *)data)->fold);
}

/* In fold form, without the "về (việc)" that some write and some do not. */
static char *
subject_of(const char *title) {
  char *fold = dc_letters_fold(title, -1);
  for (guint i = 0; i < 2; i++) {
    const char *word = i == 0 ? "về " : "việc ";
    if (g_str_has_prefix(fold, word))
      memmove(fold, fold + strlen(word), strlen(fold + strlen(word)) + 1);
  }
  return fold;
}

/* Of each document the first title that it gives the act. */
static GArray *
cited_titles(const DcGroup *group, const DcCluster *cluster) {
  GArray *titles = g_array_new(FALSE, FALSE, sizeof(CitedTitle));
  g_array_set_clear_func(titles, cited_title_clear);
  gint64 last = 0;
  for (guint i = 0; i < cluster->facts->len && titles->len < TITLES_MAX; i++) {
    const DcFact *fact = fact_at(group, cluster, i);
    if (!may_vote(fact, VOTE_REFS) || !*fact->title || fact->document == last)
      continue;
    last = fact->document;
    CitedTitle cited = {fact->title, subject_of(fact->title)};
    g_array_append_val(titles, cited);
  }
  return titles;
}

static gboolean
begins_with(const char *text, const char *start) {
  gsize n = strlen(start);
  return strncmp(text, start, n) == 0 && (text[n] == '\0' || strchr(" ,;(", text[n]));
}

/* One citation goes on into its own sentence, another leaves half of the title out: taken is the longest
 * title with which more than half of the documents begin theirs, else the one with which most do. */
static const char *
cited_title(const DcGroup *group, const DcCluster *cluster) {
  g_autoptr(GArray) titles = cited_titles(group, cluster);
  const CitedTitle *best = NULL;
  guint most = 0;
  for (guint i = 0; i < titles->len; i++) {
    const CitedTitle *title = &g_array_index(titles, CitedTitle, i);
    guint votes = 0;
    for (guint k = 0; k < titles->len; k++)
      votes += begins_with(g_array_index(titles, CitedTitle, k).fold, title->fold) ? 1 : 0;
    votes = MIN(votes, titles->len / 2 + 1);
    int order = best ? (int)(strlen(title->fold) > strlen(best->fold)) -
                           (int)(strlen(title->fold) < strlen(best->fold))
                     : 1;
    if (best && order == 0)
      order = -strcmp(title->title, best->title);
    if (votes > most || (votes == most && order > 0)) {
      best = title;
      most = votes;
    }
  }
  return best ? best->title : "";
}

/* ---- works ---- */

/* The first document of the act itself, else the first annex; NULL without documents. */
static const DcFact *
main_document(const DcGroup *group, const DcCluster *cluster) {
  const DcFact *annex = NULL;
  for (guint i = 0; i < cluster->facts->len; i++) {
    const DcFact *fact = fact_at(group, cluster, i);
    if (fact->ref == 0 && !fact->annex)
      return fact;
    if (fact->ref == 0 && !annex)
      annex = fact;
  }
  return annex;
}

const char *
dc_resolve_symbol_type(const char *symbol) {
  const char *rest = symbol + strcspn(symbol, "/-");
  if (*rest == '/' && strspn(rest + 1, "0123456789") == 4 && rest[5] == '/')
    rest += 5;
  g_autofree char *written = *rest ? g_strndup(rest + 1, strcspn(rest + 1, "/-")) : NULL;
  const DcType *type = written ? dc_lexicon_type(written) : NULL;
  return type ? type->abbreviation : "";
}

static const char *
type_of(const DcGroup *group, const DcCluster *cluster) {
  const char *type = majority(group, cluster, VOTE_DOCUMENTS, FIELD(type), 0, NULL);
  if (!*type)
    type = majority(group, cluster, VOTE_REFS, FIELD(type), 0, NULL);
  return *type ? type : dc_resolve_symbol_type(group->symbol);
}

enum { TITLE_SHOWN = 60 }; /* characters of a title that stands for a number */

static char *
shorten(const char *title) {
  if (g_utf8_strlen(title, -1) <= TITLE_SHOWN)
    return g_strdup(title);
  g_autofree char *cut = g_utf8_substring(title, 0, TITLE_SHOWN);
  char *space = strrchr(cut, ' ');
  if (space)
    *space = '\0';
  return g_strconcat(cut, " …", NULL);
}

/* The symbol; of a name, as the table of laws has it, else as most write it; "" for a document that has
 * neither. */
static const char *
key_of(const DcGroup *group, const DcCluster *cluster) {
  if (g_str_has_prefix(group->symbol, "title:") || g_str_has_prefix(group->symbol, "text:"))
    return "";
  const char *written = dc_laws_named(group->symbol);
  if (!written && g_str_has_prefix(group->symbol, "named:"))
    written = majority(group, cluster, VOTE_REFS, FIELD(key), 0, NULL);
  return written && *written ? written : group->symbol;
}

static const char *
name_of(const DcGroup *group, const DcCluster *cluster, const DcFact *document, const char *key) {
  g_autofree char *base = document ? g_path_get_basename(document->path) : g_strdup("");
  g_autofree char *title = document && *document->title ? shorten(document->title) : g_strdup(base);
  const char *shown = !*key ? title : g_str_has_prefix(key, "named:") ? key + strlen("named:") : key;
  g_autofree char *name = *cluster->date ? g_strdup_printf("%s@%s", shown, cluster->date) : g_strdup(shown);
  return g_string_chunk_insert(group->strings, name);
}

/* The document's own; of a law without one, its name; else as it is cited. */
static const char *
title_of(const DcGroup *group, const DcCluster *cluster, const DcFact *document, const char *type) {
  if (document && *document->title)
    return document->title;
  g_autofree char *law = dc_laws_title(type, group->symbol);
  return law ? g_string_chunk_insert_const(group->strings, law) : cited_title(group, cluster);
}

static DcResolvedWork
describe(const DcGroup *group, const DcCluster *cluster, const char *ident) {
  const DcFact *document = main_document(group, cluster);
  DcResolvedWork work = {.ident = ident,
                         .key = key_of(group, cluster),
                         .type = type_of(group, cluster),
                         .date = cluster->date,
                         .issuer = elect(group, cluster, FIELD(issuer), 0, NULL),
                         .unit = cluster->unit,
                         .level = dc_level_name(dc_group_level(group->symbol, cluster->unit))};
  work.title = title_of(group, cluster, document, work.type);
  if (document && *document->level)
    work.level = document->level;
  work.name = name_of(group, cluster, document, work.key);
  return work;
}

/* ---- conflicts ---- */

static gboolean
agrees(const char *said, const char *taken) {
  return strncmp(said, taken, MIN(strlen(said), strlen(taken))) == 0;
}

/* "Quy định số 5-QĐ/TW": the Party abbreviates Quyết định and Quy định alike; a joint circular is a circular.
 */
static gboolean
are_akin(const DcType *word, const DcType *symbol) {
  static const char *const kinds[] = {"QĐ", "QyĐ", "QĐi", NULL};
  return g_str_equal(word->abbreviation, symbol->joint_of) ||
         g_str_equal(symbol->abbreviation, word->joint_of) ||
         (g_strv_contains(kinds, word->abbreviation) && g_strv_contains(kinds, symbol->abbreviation));
}

/* In "87-CT" the letters are those of the issuer, Chủ tịch Hội đồng Bộ trưởng: nothing follows them. */
static gboolean
types_differ(const DcGroup *group, const DcFact *fact) {
  const DcType *word = dc_lexicon_type(fact->type), *symbol = dc_lexicon_type(fact->symbol_type);
  const char *behind = strpbrk(group->symbol, "/-"); /* an index may hold anything */
  if (!word || !symbol || word == symbol || !behind || !strpbrk(behind + 1, "/-"))
    return FALSE;
  return !are_akin(word, symbol);
}

/* A symbol without marks, spaces, strike marks and leading zeros: what is no slip of the writer. */
static char *
bare_symbol(const char *symbol) {
  g_autofree char *bare = dc_letters_bare_form(symbol, -1);
  GString *plain = g_string_new(NULL);
  for (const char *at = bare + strspn(bare, "0 "); *at; at++)
    if (*at != ' ' && *at != '\n')
      g_string_append_c(plain, *at);
  return g_string_free(plain, FALSE);
}

static gboolean
symbols_differ(const char *written, const char *symbol) {
  g_autofree char *a = bare_symbol(written), *b = bare_symbol(symbol);
  return strcmp(a, b) != 0;
}

static void
add_conflict(DcResolution *resolution, guint work, guint fact, const char *field, const char *value) {
  DcResolvedConflict conflict = {work, fact, field, value};
  g_array_append_val(resolution->conflicts, conflict);
}

static void
find_conflicts(const DcGroup *group, DcResolution *resolution) {
  for (guint i = 0; i < group->n; i++) {
    const DcFact *fact = &group->facts[i];
    if (fact->work < 0 || fact->own)
      continue;
    guint work = (guint)fact->work;
    if (*fact->date && !agrees(fact->date, g_array_index(resolution->works, DcResolvedWork, work).date))
      add_conflict(resolution, work, i, "date", fact->date);
    if (*fact->symbol_type && types_differ(group, fact))
      add_conflict(resolution, work, i, "type", fact->type);
    if (*fact->written && symbols_differ(fact->written, group->symbol))
      add_conflict(resolution, work, i, "symbol", fact->written);
    if (!*fact->written && *fact->key && !g_str_has_prefix(fact->key, "named:"))
      add_conflict(resolution, work, i, "symbol", fact->key);
  }
}

/* ---- */

static int
compare_idents(gconstpointer a, gconstpointer b, gpointer idents) {
  return strcmp(((const char **)idents)[*(const guint *)a], ((const char **)idents)[*(const guint *)b]);
}

/* Works stand in the order of their idents: where the clusters went is told to the facts. */
static void
renumber(const DcGroup *group, const guint *place) {
  for (guint i = 0; i < group->n; i++) {
    DcFact *fact = &group->facts[i];
    if (fact->work >= 0)
      fact->work = (int)place[fact->work];
    for (guint c = 0; fact->candidates && c < fact->candidates->len; c++) {
      guint *candidate = &g_array_index(fact->candidates, guint, c);
      *candidate = place[*candidate];
    }
  }
}

void
dc_group_describe(const DcGroup *group, DcResolution *resolution) {
  guint n = group->clusters->len;
  g_autofree const char **idents = g_new(const char *, n + 1);
  g_autofree guint *order = g_new(guint, n + 1);
  g_autofree guint *place = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++) {
    DcCluster *cluster = g_ptr_array_index(group->clusters, i);
    g_autofree char *ident = g_strdup_printf("%s|%s|%s", group->symbol, cluster->unit, cluster->scope);
    idents[i] = g_string_chunk_insert(resolution->strings, ident);
    cluster->date = dc_cluster_date(group, cluster);
    order[i] = i;
  }
  g_qsort_with_data(order, (int)n, sizeof *order, compare_idents, (gpointer)idents);
  for (guint i = 0; i < n; i++) {
    DcResolvedWork work = describe(group, g_ptr_array_index(group->clusters, order[i]), idents[order[i]]);
    g_array_append_val(resolution->works, work);
    place[order[i]] = i;
  }
  renumber(group, place);
  find_conflicts(group, resolution);
}
