#include "tools/gen/world.h"

#include <string.h>

#include "corpus/lexicon/places.h"

const GenKind gen_kinds[] = {
    {"Nghị quyết", "-NQ/TW", "NQ", DC_LEVEL_CENTRAL, TRUE},
    {"Chỉ thị", "-CT/TW", "CT", DC_LEVEL_CENTRAL, TRUE},
    {"Kết luận", "-KL/TW", "KL", DC_LEVEL_CENTRAL, TRUE},
    {"Quyết định", "/QĐ-TTg", "QĐ", DC_LEVEL_CENTRAL, FALSE},
    {"Nghị quyết", "/NQ-CP", "NQ", DC_LEVEL_CENTRAL, FALSE},
    {"Nghị định", "/Y/NĐ-CP", "NĐ", DC_LEVEL_CENTRAL, FALSE},
    {"Kế hoạch", "-KH/TU", "KH", DC_LEVEL_PROVINCE, TRUE},
    {"Chương trình", "-CTr/TU", "CTr", DC_LEVEL_PROVINCE, TRUE},
    {"Kế hoạch", "/KH-UBND", "KH", DC_LEVEL_PROVINCE, FALSE},
    {"Kế hoạch", "-KH/HU", "KH", DC_LEVEL_DISTRICT, TRUE},
    {"Kế hoạch", "/KH-UBND", "KH", DC_LEVEL_DISTRICT, FALSE},
    {"Kế hoạch", "-KH/ĐU", "KH", DC_LEVEL_COMMUNE, TRUE},
    {"Kế hoạch", "/KH-UBND", "KH", DC_LEVEL_COMMUNE, FALSE},
};

enum { CENTRAL_KINDS = 6, PROVINCE_KINDS = 3, LOCAL_KINDS = 2 };
enum { FIRST_PROVINCE_KIND = 6, FIRST_DISTRICT_KIND = 9, FIRST_COMMUNE_KIND = 11, KIND_KL = 2 };

/* Districts and communes of a province. */
#define DISTRICTS 10
#define COMMUNES 90

static const char *const name_parts[] = {
    "An",    "Bình",  "Châu", "Đông",  "Đức",   "Giang", "Hải",   "Hòa",   "Hồng", "Khánh", "Kim", "Lạc",
    "Lâm",   "Liên",  "Long", "Lộc",   "Minh",  "Mỹ",    "Nghĩa", "Phong", "Phúc", "Sơn",   "Tân", "Thạch",
    "Thanh", "Thịnh", "Thọ",  "Trung", "Tường", "Vân",   "Việt",  "Vĩnh",  "Xuân", "Yên"};

static const char *const subjects[] = {"phát triển giáo dục nghề nghiệp",
                                       "chuyển đổi số trong cơ quan nhà nước",
                                       "bảo vệ và chăm sóc sức khỏe nhân dân",
                                       "xây dựng nông thôn mới kiểu mẫu",
                                       "giảm nghèo đa chiều và bao trùm",
                                       "phát triển du lịch sinh thái cộng đồng",
                                       "bảo tồn di sản văn hóa các dân tộc",
                                       "phòng, chống thiên tai và ngập lụt",
                                       "phát triển kinh tế biển xanh",
                                       "cải thiện môi trường kinh doanh",
                                       "phát triển đội ngũ nhà giáo",
                                       "quản lý rừng và chi trả dịch vụ môi trường",
                                       "phổ cập bơi cho trẻ em",
                                       "thu gom và tái chế rác thải nhựa",
                                       "phát triển nhà ở cho công nhân",
                                       "nâng cao năng suất lúa và cây ăn quả",
                                       "khuyến học, khuyến tài, xây dựng xã hội học tập",
                                       "bảo đảm trật tự, an toàn giao thông",
                                       "phát triển đường thủy nội địa",
                                       "cấp nước sạch cho vùng cao",
                                       "phòng cháy, chữa cháy chợ và khu dân cư",
                                       "phát triển thể dục, thể thao quần chúng",
                                       "hỗ trợ thanh niên khởi nghiệp",
                                       "bình đẳng giới và tiến bộ của phụ nữ",
                                       "chăm lo người cao tuổi",
                                       "phát triển điện mặt trời mái nhà",
                                       "nuôi trồng thủy sản an toàn dịch bệnh",
                                       "tiết kiệm điện trong công sở",
                                       "trồng cây xanh đô thị",
                                       "đào tạo nghề cho lao động nông thôn"};
static const char *const scopes[] = {"",
                                     " ở vùng ven biển",
                                     " ở vùng đồng bào dân tộc thiểu số",
                                     " ở đô thị",
                                     " ở khu công nghiệp",
                                     " ở vùng biên giới",
                                     " ở nông thôn",
                                     " trong hợp tác xã",
                                     " trong trường học",
                                     " ở các làng nghề"};
static const char *const periods[] = {"", " trong tình hình mới", " đến năm 2030", " giai đoạn 2021-2030"};

void
gen_world_topic(guint32 topic, GString *out) {
  g_string_append(out, subjects[topic % G_N_ELEMENTS(subjects)]);
  topic /= G_N_ELEMENTS(subjects);
  g_string_append(out, scopes[topic % G_N_ELEMENTS(scopes)]);
  topic /= G_N_ELEMENTS(scopes);
  g_string_append(out, periods[topic % G_N_ELEMENTS(periods)]);
}

const char *
gen_world_province(const GenWorld *world, const GenWork *work) {
  return ((const DcUnit *)world->provinces->pdata[work->province])->name;
}

const char *
gen_world_place(const GenWorld *world, const GenWork *work) {
  if (gen_kinds[work->kind].level <= DC_LEVEL_PROVINCE)
    return "";
  return world->names->pdata[(work->province * 97u + work->place * 37u) % world->names->len];
}

void
gen_world_unit(const GenWorld *world, const GenWork *work, GString *out) {
  DcLevel level = gen_kinds[work->kind].level;
  g_string_append(out, level == DC_LEVEL_CENTRAL ? "TW" : gen_world_province(world, work));
  if (level > DC_LEVEL_PROVINCE)
    g_string_append_printf(out, "/%s", gen_world_place(world, work));
}

void
gen_world_date(guint32 day, GString *out) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, day);
  g_string_append_printf(out, "%04d-%02d-%02d", g_date_get_year(&date), g_date_get_month(&date),
                         g_date_get_day(&date));
}

static int
year_of(guint32 day) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, day);
  return g_date_get_year(&date);
}

void
gen_world_key(const GenWork *work, GString *out) {
  g_string_append_printf(out, "%u", work->number);
  for (const char *p = gen_kinds[work->kind].symbol; *p; p++) {
    if (*p == 'Y')
      g_string_append_printf(out, "%d", year_of(work->day));
    else
      g_string_append_c(out, *p);
  }
}

/* ---- making ---- */

typedef struct {
  GenWorld *world;
  GenRandom random;
  GHashTable *numbers;        /* sequence → last number */
  guint32 start, merger, end; /* days */
} Maker;

static guint32
day_of(int year, int month, int day) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian(&date);
}

/* Names of no real place: a real one would be known to lie elsewhere. */
static void
make_names(GenWorld *world) {
  world->names = g_ptr_array_new_with_free_func(g_free);
  for (gsize a = 0; a < G_N_ELEMENTS(name_parts); a++)
    for (gsize b = 0; b < G_N_ELEMENTS(name_parts); b++) {
      g_autofree char *name = g_strdup_printf("%s %s", name_parts[a], name_parts[b]);
      gboolean real = dc_lexicon_province(name) || dc_places_is_known(DC_LEVEL_DISTRICT, name) ||
                      dc_places_is_known(DC_LEVEL_COMMUNE, name);
      if (a != b && !real)
        g_ptr_array_add(world->names, g_steal_pointer(&name));
    }
  if (world->names->len % 37 == 0)
    g_ptr_array_set_size(world->names, (int)world->names->len - 1);
}

/* State bodies number by calendar year, Party bodies on through the term; only the centre's terms matter
 * here. */
static void
give_number(Maker *maker, GenWork *work) {
  const GenKind *kind = &gen_kinds[work->kind];
  guint64 period = kind->party ? kind->level == DC_LEVEL_CENTRAL && work->day > day_of(2021, 2, 1)
                               : (guint64)year_of(work->day);
  guint64 unit = kind->level == DC_LEVEL_CENTRAL ? 0 : ((guint64)work->province << 16 | (work->place + 1));
  gpointer key = GSIZE_TO_POINTER((period << 44) ^ (unit << 8) ^ work->kind);
  work->number = GPOINTER_TO_UINT(g_hash_table_lookup(maker->numbers, key)) + 1;
  g_hash_table_insert(maker->numbers, key, GUINT_TO_POINTER(work->number));
}

static void
add_citation(GenWork *work, guint32 target, DcRelation relation) {
  for (guint i = 0; i < work->citations; i++)
    if (work->citation[i].target == target)
      return;
  if (work->citations < GEN_CITATIONS)
    work->citation[work->citations++] = (GenCitation){target, relation};
}

static guint32
add_work(Maker *maker, GenWork *work) {
  give_number(maker, work);
  maker->world->documents += work->has_file;
  g_array_append_val(maker->world->works, *work);
  return maker->world->works->len - 1;
}

static const GenWork *
work_at(const Maker *maker, guint32 i) {
  return &g_array_index(maker->world->works, GenWork, i);
}

/* Some conclusions go on with an earlier resolution. */
static void
make_central(Maker *maker, guint32 n) {
  for (guint32 i = 0; i < n; i++) {
    GenWork work = {.kind = (guint8)(i % CENTRAL_KINDS),
                    .has_file = TRUE,
                    .dated = TRUE,
                    .topic = (guint32)gen_random(&maker->random) % 100000};
    do
      work.day = maker->start + gen_below(&maker->random, maker->end - maker->start - 260);
    while (work.day > day_of(2020, 12, 31) && work.day < day_of(2021, 3, 1));
    if (work.kind == KIND_KL && gen_chance(&maker->random, 50)) {
      guint32 target = gen_below(&maker->random, i);
      if (work_at(maker, target)->kind == 0 && work_at(maker, target)->day + 100 < work.day)
        add_citation(&work, target, DC_RELATION_IMPLEMENTS);
    }
    add_work(maker, &work);
  }
}

/* A central act of before that day; G_MAXUINT32 when none is found. */
static guint32
central_before(Maker *maker, guint32 central, guint32 day) {
  for (int i = 0; i < 8; i++) {
    guint32 target = gen_below(&maker->random, central);
    target = gen_below(&maker->random, target + 1); /* some are cited much more */
    if (work_at(maker, target)->day + 10 < day)
      return target;
  }
  return G_MAXUINT32;
}

static void
cite_more(Maker *maker, GenWork *work, guint32 central) {
  guint32 target = central_before(maker, central, work->day);
  if (target == G_MAXUINT32)
    return;
  gboolean state = !gen_kinds[work->kind].party;
  if (state && gen_chance(&maker->random, 50))
    add_citation(work, target, DC_RELATION_BASED_ON);
  else
    add_citation(work, target, DC_RELATION_CITES);
}

static void
make_province(Maker *maker, guint32 central, gboolean has_file) {
  GenRandom *random = &maker->random;
  GenWork work = {.kind = (guint8)(FIRST_PROVINCE_KIND + gen_below(random, PROVINCE_KINDS)),
                  .has_file = has_file,
                  .dated = !has_file || !gen_chance(random, 1)};
  guint32 directive = gen_below(random, gen_below(random, central) + 1);
  work.day = work_at(maker, directive)->day + 20 + gen_below(random, 240);
  /* The province is one of those that exist on the day. */
  do
    work.province = (guint16)gen_below(random, maker->world->provinces->len);
  while (*((const DcUnit *)maker->world->provinces->pdata[work.province])->until &&
         work.day >= maker->merger);
  work.topic = work_at(maker, directive)->topic;
  guint32 what = has_file ? gen_below(random, 100) : 0;
  if (what < 70)
    add_citation(&work, directive, DC_RELATION_IMPLEMENTS);
  else
    work.topic = gen_below(random, 100000);
  if (what >= 70 && what < 85)
    add_citation(&work, directive, DC_RELATION_CITES);
  if (gen_chance(random, 40) && what < 85)
    cite_more(maker, &work, central);
  add_work(maker, &work);
}

/* A plan of a lower unit that carries out a plan of the unit above; FALSE when that one is too old. */
static gboolean
make_lower(Maker *maker, guint32 upper, guint32 central, guint8 kind, guint32 place) {
  GenRandom *random = &maker->random;
  const GenWork *above = work_at(maker, upper);
  GenWork work = {.kind = kind,
                  .has_file = TRUE,
                  .dated = !gen_chance(random, 1),
                  .province = above->province,
                  .place = place,
                  .topic = above->topic,
                  .day = above->day + 10 + gen_below(random, 90)};
  gboolean district = gen_kinds[kind].level == DC_LEVEL_DISTRICT;
  gboolean old = *((const DcUnit *)maker->world->provinces->pdata[work.province])->until != '\0';
  if (!above->dated || work.day > maker->end || ((district || old) && work.day >= maker->merger))
    return FALSE;
  if (gen_chance(random, 85))
    add_citation(&work, upper, DC_RELATION_IMPLEMENTS);
  else
    work.topic = gen_below(random, 100000);
  if (work.citations && gen_chance(random, 25))
    cite_more(maker, &work, central);
  add_work(maker, &work);
  return TRUE;
}

static void
make_lower_level(Maker *maker, guint32 wanted, guint32 from, guint32 to, guint32 central, gboolean district) {
  GenRandom *random = &maker->random;
  /* In a tiny world no plan may be old enough to be followed. */
  for (guint tries = 0; maker->world->documents < wanted && tries < 1000 + 100 * wanted; tries++) {
    guint32 upper = from + gen_below(random, to - from);
    guint8 first = district ? FIRST_DISTRICT_KIND : FIRST_COMMUNE_KIND;
    /* A commune of a province without districts reports to it directly. */
    if (!district && gen_kinds[work_at(maker, upper)->kind].level == DC_LEVEL_PROVINCE &&
        work_at(maker, upper)->day < maker->merger)
      continue;
    guint32 place = district ? gen_below(random, DISTRICTS) : DISTRICTS + gen_below(random, COMMUNES);
    make_lower(maker, upper, central, (guint8)(first + gen_below(random, LOCAL_KINDS)), place);
  }
}

static void
cite_many(Maker *maker, guint32 central, guint more) {
  for (guint32 i = central; i < maker->world->works->len; i++) {
    GenWork *work = &g_array_index(maker->world->works, GenWork, i);
    for (guint n = 0; work->has_file && n < more; n++) {
      guint32 target = central_before(maker, central, work->day);
      if (target != G_MAXUINT32)
        add_citation(work, target, DC_RELATION_CITES);
    }
  }
}

GenWorld *
gen_world_new(guint32 documents, guint64 seed, guint more) {
  GenWorld *world = g_new0(GenWorld, 1);
  world->works = g_array_new(FALSE, FALSE, sizeof(GenWork));
  world->provinces = g_ptr_array_new();
  for (guint i = 0; i < dc_lexicon_provinces()->len; i++) {
    const DcUnit *unit = dc_lexicon_provinces()->pdata[i];
    gboolean lasting =
        strcmp(unit->from, "2016") < 0 && (!*unit->until || strcmp(unit->until, "2025-07") > 0);
    if (lasting && !strpbrk(unit->name, ".-")) /* names with one spelling */
      g_ptr_array_add(world->provinces, (gpointer)unit);
  }
  make_names(world);
  Maker maker = {world,
                 {seed},
                 g_hash_table_new(g_direct_hash, g_direct_equal),
                 day_of(2016, 3, 1),
                 day_of(2025, 7, 1),
                 day_of(2026, 6, 30)};
  guint32 central = MAX(12, documents / 100), provinces, districts;
  make_central(&maker, central);
  while (world->documents < central + (documents - MIN(documents, central)) * 3 / 10)
    make_province(&maker, central, !gen_chance(&maker.random, 8));
  provinces = world->works->len;
  if (world->documents < documents && provinces > central) {
    make_lower_level(&maker, documents * 7 / 10, central, provinces, central, TRUE);
    districts = world->works->len;
    make_lower_level(&maker, documents, central, districts, central, FALSE);
  }
  cite_many(&maker, central, more);
  g_hash_table_unref(maker.numbers);
  return world;
}

void
gen_world_free(GenWorld *world) {
  if (!world)
    return;
  g_array_unref(world->works);
  g_ptr_array_unref(world->provinces);
  g_ptr_array_unref(world->names);
  g_free(world);
}
