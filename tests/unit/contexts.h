/* Texts and what is done to each act that they name. */
#pragma once

#include <glib.h>

/* Each mention but the own number as "key relation", with " < source" when another act refers to it and
 * " (actor act)" when yet another act does it, "(no edge)" when none is known to; joined by "; ". */
typedef struct {
  const char *body, *mentions;
} ContextCase;

/* Each text stands below `head`. */
void context_check(const char *head, const ContextCase *given, guint n);
