/* The title as people say it: what the act is about. */
#include "indexer/identity-parts.h"

enum { MAX_TITLE = 600 };

/* "LUẬT" over "ĐẤT ĐAI": such acts are called by both. */
static gboolean
is_called_by_type(const DcIdentity *identity) {
  return strcmp(identity->type, "Luật") == 0 || strcmp(identity->type, "BL") == 0 ||
         strcmp(identity->type, "PL") == 0;
}

/* After the body that the title begins with: "CỦA BỘ CHÍNH TRỊ về …", "HỘI NGHỊ LẦN THỨ TÁM … KHÓA XI về …".
 * It is the issuer, and stands as such beside the title. */
static gsize
after_body(const DcFind *find, DcSpan title) {
  static const char *const bodies[] = {"hội nghị lần thứ", "ban chấp hành trung ương"};
  gsize owner = dc_find_owner_in_title(find).end;
  if (owner > 0)
    return owner;
  for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
    gsize subject = dc_words_match(&find->words, title.start, bodies[i]) == DC_WORDS_NONE
                        ? G_MAXSIZE
                        : dc_find_label(find, title, "về", &(gsize){0});
    if (subject != G_MAXSIZE)
      return subject;
  }
  return title.start;
}

void
dc_find_title(DcFind *find) {
  DcSpan title = find->layout->title, type = find->layout->type_line;
  if (!dc_span_is_empty(title)) {
    gsize subject = dc_words_skip(&find->words, after_body(find, title));
    if (find->own && find->own->cite.start <= subject && find->own->span.end > subject)
      subject = dc_words_skip(&find->words, find->own->cite.end);
    if (subject < title.end)
      title.start = subject;
  }
  if (is_called_by_type(find->identity) && !dc_span_is_empty(type) &&
      dc_words_skip(&find->words, type.end) == title.start)
    title.start = type.start;
  find->identity->title = dc_find_keep_line(find, title, MAX_TITLE);
}
