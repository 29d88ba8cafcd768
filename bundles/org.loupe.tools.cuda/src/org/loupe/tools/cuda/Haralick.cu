#include "samples.h"

// Co-occurrence of grey levels, for many patches and directions at once: pairs are counted without their order.
//
// place: for each patch, where its levels begin, its width and height; a level below 0 takes no part.
// step: for each direction, px to the right and down.
extern "C" __global__ void count_pairs(const short* levels, const int* place, const int* step, int* matrices, int bits, int size) {
    const int* p = place + 3 * blockIdx.y;
    const short* grey = levels + p[0];
    int width = p[1], height = p[2], dx = step[2 * blockIdx.z], dy = step[2 * blockIdx.z + 1];
    int* matrix = matrices + ((i64) blockIdx.y * gridDim.z + blockIdx.z) * size;
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < width * height; i += gridDim.x * blockDim.x) {
        int x = i % width + dx, y = i / width + dy;
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        int one = grey[i], other = grey[y * width + x];
        if (one >= 0 && other >= 0) atomicAdd(matrix + (min(one, other) << bits | max(one, other)), 1);
    }
}

// What follows from a matrix: how often each sum, difference and single level occurs, how many pairs there are and how
// many of different levels, and the sums of squares; in doubles the sum of n ln n. One block for each matrix; sums are
// taken in a fixed order.
extern "C" __global__ void sum_pairs(const int* matrices, int levels, int bits, int size, const double* logarithms,
                                     int tabled, int* sums, int* differences, int* singles, i64* totals, double* logs) {
    __shared__ double part[256];
    __shared__ u64 whole[4];
    i64 number = blockIdx.x;
    const int* matrix = matrices + number * size;
    sums += number * (2 * levels - 1);
    differences += number * levels;
    singles += number * levels;
    if (threadIdx.x < 4) whole[threadIdx.x] = 0;
    __syncthreads();
    double log_sum = 0;
    for (int i = threadIdx.x; i < size; i += 256) {
        int times = matrix[i], low = i >> bits, high = i & ((1 << bits) - 1);
        if (times == 0) continue;
        atomicAdd(sums + low + high, times);
        atomicAdd(differences + high - low, times);
        atomicAdd(singles + low, times);
        atomicAdd(singles + high, times);
        atomicAdd(whole, (u64) times);
        if (low != high) {
            atomicAdd(whole + 1, (u64) times);
            atomicAdd(whole + 3, (u64) times * times);
        } else
            atomicAdd(whole + 2, (u64) times * times);
        log_sum += times < tabled ? logarithms[times] : times * log((double) times);
    }
    part[threadIdx.x] = log_sum;
    for (int half = 128; half > 0; half /= 2) {
        __syncthreads();
        if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
    }
    __syncthreads();
    if (threadIdx.x < 4) totals[number * 4 + threadIdx.x] = whole[threadIdx.x];
    if (threadIdx.x == 0) logs[number] = part[0];
}
