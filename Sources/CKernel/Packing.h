// How operands are laid out for the tiles of a product.

enum {
  /// Vectors of c in a row of the broad tiles, for which there must be four times as many registers and some.
  stripVectors = LANES == 16 ? 4 : 2,
  stripWidth = stripVectors * LANES,
  /// Rows of a tile of so many vectors, and of one of two.
  broadRows = LANES == 4 ? 4 : 6,
  tallRows = LANES == 16 ? 14 : broadRows,
  /// Steps of k in a block.
  blockDepth = 256,
  /// Rows of a in a block, which stays in the second cache with the block of b.
  blockHeight = 280,
  /// Elements of b in a block.
  blockElements = 256 * 256,
};

/// `count` in pieces of nearly equal length, none longer than asked.
typedef struct Cut {
  size_t pieces, length, longer;
} Cut;

INLINE Cut cutOf(size_t count, size_t longest) {
  size_t pieces = (count + longest - 1) / longest;
  return pieces == 0 ? (Cut){0, 0, 0} : (Cut){pieces, count / pieces, count % pieces};
}

INLINE size_t rowsOf(Cut cut, size_t piece) { return cut.length + (piece < cut.longer); }

#if LANES == 16
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#elif LANES == 8
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#else
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#endif

/// Transposes LANES × LANES elements: each pass deals the rows' halves out like cards.
INLINE void transpose(Lanes row[LANES]) {
#pragma clang loop unroll(full)
  for (size_t pass = 1; pass < LANES; pass *= 2) {
    Lanes dealt[LANES];
#pragma clang loop unroll(full)
    for (size_t r = 0; r < LANES / 2; r++) {
      dealt[2 * r] = ZIP_LOW(row[r], row[r + LANES / 2]);
      dealt[2 * r + 1] = ZIP_HIGH(row[r], row[r + LANES / 2]);
    }
#pragma clang loop unroll(full)
    for (size_t r = 0; r < LANES; r++) row[r] = dealt[r];
  }
}

/// Copies x[steps][columns] whose columns lie together (x.row == 1): to[step * width + column], in rows of `width`.
/// Rows are written in whole lanes, each before the next: what lies beyond `width` is overwritten, but for the last.
static void packColumns(StridedMatrix x, size_t steps, size_t columns, size_t width, float *to) {
  for (size_t j = 0; j < columns; j += LANES) {
    for (size_t step = 0; step < steps; step += LANES) {
      size_t depth = steps - step < LANES ? steps - step : LANES;
      Lanes block[LANES];
#pragma clang loop unroll(full)
      for (size_t c = 0; c < LANES; c++) {
        const float *from = x.base + (ptrdiff_t)(j + c) * x.column + (ptrdiff_t)step;
        block[c] = j + c >= columns ? splat(0) : depth == LANES ? load(from) : loadPart(from, depth);
      }
      transpose(block);
      for (size_t s = 0; s < depth; s++) store(to + (step + s) * width + j, block[s]);
    }
  }
}

/// Copies x[steps][columns] whose rows lie together to rows of `width` floats.
static void packRows(StridedMatrix x, size_t steps, size_t columns, size_t width, float *to) {
  for (size_t step = 0; step < steps; step++) {
    const float *from = x.base + (ptrdiff_t)step * x.row;
    size_t j = 0;
    for (; j + LANES <= columns; j += LANES) store(to + step * width + j, load(from + j));
    if (j < columns) store(to + step * width + j, loadPart(from + j, columns - j));
  }
}

/// A block of b, strip after strip: [depth][stripWidth].
static void packStrips(StridedMatrix b, size_t depth, size_t columns, float *to) {
  for (size_t j = 0; j < columns; j += stripWidth) {
    size_t width = columns - j < stripWidth ? columns - j : stripWidth;
    StridedMatrix strip = {b.base + (ptrdiff_t)j * b.column, b.row, b.column};
    if (b.column == 1) packRows(strip, depth, width, stripWidth, to + j * depth);
    else packColumns(strip, depth, width, stripWidth, to + j * depth);
  }
}

/// A block of a, tile after tile: [depth][rows of the tile].
static void packTiles(StridedMatrix a, Cut cut, size_t depth, float *to) {
  for (size_t t = 0, row = 0; t < cut.pieces; t++) {
    size_t rows = rowsOf(cut, t);
    StridedMatrix turned = {a.base + (ptrdiff_t)row * a.row, a.column, a.row};
    if (a.row == 1) packRows(turned, depth, rows, rows, to + row * depth);
    else packColumns(turned, depth, rows, rows, to + row * depth);
    row += rows;
  }
}
