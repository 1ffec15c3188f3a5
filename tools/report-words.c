#include "tools/report-words.h"
#include "corpus/lexicon/lexicon.h"
#include "query/key.h"

#include <string.h>

static const char *const statuses[] = {
    [DC_ANSWER_IMPLEMENTS] = "Thực hiện",       [DC_ANSWER_CITES] = "Viện dẫn",
    [DC_ANSWER_INDIRECT] = "Gián tiếp",         [DC_ANSWER_LACKS] = "Chưa thấy viện dẫn",
    [DC_ANSWER_PREDATES] = "Ban hành trước",    [DC_ANSWER_UNDATED] = "Không rõ ngày ban hành",
    [DC_ANSWER_NO_TEXT] = "Không đọc được chữ", [DC_ANSWER_AMBIGUOUS] = "Chưa phân định được",
};

static const char *const levels[] = {
    [DC_LEVEL_NONE] = "Chưa rõ cấp",   [DC_LEVEL_CENTRAL] = "Trung ương", [DC_LEVEL_PROVINCE] = "Cấp tỉnh",
    [DC_LEVEL_DISTRICT] = "Cấp huyện", [DC_LEVEL_COMMUNE] = "Cấp xã",
};

static const char *const relations[DC_RELATION_COUNT] = {
    [DC_RELATION_CITES] = "Viện dẫn",
    [DC_RELATION_SELF] = "",
    [DC_RELATION_IMPLEMENTS] = "Thực hiện",
    [DC_RELATION_BASED_ON] = "Căn cứ",
    [DC_RELATION_GUIDES] = "Hướng dẫn",
    [DC_RELATION_AMENDS] = "Sửa đổi, bổ sung",
    [DC_RELATION_AMENDED_BY] = "Được sửa đổi, bổ sung",
    [DC_RELATION_REPLACES] = "Thay thế",
    [DC_RELATION_REPLACED_BY] = "Được thay thế",
    [DC_RELATION_REPEALS] = "Bãi bỏ",
    [DC_RELATION_REPEALED_BY] = "Bị bãi bỏ",
    [DC_RELATION_ISSUED_WITH] = "Ban hành kèm theo",
    [DC_RELATION_APPROVES] = "Phê duyệt",
    [DC_RELATION_REVIEWS] = "Sơ kết, tổng kết, báo cáo",
    [DC_RELATION_PROPOSAL] = "Đề nghị, trả lời",
    [DC_RELATION_SUSPENDS] = "Đình chỉ, tạm ngưng",
    [DC_RELATION_CORRECTS] = "Đính chính",
    [DC_RELATION_CONSOLIDATES] = "Hợp nhất",
    [DC_RELATION_INTERPRETS] = "Giải thích",
};

static const char *const forces[] = {
    [DC_FORCE_IN] = "",
    [DC_FORCE_AMENDED] = "được sửa đổi, bổ sung bởi",
    [DC_FORCE_SUSPENDED] = "bị đình chỉ, tạm ngưng bởi",
    [DC_FORCE_REPLACED] = "được thay thế bởi",
    [DC_FORCE_REPEALED] = "bị bãi bỏ bởi",
};

const char *
dc_report_status(DcAnswerStatus status) {
  return statuses[status];
}

const char *
dc_report_level(DcLevel level) {
  return levels[level];
}

const char *
dc_report_relation(DcRelation relation) {
  return relation < DC_RELATION_COUNT ? relations[relation] : "";
}

char *
dc_report_day(const char *date) {
  switch (strlen(date)) {
  case 10:
    return g_strdup_printf("%.2s/%.2s/%.4s", date + 8, date + 5, date);
  case 7:
    return g_strdup_printf("%.2s/%.4s", date + 5, date);
  default:
    return g_strdup(date);
  }
}

char *
dc_report_unit(const char *unit) {
  if (strcmp(unit, "TW") == 0)
    return g_strdup("Trung ương");
  if (strcmp(unit, "?") == 0)
    return g_strdup("(chưa rõ)");
  g_auto(GStrv) parts = g_strsplit(unit, "/", -1);
  GString *name = g_string_new(NULL);
  for (guint i = g_strv_length(parts); i > 0; i--)
    g_string_append_printf(name, "%s%s", name->len > 0 ? ", " : "", parts[i - 1]);
  return g_string_free(name, FALSE);
}

char *
dc_report_key(const char *key) {
  const char *shown = dc_key_shown(key);
  gboolean single = g_ascii_isdigit(shown[0]) && shown[0] != '0' && (shown[1] == '-' || shown[1] == '/');
  return g_strconcat(single ? "0" : "", shown, NULL);
}

char *
dc_report_name(const DcWork *work) {
  const DcType *type = dc_lexicon_type(work->type);
  if (type == NULL || !g_ascii_isdigit(*work->key))
    return g_strdup(*work->key != '\0' ? work->key : work->title);
  g_autofree char *key = dc_report_key(work->key);
  return g_strdup_printf("%s số %s", type->name, key);
}

char *
dc_report_force(DcStore *store, const DcValidity *validity) {
  if (validity->force == DC_FORCE_IN)
    return g_strdup("");
  g_autoptr(DcWork) by = dc_store_work(store, validity->by, NULL);
  g_autofree char *name = by != NULL ? dc_report_name(by) : g_strdup(validity->name);
  g_autofree char *day = dc_report_day(validity->since);
  return g_strdup_printf("%s %s%s%s", forces[validity->force], name,
                         *day == '\0'       ? ""
                         : validity->stated ? ", có hiệu lực từ ngày "
                                            : " ngày ",
                         day);
}
