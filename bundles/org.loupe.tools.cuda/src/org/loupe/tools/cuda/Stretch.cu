#include "samples.h"

// Spreads black..white over the result's range.
#define STRETCH(IN, TI, OUT, TO, RANGE) \
extern "C" __global__ void stretch_##IN##_##OUT(Each<const TI*> ins, Each<TO*> outs, i64 samples, Each<double> blacks, \
                                                Each<double> whites) { \
    const TI* in = OWN(ins); \
    TO* out = OWN(outs); \
    double black = OWN(blacks), white = OWN(whites); \
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
extern "C" __global__ void histogram_u8(Each<const u8*> ins, i64 samples, Each<unsigned*> histograms) {
    const u8* in = OWN(ins);
    __shared__ unsigned own[256];
    own[threadIdx.x] = 0;
    __syncthreads();
    for (i64 i = THREAD; i < samples; i += THREADS)
        atomicAdd(own + in[i], 1u);
    __syncthreads();
    if (own[threadIdx.x] > 0)
        atomicAdd(OWN(histograms) + threadIdx.x, own[threadIdx.x]);
}

extern "C" __global__ void histogram_u16(Each<const u16*> ins, i64 samples, Each<unsigned*> histograms) {
    const u16* in = OWN(ins);
    unsigned* histogram = OWN(histograms);
    for (i64 i = THREAD; i < samples; i += THREADS)
        atomicAdd(histogram + in[i], 1u);
}

// Floating point: bins of one width from the lowest sample on; infinite samples and those that are none do not count.
extern "C" __global__ void histogram_f32(Each<const f32*> ins, i64 samples, Each<unsigned*> histograms,
                                         Each<double> lowests, Each<double> steps) {
    const f32* in = OWN(ins);
    unsigned* histogram = OWN(histograms);
    double lowest = OWN(lowests), step = OWN(steps);
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
extern "C" __global__ void extremes_f32(Each<const f32*> ins, i64 samples, Each<int*> extremes) {
    const f32* in = OWN(ins);
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
        atomicMin(OWN(extremes), low);
        atomicMax(OWN(extremes) + 1, high);
    }
}
