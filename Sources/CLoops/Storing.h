// Single-precision results to memory, as they are or rounded to 16 bits.

// To nearest, ties to even; no value here is a NaN.
INLINE HalfU16 bfloat16_bits(F32 value) {
  U32 bits = (U32)value;
  return __builtin_convertvector((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16, HalfU16);
}

// To nearest, ties to even; no value here is a NaN.
INLINE HalfU16 float16_bits(F32 value) {
  U32 bits = (U32)value;
  U32 sign = bits & 0x80000000;
  U32 magnitude = bits ^ sign;
  // Below 2⁻¹⁴, the least normal number: adding ½ shifts the last kept bit to the end, where the
  // addition itself rounds.
  U32 subnormal = (U32)((F32)magnitude + 0.5f) - 0x3F000000;
  // Elsewhere: the exponent is rebased, and just under half of the last kept bit added, or half if
  // it is odd.
  U32 normal = (magnitude - 0x37FFF001 + ((magnitude >> 13) & 1)) >> 13;
  U32 is_small = (U32)(magnitude < 0x38800000);
  // From 65520 on the nearest is infinity.
  U32 is_large = (U32)(magnitude >= 0x477FF000);
  U32 half = (subnormal & is_small) | (normal & ~is_small);
  half = (half & ~is_large) | (0x7C00 & is_large);
  return __builtin_convertvector(half | sign >> 16, HalfU16);
}

INLINE size_t stored_size(StoredType type) { return type == StoredTypeFloat ? 4 : 2; }

INLINE void store_result(char *to, StoredType type, F32 value) {
  if (type == StoredTypeFloat)
    store_f32(to, value);
  else
    store_half_u16(to, type == StoredTypeBFloat16 ? bfloat16_bits(value) : float16_bits(value));
}

// The transform of a law for all types that are computed in single precision; `name_as` is inlined
// with the type as a constant.
#define DEFINE_FOR_STORED_TYPES(name)                                                        \
  static void name(                                                                          \
      void *out, StoredType type, size_t count, const void *draws, const void *law) {        \
    switch (type) {                                                                          \
    case StoredTypeFloat: name##_as(StoredTypeFloat, out, count, draws, law); break;         \
    case StoredTypeFloat16: name##_as(StoredTypeFloat16, out, count, draws, law); break;     \
    case StoredTypeBFloat16: name##_as(StoredTypeBFloat16, out, count, draws, law); break;   \
    case StoredTypeDouble: break;                                                            \
    }                                                                                        \
  }
