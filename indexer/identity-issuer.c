/* Who issues a document, and for which place: the letterhead, the decision that it is annexed to, the
 * opening, the signature, the suffix of its symbol, and for the province the rest of the text. */
#include "indexer/identity-parts.h"

#include "indexer/place.h"

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
last_body(const DcFind *find, DcSpan within, gsize limit) {
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
    for (gsize at, end; (at = dc_find_label(find, rest, bodies[i], &end)) != G_MAXSIZE; rest.start = at + 1) {
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
body_in(const DcFind *find, DcSpan within) {
  static const char *const stops[] = {"ban hành", "xây dựng", "triển khai", "yêu cầu",
                                      "tổ chức",  "về",       "thực hiện"};
  gsize after, issue = dc_find_label(find, within, "ban hành", &after);
  DcSpan body = last_body(find, within, issue == G_MAXSIZE ? within.end : issue);
  if (dc_span_is_empty(body))
    return body;
  gsize head = body.end;
  body.end = MIN(within.end, body.start + 160);
  for (gsize at = head; at < body.end; at++)
    if (strchr(",;:.", find->view->fold[at]))
      body.end = at;
  for (guint i = 0; i < G_N_ELEMENTS(stops); i++) {
    gsize at = dc_find_label(find, (DcSpan){head, body.end}, stops[i], &after);
    if (at != G_MAXSIZE && dc_words_match(&find->words, at, stops[i]) != DC_WORDS_NONE)
      body.end = at;
  }
  return body;
}

/* Where the document is kept: "Lưu Văn phòng Tỉnh ủy", "Lưu VPHU". */
static DcPlace
place_of_archive(DcFind *find) {
  DcPlace place = {DC_LEVEL_NONE, NULL, ""};
  gsize end;
  gsize at = dc_find_label(find, find->layout->recipients, "lưu", &end);
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
portal_issuer(DcFind *find) {
  static const char label[] = "cơ quan ban hành";
  DcSpan all = {0, find->view->len};
  for (gsize at; dc_find_label(find, all, label, &at) != G_MAXSIZE; all.start = at) {
    at += strspn(find->view->fold + at, ": ");
    DcSpan name = {at, MIN(at + 160, find->view->len)};
    gsize end = dc_find_text(find, name, "ngày ban hành"), line = dc_find_text(find, name, "\n");
    name.end = MIN(MIN(name.end, end), line);
    if ((end != G_MAXSIZE || line != G_MAXSIZE) && dc_place_read(find->view, name).level != DC_LEVEL_NONE &&
        dc_span_length(name) < 120)
      return dc_find_keep_line(find, name, 120);
  }
  return "";
}

/* The bodies that a suffix names: "BTC-BTP" gives both ministries. Only those that it names for certain. */
static const char *
issuer_of_suffix(DcFind *find) {
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
  const char *kept = dc_find_keep(find, names->str);
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
place_of_date(const DcFind *find) {
  DcSpan line = find->layout->place_date;
  gsize comma = dc_find_text(find, line, ",");
  return comma == G_MAXSIZE ? (DcSpan){0, 0} : (DcSpan){line.start, comma};
}

static void
add_date_place(DcFind *find, DcPlace *place) {
  DcSpan name = place_of_date(find);
  if (dc_span_is_empty(name) || dc_span_length(name) >= DC_PLACE_NAME)
    return;
  const DcUnit *unit = dc_lexicon_province_n(find->view->fold + name.start, dc_span_length(name));
  if (unit && !place->province)
    place->province = unit->name;
  if (!unit && !*place->name && (place->level == DC_LEVEL_DISTRICT || place->level == DC_LEVEL_COMMUNE)) {
    DcPlace read = dc_place_read(find->view, name);
    const char *text = *read.name ? read.name : dc_find_keep_line(find, name, DC_PLACE_NAME);
    g_strlcpy(place->name, text, sizeof place->name);
  }
}

static void
set_unit(DcFind *find, DcPlace *place) {
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
          dc_find_keep(find, dc_place_unit(place->province, local ? place->name : "", buffer, sizeof buffer));
  }
  find->identity->level = place->level;
}

/* Words that begin the name of a body of its own, rather than go on with the line above. */
static gboolean
begins_body(const DcFind *find, DcSpan line) {
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
place_of_letterhead(DcFind *find) {
  const GArray *lines = find->layout->issuer_lines;
  DcPlace place = {DC_LEVEL_NONE, NULL, ""};
  g_autoptr(GString) all = g_string_new(NULL), body = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    DcSpan line = g_array_index(lines, DcSpan, i);
    const char *text = dc_find_keep_line(find, line, 200);
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
    find->identity->issuer = dc_find_keep(find, all->str);
  return place;
}

/* From what a text without letterhead says: the opening, the title, the signature. */
static void
add_places_of_text(DcFind *find, DcPlace *place) {
  DcSpan bodies[] = {body_in(find, find->layout->opening), body_in(find, find->layout->title),
                     find->layout->signature};
  for (guint i = 0; i < G_N_ELEMENTS(bodies) && place->level != DC_LEVEL_CENTRAL; i++) {
    DcPlace more = dc_place_read(find->view, bodies[i]);
    if (!dc_span_is_empty(bodies[i]) && i < 2 && !*find->identity->issuer && more.level != DC_LEVEL_NONE)
      find->identity->issuer = dc_find_keep_line(find, bodies[i], 200);
    add_place(place, &more);
  }
  if (place->level == DC_LEVEL_NONE) {
    DcPlace archive = place_of_archive(find);
    add_place(place, &archive);
  }
}

static void
find_issuer(DcFind *find) {
  DcIdentity *identity = find->identity;
  if (!*identity->issuer && (!dc_span_is_empty(find->layout->heading) || dc_find_is_gazette_page(find)))
    identity->issuer = portal_issuer(find);
  for (guint i = 0; i < find->mentions->len && !*identity->issuer && find->own; i++) {
    const DcMention *m = &g_array_index(find->mentions, DcMention, i);
    if (strcmp(m->key, identity->key) == 0)
      identity->issuer = m->issuer;
  }
  if (!*identity->issuer && find->own)
    identity->issuer = issuer_of_suffix(find);
}

void
dc_find_unit(DcFind *find) {
  DcPlace place = place_of_letterhead(find), suffix = place_of_suffix(find->own);
  if (suffix.level != DC_LEVEL_NONE && suffix.level != place.level) {
    place.level = suffix.level;
    place.name[0] = '\0';
  }
  const DcMention *issued = !find->own ? dc_find_mention_in(find, find->layout->issued_with) : NULL;
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
  if (place.level == DC_LEVEL_NONE &&
      (is_central_type(find->identity->type) || dc_find_is_gazette_page(find)))
    place.level = DC_LEVEL_CENTRAL;
  if (place.level != DC_LEVEL_CENTRAL)
    add_date_place(find, &place);
  set_unit(find, &place);
}
