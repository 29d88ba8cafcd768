#include "samples.h"

// Mean of the neighbours in a disc, weighted by their distance (a table) and by how alike they are: the sum of the
// channels' differences counts. A block keeps its part of the image with the border that its discs reach in shared
// memory.
#define WIDE 32
#define HIGH 8
#define MOST_RADIUS 15
#define MOST_CHANNELS 3

#define DEFINE(NAME, T, ROUND) \
extern "C" __global__ void bilateral_##NAME(Each<const T*> ins, Each<T*> outs, int width, int height, int channels, \
                                            int radius, const float* near, float alike) { \
    __shared__ T part[(HIGH + 2 * MOST_RADIUS) * (WIDE + 2 * MOST_RADIUS) * MOST_CHANNELS]; \
    const T* in = OWN(ins); \
    T* out = OWN(outs); \
    int pitch = (WIDE + 2 * radius) * channels, rows = HIGH + 2 * radius; \
    int left = blockIdx.x * WIDE - radius, top = blockIdx.y * HIGH - radius; \
    for (int i = threadIdx.y * WIDE + threadIdx.x; i < pitch * rows; i += WIDE * HIGH) { \
        int x = inside(left + i % pitch / channels, width), y = inside(top + i / pitch, height); \
        part[i] = in[((i64) y * width + x) * channels + i % channels]; \
    } \
    __syncthreads(); \
    int x = blockIdx.x * WIDE + threadIdx.x, y = blockIdx.y * HIGH + threadIdx.y; \
    if (x >= width || y >= height) return; \
    const T* centre = part + (threadIdx.y + radius) * pitch + (threadIdx.x + radius) * channels; \
    float sum[MOST_CHANNELS] = {0, 0, 0}, weights = 0; \
    for (int dy = -radius; dy <= radius; dy++) \
        for (int dx = -radius; dx <= radius; dx++) { \
            float weight = near[(dy + radius) * (2 * radius + 1) + dx + radius]; \
            if (weight == 0) continue; \
            const T* other = centre + dy * pitch + dx * channels; \
            float difference = 0; \
            for (int c = 0; c < channels; c++) difference += fabsf((float) other[c] - (float) centre[c]); \
            weight *= expf(difference * difference * alike); \
            weights += weight; \
            for (int c = 0; c < channels; c++) sum[c] += weight * (float) other[c]; \
        } \
    for (int c = 0; c < channels; c++) \
        out[((i64) y * width + x) * channels + c] = (T) ROUND(sum[c] / weights); \
}
DEFINE(u8, u8, rintf)
DEFINE(u16, u16, rintf)
DEFINE(f32, f32, )
