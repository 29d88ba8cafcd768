#include "samples.h"

__device__ float number(u8 v) { return v; }
__device__ float number(u16 v) { return v; }
__device__ float number(f32 v) { return v - v == 0 ? v : 0; } // infinite or no number

// A part of an image, and what its squares become.
struct Part {
    int width, height, channels; // of the image
    int left, top, right, bottom; // last column and row
    int reduction, planes;
};

// Values of the planes for a square of the part; of the image the GPU has the rows from "above" on.
template <class T>
__device__ void square(const T* in, const Part* part, const float* norm, int above, int column,
                       int row, float* values) {
    const Part p = *part;
    float sum[3] = { 0, 0, 0 };
    int colours = p.channels < 3 ? 1 : 3;
    for (int dy = 0; dy < p.reduction; dy++) {
        int y = inside(min(p.bottom, p.top + row * p.reduction + dy), p.height) - above;
        for (int dx = 0; dx < p.reduction; dx++) {
            int x = inside(min(p.right, p.left + column * p.reduction + dx), p.width);
            const T* at = in + ((i64) y * p.width + x) * p.channels;
            for (int c = 0; c < colours; c++) sum[c] += number(at[c]);
        }
    }
    float share = norm[0], largest = norm[1];
    for (int c = 0; c < p.planes; c++) {
        float v = colours == 1 ? sum[0] : p.planes == 3 ? sum[c] : 0.299f * sum[0] + 0.587f * sum[1] + 0.114f * sum[2];
        values[c] = (v * share / largest - norm[2 + c]) / norm[2 + p.planes + c];
    }
}

// Rows of the planes, one plane behind the other, of squares from a row on: each value a square's, or of all that a new
// column is made of.
#define PLANES(NAME, T) \
extern "C" __global__ void planes_##NAME(const T* in, const Part* part, const float* norm, int above, int from, \
                                         int width, int rows, const int* first, const int* starts, \
                                         const float* shares, int resampled, float* out) { \
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y; \
    if (x >= width || y >= rows) return; \
    float sum[3] = { 0, 0, 0 }, values[3] = { 0, 0, 0 }; \
    if (!resampled) square(in, part, norm, above, x, from + y, sum); \
    else for (int i = starts[x]; i < starts[x + 1]; i++) { \
        square(in, part, norm, above, first[x] + i - starts[x], from + y, values); \
        for (int c = 0; c < 3; c++) sum[c] += shares[i] * values[c]; \
    } \
    for (int c = 0; c < part->planes; c++) out[((i64) c * rows + y) * width + x] = sum[c]; \
}
FOR_SAMPLES(PLANES)

// New rows from "from" on of planes that have "tall" rows from "base" on, a layer of the grid for each plane.
extern "C" __global__ void planes_down(const float* in, int tall, int base, int from, int width, int rows,
                                       const int* first, const int* starts, const float* shares, float* out) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y, c = blockIdx.z;
    if (x >= width || y >= rows) return;
    int row = from + y, begin = starts[row], above = first[row] - base;
    float sum = 0;
    for (int i = begin; i < starts[row + 1]; i++)
        sum += shares[i] * in[((i64) c * tall + above + i - begin) * width + x];
    out[((i64) c * rows + y) * width + x] = sum;
}
