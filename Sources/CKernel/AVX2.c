#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define KERNELS avx2Kernels
#include "Path.h"
#pragma clang attribute pop
#endif
