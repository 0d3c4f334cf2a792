#include "include/CKernel.h"

#include <stdlib.h>

extern const VectorKernels baselineKernels;

#if defined(__x86_64__)
extern const VectorKernels avx2Kernels, avx512Kernels;

VectorPath bestVectorPath(void) {
  __builtin_cpu_init();
  int has256 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  int has512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
  return has256 && has512 ? VectorPathAVX512 : has256 ? VectorPathAVX2 : VectorPathBaseline;
}

const VectorKernels *vectorKernels(VectorPath path) {
  return path == VectorPathAVX512 ? &avx512Kernels : path == VectorPathAVX2 ? &avx2Kernels : &baselineKernels;
}
#else
VectorPath bestVectorPath(void) { return VectorPathBaseline; }

const VectorKernels *vectorKernels(VectorPath path) {
  (void)path;
  return &baselineKernels;
}
#endif

float *productScratch(void) {
  // For every path: a block of 256 × 256 floats, one of 280 × 256, and room to spare. Threads that multiply live long.
  static _Thread_local float *memory;
  if (!memory) memory = aligned_alloc(64, (256 * (256 + 64 + 280) + 32) * sizeof(float));
  if (!memory) abort();
  return memory;
}
