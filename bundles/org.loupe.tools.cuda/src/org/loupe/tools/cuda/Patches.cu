#include "samples.h"

// What is measured of the patches of defects, of all that are given in one launch: a block of 256 threads for each.

// The n-th sample at an address, of a type as Shape.Type counts them: 8 bits, 16 bits, 32 bits, floating point.
__device__ float sample(i64 address, int type, int n) {
    switch (type) {
    case 0: return ((const u8*) address)[n];
    case 1: return ((const u16*) address)[n];
    case 2: return ((const int*) address)[n];
    default: return ((const f32*) address)[n];
    }
}

// Which pixels of a line a part of it covers: the first, how many; the share of the first, of the last and of those
// between.
struct Cover {
    int first, count;
    float low, high, inner;
};

__device__ Cover cover(double start, double length, int parts, int part) {
    double step = length / parts, wide = step > 1 ? step : 1, begin = start + (step - wide) / 2;
    double edge = floor(begin), end = ceil(begin + (parts - 1) * step + wide) - edge;
    double low = begin + part * step - edge, high = low + wide, last = high < end ? high : end;
    int from = (int) low, count = (int) ceil(last) - from;
    Cover c;
    c.first = (int) edge + from;
    c.count = count;
    c.low = (float) (((high < from + 1 ? high : from + 1) - low) / wide);
    int to = from + count - 1;
    c.high = (float) (((high < to + 1 ? high : to + 1) - (low > to ? low : to)) / wide);
    c.inner = (float) (1 / wide);
    return c;
}

__device__ float share(const Cover& c, int n) {
    return n == 0 ? c.low : n == c.count - 1 ? c.high : c.inner;
}

// Zernike moments of the square around each defect, brought to size × size pixels, in the reference's order of
// operations.
//
// place: for each patch, address and type of its image; address and type of what is subtracted from it, a type of -1
//        for nothing and of -2 for the number in "usual"; width, height, the square's side, twice its left and top
//        edge.
// pixels: column and row of each of "count" pixels of a quarter of the disc; shares: those of each moment's real part,
//        then of its imaginary part, "padded" numbers each; repetition: of each moment.
// squares, folded: room for size × size and 4 × padded numbers for each patch.
// out: real and imaginary part of each moment of each patch.
extern "C" __global__ void zernike(const i64* place, const float* usual, const int* pixels, int count, int padded,
                                   const float* shares, const int* repetition, int moments, int size, float* squares,
                                   float* folded, double* out) {
    __shared__ Cover across[256], down[256];
    __shared__ float lanes[1024];
    const i64* p = place + 9 * (i64) blockIdx.x;
    int type = (int) p[1], less = (int) p[3], width = (int) p[4], height = (int) p[5];
    float* square = squares + (i64) blockIdx.x * size * size;
    float* fold = folded + (i64) blockIdx.x * 4 * padded;
    if (threadIdx.x < size) {
        across[threadIdx.x] = cover(p[7] / 2.0, (double) p[6], size, threadIdx.x);
        down[threadIdx.x] = cover(p[8] / 2.0, (double) p[6], size, threadIdx.x);
    }
    __syncthreads();
    for (int i = threadIdx.x; i < size * size; i += 256) {
        const Cover &c = across[i % size], &r = down[i / size];
        float value = 0;
        for (int x = 0; x < c.count; x++) {
            int column = inside(c.first + x, width);
            float sum = 0;
            for (int y = 0; y < r.count; y++) {
                int at = inside(r.first + y, height) * width + column;
                float v = sample(p[0], type, at);
                if (less != -1) {
                    v = v - (less == -2 ? usual[blockIdx.x] : sample(p[2], less, at));
                    v = v < 0 ? -v : v;
                }
                sum += share(r, y) * v;
            }
            value += share(c, x) * sum;
        }
        square[i] = value;
    }
    __syncthreads();
    for (int i = threadIdx.x; i < padded; i += 256) {
        float a = 0, b = 0, c = 0, d = 0;
        if (i < count) {
            int half = size / 2, x = pixels[2 * i], below = (half + pixels[2 * i + 1]) * size;
            int above = (half - 1 - pixels[2 * i + 1]) * size;
            a = square[below + half + x];
            b = square[below + half - 1 - x];
            c = square[above + half + x];
            d = square[above + half - 1 - x];
        }
        fold[i] = a + b + c + d;
        fold[padded + i] = a - b - c + d;
        fold[2 * padded + i] = a - b + c - d;
        fold[3 * padded + i] = a + b - c - d;
    }
    __syncthreads();
    for (int i = threadIdx.x; i < 16 * moments; i += 256) {
        int lane = i % 8, part = i / 8, m = repetition[part / 2];
        const float* its = shares + (i64) part * padded;
        const float* image = fold + (m % 2 * 2 + part % 2) * padded;
        float sum = 0;
        if (part % 2 == 0 || m > 0)
            for (int k = lane; k < padded; k += 8) sum += its[k] * image[k];
        lanes[i] = sum;
    }
    __syncthreads();
    for (int i = threadIdx.x; i < 2 * moments; i += 256) {
        double sum = lanes[8 * i];
        for (int lane = 1; lane < 8; lane++) sum += lanes[8 * i + lane];
        out[(i64) blockIdx.x * 2 * moments + i] = sum;
    }
}

// What a mask's pixels and the pixels around them are, as flags.
#define ON 1
#define BORDER 2
#define NEAR 4
#define REACHED 8

__device__ bool is_on(i64 mask, int type, int width, int height, int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && sample(mask, type, y * width + x) != 0;
}

// Form and grey levels of each defect, in whole numbers but for the grey levels, which are added up column by column.
//
// place: for each patch, address and type of its image, of its reference (a type of -1 without one) and of its mask;
//        width, height; where its flags, its rows and its columns begin.
// gap: px around the mask that are left out of the ring; ring: px of its width.
// flags: room for a byte for each pixel.
// extents: for each row, the first column that is on and the last one.
// columns: for each patch, the sums of each column of the image on the mask, on the ring, and of the reference.
// totals: for each patch, pixels that are on, the sums of their columns, rows, of the squares of both and of their
//         products; border pixels that count 1, √2 and half of both; pixels of the ring.
extern "C" __global__ void measure(const i64* place, int gap, int ring, u8* flags, int* extents, double* columns,
                                   i64* totals) {
    __shared__ u64 sums[10];
    const i64* p = place + 11 * (i64) blockIdx.x;
    int width = (int) p[6], height = (int) p[7], reach = gap + ring;
    u8* flag = flags + p[8];
    if (threadIdx.x < 10) sums[threadIdx.x] = 0;
    for (int y = threadIdx.x; y < height; y += 256) {
        int left = width, right = -1;
        for (int i = 0, last = -width - reach; i < width + reach; i++) {
            if (is_on(p[4], (int) p[5], width, height, i, y)) {
                if (right < 0) left = i;
                last = right = i;
            }
            if (i >= reach) flag[(i64) y * width + i - reach] = last >= i - 2 * reach ? REACHED : 0;
        }
        extents[2 * (p[9] + y)] = left;
        extents[2 * (p[9] + y) + 1] = right;
        for (int x = left - gap < 0 ? 0 : left - gap; x < width && x <= right + gap; x++) {
            int its = 0;
            for (int step = -gap; step <= gap; step++)
                if (is_on(p[4], (int) p[5], width, height, x + step, y)) its |= NEAR;
            if (is_on(p[4], (int) p[5], width, height, x, y)) {
                its |= ON;
                if (!is_on(p[4], (int) p[5], width, height, x - 1, y)
                    || !is_on(p[4], (int) p[5], width, height, x + 1, y)
                    || !is_on(p[4], (int) p[5], width, height, x, y - 1)
                    || !is_on(p[4], (int) p[5], width, height, x, y + 1))
                    its |= BORDER;
            }
            flag[(i64) y * width + x] |= its;
        }
    }
    __syncthreads();
    for (int x = threadIdx.x; x < width; x += 256) {
        u64 area = 0, rows = 0, squares = 0, around = 0, kinds[3] = {0, 0, 0};
        double image = 0, beside = 0, reference = 0;
        for (int i = 0, last = -height - reach; i < height + reach; i++) {
            int its = i < height ? flag[(i64) i * width + x] : 0;
            if (its & REACHED) last = i;
            if (its & ON) {
                area++;
                rows += i;
                squares += (u64) i * i;
                image += sample(p[0], (int) p[1], i * width + x);
                if (p[3] >= 0) reference += sample(p[2], (int) p[3], i * width + x);
            }
            if (its & BORDER) {
                int straight = 0, across = 0;
                for (int v = i - 1; v <= i + 1; v++)
                    for (int u = x - 1; u <= x + 1; u++)
                        if (u >= 0 && v >= 0 && u < width && v < height && (flag[(i64) v * width + u] & BORDER)) {
                            if (u != x && v != i) across++;
                            else if (u != x || v != i) straight++;
                        }
                switch (1 + 2 * straight + 10 * across) {
                case 5: case 7: case 15: case 17: case 25: case 27: kinds[0]++; break;
                case 21: case 33: kinds[1]++; break;
                case 13: case 23: kinds[2]++; break;
                }
            }
            int y = i - reach;
            if (y < 0 || last < y - reach) continue;
            bool near = false;
            for (int v = y - gap; v <= y + gap; v++)
                near |= v >= 0 && v < height && (flag[(i64) v * width + x] & NEAR);
            if (near) continue;
            beside += sample(p[0], (int) p[1], y * width + x);
            around++;
        }
        double* column = columns + 3 * p[10] + x;
        column[0] = image;
        column[width] = beside;
        column[2 * width] = reference;
        u64 own[10] = {area, area * x, rows, area * x * x, squares, rows * x, kinds[0], kinds[1], kinds[2], around};
        for (int k = 0; k < 10; k++)
            if (own[k]) atomicAdd(sums + k, own[k]);
    }
    __syncthreads();
    if (threadIdx.x < 10) totals[(i64) blockIdx.x * 10 + threadIdx.x] = sums[threadIdx.x];
}
