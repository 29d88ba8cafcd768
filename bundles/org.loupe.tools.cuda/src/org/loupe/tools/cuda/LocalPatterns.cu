#include "samples.h"

// Local binary patterns of many patches: a row of blocks for each. A patch is given with the border that its circle
// reaches, 0 beyond the image; a pixel takes part where its flag is set. Interpolation in the reference's order of
// operations.
//
// place: for each patch, where its samples and its flags begin, its width and height, its column and row in the tile.
// circle: for each point, px to the right and down.
extern "C" __global__ void local_patterns(const double* samples, const u8* flags, const int* place,
                                          const double* circle, int points, int reach, int* counts) {
    __shared__ int own[32];
    const int* p = place + blockIdx.y * 6;
    const double* image = samples + p[0];
    const u8* takesPart = flags + p[1];
    int width = p[2], height = p[3], pitch = width + 2 * reach + 1;
    if (threadIdx.x < 32) own[threadIdx.x] = 0;
    __syncthreads();
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < width * height; i += gridDim.x * blockDim.x)
        if (takesPart[i]) {
            int x = i % width, y = i / width;
            double centre = image[(y + reach) * pitch + x + reach];
            unsigned brighter = 0;
            for (int k = 0; k < points; k++) {
                double right = circle[2 * k], down = circle[2 * k + 1];
                double row = p[5] + y + down, column = p[4] + x + right;
                int top = (int) floor(row) - p[5] - y, bottom = (int) ceil(row) - p[5] - y;
                const double* high = image + (y + reach + top) * pitch + x + reach + (int) floor(right);
                const double* low = image + (y + reach + bottom) * pitch + x + reach + (int) floor(right);
                bool between = right != rint(right);
                double value;
                if (!between && top == bottom)
                    value = high[0];
                else {
                    double part = row - floor(row), up = 1 - part, r = column - floor(column);
                    value = between
                            ? up * ((1 - r) * high[0] + r * high[1]) + part * ((1 - r) * low[0] + r * low[1])
                            : up * high[0] + part * low[0];
                }
                if (value - centre >= 0) brighter |= 1u << k;
            }
            unsigned changes = __popc((brighter ^ brighter >> 1) & ((1u << (points - 1)) - 1));
            atomicAdd(own + (changes <= 2 ? __popc(brighter) : points + 1), 1);
        }
    __syncthreads();
    if (threadIdx.x < points + 2 && own[threadIdx.x] > 0)
        atomicAdd(counts + blockIdx.y * (points + 2) + threadIdx.x, own[threadIdx.x]);
}
