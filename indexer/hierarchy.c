#include "indexer/hierarchy.h"

#include "corpus/lexicon/csv.h"

#include <stdlib.h>
#include <string.h>

extern const char dc_hierarchy_csv[];
extern const gsize dc_hierarchy_csv_len;

static gpointer
load_rows(gpointer unused G_GNUC_UNUSED) {
  return dc_csv_table(dc_hierarchy_csv, dc_hierarchy_csv_len);
}

const GPtrArray *
dc_hierarchy_rows(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load_rows, NULL);
}

/* "QH" is a part of "43/2019/QH14", "TT" none of "14/2025/QĐ-TTg": parts stand between slashes and dashes,
 * the number of a term behind them is left out. */
static gboolean
has_part(const char *key, const char *part) {
  gsize len = strlen(part);
  for (const char *at = key; *at != '\0';) {
    gsize run = strcspn(at, "/-"), letters = run;
    while (letters > 0 && g_ascii_isdigit(at[letters - 1]))
      letters--;
    if (letters == len && strncmp(at, part, len) == 0)
      return TRUE;
    at += run + (at[run] != '\0');
  }
  return FALSE;
}

guint
dc_hierarchy_rank(const char *type, const char *key) {
  const GPtrArray *rows = dc_hierarchy_rows();
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    if ((*row[1] == '\0' || g_str_equal(row[1], type)) && (*row[2] == '\0' || has_part(key, row[2])))
      return (guint)strtoul(row[0], NULL, 10);
  }
  return 0;
}

gboolean
dc_hierarchy_may_change(guint by, guint changed) {
  return by == 0 || changed == 0 || by <= changed;
}
