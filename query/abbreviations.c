#include "query/abbreviations.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"
#include "indexer/tokens.h"

extern const char dc_abbreviations_csv[];
extern const size_t dc_abbreviations_csv_len;

typedef struct {
  GPtrArray *rows;
  GHashTable *by_first; /* first token without marks → GArray of Form */
} Table;

/* One of the two forms of a row. */
typedef struct {
  const char *const *tokens, *const *bare;
  const DcAbbreviation *row;
} Form;

static gboolean
collect(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED, gsize end G_GNUC_UNUSED,
        gpointer data) {
  if (kind < DC_TOKEN_SYMBOL)
    g_ptr_array_add(data, g_strndup(form, len));
  return TRUE;
}

static const char *const *
tokens_of(const char *text) {
  GPtrArray *tokens = g_ptr_array_new();
  dc_tokens_each(text, strlen(text), collect, tokens);
  g_ptr_array_add(tokens, NULL);
  return (const char *const *)g_ptr_array_free(tokens, FALSE);
}

static void
enter(GHashTable *table, const char *const *tokens, const DcAbbreviation *row) {
  GPtrArray *bare = g_ptr_array_new();
  for (gsize i = 0; tokens[i]; i++)
    g_ptr_array_add(bare, dc_letters_bare_form(tokens[i], -1));
  g_ptr_array_add(bare, NULL);
  Form form = {tokens, (const char *const *)g_ptr_array_free(bare, FALSE), row};
  GArray *forms = g_hash_table_lookup(table, form.bare[0]);
  if (!forms) {
    forms = g_array_new(FALSE, FALSE, sizeof(Form));
    g_hash_table_insert(table, (gpointer)form.bare[0], forms);
  }
  g_array_append_val(forms, form);
}

static gpointer
build_table(gpointer unused G_GNUC_UNUSED) {
  Table *table = g_new(Table, 1);
  table->rows = g_ptr_array_new();
  table->by_first = g_hash_table_new(g_str_hash, g_str_equal);
  GPtrArray *rows = dc_csv_table(dc_abbreviations_csv, dc_abbreviations_csv_len);
  for (guint i = 0; i < rows->len; i++) {
    char **fields = rows->pdata[i];
    DcAbbreviation *row = g_new(DcAbbreviation, 1);
    *row = (DcAbbreviation){g_strdup(fields[0]), tokens_of(fields[0]), tokens_of(fields[1])};
    g_ptr_array_add(table->rows, row);
    enter(table->by_first, row->tokens, row);
    enter(table->by_first, row->full, row);
  }
  g_ptr_array_unref(rows);
  return table;
}

static const Table *
abbreviation_table(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, build_table, NULL);
}

/* How many tokens of `form` stand at the start of `tokens`: all of them or 0. */
static gsize
starts_with(const char *const *tokens, gsize n, const Form *form) {
  gsize i = 0;
  for (; form->tokens[i]; i++)
    if (i >= n || (strcmp(tokens[i], form->tokens[i]) != 0 && strcmp(tokens[i], form->bare[i]) != 0))
      return 0;
  return i;
}

const DcAbbreviation *
dc_abbreviation_at(const char *const *tokens, gsize n, gsize *len) {
  *len = 0;
  if (!n)
    return NULL;
  g_autofree char *first = dc_letters_bare_form(tokens[0], -1);
  const GArray *forms = g_hash_table_lookup(abbreviation_table()->by_first, first);
  const DcAbbreviation *best = NULL;
  for (guint i = 0; forms && i < forms->len; i++) {
    const Form *form = &g_array_index(forms, Form, i);
    gsize matched = starts_with(tokens, n, form);
    if (matched > *len) {
      *len = matched;
      best = form->row;
    }
  }
  return best;
}

const GPtrArray *
dc_abbreviations(void) {
  return abbreviation_table()->rows;
}
