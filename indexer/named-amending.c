/* The names of amending laws, which hold the names of those they amend: "Luật sửa đổi, bổ sung một số điều
 * của Luật Giá và Luật Phí". */
#include "indexer/laws.h"
#include "indexer/named-parts.h"

enum { AMENDING_BYTES = 900, COLLECTION_WORDS = 14 };

/* A law that is amended; "và Luật sửa đổi …" begins another list. */
static gboolean
read_law(const DcNamed *named, gsize at, DcName *name) {
  static const struct {
    const char *word, *type;
  } types[] = {{"luật", "Luật"}, {"bộ luật", "BL"}, {"pháp lệnh", "PL"}};
  for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
    gsize end = dc_named_match(named, at, types[i].word);
    if (end != DC_WORDS_NONE && dc_words_is_capital(&named->words, at) &&
        dc_named_match(named, dc_words_skip(&named->words, end), "sửa đổi") == DC_WORDS_NONE)
      return dc_named_read_simple(named, at, end, types[i].type, name);
  }
  return FALSE;
}

/* What may stand between two laws that one law amends. */
static gsize
skip_joint(const DcNamed *named, gsize at) {
  gsize next = dc_words_skip(&named->words, at);
  if (next < named->words.len && named->words.fold[next] == ',')
    next = dc_words_skip(&named->words, next + 1);
  gsize and = dc_named_match(named, next, "và");
  if (and != DC_WORDS_NONE)
    next = dc_words_skip(&named->words, and);
  gsize of = dc_named_match(named, next, "của");
  return of != DC_WORDS_NONE ? dc_words_skip(&named->words, of) : next;
}

/* "… một số điều của 37 luật có liên quan đến quy hoạch", "… của các luật về thuế": laws that are amended
 * together and not named. `at`: at "luật", `first`: behind the type of the whole. Returns the end of the
 * name, or `at`. */
static gsize
read_collection(const DcNamed *named, gsize first, gsize at) {
  static const char *const stops[] = {
      "ngày", "số",       "năm",     "được",     "thì",     "không", "phải",   "hoặc",   "trừ", "của",
      "gồm",  "quy định", "đã",      "này",      "theo",    "tại",   "để",     "nếu",    "do",  "là",
      "mà",   "hết",      "có hiệu", "có trách", "bao gồm", "và có", "và sửa", "và nghị"};
  const DcWords *words = &named->words;
  gsize before = dc_words_back(words, at), end = dc_named_match(named, at, "luật"), known = at;
  if (end == DC_WORDS_NONE || before == 0 ||
      !(dc_words_is_digit((guchar)words->fold[before - 1]) || dc_named_follows(named, at, "các")))
    return at;
  if (dc_laws_at(words, first, "Luật", &known) && known > at)
    return known;
  gsize next = dc_words_skip(words, end), start = end;
  for (int n = 0; n < COLLECTION_WORDS && dc_words_end(words, next) > next; n++) {
    for (guint i = 0; i < G_N_ELEMENTS(stops); i++)
      if (dc_named_match(named, next, stops[i]) != DC_WORDS_NONE)
        return end > start ? end : at;
    if (dc_words_is_capital(words, next))
      break;
    end = dc_words_end(words, next);
    next = dc_words_skip(words, end);
  }
  return end > start ? end : at;
}

/* The citation by number whose lead is this name, or NULL. */
static DcMention *
number_behind(DcNamed *named, DcSpan span) {
  DcMention *m =
      dc_named_has_number(named, span) ? &g_array_index(named->numbered, DcMention, named->next) : NULL;
  return m && m->span.start >= span.end ? m : NULL;
}

/* "Luật sửa đổi, bổ sung một số điều của Luật A số 31/2024/QH15, Luật B số 27/2023/QH15": several laws have
 * their numbers with them, so none of these is the amending law's own. */
static gboolean
lists_numbers(DcNamed *named, gsize start, gsize limit) {
  guint next = named->next, n = 0;
  gsize at = dc_words_end(&named->words, start);
  DcName name;
  while (at < limit && n == 0 && !strchr(".;:", named->words.fold[at])) {
    n = read_law(named, at, &name) && number_behind(named, name.span);
    at = dc_words_skip(&named->words, MAX(dc_words_end(&named->words, at), at + 1));
  }
  if (n > 0) {
    at = skip_joint(named, number_behind(named, name.span)->span.end);
    n += at < limit && read_law(named, at, &name) && number_behind(named, name.span);
  }
  named->next = next;
  return n > 1;
}

/* "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C": one name with names in it. Returns its
 * end. */
gsize
dc_named_read_amending(DcNamed *named, gsize start, const char *type) {
  gsize limit = MIN(start + AMENDING_BYTES, named->words.len), at = dc_words_end(&named->words, start),
        end = start;
  guint first = named->found->len;
  DcName name;
  DcMention *last = NULL;
  gboolean listed = lists_numbers(named, start, limit);
  while (at < limit) {
    at = end > start ? skip_joint(named, end) : dc_words_skip(&named->words, at);
    if (at >= limit || (end == start && strchr(".;:", named->words.fold[at])))
      break;
    if (read_law(named, at, &name)) {
      last = listed ? number_behind(named, name.span) : NULL;
      if (!last)
        dc_named_add(named, &name, TRUE);
      at = end = last ? last->span.end : name.span.end;
    } else if (end > start) {
      break;
    } else {
      gsize next =
          read_collection(named, dc_words_skip(&named->words, dc_words_end(&named->words, start)), at);
      if (next > at) {
        end = next;
        break;
      }
      next = dc_words_end(&named->words, at);
      at = next > at ? next : at + 1;
    }
  }
  if (end == start)
    return start;
  DcName whole = {{start, end}, type, ""};
  gboolean numbered = !listed && dc_named_has_number(named, whole.span);
  if (last) { /* the day behind the list is that of the whole */
    whole.year = last->date;
    last->date = "";
  }
  if (numbered) { /* the number's citation starts with the name */
    DcMention *m = &g_array_index(named->numbered, DcMention, named->next);
    if (m->span.start >= end)
      m->cite.start = MIN(m->cite.start, start);
  }
  if (!numbered && !dc_named_is_own(named, &whole)) {
    dc_named_add(named, &whole, FALSE);
    DcMention outer = g_array_index(named->found, DcMention, named->found->len - 1);
    g_array_remove_index(named->found, named->found->len - 1);
    g_array_insert_val(named->found, first, outer);
  }
  return end;
}
