/* Whose documents the mentions are: the issuer stated with the mention, the suffix of its symbol, another
 * mention of the same symbol in the text, and the document's own unit for what has none. */
#include "indexer/identity.h"

#include <string.h>

#include "indexer/place.h"
#include "indexer/words.h"

enum { MAX_ACTOR_WORDS = 40, MAX_OFFICE_WORDS = 14 };

typedef struct {
  const DcView *view;
  DcWords words;
  const DcIdentity *identity;
  GStringChunk *strings;
  const char *province;              /* of the document; NULL */
  const char *district;              /* that a commune's document means by "huyện"; NULL */
  GHashTable *by_issuer, *by_suffix; /* strings of the extract → unit, "" for none: both recur a lot */
} Units;

static const DcIssuer *
issuer_of_suffix(const char *suffix) {
  const DcIssuer *found = NULL;
  g_auto(GStrv) parts = g_strsplit_set(suffix, "-/.", -1);
  for (guint i = 0; parts[i] && (!found || found->level == DC_LEVEL_NONE); i++) {
    gsize n = strlen(parts[i]);
    while (n > 0 && g_ascii_isdigit(parts[i][n - 1]))
      parts[i][--n] = '\0';
    const DcIssuer *issuer = dc_lexicon_issuer(parts[i]);
    if (issuer && !(found && strcmp(parts[i], "VP") == 0)) /* "UBND-VP": the office of the body before it */
      found = issuer;
  }
  return found;
}

static const char *
unit_of(Units *units, const char *province, const char *name) {
  char buffer[DC_PLACE_NAME * 2 + 2];
  return g_string_chunk_insert_const(units->strings, dc_place_unit(province, name, buffer, sizeof buffer));
}

/* A level without a name means the document's own body of that level. */
static const char *
unit_of_level(Units *units, DcLevel level, const DcPlace *place) {
  if (level == DC_LEVEL_CENTRAL)
    return "TW";
  if (level == DC_LEVEL_PROVINCE)
    return unit_of(units, place->province ? place->province : units->province, "");
  if (*place->name) {
    const char *province = dc_place_province(place, units->province, units->identity->date, NULL);
    return unit_of(units, province ? province : units->province, place->name);
  }
  if (level == units->identity->level && !place->province)
    return units->identity->unit;
  if (level == DC_LEVEL_DISTRICT && units->district)
    return unit_of(units, units->province, units->district);
  return "?";
}

/* "Thành ủy", "UBND thành phố" in a district's document: the city over a quận, else the district itself. */
static const char *
unit_of_city(const Units *units) {
  const DcUnit *province = units->province ? dc_lexicon_province(units->province) : NULL;
  return province && strcmp(province->kind, "thành phố") == 0 ? province->name : units->identity->unit;
}

static const char *
read_issuer(Units *units, const char *issuer) {
  DcPlace place = dc_place_parse(issuer);
  if (place.city && units->identity->level == DC_LEVEL_DISTRICT)
    return unit_of_city(units);
  return place.level == DC_LEVEL_NONE ? "" : unit_of_level(units, place.level, &place);
}

static const char *
read_suffix(Units *units, const char *suffix) {
  static const DcPlace nowhere = {.level = DC_LEVEL_NONE};
  const DcIssuer *issuer = issuer_of_suffix(suffix);
  return issuer && issuer->level != DC_LEVEL_NONE ? unit_of_level(units, issuer->level, &nowhere) : "";
}

/* The unit that a string tells, read once; NULL when it tells none. */
static const char *
told_by(Units *units, GHashTable *known, const char *string,
        const char *(*read)(Units *units, const char *string)) {
  if (!*string)
    return NULL;
  const char *unit = g_hash_table_lookup(known, string);
  if (!unit) {
    unit = read(units, string);
    g_hash_table_insert(known, (gpointer)string, (gpointer)unit);
  }
  return *unit ? unit : NULL;
}

static const char *
unit_of_name(Units *units, const DcMention *m) {
  if (!strstr(m->key, "ảng bộ"))
    return "TW";
  DcPlace place = dc_place_parse(m->key);
  return place.level != DC_LEVEL_NONE ? unit_of_level(units, place.level, &place) : "TW";
}

/* Types that only central bodies issue; "TT" is also a Party's thông tri, which its suffix tells. */
static gboolean
is_central_type(const DcMention *m) {
  static const char *const types[] = {"Luật", "BL", "PL", "HP", "NĐ", "TT", "TTLT", "NQLT"};
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (strcmp(m->type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A letter's symbol has no type: the sender stands first ("4468/BTC-PTHT"). */
static const char *
suffix_of(const DcMention *m) {
  const char *slash = strchr(m->key, '/');
  return *m->symbol_type || !slash || m->year ? m->suffix : slash + 1;
}

/* Who acts in the sentence before a citation without issuer: "UBND phường ban hành Kế hoạch số 41/KH-UBND".
 * The last body of the suffix's kind in the clause. */
static const char *
unit_by_actor(Units *units, const DcMention *m) {
  static const struct {
    const char *suffix, *bodies[3];
  } kinds[] = {{"UBND", {"ubnd", "ủy ban nhân dân", NULL}},
               {"HĐND", {"hđnd", "hội đồng nhân dân", NULL}},
               {"ĐU", {"đảng ủy", NULL, NULL}}};
  const DcIssuer *issuer = issuer_of_suffix(suffix_of(m));
  for (guint i = 0; i < G_N_ELEMENTS(kinds) && issuer; i++) {
    if (strcmp(issuer->suffix, kinds[i].suffix) != 0)
      continue;
    gsize end = dc_words_back(&units->words, m->cite.start), at = end;
    for (int n = 0; n < MAX_ACTOR_WORDS && at > 0 && !strchr(".;:", units->words.fold[at - 1]); n++) {
      gsize start = dc_words_start(&units->words, at);
      at = start < at ? start : at - 1;
      for (int k = 0; kinds[i].bodies[k]; k++) {
        if (dc_words_match(&units->words, at, kinds[i].bodies[k]) == DC_WORDS_NONE)
          continue;
        DcPlace place = dc_place_read(units->view, (DcSpan){at, end});
        if (place.level == DC_LEVEL_NONE)
          return i == 2 && units->identity->level == DC_LEVEL_COMMUNE ? units->identity->unit : NULL;
        if (place.city && units->identity->level == DC_LEVEL_DISTRICT)
          return unit_of_city(units);
        return unit_of_level(units, place.level, &place);
      }
      at = dc_words_back(&units->words, at);
    }
  }
  return NULL;
}

/* A body that does not say of whom, in a district's or commune's document, is a part of its own: "Ban Kinh tế
 * - Ngân sách", "Phòng Nội vụ", a letter that the Phòng named just before it has signed. */
static const char *
unit_of_own_body(const Units *units, const DcMention *m) {
  static const char *const bodies[] = {"ban",    "phòng",   "văn phòng", "thường trực", "hội đồng",
                                       "ủy ban", "đại hội", "hạt",       "trung tâm",   "trạm"};
  DcLevel level = units->identity->level;
  if (level != DC_LEVEL_DISTRICT && level != DC_LEVEL_COMMUNE)
    return NULL;
  if (*m->issuer) {
    g_autoptr(DcView) view = dc_view_new(m->issuer, strlen(m->issuer));
    DcWords words = dc_words_plain(view, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(bodies); i++)
      if (dc_words_match(&words, 0, bodies[i]) != DC_WORDS_NONE)
        return units->identity->unit;
    return NULL;
  }
  gsize end = dc_words_back(&units->words, m->cite.start);
  for (int n = 0; n < MAX_OFFICE_WORDS && !issuer_of_suffix(suffix_of(m)); n++) {
    gsize start = dc_words_start(&units->words, end);
    if (start == end && end > 0 && strchr("-,(0123456789", units->words.fold[end - 1]))
      start--;
    else if (start == end)
      return NULL;
    if (dc_words_match(&units->words, start, "phòng") != DC_WORDS_NONE)
      return units->identity->unit;
    end = dc_words_back(&units->words, start);
  }
  return NULL;
}

/* Central suffixes decide at once; a stated issuer decides for the rest, then who acts in the sentence. */
static const char *
decide(Units *units, DcMention *m) {
  if (m->relation == DC_RELATION_SELF)
    return units->identity->unit;
  if (m->cls == DC_CLASS_NAMED)
    return unit_of_name(units, m);
  const char *by_suffix = told_by(units, units->by_suffix, suffix_of(m), read_suffix);
  if (by_suffix && strcmp(by_suffix, "TW") == 0)
    return by_suffix;
  const char *by_issuer = told_by(units, units->by_issuer, m->issuer, read_issuer);
  if (by_issuer || by_suffix)
    return by_issuer ? by_issuer : by_suffix;
  if (is_central_type(m))
    return "TW";
  if (units->identity->level == DC_LEVEL_COMMUNE && g_str_has_suffix(m->suffix, "ĐU"))
    return units->identity->unit; /* a commune's Party committee has none of its kind above it */
  const char *own = unit_of_own_body(units, m);
  return own ? own : unit_by_actor(units, m);
}

/* When nothing else is said: a provincial document means its own province; a central one its own side, unless
 * the symbol is of a kind that every place has ("QĐ-UBND"). */
static const char *
fallback(const Units *units, const DcMention *m) {
  if (units->identity->level == DC_LEVEL_PROVINCE)
    return units->identity->unit;
  static const char *const everywhere[] = {"UBND", "HĐND", "MTTQ", "BTT", "ĐU", "UBKT", "VP", "CB", "ĐH"};
  const DcIssuer *issuer = issuer_of_suffix(suffix_of(m));
  for (guint i = 0; i < G_N_ELEMENTS(everywhere) && issuer; i++)
    if (strcmp(issuer->suffix, everywhere[i]) == 0)
      return "?";
  return units->identity->level == DC_LEVEL_CENTRAL ? "TW" : "?";
}

/* The only province whose documents are named so far; NULL when none is, or several are. */
static const char *
only_province_cited(const Units *units, const GArray *mentions) {
  const char *only = NULL;
  for (guint i = 0; i < mentions->len; i++) {
    const char *unit = g_array_index(mentions, DcMention, i).unit;
    if (!*unit || strcmp(unit, "?") == 0 || strcmp(unit, "TW") == 0)
      continue;
    gsize len = strcspn(unit, "/");
    if (only && (strncmp(only, unit, len) != 0 || only[len] != '\0'))
      return NULL;
    if (!only)
      only = g_string_chunk_insert_len(units->strings, unit, (gssize)len);
  }
  return only;
}

void
dc_identity_units(const DcView *view, const DcIdentity *identity, GStringChunk *strings, GArray *mentions) {
  g_autoptr(GHashTable) by_issuer = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) by_suffix = g_hash_table_new(g_str_hash, g_str_equal);
  Units units = {view, dc_words_plain(view, NULL), identity, strings, NULL, NULL, by_issuer, by_suffix};
  g_auto(GStrv) own = g_strsplit(identity->unit, "/", 2);
  if (own[0] && strcmp(own[0], "?") != 0 && strcmp(own[0], "TW") != 0)
    units.province = own[0];
  if (!units.province && identity->level != DC_LEVEL_CENTRAL)
    units.province = dc_place_only_named(view);
  char district[DC_PLACE_NAME];
  if (identity->level == DC_LEVEL_COMMUNE && units.province &&
      dc_place_only_district(view, units.province, district))
    units.district = district;
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *m = &g_array_index(mentions, DcMention, i);
    const char *unit = decide(&units, m);
    m->unit = unit ? unit : "";
    if (unit && strcmp(unit, "?") != 0 && !g_hash_table_contains(known, m->key))
      g_hash_table_insert(known, (gpointer)m->key, (gpointer)unit);
  }
  /* "UBND tỉnh Tuyên Quang có Công văn số …; chỉ đạo của UBND tỉnh tại Văn bản số …" under a central title */
  gboolean again = !units.province && (units.province = only_province_cited(&units, mentions)) != NULL;
  if (again) {
    g_hash_table_remove_all(by_issuer);
    g_hash_table_remove_all(by_suffix);
  }
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *m = &g_array_index(mentions, DcMention, i);
    if (*m->unit && strcmp(m->unit, "?") != 0)
      continue;
    const char *unit = g_hash_table_lookup(known, m->key);
    if (!unit && again)
      unit = decide(&units, m);
    m->unit = unit ? unit : *m->unit ? m->unit : fallback(&units, m);
  }
}
