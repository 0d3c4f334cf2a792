// Activations and their derivatives. NaN stays NaN.
#pragma once
#include "Elementary.h"

INLINE Lanes reluLanes(Lanes z) { return choose(z < 0, splat(0), z); }
INLINE Lanes reluDerivative(Lanes a, Lanes gradient) { return choose(a <= 0, splat(0), gradient); }

/// tanh′ z = 1 − a² where a = tanh z.
INLINE Lanes tanhDerivative(Lanes a, Lanes gradient) { return gradient * multiplyAdd(-a, a, splat(1)); }

/// The standard normal distribution function Φ(z) = ½ + ½·erf(z/√2), within 1e-7.
INLINE Lanes normalDistribution(Lanes z) {
  return multiplyAdd(errorFunction(z * 0x1.6a09e6p-1f), splat(0.5f), splat(0.5f));
}

/// z·Φ(z) (Hendrycks and Gimpel, 2016, arXiv:1606.08415), exact and not by tanh.
INLINE Lanes geluLanes(Lanes z) { return z * normalDistribution(z); }

/// Φ(z) + z·φ(z), with the density φ(z) = exp(−z²/2) / √(2π). It is 0 or 1 beyond ±13.2, whose density is no float.
INLINE Lanes geluDerivative(Lanes z, Lanes gradient) {
  Lanes bounded = choose(z > 16, splat(16), choose(z < -16, splat(-16), z));
  Lanes density = exponentialUpTo88(bounded * bounded * -0.5f) * 0x1.988454p-2f;
  return gradient * multiplyAdd(bounded, density, normalDistribution(bounded));
}

static void relu(float *z, size_t count) { map(reluLanes, z, z, count); }
static void hyperbolicTangents(float *z, size_t count) { map(hyperbolicTangent, z, z, count); }
static void gelu(const float *z, float *a, size_t count) { map(geluLanes, z, a, count); }
static void reluGradient(const float *a, float *g, size_t count) { combine(reluDerivative, a, g, count); }
static void tanhGradient(const float *a, float *g, size_t count) { combine(tanhDerivative, a, g, count); }
static void geluGradient(const float *z, float *g, size_t count) { combine(geluDerivative, z, g, count); }
