#include "query/evidence.h"

#include <string.h>

#define LONGEST 240u /* bytes of a sentence on each side of the mention */

struct _DcWitness {
  DcStore *store;
  gint64 document;
  char *path;
  char *text;
  gsize len;
  GArray *pages; /* of gsize: where they start in the text */
};

void
dc_evidence_free(DcEvidence *evidence) {
  g_free(evidence->path);
  g_free(evidence->sentence);
  g_free(evidence);
}

DcWitness *
dc_witness_new(DcStore *store) {
  DcWitness *witness = g_new0(DcWitness, 1);
  witness->store = store;
  return witness;
}

void
dc_witness_free(DcWitness *witness) {
  g_free(witness->path);
  g_free(witness->text);
  g_clear_pointer(&witness->pages, g_array_unref);
  g_free(witness);
}

static gboolean
is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

typedef enum { LINE_PLAIN, LINE_CAPITALS, LINE_RULE } LineKind;

/* What the line around `at` is: a rule (-----, |, ***), a heading in capitals, or plain text. A symbol that
 * stands alone on a broken line is plain. */
static LineKind
line_kind(const char *text, gsize at) {
  gsize start = at;
  while (start > 0 && text[start - 1] != '\n')
    start--;
  guint letters = 0, small = 0, digits = 0;
  for (const char *p = text + start; *p != '\0' && *p != '\n'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    letters += g_unichar_isalpha(c);
    small += g_unichar_islower(c);
    digits += g_unichar_isdigit(c);
  }
  if (letters + digits == 0)
    return LINE_RULE;
  return small == 0 && letters >= (digits > 0 ? 12 : 6) ? LINE_CAPITALS : LINE_PLAIN;
}

/* Whether a sentence ends before text[at], which follows white space: after . ; ? !, at an empty line or a
 * rule, between a heading in capitals and plain text. */
static gboolean
breaks_at(const char *text, gsize at) {
  if (at < 2 || !is_space(text[at - 1]) || is_space(text[at]))
    return FALSE;
  gsize last = at;
  guint line_feeds = 0;
  while (last > 0 && is_space(text[last - 1]))
    line_feeds += text[--last] == '\n';
  if (line_feeds > 1 || last == 0 || strchr(".;?!", text[last - 1]) != NULL)
    return TRUE;
  if (line_feeds == 0)
    return FALSE;
  LineKind before = line_kind(text, last - 1), after = line_kind(text, at);
  return before != after || before == LINE_RULE;
}

DcSpan
dc_evidence_sentence(const char *text, gsize len, DcSpan mention) {
  gsize first = mention.start > LONGEST ? mention.start - LONGEST : 0;
  gsize last = MIN(len, mention.end + LONGEST);
  DcSpan sentence = mention;
  while (sentence.start > first && !breaks_at(text, sentence.start))
    sentence.start--;
  while (sentence.end < last && !breaks_at(text, sentence.end))
    sentence.end++;
  while (sentence.start > 0 && ((guchar)text[sentence.start] & 0xC0) == 0x80)
    sentence.start--;
  while (sentence.end < len && ((guchar)text[sentence.end] & 0xC0) == 0x80)
    sentence.end++;
  while (sentence.start < mention.start && is_space(text[sentence.start]))
    sentence.start++;
  while (sentence.end > mention.end && is_space(text[sentence.end - 1]))
    sentence.end--;
  return sentence;
}

/* Runs of white space and control characters as one space. */
static void
append_flat(GString *line, const char *text, gsize len) {
  for (gsize i = 0; i < len; i++) {
    if ((guchar)text[i] > ' ' && text[i] != 0x7F)
      g_string_append_c(line, text[i]);
    else if (line->len > 0 && line->str[line->len - 1] != ' ')
      g_string_append_c(line, ' ');
  }
}

static guint
line_at(const char *text, gsize offset) {
  guint line = 1;
  for (const char *p = text; (p = memchr(p, '\n', (gsize)(text + offset - p))) != NULL; p++)
    line++;
  return line;
}

static gboolean
open_document(DcWitness *witness, gint64 document, GError **error) {
  if (witness->document == document && witness->pages != NULL)
    return TRUE;
  g_autoptr(DcDocumentRow) row = dc_store_document(witness->store, document, error);
  if (row == NULL)
    return FALSE;
  g_clear_pointer(&witness->text, g_free);
  witness->text = dc_store_text(witness->store, document, &witness->len, error);
  g_free(witness->path);
  witness->path = g_strdup(row->path);
  witness->document = document;
  g_clear_pointer(&witness->pages, g_array_unref);
  if (witness->text != NULL)
    witness->pages = dc_store_pages(witness->store, document, error);
  return witness->pages != NULL;
}

static guint
page_at(const GArray *pages, gsize offset) {
  guint page = 0;
  while (page < pages->len && g_array_index(pages, gsize, page) <= offset)
    page++;
  return page;
}

DcEvidence *
dc_witness_look(DcWitness *witness, gint64 document, DcSpan span, GError **error) {
  if (!open_document(witness, document, error))
    return NULL;
  if (span.start > span.end || span.end > witness->len) {
    g_set_error(error, DC_ERROR, DC_ERROR_CORRUPT,
                "%s: a mention lies outside of the stored text: run “danchieu check”", witness->path);
    return NULL;
  }
  DcSpan sentence = dc_evidence_sentence(witness->text, witness->len, span);
  DcEvidence *evidence = g_new0(DcEvidence, 1);
  GString *line = g_string_new(NULL);
  if (span.start - sentence.start >= LONGEST)
    g_string_append(line, "… ");
  append_flat(line, witness->text + sentence.start, span.start - sentence.start);
  evidence->mark.start = line->len;
  append_flat(line, witness->text + span.start, dc_span_length(span));
  evidence->mark.end = line->len;
  append_flat(line, witness->text + span.end, sentence.end - span.end);
  if (sentence.end - span.end >= LONGEST)
    g_string_append(line, " …");
  evidence->path = g_strdup(witness->path);
  evidence->line = line_at(witness->text, span.start);
  evidence->page = page_at(witness->pages, span.start);
  evidence->sentence = g_string_free(line, FALSE);
  return evidence;
}

DcEvidence *
dc_witness_ask(DcWitness *witness, gint64 mention, GError **error) {
  g_autoptr(DcMentionRow) row = dc_store_mention(witness->store, mention, error);
  return row != NULL ? dc_witness_look(witness, row->document, (DcSpan){row->start, row->end}, error) : NULL;
}
