// How a kernel walks arrays of any length: whole lanes first, then the part that is left, by the same operations.
#pragma once

/// The next lanes of an array, of which `count` elements are left.
INLINE Lanes loadNext(const float *p, size_t count) { return count < LANES ? loadPart(p, count) : load(p); }

INLINE void storeNext(float *p, Lanes x, size_t count) {
  if (count < LANES) storePart(p, x, count);
  else store(p, x);
}

/// y ← f(x), in place or not.
INLINE void map(Lanes (*f)(Lanes), const float *x, float *y, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) store(y + i, f(load(x + i)));
  if (i < count) storePart(y + i, f(loadPart(x + i, count - i)), count - i);
}

/// y ← f(x, y).
INLINE void combine(Lanes (*f)(Lanes, Lanes), const float *x, float *y, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) store(y + i, f(load(x + i), load(y + i)));
  size_t rest = count - i;
  if (rest > 0) storePart(y + i, f(loadPart(x + i, rest), loadPart(y + i, rest)), rest);
}
