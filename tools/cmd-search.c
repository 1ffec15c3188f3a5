/* danchieu search: full-text search with ranked hits. */
#include <string.h>
#include <unistd.h>

#include "query/regex.h"
#include "query/search.h"
#include "query/validity.h"
#include "tools/answers.h"
#include "tools/output-table.h"

static const char description[] =
    "Any text is a valid question: words, a pasted sentence, a document number. Documents with all the\n"
    "words come first, then the best of the rest. Marks may be left out; those that are typed count.\n\n"
    "  \"giáo dục nghề nghiệp\"   these words, side by side\n"
    "  -đô-thị  -\"đô thị\"        not these\n"
    "  a OR b                   one of them\n"
    "  trườ*                    words that start so\n"
    "  type:KH  loại:\"kế hoạch\"  unit:\"Hà Tĩnh\"  level:province  issuer:\"Ban Bí thư\"\n"
    "  date:2022..2024  date:12/8/2024  year:2022  key:43/KH-UBND  path:2024/\n"
    "  cites:91-KL/TW  implements:91-KL/TW\n"
    "  nghị định 30 năm 2020    a number remembered in part: its documents, and those that refer to them\n"
    "Fields have Vietnamese names too: loại, tỉnh, cấp, cơquan, ngày, năm, dẫn, thựchiện, sốhiệu, tệp.\n"
    "Put -- before a question that starts with a hyphen.";

static const DcField fields[] = {
    {"rank", DC_FIELD_INTEGER, NULL}, {"score", DC_FIELD_REAL, NULL},   {"path", DC_FIELD_TEXT, NULL},
    {"key", DC_FIELD_TEXT, NULL},     {"title", DC_FIELD_TEXT, NULL},   {"date", DC_FIELD_TEXT, NULL},
    {"unit", DC_FIELD_TEXT, NULL},    {"snippet", DC_FIELD_TEXT, NULL}, {"start", DC_FIELD_INTEGER, NULL},
    {"line", DC_FIELD_INTEGER, NULL}, {"page", DC_FIELD_INTEGER, NULL}, {"place", DC_FIELD_TEXT, NULL},
    {"copies", DC_FIELD_LIST, NULL},
};

static const DcField facet_fields[] = {{"facet", DC_FIELD_TEXT, NULL},
                                       {"value", DC_FIELD_TEXT, "Value"},
                                       {"documents", DC_FIELD_INTEGER, "Documents"}};

static void
append_printable(GString *line, const char *text, gsize len) {
  g_autofree char *part = g_strndup(text, len), *shown = dc_output_printable(part);
  g_string_append(line, shown);
}

/* The snippet with `before` and `after` around each marked word. */
static char *
marked_snippet(const DcHit *hit, const char *before, const char *after) {
  GString *made = g_string_new(NULL);
  gsize at = 0;
  for (guint i = 0; i < hit->marks->len; i++) {
    DcSpan mark = g_array_index(hit->marks, DcSpan, i);
    append_printable(made, hit->snippet + at, mark.start - at);
    g_string_append(made, before);
    append_printable(made, hit->snippet + mark.start, mark.end - mark.start);
    g_string_append(made, after);
    at = mark.end;
  }
  append_printable(made, hit->snippet + at, strlen(hit->snippet + at));
  return g_string_free(made, FALSE);
}

/* "mục II.3, dòng 120, trang 4" */
static char *
place_text(const DcHit *hit) {
  GString *place = g_string_new(hit->place);
  g_string_append_printf(place, "%sdòng %u", place->len ? ", " : "", hit->line);
  if (hit->page)
    g_string_append_printf(place, ", trang %u", hit->page);
  return g_string_free(place, FALSE);
}

/* What stands to the left of the lines of a hit. */
#define MARGIN 5

/* The text in at most `columns`. */
static char *
cut_line(const char *text, gsize columns) {
  char *line = dc_output_printable(text);
  gsize width = 0;
  for (char *p = line; *p; p = g_utf8_next_char(p)) {
    gsize own = dc_output_width(p, g_utf8_next_char(p) - p);
    if (width + own > columns - 1 && *g_utf8_next_char(p)) {
      g_autofree char *whole = line;
      return g_strdup_printf("%.*s…", (int)(p - whole), whole);
    }
    width += own;
  }
  return line;
}

/* How wide a word is shown: what marks it is no part of it. */
static gsize
shown_width(const char *word, gsize len) {
  gsize width = 0;
  for (const char *p = word, *end = word + len; p < end;) {
    if (*p == '\033') {
      p = memchr(p, 'm', (gsize)(end - p));
      p = p ? p + 1 : end;
      continue;
    }
    width += dc_output_width(p, g_utf8_next_char(p) - p);
    p = g_utf8_next_char(p);
  }
  return width;
}

/* Prints a text behind the margin: on a terminal as wide as that, elsewhere on one line. */
static void
print_wrapped(const char *text, gsize columns) {
  gsize at = MARGIN, most = isatty(STDOUT_FILENO) ? columns : G_MAXSIZE;
  printf("%*s", MARGIN, "");
  for (const char *word = text; *word;) {
    gsize len = strcspn(word, " "), width = shown_width(word, len);
    if (at > MARGIN && at + 1 + width > most) {
      printf("\n%*s", MARGIN, "");
      at = MARGIN;
    } else if (word > text) {
      putchar(' ');
      at++;
    }
    fwrite(word, 1, len, stdout);
    at += width;
    word += len + (word[len] == ' ');
  }
  putchar('\n');
}

/* What the search could not do as asked. */
static void
print_notes(const GPtrArray *notes) {
  for (guint i = 0; i < notes->len; i++) {
    g_autofree char *note = dc_output_printable(notes->pdata[i]);
    fprintf(stderr, "%s\n", note);
  }
}

/* "replaced by …" of a work that is no longer in force or was amended, else "". */
static char *
force_of(DcStore *store, gint64 id) {
  g_autoptr(DcWork) work = id ? dc_store_work(store, id, NULL) : NULL;
  g_autoptr(DcValidity) validity = work ? dc_validity_new(store, work, NULL, NULL) : NULL;
  return validity ? dc_validity_words(validity) : g_strdup("");
}

/* For people: a block a hit. */
static void
print_block(DcStore *store, const DcHit *hit, guint rank, gsize columns, gboolean colour) {
  const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";
  g_autofree char *snippet = marked_snippet(hit, colour ? bold : "**", colour ? plain : "**");
  g_autofree char *where = place_text(hit), *place = dc_output_printable(where);
  g_autofree char *title = cut_line(hit->row->title, columns - MARGIN);
  g_autofree char *path = dc_output_printable(dc_answers_near(hit->row->path));
  g_autofree char *number = *hit->row->key         ? g_strdup(hit->row->key)
                            : *hit->row->annex_key ? g_strdup_printf("annex of %s", hit->row->annex_key)
                                                   : g_strdup("(no number)");
  g_autofree char *key = dc_output_printable(number);
  g_autofree char *unit = dc_output_printable(hit->row->unit);
  printf("%3u. %s%s%s%s%s%s%s\n", rank, bold, key, plain, *hit->row->date ? ", " : "", hit->row->date,
         *unit ? ", " : "", unit);
  if (*title)
    printf("     %s\n", title);
  print_wrapped(snippet, columns);
  printf("     %s (%s)\n", path, place);
  g_autofree char *force = force_of(store, hit->row->work);
  if (*force)
    printf("     %s\n", force);
  if (hit->copies && hit->copies->len)
    printf("     and %u more %s almost the same text\n", hit->copies->len,
           hit->copies->len == 1 ? "file with" : "files with");
}

static void
print_row(DcOutput *output, const DcHit *hit, guint rank) {
  g_autofree char *snippet = marked_snippet(hit, "**", "**");
  g_autoptr(GPtrArray) copies = g_ptr_array_new();
  for (guint i = 0; hit->copies && i < hit->copies->len; i++)
    g_ptr_array_add(copies, hit->copies->pdata[i]);
  g_ptr_array_add(copies, NULL);
  dc_output_integer(output, rank);
  dc_output_real(output, hit->score);
  dc_output_text(output, hit->row->path);
  dc_output_text(output, hit->row->key);
  dc_output_text(output, hit->row->title);
  dc_output_text(output, hit->row->date);
  dc_output_text(output, hit->row->unit);
  dc_output_text(output, snippet);
  dc_output_integer(output, (gint64)hit->start);
  dc_output_integer(output, hit->line);
  dc_output_integer(output, hit->page);
  dc_output_text(output, hit->place);
  dc_output_list(output, (const char *const *)copies->pdata);
  dc_output_end_row(output);
}

static void
print_facets(DcOutput *output, const char *name, const GArray *facets) {
  dc_output_table(output, name, "facet", facet_fields, G_N_ELEMENTS(facet_fields));
  for (guint i = 0; i < facets->len; i++) {
    const DcFacet *facet = &g_array_index(facets, DcFacet, i);
    dc_output_text(output, name);
    dc_output_text(output, facet->value);
    dc_output_integer(output, facet->documents);
    dc_output_end_row(output);
  }
}

static void
print_counts(const DcSearchResult *result) {
  gboolean one = result->matches == 1;
  const char *documents = one ? "document" : "documents", *have = one ? "has" : "have";
  if (result->all && result->some > result->matches)
    fprintf(stderr, "%u %s %s all the words, %u more %s some of them\n", result->matches, documents, have,
            result->some - result->matches, result->some - result->matches == 1 ? "has" : "have");
  else if (result->all)
    fprintf(stderr, "%u %s\n", result->matches, documents);
  else
    fprintf(stderr, "%u %s %s some of the words, none has all\n", result->matches, documents, have);
}

/* ---- --regex ---- */

static const DcField match_fields[] = {{"path", DC_FIELD_TEXT, NULL},
                                       {"line", DC_FIELD_INTEGER, NULL},
                                       {"start", DC_FIELD_INTEGER, NULL},
                                       {"end", DC_FIELD_INTEGER, NULL},
                                       {"text", DC_FIELD_TEXT, NULL}};

typedef struct {
  DcOutput *output;
  gboolean lines; /* as grep prints them */
  guint found, limit;
} Matches;

/* "file:12:line", lines around it with '-'. */
static void
print_lines(const DcRegexMatch *match) {
  g_autofree char *lines = g_strndup(match->text + match->lines.start, dc_span_length(match->lines));
  g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
  g_autofree char *path = dc_output_printable(dc_answers_near(match->row->path));
  guint line = match->line;
  for (gsize at = match->lines.start; at < match->start; at++)
    line -= match->text[at] == '\n';
  for (guint i = 0; each[i]; i++, line++) {
    g_autofree char *shown = dc_output_printable(each[i]);
    char mark = line == match->line ? ':' : '-';
    printf("%s%c%u%c%s\n", path, mark, line, mark, shown);
  }
}

static gboolean
print_match(const DcRegexMatch *match, gpointer data) {
  Matches *matches = data;
  if (matches->lines) {
    print_lines(match);
  } else {
    g_autofree char *text = g_strndup(match->text + match->lines.start, dc_span_length(match->lines));
    dc_output_text(matches->output, match->row->path);
    dc_output_integer(matches->output, match->line);
    dc_output_integer(matches->output, (gint64)match->start);
    dc_output_integer(matches->output, (gint64)match->end);
    dc_output_text(matches->output, text);
    dc_output_end_row(matches->output);
  }
  return ++matches->found < matches->limit;
}

static int
search_regex(const DcCommandOptions *common, const char *pattern, const DcRegexOptions *options,
             guint limit) {
  g_autoptr(DcStore) store = dc_command_open(common);
  if (!store)
    return DC_EXIT_ERROR;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
  Matches matches = {dc_command_output(common), common->format == DC_FORMAT_TABLE, 0, limit};
  if (!matches.lines)
    dc_output_table(matches.output, NULL, NULL, match_fields, G_N_ELEMENTS(match_fields));
  gboolean good = dc_regex_search(store, pattern, options, print_match, &matches, notes, &error);
  print_notes(notes);
  int code = dc_command_finish("search", matches.output, matches.found > 0);
  return good ? code : dc_command_fail("search", "%s", error->message);
}

/* ---- the command ---- */

#define NOT_GIVEN G_MININT
#define MOST_HITS 100000
#define MOST_OFFSET 10000000
#define MOST_LINES 10000

/* What was asked for on the command line, beside the question. */
typedef struct {
  char *sort, *facet, *duplicates;
  int limit, offset, context;
  gboolean regex, any_case;
} Choices;

static void
clear_choices(Choices *choices) {
  g_free(choices->sort);
  g_free(choices->facet);
  g_free(choices->duplicates);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Choices, clear_choices)

static gboolean
one_of(const char *value, const char *option, const char *const *allowed) {
  if (!value || g_strv_contains(allowed, value))
    return TRUE;
  g_autofree char *names = g_strjoinv(", ", (char **)allowed);
  dc_command_fail("search", "--%s takes one of: %s", option, names);
  return FALSE;
}

static gboolean
read_choices(const Choices *choices, DcSearchOptions *options) {
  static const char *const sorts[] = {"relevance", "date", NULL};
  static const char *const facets[] = {"unit", "type", "year", "level", "issuer", NULL};
  static const char *const duplicates[] = {"show", "fold", NULL};
  const char *facet = choices->facet;
  if (facet && !g_strv_contains(facets, facet)) {
    const char *field =
        strcmp(facet, "năm") == 0 || strcmp(facet, "nam") == 0 ? "year" : dc_question_field(facet);
    facet = field ? field : facet;
  }
  if (!one_of(choices->sort, "sort", sorts) || !one_of(facet, "facet", facets) ||
      !one_of(choices->duplicates, "near-duplicates", duplicates))
    return FALSE;
  if ((choices->limit != NOT_GIVEN &&
       !dc_command_number("search", "--limit", choices->limit, 1, MOST_HITS)) ||
      !dc_command_number("search", "--offset", choices->offset, 0, MOST_OFFSET) ||
      !dc_command_number("search", "--context", choices->context, 0, MOST_LINES))
    return FALSE;
  *options = (DcSearchOptions){.limit = choices->limit == NOT_GIVEN ? 10 : (guint)choices->limit,
                               .offset = (guint)choices->offset,
                               .by_date = g_strcmp0(choices->sort, "date") == 0,
                               .fold_copies = g_strcmp0(choices->duplicates, "fold") == 0,
                               .facet = facet,
                               .places = TRUE};
  return TRUE;
}

/* The words as one question. The shell has taken the quotes off unit:"Hà Tĩnh": a word with a space whose
 * field still stands before it gets them back. */
static char *
join_words(int argc, char **argv) {
  GString *query = g_string_new(NULL);
  for (int i = 1; i < argc; i++) {
    const char *word = argv[i], *colon = strchr(word, ':'), *space = strchr(word, ' ');
    if (i > 1)
      g_string_append_c(query, ' ');
    if (argc > 2 && colon && space && colon < space && colon > word && !strchr(word, '"'))
      g_string_append_printf(query, "%.*s:\"%s\"", (int)(colon - word), word, colon + 1);
    else
      g_string_append(query, word);
  }
  return g_string_free(query, FALSE);
}

static int
search(const DcCommandOptions *common, const char *query, const DcSearchOptions *options) {
  g_autoptr(DcStore) store = dc_command_open(common);
  if (!store)
    return DC_EXIT_ERROR;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(DcSearchResult) result = dc_search(store, query, options, notes, &error);
  print_notes(notes);
  if (!result)
    return dc_command_fail("search", "%s", error->message);
  DcOutput *output = dc_command_output(common);
  gboolean blocks = common->format == DC_FORMAT_TABLE;
  if (!blocks)
    dc_output_table(output, NULL, NULL, fields, G_N_ELEMENTS(fields));
  for (guint i = 0; i < result->hits->len; i++) {
    if (blocks)
      print_block(store, result->hits->pdata[i], options->offset + i + 1, dc_table_columns(stdout),
                  dc_output_colour(output));
    else
      print_row(output, result->hits->pdata[i], options->offset + i + 1);
  }
  if (result->facets)
    print_facets(output, options->facet, result->facets);
  if (blocks && result->matches)
    print_counts(result);
  else if (blocks && !notes->len)
    fprintf(stderr, "no document has what was asked for\n");
  return dc_command_finish("search", output, result->hits->len > 0);
}

int
dc_cmd_search(int argc, char **argv) {
  g_auto(DcCommandOptions) common = {0};
  g_auto(Choices) choices = {.limit = NOT_GIVEN};
  gboolean done;
  const GOptionEntry entries[] = {
      {"limit", 'n', 0, G_OPTION_ARG_INT, &choices.limit, "How many hits (10)", "N"},
      {"offset", 0, 0, G_OPTION_ARG_INT, &choices.offset, "How many hits to leave out before them", "N"},
      {"sort", 's', 0, G_OPTION_ARG_STRING, &choices.sort, "relevance or date (newest first)", "ORDER"},
      {"facet", 0, 0, G_OPTION_ARG_STRING, &choices.facet, "Count by unit, type, year, level or issuer",
       "NAME"},
      {"regex", 0, 0, G_OPTION_ARG_NONE, &choices.regex, "QUESTION is a regular expression; all its lines",
       NULL},
      {"ignore-case", 'i', 0, G_OPTION_ARG_NONE, &choices.any_case, "With --regex: in any case", NULL},
      {"context", 'C', 0, G_OPTION_ARG_INT, &choices.context, "With --regex: lines around each", "N"},
      {"near-duplicates", 0, 0, G_OPTION_ARG_STRING, &choices.duplicates, "show, or fold copies of a text",
       "HOW"},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "QUESTION…", "Searches the text of the indexed documents.", description,
                        entries, &common, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  DcSearchOptions options;
  if (!read_choices(&choices, &options))
    return DC_EXIT_ERROR;
  if (argc < 2)
    return dc_command_fail("search", "what to search for? (try “danchieu search --help”)");
  g_autofree char *query = join_words(argc, argv);
  if (choices.regex) {
    const DcRegexOptions regex = {choices.any_case, (guint)choices.context};
    return search_regex(&common, query, &regex, choices.limit == NOT_GIVEN ? G_MAXUINT : options.limit);
  }
  return search(&common, query, &options);
}
