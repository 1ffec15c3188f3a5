/* Whose documents the mentions are: the issuer stated with the mention, the suffix of its symbol, another
 * mention of the same symbol in the text, and the document's own unit for what has none. */
#include "indexer/identity.h"

#include <string.h>

#include "indexer/place.h"

typedef struct {
  const DcIdentity *identity;
  GStringChunk *strings;
  const char *province;              /* of the document; NULL */
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
    if (issuer)
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
  const char *province = place->province ? place->province : units->province;
  if (level == DC_LEVEL_PROVINCE)
    return unit_of(units, province, "");
  if (*place->name)
    return unit_of(units, province, place->name);
  if (level == units->identity->level && !place->province)
    return units->identity->unit;
  return "?";
}

static const char *
read_issuer(Units *units, const char *issuer) {
  DcPlace place = dc_place_parse(issuer);
  if (place.city && units->identity->level == DC_LEVEL_DISTRICT)
    return units->identity->unit;
  return place.level == DC_LEVEL_NONE ? "" : unit_of_level(units, place.level, &place);
}

static const char *
read_suffix(Units *units, const char *suffix) {
  static const DcPlace nowhere = {DC_LEVEL_NONE, FALSE, NULL, ""};
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

/* Central suffixes decide at once; a stated issuer decides for the rest. */
static const char *
decide(Units *units, DcMention *m) {
  if (m->relation == DC_RELATION_SELF)
    return units->identity->unit;
  if (m->cls == DC_CLASS_NAMED)
    return unit_of_name(units, m);
  const char *by_suffix = told_by(units, units->by_suffix, m->suffix, read_suffix);
  if (by_suffix && strcmp(by_suffix, "TW") == 0)
    return by_suffix;
  const char *by_issuer = told_by(units, units->by_issuer, m->issuer, read_issuer);
  return by_issuer ? by_issuer : by_suffix;
}

/* When nothing else is said: a provincial document means its own province; a central one its own side, unless
 * the symbol is of a kind that every place has ("QĐ-UBND"). */
static const char *
fallback(const Units *units, const DcMention *m) {
  if (units->identity->level == DC_LEVEL_PROVINCE)
    return units->identity->unit;
  const DcIssuer *issuer = issuer_of_suffix(m->suffix);
  gboolean local = issuer && strcmp(issuer->suffix, "BCĐ") != 0;
  return units->identity->level == DC_LEVEL_CENTRAL && !local && *m->suffix ? "TW" : "?";
}

void
dc_identity_units(const DcView *view, const DcIdentity *identity, GStringChunk *strings, GArray *mentions) {
  (void)view;
  g_autoptr(GHashTable) by_issuer = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) by_suffix = g_hash_table_new(g_str_hash, g_str_equal);
  Units units = {identity, strings, NULL, by_issuer, by_suffix};
  g_auto(GStrv) own = g_strsplit(identity->unit, "/", 2);
  if (own[0] && strcmp(own[0], "?") != 0 && strcmp(own[0], "TW") != 0)
    units.province = own[0];
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *m = &g_array_index(mentions, DcMention, i);
    const char *unit = decide(&units, m);
    m->unit = unit ? unit : "";
    if (unit && strcmp(unit, "?") != 0 && !g_hash_table_contains(known, m->key))
      g_hash_table_insert(known, (gpointer)m->key, (gpointer)unit);
  }
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *m = &g_array_index(mentions, DcMention, i);
    if (*m->unit && strcmp(m->unit, "?") != 0)
      continue;
    const char *unit = g_hash_table_lookup(known, m->key);
    m->unit = unit ? unit : *m->unit ? m->unit : fallback(&units, m);
  }
}
