/* What tells the acts of one symbol and unit apart: nothing, the kind of act, the year, or the term. */
#include "indexer/resolve-internal.h"

#include "indexer/congress.h"

#include <string.h>

static gsize
digits(const char *text) {
  return strspn(text, "0123456789");
}

gboolean
dc_group_is_named(const char *symbol) {
  return g_str_has_prefix(symbol, "named:") || g_str_has_prefix(symbol, "title:") ||
         g_str_has_prefix(symbol, "text:");
}

/* "Luật Quản lý thuế": laws of one name follow each other; "Luật Giáo dục năm 2019" and "Nghị quyết Đại hội …
 * lần thứ XIII" say which. */
static gboolean
is_law_without_year(const char *symbol) {
  static const char *const laws[] = {"named:luật ",     "named:bộ luật ", "named:pháp lệnh ",
                                     "named:hiến pháp", "named:law ",     "named:ordinance "};
  gboolean law = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(laws); i++)
    law = law || g_str_has_prefix(symbol, laws[i]);
  for (const char *at = symbol; law && *at; at += MAX(digits(at), 1))
    law = digits(at) != 4;
  return law;
}

/* "55/2010/QH12", "10/2014/UBTVQH13": the symbol does not say whether it is a law or a resolution. */
static gboolean
is_of_assembly(const char *issuer) {
  for (const char *at = issuer; *at; at++)
    if (g_str_has_prefix(at, "QH") && (at == issuer || g_str_has_prefix(issuer, "UBTVQH")))
      return digits(at + 2) > 0 && at[2 + digits(at + 2)] == '\0';
  return FALSE;
}

DcRegime
dc_regime_of(const char *symbol) {
  const char *rest = symbol + digits(symbol);
  if (dc_group_is_named(symbol))
    return is_law_without_year(symbol) ? DC_REGIME_YEAR : DC_REGIME_NONE;
  if (g_ascii_isalpha(*rest)) /* 12a/NQ-CP, 34b-KH/TU */
    rest++;
  if (*rest == '/' && digits(rest + 1) == 4 && strchr("/-", rest[5]) && rest[5])
    return is_of_assembly(rest + 6) ? DC_REGIME_KIND : DC_REGIME_NONE;
  const char *slash = strrchr(rest, '/');
  if (*rest != '-' || !slash) /* 64-CP, 327-CT are the State's */
    return DC_REGIME_YEAR;
  const DcIssuer *issuer = dc_lexicon_issuer(slash + 1);
  return issuer && !issuer->party ? DC_REGIME_YEAR : DC_REGIME_TERM;
}

DcLevel
dc_group_level(const char *symbol, const char *unit) {
  const char *slash = strrchr(symbol, '/');
  const DcIssuer *issuer = slash ? dc_lexicon_issuer(slash + 1) : NULL;
  if (strcmp(unit, "TW") == 0)
    return DC_LEVEL_CENTRAL;
  if (!strchr(unit, '/'))
    return *unit == '?' ? DC_LEVEL_NONE : DC_LEVEL_PROVINCE;
  if (issuer && (issuer->level == DC_LEVEL_DISTRICT || issuer->level == DC_LEVEL_COMMUNE))
    return issuer->level;
  return strchr(strchr(unit, '/') + 1, '/') ? DC_LEVEL_COMMUNE : DC_LEVEL_NONE;
}

/* '' for a law, code or ordinance, 'NQ' for a resolution; NULL when the type tells neither. */
static const char *
kind_of(const char *type) {
  static const char *const laws[] = {"Luật", "BL", "PL", "HP"};
  if (strcmp(type, "NQ") == 0)
    return "NQ";
  for (guint i = 0; i < G_N_ELEMENTS(laws); i++)
    if (strcmp(type, laws[i]) == 0)
      return "";
  return NULL;
}

gboolean
dc_resolve_kinds_differ(const char *symbol, const char *type, const char *other) {
  const char *kind = kind_of(type), *other_kind = kind_of(other);
  return kind && other_kind && strcmp(kind, other_kind) != 0 && dc_regime_of(symbol) == DC_REGIME_KIND;
}

const char *
dc_group_scope(const DcGroup *group, const DcFact *fact) {
  if (group->regime == DC_REGIME_NONE)
    return "";
  if (group->regime == DC_REGIME_KIND)
    return kind_of(fact->type) || fact->ref ? kind_of(fact->type) : "";
  if (group->regime == DC_REGIME_YEAR)
    return strlen(fact->date) >= 4 ? g_string_chunk_insert_len(group->strings, fact->date, 4) : NULL;
  DcLevel level = dc_group_level(group->symbol, fact->unit);
  const char *term = NULL;
  if (*fact->date)
    term = dc_congress_term(fact->unit, level == DC_LEVEL_NONE ? DC_LEVEL_DISTRICT : level, fact->date);
  if (!term && strlen(fact->date) == 10) /* older than the table of terms: the years will do */
    term = g_string_chunk_insert_len(group->strings, fact->date, 4);
  if (!term && level == DC_LEVEL_CENTRAL && *fact->term)
    term = fact->term;
  return term;
}
