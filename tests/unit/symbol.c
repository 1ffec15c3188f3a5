#include "indexer/symbol.h"

static const struct {
  const char *written, *key; /* NULL: no symbol */
} symbols[] = {
    {"91-KL/TW", "91-KL/TW"},
    {"91- KL/TW", "91-KL/TW"},
    {"91 - KL / TW", "91-KL/TW"},
    {"05-CT/TW", "5-CT/TW"},
    {"57–NQ/TW", "57-NQ/TW"},
    {"57‑NQ/TW", "57-NQ/TW"},
    {"15--KL/TU", "15-KL/TU"},
    {"91-kl/tw", "91-KL/TW"},
    {"~~171~~-KH/HU", "171-KH/HU"},
    {"148 /QĐ-UBND", "148/QĐ-UBND"},
    {"QĐ-UBND", NULL},
    {"1646/QĐ-\nUBND", "1646/QĐ-UBND"},
    {"15/2020/NĐ-CP", "15/2020/NĐ-CP"},
    {"15/2020/ND-CP", "15/2020/NĐ-CP"},
    {"15/2020/NÐ-CP", "15/2020/NĐ-CP"},
    {"15/2020-NĐ-CP", "15/2020-NĐ-CP"},
    {"30a/2008/NQ-CP", "30a/2008/NQ-CP"},
    {"30A/2008/NQ-CP", "30a/2008/NQ-CP"},
    {"66.17/2026/NQ-CP", "66.17/2026/NQ-CP"},
    {"43/2019/QH14", "43/2019/QH14"},
    {"43/2019/QH 14", "43/2019/QH14"},
    {"119/2026/UBTVQH15", "119/2026/UBTVQH15"},
    {"216-NQ-QHK4", "216-NQ-QHK4"},
    {"44/2002/PL-UBTVQH10", "44/2002/PL-UBTVQH10"},
    {"09/2020/TTLT-BTP-BCA", "9/2020/TTLT-BTP-BCA"},
    {"2457/QĐ-BGD&ĐT", "2457/QĐ-BGDĐT"},
    {"175/BGDĐT-PC", "175/BGDĐT-PC"},
    {"16/KH-MTTQ-BTT", "16/KH-MTTQ-BTT"},
    {"16/KH - MTTQ - BTT", "16/KH-MTTQ-BTT"},
    {"65-Ctr/TU", "65-CTr/TU"},
    {"131/QĐ-TTG", "131/QĐ-TTg"},
    {"11/CT.UBND", "11/CT.UBND"},
    {"12/QĐ-UB", "12/QĐ-UB"},
    {"26/2016/TT-BLĐTBX", "26/2016/TT-BLĐTBXH"},
    {"34O-CV/ĐU", "340-CV/ĐU"},
    {"91-KL/TVV", "91-KL/TW"},
    {"84 QĐ/TWĐTN", "84-QĐ/TWĐTN"},
    {"19 NQ/TW", "19-NQ/TW"},
    {"54 KH-UBND", "54/KH-UBND"},
    {"91KL/TW", "91-KL/TW"},
    {"54-NQ/T W", "54-NQ/TW"},
    {"12/KH-UB ND", "12/KH-UBND"},
    {"12/KH-U BND", "12/KH-UBND"},
    {"8/2021/NQ-HĐ ND", "8/2021/NQ-HĐND"},
    {"12/KH-UBNĐ", "12/KH-UBND"},
    {"7/2008/Qñ-TTg", "7/2008/QĐ-TTg"},
    {"7/2008/QÑ-UBND", "7/2008/QĐ-UBND"},
    {"47/2007/NQ .HĐND", "47/2007/NQ-HĐND"},
    {"47/2007/NQ .Theo", NULL},
    {"2472QĐ/GTVT", "2472QĐ/GTVT"},
    {"91-KL|TW", "91-KL/TW"},
    {"42O0/BGDĐT-PC", "4200/BGDĐT-PC"},
    {"1402/U BND-KTHT", "1402/UBND-KTHT"},
    {"4200/BGDĐT - KGVX", "4200/BGDĐT-KGVX"},
    {"814/BCA - C06", "814/BCA-C06"},
    {"183/2010/TTLT/BTC - BNN", "183/2010/TTLT/BTC-BNN"},
    {"17 - CTHĐ/TU", "17-CTHĐ/TU"},
    {"54 KH/UBND", NULL},
    {"12 QĐ/UBND", NULL},
    {"12 ABC/TW", NULL},
    {"112/2021/NĐ-C\nP", "112/2021/NĐ-CP"},
    {"130/KH-\nBCĐTKNQ18", "130/KH-BCĐTKNQ18"},
    {"06/2024/ \nTT-BTC", "6/2024/TT-BTC"},
    {"26/2025/TTBYT", "26/2025/TT-BYT"},
    {"61/2018/NĐCP", "61/2018/NĐ-CP"},
    {"1961/QĐUBND", "1961/QĐ-UBND"},
    {"30c/NQCP", "30c/NQ-CP"},
    {"131/QĐTTg", "131/QĐ-TTg"},
    {"12/TTCP", "12/TTCP"},
    {"24/7", NULL},
    {"15/2024/km", NULL},
    {"2021-2025", NULL},
    {"12/8/2024", NULL},
};

static void
test_keys(void) {
  for (guint i = 0; i < G_N_ELEMENTS(symbols); i++) {
    g_autofree char *key = dc_symbol_canonical(symbols[i].written);
    g_test_message("%s", symbols[i].written);
    g_assert_cmpstr(key, ==, symbols[i].key);
  }
}

/* A key is its own canonical form, in any case and composition. */
static void
test_stable(void) {
  for (guint i = 0; i < G_N_ELEMENTS(symbols); i++) {
    if (!symbols[i].key)
      continue;
    g_autofree char *again = dc_symbol_canonical(symbols[i].key);
    g_autofree char *upper = g_utf8_strup(symbols[i].key, -1);
    g_autofree char *lower = g_utf8_strdown(symbols[i].key, -1);
    g_autofree char *nfd = g_utf8_normalize(symbols[i].key, -1, G_NORMALIZE_NFD);
    g_autofree char *from_upper = dc_symbol_canonical(upper);
    g_autofree char *from_lower = dc_symbol_canonical(lower);
    g_autofree char *from_nfd = dc_symbol_canonical(nfd);
    g_assert_cmpstr(again, ==, symbols[i].key);
    g_assert_cmpstr(from_upper, ==, symbols[i].key);
    g_assert_cmpstr(from_lower, ==, symbols[i].key);
    g_assert_cmpstr(from_nfd, ==, symbols[i].key);
  }
}

static void
test_regular(void) {
  static const struct {
    const char *symbol, *regular;
  } forms[] = {{"72-NQ-TW", "72-NQ/TW"}, {"48/CT-TW", "48-CT/TW"}, {"91-KL/TW", NULL},
               {"12-CTr/BCĐ", NULL}, /* steering committees of both write as they do */
               {"50/QĐ-BCĐ", NULL},      {"807/QĐ-BNN-VP", NULL}};
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
    g_autoptr(DcView) view = dc_view_new(forms[i].symbol, strlen(forms[i].symbol));
    DcWords words = dc_words_new(view, NULL);
    DcSymbol symbol;
    g_assert_true(dc_symbol_read(&words, 0, &symbol));
    g_autofree char *regular = dc_symbol_regular_key(&symbol);
    g_assert_cmpstr(symbol.key, ==, forms[i].symbol);
    g_assert_cmpstr(regular, ==, forms[i].regular);
  }
}

int
main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/symbol/keys", test_keys);
  g_test_add_func("/symbol/stable", test_stable);
  g_test_add_func("/symbol/regular", test_regular);
  return g_test_run();
}
