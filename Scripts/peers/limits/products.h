// The three products of a dense layer in AVX-512, for layers whose weights stay in the cache. A matrix of n columns
// has rows of `padded(n)` floats, so that no product ends in part of a vector; what pads it is zero.
#pragma once
#ifndef __AVX512F__
#error "these products need AVX-512"
#endif
#include <immintrin.h>

#define ALL _Pragma("GCC unroll 16")
#define INLINE __attribute__((always_inline)) static inline

static inline long padded(long columns) { return (columns + 15) / 16 * 16; }

// out[rows][16 * vectors] = x[rows][inputs] * weights + bias, rectified or not; the sums stay in registers.
INLINE void forward_block(const int rows, const int vectors, const float *x, long x_stride, long inputs,
                          const float *weights, long stride, const float *bias, float *out, int rectified) {
  __m512 sums[10][2];
  ALL for (int r = 0; r < rows; r++) ALL for (int v = 0; v < vectors; v++) sums[r][v] = _mm512_loadu_ps(bias + 16 * v);
  for (long i = 0; i < inputs; i++) {
    __m512 row[2];
    ALL for (int v = 0; v < vectors; v++) row[v] = _mm512_loadu_ps(weights + i * stride + 16 * v);
    ALL for (int r = 0; r < rows; r++) {
      __m512 value = _mm512_set1_ps(x[r * x_stride + i]);
      ALL for (int v = 0; v < vectors; v++) sums[r][v] = _mm512_fmadd_ps(value, row[v], sums[r][v]);
    }
  }
  const __m512 zero = _mm512_setzero_ps();
  ALL for (int r = 0; r < rows; r++) ALL for (int v = 0; v < vectors; v++)
    _mm512_storeu_ps(out + r * stride + 16 * v, rectified ? _mm512_max_ps(sums[r][v], zero) : sums[r][v]);
}

INLINE void forward_columns(const int vectors, const float *x, long x_stride, long inputs, long rows,
                            const float *weights, long stride, const float *bias, float *out, int rectified) {
#define BLOCKS_OF(n) \
  for (; r + n <= rows; r += n) \
    forward_block(n, vectors, x + r * x_stride, x_stride, inputs, weights, stride, bias, out + r * stride, rectified)
  long r = 0;
  BLOCKS_OF(10);
  BLOCKS_OF(8);
  BLOCKS_OF(4);
  BLOCKS_OF(2);
  BLOCKS_OF(1);
#undef BLOCKS_OF
}

static void forward_product(const float *x, long x_stride, long inputs, long rows, const float *weights, long stride,
                            const float *bias, float *out, int rectified) {
  long c = 0;
  for (; c + 32 <= stride; c += 32)
    forward_columns(2, x, x_stride, inputs, rows, weights + c, stride, bias + c, out + c, rectified);
  if (c < stride) forward_columns(1, x, x_stride, inputs, rows, weights + c, stride, bias + c, out + c, rectified);
}

// weights[lines][16 * vectors] += x transposed * gradient: the update of plain SGD, whose gradient carries the rate.
INLINE void update_block(const int lines, const int vectors, const float *x, long x_stride, long rows,
                         const float *gradient, float *weights, long stride) {
  __m512 sums[6][7];
  ALL for (int l = 0; l < lines; l++) ALL for (int v = 0; v < vectors; v++)
    sums[l][v] = _mm512_loadu_ps(weights + l * stride + 16 * v);
  for (long r = 0; r < rows; r++) {
    __m512 row[7];
    ALL for (int v = 0; v < vectors; v++) row[v] = _mm512_loadu_ps(gradient + r * stride + 16 * v);
    ALL for (int l = 0; l < lines; l++) {
      __m512 value = _mm512_set1_ps(x[r * x_stride + l]);
      ALL for (int v = 0; v < vectors; v++) sums[l][v] = _mm512_fmadd_ps(value, row[v], sums[l][v]);
    }
  }
  ALL for (int l = 0; l < lines; l++) ALL for (int v = 0; v < vectors; v++)
    _mm512_storeu_ps(weights + l * stride + 16 * v, sums[l][v]);
}

// `inputs` is even, as every width of the benchmark's works is.
static void update_product(const float *x, long x_stride, long inputs, long rows, const float *gradient, float *weights,
                           long stride) {
  long i = 0;
  if (stride == 16)
    for (; i + 6 <= inputs; i += 6) update_block(6, 1, x + i, x_stride, rows, gradient, weights + i * stride, stride);
  for (; i + 2 <= inputs; i += 2) {
    float *line = weights + i * stride;
    long c = 0;
    for (; c + 112 <= stride; c += 112) update_block(2, 7, x + i, x_stride, rows, gradient + c, line + c, stride);
    for (; c + 48 <= stride; c += 48) update_block(2, 3, x + i, x_stride, rows, gradient + c, line + c, stride);
    for (; c < stride; c += 16) update_block(2, 1, x + i, x_stride, rows, gradient + c, line + c, stride);
  }
}

// out[rows][inputs] = gradient * weights transposed where the layer's input is above zero, else zero.
static void backward_product(const float *gradient, long stride, long rows, const float *weights, long inputs,
                             const float *values, float *out, long out_stride) {
  enum { ROWS = 5 };
  for (long first = 0; first < rows; first += ROWS) {
    long count = rows - first < ROWS ? rows - first : ROWS;
    for (long i = 0; i < inputs; i += 2) {
      __m512 even[ROWS], odd[ROWS];
      ALL for (int r = 0; r < ROWS; r++) even[r] = odd[r] = _mm512_setzero_ps();
      for (long c = 0; c < stride; c += 16) {
        __m512 a = _mm512_loadu_ps(weights + i * stride + c), b = _mm512_loadu_ps(weights + (i + 1) * stride + c);
        ALL for (int r = 0; r < ROWS; r++) {
          __m512 g = _mm512_loadu_ps(gradient + (first + (r < count ? r : 0)) * stride + c);
          even[r] = _mm512_fmadd_ps(g, a, even[r]), odd[r] = _mm512_fmadd_ps(g, b, odd[r]);
        }
      }
      for (long r = 0; r < count; r++) {
        long at = (first + r) * out_stride + i;
        out[at] = values[at] > 0 ? _mm512_reduce_add_ps(even[r]) : 0;
        out[at + 1] = values[at + 1] > 0 ? _mm512_reduce_add_ps(odd[r]) : 0;
      }
    }
  }
}

// exp to a few units in the last place, for arguments up to zero (the polynomial is Cephes').
static inline __m512 exponential(__m512 x) {
  static const float terms[] = {1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f,
                                4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f};
  x = _mm512_max_ps(x, _mm512_set1_ps(-87));
  __m512 power = _mm512_roundscale_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504f)), 0);
  x = _mm512_fnmadd_ps(power, _mm512_set1_ps(0.693359375f), x);
  x = _mm512_fnmadd_ps(power, _mm512_set1_ps(-2.12194440e-4f), x);
  __m512 sum = _mm512_set1_ps(terms[0]);
  ALL for (int term = 1; term < 6; term++) sum = _mm512_fmadd_ps(sum, x, _mm512_set1_ps(terms[term]));
  sum = _mm512_fmadd_ps(sum, _mm512_mul_ps(x, x), _mm512_add_ps(x, _mm512_set1_ps(1)));
  return _mm512_scalef_ps(sum, power);
}

// Turns rows of at most 16 scores into `scale` times the gradient of their cross-entropy.
static void softmax_gradient(float *scores, const int *classes, long rows, int count, float scale) {
  __mmask16 live = (__mmask16)((1 << count) - 1);
  for (long r = 0; r < rows; r++) {
    __m512 row = _mm512_loadu_ps(scores + 16 * r);
    row = exponential(_mm512_sub_ps(row, _mm512_set1_ps(_mm512_mask_reduce_max_ps(live, row))));
    row = _mm512_maskz_div_ps(live, row, _mm512_set1_ps(_mm512_mask_reduce_add_ps(live, row)));
    row = _mm512_mask_sub_ps(row, (__mmask16)(1 << classes[r]), row, _mm512_set1_ps(1));
    _mm512_storeu_ps(scores + 16 * r, _mm512_mul_ps(row, _mm512_set1_ps(scale)));
  }
}
