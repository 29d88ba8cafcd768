#include "samples.h"

// Sums of a block's rows, then of its columns, with the edge pixels going on; at the end, which pixels differ from the
// mean of their block by more than the offset. All in whole numbers.
#define SUMS(NAME, T) \
extern "C" __global__ void row_sums_##NAME(const T* in, unsigned* sums, int width, int height, int radius) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    unsigned sum = 0; \
    for (int k = x - radius; k <= x + radius; k++) sum += in[(i64) y * width + inside(k, width)]; \
    sums[(i64) y * width + x] = sum; \
} \
extern "C" __global__ void differs_from_block_##NAME(const T* in, const unsigned* sums, u8* on, int width, int height, \
                                                    int radius, int offset, int bright) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    i64 sum = 0, pixels = (i64) (2 * radius + 1) * (2 * radius + 1), i = (i64) y * width + x; \
    for (int k = y - radius; k <= y + radius; k++) sum += sums[(i64) inside(k, height) * width + x]; \
    i64 excess = in[i] * pixels - sum; \
    on[i] = (bright ? excess : -excess) > offset * pixels; \
} \
extern "C" __global__ void differs_##NAME(const T* in, const T* mean, u8* on, i64 pixels, int offset, int bright) { \
    for (i64 i = THREAD; i < pixels; i += THREADS) { \
        int excess = (int) in[i] - (int) mean[i]; \
        on[i] = (bright ? excess : -excess) > offset; \
    } \
}
SUMS(u8, u8)
SUMS(u16, u16)
