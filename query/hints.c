/* The full-text index says which documents have the words; only their texts are read. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "query/hints.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/letters.h"
#include "corpus/lexicon/lexicon.h"
#include "corpus/view.h"
#include "query/scope.h"
#include "query/search.h"
#include "query/subject.h"

#define MATCH_LIMIT 100000u /* steps that one match may take */
#define SUBJECT 300u        /* bytes behind "… về" that say what it is about */
#define SAME_SUBJECT 0.6
#define WORDS 8u    /* syllables of the subject that a document must have, … */
#define PHRASE 4u   /* … the first of them in one piece */
#define CORE_MIN 4u /* syllables that say what a title is about */

typedef struct {
  DcStore *store;
  const DcWork *work;
  const DcType *type;
  char *number;
  char *name;       /* of the type, folded: "kết luận" */
  char *short_name; /* "kl" */
  DcSubject *subject;
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *limits;
} Hints;

static void
hints_clear(Hints *hints) {
  g_free(hints->number);
  g_free(hints->name);
  g_free(hints->short_name);
  g_clear_pointer(&hints->subject, dc_subject_free);
  pcre2_code_free(hints->code);
  pcre2_match_data_free(hints->data);
  pcre2_match_context_free(hints->limits);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Hints, hints_clear)

/* ---- what is looked for ---- */

/* The words with any white space between them. */
static void
append_words(GString *pattern, const char *words) {
  g_auto(GStrv) parts = g_strsplit(words, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *quoted = g_regex_escape_string(parts[i], -1);
    g_string_append_printf(pattern, "%s%s", i > 0 ? "\\s+" : "", quoted);
  }
}

/* "Kết luận 91", but not "91-KL/TW" nor "kế hoạch 5 năm". */
static void
append_number(const Hints *hints, GString *pattern) {
  g_string_append(pattern, "(?<![\\p{L}\\d])(?:");
  append_words(pattern, hints->name);
  g_string_append_printf(
      pattern,
      "|%s)\\s*(?:số\\s*:?\\s*0*%s(?![\\d\\p{L}])|0*%s(?![\\d\\p{L}%%])(?!\\s+(?:năm|tháng|tuần|ngày(?!\\s*"
      "\\d)|"
      "giờ|lần|điểm|nội\\s+dung|nhiệm\\s+vụ|mục\\s+tiêu|giải\\s+pháp|nhóm|người|tỷ|triệu)(?!\\p{L})))"
      "(?!\\s{0,2}[-/.]\\s{0,2}[\\p{L}\\d])",
      hints->short_name, hints->number, hints->number);
}

/* The symbol with anything or nothing between its parts: "91KL/TW". */
static void
append_symbol(const Hints *hints, GString *pattern) {
  g_autofree char *key = dc_letters_fold(hints->work->key, -1);
  g_auto(GStrv) parts = g_strsplit_set(key + strspn(key, "0123456789-/"), "-/", -1);
  g_string_append_printf(pattern, "|(?<![\\d\\p{L}])0*%s", hints->number);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *quoted = g_regex_escape_string(parts[i], -1);
    g_string_append_printf(pattern, "[^\\p{L}\\d\\n]{0,3}%s", quoted);
  }
  g_string_append(pattern, "(?!\\p{L})");
}

/* "Kết luận ngày 12/8/2024", without a number between. */
static void
append_date(const Hints *hints, GString *pattern) {
  const char *date = hints->work->date;
  if (strlen(date) != 10)
    return;
  int year = atoi(date), month = atoi(date + 5), day = atoi(date + 8);
  g_string_append(pattern, "|(?<!\\p{L})");
  append_words(pattern, hints->name);
  g_string_append_printf(
      pattern,
      "[^\\d.;]{0,60}?ngày\\s+0?%d(?:\\s*[/.-]\\s*0?%d\\s*[/.-]\\s*|\\s+tháng\\s+0?%d\\s+năm"
      "\\s+)%d(?!\\d)",
      day, month, month, year);
}

/* "Kết luận của Bộ Chính trị về …", and "Kế hoạch của Tỉnh ủy về …" for a plan between: the group begins
 * where the subject does. */
static void
append_subject(const Hints *hints, GString *pattern) {
  g_string_append(pattern, "|(?<!\\p{L})(?|");
  if (!dc_type_is_plan(hints->type->abbreviation)) {
    append_words(pattern, hints->name);
    g_string_append(pattern, "(?:\\s+của\\s+[^.;\\d]{1,60}?)?\\s+về\\s+(.)|");
  }
  g_string_append(pattern, "(?:kế\\s+hoạch|chương\\s+trình(?:\\s+hành\\s+động)?|đề\\s+án|phương\\s+án)"
                           "\\s+của\\s+[^.;\\d]{1,60}?\\s+(?:về|thực\\s+hiện|triển\\s+khai)\\s+(.))");
}

/* What a title is about, in fold form: what stands behind its last "về", unless that says too little. */
static char *
core_of(const char *title) {
  char *fold = dc_letters_fold(title, -1);
  const char *last = g_strrstr(fold, " về "), *at = last != NULL ? last + strlen(" về ") : fold;
  guint syllables = 0;
  for (const char *p = at; (p = strchr(p, ' ')) != NULL; p++)
    syllables++;
  if (at == fold || syllables + 1 < CORE_MIN)
    return fold;
  char *core = g_strdup(at);
  g_free(fold);
  return core;
}

static gboolean
prepare(Hints *hints, GError **error) {
  const char *key = hints->work->key;
  hints->type = dc_lexicon_type(hints->work->type);
  hints->number = g_strndup(key, strspn(key, "0123456789"));
  if (hints->type == NULL || *hints->number == '\0')
    return TRUE;
  hints->name = dc_letters_fold(hints->type->name, -1);
  hints->short_name = dc_letters_fold(hints->type->abbreviation, -1);
  g_autofree char *core = core_of(hints->work->title);
  hints->subject = dc_subject_new(core);
  g_autoptr(GString) pattern = g_string_new(NULL);
  append_number(hints, pattern);
  append_symbol(hints, pattern);
  append_date(hints, pattern);
  append_subject(hints, pattern);
  int code;
  size_t place;
  hints->code =
      pcre2_compile((PCRE2_SPTR)pattern->str, pattern->len, PCRE2_UTF | PCRE2_UCP, &code, &place, NULL);
  if (hints->code == NULL) {
    g_set_error(error, DC_ERROR, DC_ERROR_INVALID, "the hints at %s cannot be looked for", key);
    return FALSE;
  }
  pcre2_jit_compile(hints->code, PCRE2_JIT_COMPLETE);
  hints->data = pcre2_match_data_create_from_pattern(hints->code, NULL);
  hints->limits = pcre2_match_context_create(NULL);
  pcre2_set_match_limit(hints->limits, MATCH_LIMIT);
  return TRUE;
}

/* ---- which documents ---- */

/* Takes the ids, which may be NULL. */
static gboolean
add_candidates(const Hints *hints, GHashTable *documents, GArray *ids, GHashTable *found) {
  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    gint64 id = g_array_index(ids, gint64, i);
    const char *unit = g_hash_table_lookup(documents, &id);
    if (unit != NULL &&
        (strcmp(hints->work->level, "central") == 0 || dc_unit_related(unit, hints->work->unit)))
      g_hash_table_add(found, g_memdup2(&id, sizeof id));
  }
  if (ids == NULL)
    return FALSE;
  g_array_unref(ids);
  return TRUE;
}

static gboolean
add_matching(const Hints *hints, GHashTable *documents, const char *query, GHashTable *found,
             GError **error) {
  return add_candidates(hints, documents, dc_search_matching(hints->store, query, NULL, error), found);
}

/* Those that have its type and number, or its symbol run together. */
static gboolean
add_numbered(const Hints *hints, GHashTable *documents, GHashTable *found, GError **error) {
  g_autofree char *name = g_strdup_printf("%s #", hints->name);
  g_autofree char *name_so = g_strdup_printf("%s số #", hints->name);
  g_autofree char *brief = g_strdup_printf("%s #", hints->short_name);
  g_autofree char *brief_so = g_strdup_printf("%s số #", hints->short_name);
  g_autofree char *symbol = g_strdup_printf("#%s", hints->short_name);
  const char *const phrases[] = {name, name_so, brief, brief_so, symbol, NULL};
  gulong number = strtoul(hints->number, NULL, 10);
  return add_candidates(hints, documents, dc_search_numbered(hints->store, phrases, &number, 1, error),
                        found);
}

/* A question for the first syllables of what the title is about. */
static char *
subject_question(const char *title) {
  g_autofree char *core = core_of(title);
  g_auto(GStrv) words = g_strsplit_set(core, " \n,.;:()/-\"“”", -1);
  g_autoptr(GString) question = g_string_new(NULL);
  guint taken = 0;
  for (guint i = 0; words[i] != NULL && taken < WORDS; i++) {
    if (*words[i] == '\0' || !g_unichar_isalpha(g_utf8_get_char(words[i])))
      continue;
    g_string_append_printf(question, "%s%s%s", taken == 0 ? "\"" : " ", words[i],
                           taken == PHRASE - 1 ? "\"" : "");
    taken++;
  }
  if (taken < PHRASE)
    g_string_truncate(question, 0);
  return g_string_free(g_steal_pointer(&question), FALSE);
}

static gboolean
find_candidates(const Hints *hints, GHashTable *documents, GHashTable *found, GError **error) {
  const char *date = hints->work->date;
  g_autofree char *about = subject_question(hints->work->title);
  g_autofree char *day =
      strlen(date) == 10 ? g_strdup_printf("%s/%.2s/%.4s", date + 8, date + 5, date) : NULL;
  g_autofree char *dated = g_strdup_printf("%s \"%s\"", day, hints->name);
  return add_numbered(hints, documents, found, error) &&
         (day == NULL || add_matching(hints, documents, dated, found, error)) &&
         (*about == '\0' || add_matching(hints, documents, about, found, error));
}

/* ---- the place ---- */

gboolean
dc_hints_is_cited(const GPtrArray *mentions, DcSpan span) {
  for (guint i = 0; i < mentions->len; i++) {
    const DcMentionRow *mention = g_ptr_array_index(mentions, i);
    if (mention->start < span.end && span.start < mention->end)
      return TRUE;
  }
  return FALSE;
}

/* Whether the match says what the work is about, when that is what it says. The heading of the document
 * itself, in capitals, is none. */
static gboolean
subject_agrees(const Hints *hints, const DcView *view, const size_t *ends, int groups) {
  if (groups < 2 || ends[2] == PCRE2_UNSET)
    return TRUE;
  const char *type = view->clean + ends[0];
  if (g_unichar_isupper(g_utf8_get_char(type)) && g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(type))))
    return FALSE;
  gsize len = MIN(view->len - ends[2], SUBJECT);
  g_autofree char *about = g_strndup(view->fold + ends[2], len);
  const char *end = strpbrk(about, ".;"), *gap = strstr(about, "\n\n");
  end = end != NULL && (gap == NULL || end < gap) ? end : gap;
  g_autofree char *valid = g_utf8_make_valid(about, end != NULL ? end - about : -1);
  return dc_subject_nearness(hints->subject, valid) >= SAME_SUBJECT;
}

/* The first place in the document that hints at the work; an empty span when there is none. */
static gboolean
look(const Hints *hints, gint64 document, DcSpan *hint, GError **error) {
  gsize len;
  g_autofree char *text = dc_store_text(hints->store, document, &len, error);
  g_autoptr(GPtrArray) mentions =
      text != NULL ? dc_store_document_mentions(hints->store, document, error) : NULL;
  if (mentions == NULL)
    return FALSE;
  g_autoptr(DcView) view = dc_view_new(text, len);
  *hint = (DcSpan){0, 0};
  for (gsize at = 0; at < view->len;) {
    int groups = pcre2_match(hints->code, (PCRE2_SPTR)view->fold, view->len, at, PCRE2_NO_UTF_CHECK,
                             hints->data, hints->limits);
    if (groups <= 0)
      return TRUE;
    const size_t *ends = pcre2_get_ovector_pointer(hints->data);
    DcSpan span = dc_view_span_to_text(view, (DcSpan){ends[0], ends[1]});
    if (!dc_hints_is_cited(mentions, span) && subject_agrees(hints, view, ends, groups)) {
      *hint = span;
      return TRUE;
    }
    at = ends[0] + 1; /* what was refused may hold one that is meant */
    while (at < view->len && ((guchar)view->fold[at] & 0xC0) == 0x80)
      at++;
  }
  return TRUE;
}

GHashTable *
dc_hints_find(DcStore *store, const DcWork *work, GHashTable *documents, GError **error) {
  g_auto(Hints) hints = {.store = store, .work = work};
  g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(GHashTable) candidates = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  if (!prepare(&hints, error) ||
      (hints.code != NULL && !find_candidates(&hints, documents, candidates, error)))
    return NULL;
  GHashTableIter iter;
  gpointer document;
  g_hash_table_iter_init(&iter, candidates);
  while (g_hash_table_iter_next(&iter, &document, NULL)) {
    DcSpan hint;
    if (!look(&hints, *(gint64 *)document, &hint, error))
      return NULL;
    if (hint.end > hint.start)
      g_hash_table_insert(places, g_memdup2(document, sizeof(gint64)), g_memdup2(&hint, sizeof hint));
  }
  return g_steal_pointer(&places);
}
