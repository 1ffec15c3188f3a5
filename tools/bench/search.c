/* Search by class of question: ours whole (rows and passages too) and ranking alone, FTS5 with its own rank
 * and with one in C, Xapian. All on the same tokens of the same texts. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "corpus/reader.h"
#include "indexer/tokens.h"
#include "query/rank.h"
#include "query/search.h"
#include "tools/bench/bench.h"
#include "tools/bench/fts5.h"
#include "tools/bench/questions.h"

#define QUESTIONS 25

enum { OURS, RANKING, FTS5_RANK, FTS5_OWN, XAPIAN, WAYS };

static double
ask(DcStore *store, const char *query) {
  const DcSearchOptions options = {.limit = 10};
  g_autoptr(GError) error = NULL;
  double start = bench_cpu();
  g_autoptr(DcSearchResult) result = dc_search(store, query, &options, NULL, &error);
  if (!result) {
    fprintf(stderr, "%s: %s\n", query, error->message);
    return NAN;
  }
  return bench_cpu() - start;
}

static double
rank_alone(DcStore *store, const char *query) {
  double start = bench_cpu();
  DcPostings *postings = dc_postings_open(dc_store_handle(store));
  g_autoptr(DcQuestion) question = dc_question_parse(query, NULL);
  g_auto(DcBits) within = dc_bits_new(dc_postings_size(postings));
  memset(within.words, 0xFF, dc_bits_words(within.size) * sizeof *within.words);
  gboolean good = dc_match_restrict(store, postings, question, &within, NULL, NULL);
  g_autoptr(DcRanking) ranking =
      dc_rank(postings, question, &within, question->unmarked, 10, &dc_rank_weights);
  good = dc_postings_free(postings, NULL) && good && ranking;
  return good ? bench_cpu() - start : NAN;
}

static gboolean
put_form(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED, gsize end G_GNUC_UNUSED,
         gpointer data) {
  /* '=' marks a symbol or date: it stands at the place of the token after it. */
  if (kind >= DC_TOKEN_SYMBOL)
    fputc('=', data);
  fwrite(form, 1, len, data);
  fputc(' ', data);
  return TRUE;
}

typedef struct {
  BenchFts5 *fts5;
  FILE *tokens; /* for Xapian: one line a document */
  double fts5_ms;
  gboolean good;
} Peers;

static gboolean
give_to_peers(const DcDocumentRow *row, DcStore *store, Peers *peers) {
  gsize len;
  g_autofree char *text = dc_store_text(store, row->id, &len, NULL);
  if (!text)
    return TRUE;
  double start = bench_cpu();
  peers->good = bench_fts5_insert(peers->fts5, row->id, text, len);
  peers->fts5_ms += bench_cpu() - start;
  if (peers->tokens) {
    fprintf(peers->tokens, "%s ", strcmp(row->type, "KH") == 0 ? "@KH" : "@-");
    dc_tokens_each(text, len, put_form, peers->tokens);
    fputc('\n', peers->tokens);
  }
  return peers->good;
}

static gboolean
collect_id(DcDocumentRow *row, gpointer data) {
  g_array_append_val((GArray *)data, row->id);
  dc_document_row_free(row);
  return TRUE;
}

static int
by_id(gconstpointer a, gconstpointer b) {
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return x < y ? -1 : x > y;
}

static gboolean
make_peers(DcStore *store, Peers *peers) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (!dc_store_each_document(store, collect_id, ids, NULL))
    return FALSE;
  g_array_sort(ids, by_id);
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr(DcDocumentRow) row = dc_store_document(store, g_array_index(ids, gint64, i), NULL);
    if (!row || !give_to_peers(row, store, peers))
      return FALSE;
  }
  double start = bench_cpu();
  gboolean good = bench_fts5_commit(peers->fts5);
  peers->fts5_ms += bench_cpu() - start;
  return good;
}

/* The peer program answers each line "and|or|…<TAB>tokens" with milliseconds, in order. */
static void
ask_xapian(const char *program, const char *tokens, const char *work, const GPtrArray *questions,
           BenchTimes (*times)[WAYS]) {
  g_autofree char *asked = g_build_filename(work, "questions.tsv", NULL);
  FILE *file = fopen(asked, "we");
  if (!file)
    return;
  for (guint i = 0; i < questions->len; i++) {
    const BenchQuestion *question = questions->pdata[i];
    fprintf(file, "%s\n", question->xapian ? question->xapian : "none\t");
  }
  fclose(file);
  g_autofree char *db = g_build_filename(work, "xapian", NULL), *out = NULL;
  const char *argv[] = {program, tokens, db, asked, NULL};
  if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, NULL))
    return;
  g_auto(GStrv) lines = g_strsplit(out, "\n", -1);
  for (guint i = 0; lines[i] && i <= questions->len; i++) {
    if (i == 0) { /* indexing */
      printf("  %s\n", lines[i]);
      continue;
    }
    const BenchQuestion *question = questions->pdata[i - 1];
    if (question->xapian && *lines[i])
      bench_times_add(&times[question->class][XAPIAN], g_ascii_strtod(lines[i], NULL));
  }
}

static void
print_times(BenchTimes (*times)[WAYS]) {
  static const char *const ways[WAYS] = {"ours", "ranking alone", "FTS5 rank", "FTS5 rank in C", "Xapian"};
  printf("\n  %-22s", "milliseconds, p50/p95");
  for (guint way = 0; way < WAYS; way++)
    printf("%18s", ways[way]);
  for (guint class = 0; class < BENCH_CLASSES; class ++) {
    printf("\n  %-22s", bench_class_names[class]);
    for (guint way = 0; way < WAYS; way++) {
      char cell[64] = "-";
      if (times[class][way].samples->len)
        g_snprintf(cell, sizeof cell, "%.2f/%.1f", bench_times_at(&times[class][way], 0.5),
                   bench_times_at(&times[class][way], 0.95));
      printf("%18s", cell);
    }
  }
  printf("\n\n");
}

static void
judge(BenchTimes (*times)[WAYS]) {
  static const BenchClass quick[] = {BENCH_WORD,     BENCH_PHRASE,   BENCH_PHRASES,
                                     BENCH_UNMARKED, BENCH_FILTERED, BENCH_NUMBER};
  double worst = 0, ratio = G_MAXDOUBLE, xapian = 0;
  for (guint i = 0; i < G_N_ELEMENTS(quick); i++)
    worst = MAX(worst, bench_times_at(&times[quick[i]][OURS], 0.5));
  for (guint class = 0; class < BENCH_CLASSES; class ++) {
    double ours = bench_times_at(&times[class][RANKING], 0.5);
    if (times[class][FTS5_RANK].samples->len && class != BENCH_NUMBER)
      ratio = MIN(ratio, bench_times_at(&times[class][FTS5_RANK], 0.5) / ours);
    if (times[class][XAPIAN].samples->len && class != BENCH_QUESTION)
      xapian = MAX(xapian, ours / bench_times_at(&times[class][XAPIAN], 0.5));
  }
  char cell[96];
  g_snprintf(cell, sizeof cell, "%.2f ms", worst);
  bench_row("search p50, words, phrases, filters", cell, "<= 5 ms", worst <= 5);
  double wide = bench_times_at(&times[BENCH_QUESTION][OURS], 0.95);
  g_snprintf(cell, sizeof cell, "%.2f ms", wide);
  bench_row("search p95, questions of 12 words", cell, "<= 50 ms", wide <= 50);
  g_snprintf(cell, sizeof cell, "%.1f x", ratio);
  bench_row("faster than FTS5's ORDER BY rank, least", cell, ">= 4 x", ratio >= 4);
  if (xapian > 0) {
    g_snprintf(cell, sizeof cell, "%.2f x", xapian);
    bench_row("p50 beside Xapian's, worst class", cell, "<= 1 x", xapian <= 1);
    double question = bench_times_at(&times[BENCH_QUESTION][RANKING], 0.5) /
                      bench_times_at(&times[BENCH_QUESTION][XAPIAN], 0.5);
    g_snprintf(cell, sizeof cell, "%.2f x", question);
    bench_row("questions of 12 words beside Xapian's", cell, "<= 5 x", question <= 5);
  }
}

static void
ask_all(DcStore *store, BenchFts5 *fts5, const GPtrArray *questions, BenchTimes (*times)[WAYS]) {
  for (guint round = 0; round < 2; round++) /* the first warms up */
    for (guint i = 0; i < questions->len; i++) {
      const BenchQuestion *question = questions->pdata[i];
      gboolean filtered = question->class == BENCH_FILTERED;
      double taken[WAYS] = {ask(store, question->ours), rank_alone(store, question->ours), NAN, NAN, NAN};
      if (question->fts5 && round) {
        taken[FTS5_RANK] = bench_fts5_rank(fts5, question->fts5, filtered);
        taken[FTS5_OWN] = bench_fts5_own_rank(fts5, question->fts5, filtered);
      }
      for (guint way = 0; round && way < WAYS; way++)
        if (!isnan(taken[way]))
          bench_times_add(&times[question->class][way], taken[way]);
    }
}

gboolean
bench_search(const char *db, const char *folder, const char *work, const char *xapian_peer) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_store_open(db, DC_STORE_READ, &error);
  if (!store) {
    fprintf(stderr, "danchieu-bench: %s\n", error->message);
    return FALSE;
  }
  g_autoptr(GPtrArray) files = bench_files(folder, ".txt"), questions = bench_questions(files, QUESTIONS);
  g_autofree char *fts5_path = g_build_filename(work, "fts5.db", NULL);
  g_autofree char *tokens = g_build_filename(work, "tokens.txt", NULL);
  remove(fts5_path);
  Peers peers = {bench_fts5_new(fts5_path, "danchieu", db), xapian_peer ? fopen(tokens, "we") : NULL, 0,
                 TRUE};
  if (!peers.fts5 || !make_peers(store, &peers))
    return FALSE;
  struct stat info = {0};
  stat(fts5_path, &info);
  printf("  FTS5 with our tokens: %.1f s, %.0f MB\n", peers.fts5_ms / 1000, (double)info.st_size / 1e6);
  if (peers.tokens)
    fclose(peers.tokens);
  BenchTimes times[BENCH_CLASSES][WAYS];
  for (guint class = 0; class < BENCH_CLASSES; class ++)
    for (guint way = 0; way < WAYS; way++)
      times[class][way] = bench_times_new();
  ask_all(store, peers.fts5, questions, times);
  if (xapian_peer)
    ask_xapian(xapian_peer, tokens, work, questions, times);
  print_times(times);
  judge(times);
  for (guint class = 0; class < BENCH_CLASSES; class ++)
    for (guint way = 0; way < WAYS; way++)
      bench_times_clear(&times[class][way]);
  bench_fts5_free(peers.fts5);
  return TRUE;
}
