#include "samples.h"

// Squared Euclidean distances of rows to others, and the nearest others of each row.

#define SIDE 64
#define STEP 16
#define EACH 4
#define SORTED 2048
#define ROUND 1024

// A block computes 64 × 64 distances, a thread 4 × 4 of them, from 16 columns at a time that lie in shared memory. The
// squares are added in the order of the columns; those beyond the last add 0, which changes no sum.
extern "C" __global__ void __launch_bounds__(256) row_squares(const float* rows, int n, const float* others, int m,
                                                              int columns, float* squares) {
    __shared__ float a[STEP][SIDE + 1];
    __shared__ float b[STEP][SIDE + 1];
    int top = blockIdx.y * SIDE, left = blockIdx.x * SIDE, thread = threadIdx.y * STEP + threadIdx.x;
    float sum[EACH][EACH];
    for (int i = 0; i < EACH; i++)
        for (int j = 0; j < EACH; j++) sum[i][j] = 0;
    for (int from = 0; from < columns; from += STEP) {
        for (int i = thread; i < SIDE * STEP; i += STEP * STEP) {
            int row = i / STEP, c = i % STEP;
            bool there = from + c < columns;
            a[c][row] = there && top + row < n ? rows[(i64) (top + row) * columns + from + c] : 0;
            b[c][row] = there && left + row < m ? others[(i64) (left + row) * columns + from + c] : 0;
        }
        __syncthreads();
        for (int c = 0; c < STEP; c++) {
            float p[EACH], q[EACH];
            for (int i = 0; i < EACH; i++) {
                p[i] = a[c][threadIdx.y + STEP * i];
                q[i] = b[c][threadIdx.x + STEP * i];
            }
            for (int i = 0; i < EACH; i++)
                for (int j = 0; j < EACH; j++) {
                    float d = q[j] - p[i];
                    sum[i][j] += d * d;
                }
        }
        __syncthreads();
    }
    for (int i = 0; i < EACH; i++)
        for (int j = 0; j < EACH; j++) {
            int row = top + threadIdx.y + STEP * i, other = left + threadIdx.x + STEP * j;
            if (row < n && other < m) squares[(i64) row * m + other] = sum[i][j];
        }
}

// Keeps of each row the k nearest, as keys that sort by distance and then by number: a block for a row. Keys below the
// least that is kept wait beside them until there is no room, then all are sorted; so their order does not matter.
//
// squares: n × m, to others from number first on. best: n × k, written afresh if fresh. k is at most 1024. above: of
// each row the key that those asked for now lie above; looked at if beyond.
extern "C" __global__ void __launch_bounds__(256) keep_nearest(const float* squares, int m, int first, u64* best, int k,
                                                               int fresh, const u64* above, int beyond) {
    __shared__ u64 keys[SORTED];
    __shared__ int found;
    const u64 none = ~(u64) 0;
    int thread = threadIdx.x;
    squares += (i64) blockIdx.x * m;
    best += (i64) blockIdx.x * k;
    u64 least = beyond ? above[blockIdx.x] : 0;
    for (int i = thread; i < SORTED; i += 256) keys[i] = i < k && !fresh ? best[i] : none;
    if (thread == 0) found = k;
    __syncthreads();
    u64 last = keys[k - 1];
    for (int base = 0; base < m; base += ROUND) {
        for (int i = base + thread; i < min(m, base + ROUND); i += 256) {
            float d = squares[i];
            if (!(d < __int_as_float(0x7f800000))) continue; // infinite or no number
            u64 key = (u64) (unsigned) __float_as_int(d) << 32 | (unsigned) (first + i);
            if (key < last && (!beyond || key > least)) keys[atomicAdd(&found, 1)] = key;
        }
        __syncthreads();
        int filled = found;
        __syncthreads();
        if (filled <= SORTED - ROUND && base + ROUND < m) continue;
        for (int size = 2; size <= SORTED; size *= 2)
            for (int step = size / 2; step > 0; step /= 2) {
                for (int i = thread; i < SORTED / 2; i += 256) {
                    int low = 2 * step * (i / step) + i % step, high = low + step;
                    u64 one = keys[low], other = keys[high];
                    if ((one > other) == ((low & size) == 0)) {
                        keys[low] = other;
                        keys[high] = one;
                    }
                }
                __syncthreads();
            }
        for (int i = k + thread; i < SORTED; i += 256) keys[i] = none;
        if (thread == 0) found = k;
        __syncthreads();
        last = keys[k - 1];
    }
    for (int i = thread; i < k; i += 256) best[i] = keys[i];
}
