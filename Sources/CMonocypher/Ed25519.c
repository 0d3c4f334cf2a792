#include "SHA512.h"
#include "include/CMonocypher.h"
#include "monocypher.h"

void sha512(uint8_t *digest, const uint8_t *message, size_t length) {
  SHA512 hash;
  sha512Begin(&hash);
  sha512Add(&hash, message, length);
  sha512End(&hash, digest);
}

/// The secret scalar [32] and, behind it, the prefix [32] of nonces (RFC 8032, 5.1.5).
static void expand(uint8_t *secret, const uint8_t *seed) {
  sha512(secret, seed, 32);
  crypto_eddsa_trim_scalar(secret, secret);
}

/// The SHA-512 of so many leading bytes, a key unless it is null, and the message, modulo the group's order.
static void hashed(uint8_t *scalar, const uint8_t *lead, const uint8_t *key, const uint8_t *message, size_t length) {
  uint8_t digest[64];
  SHA512 hash;
  sha512Begin(&hash);
  sha512Add(&hash, lead, 32);
  if (key) sha512Add(&hash, key, 32);
  sha512Add(&hash, message, length);
  sha512End(&hash, digest);
  crypto_eddsa_reduce(scalar, digest);
  crypto_wipe(&hash, sizeof hash);
  crypto_wipe(digest, sizeof digest);
}

void ed25519PublicKey(uint8_t *key, const uint8_t *seed) {
  uint8_t secret[64];
  expand(secret, seed);
  crypto_eddsa_scalarbase(key, secret);
  crypto_wipe(secret, sizeof secret);
}

void ed25519Sign(uint8_t *signature, const uint8_t *seed, const uint8_t *key,
                 const uint8_t *message, size_t length) {
  uint8_t secret[64], nonce[32], challenge[32];
  expand(secret, seed);
  hashed(nonce, secret + 32, 0, message, length);
  crypto_eddsa_scalarbase(signature, nonce);
  hashed(challenge, signature, key, message, length);
  crypto_eddsa_mul_add(signature + 32, challenge, secret, nonce);
  crypto_wipe(secret, sizeof secret);
  crypto_wipe(nonce, sizeof nonce);
}

int ed25519Verify(const uint8_t *signature, const uint8_t *key, const uint8_t *message, size_t length) {
  uint8_t challenge[32];
  hashed(challenge, signature, key, message, length);
  return crypto_eddsa_check_equation(signature, key, challenge) == 0;
}
