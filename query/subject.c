#include "query/subject.h"
#include "indexer/tokens.h"

#include <string.h>

struct _DcSubject {
  GHashTable *pairs; /* set of "giáo dục" */
};

/* What titles say of any subject, in fold form. */
static const char *const empty_pairs[] = {
    "kế hoạch",   "chương trình", "hành động",  "đề án",      "phương án", "thực hiện",  "triển khai",
    "tổ chức",    "tiếp tục",     "nghị quyết", "kết luận",   "chỉ thị",   "quyết định", "ban hành",
    "ban chấp",   "chấp hành",    "trung ương", "bộ chính",   "chính trị", "ban bí",     "bí thư",
    "chính phủ",  "thủ tướng",    "ban thường", "thường vụ",  "tỉnh ủy",   "huyện ủy",   "nhân dân",
    "ủy ban",     "hội đồng",     "địa bàn",    "trên địa",   "giai đoạn", "tầm nhìn",   "đến năm",
    "định hướng", "bàn tỉnh",     "ban nhân",   "đồng nhân",  "của bộ",    "của ban",    "của chính",
    "của thủ",    "tướng chính",  "một số",     "trong giai", "hướng đến", "nhìn đến",   "ngày tháng",
    "số ngày",    "của hội",      "của ủy",     "của tỉnh",   "bàn huyện", "đảng khóa",  "ương đảng"};

static gpointer
make_empty_pairs(gpointer data) {
  (void)data;
  GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS(empty_pairs); i++)
    g_hash_table_add(set, (gpointer)empty_pairs[i]);
  return set;
}

static gboolean
is_empty_pair(const char *pair) {
  static GOnce once = G_ONCE_INIT;
  return g_hash_table_contains(g_once(&once, make_empty_pairs, NULL), pair);
}

typedef struct {
  GHashTable *pairs;
  GString *pair; /* begins with the syllable before; empty after anything else */
} Collector;

static gboolean
collect(DcTokenKind kind, const char *form, gsize len, gsize start, gsize end, gpointer data) {
  (void)start;
  (void)end;
  Collector *collector = data;
  GString *pair = collector->pair;
  if (kind != DC_TOKEN_SYLLABLE) {
    g_string_truncate(pair, 0);
    return TRUE;
  }
  if (pair->len > 0) {
    g_string_append_c(pair, ' ');
    g_string_append_len(pair, form, (gssize)len);
    if (!is_empty_pair(pair->str))
      g_hash_table_add(collector->pairs, g_strdup(pair->str));
  }
  g_string_truncate(pair, 0);
  g_string_append_len(pair, form, (gssize)len);
  return TRUE;
}

static GHashTable *
pairs_of(const char *title) {
  g_autoptr(GString) pair = g_string_new(NULL);
  Collector collector = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), pair};
  dc_tokens_each(title, strlen(title), collect, &collector);
  return collector.pairs;
}

DcSubject *
dc_subject_new(const char *title) {
  DcSubject *subject = g_new0(DcSubject, 1);
  subject->pairs = pairs_of(title);
  return subject;
}

void
dc_subject_free(DcSubject *subject) {
  g_hash_table_unref(subject->pairs);
  g_free(subject);
}

double
dc_subject_nearness(const DcSubject *subject, const char *title) {
  g_autoptr(GHashTable) other = pairs_of(title);
  guint common = 0, shorter = MIN(g_hash_table_size(other), g_hash_table_size(subject->pairs));
  GHashTableIter iter;
  gpointer pair;
  g_hash_table_iter_init(&iter, other);
  while (g_hash_table_iter_next(&iter, &pair, NULL))
    common += g_hash_table_contains(subject->pairs, pair);
  return shorter == 0 ? 0 : (double)common / shorter;
}
