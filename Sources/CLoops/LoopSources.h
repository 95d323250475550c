// All loops, for the instruction set that the including file has chosen.

// Functions that take vectors are inlined everywhere: how others would pass them does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#include "Tables.h"
#include "Vectors.h"

#include "Packing.h"
#include "PhiloxDraws.h"
#include "Storing.h"

#include "Matrix.h"
#include "NormalDouble.h"
#include "NormalFloat.h"
#include "Repeat.h"
#include "Uniform.h"

#define WHOLE_PASSES(count) ((count) / WORDS_A_PASS * WORDS_A_PASS)
_Static_assert(WHOLE_PASSES(PIECE) % GROUP == 0, "a piece is not in whole groups");
_Static_assert(WHOLE_PASSES(PIECE / 2) % GROUP == 0, "a short piece is not in whole groups");

const Loops LOOP_TABLE = {
    .piece = WHOLE_PASSES(PIECE),
    .short_piece = WHOLE_PASSES(PIECE / 2),
    .draw_words = draw_words,
    .draw_wide_words = draw_wide_words,
    .uniform_float = uniform_float,
    .uniform_double = uniform_double,
    .normal_float = normal_float,
    .normal_double = normal_double,
    .asymmetric_normal_float = asymmetric_normal_float,
    .asymmetric_normal_double = asymmetric_normal_double,
    .repeat = repeat,
    .product_float = product_float,
    .product_double = product_double,
    .subtract_product_float = subtract_product_float,
    .subtract_product_double = subtract_product_double,
};
