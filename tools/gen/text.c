#include "tools/gen/text.h"

#include <string.h>

static const GenWork *
target_of(const GenWorld *world, const GenCitation *citation) {
  return &g_array_index(world->works, GenWork, citation->target);
}

static gboolean
is_city(const GenWorld *world, const GenWork *work) {
  return strcmp(((const DcUnit *)world->provinces->pdata[work->province])->kind, "thành phố") == 0;
}

/* "Ban Thường vụ Tỉnh ủy Hà Tĩnh", "UBND huyện Kim Động": as a citation names the issuer. */
static void
write_issuer(const GenWorld *world, const GenWork *work, GString *out) {
  static const char *const central[] = {"Ban Chấp hành Trung ương Đảng", "Ban Bí thư", "Bộ Chính trị",
                                        "Thủ tướng Chính phủ",           "Chính phủ",  "Chính phủ"};
  const GenKind *kind = &gen_kinds[work->kind];
  if (kind->level == DC_LEVEL_CENTRAL) {
    g_string_append(out, central[work->kind]);
    return;
  }
  const char *name =
      kind->level == DC_LEVEL_PROVINCE ? gen_world_province(world, work) : gen_world_place(world, work);
  gboolean city = is_city(world, work);
  const char *level = kind->level == DC_LEVEL_PROVINCE   ? city ? "thành phố" : "tỉnh"
                      : kind->level == DC_LEVEL_DISTRICT ? "huyện"
                                                         : "xã";
  const char *committee = kind->level == DC_LEVEL_PROVINCE
                              ? city ? "Ban Thường vụ Thành ủy" : "Ban Thường vụ Tỉnh ủy"
                          : kind->level == DC_LEVEL_DISTRICT ? "Ban Thường vụ Huyện ủy"
                                                             : "Ban Thường vụ Đảng ủy xã";
  if (kind->party)
    g_string_append_printf(out, "%s %s", committee, name);
  else
    g_string_append_printf(out, "UBND %s %s", level, name);
}

static void
write_number(const GenWork *work, GString *out) {
  if (work->number < 10)
    g_string_append_c(out, '0');
  gen_world_key(work, out);
}

/* "Kế hoạch số 364-KH/TU, ngày 14/11/2024 của Ban Thường vụ Tỉnh ủy Hưng Yên" */
static void
write_citation(const GenWorld *world, const GenWork *work, GString *out) {
  g_string_append_printf(out, "%s số ", gen_kinds[work->kind].type);
  write_number(work, out);
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, work->day);
  g_string_append_printf(out, "%s ngày %02d/%d/%d của ", gen_kinds[work->kind].party ? "," : "",
                         g_date_get_day(&date), g_date_get_month(&date), g_date_get_year(&date));
  write_issuer(world, work, out);
}

/* What a work is about, with the work that it carries out. */
static void
write_subject(const GenWorld *world, const GenWork *work, GString *out) {
  if (work->citations && work->citation[0].relation == DC_RELATION_IMPLEMENTS) {
    const GenWork *target = target_of(world, &work->citation[0]);
    g_string_append(out,
                    gen_kinds[work->kind].level == DC_LEVEL_CENTRAL ? "tiếp tục thực hiện " : "thực hiện ");
    write_citation(world, target, out);
    g_string_append(out, " về ");
    write_subject(world, target, out);
  } else {
    gen_world_topic(work->topic, out);
  }
}

void
gen_text_title(const GenWorld *world, const GenWork *work, GString *out) {
  gsize from = out->len;
  write_subject(world, work, out);
  if (gen_kinds[work->kind].level == DC_LEVEL_CENTRAL)
    g_string_insert(out, (gssize)from, "về ");
  else if (g_str_has_prefix(out->str + from, "thực hiện"))
    out->str[from] = 'T';
  else
    g_string_insert(out, (gssize)from, "Về ");
}

/* ---- the letterhead ---- */

static void
append_upper(GString *out, const char *text) {
  g_autofree char *upper = g_utf8_strup(text, -1);
  g_string_append(out, upper);
}

static void
write_state_head(const GenWorld *world, const GenWork *work, GString *out) {
  static const char *const levels[] = {"", "", "TỈNH ", "HUYỆN ", "XÃ "};
  DcLevel level = gen_kinds[work->kind].level;
  if (level == DC_LEVEL_CENTRAL) {
    g_string_append(out, strcmp(gen_kinds[work->kind].symbol, "/QĐ-TTg") == 0 ? "THỦ TƯỚNG CHÍNH PHỦ\n"
                                                                              : "CHÍNH PHỦ\n");
  } else {
    g_string_append(out, "ỦY BAN NHÂN DÂN\n");
    g_string_append(out, level == DC_LEVEL_PROVINCE && is_city(world, work) ? "THÀNH PHỐ " : levels[level]);
    append_upper(out,
                 level == DC_LEVEL_PROVINCE ? gen_world_province(world, work) : gen_world_place(world, work));
    g_string_append_c(out, '\n');
  }
  g_string_append(out,
                  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: ");
}

static void
write_party_head(const GenWorld *world, const GenWork *work, GString *out) {
  DcLevel level = gen_kinds[work->kind].level;
  if (level == DC_LEVEL_CENTRAL) {
    g_string_append(out, "BAN CHẤP HÀNH TRUNG ƯƠNG\n");
  } else {
    g_autofree char *upper = g_utf8_strup(
        level == DC_LEVEL_PROVINCE ? gen_world_province(world, work) : gen_world_place(world, work), -1);
    if (level == DC_LEVEL_PROVINCE) {
      g_string_append_printf(out, "%s ỦY %s\n", is_city(world, work) ? "THÀNH" : "TỈNH", upper);
    } else {
      g_autofree char *province = g_utf8_strup(gen_world_province(world, work), -1);
      g_string_append_printf(out, "ĐẢNG BỘ %s %s\n%s %s\n", is_city(world, work) ? "THÀNH PHỐ" : "TỈNH",
                             province, level == DC_LEVEL_DISTRICT ? "HUYỆN ỦY" : "ĐẢNG ỦY XÃ", upper);
    }
  }
  g_string_append(out, "*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố ");
}

static void
write_head(const GenWorld *world, const GenWork *work, GString *out) {
  const GenKind *kind = &gen_kinds[work->kind];
  if (kind->party)
    write_party_head(world, work, out);
  else
    write_state_head(world, work, out);
  write_number(work, out);
  g_string_append_c(out, '\n');
  if (work->dated) {
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, work->day);
    const char *place = kind->level == DC_LEVEL_CENTRAL    ? "Hà Nội"
                        : kind->level == DC_LEVEL_PROVINCE ? gen_world_province(world, work)
                                                           : gen_world_place(world, work);
    g_string_append_printf(out, "%s, ngày %02d tháng %02d năm %d\n", place, g_date_get_day(&date),
                           g_date_get_month(&date), g_date_get_year(&date));
  }
  g_string_append_c(out, '\n');
  append_upper(out, kind->type);
  g_string_append_c(out, '\n');
  gen_text_title(world, work, out);
  g_string_append(out, "\n\n");
}

/* ---- the body ---- */

static void
write_sentence(const GenWords *words, GenRandom *random, GString *out) {
  guint n = 8 + gen_below(random, 22);
  for (guint i = 0; i < n; i++) {
    gsize len, at = out->len;
    const char *word = gen_words_draw(words, random, &len);
    if (i)
      g_string_append_c(out, ' ');
    g_string_append_len(out, word, (gssize)len);
    if (!i && g_ascii_islower(out->str[at]))
      out->str[at] = g_ascii_toupper(out->str[at]);
  }
  g_string_append(out, ". ");
}

static void
write_paragraph(const GenWords *words, GenRandom *random, GString *out) {
  for (guint n = 2 + gen_below(random, 4); n > 0; n--)
    write_sentence(words, random, out);
  out->str[out->len - 1] = '\n';
  g_string_append_c(out, '\n');
}

/* The lines that the relations stand in, but for the title. */
static void
write_preamble(const GenWorld *world, const GenWork *work, GString *out) {
  for (guint i = 0; i < work->citations; i++)
    if (work->citation[i].relation == DC_RELATION_BASED_ON) {
      g_string_append(out, "Căn cứ ");
      write_citation(world, target_of(world, &work->citation[i]), out);
      g_string_append(out, ";\n\n");
    }
  if (gen_kinds[work->kind].level == DC_LEVEL_CENTRAL)
    return;
  if (work->citations && work->citation[0].relation == DC_RELATION_IMPLEMENTS) {
    g_string_append(out, "Thực hiện ");
    write_citation(world, target_of(world, &work->citation[0]), out);
    g_string_append(out, ", ");
  }
  write_issuer(world, work, out);
  if (gen_kinds[work->kind].level > DC_LEVEL_PROVINCE)
    g_string_append_printf(out, ", %s %s", is_city(world, work) ? "thành phố" : "tỉnh",
                           gen_world_province(world, work));
  g_string_append_printf(out, " ban hành %s như sau:\n\n", gen_kinds[work->kind].type);
}

static void
write_reference(const GenWorld *world, const GenWork *work, GString *out) {
  for (guint i = 0; i < work->citations; i++)
    if (work->citation[i].relation == DC_RELATION_CITES) {
      g_string_append(out, "Các chỉ tiêu được tính theo ");
      write_citation(world, target_of(world, &work->citation[i]), out);
      g_string_append(out, ".\n\n");
    }
}

static void
write_signature(const GenWork *work, GString *out) {
  const GenKind *kind = &gen_kinds[work->kind];
  g_string_append(out, "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n");
  if (kind->party)
    g_string_append(out,
                    kind->level == DC_LEVEL_CENTRAL ? "T/M BỘ CHÍNH TRỊ\n" : "T/M BAN THƯỜNG VỤ\nBÍ THƯ\n");
  else
    g_string_append(out, kind->level == DC_LEVEL_CENTRAL ? "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\n"
                                                         : "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n");
}

void
gen_text_write(const GenWorld *world, const GenWords *words, const GenWork *work, gsize bytes,
               GenRandom *random, GString *out) {
  static const char *const headings[] = {"I. MỤC ĐÍCH, YÊU CẦU\n\n", "II. NHIỆM VỤ, GIẢI PHÁP\n\n",
                                         "III. TỔ CHỨC THỰC HIỆN\n\n"};
  gsize from = out->len;
  write_head(world, work, out);
  write_preamble(world, work, out);
  /* Lengths spread from a half to three times the wanted one, many short and few long. */
  gsize wanted = bytes / 2 + gen_below(random, (guint32)bytes / 2 + 1) +
                 (gen_chance(random, 10) ? bytes * 2 : 0) + gen_below(random, (guint32)bytes / 10 + 1);
  for (guint part = 0; part < G_N_ELEMENTS(headings); part++) {
    g_string_append(out, headings[part]);
    if (part == 1)
      write_reference(world, work, out);
    for (guint n = 1; n == 1 || out->len - from < wanted * (part + 1) / 3; n++) {
      g_string_append_printf(out, "%u. ", n);
      write_paragraph(words, random, out);
    }
  }
  write_signature(work, out);
}
