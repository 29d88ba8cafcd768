#include "samples.h"

// Median of a square window. Each block keeps its part of the image with the border that its windows reach as keys in
// shared memory; each thread finds its median bit by bit, by counting the keys below.
#define WIDE 32
#define HIGH 8
#define MOST_RADIUS 15

__device__ unsigned key(u8 v) { return v; }
__device__ unsigned key(u16 v) { return v; }
// Floating point in Java's order: -0 before 0, no numbers last.
__device__ unsigned key(f32 v) {
    unsigned bits = v != v ? 0x7fc00000u : (unsigned) __float_as_int(v);
    return bits >> 31 ? ~bits : bits | 0x80000000u;
}
__device__ void unkey(unsigned key, u8* at) { *at = (u8) key; }
__device__ void unkey(unsigned key, u16* at) { *at = (u16) key; }
__device__ void unkey(unsigned key, f32* at) { *at = __int_as_float((int) (key >> 31 ? key & 0x7fffffffu : ~key)); }

#define DEFINE(NAME, T) \
extern "C" __global__ void median_##NAME(Each<const T*> ins, Each<T*> outs, int width, int height, int channels, \
                                         int radius) { \
    __shared__ unsigned part[(HIGH + 2 * MOST_RADIUS) * (WIDE + 2 * MOST_RADIUS)]; \
    int tile = blockIdx.z / channels, channel = blockIdx.z % channels; \
    const T* in = ins.of[tile]; \
    T* out = outs.of[tile]; \
    int pitch = WIDE + 2 * radius, rows = HIGH + 2 * radius; \
    int left = blockIdx.x * WIDE - radius, top = blockIdx.y * HIGH - radius; \
    for (int i = threadIdx.y * WIDE + threadIdx.x; i < pitch * rows; i += WIDE * HIGH) { \
        int x = inside(left + i % pitch, width), y = inside(top + i / pitch, height); \
        part[i] = key(in[((i64) y * width + x) * channels + channel]); \
    } \
    __syncthreads(); \
    int x = blockIdx.x * WIDE + threadIdx.x, y = blockIdx.y * HIGH + threadIdx.y; \
    if (x >= width || y >= height) return; \
    int size = 2 * radius + 1, rank = size * size / 2; \
    unsigned found = 0; \
    for (unsigned bit = 1u << (8 * sizeof(T) - 1); bit; bit >>= 1) { \
        unsigned candidate = found | bit; \
        int below = 0; \
        for (int dy = 0; dy < size; dy++) \
            for (int dx = 0; dx < size; dx++) \
                below += part[(threadIdx.y + dy) * pitch + threadIdx.x + dx] < candidate; \
        if (below <= rank) found = candidate; \
    } \
    unkey(found, out + ((i64) y * width + x) * channels + channel); \
}
FOR_SAMPLES(DEFINE)
