// Optimisers as PyTorch defines them, and the other passes over whole models. Each reads and writes memory once.
#pragma once
#include "Passes.h"

/// One step of descent for `count` ≤ LANES weights.
INLINE void descend(float *w, float *v, const float *g, size_t count, float rate, float momentum, float decay,
                    int32_t nesterov) {
  Lanes weights = loadNext(w, count);
  Lanes step = multiplyAdd(splat(decay), weights, loadNext(g, count));
  if (momentum != 0) {
    Lanes velocity = multiplyAdd(splat(momentum), loadNext(v, count), step);
    storeNext(v, velocity, count);
    step = nesterov ? multiplyAdd(splat(momentum), velocity, step) : velocity;
  }
  storeNext(w, multiplyAdd(splat(-rate), step, weights), count);
}

static void descent(float *w, float *v, const float *g, size_t count, float rate, float momentum, float decay,
                    int32_t nesterov) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) descend(w + i, v + i, g + i, LANES, rate, momentum, decay, nesterov);
  if (i < count) descend(w + i, v + i, g + i, count - i, rate, momentum, decay, nesterov);
}

/// One step of Adam for `count` ≤ LANES weights: the moments m and v move towards g and g², and w goes
/// m / correction1 / (√v / correction2Root + epsilon) learning rates down.
INLINE void adapt(float *w, float *m, float *v, const float *g, size_t count, AdamStep s) {
  Lanes weights = loadNext(w, count), gradient = loadNext(g, count);
  if (s.decoupled) weights = multiplyAdd(splat(-s.learningRate * s.weightDecay), weights, weights);
  else gradient = multiplyAdd(splat(s.weightDecay), weights, gradient);
  Lanes mean = loadNext(m, count), square = loadNext(v, count);
  mean = multiplyAdd(splat(1 - s.beta1), gradient - mean, mean);
  square = multiplyAdd((1 - s.beta2) * gradient, gradient, s.beta2 * square);
  storeNext(m, mean, count);
  storeNext(v, square, count);
  Lanes root = multiplyAdd(__builtin_elementwise_sqrt(square), splat(1 / s.correction2Root), splat(s.epsilon));
  storeNext(w, multiplyAdd(splat(-s.learningRate / s.correction1), mean / root, weights), count);
}

static void adam(float *w, float *m, float *v, const float *g, size_t count, AdamStep s) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) adapt(w + i, m + i, v + i, g + i, LANES, s);
  if (i < count) adapt(w + i, m + i, v + i, g + i, count - i, s);
}

static void scaleAll(float *x, size_t count, float factor) {
  for (size_t i = 0; i < count; i += LANES) storeNext(x + i, loadNext(x + i, count - i) * factor, count - i);
}

typedef float Sixteen __attribute__((ext_vector_type(16)));
typedef double SixteenDoubles __attribute__((ext_vector_type(16)));

static double squareSum(const float *x, size_t count) {
  SixteenDoubles sums = 0;
  for (size_t i = 0; i < count; i += 16) {
    Sixteen floats = 0;
    if (count - i < 16) memcpy(&floats, x + i, (count - i) * sizeof(float));
    else memcpy(&floats, x + i, sizeof floats);
    SixteenDoubles doubles = __builtin_convertvector(floats, SixteenDoubles);
    sums += doubles * doubles;
  }
  double total = 0;
  for (int i = 0; i < 16; i++) total += sums[i];
  return total;
}

static int32_t subtract(const float *a, const float *b, float *difference, size_t count) {
  // Stays 0 until a difference is not finite, and is NaN from then on.
  Lanes zero = splat(0);
  for (size_t i = 0; i < count; i += LANES) {
    Lanes d = loadNext(a + i, count - i) - loadNext(b + i, count - i);
    storeNext(difference + i, d, count - i);
    zero += d * 0;
  }
  int32_t isFinite = 1;
  for (int i = 0; i < LANES; i++) isFinite &= zero[i] == 0;
  return isFinite;
}
