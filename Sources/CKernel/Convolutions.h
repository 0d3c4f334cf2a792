// Convolutions as matrix products whose left matrix is read from the image in place, window by window.

// Tiles that fill a unit's registers: four columns of vectors where there are 32 registers, two where there are 16.
enum { tallTile = LANES == 8 ? 6 : 10, broadTile = 6 };

/// Taps whose factors stay in the second cache while all rows pass over them.
enum { tapBlock = 1024 };

/// `rows` ≤ `height` rows of `breadth` vectors of c, kept in registers from the first tap to the last. Rows that are
/// missing repeat the last one and are not stored.
INLINE void windowTile(const size_t height, const size_t breadth, const float *image, const uint32_t *places,
                       size_t rows, const uint32_t *taps, size_t count, const float *factors, size_t columns, float *c,
                       int32_t accumulate) {
  size_t place[10];
  Lanes sums[10][4], factor[4];
  UNROLLED for (size_t i = 0; i < height; i++) {
    size_t row = i < rows ? i : rows - 1;
    place[i] = places[row];
    UNROLLED for (size_t v = 0; v < breadth; v++)
      sums[i][v] = accumulate ? load(c + row * columns + v * LANES) : splat(0);
  }
  for (size_t t = 0; t < count; t++) {
    const float *window = image + taps[t];
    UNROLLED for (size_t v = 0; v < breadth; v++) factor[v] = load(factors + t * columns + v * LANES);
    UNROLLED for (size_t i = 0; i < height; i++) {
      Lanes x = splat(window[place[i]]);
      UNROLLED for (size_t v = 0; v < breadth; v++) sums[i][v] = multiplyAdd(x, factor[v], sums[i][v]);
    }
  }
  UNROLLED for (size_t i = 0; i < height; i++)
    if (i < rows) UNROLLED for (size_t v = 0; v < breadth; v++) store(c + i * columns + v * LANES, sums[i][v]);
}

/// All rows of `breadth` vectors of c.
INLINE void windowPanel(const size_t height, const size_t breadth, const float *image, const uint32_t *places,
                        size_t rows, const uint32_t *taps, size_t count, const float *factors, size_t columns, float *c,
                        int32_t accumulate) {
  for (size_t t = 0; t < count; t += tapBlock) {
    size_t block = count - t < tapBlock ? count - t : tapBlock;
    for (size_t i = 0; i < rows; i += height)
      windowTile(height, breadth, image, places + i, rows - i < height ? rows - i : height, taps + t, block,
                 factors + t * columns, columns, c + i * columns, accumulate || t > 0);
  }
}

static void windowProduct(const float *image, const uint32_t *places, size_t rows, const uint32_t *taps, size_t count,
                          const float *factors, size_t columns, float *c, int32_t accumulate) {
  size_t j = 0;
#if LANES != 8
  for (; j + 4 * LANES <= columns; j += 4 * LANES)
    windowPanel(broadTile, 4, image, places, rows, taps, count, factors + j, columns, c + j, accumulate);
#endif
  for (; j + 2 * LANES <= columns; j += 2 * LANES)
    windowPanel(tallTile, 2, image, places, rows, taps, count, factors + j, columns, c + j, accumulate);
  for (; j < columns; j += LANES)
    windowPanel(tallTile, 1, image, places, rows, taps, count, factors + j, columns, c + j, accumulate);
}
