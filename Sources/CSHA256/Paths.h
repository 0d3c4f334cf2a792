#pragma once
#include "include/CSHA256.h"

void compressPortably(uint32_t *state, const uint8_t *blocks, size_t count);

#if defined(__x86_64__)
void compressWithExtension(uint32_t *state, const uint8_t *blocks, size_t count);
#endif
