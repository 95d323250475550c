// The loops for AVX-512 (F, DQ, BW, VL): 512-bit vectors.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
#include <immintrin.h>

#define VECTOR_BYTES 64
#define PHILOX_GROUPS 6
#define LOOP_TABLE avx512_loops

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl"))), apply_to = function)
#include "LoopSources.h"
#pragma clang attribute pop
#endif
