// The loops for what every processor of the architecture has: 128-bit vectors.
#pragma STDC FP_CONTRACT OFF

#define VECTOR_BYTES 16
#define PHILOX_GROUPS 4
#define LOOP_TABLE baseline_loops

#include "LoopSources.h"
