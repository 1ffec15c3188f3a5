/* Type words are found by a search for their last letters; what follows decides: a name of the lexicon, the
 * longest first; "sửa đổi …", the name of an amending law, which ends with the last law it amends; or words
 * in capitals, for a law that the lexicon does not know. */
#include "indexer/laws.h"
#include "indexer/named-parts.h"

enum { FALLBACK_WORDS = 14, CONGRESS_WORDS = 16, NUMBER_REACH = 40 };

/* The end of the page header or footer that holds `at`, or `at`. */
static gsize
skip_gap(const DcNamed *named, gsize at) {
  const GArray *noise = named->layout->noise;
  guint i = dc_layout_noise_behind(named->layout, at);
  return i < noise->len && g_array_index(noise, DcSpan, i).start <= at ? g_array_index(noise, DcSpan, i).end
                                                                       : at;
}

/* A span on one line, without the page headers in it. */
const char *
dc_named_keep(const DcNamed *named, const char *prefix, DcSpan span) {
  GString *text = g_string_new(prefix);
  gsize first = text->len;
  for (gsize at = span.start; at < span.end; at++) {
    char c = named->view->clean[at];
    if (c == '\n')
      at = MAX(skip_gap(named, at + 1), at + 1) - 1;
    if (c != ' ' && c != '\n')
      g_string_append_c(text, c);
    else if (text->len > first && text->str[text->len - 1] != ' ')
      g_string_append_c(text, ' ');
  }
  const char *kept = g_string_chunk_insert_const(named->strings, text->str);
  g_string_free(text, TRUE);
  return kept;
}

/* ---- names ---- */

/* "năm 2019" or "2019" right after a name: the end, and the year. */
static gsize
read_year(const DcNamed *named, gsize at, const char **year) {
  gsize next = dc_words_skip(&named->words, at), word = dc_named_match(named, next, "năm");
  if (word != DC_WORDS_NONE)
    next = dc_words_skip(&named->words, word);
  gsize end = next;
  while (end < named->words.len && dc_words_is_digit((guchar)named->words.fold[end]))
    end++;
  if (end - next != 4 || (named->words.fold[next] != '1' && named->words.fold[next] != '2') ||
      (end < named->words.len && strchr("/-", named->words.fold[end])))
    return at;
  *year = dc_named_keep(named, "", (DcSpan){next, end});
  return end;
}

/* A law that the lexicon does not know: a capital after the type word, on to a mark or a word that no name
 * holds. In a line of capitals there is no telling. */
static gsize
read_unknown(const DcNamed *named, gsize at) {
  static const char *const stops[] = {
      "số",   "năm",   "ngày", "được",  "quy",    "theo",  "có",     "đã",   "này",   "thì",
      "là",   "do",    "để",   "trong", "khi",    "nếu",   "hoặc",   "trừ",  "cho",   "với",
      "từ",   "đối",   "sẽ",   "phải",  "không",  "các",   "những",  "ban",  "hiện",  "luật",
      "nghị", "về",    "tại",  "quyết", "thông",  "pháp",  "bộ",     "lệnh", "kế",    "khoản",
      "điểm", "điều",  "còn",  "hết",   "chưa",   "mục",   "chương", "phần", "trang", "giới",
      "hãy",  "người", "nằm",  "văn",   "thượng", "trung", "đại"};
  gsize first_end = dc_words_end(&named->words, at), end = at, next = at;
  gboolean shouted =
      first_end > at + 1 &&
      dc_words_is_capital(&named->words, at + (gsize)g_utf8_skip[(guchar)named->words.clean[at]]);
  gboolean menu = !dc_span_is_empty(named->layout->heading) &&
                  (dc_span_is_empty(named->layout->type_line) || at < named->layout->content.start ||
                   at >= named->layout->content.end);
  if (!dc_words_is_capital(&named->words, at) || shouted || menu)
    return at;
  for (int n = 0; n < FALLBACK_WORDS; n++) {
    gsize word_end = dc_words_end(&named->words, next);
    if (word_end == next)
      break;
    for (guint i = 0; i < G_N_ELEMENTS(stops); i++)
      if (dc_named_match(named, next, stops[i]) == word_end)
        return end;
    gboolean joint = dc_named_match(named, next, "và") == word_end ||
                     dc_named_match(named, next, "của") == word_end ||
                     dc_named_match(named, next, "ở") == word_end;
    if (!joint)
      end = word_end;
    next = dc_words_skip(&named->words, word_end);
    gboolean new_line = memchr(named->words.fold + word_end, '\n', next - word_end) != NULL;
    if (next >= named->words.len ||
        (new_line ? dc_words_is_capital(&named->words, next) : next > word_end + 2))
      break;
  }
  return end;
}

/* The name after a type word that ends at `at`; FALSE when there is none. */
gboolean
dc_named_read_simple(const DcNamed *named, gsize start, gsize at, const char *type, DcName *name) {
  gsize first = dc_words_skip(&named->words, at), end = first;
  const DcLawName *law = dc_laws_at(&named->words, first, type, &end);
  if (!law)
    end = strcmp(type, "Điều lệ") == 0 ? first : read_unknown(named, first);
  if (end == first)
    return FALSE;
  *name = (DcName){{start, end}, type, ""};
  name->span.end = read_year(named, end, &name->year);
  return TRUE;
}

/* ---- mentions ---- */

/* A numbered mention whose lead is this name: "Luật Đầu tư số 61/2020/QH14", "Luật Đầu tư (Luật số …)". */
gboolean
dc_named_has_number(DcNamed *named, DcSpan span) {
  while (named->next < named->numbered->len &&
         g_array_index(named->numbered, DcMention, named->next).span.start < span.start)
    named->next++;
  if (named->next >= named->numbered->len)
    return FALSE;
  const DcMention *m = &g_array_index(named->numbered, DcMention, named->next);
  if (m->span.start < span.end)
    return TRUE;
  if (m->span.start - span.end > NUMBER_REACH)
    return FALSE;
  gsize at = dc_words_skip(&named->words, span.end);
  while (at < m->span.start) {
    gsize end = dc_named_match(named, at, "số");
    if (end == DC_WORDS_NONE)
      end = dc_named_match(named, at, "luật");
    gsize no = end == DC_WORDS_NONE ? dc_named_match(named, at, "no") : DC_WORDS_NONE;
    if (no != DC_WORDS_NONE)
      end = no + (named->words.fold[no] == '.');
    if (end == DC_WORDS_NONE)
      end = strchr("(,:", named->words.fold[at]) ? at + 1 : DC_WORDS_NONE;
    if (end == DC_WORDS_NONE)
      return FALSE;
    at = dc_words_skip(&named->words, end);
  }
  return TRUE;
}

/* "ngày 18 tháng 02 năm 2025" after the name, also in brackets or after "của Quốc hội". */
static gsize
read_date(const DcNamed *named, gsize at, const char **date) {
  gsize next = dc_words_skip(&named->words, at);
  if (next < named->words.len && strchr(",(", named->words.fold[next]))
    next = dc_words_skip(&named->words, next + 1);
  gsize of = dc_named_match(named, next, "của quốc hội");
  if (of != DC_WORDS_NONE)
    next = dc_words_skip(&named->words, of);
  DcDate read;
  if (dc_named_match(named, next, "ngày") == DC_WORDS_NONE || !dc_date_read(&named->words, next, &read))
    return at;
  *date = g_string_chunk_insert_const(named->strings, read.iso);
  return read.end;
}

void
dc_named_add(DcNamed *named, const DcName *name, gboolean inner) {
  DcMention m = {.span = name->span,
                 .cite = name->span,
                 .cls = DC_CLASS_NAMED,
                 .key = dc_named_keep(named, "named:", name->span),
                 .type = name->type,
                 .symbol_type = "",
                 .suffix = "",
                 .date = name->year,
                 .issuer = "",
                 .unit = "",
                 .pinpoint = "",
                 .title = "",
                 .container = -1,
                 .relation = DC_RELATION_CITES,
                 .confidence = 85,
                 .why = inner ? "amended" : ""};
  m.work_key = m.key;
  if (!inner)
    m.cite.end = read_date(named, name->span.end, &m.date);
  g_array_append_val(named->found, m);
}

/* "… một số điều của Luật Giá và Luật Phí": what another act changes. */
static gboolean
is_changed_there(const DcNamed *named, gsize at) {
  gsize before = dc_words_back(&named->words, at);
  return dc_named_follows(named, at, "một số điều của") || dc_named_follows(named, at, "và") ||
         (before > 0 && named->words.fold[before - 1] == ',');
}

/* The law's own name in its own text: "Quốc hội ban hành Luật Bảo hiểm tiền gửi." */
gboolean
dc_named_is_own(const DcNamed *named, const DcName *name) {
  DcSpan title = named->layout->title, type = named->layout->type_line;
  const DcView *view = named->view;
  if (dc_span_is_empty(title) || dc_span_is_empty(type) || dc_span_length(title) > 300 ||
      is_changed_there(named, name->span.start))
    return FALSE;
  gsize at = name->span.start;
  for (gsize own = type.start; own < title.end; own++) {
    char c = view->fold[own];
    if (c == ' ' || c == '\n' || c == '*')
      continue;
    while (at < name->span.end && (view->fold[at] == ' ' || view->fold[at] == '\n'))
      at++;
    if (at >= name->span.end || view->fold[at] != c)
      return FALSE;
    at++;
  }
  return at == name->span.end;
}

/* ---- what starts a name ---- */

static gsize
take_law(DcNamed *named, gsize at) {
  const DcWords *words = &named->words;
  gsize end = dc_named_match(named, at, "luật"), start = at;
  const char *type = "Luật";
  if (end == DC_WORDS_NONE)
    return at;
  if (dc_named_follows(named, at, "pháp") || dc_named_follows(named, at, "dự") ||
      dc_named_follows(named, at, "dự án") || dc_named_follows(named, at, "dự thảo"))
    return end;
  gsize code = dc_words_match_back(words, dc_words_back(words, at), "bộ");
  if (code != DC_WORDS_NONE) {
    start = code;
    type = "BL";
  }
  if (!dc_words_is_capital(&named->words, start))
    return end;
  if (dc_named_match(named, dc_words_skip(words, end), "sửa đổi") != DC_WORDS_NONE)
    return dc_named_read_amending(named, start, type);
  DcName name;
  if (!dc_named_read_simple(named, start, end, type, &name))
    return end;
  if (!dc_named_has_number(named, name.span) && !dc_named_is_own(named, &name))
    dc_named_add(named, &name, FALSE);
  return name.span.end;
}

static gsize
take_ordinance(DcNamed *named, gsize at) {
  gsize end = dc_named_match(named, at, "lệnh");
  DcName name;
  at = dc_words_match_back(&named->words, end, "pháp lệnh");
  if (at == DC_WORDS_NONE || !dc_words_is_capital(&named->words, at))
    return end;
  if (dc_named_match(named, dc_words_skip(&named->words, end), "sửa đổi") != DC_WORDS_NONE)
    return dc_named_read_amending(named, at, "PL");
  if (!dc_named_read_simple(named, at, end, "PL", &name))
    return end;
  if (!dc_named_has_number(named, name.span) && !dc_named_is_own(named, &name))
    dc_named_add(named, &name, FALSE);
  return name.span.end;
}

static gsize
take_charter(DcNamed *named, gsize at) {
  gsize end = dc_named_match(named, at, "lệ");
  DcName name;
  if (end == DC_WORDS_NONE)
    return at;
  at = dc_words_match_back(&named->words, end, "điều lệ");
  if (at == DC_WORDS_NONE || !dc_words_is_capital(&named->words, at) ||
      !dc_named_read_simple(named, at, end, "Điều lệ", &name))
    return end;
  if (!dc_named_has_number(named, name.span))
    dc_named_add(named, &name, FALSE);
  return name.span.end;
}

/* The bare word only counts where a sentence refers to it: menus and headings have it, too. */
static gsize
take_constitution(DcNamed *named, gsize at) {
  static const char *const leads[] = {"của", "theo", "trong", "tại",    "với",      "căn cứ",   "thi hành",
                                      "và",  "bởi",  "trái",  "bảo vệ", "tuân thủ", "hợp hiến,"};
  gsize end = dc_named_match(named, at, "hiến pháp");
  if (end == DC_WORDS_NONE || !dc_words_is_capital(&named->words, at))
    return at;
  DcName name = {{at, end}, "HP", ""};
  gsize state =
      dc_named_match(named, dc_words_skip(&named->words, end), "nước cộng hòa xã hội chủ nghĩa việt nam");
  if (state != DC_WORDS_NONE)
    name.span.end = state;
  name.span.end = read_year(named, name.span.end, &name.year);
  gboolean meant =
      name.span.end > end || dc_named_match(named, dc_words_skip(&named->words, end), "mới") != DC_WORDS_NONE;
  for (guint i = 0; i < G_N_ELEMENTS(leads) && !meant; i++)
    meant = dc_named_follows(named, at, leads[i]);
  if (meant)
    dc_named_add(named, &name, FALSE);
  return name.span.end;
}

static gboolean
is_roman(const DcNamed *named, gsize at, gsize end) {
  return end > at && strspn(named->words.fold + at, "ivxl") >= end - at;
}

/* ", nhiệm kỳ 2025 - 2030" at `at`. */
static gboolean
is_term_of_years(const DcNamed *named, gsize at) {
  const DcWords *words = &named->words;
  gsize next = dc_words_skip(words, at);
  if (next < words->len && strchr(",(", words->fold[next]))
    next = dc_words_skip(words, next + 1);
  gsize term = dc_named_match(named, next, "nhiệm kỳ");
  return term != DC_WORDS_NONE && strncmp(words->fold + dc_words_skip(words, term), "20", 2) == 0;
}

/* "Đại hội Đảng bộ tỉnh lần thứ XIX", "Đại hội XIII", "Trung ương 8 khóa XI", "Hội nghị lần thứ tám … khóa
 * XI": a name once its running number is there. */
static gsize
take_congress(DcNamed *named, gsize at) {
  static const char *const starts[] = {"đại hội", "trung ương", "hội nghị trung ương", "hội nghị lần thứ",
                                       "hội nghị ban chấp hành"};
  const DcWords *words = &named->words;
  gsize end = dc_named_match(named, at, "quyết"), next = DC_WORDS_NONE;
  if (end == DC_WORDS_NONE)
    return at;
  at = dc_words_match_back(words, end, "nghị quyết");
  if (at == DC_WORDS_NONE)
    return end;
  for (guint i = 0; i < G_N_ELEMENTS(starts) && next == DC_WORDS_NONE; i++)
    next = dc_named_match(named, dc_words_skip(words, end), starts[i]);
  if (next == DC_WORDS_NONE || !dc_words_is_capital(&named->words, at))
    return end;
  gboolean congress = dc_named_match(named, dc_words_skip(words, end), "đại hội") != DC_WORDS_NONE;
  for (int n = 0; n < CONGRESS_WORDS; n++) {
    if (congress && n > 2 && is_term_of_years(named, next)) { /* "Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030" */
      DcName name = {{at, next}, "NQ", ""};
      dc_named_add(named, &name, FALSE);
      return next;
    }
    next = dc_words_skip(words, next);
    if (next < words->len && strchr("(,", words->fold[next]) && !congress)
      next = dc_words_skip(words, next + 1);
    gsize word_end = dc_words_end(words, next), digits = next;
    while (digits < words->len && dc_words_is_digit((guchar)words->fold[digits]))
      digits++;
    gboolean term = dc_named_follows(named, next, "khóa") ||
                    (congress && (dc_named_follows(named, next, "thứ") || n == 0 ||
                                  dc_named_follows(named, next, "đảng")));
    if (term && (is_roman(named, next, word_end) || (congress && digits > next))) {
      DcName name = {{at, MAX(word_end, digits)}, "NQ", ""};
      dc_named_add(named, &name, FALSE);
      if (at == named->layout->type_line.start && !dc_span_is_empty(named->layout->type_line))
        g_array_index(named->found, DcMention, named->found->len - 1).relation = DC_RELATION_SELF;
      return name.span.end;
    }
    if (word_end == next && digits == next)
      break;
    next = MAX(word_end, digits);
  }
  return end;
}

/* What one of them takes is no other's loss: each has its own place. */
void
dc_named_each(DcNamed *named, const DcNamedStart starts[DC_NAMED_STARTS]) {
  const char *fold = named->words.fold;
  gsize places[DC_NAMED_STARTS] = {0};
  guint numbered[DC_NAMED_STARTS] = {0};
  guint8 rare[256] = {TRUE};
  for (guint i = 0; i < DC_NAMED_STARTS; i++)
    rare[(guchar)starts[i].letters[starts[i].rare]] = TRUE;
  for (gsize found = dc_words_find(&named->words, 0, rare);
       found < named->words.len && named->found->len < DC_MENTIONS_MAX;
       found = dc_words_find(&named->words, found + 1, rare)) {
    for (guint i = 0; i < DC_NAMED_STARTS; i++) {
      const char *letters = starts[i].letters;
      if (fold[found] != letters[starts[i].rare] || found < starts[i].rare)
        continue;
      gsize at = found - starts[i].rare;
      if (at < places[i] || fold[at] != letters[0] || !g_str_has_prefix(fold + at, letters) ||
          (at > 0 && dc_words_is_letter((guchar)fold[at - 1])))
        continue;
      named->next = numbered[i];
      gsize next = starts[i].take(named, at);
      places[i] = MAX(next, at + strlen(letters));
      numbered[i] = named->next;
    }
  }
}

/* ---- the scan ---- */

static gsize
take_lenh(DcNamed *named, gsize at) {
  return dc_named_match(named, at, "lệnh") != DC_WORDS_NONE ? take_ordinance(named, at)
                                                            : take_charter(named, at);
}

static const DcNamedStart starts[DC_NAMED_STARTS] = {
    {"luật", 4, take_law}, {"lệ", 3, take_lenh}, {"hiến", 4, take_constitution}, {"quyết", 5, take_congress}};

static gint
by_place(gconstpointer a, gconstpointer b) {
  const DcMention *x = a, *y = b;
  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  return x->span.end > y->span.end ? -1 : x->span.end < y->span.end;
}

guint
dc_named_scan(const DcView *view, const DcLayout *layout, GStringChunk *strings, GArray *mentions) {
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(DcMention));
  DcNamed named = {view, layout, dc_words_new(view, layout), strings, found, mentions, 0};
  dc_named_each(&named, starts);
  dc_named_scan_english(&named);
  if (!found->len)
    return 0;
  g_array_append_vals(mentions, found->data, found->len);
  g_array_sort(mentions, by_place);
  return found->len >= DC_MENTIONS_MAX ? 1 : 0;
}
