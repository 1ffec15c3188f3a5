#include "indexer/resolve-internal.h"

#include "corpus/letters.h"
#include "indexer/congress.h"

#include <string.h>

#define MERGER "2025-07-01"

static gboolean
knows_unit(const DcFact *fact) {
  return *fact->unit && *fact->unit != '?';
}

/* ---- clusters ---- */

static void
cluster_free(gpointer data) {
  DcCluster *cluster = data;
  g_array_unref(cluster->facts);
  g_free(cluster);
}

static DcCluster *
cluster_at(const DcGroup *group, guint i) {
  return g_ptr_array_index(group->clusters, i);
}

/* Puts a fact into the cluster of a unit and scope, made when it is not there. */
static void
join_named(DcGroup *group, guint fact, const char *unit, const char *scope, const char *reason) {
  g_autofree char *name = g_strdup_printf("%s|%s", unit, scope);
  guint place = GPOINTER_TO_UINT(g_hash_table_lookup(group->by_name, name));
  if (!place) {
    DcCluster *cluster = g_new0(DcCluster, 1);
    *cluster = (DcCluster){.unit = unit,
                           .scope = g_string_chunk_insert(group->strings, scope),
                           .facts = g_array_new(FALSE, FALSE, sizeof(guint)),
                           .date = ""};
    g_ptr_array_add(group->clusters, cluster);
    place = group->clusters->len;
    g_hash_table_insert(group->by_name, g_steal_pointer(&name), GUINT_TO_POINTER(place));
  }
  DcFact *joined = &group->facts[fact];
  g_array_append_val(cluster_at(group, place - 1)->facts, fact);
  joined->work = (int)place - 1;
  joined->reason = reason;
}

static void
join(DcGroup *group, guint fact, guint cluster, const char *reason) {
  g_array_append_val(cluster_at(group, cluster)->facts, fact);
  group->facts[fact].work = (int)cluster;
  group->facts[fact].reason = reason;
}

static void
abstain(DcFact *fact, const GArray *candidates, const char *reason) {
  fact->reason = reason;
  if (candidates->len > 0) {
    fact->candidates = g_array_sized_new(FALSE, FALSE, sizeof(guint), candidates->len);
    g_array_append_vals(fact->candidates, candidates->data, candidates->len);
  }
}

/* ---- provinces that were merged or renamed ---- */

/* TRUE when a fact's unit is only implied ("UBND tỉnh") by a document of the province as it is since a merger
 * or a new name, so that what is older may be a predecessor's. */
static gboolean
may_be_predecessor(const DcFact *fact) {
  if (fact->ref == 0 || !knows_unit(fact) || strchr(fact->unit, '/') || strcmp(fact->unit, "TW") == 0)
    return FALSE;
  if (*fact->citing_date && strcmp(fact->citing_date, "2025") < 0)
    return FALSE;
  if (*fact->date && strcmp(fact->date, MERGER) >= 0)
    return FALSE;
  g_autofree char *issuer = dc_letters_fold(fact->issuer, -1);
  g_autofree char *unit = dc_letters_fold(fact->unit, -1);
  return !strstr(issuer, unit);
}

/* TRUE when `part` was a province that `whole` took over, after `date`. */
static gboolean
is_part(const char *part, const char *whole, const char *citing_date) {
  const DcUnit *unit = dc_lexicon_province(part);
  return unit && strcmp(unit->name, part) == 0 && strcmp(unit->into, whole) == 0 &&
         (!*citing_date || strcmp(citing_date, unit->until) >= 0);
}

static gboolean
has_unit(const DcFact *fact, const DcCluster *cluster, gboolean predecessors) {
  return strcmp(fact->unit, cluster->unit) == 0 ||
         (predecessors && is_part(cluster->unit, fact->unit, fact->citing_date));
}

/* ---- what fits ---- */

/* TRUE when two dates, each as exact as it is, can be one day. */
static gboolean
dates_agree(const char *a, const char *b) {
  return strncmp(a, b, MIN(strlen(a), strlen(b))) == 0;
}

/* An act cannot be younger than what cites it, nor of another term or year than stated. */
static gboolean
fits_in_time(const DcGroup *group, const DcFact *fact, const DcCluster *cluster) {
  gsize exact = MIN(strlen(fact->citing_date), strlen(cluster->date));
  if (*cluster->scope == '?')
    return FALSE;
  if (group->regime == DC_REGIME_NONE)
    return TRUE;
  if (*fact->date)
    return !*cluster->date || dates_agree(fact->date, cluster->date);
  if (group->regime == DC_REGIME_KIND)
    return TRUE;
  if (*fact->term && strcmp(cluster->unit, "TW") == 0 && strcmp(fact->term, cluster->scope) != 0)
    return FALSE;
  return strncmp(cluster->date, fact->citing_date, exact) <= 0;
}

static gboolean
states_day(const DcGroup *group, const DcCluster *cluster, const char *day) {
  for (guint i = 0; i < cluster->facts->len; i++)
    if (strcmp(group->facts[g_array_index(cluster->facts, guint, i)].date, day) == 0)
      return TRUE;
  return FALSE;
}

/* Clusters before `end` for which the fact's unit and time leave room. New array of guint. */
static GArray *
fitting(const DcGroup *group, const DcFact *fact, guint end) {
  GArray *fit = g_array_new(FALSE, FALSE, sizeof(guint));
  gboolean predecessors = may_be_predecessor(fact);
  for (guint i = 0; i < end; i++)
    if ((!knows_unit(fact) || has_unit(fact, cluster_at(group, i), predecessors)) &&
        fits_in_time(group, fact, cluster_at(group, i)))
      g_array_append_val(fit, i);
  return fit;
}

/* ---- the steps ---- */

/* TRUE when the symbol, or the type word with it, leaves one act whatever the date. */
static gboolean
tells_by_symbol(const DcGroup *group) {
  return group->regime == DC_REGIME_NONE || group->regime == DC_REGIME_KIND;
}

/* 1. What states unit and date (or needs no date) is decided by itself. */
static void
place_definite(DcGroup *group) {
  for (guint i = 0; i < group->n; i++) {
    DcFact *fact = &group->facts[i];
    const char *scope;
    if (fact->own || !knows_unit(fact) || !(scope = dc_group_scope(group, fact)))
      continue;
    if (may_be_predecessor(fact))
      continue;
    join_named(group, i, fact->unit, scope,
               fact->ref == 0           ? DC_REASON_OWN
               : tells_by_symbol(group) ? DC_REASON_SYMBOL
               : *fact->date            ? DC_REASON_DATE
                                        : DC_REASON_TERM);
  }
}

/* What a document is called when its date or unit is unknown: two of one name are copies. */
static char *
vague_scope(const DcFact *fact) {
  g_autofree char *title = dc_letters_fold(*fact->title ? fact->title : fact->path, -1);
  return g_strdup_printf("?%s|%s", fact->date, title);
}

/* 2. Documents without a date, or of an unknown unit, stay apart: such a number may be of any year. */
static void
place_vague_documents(DcGroup *group) {
  for (guint i = 0; i < group->n; i++) {
    const DcFact *fact = &group->facts[i];
    if (fact->ref != 0 || fact->work >= 0)
      continue;
    g_autofree char *scope = vague_scope(fact);
    join_named(group, i, knows_unit(fact) ? fact->unit : "?", scope, DC_REASON_OWN);
  }
}

/* The unit that bore a province's present name when the fact's act was issued, if there was just one. */
static const char *
unit_then(const DcFact *fact) {
  const DcUnit *unit = dc_lexicon_province(fact->unit);
  const GPtrArray *provinces = dc_lexicon_provinces();
  const char *then = NULL;
  if (!unit || !*unit->from || strcmp(fact->date, unit->from) >= 0)
    return fact->unit;
  for (guint i = 0; i < provinces->len; i++) {
    const DcUnit *part = g_ptr_array_index(provinces, i);
    if (strcmp(part->into, unit->name) == 0 && strcmp(part->until, unit->from) == 0) {
      if (then)
        return fact->unit;
      then = part->name;
    }
  }
  return then ? then : fact->unit;
}

/* 3. Dated acts "of the province" in a document younger than the merger: the predecessor's, when the corpus
 * knows just one act of that day among the province's parts; open, when it knows several; else as the text
 * says. */
static void
place_predecessors(DcGroup *group) {
  guint definite = group->clusters->len;
  g_autoptr(GArray) same_day = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < group->n; i++) {
    DcFact *fact = &group->facts[i];
    const char *scope;
    if (fact->own || fact->work >= 0 || !knows_unit(fact) || !(scope = dc_group_scope(group, fact)))
      continue;
    g_array_set_size(same_day, 0);
    for (guint c = 0; strlen(fact->date) == 10 && c < definite; c++)
      if (has_unit(fact, cluster_at(group, c), TRUE) && states_day(group, cluster_at(group, c), fact->date))
        g_array_append_val(same_day, c);
    if (same_day->len == 1)
      join(group, i, g_array_index(same_day, guint, 0), DC_REASON_DATE);
    else if (same_day->len > 1)
      abstain(fact, same_day, DC_REASON_AMBIGUOUS);
    else
      join_named(group, i, unit_then(fact), scope,
                 tells_by_symbol(group) ? DC_REASON_SYMBOL : DC_REASON_DATE);
  }
}

/* 4. The own number of a document is the document's. */
static void
place_own(DcGroup *group) {
  g_autoptr(GHashTable) works = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < group->n; i++)
    if (group->facts[i].ref == 0)
      g_hash_table_insert(works, &group->facts[i].document, &group->facts[i]);
  for (guint i = 0; i < group->n; i++) {
    DcFact *fact = &group->facts[i];
    const DcFact *document = g_hash_table_lookup(works, &fact->document);
    gboolean undated_twin =
        document && fact->work < 0 && !*fact->date && strcmp(fact->unit, document->unit) == 0;
    if (fact->ref == 0 || !document || document->work < 0 || !(fact->own || undated_twin))
      continue;
    fact->work = document->work;
    fact->reason = DC_REASON_OWN;
  }
}

/* The cluster that the facts from `start` (one document's) agree on for a unit, or -1 with what they name. */
static int
agreed(const DcGroup *group, guint start, guint end, const DcFact *fact, GArray *named) {
  g_array_set_size(named, 0);
  for (guint i = start; i < end; i++) {
    const DcFact *other = &group->facts[i];
    if (other->work < 0 || other->own || other->ref == 0 ||
        (strcmp(other->unit, fact->unit) != 0 &&
         !(may_be_predecessor(fact) && is_part(other->unit, fact->unit, fact->citing_date))))
      continue;
    if (*fact->date && !dates_agree(fact->date, other->date))
      continue;
    if (*fact->term && *other->term && strcmp(fact->term, other->term) != 0)
      continue;
    guint work = (guint)other->work, seen = 0;
    while (seen < named->len && g_array_index(named, guint, seen) != work)
      seen++;
    if (seen == named->len)
      g_array_append_val(named, work);
  }
  return named->len == 1 ? (int)g_array_index(named, guint, 0) : -1;
}

/* 5. What states no date takes what its document gives in full elsewhere. Reads only the steps before:
 * answers are put down after the whole document was read. */
static void
place_by_document(DcGroup *group) {
  g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint start = 0, end; start < group->n; start = end) {
    for (end = start + 1; end < group->n && group->facts[end].document == group->facts[start].document; end++)
      ;
    g_autofree int *found = g_new(int, end - start);
    for (guint i = start; i < end; i++) {
      DcFact *fact = &group->facts[i];
      gboolean open = fact->work < 0 && fact->ref != 0 && !fact->candidates && knows_unit(fact);
      found[i - start] = open ? agreed(group, start, end, fact, named) : -1;
      if (open && named->len > 1)
        abstain(fact, named, DC_REASON_AMBIGUOUS);
    }
    for (guint i = start; i < end; i++)
      if (found[i - start] >= 0)
        join(group, i, (guint)found[i - start], DC_REASON_DOCUMENT);
  }
}

/* An act of its own, known by when it was cited: nobody can say whether two years mean the same one. */
static void
place_alone(DcGroup *group, guint i) {
  const DcFact *fact = &group->facts[i];
  g_autofree char *scope = NULL;
  const char *term = NULL;
  if (group->regime == DC_REGIME_KIND) { /* most are laws */
    join_named(group, i, fact->unit, "", DC_REASON_SYMBOL);
    return;
  }
  if (*fact->date || *fact->term)
    scope = g_strdup_printf("?%s%s", fact->date, fact->term);
  else if (dc_group_is_named(group->symbol)) /* one law is in force at a time, for years */
    scope = g_strdup("?");
  else if (group->regime == DC_REGIME_TERM)
    term = dc_congress_term(fact->unit, dc_group_level(group->symbol, fact->unit), fact->citing_date);
  if (!scope)
    scope = term ? g_strdup_printf("?%s", term) : g_strdup_printf("?%.4s", fact->citing_date);
  join_named(group, i, fact->unit, scope, DC_REASON_ALONE);
}

/* Acts without a date that were cited in different years may be one: each is a candidate for the others'
 * facts. */
static void
doubt_alone(DcGroup *group) {
  g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < group->n; i++) {
    DcFact *fact = &group->facts[i];
    if (fact->work < 0 || strcmp(fact->reason, DC_REASON_ALONE) != 0)
      continue;
    g_array_set_size(others, 0);
    for (guint c = 0; c < group->clusters->len; c++)
      if ((int)c != fact->work && *cluster_at(group, c)->scope == '?' &&
          strcmp(cluster_at(group, c)->unit, fact->unit) == 0)
        g_array_append_val(others, c);
    abstain(fact, others, DC_REASON_ALONE);
  }
}

/* The State has the number again each year, so an act that the corpus knows from years ago is too little to
 * tell which one is meant. The Party's resolutions stand for years, and their numbers with them; so do laws,
 * but the next law of the name may be unknown to the corpus: one that is called by its day is no other's. */
static gboolean
is_near(const DcGroup *group, const DcFact *fact, const DcCluster *cluster) {
  if (group->regime != DC_REGIME_YEAR || *fact->date)
    return TRUE;
  if (dc_group_is_named(group->symbol))
    return FALSE;
  gint64 cited = g_ascii_strtoll(cluster->date, NULL, 10),
         citing = g_ascii_strtoll(fact->citing_date, NULL, 10);
  return cited && citing && citing - cited <= 1;
}

/* 6. The rest: the only act that fits, or none. */
static void
place_rest(DcGroup *group) {
  guint known = group->clusters->len;
  for (guint i = 0; i < group->n; i++) {
    DcFact *fact = &group->facts[i];
    if (fact->work >= 0 || fact->candidates)
      continue;
    g_autoptr(GArray) fit = fitting(group, fact, known);
    if (!knows_unit(fact))
      abstain(fact, fit, DC_REASON_UNIT);
    else if (fit->len > 1 ||
             (fit->len == 1 && !is_near(group, fact, cluster_at(group, g_array_index(fit, guint, 0)))))
      abstain(fact, fit, DC_REASON_AMBIGUOUS);
    else if (fit->len == 1)
      join(group, i, g_array_index(fit, guint, 0), DC_REASON_ONLY);
    else
      place_alone(group, i);
  }
  doubt_alone(group);
}

/* 7. What could be acts of other symbols, too, is none for certain. */
static void
doubt_undecided(DcGroup *group) {
  g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < group->n; i++) {
    DcFact *fact = &group->facts[i];
    if (!fact->undecided || fact->work < 0)
      continue;
    guint work = (guint)fact->work;
    g_array_set_size(one, 0);
    g_array_append_val(one, work);
    fact->work = -1;
    dc_fact_clear(fact);
    abstain(fact, one, DC_REASON_AMBIGUOUS);
  }
}

/* ---- */

static int
compare_facts(gconstpointer a, gconstpointer b) {
  const DcFact *x = a, *y = b;
  int order = strcmp(x->path, y->path);
  return order ? order : (x->ref > y->ref) - (x->ref < y->ref);
}

static void
fix_dates(DcGroup *group) {
  for (guint i = 0; i < group->clusters->len; i++)
    cluster_at(group, i)->date = dc_cluster_date(group, cluster_at(group, i));
}

DcResolution *
dc_resolve(const char *symbol, DcFact *facts, guint n) {
  DcResolution *resolution = g_new0(DcResolution, 1);
  *resolution = (DcResolution){.works = g_array_new(FALSE, TRUE, sizeof(DcResolvedWork)),
                               .conflicts = g_array_new(FALSE, TRUE, sizeof(DcResolvedConflict)),
                               .strings = g_string_chunk_new(256)};
  DcGroup group = {.symbol = symbol,
                   .regime = dc_regime_of(symbol),
                   .facts = facts,
                   .n = n,
                   .clusters = g_ptr_array_new_with_free_func(cluster_free),
                   .by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                   .strings = resolution->strings};
  if (n > 0)
    qsort(facts, n, sizeof *facts, compare_facts);
  for (guint i = 0; i < n; i++) {
    facts[i].work = -1;
    facts[i].reason = DC_REASON_AMBIGUOUS;
    facts[i].candidates = NULL;
  }
  place_definite(&group);
  place_vague_documents(&group);
  place_predecessors(&group);
  fix_dates(&group);
  place_own(&group);
  place_by_document(&group);
  place_rest(&group);
  doubt_undecided(&group);
  dc_group_describe(&group, resolution);
  g_ptr_array_unref(group.clusters);
  g_hash_table_unref(group.by_name);
  return resolution;
}

void
dc_resolution_free(DcResolution *resolution) {
  if (!resolution)
    return;
  g_array_unref(resolution->works);
  g_array_unref(resolution->conflicts);
  g_string_chunk_free(resolution->strings);
  g_free(resolution);
}

void
dc_fact_clear(DcFact *fact) {
  g_clear_pointer(&fact->candidates, g_array_unref);
}
