#include "query/lint.h"

#include "indexer/laws.h"
#include "indexer/named.h"
#include "query/dates.h"
#include "query/lint-internal.h"

#include <string.h>

static const char *const rule_names[] = {
    [DC_LINT_TYPE] = "type",
    [DC_LINT_DATE] = "date",
    [DC_LINT_NUMBER] = "number",
    [DC_LINT_ISSUER] = "issuer",
    [DC_LINT_NOT_IN_FORCE] = "not_in_force",
    [DC_LINT_LATER] = "later",
    [DC_LINT_ALIAS] = "alias",
    [DC_LINT_MALFORMED] = "malformed",
    [DC_LINT_AMBIGUOUS] = "ambiguous",
};

const char *
dc_lint_rule_name(DcLintRule rule) {
  return rule_names[rule];
}

void
dc_finding_free(DcFinding *finding) {
  if (finding == NULL)
    return;
  g_free(finding->text);
  g_free(finding->message);
  g_free(finding->suggestion);
  g_free(finding->evidence);
  g_free(finding);
}

void
dc_lint_report(DcLint *lint, DcLintRule rule, const DcMention *mention, const DcWork *backing,
               char *suggestion, const char *format, ...) {
  DcFinding *finding = g_new0(DcFinding, 1);
  finding->rule = rule;
  finding->span = mention->span;
  finding->text = g_strndup(lint->document->text + mention->span.start, dc_span_length(mention->span));
  finding->suggestion = suggestion != NULL ? suggestion : g_strdup("");
  finding->evidence = g_strdup(backing != NULL ? backing->path : "");
  va_list args;
  va_start(args, format);
  finding->message = g_strdup_vprintf(format, args);
  va_end(args);
  g_ptr_array_add(lint->findings, finding);
}

char *
dc_lint_day(const char *date) {
  if (strlen(date) == 10)
    return g_strdup_printf("%.2s/%.2s/%.4s", date + 8, date + 5, date);
  return g_strdup(date);
}

/* ---- what the draft itself shows ---- */

gboolean
dc_lint_is_cited(const DcExtract *extract, const DcMention *mention) {
  gboolean cited = mention->relation != DC_RELATION_SELF;
  for (guint n = 0; cited && n < extract->mentions->len; n++) {
    cited = mention->confidence > DC_CONFIDENCE_BESIDE;
    if (mention->container < 0)
      break;
    mention = &g_array_index(extract->mentions, DcMention, (guint)mention->container);
  }
  return cited;
}

static void
check_type(DcLint *lint, const DcMention *mention) {
  const DcType *written = dc_lexicon_type(mention->type);
  const DcType *meant = dc_lexicon_type(mention->symbol_type);
  if (written == NULL || meant == NULL || written == meant)
    return;
  dc_lint_report(lint, DC_LINT_TYPE, mention, NULL, g_strdup(meant->name),
                 "the text says “%s”, but the symbol is that of a “%s”", written->name, meant->name);
}

/* The number as it is written, so that a suggestion keeps the zero of "05-CT/TW". */
static char *
corrected(const char *raw, const char *key) {
  gsize zeros = strspn(raw, "0");
  return zeros > 0 && g_ascii_isdigit(raw[zeros]) ? g_strdup_printf("%.*s%s", (int)zeros, raw, key)
                                                  : g_strdup(key);
}

/* Spaces inside a symbol count only where they are not the break of a line. */
static gboolean
has_inner_space(const char *raw) {
  for (const char *p = strpbrk(raw, " \t"); p != NULL; p = strpbrk(p + 1, " \t")) {
    gsize blank = strspn(p, " \t");
    if (p[blank] != '\n' && p[blank] != '\r' && p[-1] != '\n')
      return TRUE;
    p += blank - 1;
  }
  return FALSE;
}

/* English texts write ND-CP for NĐ-CP: no Vietnamese letter stands in the words before. */
static gboolean
is_english(const char *text, gsize at) {
  enum { NEAR = 60 };
  if (at < NEAR)
    return FALSE;
  for (gsize i = at - NEAR; i < at; i++)
    if ((guchar)text[i] >= 0xC3 &&
        (guchar)text[i] != 0xE2) /* letters with marks; E2 leads dashes and quotes */
      return FALSE;
  return TRUE;
}

static void
check_form(DcLint *lint, const DcMention *mention) {
  g_autofree char *raw = g_strndup(lint->document->text + mention->span.start, dc_span_length(mention->span));
  if (mention->cls != DC_CLASS_NUMBERED || strpbrk(raw, "-/") == NULL || *mention->key == '?')
    return;
  const char *wrong = NULL;
  if (mention->repaired && is_english(lint->document->text, mention->span.start))
    return;
  if (mention->repaired)
    wrong = "has a slip in it";
  else if (strstr(raw, "~~") != NULL)
    wrong = "is struck through";
  else if (strstr(raw, "--") != NULL)
    wrong = "has a doubled hyphen";
  else if (has_inner_space(raw))
    wrong = "has a space in it";
  if (wrong != NULL)
    dc_lint_report(lint, DC_LINT_MALFORMED, mention, NULL, corrected(raw, mention->work_key), "the symbol %s",
                   wrong);
}

/* "Luật Nhà ở số 72/2023/QH15": the lexicon knows one law of that name and year, under another number, and
 * none of this one: the act that amends it is often given its name. */
static void
check_law(DcLint *lint, const DcMention *mention) {
  if (mention->cls != DC_CLASS_NUMBERED || mention->year == 0 || mention->cite.start >= mention->span.start)
    return;
  g_autofree char *lead =
      g_strndup(lint->document->text + mention->cite.start, mention->span.start - mention->cite.start);
  char *number = g_strrstr(lead, "số");
  if (number == NULL || strspn(number + strlen("số"), ": \n") != strlen(number + strlen("số")))
    return;
  *number = '\0';
  g_autofree char *name = g_strdup_printf("%s năm %d", g_strstrip(lead), mention->year);
  const char *known = dc_named_key(name, "");
  if (known != NULL && strcmp(known, mention->work_key) != 0 && !dc_laws_has_number(mention->work_key))
    dc_lint_report(lint, DC_LINT_NUMBER, mention, NULL, corrected(known, known), "%s is %s", name, known);
}

static void
check_later(DcLint *lint, const DcMention *mention) {
  const char *own = lint->extract->identity.date;
  if (*mention->key == '?' || dc_date_order(mention->date, own) != DC_DATE_AFTER)
    return;
  g_autofree char *cited = dc_lint_day(mention->date);
  g_autofree char *drafted = dc_lint_day(own);
  dc_lint_report(lint, DC_LINT_LATER, mention, NULL, NULL,
                 "the date %s is after the date of this document, %s", cited, drafted);
}

static void
check_alias(DcLint *lint, guint at) {
  const DcMention *mention = &g_array_index(lint->extract->mentions, DcMention, at);
  if (mention->cls != DC_CLASS_SHORT && mention->cls != DC_CLASS_UNDECIDED)
    return;
  for (guint i = 0; i < at; i++) {
    const DcMention *before = &g_array_index(lint->extract->mentions, DcMention, i);
    if (strcmp(before->key, mention->key) == 0)
      return;
  }
  dc_lint_report(
      lint, DC_LINT_ALIAS, mention, NULL, NULL,
      "a short form, but the text has not named the act in full before: give its symbol, date and issuer");
}

/* ---- the whole ---- */

static gint
compare_findings(gconstpointer a, gconstpointer b) {
  const DcFinding *x = *(DcFinding *const *)a, *y = *(DcFinding *const *)b;
  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  return (x->rule > y->rule) - (x->rule < y->rule);
}

/* Lines and columns of the sorted findings, in one pass over the text. */
static void
set_places(GPtrArray *findings, const char *text) {
  const char *line = text, *at = text;
  guint number = 1;
  for (guint i = 0; i < findings->len; i++) {
    DcFinding *finding = g_ptr_array_index(findings, i);
    const char *place = text + finding->span.start;
    for (const char *feed; (feed = memchr(at, '\n', (gsize)(place - at))) != NULL; at = feed + 1) {
      line = feed + 1;
      number++;
    }
    at = place;
    finding->line = number;
    finding->column = 1 + (guint)g_utf8_strlen(line, place - line);
  }
}

GPtrArray *
dc_lint(DcStore *store, const DcDocument *document, const DcExtract *extract, GError **error) {
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func((GDestroyNotify)dc_finding_free);
  DcLint lint = {.store = store, .document = document, .extract = extract, .findings = findings};
  for (guint i = 0; i < extract->mentions->len; i++) {
    const DcMention *mention = &g_array_index(extract->mentions, DcMention, i);
    if (mention->other || !dc_lint_is_cited(extract, mention))
      continue;
    check_type(&lint, mention);
    check_form(&lint, mention);
    check_law(&lint, mention);
    check_later(&lint, mention);
    check_alias(&lint, i);
  }
  if (!dc_lint_against_index(&lint, error))
    return NULL;
  g_ptr_array_sort(findings, compare_findings);
  set_places(findings, document->text);
  return g_steal_pointer(&findings);
}
