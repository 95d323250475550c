#ifndef TABLES_H
#define TABLES_H

#include "CLoops.h"

extern const Loops baseline_loops;
extern const Loops avx2_loops;
extern const Loops avx512_loops;

#endif
