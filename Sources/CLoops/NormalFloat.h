// The normal law with symmetric bounds; the definition is `StandardNormal.quantile` for `Float`.
//
// About one draw of seven lies in a tail and needs a logarithm. The tail draws of a piece are
// packed together, transformed as full vectors, and put back.

// Φ⁻¹((1 + v) / 2) for v in (0, 0.85].
INLINE WideF32 central_quantile(WideF32 v) {
  WideF32 y = v * v - 0x1.7p-2f;
  WideF32 y2 = y * y, y4 = y2 * y2, y8 = y4 * y4;
  WideF32 p1 = (0x1.13df6cp-1f * y + 0x1.da9156p-2f) * y2 + (0x1.c65508p-2f * y + 0x1.1040a6p-1f);
  WideF32 p5 = (0x1.ddf182p+0f * y + 0x1.41bbc8p+0f) * y2 + (0x1.ae25c2p-1f * y + 0x1.525af2p-1f);
  WideF32 p9 = (0x1.2efb0cp+4f * y + 0x1.66d2aap+3f) * y2 + (-0x1.225428p-3f * y + 0x1.722eaep-1f);
  WideF32 p = (p9 * y8 + (p5 * y4 + p1)) * y + 0x1.6701b0p+0f;
  return v * p;
}

// −ln q for q from 2⁻³³ to 0.075.
INLINE WideF32 negative_log(WideF32 q) {
  WideI32 offset = (WideI32)q - 0x3F3504F3;
  WideI32 exponent = offset >> 23;
  WideF32 f = (WideF32)((WideI32)q - (WideI32)((WideU32)exponent << 23)) - 1.0f;
  WideF32 f2 = f * f, f4 = f2 * f2, f8 = f4 * f4;
  WideF32 p0 = (-0x1.00089cp-2f * f + 0x1.5559b6p-2f) * f2 + (-0x1.ffffeep-2f * f + 0x1.fffffcp-1f);
  WideF32 p4 = (-0x1.2a851cp-3f * f + 0x1.34909ep-3f) * f2 + (-0x1.5298b0p-3f * f + 0x1.9859b6p-3f);
  WideF32 p = 0x1.641b0ap-4f * f8 + (p4 * f4 + p0);
  WideF32 k = __builtin_convertvector(exponent, WideF32);
  return -((f * p + k * -2.1219444e-4f) + k * 0.693359375f);
}

// Φ⁻¹(1 − q) for q from 2⁻³³ to 0.075.
INLINE WideF32 tail_quantile(WideF32 q) {
  WideF32 t = __builtin_elementwise_sqrt(2.0f * negative_log(q));
  WideF32 y = t - 4.5f;
  WideF32 y2 = y * y, y4 = y2 * y2, y8 = y4 * y4;
  WideF32 p0 = (-0x1.27df1ep-9f * y + 0x1.a759eep-7f) * y2 + (-0x1.41c0b6p-4f * y + 0x1.1caad2p-1f);
  WideF32 p4 = (-0x1.2f916cp-19f * y + 0x1.fa16c8p-17f) * y2 + (-0x1.419ee4p-14f * y + 0x1.ab01eep-12f);
  WideF32 p8 = 0x1.9e0716p-25f * y2 + (-0x1.918276p-23f * y + 0x1.3d140cp-22f);
  WideF32 p = p8 * y8 + (p4 * y4 + p0);
  return t - p;
}

// The odd number |s| of a draw s; the draws ±s differ in all bits.
INLINE WideU32 odd_magnitude(WideU32 draw) {
  WideU32 folded = draw ^ (WideU32)((WideI32)draw >> 31);
  return ~(folded + folded);
}

// 2³² − |s|.
INLINE WideU32 odd_complement(WideU32 draw) {
  WideU32 folded = draw ^ (WideU32)((WideI32)draw >> 31);
  return folded + folded + 1;
}

// A product in double precision, rounded once.
INLINE WideF32 narrow_product(WideU32 n, double factor) {
  return __builtin_convertvector(__builtin_convertvector(n, DoubleWideF64) * factor, WideF32);
}

// The same plus a term before it is rounded.
INLINE WideF32 narrow_sum(WideU32 n, double factor, double term) {
  return __builtin_convertvector(
      __builtin_convertvector(n, DoubleWideF64) * factor + term, WideF32);
}

INLINE WideF32 scaled_result(
    bool bounded, WideF32 magnitude, WideU32 draw, const NormalLaw *law) {
  float upper = (float)law->upper;
  if (bounded) magnitude = select_wide_f32(magnitude > upper, all_wide_f32(upper), magnitude);
  WideF32 z = (WideF32)((WideU32)magnitude | (~draw & 0x80000000));
  return z * (float)law->scale + (float)law->mean;
}

INLINE void normal_float_within(
    bool bounded, StoredType type, char *out, size_t count, const uint32_t *draws,
    const NormalLaw *law) {
  _Alignas(64) float values[PIECE + WIDE_LANES32];
  _Alignas(64) uint32_t packed[PIECE + WIDE_LANES32];
  Choice choices[PIECE / LANES32];

  size_t tails = 0;
  for (size_t i = 0; i < count; i += WIDE_LANES32) {
    WideU32 draw = load_wide_u32(draws + i);
    // Without bounds the product is exact in double precision: the conversion alone rounds the
    // same.
    WideU32 odd = odd_magnitude(draw);
    WideF32 v = bounded ? narrow_product(odd, law->central) * 0x1p-32f
                        : __builtin_convertvector(odd, WideF32) * 0x1p-32f;
    store_wide_f32(values + i, scaled_result(bounded, central_quantile(v), draw, law));
    WideI32 is_tail = v > 0.85f;
#pragma clang loop unroll(full)
    for (size_t j = 0; j < WIDTH; j++) {
      Choice choice = choice_of((I32)load_u32((uint32_t *)&is_tail + j * LANES32));
      choices[i / LANES32 + j] = choice;
      tails += pack(packed + tails, load_u32((uint32_t *)&draw + j * LANES32), choice);
    }
  }

  for (size_t i = 0; i < tails; i += WIDE_LANES32) {
    WideU32 draw = load_wide_u32(packed + i);
    WideU32 odd = odd_complement(draw);
    WideF32 q = bounded ? narrow_sum(odd, 0x1p-33 * law->central, law->tail)
                        : __builtin_convertvector(odd, WideF32) * 0x1p-33f;
    store_wide_u32(packed + i, (WideU32)scaled_result(bounded, tail_quantile(q), draw, law));
  }

  tails = 0;
  for (size_t i = 0; i < count; i += LANES32) {
    Choice choice = choices[i / LANES32];
    F32 value = (F32)unpack((U32)load_f32(values + i), packed + tails, choice);
    tails += chosen_count(choice);
    store_result(out + i * stored_size(type), type, value);
  }
}

INLINE void normal_float_as(
    StoredType type, char *out, size_t count, const uint32_t *draws, const NormalLaw *law) {
  if (law->central == 1 && law->tail == 0)
    normal_float_within(false, type, out, count, draws, law);
  else
    normal_float_within(true, type, out, count, draws, law);
}
DEFINE_FOR_STORED_TYPES(normal_float)
