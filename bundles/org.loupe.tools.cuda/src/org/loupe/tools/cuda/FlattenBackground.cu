#include "samples.h"

// Sums of square blocks, the image's edge pixels going on at the right and at the bottom. One block of threads for each;
// whole numbers are added in any order, floating point row by row as the reference does.
#define SUMS(NAME, T) \
extern "C" __global__ void block_sums_##NAME(Each<const T*> ins, Each<double*> sums, int width, int height, int side) { \
    __shared__ u64 sum; \
    const T* in = OWN(ins); \
    if (threadIdx.x == 0) sum = 0; \
    __syncthreads(); \
    u64 own = 0; \
    for (int i = threadIdx.x; i < side * side; i += blockDim.x) \
        own += in[(i64) inside(blockIdx.y * side + i / side, height) * width + inside(blockIdx.x * side + i % side, width)]; \
    atomicAdd(&sum, own); \
    __syncthreads(); \
    if (threadIdx.x == 0) OWN(sums)[blockIdx.y * gridDim.x + blockIdx.x] = (double) sum; \
}
SUMS(u8, u8)
SUMS(u16, u16)

extern "C" __global__ void block_sums_f32(Each<const f32*> ins, Each<double*> sums, int width, int height, int side) {
    if (threadIdx.x > 0) return;
    const f32* in = OWN(ins);
    double sum = 0;
    for (int i = 0; i < side * side; i++)
        sum += in[(i64) inside(blockIdx.y * side + i / side, height) * width + inside(blockIdx.x * side + i % side, width)];
    OWN(sums)[blockIdx.y * gridDim.x + blockIdx.x] = sum;
}

__device__ double level(double sample, double background, double mean, int divide, double darkest) {
    if (!divide) return sample - background + mean;
    return mean == 0 ? sample : sample * (mean / (background <= darkest * mean ? darkest * mean : background));
}

// Takes out a polynomial of degree order: rows holds for each row its coefficients by the power of x.
#define POLYNOMIAL(NAME, T) \
extern "C" __global__ void flatten_polynomial_##NAME(Each<const T*> ins, Each<T*> outs, int width, int height, \
                                                     Each<const double*> rows, int order, Each<double> means, \
                                                     int divide, double darkest) { \
    int column = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (column >= width || y >= height) return; \
    const double* inX = OWN(rows) + y * (order + 1); \
    double x = (2.0 * column + 1) / width - 1, value = inX[order]; \
    for (int k = order - 1; k >= 0; k--) value = value * x + inX[k]; \
    i64 i = (i64) y * width + column; \
    store(OWN(outs) + i, level(OWN(ins)[i], value, OWN(means), divide, darkest)); \
}
FOR_SAMPLES(POLYNOMIAL)

// Takes out the smoothed means of blocks, linear between their centres.
#define BELL(NAME, T) \
extern "C" __global__ void flatten_bell_##NAME(Each<const T*> ins, Each<T*> outs, int width, int height, \
                                               Each<const double*> smooths, int across, int down, int side, \
                                               Each<double> means, int divide, double darkest) { \
    int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y; \
    if (column >= width || row >= height) return; \
    double y = (row + 0.5) / side - 0.5, x = (column + 0.5) / side - 0.5; \
    int top = (int) floor(y), left = (int) floor(x), from = inside(left, across), to = inside(left + 1, across); \
    const double* smooth = OWN(smooths); \
    const double* above = smooth + inside(top, down) * across; \
    const double* below = smooth + inside(top + 1, down) * across; \
    double high = above[from] + (x - left) * (above[to] - above[from]); \
    double low = below[from] + (x - left) * (below[to] - below[from]); \
    double value = high + (y - top) * (low - high); \
    i64 i = (i64) row * width + column; \
    store(OWN(outs) + i, level(OWN(ins)[i], value, OWN(means), divide, darkest)); \
}
FOR_SAMPLES(BELL)
