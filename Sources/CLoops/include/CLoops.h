// Vectorized forms of loops that the Swift modules define, bit for bit.
//
// Swift cannot compile one function for several instruction sets; C can. Nothing else is in C. Each
// loop exists once in the source and is compiled for every instruction set; `loops_for` gives the
// table of one. Loops never allocate, and never touch memory beyond what they are given.
#ifndef CLOOPS_H
#define CLOOPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Where draws come from: a position in a stream of Philox4x32-10.
typedef struct DrawSource {
  uint64_t key;
  uint64_t stream;
  /// The row-major position of the first element.
  uint64_t position;
} DrawSource;

/// The type that values are stored in. `Double` is computed in double precision from 64-bit draws,
/// the others in single precision from 32-bit draws.
typedef enum __attribute__((enum_extensibility(closed))) StoredType {
  StoredTypeFloat,
  StoredTypeFloat16,
  StoredTypeBFloat16,
  StoredTypeDouble,
} StoredType;

/// The uniform law: u · span + low, and `greatest` where that is not below `high`.
typedef struct UniformLaw {
  double low, span, high, greatest;
} UniformLaw;

/// The normal law with symmetric bounds or none; see `Truncation`. `upper` is a number of the type
/// that values are computed in, rounded down.
typedef struct NormalLaw {
  double central, tail, upper;
  double scale, mean;
} NormalLaw;

/// The normal law with other bounds; see `Truncation`. `lower` and `upper` are rounded inward.
typedef struct AsymmetricNormalLaw {
  double below, above, between, lower, upper;
  double scale, mean;
} AsymmetricNormalLaw;

enum {
  /// The most elements of one piece of work, whose buffers fit the first-level cache.
  PIECE = 1024,
  /// The number of elements that vectors of all sizes divide.
  GROUP = 64,
  /// What `draw_words` may write beyond what it is asked for.
  DRAWS_BEYOND = 256,
};

/// Turns up to `PIECE` draws, in whole groups, into values of a law: one of the structures above.
typedef void Transform(
    void *_Nonnull out, StoredType type, size_t count, const void *_Nonnull draws,
    const void *_Nonnull law);

/// The loops of one instruction set.
typedef struct Loops {
  /// How many elements a piece of work has, as long as there are that many: whole groups, for which
  /// `draw_words` makes no draws in vain.
  size_t piece;
  /// The same for laws whose values take no longer to make than to write.
  size_t short_piece;

  /// Writes the draws of field 0, at least `count` and at most `DRAWS_BEYOND` more, from the block
  /// of the source's position on.
  void (*_Nonnull draw_words)(uint32_t *_Nonnull draws, size_t count, DrawSource source);
  /// The same for 64-bit draws: field 0 above field 1.
  void (*_Nonnull draw_wide_words)(uint64_t *_Nonnull draws, size_t count, DrawSource source);

  Transform *_Nonnull uniform_float;
  Transform *_Nonnull uniform_double;
  Transform *_Nonnull normal_float;
  Transform *_Nonnull normal_double;
  Transform *_Nonnull asymmetric_normal_float;
  Transform *_Nonnull asymmetric_normal_double;

  /// Repeats a pattern of 8 bytes over memory.
  void (*_Nonnull repeat)(void *_Nonnull out, size_t byteCount, uint64_t pattern);

  /// The first `a_columns` rows and `b_columns` columns of c = aᵀ b.
  ///
  /// Rows of all matrices are 64 elements apart, and c may be overwritten up to column 64 in its
  /// rows.
  void (*_Nonnull product_float)(
      float *_Nonnull c, const float *_Nonnull a, const float *_Nonnull b, size_t rows,
      size_t a_columns, size_t b_columns);
  void (*_Nonnull product_double)(
      double *_Nonnull c, const double *_Nonnull a, const double *_Nonnull b, size_t rows,
      size_t a_columns, size_t b_columns);
  /// The first `rows` rows and `columns` columns of c −= a b, where a has `inner` columns.
  ///
  /// a is read up to a number of rows that 4 divides.
  void (*_Nonnull subtract_product_float)(
      float *_Nonnull c, const float *_Nonnull a, const float *_Nonnull b, size_t rows,
      size_t inner, size_t columns);
  void (*_Nonnull subtract_product_double)(
      double *_Nonnull c, const double *_Nonnull a, const double *_Nonnull b, size_t rows,
      size_t inner, size_t columns);
} Loops;

/// Fills memory with values of a law, a piece at a time.
void fill_with_law(
    void *_Nonnull out, StoredType type, size_t count, DrawSource source,
    const Loops *_Nonnull loops, Transform *_Nonnull transform, const void *_Nonnull law);

/// The instruction sets that loops are compiled for.
typedef enum __attribute__((enum_extensibility(closed))) LoopSet {
  /// What every processor of the architecture has: SSE2 on x86-64, NEON on arm64.
  LoopSetBaseline,
  LoopSetAVX2,
  LoopSetAVX512,
} LoopSet;

/// The loops of an instruction set; null if this processor or this build does not have it.
const Loops *_Nullable loops_for(LoopSet set);

#endif
