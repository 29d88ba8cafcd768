#include "samples.h"

// A test image against its reference, both in 16 bits. Flags of a pixel, as Comparison has them; a disc of pixels of one
// polarity has its centre there.
#define DARK 1
#define BRIGHT 2
#define BEYOND 4
#define THICK 8
#define CENTRE 64

#define WIDEN(NAME, T) \
extern "C" __global__ void widen_##NAME(const T* in, u16* out, i64 pixels) { \
    for (i64 i = THREAD; i < pixels; i += THREADS) \
        out[i] = in[i]; \
}
WIDEN(u8, u8) WIDEN(u16, u16)

// The brightest and the darkest of each pixel and its eight neighbours.
extern "C" __global__ void spread(const u16* in, u16* wide, u16* narrow, int width, int height) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    u16 high = 0, low = 65535;
    for (int row = y - 1; row <= y + 1; row++)
        for (int column = x - 1; column <= x + 1; column++) {
            u16 grey = in[(i64) inside(row, height) * width + inside(column, width)];
            if (grey > high) high = grey;
            if (grey < low) low = grey;
        }
    wide[(i64) y * width + x] = high;
    narrow[(i64) y * width + x] = low;
}

// Adds to sums what tells the drift, over every so manieth row from the second on: of what the dilation adds times what
// the test image has more, of the square of what it adds, and the same of the erosion.
extern "C" __global__ void drift(const u16* test, const u16* reference, const u16* wide, const u16* narrow,
                                 const u8* valid, int masked, int width, int rows, int apart, u64* sums) {
    __shared__ i64 part[256];
    i64 own[4] = {0, 0, 0, 0};
    i64 pixels = (i64) rows * width;
    for (i64 k = THREAD; k < pixels; k += THREADS) {
        i64 i = (k / width * apart + 1) * width + k % width;
        if (wide[i] == narrow[i] || (masked && valid[i] == 0)) continue;
        int grey = reference[i];
        i64 difference = test[i] - grey, out = wide[i] - grey, in = narrow[i] - grey;
        own[0] += out * difference;
        own[1] += out * out;
        own[2] += in * difference;
        own[3] += in * in;
    }
    for (int s = 0; s < 4; s++) {
        part[threadIdx.x] = own[s];
        for (int half = 128; half > 0; half /= 2) {
            __syncthreads();
            if ((int) threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        }
        if (threadIdx.x == 0) atomicAdd(sums + s, (u64) part[0]);
        __syncthreads();
    }
}

// Moves the reference by a share towards another image, rounded half up.
extern "C" __global__ void blend(u16* reference, const u16* other, i64 pixels, double share) {
    for (i64 i = THREAD; i < pixels; i += THREADS)
        reference[i] = (u16) (reference[i]
                + (int) floor((double) (float) (share * (other[i] - reference[i])) + 0.5));
}

// Flags of the pixels that differ by more than a contrast and by more than a share of the grey levels around them.
extern "C" __global__ void mark(const u16* test, const u16* reference, const u8* valid, int masked, u8* flags, int width,
                                int height, int contrast, double share) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    i64 i = (i64) y * width + x;
    int difference = test[i] - reference[i], size = difference < 0 ? -difference : difference;
    flags[i] = 0;
    if (size <= contrast || (masked && valid[i] == 0)) return;
    int low = 65535, high = 0;
    for (int row = y > 0 ? y - 1 : 0; row <= y + 1 && row < height; row++)
        for (int column = x > 0 ? x - 1 : 0; column <= x + 1 && column < width; column++) {
            int a = test[(i64) row * width + column], b = reference[(i64) row * width + column];
            if (a < low) low = a;
            if (b < low) low = b;
            if (a > high) high = a;
            if (b > high) high = b;
        }
    if (size > share * (high - low)) flags[i] = difference > 0 ? BRIGHT : DARK;
}

// Which marked pixels have a grey level that the other image has nowhere within the tolerance, and round which a disc
// holds nothing but marked pixels of one polarity. Discs are columns and rows from a pixel, one pair after the other.
extern "C" __global__ void evidence(const u16* test, const u16* reference, const u8* flags, u8* found, int width,
                                    int height, const int* tolerance, int tolerated, const int* thick, int thickness,
                                    double contrast, double share) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    i64 i = (i64) y * width + x;
    int polarity = flags[i], all = polarity;
    if (polarity) {
        int sign = polarity == BRIGHT ? 1 : -1, here = sign * test[i], there = sign * reference[i];
        double least = share * (here - there);
        int slack = (int) (contrast > least ? contrast : least), lowest = here - slack, highest = there + slack;
        bool testFound = false, referenceFound = false;
        for (int m = 0; m < tolerated && !(testFound && referenceFound); m++) {
            int column = x + tolerance[2 * m], row = y + tolerance[2 * m + 1];
            if (column < 0 || row < 0 || column >= width || row >= height) continue;
            i64 k = (i64) row * width + column;
            if (sign * reference[k] >= lowest) testFound = true;
            if (sign * test[k] <= highest) referenceFound = true;
        }
        if (!(testFound && referenceFound)) all |= BEYOND;
        bool holds = true;
        for (int m = 0; m < thickness && holds; m++) {
            int column = x + thick[2 * m], row = y + thick[2 * m + 1];
            holds = column >= 0 && row >= 0 && column < width && row < height
                    && flags[(i64) row * width + column] == polarity;
        }
        if (holds) all |= CENTRE;
    }
    found[i] = (u8) all;
}

// The flags of marked pixels with what they are evidence of: also by thickness, where such a disc covers them, and none
// near the image's edge or what is not valid. Counts the pixels of evidence.
extern "C" __global__ void gather(const u8* found, const u8* valid, int masked, u8* flags, int width, int height,
                                  const int* thick, int thickness, int margin, int* count) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    i64 i = (i64) y * width + x;
    int all = found[i] & (DARK | BRIGHT | BEYOND);
    if (all) {
        bool covered = false;
        for (int m = 0; m < thickness && !covered; m++) {
            int column = x - thick[2 * m], row = y - thick[2 * m + 1];
            covered = column >= 0 && row >= 0 && column < width && row < height
                    && (found[(i64) row * width + column] & CENTRE);
        }
        if (covered) all |= THICK;
        bool in = x >= margin && y >= margin && x < width - margin && y < height - margin;
        if (in && masked)
            for (int corner = 0; corner < 4; corner++)
                if (valid[i + (i64) (corner < 2 ? -margin : margin) * width + (corner % 2 ? margin : -margin)] == 0)
                    in = false;
        if (!in) all &= DARK | BRIGHT;
        if (all & (BEYOND | THICK)) atomicAdd(count, 1);
    }
    flags[i] = (u8) all;
}
