#include "corpus/numeral.h"

void
dc_numeral_roman(GString *out, int n, gboolean capital) {
  static const struct {
    int value;
    const char *small, *capital;
  } parts[] = {{100, "c", "C"}, {90, "xc", "XC"}, {50, "l", "L"},  {40, "xl", "XL"}, {10, "x", "X"},
               {9, "ix", "IX"}, {5, "v", "V"},    {4, "iv", "IV"}, {1, "i", "I"}};
  if (n < 1 || n >= 400) {
    g_string_append_printf(out, "%d", n);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    for (; n >= parts[i].value; n -= parts[i].value)
      g_string_append(out, capital ? parts[i].capital : parts[i].small);
}
