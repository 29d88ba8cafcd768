#include "samples.h"

// Means over squares of n px of a region whose last column and row are given; sums row by row, those of whole numbers
// exact.
#define REDUCE(NAME, T, SUM, STORE) \
extern "C" __global__ void reduce_##NAME(const T* in, int pitch, int channels, int left, int right, int top, \
                                         int bottom, int n, int width, int height, T* out) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    int from = left + x * n, to = min(right, from + n), first = top + y * n, last = min(bottom, first + n); \
    double count = (double) (to - from) * (last - first); \
    for (int c = 0; c < channels; c++) { \
        SUM sum = 0; \
        for (int v = first; v < last; v++) { \
            const T* row = in + (i64) v * pitch; \
            for (int u = from; u < to; u++) sum += row[u * channels + c]; \
        } \
        double mean = (double) sum / count; \
        out[((i64) y * width + x) * channels + c] = (T) STORE; \
    } \
}
REDUCE(u8, u8, i64, floor(mean + 0.5))
REDUCE(u16, u16, i64, rint(mean))
REDUCE(s32, int, i64, rint(mean))
REDUCE(f32, f32, double, mean)
