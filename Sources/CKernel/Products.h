// Matrix products. Whatever is packed, swapped or cut into blocks, an element of c is one chain of fused multiply-adds
// over k in order: between two blocks of k it rests in c, which changes no bit.
#include "Packing.h"

/// Room for a packed block of b, and behind it one of a; each may be written a few lanes too far.
float *productScratch(void);
enum { packedColumns = blockElements + 64 * blockDepth + 16 };

/// What the tiles of one block read and write.
typedef struct Block {
  size_t depth;
  int32_t accumulate;
  float *c;
  size_t stride;
} Block;

/// c[rows][vectors · LANES] from a column of `rows` elements of a and a row of b at each step. Of the last vector only
/// `tail` elements exist when `isPart`. The first three arguments are constants where this is inlined.
INLINE void tile(const size_t rows, const size_t vectors, const int isPart, Block block, StridedMatrix a,
                 const float *b, ptrdiff_t bRow, size_t tail) {
  Lanes sum[tallRows][stripVectors], right[stripVectors];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) {
      const float *from = block.c + r * block.stride + v * LANES;
      sum[r][v] = !block.accumulate ? splat(0) : isPart ? loadPart(from, tail) : load(from);
    }
  }
  for (size_t step = 0; step < block.depth; step++) {
    const float *left = a.base + (ptrdiff_t)step * a.column;
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) right[v] = isPart ? loadPart(b, tail) : load(b + v * LANES);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      Lanes one = splat(left[(ptrdiff_t)r * a.row]);
#pragma clang loop unroll(full)
      for (size_t v = 0; v < vectors; v++) sum[r][v] = multiplyAdd(one, right[v], sum[r][v]);
    }
    b += bRow;
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) {
      float *to = block.c + r * block.stride + v * LANES;
      if (isPart) storePart(to, sum[r][v], tail);
      else store(to, sum[r][v]);
    }
  }
}

/// `columns` ≤ `stripWidth` columns of c, of as many vectors at a time as leave registers for the operands.
INLINE void tilesOfStrip(const size_t rows, Block block, StridedMatrix a, const float *b, ptrdiff_t bRow,
                         size_t columns) {
  // A step that the compiler knows saves an addition for each row.
  StridedMatrix packed = {a.base, 1, a.column};
  size_t j = 0;
  for (const size_t vectors = stripVectors; rows <= broadRows && j + vectors * LANES <= columns; j += vectors * LANES) {
    if (a.row == 1) tile(rows, vectors, 0, block, packed, b, bRow, 0);
    else tile(rows, vectors, 0, block, a, b, bRow, 0);
    block.c += vectors * LANES, b += vectors * LANES;
  }
  for (; j + 2 * LANES <= columns; j += 2 * LANES) {
    if (a.row == 1) tile(rows, 2, 0, block, packed, b, bRow, 0);
    else tile(rows, 2, 0, block, a, b, bRow, 0);
    block.c += 2 * LANES, b += 2 * LANES;
  }
  if (j + LANES <= columns) {
    tile(rows, 1, 0, block, a, b, bRow, 0);
    j += LANES, block.c += LANES, b += LANES;
  }
  if (j < columns) tile(rows, 1, 1, block, a, b, bRow, columns - j);
}

/// All strips of one row of tiles. b is the block's columns, packed strip after strip or in place.
INLINE void rowOfTiles(const size_t rows, size_t columns, Block block, StridedMatrix a, StridedMatrix b, int isPacked) {
  for (size_t j = 0; j < columns; j += stripWidth) {
    size_t width = columns - j < stripWidth ? columns - j : stripWidth;
    const float *strip = isPacked ? b.base + j * block.depth : b.base + j;
    if (block.depth >= 32 && width == stripWidth) {
      for (size_t r = 0; r < rows; r++) {
        const float *next = block.c + r * block.stride + j + stripWidth;
        for (size_t at = 0; at < stripWidth; at += 16) __builtin_prefetch(next + at, 1, 3);
      }
    }
    Block part = block;
    part.c += j;
    tilesOfStrip(rows, part, a, strip, isPacked ? stripWidth : b.row, width);
  }
}

/// One function for each height, so that a tile's sums stay in registers.
#define TILES(ROWS)                                                                                       \
  static void tiles##ROWS(size_t columns, Block block, StridedMatrix a, StridedMatrix b, int isPacked) { \
    rowOfTiles(ROWS, columns, block, a, b, isPacked);                                                     \
  }

typedef void (*Tiles)(size_t columns, Block block, StridedMatrix a, StridedMatrix b, int isPacked);

TILES(1) TILES(2) TILES(3) TILES(4)
#if LANES >= 8
TILES(5) TILES(6)
#endif
#if LANES == 16
TILES(7) TILES(8) TILES(9) TILES(10) TILES(11) TILES(12) TILES(13) TILES(14)
#endif

/// By the number of rows.
static const Tiles tilesOfHeight[tallRows + 1] = {
    0, tiles1, tiles2, tiles3, tiles4,
#if LANES >= 8
    tiles5, tiles6,
#endif
#if LANES == 16
    tiles7, tiles8, tiles9, tiles10, tiles11, tiles12, tiles13, tiles14,
#endif
};

/// Asks for rows of b, which the next block packs, so that they are near when it does.
INLINE void fetchRows(StridedMatrix b, size_t first, size_t last, size_t depth, size_t columns) {
  int byRows = b.column == 1;
  size_t rows = byRows ? depth : columns, length = byRows ? columns : depth;
  ptrdiff_t step = byRows ? b.row : b.column;
  for (size_t r = rows * first / last, end = rows * (first + 1) / last; r < end; r++) {
    for (size_t at = 0; at < length; at += 16) __builtin_prefetch(b.base + (ptrdiff_t)r * step + at, 0, 2);
  }
}

/// One block of at most `blockHeight` rows and `blockDepth` steps, over all columns of c.
static void productOfBlock(size_t m, size_t n, Block block, StridedMatrix a, StridedMatrix b) {
  float *packedB = productScratch(), *packedA = packedB + packedColumns;
  Cut cut = cutOf(m, m <= tallRows || n <= 2 * LANES ? tallRows : broadRows);
  // Copies pay where many tiles read them; few rows pass over b but once or twice.
  int packsA = n > stripWidth && block.depth >= 64, packsB = b.column != 1 || m > 28;
  if (packsA) packTiles(a, cut, block.depth, packedA);
  size_t width = blockElements / block.depth / stripWidth * stripWidth;
  for (size_t j = 0; j < n; j += width) {
    size_t columns = n - j < width ? n - j : width, next = n - j - columns < width ? n - j - columns : width;
    StridedMatrix right = {b.base + (ptrdiff_t)j * b.column, b.row, b.column};
    StridedMatrix following = {right.base + (ptrdiff_t)columns * b.column, b.row, b.column};
    if (packsB) packStrips(right, block.depth, columns, packedB), right.base = packedB;
    for (size_t t = 0, row = 0; t < cut.pieces; row += rowsOf(cut, t), t++) {
      size_t rows = rowsOf(cut, t);
      StridedMatrix left = {a.base + (ptrdiff_t)row * a.row, a.row, a.column};
      if (packsA) left = (StridedMatrix){packedA + row * block.depth, 1, (ptrdiff_t)rows};
      if (packsB && next > 0) fetchRows(following, t, cut.pieces, block.depth, next);
      Block part = block;
      part.c += row * block.stride + j;
      tilesOfHeight[rows](columns, part, left, right, packsB);
    }
  }
}

/// LANES columns of c at most, of which each is b's column times all of a: the lanes lie along the rows of c, so that
/// a's columns must lie together.
static void swappedTile(size_t m, size_t columns, size_t k, const float *a, ptrdiff_t aColumn, StridedMatrix b,
                        float *c, size_t stride) {
  Lanes sum[LANES];
  const float *of[LANES];
#pragma clang loop unroll(full)
  for (size_t j = 0; j < LANES; j++) {
    sum[j] = splat(0);
    of[j] = b.base + (ptrdiff_t)(j < columns ? j : columns - 1) * b.column;
  }
  for (size_t step = 0; step < k; step++) {
    Lanes left = m < LANES ? loadPart(a, m) : load(a);
    ptrdiff_t at = (ptrdiff_t)step * b.row;
#pragma clang loop unroll(full)
    for (size_t j = 0; j < LANES; j++) sum[j] = multiplyAdd(splat(of[j][at]), left, sum[j]);
    a += aColumn;
  }
  transpose(sum);
  for (size_t i = 0; i < m && i < LANES; i++) {
    if (columns == LANES) store(c + i * stride, sum[i]);
    else storePart(c + i * stride, sum[i], columns);
  }
}

/// For few rows, when b's rows are scattered: its columns are read in place.
static void swappedProduct(size_t m, size_t n, size_t k, StridedMatrix a, StridedMatrix b, float *c, size_t stride) {
  for (size_t i = 0; i < m; i += LANES) {
    size_t rows = m - i < LANES ? m - i : LANES;
    StridedMatrix left = {a.base + (ptrdiff_t)i * a.row, a.row, a.column};
    if (a.row != 1) {
      packColumns((StridedMatrix){left.base, left.column, left.row}, k, rows, LANES, productScratch());
      left = (StridedMatrix){productScratch(), 1, LANES};
    }
    for (size_t j = 0; j < n; j += LANES) {
      StridedMatrix right = {b.base + (ptrdiff_t)j * b.column, b.row, b.column};
      swappedTile(rows, n - j < LANES ? n - j : LANES, k, left.base, left.column, right, c + i * stride + j, stride);
    }
  }
}

static void product(size_t m, size_t n, size_t k, StridedMatrix a, StridedMatrix b, float *c, size_t stride,
                    int32_t accumulate) {
  int isFlat = m <= 16 && k > 0 && k <= 4096;
  if (isFlat && b.column != 1 && !accumulate) return swappedProduct(m, n, k, a, b, c, stride);
  Cut depths = cutOf(k, blockDepth), heights = cutOf(m, blockHeight);
  if (k == 0 && !accumulate) {
    for (size_t i = 0; i < m; i++) memset(c + i * stride, 0, n * sizeof(float));
  }
  for (size_t d = 0, step = 0; d < depths.pieces; step += rowsOf(depths, d), d++) {
    for (size_t h = 0, row = 0; h < heights.pieces; row += rowsOf(heights, h), h++) {
      StridedMatrix left = {a.base + (ptrdiff_t)row * a.row + (ptrdiff_t)step * a.column, a.row, a.column};
      StridedMatrix right = {b.base + (ptrdiff_t)step * b.row, b.row, b.column};
      Block block = {rowsOf(depths, d), accumulate || d > 0, c + row * stride, stride};
      productOfBlock(rowsOf(heights, h), n, block, left, right);
    }
  }
}
