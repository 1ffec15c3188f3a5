/* The members of an office file, which is a ZIP archive of XML parts. */
#pragma once

#include "corpus/document.h"

G_BEGIN_DECLS

/* The members whose names `wants` takes, unpacked: name → GBytes. What is wrong (not a ZIP archive,
 * encrypted, over the limits) fails the document, and NULL is returned. */
GHashTable *dc_package_read(const guint8 *bytes, gsize len, gboolean (*wants)(const char *name),
                            DcDocument *document);

/* A member as bytes, or NULL. */
const char *dc_package_part(GHashTable *package, const char *name, gsize *len);

/* Title, author and date of creation from docProps/core.xml or an ODT's meta.xml (NULL: nothing). */
void dc_package_properties(const char *xml, gsize len, DcDocument *document);

G_END_DECLS
