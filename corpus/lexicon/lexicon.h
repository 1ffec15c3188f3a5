/* The lexicon: document types, issuers and administrative units, from the CSV tables beside this file.
 *
 * The tables are compiled in and parsed once, on first use (thread-safe); afterwards everything is read-only.
 * All strings are owned by the lexicon and live as long as the program. Look-ups take any case and tone
 * style. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A document type: types.csv */
typedef struct {
  const char *abbreviation; /* standard form, as in a symbol: "KH", "CTr", "NĐ"; "CV" for a công văn */
  const char *name;         /* "Kế hoạch" */
  gboolean party;           /* used by Party bodies */
  gboolean state;
  gboolean normative;   /* its symbol carries a year */
  const char *joint_of; /* of "TTLT" "TT", which several bodies issue together; "" */
} DcType;

typedef enum {
  DC_LEVEL_NONE,
  DC_LEVEL_CENTRAL,
  DC_LEVEL_PROVINCE,
  DC_LEVEL_DISTRICT,
  DC_LEVEL_COMMUNE
} DcLevel;

/* "central", "province", "district", "commune", "" */
const char *dc_level_name(DcLevel level);
DcLevel dc_level_parse(const char *name);

/* An issuer suffix: issuers.csv */
typedef struct {
  const char *suffix; /* standard form: "TW", "UBND", "BGDĐT" */
  const char *name;   /* "Bộ Giáo dục và Đào tạo" */
  DcLevel level;      /* DC_LEVEL_NONE when the suffix alone does not say */
  gboolean party;
  gboolean state; /* bodies of the State have it; with `party`: both */
} DcIssuer;

/* An administrative unit: units.csv. A province that ended on 1/7/2025 has `until` and `into`. */
typedef struct {
  const char *name;  /* "Hà Tĩnh" */
  const char *kind;  /* "tỉnh", "thành phố" */
  const char *from;  /* ISO, "" when older than the table */
  const char *until; /* ISO, "" when in force */
  const char *into;  /* the province that took it over, "" */
} DcUnit;

const DcType *dc_lexicon_type(const char *abbreviation_or_name);
const DcIssuer *dc_lexicon_issuer(const char *suffix);
const DcUnit *dc_lexicon_province(const char *name);

/* The same for `len` bytes of a view's fold form; runs of white space count as one space. They allocate
 * nothing. A form that only lost its Đ ("nd", "bldtbxh") is found too. */
const DcType *dc_lexicon_type_n(const char *fold, gsize len);
const DcIssuer *dc_lexicon_issuer_n(const char *fold, gsize len);
const DcUnit *dc_lexicon_province_n(const char *fold, gsize len);

/* FALSE when no form of a type ends like the fold form `fold` of a view does at `end`: most words are told by
 * their last two bytes, before any look-up. */
gboolean dc_lexicon_may_end_type(const char *fold, gsize end);

/* As dc_lexicon_type_n, but of two types that share a form ("TT": Thông tư, Thông tri; "Quy định": QyĐ of the
 * State, QĐ of the Party) the Party's. */
const DcType *dc_lexicon_party_type_n(const char *fold, gsize len);

/* An issuer by its name in fold form: "bộ y tế", "ban thường vụ tỉnh ủy". */
const DcIssuer *dc_lexicon_body_n(const char *fold, gsize len);

/* The forms, folded, that dc_lexicon_type_n takes for a type of this abbreviation: "kế hoạch", "kh", "kế
 * hoạch công tác". New array of const char*, in the order of their bytes. */
GPtrArray *dc_lexicon_type_forms(const char *abbreviation);

/* All rows, in the order of the tables: arrays of const DcType*, const DcIssuer*, const DcUnit*. */
const GPtrArray *dc_lexicon_types(void);
const GPtrArray *dc_lexicon_issuers(void);
const GPtrArray *dc_lexicon_provinces(void);

/* The provinces in force on an ISO date (new array, transfer container), in table order. */
GPtrArray *dc_lexicon_provinces_on(const char *date);

G_END_DECLS
