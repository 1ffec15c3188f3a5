/* The parts of a document: where the letterhead, the title and the sections are.
 *
 * All spans are offsets of the view that was passed in. A part that the text does not have is an empty span.
 */
#pragma once

#include "corpus/view.h"

G_BEGIN_DECLS

typedef enum {
  DC_SECTION_PART,    /* Phần I */
  DC_SECTION_CHAPTER, /* Chương I */
  DC_SECTION_HEADING, /* Mục 1 */
  DC_SECTION_ARTICLE, /* Điều 5. */
  DC_SECTION_CLAUSE,  /* 1. (khoản, or a numbered point of a plan) */
  DC_SECTION_POINT,   /* a) (điểm) */
  DC_SECTION_ROMAN,   /* I. */
  DC_SECTION_DASH,    /* - */
  DC_SECTION_ANNEX    /* PHỤ LỤC */
} DcSectionKind;

typedef struct {
  DcSectionKind kind;
  DcSpan line;  /* the heading line, without its line feed */
  DcSpan label; /* "I", "Điều 5", "a", "Phụ lục II" */
} DcSection;

typedef struct {
  DcSpan content; /* the document itself, without the navigation of a portal page around it */
  DcSpan heading; /* what a portal page calls the document, above it: "Quyết định số 29/2025/QĐ-TTg Về …" */
  DcSpan summary;     /* the title again, in a portal's table of attributes */
  DcSpan options;     /* what a portal's search form offers: every body, every type. It refers to no act. */
  DcSpan issuer;      /* from the first to the last line of the issuing body in the letterhead */
  DcSpan number;      /* the symbol after "Số", as written ("~~171~~-KH/HU", "/KH-MTTQ-BTT") */
  DcSpan place_date;  /* "Kim Động, ngày 02 tháng 12 năm 2024" */
  DcSpan type_line;   /* "KẾ HOẠCH" */
  DcSpan title;       /* what follows the type line, its lines together (trích yếu) */
  DcSpan issued_with; /* "(Ban hành kèm theo Quyết định số …)" under the title of an annex */
  DcSpan preamble;    /* the lines from "Căn cứ …" to the enacting words */
  DcSpan opening;     /* the first sentence after the title that says what the document is issued for */
  DcSpan body;        /* from the first section to the recipients */
  DcSpan recipients;  /* "Nơi nhận: …" */
  DcSpan signature;   /* "T/M BAN THƯỜNG VỤ … name" */
  GArray *
      issuer_lines; /* of DcSpan: the issuing body's own lines, without what stands in a column beside them */
  GArray *sections; /* of DcSection, in text order */
  GArray *quotes;   /* of DcSpan: longer quoted passages (quoted amended text), in text order */
  GArray *noise;    /* of DcSpan: page headers and footers that stand inside the text, in text order */
  guint32 *noise_behind; /* for every so many bytes, what dc_layout_noise_behind says of their start */
} DcLayout;

DcLayout *dc_layout_new(const DcView *view);
void dc_layout_free(DcLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcLayout, dc_layout_free)

/* TRUE when a text has page headers and stamps and next to nothing between them: the layer of text that a
 * scan got from the gazette's signature. */
gboolean dc_layout_is_headers_only(const DcLayout *layout, const DcView *view);

/* Which of `noise` is the first that ends behind `at`, a place in the view: its index, or their number. */
guint dc_layout_noise_behind(const DcLayout *layout, gsize at);

/* The innermost sections that hold `offset`, for a person: "mục II.3", "Điều 5 khoản 2". New string, "" if
 * none. */
char *dc_layout_place(const DcLayout *layout, const DcView *view, gsize offset);

G_END_DECLS
