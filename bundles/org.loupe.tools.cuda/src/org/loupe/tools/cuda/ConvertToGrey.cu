#include "samples.h"

// Luma of interleaved colours; whole numbers by weights of 15 fraction bits, rounded half up.
#define DEFINE(NAME, T, GREY) \
extern "C" __global__ void grey_##NAME(Each<const T*> ins, Each<T*> outs, i64 pixels, int channels) { \
    const T* in = OWN(ins); \
    T* out = OWN(outs); \
    for (i64 i = THREAD; i < pixels; i += THREADS) { \
        const T* colour = in + i * channels; \
        out[i] = GREY; \
    } \
}

#define WHOLE (9798LL * colour[0] + 19235LL * colour[1] + 3735LL * colour[2] + (1 << 14)) >> 15
DEFINE(u8, u8, WHOLE)
DEFINE(u16, u16, WHOLE)
DEFINE(f32, f32, 0.299f * colour[0] + 0.587f * colour[1] + 0.114f * colour[2])
