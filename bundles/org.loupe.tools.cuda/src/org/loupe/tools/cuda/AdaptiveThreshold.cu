#include "samples.h"

// Sums of a block's rows, then of its columns, with the edge pixels going on; at the end, which pixels differ from the
// mean of their block by more than the offset. All in whole numbers.
#define SUMS(NAME, T) \
extern "C" __global__ void row_sums_##NAME(Each<const T*> ins, Each<unsigned*> sums, int width, int height, \
                                           int radius) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    const T* in = OWN(ins); \
    unsigned sum = 0; \
    for (int k = x - radius; k <= x + radius; k++) sum += in[(i64) y * width + inside(k, width)]; \
    OWN(sums)[(i64) y * width + x] = sum; \
} \
extern "C" __global__ void differs_from_block_##NAME(Each<const T*> ins, Each<const unsigned*> allSums, Each<u8*> on, \
                                                    int width, int height, int radius, int offset, int bright) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    const unsigned* sums = OWN(allSums); \
    i64 sum = 0, pixels = (i64) (2 * radius + 1) * (2 * radius + 1), i = (i64) y * width + x; \
    for (int k = y - radius; k <= y + radius; k++) sum += sums[(i64) inside(k, height) * width + x]; \
    i64 excess = OWN(ins)[i] * pixels - sum; \
    OWN(on)[i] = (bright ? excess : -excess) > offset * pixels; \
} \
extern "C" __global__ void differs_##NAME(Each<const T*> ins, Each<const T*> means, Each<u8*> on, i64 pixels, \
                                          int offset, int bright) { \
    const T* in = OWN(ins); \
    const T* mean = OWN(means); \
    for (i64 i = THREAD; i < pixels; i += THREADS) { \
        int excess = (int) in[i] - (int) mean[i]; \
        OWN(on)[i] = (bright ? excess : -excess) > offset; \
    } \
}
SUMS(u8, u8)
SUMS(u16, u16)
