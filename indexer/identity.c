/* The document's own number is the one in its letterhead; failing that, the one that a portal's heading
 * gives, or that the authentication of a consolidated text gives. An annex has the decision that issued it.
 * Where there is no number, issuer and place are read from the opening, the signature and the rest of the
 * text. */
#include "indexer/identity.h"

#include <string.h>

#include "indexer/date.h"
#include "indexer/place.h"

enum { MAX_TITLE = 600, PORTAL_HEAD = 4000, PASSED_REACH = 300 };

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

/* "Số:" right before the number, at the start of a line: a letterhead of its own, wherever it stands. */
static gboolean
has_letterhead_number(const Find *find, const DcMention *m) {
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
loose_number(const Find *find, gboolean consolidated) {
  for (guint i = 0; i < find->mentions->len; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (m->cls == DC_CLASS_NUMBERED &&
        (consolidated ? is_consolidated(m) : m->span.start < find->layout->type_line.start) &&
        has_letterhead_number(find, m))
      return m;
  }
  return NULL;
}

/* A title that begins with the document's own type and number: "DECREE / Decree No. 39/2011/ND-CP of …". */
static const DcMention *
titled_number(const Find *find) {
  const DcMention *m = mention_in(find, find->layout->title);
  DcSpan type = find->layout->type_line;
  gsize n = dc_span_length(type);
  gboolean begins = m && m->cite.start == find->layout->title.start && n > 0 &&
                    m->cite.start + n <= find->view->len &&
                    memcmp(find->view->fold + type.start, find->view->fold + m->cite.start, n) == 0;
  return begins ? m : NULL;
}

static void
find_own_number(Find *find) {
  const DcLayout *layout = find->layout;
  find->own = loose_number(find, TRUE);
  if (!find->own)
    find->own = mention_in(find, layout->number);
  if (!find->own)
    find->own = loose_number(find, FALSE);
  if (!find->own)
    find->own = mention_in(find, layout->heading);
  if (!find->own)
    find->own = titled_number(find);
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
    find->identity->type = *own->type ? own->type : *own->symbol_type ? own->symbol_type : "CV";
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

/* A page of the Government's gazette, an issue's contents among them. */
static gboolean
is_gazette_page(const Find *find) {
  DcSpan head = {0, MIN(find->view->len, PORTAL_HEAD)};
  for (gsize at; (at = find_text(find, head, "trang")) != G_MAXSIZE; head.start = at + 1)
    if (dc_words_match(&find->words, at, "trang chủ công báo") != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* The place line that follows a number which is not in the letterhead ("Hà Nội, ngày 20 tháng 6 năm 2022").
 */
static const char *
date_below(Find *find, gsize at) {
  DcSpan below = {at, MIN(at + 400, find->view->len)};
  gsize day = find_text(find, below, ", ngày ");
  return day == G_MAXSIZE ? "" : date_at(find, day + 2);
}

/* A label wherever its words stand, its end in `end`. */
static gsize
find_label(const Find *find, DcSpan within, const char *label, gsize *end) {
  g_autofree char *first = g_strndup(label, strcspn(label, " "));
  for (gsize at; (at = find_text(find, within, first)) != G_MAXSIZE; within.start = at + 1) {
    const char *want = label;
    gsize next = at;
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

/* The date after a label of a portal, which may stand right against it ("Ngày ban hành14/01/2026"). */
static const char *
labelled_date(Find *find, DcSpan within, const char *label) {
  for (gsize at; find_label(find, within, label, &at) != G_MAXSIZE; within.start = at) {
    gsize date = at + strspn(find->view->fold + at, ": \n");
    if (date < within.end && g_ascii_isdigit(find->view->fold[date]))
      return date_at(find, date);
  }
  return "";
}

/* What a portal says of the document. */
static const char *
portal_date(Find *find) {
  static const char *const labels[] = {"ngày ban hành", "ngày ký xác thực", "ngày xác thực"};
  DcSpan head = {0, MIN(find->view->len, PORTAL_HEAD)}, all = {0, find->view->len};
  gsize start = dc_words_skip(&find->words, 0), day;
  if (dc_words_match(&find->words, start, "công báo số") != DC_WORDS_NONE &&
      (day = find_text(find, (DcSpan){start, MIN(start + 80, find->view->len)}, "ngày")) != G_MAXSIZE)
    return date_at(find, day);
  const char *date = labelled_date(find, head, "ban hành:");
  for (guint i = 0; i < G_N_ELEMENTS(labels) && !*date; i++)
    date = labelled_date(find, all, labels[i]);
  return date;
}

/* "Luật này được Quốc hội … thông qua ngày 14 tháng 6 năm 2019." */
static const char *
passed_date(Find *find) {
  static const char passed[] = "thông qua";
  gsize at = find->layout->body.start, end = find->view->len;
  const char *date = "";
  for (; (at = find_text(find, (DcSpan){at, end}, passed)) != G_MAXSIZE; at += strlen(passed)) {
    DcSpan before = {at > PASSED_REACH ? at - PASSED_REACH : 0, at};
    if (find_text(find, before, " này được ") != G_MAXSIZE ||
        find_text(find, before, " này đã được ") != G_MAXSIZE) {
      const char *found = date_at(find, at + strlen(passed));
      date = strlen(found) == 10 ? found : date;
    }
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
  if (!*identity->date && (!dc_span_is_empty(find->layout->heading) || is_gazette_page(find)))
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

/* Types that only central bodies issue. */
static gboolean
is_central_type(const char *type) {
  static const char *const types[] = {"HP", "Luật", "BL", "PL", "NĐ", "TT", "TTLT", "NQLT", "L"};
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (strcmp(type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The last of the usual bodies that stands before `limit` and is not said to own something ("của UBND tỉnh").
 */
static DcSpan
last_body(const Find *find, DcSpan within, gsize limit) {
  static const char *const bodies[] = {"ban thường vụ",
                                       "ban chấp hành",
                                       "chủ tịch ủy ban nhân dân",
                                       "ủy ban nhân dân",
                                       "hội đồng nhân dân",
                                       "ubnd",
                                       "hđnd",
                                       "tỉnh ủy",
                                       "thành ủy",
                                       "huyện ủy",
                                       "quận ủy",
                                       "thị ủy",
                                       "đảng ủy",
                                       "ban thường trực",
                                       "chính phủ",
                                       "bộ trưởng",
                                       "sở",
                                       "bộ chính trị",
                                       "ban bí thư",
                                       "thủ tướng chính phủ",
                                       "ban chỉ đạo"};
  DcSpan best = {0, 0};
  for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
    DcSpan rest = within;
    for (gsize at, end; (at = find_label(find, rest, bodies[i], &end)) != G_MAXSIZE; rest.start = at + 1) {
      gboolean owned =
          dc_words_match_back(&find->words, dc_words_back(&find->words, at), "của") != DC_WORDS_NONE;
      gboolean whole = dc_words_match(&find->words, at, bodies[i]) != DC_WORDS_NONE;
      if (!owned && whole && at <= limit && (dc_span_is_empty(best) || at >= best.end))
        best = (DcSpan){at, end};
    }
  }
  return best;
}

/* The body that issues, as the opening or the title has it: "Ban Thường vụ Tỉnh ủy ban hành …". */
static DcSpan
body_in(const Find *find, DcSpan within) {
  static const char *const stops[] = {"ban hành", "xây dựng", "triển khai", "yêu cầu",
                                      "tổ chức",  "về",       "thực hiện"};
  gsize after, issue = find_label(find, within, "ban hành", &after);
  DcSpan body = last_body(find, within, issue == G_MAXSIZE ? within.end : issue);
  if (dc_span_is_empty(body))
    return body;
  gsize head = body.end;
  body.end = MIN(within.end, body.start + 160);
  for (gsize at = head; at < body.end; at++)
    if (strchr(",;:.", find->view->fold[at]))
      body.end = at;
  for (guint i = 0; i < G_N_ELEMENTS(stops); i++) {
    gsize at = find_label(find, (DcSpan){head, body.end}, stops[i], &after);
    if (at != G_MAXSIZE && dc_words_match(&find->words, at, stops[i]) != DC_WORDS_NONE)
      body.end = at;
  }
  return body;
}

/* Where the document is kept: "Lưu Văn phòng Tỉnh ủy", "Lưu VPHU". */
static DcPlace
place_of_archive(Find *find) {
  DcPlace place = {DC_LEVEL_NONE, NULL, ""};
  gsize end;
  gsize at = find_label(find, find->layout->recipients, "lưu", &end);
  if (at == G_MAXSIZE)
    return place;
  DcSpan rest = {end, find->layout->recipients.end};
  for (gsize next = dc_words_skip(&find->words, end); next < rest.end && place.level == DC_LEVEL_NONE;) {
    gsize word = dc_words_end(&find->words, next);
    const DcIssuer *issuer =
        word > next + 2 ? dc_lexicon_issuer_n(find->view->fold + next, word - next) : NULL;
    if (issuer && issuer->party)
      place.level = issuer->level;
    next = dc_words_skip(&find->words, MAX(word, next + 1));
  }
  return place.level != DC_LEVEL_NONE ? place : dc_place_read(find->view, rest);
}

/* "Cơ quan ban hành" in a portal's table of attributes. */
static const char *
portal_issuer(Find *find) {
  static const char label[] = "cơ quan ban hành";
  DcSpan all = {0, find->view->len};
  for (gsize at; find_label(find, all, label, &at) != G_MAXSIZE; all.start = at) {
    at += strspn(find->view->fold + at, ": ");
    DcSpan name = {at, MIN(at + 160, find->view->len)};
    gsize end = find_text(find, name, "ngày ban hành"), line = find_text(find, name, "\n");
    name.end = MIN(MIN(name.end, end), line);
    if ((end != G_MAXSIZE || line != G_MAXSIZE) && dc_place_read(find->view, name).level != DC_LEVEL_NONE &&
        dc_span_length(name) < 120)
      return keep_line(find, name, 120);
  }
  return "";
}

/* The bodies that a suffix names: "BTC-BTP" gives both ministries. Only those that it names for certain. */
static const char *
issuer_of_suffix(Find *find) {
  GString *names = g_string_new(NULL);
  g_auto(GStrv) parts = g_strsplit_set(find->own->suffix, "-/", -1);
  for (guint i = 0; parts[i]; i++) {
    gsize n = strlen(parts[i]);
    while (n > 0 && g_ascii_isdigit(parts[i][n - 1]))
      parts[i][--n] = '\0';
    const DcIssuer *issuer = dc_lexicon_issuer(parts[i]);
    if (issuer && issuer->level == DC_LEVEL_CENTRAL && strcmp(issuer->suffix, "TW") != 0)
      g_string_append_printf(names, "%s%s", names->len ? ", " : "", issuer->name);
  }
  const char *kept = keep(find, names->str);
  g_string_free(names, TRUE);
  return kept;
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

/* Words that begin the name of a body of its own, rather than go on with the line above. */
static gboolean
begins_body(const Find *find, DcSpan line) {
  static const char *const bodies[] = {
      "đảng bộ", "đảng ủy",   "tỉnh ủy",  "thành ủy",  "huyện ủy",  "quận ủy",    "thị ủy",    "chi bộ",
      "ủy ban",  "ubnd",      "hội đồng", "hđnd",      "sở",        "phòng",      "ban",       "văn phòng",
      "bộ",      "tổng cục",  "cục",      "chi cục",   "trường",    "trung tâm",  "công an",   "đoàn",
      "hội",     "liên đoàn", "mặt trận", "chính phủ", "thủ tướng", "quốc hội",   "thanh tra", "viện",
      "tòa án",  "kho bạc",   "bảo hiểm", "ngân hàng", "tỉnh đoàn", "thành đoàn", "huyện đoàn"};
  for (guint i = 0; i < G_N_ELEMENTS(bodies); i++)
    if (dc_words_match(&find->words, line.start, bodies[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* The letterhead names the issuer last, the bodies above it first: "ĐẢNG BỘ TỈNH NGHỆ AN / HUYỆN ỦY NAM ĐÀN".
 * Reads its place; what lies above only tells the province. */
static DcPlace
place_of_letterhead(Find *find) {
  const GArray *lines = find->layout->issuer_lines;
  DcPlace place = {DC_LEVEL_NONE, NULL, ""};
  g_autoptr(GString) all = g_string_new(NULL), body = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    DcSpan line = g_array_index(lines, DcSpan, i);
    const char *text = keep_line(find, line, 200);
    g_string_append_printf(all, "%s%s", i ? " " : "", text);
    g_string_append_printf(body, "%s%s", body->len ? " " : "", text);
    if (i + 1 < lines->len && !begins_body(find, g_array_index(lines, DcSpan, i + 1)))
      continue;
    DcPlace here = dc_place_parse(body->str);
    const char *province = here.province ? here.province : place.province;
    if (here.level != DC_LEVEL_NONE)
      place = here;
    place.province = province;
    g_string_truncate(body, 0);
  }
  if (all->len)
    find->identity->issuer = keep(find, all->str);
  return place;
}

/* From what a text without letterhead says: the opening, the title, the signature. */
static void
add_places_of_text(Find *find, DcPlace *place) {
  DcSpan bodies[] = {body_in(find, find->layout->opening), body_in(find, find->layout->title),
                     find->layout->signature};
  for (guint i = 0; i < G_N_ELEMENTS(bodies) && place->level != DC_LEVEL_CENTRAL; i++) {
    DcPlace more = dc_place_read(find->view, bodies[i]);
    if (!dc_span_is_empty(bodies[i]) && i < 2 && !*find->identity->issuer && more.level != DC_LEVEL_NONE)
      find->identity->issuer = keep_line(find, bodies[i], 200);
    add_place(place, &more);
  }
  if (place->level == DC_LEVEL_NONE) {
    DcPlace archive = place_of_archive(find);
    add_place(place, &archive);
  }
}

static void
find_issuer(Find *find) {
  DcIdentity *identity = find->identity;
  if (!*identity->issuer && (!dc_span_is_empty(find->layout->heading) || is_gazette_page(find)))
    identity->issuer = portal_issuer(find);
  for (guint i = 0; i < find->mentions->len && !*identity->issuer && find->own; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (strcmp(m->key, identity->key) == 0)
      identity->issuer = m->issuer;
  }
  if (!*identity->issuer && find->own)
    identity->issuer = issuer_of_suffix(find);
}

static void
find_unit(Find *find) {
  DcPlace place = place_of_letterhead(find), suffix = place_of_suffix(find->own);
  if (suffix.level != DC_LEVEL_NONE && suffix.level != place.level) {
    place.level = suffix.level;
    place.name[0] = '\0';
  }
  const DcMention *issued = !find->own ? mention_in(find, find->layout->issued_with) : NULL;
  if (issued) {
    DcPlace more = dc_place_parse(issued->issuer);
    if (more.level == DC_LEVEL_NONE)
      more = place_of_suffix(issued);
    add_place(&place, &more);
    if (!*find->identity->issuer)
      find->identity->issuer = issued->issuer;
  }
  add_places_of_text(find, &place);
  find_issuer(find);
  if (place.level == DC_LEVEL_NONE && (is_central_type(find->identity->type) || is_gazette_page(find)))
    place.level = DC_LEVEL_CENTRAL;
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
