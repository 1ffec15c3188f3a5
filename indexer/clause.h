/* The text between two citations, and the words before one: does a sentence end there, does the first one's
 * title go on, what relation is announced. */
#pragma once

#include "indexer/cues.h"

G_BEGIN_DECLS

typedef struct {
  gboolean broken; /* a sentence, a list item or a paragraph ends in between */
  gboolean joined; /* nothing but a comma or "và" stands in between */
  gboolean opens;  /* the first one's title starts right behind it */
  gboolean closed; /* its title ended: by its closing quotation mark or a closing cue */
  gboolean joint;  /* a comma or "và" stands right before the second */
  gboolean ended; /* as closed, by a passive: "…, được sửa đổi bởi" speaks of the outer document */
  gboolean alias;    /* a bracket that introduces a short name is open */
  gboolean restated; /* such a bracket ended: with it the title */
  gboolean resumes; /* … and the title starts right behind it: "(gọi tắt là Kế hoạch 33) về …" */
  gboolean acts; /* the open bracket stands right behind the first and says what that does: "(thực hiện …" */
  int depth; /* brackets that are open at the second and were not at the first; negative: closed ones */
} DcGap;

/* The text of [from, to): from the end of a citation with its date and issuer to the start of the next. */
DcGap dc_gap_read(const DcWords *words, gsize from, gsize to);

/* The cue for a citation that starts at `at`, looked for back to `limit` and the clause's start: NULL when
 * there is none. `cue_start` is where it stands. */
const DcCue *dc_clause_cue(const DcWords *words, gsize at, gsize limit, gsize *cue_start);

/* The strong cue that the clause of a citation at `at` begins with ("Thay thế cụm từ … tại Điều 5 Nghị định
 * …"), or NULL; looked for back to `limit`. */
const DcCue *dc_clause_lead(const DcWords *words, gsize at, gsize limit, gsize *cue_start);

/* A cue of kind "after" in the clause behind a citation that ends at `end`, at most `most` words on. */
const DcCue *dc_clause_cue_after(const DcWords *words, gsize end, int most);

/* Where the sentence or item that starts at `from` ends, at most at `limit`. */
gsize dc_clause_end(const DcWords *words, gsize from, gsize limit);

/* Where the line that holds `at` starts, spaces and quotation marks left out; `at` itself in a line too long
 * to be one of a preamble. */
gsize dc_clause_line_start(const DcWords *words, gsize at);

/* A short name is introduced behind the bracket before `at`: "sau đây gọi tắt là". */
gboolean dc_clause_is_alias(const DcWords *words, gsize at);

/* The title of a citation that ends at `at` starts right behind it, before `to`: a quotation mark, or one of
 * the words that open titles. */
gboolean dc_clause_opens_title(const DcWords *words, gsize at, gsize to);

/* "(sau đây gọi tắt là" stands right before `at`. */
gboolean dc_clause_is_introduced(const DcWords *words, gsize at);

G_END_DECLS
