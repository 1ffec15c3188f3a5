/* Three steps: cut the text into items (quoted, with an operator, plain), give each its meaning, then see
 * which abbreviations stand among the words. */
#include "query/question-words.h"
#include "query/question-numbers.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"
#include "query/filters.h"

extern const char dc_fields_csv[];
extern const size_t dc_fields_csv_len;

/* No question needs more; the rest is left out with a note. */
#define WORDS_MAX 256
#define NO_FIELDS_MAX 60 /* bytes that are said of them */

/* By DcFilterField: the name, and what values it takes. */
static const struct {
  const char *name, *takes;
} field_facts[] = {{"type", "a type (KH)"},
                   {"unit", "a unit (“Hà Tĩnh”)"},
                   {"level", "central, province, district or commune"},
                   {"issuer", "a part of an issuer's name (“Ban Bí thư”)"},
                   {"date", "a day, month or year (12/8/2024, 8/2024, 2024) or a range (2022..2024)"},
                   {"cites", "a symbol (91-KL/TW)"},
                   {"implements", "a symbol (91-KL/TW)"},
                   {"key", "a symbol (43/KH-UBND)"},
                   {"path", "a part of a path (2024/)"}};

/* Unmarked name → DcFilterField + 1. */
static gpointer
build_fields(gpointer unused G_GNUC_UNUSED) {
  GHashTable *fields = g_hash_table_new(g_str_hash, g_str_equal);
  GPtrArray *rows = dc_csv_table(dc_fields_csv, dc_fields_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    for (guint f = 0; f < G_N_ELEMENTS(field_facts); f++)
      if (strcmp(row[1], field_facts[f].name) == 0)
        g_hash_table_insert(fields, dc_letters_bare_form(row[0], -1), GUINT_TO_POINTER(f + 1));
  }
  g_ptr_array_unref(rows);
  return fields;
}

static guint
field_named(const char *name, gsize len) {
  static GOnce once = G_ONCE_INIT;
  g_autofree char *bare = dc_letters_bare_form(name, (gssize)len);
  return GPOINTER_TO_UINT(g_hash_table_lookup(g_once(&once, build_fields, NULL), bare));
}

const char *
dc_question_field(const char *name) {
  guint field = field_named(name, strlen(name));
  return field ? field_facts[field - 1].name : NULL;
}

static void
clear_filter(gpointer data) {
  g_free(((DcFilter *)data)->value);
  g_free(((DcFilter *)data)->typed);
}

static void
free_clause(gpointer data) {
  DcClause *clause = data;
  g_ptr_array_unref(clause->phrases);
  g_free(clause);
}

void
dc_question_free(DcQuestion *question) {
  if (!question)
    return;
  g_array_unref(question->words);
  g_ptr_array_unref(question->required);
  g_ptr_array_unref(question->without);
  g_array_unref(question->filters);
  g_free(question);
}

typedef struct {
  DcQuestion *question;
  GPtrArray *notes;
  GString *no_fields; /* what looks like one, for one note */
  guint32 run, at;    /* of the next word */
  gboolean open_or;   /* the last item was OR */
  DcClause *last;     /* what OR would join: the last required clause, NULL when it was none */
  guint32 last_words; /* how many words of the question the last plain item gave */
  gboolean marked;    /* a letter with a mark was typed */
} Parser;

static void say(Parser *parser, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void
say(Parser *parser, const char *format, ...) {
  if (!parser->notes)
    return;
  va_list args;
  va_start(args, format);
  g_ptr_array_add(parser->notes, g_strdup_vprintf(format, args));
  va_end(args);
}

/* ---- words ---- */

typedef struct {
  GArray *words;
  const char *text;
  guint32 run, at;
  gboolean symbols; /* a symbol or date stands for the tokens it covers */
  gsize covered;    /* bytes up to which tokens are covered */
} Collector;

static gboolean
collect_word(DcTokenKind kind, const char *form, gsize len, gsize start, gsize end, gpointer data) {
  Collector *collector = data;
  gboolean overlay = kind >= DC_TOKEN_SYMBOL;
  if ((overlay && collector->symbols) || (!overlay && start >= collector->covered)) {
    DcWord word = {.kind = kind,
                   .form = g_strndup(form, len),
                   .typed = g_strndup(collector->text + start, end - start),
                   .at = collector->at,
                   .run = collector->run,
                   .weight = 1.0};
    g_array_append_val(collector->words, word);
  }
  if (overlay && collector->symbols)
    collector->covered = end;
  if (!overlay)
    collector->at++;
  return collector->words->len < WORDS_MAX;
}

/* The tokens of a piece as words of one run. In a phrase, symbols are taken apart: the places of their parts
 * tell more than the symbol alone. */
static GArray *
words_of(Parser *parser, const char *text, gsize len, gboolean phrase) {
  Collector collector = {dc_word_list(), text, parser->run, parser->at, !phrase, 0};
  dc_tokens_each(text, len, collect_word, &collector);
  parser->at = collector.at;
  return collector.words;
}

static void
next_run(Parser *parser) {
  parser->run++;
  parser->at = 0;
}

static void
add_words(Parser *parser, const GArray *words, gboolean optional) {
  GArray *all = parser->question->words;
  parser->last_words = 0;
  for (guint i = 0; i < words->len && all->len < WORDS_MAX; i++) {
    DcWord word = dc_word_copy(&g_array_index(words, DcWord, i));
    word.optional = optional;
    g_array_append_val(all, word);
    parser->last_words++;
  }
}

/* ---- items ---- */

static DcClause *
clause_new(GArray *words) {
  DcClause *clause = g_new(DcClause, 1);
  clause->phrases = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  g_ptr_array_add(clause->phrases, words);
  return clause;
}

/* A word or phrase after OR joins what stands before it. */
static gboolean
join_or(Parser *parser, GArray *words) {
  if (!parser->open_or)
    return FALSE;
  parser->open_or = FALSE;
  DcQuestion *question = parser->question;
  guint from = question->words->len - parser->last_words;
  for (guint i = from; i < question->words->len; i++)
    g_array_index(question->words, DcWord, i).optional = TRUE;
  if (!parser->last) { /* the item before was a plain word: it becomes an alternative */
    GArray *before = dc_word_list();
    for (guint i = from; i < question->words->len; i++) {
      DcWord word = dc_word_copy(&g_array_index(question->words, DcWord, i));
      g_array_append_val(before, word);
    }
    parser->last = clause_new(before);
    g_ptr_array_add(question->required, parser->last);
  }
  add_words(parser, words, TRUE);
  g_ptr_array_add(parser->last->phrases, words);
  return TRUE;
}

static void
plain_item(Parser *parser, const char *text, gsize len) {
  gboolean prefix = len > 1 && text[len - 1] == '*' && text[len - 2] != '*';
  g_autoptr(GArray) words = words_of(parser, text, len, FALSE);
  if (!words->len)
    return;
  if (prefix)
    g_array_index(words, DcWord, words->len - 1).prefix = TRUE;
  if (parser->open_or) {
    join_or(parser, g_steal_pointer(&words));
    return;
  }
  add_words(parser, words, FALSE);
  parser->last = NULL;
}

static void
quoted_item(Parser *parser, const char *text, gsize len, gboolean without) {
  next_run(parser);
  g_autoptr(GArray) words = words_of(parser, text, len, TRUE);
  if (words->len && len > 1 && text[len - 1] == '*')
    g_array_index(words, DcWord, words->len - 1).prefix = TRUE;
  if (!words->len) {
    say(parser, "nothing to look for between the quotation marks");
  } else if (without) {
    g_ptr_array_add(parser->question->without, clause_new(g_steal_pointer(&words)));
  } else if (parser->open_or) {
    join_or(parser, g_steal_pointer(&words));
  } else {
    add_words(parser, words, FALSE);
    parser->last = clause_new(g_steal_pointer(&words));
    g_ptr_array_add(parser->question->required, parser->last);
  }
  next_run(parser);
}

static void
without_item(Parser *parser, const char *text, gsize len) {
  next_run(parser);
  g_autoptr(GArray) words = words_of(parser, text, len, TRUE);
  if (!words->len)
    return;
  if (len > 1 && text[len - 1] == '*')
    g_array_index(words, DcWord, words->len - 1).prefix = TRUE;
  g_ptr_array_add(parser->question->without, clause_new(g_steal_pointer(&words)));
}

/* Where a quoted text that starts at `at` ends (the closing mark), or NULL. */
static const char *
closing_quote(const char *at) {
  return strchr(at + 1, '"');
}

static const char *
item_end(const char *at) {
  while (*at && !g_unichar_isspace(g_utf8_get_char(at)))
    at = g_utf8_next_char(at);
  return at;
}

/* The bytes of a field name and its colon at the start of an item, 0 when there is none. */
static gsize
field_length(const char *at, const char *end) {
  const char *p = at;
  while (p < end && dc_letters_is_letter(g_utf8_get_char(p)))
    p = g_utf8_next_char(p);
  return p > at && p + 1 < end && *p == ':' ? (gsize)(p - at) + 1 : 0;
}

/* A field whose value it does not take: the value may be meant as words, the name of the field is not. */
static void
refuse_filter(Parser *parser, const DcFilter *filter, int name_len) {
  const char *takes = field_facts[filter->field].takes;
  if (filter->without) {
    say(parser, "“%s” is no filter and left out; %.*s takes %s", filter->typed, name_len, filter->typed,
        takes);
    return;
  }
  say(parser, "“%s” is no filter, its value is taken as words; %.*s takes %s", filter->typed, name_len,
      filter->typed, takes);
  plain_item(parser, filter->value, strlen(filter->value));
}

/* gửi:"ai đó": what looks like a field and is none. People who write so do not mean a phrase: words, as when
 * the value has no quotation marks. Returns where it ends, NULL when nothing is quoted. */
static const char *
quoted_words(Parser *parser, const char *name, const char *value, gboolean without) {
  const char *close = *value == '"' ? closing_quote(value) : NULL;
  if (!close)
    return NULL;
  if (without) {
    quoted_item(parser, value + 1, (gsize)(close - value - 1), TRUE);
  } else {
    plain_item(parser, name, (gsize)(value - name));
    plain_item(parser, value + 1, (gsize)(close - value - 1));
  }
  return close + 1;
}

/* "field:value"; returns where it ends, NULL when it is no field. */
static const char *
field_item(Parser *parser, const char *at, gboolean without) {
  const char *end = item_end(at);
  gsize name = field_length(at, end);
  if (!name)
    return NULL;
  guint field = field_named(at, name - 1);
  if (!field) {
    if (parser->no_fields->len < NO_FIELDS_MAX)
      g_string_append_printf(parser->no_fields, "%s“%.*s”", parser->no_fields->len > 0 ? ", " : "", (int)name,
                             at);
    return quoted_words(parser, at, at + name, without);
  }
  const char *value = at + name, *close = *value == '"' ? closing_quote(value) : NULL;
  DcFilter filter = {(DcFilterField)(field - 1), NULL, NULL, without};
  if (close) {
    filter.value = g_strndup(value + 1, (gsize)(close - value - 1));
    end = close + 1;
  } else {
    if (*value == '"')
      say(parser, "a quotation mark is not closed; it ends with the word");
    value += *value == '"';
    filter.value = g_strndup(value, (gsize)(end - value));
  }
  filter.typed = g_strndup(at, (gsize)(end - at));
  if (!dc_filter_makes_sense(&filter)) {
    refuse_filter(parser, &filter, (int)name - 1);
    clear_filter(&filter);
    return end;
  }
  g_array_append_val(parser->question->filters, filter);
  next_run(parser);
  return end;
}

static gboolean
is_or(const char *at, const char *end) {
  gsize n = (gsize)(end - at);
  return (n == 2 && memcmp(at, "OR", 2) == 0) || (n == 1 && *at == '|') ||
         (n == strlen("HOẶC") && memcmp(at, "HOẶC", n) == 0);
}

/* The item at `at`, which is no white space. Returns where it ends. */
static const char *
next_item(Parser *parser, const char *at) {
  gboolean without = *at == '-' && at[1] && (at[1] == '"' || dc_letters_is_letter(g_utf8_get_char(at + 1)));
  const char *from = at + (without ? 1 : 0), *end = item_end(at), *close;
  if (*from == '"') {
    close = closing_quote(from);
    if (close) {
      quoted_item(parser, from + 1, (gsize)(close - from - 1), without);
      return close + 1;
    }
    say(parser, "a quotation mark is not closed; taken as words");
    plain_item(parser, from + 1, (gsize)(end - from - 1));
    return end;
  }
  const char *after = field_item(parser, from, without);
  if (after)
    return after;
  if (is_or(at, end) && parser->question->words->len) {
    parser->open_or = TRUE;
    return end;
  }
  if (end - at == 3 && memcmp(at, "AND", 3) == 0 &&
      parser->question->words->len) /* all words are wanted anyway */
    return end;
  /* A quotation may start inside an item: (“trường”). */
  const char *quote = memchr(from + 1, '"', (gsize)(end - from) > 1 ? (gsize)(end - from - 1) : 0);
  if (quote && closing_quote(quote))
    end = quote;
  if (without)
    without_item(parser, from, (gsize)(end - from));
  else
    plain_item(parser, from, (gsize)(end - from));
  return end;
}

/* ---- the whole ---- */

static gboolean
has_marks(const char *form) {
  for (const char *p = form; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c >= 0x80 && dc_letters_bare(c) != c)
      return TRUE;
  }
  return FALSE;
}

/* A question of exclusions alone asks for nothing: they are words then. */
static void
settle_without(Parser *parser) {
  DcQuestion *question = parser->question;
  if (question->words->len || question->filters->len || !question->without->len)
    return;
  say(parser, "only words to leave out; taken as words to look for");
  for (guint i = 0; i < question->without->len; i++) {
    const DcClause *clause = question->without->pdata[i];
    add_words(parser, clause->phrases->pdata[0], FALSE);
  }
  g_ptr_array_set_size(question->without, 0);
}

DcQuestion *
dc_question_parse(const char *text, GPtrArray *notes) {
  DcQuestion *question = g_new0(DcQuestion, 1);
  question->words = dc_word_list();
  question->required = g_ptr_array_new_with_free_func(free_clause);
  question->without = g_ptr_array_new_with_free_func(free_clause);
  question->filters = g_array_new(FALSE, FALSE, sizeof(DcFilter));
  g_array_set_clear_func(question->filters, clear_filter);
  Parser parser = {.question = question, .notes = notes, .no_fields = g_string_new(NULL)};
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  for (const char *at = valid; *at;) {
    if (g_unichar_isspace(g_utf8_get_char(at)))
      at = g_utf8_next_char(at);
    else
      at = next_item(&parser, at);
  }
  if (question->words->len >= WORDS_MAX)
    say(&parser, "only the first %d words of the question are looked for", WORDS_MAX);
  if (parser.no_fields->len > 0)
    say(&parser, "%s: no such field; taken as words", parser.no_fields->str);
  g_string_free(parser.no_fields, TRUE);
  settle_without(&parser);
  question->unmarked = TRUE;
  for (guint i = 0; i < question->words->len; i++)
    question->unmarked &= !has_marks(g_array_index(question->words, DcWord, i).form);
  dc_question_numbers(question);
  dc_question_expand(question);
  dc_question_weigh(question);
  return question;
}
