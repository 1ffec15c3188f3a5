#include "indexer/lead.h"

#include <string.h>

#include "corpus/letters.h"
#include "indexer/phrases.h"

extern const char dc_refusals_csv[];
extern const gsize dc_refusals_csv_len;

enum { MAX_TYPE_WORDS = 4, MAX_TITLE_WORDS = 30 };

static gpointer
load_refusals(gpointer unused G_GNUC_UNUSED) {
  return dc_phrases_of_table(dc_refusals_csv, dc_refusals_csv_len);
}

static const DcPhrases *
refusals_get(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load_refusals, NULL);
}

static const DcType *
look_up(const DcWords *words, gsize start, gsize end, gboolean party) {
  const char *text = words->fold + start;
  return party ? dc_lexicon_party_type_n(text, end - start) : dc_lexicon_type_n(text, end - start);
}

/* One word is a type when it is a name, or an abbreviation in capitals; "pháp luật" is no law. */
static gboolean
is_single_type(const DcWords *words, gsize start, gsize end) {
  if (end - start <= 5)
    return dc_words_is_capital(words, start);
  if (!g_str_has_prefix(words->fold + start, "luật"))
    return TRUE;
  gsize before = dc_words_back(words, start);
  return dc_words_match_back(words, before, "pháp") == DC_WORDS_NONE &&
         dc_words_match_back(words, before, "kỷ") == DC_WORDS_NONE &&
         dc_words_match_back(words, before, "quy") == DC_WORDS_NONE;
}

const DcType *
dc_lead_type_before(const DcWords *words, gsize end, gboolean party, gsize *start) {
  const DcType *found = NULL;
  gsize at = end;
  if (!dc_lexicon_may_end_type(words->fold, end))
    return NULL;
  for (int n = 1; n <= MAX_TYPE_WORDS; n++) {
    gsize word = dc_words_start(words, at);
    if (word == at)
      break;
    const DcType *type = look_up(words, word, end, party);
    if (type && (n > 1 || is_single_type(words, word, end))) {
      found = type;
      *start = word;
    }
    at = dc_words_back(words, word);
  }
  return found;
}

/* "số", "Số:", "No." before `end`: where it starts, or `end`. */
static gsize
skip_so(const DcWords *words, gsize end) {
  static const char *const forms[] = {"ký hiệu", "số hiệu", "số", "sô", "so", "nos", "no"};
  gsize at = end;
  while (at > 0 && strchr(":.", words->fold[at - 1]))
    at = dc_words_back(words, at - 1);
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
    gsize start = dc_words_match_back(words, at, forms[i]);
    if (start == DC_WORDS_NONE)
      continue;
    gsize again = dc_words_match_back(words, dc_words_back(words, start), "số"); /* "số số" */
    return again == DC_WORDS_NONE ? start : again;
  }
  return end;
}

/* The capitalised type word before a longer name: back to a mark that ends a sentence or clause. */
static const DcType *
find_far(const DcWords *words, gsize end, const DcType *expected, gboolean law, gsize *start) {
  gsize at = end;
  for (int n = 0; n < MAX_TITLE_WORDS; n++) {
    gsize word = dc_words_start(words, at);
    if (word == at) {
      if (at == 0 || !strchr(",-", words->fold[at - 1]))
        return NULL;
      at = dc_words_back(words, at - 1);
      continue;
    }
    const DcType *type =
        dc_words_is_capital(words, word) ? dc_lead_type_before(words, at, FALSE, start) : NULL;
    gsize two = dc_words_end(words, dc_words_skip(words, at));
    if (!type && dc_words_is_capital(words, word) && (type = look_up(words, word, two, FALSE)))
      *start = word;
    if (type && (type == expected || (law && type->normative) ||
                 (expected && strcmp(type->abbreviation, expected->abbreviation) == 0)))
      return type;
    gsize before = dc_words_back(words, word);
    if (word - before > 3)
      return NULL;
    at = before;
  }
  return NULL;
}

DcLead
dc_lead_read(const DcWords *words, gsize at, const DcType *expected, gboolean law, gboolean party) {
  DcLead lead = {.start = at};
  gsize end = dc_words_back(words, at);
  gsize so = skip_so(words, end);
  if (so != end) {
    lead.so = TRUE;
    lead.start = so;
    end = dc_words_back(words, so);
    while (end > 0 && words->fold[end - 1] == ',') /* "Số, ký hiệu" */
      end = dc_words_back(words, end - 1);
  }
  gsize start;
  const DcType *type = dc_lead_type_before(words, end, party, &start);
  gboolean subject = type && law && !type->normative && strcmp(type->abbreviation, "NQ") != 0 &&
                     !dc_words_is_capital(words, start); /* "liên quan đến quy hoạch số 35/2018/QH14" */
  if (type && !subject) {
    lead.type = type;
    lead.start = start;
    return lead;
  }
  if (end > 0 && words->fold[end - 1] == ':') /* "QTKĐ: 06-2021/BLĐTBXH" */
    end = dc_words_back(words, end - 1);
  lead.refused = dc_phrases_before(refusals_get(), words, end, 1, &start) != NULL;
  if (lead.so && !lead.refused && (law || expected)) {
    lead.type = find_far(words, end, expected, law, &start);
    if (lead.type)
      lead.start = start;
  }
  return lead;
}
