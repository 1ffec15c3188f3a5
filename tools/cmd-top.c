#include "query/scope.h"
#include "tools/answers.h"

#include <string.h>

static const char description[] =
    "With --absent only works that the corpus merely cites: what to obtain next.\n"
    "Counted are references between works: a document that mentions a work ten times refers to it once.";

static const DcField fields[] = {
    {"rank", DC_FIELD_INTEGER, "#"},    {"in", DC_FIELD_INTEGER, "Cited by"}, {"out", DC_FIELD_INTEGER, NULL},
    {"work", DC_FIELD_TEXT, NULL},      {"key", DC_FIELD_TEXT, "Key"},        {"type", DC_FIELD_TEXT, NULL},
    {"date", DC_FIELD_TEXT, "Date"},    {"issuer", DC_FIELD_TEXT, "Issuer"},  {"unit", DC_FIELD_TEXT, "Unit"},
    {"title", DC_FIELD_TITLE, "Title"}, {"path", DC_FIELD_TEXT, NULL},        {"force", DC_FIELD_TEXT, NULL},
};

typedef struct {
  char *type, *unit;
  gboolean absent;
  DcStore *store;
  GPtrArray *works; /* of Ranked */
  GError *failure;
} Top;

typedef struct {
  gint64 id;
  guint in, out;
  char *name;
} Ranked;

static void
ranked_free(gpointer data) {
  Ranked *ranked = data;
  g_free(ranked->name);
  g_free(ranked);
}

static void
top_clear(Top *top) {
  g_free(top->type);
  g_free(top->unit);
  g_clear_pointer(&top->works, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Top, top_clear)

static gint
compare_ranked(gconstpointer a, gconstpointer b) {
  const Ranked *left = *(const Ranked *const *)a, *right = *(const Ranked *const *)b;
  if (left->in != right->in)
    return left->in > right->in ? -1 : 1;
  return strcmp(left->name, right->name);
}

static gboolean
rank_work(DcWork *taken, gpointer data) {
  g_autoptr(DcWork) work = taken;
  Top *top = data;
  guint in, out;
  if ((top->absent && work->documents > 0) ||
      (top->type != NULL && g_ascii_strcasecmp(work->type, top->type) != 0) ||
      (top->unit != NULL && !dc_unit_under(work->unit, top->unit)))
    return TRUE;
  if (!dc_store_count_edges(top->store, work->id, &in, &out, &top->failure))
    return FALSE;
  if (in == 0)
    return TRUE;
  Ranked *ranked = g_new0(Ranked, 1);
  ranked->id = work->id;
  ranked->in = in;
  ranked->out = out;
  ranked->name = g_strdup_printf("%s %s", work->name, work->unit);
  g_ptr_array_add(top->works, ranked);
  return TRUE;
}

static gboolean
print_work(DcStore *store, DcOutput *output, guint rank, const Ranked *ranked, GError **error) {
  g_autoptr(DcWork) work = dc_store_work(store, ranked->id, error);
  g_autofree char *force = work != NULL ? dc_answers_force(store, work, NULL, NULL, error) : NULL;
  if (force == NULL)
    return FALSE;
  dc_output_integer(output, rank);
  dc_output_integer(output, ranked->in);
  dc_output_integer(output, ranked->out);
  dc_output_text(output, work->name);
  dc_output_text(output, dc_answers_key(output, work->key));
  dc_output_text(output, work->type);
  dc_output_text(output, work->date);
  dc_output_text(output, work->issuer);
  dc_output_text(output, work->unit);
  dc_output_text(output, work->title);
  dc_output_text(output, work->path);
  dc_output_text(output, force);
  dc_output_end_row(output);
  if (*force != '\0')
    dc_output_note(output, "%s", force);
  return TRUE;
}

static int
print_top(Top *top, guint limit, const DcCommandOptions *options) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DcStore) store = dc_command_open(options);
  if (store == NULL || !dc_command_unit("top", store, top->unit))
    return DC_EXIT_ERROR;
  top->store = store;
  top->works = g_ptr_array_new_with_free_func(ranked_free);
  if (!dc_store_each_work(store, rank_work, top, &error) ||
      (top->failure != NULL && (error = g_steal_pointer(&top->failure)) != NULL))
    return dc_command_fail("top", "%s", error->message);
  g_ptr_array_sort(top->works, compare_ranked);
  DcOutput *output = dc_command_output(options);
  dc_output_table(output, NULL, NULL, fields, G_N_ELEMENTS(fields));
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < top->works->len && i < limit; i++)
    ok = print_work(store, output, i + 1, g_ptr_array_index(top->works, i), &error);
  int code = dc_command_finish("top", output, top->works->len > 0);
  return ok ? code : dc_command_fail("top", "%s", error->message);
}

int
dc_cmd_top(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_auto(Top) top = {0};
  int limit = 20;
  gboolean done;
  const GOptionEntry entries[] = {
      {"limit", 'n', 0, G_OPTION_ARG_INT, &limit, "How many (default 20)", "N"},
      {"absent", 'a', 0, G_OPTION_ARG_NONE, &top.absent, "Only works whose text the corpus lacks", NULL},
      {"type", 0, 0, G_OPTION_ARG_STRING, &top.type, "Only works of this type (NQ, KL, KH …)", "TYPE"},
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &top.unit, "Only works of this unit and those under it", "UNIT"},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "", "The most cited works.", description, entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (argc > 1)
    return dc_command_fail("top", "“%s” is not understood: top takes options alone", argv[1]);
  if (!dc_command_number("top", "--limit", limit, 1, G_MAXINT))
    return DC_EXIT_ERROR;
  return print_top(&top, (guint)limit, &options);
}
