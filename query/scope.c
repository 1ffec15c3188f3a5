#include "query/scope.h"
#include "query/dates.h"
#include "query/near.h"
#include "corpus/letters.h"

#include <string.h>

/* Documents issued to carry others out (Nghị định 30/2020/NĐ-CP, Quy định 399-QĐ/TW name the types). */
static const char *const plan_types[] = {"KH", "CTr", "CTHĐ", "ĐA", "PA"};

static gboolean
equal_or_under(const char *unit, const char *wanted) {
  gsize len = strlen(wanted);
  return strncmp(unit, wanted, len) == 0 && (unit[len] == '\0' || unit[len] == '/');
}

gboolean
dc_unit_under(const char *unit, const char *wanted) {
  if (*wanted == '\0')
    return FALSE;
  g_autofree char *folded_unit = dc_letters_fold(unit, -1);
  g_autofree char *folded_wanted = dc_letters_fold(wanted, -1);
  if (equal_or_under(folded_unit, folded_wanted))
    return TRUE;
  g_autofree char *bare_wanted = dc_letters_bare_form(wanted, -1);
  if (strcmp(bare_wanted, folded_wanted) != 0)
    return FALSE;
  g_autofree char *bare_unit = dc_letters_bare_form(unit, -1);
  return equal_or_under(bare_unit, bare_wanted);
}

/* The province part of a unit. New string. */
static char *
province_of(const char *unit) {
  return g_strndup(unit, strcspn(unit, "/"));
}

gboolean
dc_unit_related(const char *unit, const char *other) {
  if (dc_unit_under(unit, other) || dc_unit_under(other, unit))
    return TRUE;
  g_autofree char *a = province_of(unit), *b = province_of(other);
  const DcUnit *left = dc_lexicon_province(a), *right = dc_lexicon_province(b);
  return left != NULL && right != NULL &&
         (strcmp(left->into, right->name) == 0 || strcmp(right->into, left->name) == 0);
}

typedef struct {
  const char *wanted;
  char *bare;
  gboolean known;
  GPtrArray *near;
} UnitSearch;

static void
try_name(UnitSearch *search, const char *unit) {
  g_autofree char *bare = dc_letters_bare_form(unit, -1);
  const char *own = strrchr(bare, '/');
  gboolean near = dc_near_distance(bare, search->bare, 2) <= 2 ||
                  (own != NULL && dc_near_distance(own + 1, search->bare, 2) <= 2);
  if (near && !dc_unit_under(unit, search->wanted) &&
      !g_ptr_array_find_with_equal_func(search->near, unit, g_str_equal, NULL))
    g_ptr_array_add(search->near, g_strdup(unit));
}

static void
try_unit(const char *unit, const char *newest, gpointer data) {
  (void)newest;
  UnitSearch *search = data;
  search->known |= dc_unit_under(unit, search->wanted);
  try_name(search, unit);
}

gboolean
dc_unit_known(DcStore *store, const char *wanted, GPtrArray **near, GError **error) {
  UnitSearch search = {wanted, dc_letters_bare_form(wanted, -1), FALSE,
                       g_ptr_array_new_with_free_func(g_free)};
  gboolean ok = dc_store_each_unit(store, try_unit, &search, error);
  const GPtrArray *provinces = dc_lexicon_provinces();
  for (guint i = 0; i < provinces->len; i++)
    try_name(&search, ((const DcUnit *)g_ptr_array_index(provinces, i))->name);
  g_free(search.bare);
  *near = search.near;
  return ok && search.known;
}

gboolean
dc_type_is_plan(const char *type) {
  for (guint i = 0; i < G_N_ELEMENTS(plan_types); i++) {
    if (strcmp(type, plan_types[i]) == 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
dc_unit_is_told(const char *unit) {
  return *unit != '\0' && strcmp(unit, "?") != 0;
}

gboolean
dc_scope_takes(const DcScope *scope, const DcDocumentRow *row) {
  DcStatus status;
  gboolean unread = dc_status_parse(row->status, &status) && status != DC_STATUS_OK;
  DcLevel level = dc_level_parse(row->level);
  if (!unread && (scope->type != NULL ? strcmp(row->type, scope->type) != 0 : !dc_type_is_plan(row->type)))
    return FALSE;
  if (!(unread && level == DC_LEVEL_NONE) &&
      (scope->level != DC_LEVEL_NONE ? level != scope->level : level == DC_LEVEL_CENTRAL))
    return FALSE;
  if (unread && strcmp(row->unit, "TW") == 0 && scope->level != DC_LEVEL_CENTRAL)
    return FALSE;
  if (scope->unit != NULL && !(unread && !dc_unit_is_told(row->unit)) &&
      !dc_unit_under(row->unit, scope->unit))
    return FALSE;
  if (scope->from != NULL && dc_date_order(row->date, scope->from) == DC_DATE_BEFORE)
    return FALSE;
  return scope->to == NULL || dc_date_order(row->date, scope->to) != DC_DATE_AFTER;
}
