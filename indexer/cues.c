#include "indexer/cues.h"

#include "corpus/lexicon/csv.h"

extern const char dc_cues_csv[];
extern const gsize dc_cues_csv_len;

static const char *const kind_names[DC_CUE_KINDS] = {"active", "passive", "strong",  "over",
                                                     "weak",   "after",   "plan",    "opens",
                                                     "closes", "breaks",  "heading", "incoming"};

typedef struct {
  GArray *all;
  DcPhrases *phrases; /* their sorts are the kinds */
} CueTable;

static gpointer
load_cues(gpointer unused G_GNUC_UNUSED) {
  CueTable *table = g_new0(CueTable, 1);
  static GPtrArray *rows; /* kept: the phrases point into it */
  rows = dc_csv_table(dc_cues_csv, dc_cues_csv_len);
  table->all = g_array_sized_new(FALSE, FALSE, sizeof(DcCue), rows->len);
  table->phrases = dc_phrases_new();
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    DcCue cue = {.phrase = row[0], .kind = DC_CUE_KINDS, .example = row[3]};
    for (int kind = 0; kind < DC_CUE_KINDS; kind++)
      if (g_str_equal(row[1], kind_names[kind]))
        cue.kind = (DcCueKind)kind;
    if (cue.kind == DC_CUE_KINDS || !dc_relation_parse(row[2], &cue.relation))
      g_error("cues.csv: row “%s” names no kind or relation", row[0]);
    g_array_append_val(table->all, cue);
  }
  for (guint i = 0; i < table->all->len; i++) {
    const DcCue *cue = &g_array_index(table->all, DcCue, i);
    dc_phrases_add(table->phrases, cue->phrase, 1u << cue->kind, cue);
  }
  return table;
}

static const CueTable *
cue_table(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load_cues, NULL);
}

const GArray *
dc_cues_all(void) {
  return cue_table()->all;
}

const DcCue *
dc_cues_at(const DcWords *words, gsize at, guint kinds, gsize *end) {
  return dc_phrases_at(cue_table()->phrases, words, at, kinds, end);
}

const DcCue *
dc_cues_before(const DcWords *words, gsize end, guint kinds, gsize *start) {
  return dc_phrases_before(cue_table()->phrases, words, end, kinds, start);
}
