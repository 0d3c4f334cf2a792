// The arithmetic of training in fixed order, once for each vector unit. Every function gives the same bits on every
// path: only how many elements are worked on at once differs, never the operations on one element or their order.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Which vector unit the kernels use. `VectorPathBaseline` runs on every CPU.
typedef enum VectorPath : uint8_t { VectorPathBaseline = 0, VectorPathAVX2 = 1, VectorPathAVX512 = 2 } VectorPath;

/// A matrix in memory: element (r, c) is base[r * row + c * column].
typedef struct StridedMatrix {
  const float *base;
  ptrdiff_t row, column;
} StridedMatrix;

/// The square windows of a pooling in an image [channels][height][width].
typedef struct WindowShape {
  size_t channels, height, width;
  size_t size, stride;
  /// Of the output image.
  size_t outHeight, outWidth;
} WindowShape;

/// Where the pixels of an image [channels][height][width] lie in a larger one: `spacing` floats apart within a row, with
/// `row` floats from row to row and `plane` from channel to channel.
typedef struct FrameShape {
  size_t channels, height, width;
  size_t spacing, row, plane;
} FrameShape;

/// One step of Adam (Kingma and Ba, 2015) or AdamW (Loshchilov and Hutter, 2019).
typedef struct AdamStep {
  float learningRate, beta1, beta2, epsilon, weightDecay;
  /// 1 − beta1ᵗ and √(1 − beta2ᵗ) of step t.
  float correction1, correction2Root;
  /// Whether the decay is taken off the weights (AdamW) rather than added to the gradient.
  int32_t decoupled;
} AdamStep;

typedef struct VectorKernels {
  /// c ← a·b, or c + a·b when `accumulate`: each element is one chain of fused multiply-adds over k in order, which
  /// starts at 0 or at the element of c. c is [m][n] with `stride` floats from row to row; a and b have a row or column
  /// step of 1.
  void (*product)(size_t m, size_t n, size_t k, StridedMatrix a, StridedMatrix b, float *c, size_t stride,
                  int32_t accumulate);

  // Elementary functions, element by element, in place or not.
  void (*exponentials)(const float *x, float *y, size_t count);
  void (*logarithms)(const float *x, float *y, size_t count);
  void (*tangents)(const float *x, float *y, size_t count);
  void (*errorFunctions)(const float *x, float *y, size_t count);

  // Activations. A gradient is multiplied by the derivative: of what relu and tanh gave, of what gelu was given.
  void (*relu)(float *z, size_t count);
  void (*tanh)(float *z, size_t count);
  void (*gelu)(const float *z, float *a, size_t count);
  void (*reluGradient)(const float *a, float *gradient, size_t count);
  void (*tanhGradient)(const float *a, float *gradient, size_t count);
  void (*geluGradient)(const float *z, float *gradient, size_t count);

  // Losses. `outputs` become `scale` times the gradient; `losses` gets one loss a row.
  /// outputs[class * stride + row], with room for whole cache lines in every row and in `targets` and `losses`.
  void (*crossEntropy)(float *outputs, size_t classes, size_t stride, const float *targets, size_t rows, float scale,
                       float *losses);
  void (*logistic)(float *outputs, const float *targets, size_t rows, float scale, float *losses);
  void (*squared)(float *outputs, const float *targets, size_t rows, float scale, float *losses);
  void (*huber)(float *outputs, const float *targets, size_t rows, float delta, float scale, float *losses);

  // Optimisers: weights w from gradient g.
  /// g += decay·w; v = momentum·v + g; w −= rate·(nesterov ? g + momentum·v : v). `v` is not touched without momentum.
  void (*descent)(float *w, float *_Nullable v, const float *g, size_t count, float rate, float momentum, float decay,
                  int32_t nesterov);
  void (*adam)(float *w, float *m, float *v, const float *g, size_t count, AdamStep step);
  void (*scale)(float *x, size_t count, float factor);
  /// Σx², each square and sum in double, over 16 partial sums (element i into sum i mod 16), added in order at the end.
  double (*squareSum)(const float *x, size_t count);
  /// difference ← a − b. Returns whether every difference is finite.
  int32_t (*subtract)(const float *a, const float *b, float *difference, size_t count);

  // Images.
  /// c[i][j] ← Σₜ image[places[i] + taps[t]] · factors[t][j], or c[i][j] + … when `accumulate`: each element is one chain of
  /// fused multiply-adds over the taps in order. Rows of `factors` and `c` are `columns` floats, a multiple of 16.
  void (*windowProduct)(const float *image, const uint32_t *places, size_t rows, const uint32_t *taps, size_t count,
                        const float *factors, size_t columns, float *c, int32_t accumulate);
  /// b[j][i] ← a[i][j], with `stride` and `bStride` floats from row to row.
  void (*transpose)(const float *a, size_t rows, size_t columns, size_t stride, float *b, size_t bStride);
  /// Copies an image to its places in a frame; what lies between and around them stays.
  void (*embed)(const float *image, FrameShape shape, float *frame);
  /// `choice` gets the index within the channel of each window's first largest pixel.
  void (*maxPool)(const float *image, WindowShape shape, float *output, uint32_t *choice);
  void (*maxPoolGradient)(const float *gradient, const uint32_t *choice, WindowShape shape, float *imageGradient);
  void (*averagePool)(const float *image, WindowShape shape, float *output);
  void (*averagePoolGradient)(const float *gradient, WindowShape shape, float *imageGradient);
} VectorKernels;

/// The kernels of a path. Calling them where `bestVectorPath` is lower ends the process with an illegal instruction.
const VectorKernels *vectorKernels(VectorPath path);

/// The widest path that this CPU and its operating system can run.
VectorPath bestVectorPath(void);

#pragma clang assume_nonnull end
