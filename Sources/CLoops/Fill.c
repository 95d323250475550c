#include "CLoops.h"

#include <string.h>

static size_t size_of(StoredType type) {
  return type == StoredTypeDouble ? 8 : type == StoredTypeFloat ? 4 : 2;
}

void fill_with_law(
    void *out, StoredType type, size_t count, DrawSource source, const Loops *loops,
    Transform *transform, const void *law) {
  const size_t size = size_of(type), draw_size = type == StoredTypeDouble ? 8 : 4;
  // Room for a piece that starts within a block, rounded up to whole groups, and the last pass of
  // draws.
  _Alignas(64) char draws[(PIECE + 4 + GROUP + DRAWS_BEYOND) * sizeof(uint64_t)];
  _Alignas(64) char last_group[GROUP * sizeof(double)];
  // Shorter pieces keep memory busy all the time.
  const bool is_uniform = transform == loops->uniform_float || transform == loops->uniform_double;
  const size_t most = is_uniform ? loops->short_piece : loops->piece;
  char *to = out;
  while (count > 0) {
    // All pieces but the first start with a block.
    size_t offset = source.position & 3;
    size_t piece = count < most - offset ? count : most - offset;
    size_t whole = piece / GROUP * GROUP;
    size_t draw_count = offset + whole + (whole < piece ? GROUP : 0);
    // The memory, and its page's address, are on their way while the draws are made.
    for (size_t line = 0; line < piece * size; line += 64) __builtin_prefetch(to + line, 1);
    if (type == StoredTypeDouble)
      loops->draw_wide_words((uint64_t *)draws, draw_count, source);
    else
      loops->draw_words((uint32_t *)draws, draw_count, source);
    const char *from = draws + offset * draw_size;
    if (whole > 0) transform(to, type, whole, from, law);
    if (whole < piece) {
      transform(last_group, type, GROUP, from + whole * draw_size, law);
      memcpy(to + whole * size, last_group, (piece - whole) * size);
    }
    to += piece * size;
    count -= piece;
    source.position += piece;
  }
}
