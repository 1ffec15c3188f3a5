/* One pass over the lines finds sections, page headers, recipients and signature; the head is read by
 * layout-head.c, the paragraphs under the title by layout-text.c. */
#include "corpus/layout-parts.h"

enum {
  SIGNATURE_LINES = 8,
  RECIPIENT_LINES = 60,
  SIGNATURE_REACH = 1500,
  QUOTE_BYTES = 200,
  HEADERS_ONLY_LETTERS = 100,
  BLOCK_BITS = 12 /* of the index of page headers: 4 KiB */
};

typedef struct {
  const DcView *view;
  DcLayout *layout;
  DcSpan noise;       /* the block of page headers being read */
  gsize number_start; /* a line of digits alone that may belong to the page header under it */
  gboolean blank;     /* the line before was blank, noise or not there */
} Pass;

static const char *const noise_words[] = {"công báo/số", "công báo/ số",  "ký bởi:",  "người ký:", "email:",
                                          "cơ quan:",    "thời gian ký:", "ngày ký:", NULL};

static gboolean
is_noise(const DcView *view, DcSpan line) {
  if (!strchr("cknet", view->fold[line.start]))
    return FALSE;
  return dc_line_starts_any(view, line, noise_words) && dc_span_length(line) < 120;
}

static gboolean
is_number_alone(const DcView *view, DcSpan line) {
  gsize n = dc_span_length(line);
  return n <= 4 && g_ascii_isdigit(view->fold[line.start]) &&
         strspn(view->fold + line.start, "0123456789") >= n;
}

static void
end_noise(Pass *pass) {
  if (!dc_span_is_empty(pass->noise))
    g_array_append_val(pass->layout->noise, pass->noise);
  pass->noise = (DcSpan){0, 0};
}

/* TRUE when the line belongs to a page header or footer. A page number counts when it stands between a
 * header and the text, or between blank lines. */
static gboolean
read_noise(Pass *pass, DcSpan line, gboolean next_blank) {
  gboolean inside = !dc_span_is_empty(pass->noise);
  if (is_number_alone(pass->view, line)) {
    if (!inside && !pass->blank)
      return FALSE;
    if (!inside && !next_blank) {
      pass->number_start = line.start;
      return FALSE;
    }
  } else if (!is_noise(pass->view, line)) {
    pass->number_start = G_MAXSIZE;
    return FALSE;
  }
  if (!inside)
    pass->noise.start = pass->number_start != G_MAXSIZE ? pass->number_start : line.start;
  pass->noise.end = line.end;
  pass->number_start = G_MAXSIZE;
  return TRUE;
}

static const char *const signature_words[] = {"t/m", "tm.", "tm ",  "t.m",       "kt.", "k/t",
                                              "tl.", "t/l", "tuq.", "thay mặt ", "q. ", NULL};
static const char *const office_words[] = {"chủ tịch",     "phó chủ tịch",   "bộ trưởng", "thứ trưởng",
                                           "bí thư",       "phó bí thư",     "thủ tướng", "giám đốc",
                                           "phó giám đốc", "thống đốc",      "chánh án",  "viện trưởng",
                                           "trưởng ban",   "phó trưởng ban", NULL};

static gboolean
is_signature(const DcView *view, const DcLayout *layout, DcSpan line) {
  if (dc_span_length(line) > 120 || !strchr("tkqcpbgv", view->fold[line.start]))
    return FALSE;
  if (dc_line_starts_any(view, line, signature_words))
    return dc_line_is_upper(view, line);
  return !dc_span_is_empty(layout->recipients) && dc_span_length(line) < 60 &&
         line.start - layout->recipients.end < SIGNATURE_REACH &&
         dc_line_starts_any(view, line, office_words) && dc_line_is_upper(view, line);
}

static void
read_line(Pass *pass, DcSpan line) {
  DcLayout *layout = pass->layout;
  DcSection section;
  if (dc_section_read(pass->view, line, &section)) {
    g_array_append_val(layout->sections, section);
    return;
  }
  guchar c = (guchar)pass->view->fold[line.start];
  if (c == 'n' && dc_span_is_empty(layout->recipients) && dc_line_starts(pass->view, line, "nơi nhận"))
    layout->recipients = line;
  else if (dc_span_is_empty(layout->signature) && is_signature(pass->view, layout, line))
    layout->signature = line;
}

static gboolean
blank_at(const DcView *view, gsize at, gsize end) {
  while (at < end && view->clean[at] == ' ')
    at++;
  return at >= end || view->clean[at] == '\n';
}

static void
read_lines(Pass *pass) {
  gsize at = 0;
  DcSpan line;
  while (dc_line_next(pass->view, &at, pass->view->len, &line)) {
    if (dc_span_is_empty(line)) {
      pass->blank = TRUE;
      continue;
    }
    if (read_noise(pass, line, blank_at(pass->view, at, pass->view->len))) {
      pass->blank = TRUE;
      continue;
    }
    end_noise(pass);
    pass->blank = FALSE;
    if (line.start >= pass->layout->content.start && line.start < pass->layout->content.end)
      read_line(pass, line);
  }
  end_noise(pass);
}

/* Page headers are asked for at every line end near a citation, and a text may have thousands. */
static void
index_noise(DcLayout *layout, gsize len) {
  gsize blocks = (len >> BLOCK_BITS) + 2;
  guint32 next = 0;
  layout->noise_behind = g_new(guint32, blocks);
  for (gsize i = 0; i < blocks; i++) {
    while (next < layout->noise->len && g_array_index(layout->noise, DcSpan, next).end <= i << BLOCK_BITS)
      next++;
    layout->noise_behind[i] = next;
  }
}

guint
dc_layout_noise_behind(const DcLayout *layout, gsize at) {
  guint low = layout->noise_behind[at >> BLOCK_BITS], high = layout->noise_behind[(at >> BLOCK_BITS) + 1];
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(layout->noise, DcSpan, middle).end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Takes up to `lines` lines from the first line of a block, up to an empty line after them or `stop`. */
static void
extend(const DcView *view, DcSpan *block, guint lines, gsize stop, gboolean over_gaps) {
  if (dc_span_is_empty(*block))
    return;
  gsize at = block->start;
  DcSpan line;
  for (guint i = 0, gaps = 0; i < lines && dc_line_next(view, &at, stop, &line);) {
    if (dc_span_is_empty(line)) {
      if (i > 1 && (!over_gaps || ++gaps > 8))
        break;
      continue;
    }
    DcSection section;
    if (is_noise(view, line))
      break;
    if (i && dc_section_read(view, line, &section) && section.kind != DC_SECTION_DASH)
      break;
    block->end = line.end;
    i++;
  }
}

static void
bound_ends(const DcView *view, DcLayout *layout) {
  gsize end = layout->content.end;
  gboolean signed_after = layout->signature.start > layout->recipients.start;
  extend(view, &layout->recipients, RECIPIENT_LINES, signed_after ? layout->signature.start : end, FALSE);
  gsize stop = layout->signature.start < layout->recipients.start ? layout->recipients.start : end;
  extend(view, &layout->signature, SIGNATURE_LINES, stop, TRUE);
  gsize body_end = end;
  if (!dc_span_is_empty(layout->recipients))
    body_end = layout->recipients.start;
  if (!dc_span_is_empty(layout->signature))
    body_end = MIN(body_end, layout->signature.start);
  layout->body.end = MAX(layout->body.start, body_end);
}

static gboolean
at_line_start(const DcView *view, gsize at) {
  while (at > 0 && view->clean[at - 1] == ' ')
    at--;
  return at == 0 || view->clean[at - 1] == '\n';
}

static gboolean
at_line_end(const DcView *view, gsize at) {
  while (at < view->len && strchr(" .;,:)", view->clean[at]) && view->clean[at])
    at++;
  return at >= view->len || view->clean[at] == '\n';
}

/* Longer passages that open at the start of a line and close at the end of one: text that the document puts
 * into another act. `mark` opens and closes in turn when both are the same. */
static void
read_quotes(const DcView *view, DcLayout *layout, const char *open, const char *close) {
  gsize n = strlen(open), start = G_MAXSIZE;
  gboolean same = strcmp(open, close) == 0;
  for (gsize at = 0; at < view->len;) {
    const char *found = memchr(view->clean + at, open[0], view->len - at);
    if (!found)
      break;
    at = (gsize)(found - view->clean);
    if (at + n <= view->len && memcmp(found, open, n) == 0 && at_line_start(view, at) &&
        !(same && start != G_MAXSIZE && at_line_end(view, at + n))) {
      start = at;
    } else if (at + n <= view->len && memcmp(found, close, n) == 0 && start != G_MAXSIZE &&
               at_line_end(view, at + n)) {
      DcSpan quote = {start, at + n};
      if (dc_span_length(quote) >= QUOTE_BYTES)
        g_array_append_val(layout->quotes, quote);
      start = G_MAXSIZE;
    }
    at++;
  }
}

static gint
by_start(gconstpointer a, gconstpointer b) {
  const DcSpan *x = a, *y = b;
  return x->start < y->start ? -1 : x->start > y->start;
}

DcLayout *
dc_layout_new(const DcView *view) {
  DcLayout *layout = g_new0(DcLayout, 1);
  layout->issuer_lines = g_array_new(FALSE, FALSE, sizeof(DcSpan));
  layout->sections = g_array_new(FALSE, FALSE, sizeof(DcSection));
  layout->quotes = g_array_new(FALSE, FALSE, sizeof(DcSpan));
  layout->noise = g_array_new(FALSE, FALSE, sizeof(DcSpan));
  dc_layout_read_portal(view, layout);
  Pass pass = {.view = view, .layout = layout, .number_start = G_MAXSIZE, .blank = TRUE};
  read_lines(&pass);
  index_noise(layout, view->len);
  dc_layout_read_head(view, layout);
  dc_layout_read_preamble(view, layout);
  bound_ends(view, layout);
  read_quotes(view, layout, "“", "”");
  read_quotes(view, layout, "\"", "\"");
  g_array_sort(layout->quotes, by_start);
  return layout;
}

void
dc_layout_free(DcLayout *layout) {
  if (!layout)
    return;
  g_array_unref(layout->issuer_lines);
  g_array_unref(layout->sections);
  g_array_unref(layout->quotes);
  g_array_unref(layout->noise);
  g_free(layout->noise_behind);
  g_free(layout);
}

gboolean
dc_layout_is_headers_only(const DcLayout *layout, const DcView *view) {
  if (layout->noise->len == 0)
    return FALSE;
  gsize letters = 0, at = 0;
  for (guint i = 0; i <= layout->noise->len && letters < HEADERS_ONLY_LETTERS; i++) {
    DcSpan noise = {view->len, view->len};
    if (i < layout->noise->len)
      noise = g_array_index(layout->noise, DcSpan, i);
    for (; at < noise.start && letters < HEADERS_ONLY_LETTERS; at++)
      letters += g_ascii_isalpha(view->fold[at]) ? 1 : 0;
    at = noise.end;
  }
  return letters < HEADERS_ONLY_LETTERS;
}

static int
rank_of(DcSectionKind kind) {
  static const int ranks[] = {[DC_SECTION_ANNEX] = 0,  [DC_SECTION_PART] = 1,    [DC_SECTION_CHAPTER] = 2,
                              [DC_SECTION_ROMAN] = 3,  [DC_SECTION_HEADING] = 3, [DC_SECTION_ARTICLE] = 4,
                              [DC_SECTION_CLAUSE] = 5, [DC_SECTION_POINT] = 6,   [DC_SECTION_DASH] = 7};
  return ranks[kind];
}

/* How a section is named in speech; Roman headings and their points read as one: "mục II.3". */
static void
add_name(GString *place, const DcView *view, const DcSection *section) {
  static const char *const words[] = {
      [DC_SECTION_ROMAN] = "mục ", [DC_SECTION_CLAUSE] = "khoản ", [DC_SECTION_POINT] = "điểm "};
  const char *word = (gsize)section->kind < G_N_ELEMENTS(words) ? words[section->kind] : NULL;
  gsize n = dc_span_length(section->label);
  gboolean under_roman = section->kind == DC_SECTION_CLAUSE && g_str_has_prefix(place->str, "mục ");
  if (under_roman)
    g_string_append_c(place, '.');
  else if (place->len)
    g_string_append_c(place, ' ');
  if (word && !under_roman)
    g_string_append(place, word);
  g_string_append_len(place, view->clean + section->label.start, (gssize)n);
}

char *
dc_layout_place(const DcLayout *layout, const DcView *view, gsize offset) {
  guint low = 0, high = layout->sections->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(layout->sections, DcSection, middle).line.start <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  const DcSection *chain[8];
  guint n = 0;
  int rank = rank_of(DC_SECTION_DASH);
  for (guint i = low; i > 0 && rank > rank_of(DC_SECTION_ROMAN);) {
    const DcSection *section = &g_array_index(layout->sections, DcSection, --i);
    if (rank_of(section->kind) >= rank)
      continue;
    rank = rank_of(section->kind);
    chain[n++] = section;
    if (section->kind == DC_SECTION_ARTICLE)
      break;
  }
  GString *place = g_string_new(NULL);
  while (n > 0)
    add_name(place, view, chain[--n]);
  return g_string_free(place, FALSE);
}
