/* The document's own number is the one in its letterhead; failing that, the one that a portal's heading
 * gives, or that the authentication of a consolidated text gives. An annex has the decision that issued it.
 * Where there is no number, issuer and place are read from the opening, the signature and the rest of the
 * text. */
#include "indexer/identity.h"

#include <string.h>

#include "indexer/date.h"
#include "indexer/place.h"

enum { MAX_TITLE = 600, PORTAL_HEAD = 4000, LAW_TAIL = 3000 };

typedef struct {
  const DcView *view;
  const DcLayout *layout;
  GStringChunk *strings;
  GArray *mentions;
  DcWords words;
  DcIdentity *identity;
  const DcMention *own; /* the mention that gives the number; NULL */
} Find;

static const char *
keep(Find *find, const char *text) {
  return g_string_chunk_insert_const(find->strings, text);
}

/* The text of a span on one line, with single spaces. */
static const char *
keep_line(Find *find, DcSpan span, gsize max) {
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
  const char *kept = keep(find, line->str);
  g_string_free(line, TRUE);
  return kept;
}

static const DcMention *
mention_in(const Find *find, DcSpan span) {
  for (guint i = 0; i < find->mentions->len && !dc_span_is_empty(span); i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->span.start >= span.end)
      break;
    if (m->span.end > span.start && m->cls == DC_CLASS_NUMBERED)
      return m;
  }
  return NULL;
}

static gboolean
is_consolidated(const DcMention *m) {
  return strcmp(m->symbol_type, "VBHN") == 0;
}

/* "Số" right before the number, at the start of a line: a letterhead of its own, wherever it stands. */
static gboolean
has_letterhead_number(const Find *find, const DcMention *m) {
  const char *fold = find->view->fold;
  gsize at = dc_words_back(&find->words, m->span.start);
  if (at > 0 && fold[at - 1] == ':')
    at = dc_words_back(&find->words, at - 1);
  gsize so = dc_words_match_back(&find->words, at, "số");
  if (so == DC_WORDS_NONE)
    return FALSE;
  while (so > 0 && strchr(" *_", fold[so - 1]))
    so--;
  return so == 0 || fold[so - 1] == '\n' || fold[so - 1] == '|';
}

/* A number in letterhead form above the title, or, for a consolidated text, where it is certified. */
static const DcMention *
loose_number(const Find *find) {
  gsize title = find->layout->title.start;
  for (guint i = 0; i < find->mentions->len; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->cls == DC_CLASS_NUMBERED && (m->span.start < title || is_consolidated(m)) &&
        has_letterhead_number(find, m))
      return m;
  }
  return NULL;
}

static void
find_own_number(Find *find) {
  const DcLayout *layout = find->layout;
  find->own = mention_in(find, layout->number);
  if (!find->own)
    find->own = loose_number(find);
  if (!find->own)
    find->own = mention_in(find, layout->heading);
  if (find->own) {
    find->identity->key = find->own->key;
    return;
  }
  const DcMention *issued = mention_in(find, layout->issued_with);
  if (issued) {
    find->identity->annex_key = issued->key;
    find->identity->annex_date = issued->date;
  }
}

/* ---- type ---- */

static const DcType *
type_of_line(const Find *find, gboolean party) {
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

static gboolean
is_party(const DcMention *own) {
  g_auto(GStrv) parts = g_strsplit_set(own->suffix, "-/", -1);
  const DcIssuer *issuer = parts[0] ? dc_lexicon_issuer(parts[0]) : NULL;
  return issuer && issuer->party;
}

static void
find_type(Find *find) {
  const DcMention *own = find->own;
  if (own && is_consolidated(own)) {
    find->identity->type = "VBHN";
    return;
  }
  const DcType *type = type_of_line(find, own && is_party(own));
  if (type)
    find->identity->type = type->abbreviation;
  else if (own)
    find->identity->type = *own->type ? own->type : own->symbol_type;
}

/* ---- date ---- */

static const char *
date_at(Find *find, gsize at) {
  DcDate date;
  return dc_date_read(&find->words, at, &date) ? keep(find, date.iso) : "";
}

static gsize
find_text(const Find *find, DcSpan within, const char *literal) {
  if (dc_span_is_empty(within))
    return G_MAXSIZE;
  const char *found =
      memmem(find->view->fold + within.start, dc_span_length(within), literal, strlen(literal));
  return found ? (gsize)(found - find->view->fold) : G_MAXSIZE;
}

/* The place line that follows a number which is not in the letterhead ("Hà Nội, ngày 20 tháng 6 năm 2022").
 */
static const char *
date_below(Find *find, gsize at) {
  DcSpan below = {at, MIN(at + 400, find->view->len)};
  gsize day = find_text(find, below, ", ngày ");
  return day == G_MAXSIZE ? "" : date_at(find, day + 2);
}

/* What a portal says of the document. */
static const char *
portal_date(Find *find) {
  static const char *const labels[] = {"ngày ban hành:", "ngày ban hành ", "ban hành:"};
  DcSpan head = {0, MIN(find->view->len, PORTAL_HEAD)}, all = {0, find->view->len};
  gsize at = find_text(find, head, labels[2]);
  if (at != G_MAXSIZE && find_text(find, (DcSpan){at, MIN(at + 30, find->view->len)}, "/") != G_MAXSIZE)
    return date_at(find, at + strlen(labels[2]));
  for (int i = 0; i < 2; i++) {
    at = find_text(find, i ? all : head, labels[i]);
    const char *date = at == G_MAXSIZE ? "" : date_at(find, at + strlen(labels[i]));
    if (*date)
      return date;
  }
  return "";
}

/* "Luật này được Quốc hội … thông qua ngày 14 tháng 6 năm 2019." */
static const char *
passed_date(Find *find) {
  gsize at = find->layout->body.start, end = find->view->len;
  const char *date = "";
  while ((at = find_text(find, (DcSpan){at, end}, "thông qua ngày")) != G_MAXSIZE) {
    gsize start = at > 300 ? at - 300 : 0;
    at += strlen("thông qua");
    DcSpan before = {start, at};
    if (find_text(find, before, " này được ") != G_MAXSIZE ||
        find_text(find, before, " này đã được ") != G_MAXSIZE)
      date = date_at(find, at);
  }
  return date;
}

static const char *
place_line_date(Find *find) {
  gsize day = find_text(find, find->layout->place_date, "ngày");
  return day == G_MAXSIZE ? "" : date_at(find, day);
}

static void
find_date(Find *find) {
  DcIdentity *identity = find->identity;
  identity->date = place_line_date(find);
  if (!*identity->date && find->own && dc_span_is_empty(find->layout->number))
    identity->date = date_below(find, find->own->span.end);
  if (!*identity->date && *identity->annex_key)
    identity->date = identity->annex_date;
  if (!*identity->date && !dc_span_is_empty(find->layout->heading))
    identity->date = portal_date(find);
  if (!*identity->date && find->own)
    identity->date = passed_date(find);
  for (guint i = 0; i < find->mentions->len && !*identity->date && find->own; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (strcmp(m->key, identity->key) == 0)
      identity->date = m->date;
  }
}

/* ---- issuer, unit, level ---- */

static DcSpan
join_issuer_lines(const Find *find) {
  return find->layout->issuer;
}

/* A body that starts a sentence of the opening, or the title: "Ban Thường vụ Tỉnh ủy ban hành …". */
static DcSpan
body_in(const Find *find, DcSpan within) {
  static const char *const bodies[] = {
      "ban thường vụ", "ban chấp hành", "ủy ban nhân dân", "hội đồng nhân dân", "chủ tịch ủy ban nhân dân",
      "ubnd",          "hđnd",          "tỉnh ủy",         "thành ủy",          "huyện ủy",
      "quận ủy",       "thị ủy",        "đảng ủy",         "ban thường trực",   "chính phủ",
      "bộ trưởng",     "sở ",           "bộ chính trị",    "ban bí thư",        "thủ tướng chính phủ",
      "ban chỉ đạo"};
  DcSpan best = {0, 0};
  gsize issue = find_text(find, within, "ban hành");
  gsize limit = issue == G_MAXSIZE ? within.end : issue;
  for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
    DcSpan rest = {within.start, within.end};
    /* The issuing body stands right before "ban hành"/"xây dựng Kế hoạch", the last one named. */
    for (gsize at; (at = find_text(find, rest, bodies[i])) != G_MAXSIZE; rest.start = at + 1) {
      gboolean owned =
          dc_words_match_back(&find->words, dc_words_back(&find->words, at), "của") != DC_WORDS_NONE;
      if (!owned && at <= limit && (at > best.start || dc_span_is_empty(best)) &&
          !(at < best.end && !dc_span_is_empty(best)))
        best = (DcSpan){at, MIN(within.end, at + 160)};
    }
  }
  for (gsize at = best.start; at < best.end; at++)
    if (strchr(",;:.\n", find->view->fold[at]) && find->view->fold[at] != '\n')
      best.end = at;
  const char *stops[] = {" ban hành", " xây dựng", " triển khai", " yêu cầu",
                         " tổ chức",  " về ",      " thực hiện"};
  for (guint i = 0; i < G_N_ELEMENTS(stops) && !dc_span_is_empty(best); i++) {
    gsize at = find_text(find, best, stops[i]);
    if (at != G_MAXSIZE)
      best.end = at;
  }
  return best;
}

static DcPlace
place_of_suffix(const DcMention *own) {
  DcPlace place = {DC_LEVEL_NONE, NULL, ""};
  if (!own)
    return place;
  g_auto(GStrv) parts = g_strsplit_set(own->suffix, "-/", -1);
  for (guint i = 0; parts[i] && place.level == DC_LEVEL_NONE; i++) {
    gsize n = strlen(parts[i]);
    while (n > 0 && g_ascii_isdigit(parts[i][n - 1]))
      parts[i][--n] = '\0';
    const DcIssuer *issuer = dc_lexicon_issuer(parts[i]);
    if (issuer)
      place.level = issuer->level;
  }
  return place;
}

/* What `more` knows goes where `place` knows nothing. */
static void
add_place(DcPlace *place, const DcPlace *more) {
  if (place->level == DC_LEVEL_NONE)
    place->level = more->level;
  if (!place->province)
    place->province = more->province;
  if (!*place->name && place->level == more->level)
    g_strlcpy(place->name, more->name, sizeof place->name);
}

/* "Kim Động, ngày …": the name before the comma. */
static DcSpan
place_of_date(const Find *find) {
  DcSpan line = find->layout->place_date;
  gsize comma = find_text(find, line, ",");
  return comma == G_MAXSIZE ? (DcSpan){0, 0} : (DcSpan){line.start, comma};
}

static void
add_date_place(Find *find, DcPlace *place) {
  DcSpan name = place_of_date(find);
  if (dc_span_is_empty(name) || dc_span_length(name) >= DC_PLACE_NAME)
    return;
  const DcUnit *unit = dc_lexicon_province_n(find->view->fold + name.start, dc_span_length(name));
  if (unit && !place->province)
    place->province = unit->name;
  if (!unit && !*place->name && (place->level == DC_LEVEL_DISTRICT || place->level == DC_LEVEL_COMMUNE)) {
    DcPlace read = dc_place_read(find->view, name);
    const char *text = *read.name ? read.name : keep_line(find, name, DC_PLACE_NAME);
    g_strlcpy(place->name, text, sizeof place->name);
  }
}

static void
set_unit(Find *find, DcPlace *place) {
  if (place->level == DC_LEVEL_CENTRAL) {
    find->identity->unit = "TW";
  } else {
    if (!place->province) {
      const DcSpan weighty[] = {find->layout->title, find->layout->opening, find->layout->issued_with};
      place->province = dc_place_most_named(find->view, weighty, G_N_ELEMENTS(weighty));
    }
    gboolean local = place->level == DC_LEVEL_DISTRICT || place->level == DC_LEVEL_COMMUNE;
    char buffer[DC_PLACE_NAME * 2 + 2];
    if (place->level != DC_LEVEL_NONE)
      find->identity->unit =
          keep(find, dc_place_unit(place->province, local ? place->name : "", buffer, sizeof buffer));
  }
  find->identity->level = place->level;
}

static void
find_unit(Find *find) {
  const DcLayout *layout = find->layout;
  DcPlace place = place_of_suffix(find->own);
  DcSpan issuer = join_issuer_lines(find);
  if (!dc_span_is_empty(issuer))
    find->identity->issuer = keep_line(find, issuer, 300);
  const DcMention *issued = !find->own ? mention_in(find, layout->issued_with) : NULL;
  DcPlace more = dc_place_read(find->view, issuer);
  add_place(&place, &more);
  if (issued) {
    more = dc_place_parse(issued->issuer);
    if (more.level == DC_LEVEL_NONE)
      more = place_of_suffix(issued);
    add_place(&place, &more);
    if (!*find->identity->issuer)
      find->identity->issuer = issued->issuer;
  }
  DcSpan bodies[] = {body_in(find, layout->opening), body_in(find, layout->title), layout->signature};
  for (guint i = 0; i < G_N_ELEMENTS(bodies) && place.level != DC_LEVEL_CENTRAL; i++) {
    more = dc_place_read(find->view, bodies[i]);
    if (!dc_span_is_empty(bodies[i]) && i < 2 && !*find->identity->issuer && more.level != DC_LEVEL_NONE)
      find->identity->issuer = keep_line(find, bodies[i], 200);
    add_place(&place, &more);
  }
  if (place.level != DC_LEVEL_CENTRAL)
    add_date_place(find, &place);
  set_unit(find, &place);
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

/* The same symbol with another date or of another unit is another document. */
static gboolean
is_other(const Find *find, const DcMention *m) {
  if (strlen(m->date) == 10 && strlen(find->identity->date) == 10 &&
      strcmp(m->date, find->identity->date) != 0)
    return TRUE;
  if (!*m->issuer)
    return FALSE;
  DcPlace place = dc_place_parse(m->issuer);
  return place.province && !g_str_has_prefix(find->identity->unit, place.province);
}

static void
mark_self(Find *find) {
  if (!find->own)
    return;
  DcSpan own_span = find->own->span;
  for (guint i = 0; i < find->mentions->len; i++) {
    DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->cls != DC_CLASS_NUMBERED)
      continue;
    gboolean same = strcmp(m->key, find->own->key) == 0 && m->key[0] != '?' && !is_other(find, m);
    if (same || is_blank_own(m, find->own) || m->span.start == own_span.start)
      m->relation = DC_RELATION_SELF;
  }
}

void
dc_identity_find(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions,
                 DcIdentity *identity) {
  *identity = (DcIdentity){"", "", "", "", "?", DC_LEVEL_NONE, "", "", ""};
  Find find = {view, layout, strings, mentions, dc_words_new(view, layout->noise), identity, NULL};
  find_own_number(&find);
  find_type(&find);
  find_date(&find);
  find_unit(&find);
  identity->title = keep_line(&find, layout->title, MAX_TITLE);
  mark_self(&find);
}
