/* One pass over the view finds digit runs and lone separators; symbol.c reads what may be a symbol there, and
 * lead.c, date.c and issuer.c what stands around it. */
#include "indexer/citation.h"

#include <string.h>

#include "corpus/letters.h"
#include "indexer/contents.h"
#include "indexer/date.h"
#include "indexer/issuer.h"
#include "indexer/lead.h"
#include "indexer/short.h"
#include "indexer/symbol.h"

enum { MAX_URL = 200 };

typedef struct {
  DcWords words;
  GStringChunk *strings;
  GArray *mentions;
  GArray *list;    /* of DcSpan: numbers before the symbol that is being read */
  GArray *numbers; /* of DcSpan: those that may be short forms */
  gsize done;      /* the end of the last mention */
  guint chain;     /* how many mentions before the last one are led by one type word with it */
  guint limit_hits;
} Scan;

static guchar
byte_at(const Scan *scan, gsize at) {
  return at < scan->words.len ? (guchar)scan->words.clean[at] : 0;
}

static const char *
keep(Scan *scan, const char *text) {
  return g_string_chunk_insert_const(scan->strings, text);
}

/* ---- what is refused ---- */

static gboolean
is_blank(char c) {
  return c == ' ' || c == '\n';
}

/* A web address or a file's name holds the symbol. */
static gboolean
is_in_address(const DcWords *words, DcSpan span) {
  static const char *const endings[] = {".pdf", ".doc", ".docx", ".htm", ".aspx", ".zip", ".rar", ".xls"};
  gsize start = span.start, end = span.end;
  while (start > 0 && span.start - start < MAX_URL && !is_blank(words->fold[start - 1]))
    start--;
  while (end < words->len && end - span.end < MAX_URL && !is_blank(words->fold[end]))
    end++;
  gsize len = end - start;
  const char *run = words->fold + start;
  if (!memchr(run, '.', len) && !memchr(run, ':', len)) /* as nearly always */
    return FALSE;
  if (g_strstr_len(run, (gssize)len, "://") || g_strstr_len(run, (gssize)len, "www."))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_strstr_len(words->fold + span.end, (gssize)(end - span.end), endings[i]))
      return TRUE;
  return FALSE;
}

/* What stands right before a number may say that it is a part of something else. */
static gboolean
may_start_number(const Scan *scan, gsize at) {
  if (at == 0)
    return TRUE;
  guchar before = (guchar)scan->words.fold[at - 1];
  if (strchr(" \n(:", before))
    return before != ':' || at < 2 || !dc_words_is_digit((guchar)scan->words.fold[at - 2]);
  if (strchr("_=%#@?\\", before))
    return FALSE;
  if (strchr(".,-+", before))
    return at < 2 ||
           !(g_ascii_isalnum(scan->words.fold[at - 2]) || (guchar)scan->words.fold[at - 2] >= 0x80) ||
           (before == '.' && (dc_words_match_back(&scan->words, at - 1, "số") != DC_WORDS_NONE ||
                              dc_words_match_back(&scan->words, at - 1, "no") != DC_WORDS_NONE));
  if (before == '/')
    return FALSE;
  if (dc_words_is_letter(before) && before != 0xBF)
    return dc_words_match_back(&scan->words, at, "số") != DC_WORDS_NONE ||
           dc_words_match_back(&scan->words, at, "số hiệu") != DC_WORDS_NONE || /* a portal's label */
           dc_words_match_back(&scan->words, at, "ký hiệu") != DC_WORDS_NONE ||
           (strchr("ol", before) && dc_words_start(&scan->words, at) == at - 1);
  return TRUE;
}

/* ---- one mention ---- */

static gboolean
is_joint(const DcMention *mention) {
  const DcType *type = dc_lexicon_type(mention->type);
  return type && *type->joint_of != '\0';
}

/* "của" at `at`, glued to what stands before it or to the name behind it ("BTCcủa", "củaBộ Tài chính"). */
static gsize
match_of(const DcWords *words, gsize at) {
  static const char of[] = "của";
  gsize end = at + strlen(of);
  if (end >= words->len || memcmp(words->fold + at, of, strlen(of)) != 0)
    return DC_WORDS_NONE;
  return !dc_words_is_letter((guchar)words->fold[end]) || dc_words_is_capital(words, end) ? end
                                                                                          : DC_WORDS_NONE;
}

/* Reads what follows the symbol, in any order: date and issuer. Returns where it ends. */
static gsize
read_tail(Scan *scan, gsize at, DcMention *mention) {
  const DcWords *words = &scan->words;
  gsize end = at;
  while (dc_words_is_digit(byte_at(scan, at)) && at - end < 2) /* a footnote mark */
    at++;
  DcDate glued;
  if (at == end && dc_date_read_glued(words, at, &glued)) {
    mention->date = keep(scan, glued.iso);
    at = end = glued.end;
  }
  for (int n = 0; n < 4; n++) {
    gsize next = dc_words_skip(words, at);
    gboolean bracket = byte_at(scan, next) == '(', comma = byte_at(scan, next) == ',';
    if (bracket || comma)
      next = dc_words_skip(words, next + 1);
    DcDate date;
    if (!*mention->date && dc_date_read(words, next, &date)) {
      mention->date = keep(scan, date.iso);
      at = end = date.end;
      if (bracket && byte_at(scan, dc_words_skip(words, at)) == ')')
        at = end = dc_words_skip(words, at) + 1;
      continue;
    }
    gsize yearless = *mention->date ? next : dc_date_end_of_yearless(words, next);
    if (yearless > next && !bracket) {
      at = end = yearless;
      continue;
    }
    gsize of = bracket ? DC_WORDS_NONE : match_of(words, next);
    if (of == DC_WORDS_NONE || *mention->issuer)
      break;
    DcSpan issuer = dc_issuer_read(words, of, is_joint(mention));
    if (dc_span_is_empty(issuer))
      break;
    g_autofree char *name = dc_words_text(words, issuer);
    mention->issuer = keep(scan, name);
    at = end = issuer.end;
  }
  return end;
}

/* One word before *end that stands between the numbers of a list; "số" alone does not join two. */
static gboolean
step_over_joint(const DcWords *words, gsize *end, gboolean *joined) {
  static const struct {
    const char *word;
    gboolean joins;
  } between[] = {{"và", TRUE}, {"hoặc", TRUE}, {"hay", TRUE}, {"and", TRUE}, {"or", TRUE}, {"số", FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(between); i++) {
    gsize start = dc_words_match_back(words, *end, between[i].word);
    if (start == DC_WORDS_NONE)
      continue;
    *joined |= between[i].joins;
    *end = dc_words_back(words, start);
    return TRUE;
  }
  return FALSE;
}

/* "1,2 và 3" after which the symbol's number stands: the numbers before it go into the list, last first. They
 * lie behind the last mention, so that none is read for two. */
static void
read_numbers_before(Scan *scan, gsize at) {
  const DcWords *words = &scan->words;
  while (scan->list->len < DC_MENTIONS_MAX) {
    gsize end = dc_words_back(words, at);
    gboolean joined = FALSE;
    while (step_over_joint(words, &end, &joined))
      ;
    while (end > 0 && end > scan->done && strchr(",;", words->fold[end - 1])) {
      end = dc_words_back(words, end - 1);
      joined = TRUE;
    }
    gsize start = end;
    while (start > scan->done && end - start < 6 && dc_words_is_digit((guchar)words->fold[start - 1]))
      start--;
    if (!joined || start == end || end - start > 5 || start <= scan->done ||
        !strchr(" \n(:", words->fold[start - 1]))
      return;
    DcSpan number = {start, end};
    g_array_append_val(scan->list, number);
    at = start;
  }
  scan->limit_hits++;
}

static void
fill_from_symbol(Scan *scan, const DcSymbol *symbol, const DcLead *lead, DcMention *mention) {
  g_autofree char *regular = dc_symbol_regular_key(symbol);
  mention->key = keep(scan, symbol->key);
  mention->work_key = regular ? keep(scan, regular) : mention->key;
  mention->symbol_type = symbol->type ? symbol->type->abbreviation : "";
  mention->type = lead->type ? lead->type->abbreviation : mention->symbol_type;
  mention->suffix = mention->key + symbol->suffix;
  mention->year = symbol->year;
  mention->repaired = symbol->repaired || regular != NULL;
  mention->confidence = symbol->strength == DC_SYMBOL_CERTAIN  ? 98
                        : symbol->strength == DC_SYMBOL_LIKELY ? 90
                                                               : 75;
  if (symbol->repaired)
    mention->confidence -= 10;
}

/* The type of a symbol that has none: a congress' act goes by its word; a letter's sender stands first. */
static const char *
default_type(const DcSymbol *symbol) {
  const char *suffix = symbol->key + symbol->suffix;
  if (g_str_has_prefix(suffix, "UBTVQH"))
    return "NQ";
  if (g_str_has_prefix(suffix, "QH"))
    return symbol->year ? "Luật" : "";
  return !symbol->year && strchr(symbol->key + symbol->tail + 1, '-') ? "CV" : "";
}

static DcMention
empty_mention(void) {
  return (DcMention){.cls = DC_CLASS_NUMBERED,
                     .key = "",
                     .work_key = "",
                     .type = "",
                     .symbol_type = "",
                     .suffix = "",
                     .date = "",
                     .issuer = "",
                     .unit = "",
                     .pinpoint = "",
                     .title = "",
                     .container = -1,
                     .relation = DC_RELATION_CITES,
                     .why = ""};
}

/* The elements of the list that stand before its last one, which alone has the symbol; the first has the
 * lead. */
static void
add_elided(Scan *scan, const DcSymbol *symbol, const DcMention *last, gsize lead) {
  for (guint i = scan->list->len; i-- > 0;) {
    DcSpan number = g_array_index(scan->list, DcSpan, i);
    DcMention mention = *last;
    char key[DC_SYMBOL_MAX_KEY + 8];
    const char *digits = scan->words.fold + number.start;
    gsize len = dc_span_length(number);
    while (len > 1 && *digits == '0')
      digits++, len--;
    g_snprintf(key, sizeof key, "%.*s%s", (int)len, digits, symbol->key + symbol->tail);
    mention.span = number;
    mention.cite = (DcSpan){i == scan->list->len - 1 ? lead : number.start, number.end};
    mention.key = mention.work_key = keep(scan, key);
    mention.why = "list";
    g_array_append_val(scan->mentions, mention);
  }
}

/* A mention right before, with only a comma or "và" between: its type word leads this one, too. */
static const DcMention *
previous_in_list(const Scan *scan, gsize at) {
  if (scan->mentions->len == 0)
    return NULL;
  const DcMention *last = &g_array_index(scan->mentions, DcMention, scan->mentions->len - 1);
  gsize end = dc_words_back(&scan->words, at);
  gsize so = dc_words_match_back(&scan->words, end, "số");
  if (so != DC_WORDS_NONE)
    end = dc_words_back(&scan->words, so);
  gsize and = dc_words_match_back(&scan->words, end, "và");
  if (and != DC_WORDS_NONE)
    end = dc_words_back(&scan->words, and);
  else if (end > 0 && strchr(",;", scan->words.fold[end - 1]))
    end = dc_words_back(&scan->words, end - 1);
  else
    return NULL;
  return end == last->cite.end ? last : NULL;
}

static gboolean
is_accepted(const Scan *scan, const DcSymbol *symbol, const DcLead *lead, gboolean listed) {
  if (lead->refused && !lead->type)
    return FALSE;
  if (symbol->needs_lead && !lead->so && !lead->type && !listed)
    return FALSE;
  gboolean led = lead->so || lead->type || listed;
  const char *first = strpbrk(symbol->key + symbol->tail + 1, "-/");
  gboolean two_parts = first != NULL;
  if (symbol->strength == DC_SYMBOL_SHAPE && (!led || !two_parts))
    return FALSE;
  if (symbol->strength == DC_SYMBOL_LIKELY && !led &&
      (!two_parts || (!symbol->type && !symbol->issuer) || !(symbol->type || symbol->issuer)))
    return FALSE;
  return !is_in_address(&scan->words, symbol->span);
}

/* "June 17, 2003 Accounting Law No. 3": a date before the name, with up to three words between. */
static void
read_date_before(Scan *scan, DcLead *lead, DcMention *mention) {
  gsize at = lead->start;
  for (int n = 0; n < 4 && at > 0; n++) {
    DcDate date;
    gsize start = dc_date_before(&scan->words, at, &date);
    if (start != DC_WORDS_NONE) {
      mention->date = keep(scan, date.iso);
      lead->start = start;
      return;
    }
    gsize end = dc_words_back(&scan->words, at);
    at = dc_words_start(&scan->words, end);
    if (at == end || !g_ascii_isupper(scan->words.clean[at]))
      return;
  }
}

/* "các Quyết định số 56-QĐ/ĐU, 57-QĐ/ĐU và 58-QĐ/ĐU ngày 15/8/2026 của …": day and issuer of all. */
static void
share_with_chain(Scan *scan) {
  guint last = scan->mentions->len - 1, first = last - scan->chain;
  const DcMention *dated = &g_array_index(scan->mentions, DcMention, last);
  gsize lead = g_array_index(scan->mentions, DcMention, first).cite.start;
  gboolean all = dc_words_match_back(&scan->words, dc_words_back(&scan->words, lead), "các") != DC_WORDS_NONE;
  for (guint i = first; i < last; i++)
    all &= !*g_array_index(scan->mentions, DcMention, i).date;
  for (guint i = first; all && i < last; i++) {
    DcMention *mention = &g_array_index(scan->mentions, DcMention, i);
    mention->date = dated->date;
    mention->issuer = dated->issuer;
  }
}

/* Adds the mention (and the elided ones before it). FALSE when the context refuses it. */
static gboolean
add_symbol(Scan *scan, const DcSymbol *symbol) {
  gboolean party = symbol->issuer && symbol->issuer->party;
  gboolean law = !symbol->type && symbol->year;
  DcLead lead = dc_lead_read(&scan->words, symbol->span.start, symbol->type, law, party);
  const DcMention *before = !lead.type ? previous_in_list(scan, symbol->span.start) : NULL;
  g_array_set_size(scan->list, 0);
  if (!lead.type && !lead.so && !before && !symbol->blank)
    read_numbers_before(scan, symbol->span.start);
  if (scan->list->len) {
    gsize start = g_array_index(scan->list, DcSpan, scan->list->len - 1).start;
    DcLead first = dc_lead_read(&scan->words, start, symbol->type, law, party);
    if (first.type || first.so)
      lead = first;
    else
      g_array_set_size(scan->list, 0);
  }
  if (!is_accepted(scan, symbol, &lead, before != NULL))
    return FALSE;
  DcMention mention = empty_mention();
  mention.span = symbol->span;
  fill_from_symbol(scan, symbol, &lead, &mention);
  scan->chain = before ? scan->chain + 1 : 0;
  if (!lead.type && before && (!*mention.type || strcmp(mention.type, before->symbol_type) == 0))
    mention.type = before->type;
  if (!*mention.type)
    mention.type = default_type(symbol);
  read_date_before(scan, &lead, &mention);
  mention.cite = (DcSpan){scan->list->len ? symbol->span.start : lead.start, 0};
  mention.cite.end = read_tail(scan, symbol->span.end, &mention);
  add_elided(scan, symbol, &mention, lead.start);
  g_array_append_val(scan->mentions, mention);
  if (*mention.date && scan->chain > 0)
    share_with_chain(scan);
  scan->done = symbol->span.end;
  return TRUE;
}

/* ---- blank numbers ---- */

static gboolean
is_filler(const DcWords *words, gsize at) {
  return at > 0 &&
         (strchr("._", words->fold[at - 1]) || (at >= 3 && memcmp(words->fold + at - 3, "…", 3) == 0));
}

/* A separator (or, with it lost, a type) at `at` where a number should stand before. */
static gboolean
add_blank(Scan *scan, gsize at) {
  const DcWords *words = &scan->words;
  gsize start = at, back = dc_words_back(words, at);
  while (is_filler(words, back)) {
    back -= (guchar)words->fold[back - 1] >= 0x80 ? 3 : 1;
    start = back;
    back = dc_words_back(words, back);
    if (at - back > 200)
      return FALSE;
  }
  gboolean colon = back > 0 && words->fold[back - 1] == ':';
  DcSymbol symbol;
  if (!dc_symbol_read_blank(words, at, &symbol))
    return FALSE;
  DcLead lead = dc_lead_read(words, back, symbol.type, FALSE, symbol.issuer && symbol.issuer->party);
  if (!lead.so && !(lead.type && !colon && (start < at || back < at)))
    return FALSE;
  if (start < at && words->fold[start] == '.' && start + 1 == at)
    start = at;
  symbol.span.start = start;
  /* The lead ends before the filler, so the symbol is taken to start there. */
  DcSymbol moved = symbol;
  moved.span.start = back;
  guint len = scan->mentions->len;
  if (!add_symbol(scan, &moved))
    return FALSE;
  g_array_index(scan->mentions, DcMention, len).span.start = start;
  return TRUE;
}

/* ---- the scan ---- */

/* Two to four capitals and a slash: "84 QĐ/TWĐTN". */
static gboolean
may_be_type(const Scan *scan, gsize at) {
  gsize end = at;
  while (end - at < 9 && (g_ascii_isalpha((gchar)byte_at(scan, end)) || byte_at(scan, end) >= 0x80))
    end++;
  return end > at + 1 && (byte_at(scan, end) == '/' || byte_at(scan, end) == '-') &&
         dc_words_is_capital(&scan->words, at);
}

/* Whether a separator may follow a digit run that ends at `at`: the cheap test before reading a symbol. */
static gboolean
may_go_on(const Scan *scan, gsize at) {
  guchar c = byte_at(scan, at);
  if (c == '-' || c == '/')
    return TRUE;
  if (c == ' ' || c == '\n' || c == '\\' || c == '*') {
    gsize next = dc_words_skip(&scan->words, at);
    if (c == ' ' && next == at + 1 && may_be_type(scan, next))
      return TRUE;
    return byte_at(scan, next) == '-' || byte_at(scan, next) == '/' || byte_at(scan, next) == '\\';
  }
  if (may_be_type(scan, at))
    return TRUE;
  if (!g_ascii_isalpha((gchar)c))
    return FALSE;
  guchar next = byte_at(scan, at + 1);
  return next == '-' || next == '/' || dc_words_is_digit(next) || strchr("OolI", (gchar)c) != NULL;
}

static gsize
scan_digits(Scan *scan, gsize at) {
  gsize end = at;
  while (dc_words_is_digit(byte_at(scan, end)))
    end++;
  if (dc_short_may_be(&scan->words, at, end)) {
    DcSpan number = {at, end};
    g_array_append_val(scan->numbers, number);
  }
  if (byte_at(scan, end) == '.' && dc_words_is_digit(byte_at(scan, end + 1))) { /* "66.17/2026/NQ-CP" */
    gsize second = end + 1;
    while (dc_words_is_digit(byte_at(scan, second)))
      second++;
    if (byte_at(scan, second) == '/' || byte_at(scan, second) == '-')
      end = second;
  }
  if (!may_go_on(scan, end))
    return end;
  DcSymbol symbol;
  if (may_start_number(scan, at)) {
    if (dc_symbol_read(&scan->words, at, &symbol) && symbol.span.start >= scan->done &&
        add_symbol(scan, &symbol))
      return symbol.span.end;
  } else if (end - at == 4 && byte_at(scan, at - 1) == '/' &&
             (at < 2 || !dc_words_is_digit(byte_at(scan, at - 2))) && at - 1 >= scan->done &&
             add_blank(scan, at - 1)) {
    return scan->done;
  }
  return end;
}

/* A separator without a digit before it: the number is blank, or the type's letters stand in its place. */
static gsize
scan_mark(Scan *scan, gsize at) {
  guchar before = at ? byte_at(scan, at - 1) : ' ';
  if (dc_words_is_digit(before) || before == byte_at(scan, at) || before == '\\')
    return at + 1;
  if (dc_words_is_letter(before)) {
    if (byte_at(scan, at) == '-')
      return at + 1;
    gsize start = dc_words_start(&scan->words, at), back = dc_words_back(&scan->words, start);
    if (back > 0 && (byte_at(scan, back - 1) == ':' || is_filler(&scan->words, back)) &&
        start >= scan->done && add_blank(scan, start))
      return scan->done;
    return at + 1;
  }
  gsize next = dc_words_skip(&scan->words, at + 1);
  if (next >= scan->words.len || next - at > 3 || at < scan->done || !dc_words_is_letter(byte_at(scan, next)))
    return at + 1;
  gunichar c = g_utf8_get_char(scan->words.clean + next);
  if (dc_letters_lower(c) != c && add_blank(scan, at))
    return scan->done;
  return at + 1;
}

/* A type that was only guessed gives way to one that the text states for the same symbol. */
static void
settle_types(GArray *mentions) {
  g_autoptr(GHashTable) stated = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *m = &g_array_index(mentions, DcMention, i);
    if (!*m->symbol_type && m->cite.start < m->span.start && !g_hash_table_contains(stated, m->key))
      g_hash_table_insert(stated, (gpointer)m->key, (gpointer)m->type);
  }
  for (guint i = 0; i < mentions->len; i++) {
    DcMention *m = &g_array_index(mentions, DcMention, i);
    const char *type = *m->symbol_type ? NULL : g_hash_table_lookup(stated, m->key);
    if (type && m->cite.start == m->span.start)
      m->type = type;
  }
}

static gboolean
is_full(const Scan *scan) {
  return scan->mentions->len >= DC_MENTIONS_MAX || scan->numbers->len >= DC_MENTIONS_MAX;
}

guint
dc_citation_scan(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions) {
  g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(DcSpan)),
                    list = g_array_new(FALSE, FALSE, sizeof(DcSpan));
  Scan scan = {.words = dc_words_new(view, layout),
               .strings = strings,
               .mentions = mentions,
               .numbers = numbers,
               .list = list};
  /* Digits, '-' and '/'; with the full stop between them they stand side by side. */
  for (gsize at = 0;
       (at = dc_words_find_between(&scan.words, at, '-', '9')) < view->len && !is_full(&scan);) {
    guchar c = (guchar)view->fold[at];
    gsize next = dc_words_is_digit(c) ? scan_digits(&scan, at) : c != '.' ? scan_mark(&scan, at) : at;
    at = MAX(next, at + 1);
  }
  scan.limit_hits += is_full(&scan) ? 1 : 0;
  settle_types(mentions);
  dc_contents_date(&scan.words, strings, mentions);
  return scan.limit_hits + dc_short_scan(&scan.words, numbers, mentions);
}
