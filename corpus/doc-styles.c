#include "corpus/doc-styles.h"

#include <string.h>

#define PAGE 512
#define MAX_STYLES 4096
#define MAX_BASES 16 /* styles in a chain, which may be a ring */
#define NONE 0xFFFF
#define NOT_A_LIST 0xF801

/* Pairs of the FIB. */
enum { PAIR_STYLES = 1, PAIR_CHARACTERS = 12, PAIR_PARAGRAPHS = 13, PAIR_FONTS = 15 };

/* Properties that are read. */
enum {
  SPRM_DELETED = 0x0800,
  SPRM_CAPS = 0x083B,
  SPRM_HIDDEN = 0x083C,
  SPRM_LEVEL = 0x260A,
  SPRM_LIST = 0x460B,
  SPRM_STYLE = 0x4A30,
  SPRM_FONT = 0x4A4F,
  SPRM_TABLE = 0xD608,
  SPRM_TABS = 0xC615
};

typedef struct {
  guint font, style;           /* NONE: not said */
  guint list, level;           /* of a paragraph; the same */
  gint8 hidden, deleted, caps; /* -1: not said */
} Look;

typedef struct {
  gsize start, end; /* of the main stream */
  Look look;
} Run;

typedef struct {
  Look look;
  guint base;
} Style;

struct _DcDocStyles {
  GPtrArray *fonts;
  GArray *styles;                  /* of Style */
  GArray *characters, *paragraphs; /* of Run, by start; a paragraph's look names its style */
  guint default_font;
};

static const Look no_look = {NONE, NONE, NONE, NONE, -1, -1, -1};

DcDocBytes
dc_doc_table(DcDocBytes main, DcDocBytes table, guint pair) {
  gsize start = dc_doc_u32(main, 0x9A + 8 * (gsize)pair), len = dc_doc_u32(main, 0x9E + 8 * (gsize)pair);
  if (start > table.len || len > table.len - start)
    return (DcDocBytes){table.bytes, 0};
  return (DcDocBytes){table.bytes + start, len};
}

static DcDocBytes
slice(DcDocBytes from, gsize start, gsize len) {
  start = MIN(start, from.len);
  return (DcDocBytes){from.bytes + start, MIN(len, from.len - start)};
}

/* The bytes that follow a property's number; 0 when the list ends here. */
static gsize
operand_size(DcDocBytes list, gsize at, guint sprm) {
  static const gsize sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
  if (sprm >> 13 != 6)
    return sizes[sprm >> 13];
  if (sprm == SPRM_TABLE)
    return (gsize)dc_doc_u16(list, at) + 1;
  gsize len = at < list.len ? list.bytes[at] : 0;
  return sprm == SPRM_TABS && len == 255 ? list.len : len + 1;
}

static void
read_properties(DcDocBytes list, Look *look) {
  for (gsize at = 0; at + 2 < list.len;) {
    guint sprm = dc_doc_u16(list, at);
    at += 2;
    gint8 flag = list.bytes[at] == 1 ? 1 : list.bytes[at] == 0 ? 0 : -1;
    if (sprm == SPRM_FONT)
      look->font = dc_doc_u16(list, at);
    else if (sprm == SPRM_STYLE)
      look->style = dc_doc_u16(list, at);
    else if (sprm == SPRM_LIST)
      look->list = dc_doc_u16(list, at);
    else if (sprm == SPRM_LEVEL)
      look->level = list.bytes[at];
    else if (sprm == SPRM_HIDDEN)
      look->hidden = flag;
    else if (sprm == SPRM_DELETED)
      look->deleted = flag;
    else if (sprm == SPRM_CAPS)
      look->caps = flag;
    at += operand_size(list, at, sprm);
  }
}

/* One page of runs: characters keep their properties in it, paragraphs their style, then properties. */
static void
read_page(DcDocBytes main, gsize page, gboolean paragraphs, GArray *runs) {
  DcDocBytes fkp = slice(main, page * PAGE, PAGE);
  if (fkp.len < PAGE)
    return;
  gsize count = fkp.bytes[PAGE - 1], width = paragraphs ? 13 : 1;
  if ((count + 1) * 4 + count * width >= PAGE)
    return;
  for (gsize i = 0; i < count; i++) {
    Run run = {dc_doc_u32(fkp, 4 * i), dc_doc_u32(fkp, 4 * i + 4), no_look};
    gsize at = 2 * (gsize)fkp.bytes[4 * (count + 1) + i * width];
    if (at && at < PAGE - 1 && paragraphs) {
      gsize len = fkp.bytes[at] ? 2 * (gsize)fkp.bytes[at] - 1 : 2 * (gsize)fkp.bytes[at + 1];
      DcDocBytes said = slice(fkp, at + (fkp.bytes[at] ? 1 : 2), len);
      read_properties(slice(said, 2, said.len), &run.look);
      run.look.style = dc_doc_u16(said, 0);
    } else if (at && at < PAGE - 1)
      read_properties(slice(fkp, at + 1, fkp.bytes[at]), &run.look);
    if (run.start < run.end)
      g_array_append_val(runs, run);
  }
}

static gint
compare_runs(gconstpointer a, gconstpointer b) {
  const Run *x = a, *y = b;
  return x->start < y->start ? -1 : x->start > y->start;
}

static GArray *
read_runs(DcDocBytes main, DcDocBytes plc, gboolean paragraphs) {
  GArray *runs = g_array_new(FALSE, FALSE, sizeof(Run));
  gsize count = plc.len >= 4 ? (plc.len - 4) / 8 : 0;
  /* No more pages than the stream has room for, however often one is named. */
  for (gsize i = 0; i < MIN(count, main.len / PAGE + 1); i++)
    read_page(main, dc_doc_u32(plc, 4 * (count + 1) + 4 * i) & 0x3FFFFF, paragraphs, runs);
  g_array_sort(runs, compare_runs);
  return runs;
}

static void
read_style(DcDocBytes style, gsize base_len, Style *made) {
  guint kind = dc_doc_u16(style, 2) & 0xF, parts = dc_doc_u16(style, 4) & 0xF;
  made->base = dc_doc_u16(style, 2) >> 4;
  gsize at = base_len + 2 + 2 * (gsize)dc_doc_u16(style, base_len) + 2;
  for (guint i = 0; i < parts && at < style.len; i++) {
    gsize len = dc_doc_u16(style, at);
    if (kind == 1 && i == 0) /* of the paragraph, after the number of the style */
      read_properties(slice(style, at + 4, len > 2 ? len - 2 : 0), &made->look);
    else if ((kind == 1 && i == 1) || (kind == 2 && i == 0))
      read_properties(slice(style, at + 2, len), &made->look);
    at += 2 + len + (len & 1);
  }
}

static void
read_styles(DcDocStyles *self, DcDocBytes sheet) {
  gsize head = dc_doc_u16(sheet, 0), count = MIN(dc_doc_u16(sheet, 2), MAX_STYLES);
  gsize base_len = dc_doc_u16(sheet, 4), at = 2 + head;
  self->default_font = head >= 14 ? dc_doc_u16(sheet, 14) : 0;
  for (gsize i = 0; i < count; i++) {
    Style style = {no_look, 0xFFF};
    gsize len = dc_doc_u16(sheet, at);
    if (len)
      read_style(slice(sheet, at + 2, len), base_len, &style);
    g_array_append_val(self->styles, style);
    at += 2 + len;
  }
}

static void
read_fonts(DcDocStyles *self, DcDocBytes table) {
  gboolean extended = dc_doc_u16(table, 0) == 0xFFFF;
  gsize at = extended ? 6 : 4, count = dc_doc_u16(table, extended ? 2 : 0);
  for (gsize i = 0; i < count && at < table.len; i++) {
    DcDocBytes font = slice(table, at, (gsize)table.bytes[at] + 1);
    gsize n = 0;
    while (40 + 2 * n + 1 < font.len && dc_doc_u16(font, 40 + 2 * n))
      n++;
    GString *name = g_string_new(NULL);
    for (gsize k = 0; k < n; k++) {
      guint c = dc_doc_u16(font, 40 + 2 * k);
      g_string_append_unichar(name, c < 0xD800 || c >= 0xE000 ? c : 0x1A);
    }
    g_ptr_array_add(self->fonts, g_string_free(name, FALSE));
    at += font.len;
  }
}

DcDocStyles *
dc_doc_styles_new(DcDocBytes main, DcDocBytes table) {
  DcDocStyles *self = g_new0(DcDocStyles, 1);
  self->fonts = g_ptr_array_new_with_free_func(g_free);
  self->styles = g_array_new(FALSE, FALSE, sizeof(Style));
  read_fonts(self, dc_doc_table(main, table, PAIR_FONTS));
  read_styles(self, dc_doc_table(main, table, PAIR_STYLES));
  self->characters = read_runs(main, dc_doc_table(main, table, PAIR_CHARACTERS), FALSE);
  self->paragraphs = read_runs(main, dc_doc_table(main, table, PAIR_PARAGRAPHS), TRUE);
  return self;
}

void
dc_doc_styles_free(DcDocStyles *styles) {
  g_ptr_array_unref(styles->fonts);
  g_array_unref(styles->styles);
  g_array_unref(styles->characters);
  g_array_unref(styles->paragraphs);
  g_free(styles);
}

/* The run that holds the offset (NULL: none), and where it, or the gap, ends. */
static const Run *
run_at(const GArray *runs, gsize offset, gsize *until) {
  guint low = 0, high = runs->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index(runs, Run, middle).end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  const Run *run = low < runs->len ? &g_array_index(runs, Run, low) : NULL;
  if (!run)
    *until = G_MAXSIZE;
  else
    *until = run->start <= offset ? run->end : run->start;
  return run && run->start <= offset ? run : NULL;
}

/* Fills in what a style and its bases say and `look` does not. */
static void
inherit(const DcDocStyles *self, guint style, Look *look) {
  for (int i = 0; i < MAX_BASES && style < self->styles->len; i++) {
    const Style *at = &g_array_index(self->styles, Style, style);
    if (look->font == NONE)
      look->font = at->look.font;
    if (look->list == NONE)
      look->list = at->look.list;
    if (look->level == NONE)
      look->level = at->look.level;
    if (look->hidden < 0)
      look->hidden = at->look.hidden;
    if (look->caps < 0)
      look->caps = at->look.caps;
    style = at->base;
  }
}

DcDocLook
dc_doc_styles_look(const DcDocStyles *styles, gsize offset) {
  gsize run_end, paragraph_end;
  const Run *run = run_at(styles->characters, offset, &run_end);
  const Run *paragraph = run_at(styles->paragraphs, offset, &paragraph_end);
  Look look = run ? run->look : no_look;
  inherit(styles, look.style, &look);
  look.list = paragraph ? paragraph->look.list : NONE;
  look.level = paragraph ? paragraph->look.level : NONE;
  inherit(styles, paragraph ? paragraph->look.style : 0, &look);
  if (look.font == NONE)
    look.font = styles->default_font;
  return (DcDocLook){.until = MIN(run_end, paragraph_end),
                     .font =
                         look.font < styles->fonts->len ? g_ptr_array_index(styles->fonts, look.font) : NULL,
                     .hidden = look.hidden == 1 || look.deleted == 1,
                     .caps = look.caps == 1,
                     .list = look.list < NOT_A_LIST ? look.list : 0,
                     .level = look.level != NONE ? look.level : 0};
}
