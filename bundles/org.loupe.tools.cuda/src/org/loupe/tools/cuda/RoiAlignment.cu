#include "samples.h"

// Regions of maps read in bins, and the gradient of the maps, as torchvision's roi_align with a sampling ratio.

#define CHANNELS 8

// A region in pixels of the map.
struct Reading {
    float top, left, height, width;
};
__device__ Reading reading(const float* box, float scale, int aligned) {
    float offset = aligned ? 0.5f : 0.0f;
    Reading r;
    r.left = box[0] * scale - offset;
    r.top = box[1] * scale - offset;
    r.width = box[2] * scale - offset - r.left;
    r.height = box[3] * scale - offset - r.top;
    if (!aligned) {
        r.width = larger(r.width, 1);
        r.height = larger(r.height, 1);
    }
    return r;
}

// Where a sample lies.
__device__ float place(float start, float bin, int number, int sample, int samples) {
    return start + number * bin + (sample + 0.5f) * bin / samples;
}

// The two pixels beside a place and how far it is from the first; false if it is off the map.
__device__ bool beside(float at, int side, int* low, int* high, float* far) {
    if (!(at >= -1 && at <= side)) return false;
    if (at <= 0) at = 0;
    *low = (int) at;
    if (*low >= side - 1) {
        *low = *high = side - 1;
        *far = 0;
    } else {
        *high = *low + 1;
        *far = at - *low;
    }
    return true;
}

// maps: images × channels × height × width. result: regions × channels × rows × columns; one thread for each.
extern "C" __global__ void roi_align(const float* maps, int channels, int height, int width, int rows, int columns,
                                     float scale, int samples, int aligned, const float* boxes, const int* image, i64 count,
                                     float* result) {
    for (i64 i = THREAD; i < count; i += THREADS) {
        int u = (int) (i % columns), v = (int) (i / columns % rows), c = (int) (i / columns / rows % channels);
        i64 region = i / columns / rows / channels;
        Reading r = reading(boxes + 4 * region, scale, aligned);
        float binHeight = r.height / rows, binWidth = r.width / columns, sum = 0;
        const float* map = maps + ((i64) image[region] * channels + c) * height * width;
        for (int sy = 0; sy < samples; sy++) {
            int above, below;
            float down;
            if (!beside(place(r.top, binHeight, v, sy, samples), height, &above, &below, &down)) continue;
            const float* one = map + (i64) above * width;
            const float* other = map + (i64) below * width;
            for (int sx = 0; sx < samples; sx++) {
                int before, behind;
                float across;
                if (!beside(place(r.left, binWidth, u, sx, samples), width, &before, &behind, &across)) continue;
                float up = 1 - down, back = 1 - across;
                sum += up * back * one[before] + up * across * one[behind] + down * back * other[before]
                    + down * across * other[behind];
            }
        }
        result[i] = sum / (samples * samples);
    }
}

// How much of a pixel the samples of a bin read along one side.
__device__ float weight(float start, float bin, int number, int samples, int at, int side) {
    float sum = 0;
    for (int s = 0; s < samples; s++) {
        int low, high;
        float far;
        if (!beside(place(start, bin, number, s, samples), side, &low, &high, &far)) continue;
        if (at == low) sum += 1 - far;
        if (at == high) sum += far;
    }
    return sum;
}

// Whether a pixel lies so far from a region that no sample reads it, however places are rounded.
__device__ bool away(float start, float length, int at) {
    float slack = 2 + 1e-5f * (fabsf(start) + fabsf(length)), end = start + length;
    return at < smaller(start, end) - slack || at > larger(start, end) + slack;
}

// Adds to maps what the regions that read them give, to each pixel region by region: no order but this. A thread does 8
// channels of a pixel. order: numbers of regions by their image; first: where those of each image begin, and the end.
extern "C" __global__ void __launch_bounds__(256) roi_align_gradient(const float* gradient, int images, int channels, int height,
                                                                     int width, int rows, int columns, float scale, int samples,
                                                                     int aligned, const float* boxes, const int* order,
                                                                     const int* first, float* maps) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    int groups = (channels + CHANNELS - 1) / CHANNELS;
    i64 plane = (i64) height * width, bins = (i64) rows * columns;
    if (x >= width || y >= height) return;
    for (i64 z = blockIdx.z; z < (i64) images * groups; z += gridDim.z) {
        int image = (int) (z / groups), from = (int) (z % groups) * CHANNELS, count = min(CHANNELS, channels - from);
        float* pixel = maps + ((i64) image * channels + from) * plane + (i64) y * width + x;
        float sum[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) sum[c] = c < count ? pixel[c * plane] : 0;
        for (int i = first[image]; i < first[image + 1]; i++) {
            Reading r = reading(boxes + 4 * (i64) order[i], scale, aligned);
            if (away(r.top, r.height, y) || away(r.left, r.width, x)) continue;
            float binHeight = r.height / rows, binWidth = r.width / columns;
            const float* g = gradient + ((i64) order[i] * channels + from) * bins;
            for (int v = 0; v < rows; v++) {
                float down = weight(r.top, binHeight, v, samples, y, height);
                if (down == 0) continue;
                for (int u = 0; u < columns; u++) {
                    float across = weight(r.left, binWidth, u, samples, x, width);
                    if (across == 0) continue;
                    for (int c = 0; c < CHANNELS; c++)
                        if (c < count) sum[c] += g[c * bins + v * columns + u] * down * across / (samples * samples);
                }
            }
        }
        for (int c = 0; c < count; c++) pixel[c * plane] = sum[c];
    }
}
