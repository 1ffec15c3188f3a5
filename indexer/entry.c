#include "indexer/entry.h"

#include "corpus/letters.h"
#include "indexer/fulltext.h"

#include <string.h>
#include <zstd.h>

#define ZSTD_LEVEL 3
#define MENTIONS_MAX ((1u << 24) - 1) /* their running numbers have 24 bits */
#define TITLE_MIN 12                  /* bytes: a shorter title says too little to know a document by */

/* ---- symbols under which works are found ---- */

static gboolean
is_blank(const char *key) {
  return key[0] == '?' || key[0] == '\0';
}

/* TRUE for "30/NĐ-CP", of a type that is never without a year in its symbol. `slash` is where the year
 * belongs. */
static gboolean
lacks_year(const DcMention *mention, const char **slash) {
  const DcType *type = dc_lexicon_type(mention->symbol_type);
  *slash = strchr(mention->work_key, '/');
  return !mention->year && *slash && type && type->normative && mention->cls == DC_CLASS_NUMBERED &&
         strspn(mention->work_key, "0123456789") == (gsize)(*slash - mention->work_key);
}

/* "30/NĐ-CP" → "30/2020/NĐ-CP", of the year stated with it or the only one that the document gives with this
 * number elsewhere. NULL: no such. */
static const char *
with_year(GStringChunk *strings, GHashTable *years, const DcMention *mention) {
  const char *slash;
  if (!lacks_year(mention, &slash))
    return NULL;
  if (strlen(mention->date) < 4)
    return g_hash_table_lookup(years, mention->work_key);
  g_autofree char *key = g_strdup_printf("%.*s/%.4s%s", (int)(slash - mention->work_key), mention->work_key,
                                         mention->date, slash);
  return g_string_chunk_insert_const(strings, key);
}

/* "30/NĐ-CP" → "30/2020/NĐ-CP" for each symbol with a year; NULL when the document gives several years. */
static GHashTable *
gather_years(const GArray *mentions) {
  GHashTable *years = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < mentions->len; i++) {
    const DcMention *mention = &g_array_index(mentions, DcMention, i);
    gsize number = strspn(mention->key, "0123456789");
    gpointer other;
    if (!mention->year || mention->key[number] != '/' || strspn(mention->key + number + 1, "0123456789") != 4)
      continue;
    char *bare = g_strdup_printf("%.*s%s", (int)number, mention->key, mention->key + number + 5);
    gboolean known = g_hash_table_lookup_extended(years, bare, NULL, &other);
    gboolean same = !known || (other && strcmp(other, mention->key) == 0);
    g_hash_table_replace(years, bare, same ? (gpointer)mention->key : NULL);
  }
  return years;
}

/* Names are told apart by their letters alone, not by case, tone places or spaces. */
char *
dc_entry_symbol(const char *key) {
  if (!g_str_has_prefix(key, "named:"))
    return g_strdup(key);
  g_autofree char *fold = dc_letters_fold(key + strlen("named:"), -1);
  GString *name = g_string_new("named:");
  for (const char *at = fold; *at; at++)
    if (!g_ascii_isspace(*at))
      g_string_append_c(name, *at);
    else if (name->str[name->len - 1] != ' ' && name->str[name->len - 1] != ':')
      g_string_append_c(name, ' ');
  return g_string_free(name, FALSE);
}

static const char *
symbol_of(GStringChunk *strings, GHashTable *years, const DcMention *mention) {
  if (is_blank(mention->work_key))
    return NULL;
  const char *repaired = with_year(strings, years, mention);
  if (repaired)
    return repaired;
  g_autofree char *symbol = dc_entry_symbol(mention->work_key);
  return g_string_chunk_insert_const(strings, symbol);
}

/* What a document is known by that has no number: what its letterhead says, or else its very text. The same
 * text in two files is one work. */
static const char *
unnumbered_symbol(GStringChunk *strings, const DcDocument *document, const DcIdentity *identity) {
  g_autofree char *symbol = NULL;
  if (strlen(identity->title) >= TITLE_MIN && strlen(identity->date) == 10 && *identity->unit != '?') {
    g_autofree char *title = dc_letters_fold(identity->title, -1);
    symbol = g_strdup_printf("title:%s|%s|%s", identity->type, identity->date, title);
  } else {
    g_autofree char *hash =
        g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)document->text, document->len);
    symbol = g_strdup_printf("text:%s", hash);
  }
  return g_string_chunk_insert_const(strings, symbol);
}

static const char *
own_symbol(GStringChunk *strings, const DcDocument *document, const DcIdentity *identity) {
  if (!is_blank(identity->annex_key))
    return identity->annex_key;
  return is_blank(identity->key) ? unnumbered_symbol(strings, document, identity) : identity->key;
}

/* ---- terms ---- */

/* The Roman numeral after "khóa" in the citation ("… Ban Chấp hành Trung ương khóa XI"), which is the term of
 * a Party body; "" when it says none. */
static const char *
stated_term(GStringChunk *strings, const char *cite, gsize len) {
  g_autofree char *fold = dc_letters_fold(cite, (gssize)len);
  const char *found = strstr(fold, "khóa "), *title = strstr(fold, " về ");
  if (!found || (title && title < found))
    return "";
  found += strlen("khóa ");
  gsize digits = strspn(found, "ivx");
  if (digits == 0 || digits > 5 || g_ascii_isalnum(found[digits]) || (guchar)found[digits] >= 0x80)
    return "";
  g_autofree char *term = g_ascii_strup(found, (gssize)digits);
  return g_string_chunk_insert_const(strings, term);
}

/* ---- refs ---- */

static DcEntryRef
describe(DcEntry *entry, GHashTable *years, const DcMention *mention, const char *text, gsize len) {
  const DcSpan span = mention->span, cite = mention->cite;
  DcEntryRef ref = {.symbol = symbol_of(entry->strings, years, mention),
                    .key = mention->key,
                    .type = mention->type,
                    .symbol_type = "",
                    .date = mention->date,
                    .term = "",
                    .issuer = mention->issuer,
                    .unit = mention->unit,
                    .written = "",
                    .title = mention->title,
                    .cls = mention->cls,
                    .own = mention->relation == DC_RELATION_SELF};
  if (ref.own)
    ref.symbol = entry->symbol; /* it is resolved with the document, whatever its shape there */
  if (ref.symbol && strcmp(ref.symbol, mention->key) == 0)
    ref.key = "";
  if (*mention->symbol_type && strcmp(mention->symbol_type, mention->type) != 0)
    ref.symbol_type = mention->symbol_type;
  if (cite.end <= len && cite.start < cite.end)
    ref.term = stated_term(entry->strings, text + cite.start, cite.end - cite.start);
  if (mention->repaired && span.end <= len && span.start < span.end)
    ref.written =
        g_string_chunk_insert_len(entry->strings, text + span.start, (gssize)(span.end - span.start));
  return ref;
}

static guint
ref_hash(gconstpointer key) {
  const DcEntryRef *ref = key;
  guint hash = (guint)ref->cls * 2 + (guint)ref->own;
  const char *const parts[] = {
      ref->symbol ? ref->symbol : "", ref->key, ref->date, ref->issuer, ref->unit, ref->term};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    hash = hash * 31 + g_str_hash(parts[i]);
  return hash;
}

static gboolean
ref_equal(gconstpointer a, gconstpointer b) {
  const DcEntryRef *x = a, *y = b;
  return x->cls == y->cls && x->own == y->own && g_strcmp0(x->symbol, y->symbol) == 0 &&
         strcmp(x->key, y->key) == 0 && strcmp(x->type, y->type) == 0 &&
         strcmp(x->symbol_type, y->symbol_type) == 0 && strcmp(x->date, y->date) == 0 &&
         strcmp(x->term, y->term) == 0 && strcmp(x->issuer, y->issuer) == 0 &&
         strcmp(x->unit, y->unit) == 0 && strcmp(x->written, y->written) == 0;
}

/* Sorts the mentions into refs, refs by their first mention, and numbers the mentions ref by ref. */
static void
sort_mentions(DcEntry *entry, const char *text, gsize len) {
  const GArray *mentions = entry->extract->mentions;
  G_STATIC_ASSERT(MENTIONS_MAX > 8 * DC_MENTIONS_MAX); /* by number, in a list, short, and by name */
  guint n = mentions->len, next = 0;
  g_autoptr(GHashTable) known = g_hash_table_new_full(ref_hash, ref_equal, g_free, NULL);
  g_autoptr(GHashTable) years = gather_years(mentions);
  g_autofree guint *ref_of = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++) {
    DcEntryRef ref = describe(entry, years, &g_array_index(mentions, DcMention, i), text, len);
    gpointer place;
    if (!g_hash_table_lookup_extended(known, &ref, NULL, &place)) {
      place = GUINT_TO_POINTER(entry->refs->len);
      g_hash_table_insert(known, g_memdup2(&ref, sizeof ref), place);
      g_array_append_val(entry->refs, ref);
    }
    ref_of[i] = GPOINTER_TO_UINT(place);
    DcEntryRef *known_ref = &g_array_index(entry->refs, DcEntryRef, ref_of[i]);
    known_ref->mentions++;
    if (!*known_ref->title)
      known_ref->title = ref.title;
  }
  for (guint i = 0; i < entry->refs->len; i++) {
    DcEntryRef *ref = &g_array_index(entry->refs, DcEntryRef, i);
    ref->first = next;
    next += ref->mentions;
    ref->mentions = 0;
  }
  g_array_set_size(entry->order, n);
  g_array_set_size(entry->numbers, n);
  for (guint i = 0; i < n; i++) {
    DcEntryRef *ref = &g_array_index(entry->refs, DcEntryRef, ref_of[i]);
    guint number = ref->first + ref->mentions++;
    g_array_index(entry->order, guint, number) = i;
    g_array_index(entry->numbers, guint, i) = number;
  }
}

/* ---- entries ---- */

static GBytes *
pack(const char *text, gsize len) {
  gsize room = ZSTD_compressBound(len);
  char *packed = g_malloc(room);
  gsize size = ZSTD_compress(packed, room, text, len, ZSTD_LEVEL);
  g_assert(!ZSTD_isError(size)); /* only when the room is too small */
  return g_bytes_new_take(g_realloc(packed, size), size);
}

DcEntry *
dc_entry_new(DcDocument *document, DcExtract *extract) {
  DcEntry *entry = g_new0(DcEntry, 1);
  *entry = (DcEntry){.document = document,
                     .extract = extract,
                     .strings = g_string_chunk_new(1024),
                     .refs = g_array_new(FALSE, FALSE, sizeof(DcEntryRef)),
                     .order = g_array_new(FALSE, FALSE, sizeof(guint)),
                     .numbers = g_array_new(FALSE, FALSE, sizeof(guint))};
  if (extract->headers_only && document->status == DC_STATUS_OK)
    dc_document_fail(document, DC_STATUS_NO_TEXT, "%s", dc_extract_headers_only_message);
  if (!document->message)
    document->message = dc_extract_limit_message(extract);
  entry->bytes = document->len;
  if (document->len == 0)
    return entry;
  entry->symbol = own_symbol(entry->strings, document, &extract->identity);
  sort_mentions(entry, document->text, document->len);
  entry->text = pack(document->text, document->len);
  DcView *view = dc_view_new(document->text, document->len);
  dc_document_take_text(document, g_strdup(""), 0); /* a long one leaves room before its terms are gathered */
  entry->terms = dc_fulltext_prepare(view, extract);
  return entry;
}

void
dc_entry_free(DcEntry *entry) {
  if (!entry)
    return;
  dc_document_free(entry->document);
  dc_extract_free(entry->extract);
  g_string_chunk_free(entry->strings);
  g_array_unref(entry->refs);
  g_array_unref(entry->order);
  g_array_unref(entry->numbers);
  g_clear_pointer(&entry->text, g_bytes_unref);
  g_clear_pointer(&entry->terms, g_bytes_unref);
  g_free(entry);
}

gsize
dc_entry_size(const DcEntry *entry) {
  return sizeof *entry + (entry->text ? g_bytes_get_size(entry->text) : 0) +
         (entry->terms ? g_bytes_get_size(entry->terms) : 0) +
         entry->extract->mentions->len * (sizeof(DcMention) + 2 * sizeof(guint)) +
         entry->refs->len * sizeof(DcEntryRef);
}

const DcDocument *
dc_entry_document(const DcEntry *entry) {
  return entry->document;
}

gsize
dc_entry_text_bytes(const DcEntry *entry) {
  return entry->bytes;
}
