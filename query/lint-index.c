#include "corpus/letters.h"
#include "indexer/resolve.h"
#include "query/dates.h"
#include "query/evidence.h"
#include "query/lint-internal.h"
#include "query/subject.h"
#include "query/validity.h"

#include <string.h>

#define SAME_TITLE 0.8 /* nearness from which two titles are taken for one */
#define SHORT_TITLE 40 /* bytes: a title below this fits too many acts */
#define MAX_JOINED 8   /* acts that one sentence ends together */

/* What the index knows of one act that the draft cites: one for each symbol, unit and date in it. */
typedef struct {
  const DcMention *first;
  guint dates;      /* how many dates the draft gives with this symbol and unit */
  GPtrArray *works; /* of DcWork: those that bear the symbol and are of its unit */
} Cited;

static void
cited_free(Cited *cited) {
  g_ptr_array_unref(cited->works);
  g_free(cited);
}

static gboolean
is_same_unit(const char *a, const char *b) {
  return strcmp(a, "?") == 0 || *a == '\0' || strcmp(b, "?") == 0 || *b == '\0' || strcmp(a, b) == 0;
}

/* A work that one citing document alone asserts is no ground to correct another. */
static gboolean
is_backed(const DcLint *lint, const DcWork *work) {
  guint in, out;
  return work->documents > 0 || (dc_store_count_edges(lint->store, work->id, &in, &out, NULL) && in > 1);
}

/* State bodies begin their numbers anew each year, so another year is another act, unless the symbol holds
 * the year; the Party's numbers run on ("91-KL/TW": the hyphen comes first). */
static gboolean
year_may_slip(const DcMention *mention) {
  const char *separator = strpbrk(mention->key, "-/");
  return mention->year != 0 || (separator != NULL && *separator == '-');
}

static void
check_date(DcLint *lint, const Cited *cited) {
  const DcMention *mention = cited->first;
  const DcWork *meant = NULL;
  if (*mention->date == '\0')
    return;
  for (guint i = 0; i < cited->works->len; i++) {
    const DcWork *work = g_ptr_array_index(cited->works, i);
    DcDateOrder order = dc_date_order(mention->date, work->date);
    if ((order == DC_DATE_SAME || order == DC_DATE_UNKNOWN) && is_backed(lint, work))
      return;
    if (is_backed(lint, work) && dc_date_one_slip(mention->date, work->date, year_may_slip(mention))) {
      if (meant != NULL)
        return;
      meant = work;
    }
  }
  if (meant == NULL)
    return;
  g_autofree char *written = dc_lint_day(mention->date);
  g_autofree char *known = dc_lint_day(meant->date);
  dc_lint_report(lint, DC_LINT_DATE, mention, meant, g_strdup(known), "%s is of %s, not of %s", meant->key,
                 known, written);
}

static gboolean
is_other_day(const char *a, const char *b) {
  DcDateOrder order = dc_date_order(a, b);
  return order == DC_DATE_BEFORE || order == DC_DATE_AFTER;
}

/* The work of these that the one holding the mention in its title refers to: "Kết luận số 91-KL/TW … về tiếp
 * tục thực hiện Nghị quyết số 29-NQ/TW" tells which 29-NQ/TW it is. NULL when the index does not say. */
static const DcWork *
told_by_title(DcLint *lint, const Cited *cited) {
  int outer = cited->first->container;
  if (outer < 0)
    return NULL;
  const DcMention *holder = &g_array_index(lint->extract->mentions, DcMention, (guint)outer);
  g_autoptr(GPtrArray) holders = dc_store_works_by_key(lint->store, holder->work_key, NULL);
  const DcWork *told = NULL;
  for (guint i = 0; holders != NULL && i < holders->len; i++) {
    const DcWork *work = g_ptr_array_index(holders, i);
    if (work->documents == 0 || !is_same_unit(holder->unit, work->unit) ||
        is_other_day(holder->date, work->date))
      continue;
    g_autoptr(GArray) edges = dc_store_edges(lint->store, DC_EDGES_OUT, &work->id, 1, 0, NULL);
    for (guint k = 0; edges != NULL && k < edges->len; k++)
      for (guint n = 0; n < cited->works->len; n++) {
        const DcWork *candidate = g_ptr_array_index(cited->works, n);
        if (g_array_index(edges, DcEdge, k).target != candidate->id || candidate == told)
          continue;
        if (told != NULL)
          return NULL;
        told = candidate;
      }
  }
  return told;
}

static void
check_ambiguous(DcLint *lint, const Cited *cited) {
  if (cited->dates > 0 || told_by_title(lint, cited) != NULL)
    return;
  g_autoptr(GString) list = g_string_new(NULL);
  guint acts = 0;
  for (guint i = 0; i < cited->works->len; i++) {
    const DcWork *work = g_ptr_array_index(cited->works, i);
    if (!is_backed(lint, work) || *work->date == '\0')
      return;
    if (dc_date_order(work->date, lint->extract->identity.date) == DC_DATE_AFTER)
      continue;
    g_autofree char *day = dc_lint_day(work->date);
    g_string_append_printf(list, "%s%s (%s)", acts++ > 0 ? ", " : "", day, work->unit);
  }
  if (acts > 1)
    dc_lint_report(lint, DC_LINT_AMBIGUOUS, cited->first, NULL, NULL,
                   "%u acts bear this symbol: %s; say the date of the one that is meant", acts, list->str);
}

/* The one work that the draft means, or NULL when that is not certain. */
static const DcWork *
meant_work(const Cited *cited) {
  const DcWork *meant = NULL;
  for (guint i = 0; i < cited->works->len; i++) {
    const DcWork *work = g_ptr_array_index(cited->works, i);
    if (*cited->first->date != '\0' && dc_date_order(cited->first->date, work->date) != DC_DATE_SAME)
      continue;
    if (meant != NULL)
      return NULL;
    meant = work;
  }
  return meant;
}

/* Whether "chưa" or "không" is one of the two words that stand before `at`. */
static gboolean
is_denied(const char *text, const char *at) {
  g_autofree char *before = g_strndup(text, (gsize)(at - text));
  g_auto(GStrv) words = g_strsplit(g_strchomp(before), " ", -1);
  guint n = g_strv_length(words);
  for (guint i = n; i-- > 0 && n - i <= 2;) {
    if (strcmp(words[i], "chưa") == 0 || strcmp(words[i], "không") == 0)
      return TRUE;
    if (strcmp(words[i], "đã") == 0 || g_str_has_suffix(words[i], ","))
      return FALSE;
  }
  return FALSE;
}

/* Whether the text, in fold form, says of what it speaks of that it has ended. */
static gboolean
tells_end(const char *text) {
  static const char *const words[] = {"hết hiệu lực", "được thay thế", "bị thay thế", "được bãi bỏ",
                                      "bị bãi bỏ"};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    for (const char *at = text; (at = strstr(at, words[i])) != NULL; at += strlen(words[i]))
      if (!is_denied(text, at))
        return TRUE;
  return FALSE;
}

/* "Công bố danh mục văn bản … hết hiệu lực": the title says it of every act that the draft lists. Other
 * titles speak of other things ("danh mục thủ tục hành chính … bị bãi bỏ"). */
static gboolean
is_list_of_ended(const DcLint *lint) {
  g_autofree char *title = dc_letters_fold(lint->extract->identity.title, -1);
  const char *list = strstr(title, "danh mục văn bản");
  return list != NULL && tells_end(list);
}

static gboolean
is_in_title_of(const DcExtract *extract, const DcMention *mention, guint outer) {
  while (mention->container >= 0 && (guint)mention->container != outer)
    mention = &g_array_index(extract->mentions, DcMention, (guint)mention->container);
  return mention->container >= 0;
}

/* The next mention of the draft that stands in no title of this one; their number when there is none. */
static guint
next_apart(const DcExtract *extract, guint at) {
  gsize start = g_array_index(extract->mentions, DcMention, at).span.end;
  guint i = at + 1;
  for (; i < extract->mentions->len; i++) {
    const DcMention *next = &g_array_index(extract->mentions, DcMention, i);
    if (!next->other && next->cite.start >= start && !is_in_title_of(extract, next, at))
      break;
  }
  return i;
}

/* The draft itself says behind the mention that the act has ended: before its sentence ends and before the
 * next act, those in its own title left out. Of "Theo A và B đã bị bãi bỏ" only B has surely ended; a
 * sentence that begins with "A và B" speaks of both. */
static gboolean
says_it_ended(const DcLint *lint, guint at) {
  const DcDocument *document = lint->document;
  const GArray *mentions = lint->extract->mentions;
  const DcMention *mention = &g_array_index(mentions, DcMention, at);
  DcSpan sentence = dc_evidence_sentence(document->text, document->len, mention->cite);
  gboolean subject = sentence.start == mention->cite.start;
  for (guint n = 0; n < MAX_JOINED; n++) {
    guint next = next_apart(lint->extract, at);
    gsize start = g_array_index(mentions, DcMention, at).span.end, end = sentence.end;
    if (next < mentions->len)
      end = MIN(end, g_array_index(mentions, DcMention, next).cite.start);
    if (end <= start)
      return FALSE;
    g_autofree char *behind = dc_letters_fold(document->text + start, (gssize)(end - start));
    g_strchomp(g_strdelimit(behind, "\n", ' '));
    if (tells_end(behind))
      return TRUE;
    if (!subject || end == sentence.end ||
        !(g_str_has_suffix(behind, " và") || g_str_has_suffix(behind, ",")))
      return FALSE;
    at = next;
  }
  return FALSE;
}

static gboolean
is_of_act(const DcLint *lint, const Cited *cited, const DcMention *mention) {
  const DcMention *first = cited->first;
  return mention->cls == DC_CLASS_NUMBERED && strcmp(mention->work_key, first->work_key) == 0 &&
         strcmp(mention->unit, first->unit) == 0 &&
         (strcmp(mention->date, first->date) == 0 || (*mention->date == '\0' && cited->dates == 1)) &&
         dc_lint_is_cited(lint->extract, mention);
}

/* The first mention of the act that neither ends it nor says that it has ended; NULL: the draft knows it. */
static const DcMention *
relied_on(const DcLint *lint, const Cited *cited) {
  const GArray *mentions = lint->extract->mentions;
  if (is_list_of_ended(lint))
    return NULL;
  for (guint i = 0; i < mentions->len; i++) {
    const DcMention *mention = &g_array_index(mentions, DcMention, i);
    if (is_of_act(lint, cited, mention) && mention->relation != DC_RELATION_REPLACES &&
        mention->relation != DC_RELATION_REPEALS && !says_it_ended(lint, i))
      return mention;
  }
  return NULL;
}

static gboolean
check_force(DcLint *lint, const Cited *cited, GError **error) {
  const DcWork *work = meant_work(cited);
  const DcIdentity *own = &lint->extract->identity;
  if (work == NULL)
    return TRUE;
  g_autoptr(DcValidity) validity =
      dc_validity_new(lint->store, work, *own->date != '\0' ? own->date : NULL, error);
  if (validity == NULL)
    return FALSE;
  if (validity->force != DC_FORCE_REPLACED && validity->force != DC_FORCE_REPEALED)
    return TRUE;
  g_autoptr(DcWork) by = dc_store_work(lint->store, validity->by, error);
  if (by == NULL)
    return FALSE;
  const DcMention *mention = relied_on(lint, cited);
  if (mention == NULL || (strcmp(by->key, own->key) == 0 && is_same_unit(by->unit, own->unit)))
    return TRUE;
  g_autofree char *day = dc_lint_day(by->date);
  dc_lint_report(lint, DC_LINT_NOT_IN_FORCE, mention, by,
                 validity->force == DC_FORCE_REPLACED ? g_strdup(by->key) : NULL,
                 "%s was %s by %s of %s (%s)", work->key, dc_force_name(validity->force), by->key, day,
                 by->unit);
  return TRUE;
}

/* The three central bodies that share the suffix TW, and those whose suffix is theirs alone; NULL for others.
 */
static const char *
central_body(const char *issuer) {
  static const char *const bodies[] = {"Bộ Chính trị",        "Ban Bí thư", "Ban Chấp hành Trung ương",
                                       "Thủ tướng Chính phủ", "Chính phủ",  "Quốc hội"};
  g_autofree char *fold = dc_letters_fold(issuer, -1);
  for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
    g_autofree char *body = dc_letters_fold(bodies[i], -1);
    if (strcmp(fold, body) == 0)
      return bodies[i];
  }
  return NULL;
}

static void
check_issuer(DcLint *lint, const Cited *cited) {
  const DcWork *work = meant_work(cited);
  const char *written = central_body(cited->first->issuer);
  if (work == NULL || work->documents == 0 || written == NULL)
    return;
  const char *known = central_body(work->issuer);
  if (known != NULL && known != written)
    dc_lint_report(lint, DC_LINT_ISSUER, cited->first, work, g_strdup(known), "%s is of %s, not of %s",
                   work->key, known, written);
}

/* ---- numbers that the index does not know ---- */

typedef struct {
  DcLint *lint;
  GPtrArray *unknown; /* of Cited, without works, with a whole date */
  DcWork **found;     /* the one work that fits each, NULL when none or several do */
  guint *fits;
} Search;

/* The cited title is what follows the symbol in the sentence. */
static double
title_nearness(const DcLint *lint, const DcMention *mention, const DcWork *work) {
  const char *text = lint->document->text;
  DcSpan sentence = dc_evidence_sentence(text, lint->document->len, mention->span);
  if (sentence.end < mention->span.end + SHORT_TITLE || strlen(work->title) < SHORT_TITLE)
    return 0;
  g_autofree char *cited = g_strndup(text + mention->span.end, sentence.end - mention->span.end);
  g_autoptr(DcSubject) subject = dc_subject_new(work->title);
  return dc_subject_nearness(subject, cited);
}

static DcWork *
work_copy(const DcWork *work) {
  DcWork *copy = g_new0(DcWork, 1);
  copy->key = g_strdup(work->key);
  copy->path = g_strdup(work->path);
  return copy;
}

static gboolean
match_unknown(DcWork *taken, gpointer data) {
  g_autoptr(DcWork) work = taken;
  Search *search = data;
  for (guint i = 0; work->documents > 0 && i < search->unknown->len; i++) {
    const Cited *cited = g_ptr_array_index(search->unknown, i);
    const DcMention *mention = cited->first;
    if (strcmp(work->date, mention->date) != 0 || strcmp(work->type, mention->type) != 0 ||
        !g_str_has_suffix(work->key, mention->suffix) || !is_same_unit(work->unit, mention->unit) ||
        title_nearness(search->lint, mention, work) < SAME_TITLE)
      continue;
    if (search->fits[i]++ == 0)
      search->found[i] = work_copy(work);
  }
  return TRUE;
}

static gboolean
check_unknown(DcLint *lint, GPtrArray *unknown, GError **error) {
  if (unknown->len == 0)
    return TRUE;
  Search search = {lint, unknown, g_new0(DcWork *, unknown->len), g_new0(guint, unknown->len)};
  gboolean ok = dc_store_each_work(lint->store, match_unknown, &search, error);
  for (guint i = 0; i < unknown->len; i++) {
    g_autoptr(DcWork) work = search.found[i];
    const DcMention *mention = ((Cited *)g_ptr_array_index(unknown, i))->first;
    if (ok && search.fits[i] == 1)
      dc_lint_report(lint, DC_LINT_NUMBER, mention, work, g_strdup(work->key),
                     "the index knows no %s, but the act of this date and title is %s", mention->key,
                     work->key);
  }
  g_free(search.found);
  g_free(search.fits);
  return ok;
}

/* ---- gathering ---- */

static Cited *
cited_new(DcLint *lint, const DcMention *mention, GError **error) {
  GPtrArray *works = dc_store_works_by_key(lint->store, mention->work_key, error);
  if (works == NULL)
    return NULL;
  Cited *cited = g_new0(Cited, 1);
  cited->first = mention;
  cited->works = works;
  for (guint i = works->len; i-- > 0;) {
    const DcWork *work = g_ptr_array_index(works, i);
    if (!is_same_unit(mention->unit, work->unit) ||
        dc_resolve_kinds_differ(mention->work_key, mention->type, work->type))
      g_ptr_array_remove_index(works, i);
  }
  return cited;
}

/* The acts that the draft cites, in text order. */
static GPtrArray *
gather(DcLint *lint, GError **error) {
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)cited_free);
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lint->extract->mentions->len; i++) {
    const DcMention *mention = &g_array_index(lint->extract->mentions, DcMention, i);
    if (!dc_lint_is_cited(lint->extract, mention) || mention->cls != DC_CLASS_NUMBERED ||
        *mention->key == '?')
      continue;
    char *name = g_strconcat(mention->work_key, "|", mention->unit, "|", mention->date, NULL);
    if (!g_hash_table_add(known, name))
      continue;
    if (*mention->date != '\0') {
      char *act = g_strconcat(mention->work_key, "|", mention->unit, NULL);
      guint before = GPOINTER_TO_UINT(g_hash_table_lookup(dates, act));
      g_hash_table_insert(dates, act, GUINT_TO_POINTER(before + 1));
    }
    Cited *cited = cited_new(lint, mention, error);
    if (cited == NULL)
      return NULL;
    g_ptr_array_add(all, cited);
  }
  for (guint i = 0; i < all->len; i++) {
    Cited *cited = g_ptr_array_index(all, i);
    g_autofree char *act = g_strconcat(cited->first->work_key, "|", cited->first->unit, NULL);
    cited->dates = GPOINTER_TO_UINT(g_hash_table_lookup(dates, act));
  }
  return g_steal_pointer(&all);
}

gboolean
dc_lint_against_index(DcLint *lint, GError **error) {
  g_autoptr(GPtrArray) all = gather(lint, error);
  if (all == NULL)
    return FALSE;
  g_autoptr(GPtrArray) unknown = g_ptr_array_new();
  for (guint i = 0; i < all->len; i++) {
    Cited *cited = g_ptr_array_index(all, i);
    if (cited->works->len == 0 && strlen(cited->first->date) == 10) {
      g_ptr_array_add(unknown, cited);
      continue;
    }
    /* An undated mention is the act that a dated one of the same symbol names. */
    if (*cited->first->date == '\0' && cited->dates > 0)
      continue;
    check_date(lint, cited);
    check_ambiguous(lint, cited);
    check_issuer(lint, cited);
    if (!check_force(lint, cited, error))
      return FALSE;
  }
  return check_unknown(lint, unknown, error);
}
