/* The terms of one document. Tokens are numbered by their form in a small hash table as they come; then their
 * positions are sorted by form and packed: for each term a byte with its length, the term, and three varints
 * and bytes as in a row of postings: count, bytes of positions, when there are any what follows, and they.
 * Before them stand two varints: the length of the document and of its head. */
#include <string.h>

#include "corpus/letters.h"
#include "indexer/fulltext.h"
#include "indexer/postings.h"
#include "indexer/tokens.h"

/* What of a text without a title stands for one. */
#define OPENING_LINES 3
#define OPENING_BYTES 400
#define LETTERHEAD_BYTES 600

typedef struct {
  guint32 hash;
  guint32 form_at; /* in `forms` */
  guint32 count;
  guint32 first; /* in the sorted positions */
  guint8 form_len;
  guint8 kind;
  guint8 hash_bare; /* dc_row_hash */
  guint8 follows;
} Entry;

typedef struct {
  GArray *entries; /* of Entry */
  GByteArray *forms;
  GArray *occurrences; /* of guint32, a token each: twice its entry, and 1 when the next is one position on */
  guint32 head;        /* as many of them are of the head */
  guint32 *slots;      /* index of the entry + 1 */
  guint32 mask;
  guint32 position; /* of the next plain token */
  guint32 most;     /* stop there */
} Terms;

static guint32
hash_of(DcTokenKind kind, const char *form, gsize len) {
  guint32 hash = 2166136261u ^ (kind >= DC_TOKEN_SYMBOL ? kind : 0);
  for (gsize i = 0; i < len; i++)
    hash = (hash ^ (guchar)form[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static void
grow(Terms *terms) {
  g_free(terms->slots);
  terms->mask = terms->mask * 2 + 1;
  terms->slots = g_new0(guint32, terms->mask + 1);
  for (guint i = 0; i < terms->entries->len; i++) {
    guint32 slot = g_array_index(terms->entries, Entry, i).hash & terms->mask;
    while (terms->slots[slot])
      slot = (slot + 1) & terms->mask;
    terms->slots[slot] = i + 1;
  }
}

static guint32
entry_of(Terms *terms, DcTokenKind kind, const char *form, gsize len) {
  guint32 hash = hash_of(kind, form, len), slot = hash & terms->mask;
  for (; terms->slots[slot]; slot = (slot + 1) & terms->mask) {
    const Entry *entry = &g_array_index(terms->entries, Entry, terms->slots[slot] - 1);
    if (entry->hash == hash && entry->form_len == len &&
        (entry->kind == kind || (kind < DC_TOKEN_SYMBOL && entry->kind < DC_TOKEN_SYMBOL)) &&
        memcmp(terms->forms->data + entry->form_at, form, len) == 0)
      return terms->slots[slot] - 1;
  }
  Entry made = {hash, terms->forms->len, 0, 0, (guint8)len, (guint8)kind, dc_row_hash(form, len), 0};
  g_array_append_val(terms->entries, made);
  g_byte_array_append(terms->forms, (const guint8 *)form, (guint)len);
  terms->slots[slot] = terms->entries->len;
  if (terms->entries->len * 2 > terms->mask)
    grow(terms);
  return terms->entries->len - 1;
}

static gboolean
add_token(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED, gsize end G_GNUC_UNUSED,
          gpointer data) {
  Terms *terms = data;
  guint32 entry = entry_of(terms, kind, form, len), moves = kind < DC_TOKEN_SYMBOL;
  guint32 occurrence = entry * 2 + moves;
  g_array_index(terms->entries, Entry, entry).count++;
  g_array_append_val(terms->occurrences, occurrence);
  terms->position += moves;
  return terms->position < terms->most;
}

static void
put_term(GByteArray *out, const GString *term, guint32 count, guint8 follows, const GByteArray *positions) {
  guint8 len = (guint8)MIN(term->len, 255);
  g_byte_array_append(out, &len, 1);
  g_byte_array_append(out, (const guint8 *)term->str, len);
  dc_varint_put(out, count);
  dc_varint_put(out, positions ? positions->len : 0);
  if (!positions)
    return;
  g_byte_array_append(out, &follows, 1);
  g_byte_array_append(out, positions->data, positions->len);
}

/* What word comes right after each place of a word. */
static void
note_follows(Terms *terms) {
  Entry *before = NULL;
  for (guint i = 0; i < terms->occurrences->len; i++) {
    guint32 occurrence = g_array_index(terms->occurrences, guint32, i);
    Entry *entry = &g_array_index(terms->entries, Entry, occurrence / 2);
    if (i == terms->head)
      before = NULL;
    if (occurrence % 2 == 0) /* no word */
      continue;
    if (before)
      before->follows = dc_row_follow(before->follows, before->count, entry->hash_bare);
    before = entry;
  }
}

/* Positions of every entry together, in text order. */
static guint32 *
sort_positions(Terms *terms) {
  guint32 *sorted = g_new(guint32, terms->occurrences->len + 1), first = 0, position = 0;
  for (guint i = 0; i < terms->entries->len; i++) {
    Entry *entry = &g_array_index(terms->entries, Entry, i);
    entry->first = first;
    first += entry->count;
    entry->count = 0;
  }
  for (guint i = 0; i < terms->occurrences->len; i++) {
    guint32 occurrence = g_array_index(terms->occurrences, guint32, i);
    Entry *entry = &g_array_index(terms->entries, Entry, occurrence / 2);
    position += i == terms->head ? DC_POSTINGS_GAP : 0;
    sorted[entry->first + entry->count++] = position;
    position += occurrence % 2;
  }
  return sorted;
}

static void
pack_tokens(Terms *terms, GByteArray *out) {
  note_follows(terms);
  g_autofree guint32 *sorted = sort_positions(terms);
  g_clear_pointer(&terms->occurrences, g_array_unref);
  g_autoptr(GByteArray) positions = g_byte_array_new();
  g_autoptr(GString) term = g_string_new(NULL);
  for (guint i = 0; i < terms->entries->len; i++) {
    const Entry *entry = &g_array_index(terms->entries, Entry, i);
    g_byte_array_set_size(positions, 0);
    for (guint32 p = 0, before = 0; p < entry->count; p++) {
      dc_varint_put(positions, sorted[entry->first + p] - before);
      before = sorted[entry->first + p];
    }
    g_string_truncate(term, 0);
    dc_postings_term(term, dc_postings_prefix(entry->kind), (const char *)terms->forms->data + entry->form_at,
                     entry->form_len);
    put_term(out, term, entry->count, entry->follows, positions);
  }
}

/* "@name=" and the unmarked value, then ':' and the value as it is shown. */
static void
put_filter(GByteArray *out, const char *name, const char *value) {
  if (!value || !*value)
    return;
  g_autofree char *bare = dc_letters_bare_form(value, -1);
  g_autoptr(GString) term = g_string_new(NULL);
  g_string_printf(term, "@%s=%s:%s", name, bare, value);
  if (term->len <= 255)
    put_term(out, term, 1, 0, NULL);
}

static gboolean
put_key_token(DcTokenKind kind, const char *form, gsize len, gsize start G_GNUC_UNUSED,
              gsize end G_GNUC_UNUSED, gpointer data) {
  if (kind != DC_TOKEN_SYMBOL)
    return TRUE;
  g_autoptr(GString) term = g_string_new(NULL);
  dc_postings_term(term, "@key=", form, len);
  put_term(data, term, 1, 0, NULL);
  return FALSE;
}

static void
put_filters(GByteArray *out, const DcIdentity *identity) {
  dc_tokens_each(identity->key, strlen(identity->key), put_key_token, out);
  if (strcmp(identity->annex_key, identity->key) != 0)
    dc_tokens_each(identity->annex_key, strlen(identity->annex_key), put_key_token, out);
  put_filter(out, "type", identity->type);
  put_filter(out, "unit", identity->unit);
  put_filter(out, "issuer", identity->issuer);
  put_filter(out, "level", dc_level_name(identity->level));
  put_filter(out, "date", identity->date);
  char year[5] = "";
  g_strlcpy(year, identity->date, sizeof year);
  put_filter(out, "year", year);
}

/* A line of a letterhead, or blank: capitals alone, a number, a date. */
static gboolean
is_letterhead(const DcView *view, gsize start, gsize end) {
  gboolean lower = FALSE;
  for (const char *p = view->clean + start; p < view->clean + end && !lower; p = g_utf8_next_char(p))
    lower = g_unichar_islower(g_utf8_get_char(p));
  g_autofree char *line = g_strndup(view->fold + start, end - start);
  return !lower || g_str_has_prefix(line, "số") || g_str_has_prefix(line, "ngày ") ||
         (strstr(line, "ngày ") && strstr(line, " tháng ") && end - start < 80);
}

/* A text without a title of its own is known by how it begins: its first lines behind the letterhead, up to a
 * blank one after the second, without those that end as sentences do ("Luật Cư trú⏎Điều 2. Giải thích từ
 * ngữ⏎⏎1. Chỗ ở …"). */
static DcSpan
opening_of(const DcView *view, DcSpan content) {
  gsize limit = MIN(content.end, content.start + LETTERHEAD_BYTES), begin = content.start;
  for (const char *newline; begin < limit && (newline = memchr(view->fold + begin, '\n', limit - begin)) &&
                            is_letterhead(view, begin, (gsize)(newline - view->fold));)
    begin = (gsize)(newline - view->fold) + 1;
  if (begin < limit)
    content.start = begin;
  DcSpan opening = {content.start, content.start};
  gsize most = MIN(content.end, content.start + OPENING_BYTES);
  for (guint lines = 0; opening.end < most && lines < OPENING_LINES;) {
    gsize start = opening.end;
    const char *newline = memchr(view->fold + start, '\n', most - start);
    gsize end = newline ? (gsize)(newline - view->fold) : most, last = end;
    while (last > start && (guchar)view->fold[last - 1] <= ' ')
      last--;
    gboolean blank = last == start;
    if ((blank && lines >= 2) || (lines && !blank && strchr(".;:,", view->fold[last - 1])))
      break;
    lines += !blank;
    opening.end = end + (newline ? 1 : 0);
  }
  return opening;
}

/* Cuts the head and the text into tokens; returns the length of the head. */
static guint32
gather(Terms *terms, const DcView *view, const DcExtract *extract) {
  DcSpan content = {dc_view_from_text(view, extract->content.start),
                    dc_view_from_text(view, extract->content.end)};
  if (dc_span_is_empty(content))
    content = (DcSpan){0, view->len};
  const char *title = extract->identity.title;
  g_autoptr(DcView) head = dc_view_new(title, strlen(title));
  if (*title)
    dc_tokens_view(head, (DcSpan){0, head->len}, add_token, terms);
  else
    dc_tokens_view(view, opening_of(view, content), add_token, terms);
  guint32 head_len = terms->position;
  terms->head = terms->occurrences->len;
  terms->most = G_MAXUINT32 / 2;
  terms->position += DC_POSTINGS_GAP;
  dc_tokens_view(view, content, add_token, terms);
  return head_len;
}

GBytes *
dc_fulltext_prepare(DcView *view, const DcExtract *extract) {
  Terms terms = {.entries = g_array_new(FALSE, FALSE, sizeof(Entry)),
                 .forms = g_byte_array_new(),
                 .occurrences = g_array_new(FALSE, FALSE, sizeof(guint32)),
                 .slots = g_new0(guint32, 1024),
                 .mask = 1023,
                 .most = DC_POSTINGS_HEAD_MAX};
  guint32 head_len = gather(&terms, view, extract);
  dc_view_free(view);
  GByteArray *out = g_byte_array_new();
  dc_varint_put(out, terms.position - DC_POSTINGS_GAP);
  dc_varint_put(out, head_len);
  pack_tokens(&terms, out);
  put_filters(out, &extract->identity);
  g_array_unref(terms.entries);
  g_byte_array_unref(terms.forms);
  g_free(terms.slots);
  return g_byte_array_free_to_bytes(out);
}
