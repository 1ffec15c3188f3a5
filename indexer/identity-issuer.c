/* Who issues a document, and for which place: the letterhead, the decision that it is annexed to, the
 * opening, the signature, the suffix of its symbol, and for the province the rest of the text. */
#include "indexer/identity-parts.h"

#include "corpus/letters.h"
#include "corpus/lexicon/places.h"
#include "indexer/place.h"

enum { MAX_HEAD = 1500, MAX_BODY_LINE = 120 };

/* Types that only central bodies issue. */
static gboolean
is_central_type(const char *type) {
  static const char *const types[] = {"HP", "Luật", "BL", "PL", "NĐ", "TT", "TTLT", "NQLT", "L"};
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (strcmp(type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What a body does in the sentence that issues the document. */
static const char *const issuing_verbs[] = {"ban hành",   "xây dựng", "yêu cầu", "đề ra",   "thông báo",
                                            "quyết định", "kết luận", "chỉ đạo", "ra nghị", "hướng dẫn",
                                            "triển khai", "tổ chức",  "báo cáo", "đề nghị"};

/* "số 94/1998/NĐ-CP": the body's act, no part of its name. */
static gboolean
is_numbered(const DcFind *find, gsize at) {
  gsize number = dc_words_match(&find->words, at, "số");
  if (number == DC_WORDS_NONE)
    return FALSE;
  number = dc_words_skip(&find->words, number);
  return number < find->view->len && g_ascii_isdigit(find->view->fold[number]);
}

/* "(sau đây gọi tắt là Ban Chỉ đạo)" behind a body's name: what follows it. */
static gsize
skip_bracket(const DcFind *find, gsize at, gsize limit) {
  const char *close =
      at < limit && find->view->fold[at] == '(' ? memchr(find->view->fold + at, ')', limit - at) : NULL;
  return close ? dc_words_skip(&find->words, (gsize)(close + 1 - find->view->fold)) : at;
}

/* The end of a body's name whose first words end at `next`: the first verb after it, or a mark. `acts`: it
 * was a verb. */
static gsize
end_of_body(const DcFind *find, gsize next, gsize limit, gboolean *acts) {
  static const char *const stops[] = {"về", "thực hiện", "để", "đã", "như sau"};
  *acts = FALSE;
  gsize name_end = 0;
  limit = MIN(limit, next + 200);
  while (next < limit) {
    next = dc_words_skip(&find->words, next);
    gsize behind = skip_bracket(find, next, limit);
    if (behind > next && !name_end)
      name_end = next;
    next = behind;
    if (next >= limit || strchr(",;:.", find->view->fold[next]))
      break;
    for (guint i = 0; i < G_N_ELEMENTS(issuing_verbs); i++)
      *acts |= dc_words_match(&find->words, next, issuing_verbs[i]) != DC_WORDS_NONE;
    gboolean stop = *acts || is_numbered(find, next);
    for (guint i = 0; i < G_N_ELEMENTS(stops); i++)
      stop |= dc_words_match(&find->words, next, stops[i]) != DC_WORDS_NONE;
    if (stop)
      break;
    gsize end = dc_words_end(&find->words, next);
    next = end > next ? end : next + 1;
  }
  return dc_words_back(&find->words, MIN(name_end ? name_end : next, limit));
}

/* Whether what stands before a body makes it the owner of something, or a part of a longer name. */
static gboolean
is_attribute(const DcFind *find, gsize at) {
  static const char *const leads[] = {"của", "vụ", "hành",     "trực", "do", "tại",
                                      "gửi", "và", "lãnh đạo", "cho",  "là"};
  gsize end = dc_words_back(&find->words, at);
  for (guint i = 0; i < G_N_ELEMENTS(leads); i++)
    if (dc_words_match_back(&find->words, end, leads[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* The body that issues, as the opening has it: "…, Ban Thường vụ Huyện ủy xây dựng Kế hoạch …": the last one
 * that does something, else the last one that is named for itself. */
static DcSpan
body_in(const DcFind *find, DcSpan within) {
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
                                       "ban chỉ đạo",
                                       "thường trực",
                                       "công an",
                                       "trường"};
  DcSpan best = {0, 0};
  gboolean best_acts = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
    DcSpan rest = within;
    for (gsize at, after; (at = dc_find_label(find, rest, bodies[i], &after)) != G_MAXSIZE;
         rest.start = at + 1) {
      gboolean acts;
      if (dc_words_match(&find->words, at, bodies[i]) == DC_WORDS_NONE || is_attribute(find, at))
        continue;
      DcSpan body = {at, end_of_body(find, after, within.end, &acts)};
      gboolean better = acts != best_acts ? acts : at > best.start || dc_span_is_empty(best);
      if (better && !(at > best.start && at < best.end && acts == best_acts)) {
        best = body;
        best_acts = acts;
      }
    }
  }
  return best;
}

DcSpan
dc_find_owner_in_title(const DcFind *find) {
  DcSpan title = find->layout->title;
  gsize joint = dc_words_match(&find->words, title.start, "liên tịch");
  gsize start = joint == DC_WORDS_NONE ? title.start : dc_words_skip(&find->words, joint);
  gsize of = dc_words_match(&find->words, start, "của");
  if (dc_span_is_empty(title) || (of == DC_WORDS_NONE && joint == DC_WORDS_NONE))
    return (DcSpan){0, 0};
  gboolean acts;
  start = of == DC_WORDS_NONE ? start : dc_words_skip(&find->words, of);
  return (DcSpan){start, end_of_body(find, dc_words_end(&find->words, start), title.end, &acts)};
}

/* Where the document is kept: "Lưu Văn phòng Tỉnh ủy", "Lưu VPHU". */
static DcPlace
place_of_archive(DcFind *find) {
  DcPlace place = {.level = DC_LEVEL_NONE};
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

/* `first`: the first of several bodies has to be known. */
static DcPlace
place_of_suffix(const DcMention *own, gboolean first) {
  DcPlace place = {.level = DC_LEVEL_NONE};
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
    if (!issuer && first)
      break;
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
  if (!*place->name && place->level == more->level) {
    g_strlcpy(place->name, more->name, sizeof place->name);
    place->kind = more->kind;
  }
  if (!*place->within)
    g_strlcpy(place->within, more->within, sizeof place->within);
}

/* "Kim Động, ngày …": the name before the comma. */
static DcSpan
place_of_date(const DcFind *find) {
  DcSpan line = find->layout->place_date;
  gsize comma = dc_find_text(find, line, ",");
  return comma == G_MAXSIZE ? (DcSpan){0, 0} : (DcSpan){line.start, comma};
}

/* A people's committee or council: "ỦY BAN NHÂN DÂN" alone over the number does not say of which level. */
static gboolean
is_of_any_level(const DcMention *own) {
  static const char *const bodies[] = {"UBND", "HĐND", "UB"};
  for (guint i = 0; own && i < G_N_ELEMENTS(bodies); i++)
    if (g_str_has_suffix(own->suffix, bodies[i]))
      return TRUE;
  return FALSE;
}

static void
add_date_place(DcFind *find, DcPlace *place) {
  DcSpan name = place_of_date(find);
  if (dc_span_is_empty(name) || dc_span_length(name) >= DC_PLACE_NAME)
    return;
  const DcUnit *unit = dc_lexicon_province_n(find->view->fold + name.start, dc_span_length(name));
  if (unit && !place->province)
    place->province = unit->name;
  if (unit && place->level == DC_LEVEL_NONE && is_of_any_level(find->own)) {
    const char *named = dc_place_most_named(find->view, NULL, 0);
    gboolean town = strcmp(unit->kind, "thành phố") != 0 && dc_places_is_known(DC_LEVEL_DISTRICT, unit->name);
    DcSpan head = {find->own->span.end, MIN(find->own->span.end + MAX_HEAD, find->view->len)};
    if (!town || (named ? strcmp(named, unit->name) == 0
                        : dc_place_read(find->view, body_in(find, head)).level == DC_LEVEL_PROVINCE))
      place->level = DC_LEVEL_PROVINCE;
  }
  if (!unit && !*place->name && (place->level == DC_LEVEL_DISTRICT || place->level == DC_LEVEL_COMMUNE)) {
    DcPlace read = dc_place_read(find->view, name);
    const char *text = *read.name ? read.name : dc_find_keep_line(find, name, DC_PLACE_NAME);
    g_strlcpy(place->name, text, sizeof place->name);
  }
}

/* The province when nothing about the issuer names it: from the tables, by its name or by the town that the
 * document is dated from, as long as the text does not speak of another that has such a name; else the one
 * that the text speaks of most. */
static const char *
province_of(DcFind *find, const DcPlace *place) {
  const DcSpan weighty[] = {find->layout->title, find->layout->opening, find->layout->issued_with};
  const char *named = dc_place_most_named(find->view, weighty, G_N_ELEMENTS(weighty));
  gboolean known = FALSE;
  const char *province = dc_place_province(place, named, find->identity->date, &known);
  DcSpan town = place_of_date(find);
  if (!province && place->level == DC_LEVEL_PROVINCE && dc_span_length(town) < DC_PLACE_NAME) {
    const char *name = dc_find_keep_line(find, town, DC_PLACE_NAME);
    province = dc_places_province(DC_LEVEL_DISTRICT, NULL, name, find->identity->date);
  }
  return province || known ? province : named;
}

static void
set_unit(DcFind *find, DcPlace *place) {
  if (place->level == DC_LEVEL_CENTRAL) {
    find->identity->unit = "TW";
  } else {
    if (!place->province)
      place->province = province_of(find, place);
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
      "đảng bộ",   "đảng ủy", "tỉnh ủy",   "thành ủy", "huyện ủy",  "quận ủy",   "thị ủy",     "chi bộ",
      "ủy ban",    "ubnd",    "cơ quan",   "hội đồng", "hđnd",      "sở",        "phòng",      "ban",
      "văn phòng", "bộ",      "tổng cục",  "cục",      "chi cục",   "trường",    "trung tâm",  "công an",
      "đoàn",      "hội",     "liên đoàn", "mặt trận", "chính phủ", "thủ tướng", "quốc hội",   "thanh tra",
      "viện",      "tòa án",  "kho bạc",   "bảo hiểm", "ngân hàng", "tỉnh đoàn", "thành đoàn", "huyện đoàn"};
  for (guint i = 0; i < G_N_ELEMENTS(bodies); i++)
    if (dc_words_match(&find->words, line.start, bodies[i]) != DC_WORDS_NONE)
      return TRUE;
  return FALSE;
}

/* A body's name in its usual case: "ĐẢNG ỦY XÃ THANH BA" as "Đảng ủy xã Thanh Ba". */
static char *
proper_case(const char *body, const DcPlace *place) {
  g_autofree char *fold = dc_letters_fold(body, -1);
  const DcIssuer *known = dc_lexicon_body_n(fold, strlen(fold));
  if (known && known->level != DC_LEVEL_NONE && !place->province) {
    g_autofree char *name = dc_letters_fold(known->name, -1);
    if (strcmp(name, fold) == 0)
      return g_strdup(known->name);
  }
  static const char *const capitals[] = {"MTTQ",          "UBND",          "HĐND",          "Việt Nam",
                                         "Tổ quốc",       "Trung ương",    "Quốc hội",      "Bộ Chính trị",
                                         "Ban Bí thư",    "Ban Chấp hành", "Ban Thường vụ", "Ban Thường trực",
                                         "Ban Tuyên giáo"};
  g_autoptr(GString) both = g_string_new(fold);
  const char *names[] = {place->name, place->province ? place->province : ""};
  for (guint i = 0; i < G_N_ELEMENTS(names) + G_N_ELEMENTS(capitals); i++) {
    const char *name = i < G_N_ELEMENTS(names) ? names[i] : capitals[i - G_N_ELEMENTS(names)];
    g_autofree char *lower = dc_letters_fold(name, -1);
    if (*name)
      g_string_replace(both, lower, name, 1);
  }
  char first[7] = "";
  g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(both->str)), first);
  return g_strconcat(first, *both->str ? g_utf8_next_char(both->str) : "", NULL);
}

static gboolean
is_shouted(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_islower(g_utf8_get_char(p)))
      return FALSE;
  return TRUE;
}

/* "TRƯỜNG THPT NGUYỄN DU": told from all others without the body above it. */
static gboolean
has_own_name(const char *body) {
  static const char *const kinds[] = {"trường ", "bệnh viện ", "công ty ", "tổng công ty "};
  g_autofree char *fold = dc_letters_fold(body, -1);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_has_prefix(fold, kinds[i]))
      return TRUE;
  return FALSE;
}

/* The issuer in words: the last body; one that does not say of whom goes with the one above it ("Ban Thường
 * trực Ủy ban MTTQ Việt Nam xã Lương Minh"). */
static void
name_issuer(DcFind *find, const char *body, const DcPlace *here, const char *above) {
  /* A school or a company may hold names and abbreviations that have no usual case to go back to. */
  gboolean usual = here->level != DC_LEVEL_NONE || g_str_has_prefix(body, "BAN ");
  g_autofree char *name = usual && is_shouted(body) ? proper_case(body, here) : g_strdup(body);
  g_autofree char *whole = here->level == DC_LEVEL_NONE && *above && !has_own_name(body)
                               ? g_strdup_printf("%s %s", name, above)
                               : g_strdup(name);
  find->identity->issuer = dc_find_keep(find, whole);
}

/* The letterhead names the issuer last, the bodies above it first: "ĐẢNG BỘ TỈNH NGHỆ AN / HUYỆN ỦY NAM ĐÀN".
 * Reads its place; what lies above only tells the province. */
static DcPlace
place_of_letterhead(DcFind *find) {
  const GArray *lines = find->layout->issuer_lines;
  DcPlace place = {.level = DC_LEVEL_NONE};
  g_autoptr(GString) body = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const char *text = dc_find_keep_line(find, g_array_index(lines, DcSpan, i), 200);
    g_string_append_printf(body, "%s%s", body->len ? " " : "", text);
    if (i + 1 < lines->len && !begins_body(find, g_array_index(lines, DcSpan, i + 1)))
      continue;
    DcPlace here = dc_place_parse(body->str);
    const char *province = here.province ? here.province : place.province;
    name_issuer(find, body->str, &here, find->identity->issuer);
    if (here.level == DC_LEVEL_COMMUNE && place.level == DC_LEVEL_DISTRICT && !*here.within)
      g_strlcpy(here.within, place.name, sizeof here.within);
    if (here.level != DC_LEVEL_NONE)
      place = here;
    place.province = province;
    g_string_truncate(body, 0);
  }
  return place;
}

/* "HỘI ĐỒNG NHÂN DÂN TỈNH PHÚ YÊN" on a line of its own above the grounds, where the letterhead has only "HỘI
 * ĐỒNG NHÂN DÂN". */
static DcPlace
place_of_repeated_body(DcFind *find) {
  static const char *const bodies[] = {"ủy ban nhân dân", "hội đồng nhân dân"};
  const DcLayout *layout = find->layout;
  DcPlace place = {.level = DC_LEVEL_NONE};
  gboolean lost = !find->own && layout->issuer_lines->len == 0 && dc_span_is_empty(layout->type_line) &&
                  *find->identity->type; /* the head is lost, but it enacts */
  if (!lost && (!is_of_any_level(find->own) || layout->issuer_lines->len == 0))
    return place;
  gsize from = lost ? layout->content.start : find->own->span.end;
  gsize stop = dc_find_text(find, (DcSpan){from, find->view->len}, "căn cứ");
  DcSpan head = {from, MIN(from + MAX_HEAD, stop == G_MAXSIZE ? find->view->len : stop)};
  for (guint i = 0; i < G_N_ELEMENTS(bodies) && place.level == DC_LEVEL_NONE; i++) {
    DcSpan rest = head;
    for (gsize at, end;
         place.level == DC_LEVEL_NONE && (at = dc_find_label(find, rest, bodies[i], &end)) != G_MAXSIZE;
         rest.start = end) {
      gsize line = at;
      while (line > from && find->view->fold[line - 1] != '\n')
        line--;
      const char *feed = memchr(find->view->fold + end, '\n', find->view->len - end);
      DcSpan whole = {at, feed ? (gsize)(feed - find->view->fold) : find->view->len};
      gboolean alone = line == at || dc_words_match(&find->words, line, "chủ tịch") != DC_WORDS_NONE;
      if (alone && dc_words_is_capital(&find->words, dc_words_start(&find->words, end)) &&
          dc_span_length(whole) < MAX_BODY_LINE)
        place = dc_place_read(find->view, whole);
    }
  }
  return place;
}

/* The sentence that issues the document: the opening, or the end of the grounds that run into it. */
static DcSpan
issuing_part(const DcFind *find) {
  const DcLayout *layout = find->layout;
  if (!dc_span_is_empty(layout->opening) || dc_span_is_empty(layout->preamble))
    return layout->opening;
  const char *text = find->view->fold + layout->preamble.start;
  const char *last = memrchr(text, ';', dc_span_length(layout->preamble));
  gsize start = last ? (gsize)(last - find->view->fold) + 1 : layout->preamble.start;
  return (DcSpan){start, layout->preamble.end};
}

/* From what a text without letterhead says: the opening, the title, the signature, the archive. */
static void
add_places_of_text(DcFind *find, DcPlace *place) {
  DcSpan bodies[] = {body_in(find, find->reprint), dc_find_owner_in_title(find),
                     body_in(find, issuing_part(find)), body_in(find, find->layout->title),
                     find->layout->signature};
  for (guint i = 0; i < G_N_ELEMENTS(bodies) && place->level != DC_LEVEL_CENTRAL; i++) {
    DcPlace more = dc_place_read(find->view, bodies[i]);
    if (more.level == DC_LEVEL_CENTRAL && is_of_any_level(find->own))
      continue; /* no central body numbers like a people's committee */
    if (!dc_span_is_empty(bodies[i]) && i + 1 < G_N_ELEMENTS(bodies) && !*find->identity->issuer &&
        more.level != DC_LEVEL_NONE)
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

DcLevel
dc_find_letterhead_level(DcFind *find) {
  return place_of_letterhead(find).level;
}

gboolean
dc_find_is_other_body(DcFind *find, const DcMention *mention) {
  if (!*mention->issuer)
    return FALSE;
  DcPlace place = dc_place_parse(mention->issuer), own = place_of_letterhead(find);
  if (place.level == DC_LEVEL_NONE || own.level == DC_LEVEL_NONE)
    return FALSE;
  if (place.level != own.level)
    return TRUE;
  g_autofree char *name = dc_letters_fold(place.name, -1), *own_name = dc_letters_fold(own.name, -1);
  return *name && *own_name && strcmp(name, own_name) != 0;
}

void
dc_find_unit(DcFind *find) {
  DcPlace place = place_of_letterhead(find);
  DcPlace suffix = place_of_suffix(find->own, place.level != DC_LEVEL_NONE);
  if (suffix.level != DC_LEVEL_NONE && suffix.level != place.level) {
    place.level = suffix.level;
    place.name[0] = '\0';
  }
  if (place.level == DC_LEVEL_NONE)
    place = place_of_repeated_body(find);
  const DcMention *issued = !find->own ? dc_find_mention_in(find, find->layout->issued_with) : NULL;
  if (issued) {
    DcPlace more = dc_place_parse(issued->issuer);
    if (more.level == DC_LEVEL_NONE)
      more = place_of_suffix(issued, FALSE);
    add_place(&place, &more);
    if (!*find->identity->issuer)
      find->identity->issuer = issued->issuer;
  }
  if (place.level == DC_LEVEL_NONE &&
      (is_central_type(find->identity->type) || dc_find_is_gazette_page(find)))
    place.level = DC_LEVEL_CENTRAL;
  add_places_of_text(find, &place);
  find_issuer(find);
  if (place.level == DC_LEVEL_NONE) {
    DcPlace named = dc_place_parse(find->identity->issuer);
    add_place(&place, &named);
  }
  if (place.level != DC_LEVEL_CENTRAL)
    add_date_place(find, &place);
  set_unit(find, &place);
}
