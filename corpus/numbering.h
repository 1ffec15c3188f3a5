/* The lists of a Word text, as both of its formats have them: lists with levels, and numbers, under which
 * paragraphs take part in a list. Several numbers of one list count on together; one that says where a level
 * starts begins anew when it is first used. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DC_NUMBERING_LEVELS 9

typedef struct _DcNumbering DcNumbering;

DcNumbering *dc_numbering_new(void);
void dc_numbering_free(DcNumbering *numbering);

/* A list and a number are named by any string. One that is defined again begins empty. */
void dc_numbering_add_list(DcNumbering *numbering, const char *list);
void dc_numbering_add_number(DcNumbering *numbering, const char *number, const char *list);

/* Parts of a level (0–8) of the list last added. `format` is as in DOCX ("decimal", "upperRoman", "bullet"),
 * `pattern` has %1 to %9 where the counts of levels stand. Both are copied; what is out of range is left out.
 */
void dc_numbering_set_start(DcNumbering *numbering, int level, gint64 start);
void dc_numbering_set_format(DcNumbering *numbering, int level, const char *format);
void dc_numbering_set_pattern(DcNumbering *numbering, int level, const char *pattern);
/* Of the number last added: the level starts here, whatever the list says. */
void dc_numbering_override(DcNumbering *numbering, int level, gint64 start);

/* Counts one more paragraph under a number and gives its label ("1.2.", "a)", "-"), "" for none. New string.
 */
char *dc_numbering_label(DcNumbering *numbering, const char *number, int level);

G_END_DECLS
