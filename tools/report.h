/* The report on a work: gathered once, then written as a page (report-html.c) or a table (cmd-report.c). */
#pragma once

#include "query/coverage.h"
#include "query/evidence.h"
#include "query/references.h"
#include "query/validity.h"

G_BEGIN_DECLS

typedef struct {
  DcWork *work;
  DcValidity *validity;
  GPtrArray *above;   /* of DcAnswer: what the work rests on */
  GPtrArray *answers; /* of DcAnswer: what refers to it, directly or through others, in the corpus or not */
  GPtrArray *missing; /* of DcAnswer: lacks it, or is in doubt */
  DcCoverage *coverage;
  GPtrArray *rests;     /* by row of the coverage: DcCoverRest of “nothing”, NULL of others */
  GPtrArray *conflicts; /* of DcConflict */
  char *as_of;          /* the day whose provinces are shown */
  char *until;          /* the day after which nothing counts in the coverage; NULL: none */
} DcReport;

DcReport *dc_report_new(DcStore *store, const DcWork *work, const char *as_of, const char *until,
                        int deadline, GError **error);
void dc_report_free(DcReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcReport, dc_report_free)

/* One HTML page in Vietnamese, without anything from outside, for screen and A4. NULL on error. */
char *dc_report_html(DcReport *report, DcStore *store, GError **error);

/* Appends text to HTML: valid, without control characters, escaped. */
void dc_html_text(GString *html, const char *text);

/* Pictures for the page, as inline SVG. */
void dc_report_svg_coverage(GString *html, const DcReport *report);
void dc_report_svg_timeline(GString *html, const GPtrArray *answers);

/* What a status is called on the page. */
const char *dc_report_cover_name(DcCover cover);
/* Of a unit none of whose younger documents is a plan: no accusation can rest on them. */
#define DC_REPORT_PLANLESS ((DcCover)(DC_COVER_NO_DOCUMENT + 1))
/* The status of a row of the coverage: DC_REPORT_PLANLESS in place of “nothing” where it is so. */
DcCover dc_report_cover(const DcReport *report, guint row);
const char *dc_report_cover_colour(DcCover cover);

G_END_DECLS
