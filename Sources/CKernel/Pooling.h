// Pooling: the largest or the mean value of every window of an image, channel by channel.

#if LANES == 16
#define EVENS 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#elif LANES == 8
#define EVENS 0, 2, 4, 6, 8, 10, 12, 14
#else
#define EVENS 0, 2, 4, 6
#endif

/// `count` ≤ LANES elements, `stride` apart; the other lanes are 0.
INLINE Lanes loadEvery(const float *p, size_t stride, size_t count) {
  if (stride == 1) return loadNext(p, count);
  if (stride == 2) {
    size_t reach = 2 * count - 1;
    Lanes low = loadNext(p, reach), high = reach > LANES ? loadPart(p + LANES, reach - LANES) : splat(0);
    return __builtin_shufflevector(low, high, EVENS);
  }
  Lanes x = splat(0);
  for (size_t i = 0; i < count; i++) x[i] = p[i * stride];
  return x;
}

/// The largest values of `count` ≤ LANES windows side by side, and where in the channel they are: the first of equals,
/// and the last NaN of a window that has one.
INLINE void largest(const float *channel, WindowShape s, size_t first, LaneBits steps, size_t count, float *output,
                    uint32_t *choice) {
  LaneBits corner = (int32_t)first + steps, place = corner;
  Lanes best = loadEvery(channel + first, s.stride, count);
  for (size_t ky = 0; ky < s.size; ky++) for (size_t kx = ky == 0; kx < s.size; kx++) {
    size_t inWindow = ky * s.width + kx;
    Lanes x = loadEvery(channel + first + inWindow, s.stride, count);
    LaneBits larger = (x > best) | (x != x);
    best = choose(larger, x, best);
    place = larger ? corner + (int32_t)inWindow : place;
  }
  storeNext(output, best, count);
  storeNext((float *)choice, fromBits(place), count);
}

INLINE void maxPoolOf(const float *image, WindowShape s, float *output, uint32_t *choice) {
  LaneBits steps;
  for (size_t i = 0; i < LANES; i++) steps[i] = (int32_t)(i * s.stride);
  for (size_t c = 0; c < s.channels; c++, image += s.height * s.width)
    for (size_t y = 0; y < s.outHeight; y++, output += s.outWidth, choice += s.outWidth)
      for (size_t x = 0; x < s.outWidth; x += LANES) {
        size_t count = s.outWidth - x < LANES ? s.outWidth - x : LANES;
        largest(image, s, (y * s.width + x) * s.stride, steps, count, output + x, choice + x);
      }
}

static void maxPool(const float *image, WindowShape s, float *output, uint32_t *choice) {
  if (s.size == 2 && s.stride == 2) {
    // The usual windows, in a loop of which the compiler knows the length.
    s.size = s.stride = 2;
    maxPoolOf(image, s, output, choice);
  } else {
    maxPoolOf(image, s, output, choice);
  }
}

static void maxPoolGradient(const float *gradient, const uint32_t *choice, WindowShape s, float *image) {
  size_t windows = s.outHeight * s.outWidth;
  memset(image, 0, s.channels * s.height * s.width * sizeof(float));
  for (size_t c = 0; c < s.channels; c++, image += s.height * s.width, gradient += windows, choice += windows)
    for (size_t i = 0; i < windows; i++) image[choice[i]] += gradient[i];
}

/// The sum of a window is taken row by row from its upper left element.
static void averagePool(const float *image, WindowShape s, float *output) {
  float area = (float)(s.size * s.size);
  for (size_t c = 0; c < s.channels; c++, image += s.height * s.width)
    for (size_t y = 0; y < s.outHeight; y++, output += s.outWidth) for (size_t x = 0; x < s.outWidth; x += LANES) {
      size_t count = s.outWidth - x < LANES ? s.outWidth - x : LANES;
      const float *corner = image + (y * s.width + x) * s.stride;
      Lanes sum = splat(0);
      for (size_t ky = 0; ky < s.size; ky++) for (size_t kx = 0; kx < s.size; kx++)
        sum += loadEvery(corner + ky * s.width + kx, s.stride, count);
      storeNext(output + x, sum / splat(area), count);
    }
}

/// Where windows overlap, a pixel's gradient is the sum over them in their order.
static void averagePoolGradient(const float *gradient, WindowShape s, float *image) {
  float area = (float)(s.size * s.size);
  memset(image, 0, s.channels * s.height * s.width * sizeof(float));
  for (size_t c = 0; c < s.channels; c++, image += s.height * s.width)
    for (size_t y = 0; y < s.outHeight; y++) for (size_t x = 0; x < s.outWidth; x++, gradient++) {
      float *corner = image + (y * s.width + x) * s.stride, share = *gradient / area;
      for (size_t ky = 0; ky < s.size; ky++) for (size_t kx = 0; kx < s.size; kx++) corner[ky * s.width + kx] += share;
    }
}
