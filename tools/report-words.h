/* The report's words: statuses, relations, dates and units as Vietnamese offices write them. */
#pragma once

#include "tools/report.h"

G_BEGIN_DECLS

/* What a status is called on the page. */
const char *dc_report_status(DcAnswerStatus status);
const char *dc_report_level(DcLevel level);
/* "Căn cứ", "Sửa đổi, bổ sung" …: how a document refers to another. */
const char *dc_report_relation(DcRelation relation);

/* "12/08/2024", "08/2024", "2024" of an ISO date. New string. */
char *dc_report_day(const char *date);
/* "Nam Đàn, Nghệ An" of "Nghệ An/Nam Đàn"; "Trung ương" of "TW". New string. */
char *dc_report_unit(const char *unit);
/* A key as officials write it: named works without their mark, numbers below 10 with two digits
 * ("08-KH/TU" of 8-KH/TU). New string. */
char *dc_report_key(const char *key);
/* "Kết luận số 91-KL/TW"; the key alone where the type has no name. New string. */
char *dc_report_name(const DcWork *work);
/* "được thay thế bởi 3/KH-UBND ngày 01/01/2022"; "" when nothing is known against the work. New string. */
char *dc_report_force(DcStore *store, const DcValidity *validity);

G_END_DECLS
