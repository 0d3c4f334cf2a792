// Moving the values of images: in part vectors, turned by a quarter, into a frame.
#include "Passes.h"

#define UNROLLED _Pragma("clang loop unroll(full)")

static void transposeMatrix(const float *a, size_t rows, size_t columns, size_t stride, float *b, size_t bStride) {
  for (size_t i = 0; i < rows; i += LANES) for (size_t j = 0; j < columns; j += LANES) {
    Lanes square[LANES];
    UNROLLED for (size_t r = 0; r < LANES; r++)
      square[r] = i + r < rows ? loadNext(a + (i + r) * stride + j, columns - j) : splat(0);
    transpose(square);
    UNROLLED for (size_t r = 0; r < LANES; r++)
      if (j + r < columns) storeNext(b + (j + r) * bStride + i, square[r], rows - i);
  }
}

static void embed(const float *image, FrameShape s, float *frame) {
  for (size_t c = 0; c < s.channels; c++) for (size_t y = 0; y < s.height; y++, image += s.width) {
    float *row = frame + c * s.plane + y * s.row;
    if (s.spacing == 1)
      for (size_t x = 0; x < s.width; x += LANES) storeNext(row + x, loadNext(image + x, s.width - x), s.width - x);
    else
      for (size_t x = 0; x < s.width; x++) row[x * s.spacing] = image[x];
  }
}
