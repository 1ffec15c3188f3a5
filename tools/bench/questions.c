#include "tools/bench/questions.h"

#include <string.h>

#include "corpus/letters.h"
#include "indexer/tokens.h"

const char *const bench_class_names[BENCH_CLASSES] = {
    "one common syllable", "word of two syllables", "question of 12 words", "phrase",
    "phrase and phrase",   "word, unmarked",        "word, with filter",    "number"};

typedef struct {
  GPtrArray *plain, *symbols; /* of char* */
} Tokens;

static gboolean
collect(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED, gsize end G_GNUC_UNUSED,
        gpointer data) {
  Tokens *tokens = data;
  if (kind == DC_TOKEN_SYMBOL)
    g_ptr_array_add(tokens->symbols, g_strndup(form, len));
  else if (kind != DC_TOKEN_DATE)
    g_ptr_array_add(tokens->plain, g_strndup(form, len));
  return TRUE;
}

static void
free_question(gpointer data) {
  BenchQuestion *question = data;
  g_free(question->ours);
  g_free(question->fts5);
  g_free(question->xapian);
  g_free(question);
}

/* Tokens from `from` on, each in quotation marks when `quote`. */
static char *
join(const GPtrArray *tokens, guint from, guint n, const char *between, gboolean quote) {
  GString *made = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf(made, quote ? "%s\"%s\"" : "%s%s", i ? between : "",
                           (const char *)tokens->pdata[from + i]);
  return g_string_free(made, FALSE);
}

static const char *const common[] = {"và",    "của",  "các",  "tế",   "phát",
                                     "triển", "định", "công", "nhân", "dân"};

static BenchQuestion *
make_question(BenchClass class, const Tokens *tokens, guint at, guint number) {
  BenchQuestion *made = g_new0(BenchQuestion, 1);
  made->class = class;
  g_autofree char *two = join(tokens->plain, at, 2, " ", FALSE),
                  *next = join(tokens->plain, at + 3, 2, " ", FALSE);
  g_autofree char *three = join(tokens->plain, at, 3, " ", FALSE);
  g_autofree char *twelve = join(tokens->plain, at, 12, " ", FALSE);
  switch (class) {
  case BENCH_COMMON:
    made->ours = g_strdup(common[number % G_N_ELEMENTS(common)]);
    made->fts5 = g_strdup_printf("\"%s\"", made->ours);
    made->xapian = g_strdup_printf("and\t%s", made->ours);
    break;
  case BENCH_QUESTION:
    made->ours = g_strdup(twelve);
    made->fts5 = join(tokens->plain, at, 12, " OR ", TRUE);
    made->xapian = g_strdup_printf("or\t%s", twelve);
    break;
  case BENCH_PHRASE:
    made->ours = g_strdup_printf("\"%s\"", three);
    made->fts5 = g_strdup(made->ours);
    made->xapian = g_strdup_printf("phrase\t%s", three);
    break;
  case BENCH_PHRASES:
    made->ours = g_strdup_printf("\"%s\" \"%s\"", two, next);
    made->fts5 = g_strdup_printf("\"%s\" AND \"%s\"", two, next);
    made->xapian = g_strdup_printf("phrases\t%s %s", two, next);
    break;
  case BENCH_UNMARKED:
    made->ours = dc_letters_bare_form(two, -1);
    break;
  case BENCH_NUMBER:
    made->ours =
        g_strdup(tokens->symbols->len ? tokens->symbols->pdata[number % tokens->symbols->len] : "1/kh");
    made->fts5 = g_strdup_printf("\"%s\"", made->ours);
    made->xapian = g_strdup_printf("and\t%s", made->ours);
    break;
  case BENCH_FILTERED:
    made->ours = g_strdup_printf("%s type:KH", two);
    made->xapian = g_strdup_printf("filter\t%s", two);
    made->fts5 = join(tokens->plain, at, 2, " AND ", TRUE);
    break;
  default:
    made->ours = g_strdup(two);
    made->fts5 = join(tokens->plain, at, 2, " AND ", TRUE);
    made->xapian = g_strdup_printf("and\t%s", two);
  }
  return made;
}

GPtrArray *
bench_questions(const GPtrArray *files, guint n) {
  GPtrArray *questions = g_ptr_array_new_with_free_func(free_question);
  for (guint class = 0; class < BENCH_CLASSES; class ++)
    for (guint i = 0; i < n; i++) {
      g_autofree char *text = NULL;
      gsize len;
      guint file = (i * BENCH_CLASSES + class) * 7919u % files->len;
      if (!g_file_get_contents(files->pdata[file], &text, &len, NULL))
        continue;
      Tokens tokens = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free)};
      dc_tokens_each(text, len, collect, &tokens);
      if (tokens.plain->len > 40)
        g_ptr_array_add(questions, make_question((BenchClass) class, &tokens,
                                                 20 + (i * 31u) % (tokens.plain->len - 36), i));
      g_ptr_array_unref(tokens.plain);
      g_ptr_array_unref(tokens.symbols);
    }
  return questions;
}
