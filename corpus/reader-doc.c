/* DOC (Word 97–2003): the text by its pieces, each run in its font, so that legacy encodings are told apart
 * as in the newer formats; paragraphs and cells as lines, list labels as text, results of fields, notes, text
 * boxes and headers after the main text. Older and damaged files go to an installed converter. */
#include <gsf/gsf.h>
#include <string.h>

#include "corpus/child.h"
#include "corpus/doc-lists.h"
#include "corpus/doc-styles.h"
#include "corpus/encoding-legacy.h"
#include "corpus/encoding.h"
#include "corpus/flow.h"
#include "corpus/parsers.h"
#include "corpus/reader-formats.h"

#define WORD_97 0xC1
#define MAX_STREAM (256 << 20)
#define MAX_NOTES 5000
enum { PAIR_NOTES = 3, PAIR_PIECES = 33 };
/* Where the FIB says how long the main text and the footnotes are. */
enum { MAIN_CHARS = 0x4C, NOTE_CHARS = 0x50 };

typedef struct {
  DcDocBytes main;
  DcDocStyles *styles;
  DcNumbering *lists;
  DcDocBytes pieces; /* the piece table: n + 1 places in the text, n pieces of 8 bytes */
  gsize count;       /* n */
  DcFlow *flow;
  GPtrArray *notes; /* of DcFlow: the footnotes, in order */
  guint next_note;  /* the first that was not referred to yet */
  guint pending;    /* the first that waits for the end of its paragraph */
  GString *text;    /* in one look, not given to the flow yet */
  DcDocLook look;
  gsize room; /* characters still to be read: no more than the stream has bytes, whatever the table says */
  gboolean begun;    /* the paragraph */
  guint field, code; /* open fields, and how many of them are in their code */
} Doc;

static void
flush(Doc *doc) {
  if (doc->text->len && !doc->look.hidden) {
    g_autofree char *upper = doc->look.caps ? g_utf8_strup(doc->text->str, (gssize)doc->text->len) : NULL;
    dc_flow_text(doc->flow, doc->look.font, upper ? upper : doc->text->str,
                 upper ? strlen(upper) : doc->text->len);
  }
  g_string_truncate(doc->text, 0);
}

static void
end_line(Doc *doc) {
  flush(doc);
  dc_flow_break(doc->flow);
}

/* The label of a paragraph in a list. */
static void
begin_paragraph(Doc *doc) {
  doc->begun = TRUE;
  if (!doc->look.list || doc->look.hidden)
    return;
  g_autofree char *label = dc_doc_lists_label(doc->lists, doc->look.list, doc->look.level);
  if (!label[0])
    return;
  dc_flow_text(doc->flow, NULL, label, strlen(label));
  dc_flow_text(doc->flow, NULL, " ", 1);
}

/* Notes come after the paragraph that they hang on. */
static void
end_paragraph(Doc *doc, gboolean of_cell) {
  flush(doc);
  doc->begun = FALSE;
  dc_flow_paragraph(doc->flow, of_cell || doc->pending < doc->next_note, NULL);
  for (; doc->pending < doc->next_note; doc->pending++) {
    dc_flow_append(doc->flow, g_ptr_array_index(doc->notes, doc->pending));
    dc_flow_break(doc->flow);
  }
}

/* Fields are 0x13 code 0x14 result 0x15, one in another. */
static void
put_control(Doc *doc, guint c) {
  switch (c) {
  case 0x02:
    doc->next_note += doc->next_note < doc->notes->len;
    break;
  case 0x07:
  case 0x0D:
    end_paragraph(doc, c == 0x07);
    break;
  case 0x0A:
  case 0x0B:
  case 0x0E:
    end_line(doc);
    break;
  case 0x0C:
    end_paragraph(doc, TRUE);
    dc_flow_page(doc->flow);
    break;
  case 0x09:
    if (!doc->code)
      g_string_append_c(doc->text, '\t');
    break;
  case 0x13:
    doc->field++;
    doc->code++;
    break;
  case 0x14:
    doc->code -= doc->code > 0;
    break;
  case 0x15:
    doc->code -= doc->code > 0 && doc->code == doc->field;
    doc->field -= doc->field > 0;
    break;
  case 0x1E:
    if (!doc->code)
      g_string_append(doc->text, "\u2011");
    break;
  default:
    break;
  }
}

static void
put(Doc *doc, guint c, gsize offset) {
  if (offset >= doc->look.until) {
    flush(doc);
    doc->look = dc_doc_styles_look(doc->styles, offset);
  }
  if (!doc->begun)
    begin_paragraph(doc);
  if (c < 0x20)
    put_control(doc, c);
  else if (!doc->code)
    g_string_append_unichar(doc->text, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
}

static void
read_piece(Doc *doc, guint32 place, gsize skip, gsize chars) {
  gboolean narrow = place & 0x40000000;
  gsize width = narrow ? 1 : 2, at = (narrow ? (place & 0x3FFFFFFF) / 2 : place & 0x3FFFFFFF) + skip;
  flush(doc);
  doc->look.until = 0;
  for (gsize i = 0; i < chars && at + width <= doc->main.len; i++, at += width)
    put(doc, narrow ? dc_encoding_windows_1252(doc->main.bytes[at]) : dc_doc_u16(doc->main, at), at);
}

/* The piece table: after lists of properties (1), the pieces (2). */
static gboolean
find_pieces(Doc *doc, DcDocBytes clx) {
  gsize at = 0;
  while (at < clx.len && clx.bytes[at] == 1)
    at += 3 + (gsize)dc_doc_u16(clx, at + 1);
  if (at + 5 > clx.len || clx.bytes[at] != 2)
    return FALSE;
  gsize size = MIN(dc_doc_u32(clx, at + 1), clx.len - at - 5);
  doc->pieces = (DcDocBytes){clx.bytes + at + 5, size};
  doc->count = size >= 4 ? (size - 4) / 12 : 0;
  return doc->count > 0;
}

/* The characters [from, to) of all that the file holds, into a flow. */
static void
read_range(Doc *doc, guint32 from, guint32 to, DcFlow *flow) {
  doc->flow = flow;
  doc->field = doc->code = 0;
  doc->begun = FALSE;
  for (gsize i = 0; i < doc->count; i++) {
    guint32 start = dc_doc_u32(doc->pieces, 4 * i), end = dc_doc_u32(doc->pieces, 4 * i + 4);
    guint32 place = dc_doc_u32(doc->pieces, 4 * (doc->count + 1) + 8 * i + 2);
    guint32 first = MAX(start, from), last = MIN(end, to);
    if (first >= last)
      continue;
    gsize chars = MIN(last - first, doc->room), skip = (gsize)(first - start) * (place & 0x40000000 ? 1 : 2);
    doc->room -= chars;
    read_piece(doc, place, skip, chars);
  }
  end_paragraph(doc, TRUE);
}

static void
read_notes(Doc *doc, DcDocBytes places) {
  guint32 main_chars = dc_doc_u32(doc->main, MAIN_CHARS), note_chars = dc_doc_u32(doc->main, NOTE_CHARS);
  for (gsize i = 0; i + 2 < places.len / 4 && doc->notes->len < MAX_NOTES; i++) {
    guint32 start = dc_doc_u32(places, 4 * i), end = dc_doc_u32(places, 4 * i + 4);
    if (start > end || end > note_chars || note_chars > G_MAXUINT32 - main_chars)
      break;
    DcFlow *note = dc_flow_new();
    read_range(doc, main_chars + start, main_chars + end, note);
    g_ptr_array_add(doc->notes, note);
  }
}

/* The main text with its notes, then headers, comments and text boxes. */
static void
read_text(Doc *doc, DcDocBytes table, DcFlow *flow) {
  guint32 main_chars = dc_doc_u32(doc->main, MAIN_CHARS), note_chars = dc_doc_u32(doc->main, NOTE_CHARS);
  read_notes(doc, dc_doc_table(doc->main, table, PAIR_NOTES));
  read_range(doc, 0, main_chars, flow);
  doc->next_note = doc->notes->len;
  end_paragraph(doc, TRUE);
  guint32 rest = note_chars <= G_MAXUINT32 - main_chars ? main_chars + note_chars : main_chars;
  read_range(doc, doc->notes->len ? rest : main_chars, G_MAXUINT32, flow);
}

static GByteArray *
read_stream(GsfInfile *file, const char *name) {
  GsfInput *input = gsf_infile_child_by_name(file, name);
  if (!input)
    return NULL;
  gsf_off_t size = gsf_input_size(input);
  GByteArray *bytes = NULL;
  if (size > 0 && size <= MAX_STREAM) {
    bytes = g_byte_array_sized_new((guint)size);
    g_byte_array_set_size(bytes, (guint)size);
    if (!gsf_input_read(input, (size_t)size, bytes->data))
      g_clear_pointer(&bytes, g_byte_array_unref);
  }
  g_object_unref(input);
  return bytes;
}

static char *
property(GsfDocMetaData *meta, const char *name) {
  GsfDocProp *found = gsf_doc_meta_data_lookup(meta, name);
  const GValue *value = found ? gsf_doc_prop_get_val(found) : NULL;
  if (!value || !G_VALUE_HOLDS_STRING(value) || !g_value_get_string(value))
    return NULL;
  return dc_legacy_property(g_value_get_string(value));
}

static char *
date_property(GsfDocMetaData *meta, const char *name) {
  GsfDocProp *found = gsf_doc_meta_data_lookup(meta, name);
  const GValue *value = found ? gsf_doc_prop_get_val(found) : NULL;
  const GsfTimestamp *stamp = value && VAL_IS_GSF_TIMESTAMP(value) ? g_value_get_boxed(value) : NULL;
  g_autoptr(GDateTime) time = stamp ? g_date_time_new_from_unix_utc(stamp->timet) : NULL;
  return time && stamp->timet > 0 ? g_date_time_format(time, "%Y-%m-%d") : NULL;
}

static void
set_meta(GsfInfile *file, DcDocument *document) {
  GsfInput *input = gsf_infile_child_by_name(file, "\05SummaryInformation");
  if (!input)
    return;
  GsfDocMetaData *meta = gsf_doc_meta_data_new();
  GError *error = gsf_doc_meta_data_read_from_msole(meta, input);
  g_clear_error(&error);
  document->meta_title = property(meta, GSF_META_NAME_TITLE);
  document->meta_author = property(meta, GSF_META_NAME_INITIAL_CREATOR);
  if (!document->meta_author)
    document->meta_author = property(meta, GSF_META_NAME_CREATOR);
  document->meta_date = date_property(meta, GSF_META_NAME_DATE_CREATED);
  g_object_unref(meta);
  g_object_unref(input);
}

/* FALSE when the streams are not of a Word that is known here. */
static gboolean
read_word(GsfInfile *file, const DcReadOptions *options, DcDocument *document) {
  g_autoptr(GByteArray) main = read_stream(file, "WordDocument");
  DcDocBytes bytes = {main ? main->data : NULL, main ? main->len : 0};
  guint flags = dc_doc_u16(bytes, 0x0A);
  if (dc_doc_u16(bytes, 0) == 0xA5EC && flags & 0x0100) {
    dc_document_fail(document, DC_STATUS_ENCRYPTED, "is protected by a password; save it without one");
    return TRUE;
  }
  if (dc_doc_u16(bytes, 0) != 0xA5EC || dc_doc_u16(bytes, 2) < WORD_97)
    return FALSE;
  g_autoptr(GByteArray) tables = read_stream(file, flags & 0x0200 ? "1Table" : "0Table");
  if (!tables)
    return FALSE;
  DcDocBytes table = {tables->data, tables->len};
  Doc doc = {.main = bytes,
             .room = bytes.len,
             .styles = dc_doc_styles_new(bytes, table),
             .lists = dc_doc_lists_new(bytes, table),
             .notes = g_ptr_array_new_with_free_func((GDestroyNotify)dc_flow_free),
             .text = g_string_new(NULL)};
  DcFlow *flow = dc_flow_new();
  gboolean whole = find_pieces(&doc, dc_doc_table(bytes, table, PAIR_PIECES));
  if (whole) {
    read_text(&doc, table, flow);
    dc_flow_finish(flow, options->encoding, document);
  } else
    dc_flow_free(flow);
  g_ptr_array_unref(doc.notes);
  dc_doc_styles_free(doc.styles);
  dc_numbering_free(doc.lists);
  g_string_free(doc.text, TRUE);
  return whole;
}

/* Text of a converter: it says nothing of fonts, so encodings are guessed. */
static gboolean
convert(const guint8 *bytes, gsize len, const DcReadOptions *options, DcDocument *document, gboolean *found) {
  static const DcChildLimits limits = {.seconds = 30, .memory = (gsize)1 << 30, .output = 64u << 20};
  static const char *const antiword[] = {"antiword", "-m", "UTF-8.txt", "-w", "0", "-", NULL};
  static const char *const catdoc[] = {"catdoc", "-d", "utf-8", "-w", "-", NULL};
  static const char *const *const programs[] = {antiword, catdoc};
  *found = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(programs); i++) {
    if (!dc_child_exists(programs[i][0]))
      continue;
    *found = TRUE;
    g_autoptr(GBytes) output = dc_child_run(programs[i], bytes, len, &limits, NULL);
    gsize n = 0;
    const char *text = output ? g_bytes_get_data(output, &n) : NULL;
    if (!n)
      continue;
    DcFlow *flow = dc_flow_new();
    for (gsize at = 0; at < n;) {
      const char *feed = memchr(text + at, '\n', n - at);
      gsize line = feed ? (gsize)(feed - text) - at : n - at;
      dc_flow_text(flow, NULL, text + at, line);
      dc_flow_break(flow);
      at += line + 1;
    }
    dc_flow_finish(flow, options->encoding, document);
    return document->len > 0;
  }
  return FALSE;
}

static void
read_ole(GsfInfile *file, const guint8 *bytes, gsize len, const DcReadOptions *options,
         DcDocument *document) {
  GsfInput *package = gsf_infile_child_by_name(file, "EncryptedPackage");
  GsfInput *word = gsf_infile_child_by_name(file, "WordDocument");
  GsfInput *mail = gsf_infile_child_by_name(file, "__properties_version1.0");
  gboolean found;
  if (package)
    dc_document_fail(document, DC_STATUS_ENCRYPTED, "is protected by a password; save it without one");
  else if (mail)
    dc_document_fail(document, DC_STATUS_BINARY, DC_MAIL_MESSAGE);
  else if (!word)
    dc_document_fail(document, DC_STATUS_BINARY, "is an office file, but not a Word text");
  else if (read_word(file, options, document))
    set_meta(file, document);
  else if (!convert(bytes, len, options, document, &found))
    dc_document_fail(document, found ? DC_STATUS_MALFORMED : DC_STATUS_UNREADABLE,
                     "is damaged, or of a Word before 1997%s",
                     found ? "; open it in an office program and save it again"
                           : ", which needs antiword or catdoc: install one of these packages");
  if (package)
    g_object_unref(package);
  if (word)
    g_object_unref(word);
  if (mail)
    g_object_unref(mail);
}

void
dc_read_doc(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
            DcDocumentFunc func, gpointer data) {
  static gsize begun = 0;
  if (g_once_init_enter(&begun)) {
    gsf_init();
    g_once_init_leave(&begun, 1);
  }
  DcDocument *document = dc_document_new(path);
  document->format = "doc";
  GsfInput *input = gsf_input_memory_new(bytes, (gsf_off_t)len, FALSE);
  GError *error = NULL;
  GsfInfile *file = input ? gsf_infile_msole_new(input, &error) : NULL;
  if (file)
    read_ole(file, bytes, len, options, document);
  else
    dc_document_fail(document, DC_STATUS_MALFORMED,
                     "is a damaged office file; open it in an office program and "
                     "save it again");
  g_clear_error(&error);
  if (file)
    g_object_unref(file);
  if (input)
    g_object_unref(input);
  func(document, data);
}
