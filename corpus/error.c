#include "corpus/error.h"

G_DEFINE_QUARK(danchieu - error - quark, dc_error)
