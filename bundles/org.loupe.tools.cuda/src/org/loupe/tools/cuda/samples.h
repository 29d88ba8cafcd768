// What all kernels share. Kernels are compiled without fused multiply-add, so that they round as the processor does.
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef float f32;
typedef long long i64;
typedef unsigned long long u64;

// DEFINE(suffix, type) for each type of samples
#define FOR_SAMPLES(DEFINE) DEFINE(u8, u8) DEFINE(u16, u16) DEFINE(f32, f32)

// What every tile of a batch has of its own, as a kernel's argument, so that nothing need be sent before; and what the
// tile has of it that this layer of the grid works on.
template <class T> struct Each {
    T of[32];
};
#define OWN(each) (each).of[blockIdx.z]

// Number of this thread in a grid of one dimension, and how many there are.
#define THREAD ((i64) blockIdx.x * blockDim.x + threadIdx.x)
#define THREADS ((i64) gridDim.x * blockDim.x)

// The nearest place within 0..side-1.
__device__ int inside(int at, int side) {
    return at < 0 ? 0 : at >= side ? side - 1 : at;
}

// Rounds half up and limits to the type's range; what is no number becomes 0, and floating point stays as it is.
__device__ void store(u8* at, double value) {
    double v = floor(value + 0.5);
    *at = (u8) (!(v > 0) ? 0 : v > 255 ? 255 : v);
}
__device__ void store(u16* at, double value) {
    double v = floor(value + 0.5);
    *at = (u16) (!(v > 0) ? 0 : v > 65535 ? 65535 : v);
}
__device__ void store(f32* at, double value) {
    *at = (f32) value;
}

// The larger, as Java has it: no number if either is none, and 0 above -0.
__device__ float larger(float a, float b) {
    if (a != a || b != b) return a + b;
    return a > b ? a : b > a ? b : __int_as_float(__float_as_int(a) & __float_as_int(b));
}

// The smaller, likewise.
__device__ float smaller(float a, float b) {
    if (a != a || b != b) return a + b;
    return a < b ? a : b < a ? b : __int_as_float(__float_as_int(a) | __float_as_int(b));
}
