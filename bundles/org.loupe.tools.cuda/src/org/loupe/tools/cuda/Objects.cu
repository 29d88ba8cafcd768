#include "samples.h"

// Connected components: pixels that touch at edges or corners. Each pixel points to another of its object with a
// smaller number, in the end to the object's first pixel, so numbers do not depend on the order of the threads.
// Union-find after Playne, Hawick: A New Algorithm for Parallel Connected-Component Labelling on GPUs, IEEE TPDS 2018.

#define ABOVE(NAME, T) \
extern "C" __global__ void above_##NAME(Each<const T*> ins, Each<u8*> ons, i64 pixels, Each<double> limits, \
                                        int bright) { \
    const T* in = OWN(ins); \
    u8* on = OWN(ons); \
    float limit = (float) OWN(limits); \
    for (i64 i = THREAD; i < pixels; i += THREADS) \
        on[i] = ((float) in[i] > limit) == (bright != 0); \
}
FOR_SAMPLES(ABOVE)

__device__ int root(const int* parent, int i) {
    while (parent[i] != i) i = parent[i];
    return i;
}

__device__ void join(int* parent, int a, int b) {
    for (;;) {
        a = root(parent, a);
        b = root(parent, b);
        if (a == b) return;
        if (a < b) {
            int swapped = a;
            a = b;
            b = swapped;
        }
        int old = atomicMin(parent + a, b); // a is the larger: it shall point to b
        if (old == a) return;
        a = old;
    }
}

// Each pixel that is on begins as the first of its row's neighbours that are on, within the block's 256.
extern "C" __global__ void begin_objects(Each<const u8*> ons, Each<int*> parents, int width, int height) {
    __shared__ u8 own[256];
    const u8* on = OWN(ons);
    int* parent = OWN(parents);
    i64 i = THREAD;
    i64 pixels = (i64) width * height;
    own[threadIdx.x] = i < pixels && on[i];
    __syncthreads();
    if (i >= pixels) return;
    if (!own[threadIdx.x]) {
        parent[i] = -1;
        return;
    }
    int first = threadIdx.x, most = (int) (i % width);
    while (first > 0 && most > 0 && own[first - 1]) {
        first--;
        most--;
    }
    parent[i] = (int) i - (threadIdx.x - first);
}

extern "C" __global__ void join_objects(Each<const u8*> ons, Each<int*> parents, int width, int height) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    const u8* on = OWN(ons);
    int* parent = OWN(parents);
    int i = y * width + x;
    if (!on[i]) return;
    bool left = x > 0 && on[i - 1];
    if (left && i % 256 == 0) join(parent, i, i - 1);
    if (y == 0) return;
    bool up = on[i - width], upLeft = x > 0 && on[i - width - 1], upRight = x + 1 < width && on[i - width + 1];
    if (up) {
        if (!left || !upLeft) join(parent, i, i - width);
    } else {
        if (upLeft && !left) join(parent, i, i - width - 1);
        if (upRight) join(parent, i, i - width + 1);
    }
}

// Every pixel to its object's first one, and how many it has there.
extern "C" __global__ void count_objects(Each<int*> parents, Each<int*> areas, i64 pixels) {
    int* parent = OWN(parents);
    int* area = OWN(areas);
    for (i64 i = THREAD; i < pixels; i += THREADS)
        if (parent[i] >= 0) {
            int first = root(parent, (int) i);
            parent[i] = first;
            atomicAdd(area + first, 1);
        }
}

// Sums of 256 flags each: whether a pixel is the first of an object that is large enough.
extern "C" __global__ void sum_firsts(Each<const int*> parents, Each<const int*> areas, int smallest, i64 pixels,
                                      Each<int*> sums) {
    __shared__ int count;
    const int* parent = OWN(parents);
    if (threadIdx.x == 0) count = 0;
    __syncthreads();
    i64 i = THREAD;
    if (i < pixels && parent[i] == i && OWN(areas)[i] >= smallest) atomicAdd(&count, 1);
    __syncthreads();
    if (threadIdx.x == 0) OWN(sums)[blockIdx.x] = count;
}

// Each sum becomes the sum of those before it; the totals of all tiles lie side by side. One block for each tile.
extern "C" __global__ void scan(Each<int*> allSums, int count, int* totals) {
    __shared__ int part[256];
    int* sums = OWN(allSums);
    int carried = 0;
    for (int from = 0; from < count; from += 256) {
        int i = from + threadIdx.x, own = i < count ? sums[i] : 0;
        part[threadIdx.x] = own;
        for (int reach = 1; reach < 256; reach *= 2) {
            __syncthreads();
            int before = (int) threadIdx.x >= reach ? part[threadIdx.x - reach] : 0;
            __syncthreads();
            part[threadIdx.x] += before;
        }
        __syncthreads();
        if (i < count) sums[i] = carried + part[threadIdx.x] - own;
        carried += part[255];
        __syncthreads();
    }
    if (threadIdx.x == 0) totals[blockIdx.z] = carried;
}

// Numbers of the first pixels from 1 on in their order, 0 if the object is too small, in the place of their area.
extern "C" __global__ void number_firsts(Each<const int*> parents, Each<int*> areas, int smallest, i64 pixels,
                                         Each<const int*> sums) {
    __shared__ int part[256];
    int* area = OWN(areas);
    i64 i = THREAD;
    bool first = i < pixels && OWN(parents)[i] == i;
    int own = first && area[i] >= smallest;
    part[threadIdx.x] = own;
    for (int reach = 1; reach < 256; reach *= 2) {
        __syncthreads();
        int before = (int) threadIdx.x >= reach ? part[threadIdx.x - reach] : 0;
        __syncthreads();
        part[threadIdx.x] += before;
    }
    if (first) area[i] = own ? OWN(sums)[blockIdx.x] + part[threadIdx.x] : 0;
}

extern "C" __global__ void label_objects(Each<const int*> parents, Each<const int*> numbers, Each<int*> labels,
                                         i64 pixels) {
    const int* parent = OWN(parents);
    const int* number = OWN(numbers);
    for (i64 i = THREAD; i < pixels; i += THREADS)
        OWN(labels)[i] = parent[i] < 0 ? 0 : number[parent[i]];
}
