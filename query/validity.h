/* Whether a work is in force, as far as the corpus tells: from the works that replace, repeal, suspend or
 * amend it. */
#pragma once

#include "indexer/store.h"

G_BEGIN_DECLS

typedef enum {
  DC_FORCE_IN,      /* nothing in the corpus says otherwise */
  DC_FORCE_AMENDED, /* in force, changed, or repealed in part */
  DC_FORCE_SUSPENDED,
  DC_FORCE_REPLACED,
  DC_FORCE_REPEALED
} DcForce;

typedef struct {
  DcForce force;
  gint64 by;       /* the work that did it; 0: none */
  gint64 mention;  /* that says so */
  char *name;      /* of `by` */
  char *since;     /* from when it has effect as its text says, else its date: ISO, "" when not known */
  gboolean stated; /* `since` is what its text says, not its date */
} DcValidity;

/* "" when nothing is known against it, "amended", "suspended", "replaced", "repealed" */
const char *dc_force_name(DcForce force);

/* As it stood on `as_of` (ISO; NULL: as it stands): works that have no effect yet do not count, nor do those
 * that are older than the work itself, nor suspensions by acts that were ended themselves. */
DcValidity *dc_validity_new(DcStore *store, const DcWork *work, const char *as_of, GError **error);
void dc_validity_free(DcValidity *validity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DcValidity, dc_validity_free)

/* "replaced by 12/KH-UBND@2025-01-02, issued 2025-01-02", or "… since 2025-03-01" when its text says from
 * when it has effect; "" when in force. New string. */
char *dc_validity_words(const DcValidity *validity);

G_END_DECLS
