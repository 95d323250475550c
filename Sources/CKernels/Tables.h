#ifndef TABLES_H
#define TABLES_H

#include "CKernels.h"

extern const Kernels baseline_kernels;
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;

#endif
