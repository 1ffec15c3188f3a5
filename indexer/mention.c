#include "indexer/mention.h"

const char *
dc_mention_class_name(DcMentionClass cls) {
  static const char *const names[] = {"numbered", "short", "named", "short"};
  return names[cls];
}
