#include "query/search.h"

#include <sqlite3.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/layout.h"
#include "query/copies.h"
#include "query/passage.h"
#include "query/places.h"
#include "query/rank.h"
#include "query/suggest.h"

/* A question of one search. */
typedef struct {
  DcStore *store;
  DcPostings *postings;
  const DcSearchOptions *options;
  DcQuestion *question;
  DcSought *sought;
  DcBits within;
  GPtrArray *notes;
} Search;

void
dc_hit_free(DcHit *hit) {
  if (!hit)
    return;
  dc_document_row_free(hit->row);
  g_free(hit->snippet);
  g_free(hit->place);
  g_clear_pointer(&hit->marks, g_array_unref);
  g_clear_pointer(&hit->copies, g_ptr_array_unref);
  g_free(hit);
}

void
dc_search_result_free(DcSearchResult *result) {
  if (!result)
    return;
  g_ptr_array_unref(result->hits);
  g_clear_pointer(&result->facets, g_array_unref);
  g_free(result);
}

/* ---- which documents ---- */

static DcBits
all_documents(const DcPostings *postings) {
  DcBits bits = {(guint64 *)dc_postings_there(postings), dc_postings_size(postings)};
  return dc_bits_copy(&bits);
}

/* What differs from the question only in marks comes after everything that agrees with them. */
static void
add_other_marks(Search *search, DcRanking *ranking, guint wanted) {
  g_auto(DcBits) left = dc_bits_copy(&search->within);
  for (guint i = 0; i < ranking->best->len; i++)
    dc_bits_drop(&left, g_array_index(ranking->best, DcRanked, i).ordinal);
  g_autoptr(DcRanking) other =
      dc_rank(search->postings, search->question, &left, TRUE, wanted, &dc_rank_weights);
  guint n = ranking->best->len;
  double last = n ? g_array_index(ranking->best, DcRanked, n - 1).score : 1;
  double first = other->best->len ? g_array_index(other->best, DcRanked, 0).score : 1;
  for (guint i = 0; i < other->best->len; i++) {
    DcRanked ranked = g_array_index(other->best, DcRanked, i);
    ranked.tier = 0;
    ranked.score *= 0.5 * last / MAX(first, 1e-9);
    g_array_append_val(ranking->best, ranked);
  }
  ranking->some += other->some;
  if (!n) {
    ranking->all = other->all;
    memcpy(ranking->matched.words, other->matched.words, dc_bits_words(left.size) * sizeof *left.words);
  }
}

/* Without words every document that passes the filters matches, the newest first. */
static DcRanking *
rank_by_date(Search *search, const DcBits *matched, guint wanted) {
  DcRanking *ranking = g_new0(DcRanking, 1);
  ranking->best = g_array_new(FALSE, FALSE, sizeof(DcRanked));
  ranking->matched = dc_bits_copy(matched);
  ranking->all = TRUE;
  ranking->some = dc_bits_count(matched);
  g_autoptr(GArray) newest = dc_filters_newest(search->postings, matched, wanted);
  for (guint i = 0; i < newest->len; i++) {
    DcRanked ranked = {g_array_index(newest, guint32, i), 0, 0};
    g_array_append_val(ranking->best, ranked);
  }
  return ranking;
}

static DcRanking *
rank_documents(Search *search, guint wanted) {
  const DcQuestion *question = search->question;
  if (!question->words->len)
    return rank_by_date(search, &search->within, wanted);
  DcRanking *ranking =
      dc_rank(search->postings, question, &search->within, question->unmarked, wanted, &dc_rank_weights);
  if (ranking->best->len < wanted && !question->unmarked)
    add_other_marks(search, ranking, wanted - ranking->best->len);
  if (!search->options->by_date)
    return ranking;
  DcRanking *dated = rank_by_date(search, &ranking->matched, wanted);
  dated->all = ranking->all;
  dated->some = ranking->some;
  dc_ranking_free(ranking);
  return dated;
}

/* ---- the hits ---- */

/* The page on which the passage starts; 0 when the document has no pages. */
static gboolean
find_page(DcStore *store, DcHit *hit, GError **error) {
  g_autoptr(GArray) pages = dc_store_pages(store, hit->document, error);
  while (pages && hit->page < pages->len && g_array_index(pages, gsize, hit->page) <= hit->start)
    hit->page++;
  return pages != NULL;
}

static char *
place_of(const char *text, gsize len, gsize start) {
  g_autoptr(DcView) view = dc_view_new(text, len);
  g_autoptr(DcLayout) layout = dc_layout_new(view);
  return dc_layout_place(layout, view, dc_view_from_text(view, start));
}

static gboolean
fill_hit(const Search *search, DcHit *hit, GError **error) {
  gsize len;
  g_autofree char *text = dc_store_text(search->store, hit->document, &len, error);
  if (!text)
    return FALSE;
  DcPassage passage;
  dc_passage_find(search->sought, text, len, &passage);
  hit->snippet = passage.snippet;
  hit->marks = passage.marks;
  hit->start = passage.start;
  hit->line = 1;
  for (const char *p = text; (p = memchr(p, '\n', passage.start - (gsize)(p - text))); p++)
    hit->line++;
  hit->place = search->options->places ? place_of(text, len, hit->start) : g_strdup("");
  return find_page(search->store, hit, error);
}

static int
by_score_and_path(gconstpointer a, gconstpointer b) {
  const DcHit *x = *(DcHit *const *)a, *y = *(DcHit *const *)b;
  if (x->tier != y->tier)
    return x->tier > y->tier ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return strcmp(x->row->path, y->row->path);
}

static int
by_date_and_path(gconstpointer a, gconstpointer b) {
  const DcHit *x = *(DcHit *const *)a, *y = *(DcHit *const *)b;
  int order = strcmp(y->row->date, x->row->date);
  return order ? order : strcmp(x->row->path, y->row->path);
}

static gboolean
ties(const DcRanked *a, const DcRanked *b) {
  return a->tier == b->tier && a->score == b->score;
}

/* The rows of the best documents up to `wanted` and those that tie with the last, in final order. */
static GPtrArray *
read_rows(const Search *search, const DcRanking *ranking, guint wanted, GError **error) {
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func((GDestroyNotify)dc_hit_free);
  gboolean dated = search->options->by_date || !search->question->words->len;
  for (guint i = 0; i < ranking->best->len; i++) {
    const DcRanked *ranked = &g_array_index(ranking->best, DcRanked, i);
    if (i >= wanted && (dated || !ties(ranked, &g_array_index(ranking->best, DcRanked, wanted - 1))))
      break;
    DcHit *hit = g_new0(DcHit, 1);
    hit->document = dc_postings_document(search->postings, ranked->ordinal);
    hit->tier = ranked->tier;
    hit->score = ranked->score;
    g_ptr_array_add(hits, hit);
    hit->row = dc_store_document(search->store, hit->document, error);
    if (!hit->row)
      return NULL;
  }
  g_ptr_array_sort(hits, dated ? by_date_and_path : by_score_and_path);
  return g_steal_pointer(&hits);
}

static gboolean
take_hits(Search *search, const DcRanking *ranking, DcSearchResult *result, GError **error) {
  const DcSearchOptions *options = search->options;
  guint wanted = options->offset + options->limit;
  g_autoptr(GPtrArray) rows =
      read_rows(search, ranking, options->fold_copies ? ranking->best->len : wanted, error);
  if (!rows)
    return FALSE;
  if (options->fold_copies && !dc_copies_fold(search->store, rows, wanted, error))
    return FALSE;
  for (guint i = options->offset; i < rows->len && i < wanted; i++) {
    DcHit *hit = g_steal_pointer(&rows->pdata[i]);
    g_ptr_array_add(result->hits, hit);
    if (!fill_hit(search, hit, error))
      return FALSE;
  }
  return TRUE;
}

/* The documents that the question allows. A phrase that stands nowhere, among other words, is taken as words:
 * people paste texts with quotations in them. */
static gboolean
restrict_documents(Search *search, GError **error) {
  DcQuestion *question = search->question;
  search->within = all_documents(search->postings);
  if (!dc_match_restrict(search->store, search->postings, question, &search->within, search->notes, error))
    return FALSE;
  guint in_phrases = 0;
  for (guint i = 0; i < question->required->len; i++) {
    const DcClause *clause = question->required->pdata[i];
    for (guint p = 0; p < clause->phrases->len; p++)
      in_phrases += ((const GArray *)clause->phrases->pdata[p])->len;
  }
  if (!in_phrases || in_phrases >= question->words->len ||
      dc_bits_next(&search->within, 0) < search->within.size)
    return TRUE;
  if (search->notes)
    g_ptr_array_add(search->notes, g_strdup("no document has what is required; taken as words"));
  g_ptr_array_set_size(question->required, 0);
  dc_bits_clear(&search->within);
  search->within = all_documents(search->postings);
  return dc_match_restrict(search->store, search->postings, question, &search->within, NULL, error);
}

static DcSearchResult *
run(Search *search, GError **error) {
  if (!restrict_documents(search, error))
    return NULL;
  g_autoptr(DcSearchResult) result = g_new0(DcSearchResult, 1);
  result->hits = g_ptr_array_new_with_free_func((GDestroyNotify)dc_hit_free);
  if (!search->question->words->len && !search->question->filters->len) {
    if (search->notes)
      g_ptr_array_add(search->notes, g_strdup("there is no word to search for"));
    return g_steal_pointer(&result);
  }
  dc_suggest(search->postings, search->question, search->notes);
  guint wanted = MAX(search->options->offset + search->options->limit, 1);
  g_autoptr(DcRanking) ranking = rank_documents(search, search->options->fold_copies ? wanted * 4 : wanted);
  search->sought =
      dc_sought_new(search->postings, search->question, search->question->unmarked || !ranking->all);
  result->matches = dc_bits_count(&ranking->matched);
  result->all = ranking->all;
  result->some = ranking->some;
  if (search->options->facet)
    result->facets = dc_filters_facets(search->postings, search->options->facet, &ranking->matched);
  if (!take_hits(search, ranking, result, error))
    return NULL;
  return g_steal_pointer(&result);
}

/* One moment for the postings and the rows, whoever writes meanwhile: TRUE when the transaction is ours. */
static gboolean
begin(Search *search, const char *query) {
  sqlite3 *db = dc_store_handle(search->store);
  gboolean own = sqlite3_get_autocommit(db) && sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
  search->postings = dc_postings_open(db);
  search->question = dc_question_parse(query, search->notes);
  return own;
}

/* FALSE with the error set when the postings could not be read. */
static gboolean
end(Search *search, gboolean own, gboolean ok, GError **error) {
  dc_sought_free(search->sought);
  dc_bits_clear(&search->within);
  dc_question_free(search->question);
  gboolean whole = dc_postings_free(search->postings, ok ? error : NULL);
  if (own)
    sqlite3_exec(dc_store_handle(search->store), "COMMIT", NULL, NULL, NULL);
  return whole;
}

DcSearchResult *
dc_search(DcStore *store, const char *query, const DcSearchOptions *options, GPtrArray *notes,
          GError **error) {
  Search search = {.store = store, .options = options, .notes = notes};
  gboolean own = begin(&search, query);
  DcSearchResult *result = run(&search, error);
  if (!end(&search, own, result != NULL, error))
    g_clear_pointer(&result, dc_search_result_free);
  return result;
}

static void
collect_documents(const Search *search, const DcBits *matched, GArray *documents) {
  for (guint32 i = dc_bits_next(matched, 0); i < matched->size; i = dc_bits_next(matched, i + 1)) {
    gint64 document = dc_postings_document(search->postings, i);
    if (document != 0)
      g_array_append_val(documents, document);
  }
}

static gboolean
collect_matching(Search *search, GArray *documents, GError **error) {
  search->within = all_documents(search->postings);
  if (!dc_match_restrict(search->store, search->postings, search->question, &search->within, search->notes,
                         error))
    return FALSE;
  if (!search->question->words->len && !search->question->filters->len)
    return TRUE;
  g_autoptr(DcRanking) ranking = rank_documents(search, 1);
  if (ranking->all)
    collect_documents(search, &ranking->matched, documents);
  return TRUE;
}

GArray *
dc_search_matching(DcStore *store, const char *query, GPtrArray *notes, GError **error) {
  static const DcSearchOptions options = {.limit = 1};
  Search search = {.store = store, .options = &options, .notes = notes};
  GArray *documents = g_array_new(FALSE, FALSE, sizeof(gint64));
  gboolean own = begin(&search, query);
  gboolean ok = collect_matching(&search, documents, error);
  if (!end(&search, own, ok, error) || !ok)
    g_clear_pointer(&documents, g_array_unref);
  else
    g_array_sort(documents, dc_id_compare);
  return documents;
}

/* ---- phrases with numbers ---- */

#define DIGITS_MAX 4u /* to which zeros are put before a number */
#define AT_ONCE (DC_VARIANTS_MAX / DIGITS_MAX)

/* The phrase with '#' as a word that stands for each way to write each of the numbers (AT_ONCE at most). */
static GArray *
numbered_phrase(const char *phrase, const gulong *numbers, gsize n) {
  g_autoptr(GString) quoted = g_string_new(phrase);
  g_string_replace(quoted, "#", "0", 1);
  g_string_prepend_c(quoted, '"');
  g_string_append_c(quoted, '"');
  g_autoptr(DcQuestion) question = dc_question_parse(quoted->str, NULL);
  const DcClause *clause = g_ptr_array_index(question->required, 0);
  GArray *words = g_array_ref(g_ptr_array_index(clause->phrases, 0));
  for (guint w = 0; w < words->len; w++) {
    DcWord *word = &g_array_index(words, DcWord, w);
    if (*word->form != '0')
      continue;
    const char *behind = word->form + 1;
    word->others = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < n; i++)
      for (guint digits = 1; digits <= DIGITS_MAX; digits++)
        if (digits == 1 || numbers[i] < (digits == 2 ? 10 : digits == 3 ? 100 : 1000))
          g_ptr_array_add(word->others, g_strdup_printf("%0*lu%s", (int)digits, numbers[i], behind));
    g_free(word->form);
    word->form = g_strdup(g_ptr_array_index(word->others, 0));
  }
  return words;
}

GArray *
dc_search_numbered(DcStore *store, const char *const *phrases, const gulong *numbers, gsize n,
                   GError **error) {
  Search search = {.store = store};
  gboolean own = begin(&search, "");
  search.within = all_documents(search.postings);
  g_auto(DcBits) matched = dc_bits_new(search.within.size);
  for (gsize at = 0; at < n; at += AT_ONCE) {
    for (guint i = 0; phrases[i] != NULL; i++) {
      g_autoptr(GArray) words = numbered_phrase(phrases[i], numbers + at, MIN(n - at, AT_ONCE));
      g_auto(DcBits) found = dc_phrase_match(search.postings, words, FALSE, &search.within);
      dc_bits_or(&matched, &found);
    }
  }
  g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(gint64));
  collect_documents(&search, &matched, documents);
  g_array_sort(documents, dc_id_compare);
  return end(&search, own, TRUE, error) ? g_steal_pointer(&documents) : NULL;
}
