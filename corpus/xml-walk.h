/* Walking XML with libxml2's SAX2 parser: no tree, no network, no document type, no external entity. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The attributes of an element; only for dc_xml_attribute. */
typedef struct {
  const unsigned char **values;
  int count;
} DcXmlAttributes;

typedef struct {
  /* `prefix` ("" for none) as written, `name` without it. */
  void (*start)(void *data, const char *prefix, const char *name, const DcXmlAttributes *attributes);
  void (*end)(void *data, const char *prefix, const char *name);
  void (*text)(void *data, const char *text, gsize len);
} DcXmlHandler;

/* FALSE when the bytes are not well-formed XML, or over the parser's limits of depth and length. */
gboolean dc_xml_walk(const char *bytes, gsize len, const DcXmlHandler *handler, void *data);

/* The value of an attribute by its name without prefix, cut off at the size of the buffer; FALSE when there
 * is none. */
gboolean dc_xml_attribute(const DcXmlAttributes *attributes, const char *name, char *buffer, gsize size);

G_END_DECLS
