#include "samples.h"

// Mean of the search window's pixels, weighted by how alike their surroundings are: their mean squared difference, or
// mean absolute one for 16 bits, by a table of whole numbers. Beyond the image it is mirrored without its edge pixel.
// A block keeps its part of the image with the border that it reaches in shared memory.
#define WIDE 32
#define HIGH 8
#define MOST_BORDER 32

__device__ int mirrored(int at, int side) {
    if (side == 1) return 0;
    while (at < 0 || at >= side) at = at < 0 ? -at : 2 * side - 2 - at;
    return at;
}

__device__ unsigned far(u8 a, u8 b) { int d = (int) a - b; return d * d; }
__device__ unsigned far(u16 a, u16 b) { int d = (int) a - b; return d < 0 ? -d : d; }

#define DEFINE(NAME, T, SUM) \
extern "C" __global__ void non_local_means_##NAME(Each<const T*> ins, Each<T*> outs, int width, int height, int patch, \
                                                  int search, const int* weights, int shift) { \
    __shared__ T part[(HIGH + 2 * MOST_BORDER) * (WIDE + 2 * MOST_BORDER)]; \
    const T* in = OWN(ins); \
    T* out = OWN(outs); \
    int border = patch / 2 + search / 2, pitch = WIDE + 2 * border, rows = HIGH + 2 * border; \
    int left = blockIdx.x * WIDE - border, top = blockIdx.y * HIGH - border; \
    for (int i = threadIdx.y * WIDE + threadIdx.x; i < pitch * rows; i += WIDE * HIGH) { \
        /* what lies beyond the last pixel's border is of no use */ \
        int x = min(left + i % pitch, width - 1 + border), y = min(top + i / pitch, height - 1 + border); \
        part[i] = in[(i64) mirrored(y, height) * width + mirrored(x, width)]; \
    } \
    __syncthreads(); \
    int x = blockIdx.x * WIDE + threadIdx.x, y = blockIdx.y * HIGH + threadIdx.y; \
    if (x >= width || y >= height) return; \
    const T* here = part + (threadIdx.y + search / 2) * pitch + threadIdx.x + search / 2; /* of the pixel's patch */ \
    SUM sum = 0, total = 0; \
    for (int dy = 0; dy < search; dy++) \
        for (int dx = 0; dx < search; dx++) { \
            const T* there = part + (threadIdx.y + dy) * pitch + threadIdx.x + dx; \
            unsigned distance = 0; \
            for (int v = 0; v < patch; v++) \
                for (int u = 0; u < patch; u++) distance += far(here[v * pitch + u], there[v * pitch + u]); \
            SUM weight = weights[distance >> shift]; \
            total += weight; \
            sum += weight * there[patch / 2 * pitch + patch / 2]; \
        } \
    out[(i64) y * width + x] = (T) ((sum + total / 2) / total); \
}
DEFINE(u8, u8, unsigned)
DEFINE(u16, u16, u64)
