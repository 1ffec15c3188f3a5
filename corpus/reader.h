/* Reading: from a path to the documents in it. The format is chosen by content, the name only helps.
 *
 * Thread-safe. Foreign formats, which libraries of other projects parse, are read in a worker process, one a
 * thread (corpus/worker.h). A reader never fails as a call: whatever is wrong with the file is the status and
 * message of the document. A plain file yields one document, an archive one for each member (and one for
 * itself when it is damaged).
 */
#pragma once

#include "corpus/document.h"

G_BEGIN_DECLS

typedef struct _DcParser DcParser;

typedef struct {
  gsize max_bytes;      /* a larger file is DC_STATUS_TOO_LARGE; 0: the default, DC_READER_MAX_BYTES */
  const char *encoding; /* forces an encoding of plain text; NULL: detect */
  gboolean ocr;         /* recognise scans */
  guint seconds;        /* that a foreign parser may take for a document; 0: the default of corpus/worker.h */
  const DcParser
      *parsers; /* of foreign formats (corpus/parsers.h), to run in this process; NULL: in a worker */
} DcReadOptions;

#define DC_READER_MAX_BYTES (256u * 1024 * 1024)

/* Takes the document. Returns FALSE to stop. */
typedef gboolean (*DcDocumentFunc)(DcDocument *document, gpointer data);

void dc_reader_read(const char *path, const DcReadOptions *options, DcDocumentFunc func, gpointer data);

typedef void DcReadFunc(const guint8 *bytes, gsize len, const char *path, const DcReadOptions *options,
                        DcDocumentFunc func, gpointer data);

struct _DcParser {
  const char *format;
  DcReadFunc *read;
};

/* One format. `sniff` looks at the first bytes (up to 4 KiB) and the path and says how sure it is, 0–100. */
typedef struct {
  const char *format;
  int (*sniff)(const guint8 *head, gsize len, const char *path);
  DcReadFunc *read; /* NULL: a foreign format */
  /* As `read`, for bytes that become the reader's, with a NUL behind them: where the text is the file itself,
   * it is not copied. NULL in all other formats. */
  void (*take)(guint8 *bytes, gsize len, const char *path, const DcReadOptions *options, DcDocumentFunc func,
               gpointer data);
} DcReader;

/* TRUE when a folder walk should take the file: its name has an ending that some reader knows. */
gboolean dc_reader_takes(const char *path);

G_END_DECLS
