/* Lines of a view and the headings that they may be. Every function looks at one line and takes time in
 * proportion to its first bytes, or to its length where it says so. */
#include "corpus/layout-parts.h"

static gboolean
is_margin(char c) {
  return c == ' ' || c == '*' || c == '#' || c == '>' || c == '_' || c == '\\';
}

gboolean
dc_line_next(const DcView *view, gsize *at, gsize end, DcSpan *line) {
  if (*at >= end)
    return FALSE;
  const char *feed = memchr(view->clean + *at, '\n', end - *at);
  gsize stop = feed ? (gsize)(feed - view->clean) : end;
  gsize start = *at;
  *at = stop + 1;
  while (start < stop && is_margin(view->clean[start]))
    start++;
  while (stop > start && is_margin(view->clean[stop - 1]))
    stop--;
  *line = (DcSpan){start, stop};
  return TRUE;
}

gboolean
dc_line_starts_loosely(const DcView *view, DcSpan line, const char *literal) {
  gsize at = line.start;
  for (const char *want = literal; *want; want++) {
    if (*want != ' ') {
      if (at >= line.end || view->fold[at++] != *want)
        return FALSE;
      continue;
    }
    if (!want[1] && (at >= line.end || view->fold[at] != ' ')) /* it ends a word */
      return FALSE;
    while (at < line.end && view->fold[at] == ' ')
      at++;
  }
  return TRUE;
}

gsize
dc_line_find(const DcView *view, DcSpan line, const char *literal) {
  if (line.end <= line.start)
    return G_MAXSIZE;
  const char *found = memmem(view->fold + line.start, dc_span_length(line), literal, strlen(literal));
  return found ? (gsize)(found - view->fold) : G_MAXSIZE;
}

gsize
dc_line_find_words(const DcView *view, DcSpan within, const char *words) {
  gsize first = strcspn(words, " "), at = within.start;
  g_autofree char *head = g_strndup(words, first);
  for (; (at = dc_line_find(view, (DcSpan){at, within.end}, head)) != G_MAXSIZE; at += first) {
    const char *want = words + first;
    gsize next = at + first;
    while (*want && next < within.end) {
      if (*want == ' ' && (view->fold[next] == ' ' || view->fold[next] == '\n')) {
        next += strspn(view->fold + next, " \n");
        want++;
      } else if (*want == view->fold[next]) {
        next++;
        want++;
      } else {
        break;
      }
    }
    if (!*want)
      return at;
  }
  return G_MAXSIZE;
}

gboolean
dc_line_starts_any(const DcView *view, DcSpan line, const char *const *literals) {
  for (; *literals; literals++)
    if (dc_line_starts(view, line, *literals))
      return TRUE;
  return FALSE;
}

gboolean
dc_line_is_upper(const DcView *view, DcSpan line) {
  gboolean upper = FALSE;
  for (gsize at = line.start; at < line.end;) {
    guchar c = (guchar)view->clean[at];
    gsize n = c < 0x80 ? 1 : (gsize)g_utf8_skip[c];
    if (memcmp(view->clean + at, view->fold + at, n) != 0)
      upper = TRUE;
    else if (g_ascii_islower((gchar)c) || (c >= 0x80 && g_unichar_islower(g_utf8_get_char(view->clean + at))))
      return FALSE;
    at += n;
  }
  return upper;
}

static gsize
skip_digits(const char *text, gsize at, gsize end) {
  while (at < end && g_ascii_isdigit(text[at]))
    at++;
  return at;
}

static gsize
skip_roman(const char *text, gsize at, gsize end) {
  while (at < end && strchr("ivxlc", text[at]) && text[at])
    at++;
  return at;
}

static gboolean
ends_label(const DcView *view, gsize at, gsize end) {
  return at >= end || strchr(".:) -,", view->fold[at]);
}

static gboolean
set_section(DcSection *section, DcSectionKind kind, DcSpan line, gsize label_end) {
  *section = (DcSection){kind, line, {line.start, label_end}};
  return TRUE;
}

/* After "Chương", "Phần", "Mục", "Phụ lục": a number that ends the line or is set off from what follows, so
 * that a wrapped reference ("Chương II Nghị định …") is no heading. */
static gboolean
read_numbered(const DcView *view, DcSpan line, const char *word, DcSectionKind kind, DcSection *section) {
  if (!dc_line_starts(view, line, word))
    return FALSE;
  gsize at = line.start + strlen(word);
  gsize digits = skip_digits(view->fold, at, line.end);
  gsize stop = digits > at ? digits : skip_roman(view->fold, at, line.end);
  if (stop == at && dc_line_starts(view, (DcSpan){at, line.end}, "thứ "))
    return set_section(section, kind, line, line.end);
  if (stop == at || !ends_label(view, stop, line.end))
    return FALSE;
  gsize next = stop;
  while (next < line.end && view->fold[next] == ' ')
    next++;
  gboolean set_off = next >= line.end || strchr(".:-", view->fold[next]) ||
                     view->clean[next] != view->fold[next] || (guchar)view->clean[next] == 0xC3 ||
                     (guchar)view->clean[next] == 0xC4;
  return set_off && set_section(section, kind, line, stop);
}

static gboolean
read_article(const DcView *view, DcSpan line, DcSection *section) {
  const char *word = view->fold[line.start] == 'a' ? "article " : "điều ";
  if (!dc_line_starts(view, line, word))
    return FALSE;
  gsize at = line.start + strlen(word), stop = skip_digits(view->fold, at, line.end);
  if (stop == at)
    return FALSE;
  if (stop < line.end && g_ascii_isalpha(view->fold[stop]))
    stop++;
  if (stop < line.end && !strchr(".:", view->fold[stop]))
    return FALSE;
  return set_section(section, DC_SECTION_ARTICLE, line, stop);
}

/* "1- Quán triệt", as Party documents number; "91- KL/TW" at the start of a line is a symbol. */
static gboolean
is_dashed_clause(const DcView *view, DcSpan line, gsize at) {
  if (at - line.start > 2 || at + 2 >= line.end || memcmp(view->fold + at, "- ", 2) != 0 ||
      view->clean[at + 2] == view->fold[at + 2])
    return FALSE;
  gsize word = strcspn(view->fold + at + 2, " \n");
  return memchr(view->fold + at + 2, '/', word) == NULL && at + 2 + word < line.end;
}

/* "1.", "2)", "1.2.", but neither a date nor an amount. */
static gboolean
read_clause(const DcView *view, DcSpan line, DcSection *section) {
  gsize at = skip_digits(view->fold, line.start, line.end), label = at;
  if (is_dashed_clause(view, line, at))
    return set_section(section, DC_SECTION_CLAUSE, line, at);
  if (at - line.start > 3 || at >= line.end || !strchr(".)", view->fold[at]))
    return FALSE;
  while (at + 1 < line.end && view->fold[at] == '.' && g_ascii_isdigit(view->fold[at + 1])) {
    gsize next = skip_digits(view->fold, at + 1, line.end);
    if (next - at > 3)
      return FALSE;
    label = at = next;
  }
  if (at < line.end && strchr(".)", view->fold[at]))
    at++;
  if (at < line.end && view->fold[at] != ' ' && !g_ascii_isalpha(view->fold[at]) &&
      (guchar)view->fold[at] < 0x80)
    return FALSE;
  return set_section(section, DC_SECTION_CLAUSE, line, label);
}

static gboolean
read_lettered(const DcView *view, DcSpan line, DcSection *section) {
  gsize at = line.start + ((guchar)view->fold[line.start] < 0x80 ? 1 : 2);
  if (at < line.end && view->fold[at] == ')')
    return set_section(section, DC_SECTION_POINT, line, at);
  gsize roman = skip_roman(view->fold, line.start, line.end);
  if (roman == line.start || roman >= line.end || !strchr(".-)", view->fold[roman]) ||
      view->clean[line.start] == view->fold[line.start])
    return FALSE;
  if (roman + 1 < line.end && view->fold[roman + 1] != ' ' && view->clean[roman + 1] == view->fold[roman + 1])
    return FALSE;
  return set_section(section, DC_SECTION_ROMAN, line, roman);
}

static gboolean
read_annex(const DcView *view, DcSpan line, DcSection *section) {
  if (dc_line_is(view, line, "phụ lục"))
    return set_section(section, DC_SECTION_ANNEX, line, line.end);
  return read_numbered(view, line, "phụ lục ", DC_SECTION_ANNEX, section);
}

gboolean
dc_section_read(const DcView *view, DcSpan line, DcSection *section) {
  if (dc_span_is_empty(line))
    return FALSE;
  guchar c = (guchar)view->fold[line.start];
  if (g_ascii_isdigit((gchar)c))
    return read_clause(view, line, section);
  switch (c) {
  case '-':
  case '+':
    return line.end - line.start > 2 && !strchr("-+_", view->fold[line.start + 1]) &&
           set_section(section, DC_SECTION_DASH, line, line.start + 1);
  case 0xC4:
    return read_article(view, line, section) ||
           (dc_line_starts(view, line, "đ)") && read_lettered(view, line, section));
  case 'a':
    if (read_article(view, line, section))
      return TRUE;
    break;
  case 'c':
    if (read_numbered(view, line, "chương ", DC_SECTION_CHAPTER, section))
      return TRUE;
    break;
  case 'm':
    if (read_numbered(view, line, "mục ", DC_SECTION_HEADING, section))
      return TRUE;
    break;
  case 'p':
    if (read_numbered(view, line, "phần ", DC_SECTION_PART, section) || read_annex(view, line, section))
      return TRUE;
    break;
  default:
    break;
  }
  return g_ascii_isalpha((gchar)c) && read_lettered(view, line, section);
}
