/* Which documents a question is about: the local plans of a type, level, unit and time. */
#pragma once

#include "query/references.h"

G_BEGIN_DECLS

/* Whether the unit ("Hưng Yên/Kim Động") is `wanted` or lies under it. Case and tone style do not matter,
 * nor do marks when `wanted` was typed without any. */
gboolean dc_unit_under(const char *unit, const char *wanted);

/* Whether a province-level unit and another are one, or one went into the other on 1/7/2025. */
gboolean dc_unit_related(const char *unit, const char *other);

/* The units of the index's documents and works that are, or lie under, `wanted`: TRUE when there is one. Else
 * `near` gets the provinces of the lexicon, and units of documents, whose names are almost that. Array of
 * char*, owned. */
gboolean dc_unit_known(DcStore *store, const char *wanted, GPtrArray **near, GError **error);

/* Whether a type is that of a plan: what is issued to carry directives out. */
gboolean dc_type_is_plan(const char *type);

/* Whether it is known which unit it is. */
gboolean dc_unit_is_told(const char *unit);

/* Whether the document is in the scope. A document without text could be anything: only by what is known of
 * it is it out of the scope. */
gboolean dc_scope_takes(const DcScope *scope, const DcDocumentRow *row);

G_END_DECLS
