#include "samples.h"

// A part of an image in rows of its own.
#define PART(NAME, T) \
extern "C" __global__ void part_##NAME(const T* in, int pitch, int left, int top, T* out, int width, int height) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    out[(i64) y * width + x] = in[(i64) (top + y) * pitch + left + x]; \
}
PART(u8, u8) PART(u16, u16)

// The means of four pixels each, rounded half up.
#define HALF(NAME, T) \
extern "C" __global__ void half_##NAME(const T* in, T* out, int width, int height) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    const T* at = in + (i64) 4 * y * width + 2 * x; \
    out[(i64) y * width + x] = (T) (((int) at[0] + at[1] + at[2 * width] + at[2 * width + 1] + 2) >> 2); \
}
HALF(u8, u8) HALF(u16, u16)

// Sums of four pixels weighed by 1024ths: whole numbers are rounded half up, in 16 bits as floating point sums them.
__device__ void weighed(u8* out, const u8* a, const u8* b, int from, int to, int right, int down) {
    int high = a[from] * (32 - right) + a[to] * right, low = b[from] * (32 - right) + b[to] * right;
    *out = (u8) ((high * (32 - down) + low * down + 512) >> 10);
}
__device__ void weighed(u16* out, const u16* a, const u16* b, int from, int to, int right, int down) {
    float x = right / 32.0f, y = down / 32.0f;
    float sum = a[from] * ((1 - y) * (1 - x)) + a[to] * ((1 - y) * x) + b[from] * (y * (1 - x)) + b[to] * (y * x);
    *out = (u16) rint(sum);
}

// An image moved by an affine map from the result's pixels to its own: bilinear at 32nds of a pixel, and its edge pixels
// go on. Places are rounded as OpenCV does it, which is given so many rows at once.
#define WARP(NAME, T) \
extern "C" __global__ void warp_##NAME(const T* in, int ownWidth, int ownHeight, T* out, int width, int height, \
                                       double xx, double xy, double x0, double yx, double yy, double y0, int rows) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= height) return; \
    int first = y / rows * rows; \
    i64 u = (i64) rint(xx * x * 1024) + (i64) rint((xy * (y - first) + (x0 + xy * first)) * 1024) + 16; \
    i64 v = (i64) rint(yx * x * 1024) + (i64) rint((yy * (y - first) + (y0 + yy * first)) * 1024) + 16; \
    int column = (int) (u >> 10), row = (int) (v >> 10); \
    const T* upper = in + (i64) inside(row, ownHeight) * ownWidth; \
    const T* lower = in + (i64) inside(row + 1, ownHeight) * ownWidth; \
    weighed(out + (i64) y * width + x, upper, lower, inside(column, ownWidth), inside(column + 1, ownWidth), \
            (int) (u >> 5 & 31), (int) (v >> 5 & 31)); \
}
WARP(u8, u8) WARP(u16, u16)

// 255 from the first column of a row to before the last one, which stand one after the other, where it may be; else 0.
extern "C" __global__ void cover(const int* columns, const u8* valid, int masked, u8* out, int width, int height) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    i64 i = (i64) y * width + x;
    bool covered = x >= columns[2 * y] && x < columns[2 * y + 1];
    out[i] = covered && (!masked || valid[i] != 0) ? 255 : 0;
}
