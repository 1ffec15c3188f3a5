/* Who implements, cites and lacks a work, over graphs that are said here edge by edge. */
#include "query/references.h"
#include "query/dates.h"
#include "query/evidence.h"
#include "query/path.h"
#include "query/reach.h"
#include "query/scope.h"
#include "query/subject.h"
#include "query/validity.h"
#include "fixture.h"

#include <string.h>

#define I DC_RELATION_IMPLEMENTS
#define C DC_RELATION_CITES

/* "path status relation distance via" of each answer, a line each. */
static char *
lines_of(GPtrArray *answers) {
  GString *lines = g_string_new(NULL);
  for (guint i = 0; i < answers->len; i++) {
    const DcAnswer *answer = g_ptr_array_index(answers, i);
    g_string_append_printf(
        lines, "%s %s %s %u", *dc_answer_path(answer) ? dc_answer_path(answer) : dc_answer_key(answer),
        dc_answer_status_name(answer->status),
        answer->relation < DC_RELATION_COUNT ? dc_relation_name(answer->relation) : "-", answer->distance);
    for (guint v = 0; v < answer->via->len; v++)
      g_string_append_printf(lines, " %s", (char *)g_ptr_array_index(answer->via, v));
    g_string_append_c(lines, '\n');
  }
  return g_string_free(lines, FALSE);
}

/* 29-NQ/TW ← 91-KL/TW ← 364-KH/TU (no document) ← 171-KH/HU; a plan that cites; a cycle. */
static void
chain_graph(Fixture *f) {
  gint64 nq = fixture_work(f, "29-NQ/TW", "TW", "2013-11-04", "đổi mới giáo dục và đào tạo", NULL);
  gint64 kl = fixture_work(f, "91-KL/TW", "TW", "2024-08-12", "đổi mới giáo dục và đào tạo", NULL);
  gint64 kh = fixture_work(f, "364-KH/TU", "Hưng Yên", "2024-11-14", "", NULL);
  gint64 hu = fixture_work(f, "171-KH/HU", "Hưng Yên/Kim Động", "2024-12-02", "giáo dục", "/kd");
  gint64 ub = fixture_work(f, "9/KH-UBND", "Hà Tĩnh", "2024-12-30", "rừng", "/ht");
  fixture_edge(f, "/kd", hu, kl, I, "Thực hiện 91-KL/TW, ban hành kế hoạch.");
  fixture_edge(f, "/kd", hu, kh, I, "Thực hiện 364-KH/TU.");
  fixture_edge(f, "/kd", kh, kl, I, "về thực hiện 91-KL/TW");
  fixture_edge(f, "/kd", kl, nq, I, "tiếp tục thực hiện 29-NQ/TW");
  fixture_edge(f, "/ht", ub, kl, C, "Theo 91-KL/TW.");
  fixture_edge(f, "/ht", nq, ub, C, "9/KH-UBND");
}

static GPtrArray *
implements_of(Fixture *f, const DcWork *work) {
  return dc_references_of(f->store, work, DC_EDGES_IN, 1u << DC_RELATION_IMPLEMENTS, TRUE, NULL);
}

static void
test_direct_and_chains(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  chain_graph(f);
  static const struct {
    const char *key, *implements, *citing, *transitive;
  } cases[] = {
      {"91-KL/TW", "364-KH/TU implements implements 1\n/kd implements implements 1\n",
       "364-KH/TU implements implements 1\n/kd implements implements 1\n/ht cites cites 1\n",
       "364-KH/TU implements implements 1\n/kd implements implements 1\n/ht cites cites 1\n"
       "29-NQ/TW indirect cites 2 9/KH-UBND\n"},
      {"29-NQ/TW",
       "91-KL/TW implements implements 1\n364-KH/TU indirect implements 2 91-KL/TW\n/kd indirect implements "
       "2 91-KL/TW\n",
       "91-KL/TW implements implements 1\n",
       "91-KL/TW implements implements 1\n364-KH/TU indirect implements 2 91-KL/TW\n"
       "/kd indirect implements 2 91-KL/TW\n/ht indirect cites 2 91-KL/TW\n"},
      {"171-KH/HU", "", "", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcWork) work = fixture_find(f, cases[i].key);
    g_autoptr(GPtrArray) implements = implements_of(f, work);
    g_autoptr(GPtrArray) citing = dc_references_citing(f->store, work, FALSE, NULL);
    g_autoptr(GPtrArray) transitive = dc_references_citing(f->store, work, TRUE, NULL);
    g_autofree char *a = lines_of(implements), *b = lines_of(citing), *c = lines_of(transitive);
    g_assert_cmpstr(a, ==, cases[i].implements);
    g_assert_cmpstr(b, ==, cases[i].citing);
    g_assert_cmpstr(c, ==, cases[i].transitive);
  }
}

static void
test_all_chains(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  gint64 top = fixture_work(f, "1-NQ/TW", "TW", "2020-01-01", "", NULL);
  gint64 plan = fixture_work(f, "2/KH-UBND", "Hà Tĩnh", "2024-01-01", "", "/p");
  for (int i = 0; i < 4; i++) {
    g_autofree char *key = g_strdup_printf("%d-KL/TW", 9 - i);
    gint64 middle = fixture_work(f, key, "TW", "2021-01-01", "", NULL);
    fixture_edge(f, "/p", plan, middle, i == 2 ? I : C, key);
    fixture_edge(f, "/p", middle, top, C, "1-NQ/TW");
  }
  g_autoptr(DcReach) reach = dc_reach_new(f->store, &top, 1, DC_EDGES_IN, DC_RELATIONS_ALL, 0, NULL);
  g_autoptr(GPtrArray) chains = dc_reach_chains(reach, plan, 10, NULL);
  g_autoptr(GPtrArray) two = dc_reach_chains(reach, plan, 2, NULL);
  g_assert_cmpuint(chains->len, ==, 4);
  g_assert_cmpuint(two->len, ==, 2);
  /* the strongest relation first, then by name */
  static const char *const order[] = {"7-KL/TW", "6-KL/TW", "8-KL/TW", "9-KL/TW"};
  for (guint i = 0; i < chains->len; i++) {
    GArray *chain = g_ptr_array_index(chains, i);
    g_autoptr(DcWork) middle = dc_store_work(f->store, g_array_index(chain, DcEdge, 0).target, NULL);
    g_assert_cmpuint(chain->len, ==, 2);
    g_assert_cmpstr(middle->key, ==, order[i]);
  }
  g_assert_cmpuint(dc_reach_distance(reach, 12345), ==, DC_DISTANCE_NONE);
}

/* "key key key" of each chain, a line each. */
static char *
chains_of(Fixture *f, GPtrArray *chains) {
  GString *lines = g_string_new(NULL);
  for (guint i = 0; i < chains->len; i++) {
    const GArray *chain = g_ptr_array_index(chains, i);
    for (guint e = 0; e <= chain->len; e++) {
      gint64 id = e < chain->len ? g_array_index(chain, DcEdge, e).source
                                 : g_array_index(chain, DcEdge, e - 1).target;
      g_autoptr(DcWork) work = dc_store_work(f->store, id, NULL);
      g_string_append_printf(lines, "%s%s", e > 0 ? " " : "", work->key);
    }
    g_string_append_c(lines, '\n');
  }
  return g_string_free(lines, FALSE);
}

#define MANY 60

static void
append_pair(gint64 work, gint64 neighbour, DcRelation relation, gpointer data) {
  g_string_append_printf(data, "%d %d %d\n", (int)work, (int)neighbour, (int)relation);
}

/* Of works by chance among many, some without edges: the ends that are walked over are those of the edges;
 * and a walk over edges that another has read finds what one of its own finds. */
static void
test_neighbours(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  gint64 works[MANY];
  fixture_work(f, "1/KH-UBND", "Hà Tĩnh", "2024-01-01", "", "/p");
  for (int i = 0; i < MANY; i++) {
    g_autofree char *key = g_strdup_printf("%d-KL/TW", i + 1);
    works[i] = fixture_work(f, key, "TW", "2021-01-01", "", NULL);
  }
  for (int source = 0; source < MANY; source++) {
    for (int target = source % 4; target < MANY; target += g_rand_int_range(random, 1, 40)) {
      if (source != target && target % 3 > 0)
        fixture_edge(f, "/p", works[source], works[target], target % 5 == 0 ? I : C, "x");
      if (source != target && target % 7 == 0)
        fixture_edge(f, "/p", works[source], works[target], DC_RELATION_BASED_ON, "x");
    }
  }
  for (int round = 0; round < 40; round++) {
    gint64 some[MANY];
    gsize n = 0;
    for (int i = 0; i < MANY; i++) {
      if (g_rand_int_range(random, 0, 20) < round % 20)
        some[n++] = works[i];
    }
    for (int d = 0; d < 2; d++) {
      DcDirection direction = d == 0 ? DC_EDGES_IN : DC_EDGES_OUT;
      g_autoptr(GString) walked = g_string_new(NULL), wanted = g_string_new(NULL);
      g_assert_true(dc_store_each_neighbour(f->store, direction, some, n, append_pair, walked, NULL));
      for (gsize i = 0; i < n; i++) {
        g_autoptr(GArray) edges = dc_store_edges(f->store, direction, &some[i], 1, 0, NULL);
        for (guint e = 0; e < edges->len; e++) {
          const DcEdge *edge = &g_array_index(edges, DcEdge, e);
          append_pair(some[i], direction == DC_EDGES_IN ? edge->source : edge->target, edge->relation,
                      wanted);
        }
      }
      g_assert_cmpstr(walked->str, ==, wanted->str);
      g_autoptr(DcReach) first = dc_reach_new(f->store, works, 2, direction, 1u << I, 0, NULL);
      g_autoptr(DcReach) again = dc_reach_again(first, some, n, NULL);
      g_autoptr(DcReach) own = dc_reach_new(f->store, some, n, direction, 1u << I, 0, NULL);
      for (int i = 0; i < MANY; i++)
        g_assert_cmpuint(dc_reach_distance(again, works[i]), ==, dc_reach_distance(own, works[i]));
    }
  }
}

static void
test_paths_and_up(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  chain_graph(f);
  g_autoptr(DcWork) plan = fixture_find(f, "171-KH/HU");
  g_autoptr(DcWork) top = fixture_find(f, "29-NQ/TW");
  g_autoptr(GPtrArray) shortest = dc_paths(f->store, plan->id, top->id, 0, 0, 10, NULL);
  g_autoptr(GPtrArray) all = dc_paths(f->store, plan->id, top->id, 0, 5, 10, NULL);
  g_autoptr(GPtrArray) none = dc_paths(f->store, top->id, plan->id, 0, 5, 10, NULL);
  g_autoptr(GPtrArray) up = dc_references_of(f->store, plan, DC_EDGES_OUT, 1u << I, TRUE, NULL);
  g_autofree char *a = chains_of(f, shortest), *b = chains_of(f, all), *c = chains_of(f, none),
                  *d = lines_of(up);
  g_assert_cmpstr(a, ==, "171-KH/HU 91-KL/TW 29-NQ/TW\n");
  g_assert_cmpstr(b, ==, "171-KH/HU 91-KL/TW 29-NQ/TW\n171-KH/HU 364-KH/TU 91-KL/TW 29-NQ/TW\n");
  g_assert_cmpstr(c, ==, "");
  g_assert_cmpstr(d, ==,
                  "91-KL/TW implements implements 1\n364-KH/TU implements implements 1\n"
                  "29-NQ/TW indirect implements 2 91-KL/TW\n");
}

static void
test_validity(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  gint64 old = fixture_work(f, "1/KH-UBND", "Hà Tĩnh", "2020-01-01", "", NULL);
  gint64 amender = fixture_work(f, "2/KH-UBND", "Hà Tĩnh", "2021-01-01", "", "/b");
  gint64 replacer = fixture_work(f, "3/KH-UBND", "Hà Tĩnh", "2022-01-01", "", "/c");
  gint64 older = fixture_work(f, "4/KH-UBND", "Hà Tĩnh", "2019-01-01", "", "/d");
  fixture_edge(f, "/b", amender, old, DC_RELATION_AMENDS, "1/KH-UBND");
  fixture_edge(f, "/c", replacer, old, DC_RELATION_REPLACES, "1/KH-UBND");
  fixture_edge(f, "/d", older, old, DC_RELATION_REPEALS, "1/KH-UBND");
  gint64 law = fixture_work(f, "16/2017/QH14", "TW", "2017-11-15", "", NULL);
  gint64 circular = fixture_work(f, "84/2025/TT-BNNMT", "TW", "2025-12-01", "", "/tt");
  fixture_edge(f, "/tt", circular, law, DC_RELATION_REPLACES, "16/2017/QH14");
  g_autoptr(DcWork) above = fixture_find(f, "16/2017/QH14");
  g_autoptr(DcValidity) kept = dc_validity_new(f->store, above, NULL, NULL);
  g_assert_cmpint(kept->force, ==, DC_FORCE_IN); /* a circular does not change a law */
  g_autoptr(DcWork) work = fixture_find(f, "1/KH-UBND");
  static const struct {
    const char *as_of, *words;
  } cases[] = {{NULL, "replaced by 3/KH-UBND@2022-01-01, issued 2022-01-01"},
               {"2021-06-01", "amended by 2/KH-UBND@2021-01-01, issued 2021-01-01"},
               {"2020-06-01", ""}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(DcValidity) validity = dc_validity_new(f->store, work, cases[i].as_of, NULL);
    g_autofree char *words = dc_validity_words(validity);
    g_assert_cmpstr(words, ==, cases[i].words);
  }
}

static void
test_missing(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  chain_graph(f);
  gint64 kl = 2, other = fixture_work(f, "5-KL/TW", "TW", "2024-09-01", "", NULL);
  gint64 none[] = {0}, may[] = {kl, other, 0};
  fixture_work(f, "11/KH-UBND", "Lào Cai", "2025-01-01", "đổi mới giáo dục", "/near");
  fixture_work(f, "12/KH-UBND", "Lào Cai", "2025-01-02", "cấp nước sạch", "/far");
  fixture_work(f, "13/KH-UBND", "Lào Cai", "2023-05-05", "", "/old");
  fixture_work(f, "14/KH-UBND", "Lào Cai", "2024", "", "/year");
  fixture_work(f, "15/KH-UBND", "Lào Cai", "", "", "/undated");
  gint64 doubtful_plan = fixture_work(f, "16/KH-UBND", "Lào Cai", "2025-01-03", "", "/may");
  fixture_undecided(f, "/may", "5-KL/TW", "TW", may);
  gint64 follower = fixture_work(f, "17/KH-UBND", "Lào Cai/Sa Pa", "2025-01-04", "", "/follower");
  fixture_edge(f, "/follower", follower, doubtful_plan, I, "Thực hiện 16/KH-UBND.");
  fixture_work(f, "18/KH-UBND", "Lào Cai", "2025-01-05", "", "/same-key");
  fixture_undecided(f, "/same-key", "364-KH/TU", "?", none);
  fixture_work(f, "19/KH-UBND", "Lào Cai", "2025-01-06", "", "/other-unit");
  fixture_undecided(f, "/other-unit", "364-KH/TU", "Cà Mau", none);
  fixture_work(f, "20/KH-UBND", "Lào Cai", "2025-01-07", "", "/named-in-text");
  fixture_mention(f, "/named-in-text", 3);
  fixture_work(f, "21/QĐ-UBND", "Lào Cai", "2025-01-08", "", "/decision");
  fixture_work(f, "22/KH-BGDĐT", "TW", "2025-01-08", "", "/ministry");
  /* a document without a date that carries it out, and an act of its number that another plan carries out */
  gint64 undated = fixture_work(f, "30/KH-UBND", "Lào Cai", "", "", "/undated-30");
  gint64 dated = fixture_work(f, "30/KH-UBND", "Lào Cai", "2024-12-30", "", NULL);
  gint64 twin = fixture_work(f, "31/KH-UBND", "Lào Cai/Sa Pa", "2025-01-09", "", "/follows-30");
  fixture_edge(f, "/undated-30", undated, kl, I, "Thực hiện 91-KL/TW.");
  fixture_edge(f, "/follows-30", twin, dated, I, "Thực hiện 30/KH-UBND.");
  fixture_unreadable(f, "/scan");
  g_autoptr(DcWork) work = fixture_find(f, "91-KL/TW");
  DcScope scope = {0};
  g_autoptr(GPtrArray) some = dc_references_missing(f->store, work, &scope, NULL);
  g_autofree char *doubtful = lines_of(some);
  g_assert_cmpstr(doubtful, ==,
                  "/near lacks - 0\n/far lacks - 0\n/other-unit lacks - 0\n/old predates - 0\n"
                  "/undated undated - 0\n/year undated - 0\n/scan no_text - 0\n"
                  "/may ambiguous - 0\n/follower ambiguous - 0 16/KH-UBND\n/same-key ambiguous - 0\n"
                  "/follows-30 ambiguous - 0 30/KH-UBND\n");
  scope = (DcScope){.unit = "lao cai", .all = TRUE, .from = "2025-01-04", .level = DC_LEVEL_PROVINCE};
  g_autoptr(GPtrArray) all = dc_references_missing(f->store, work, &scope, NULL);
  g_autofree char *narrowed = lines_of(all);
  g_assert_cmpstr(narrowed, ==,
                  "/undated-30 implements implements 1\n/named-in-text indirect cites 2\n/other-unit lacks - "
                  "0\n/undated undated - 0\n"
                  "/scan no_text - 0\n/same-key ambiguous - 0\n");
}

/* A document without text is out of the scope only by what is known of it. */
static void
test_scope_unread(void) {
  static const struct {
    const char *unit, *level, *date;
    DcScope scope;
    gboolean taken;
  } cases[] = {
      {"", "", "", {.unit = "Nghệ An", .level = DC_LEVEL_COMMUNE, .from = "2025"}, TRUE},
      {"?", "", "", {.unit = "Nghệ An"}, TRUE},
      {"TW", "central", "", {0}, FALSE},
      {"TW", "", "", {.unit = "Nghệ An"}, FALSE},
      {"Nghệ An/Nam Đàn", "district", "", {.unit = "Nghệ An"}, TRUE},
      {"Hà Tĩnh", "province", "", {.unit = "Nghệ An"}, FALSE},
      {"Hà Tĩnh", "province", "", {.level = DC_LEVEL_COMMUNE}, FALSE},
      {"Hà Tĩnh", "province", "2023-02-01", {.from = "2024"}, FALSE},
      {"Hà Tĩnh", "province", "2025-02-01", {.to = "2024"}, FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    DcDocumentRow row = {.status = (char *)"no_text",
                         .type = (char *)"",
                         .unit = (char *)cases[i].unit,
                         .level = (char *)cases[i].level,
                         .date = (char *)cases[i].date};
    g_assert_cmpint(dc_scope_takes(&cases[i].scope, &row), ==, cases[i].taken);
  }
}

static void
test_missing_local(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  gint64 nq = fixture_work(f, "63-NQ/TU", "Lạng Sơn", "2021-12-29", "", NULL);
  fixture_work(f, "1/KH-UBND", "Lạng Sơn", "2022-01-01", "", "/own");
  fixture_work(f, "2/KH-UBND", "Lạng Sơn/Cao Lộc", "2022-01-02", "", "/under");
  fixture_work(f, "3/KH-UBND", "Hà Tĩnh", "2022-01-03", "", "/foreign");
  g_autoptr(DcWork) work = dc_store_work(f->store, nq, NULL);
  DcScope scope = {0};
  g_autoptr(GPtrArray) answers = dc_references_missing(f->store, work, &scope, NULL);
  g_autofree char *lines = lines_of(answers);
  g_assert_cmpstr(lines, ==, "/own lacks - 0\n/under lacks - 0\n");
}

static void
test_find(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  fixture_work(f, "43/KH-UBND", "Lạng Sơn", "2022-02-23", "", "/a");
  fixture_work(f, "43/KH-UBND", "Hà Tĩnh", "2022-02-24", "", NULL);
  fixture_work(f, "43/2019/QH14", "TW", "2019-06-14", "", NULL);
  fixture_work(f, "38/2005/QH11", "TW", "2005-06-14", "", NULL);
  static const struct {
    const char *key, *unit;
    guint found;
  } cases[] = {{"43/KH-UBND", NULL, 2},
               {"43/kh-ubnd", NULL, 2},
               {"43/KH-UBND@2022-02-24", NULL, 1},
               {"43/KH-UBND@2022", NULL, 2},
               {"43/KH-UBND", "Hà Tĩnh", 1},
               {"43/KH-UBND", "ha tinh", 1},
               {"43/KH-UBND@2021", NULL, 0},
               {"43/KH-UBND", "Hà Giang", 0},
               {"44/KH-UBND", NULL, 0},
               {"Luật Giáo dục", NULL, 2},
               {"LUẬT GIÁO DỤC", NULL, 2},
               {"Luật Giáo dục năm 2019", NULL, 1},
               {"Luật Giáo dục@2005", NULL, 1},
               {"43/KH-UBND@24/02/2022", NULL, 1},
               {"43/KH-UBND@2/2022", NULL, 2},
               {"Kế hoạch số 43/KH-UBND ngày 24/02/2022 của UBND tỉnh", NULL, 1},
               {"không phải ký hiệu", NULL, 0}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) works = dc_references_find(f->store, cases[i].key, cases[i].unit, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(works->len, ==, cases[i].found);
  }
  g_autoptr(GError) error = NULL;
  g_assert_null(dc_references_find(f->store, "43/KH-UBND@hôm qua", NULL, &error));
  g_assert_error(error, DC_ERROR, DC_ERROR_INVALID);
}

static void
test_evidence(Fixture *f, gconstpointer data G_GNUC_UNUSED) {
  chain_graph(f);
  g_autoptr(DcWork) work = fixture_find(f, "91-KL/TW");
  g_autoptr(GPtrArray) answers = implements_of(f, work);
  g_autoptr(DcWitness) witness = dc_witness_new(f->store);
  const DcAnswer *plan = g_ptr_array_index(answers, 1);
  g_autoptr(DcEvidence) evidence = dc_witness_ask(witness, g_array_index(plan->evidence, gint64, 0), NULL);
  g_assert_cmpstr(evidence->path, ==, "/kd");
  g_assert_cmpuint(evidence->line, ==, 1);
  g_assert_cmpstr(evidence->sentence, ==, "Thực hiện 91-KL/TW, ban hành kế hoạch.");
  g_autofree char *marked =
      g_strndup(evidence->sentence + evidence->mark.start, dc_span_length(evidence->mark));
  g_assert_cmpstr(marked, ==, "91-KL/TW");
}

static void
test_sentence(void) {
  static const struct {
    const char *text, *mention, *sentence;
  } cases[] = {
      {"Một. Hai số\n91-KL/TW về việc; ba.", "91-KL/TW", "Hai số\n91-KL/TW về việc;"},
      {"A\n\n91-KL/TW", "91-KL/TW", "91-KL/TW"},
      {"ngày 12.8.2024 theo 91-KL/TW\n\nB", "91-KL/TW", "ngày 12.8.2024 theo 91-KL/TW"},
      {"91-KL/TW", "91-KL/TW", "91-KL/TW"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *at = strstr(cases[i].text, cases[i].mention);
    DcSpan mention = {(gsize)(at - cases[i].text), (gsize)(at - cases[i].text) + strlen(cases[i].mention)};
    DcSpan span = dc_evidence_sentence(cases[i].text, strlen(cases[i].text), mention);
    g_autofree char *sentence = g_strndup(cases[i].text + span.start, dc_span_length(span));
    g_assert_cmpstr(sentence, ==, cases[i].sentence);
  }
  g_autoptr(GString) endless = g_string_new(NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append(endless, "ế");
  DcSpan middle = {6000, 6003};
  DcSpan span = dc_evidence_sentence(endless->str, endless->len, middle);
  g_assert_cmpuint(dc_span_length(span), <, 600);
  g_assert_true(g_utf8_validate(endless->str + span.start, (gssize)dc_span_length(span), NULL));
}

static void
test_dates(void) {
  static const struct {
    const char *a, *b;
    DcDateOrder order;
  } cases[] = {
      {"2024-08-12", "2024-08-12", DC_DATE_SAME}, {"2024-08-11", "2024-08-12", DC_DATE_BEFORE},
      {"2025", "2024-08-12", DC_DATE_AFTER},      {"2024", "2024-08-12", DC_DATE_UNKNOWN},
      {"2024-07", "2024-08-12", DC_DATE_BEFORE},  {"2024-08", "2024-08-12", DC_DATE_UNKNOWN},
      {"", "2024-08-12", DC_DATE_UNKNOWN},        {"2024", "2024", DC_DATE_UNKNOWN},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(dc_date_order(cases[i].a, cases[i].b), ==, cases[i].order);
  static const char *const bad[] = {"", "24", "2024-13", "2023-02-29", "2024-1-1", "2024-02-30x", "0000"};
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(dc_date_valid(bad[i]));
  g_assert_true(dc_date_valid("2024-02-29"));
  DcWork normative = {.key = (char *)"70/2022/NQ-HĐND", .date = (char *)""};
  g_autofree char *year = dc_date_of_work(&normative);
  g_assert_cmpstr(year, ==, "2022");
  DcWork plain = {.key = (char *)"2022/KH-UBND", .date = (char *)""};
  g_autofree char *none = dc_date_of_work(&plain);
  g_assert_cmpstr(none, ==, "");
  int days;
  g_assert_true(dc_date_days("2024-08-12", "2024-09-01", &days));
  g_assert_cmpint(days, ==, 20);
  g_assert_false(dc_date_days("2024-08", "2024-09-01", &days));
}

static void
test_units(void) {
  static const struct {
    const char *unit, *wanted;
    gboolean under;
  } cases[] = {{"Hưng Yên/Kim Động", "Hưng Yên", TRUE},
               {"Hưng Yên", "Hưng Yên/Kim Động", FALSE},
               {"Hưng Yên", "hung yen", TRUE},
               {"Hà Nam", "Hà Na", FALSE},
               {"Hòa Bình", "Hoà Bình", TRUE},
               {"Hà Tĩnh", "", FALSE},
               {"Hà Tĩnh", "Hà Tinh", FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(dc_unit_under(cases[i].unit, cases[i].wanted), ==, cases[i].under);
  g_assert_true(dc_unit_related("Thái Bình", "Hưng Yên"));
  g_assert_true(dc_unit_related("Hưng Yên/Kim Động", "Hưng Yên"));
  g_assert_false(dc_unit_related("Thái Bình", "Hà Tĩnh"));
}

static void
test_subject(void) {
  g_autoptr(DcSubject) subject =
      dc_subject_new("về đổi mới căn bản, toàn diện giáo dục và đào tạo, đáp ứng yêu cầu công nghiệp hóa");
  double near = dc_subject_nearness(subject, "Kế hoạch phát triển giáo dục và đào tạo giai đoạn 2021 - 2025");
  double far = dc_subject_nearness(subject, "Kế hoạch cấp nước sạch nông thôn");
  g_assert_cmpfloat(near, >, far);
  g_assert_cmpfloat(far, ==, 0);
  g_assert_cmpfloat(dc_subject_nearness(subject, ""), ==, 0);
  g_assert_cmpfloat(dc_subject_nearness(subject, "Thực hiện kế hoạch"), ==, 0);
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, fixture_setup, function, fixture_teardown)

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/references/direct-and-chains", test_direct_and_chains);
  ADD("/references/all-chains", test_all_chains);
  ADD("/references/neighbours", test_neighbours);
  ADD("/references/paths-and-up", test_paths_and_up);
  ADD("/references/validity", test_validity);
  g_test_add_func("/references/scope-unread", test_scope_unread);
  ADD("/references/missing", test_missing);
  ADD("/references/missing-local", test_missing_local);
  ADD("/references/find", test_find);
  ADD("/references/evidence", test_evidence);
  g_test_add_func("/references/sentence", test_sentence);
  g_test_add_func("/references/dates", test_dates);
  g_test_add_func("/references/units", test_units);
  g_test_add_func("/references/subject", test_subject);
  return g_test_run();
}
