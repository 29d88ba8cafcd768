#include "samples.h"

// Pixels of enough contrast where something may be reported.
#define CONTRAST(NAME, T) \
extern "C" __global__ void contrast_##NAME(const T* contrast, const u8* valid, u8* on, i64 pixels, double least, int masked) { \
    for (i64 i = THREAD; i < pixels; i += THREADS) \
        on[i] = contrast[i] >= least && (!masked || valid[i] != 0); \
} \
extern "C" __global__ void peaks_##NAME(const T* contrast, const int* labels, int* peaks, i64 pixels) { \
    for (i64 i = THREAD; i < pixels; i += THREADS) \
        if (labels[i] > 0) \
            atomicMax(peaks + labels[i], __float_as_int((float) contrast[i])); /* positive: ordered as its bits are */ \
}
FOR_SAMPLES(CONTRAST)
