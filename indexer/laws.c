#include "indexer/laws.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/letters.h"
#include "corpus/lexicon/csv.h"
#include "corpus/lexicon/lexicon.h"
#include "indexer/phrases.h"

extern const char dc_laws_csv[];
extern const gsize dc_laws_csv_len;
extern const char dc_runs_on_csv[];
extern const gsize dc_runs_on_csv_len;

typedef struct {
  const char *type;
  DcPhrases *names; /* meaning: DcLawName */
} LawType;

typedef struct {
  GPtrArray *table; /* owns every string */
  GArray *types;    /* of LawType */
} Laws;

enum { LAW_TYPE, LAW_NAME, LAW_NUMBER, LAW_DATE, LAW_ALIASES };

static DcPhrases *
names_of(const Laws *laws, const char *type) {
  for (guint i = 0; i < laws->types->len; i++) {
    const LawType *known = &g_array_index(laws->types, LawType, i);
    if (strcmp(known->type, type) == 0)
      return known->names;
  }
  return NULL;
}

static void
add_name(DcPhrases *names, char **row, DcLawName *name) {
  dc_phrases_add(names, row[LAW_NAME], 1, name);
  if (strchr(row[LAW_NAME], ',')) { /* as it is often typed */
    g_auto(GStrv) parts = g_strsplit(row[LAW_NAME], ",", -1);
    g_autofree char *plain = g_strjoinv("", parts);
    dc_phrases_add(names, plain, 1, name);
  }
  g_auto(GStrv) aliases = g_strsplit(row[LAW_ALIASES], "|", -1);
  for (guint i = 0; aliases[i]; i++)
    if (*aliases[i])
      dc_phrases_add(names, aliases[i], 1, name);
}

static gpointer
load(gpointer data) {
  (void)data;
  Laws *laws = g_new0(Laws, 1);
  laws->table = dc_csv_table(dc_laws_csv, dc_laws_csv_len);
  laws->types = g_array_new(FALSE, FALSE, sizeof(LawType));
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < laws->table->len; i++) {
    char **row = laws->table->pdata[i];
    if (!names_of(laws, row[LAW_TYPE])) {
      LawType type = {row[LAW_TYPE], dc_phrases_new()};
      g_array_append_val(laws->types, type);
    }
    char *id = g_strconcat(row[LAW_TYPE], " ", row[LAW_NAME], NULL);
    DcLawName *name = g_hash_table_lookup(known, id);
    if (!name) {
      name = g_new0(DcLawName, 1);
      *name = (DcLawName){row[LAW_TYPE], g_ptr_array_new()};
      add_name(names_of(laws, row[LAW_TYPE]), row, name);
      g_hash_table_insert(known, id, name);
    } else {
      g_free(id);
    }
    DcLaw *law = g_new0(DcLaw, 1);
    *law = (DcLaw){row[LAW_NUMBER], row[LAW_DATE]};
    g_ptr_array_add(name->acts, law);
  }
  return laws;
}

static const Laws *
laws_get(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load, NULL);
}

static gpointer
load_runs_on(gpointer unused G_GNUC_UNUSED) {
  return dc_phrases_of_table(dc_runs_on_csv, dc_runs_on_csv_len);
}

/* "Luật Đầu tư" and then "nước ngoài": a longer name, which the table does not know. */
static gboolean
runs_on(const DcWords *words, gsize end) {
  static GOnce once = G_ONCE_INIT;
  gsize stop;
  return dc_phrases_at(g_once(&once, load_runs_on, NULL), words, dc_words_skip(words, end), 1, &stop) != NULL;
}

const DcLawName *
dc_laws_at(const DcWords *words, gsize at, const char *type, gsize *end) {
  const DcPhrases *names = names_of(laws_get(), type);
  const DcLawName *name = names ? dc_phrases_at(names, words, at, 1, end) : NULL;
  return name && !runs_on(words, *end) ? name : NULL;
}

static const char *
year_of(const DcLaw *law) {
  const char *slash = strchr(law->number, '/');
  return *law->date ? law->date : slash ? slash + 1 : "";
}

gboolean
dc_laws_has_number(const char *number) {
  const GPtrArray *table = laws_get()->table;
  for (guint i = 0; i < table->len; i++)
    if (strcmp(((char **)table->pdata[i])[LAW_NUMBER], number) == 0)
      return TRUE;
  return FALSE;
}

const char *
dc_laws_passed(const DcLawName *name, const char *date) {
  const char *found = NULL;
  gsize n = strlen(date);
  for (guint i = 0; i < name->acts->len; i++) {
    const DcLaw *law = name->acts->pdata[i];
    gboolean fits = n == 4 ? strncmp(year_of(law), date, 4) == 0 : n > 4 && strncmp(law->date, date, n) == 0;
    if (!fits || !*law->number)
      continue;
    if (found)
      return NULL;
    found = law->number;
  }
  return found;
}

/* The same day a year later: as text, dates compare as they should. */
static void
add_year(const char *date, char later[11]) {
  g_snprintf(later, 11, "%04d%s", atoi(date) + 1, date + 4);
}

const char *
dc_laws_in_force(const DcLawName *name, const char *date) {
  const char *found = NULL;
  for (guint i = 0; i < name->acts->len && strlen(date) == 10; i++) {
    const DcLaw *law = name->acts->pdata[i];
    char settled[11];
    if (!*law->date)
      return NULL;
    if (strcmp(law->date, date) > 0)
      break;
    add_year(law->date, settled);
    gboolean holds = strcmp(name->type, "HP") == 0 || strcmp(settled, date) <= 0;
    found = holds && *law->number ? law->number : NULL;
  }
  return found;
}

char *
dc_laws_title(const char *type, const char *number) {
  const Laws *laws = laws_get();
  const DcType *known = dc_lexicon_type(type);
  for (guint i = 0; known && *number && i < laws->table->len; i++) {
    char **row = laws->table->pdata[i];
    if (strcmp(row[LAW_TYPE], type) == 0 && strcmp(row[LAW_NUMBER], number) == 0)
      return g_strconcat(known->name, " ", row[LAW_NAME], NULL);
  }
  return NULL;
}

const char *
dc_laws_named(const char *symbol) {
  const GPtrArray *table = laws_get()->table;
  for (guint i = 0; i < table->len; i++) {
    const char *number = ((char **)table->pdata[i])[LAW_NUMBER];
    if (!g_str_has_prefix(number, "named:"))
      continue;
    g_autofree char *fold = dc_letters_fold(number, -1);
    if (strcmp(fold, symbol) == 0)
      return number;
  }
  return NULL;
}
