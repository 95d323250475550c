// The loops for AVX2: 256-bit vectors.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
#include <immintrin.h>

#define VECTOR_BYTES 32
#define PHILOX_GROUPS 8
#define LOOP_TABLE avx2_loops

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "LoopSources.h"
#pragma clang attribute pop
#endif
