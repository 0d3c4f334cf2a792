// Losses of rows in lanes, with `scale` times their gradients in place of the outputs.
#pragma once
#include "Elementary.h"

/// The largest output of each row, and the output of its target's class.
typedef struct Peaks {
  Lanes largest, own;
} Peaks;

INLINE Peaks peaks(const float *outputs, size_t classes, size_t stride, Lanes target) {
  Peaks found = {load(outputs), load(outputs)};
  Lanes class = splat(0);
  for (size_t c = 1; c < classes; c++) {
    Lanes z = load(outputs + c * stride);
    class += 1;
    found.largest = choose(z > found.largest, z, found.largest);
    found.own = choose(target == class, z, found.own);
  }
  return found;
}

/// outputs ← exp(outputs − largest). Returns the sum over the classes, in order.
INLINE Lanes raise(float *outputs, size_t classes, size_t stride, Lanes largest) {
  Lanes total = splat(0);
  for (size_t c = 0; c < classes; c++) {
    Lanes e = exponentialUpTo88(load(outputs + c * stride) - largest);
    store(outputs + c * stride, e);
    total += e;
  }
  return total;
}

/// log Σ exp(z) − z[target], with the largest output taken out first so that nothing overflows; the gradient is
/// exp(z) / Σ exp(z), less 1 in the target's class.
static void crossEntropy(float *outputs, size_t classes, size_t stride, const float *targets, size_t rows, float scale,
                         float *losses) {
  for (size_t row = 0; row < rows; row += LANES) {
    float *z = outputs + row;
    Lanes target = load(targets + row);
    Peaks found = peaks(z, classes, stride, target);
    Lanes total = raise(z, classes, stride, found.largest);
    store(losses + row, logarithm(total) + (found.largest - found.own));
    Lanes factor = scale / total;
    Lanes class = splat(0);
    for (size_t c = 0; c < classes; c++, class += 1) {
      Lanes offset = choose(target == class, splat(-scale), splat(0));
      store(z + c * stride, multiplyAdd(load(z + c * stride), factor, offset));
    }
  }
}

/// A row's loss and its derivative.
typedef struct Loss {
  Lanes value, derivative;
} Loss;

/// log(1 + exp(−|z|)) + max(z, 0) − z·target; the derivative is 1 / (1 + exp(−z)) − target.
INLINE Loss logisticLoss(Lanes z, Lanes target) {
  Lanes e = exponentialUpTo88(-magnitude(z));
  Lanes onePlus = 1 + e;
  // log(1 + e), with what the sum lost in rounding put back.
  Lanes log = logarithm(onePlus) + (e - (onePlus - 1)) / onePlus;
  Lanes value = log + multiplyAdd(-z, target, choose(z < 0, splat(0), z));
  return (Loss){value, choose(z < 0, e, splat(1)) / onePlus - target};
}

INLINE Loss squaredLoss(Lanes z, Lanes target) {
  Lanes error = z - target;
  return (Loss){0.5f * error * error, error};
}

/// With the error bounded to ±delta: bounded·(error − ½·bounded), whose derivative is the bounded error.
INLINE Loss huberLoss(Lanes z, Lanes target, Lanes delta) {
  Lanes error = z - target;
  Lanes bounded = choose(error > delta, delta, choose(error < -delta, -delta, error));
  return (Loss){bounded * multiplyAdd(splat(-0.5f), bounded, error), bounded};
}

INLINE void storeLoss(Loss loss, float scale, float *outputs, float *losses, size_t count) {
  storeNext(losses, loss.value, count);
  storeNext(outputs, loss.derivative * scale, count);
}

static void logistic(float *outputs, const float *targets, size_t rows, float scale, float *losses) {
  for (size_t row = 0; row < rows; row += LANES) {
    size_t left = rows - row;
    Loss loss = logisticLoss(loadNext(outputs + row, left), loadNext(targets + row, left));
    storeLoss(loss, scale, outputs + row, losses + row, left);
  }
}

static void squared(float *outputs, const float *targets, size_t rows, float scale, float *losses) {
  for (size_t row = 0; row < rows; row += LANES) {
    size_t left = rows - row;
    Loss loss = squaredLoss(loadNext(outputs + row, left), loadNext(targets + row, left));
    storeLoss(loss, scale, outputs + row, losses + row, left);
  }
}

static void huber(float *outputs, const float *targets, size_t rows, float delta, float scale, float *losses) {
  for (size_t row = 0; row < rows; row += LANES) {
    size_t left = rows - row;
    Loss loss = huberLoss(loadNext(outputs + row, left), loadNext(targets + row, left), splat(delta));
    storeLoss(loss, scale, outputs + row, losses + row, left);
  }
}
