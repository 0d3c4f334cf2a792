#include "Paths.h"

#if defined(__x86_64__)
#include <cpuid.h>

SHA256Path bestSHA256Path(void) {
  unsigned a, b, c, d;
  __builtin_cpu_init();
  int hasShuffles = __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("sse4.1");
  // Leaf 7, bit 29 of EBX: SHA1 and SHA-256 instructions.
  int hasSHA = __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
  return hasShuffles && hasSHA ? SHA256PathExtension : SHA256PathPortable;
}

void compressSHA256(SHA256Path path, uint32_t *state, const uint8_t *blocks, size_t count) {
  if (path == SHA256PathExtension) compressWithExtension(state, blocks, count);
  else compressPortably(state, blocks, count);
}
#else
SHA256Path bestSHA256Path(void) { return SHA256PathPortable; }

void compressSHA256(SHA256Path path, uint32_t *state, const uint8_t *blocks, size_t count) {
  (void)path;
  compressPortably(state, blocks, count);
}
#endif
