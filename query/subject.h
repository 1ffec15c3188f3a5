/* How near the subjects of two titles are: the share of adjacent syllable pairs that they have in common. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DcSubject DcSubject;

/* The subject of a title. Words that every title has (kế hoạch, thực hiện, …), numbers and symbols do not
 * count. */
DcSubject *dc_subject_new(const char *title);
void dc_subject_free(DcSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcSubject, dc_subject_free)

/* 0 (nothing in common, or nothing known) to 1 (all of the shorter one). */
double dc_subject_nearness(const DcSubject *subject, const char *title);

G_END_DECLS
