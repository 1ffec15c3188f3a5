#include "corpus/lexicon/lexicon.h"

#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"

extern const char dc_types_csv[], dc_issuers_csv[], dc_units_csv[];
extern const gsize dc_types_csv_len, dc_issuers_csv_len, dc_units_csv_len;

/* Longer than every form of the tables. */
#define MAX_FORM 120

/* From a folded form to a row. `guessed` holds the forms that lost their Đ until all forms are known. */
typedef struct {
  GHashTable *forms;
  GHashTable *guessed;
} Index;

/* Which type a form is, as the state uses it and as the Party does: of a form that one of them alone knows,
 * the same. */
typedef struct {
  const DcType *state, *party;
} TypePair;

typedef struct {
  guint8 type_starts[0x10000 / 8]; /* for each two bytes whether a form of a type starts with them */
  guint8 type_ends[0x10000 / 8];   /* whether one ends with them */
  GHashTable *type_forms;          /* from a folded form to a TypePair */
  Index state_types, party_types, issuers, bodies, provinces;
  GPtrArray *types, *issuer_rows, *province_rows;
  GPtrArray *tables[3]; /* own every string */
} Lexicon;

/* A form with single spaces, into `out`. FALSE when it is too long for any row. */
static gboolean
space_form(const char *fold, gsize len, char out[MAX_FORM + 8]) {
  gsize n = 0;
  gboolean space = FALSE;
  for (gsize at = 0; at < len && n < MAX_FORM; at++) {
    if (fold[at] == ' ' || fold[at] == '\n') {
      space = n > 0;
      continue;
    }
    if (space)
      out[n++] = ' ';
    space = FALSE;
    out[n++] = fold[at];
  }
  out[n] = '\0';
  return n > 0 && n < MAX_FORM;
}

static gpointer
look_up(const Index *index, const char *fold, gsize len) {
  char form[MAX_FORM + 8];
  return space_form(fold, len, form) ? g_hash_table_lookup(index->forms, form) : NULL;
}

static void
index_init(Index *index) {
  index->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  index->guessed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static char *
without_stroke(const char *form) {
  GString *bare = g_string_new(NULL);
  for (const char *p = form; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    g_string_append_unichar(bare, c == 0x111 ? 'd' : c);
  }
  return g_string_free(bare, FALSE);
}

/* The first row that claims a form keeps it. */
static void
index_add(Index *index, const char *form, gpointer row) {
  char *folded = dc_letters_fold(form, -1);
  char *bare = without_stroke(folded);
  if (g_hash_table_contains(index->forms, folded))
    g_free(folded);
  else
    g_hash_table_insert(index->forms, folded, row);
  if (g_hash_table_contains(index->guessed, bare))
    g_free(bare);
  else
    g_hash_table_insert(index->guessed, bare, row);
}

static void
index_add_list(Index *index, const char *forms, gpointer row) {
  g_auto(GStrv) list = g_strsplit(forms, "|", -1);
  for (guint i = 0; list[i]; i++)
    if (*list[i])
      index_add(index, list[i], row);
}

/* Every row is in: a guessed form counts where no form is written so. */
static void
index_settle(Index *index) {
  GHashTableIter iter;
  gpointer form, row;
  g_hash_table_iter_init(&iter, index->guessed);
  while (g_hash_table_iter_next(&iter, &form, &row)) {
    g_hash_table_iter_steal(&iter);
    if (g_hash_table_contains(index->forms, form))
      g_free(form);
    else
      g_hash_table_insert(index->forms, form, row);
  }
  g_clear_pointer(&index->guessed, g_hash_table_unref);
}

static gboolean
is_set(const char *field) {
  return strcmp(field, "1") == 0;
}

/* Adds the forms of either index, so that one look tells both. */
static void
pair_types(Lexicon *lexicon, const Index *index) {
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, index->forms);
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    if (g_hash_table_contains(lexicon->type_forms, key))
      continue;
    const DcType *state = g_hash_table_lookup(lexicon->state_types.forms, key),
                 *party = g_hash_table_lookup(lexicon->party_types.forms, key);
    TypePair *pair = g_new(TypePair, 1);
    *pair = (TypePair){state ? state : party, party ? party : state};
    g_hash_table_insert(lexicon->type_forms, key, pair);
  }
}

enum { TYPE_ABBREVIATION, TYPE_NAME, TYPE_ALIASES, TYPE_PARTY, TYPE_STATE, TYPE_NORMATIVE, TYPE_JOINT_OF };

static void
index_add_type(Index *index, DcType *type, const char *aliases) {
  index_add(index, type->abbreviation, type);
  index_add(index, type->name, type);
  index_add_list(index, aliases, type);
}

/* What stands alone at an edge, as the only letter of a word (`inner` is no letter of it), may have anything
 * beside it in a text. */
static void
note_edge(guint8 *pairs, guint outer, guint inner, gboolean at_end) {
  gboolean alone = inner == '\0' || inner == ' ';
  for (guint any = alone ? 0 : inner; any <= (alone ? 0xFF : inner); any++) {
    guint pair = at_end ? any << 8 | outer : outer << 8 | any;
    pairs[pair / 8] |= (guint8)(1u << (pair % 8));
  }
}

static gboolean
has_pair(const guint8 *pairs, guint first, guint second) {
  guint pair = first << 8 | second;
  return (pairs[pair / 8] & 1u << (pair % 8)) != 0;
}

/* The first and the last two bytes of a form. */
static void
note_edges(Lexicon *lexicon, const char *form) {
  const guchar *bytes = (const guchar *)form;
  gsize len = strlen(form);
  note_edge(lexicon->type_starts, bytes[0], bytes[1], FALSE);
  note_edge(lexicon->type_ends, bytes[len - 1], len > 1 ? bytes[len - 2] : '\0', TRUE);
}

static void
load_types(Lexicon *lexicon) {
  GPtrArray *rows = lexicon->tables[0] = dc_csv_table(dc_types_csv, dc_types_csv_len);
  index_init(&lexicon->state_types);
  index_init(&lexicon->party_types);
  lexicon->types = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    DcType *type = g_new0(DcType, 1);
    *type = (DcType){row[TYPE_ABBREVIATION],      row[TYPE_NAME],
                     is_set(row[TYPE_PARTY]),     is_set(row[TYPE_STATE]),
                     is_set(row[TYPE_NORMATIVE]), row[TYPE_JOINT_OF]};
    g_ptr_array_add(lexicon->types, type);
    if (type->state)
      index_add_type(&lexicon->state_types, type, row[TYPE_ALIASES]);
    if (type->party)
      index_add_type(&lexicon->party_types, type, row[TYPE_ALIASES]);
  }
  index_settle(&lexicon->state_types);
  index_settle(&lexicon->party_types);
  lexicon->type_forms = g_hash_table_new(g_str_hash, g_str_equal);
  pair_types(lexicon, &lexicon->state_types);
  pair_types(lexicon, &lexicon->party_types);
  GHashTableIter iter;
  gpointer form;
  g_hash_table_iter_init(&iter, lexicon->type_forms);
  while (g_hash_table_iter_next(&iter, &form, NULL))
    note_edges(lexicon, form);
}

static char *
first_of(const char *list) {
  const char *end = strchr(list, '|');
  return end ? g_strndup(list, (gsize)(end - list)) : g_strdup(list);
}

enum { ISSUER_SUFFIX, ISSUER_NAMES, ISSUER_LEVEL, ISSUER_PARTY, ISSUER_ALIASES };

static void
load_issuers(Lexicon *lexicon) {
  GPtrArray *rows = lexicon->tables[1] = dc_csv_table(dc_issuers_csv, dc_issuers_csv_len);
  index_init(&lexicon->issuers);
  index_init(&lexicon->bodies);
  lexicon->issuer_rows = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    DcIssuer *issuer = g_new0(DcIssuer, 1);
    *issuer = (DcIssuer){row[ISSUER_SUFFIX], first_of(row[ISSUER_NAMES]), dc_level_parse(row[ISSUER_LEVEL]),
                         *row[ISSUER_PARTY] != '0', *row[ISSUER_PARTY] != '1'};
    g_ptr_array_add(lexicon->issuer_rows, issuer);
    index_add(&lexicon->issuers, issuer->suffix, issuer);
    index_add_list(&lexicon->issuers, row[ISSUER_ALIASES], issuer);
    index_add_list(&lexicon->bodies, row[ISSUER_NAMES], issuer);
  }
  index_settle(&lexicon->issuers);
  index_settle(&lexicon->bodies);
}

enum { UNIT_NAME, UNIT_KIND, UNIT_FROM, UNIT_UNTIL, UNIT_INTO, UNIT_ALIASES };

static void
load_provinces(Lexicon *lexicon) {
  GPtrArray *rows = lexicon->tables[2] = dc_csv_table(dc_units_csv, dc_units_csv_len);
  index_init(&lexicon->provinces);
  lexicon->province_rows = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    DcUnit *unit = g_new0(DcUnit, 1);
    *unit = (DcUnit){row[UNIT_NAME], row[UNIT_KIND], row[UNIT_FROM], row[UNIT_UNTIL], row[UNIT_INTO]};
    g_ptr_array_add(lexicon->province_rows, unit);
    index_add(&lexicon->provinces, unit->name, unit);
    index_add_list(&lexicon->provinces, row[UNIT_ALIASES], unit);
  }
  index_settle(&lexicon->provinces);
}

static gpointer
load(gpointer data) {
  (void)data;
  Lexicon *lexicon = g_new0(Lexicon, 1);
  load_types(lexicon);
  load_issuers(lexicon);
  load_provinces(lexicon);
  return lexicon;
}

/* The rows of the tables live as long as the program, and so does this. */
static const Lexicon *
lexicon_get(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load, NULL);
}

static const char *const level_names[] = {"", "central", "province", "district", "commune"};

const char *
dc_level_name(DcLevel level) {
  return level_names[level];
}

DcLevel
dc_level_parse(const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(level_names); i++)
    if (strcmp(name, level_names[i]) == 0)
      return (DcLevel)i;
  return DC_LEVEL_NONE;
}

static const TypePair *
look_up_types(const char *fold, gsize len) {
  char form[MAX_FORM + 8];
  if (len == 0 || (fold[0] != ' ' && fold[0] != '\n' &&
                   !has_pair(lexicon_get()->type_starts, (guchar)fold[0], len > 1 ? (guchar)fold[1] : ' ')))
    return NULL;
  return space_form(fold, len, form) ? g_hash_table_lookup(lexicon_get()->type_forms, form) : NULL;
}

const DcType *
dc_lexicon_type_n(const char *fold, gsize len) {
  const TypePair *pair = look_up_types(fold, len);
  return pair ? pair->state : NULL;
}

const DcType *
dc_lexicon_party_type_n(const char *fold, gsize len) {
  const TypePair *pair = look_up_types(fold, len);
  return pair ? pair->party : NULL;
}

static int
compare_forms(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
dc_lexicon_type_forms(const char *abbreviation) {
  GPtrArray *forms = g_ptr_array_new();
  GHashTableIter iter;
  gpointer form, pair;
  g_hash_table_iter_init(&iter, lexicon_get()->type_forms);
  while (g_hash_table_iter_next(&iter, &form, &pair))
    if (strcmp(((const TypePair *)pair)->state->abbreviation, abbreviation) == 0)
      g_ptr_array_add(forms, form);
  g_ptr_array_sort(forms, compare_forms);
  return forms;
}

gboolean
dc_lexicon_may_end_type(const char *fold, gsize end) {
  const guchar *bytes = (const guchar *)fold;
  return end > 0 && has_pair(lexicon_get()->type_ends, end > 1 ? bytes[end - 2] : ' ', bytes[end - 1]);
}

const DcIssuer *
dc_lexicon_issuer_n(const char *fold, gsize len) {
  return look_up(&lexicon_get()->issuers, fold, len);
}

const DcIssuer *
dc_lexicon_body_n(const char *fold, gsize len) {
  return look_up(&lexicon_get()->bodies, fold, len);
}

const DcUnit *
dc_lexicon_province_n(const char *fold, gsize len) {
  return look_up(&lexicon_get()->provinces, fold, len);
}

const DcType *
dc_lexicon_type(const char *abbreviation_or_name) {
  g_autofree char *form = dc_letters_fold(abbreviation_or_name, -1);
  return dc_lexicon_type_n(form, strlen(form));
}

const DcIssuer *
dc_lexicon_issuer(const char *suffix) {
  g_autofree char *form = dc_letters_fold(suffix, -1);
  return dc_lexicon_issuer_n(form, strlen(form));
}

const DcUnit *
dc_lexicon_province(const char *name) {
  g_autofree char *form = dc_letters_fold(name, -1);
  return dc_lexicon_province_n(form, strlen(form));
}

const GPtrArray *
dc_lexicon_types(void) {
  return lexicon_get()->types;
}

const GPtrArray *
dc_lexicon_issuers(void) {
  return lexicon_get()->issuer_rows;
}

const GPtrArray *
dc_lexicon_provinces(void) {
  return lexicon_get()->province_rows;
}

GPtrArray *
dc_lexicon_provinces_on(const char *date) {
  const GPtrArray *all = dc_lexicon_provinces();
  GPtrArray *in_force = g_ptr_array_new();
  for (guint i = 0; i < all->len; i++) {
    const DcUnit *unit = all->pdata[i];
    if (strcmp(unit->from, date) <= 0 && (!*unit->until || strcmp(date, unit->until) < 0))
      g_ptr_array_add(in_force, all->pdata[i]);
  }
  return in_force;
}
