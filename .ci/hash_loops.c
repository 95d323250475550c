// Prints a hash of what each loop makes, for every instruction set this processor has: see check_arm64.
#include "CLoops.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 100003, ROWS = 1003 };

static uint64_t hash(const void *memory, size_t size) {
  const unsigned char *bytes = memory;
  uint64_t value = 0xCBF29CE484222325;
  for (size_t i = 0; i < size; i++) value = (value ^ bytes[i]) * 0x100000001B3;
  return value;
}

static void show(const char *set, const char *name, const void *memory, size_t size) {
  printf("%s %s %016llx\n", set, name, (unsigned long long)hash(memory, size));
}

int main(void) {
  const char *names[] = {"baseline", "avx2", "avx512"};
  const UniformLaw uniform = {-1, 2, 1, nextafterf(1, 0)}, wide_uniform = {-1, 2, 1, nextafter(1, 0)};
  const NormalLaw normal = {1, 0, INFINITY, 0.05, 0.5};
  const NormalLaw truncated = {0.95449973610364158, 0.022750131948179207, 2, 1, 0};
  const AsymmetricNormalLaw asymmetric = {0.15865525393145705, 0.022750131948179207,
                                          0.81859461412036374, -1, 2, 1, 0};
  const DrawSource source = {42, 7, ((uint64_t)1 << 34) - 5001};
  double *out = malloc(COUNT * sizeof *out), *matrices = malloc((3 * ROWS + 67) * 64 * sizeof *matrices);
  for (int set = LoopSetBaseline; set <= LoopSetAVX512; set++) {
    const Loops *loops = loops_for(set);
    if (!loops) continue;
    const struct {
      const char *name;
      StoredType type;
      size_t size;
      Transform *transform;
      const void *law;
    } works[] = {
        {"uniform float32", StoredTypeFloat, 4, loops->uniform_float, &uniform},
        {"uniform float16", StoredTypeFloat16, 2, loops->uniform_float, &uniform},
        {"uniform bfloat16", StoredTypeBFloat16, 2, loops->uniform_float, &uniform},
        {"uniform float64", StoredTypeDouble, 8, loops->uniform_double, &wide_uniform},
        {"normal float32", StoredTypeFloat, 4, loops->normal_float, &normal},
        {"normal float64", StoredTypeDouble, 8, loops->normal_double, &normal},
        {"truncated float32", StoredTypeFloat, 4, loops->normal_float, &truncated},
        {"truncated float64", StoredTypeDouble, 8, loops->normal_double, &truncated},
        {"asymmetric float32", StoredTypeFloat, 4, loops->asymmetric_normal_float, &asymmetric},
        {"asymmetric float64", StoredTypeDouble, 8, loops->asymmetric_normal_double, &asymmetric},
    };
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
      fill_with_law(out, works[i].type, COUNT, source, loops, works[i].transform, works[i].law);
      show(names[set], works[i].name, out, COUNT * works[i].size);
    }
    double *a = matrices, *b = a + (ROWS + 3) * 64, *c = b + (ROWS + 0) * 64;
    fill_with_law(matrices, StoredTypeDouble, (3 * ROWS + 67) * 64, source, loops,
                  loops->normal_double, &normal);
    loops->product_double(c, a, b, ROWS, 64, 64);
    loops->subtract_product_double(b, a, c, ROWS, 64, 64);
    show(names[set], "products float64", b, ROWS * 64 * sizeof(double));
    float *narrow = (float *)matrices, *x = narrow, *y = x + (ROWS + 3) * 64, *z = y + ROWS * 64;
    fill_with_law(narrow, StoredTypeFloat, (3 * ROWS + 67) * 64, source, loops,
                  loops->normal_float, &normal);
    loops->product_float(z, x, y, ROWS, 64, 64);
    loops->subtract_product_float(y, x, z, ROWS, 64, 64);
    show(names[set], "products float32", y, ROWS * 64 * sizeof(float));
  }
  free(out);
  free(matrices);
}
