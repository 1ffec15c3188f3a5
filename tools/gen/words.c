#include "tools/gen/words.h"

#include <math.h>
#include <string.h>

#define WORDS 30000

/* What stands at the head of the vocabulary: words of administration that announce no citation. */
static const char *const common[] = {
    "và",          "các",         "của",         "cho",          "trong",      "với",          "là",
    "có",          "được",        "những",       "phát triển",   "kinh tế",    "xã hội",       "giáo dục",
    "đào tạo",     "nhân dân",    "cán bộ",      "địa phương",   "chất lượng", "nguồn lực",    "cộng đồng",
    "sản xuất",    "nông nghiệp", "công nghiệp", "dịch vụ",      "môi trường", "y tế",         "văn hóa",
    "thể thao",    "du lịch",     "khoa học",    "công nghệ",    "chuyển đổi", "hạ tầng",      "giao thông",
    "thủy lợi",    "đô thị",      "nông thôn",   "hợp tác",      "đầu tư",     "tài chính",    "ngân sách",
    "lao động",    "việc làm",    "an sinh",     "trẻ em",       "thanh niên", "phụ nữ",       "cao tuổi",
    "dân tộc",     "biên giới",   "biển đảo",    "đất đai",      "tài nguyên", "khoáng sản",   "năng lượng",
    "nước sạch",   "chăn nuôi",   "trồng trọt",  "thủy sản",     "lâm nghiệp", "thương mại",   "doanh nghiệp",
    "thị trường",  "xuất khẩu",   "tiêu dùng",   "tuyên truyền", "vận động",   "nâng cao",     "năng lực",
    "trách nhiệm", "hiệu quả",    "bền vững",    "hiện đại",     "đồng bộ",    "thường xuyên", "kịp thời",
    "học sinh",    "sinh viên",   "giáo viên",   "bệnh viện",    "trường học", "nhà ở",        "vỉa hè",
    "công viên",   "rác thải",    "nước thải",   "khí hậu",      "thiên tai",  "cứu nạn",      "phòng cháy",
    "an ninh",     "trật tự",     "quốc phòng",  "dân quân",     "khuyến học"};

static const char *const onsets[] = {"",  "b",  "c",  "ch", "d",  "đ", "g", "gi", "h",  "kh", "l", "m",
                                     "n", "nh", "ng", "ph", "qu", "r", "s", "t",  "th", "tr", "v", "x"};

static const char *const rimes[] = {
    "a",    "á",   "ả",   "ạ",   "an",   "án",   "ản",  "ang", "áng", "ạng",  "anh",  "ánh",  "ảnh",  "ao",
    "áo",   "ào",  "ay",  "áy",  "ạy",   "ăn",   "ắn",  "ăng", "ắng", "ặng",  "ân",   "ấn",   "ận",   "âng",
    "ầng",  "ấy",  "em",  "én",  "ẹn",   "eo",   "èo",  "ê",   "ế",   "ề",    "ên",   "ến",   "ênh",  "ềnh",
    "ích",  "inh", "ính", "ình", "iên",  "iến",  "iện", "iêu", "iếu", "iệu",  "iết",  "iệt",  "o",    "ó",
    "ỏ",    "on",  "ón",  "ọn",  "ong",  "óng",  "ọng", "oan", "oán", "oang", "oàng", "ô",    "ố",    "ộ",
    "ôn",   "ốn",  "ông", "ống", "ộng",  "ơ",    "ớ",   "ở",   "ơn",  "ớn",   "u",    "ú",    "ụ",    "ung",
    "úng",  "ụng", "uôn", "uốn", "uông", "uống", "ư",   "ứ",   "ự",   "ưng",  "ứng",  "ương", "ướng", "ường",
    "ượng", "ươn", "ướn", "ườn", "ước",  "ược",  "ượt"};

struct _GenWords {
  GStringChunk *chunk;
  const char *word[WORDS];
  guint8 len[WORDS];
  guint32 limit[WORDS]; /* of the alias method: the word itself up to this of 2^32, else the other */
  guint32 other[WORDS];
};

static void
add_syllable(GString *word, GenRandom *random) {
  g_string_append(word, onsets[gen_below(random, G_N_ELEMENTS(onsets))]);
  g_string_append(word, rimes[gen_below(random, G_N_ELEMENTS(rimes))]);
}

/* Walker's alias method: draws by weight in constant time. */
static void
make_aliases(GenWords *words) {
  g_autofree double *share = g_new(double, WORDS);
  g_autofree guint32 *small = g_new(guint32, WORDS), *large = g_new(guint32, WORDS);
  guint32 n_small = 0, n_large = 0;
  double sum = 0;
  for (guint32 i = 0; i < WORDS; i++)
    sum += 1.0 / (i + 2.7);
  for (guint32 i = 0; i < WORDS; i++) {
    share[i] = WORDS / (i + 2.7) / sum;
    if (share[i] < 1)
      small[n_small++] = i;
    else
      large[n_large++] = i;
  }
  while (n_small && n_large) {
    guint32 less = small[--n_small], more = large[n_large - 1];
    words->limit[less] = (guint32)(share[less] * 4294967295.0);
    words->other[less] = more;
    share[more] -= 1 - share[less];
    if (share[more] < 1) {
      n_large--;
      small[n_small++] = more;
    }
  }
  while (n_small)
    words->limit[small[--n_small]] = G_MAXUINT32;
  while (n_large)
    words->limit[large[--n_large]] = G_MAXUINT32;
}

GenWords *
gen_words_new(guint64 seed) {
  GenWords *words = g_new0(GenWords, 1);
  words->chunk = g_string_chunk_new(65536);
  GenRandom random = {seed};
  g_autoptr(GString) word = g_string_new(NULL);
  for (guint32 i = 0; i < WORDS; i++) {
    g_string_truncate(word, 0);
    if (i < G_N_ELEMENTS(common)) {
      g_string_append(word, common[i]);
    } else {
      add_syllable(word, &random);
      for (guint more = gen_below(&random, 10); more > 0; more = more > 8 ? 8 : 0) {
        g_string_append_c(word, ' ');
        add_syllable(word, &random);
      }
    }
    words->word[i] = g_string_chunk_insert(words->chunk, word->str);
    words->len[i] = (guint8)word->len;
  }
  make_aliases(words);
  return words;
}

void
gen_words_free(GenWords *words) {
  if (!words)
    return;
  g_string_chunk_free(words->chunk);
  g_free(words);
}

const char *
gen_words_draw(const GenWords *words, GenRandom *random, gsize *len) {
  guint64 drawn = gen_random(random);
  guint32 i = (guint32)((drawn >> 32) * WORDS >> 32);
  if ((guint32)drawn > words->limit[i])
    i = words->other[i];
  *len = words->len[i];
  return words->word[i];
}
