#include "query/dates.h"
#include "query/validity.h"
#include "tools/answers.h"

#include <string.h>
#include <unistd.h>

static const char description[] =
    "KEY is a symbol as people write it (91-KL/TW, 43/KH-UBND, or "
    "43/KH-UBND@2022-02-24); all works of that symbol\n"
    "are shown. PATH is a file of the corpus. As a table, what each refers to "
    "and what refers to it follows with\n"
    "its evidence; in the other formats ask for that with --references. A PATH also shows how the file was "
    "read (--file).";

static const DcField work_fields[] = {
    {"work", DC_FIELD_TEXT, NULL},        {"key", DC_FIELD_TEXT, "Key"},
    {"type", DC_FIELD_TEXT, "Type"},      {"date", DC_FIELD_TEXT, "Date"},
    {"issuer", DC_FIELD_TEXT, "Issuer"},  {"unit", DC_FIELD_TEXT, "Unit"},
    {"title", DC_FIELD_TITLE, "Title"},   {"path", DC_FIELD_TEXT, NULL},
    {"in", DC_FIELD_INTEGER, "Cited by"}, {"out", DC_FIELD_INTEGER, "Cites"},
    {"force", DC_FIELD_TEXT, "Changed"},
};

static const DcField reference_fields[] = {
    {"work", DC_FIELD_TEXT, NULL},           {"direction", DC_FIELD_TEXT, NULL},
    {"relation", DC_FIELD_TEXT, "Relation"}, {"key", DC_FIELD_TEXT, "Key"},
    {"date", DC_FIELD_TEXT, "Date"},         {"unit", DC_FIELD_TEXT, "Unit"},
    {"title", DC_FIELD_TITLE, "Title"},      {"path", DC_FIELD_TEXT, NULL},
    {"mentions", DC_FIELD_INTEGER, NULL},    {"evidence", DC_FIELD_LINES, NULL},
    {"force", DC_FIELD_TEXT, NULL},
};

static const DcField file_fields[] = {
    {"path", DC_FIELD_TEXT, NULL},
    {"status", DC_FIELD_TEXT, "Status"},
    {"message", DC_FIELD_TEXT, "Why"},
    {"format", DC_FIELD_TEXT, "Format"},
    {"pages", DC_FIELD_INTEGER, "Pages"},
    {"encoding", DC_FIELD_TEXT, "Encoding"},
    {"confidence", DC_FIELD_INTEGER, "Sure %"},
    {"ocr", DC_FIELD_TEXT, "OCR"},
    {"file_title", DC_FIELD_TITLE, "Title it gives"},
    {"file_author", DC_FIELD_TEXT, "Author"},
    {"file_date", DC_FIELD_TEXT, "Made"},
};

typedef struct {
  DcStore *store;
  DcOutput *output;
  DcWitness *witness;
  gboolean references, strict, file, in_force;
  const char *as_of;
} Show;

/* One line of what a work refers to, or what refers to it. */
typedef struct {
  DcWork *other;
  const char *relation; /* static; of what cannot be told: that */
  gint64 mention;
  guint mentions;
  char *force; /* what is known against the other one */
} Reference;

static void
reference_free(Reference *reference) {
  dc_work_free(reference->other);
  g_free(reference->force);
  g_free(reference);
}

static gboolean
show_reference(Show *show, const DcWork *work, DcDirection direction, const Reference *reference,
               GError **error) {
  const DcWork *other = reference->other;
  g_autoptr(DcEvidence) evidence = dc_witness_ask(show->witness, reference->mention, error);
  if (evidence == NULL)
    return FALSE;
  g_autofree char *line = dc_answers_line(evidence);
  const char *lines[] = {line, NULL};
  dc_output_text(show->output, work->name);
  dc_output_text(show->output, direction == DC_EDGES_OUT ? "out" : "in");
  dc_output_text(show->output, reference->relation);
  dc_output_text(show->output, dc_answers_key(show->output, other->key));
  dc_output_text(show->output, other->date);
  dc_output_text(show->output, other->unit);
  dc_output_text(show->output, other->title);
  dc_output_text(show->output, other->path);
  dc_output_integer(show->output, reference->mentions);
  dc_output_list(show->output, lines);
  dc_output_text(show->output, reference->force);
  dc_output_end_row(show->output);
  if (*reference->force != '\0')
    dc_output_note(show->output, "%s", reference->force);
  dc_answers_quote(show->output, evidence);
  return TRUE;
}

/* Whether the document, or the work that it is, came after the day asked about. */
static gboolean
is_said_later(const Show *show, gint64 document, gboolean *later, GError **error) {
  *later = FALSE;
  if (show->as_of == NULL)
    return TRUE;
  g_autoptr(DcDocumentRow) row = dc_store_document(show->store, document, error);
  if (row == NULL)
    return FALSE;
  g_autoptr(DcWork) own =
      *row->date == '\0' && row->work != 0 ? dc_store_work(show->store, row->work, error) : NULL;
  *later = dc_date_order(own != NULL ? own->date : row->date, show->as_of) == DC_DATE_AFTER;
  return own != NULL || *row->date != '\0' || row->work == 0;
}

/* Adds a reference that `document` asserts, unless --as-of or --in-force leave it out. Takes `other`. */
static gboolean
add_reference(const Show *show, GPtrArray *references, gint64 document, const Reference *what,
              GError **error) {
  g_autoptr(DcWork) other = what->other;
  gboolean ended, said_later;
  g_autofree char *force = dc_answers_force(show->store, other, show->as_of, &ended, error);
  if (force == NULL || !is_said_later(show, document, &said_later, error))
    return FALSE;
  gboolean later = show->as_of != NULL && dc_date_order(other->date, show->as_of) == DC_DATE_AFTER;
  if (later || said_later || (ended && show->in_force))
    return TRUE;
  Reference *reference = g_memdup2(what, sizeof *what);
  reference->other = g_steal_pointer(&other);
  reference->force = g_steal_pointer(&force);
  g_ptr_array_add(references, reference);
  return TRUE;
}

/* What cannot be told, beside what the edges lead to. New array of DcAnswer. */
static GPtrArray *
find_undecided(const Show *show, const DcWork *work, DcDirection direction, GError **error) {
  g_autoptr(GPtrArray) answers =
      show->strict ? NULL : dc_references_of(show->store, work, direction, 0, FALSE, error);
  if (show->strict)
    return g_ptr_array_new();
  if (answers == NULL || !dc_references_add_undecided(show->store, work, direction, answers, error))
    return NULL;
  for (guint i = answers->len; i-- > 0;)
    if (((DcAnswer *)g_ptr_array_index(answers, i))->status != DC_ANSWER_AMBIGUOUS)
      g_ptr_array_remove_index(answers, i);
  return g_steal_pointer(&answers);
}

/* What is shown of one direction; `works`: with how many works there is an edge among it. New array of
 * Reference. */
static GPtrArray *
find_references(const Show *show, const DcWork *work, DcDirection direction, guint *works, GError **error) {
  g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func((GDestroyNotify)reference_free);
  g_autoptr(GArray) edges = dc_store_edges(show->store, direction, &work->id, 1, 0, error);
  g_autoptr(GPtrArray) undecided = edges != NULL ? find_undecided(show, work, direction, error) : NULL;
  if (undecided == NULL)
    return NULL;
  g_autoptr(GHashTable) others = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < edges->len; i++) {
    const DcEdge *edge = &g_array_index(edges, DcEdge, i);
    gint64 end = direction == DC_EDGES_OUT ? edge->target : edge->source;
    Reference what = {dc_store_work(show->store, end, error), dc_relation_name(edge->relation), edge->mention,
                      edge->mentions, NULL};
    if (what.other == NULL || !add_reference(show, references, edge->document, &what, error))
      return NULL;
  }
  for (guint i = 0; i < references->len; i++)
    g_hash_table_add(others, &((Reference *)g_ptr_array_index(references, i))->other->id);
  *works = g_hash_table_size(others);
  for (guint i = 0; i < undecided->len; i++) {
    DcAnswer *answer = g_ptr_array_index(undecided, i);
    g_autoptr(DcMentionRow) mention =
        dc_store_mention(show->store, g_array_index(answer->evidence, gint64, 0), error);
    if (mention == NULL)
      return NULL;
    Reference what = {g_steal_pointer(&answer->work), dc_answer_status_name(answer->status), mention->id,
                      answer->mentions, NULL};
    if (!add_reference(show, references, mention->document, &what, error))
      return NULL;
  }
  return g_steal_pointer(&references);
}

static gboolean
show_references(Show *show, const DcWork *work, DcDirection direction, const GPtrArray *references,
                GError **error) {
  if (references->len == 0)
    return TRUE;
  g_autofree char *heading =
      g_strdup_printf(direction == DC_EDGES_OUT ? "What %s refers to" : "What refers to %s", work->name);
  dc_output_table(show->output, heading, "reference", reference_fields, G_N_ELEMENTS(reference_fields));
  for (guint i = 0; i < references->len; i++) {
    if (!show_reference(show, work, direction, g_ptr_array_index(references, i), error))
      return FALSE;
  }
  return TRUE;
}

static void
show_files(Show *show, const DcWork *work) {
  g_autoptr(GPtrArray) documents = dc_store_documents_of(show->store, work->id, NULL);
  for (guint i = 0; documents != NULL && i < documents->len; i++) {
    const DcDocumentRow *row = g_ptr_array_index(documents, i);
    dc_output_note(show->output, "File: %s%s%s", dc_answers_near(row->path),
                   *row->annex_key != '\0' ? ", the annex of " : "", row->annex_key);
  }
  if (documents != NULL && documents->len == 0)
    dc_output_note(show->output, "The corpus has no text of it, only citations.");
}

static gboolean
show_proof(Show *show, const DcValidity *validity, GError **error) {
  if (validity->mention == 0)
    return TRUE;
  g_autofree char *words = dc_validity_words(validity);
  g_autofree char *evidence = dc_answers_evidence(show->witness, validity->mention, error);
  if (evidence != NULL)
    dc_output_note(show->output, "%s: %s", words, dc_answers_near(evidence));
  return evidence != NULL;
}

static gboolean
show_work(Show *show, const DcWork *work, GError **error) {
  g_autoptr(DcValidity) validity = dc_validity_new(show->store, work, show->as_of, error);
  if (validity == NULL)
    return FALSE;
  gboolean all = !show->references && show->as_of == NULL && !show->in_force; /* then a count will do */
  guint in, out;
  g_autoptr(GPtrArray) citing = all ? NULL : find_references(show, work, DC_EDGES_IN, &in, error);
  g_autoptr(GPtrArray) cited = citing != NULL ? find_references(show, work, DC_EDGES_OUT, &out, error) : NULL;
  if (all ? !dc_store_count_edges(show->store, work->id, &in, &out, error) : cited == NULL)
    return FALSE;
  dc_output_table(show->output, NULL, "work", work_fields, G_N_ELEMENTS(work_fields));
  dc_output_text(show->output, work->name);
  dc_output_text(show->output, dc_answers_key(show->output, work->key));
  dc_output_text(show->output, work->type);
  dc_output_text(show->output, work->date);
  dc_output_text(show->output, work->issuer);
  dc_output_text(show->output, work->unit);
  dc_output_text(show->output, work->title);
  dc_output_text(show->output, work->path);
  dc_output_integer(show->output, in);
  dc_output_integer(show->output, out);
  dc_output_text(show->output, dc_force_name(validity->force));
  dc_output_end_row(show->output);
  show_files(show, work);
  if (!show_proof(show, validity, error))
    return FALSE;
  if (!show->references)
    return TRUE;
  return show_references(show, work, DC_EDGES_OUT, cited, error) &&
         show_references(show, work, DC_EDGES_IN, citing, error);
}

/* The document that a path names, as given or from the current folder. NULL: there is none. */
static DcDocumentRow *
find_document(DcStore *store, const char *path) {
  DcDocumentRow *row = dc_store_document_by_path(store, path, NULL);
  if (row != NULL)
    return row;
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  return dc_store_document_by_path(store, absolute, NULL);
}

/* How a file was read, and what it says of itself, which is often left over from another one. */
static gboolean
show_file(Show *show, const DcDocumentRow *row, GError **error) {
  g_autoptr(GArray) pages = dc_store_pages(show->store, row->id, error);
  if (pages == NULL)
    return FALSE;
  g_autofree char *heading = g_strdup_printf("The file %s", dc_answers_near(row->path));
  dc_output_table(show->output, heading, "document", file_fields, G_N_ELEMENTS(file_fields));
  dc_output_text(show->output, row->path);
  dc_output_text(show->output, row->status);
  dc_output_text(show->output, row->message);
  dc_output_text(show->output, row->format);
  dc_output_integer(show->output, pages->len);
  dc_output_text(show->output, row->encoding);
  dc_output_integer(show->output, row->encoding_confidence);
  dc_output_text(show->output, row->ocr ? "yes" : "no");
  dc_output_text(show->output, row->file_title);
  dc_output_text(show->output, row->file_author);
  dc_output_text(show->output, row->file_date);
  dc_output_end_row(show->output);
  return TRUE;
}

static gboolean
show_document(Show *show, const DcDocumentRow *row, GError **error) {
  if ((row->work == 0 || show->file) && !show_file(show, row, error))
    return FALSE;
  g_autoptr(DcWork) work = row->work != 0 ? dc_store_work(show->store, row->work, error) : NULL;
  return row->work == 0 || (work != NULL && show_work(show, work, error));
}

static gboolean
show_key(Show *show, const char *key, const char *unit, guint *found, GError **error) {
  g_autoptr(DcDocumentRow) row = find_document(show->store, key);
  if (row != NULL) {
    ++*found;
    return show_document(show, row, error);
  }
  g_autoptr(GPtrArray) works = dc_references_find(show->store, key, unit, error);
  if (works == NULL)
    return FALSE;
  if (works->len == 0 && g_file_test(key, G_FILE_TEST_IS_DIR))
    dc_command_fail("show", "%s is a folder: give a symbol or the path of a file in it", key);
  else if (works->len == 0)
    dc_command_fail("show", "the index knows no “%s”: no document has that number or path and none cites it",
                    key);
  for (guint i = 0; i < works->len; i++) {
    if (!show_work(show, g_ptr_array_index(works, i), error))
      return FALSE;
  }
  *found += works->len;
  return TRUE;
}

/* The bytes as they are; on a terminal line by line without what would steer it. */
static void
print_piece(const char *text, gsize len) {
  if (!isatty(STDOUT_FILENO)) {
    fwrite(text, 1, len, stdout);
    return;
  }
  for (const char *end = text + len; text < end;) {
    const char *feed = memchr(text, '\n', (gsize)(end - text));
    g_autofree char *line = g_strndup(text, (gsize)((feed != NULL ? feed : end) - text));
    g_autofree char *shown = dc_output_printable(line);
    printf("%s%s", shown, feed != NULL ? "\n" : "");
    text = feed != NULL ? feed + 1 : end;
  }
}

/* The text, with a line before each page when the pages are asked for. */
static void
print_pages(const char *text, gsize len, const GArray *pages) {
  gsize at = 0;
  for (guint i = 0; i < pages->len; i++) {
    gsize start = g_array_index(pages, gsize, i);
    print_piece(text + at, start - at);
    printf("%s----- page %u -----\n", start > 0 && text[start - 1] != '\n' ? "\n" : "", i + 1);
    at = start;
  }
  print_piece(text + at, len - at);
}

static int
print_text(DcStore *store, const char *path, gboolean with_pages) {
  g_autoptr(GError) error = NULL;
  gsize len;
  g_autoptr(DcDocumentRow) row = find_document(store, path);
  if (row == NULL)
    return dc_command_fail("show", "%s is not in the index: “danchieu index” puts it there", path);
  g_autofree char *text = dc_store_text(store, row->id, &len, &error);
  if (text == NULL)
    return dc_command_fail("show", "%s", error->message);
  g_autoptr(GArray) pages = dc_store_pages(store, row->id, &error);
  if (pages == NULL)
    return dc_command_fail("show", "%s", error->message);
  if (pages->len > 0 && g_array_index(pages, gsize, pages->len - 1) > len)
    return dc_command_fail("show", "%s: a page lies outside of the stored text: run “danchieu check”", path);
  if (!with_pages)
    g_array_set_size(pages, 0);
  print_pages(text, len, pages);
  return len > 0 ? DC_EXIT_FOUND : DC_EXIT_NOTHING;
}

static int
show_all(int argc, char **argv, const char *unit, Show *show) {
  g_autoptr(GError) error = NULL;
  guint found = 0;
  gboolean ok = TRUE;
  for (int i = 1; ok && i < argc; i++)
    ok = show_key(show, argv[i], unit, &found, &error);
  int code = dc_command_finish("show", show->output, found > 0);
  return ok ? code : dc_command_fail("show", "%s", error->message);
}

int
dc_cmd_show(int argc, char **argv) {
  g_auto(DcCommandOptions) options = {0};
  g_autofree char *unit = NULL, *text = NULL, *as_of = NULL;
  Show asked = {0};
  gboolean pages = FALSE, done;
  const GOptionEntry entries[] = {
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &unit, "Only works of this unit (\"Hà Tĩnh\")", "UNIT"},
      {"references", 'r', 0, G_OPTION_ARG_NONE, &asked.references,
       "Also what it refers to and what refers to it", NULL},
      {"file", 0, 0, G_OPTION_ARG_NONE, &asked.file,
       "With a PATH: also how it was read, and what the file says of itself", NULL},
      DC_STRICT_ENTRY(asked.strict),
      {"in-force", 0, 0, G_OPTION_ARG_NONE, &asked.in_force,
       "Leave out references of and to what is proved to be no longer in force", NULL},
      {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, "As it stood on DATE: without what came later", "DATE"},
      {"text", 't', 0, G_OPTION_ARG_FILENAME, &text, "Print the stored text of a file instead", "PATH"},
      {"pages", 0, 0, G_OPTION_ARG_NONE, &pages, "With --text: say where each page begins", NULL},
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY|PATH…", "What a work is, what it refers to and what refers to it.",
                        description, entries, &options, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (text != NULL && g_str_has_prefix(text, "--"))
    return dc_command_fail("show", "--text wants the path of a document: danchieu show --text PATH --pages");
  if (argc < 2 && text == NULL)
    return dc_command_fail("show", "what? Give a symbol or a file, as in: danchieu show 91-KL/TW");
  if (!dc_command_date("show", "--as-of", FALSE, &as_of))
    return DC_EXIT_ERROR;
  g_autoptr(DcStore) store = dc_command_open(&options);
  if (store == NULL)
    return DC_EXIT_ERROR;
  if (text != NULL)
    return print_text(store, text, pages);
  g_autoptr(DcWitness) witness = dc_witness_new(store);
  asked.store = store;
  asked.witness = witness;
  asked.output = dc_command_output(&options);
  asked.references |= options.format == DC_FORMAT_TABLE;
  asked.file |= options.format == DC_FORMAT_TABLE;
  asked.as_of = as_of;
  return show_all(argc, argv, unit, &asked);
}
