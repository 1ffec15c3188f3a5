/* A half-open range of bytes, [start, end). An absent one has start == end. */
#pragma once

#include <glib.h>

typedef struct {
  gsize start;
  gsize end;
} DcSpan;

static inline gsize
dc_span_length(DcSpan span) {
  return span.end > span.start ? span.end - span.start : 0;
}

static inline gboolean
dc_span_is_empty(DcSpan span) {
  return span.end <= span.start;
}

static inline gboolean
dc_span_contains(DcSpan outer, DcSpan inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}
