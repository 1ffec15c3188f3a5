/* Looking things up in a document's text. */
#include "indexer/identity-parts.h"

enum { PORTAL_HEAD = 4000 };

const char *
dc_find_keep(DcFind *find, const char *text) {
  return g_string_chunk_insert_const(find->strings, text);
}

const char *
dc_find_keep_line(DcFind *find, DcSpan span, gsize max) {
  GString *line = g_string_new(NULL);
  for (gsize at = span.start; at < span.end && line->len < max; at++) {
    char c = find->view->clean[at];
    gboolean space = c == ' ' || c == '\n' || c == '|' || c == '*';
    if (!space)
      g_string_append_c(line, c);
    else if (line->len && line->str[line->len - 1] != ' ')
      g_string_append_c(line, ' ');
  }
  if (line->len >= max) {
    char *end = g_utf8_find_prev_char(line->str, line->str + line->len);
    g_string_truncate(line, (gsize)(end - line->str));
  }
  g_strchomp(line->str);
  const char *kept = dc_find_keep(find, line->str);
  g_string_free(line, TRUE);
  return kept;
}

const DcMention *
dc_find_mention_in(const DcFind *find, DcSpan span) {
  for (guint i = 0; i < find->mentions->len && !dc_span_is_empty(span); i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->span.start >= span.end)
      break;
    if (m->span.end > span.start && m->cls == DC_CLASS_NUMBERED)
      return m;
  }
  return NULL;
}

static gsize
find_bytes(const DcFind *find, DcSpan within, const char *bytes, gsize n) {
  if (dc_span_is_empty(within))
    return G_MAXSIZE;
  const char *found = memmem(find->view->fold + within.start, dc_span_length(within), bytes, n);
  return found ? (gsize)(found - find->view->fold) : G_MAXSIZE;
}

gsize
dc_find_text(const DcFind *find, DcSpan within, const char *literal) {
  return find_bytes(find, within, literal, strlen(literal));
}

gsize
dc_find_label(const DcFind *find, DcSpan within, const char *label, gsize *end) {
  gsize first = strcspn(label, " ");
  for (gsize at; (at = find_bytes(find, within, label, first)) != G_MAXSIZE; within.start = at + 1) {
    const char *want = label + first;
    gsize next = at + first;
    for (; *want && next < within.end; want++) {
      if (*want == ' ')
        next += strspn(find->view->fold + next, " \n");
      else if (find->view->fold[next++] != *want)
        break;
    }
    if (!*want) {
      *end = next;
      return at;
    }
  }
  return G_MAXSIZE;
}

gboolean
dc_find_is_gazette_page(const DcFind *find) {
  DcSpan head = {0, MIN(find->view->len, PORTAL_HEAD)};
  for (gsize at; (at = dc_find_text(find, head, "trang")) != G_MAXSIZE; head.start = at + 1)
    if (dc_words_match(&find->words, at, "trang chủ công báo") != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}
