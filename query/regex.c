/* The pattern is matched against the stored bytes; the index only says which documents cannot match: every
 * run of letters that stands in the pattern between white space as it is must be a word of the text. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "query/regex.h"

#include <pcre2.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/letters.h"
#include "query/match.h"

/* Steps and memory that one match may take. */
#define MATCH_LIMIT 1000000
#define DEPTH_LIMIT 10000
#define HEAP_LIMIT_KIB 20000

typedef struct {
  DcStore *store;
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *limits;
  const DcRegexOptions *options;
  DcRegexFunc func;
  gpointer user;
  GPtrArray *notes;
  gboolean stopped;
} Regex;

/* ---- which documents ---- */

/* Whether the pattern is plain enough that its words can be told: no alternatives, groups, classes, escapes
 * or repetitions; '.' and anchors stand between words. */
static gboolean
is_plain(const char *pattern) {
  return !strpbrk(pattern, "|()[]{}?*+\\");
}

static gboolean
collect_words(DcTokenKind kind, const char *form, gsize len, gsize start, gsize end G_GNUC_UNUSED,
              gpointer data) {
  if (kind < DC_TOKEN_SYMBOL) {
    DcWord word = {.kind = kind, .form = g_strndup(form, len), .at = (guint32)start};
    g_array_append_val((GArray *)data, word);
  }
  return TRUE;
}

static void
clear_word(gpointer data) {
  g_free(((DcWord *)data)->form);
}

/* The documents that have every whole word of a plain pattern; all of them for another. The first and the
 * last word may be parts of longer ones. */
static DcBits
candidates(DcPostings *postings, const char *pattern) {
  DcBits bits = dc_bits_new(dc_postings_size(postings));
  for (guint32 i = 0; i < bits.size; i++)
    if (dc_postings_document(postings, i))
      dc_bits_add(&bits, i);
  if (!is_plain(pattern))
    return bits;
  g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(DcWord));
  g_array_set_clear_func(words, clear_word);
  dc_tokens_each(pattern, strlen(pattern), collect_words, words);
  for (guint i = 1; i + 1 < words->len; i++) {
    const DcWord *word = &g_array_index(words, DcWord, i);
    gsize end = g_array_index(words, DcWord, i + 1).at;
    /* "a.c" may match "abc": a word beside a point is not sure. */
    if (memchr(pattern + word->at, '.', end - word->at) || (word->at && pattern[word->at - 1] == '.'))
      continue;
    g_autoptr(GArray) variants = dc_match_variants(postings, word, FALSE);
    g_auto(DcBits) having = dc_bits_new(bits.size);
    dc_match_add(postings, variants, &having);
    dc_bits_and(&bits, &having);
  }
  return bits;
}

/* ---- matching ---- */

static DcSpan
lines_around(const char *text, gsize len, gsize start, gsize end, guint context) {
  DcSpan lines = {start, end};
  for (guint before = 0; lines.start > 0; lines.start--)
    if (text[lines.start - 1] == '\n' && before++ == context)
      break;
  for (guint after = 0; lines.end < len; lines.end++)
    if (text[lines.end] == '\n' && after++ == context)
      break;
  return lines;
}

static void
match_text(Regex *regex, const DcDocumentRow *row, const char *text, gsize len) {
  gsize at = 0, counted = 0;
  guint line = 1;
  while (at <= len && !regex->stopped) {
    int found = pcre2_match(regex->code, (PCRE2_SPTR)text, len, at, at ? PCRE2_NO_UTF_CHECK : 0, regex->data,
                            regex->limits);
    if (found == PCRE2_ERROR_NOMATCH)
      return;
    if (found < 0) {
      if (regex->notes)
        g_ptr_array_add(regex->notes,
                        g_strdup_printf("%s: the pattern takes too long here; the rest of this text "
                                        "was left out",
                                        row->path));
      return;
    }
    const size_t *span = pcre2_get_ovector_pointer(regex->data);
    gsize start = MIN(span[0], span[1]), end = span[1];
    for (; counted < start; counted++)
      line += text[counted] == '\n';
    DcRegexMatch match = {row, start, end, line, lines_around(text, len, start, end, regex->options->context),
                          text};
    regex->stopped = !regex->func(&match, regex->user);
    const char *next = memchr(text + end, '\n', len - end); /* one match a line */
    if (!next)
      return;
    at = (gsize)(next - text) + 1;
  }
}

static int
by_path(gconstpointer a, gconstpointer b) {
  return strcmp((*(DcDocumentRow *const *)a)->path, (*(DcDocumentRow *const *)b)->path);
}

static gboolean
match_documents(Regex *regex, const char *pattern, GError **error) {
  DcPostings *postings = dc_postings_open(dc_store_handle(regex->store));
  g_auto(DcBits) bits = candidates(postings, pattern);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)dc_document_row_free);
  gboolean good = TRUE;
  for (guint32 i = dc_bits_next(&bits, 0); good && i < bits.size; i = dc_bits_next(&bits, i + 1)) {
    DcDocumentRow *row = dc_store_document(regex->store, dc_postings_document(postings, i), error);
    good = row != NULL;
    if (row)
      g_ptr_array_add(rows, row);
  }
  if (!dc_postings_free(postings, good ? error : NULL) || !good)
    return FALSE;
  g_ptr_array_sort(rows, by_path);
  for (guint i = 0; i < rows->len && !regex->stopped; i++) {
    const DcDocumentRow *row = rows->pdata[i];
    gsize len;
    g_autofree char *text = dc_store_text(regex->store, row->id, &len, error);
    if (!text)
      return FALSE;
    match_text(regex, row, text, len);
  }
  return TRUE;
}

gboolean
dc_regex_search(DcStore *store, const char *pattern, const DcRegexOptions *options, DcRegexFunc func,
                gpointer data, GPtrArray *notes, GError **error) {
  int code;
  size_t place;
  guint32 flags =
      PCRE2_UTF | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C | (options->any_case ? PCRE2_CASELESS : 0);
  Regex regex = {.store = store, .options = options, .func = func, .user = data, .notes = notes};
  regex.code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, flags, &code, &place, NULL);
  if (!regex.code) {
    PCRE2_UCHAR message[200];
    pcre2_get_error_message(code, message, sizeof message);
    g_set_error(error, DC_ERROR, DC_ERROR_INVALID, "the pattern is wrong at character %zu: %s", place + 1,
                (const char *)message);
    return FALSE;
  }
  pcre2_jit_compile(regex.code, PCRE2_JIT_COMPLETE);
  regex.data = pcre2_match_data_create_from_pattern(regex.code, NULL);
  regex.limits = pcre2_match_context_create(NULL);
  pcre2_set_match_limit(regex.limits, MATCH_LIMIT);
  pcre2_set_depth_limit(regex.limits, DEPTH_LIMIT);
  pcre2_set_heap_limit(regex.limits, HEAP_LIMIT_KIB);
  gboolean good = match_documents(&regex, pattern, error);
  pcre2_match_context_free(regex.limits);
  pcre2_match_data_free(regex.data);
  pcre2_code_free(regex.code);
  return good;
}
