#include "samples.h"

// Largest or smallest sample of a line around each place, as far as there are samples. A block keeps its part of the
// lines with both borders in shared memory, where the windows grow by doubling: an extreme of 2n samples is that of two
// times n.
#define LINE 256
#define MOST_SIZE 301
#define MOST_CHANNELS 4
#define WIDE 32
#define HIGH 56
#define THREADS_HIGH 8

__device__ float extreme(float a, float b, int largest) {
    return largest ? larger(a, b) : smaller(a, b);
}

// Along rows: a block has 256 samples of a row.
#define ROWS(NAME, T) \
extern "C" __global__ void rows_extreme_##NAME(Each<const T*> ins, Each<float*> outs, int width, int channels, int size, \
                                               int largest) { \
    __shared__ float part[LINE + (MOST_SIZE - 1) * MOST_CHANNELS]; \
    int line = width * channels, first = blockIdx.y * LINE, halo = (size - 1) * channels, length = LINE + halo; \
    const T* row = OWN(ins) + (i64) blockIdx.x * line; \
    for (int i = threadIdx.x; i < length; i += LINE) { \
        int at = first + i, channel = at % channels; \
        part[i] = row[inside(at / channels - size / 2, width) * channels + channel]; \
    } \
    int reach = 1; \
    for (; 2 * reach <= size; reach *= 2) { \
        float grown[(LINE + (MOST_SIZE - 1) * MOST_CHANNELS + LINE - 1) / LINE]; \
        __syncthreads(); \
        for (int i = threadIdx.x, k = 0; i < length; i += LINE, k++) \
            grown[k] = i + reach * channels < length ? extreme(part[i], part[i + reach * channels], largest) : part[i]; \
        __syncthreads(); \
        for (int i = threadIdx.x, k = 0; i < length; i += LINE, k++) part[i] = grown[k]; \
    } \
    __syncthreads(); \
    int at = first + threadIdx.x; \
    if (at < line) \
        OWN(outs)[(i64) blockIdx.x * line + at] = extreme(part[threadIdx.x], \
                part[threadIdx.x + (size - reach) * channels], largest); \
}
FOR_SAMPLES(ROWS)

// Along columns: a block has 32 columns of samples and 56 rows.
#define PART_ROWS (HIGH + MOST_SIZE - 1)
extern "C" __global__ void columns_extreme(Each<const float*> ins, Each<float*> outs, int line, int height, int size,
                                           int largest) {
    __shared__ float part[PART_ROWS][WIDE];
    const float* in = OWN(ins);
    float* out = OWN(outs);
    int x = blockIdx.x * WIDE + threadIdx.x, top = blockIdx.y * HIGH - size / 2, rows = HIGH + size - 1;
    for (int r = threadIdx.y; r < rows; r += THREADS_HIGH)
        part[r][threadIdx.x] = in[(i64) inside(top + r, height) * line + inside(x, line)];
    int reach = 1;
    for (; 2 * reach <= size; reach *= 2) {
        float grown[(PART_ROWS + THREADS_HIGH - 1) / THREADS_HIGH];
        __syncthreads();
        for (int r = threadIdx.y, k = 0; r < rows; r += THREADS_HIGH, k++)
            grown[k] = r + reach < rows ? extreme(part[r][threadIdx.x], part[r + reach][threadIdx.x], largest) : part[r][threadIdx.x];
        __syncthreads();
        for (int r = threadIdx.y, k = 0; r < rows; r += THREADS_HIGH, k++) part[r][threadIdx.x] = grown[k];
    }
    __syncthreads();
    for (int r = threadIdx.y; r < HIGH; r += THREADS_HIGH)
        if (x < line && blockIdx.y * HIGH + r < height)
            out[(i64) (blockIdx.y * HIGH + r) * line + x] = extreme(part[r][threadIdx.x], part[r + size - reach][threadIdx.x], largest);
}

// The image minus its opening, or its closing minus the image.
#define DIFFERENCE(NAME, T) \
extern "C" __global__ void top_hat_##NAME(Each<const T*> ins, Each<const float*> levels, Each<T*> outs, i64 samples, \
                                          int white) { \
    const T* in = OWN(ins); \
    const float* level = OWN(levels); \
    T* out = OWN(outs); \
    for (i64 i = THREAD; i < samples; i += THREADS) \
        out[i] = (T) (white ? in[i] - level[i] : level[i] - in[i]); \
}
FOR_SAMPLES(DIFFERENCE)
