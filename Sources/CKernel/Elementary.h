// exp, log, tanh and erf from multiply-adds and divisions alone. The polynomials are minimax fits of our own. Against
// double precision, over every float: exp is within 0.99 ulp, log 0.88, tanh 1.85 and erf 1.03.
#pragma once
#include "Passes.h"

typedef uint32_t LaneWords __attribute__((ext_vector_type(LANES)));

INLINE LaneWords wordsOf(Lanes x) { return (LaneWords)bitsOf(x); }
INLINE Lanes fromWords(LaneWords w) { return fromBits((LaneBits)w); }
INLINE Lanes magnitude(Lanes x) { return fromWords(wordsOf(x) & 0x7FFFFFFFu); }
INLINE Lanes withSignOf(Lanes sign, Lanes size) { return fromWords(wordsOf(size) | (wordsOf(sign) & 0x80000000u)); }

/// 2ᵏ for −126 ≤ k ≤ 127.
INLINE Lanes powerOfTwo(LaneWords k) { return fromWords((k << 23) + 0x3F800000u); }

/// eˣ = 2ᵏ·(1 + rest), with x = k·ln 2 + r, |r| ≤ ½·ln 2 and rest = eʳ − 1.
typedef struct Power {
  Lanes rest;
  LaneWords k;
} Power;

INLINE Power power(Lanes x) {
  // Adding 1.5·2²³ rounds to an integer and leaves it in the low bits of the sum.
  const Lanes magic = splat(12582912.0f);
  Lanes shifted = multiplyAdd(x, splat(0x1.715476p+0f), magic);
  Lanes k = shifted - magic;
  Lanes r = multiplyAdd(k, splat(-0x1.62e430p-1f), x);
  r = multiplyAdd(k, splat(0x1.05c610p-29f), r);
  Lanes p = multiplyAdd(r, splat(0x1.9e7d16p-13f), splat(0x1.6d3a86p-10f));
  p = multiplyAdd(p, r, splat(0x1.1112d4p-7f));
  p = multiplyAdd(p, r, splat(0x1.5554f8p-5f));
  p = multiplyAdd(p, r, splat(0x1.555554p-3f));
  p = multiplyAdd(p, r, splat(0.5f));
  return (Power){multiplyAdd(p, r * r, r), wordsOf(shifted) - 0x4B400000u};
}

/// eˣ for x ≤ 88: 0 below −87.33654, where the result would be subnormal; NaN for NaN.
INLINE Lanes exponentialUpTo88(Lanes x) {
  Power e = power(x);
  Lanes scale = powerOfTwo(e.k);
  return choose(x < -87.33654f, splat(0), multiplyAdd(e.rest, scale, scale));
}

/// eˣ: infinity above 88.72284, 0 below −87.33654, where the result would be subnormal; NaN for NaN.
INLINE Lanes exponential(Lanes x) {
  Power e = power(x);
  // In two factors, because k reaches 128, which no float's exponent does.
  LaneWords half = (LaneWords)((LaneBits)e.k >> 1);
  Lanes scale = powerOfTwo(half);
  Lanes y = multiplyAdd(e.rest, scale, scale) * powerOfTwo(e.k - half);
  y = choose(x > 88.72284f, splat(__builtin_inff()), y);
  return choose(x < -87.33654f, splat(0), y);
}

/// ln x, of subnormal numbers too: −infinity at ±0, NaN below 0 and for NaN, infinity at infinity.
INLINE Lanes logarithm(Lanes x) {
  LaneBits isTiny = x < 0x1p-126f;
  LaneWords words = wordsOf(choose(isTiny, x * 0x1p23f, x));
  // The exponent that leaves a mantissa in [√½, √2).
  LaneBits exponent = (LaneBits)(words - 0x3F3504F3u) >> 23;
  Lanes f = fromWords(words - ((LaneWords)exponent << 23)) - 1;
  Lanes k = __builtin_convertvector(exponent, Lanes) - choose(isTiny, splat(23), splat(0));
  Lanes p = multiplyAdd(f, splat(-0x1.38c9dep-4f), splat(0x1.055ec6p-3f));
  p = multiplyAdd(p, f, splat(-0x1.0d8242p-3f));
  p = multiplyAdd(p, f, splat(0x1.22d92ep-3f));
  p = multiplyAdd(p, f, splat(-0x1.54728ap-3f));
  p = multiplyAdd(p, f, splat(0x1.99a01cp-3f));
  p = multiplyAdd(p, f, splat(-0x1.000226p-2f));
  p = multiplyAdd(p, f, splat(0x1.555554p-2f));
  p = multiplyAdd(p, f, splat(-0.5f));
  Lanes y = multiplyAdd(f * f, p, k * -0x1.05c610p-29f);
  y = multiplyAdd(k, splat(0x1.62e430p-1f), y + f);
  Lanes special = choose(x == 0, splat(-__builtin_inff()), choose(x < 0, splat(__builtin_nanf("")), x));
  return choose((x > 0) & (x < __builtin_inff()), y, special);
}

/// tanh x, odd: ±1 beyond ±9.02; NaN for NaN.
INLINE Lanes hyperbolicTangent(Lanes x) {
  Lanes size = magnitude(x);
  size = choose(size > 10, splat(10), size);
  Power e = power(size + size);
  Lanes scale = powerOfTwo(e.k - 1);
  // h = ½·(e²ˣ − 1), exact to the last places of even the smallest x. tanh x = h / (1 + h), in the form that rounds
  // least: h − h·h / (1 + h) below 1, and 1 − 1 / (1 + h) above.
  Lanes h = multiplyAdd(e.rest, scale, scale - 0.5f);
  Lanes base = choose(h < 1, h, splat(1));
  return withSignOf(x, multiplyAdd(-base, base / (1 + h), base));
}

/// 1 − erf x for 1 ≤ x ≤ 4, to the places that erf needs.
INLINE Lanes errorComplement(Lanes x) {
  Lanes p = multiplyAdd(x, splat(-0x1.d47770p-17f), splat(0x1.6f9cf2p-12f));
  p = multiplyAdd(p, x, splat(-0x1.ec7f08p-9f));
  p = multiplyAdd(p, x, splat(0x1.896158p-6f));
  p = multiplyAdd(p, x, splat(-0x1.b459aep-4f));
  p = multiplyAdd(p, x, splat(-0x1.451abap-1f));
  p = multiplyAdd(p, x, splat(-0x1.0790e6p-3f));
  return exponentialUpTo88(multiplyAdd(p, x, -x));
}

/// erf x, odd: ±1 beyond ±3.92; NaN for NaN.
INLINE Lanes errorFunction(Lanes x) {
  Lanes size = magnitude(x);
  Lanes s = x * x;
  Lanes p = multiplyAdd(s, splat(0x1.4771fcp-14f), splat(-0x1.a3515ep-11f));
  p = multiplyAdd(p, s, splat(0x1.53f224p-8f));
  p = multiplyAdd(p, s, splat(-0x1.b7f71ap-6f));
  p = multiplyAdd(p, s, splat(0x1.ce2ce6p-4f));
  p = multiplyAdd(p, s, splat(-0x1.81273ep-2f));
  p = multiplyAdd(p, s, splat(0x1.06eba8p-3f));
  Lanes small = multiplyAdd(p, size, size);
  Lanes large = 1 - errorComplement(choose(size > 4, splat(4), size));
  return withSignOf(x, choose(size < 1, small, large));
}

static void exponentials(const float *x, float *y, size_t count) { map(exponential, x, y, count); }
static void logarithms(const float *x, float *y, size_t count) { map(logarithm, x, y, count); }
static void tangents(const float *x, float *y, size_t count) { map(hyperbolicTangent, x, y, count); }
static void errorFunctions(const float *x, float *y, size_t count) { map(errorFunction, x, y, count); }
