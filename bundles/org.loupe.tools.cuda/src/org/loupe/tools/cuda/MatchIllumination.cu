#include "samples.h"

// Squares of px, in rows: the mean of each in both images, no number in the reference where the row through its middle
// is not valid at its ends, and how far the means of nine squares of the reference are apart. A thread for each.
#define SQUARES(NAME, T) \
__device__ float mean_##NAME(const T* in, int width, int left, int top, int side) { \
    int sum = 0; \
    for (int y = top; y < top + side; y++) \
        for (int x = left; x < left + side; x++) \
            sum += in[(i64) y * width + x]; \
    return (float) sum / (float) (side * side); \
} \
extern "C" __global__ void squares_##NAME(const T* test, const T* reference, const u8* valid, int masked, int width, \
                                          int side, int every, int across, int count, float* seen) { \
    for (i64 i = THREAD; i < count; i += THREADS) { \
        int left = side + (int) (i % across) * every, top = side + (int) (i / across) * every; \
        float low = 0, high = 0; \
        for (int k = 0; k < 9; k++) { \
            float mean = mean_##NAME(reference, width, left + (k % 3 - 1) * side, top + (k / 3 - 1) * side, side); \
            if (k == 0 || mean < low) low = mean; \
            if (k == 0 || mean > high) high = mean; \
        } \
        seen[i] = high - low; \
        const u8* middle = valid + (i64) (top + side / 2) * width; \
        seen[count + i] = masked && (middle[left] == 0 || middle[left + side - 1] == 0) ? __int_as_float(0x7fc00000) \
                : mean_##NAME(reference, width, left, top, side); \
        seen[2 * count + i] = mean_##NAME(test, width, left, top, side); \
    } \
}
SQUARES(u8, u8) SQUARES(u16, u16)

__device__ double power(double base, int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) power *= base;
    return power;
}

__device__ double gain(const double* factors, int degree, double x, double y, double least, double most) {
    double gain = 0;
    for (int order = 0; order <= degree; order++)
        for (int inY = 0; inY <= order; inY++)
            gain += *factors++ * power(x, order - inY) * power(y, inY);
    return gain < least ? least : gain > most ? most : gain;
}

// Grey levels times a gain plus an offset, both exact every so many columns and straight between. A thread for each run
// of columns.
#define LIGHT(NAME, T) \
extern "C" __global__ void light_##NAME(const T* in, T* out, int width, int height, const double* factors, int degree, \
                                        double least, double most, int full, int columns) { \
    int left = (blockIdx.x * blockDim.x + threadIdx.x) * columns, row = blockIdx.y * blockDim.y + threadIdx.y; \
    if (left >= width || row >= height) return; \
    int right = left + columns < width ? left + columns : width; \
    double y = row * 2.0 / height - 1, x0 = left * 2.0 / width - 1, x1 = right * 2.0 / width - 1; \
    const double* plane = factors + (degree + 1) * (degree + 2) / 2; \
    float by = (float) gain(factors, degree, x0, y, least, most); \
    float more = (float) (full * (plane[0] + plane[1] * x0 + plane[2] * y)); \
    float byStep = ((float) gain(factors, degree, x1, y, least, most) - by) / (float) (right - left); \
    float moreStep = ((float) (full * (plane[0] + plane[1] * x1 + plane[2] * y)) - more) / (float) (right - left); \
    for (int x = left; x < right; x++) { \
        i64 i = (i64) row * width + x; \
        int value = (int) (by * (float) in[i] + more + 0.5f); \
        out[i] = (T) (value < 0 ? 0 : value > full ? full : value); \
        by += byStep; \
        more += moreStep; \
    } \
}
LIGHT(u8, u8) LIGHT(u16, u16)
