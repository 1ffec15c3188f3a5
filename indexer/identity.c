/* The document's own number is the one in its letterhead; failing that, the one that a portal's heading
 * gives, or that the authentication of a consolidated text gives. An annex has the decision that issued it.
 */
#include "indexer/identity-parts.h"

#include "indexer/place.h"

enum { MAX_REPRINT_HEAD = 3000, MAX_REPRINT_GAP = 700, MAX_DISPLACED = 9000, MAX_ENACTING = 8000 };

static gboolean
is_consolidated(const DcMention *m) {
  return strcmp(m->symbol_type, "VBHN") == 0;
}

/* "Số:" right before the number, at the start of a line: a letterhead of its own, wherever it stands. */
static gboolean
has_letterhead_number(const DcFind *find, const DcMention *m) {
  const char *fold = find->view->fold;
  gsize at = dc_words_back(&find->words, m->span.start);
  if (at == 0 || fold[at - 1] != ':')
    return FALSE;
  gsize so = dc_words_match_back(&find->words, dc_words_back(&find->words, at - 1), "số");
  if (so == DC_WORDS_NONE)
    return FALSE;
  while (so > 0 && strchr(" *_", fold[so - 1]))
    so--;
  return so == 0 || fold[so - 1] == '\n' || fold[so - 1] == '|';
}

/* A consolidated text bears its number where it is certified, at the end; its letterhead may still be that of
 * the act that it renders. Else any number in letterhead form above the title. */
static const DcMention *
loose_number(const DcFind *find, gboolean consolidated) {
  for (guint i = 0; i < find->mentions->len; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->cls == DC_CLASS_NUMBERED &&
        (consolidated ? is_consolidated(m) : m->span.start < find->layout->type_line.start) &&
        has_letterhead_number(find, m))
      return m;
  }
  return NULL;
}

/* A title that begins with the document's own type and number: "DECREE / Decree No. 39/2011/ND-CP of …", or
 * with its issuer and number, as before 2002: "NGHỊ ĐỊNH / của Chính phủ số 94/1998/NĐ-CP ngày …". */
static const DcMention *
titled_number(const DcFind *find) {
  const DcMention *m = dc_find_mention_in(find, find->layout->title);
  DcSpan type = find->layout->type_line;
  gsize n = dc_span_length(type);
  if (!m || n == 0)
    return NULL;
  gboolean repeats = m->cite.start == find->layout->title.start && m->cite.start + n <= find->view->len &&
                     memcmp(find->view->fold + type.start, find->view->fold + m->cite.start, n) == 0;
  gboolean behind = m->cite.start == type.start ||
                    m->cite.start == dc_words_skip(&find->words, dc_find_owner_in_title(find).end);
  return repeats || behind ? m : NULL;
}

/* "Ngày …, Tỉnh ủy … đã ban hành Nghị quyết số … . Báo … giới thiệu toàn văn:" above a document that a
 * newspaper or portal prints without its head. */
static const DcMention *
reprinted_number(DcFind *find) {
  for (guint i = 0; i < find->mentions->len; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->cite.start > MAX_REPRINT_HEAD)
      break;
    gsize end;
    DcSpan after = {m->cite.end, MIN(m->cite.end + MAX_REPRINT_GAP, find->view->len)};
    if (m->cls != DC_CLASS_NUMBERED || !dc_words_precede(&find->words, m->cite.start, 0, 3, "ban hành") ||
        dc_find_label(find, after, "toàn văn", &end) == G_MAXSIZE)
      continue;
    gsize start = m->cite.start > MAX_REPRINT_GAP ? m->cite.start - MAX_REPRINT_GAP : 0;
    const char *feed = memrchr(find->view->fold + start, '\n', m->cite.start - start);
    find->reprint = (DcSpan){feed ? (gsize)(feed - find->view->fold) + 1 : start, m->cite.start};
    return m;
  }
  return NULL;
}

/* A head in two columns that extraction put below the first page: the number, the motto, place and date. */
static const DcMention *
displaced_number(DcFind *find) {
  static const char motto[] = "cộng hòa xã hội chủ nghĩa việt nam";
  for (guint i = 0; i < find->mentions->len; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->span.start > MAX_DISPLACED)
      break;
    gsize next = dc_words_skip(&find->words, m->span.end);
    if (m->cls != DC_CLASS_NUMBERED || m->key[0] == '?' ||
        dc_words_match(&find->words, next, motto) == DC_WORDS_NONE || !has_letterhead_number(find, m))
      continue;
    return m;
  }
  return NULL;
}

static void
find_own_number(DcFind *find) {
  const DcLayout *layout = find->layout;
  find->own = loose_number(find, TRUE);
  if (!find->own)
    find->own = dc_find_mention_in(find, layout->number);
  if (!find->own)
    find->own = loose_number(find, FALSE);
  if (!find->own)
    find->own = dc_find_mention_in(find, layout->heading);
  if (!find->own)
    find->own = titled_number(find);
  if (!find->own)
    find->own = reprinted_number(find);
  if (!find->own)
    find->own = displaced_number(find);
  dc_find_mend_committees(find, find->own ? dc_find_letterhead_level(find) : DC_LEVEL_NONE);
  if (find->own) {
    find->identity->key = find->own->key;
    return;
  }
  const DcMention *issued = dc_find_mention_in(find, layout->issued_with);
  if (issued) {
    find->identity->annex_key = issued->key;
    find->identity->annex_date = issued->date;
  }
}

/* ---- type ---- */

static const DcType *
type_of_line(const DcFind *find, gboolean party) {
  DcSpan line = find->layout->type_line;
  while (line.end > line.start && strchr(" :.*", find->view->fold[line.end - 1]))
    line.end--;
  const char *text = find->view->fold + line.start;
  gsize n = dc_span_length(line);
  const DcType *type = party ? dc_lexicon_party_type_n(text, n) : dc_lexicon_type_n(text, n);
  if (type || n == 0)
    return type;
  /* Spaced letters: two spaces or more part words. */
  GString *joined = g_string_new(NULL);
  for (gsize at = line.start; at < line.end; at++) {
    gboolean gap = find->view->fold[at] == ' ' && at + 1 < line.end && find->view->fold[at + 1] == ' ';
    if (find->view->fold[at] != ' ' || gap)
      g_string_append_c(joined, find->view->fold[at]);
    if (gap)
      at++;
  }
  type = dc_lexicon_type_n(joined->str, joined->len);
  g_string_free(joined, TRUE);
  return type;
}

/* "… ban hành Kế hoạch … như sau:": the type of a document without a head. */
static const DcType *
type_of_opening(const DcFind *find) {
  static const char *const verbs[] = {"ban hành", "xây dựng"};
  const DcType *found = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(verbs) && !found; i++) {
    DcSpan rest = find->layout->opening;
    for (gsize at, end; !found && (at = dc_find_label(find, rest, verbs[i], &end)) != G_MAXSIZE;
         rest.start = at + 1) {
      gsize start = dc_words_skip(&find->words, end), stop = start;
      for (int n = 0; n < 4 && stop < rest.end; n++) {
        gsize word = dc_words_end(&find->words, stop);
        const DcType *type = dc_lexicon_type_n(find->view->fold + start, word - start);
        found = type ? type : found;
        stop = dc_words_skip(&find->words, MAX(word, stop + 1));
      }
    }
  }
  return found;
}

static gboolean
is_party(const DcMention *own) {
  g_auto(GStrv) parts = g_strsplit_set(own->suffix, "-/", -1);
  const DcIssuer *issuer = parts[0] ? dc_lexicon_issuer(parts[0]) : NULL;
  return issuer && issuer->party;
}

/* "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:" on a line of its own in a text without a head. */
static const DcType *
type_of_enacting(const DcFind *find) {
  static const struct { const char *words, *type; } forms[] = {{"quyết định", "QĐ"}, {"quyết nghị", "NQ"}};
  DcSpan head = {0, MIN(find->view->len, MAX_ENACTING)};
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
    gsize end;
    DcSpan rest = head;
    for (gsize at; (at = dc_find_label(find, rest, forms[i].words, &end)) != G_MAXSIZE; rest.start = end)
      if ((at == 0 || find->view->fold[at - 1] == '\n') && end < find->view->len &&
          find->view->fold[end] == ':' && dc_words_is_capital(&find->words, at + 1))
        return dc_lexicon_type(forms[i].type);
  }
  return NULL;
}

/* The type line was cut from a longer one ("QUY ĐỊNH CHẾ ĐỘ CÔNG TÁC PHÍ …"): it may be the title's verb. */
static gboolean
is_cut_from_title(const DcFind *find) {
  gsize next = dc_words_skip(&find->words, find->layout->type_line.end);
  return next < find->view->len && next == find->layout->title.start &&
         memchr(find->view->fold + find->layout->type_line.end, '\n', next - find->layout->type_line.end) ==
             NULL;
}

static void
find_type(DcFind *find) {
  const DcMention *own = find->own;
  if (own && is_consolidated(own)) {
    find->identity->type = "VBHN";
    return;
  }
  const DcType *type = type_of_line(find, own && is_party(own));
  if (!type && !own && dc_span_is_empty(find->layout->type_line))
    type = type_of_opening(find);
  if (!type && !own && dc_span_is_empty(find->layout->type_line))
    type = type_of_enacting(find);
  if (type && own && *own->symbol_type && is_cut_from_title(find))
    type = NULL;
  /* "THÔNG TƯ" over "liên tịch của …": the number tells. */
  const DcType *numbered = type && own ? dc_lexicon_type(own->symbol_type) : NULL;
  if (numbered && g_str_equal(numbered->joint_of, type->abbreviation))
    type = numbered;
  if (type)
    find->identity->type = type->abbreviation;
  else if (own)
    find->identity->type = *own->type ? own->type : *own->symbol_type ? own->symbol_type : "CV";
}

/* ---- own numbers elsewhere in the text ---- */

/* Whether a blank number is that of this document: the same symbol with the same year. */
static gboolean
is_blank_own(const DcMention *m, const DcMention *own) {
  if (m->key[0] != '?' || !m->year || m->year != own->year)
    return FALSE;
  const char *tail = own->key + strcspn(own->key, "/-");
  return g_ascii_strcasecmp(m->key + 1, tail) == 0;
}

/* "(Kèm theo Hướng dẫn số … /HD-MTTQ-BTT …" over an annex of a document whose own number is blank. */
static gboolean
is_own_annex(const DcFind *find, const DcMention *m) {
  if (m->key[0] != '?' || strcmp(m->key, find->own->key) != 0)
    return FALSE;
  gsize with = dc_words_match_back(&find->words, dc_words_back(&find->words, m->cite.start), "kèm theo");
  if (with == DC_WORDS_NONE)
    return FALSE;
  gsize issued = dc_words_match_back(&find->words, dc_words_back(&find->words, with), "ban hành");
  gsize open = dc_words_back(&find->words, issued == DC_WORDS_NONE ? with : issued);
  return open > 0 && find->view->fold[open - 1] == '(';
}

/* The same symbol with another date or of another unit is another document. */
static gboolean
is_other(DcFind *find, const DcMention *m) {
  if (strlen(m->date) == 10 && strlen(find->identity->date) == 10 &&
      strcmp(m->date, find->identity->date) != 0)
    return TRUE;
  if (!*m->issuer)
    return FALSE;
  DcPlace place = dc_place_parse(m->issuer);
  return dc_find_is_other_body(find, m) ||
         (place.province && !g_str_has_prefix(find->identity->unit, place.province));
}

static void
mark_self(DcFind *find) {
  if (!find->own)
    return;
  DcSpan own_span = find->own->span;
  for (guint i = 0; i < find->mentions->len; i++) {
    DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->cls != DC_CLASS_NUMBERED)
      continue;
    gboolean same = strcmp(m->key, find->own->key) == 0 && m->key[0] != '?' && !is_other(find, m);
    if (same || is_blank_own(m, find->own) || is_own_annex(find, m) || m->span.start == own_span.start) {
      m->relation = DC_RELATION_SELF;
      m->type = *m->type ? m->type : find->identity->type;
    }
  }
}

void
dc_identity_find(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions,
                 DcIdentity *identity) {
  *identity = (DcIdentity){"", "", "", "", "?", DC_LEVEL_NONE, "", "", ""};
  DcFind find = {view, layout, strings, mentions, dc_words_plain(view, layout), identity, NULL, {0, 0}};
  find_own_number(&find);
  find_type(&find);
  dc_find_date(&find);
  dc_find_unit(&find);
  dc_find_title(&find);
  mark_self(&find);
}
