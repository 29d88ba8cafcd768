#include "samples.h"

// Greedy non-maximum suppression of boxes that stand in falling order of their scores, as torchvision does it: bits tell
// which later boxes each one would take away, then these are gone through in order.

#define BITS 64

// For boxes first .. first + rows - 1 (first a multiple of 64): a word of bits for every 64 boxes from there on.
extern "C" __global__ void __launch_bounds__(64) box_overlaps(const float* boxes, const int* kinds, int n, int first,
                                                              int rows, int words, float limit, u64* mask) {
    __shared__ float other[4 * BITS];
    __shared__ int kind[BITS];
    int row = first + blockIdx.y * BITS + threadIdx.x, from = first + blockIdx.x * BITS, count = min(BITS, n - from);
    if (blockIdx.x < blockIdx.y) return; // earlier ones only
    if ((int) threadIdx.x < count) {
        for (int e = 0; e < 4; e++) other[4 * threadIdx.x + e] = boxes[4 * (i64) (from + threadIdx.x) + e];
        kind[threadIdx.x] = kinds[from + threadIdx.x];
    }
    __syncthreads();
    if (row >= first + rows) return;
    float left = boxes[4 * (i64) row], top = boxes[4 * (i64) row + 1], right = boxes[4 * (i64) row + 2];
    float bottom = boxes[4 * (i64) row + 3], area = (right - left) * (bottom - top);
    int own = kinds[row];
    u64 bits = 0;
    for (int i = 0; i < count; i++) {
        const float* o = other + 4 * i;
        if (from + i <= row || kind[i] != own) continue;
        float width = smaller(right, o[2]) - larger(left, o[0]), height = smaller(bottom, o[3]) - larger(top, o[1]);
        if (width <= 0 || height <= 0) continue;
        float both = width * height;
        if (both / (area + (o[2] - o[0]) * (o[3] - o[1]) - both) > limit) bits |= (u64) 1 << i;
    }
    mask[(i64) (row - first) * words + from / BITS] = bits;
}

// Goes through the boxes whose mask there is, in order, by one block. gone: a bit for each box, so far. kept: 1 for each
// that stays.
extern "C" __global__ void __launch_bounds__(256) keep_boxes(const u64* mask, int first, int rows, int words, u64* gone,
                                                             u8* kept) {
    __shared__ u64 own[BITS];
    __shared__ u64 staying;
    for (int from = 0; from < rows; from += BITS) {
        int count = min(BITS, rows - from), word = (first + from) / BITS;
        if ((int) threadIdx.x < count) own[threadIdx.x] = mask[(i64) (from + threadIdx.x) * words + word];
        __syncthreads();
        if (threadIdx.x == 0) {
            u64 away = gone[word], stay = 0;
            for (int i = 0; i < count; i++)
                if (!(away >> i & 1)) {
                    stay |= (u64) 1 << i;
                    away |= own[i];
                }
            staying = stay;
        }
        __syncthreads();
        u64 stay = staying;
        for (int w = word + 1 + threadIdx.x; w < words; w += 256) {
            u64 away = gone[w];
            for (int i = 0; i < count; i++)
                if (stay >> i & 1) away |= mask[(i64) (from + i) * words + w];
            gone[w] = away;
        }
        if ((int) threadIdx.x < count) kept[first + from + threadIdx.x] = stay >> threadIdx.x & 1;
        __syncthreads();
    }
}
