#include "tools/answers.h"
#include "query/dates.h"
#include "query/filters.h"

#include <unistd.h>

static const char description[] =
    "KEY is a symbol as people write it: 91-KL/TW, 63-NQ/TU@2021-12-29. Asked about are the plans (kế "
    "hoạch,\n"
    "chương trình, đề án, phương án) of provinces, districts and communes; for a work of one province, those "
    "of\n"
    "that province.\n\n"
    "Status:\n"
    "  lacks       refers to it neither directly nor through others\n"
    "  predates    is not younger than it, so it could not refer to it\n"
    "  undated     one of the two dates is not known, or not exactly enough\n"
    "  ambiguous   may refer to it and cannot be told: a citation that may be another, words that are no\n"
    "              citation (“Kết luận 91”), a plan of its province whose text the index lacks\n"
    "  no_text     could not be read as text (a scan, a damaged file)\n"
    "With --all also: implements, cites, indirect.\n"
    "Only “lacks” says that something is missing. Nearest in subject comes first.";

typedef struct {
  DcScope scope;
  const char *like; /* the key of works that plans must refer to; NULL: any plan */
  gint64 started;   /* monotonic */
  gboolean line;    /* of progress stands on the terminal */
} Request;

/* When it takes longer than a moment. */
static void
show_progress(guint documents, gpointer data) {
  Request *request = data;
  if (g_get_monotonic_time() - request->started < G_USEC_PER_SEC)
    return;
  fprintf(stderr, "\r%u documents looked at", documents);
  request->line = TRUE;
}

static void
clear_progress(Request *request) {
  if (request->line)
    fputs("\r\033[K", stderr);
  request->line = FALSE;
}

static GPtrArray *
find(DcStore *store, const DcWork *work, gpointer data, GError **error) {
  Request *request = data;
  DcScope scope = request->scope;
  g_autoptr(GPtrArray) like = NULL;
  if (request->like != NULL && (like = dc_references_find(store, request->like, NULL, error)) == NULL)
    return NULL;
  if (like != NULL && like->len == 0) {
    g_set_error(error, DC_ERROR, DC_ERROR_NOT_FOUND, "--like %s: the index knows no such work",
                request->like);
    return NULL;
  }
  scope.like = like;
  GPtrArray *answers = dc_references_missing(store, work, &scope, error);
  clear_progress(request);
  return answers;
}

typedef struct {
  char *type, *level, *within, *from, *to, *about, *like;
} Words;

static void
words_clear(Words *words) {
  g_free(words->type);
  g_free(words->level);
  g_free(words->within);
  g_free(words->from);
  g_free(words->to);
  g_free(words->about);
  g_free(words->like);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static gboolean
scope_from(Words *words, DcScope *scope) {
  if (!dc_command_date("missing", "--from", FALSE, &words->from) ||
      !dc_command_date("missing", "--to", FALSE, &words->to))
    return FALSE;
  if (words->from != NULL && words->to != NULL && dc_date_order(words->from, words->to) == DC_DATE_AFTER) {
    dc_command_fail("missing", "--from %s is later than --to %s: nothing lies between them", words->from,
                    words->to);
    return FALSE;
  }
  if (words->type != NULL) {
    const DcType *type = dc_lexicon_type(words->type);
    if (type == NULL) {
      dc_command_fail("missing", "--type %s: there is no such type; plans are KH, CTr, ĐA and PA",
                      words->type);
      return FALSE;
    }
    scope->type = type->abbreviation;
  }
  if (words->level != NULL) {
    scope->level = dc_filter_level(words->level);
    if (scope->level == DC_LEVEL_NONE) {
      dc_command_fail(
          "missing",
          "--level %s: a level is central, province, district or commune (trung ương, tỉnh, huyện, xã)",
          words->level);
      return FALSE;
    }
  }
  scope->unit = words->within;
  scope->about = words->about;
  scope->from = words->from;
  scope->to = words->to;
  return TRUE;
}

int
dc_cmd_missing(int argc, char **argv) {
  g_auto(DcAnswerOptions) options = {0};
  g_auto(Words) words = {0};
  Request request = {0};
  gboolean done;
  const GOptionEntry entries[] = {
      {"unit", 'u', 0, G_OPTION_ARG_STRING, &words.within, "Only plans of this unit and those under it",
       "UNIT"},
      {"type", 0, 0, G_OPTION_ARG_STRING, &words.type, "Only documents of this type (KH, CTr, ĐA …)", "TYPE"},
      {"level", 0, 0, G_OPTION_ARG_STRING, &words.level, "province, district or commune", "LEVEL"},
      {"from", 0, 0, G_OPTION_ARG_STRING, &words.from, "Only plans issued on this date or later", "DATE"},
      {"to", 0, 0, G_OPTION_ARG_STRING, &words.to, "Only plans issued on this date or earlier", "DATE"},
      {"about", 0, 0, G_OPTION_ARG_STRING, &words.about, "Only plans whose text has all these words",
       "WORDS"},
      {"like", 0, 0, G_OPTION_ARG_STRING, &words.like, "Only plans that refer to this work, or reach it",
       "KEY"},
      {"of", 0, 0, G_OPTION_ARG_STRING, &options.unit, "Of several works KEY, only the one of this unit",
       "UNIT"},
      {"all", 'a', 0, G_OPTION_ARG_NONE, &request.scope.all, "Every plan asked about, with its status", NULL},
      DC_STRICT_ENTRY(options.strict),
      DC_ANSWER_ENTRIES(options),
      G_OPTION_ENTRY_NULL};
  if (!dc_command_parse(&argc, &argv, "KEY…",
                        "Local plans that do not refer to a work, and those that are in doubt.", description,
                        entries, &options.common, &done))
    return DC_EXIT_ERROR;
  if (done)
    return DC_EXIT_FOUND;
  if (!scope_from(&words, &request.scope))
    return DC_EXIT_ERROR;
  request.like = words.like;
  request.started = g_get_monotonic_time();
  request.scope.progress = isatty(STDERR_FILENO) ? show_progress : NULL;
  request.scope.progress_data = &request;
  options.within = words.within;
  options.fold_unread = !request.scope.all;
  return dc_answers_run("missing", argc, argv, &options, "What lacks", find, &request);
}
