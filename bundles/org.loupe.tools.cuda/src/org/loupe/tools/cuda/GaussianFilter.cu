#include "samples.h"

// Weighted means along rows, then along columns, with the edge pixels going on. Whole numbers are exact: weights of 8 or
// 16 fraction bits, sums of 16 and 32 bits along rows, of 24 and 48 bits in all. Floating point is summed in the order
// of the weights.
#define ROWS(NAME, T, SUM, WEIGHT) \
extern "C" __global__ void rows_##NAME(Each<const T*> ins, Each<SUM*> outs, int width, int height, int channels, \
                                       const WEIGHT* weights, int radius) { \
    int line = width * channels, i = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (i >= line || y >= height) return; \
    int x = i / channels, channel = i % channels; \
    const T* row = OWN(ins) + (i64) y * line; \
    SUM sum = 0; \
    for (int k = 0; k <= 2 * radius; k++) \
        sum += weights[k] * (WEIGHT) row[inside(x + k - radius, width) * channels + channel]; \
    OWN(outs)[(i64) y * line + i] = sum; \
}
ROWS(u8, u8, unsigned, unsigned)
ROWS(u16, u16, unsigned, unsigned)
ROWS(f32, f32, double, double)

#define COLUMNS(NAME, T, PART, SUM, RESULT) \
extern "C" __global__ void columns_##NAME(Each<const PART*> ins, Each<T*> outs, int line, int height, \
                                          const PART* weights, int radius) { \
    int i = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (i >= line || y >= height) return; \
    const PART* in = OWN(ins); \
    SUM sum = 0; \
    for (int k = 0; k <= 2 * radius; k++) \
        sum += (SUM) weights[k] * in[(i64) inside(y + k - radius, height) * line + i]; \
    OWN(outs)[(i64) y * line + i] = (T) (RESULT); \
}
COLUMNS(u8, u8, unsigned, u64, (sum + (1ULL << 15)) >> 16)
COLUMNS(u16, u16, unsigned, u64, (sum + (1ULL << 31)) >> 32)
COLUMNS(f32, f32, double, double, sum)
