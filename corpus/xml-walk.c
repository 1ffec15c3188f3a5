#include "corpus/xml-walk.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

typedef struct {
  const DcXmlHandler *handler;
  void *data;
  xmlParserCtxtPtr context;
  gboolean refused;
} Walk;

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri G_GNUC_UNUSED,
         int namespaces G_GNUC_UNUSED, const xmlChar **declared G_GNUC_UNUSED, int count,
         int defaulted G_GNUC_UNUSED, const xmlChar **values) {
  Walk *walk = context;
  DcXmlAttributes attributes = {values, count};
  walk->handler->start(walk->data, prefix ? (const char *)prefix : "", (const char *)name, &attributes);
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri G_GNUC_UNUSED) {
  Walk *walk = context;
  walk->handler->end(walk->data, prefix ? (const char *)prefix : "", (const char *)name);
}

static void
on_text(void *context, const xmlChar *text, int len) {
  Walk *walk = context;
  walk->handler->text(walk->data, (const char *)text, (gsize)len);
}

/* Office files have no document type; one that does is after entities. */
static void
on_doctype(void *context, const xmlChar *name G_GNUC_UNUSED, const xmlChar *external G_GNUC_UNUSED,
           const xmlChar *system G_GNUC_UNUSED) {
  Walk *walk = context;
  walk->refused = TRUE;
  xmlStopParser(walk->context);
}

static void
on_message(void *context G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, ...) {
}

gboolean
dc_xml_walk(const char *bytes, gsize len, const DcXmlHandler *handler, void *data) {
  xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                       .startElementNs = on_start,
                       .endElementNs = on_end,
                       .characters = on_text,
                       .ignorableWhitespace = on_text,
                       .cdataBlock = on_text,
                       .internalSubset = on_doctype,
                       .warning = on_message,
                       .error = on_message};
  Walk walk = {.handler = handler, .data = data};
  if (len > G_MAXINT)
    return FALSE;
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&sax, &walk, NULL, 0, NULL);
  if (!context)
    return FALSE;
  walk.context = context;
  xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  int error = 0;
  for (gsize at = 0; at < len && !error && !walk.refused;) {
    gsize n = MIN(len - at, 1u << 16);
    error = xmlParseChunk(context, bytes + at, (int)n, FALSE);
    at += n;
  }
  if (!error && !walk.refused)
    error = xmlParseChunk(context, NULL, 0, TRUE);
  gboolean whole = !error && !walk.refused && context->wellFormed;
  if (context->myDoc)
    xmlFreeDoc(context->myDoc);
  xmlFreeParserCtxt(context);
  return whole;
}

gboolean
dc_xml_attribute(const DcXmlAttributes *attributes, const char *name, char *buffer, gsize size) {
  for (int i = 0; i < attributes->count; i++) {
    const xmlChar **at = attributes->values + 5 * (gsize)i;
    if (strcmp((const char *)at[0], name) != 0)
      continue;
    gsize n = MIN((gsize)(at[4] - at[3]), size - 1);
    memcpy(buffer, at[3], n);
    buffer[n] = '\0';
    return TRUE;
  }
  return FALSE;
}
