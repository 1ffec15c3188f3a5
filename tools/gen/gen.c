/* danchieu-gen: writes a made-up corpus of any size for tests of scale, and the truth about it.
 *
 * OUT/000/000123.txt …: one file a document, a thousand a folder. The same arguments give the same bytes.
 * Running text follows Zipf's law; letterheads, titles and citations are those of plans of all levels
 * (world.h says what the world is like).
 *
 * OUT/truth.jsonl, one line a work, with or without a file, in the order in which they were issued by level:
 *   path      file below OUT; "" when the work is only cited
 *   key       "43/KH-UBND"
 *   type      "KH"
 *   date      "2022-02-24"; also when the text does not give it
 *   dated     false when the text gives no date
 *   unit      "TW", "Hà Tĩnh", "Hưng Yên/Kim Động", "Thanh Hóa/Xuân Hồng"
 *   level     "central", "province", "district", "commune"
 *   title     as in the text, on one line
 *   edges     what it refers to: [{"key", "date", "unit", "relation"}], relation implements, based_on or
 * cites Every edge that some text asserts is among them: a plan's title names in its own title what the plan
 * that it carries out carries out. Key, date and unit together name a work. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/gen/text.h"

#define FOLDER_FILES 1000

typedef struct {
  const GenWorld *world;
  const GenWords *words;
  const char *folder;
  guint64 seed;
  gsize bytes;
  gint failed;      /* errno of the first failure */
  guint32 *work_of; /* by file number: index of the work */
  gint64 written;
} Job;

typedef struct {
  Job *job;
  guint32 first, stride;
} Share;

static void
path_of(guint32 number, char *path, gsize size) {
  g_snprintf(path, size, "%03u/%06u.txt", number / FOLDER_FILES, number);
}

static gboolean
write_file(Job *job, const char *path, const GString *text) {
  g_autofree char *full = g_build_filename(job->folder, path, NULL);
  int file = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  gsize done = 0;
  while (file >= 0 && done < text->len) {
    ssize_t n = write(file, text->str + done, text->len - done);
    if (n < 0)
      break;
    done += (gsize)n;
  }
  int error = file < 0 || done < text->len ? errno : 0;
  if (file >= 0 && close(file) != 0 && !error)
    error = errno;
  if (error)
    g_atomic_int_compare_and_exchange(&job->failed, 0, error);
  return !error;
}

/* Whole folders, so that threads do not wait for each other at a folder. */
static gpointer
write_share(gpointer data) {
  Share *share = data;
  Job *job = share->job;
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint32 number = 0; number < job->world->documents; number++) {
    if (number / FOLDER_FILES % share->stride != share->first)
      continue;
    guint32 i = job->work_of[number];
    char path[32];
    GenRandom random = {job->seed ^ (guint64)(i + 1) * 0xD1B54A32D192ED03ULL};
    g_string_truncate(text, 0);
    gen_text_write(job->world, job->words, &g_array_index(job->world->works, GenWork, i), job->bytes, &random,
                   text);
    path_of(number, path, sizeof path);
    if (!write_file(job, path, text) || g_atomic_int_get(&job->failed))
      break;
    __atomic_add_fetch(&job->written, (gint64)text->len, __ATOMIC_RELAXED);
  }
  return NULL;
}

static gboolean
make_folders(const Job *job) {
  for (guint32 i = 0; i <= (job->world->documents - 1) / FOLDER_FILES; i++) {
    g_autofree char *folder = g_strdup_printf("%s/%03u", job->folder, i);
    if (g_mkdir_with_parents(folder, 0755) != 0)
      return FALSE;
  }
  return TRUE;
}

/* ---- the truth ---- */

static void
write_identity(const GenWorld *world, const GenWork *work, GString *line) {
  g_string_append(line, "\"key\":\"");
  gen_world_key(work, line);
  g_string_append(line, "\",\"date\":\"");
  gen_world_date(work->day, line);
  g_string_append(line, "\",\"unit\":\"");
  gen_world_unit(world, work, line);
  g_string_append_c(line, '"');
}

static void
write_truth_line(const Job *job, const GenWork *work, const char *path, GString *line) {
  const GenKind *kind = &gen_kinds[work->kind];
  g_string_printf(line, "{\"path\":\"%s\",", path);
  write_identity(job->world, work, line);
  g_string_append_printf(line, ",\"dated\":%s,\"type\":\"%s\",\"level\":\"%s\",\"title\":\"",
                         work->dated ? "true" : "false", kind->abbreviation, dc_level_name(kind->level));
  gen_text_title(job->world, work, line);
  g_string_append(line, "\",\"edges\":[");
  for (guint i = 0; i < work->citations; i++) {
    g_string_append(line, i ? ",{" : "{");
    write_identity(job->world, &g_array_index(job->world->works, GenWork, work->citation[i].target), line);
    g_string_append_printf(line, ",\"relation\":\"%s\"}", dc_relation_name(work->citation[i].relation));
  }
  g_string_append(line, "]}\n");
}

static gboolean
write_truth(const Job *job) {
  g_autofree char *path = g_build_filename(job->folder, "truth.jsonl", NULL);
  FILE *file = fopen(path, "we");
  if (!file)
    return FALSE;
  g_autofree guint32 *number_of = g_new0(guint32, job->world->works->len);
  for (guint32 number = 0; number < job->world->documents; number++)
    number_of[job->work_of[number]] = number;
  g_autoptr(GString) line = g_string_new(NULL);
  for (guint32 i = 0; i < job->world->works->len; i++) {
    const GenWork *work = &g_array_index(job->world->works, GenWork, i);
    char text_path[32] = "";
    if (work->has_file)
      path_of(number_of[i], text_path, sizeof text_path);
    write_truth_line(job, work, text_path, line);
    fwrite(line->str, 1, line->len, file);
  }
  gboolean good = !ferror(file);
  return fclose(file) == 0 && good;
}

static guint32
divisor(guint32 a, guint32 b) {
  return b ? divisor(b, a % b) : a;
}

/* File numbers have nothing to do with the order of issue: they go through the works in steps. */
static guint32 *
number_files(const GenWorld *world) {
  guint32 *work_of = g_new0(guint32, world->documents), step = 7919;
  while (divisor(world->documents, step % world->documents) != 1)
    step += 2;
  guint64 number = 0;
  for (guint32 i = 0; i < world->works->len; i++) {
    if (!g_array_index(world->works, GenWork, i).has_file)
      continue;
    work_of[number] = i;
    number = (number + step) % world->documents;
  }
  return work_of;
}

static gboolean
write_all(Job *job) {
  if (!make_folders(job) || !write_truth(job)) {
    fprintf(stderr, "danchieu-gen: %s: %s\n", job->folder, g_strerror(errno));
    return FALSE;
  }
  guint threads = g_get_num_processors();
  g_autofree Share *shares = g_new(Share, threads);
  g_autofree GThread **running = g_new(GThread *, threads);
  for (guint i = 0; i < threads; i++) {
    shares[i] = (Share){job, i, threads};
    running[i] = g_thread_new("write", write_share, &shares[i]);
  }
  for (guint i = 0; i < threads; i++)
    g_thread_join(running[i]);
  if (job->failed)
    fprintf(stderr, "danchieu-gen: a file below %s could not be written: %s\n", job->folder,
            g_strerror(job->failed));
  return !job->failed;
}

int
main(int argc, char **argv) {
  gint documents = 1000, bytes = 4000, citations = 0;
  gint64 seed = 1;
  const GOptionEntry entries[] = {
      {"documents", 'n', 0, G_OPTION_ARG_INT, &documents, "How many documents (1000)", "N"},
      {"bytes", 'b', 0, G_OPTION_ARG_INT, &bytes, "About how long each (4000)", "N"},
      {"citations", 'c', 0, G_OPTION_ARG_INT, &citations, "Further citations in each local document (0)",
       "N"},
      {"seed", 's', 0, G_OPTION_ARG_INT64, &seed, "Another seed, another corpus (1)", "N"},
      G_OPTION_ENTRY_NULL};
  g_autoptr(GOptionContext) context = g_option_context_new("FOLDER");
  g_option_context_set_summary(context,
                               "Writes a made-up corpus, and what is true of it in FOLDER/truth.jsonl.");
  g_option_context_add_main_entries(context, entries, NULL);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, &argc, &argv, &error) || argc != 2 || documents < 20 ||
      documents > 999999 || bytes < 200 || bytes > 10000000 || citations < 0 || citations > GEN_MORE) {
    fprintf(stderr, "danchieu-gen: %s\n",
            error ? error->message
                  : "give a FOLDER, 20 to 999,999 documents of 200 to 10,000,000 bytes, "
                    "0 to 16 further citations");
    return 2;
  }
  gint64 start = g_get_monotonic_time();
  g_autoptr(GenWorld) world = gen_world_new((guint32)documents, (guint64)seed, (guint)citations);
  g_autoptr(GenWords) words = gen_words_new((guint64)seed);
  Job job = {.world = world, .words = words, .folder = argv[1], .seed = (guint64)seed, .bytes = (gsize)bytes};
  job.work_of = number_files(world);
  gboolean written = write_all(&job);
  g_free(job.work_of);
  if (!written)
    return 2;
  double seconds = (double)(g_get_monotonic_time() - start) / 1e6;
  fprintf(stderr, "%u documents, %.1f MB in %.1f s (%.0f MB/s)\n", world->documents,
          (double)job.written / 1e6, seconds, (double)job.written / 1e6 / seconds);
  return 0;
}
