#include "samples.h"

// A part of an image, in units of 1, 2, 4 or 8 bytes: a row of it has so many, a row of the image "pitch".
#define CROP(NAME, T) \
extern "C" __global__ void crop_##NAME(const T* in, T* out, i64 from, i64 pitch, int width, int height) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x < width && y < height) out[(i64) y * width + x] = in[from + y * pitch + x]; \
}
CROP(1, u8)
CROP(2, u16)
CROP(4, int)
CROP(8, i64)

// The largest sample of each row, a block for each; no number if one is none.
#define LARGEST(NAME, T) \
extern "C" __global__ void row_largest_##NAME(const T* in, int samples, float* largest) { \
    __shared__ float part[256]; \
    const T* row = in + (i64) blockIdx.x * samples; \
    float most = 0; \
    for (int i = threadIdx.x; i < samples; i += 256) most = larger(most, (float) row[i]); \
    part[threadIdx.x] = most; \
    for (int half = 128; half > 0; half /= 2) { \
        __syncthreads(); \
        if (threadIdx.x < half) part[threadIdx.x] = larger(part[threadIdx.x], part[threadIdx.x + half]); \
    } \
    if (threadIdx.x == 0) largest[blockIdx.x] = part[0]; \
}
LARGEST(u16, u16)
LARGEST(f32, f32)

// How often each of 256 levels occurs in the first channel of each row, a block for each.
#define HISTOGRAM(NAME, T) \
extern "C" __global__ void row_histogram_##NAME(const T* in, int samples, int channels, double scale, int* counts) { \
    __shared__ int own[256]; \
    const T* row = in + (i64) blockIdx.x * samples; \
    own[threadIdx.x] = 0; \
    __syncthreads(); \
    for (int i = threadIdx.x * channels; i < samples; i += 256 * channels) { \
        double level = (float) row[i] * scale; \
        atomicAdd(own + (!(level > 0) ? 0 : level > 255 ? 255 : (int) level), 1); \
    } \
    __syncthreads(); \
    counts[(i64) blockIdx.x * 256 + threadIdx.x] = own[threadIdx.x]; \
}
FOR_SAMPLES(HISTOGRAM)
