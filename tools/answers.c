#include "tools/answers.h"
#include "indexer/resolve.h"
#include "query/dates.h"
#include "query/key.h"
#include "query/scope.h"
#include "query/validity.h"

#include <string.h>

static const DcField fields[] = {
    {"work", DC_FIELD_TEXT, NULL},        {"path", DC_FIELD_TEXT, NULL},
    {"key", DC_FIELD_TEXT, "Key"},        {"title", DC_FIELD_TITLE, "Title"},
    {"date", DC_FIELD_TEXT, "Date"},      {"unit", DC_FIELD_TEXT, "Unit"},
    {"status", DC_FIELD_TEXT, "Status"},  {"relation", DC_FIELD_TEXT, "Relation"},
    {"distance", DC_FIELD_INTEGER, NULL}, {"via", DC_FIELD_LIST, "Through"},
    {"mentions", DC_FIELD_INTEGER, NULL}, {"force", DC_FIELD_TEXT, NULL},
    {"evidence", DC_FIELD_LINES, NULL},   {"copies", DC_FIELD_LINES, NULL},
    {"candidates", DC_FIELD_LINES, NULL},
};

#define NEAR_MAX 5

/* What a number remembered in part may be: "Kết luận 91", "91", "91-KL". */
typedef struct {
  guint64 number;
  const char *type; /* abbreviation that stands in the words; NULL: none */
  GPtrArray *names; /* of char*, owned */
  guint more;
} NearWorks;

static gboolean
note_near(DcWork *taken, gpointer data) {
  g_autoptr(DcWork) work = taken;
  NearWorks *near = data;
  char *end = NULL;
  if (!g_ascii_isdigit(*work->key) || g_ascii_strtoull(work->key, &end, 10) != near->number ||
      (near->type != NULL && strcmp(work->type, near->type) != 0))
    return TRUE;
  if (near->names->len < NEAR_MAX)
    g_ptr_array_add(near->names, g_strdup(work->name));
  else
    near->more++;
  return TRUE;
}

/* The type that a word, or several, of the text name. */
static const char *
type_in(const char *text) {
  g_auto(GStrv) words = g_strsplit_set(text, " -/0123456789", -1);
  for (char **word = words; *word != NULL; word++) {
    g_autofree char *two = word[1] != NULL ? g_strconcat(*word, " ", word[1], NULL) : g_strdup("");
    const DcType *type = **word != '\0' ? dc_lexicon_type(two) : NULL;
    if (type == NULL && **word != '\0')
      type = dc_lexicon_type(*word);
    if (type != NULL)
      return type->abbreviation;
  }
  return NULL;
}

/* "91-KL/TW@2024-08-12, 91-KL/TU@2023-…" of the same number. NULL when there are none. */
static char *
near_works(DcStore *store, const char *words) {
  const char *digits = words + strcspn(words, "0123456789");
  if (*digits == '\0')
    return NULL;
  g_autofree char *valid = g_utf8_make_valid(words, -1);
  NearWorks near = {g_ascii_strtoull(digits, NULL, 10), type_in(valid),
                    g_ptr_array_new_with_free_func(g_free), 0};
  g_autoptr(GPtrArray) names = near.names;
  if (!dc_store_each_work(store, note_near, &near, NULL) || names->len == 0)
    return NULL;
  g_ptr_array_add(names, NULL);
  g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
  return near.more > 0 ? g_strdup_printf("%s and %u more", list, near.more) : g_steal_pointer(&list);
}

GPtrArray *
dc_command_works(const char *command, DcStore *store, const char *key, const char *unit) {
  g_autoptr(GError) error = NULL;
  if (key[strspn(key, " ")] == '\0') {
    dc_command_fail(command, "which work? Give its symbol, as in: danchieu %s 91-KL/TW", command);
    return NULL;
  }
  GPtrArray *works = dc_references_find(store, key, unit, &error);
  g_autofree char *near = works != NULL && works->len == 0 ? near_works(store, key) : NULL;
  if (works == NULL)
    dc_command_fail(command, "%s", error->message);
  else if (works->len == 0 && unit != NULL)
    dc_command_fail(command,
                    "the index knows no “%s” of %s (--unit tells which act is meant; whose documents are "
                    "listed, --by tells); "
                    "“danchieu show '%s'” lists all that it knows",
                    key, unit, key);
  else if (works->len == 0 && near != NULL)
    dc_command_fail(command, "the index knows no “%s”; is one of these meant? %s", key, near);
  else if (works->len == 0)
    dc_command_fail(command, "the index knows no “%s”: no document has that number and none cites it", key);
  return works;
}

char *
dc_answers_heading(const char *question, const DcWork *work) {
  GString *heading = g_string_new(question);
  g_string_append_printf(heading, " %s", work->name);
  if (*work->unit != '\0')
    g_string_append_printf(heading, " (%s)", work->unit);
  if (*work->title != '\0')
    g_string_append_printf(heading, ": %s", work->title);
  return g_string_free(heading, FALSE);
}

const char *
dc_answers_taken(const DcWork *work, const char *field) {
  if (strcmp(field, "date") == 0)
    return work->date;
  return strcmp(field, "type") == 0 ? dc_resolve_symbol_type(work->key) : work->key;
}

char *
dc_answers_force(DcStore *store, const DcWork *work, const char *as_of, gboolean *ended, GError **error) {
  g_autoptr(DcValidity) validity = dc_validity_new(store, work, as_of, error);
  if (validity == NULL)
    return NULL;
  if (ended != NULL)
    *ended = validity->force > DC_FORCE_AMENDED;
  return dc_validity_words(validity);
}

const char *
dc_answers_key(const DcOutput *output, const char *key) {
  return dc_output_for_people(output) ? dc_key_shown(key) : key;
}

const char *
dc_answers_near(const char *path) {
  g_autofree char *folder = g_get_current_dir();
  gsize len = strlen(folder);
  return strncmp(path, folder, len) == 0 && path[len] == '/' ? path + len + 1 : path;
}

char *
dc_answers_evidence(DcWitness *witness, gint64 mention, GError **error) {
  g_autoptr(DcEvidence) evidence = dc_witness_ask(witness, mention, error);
  return evidence != NULL ? dc_answers_line(evidence) : NULL;
}

/* "FILE:12", and for a file with pages "FILE:12 (page 3)". */
static char *
place_of(const DcEvidence *evidence, const char *path) {
  return evidence->page != 0 ? g_strdup_printf("%s:%u (page %u)", path, evidence->line, evidence->page)
                             : g_strdup_printf("%s:%u", path, evidence->line);
}

char *
dc_answers_line(const DcEvidence *evidence) {
  g_autofree char *place = place_of(evidence, evidence->path);
  return g_strdup_printf("%s: %s", place, evidence->sentence);
}

void
dc_answers_quote(DcOutput *output, const DcEvidence *evidence) {
  g_autofree char *place = place_of(evidence, dc_answers_near(evidence->path));
  dc_output_quote(output, place, evidence->sentence, evidence->mark.start, evidence->mark.end);
}

GPtrArray *
dc_answers_evidence_of(DcWitness *witness, const GArray *mentions, GError **error) {
  g_autoptr(GPtrArray) evidence = g_ptr_array_new_with_free_func((GDestroyNotify)dc_evidence_free);
  for (guint i = 0; i < mentions->len; i++) {
    DcEvidence *one = dc_witness_ask(witness, g_array_index(mentions, gint64, i), error);
    if (one == NULL)
      return NULL;
    g_ptr_array_add(evidence, one);
  }
  return g_steal_pointer(&evidence);
}

GPtrArray *
dc_answers_proof(DcWitness *witness, const DcAnswer *answer, GError **error) {
  g_autoptr(GPtrArray) evidence = dc_answers_evidence_of(witness, answer->evidence, error);
  if (evidence == NULL || answer->document == NULL || dc_span_is_empty(answer->hint))
    return g_steal_pointer(&evidence);
  DcEvidence *hint = dc_witness_look(witness, answer->document->id, answer->hint, error);
  if (hint == NULL)
    return NULL;
  g_ptr_array_add(evidence, hint);
  return g_steal_pointer(&evidence);
}

GPtrArray *
dc_answers_candidates(DcStore *store, const GArray *mentions, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) works = NULL;
  if (mentions->len > 0) {
    gint64 last = g_array_index(mentions, gint64, mentions->len - 1);
    g_autoptr(DcMentionRow) mention = dc_store_mention(store, last, error);
    if (mention == NULL || (mention->work == 0 && (works = dc_store_candidates(store, last, error)) == NULL))
      return NULL;
  }
  for (guint i = 0; works != NULL && i < works->len; i++) {
    g_autoptr(DcWork) work = dc_store_work(store, g_array_index(works, gint64, i), error);
    if (work == NULL)
      return NULL;
    g_ptr_array_add(names, strcmp(work->unit, "TW") == 0 || *work->unit == '\0'
                               ? g_strdup(work->name)
                               : g_strdup_printf("%s (%s)", work->name, work->unit));
  }
  g_ptr_array_add(names, NULL);
  return g_steal_pointer(&names);
}

void
dc_answers_note_candidates(DcOutput *output, const GPtrArray *candidates) {
  if (candidates->len < 2)
    return;
  g_autofree char *names = g_strjoinv(", ", (char **)candidates->pdata);
  dc_output_note(output, "may mean %s", names);
}

void
dc_answers_put_evidence(DcOutput *output, const GPtrArray *evidence) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < evidence->len; i++)
    g_ptr_array_add(lines, dc_answers_line(g_ptr_array_index(evidence, i)));
  g_ptr_array_add(lines, NULL);
  dc_output_list(output, (const char *const *)lines->pdata);
}

typedef struct {
  const char *command, *question;
  const DcAnswerOptions *options;
  DcStore *store;
  DcOutput *output;
  DcWitness *witness;
  DcAnswerFunc func;
  gpointer data;
  guint found;
  guint unread; /* files that were only counted, of the work in hand */
} Run;

void
dc_answer_options_clear(DcAnswerOptions *options) {
  dc_command_options_clear(&options->common);
  g_clear_pointer(&options->unit, g_free);
  g_clear_pointer(&options->as_of, g_free);
  g_clear_pointer(&options->by, g_free);
}

/* In a table the relation is shown where the status does not say it. */
static const char *
relation_shown(const DcOutput *output, const DcAnswer *answer) {
  if (answer->relation >= DC_RELATION_COUNT)
    return "";
  const char *relation = dc_relation_name(answer->relation);
  gboolean said = strcmp(relation, dc_answer_status_name(answer->status)) == 0 ||
                  (answer->status == DC_ANSWER_INDIRECT && answer->relation == DC_RELATION_IMPLEMENTS);
  return dc_output_for_people(output) && said ? "" : relation;
}

static void
print_fields(DcOutput *output, const DcWork *work, const DcAnswer *answer, const char *force,
             const GPtrArray *evidence, const GPtrArray *copies, const GPtrArray *candidates) {
  g_autoptr(GPtrArray) via = g_ptr_array_new();
  for (guint i = 0; i < answer->via->len; i++)
    g_ptr_array_add(via, g_ptr_array_index(answer->via, i));
  g_ptr_array_add(via, NULL);
  dc_output_text(output, work->name);
  dc_output_text(output, dc_answer_path(answer));
  dc_output_text(output, dc_answers_key(output, dc_answer_key(answer)));
  dc_output_text(output, dc_answer_title(answer));
  dc_output_text(output, dc_answer_date(answer));
  dc_output_text(output, dc_answer_unit(answer));
  dc_output_text(output, dc_answer_status_name(answer->status));
  dc_output_text(output, relation_shown(output, answer));
  dc_output_integer(output, answer->distance);
  dc_output_list(output, (const char *const *)via->pdata);
  dc_output_integer(output, answer->mentions);
  dc_output_text(output, force);
  dc_answers_put_evidence(output, evidence);
  dc_output_list(output, (const char *const *)copies->pdata);
  dc_output_list(output, (const char *const *)candidates->pdata);
  dc_output_end_row(output);
  if (!dc_output_for_people(output))
    return;
  for (guint i = 0; i + 1 < copies->len; i++)
    dc_output_note(output, "also %s", dc_answers_near(g_ptr_array_index(copies, i)));
  if (force != NULL && *force != '\0')
    dc_output_note(output, "%s", force);
  for (guint i = 0; i < evidence->len; i++)
    dc_answers_quote(output, g_ptr_array_index(evidence, i));
  dc_answers_note_candidates(output, candidates);
  if (evidence->len == 0 && *dc_answer_path(answer) != '\0')
    dc_output_note(output, "%s", dc_answers_near(dc_answer_path(answer)));
}

/* Paths of the other files of the same work, NULL-terminated. */
static GPtrArray *
copies_of(DcStore *store, const DcAnswer *answer, GError **error) {
  g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func(g_free);
  if (answer->work != NULL && answer->work->documents > 1) {
    g_autoptr(GPtrArray) documents = dc_store_documents_of(store, answer->work->id, error);
    if (documents == NULL)
      return NULL;
    for (guint i = 0; i < documents->len; i++) {
      const DcDocumentRow *row = g_ptr_array_index(documents, i);
      if (strcmp(row->path, dc_answer_path(answer)) != 0)
        g_ptr_array_add(copies, g_strdup(row->path));
    }
  }
  g_ptr_array_add(copies, NULL);
  return g_steal_pointer(&copies);
}

/* Whether --as-of, --strict and --in-force leave the answer in the list, and what is said of its force. */
static gboolean
judge_force(const Run *run, const DcAnswer *answer, gboolean *listed, char **force, GError **error) {
  *listed = run->options->as_of == NULL ||
            dc_date_order(dc_answer_date(answer), run->options->as_of) != DC_DATE_AFTER;
  *listed = *listed && !(run->options->strict && answer->status == DC_ANSWER_AMBIGUOUS);
  *listed = *listed && (run->options->by == NULL || dc_unit_under(dc_answer_unit(answer), run->options->by));
  *force = NULL;
  if (answer->work == NULL || !*listed)
    return TRUE;
  gboolean ended = FALSE;
  *force = dc_answers_force(run->store, answer->work, run->options->as_of, &ended, error);
  *listed = !(run->options->in_force && ended);
  return *force != NULL;
}

static gboolean
print_answer(Run *run, const DcWork *work, const DcAnswer *answer, GString *cited, GError **error) {
  g_autofree char *force = NULL;
  gboolean listed;
  if (!judge_force(run, answer, &listed, &force, error))
    return FALSE;
  if (!listed)
    return TRUE;
  if (run->options->fold_unread && answer->status == DC_ANSWER_NO_TEXT && dc_output_for_people(run->output) &&
      !dc_unit_is_told(dc_answer_unit(answer))) {
    run->unread++;
    run->found++;
    return TRUE;
  }
  if (answer->document == NULL && !run->options->cited) {
    g_string_append_printf(cited, "%s%s", cited->len > 0 ? ", " : "", answer->work->name);
    if (*answer->work->unit != '\0')
      g_string_append_printf(cited, " (%s)", answer->work->unit);
    return TRUE;
  }
  g_autoptr(GPtrArray) evidence = dc_answers_proof(run->witness, answer, error);
  g_autoptr(GPtrArray) copies = evidence != NULL ? copies_of(run->store, answer, error) : NULL;
  g_autoptr(GPtrArray) candidates =
      copies != NULL ? dc_answers_candidates(run->store, answer->evidence, error) : NULL;
  if (candidates == NULL)
    return FALSE;
  print_fields(run->output, work, answer, force, evidence, copies, candidates);
  run->found++;
  return TRUE;
}

static gboolean
print_answers(Run *run, const DcWork *work, const GPtrArray *answers, GError **error) {
  g_autofree char *heading = dc_answers_heading(run->question, work);
  g_autoptr(GString) cited = g_string_new(NULL);
  guint before = run->found;
  run->unread = 0;
  dc_output_table(run->output, heading, NULL, fields, G_N_ELEMENTS(fields));
  for (guint i = 0; i < answers->len; i++) {
    if (!print_answer(run, work, g_ptr_array_index(answers, i), cited, error))
      return FALSE;
  }
  dc_output_flush(run->output);
  if (run->found == before)
    dc_output_note(run->output, "(none)");
  if (run->unread > 0)
    dc_output_note(run->output, "%u %s without text and of unknown unit could not be asked; --all lists %s",
                   run->unread, run->unread == 1 ? "file" : "files", run->unread == 1 ? "it" : "them");
  if (cited->len > 0)
    dc_output_note(run->output, "Known only from citations: %s (--cited lists them)", cited->str);
  return TRUE;
}

static gboolean
answer_key(Run *run, const char *key) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) works = dc_command_works(run->command, run->store, key, run->options->unit);
  if (works == NULL)
    return FALSE;
  for (guint i = 0; i < works->len; i++) {
    const DcWork *work = g_ptr_array_index(works, i);
    g_autoptr(GPtrArray) answers = run->func(run->store, work, run->data, &error);
    if (answers == NULL || !print_answers(run, work, answers, &error)) {
      dc_command_fail(run->command, "%s", error->message);
      return FALSE;
    }
  }
  return TRUE;
}

int
dc_answers_run(const char *command, int argc, char **argv, DcAnswerOptions *options, const char *question,
               DcAnswerFunc func, gpointer data) {
  if (argc < 2)
    return dc_command_fail(command, "which work? Give its symbol, as in: danchieu %s 91-KL/TW", command);
  if (!dc_command_date(command, "--as-of", FALSE, &options->as_of))
    return DC_EXIT_ERROR;
  g_autoptr(DcStore) store = dc_command_open(&options->common);
  if (store == NULL || !dc_command_unit(command, store, options->within) ||
      !dc_command_unit(command, store, options->by))
    return DC_EXIT_ERROR;
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  Run run = {command, question, options, store, dc_command_output(&options->common),
             witness, func,     data,    0,     0};
  gboolean ok = TRUE;
  for (int i = 1; ok && i < argc; i++)
    ok = answer_key(&run, argv[i]);
  int code = dc_command_finish(command, run.output, run.found > 0);
  return ok ? code : DC_EXIT_ERROR;
}
