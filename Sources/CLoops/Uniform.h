// The uniform law; the definition is `UniformElement` in Swift.

INLINE void uniform_float_as(
    StoredType type, char *out, size_t count, const uint32_t *draws, const UniformLaw *law) {
  const float low = (float)law->low, span = (float)law->span;
  const float high = (float)law->high, greatest = (float)law->greatest;
  for (size_t i = 0; i < count; i += LANES32) {
    F32 unit = __builtin_convertvector((I32)(load_u32(draws + i) >> 8), F32) * 0x1p-24f;
    F32 value = unit * span + low;
    value = select_f32(value < high, value, all_f32(greatest));
    store_result(out + i * stored_size(type), type, value);
  }
}
DEFINE_FOR_STORED_TYPES(uniform_float)

static void uniform_double(
    void *out, StoredType type, size_t count, const void *draws, const void *parameters) {
  (void)type;
  const UniformLaw *law = parameters;
  for (size_t i = 0; i < count; i += WIDE_LANES64) {
    WideU64 draw = load_wide_u64((const uint64_t *)draws + i);
    WideF64 value = __builtin_convertvector(draw >> 11, WideF64) * 0x1p-53 * law->span + law->low;
    value = select_wide_f64(value < law->high, value, all_wide_f64(law->greatest));
    store_wide_f64((double *)out + i, value);
  }
}
