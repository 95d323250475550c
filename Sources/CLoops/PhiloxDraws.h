// Philox4x32-10: the words of consecutive blocks, several vectors of blocks at a time.
//
// A 64-bit lane holds one 32-bit word of one block. Multiplication reads the lower half of a lane
// alone, so what a product or a shift leaves in the upper half does no harm until the end.

#define MULTIPLIER0 0xD2511F53
#define MULTIPLIER1 0xCD9E8D57
#define KEY_STEP0 0x9E3779B9
#define KEY_STEP1 0xBB67AE85

typedef struct PhiloxState {
  U64 word0, word1, word2, word3;
} PhiloxState;

INLINE U64 low_halves(U64 lanes) { return lanes & 0xFFFFFFFF; }

// Hides from the optimizer how a value came about. It would else see that some products need only a
// part of their bits, and compute those parts apart, with slower instructions.
INLINE U64 opaque(U64 lanes) {
#if defined(__x86_64__)
  __asm__("" : "+v"(lanes));
#elif defined(__aarch64__)
  __asm__("" : "+w"(lanes));
#endif
  return lanes;
}

INLINE U64 product(U64 lanes, uint32_t multiplier) {
  return opaque(low_halves(opaque(lanes)) * multiplier);
}

// The first two rounds. All blocks share the counter's words but word 0, so half of the products
// are products of plain numbers.
INLINE void start_philox(PhiloxState *state, uint64_t first_block, uint64_t stream, uint64_t key) {
  uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
  uint64_t shared1 = (uint64_t)(uint32_t)stream * MULTIPLIER1;
  U64 product0 = product((U64)BLOCK_OF_LANE + (uint32_t)first_block, MULTIPLIER0);
  uint32_t word0 = (uint32_t)(shared1 >> 32) ^ (uint32_t)(first_block >> 32) ^ key0;
  U64 word2 = (product0 >> 32) ^ ((uint32_t)(stream >> 32) ^ key1);
  key0 += KEY_STEP0;
  key1 += KEY_STEP1;
  uint64_t shared0 = (uint64_t)word0 * MULTIPLIER0;
  U64 product1 = product(word2, MULTIPLIER1);
  state->word0 = (product1 >> 32) ^ ((uint32_t)shared1 ^ key0);
  state->word1 = product1;
  state->word2 = product0 ^ ((uint32_t)(shared0 >> 32) ^ key1);
  state->word3 = (U64){} + shared0;
}

// The other eight rounds.
INLINE void finish_philox(PhiloxState *states, int count, uint64_t key) {
  uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
#pragma clang loop unroll(full)
  for (uint32_t round = 2; round < 10; round++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < count; i++) {
      PhiloxState *state = &states[i];
      U64 product0 = product(state->word0, MULTIPLIER0);
      U64 product1 = product(state->word2, MULTIPLIER1);
      state->word0 = (product1 >> 32) ^ (state->word1 ^ (key0 + round * KEY_STEP0));
      state->word2 = (product0 >> 32) ^ (state->word3 ^ (key1 + round * KEY_STEP1));
      state->word1 = product1;
      state->word3 = product0;
    }
  }
}

// One block in plain code, where a pass of vectors would carry into word 1 of the counter.
static void plain_philox(uint32_t words[4], uint64_t block, uint64_t stream, uint64_t key) {
  uint32_t word0 = (uint32_t)block, word1 = (uint32_t)(block >> 32);
  uint32_t word2 = (uint32_t)stream, word3 = (uint32_t)(stream >> 32);
  for (uint32_t round = 0; round < 10; round++) {
    uint64_t product0 = (uint64_t)word0 * MULTIPLIER0, product1 = (uint64_t)word2 * MULTIPLIER1;
    word0 = (uint32_t)(product1 >> 32) ^ word1 ^ ((uint32_t)key + round * KEY_STEP0);
    word2 = (uint32_t)(product0 >> 32) ^ word3 ^ ((uint32_t)(key >> 32) + round * KEY_STEP1);
    word1 = (uint32_t)product1;
    word3 = (uint32_t)product0;
  }
  words[0] = word0, words[1] = word1, words[2] = word2, words[3] = word3;
}

INLINE bool pass_carries(uint64_t block, size_t blocks) {
  return (uint32_t)block > UINT32_MAX - (uint32_t)blocks;
}

// What one pass of `draw_words` makes; twice what one of `draw_wide_words` makes.
enum { WORDS_A_PASS = PHILOX_GROUPS * LANES64 * 4 };
_Static_assert(WORDS_A_PASS <= DRAWS_BEYOND, "a pass goes beyond the room for draws");

// Writes at least `count` words of field 0 from a source's block on, in whole passes.
static void draw_words(uint32_t *words, size_t count, DrawSource source) {
  enum { BLOCKS = WORDS_A_PASS / 4 };
  uint64_t block = source.position >> 2;
  for (size_t done = 0; done < count; done += WORDS_A_PASS, block += BLOCKS) {
    if (__builtin_expect(pass_carries(block, BLOCKS), 0)) {
      for (size_t i = 0; i < BLOCKS; i++)
        plain_philox(words + done + 4 * i, block + i, source.stream, source.key);
      continue;
    }
    PhiloxState states[PHILOX_GROUPS];
#pragma clang loop unroll(full)
    for (int i = 0; i < PHILOX_GROUPS; i++)
      start_philox(&states[i], block + (size_t)i * LANES64, source.stream, source.key);
    finish_philox(states, PHILOX_GROUPS, source.key);
#pragma clang loop unroll(full)
    for (int i = 0; i < PHILOX_GROUPS; i++) {
      U64 front = low_halves(states[i].word0) | states[i].word1 << 32;
      U64 back = low_halves(states[i].word2) | states[i].word3 << 32;
      uint32_t *to = words + done + i * LANES64 * 4;
      store_u64(to, ZIP_EVEN(front, back));
      store_u64(to + LANES32, ZIP_ODD(front, back));
    }
  }
}

// Writes at least `count` 64-bit draws, field 0 above field 1, in whole passes.
static void draw_wide_words(uint64_t *words, size_t count, DrawSource source) {
  enum { PAIRS = PHILOX_GROUPS / 2, BLOCKS = PAIRS * LANES64 };
  const uint64_t field1 = UINT64_C(1) << 56;
  uint64_t block = source.position >> 2;
  for (size_t done = 0; done < count; done += 4 * BLOCKS, block += BLOCKS) {
    if (__builtin_expect(pass_carries(block, BLOCKS), 0)) {
      for (size_t i = 0; i < BLOCKS; i++) {
        uint32_t high[4], low[4];
        plain_philox(high, block + i, source.stream, source.key);
        plain_philox(low, field1 + block + i, source.stream, source.key);
        for (size_t k = 0; k < 4; k++) words[done + 4 * i + k] = (uint64_t)high[k] << 32 | low[k];
      }
      continue;
    }
    PhiloxState states[PHILOX_GROUPS];
#pragma clang loop unroll(full)
    for (int i = 0; i < PAIRS; i++) {
      uint64_t first = block + (size_t)i * LANES64;
      start_philox(&states[i], first, source.stream, source.key);
      start_philox(&states[PAIRS + i], field1 + first, source.stream, source.key);
    }
    finish_philox(states, PHILOX_GROUPS, source.key);
#pragma clang loop unroll(full)
    for (int i = 0; i < PAIRS; i++) {
      PhiloxState high = states[i], low = states[PAIRS + i];
      U64 word0 = high.word0 << 32 | low_halves(low.word0);
      U64 word1 = high.word1 << 32 | low_halves(low.word1);
      U64 word2 = high.word2 << 32 | low_halves(low.word2);
      U64 word3 = high.word3 << 32 | low_halves(low.word3);
      U64 even_front = ZIP_EVEN(word0, word1), even_back = ZIP_EVEN(word2, word3);
      U64 odd_front = ZIP_ODD(word0, word1), odd_back = ZIP_ODD(word2, word3);
      uint64_t *to = words + done + i * LANES64 * 4;
      store_u64(to, ZIP_PAIRS_LOW(even_front, even_back));
      store_u64(to + LANES64, ZIP_PAIRS_HIGH(even_front, even_back));
      store_u64(to + 2 * LANES64, ZIP_PAIRS_LOW(odd_front, odd_back));
      store_u64(to + 3 * LANES64, ZIP_PAIRS_HIGH(odd_front, odd_back));
    }
  }
}
