// Vector types of VECTOR_BYTES bytes and the few operations on them that C has no operator for.

typedef uint32_t U32 __attribute__((vector_size(VECTOR_BYTES)));
typedef int32_t I32 __attribute__((vector_size(VECTOR_BYTES)));
typedef uint64_t U64 __attribute__((vector_size(VECTOR_BYTES)));
typedef int64_t I64 __attribute__((vector_size(VECTOR_BYTES)));
typedef float F32 __attribute__((vector_size(VECTOR_BYTES)));
typedef double F64 __attribute__((vector_size(VECTOR_BYTES)));
typedef uint16_t HalfU16 __attribute__((vector_size(VECTOR_BYTES / 2)));

enum { LANES32 = VECTOR_BYTES / 4, LANES64 = VECTOR_BYTES / 8 };

// Several vectors as one, which the compiler takes apart. Long chains of operations are written
// with them: what depends on each other is then far enough apart for the processor to keep all
// units busy.
enum { WIDTH = 4, WIDE_LANES32 = WIDTH * LANES32, WIDE_LANES64 = WIDTH * LANES64 };
typedef uint32_t WideU32 __attribute__((vector_size(WIDTH * VECTOR_BYTES)));
typedef int32_t WideI32 __attribute__((vector_size(WIDTH * VECTOR_BYTES)));
typedef float WideF32 __attribute__((vector_size(WIDTH * VECTOR_BYTES)));
typedef uint64_t WideU64 __attribute__((vector_size(WIDTH * VECTOR_BYTES)));
typedef int64_t WideI64 __attribute__((vector_size(WIDTH * VECTOR_BYTES)));
typedef double WideF64 __attribute__((vector_size(WIDTH * VECTOR_BYTES)));
typedef uint32_t HalfWideU32 __attribute__((vector_size(WIDTH * VECTOR_BYTES / 2)));
typedef float HalfWideF32 __attribute__((vector_size(WIDTH * VECTOR_BYTES / 2)));
typedef double DoubleWideF64 __attribute__((vector_size(2 * WIDTH * VECTOR_BYTES)));

// Shuffles name their lanes as constants, so each vector size has its own. ZIP takes the even or
// the odd lanes of both vectors in turn, which is one instruction; BLOCK_OF_LANE numbers the lanes
// so that the even ones hold the first half of the blocks.
#if VECTOR_BYTES == 16
#define ZIP_EVEN(a, b) __builtin_shufflevector(a, b, 0, 2)
#define ZIP_ODD(a, b) __builtin_shufflevector(a, b, 1, 3)
// A vector is one pair.
#define ZIP_PAIRS_LOW(a, b) (a)
#define ZIP_PAIRS_HIGH(a, b) (b)
#define BLOCK_OF_LANE {0, 1}
#elif VECTOR_BYTES == 32
#define ZIP_EVEN(a, b) __builtin_shufflevector(a, b, 0, 4, 2, 6)
#define ZIP_ODD(a, b) __builtin_shufflevector(a, b, 1, 5, 3, 7)
#define ZIP_PAIRS_LOW(a, b) __builtin_shufflevector(a, b, 0, 1, 4, 5)
#define ZIP_PAIRS_HIGH(a, b) __builtin_shufflevector(a, b, 2, 3, 6, 7)
#define BLOCK_OF_LANE {0, 2, 1, 3}
#else
#define ZIP_EVEN(a, b) __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define ZIP_ODD(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#define ZIP_PAIRS_LOW(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 2, 3, 10, 11)
#define ZIP_PAIRS_HIGH(a, b) __builtin_shufflevector(a, b, 4, 5, 12, 13, 6, 7, 14, 15)
#define BLOCK_OF_LANE {0, 4, 1, 5, 2, 6, 3, 7}
#endif

#define INLINE static inline __attribute__((always_inline))

// Memory has no alignment beyond its element's.
#define DEFINE_ACCESS(Vector, suffix)                         \
  INLINE Vector load_##suffix(const void *from) {             \
    Vector v;                                                 \
    __builtin_memcpy(&v, from, sizeof v);                     \
    return v;                                                 \
  }                                                           \
  INLINE void store_##suffix(void *to, Vector v) { __builtin_memcpy(to, &v, sizeof v); }

DEFINE_ACCESS(U32, u32)
DEFINE_ACCESS(U64, u64)
DEFINE_ACCESS(F32, f32)
DEFINE_ACCESS(F64, f64)
DEFINE_ACCESS(HalfU16, half_u16)
DEFINE_ACCESS(WideU32, wide_u32)
DEFINE_ACCESS(WideF32, wide_f32)
DEFINE_ACCESS(WideU64, wide_u64)
DEFINE_ACCESS(WideF64, wide_f64)

// One number in all lanes; adding it to zeros would lose the sign of −0.
INLINE F32 all_f32(float number) { return number - (F32){}; }
INLINE WideF32 all_wide_f32(float number) { return number - (WideF32){}; }
INLINE WideF64 all_wide_f64(double number) { return number - (WideF64){}; }

// `yes` where the condition holds, `no` elsewhere.
INLINE F32 select_f32(I32 condition, F32 yes, F32 no) {
  return (F32)(((I32)yes & condition) | ((I32)no & ~condition));
}
INLINE WideF32 select_wide_f32(WideI32 condition, WideF32 yes, WideF32 no) {
  return (WideF32)(((WideI32)yes & condition) | ((WideI32)no & ~condition));
}
INLINE WideF64 select_wide_f64(WideI64 condition, WideF64 yes, WideF64 no) {
  return (WideF64)(((WideI64)yes & condition) | ((WideI64)no & ~condition));
}
