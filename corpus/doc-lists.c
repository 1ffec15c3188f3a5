#include "corpus/doc-lists.h"

enum { PAIR_LISTS = 73, PAIR_NUMBERS = 74 };
enum { LSTF_BYTES = 28, LVLF_BYTES = 28, LFO_BYTES = 16 };
#define MAX_LISTS 4096
#define LFOLVL_START 0x10
#define LFOLVL_FORMAT 0x20

/* Kinds of numbers by their codes ([MS-OSHARED], MSONFC). */
static const char *
format_name(guint code) {
  static const char *const names[] = {"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter"};
  return code < G_N_ELEMENTS(names) ? names[code]
         : code == 22               ? "decimalZero"
         : code == 23               ? "bullet"
         : code == 255              ? "none"
                                    : "decimal";
}

/* The label of a level, in which the characters 0 to 8 stand for the counts of levels. */
static char *
pattern_of(DcDocBytes table, gsize at, gsize chars) {
  GString *pattern = g_string_new(NULL);
  for (gsize i = 0; i < chars; i++) {
    guint c = dc_doc_u16(table, at + 2 * i);
    if (c < DC_NUMBERING_LEVELS)
      g_string_append_printf(pattern, "%%%u", c + 1);
    else if (c >= 0x20 && (c < 0xD800 || c >= 0xE000))
      g_string_append_unichar(pattern, c);
  }
  return g_string_free(pattern, FALSE);
}

/* Reads a level at `at`, into the list last added when there is a `level` for it: how many bytes it has, 0
 * beyond the end. */
static gsize
read_level(DcNumbering *lists, DcDocBytes table, gsize at, int level) {
  if (at + LVLF_BYTES > table.len)
    return 0;
  gsize properties = (gsize)table.bytes[at + 24] + table.bytes[at + 25];
  gsize text = at + LVLF_BYTES + properties, chars = dc_doc_u16(table, text);
  if (text + 2 + 2 * chars > table.len)
    return 0;
  g_autofree char *pattern = pattern_of(table, text + 2, chars);
  dc_numbering_set_start(lists, level, dc_doc_u32(table, at));
  dc_numbering_set_format(lists, level, format_name(table.bytes[at + 4]));
  dc_numbering_set_pattern(lists, level, pattern);
  return text + 2 + 2 * chars - at;
}

/* The heads of all lists, then, beyond the length that the FIB gives, the levels of each. */
static void
read_lists(DcNumbering *lists, DcDocBytes table, DcDocBytes heads) {
  gsize count = dc_doc_u16(heads, 0), at = (gsize)(heads.bytes - table.bytes) + 2 + LSTF_BYTES * count;
  for (gsize i = 0; i < MIN(count, MAX_LISTS); i++) {
    gsize head = 2 + LSTF_BYTES * i;
    gboolean simple = head + 26 < heads.len && heads.bytes[head + 26] & 1;
    char name[16];
    g_snprintf(name, sizeof name, "%u", dc_doc_u32(heads, head));
    dc_numbering_add_list(lists, name);
    for (int level = 0; level < (simple ? 1 : DC_NUMBERING_LEVELS); level++) {
      gsize size = read_level(lists, table, at, level);
      if (!size)
        return;
      at += size;
    }
  }
}

/* The numbers, then for each which levels it starts elsewhere. A level that is defined anew there is passed
 * over: the list's own stands. */
static void
read_numbers(DcNumbering *lists, DcDocBytes table) {
  gsize count = MIN(dc_doc_u32(table, 0), table.len / LFO_BYTES), at = 4 + LFO_BYTES * count;
  for (gsize i = 0; i < MIN(count, MAX_LISTS) && 4 + LFO_BYTES * (i + 1) <= table.len; i++) {
    char name[16], list[16];
    g_snprintf(name, sizeof name, "%u", (guint)i + 1);
    g_snprintf(list, sizeof list, "%u", dc_doc_u32(table, 4 + LFO_BYTES * i));
    dc_numbering_add_number(lists, name, list);
    guint overrides = table.bytes[4 + LFO_BYTES * i + 12];
    at += 4;
    for (guint k = 0; k < overrides && at + 8 <= table.len; k++) {
      guint flags = dc_doc_u32(table, at + 4);
      if (flags & LFOLVL_START && !(flags & LFOLVL_FORMAT))
        dc_numbering_override(lists, (int)(flags & 0xF), dc_doc_u32(table, at));
      at += 8;
      if (flags & LFOLVL_FORMAT)
        at += read_level(lists, table, at, -1);
    }
  }
}

DcNumbering *
dc_doc_lists_new(DcDocBytes main, DcDocBytes table) {
  DcNumbering *lists = dc_numbering_new();
  read_lists(lists, table, dc_doc_table(main, table, PAIR_LISTS));
  read_numbers(lists, dc_doc_table(main, table, PAIR_NUMBERS));
  return lists;
}

char *
dc_doc_lists_label(DcNumbering *lists, guint list, guint level) {
  char name[16];
  g_snprintf(name, sizeof name, "%u", list);
  return dc_numbering_label(lists, name, (int)MIN(level, DC_NUMBERING_LEVELS));
}
