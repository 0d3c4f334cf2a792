// The compression function of SHA-256 (FIPS 180-4, 6.2.2), once in plain C and once with the CPU's SHA instructions.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What compresses blocks. `SHA256PathPortable` runs on every CPU.
typedef enum SHA256Path : uint8_t { SHA256PathPortable = 0, SHA256PathExtension = 1 } SHA256Path;

/// The fastest path that this CPU has.
SHA256Path bestSHA256Path(void);

/// Takes `count` blocks of 64 bytes into the state [8]. Every path gives the same state.
void compressSHA256(SHA256Path path, uint32_t *state, const uint8_t *blocks, size_t count);

#pragma clang assume_nonnull end
