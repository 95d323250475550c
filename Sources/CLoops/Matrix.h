// Products of matrices whose rows are 64 elements apart, in an order of operations that no vector
// size changes: each element's sum runs over the rows, or the columns, from the first on.

enum {
  ROW_STRIDE = 64,
  // Sums of more rows than this are sums of sums.
  ROWS_A_SUM = 128,
  TILE_ROWS = 4,
  TILE_VECTORS = VECTOR_BYTES == 64 ? 4 : 2,
};

#define DEFINE_MATRIX_LOOPS(Element, Vector, access, suffix)                                    \
  enum {                                                                                          \
    LANES_##suffix = VECTOR_BYTES / sizeof(Element),                                              \
    TILE_COLUMNS_##suffix = TILE_VECTORS * LANES_##suffix,                                        \
  };                                                                                              \
                                                                                                  \
  /* The sums over k of a[k a_step + r a_row] b[k ROW_STRIDE + column] for a tile of r, columns. */ \
  INLINE void tile_sums_##suffix(                                                                 \
      Vector sums[TILE_ROWS][TILE_VECTORS], const Element *a, size_t a_row, size_t a_step,        \
      const Element *b, size_t steps) {                                                           \
    for (size_t r = 0; r < TILE_ROWS; r++)                                                        \
      for (size_t v = 0; v < TILE_VECTORS; v++) sums[r][v] = (Vector){};                          \
    for (size_t k = 0; k < steps; k++) {                                                          \
      Vector row[TILE_VECTORS];                                                                   \
      for (size_t v = 0; v < TILE_VECTORS; v++)                                                   \
        row[v] = load_##access(b + k * ROW_STRIDE + v * LANES_##suffix);                          \
      for (size_t r = 0; r < TILE_ROWS; r++) {                                                    \
        Element factor = a[k * a_step + r * a_row];                                               \
        for (size_t v = 0; v < TILE_VECTORS; v++) sums[r][v] += factor * row[v];                  \
      }                                                                                           \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  static void product_##suffix(                                                                   \
      Element *c, const Element *a, const Element *b, size_t rows, size_t a_columns,              \
      size_t b_columns) {                                                                         \
    for (size_t i = 0; i < a_columns * ROW_STRIDE; i++) c[i] = 0;                                 \
    for (size_t first = 0; first < rows; first += ROWS_A_SUM) {                                   \
      size_t steps = rows - first < ROWS_A_SUM ? rows - first : ROWS_A_SUM;                       \
      const Element *from_a = a + first * ROW_STRIDE, *from_b = b + first * ROW_STRIDE;           \
      for (size_t column = 0; column < b_columns; column += TILE_COLUMNS_##suffix) {              \
        for (size_t row = 0; row < a_columns; row += TILE_ROWS) {                                 \
          Vector sums[TILE_ROWS][TILE_VECTORS];                                                   \
          tile_sums_##suffix(sums, from_a + row, 1, ROW_STRIDE, from_b + column, steps);          \
          for (size_t r = 0; r < TILE_ROWS && row + r < a_columns; r++)                           \
            for (size_t v = 0; v < TILE_VECTORS; v++) {                                           \
              Element *to = c + (row + r) * ROW_STRIDE + column + v * LANES_##suffix;             \
              store_##access(to, load_##access(to) + sums[r][v]);                                 \
            }                                                                                     \
        }                                                                                         \
      }                                                                                           \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  static void subtract_product_##suffix(                                                          \
      Element *c, const Element *a, const Element *b, size_t rows, size_t inner, size_t columns) { \
    for (size_t row = 0; row < rows; row += TILE_ROWS) {                                          \
      for (size_t column = 0; column < columns; column += TILE_COLUMNS_##suffix) {                \
        Vector sums[TILE_ROWS][TILE_VECTORS];                                                     \
        tile_sums_##suffix(sums, a + row * ROW_STRIDE, ROW_STRIDE, 1, b + column, inner);         \
        for (size_t r = 0; r < TILE_ROWS && row + r < rows; r++)                                  \
          for (size_t v = 0; v < TILE_VECTORS; v++) {                                             \
            Element *to = c + (row + r) * ROW_STRIDE + column + v * LANES_##suffix;               \
            store_##access(to, load_##access(to) - sums[r][v]);                                   \
          }                                                                                       \
      }                                                                                           \
    }                                                                                             \
  }

DEFINE_MATRIX_LOOPS(float, F32, f32, float)
DEFINE_MATRIX_LOOPS(double, F64, f64, double)
