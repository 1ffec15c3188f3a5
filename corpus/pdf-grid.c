#include "corpus/pdf-grid.h"
#include "corpus/pdf-picture.h"

#include <string.h>

/* Pixels a point. */
#define SCALE 1.0
#define MAX_PIXELS (4.0 * 1024 * 1024)
#define MAX_CELLS 4000
/* Darker than this is ink; also a hairline that lies across two pixels. */
#define INK 210
/* In pixels: shorter runs are letters. What is darker than this on both sides is no line but a filled box. */
#define LEAST_ACROSS 18
#define LEAST_DOWN 13
#define THICK 3
/* How far a wall is drawn on, so that corners close. */
#define REACH 2
#define LEAST_CELL 4
/* A cell with more of the page than this is a frame around all of it. */
#define FRAME 0.6
/* Bytes that are looked at together. */
#define WORD sizeof(guint64)

typedef struct {
  int x1, y1, x2, y2; /* pixels, the last ones excluded */
} Box;

typedef struct {
  int x1, x2;
  guint part; /* a run of the same connected part, itself in one of each */
  guint cell; /* 0: none */
} Run;

struct _DcPdfGrid {
  int width, height;
  guint *rows;   /* where the runs of each row start, and the end of all */
  GArray *runs;  /* of Run: what is between walls */
  GArray *boxes; /* of Box, by cell - 1 */
};

typedef struct {
  int width, height;
  guint8 *ink, *wall;
} Picture;

static guint64
word_at(const guint8 *bytes) {
  guint64 word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/* A row of pixels of 4 bytes; two white ones at once are the usual case. */
static void
find_ink(const guint8 *row, int width, guint8 *ink) {
  for (int x = 0; x < width; x++) {
    if (x + 1 < width && word_at(row + 4 * (gsize)x) == G_MAXUINT64)
      x++;
    else
      ink[x] = row[4 * (gsize)x + 1] < INK;
  }
}

static gboolean
draw(PopplerPage *page, Picture *picture) {
  cairo_surface_t *surface = dc_pdf_draw(page, SCALE, MAX_PIXELS);
  if (!surface)
    return FALSE;
  int w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
  const guint8 *pixels = cairo_image_surface_get_data(surface);
  gsize size = (gsize)w * (gsize)h, stride = (gsize)cairo_image_surface_get_stride(surface);
  *picture = (Picture){w, h, g_malloc0(size + WORD), g_malloc0(size)};
  for (int y = 0; y < h; y++)
    find_ink(pixels + (gsize)y * stride, w, picture->ink + (gsize)y * (gsize)w);
  cairo_surface_destroy(surface);
  return TRUE;
}

/* Whether there is ink all the way across a pixel: it is no line but inside a filled box. */
static gboolean
is_inside(const Picture *picture, gsize at, gsize across) {
  for (gsize off = 1; off <= THICK; off++)
    if (!picture->ink[at - off * across] || !picture->ink[at + off * across])
      return FALSE;
  return TRUE;
}

/* Marks a run of ink as wall, unless it is mostly inside a filled box. */
static void
mark(Picture *picture, gsize from, int before, int count, gsize along, gsize across, int line, int lines) {
  int inside = 0;
  for (int i = 0; i < count && line >= THICK && line + THICK < lines; i++)
    inside += is_inside(picture, from + (gsize)i * along, across);
  for (int i = -MIN(before, REACH); i < count && 2 * inside < count; i++)
    picture->wall[from + (gsize)i * along] = 1;
}

/* Walls down: looks at the columns where ink begins or ends in a row. TRUE when there are some. */
static gboolean
find_walls_down(Picture *picture, int y, int *begun) {
  int w = picture->width, h = picture->height;
  gsize stride = (gsize)w;
  const guint8 *row = picture->ink + (gsize)y * stride, *above = row - stride;
  gboolean found = FALSE;
  for (int x = 0; x < w; x++) {
    if (x + (int)WORD <= w && y > 0 && y < h && word_at(row + x) == word_at(above + x)) {
      x += (int)WORD - 1;
      continue;
    }
    gboolean ink = y < h && row[x], before = y > 0 && above[x];
    if (ink && !before)
      begun[x] = y;
    else if (before && !ink && y - begun[x] >= LEAST_DOWN) {
      int end = MIN(y + REACH, h);
      mark(picture, (gsize)begun[x] * stride + (gsize)x, begun[x], end - begun[x], stride, 1, x, w);
      found = TRUE;
    }
  }
  return found;
}

static gboolean
find_walls_across(Picture *picture, int y) {
  int w = picture->width;
  gsize stride = (gsize)w;
  const guint8 *row = picture->ink + (gsize)y * stride;
  gboolean found = FALSE;
  for (int x = 0, end; x < w; x = end + 1) {
    const guint8 *ink = memchr(row + x, 1, (gsize)(w - x));
    x = ink ? (int)(ink - row) : w;
    for (end = x; end < w && row[end]; end++)
      ;
    if (end - x >= LEAST_ACROSS) {
      mark(picture, (gsize)y * stride + (gsize)x, x, MIN(end + REACH, w) - x, 1, stride, y, picture->height);
      found = TRUE;
    }
  }
  return found;
}

/* FALSE when there are no walls of either direction. */
static gboolean
find_walls(Picture *picture) {
  gboolean across = FALSE, down = FALSE;
  g_autofree int *begun = g_new0(int, (gsize)picture->width); /* of each column: where its last run begins */
  for (int y = 0; y <= picture->height; y++) {
    down |= find_walls_down(picture, y, begun);
    across |= y < picture->height && find_walls_across(picture, y);
  }
  return across && down;
}

static guint
find_root(GArray *runs, guint i) {
  Run *at = (Run *)(gpointer)runs->data;
  while (at[i].part != i)
    i = at[i].part = at[at[i].part].part;
  return i;
}

/* Joins the runs of a row, from `from` on, with those above, from `above` on, that they touch. */
static void
join(GArray *runs, guint above, guint from) {
  Run *at = (Run *)(gpointer)runs->data;
  for (guint i = from, k = above; i < runs->len && k < from;) {
    if (at[i].x1 < at[k].x2 && at[k].x1 < at[i].x2) {
      guint a = find_root(runs, i), b = find_root(runs, k);
      at[MAX(a, b)].part = MIN(a, b);
    }
    if (at[i].x2 < at[k].x2)
      i++;
    else
      k++;
  }
}

/* What is between walls, row by row, in connected parts; `rows` gets where the runs of each row start. */
static void
find_runs(const Picture *picture, DcPdfGrid *grid) {
  guint above = 0;
  for (int y = 0; y < picture->height; y++) {
    const guint8 *row = picture->wall + (gsize)y * (gsize)picture->width;
    guint from = grid->runs->len;
    grid->rows[y] = from;
    for (int x = 0, end; x < picture->width; x = end) {
      while (x < picture->width && row[x])
        x++;
      const guint8 *wall = memchr(row + x, 1, (gsize)(picture->width - x));
      end = wall ? (int)(wall - row) : picture->width;
      Run run = {x, end, grid->runs->len, 0};
      if (x < end)
        g_array_append_val(grid->runs, run);
    }
    join(grid->runs, above, from);
    above = from;
  }
  grid->rows[picture->height] = grid->runs->len;
}

static gboolean
is_cell(const DcPdfGrid *grid, const Box *box) {
  double w = box->x2 - box->x1, h = box->y2 - box->y1;
  return w >= LEAST_CELL && h >= LEAST_CELL && box->x1 > 0 && box->y1 > 0 && box->x2 < grid->width &&
         box->y2 < grid->height && w * h < FRAME * grid->width * grid->height;
}

/* Keeps of the parts those that are cells, with their bounds. */
static void
collect(DcPdfGrid *grid) {
  g_autofree Box *boxes = g_new0(Box, grid->runs->len + 1);
  for (guint i = 0; i < grid->runs->len; i++)
    boxes[i] = (Box){G_MAXINT, G_MAXINT, -1, -1};
  for (int y = 0; y < grid->height; y++)
    for (guint i = grid->rows[y]; i < grid->rows[y + 1]; i++) {
      const Run *run = &g_array_index(grid->runs, Run, i);
      Box *box = &boxes[find_root(grid->runs, i)];
      *box = (Box){MIN(box->x1, run->x1), MIN(box->y1, y), MAX(box->x2, run->x2), y + 1};
    }
  for (guint i = 0; i < grid->runs->len; i++) {
    guint root = find_root(grid->runs, i);
    Run *run = &g_array_index(grid->runs, Run, i);
    if (root == i && grid->boxes->len < MAX_CELLS && is_cell(grid, &boxes[i])) {
      g_array_append_val(grid->boxes, boxes[i]);
      run->cell = grid->boxes->len;
    } else
      run->cell = g_array_index(grid->runs, Run, root).cell;
  }
}

static DcPdfGrid *
find_cells(const Picture *picture) {
  DcPdfGrid *grid = g_new0(DcPdfGrid, 1);
  *grid = (DcPdfGrid){picture->width, picture->height, g_new(guint, (gsize)picture->height + 1),
                      g_array_new(FALSE, FALSE, sizeof(Run)), g_array_new(FALSE, FALSE, sizeof(Box))};
  find_runs(picture, grid);
  collect(grid);
  if (!grid->boxes->len)
    g_clear_pointer(&grid, dc_pdf_grid_free);
  return grid;
}

DcPdfGrid *
dc_pdf_grid_new(PopplerPage *page) {
  Picture picture = {0};
  DcPdfGrid *grid = draw(page, &picture) && find_walls(&picture) ? find_cells(&picture) : NULL;
  g_free(picture.ink);
  g_free(picture.wall);
  return grid;
}

void
dc_pdf_grid_free(DcPdfGrid *grid) {
  g_free(grid->rows);
  g_array_unref(grid->runs);
  g_array_unref(grid->boxes);
  g_free(grid);
}

guint
dc_pdf_grid_count(const DcPdfGrid *grid) {
  return grid->boxes->len;
}

guint
dc_pdf_grid_at(const DcPdfGrid *grid, double x, double y) {
  if (!(x >= 0 && y >= 0 && x * SCALE < grid->width && y * SCALE < grid->height))
    return 0;
  int column = (int)(x * SCALE), row = (int)(y * SCALE);
  for (guint i = grid->rows[row]; i < grid->rows[row + 1]; i++) {
    const Run *run = &g_array_index(grid->runs, Run, i);
    if (column < run->x2)
      return column >= run->x1 ? run->cell : 0;
  }
  return 0;
}

PopplerRectangle
dc_pdf_grid_bounds(const DcPdfGrid *grid, guint cell) {
  const Box *box = &g_array_index(grid->boxes, Box, cell - 1);
  return (PopplerRectangle){box->x1 / SCALE, box->y1 / SCALE, box->x2 / SCALE, box->y2 / SCALE};
}
