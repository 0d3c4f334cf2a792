// Ed25519 (RFC 8032, section 5.1: SHA-512, no context, no prehash), made of the parts of Monocypher 4.0.3 beside it.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The public key of a secret seed [32], into `key` [32].
void ed25519PublicKey(uint8_t *key, const uint8_t *seed);

/// The signature [64] of a message under the seed [32] whose public key is `key` [32]. With another public key it would
/// give the seed away.
void ed25519Sign(uint8_t *signature, const uint8_t *seed, const uint8_t *key,
                 const uint8_t *_Nullable message, size_t length);

/// 1 if the signature [64] is the message's under `key` [32], else 0. A second half that is not below the group's order
/// is refused. The equation is checked times the cofactor 8: keys of small order must be refused before.
int ed25519Verify(const uint8_t *signature, const uint8_t *key, const uint8_t *_Nullable message, size_t length);

/// The SHA-512 digest (FIPS 180-4) of a message, into `digest` [64].
void sha512(uint8_t *digest, const uint8_t *_Nullable message, size_t length);

#pragma clang assume_nonnull end
