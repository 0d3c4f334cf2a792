// Four lanes and no assumption about the CPU: NEON's on ARM, and where there is no fused multiply-add, the C library's.
#define LANES 4
#define KERNELS baselineKernels
#include "Path.h"
