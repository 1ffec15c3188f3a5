/* Names of acts in English translations: "Law on Investment", "2005 Enterprise Law", "Civil Procedure Code",
 * "1992 Constitution", and amending laws with the laws in their names. */
#include "indexer/named-parts.h"

enum { NAME_WORDS = 14, AMENDING_WORDS = 28, WORDS_BEFORE = 7, HEAD_BYTES = 20000 };

static gboolean
is_one_of(const DcNamed *named, gsize at, gsize end, const char *const *words, guint n) {
  for (guint i = 0; i < n; i++)
    if (dc_named_match(named, at, words[i]) == end)
      return TRUE;
  return FALSE;
}

static gboolean
is_small_word(const DcNamed *named, gsize at, gsize end) {
  static const char *const words[] = {"of", "and", "on", "the", "in", "for", "a", "number", "to", "against"};
  return is_one_of(named, at, end, words, G_N_ELEMENTS(words));
}

/* A capital and small letters: no heading in capitals. */
static gboolean
is_title_word(const DcNamed *named, gsize at) {
  return dc_words_is_capital(&named->words, at) && !dc_words_is_capital(&named->words, at + 1);
}

/* A word with what hyphens and apostrophes join to it: "Value-Added", "People’s". */
static gsize
word_end_at(const DcNamed *named, gsize at) {
  gsize end = dc_words_end(&named->words, at);
  while (end > at && end < named->words.len) {
    gsize mark = end + (g_str_has_prefix(named->words.fold + end, "’") ? strlen("’")
                        : strchr("-'", named->words.fold[end])         ? 1
                                                                       : 0);
    gsize more = mark > end ? dc_words_end(&named->words, mark) : end;
    if (more == mark || more == end)
      break;
    end = more;
  }
  return end;
}

/* Words in capitals, small ones between them, up to the next act. Returns the end of the last capital. */
static gsize
read_words(const DcNamed *named, gsize at, gboolean amending) {
  static const char *const laws[] = {"law", "ordinance", "code"};
  static const char *const acts[] = {
      "pursuant", "point",        "january",      "february", "march",      "april",    "may",     "june",
      "july",     "august",       "september",    "october",  "november",   "december", "section", "clause",
      "decree",   "government’s", "government's", "circular", "resolution", "decision", "article"};
  gsize end = at, next = dc_words_skip(&named->words, at);
  for (int n = 0; n < (amending ? AMENDING_WORDS : NAME_WORDS); n++) {
    gsize word_end = word_end_at(named, next);
    if (word_end == next)
      break;
    if (dc_named_match(named, next, "no") == word_end)
      return end;
    if (n > 0 && (is_one_of(named, next, word_end, acts, G_N_ELEMENTS(acts)) ||
                  (!amending && is_one_of(named, next, word_end, laws, G_N_ELEMENTS(laws)))))
      return end;
    if (dc_words_is_capital(&named->words, next))
      end = word_end;
    else if (!is_small_word(named, next, word_end))
      break;
    next = dc_words_skip(&named->words, word_end);
    gboolean paragraph = !named->words.wrapped && memchr(named->words.fold + word_end, '\n', next - word_end);
    if (next > word_end + 1 || paragraph)
      break;
  }
  return end;
}

/* "2008 Ordinance": the year before the type word. */
static gsize
year_before(const DcNamed *named, gsize at, const char **year) {
  gsize end = dc_words_back(&named->words, at), start = end;
  while (start > 0 && dc_words_is_digit((guchar)named->words.fold[start - 1]))
    start--;
  if (end - start != 4 || end == at || !strchr("12", named->words.fold[start]))
    return at;
  *year = dc_named_keep(named, "", (DcSpan){start, end});
  return start;
}

/* Adds the name, with the year or date before it, unless its number stands beside it: behind the name of an
 * amending law that is the amending law's. */
static void
add_dated(DcNamed *named, DcName *name) {
  /* "… of Articles of Law No. 81/2006/QH11": the number of the law that is amended. */
  gboolean inner = dc_named_follows(named, name->span.start, "articles of the");
  DcDate date;
  if (dc_date_before(&named->words, name->span.start, &date) == DC_WORDS_NONE)
    name->span.start = year_before(named, name->span.start, &name->year);
  else
    name->year = g_string_chunk_insert_const(named->strings, date.iso);
  gboolean by_number = dc_named_follows(named, name->span.end, "of law");
  if (inner || by_number || !dc_named_has_number(named, name->span))
    dc_named_add(named, name, FALSE);
}

/* Where the capitalized words start that end at `at`, joined by "and" or a comma: "Fire Prevention and
 * Fighting" before "Law"; `at` when there are none. */
static gsize
words_before(const DcNamed *named, gsize at) {
  static const char *const heads[] = {
      "this",  "the",   "that", "such", "each",  "said",    "draft", "article",  "a",  "an",     "no",
      "other", "every", "any",  "all",  "under", "when",    "if",    "in",       "by", "for",    "clause",
      "new",   "with",  "from", "both", "to",    "foreign", "of",    "pursuant", "on", "vietnam"};
  const DcWords *words = &named->words;
  gsize start = at;
  for (int n = 0; n < WORDS_BEFORE; n++) {
    gsize end = dc_words_back(words, start), word = dc_words_start(words, end);
    if (word == end || start - end > 1)
      break;
    gsize and = dc_words_match_back(words, end, "and");
    if (and != DC_WORDS_NONE && start < at) {
      gsize before_end = dc_words_back(words, and), before = dc_words_start(words, before_end);
      gboolean joins = before < before_end && is_title_word(named, before) &&
                       !is_one_of(named, before, before_end, heads, G_N_ELEMENTS(heads)) &&
                       dc_named_match(named, before, "law") == DC_WORDS_NONE &&
                       dc_named_match(named, before, "code") == DC_WORDS_NONE;
      if (!joins)
        break;
      end = before_end, word = before;
    }
    if (!is_title_word(named, word) || is_one_of(named, word, end, heads, G_N_ELEMENTS(heads)))
      break;
    start = word;
  }
  return start;
}

/* "Land Law", "Post and Telecommunications Ordinance": the name stands before the type word. No body or
 * office that goes on behind it ("Law Department"). */
static gsize
take_named_before(DcNamed *named, gsize at, gsize end, const char *type) {
  gsize start = words_before(named, at), next = dc_words_skip(&named->words, end);
  gboolean goes_on = next == end + 1 && is_title_word(named, next) &&
                     dc_named_match(named, next, "no") == DC_WORDS_NONE &&
                     dc_named_match(named, next, "amending") == DC_WORDS_NONE;
  if (start == at || goes_on)
    return end;
  DcName name = {{start, end}, type, ""};
  add_dated(named, &name);
  return end;
}

static gsize
take_act(DcNamed *named, gsize at, const char *word, const char *type) {
  gsize end = dc_named_match(named, at, word);
  if (end == DC_WORDS_NONE)
    return at;
  gsize next = dc_words_skip(&named->words, end);
  gboolean amending = dc_named_match(named, next, "amending") != DC_WORDS_NONE;
  gboolean title =
      (at == 0 || named->words.fold[at - 1] == '\n') && dc_words_is_capital(&named->words, at + 1);
  if (!dc_words_is_capital(&named->words, at) || title)
    return end;
  DcName name = {{at, end}, type, ""};
  if (amending || dc_named_match(named, next, "on") != DC_WORDS_NONE)
    name.span.end = read_words(named, end, amending);
  if (name.span.end >= strlen("’s") &&
      memcmp(named->words.fold + name.span.end - strlen("’s"), "’s", strlen("’s")) == 0)
    name.span.end -= strlen("’s");
  if (name.span.end <= end + 3)
    return is_title_word(named, at) ? take_named_before(named, at, end, type) : end;
  add_dated(named, &name);
  /* The law that it amends stands in the name and is looked at on its own. */
  return amending ? end : name.span.end;
}

static gsize
take_law(DcNamed *named, gsize at) {
  return take_act(named, at, "law", "Luật");
}

static gsize
take_ordinance(DcNamed *named, gsize at) {
  return take_act(named, at, "ordinance", "PL");
}

/* The codes are few, and most of what else is called a code is none. */
static gsize
take_code(DcNamed *named, gsize at) {
  static const char *const codes[] = {
      "civil procedure", "civil procedures", "criminal procedure", "civil",   "criminal", "penal",
      "labor",           "labour",           "vietnam maritime",   "maritime"};
  gsize end = dc_named_match(named, at, "code");
  if (end == DC_WORDS_NONE || !is_title_word(named, at))
    return end == DC_WORDS_NONE ? at : end;
  for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
    gsize start = dc_words_match_back(&named->words, dc_words_back(&named->words, at), codes[i]);
    if (start == DC_WORDS_NONE || !is_title_word(named, start))
      continue;
    DcName name = {{start, end}, "BL", ""};
    add_dated(named, &name);
    break;
  }
  return end;
}

static gsize
take_constitution(DcNamed *named, gsize at) {
  gsize end = dc_named_match(named, at, "constitution");
  if (end == DC_WORDS_NONE || !is_title_word(named, at))
    return end == DC_WORDS_NONE ? at : end;
  DcName name = {{at, end}, "HP", ""};
  gsize state =
      dc_named_match(named, dc_words_skip(&named->words, end), "of the socialist republic of vietnam");
  gboolean meant = state != DC_WORDS_NONE || dc_named_follows(named, at, "the");
  if (state != DC_WORDS_NONE)
    name.span.end = state;
  name.span.start = year_before(named, at, &name.year);
  if (meant || *name.year)
    dc_named_add(named, &name, FALSE);
  return name.span.end;
}

void
dc_named_scan_english(DcNamed *named) {
  static const char mark[] = "pursuant to";
  static const DcNamedStart starts[DC_NAMED_STARTS] = {{"law", 2, take_law},
                                                       {"ordinance", 0, take_ordinance},
                                                       {"code", 0, take_code},
                                                       {"constitution", 0, take_constitution}};
  if (!memmem(named->view->fold, MIN(named->view->len, HEAD_BYTES), mark, sizeof mark - 1))
    return;
  dc_named_each(named, starts);
}
