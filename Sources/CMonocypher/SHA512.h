// SHA-512 (FIPS 180-4, 6.4) over bytes as they come.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct SHA512 {
  uint64_t state[8];
  /// Bytes so far; below 2^61.
  uint64_t length;
  /// The last `length % 128` of them.
  uint8_t block[128];
} SHA512;

void sha512Begin(SHA512 *hash);
void sha512Add(SHA512 *hash, const uint8_t *bytes, size_t count);
/// Writes the digest [64].
void sha512End(SHA512 *hash, uint8_t *digest);
