/* An index over texts that a test holds itself. */
#pragma once

#include "indexer/store.h"

typedef struct {
  const char *name, *text; /* name: of the file; ends a table when NULL */
} TextsFile;

typedef struct {
  char *folder, *db;
  DcStore *store; /* to read */
} Texts;

Texts texts_index(const TextsFile *files);
/* Closes it and removes its files. */
void texts_clear(Texts *texts);
