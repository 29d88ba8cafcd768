#include "samples.h"

// Spreads black..white over the result's range.
#define STRETCH(IN, TI, OUT, TO, RANGE) \
extern "C" __global__ void stretch_##IN##_##OUT(const TI* in, TO* out, i64 samples, double black, double white) { \
    for (i64 i = THREAD; i < samples; i += THREADS) { \
        double part = (in[i] - black) / (white - black); \
        RANGE; \
    } \
}

STRETCH(u8, u8, u8, u8, store(out + i, part * 255))
STRETCH(u16, u16, u8, u8, store(out + i, part * 255))
STRETCH(f32, f32, u8, u8, store(out + i, part * 255))
STRETCH(u16, u16, u16, u16, store(out + i, part * 65535))
STRETCH(f32, f32, f32, f32, store(out + i, part < 0 ? 0 : part > 1 ? 1 : part))

// How often each grey level occurs; 8-bit levels are counted per block in shared memory first.
extern "C" __global__ void histogram_u8(const u8* in, i64 samples, unsigned* histogram) {
    __shared__ unsigned own[256];
    own[threadIdx.x] = 0;
    __syncthreads();
    for (i64 i = THREAD; i < samples; i += THREADS)
        atomicAdd(own + in[i], 1u);
    __syncthreads();
    if (own[threadIdx.x] > 0)
        atomicAdd(histogram + threadIdx.x, own[threadIdx.x]);
}

extern "C" __global__ void histogram_u16(const u16* in, i64 samples, unsigned* histogram) {
    for (i64 i = THREAD; i < samples; i += THREADS)
        atomicAdd(histogram + in[i], 1u);
}

// Floating point: bins of one width from the lowest sample on; infinite samples and those that are none do not count.
extern "C" __global__ void histogram_f32(const f32* in, i64 samples, unsigned* histogram, double lowest, double step) {
    for (i64 i = THREAD; i < samples; i += THREADS)
        if (in[i] - in[i] == 0)
            atomicAdd(histogram + (int) rint((in[i] - lowest) / step), 1u);
}

// Maps floating point to integers of the same order.
__device__ int ordered(float v) {
    int bits = __float_as_int(v);
    return bits < 0 ? bits ^ 0x7fffffff : bits;
}

// Smallest and largest finite sample, as ordered integers; extremes[0] begins as the largest integer, [1] as the least.
extern "C" __global__ void extremes_f32(const f32* in, i64 samples, int* extremes) {
    __shared__ int low, high;
    if (threadIdx.x == 0) {
        low = 0x7fffffff;
        high = -0x7fffffff - 1;
    }
    __syncthreads();
    int lowest = 0x7fffffff, highest = -0x7fffffff - 1;
    for (i64 i = THREAD; i < samples; i += THREADS)
        if (in[i] - in[i] == 0) {
            lowest = min(lowest, ordered(in[i]));
            highest = max(highest, ordered(in[i]));
        }
    atomicMin(&low, lowest);
    atomicMax(&high, highest);
    __syncthreads();
    if (threadIdx.x == 0) {
        atomicMin(extremes, low);
        atomicMax(extremes + 1, high);
    }
}
