// The vector that one path works with. The file that includes this defines LANES (4, 8 or 16) and turns its unit on.
// Nothing may be contracted: a multiply-add is fused where `multiplyAdd` is written, and nowhere else.
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

typedef float Lanes __attribute__((ext_vector_type(LANES)));
typedef int32_t LaneBits __attribute__((ext_vector_type(LANES)));
typedef double LaneDoubles __attribute__((ext_vector_type(LANES)));

#define INLINE static inline __attribute__((always_inline, unused))

INLINE Lanes splat(float x) { return (Lanes)(x); }
INLINE Lanes multiplyAdd(Lanes a, Lanes b, Lanes c) { return __builtin_elementwise_fma(a, b, c); }

INLINE Lanes load(const float *p) {
  Lanes x;
  memcpy(&x, p, sizeof x);
  return x;
}

INLINE void store(float *p, Lanes x) { memcpy(p, &x, sizeof x); }

INLINE LaneBits bitsOf(Lanes x) {
  LaneBits b;
  memcpy(&b, &x, sizeof b);
  return b;
}

INLINE Lanes fromBits(LaneBits b) {
  Lanes x;
  memcpy(&x, &b, sizeof x);
  return x;
}

/// a where the mask is set (all ones), else b. A comparison of lanes gives such a mask.
INLINE Lanes choose(LaneBits mask, Lanes a, Lanes b) { return mask ? a : b; }

// The first `count` < LANES elements; the others are 0 when loaded, and not touched in memory.
#if LANES == 16
#include <immintrin.h>
INLINE Lanes loadPart(const float *p, size_t count) {
  return (Lanes)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), p);
}
INLINE void storePart(float *p, Lanes x, size_t count) {
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << count) - 1), (__m512)x);
}
#elif LANES == 8
#include <immintrin.h>
INLINE __m256i partMask(size_t count) {
  static const int32_t ones[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
  return _mm256_loadu_si256((const __m256i *)(ones + 8 - count));
}
INLINE Lanes loadPart(const float *p, size_t count) { return (Lanes)_mm256_maskload_ps(p, partMask(count)); }
INLINE void storePart(float *p, Lanes x, size_t count) { _mm256_maskstore_ps(p, partMask(count), (__m256)x); }
#else
INLINE Lanes loadPart(const float *p, size_t count) {
  Lanes x = splat(0);
  for (size_t i = 0; i < count; i++) x[i] = p[i];
  return x;
}
INLINE void storePart(float *p, Lanes x, size_t count) {
  for (size_t i = 0; i < count; i++) p[i] = x[i];
}
#endif
