/* Dates of answers: ISO, whole or in part ("2024-08", "2013"), as documents state them. */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

typedef enum { DC_DATE_UNKNOWN, DC_DATE_BEFORE, DC_DATE_SAME, DC_DATE_AFTER } DcDateOrder;

/* Where `a` stands to `b`. UNKNOWN when either is empty or a part leaves it open ("2024" against
 * "2024-08-12"). SAME only for two whole dates. */
DcDateOrder dc_date_order(const char *a, const char *b);

/* The date of a work, else the year in its symbol ("70/2022/NQ-HĐND": "2022"), else "". New string. */
char *dc_date_of_work(const DcWork *work);

/* Days from `from` to `to`, both whole dates; FALSE when either is not. */
gboolean dc_date_days(const char *from, const char *to, int *days);

/* Two whole dates that differ in one of day, month and year only, the year only where it may. */
gboolean dc_date_one_slip(const char *a, const char *b, gboolean year_may_differ);

/* TRUE for YYYY, YYYY-MM or YYYY-MM-DD that the calendar has. */
gboolean dc_date_valid(const char *date);

/* ISO of what a person types: 2024-08-12, 12/8/2024, 12.8.2024, 8/2024, 2024. New string; NULL when it is no
 * date. */
char *dc_date_parse(const char *words);

G_END_DECLS
