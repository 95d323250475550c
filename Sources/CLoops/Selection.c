#include "Tables.h"

#if defined(__x86_64__)
#include <cpuid.h>

// The compilers' own __builtin_cpu_supports needs a run-time library that not every system links.
static bool has_bits(uint32_t value, uint32_t bits) { return (value & bits) == bits; }

static uint32_t system_saved_states(void) {
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !has_bits(c, bit_OSXSAVE | bit_AVX)) return 0;
  uint32_t low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

const Loops *loops_for(LoopSet set) {
  uint32_t a, b, c, d;
  // A register that the system does not save is not to be used: bits 1 and 2 stand for the lower
  // 256 bits of the vectors, 5 to 7 for the rest of AVX-512.
  uint32_t states = system_saved_states();
  bool has_features = __get_cpuid_count(7, 0, &a, &b, &c, &d);
  switch (set) {
  case LoopSetBaseline:
    return &baseline_loops;
  case LoopSetAVX2:
    return has_features && has_bits(states, 0x06) && has_bits(b, bit_AVX2) ? &avx2_loops : NULL;
  case LoopSetAVX512:
    return has_features && has_bits(states, 0xE6)
                   && has_bits(b, bit_AVX512F | bit_AVX512DQ | bit_AVX512BW | bit_AVX512VL)
               ? &avx512_loops
               : NULL;
  }
  return NULL;
}
#else
const Loops *loops_for(LoopSet set) {
  return set == LoopSetBaseline ? &baseline_loops : NULL;
}
#endif
