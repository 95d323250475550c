// Normal quantiles in double precision; the definition is `StandardNormal.quantile` for `Double`,
// and for `Float` with bounds at unequal distance.

// ln x for positive, finite, normal x; `DeterministicMath.log`.
INLINE WideF64 natural_log(WideF64 x) {
  WideI64 offset = (WideI64)x - 0x3FE6A09E667F3BCD;
  WideI64 exponent = offset >> 52;
  WideF64 m = (WideF64)((WideI64)x - (WideI64)((WideU64)exponent << 52));
  WideF64 s = (m - 1.0) / (m + 1.0);
  WideF64 square = s * s;
  WideF64 sum = all_wide_f64(1.0 / 23);
  sum = sum * square + 1.0 / 21;
  sum = sum * square + 1.0 / 19;
  sum = sum * square + 1.0 / 17;
  sum = sum * square + 1.0 / 15;
  sum = sum * square + 1.0 / 13;
  sum = sum * square + 1.0 / 11;
  sum = sum * square + 1.0 / 9;
  sum = sum * square + 1.0 / 7;
  sum = sum * square + 1.0 / 5;
  sum = sum * square + 1.0 / 3;
  // Small integers become numbers in one subtraction: not every processor converts 64-bit integers.
  WideF64 k = (WideF64)(exponent + 0x4338000000000000) - 0x1.8p52;
  return k * 0x1.62e42fee00000p-1 + (2.0 * s + (2.0 * s * square * sum + k * 0x1.a39ef35793c76p-33));
}

// Φ⁻¹((1 + v) / 2) for v in [0, 0.85].
INLINE WideF64 central_quantile_wide(WideF64 v) {
  WideF64 q = v / 2.0;
  WideF64 r = 0.180625 - q * q;
  WideF64 p = all_wide_f64(2509.0809287301226727);
  p = p * r + 33430.575583588128105;
  p = p * r + 67265.770927008700853;
  p = p * r + 45921.953931549871457;
  p = p * r + 13731.693765509461125;
  p = p * r + 1971.5909503065514427;
  p = p * r + 133.14166789178437745;
  p = p * r + 3.387132872796366608;
  WideF64 d = all_wide_f64(5226.495278852545925);
  d = d * r + 28729.085735721942674;
  d = d * r + 39307.89580009271061;
  d = d * r + 21213.794301586595867;
  d = d * r + 5394.1960214247511077;
  d = d * r + 687.1870074920579083;
  d = d * r + 42.313330701600911252;
  d = d * r + 1.0;
  return q * (p / d);
}

INLINE WideF64 near_tail_quantile(WideF64 r) {
  WideF64 p = all_wide_f64(7.7454501427834140764e-4);
  p = p * r + 0.0227238449892691845833;
  p = p * r + 0.24178072517745061177;
  p = p * r + 1.27045825245236838258;
  p = p * r + 3.64784832476320460504;
  p = p * r + 5.7694972214606914055;
  p = p * r + 4.6303378461565452959;
  p = p * r + 1.42343711074968357734;
  WideF64 d = all_wide_f64(1.05075007164441684324e-9);
  d = d * r + 5.475938084995344946e-4;
  d = d * r + 0.0151986665636164571966;
  d = d * r + 0.14810397642748007459;
  d = d * r + 0.68976733498510000455;
  d = d * r + 1.6763848301838038494;
  d = d * r + 2.05319162663775882187;
  d = d * r + 1.0;
  return p / d;
}

INLINE WideF64 far_tail_quantile(WideF64 r) {
  WideF64 p = all_wide_f64(2.01033439929228813265e-7);
  p = p * r + 2.71155556874348757815e-5;
  p = p * r + 0.0012426609473880784386;
  p = p * r + 0.026532189526576123093;
  p = p * r + 0.29656057182850489123;
  p = p * r + 1.7848265399172913358;
  p = p * r + 5.4637849111641143699;
  p = p * r + 6.6579046435011037772;
  WideF64 d = all_wide_f64(2.04426310338993978564e-15);
  d = d * r + 1.4215117583164458887e-7;
  d = d * r + 1.8463183175100546818e-5;
  d = d * r + 7.868691311456132591e-4;
  d = d * r + 0.0148753612908506148525;
  d = d * r + 0.13692988092273580531;
  d = d * r + 0.59983220655588793769;
  d = d * r + 1.0;
  return p / d;
}

// Φ⁻¹(1 − q) for q in (0, 0.075].
INLINE WideF64 tail_quantile_wide(WideF64 q) {
  WideF64 r = __builtin_elementwise_sqrt(-natural_log(q));
  WideF64 z = near_tail_quantile(r - 1.6);
  // The far tail is met about once in 10¹⁰ draws.
  WideI64 is_far = r > 5.0;
  if (__builtin_expect(__builtin_reduce_or(is_far) != 0, 0))
    z = select_wide_f64(is_far, far_tail_quantile(r - 5.0), z);
  return z;
}

// A draw's place: the centre's v, the mass q beyond it with the sign of the result, and whether it
// lies in a tail.
typedef struct Place {
  WideF64 v, signed_tail;
  WideI64 is_tail;
} Place;

INLINE WideF64 with_sign_of(WideF64 magnitude, WideU64 sign) {
  return (WideF64)((WideU64)magnitude | (sign & 0x8000000000000000));
}

INLINE Place place_between_symmetric(WideU64 draw, const NormalLaw *law) {
  // With |s| = 2a + 1 and a + b = 2⁶³ − 1; the draws ±s differ in all bits.
  WideU64 b = draw ^ (WideU64)((WideI64)draw >> 63);
  WideU64 a = b ^ 0x7FFFFFFFFFFFFFFF;
  WideF64 v = (__builtin_convertvector(a, WideF64) + 0.5) * 0x1p-63 * law->central;
  WideF64 q = (__builtin_convertvector(b, WideF64) + 0.5) * 0x1p-64 * law->central + law->tail;
  return (Place){v, with_sign_of(q, ~draw), v > (double)0.85f};
}

// `u` and `complement` sum to 1.
INLINE Place place_between_asymmetric(WideF64 u, WideF64 complement, const AsymmetricNormalLaw *law) {
  WideF64 below = law->below + u * law->between;
  WideF64 above = law->above + complement * law->between;
  WideI64 is_below = below < above;
  WideF64 tail = select_wide_f64(is_below, below, above);
  return (Place){1.0 - 2.0 * tail, with_sign_of(tail, (WideU64)is_below), tail < 0.075};
}

// Room for the results of one piece, and for its tails.
typedef struct WidePiece {
  _Alignas(64) double values[PIECE + WIDE_LANES64];
  _Alignas(64) double packed[PIECE + WIDE_LANES64];
  Choice choices[PIECE / LANES64];
  size_t tails;
} WidePiece;

// The central result of a vector of places; its tails are put aside.
INLINE void put_places(WidePiece *work, size_t i, Place place) {
  WideF64 z = with_sign_of(central_quantile_wide(place.v), (WideU64)place.signed_tail);
  store_wide_f64(work->values + i, z);
#pragma clang loop unroll(full)
  for (size_t j = 0; j < WIDTH; j++) {
    Choice choice = choice_of((I32)load_u64((uint64_t *)&place.is_tail + j * LANES64));
    U32 tail = (U32)load_u64((uint64_t *)&place.signed_tail + j * LANES64);
    work->choices[i / LANES64 + j] = choice;
    work->tails += pack(work->packed + work->tails, tail, choice) / 2;
  }
}

// The quantiles of the tails, to be fetched from the first on.
INLINE void finish_tails(WidePiece *work) {
  for (size_t i = 0; i < work->tails; i += WIDE_LANES64) {
    WideF64 signed_tail = load_wide_f64(work->packed + i);
    WideF64 q = (WideF64)((WideU64)signed_tail & 0x7FFFFFFFFFFFFFFF);
    store_wide_f64(work->packed + i, with_sign_of(tail_quantile_wide(q), (WideU64)signed_tail));
  }
  work->tails = 0;
}

// The quantiles of a vector of places; vectors are fetched in order.
INLINE WideF64 fetch_quantiles(WidePiece *work, size_t i) {
  WideF64 z;
#pragma clang loop unroll(full)
  for (size_t j = 0; j < WIDTH; j++) {
    Choice choice = work->choices[i / LANES64 + j];
    U32 central = (U32)load_f64(work->values + i + j * LANES64);
    U32 quantile = unpack(central, work->packed + work->tails, choice);
    store_f64((double *)&z + j * LANES64, (F64)quantile);
    work->tails += chosen_count(choice) / 2;
  }
  return z;
}

static void normal_double(
    void *out, StoredType type, size_t count, const void *draws, const void *parameters) {
  (void)type;
  const NormalLaw *law = parameters;
  WidePiece work;
  work.tails = 0;
  for (size_t i = 0; i < count; i += WIDE_LANES64) {
    WideU64 draw = load_wide_u64((const uint64_t *)draws + i);
    put_places(&work, i, place_between_symmetric(draw, law));
  }
  finish_tails(&work);
  for (size_t i = 0; i < count; i += WIDE_LANES64) {
    WideF64 z = fetch_quantiles(&work, i);
    WideF64 magnitude = (WideF64)((WideU64)z & 0x7FFFFFFFFFFFFFFF);
    magnitude = select_wide_f64(magnitude < law->upper, magnitude, all_wide_f64(law->upper));
    z = with_sign_of(magnitude, (WideU64)z);
    store_wide_f64((double *)out + i, z * law->scale + law->mean);
  }
}

static void asymmetric_normal_double(
    void *out, StoredType type, size_t count, const void *draws, const void *parameters) {
  (void)type;
  const AsymmetricNormalLaw *law = parameters;
  WidePiece work;
  work.tails = 0;
  for (size_t i = 0; i < count; i += WIDE_LANES64) {
    WideU64 draw = load_wide_u64((const uint64_t *)draws + i);
    WideF64 u = (__builtin_convertvector(draw, WideF64) + 0.5) * 0x1p-64;
    WideF64 complement = (__builtin_convertvector(~draw, WideF64) + 0.5) * 0x1p-64;
    put_places(&work, i, place_between_asymmetric(u, complement, law));
  }
  finish_tails(&work);
  for (size_t i = 0; i < count; i += WIDE_LANES64) {
    WideF64 z = fetch_quantiles(&work, i);
    WideF64 bounded = select_wide_f64(z < law->lower, all_wide_f64(law->lower), z);
    bounded = select_wide_f64(z > law->upper, all_wide_f64(law->upper), bounded);
    store_wide_f64((double *)out + i, bounded * law->scale + law->mean);
  }
}

INLINE void asymmetric_normal_float_as(
    StoredType type, char *out, size_t count, const uint32_t *draws,
    const AsymmetricNormalLaw *law) {
  const float lower = (float)law->lower, upper = (float)law->upper;
  const float scale = (float)law->scale, mean = (float)law->mean;
  _Alignas(64) float values[PIECE + WIDE_LANES32];
  WidePiece work;
  work.tails = 0;
  for (size_t i = 0; i < count; i += WIDE_LANES64) {
    HalfWideU32 draw;
    __builtin_memcpy(&draw, draws + i, sizeof draw);
    WideF64 u = (__builtin_convertvector(draw, WideF64) + 0.5) * 0x1p-32;
    WideF64 complement = (__builtin_convertvector(~draw, WideF64) + 0.5) * 0x1p-32;
    put_places(&work, i, place_between_asymmetric(u, complement, law));
  }
  finish_tails(&work);
  for (size_t i = 0; i < count; i += WIDE_LANES64) {
    HalfWideF32 z = __builtin_convertvector(fetch_quantiles(&work, i), HalfWideF32);
    __builtin_memcpy(values + i, &z, sizeof z);
  }
  for (size_t i = 0; i < count; i += LANES32) {
    F32 z = load_f32(values + i);
    F32 bounded = select_f32(z < lower, all_f32(lower), z);
    bounded = select_f32(z > upper, all_f32(upper), bounded);
    store_result(out + i * stored_size(type), type, bounded * scale + mean);
  }
}
DEFINE_FOR_STORED_TYPES(asymmetric_normal_float)
