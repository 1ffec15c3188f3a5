#include "indexer/short.h"

#include <string.h>

#include "indexer/bits.h"
#include "indexer/clause.h"
#include "indexer/lead.h"

enum { MAX_NUMBER = 10000, MAX_INTRODUCTION = 800, MAX_FIT = 4, MAX_BACK = 400 };

/* "Kế hoạch 5 năm", "Kết luận 3 nội dung": what a number before these words counts. */
static const char *const counted[] = {
    "năm",       "tháng",   "ngày",       "tuần",   "lần",   "điểm",      "nội dung", "nhiệm vụ", "mục tiêu",
    "giải pháp", "nhóm",    "chương",     "điều",   "khoản", "triệu",     "tỷ",       "đồng",     "người",
    "bộ",        "cơ quan", "trường hợp", "đơn vị", "loại",  "hình thức", "bước",     "phần"};

/* The acts of one type and number, each by its first mention in full; `n` counts on when there are more. */
typedef struct {
  const char *type; /* "": whatever the type */
  guint32 number;
  const DcMention *acts[MAX_FIT];
  guint n;
} Fit;

typedef struct {
  const DcWords *words;
  GArray *mentions;    /* the full ones */
  GArray *found;       /* the short ones */
  GHashTable *works;   /* sets of Fit, by type and number: NQ 29 */
  GHashTable *numbers; /* by number: 29 */
  GHashTable *aliases; /* ĐA 6, with the mention that it was introduced behind */
  DcBits asked;        /* the numbers that may be short forms */
  DcBits known;        /* of those, the ones that some act in full has */
} Short;

static guint
hash_fit(gconstpointer data) {
  const Fit *fit = data;
  return g_str_hash(fit->type) * 31 + fit->number;
}

static gboolean
is_equal_fit(gconstpointer a, gconstpointer b) {
  const Fit *x = a, *y = b;
  return x->number == y->number && strcmp(x->type, y->type) == 0;
}

static GHashTable *
fits_new(void) {
  return g_hash_table_new_full(hash_fit, is_equal_fit, g_free, NULL);
}

static Fit *
find_fit(GHashTable *fits, const char *type, guint32 number) {
  Fit wanted = {.type = type, .number = number};
  return g_hash_table_lookup(fits, &wanted);
}

/* Most mentions of a document that are of one work share the string. */
static gboolean
is_same_work(const DcMention *a, const DcMention *b) {
  return a->work_key == b->work_key || strcmp(a->work_key, b->work_key) == 0;
}

/* Of two full mentions the first stands for the work. */
static void
add_work(GHashTable *fits, const char *type, guint32 number, const DcMention *mention) {
  Fit *fit = find_fit(fits, type, number);
  if (!fit) {
    fit = g_new0(Fit, 1);
    *fit = (Fit){.type = type, .number = number};
    g_hash_table_add(fits, fit);
  }
  for (guint i = 0; i < MIN(fit->n, MAX_FIT); i++)
    if (is_same_work(fit->acts[i], mention))
      return;
  if (fit->n < MAX_FIT)
    fit->acts[fit->n] = mention;
  fit->n++;
}

/* The digits at `text` and where they end. A number of MAX_NUMBER or more may come out as another such. */
static guint32
read_number(const char *text, const char **end) {
  guint32 number = 0;
  for (*end = text; g_ascii_isdigit(**end); ++*end)
    number = MIN(number * 10 + (guint32)(**end - '0'), MAX_NUMBER);
  return number;
}

static void
learn(Short *self) {
  for (guint i = 0; i < self->mentions->len; i++) {
    DcMention *mention = &g_array_index(self->mentions, DcMention, i);
    if (mention->cls != DC_CLASS_NUMBERED)
      continue;
    const char *end;
    guint32 number = read_number(mention->key, &end);
    if (number == 0 || end == mention->key || (*end != '-' && *end != '/') ||
        !dc_bits_has(&self->asked, number))
      continue;
    dc_bits_add(&self->known, number);
    add_work(self->works, mention->type, number, mention);
    if (*mention->symbol_type && strcmp(mention->symbol_type, mention->type) != 0)
      add_work(self->works, mention->symbol_type, number, mention);
    add_work(self->numbers, "", number, mention);
  }
}

gboolean
dc_short_counts(const DcWords *words, gsize at) {
  gsize next = dc_words_skip(words, at);
  for (guint i = 0; i < G_N_ELEMENTS(counted); i++)
    if (dc_words_match(words, next, counted[i]) != DC_WORDS_NONE)
      return TRUE;
  return next < words->len &&
         (strchr("%/", words->fold[next]) || dc_words_is_digit((guchar)words->fold[next]) ||
          memcmp(words->fold + next, "…", strlen("…")) == 0);
}

/* A space, or one line end; the number of a list item at the start of a line is none. */
static gboolean
stands_close(const DcWords *words, gsize type_end, gsize at, gsize end) {
  if (at - type_end > 3 || dc_words_has_gap(words, type_end, at))
    return FALSE;
  if (!memchr(words->fold + type_end, '\n', at - type_end))
    return TRUE;
  gboolean label = end + 1 < words->len && strchr(".)", words->fold[end]) && words->fold[end + 1] == ' ';
  return at - type_end <= 2 && end < words->len && !label;
}

const DcType *
dc_short_type(const DcWords *words, gsize at, gsize end, gsize *start, gboolean *so) {
  gsize before = dc_words_back(words, at), lead = dc_words_match_back(words, before, "số");
  *so = lead != DC_WORDS_NONE;
  const DcType *type = dc_lead_type_before(words, *so ? dc_words_back(words, lead) : before, FALSE, start);
  return type && stands_close(words, before, at, end) ? type : NULL;
}

/* Of several acts that fit, the one that was named last before `next`: the likeliest. */
static const DcMention *
last_named(const Short *self, const Fit *fit, guint next) {
  for (guint n = 0; n < MAX_BACK && next > 0; n++) {
    const DcMention *mention = &g_array_index(self->mentions, DcMention, --next);
    for (guint i = 0; i < fit->n; i++)
      if (is_same_work(fit->acts[i], mention))
        return fit->acts[i];
  }
  return fit->acts[0];
}

/* "… phê duyệt Đề án phát triển ứng dụng dữ liệu (Đề án 06)", or introduced in words. */
static gboolean
is_introduced(const DcWords *words, gsize start, gsize end) {
  return (start > 0 && words->fold[start - 1] == '(' && words->fold[end] == ')') ||
         dc_clause_is_introduced(words, start);
}

/* The mention in full that the short form stands for, or NULL. `next`: the first mention behind it. */
static const DcMention *
resolve(Short *self, const DcType *type, guint32 number, DcSpan span, guint next, gboolean *decided) {
  const Fit *fit = find_fit(self->works, type->abbreviation, number);
  *decided = !fit || fit->n == 1;
  if (fit)
    return fit->n == 1 ? fit->acts[0] : fit->n <= MAX_FIT ? last_named(self, fit, next) : NULL;
  fit = find_fit(self->aliases, type->abbreviation, number);
  if (fit)
    return fit->acts[0];
  fit = find_fit(self->numbers, "", number);
  const DcMention *full = fit && fit->n == 1 ? fit->acts[0] : NULL;
  if (!full || full->cite.end > span.start || span.start - full->cite.end > MAX_INTRODUCTION ||
      !is_introduced(self->words, span.start, span.end))
    return NULL;
  add_work(self->aliases, type->abbreviation, number, full);
  return full;
}

/* A bare number in [at, end). `next`: the first mention behind it. */
static void
try_number(Short *self, gsize at, gsize end, guint next) {
  const DcWords *words = self->words;
  const char *stop;
  guint32 number = read_number(words->fold + at, &stop);
  if (!dc_bits_has(&self->known, number))
    return;
  gsize start;
  gboolean so;
  const DcType *type = dc_short_type(words, at, end, &start, &so);
  if (!type || !dc_words_is_capital(words, start) || dc_short_counts(words, end))
    return;
  gboolean decided;
  const DcMention *full = resolve(self, type, number, (DcSpan){start, end}, next, &decided);
  if (!full)
    return;
  DcMention mention = *full;
  mention.cls = decided ? DC_CLASS_SHORT : DC_CLASS_UNDECIDED;
  mention.span = (DcSpan){at, end};
  mention.cite = (DcSpan){start, end};
  mention.type = type->abbreviation;
  mention.date = mention.issuer = mention.pinpoint = mention.title = "";
  mention.confidence = decided ? 85 : 50;
  mention.why = "short form";
  g_array_append_val(self->found, mention);
}

gboolean
dc_short_may_be(const DcWords *words, gsize at, gsize end) {
  if (end - at > 4 || at == 0 || !dc_words_is_white((guchar)words->fold[at - 1]))
    return FALSE;
  guchar after = (guchar)words->fold[end];
  if (after == '-' || after == '/' || dc_words_is_letter(after) ||
      ((after == '.' || after == ',') && dc_words_is_digit((guchar)words->fold[end + 1])))
    return FALSE;
  gsize before = dc_words_back(words, at);
  return dc_lexicon_may_end_type(words->fold, before) ||
         dc_words_match_back(words, before, "số") != DC_WORDS_NONE;
}

static void
scan(Short *self, const GArray *numbers) {
  guint next = 0;
  for (guint i = 0; i < numbers->len && self->found->len < DC_MENTIONS_MAX; i++) {
    DcSpan number = g_array_index(numbers, DcSpan, i);
    while (next < self->mentions->len &&
           g_array_index(self->mentions, DcMention, next).span.end <= number.start)
      next++;
    gboolean inside = next < self->mentions->len &&
                      g_array_index(self->mentions, DcMention, next).span.start <= number.start;
    if (!inside)
      try_number(self, number.start, number.end, next);
  }
}

static int
by_place(gconstpointer a, gconstpointer b) {
  const DcMention *x = a, *y = b;
  return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* Knows the acts in full whose numbers stand in `numbers`; NULL: all. */
static Short *
short_new(const DcWords *words, const GArray *numbers, GArray *mentions) {
  Short *self = g_new0(Short, 1);
  self->words = words;
  self->mentions = mentions;
  self->found = g_array_new(FALSE, FALSE, sizeof(DcMention));
  self->works = fits_new();
  self->numbers = fits_new();
  self->aliases = fits_new();
  self->asked = dc_bits_new(MAX_NUMBER);
  self->known = dc_bits_new(MAX_NUMBER);
  for (guint32 number = 0; !numbers && number < MAX_NUMBER; number++)
    dc_bits_add(&self->asked, number);
  for (guint i = 0; numbers && i < numbers->len; i++) {
    const char *stop;
    guint32 number = read_number(words->fold + g_array_index(numbers, DcSpan, i).start, &stop);
    dc_bits_add(&self->asked, number);
  }
  learn(self);
  return self;
}

/* Whether there was more than is kept. */
static guint
short_free(Short *self) {
  g_hash_table_unref(self->works);
  g_hash_table_unref(self->numbers);
  g_hash_table_unref(self->aliases);
  dc_bits_clear(&self->asked);
  dc_bits_clear(&self->known);
  guint limit_hits = self->found->len >= DC_MENTIONS_MAX ? 1 : 0;
  g_array_unref(self->found);
  g_free(self);
  return limit_hits;
}

guint
dc_short_scan(const DcWords *words, const GArray *numbers, GArray *mentions) {
  if (mentions->len == 0 || numbers->len == 0)
    return 0;
  Short *self = short_new(words, numbers, mentions);
  scan(self, numbers);
  if (self->found->len) {
    g_array_append_vals(mentions, self->found->data, self->found->len);
    g_array_sort(mentions, by_place);
  }
  return short_free(self);
}

/* The other acts that an undecided mention could be; what was found around it holds for them, too. */
static void
add_others(Short *self, const DcMention *mention) {
  const char *stop;
  const Fit *fit = find_fit(self->works, mention->type, read_number(mention->key, &stop));
  for (guint i = 0; fit && i < MIN(fit->n, MAX_FIT); i++) {
    if (is_same_work(fit->acts[i], mention))
      continue;
    DcMention other = *mention;
    other.key = fit->acts[i]->key;
    other.work_key = fit->acts[i]->work_key;
    other.symbol_type = fit->acts[i]->symbol_type;
    other.suffix = fit->acts[i]->suffix;
    other.year = fit->acts[i]->year;
    other.unit = fit->acts[i]->unit;
    other.other = TRUE;
    g_array_append_val(self->found, other);
  }
}

guint
dc_short_add_others(GArray *mentions) {
  gboolean any = FALSE;
  for (guint i = 0; i < mentions->len && !any; i++)
    any = g_array_index(mentions, DcMention, i).cls == DC_CLASS_UNDECIDED;
  if (!any)
    return 0;
  Short *self = short_new(NULL, NULL, mentions);
  for (guint i = 0; i < mentions->len && self->found->len < DC_MENTIONS_MAX; i++)
    if (g_array_index(mentions, DcMention, i).cls == DC_CLASS_UNDECIDED)
      add_others(self, &g_array_index(mentions, DcMention, i));
  g_array_append_vals(mentions, self->found->data, self->found->len);
  return short_free(self);
}
