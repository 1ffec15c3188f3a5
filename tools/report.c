#include "tools/report.h"
#include "query/reach.h"

void
dc_report_free(DcReport *report) {
  g_clear_pointer(&report->work, dc_work_free);
  g_clear_pointer(&report->validity, dc_validity_free);
  g_clear_pointer(&report->above, g_ptr_array_unref);
  g_clear_pointer(&report->answers, g_ptr_array_unref);
  g_clear_pointer(&report->missing, g_ptr_array_unref);
  g_clear_pointer(&report->rests, g_ptr_array_unref);
  g_clear_pointer(&report->coverage, dc_coverage_free);
  g_clear_pointer(&report->conflicts, g_ptr_array_unref);
  g_free(report->as_of);
  g_free(report->until);
  g_free(report);
}

static void
rest_free(gpointer rest) {
  if (rest != NULL)
    dc_cover_rest_free(rest);
}

/* What each “nothing” of the coverage rests on. */
static gboolean
add_rests(DcReport *report, DcStore *store, GError **error) {
  report->rests = g_ptr_array_new_with_free_func(rest_free);
  for (guint i = 0; i < report->coverage->rows->len; i++) {
    const DcCoverRow *row = g_ptr_array_index(report->coverage->rows, i);
    gboolean silent = ((DcCoverCell *)g_ptr_array_index(row->cells, 0))->cover == DC_COVER_NOTHING;
    DcCoverRest *rest = silent ? dc_coverage_rest(store, row, report->work, report->until, error) : NULL;
    if (silent && rest == NULL)
      return FALSE;
    g_ptr_array_add(report->rests, rest);
  }
  return TRUE;
}

DcCover
dc_report_cover(const DcReport *report, guint row) {
  const DcCoverRow *of = g_ptr_array_index(report->coverage->rows, row);
  const DcCoverRest *rest = g_ptr_array_index(report->rests, row);
  if (rest != NULL && rest->plans == 0)
    return DC_REPORT_PLANLESS;
  return ((DcCoverCell *)g_ptr_array_index(of->cells, 0))->cover;
}

DcReport *
dc_report_new(DcStore *store, const DcWork *work, const char *as_of, const char *until, int deadline,
              GError **error) {
  g_autoptr(DcReport) report = g_new0(DcReport, 1);
  g_autoptr(GPtrArray) works = g_ptr_array_new();
  gboolean local = dc_level_parse(work->level) > DC_LEVEL_CENTRAL;
  DcCoverOptions options = {as_of, local ? work->unit : NULL, deadline, until};
  DcScope scope = {0};
  g_ptr_array_add(works, (gpointer)work);
  report->as_of = g_strdup(as_of);
  report->until = g_strdup(until);
  if ((report->work = dc_store_work(store, work->id, error)) == NULL ||
      (report->validity = dc_validity_new(store, work, NULL, error)) == NULL ||
      (report->above =
           dc_references_of(store, work, DC_EDGES_OUT, 1u << DC_RELATION_IMPLEMENTS, TRUE, error)) == NULL ||
      (report->answers = dc_references_citing(store, work, TRUE, error)) == NULL ||
      (report->missing = dc_references_missing(store, work, &scope, error)) == NULL ||
      (report->coverage = dc_coverage_new(store, works, &options, error)) == NULL ||
      !add_rests(report, store, error) ||
      (report->conflicts = dc_store_conflicts(store, work->id, error)) == NULL)
    return NULL;
  return g_steal_pointer(&report);
}
