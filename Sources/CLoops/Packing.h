// Taking the chosen lanes of vectors together, and putting them back.
//
// `pack` writes the chosen 32-bit lanes of a vector, in order, and may write anything after them up
// to a whole vector; it returns their number. `unpack` replaces the chosen lanes by values read in
// order. A 64-bit lane counts as two.

#if VECTOR_BYTES == 64

typedef uint16_t Choice;

INLINE Choice choice_of(I32 chosen) { return _mm512_movepi32_mask((__m512i)chosen); }
INLINE size_t chosen_count(Choice choice) { return (size_t)__builtin_popcount(choice); }

INLINE size_t pack(void *to, U32 lanes, Choice choice) {
  store_u32(to, (U32)_mm512_maskz_compress_epi32(choice, (__m512i)lanes));
  return chosen_count(choice);
}

INLINE U32 unpack(U32 lanes, const void *from, Choice choice) {
  return (U32)_mm512_mask_expand_epi32((__m512i)lanes, choice, (__m512i)load_u32(from));
}

#elif VECTOR_BYTES == 32

typedef uint8_t Choice;

// For each choice, a byte a lane: where the packed lane comes from; which packed lane goes here, or
// 128 for none.
#define CHOSEN(m, i) ((m) >> (i)&1)
#define CHOSEN_BELOW(m, i) __builtin_popcount((m) & ((1 << (i)) - 1))
#define PACKED(m, i) ((uint64_t)(CHOSEN(m, i) * (i)) << 8 * CHOSEN_BELOW(m, i))
#define UNPACKED(m, i) ((uint64_t)(CHOSEN(m, i) ? CHOSEN_BELOW(m, i) : 128) << 8 * (i))
#define ALL_LANES(F, m) \
  (F(m, 0) | F(m, 1) | F(m, 2) | F(m, 3) | F(m, 4) | F(m, 5) | F(m, 6) | F(m, 7))
#define FOUR(F, m) ALL_LANES(F, m), ALL_LANES(F, m + 1), ALL_LANES(F, m + 2), ALL_LANES(F, m + 3)
#define SIXTEEN(F, m) FOUR(F, m), FOUR(F, m + 4), FOUR(F, m + 8), FOUR(F, m + 12)
#define SIXTY_FOUR(F, m) SIXTEEN(F, m), SIXTEEN(F, m + 16), SIXTEEN(F, m + 32), SIXTEEN(F, m + 48)
#define EVERY_CHOICE(F) SIXTY_FOUR(F, 0), SIXTY_FOUR(F, 64), SIXTY_FOUR(F, 128), SIXTY_FOUR(F, 192)

static const uint64_t packed_orders[256] = {EVERY_CHOICE(PACKED)};
static const uint64_t unpacked_orders[256] = {EVERY_CHOICE(UNPACKED)};

INLINE Choice choice_of(I32 chosen) { return (Choice)_mm256_movemask_ps((__m256)chosen); }
INLINE size_t chosen_count(Choice choice) { return (size_t)__builtin_popcount(choice); }

INLINE __m256i lane_order(uint64_t order) {
  return _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)order));
}

INLINE size_t pack(void *to, U32 lanes, Choice choice) {
  __m256i order = lane_order(packed_orders[choice]);
  store_u32(to, (U32)_mm256_permutevar8x32_epi32((__m256i)lanes, order));
  return chosen_count(choice);
}

INLINE U32 unpack(U32 lanes, const void *from, Choice choice) {
  __m256i order = lane_order(unpacked_orders[choice]);
  __m256i spread = _mm256_permutevar8x32_epi32((__m256i)load_u32(from), order);
  // The 128 of a lane that is not chosen becomes the sign that the blend looks at.
  __m256i kept = _mm256_slli_epi32(order, 24);
  return (U32)_mm256_blendv_ps((__m256)spread, (__m256)lanes, (__m256)kept);
}

#else

// Plain code: without a shuffle by variable lanes, one lane at a time.
typedef I32 Choice;

INLINE Choice choice_of(I32 chosen) { return chosen; }
INLINE size_t chosen_count(Choice choice) {
  return (size_t)-(choice[0] + choice[1] + choice[2] + choice[3]);
}

INLINE size_t pack(void *to, U32 lanes, Choice choice) {
  uint32_t *next = to;
  for (int lane = 0; lane < 4; lane++) {
    *next = lanes[lane];
    next -= choice[lane];
  }
  return (size_t)(next - (uint32_t *)to);
}

INLINE U32 unpack(U32 lanes, const void *from, Choice choice) {
  const uint32_t *next = from;
  for (int lane = 0; lane < 4; lane++) {
    lanes[lane] = choice[lane] ? *next : lanes[lane];
    next -= choice[lane];
  }
  return lanes;
}

#endif
