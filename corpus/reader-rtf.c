/* RTF: its control words that make text, in the fonts that legacy texts need; the rest is skipped.
 *
 * One pass over the bytes with a stack of group states; destinations that hold no text are left out whole. */
#include <string.h>

#include "corpus/encoding.h"
#include "corpus/encoding-legacy.h"
#include "corpus/flow.h"
#include "corpus/parsers.h"

#define MAX_GROUPS 1000

typedef enum {
  TO_TEXT,
  TO_NOTE,
  TO_LABEL,
  TO_FONT_TABLE,
  TO_NOTHING,
  TO_TITLE,
  TO_AUTHOR,
  TO_CREATED
} Destination;

typedef struct {
  Destination to;
  int font;
  int skip_after_unicode; /* \ucN: how many characters stand in for a \u */
  gboolean hidden, caps, in_cell;
} State;

typedef struct {
  const guint8 *at, *end;
  GArray *states;       /* of State */
  GHashTable *fonts;    /* number → name */
  GHashTable *charsets; /* number → charset of the font + 1 */
  GString *name;        /* of the font that is being defined */
  int defined;          /* its number */
  int default_font, code_page;
  int skip;      /* characters that still stand in for a \u */
  guint dropped; /* groups beyond the limit of depth */
  GString *text; /* of one font, not given to the flow yet */
  DcFlow *flow;
  DcFlow *notes; /* of this paragraph, to come after it */
  GString *title, *author;
  int year, month, day; /* of creation */
} Rtf;

static State *
state(const Rtf *rtf) {
  return &g_array_index(rtf->states, State, rtf->states->len - 1);
}

static void
flush(Rtf *rtf) {
  if (!rtf->text->len)
    return;
  const char *font = g_hash_table_lookup(rtf->fonts, GINT_TO_POINTER(state(rtf)->font));
  DcFlow *flow = state(rtf)->to == TO_NOTE ? rtf->notes : rtf->flow;
  if (state(rtf)->caps) {
    g_autofree char *upper = g_utf8_strup(rtf->text->str, (gssize)rtf->text->len);
    dc_flow_text(flow, font, upper, strlen(upper));
  } else
    dc_flow_text(flow, font, rtf->text->str, rtf->text->len);
  g_string_truncate(rtf->text, 0);
}

static void
put(Rtf *rtf, gunichar c) {
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
    c = 0x1A;
  switch (state(rtf)->to) {
  case TO_TEXT:
  case TO_NOTE:
  case TO_LABEL:
    if (!state(rtf)->hidden)
      g_string_append_unichar(rtf->text, c);
    break;
  case TO_FONT_TABLE:
    if (c != ';' && rtf->name->len < 100)
      g_string_append_unichar(rtf->name, c);
    break;
  case TO_TITLE:
    g_string_append_unichar(rtf->title, c);
    break;
  case TO_AUTHOR:
    g_string_append_unichar(rtf->author, c);
    break;
  default:
    break;
  }
}

/* A byte is windows-1252 unless the file, or its font's charset (163: Vietnamese), says windows-1258; marks
 * of the latter are composed when the text is normalised. */
static void
put_byte(Rtf *rtf, guint8 byte) {
  if (rtf->skip > 0) {
    rtf->skip--;
    return;
  }
  gpointer charset = g_hash_table_lookup(rtf->charsets, GINT_TO_POINTER(state(rtf)->font));
  if (byte >= 0x80 && (GPOINTER_TO_INT(charset) == 164 || (!charset && rtf->code_page == 1258))) {
    g_autoptr(GString) decoded = g_string_new(NULL);
    char latin[8];
    gsize n = (gsize)g_unichar_to_utf8(dc_encoding_windows_1252(byte), latin);
    dc_legacy_decode(DC_LEGACY_1258, FALSE, latin, n, decoded);
    put(rtf, g_utf8_get_char(decoded->str));
    return;
  }
  put(rtf, dc_encoding_windows_1252(byte));
}

static void
end_font(Rtf *rtf) {
  if (state(rtf)->to != TO_FONT_TABLE || !rtf->name->len)
    return;
  g_strstrip(rtf->name->str);
  g_hash_table_replace(rtf->fonts, GINT_TO_POINTER(rtf->defined), g_strdup(rtf->name->str));
  g_string_truncate(rtf->name, 0);
}

static void
open_group(Rtf *rtf) {
  if (rtf->states->len >= MAX_GROUPS) {
    rtf->dropped++;
    return;
  }
  flush(rtf);
  State copy = *state(rtf);
  g_array_append_val(rtf->states, copy);
  rtf->skip = 0;
}

static void
close_group(Rtf *rtf) {
  if (rtf->dropped) {
    rtf->dropped--;
    return;
  }
  flush(rtf);
  end_font(rtf);
  if (rtf->states->len > 1)
    g_array_set_size(rtf->states, rtf->states->len - 1);
  rtf->skip = 0;
}

/* Destinations whose content is no text of the document; any other with \* before it is left out as well. */
static const char *const silent[] = {"annotation", "atnauthor",
                                     "atnid",      "bkmkend",
                                     "bkmkstart",  "buptim",
                                     "colortbl",   "comment",
                                     "datafield",  "doccomm",
                                     "falt",       "fldinst",
                                     "filetbl",    "footer",
                                     "footerf",    "footerl",
                                     "footerr",    "generator",
                                     "header",     "headerf",
                                     "headerl",    "headerr",
                                     "info",       "keywords",
                                     "listtable",  "listoverridetable",
                                     "nonshppict", "objdata",
                                     "operator",   "panose",
                                     "pict",       "printim",
                                     "private1",   "revtbl",
                                     "revtim",     "rsidtbl",
                                     "sp",         "stylesheet",
                                     "subject",    "tc",
                                     "themedata",  "txe",
                                     "xe",         NULL};

static gboolean
set_destination(Rtf *rtf, const char *word, gboolean optional) {
  if (state(rtf)->to == TO_NOTHING && !g_str_equal(word, "title") && !g_str_equal(word, "author") &&
      !g_str_equal(word, "creatim"))
    return FALSE;
  if (g_str_equal(word, "fonttbl"))
    state(rtf)->to = TO_FONT_TABLE;
  else if (g_str_equal(word, "title"))
    state(rtf)->to = TO_TITLE;
  else if (g_str_equal(word, "author"))
    state(rtf)->to = TO_AUTHOR;
  else if (g_str_equal(word, "creatim"))
    state(rtf)->to = TO_CREATED;
  else if (g_str_equal(word, "footnote"))
    state(rtf)->to = TO_NOTE;
  else if (g_str_equal(word, "listtext") || g_str_equal(word, "pntext"))
    state(rtf)->to = state(rtf)->to == TO_TEXT ? TO_LABEL : state(rtf)->to;
  else if (g_str_equal(word, "shptxt") || g_str_equal(word, "shppict") || g_str_equal(word, "shpinst"))
    return TRUE;
  else if (optional || g_strv_contains(silent, word))
    state(rtf)->to = TO_NOTHING;
  else
    return FALSE;
  return TRUE;
}

static void
line_break(Rtf *rtf) {
  flush(rtf);
  if (state(rtf)->to == TO_NOTE)
    dc_flow_break(rtf->notes);
  else if (state(rtf)->to == TO_TEXT)
    dc_flow_break(rtf->flow);
}

/* Notes come after the paragraph that they hang on. */
static void
end_paragraph(Rtf *rtf, gboolean of_cell) {
  if (state(rtf)->to != TO_TEXT) {
    line_break(rtf);
    return;
  }
  flush(rtf);
  DcFlow *notes = dc_flow_len(rtf->notes) ? g_steal_pointer(&rtf->notes) : NULL;
  dc_flow_paragraph(rtf->flow, of_cell || state(rtf)->in_cell, notes);
  if (notes)
    rtf->notes = dc_flow_new();
}

static gboolean
put_symbol(Rtf *rtf, const char *word) {
  static const struct {
    const char *word;
    gunichar c;
  } symbols[] = {{"tab", '\t'},         {"cell", '\n'},        {"nestcell", '\n'}, {"row", '\n'},
                 {"par", '\n'},         {"sect", '\n'},        {"line", '\n'},     {"page", '\n'},
                 {"emdash", 0x2014},    {"endash", 0x2013},    {"lquote", 0x2018}, {"rquote", 0x2019},
                 {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"bullet", 0x2022}, {"emspace", 0x2003},
                 {"enspace", 0x2002}};
  for (guint i = 0; i < G_N_ELEMENTS(symbols); i++)
    if (g_str_equal(word, symbols[i].word)) {
      if (symbols[i].c == '\n')
        g_str_equal(word, "line") ? line_break(rtf) : end_paragraph(rtf, !g_str_equal(word, "par"));
      else if (rtf->skip > 0)
        rtf->skip--;
      else
        put(rtf, symbols[i].c == '\t' && state(rtf)->to == TO_LABEL ? ' ' : symbols[i].c);
      return TRUE;
    }
  return FALSE;
}

static void
set_property(Rtf *rtf, const char *word, int value, gboolean has_value) {
  State *s = state(rtf);
  if (g_str_equal(word, "f")) {
    end_font(rtf);
    flush(rtf);
    s->font = rtf->defined = value;
  } else if (g_str_equal(word, "fcharset")) {
    if (s->to == TO_FONT_TABLE)
      g_hash_table_replace(rtf->charsets, GINT_TO_POINTER(rtf->defined),
                           GINT_TO_POINTER(CLAMP(value, 0, 255) + 1));
  } else if (g_str_equal(word, "plain")) {
    flush(rtf);
    s->font = rtf->default_font;
    s->hidden = s->caps = FALSE;
  } else if (g_str_equal(word, "v") || g_str_equal(word, "deleted")) {
    flush(rtf);
    s->hidden = !has_value || value != 0;
  } else if (g_str_equal(word, "caps")) {
    flush(rtf);
    s->caps = !has_value || value != 0;
  } else if (g_str_equal(word, "uc"))
    s->skip_after_unicode = CLAMP(value, 0, 16);
  else if (g_str_equal(word, "deff"))
    s->font = rtf->default_font = value;
  else if (g_str_equal(word, "ansicpg"))
    rtf->code_page = value;
  else if (g_str_equal(word, "intbl") || g_str_equal(word, "pard"))
    s->in_cell = word[0] == 'i';
  else if (s->to == TO_CREATED && g_str_equal(word, "yr"))
    rtf->year = value;
  else if (s->to == TO_CREATED && g_str_equal(word, "mo"))
    rtf->month = value;
  else if (s->to == TO_CREATED && g_str_equal(word, "dy"))
    rtf->day = value;
}

static void
control_word(Rtf *rtf, gboolean optional) {
  char word[32];
  gsize n = 0;
  while (rtf->at < rtf->end && g_ascii_isalpha(*rtf->at) && n + 1 < sizeof word)
    word[n++] = (char)*rtf->at++;
  word[n] = '\0';
  gboolean negative = rtf->at + 1 < rtf->end && *rtf->at == '-' && g_ascii_isdigit(rtf->at[1]);
  rtf->at += negative;
  gboolean has_value = FALSE;
  gint64 value = 0;
  for (; rtf->at < rtf->end && g_ascii_isdigit(*rtf->at); rtf->at++) {
    has_value = TRUE;
    value = MIN(value * 10 + (*rtf->at - '0'), G_MAXINT);
  }
  if (rtf->at < rtf->end && *rtf->at == ' ')
    rtf->at++;
  int number = (int)(negative ? -value : value);
  if (g_str_equal(word, "u") && has_value) {
    put(rtf, (gunichar)(number < 0 ? number + 65536 : number));
    rtf->skip = state(rtf)->skip_after_unicode;
  } else if (g_str_equal(word, "bin"))
    rtf->at += MIN(value, rtf->end - rtf->at);
  else if (g_str_equal(word, "page") || g_str_equal(word, "pagebb")) {
    line_break(rtf);
    if (state(rtf)->to == TO_TEXT && g_str_equal(word, "page"))
      dc_flow_page(rtf->flow);
  } else if (!put_symbol(rtf, word) && !set_destination(rtf, word, optional))
    set_property(rtf, word, number, has_value);
}

static int
hex_byte(const guint8 *at, const guint8 *end) {
  return end - at >= 2 && g_ascii_isxdigit(at[0]) && g_ascii_isxdigit(at[1])
             ? g_ascii_xdigit_value((gchar)at[0]) * 16 + g_ascii_xdigit_value((gchar)at[1])
             : -1;
}

/* What follows a backslash. */
static void
control(Rtf *rtf) {
  if (rtf->at >= rtf->end)
    return;
  guint8 c = *rtf->at;
  if (g_ascii_isalpha(c)) {
    control_word(rtf, FALSE);
    return;
  }
  rtf->at++;
  int byte;
  if (c == '\'' && (byte = hex_byte(rtf->at, rtf->end)) >= 0) {
    rtf->at += 2;
    put_byte(rtf, (guint8)byte);
  } else if (c == '*' && rtf->at + 1 < rtf->end && rtf->at[0] == '\\' && g_ascii_isalpha(rtf->at[1])) {
    rtf->at++;
    control_word(rtf, TRUE);
  } else if (c == '~')
    put(rtf, ' ');
  else if (c == '_')
    put(rtf, 0x2011);
  else if (c == '-')
    put(rtf, 0xAD);
  else if (c == '\n' || c == '\r')
    line_break(rtf);
  else if (c == '{' || c == '}' || c == '\\')
    put_byte(rtf, c);
}

static void
parse(Rtf *rtf) {
  while (rtf->at < rtf->end) {
    guint8 c = *rtf->at++;
    if (c == '{')
      open_group(rtf);
    else if (c == '}')
      close_group(rtf);
    else if (c == '\\')
      control(rtf);
    else if (c != '\n' && c != '\r' && c != 0)
      put_byte(rtf, c);
  }
  flush(rtf);
}

void
dc_read_rtf(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
            DcDocumentFunc func, gpointer data) {
  DcDocument *document = dc_document_new(path);
  document->format = "rtf";
  State first = {.skip_after_unicode = 1};
  Rtf rtf = {.at = bytes,
             .end = bytes + len,
             .states = g_array_new(FALSE, FALSE, sizeof(State)),
             .fonts = g_hash_table_new_full(NULL, NULL, NULL, g_free),
             .charsets = g_hash_table_new(NULL, NULL),
             .name = g_string_new(NULL),
             .text = g_string_new(NULL),
             .flow = dc_flow_new(),
             .notes = dc_flow_new(),
             .title = g_string_new(NULL),
             .author = g_string_new(NULL)};
  g_array_append_val(rtf.states, first);
  parse(&rtf);
  dc_flow_paragraph(rtf.flow, FALSE, rtf.notes);
  dc_flow_finish(rtf.flow, options->encoding, document);
  document->meta_title = dc_legacy_property(rtf.title->str);
  document->meta_author = dc_legacy_property(rtf.author->str);
  if (rtf.year > 0 && rtf.year < 10000 && rtf.month > 0 && rtf.day > 0 &&
      g_date_valid_dmy((GDateDay)MIN(rtf.day, 99), (GDateMonth)MIN(rtf.month, 99), (GDateYear)rtf.year))
    document->meta_date = g_strdup_printf("%04d-%02d-%02d", rtf.year, rtf.month, rtf.day);
  g_array_unref(rtf.states);
  g_hash_table_unref(rtf.fonts);
  g_hash_table_unref(rtf.charsets);
  g_string_free(rtf.name, TRUE);
  g_string_free(rtf.text, TRUE);
  g_string_free(rtf.title, TRUE);
  g_string_free(rtf.author, TRUE);
  func(document, data);
}
