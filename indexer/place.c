/* Level words lead to names. The first level word of a phrase is the body's own, those after it say where
 * that lies ("xã Tân Lập, huyện Yên Thế, tỉnh Bắc Giang"). */
#include "indexer/place.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/places.h"
#include "indexer/words.h"

enum { MAX_NAME_WORDS = 4, PHRASE_BYTES = 400 };

typedef struct {
  const char *words;
  DcLevel level;
  gboolean city; /* a city may be a province or a district: the name decides */
  const char *kind;
} LevelWord;

/* Longer ones first where one begins another. */
static const LevelWord level_words[] = {
    {"tỉnh ủy", DC_LEVEL_PROVINCE, FALSE, NULL},          {"tỉnh đảng bộ", DC_LEVEL_PROVINCE, FALSE, NULL},
    {"tỉnh đoàn", DC_LEVEL_PROVINCE, FALSE, NULL},        {"thành ủy", DC_LEVEL_PROVINCE, TRUE, "thành phố"},
    {"thành đoàn", DC_LEVEL_PROVINCE, TRUE, "thành phố"}, {"huyện ủy", DC_LEVEL_DISTRICT, FALSE, "huyện"},
    {"quận ủy", DC_LEVEL_DISTRICT, FALSE, "quận"},        {"thị ủy", DC_LEVEL_DISTRICT, FALSE, "thị xã"},
    {"huyện đoàn", DC_LEVEL_DISTRICT, FALSE, "huyện"},    {"tỉnh", DC_LEVEL_PROVINCE, FALSE, NULL},
    {"thành phố", DC_LEVEL_PROVINCE, TRUE, "thành phố"},  {"tp", DC_LEVEL_PROVINCE, TRUE, "thành phố"},
    {"huyện", DC_LEVEL_DISTRICT, FALSE, "huyện"},         {"quận", DC_LEVEL_DISTRICT, FALSE, "quận"},
    {"thị xã", DC_LEVEL_DISTRICT, FALSE, "thị xã"},       {"xã", DC_LEVEL_COMMUNE, FALSE, "xã"},
    {"phường", DC_LEVEL_COMMUNE, FALSE, "phường"},        {"thị trấn", DC_LEVEL_COMMUNE, FALSE, "thị trấn"},
    {"đặc khu", DC_LEVEL_COMMUNE, FALSE, "đặc khu"},
};

static const char *const central_words[] = {"bộ chính trị",
                                            "ban bí thư",
                                            "chính phủ",
                                            "thủ tướng",
                                            "quốc hội",
                                            "chủ tịch nước",
                                            "trung ương",
                                            "ngân hàng nhà nước",
                                            "tòa án nhân dân tối cao",
                                            "viện kiểm sát nhân dân tối cao",
                                            "kiểm toán nhà nước",
                                            "hội đồng bộ trưởng",
                                            "hội đồng nhà nước",
                                            "ban chỉ đạo quốc gia",
                                            "government",
                                            "prime minister",
                                            "ministry",
                                            "minister",
                                            "national assembly"};

static gboolean
is_capital(const DcWords *words, gsize at) {
  return at < words->len &&
         dc_letters_lower(g_utf8_get_char(words->clean + at)) != g_utf8_get_char(words->clean + at);
}

/* The longest province that starts at `at`, and its end. */
static const DcUnit *
province_at(const DcWords *words, gsize at, gsize stop, gsize *end) {
  const DcUnit *found = NULL;
  gsize next = at;
  for (int n = 0; n < 6 && next < stop; n++) {
    gsize word_end = dc_words_end(words, next);
    if (word_end == next)
      break;
    const DcUnit *unit =
        n > 0 || word_end - at > 4 ? dc_lexicon_province_n(words->fold + at, word_end - at) : NULL;
    if (unit) {
      found = unit;
      *end = word_end;
    }
    next = dc_words_skip(words, word_end);
    if (next < stop && words->fold[next] == '-')
      next = dc_words_skip(words, next + 1);
  }
  return found;
}

/* A name in its usual case: "KIM ĐỘNG" as "Kim Động". */
static void
add_word(GString *name, const DcWords *words, gsize at, gsize end) {
  if (name->len)
    g_string_append_c(name, ' ');
  gsize first = at + (gsize)g_utf8_skip[(guchar)words->clean[at]];
  g_string_append_len(name, words->clean + at, (gssize)(first - at));
  g_string_append_len(name, words->fold + first, (gssize)(end - first));
}

/* The name after a level word: the words that are in capitals, up to four. A number is a name with its level
 * word ("Quận 1"). */
static gsize
read_name(const DcWords *words, gsize level_at, gsize at, gsize stop, char out[DC_PLACE_NAME]) {
  g_autoptr(GString) name = g_string_new(NULL);
  gsize next = dc_words_skip(words, at), end = at;
  if (next < stop && dc_words_is_digit((guchar)words->fold[next])) {
    add_word(name, words, level_at, dc_words_end(words, level_at));
    gsize digits = next;
    while (digits < stop && dc_words_is_digit((guchar)words->fold[digits]))
      digits++;
    add_word(name, words, next, digits);
    name->str[0] = g_ascii_toupper(name->str[0]);
    end = digits;
  }
  for (int n = 0; n < MAX_NAME_WORDS && next < stop && end <= next; n++) {
    gsize word_end = dc_words_end_of_name(words, next);
    if (word_end == next || !is_capital(words, next))
      break;
    add_word(name, words, next, word_end);
    end = word_end;
    next = dc_words_skip(words, word_end);
    if (next > word_end + 1 || (next > word_end && words->fold[word_end] == '\n'))
      break;
  }
  g_strlcpy(out, name->str, DC_PLACE_NAME);
  return end;
}

/* "xã hội", "hợp tác xã": a level word within another word. */
static gboolean
is_other_word(const DcWords *words, gsize at, gsize end) {
  return dc_words_match(words, dc_words_skip(words, end), "hội") != DC_WORDS_NONE ||
         dc_words_match_back(words, dc_words_back(words, at), "hợp tác") != DC_WORDS_NONE;
}

static const LevelWord *
level_at(const DcWords *words, gsize at, gsize *end) {
  if (!strchr("tqhxp\xC4", words->fold[at]))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS(level_words); i++) {
    gsize found = dc_words_match(words, at, level_words[i].words);
    if (found == DC_WORDS_NONE || is_other_word(words, at, found))
      continue;
    if (words->fold[found] == '.')
      found++;
    *end = found;
    return &level_words[i];
  }
  return NULL;
}

static void
take_level(const DcWords *words, gsize at, const LevelWord *level, gsize *end, gsize stop, DcPlace *place) {
  gsize name_at = dc_words_skip(words, *end), after;
  const DcUnit *unit =
      level->level == DC_LEVEL_PROVINCE && name_at < stop ? province_at(words, name_at, stop, &after) : NULL;
  DcLevel own = level->level;
  char name[DC_PLACE_NAME] = "";
  if (unit && level->city && strcmp(unit->kind, "thành phố") != 0)
    unit = NULL; /* the city has its province's name: "thành phố Hà Tĩnh" */
  if (unit) {
    *end = after;
  } else if (own != DC_LEVEL_PROVINCE || level->city) {
    after = read_name(words, at, *end, stop, name);
    *end = MAX(after, *end);
    if (level->city && *name)
      own = DC_LEVEL_DISTRICT;
  }
  if (own == DC_LEVEL_DISTRICT && place->level == DC_LEVEL_COMMUNE && !*place->within)
    g_strlcpy(place->within, name, sizeof place->within);
  if (place->level == DC_LEVEL_NONE) {
    place->level = own;
    place->kind = level->kind;
    place->city = level->city && !unit && !*name;
    if (own != DC_LEVEL_PROVINCE)
      g_strlcpy(place->name, name, sizeof place->name);
  }
  if (unit && !place->province)
    place->province = unit->name;
}

static gboolean
names_central(const DcWords *words, DcSpan phrase) {
  gsize at = dc_words_skip(words, phrase.start);
  gsize ministry = dc_words_match(words, at, "bộ trưởng");
  if (ministry == DC_WORDS_NONE)
    ministry = dc_words_match(words, at, "bộ");
  if (ministry != DC_WORDS_NONE && is_capital(words, dc_words_skip(words, ministry)))
    return TRUE;
  for (gsize next = at; next < phrase.end; next = dc_words_skip(words, next)) {
    for (guint i = 0; i < G_N_ELEMENTS(central_words); i++)
      if (dc_words_match(words, next, central_words[i]) != DC_WORDS_NONE)
        return TRUE;
    gsize end = dc_words_end(words, next);
    next = end > next ? end : next + 1;
  }
  const DcIssuer *body = dc_lexicon_body_n(words->fold + phrase.start, dc_span_length(phrase));
  return body && body->level == DC_LEVEL_CENTRAL;
}

/* Cuts what a column or the next line added to a name, when only the rest is one that the tables have: "Cô Tô
 * Cơ Quan". */
static void
trim_name(DcLevel level, char name[DC_PLACE_NAME]) {
  char part[DC_PLACE_NAME];
  if (!*name || dc_places_is_known(level, name))
    return;
  g_strlcpy(part, name, sizeof part);
  for (char *space; (space = strrchr(part, ' '));) {
    *space = '\0';
    if (!dc_places_is_known(level, part))
      continue;
    g_strlcpy(name, part, DC_PLACE_NAME);
    return;
  }
}

DcPlace
dc_place_read(const DcView *view, DcSpan phrase) {
  DcPlace place = {.level = DC_LEVEL_NONE};
  DcWords words = dc_words_plain(view, NULL);
  phrase.end = MIN(phrase.end, phrase.start + PHRASE_BYTES);
  for (gsize at = dc_words_skip(&words, phrase.start); at < phrase.end; at = dc_words_skip(&words, at)) {
    gsize end;
    const LevelWord *level = level_at(&words, at, &end);
    if (level && end <= phrase.end)
      take_level(&words, at, level, &end, phrase.end, &place);
    else
      end = dc_words_end(&words, at);
    at = end > at ? end : at + 1;
  }
  if (place.level == DC_LEVEL_DISTRICT)
    trim_name(place.level, place.name);
  if (place.level == DC_LEVEL_NONE &&
      dc_words_match(&words, dc_words_skip(&words, phrase.start), "sở") != DC_WORDS_NONE)
    place.level = DC_LEVEL_PROVINCE;
  if (place.level == DC_LEVEL_NONE && !dc_span_is_empty(phrase) && names_central(&words, phrase))
    place.level = DC_LEVEL_CENTRAL;
  return place;
}

DcPlace
dc_place_parse(const char *phrase) {
  g_autoptr(DcView) view = dc_view_new(phrase, strlen(phrase));
  return dc_place_read(view, (DcSpan){0, view->len});
}

static const char *
province_of_name(DcLevel level, const char *kind, const char *name, const char *near, const char *date,
                 gboolean *known) {
  if (!*name)
    return NULL;
  const char *province = dc_places_province(level, kind, name, date);
  gboolean is_near = near && dc_places_lies_in(level, name, near);
  *known |= is_near || dc_places_is_known(level, name);
  return is_near ? near : province;
}

const char *
dc_place_province(const DcPlace *place, const char *near, const char *date, gboolean *known) {
  gboolean unused = FALSE;
  known = known ? known : &unused;
  if (place->province)
    return place->province;
  const char *province = province_of_name(DC_LEVEL_DISTRICT, NULL, place->within, near, date, known);
  return province ? province : province_of_name(place->level, place->kind, place->name, near, date, known);
}

/* ---- the province that a text speaks of ---- */

static guint
row_of(const DcUnit *unit) {
  const GPtrArray *provinces = dc_lexicon_provinces();
  guint i = 0;
  while (provinces->pdata[i] != unit)
    i++;
  return i;
}

static void
count_after(const DcWords *words, const char *lead, gboolean city, const DcSpan *weighty, gsize n,
            guint *votes) {
  gsize len = strlen(lead);
  for (gsize at = 0; at < words->len;) {
    const char *found = memmem(words->fold + at, words->len - at, lead, len);
    if (!found)
      break;
    at = (gsize)(found - words->fold) + len;
    gsize end, name = dc_words_skip(words, at);
    const DcUnit *unit = name < words->len ? province_at(words, name, words->len, &end) : NULL;
    if (!unit || (city && strcmp(unit->kind, "thành phố") != 0))
      continue;
    guint weight = 1;
    for (gsize i = 0; i < n; i++)
      if (weighty[i].start <= at && at < weighty[i].end)
        weight = 5;
    votes[row_of(unit)] += weight;
  }
}

/* One vote a mention, or five, for each of the provinces in the order of their table. */
static guint *
count_votes(const DcView *view, const DcSpan *weighty, gsize n) {
  guint *votes = g_new0(guint, dc_lexicon_provinces()->len);
  DcWords words = dc_words_plain(view, NULL);
  count_after(&words, "tỉnh", FALSE, weighty, n, votes);
  count_after(&words, "tỉnh ủy", FALSE, weighty, n, votes);
  count_after(&words, "thành phố", TRUE, weighty, n, votes);
  count_after(&words, "thành ủy", TRUE, weighty, n, votes);
  count_after(&words, "tp.", TRUE, weighty, n, votes);
  return votes;
}

const char *
dc_place_most_named(const DcView *view, const DcSpan *weighty, gsize n) {
  const GPtrArray *provinces = dc_lexicon_provinces();
  g_autofree guint *votes = count_votes(view, weighty, n);
  const char *best = NULL;
  for (guint i = 0, most = 0; i < provinces->len; i++)
    if (votes[i] > most) {
      most = votes[i];
      best = ((const DcUnit *)provinces->pdata[i])->name;
    }
  return best;
}

const char *
dc_place_only_named(const DcView *view) {
  const GPtrArray *provinces = dc_lexicon_provinces();
  g_autofree guint *votes = count_votes(view, NULL, 0);
  const char *only = NULL;
  for (guint i = 0; i < provinces->len; i++) {
    if (votes[i] && only)
      return NULL;
    if (votes[i])
      only = ((const DcUnit *)provinces->pdata[i])->name;
  }
  return only;
}

gboolean
dc_place_only_district(const DcView *view, const char *province, char name[DC_PLACE_NAME]) {
  static const char *const leads[] = {"huyện", "quận", "thị xã", "thành phố"};
  DcWords words = dc_words_plain(view, NULL);
  name[0] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS(leads); i++) {
    gsize len = strlen(leads[i]);
    const char *found;
    for (gsize at = 0; (found = memmem(words.fold + at, words.len - at, leads[i], len)) != NULL;) {
      gsize start = (gsize)(found - words.fold);
      at = start + len;
      DcPlace place = dc_place_read(view, (DcSpan){start, MIN(at + DC_PLACE_NAME, words.len)});
      if (place.level != DC_LEVEL_DISTRICT || !dc_places_lies_in(DC_LEVEL_DISTRICT, place.name, province))
        continue;
      if (*name && strcmp(name, place.name) != 0)
        return FALSE;
      g_strlcpy(name, place.name, DC_PLACE_NAME);
    }
  }
  return *name != '\0';
}

const char *
dc_place_unit(const char *province, const char *name, char *buffer, gsize size) {
  if (!province)
    return "?";
  if (!*name)
    return province;
  g_snprintf(buffer, size, "%s/%s", province, name);
  return buffer;
}
