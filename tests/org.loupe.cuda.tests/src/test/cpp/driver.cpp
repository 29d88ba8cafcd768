// A CUDA driver that computes on the processor: the functions of libcuda that Loupe calls, over kernels compiled by
// shim.h. Device memory is ordinary memory with guard zones, filled with rubbish when it is taken. Work is done at the
// call, as if a stream were always idle. loupe_driver sets how much memory there is and what fails.
#include "shim.h"
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <vector>

dim3 threadIdx, blockIdx, blockDim, gridDim;

static std::map<std::string, KernelCall>& kernels() {
    static std::map<std::string, KernelCall> all;
    return all;
}
void add_kernel(const char* name, KernelCall call) { kernels()[name] = call; }

// ---------------------------------------------------------------- a block's threads

static const size_t STACK = 64 << 10;
static const int MOST = 1024;

struct Fiber;
#if defined(__x86_64__)
extern "C" void loupe_switch(void** from, void* to);
asm(R"(
.text
.globl loupe_switch
.type loupe_switch,@function
loupe_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
)");
struct Fiber {
    void* stack = nullptr;
    void* at = nullptr;
    void start(void (*body)()) {
        if (!stack) stack = malloc(STACK);
        void** top = (void**) (((uintptr_t) stack + STACK) & ~(uintptr_t) 15);
        *--top = nullptr;       // where body would return to; it never does
        *--top = (void*) body;  // where the first switch returns to
        for (int i = 0; i < 6; i++) *--top = nullptr;
        at = top;
    }
};
static void* scheduler;
static void enter(Fiber& f) { loupe_switch(&scheduler, f.at); }
static void leave(Fiber& f) { loupe_switch(&f.at, scheduler); }
#else
#include <ucontext.h>
struct Fiber {
    void* stack = nullptr;
    ucontext_t at;
    void start(void (*body)()) {
        if (!stack) stack = malloc(STACK);
        getcontext(&at);
        at.uc_stack.ss_sp = stack;
        at.uc_stack.ss_size = STACK;
        at.uc_link = nullptr;
        makecontext(&at, body, 0);
    }
};
static ucontext_t scheduler;
static void enter(Fiber& f) { swapcontext(&scheduler, &f.at); }
static void leave(Fiber& f) { swapcontext(&f.at, &scheduler); }
#endif

static Fiber fibers[MOST];
static bool done[MOST];
static int current = -1; // -1: threads run as a loop
static bool barrierSeen, barrierInLoop;
static bool backwards;
static KernelCall calling;
static void** arguments;

static void body() {
    for (;;) {
        calling(arguments);
        done[current] = true;
        leave(fibers[current]);
    }
}

static void place(int thread) {
    threadIdx.x = thread % blockDim.x;
    threadIdx.y = thread / blockDim.x % blockDim.y;
    threadIdx.z = thread / (blockDim.x * blockDim.y);
}

void __syncthreads() {
    if (current < 0) {
        barrierInLoop = true;
        return;
    }
    barrierSeen = true;
    leave(fibers[current]);
}

// false if some threads of the block ended while others waited at a barrier
static bool run_block(int threads) {
    for (int i = 0; i < threads; i++) {
        done[i] = false;
        fibers[i].start(body);
    }
    int ended = 0;
    bool good = true;
    while (ended < threads) {
        int before = ended;
        for (int k = 0; k < threads; k++) {
            int i = backwards ? threads - 1 - k : k;
            if (done[i]) continue;
            current = i;
            place(i);
            enter(fibers[i]);
            if (done[i]) ended++;
        }
        if (ended > before && ended < threads) good = false;
    }
    current = -1;
    return good;
}

// The first block shows whether the kernel has barriers; without any, the other blocks' threads need no fibers.
static bool run_grid(int threads) {
    barrierSeen = barrierInLoop = false;
    bool good = true, first = true;
    unsigned long blocks = (unsigned long) gridDim.x * gridDim.y * gridDim.z;
    for (unsigned long k = 0; k < blocks; k++) {
        unsigned long b = backwards ? blocks - 1 - k : k;
        blockIdx.x = b % gridDim.x;
        blockIdx.y = b / gridDim.x % gridDim.y;
        blockIdx.z = b / ((unsigned long) gridDim.x * gridDim.y);
        if (first || barrierSeen)
            good &= run_block(threads);
        else
            for (int i = 0; i < threads; i++) {
                place(backwards ? threads - 1 - i : i);
                calling(arguments);
            }
        first = false;
    }
    return good && !barrierInLoop;
}

// ---------------------------------------------------------------- the driver

enum { OK = 0, INVALID = 1, NO_MEMORY = 2, NO_DEVICE = 100, INVALID_IMAGE = 200, NOT_FOUND = 500, ILLEGAL_ADDRESS = 700, FAILED = 719 };

static const size_t GUARD = 4096;
static std::mutex lock;
struct Piece {
    size_t bytes;
    int context;
};
static std::map<uint64_t, Piece> memory; // by address
static std::map<void*, size_t> pinned;
static std::map<std::string, std::pair<long, long>> failing; // function to code and calls before
static std::vector<std::string> modules;
static long settings[8]; // by the names below
static const char* names[] = {"memory", "devices", "version", "major", "minor", "backwards", "used", "launches"};
static long setting(const char* name) {
    for (int i = 0; i < 8; i++) if (!strcmp(names[i], name)) return settings[i];
    return 0;
}
static size_t used;
static long launches;
static long uploaded; // bytes
static long downloaded; // bytes
static bool broken[16]; // by context: after a kernel's error until the context is reset
static thread_local int context; // that the thread's calls mean

#define API extern "C" __attribute__((visibility("default"))) int
#define ENTER(name) std::lock_guard<std::mutex> held(lock); { int code = fails(name); if (code) return code; }

static int fails(const char* name) {
    auto f = failing.find(name);
    if (f != failing.end() && f->second.second-- <= 0) {
        int code = (int) f->second.first;
        if (code == ILLEGAL_ADDRESS || code == FAILED) broken[context] = true;
        return code;
    }
    return broken[context] && strncmp(name, "cuInit", 6) && strncmp(name, "cuDevice", 8) && strcmp(name, "cuCtxSetCurrent") ? ILLEGAL_ADDRESS : OK;
}

static bool whole(uint64_t address) {
    size_t bytes = memory[address].bytes;
    for (size_t i = 0; i < GUARD; i++)
        if (((unsigned char*) address)[-1 - (long) i] != 0xDB || ((unsigned char*) address)[bytes + i] != 0xDB) return false;
    return true;
}

// whether bytes from an address on lie in one piece of device memory
static bool inside(uint64_t address, size_t bytes) {
    auto next = memory.upper_bound(address);
    if (next == memory.begin()) return false;
    --next;
    return address + bytes <= next->first + next->second.bytes && next->second.context == context;
}

// how the tests steer it: a setting's value; "fail:cuMemAlloc_v2" with code + 1000 * calls before, -1 to stop failing
API loupe_driver(const char* what, long value) {
    std::lock_guard<std::mutex> held(lock);
    if (!strncmp(what, "fail:", 5)) {
        if (value < 0) failing.erase(what + 5);
        else failing[what + 5] = {value % 1000, value / 1000};
        return OK;
    }
    if (!strcmp(what, "heal")) { failing.clear(); memset(broken, 0, sizeof broken); return OK; }
    for (int i = 0; i < 8; i++)
        if (!strcmp(names[i], what)) {
            settings[i] = value;
            if (i == 5) backwards = value != 0;
            return OK;
        }
    return INVALID;
}
extern "C" __attribute__((visibility("default"))) long loupe_driver_get(const char* what) {
    std::lock_guard<std::mutex> held(lock);
    if (!strcmp(what, "used")) return (long) used;
    if (!strcmp(what, "pinned")) { size_t sum = 0; for (auto& p : pinned) sum += p.second; return (long) sum; }
    if (!strcmp(what, "launches")) return launches;
    if (!strcmp(what, "uploaded")) return uploaded;
    if (!strcmp(what, "downloaded")) return downloaded;
    return setting(what);
}

__attribute__((constructor)) static void defaults() {
    settings[0] = 1L << 30;
    settings[1] = 1;
    settings[2] = 13000;
    settings[3] = 9;
    settings[4] = 0;
}

API cuInit(unsigned) { ENTER("cuInit"); return OK; }
API cuDriverGetVersion(int* version) { ENTER("cuDriverGetVersion"); *version = (int) setting("version"); return OK; }
API cuDeviceGetCount(int* count) { ENTER("cuDeviceGetCount"); *count = (int) setting("devices"); return OK; }
API cuDeviceGet(int* device, int ordinal) {
    ENTER("cuDeviceGet");
    if (ordinal < 0 || ordinal >= setting("devices")) return INVALID;
    *device = ordinal;
    return OK;
}
API cuDeviceGetName(char* name, int length, int device) {
    ENTER("cuDeviceGetName");
    snprintf(name, length, "Processor %d", device);
    return OK;
}
API cuDeviceTotalMem_v2(size_t* bytes, int) { ENTER("cuDeviceTotalMem_v2"); *bytes = setting("memory"); return OK; }
API cuDeviceGetAttribute(int* value, int attribute, int) {
    ENTER("cuDeviceGetAttribute");
    *value = attribute == 75 ? (int) setting("major") : attribute == 76 ? (int) setting("minor") : attribute == 16 ? 8 : 0;
    return OK;
}
API cuDevicePrimaryCtxRetain(void** context, int device) { ENTER("cuDevicePrimaryCtxRetain"); *context = (void*) (intptr_t) (device + 1); return OK; }
API cuDevicePrimaryCtxRelease_v2(int) { ENTER("cuDevicePrimaryCtxRelease_v2"); return OK; }
API cuDevicePrimaryCtxReset_v2(int device) {
    std::lock_guard<std::mutex> held(lock);
    broken[device + 1] = false;
    for (auto m = memory.begin(); m != memory.end();)
        if (m->second.context == device + 1) {
            used -= m->second.bytes;
            free((char*) m->first - GUARD);
            m = memory.erase(m);
        } else
            ++m;
    return OK;
}
API cuCtxSetCurrent(void* handle) {
    context = (int) (intptr_t) handle;
    ENTER("cuCtxSetCurrent");
    return context ? OK : INVALID;
}
API cuModuleLoadData(void** module, const void* image) {
    ENTER("cuModuleLoadData");
    std::string text((const char*) image);
    if (text.find(".version") == std::string::npos || text.find(".target") == std::string::npos) return INVALID_IMAGE;
    modules.push_back(text);
    *module = (void*) (intptr_t) modules.size();
    return OK;
}
API cuModuleUnload(void*) { ENTER("cuModuleUnload"); return OK; }
API cuModuleGetFunction(void** function, void* module, const char* name) {
    ENTER("cuModuleGetFunction");
    size_t m = (size_t) (intptr_t) module;
    if (m < 1 || m > modules.size()) return INVALID;
    if (modules[m - 1].find(std::string(".entry ") + name + "(") == std::string::npos) return NOT_FOUND;
    auto k = kernels().find(name);
    if (k == kernels().end()) return NOT_FOUND;
    *function = (void*) k->second;
    return OK;
}
API cuStreamCreate(void** stream, unsigned) { ENTER("cuStreamCreate"); static intptr_t next; *stream = (void*) ++next; return OK; }
API cuStreamSynchronize(void*) { ENTER("cuStreamSynchronize"); return OK; }
API cuStreamDestroy_v2(void*) { ENTER("cuStreamDestroy_v2"); return OK; }
API cuEventCreate(void** event, unsigned) { ENTER("cuEventCreate"); *event = (void*) 1; return OK; }
API cuEventRecord(void*, void*) { ENTER("cuEventRecord"); return OK; }
API cuEventSynchronize(void*) { ENTER("cuEventSynchronize"); return OK; }
API cuEventDestroy_v2(void*) { ENTER("cuEventDestroy_v2"); return OK; }
API cuMemGetInfo_v2(size_t* free, size_t* total) {
    ENTER("cuMemGetInfo_v2");
    *total = setting("memory");
    *free = *total - used;
    return OK;
}
API cuMemAlloc_v2(uint64_t* address, size_t bytes) {
    ENTER("cuMemAlloc_v2");
    if (bytes == 0) return INVALID;
    if (used + bytes > (size_t) setting("memory")) return NO_MEMORY;
    char* block = (char*) malloc(bytes + 2 * GUARD);
    memset(block, 0xDB, GUARD);
    memset(block + GUARD, 0xCD, bytes);
    memset(block + GUARD + bytes, 0xDB, GUARD);
    *address = (uint64_t) (block + GUARD);
    memory[*address] = {bytes, context};
    used += bytes;
    return OK;
}
API cuMemFree_v2(uint64_t address) {
    ENTER("cuMemFree_v2");
    auto m = memory.find(address);
    if (m == memory.end()) return INVALID;
    bool good = whole(address);
    used -= m->second.bytes;
    memory.erase(m);
    free((char*) address - GUARD);
    return good ? OK : ILLEGAL_ADDRESS;
}
API cuMemHostAlloc(void** address, size_t bytes, unsigned) {
    ENTER("cuMemHostAlloc");
    *address = malloc(bytes);
    pinned[*address] = bytes;
    return OK;
}
API cuMemFreeHost(void* address) {
    ENTER("cuMemFreeHost");
    if (!pinned.erase(address)) return INVALID;
    free(address);
    return OK;
}
API cuMemcpyHtoDAsync_v2(uint64_t to, const void* from, size_t bytes, void*) {
    ENTER("cuMemcpyHtoDAsync_v2");
    if (!inside(to, bytes)) return INVALID;
    memcpy((void*) to, from, bytes);
    uploaded += (long) bytes;
    return OK;
}
API cuMemcpyDtoHAsync_v2(void* to, uint64_t from, size_t bytes, void*) {
    ENTER("cuMemcpyDtoHAsync_v2");
    if (!inside(from, bytes)) return INVALID;
    downloaded += bytes;
    memcpy(to, (void*) from, bytes);
    return OK;
}
API cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t bytes, void*) {
    ENTER("cuMemcpyDtoDAsync_v2");
    if (!inside(to, bytes) || !inside(from, bytes)) return INVALID;
    memmove((void*) to, (void*) from, bytes);
    return OK;
}
API cuMemsetD8Async(uint64_t to, unsigned char value, size_t bytes, void*) {
    ENTER("cuMemsetD8Async");
    if (!inside(to, bytes)) return INVALID;
    memset((void*) to, value, bytes);
    return OK;
}
API cuLaunchKernel(void* function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, void*, void** parameters, void**) {
    ENTER("cuLaunchKernel");
    unsigned long threads = (unsigned long) bx * by * bz;
    if (threads < 1 || threads > MOST || gx < 1 || gy < 1 || gz < 1 || gy > 65535 || gz > 65535 || shared > 49152) return INVALID;
    gridDim = {gx, gy, gz};
    blockDim = {bx, by, bz};
    calling = (KernelCall) function;
    arguments = parameters;
    launches++;
    bool good = run_grid((int) threads);
    for (auto& m : memory) good &= whole(m.first);
    if (!good) broken[context] = true;
    return good ? OK : FAILED;
}
API cuGetErrorName(int code, const char** name) {
    *name = code == NO_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY" : code == NO_DEVICE ? "CUDA_ERROR_NO_DEVICE"
            : code == ILLEGAL_ADDRESS ? "CUDA_ERROR_ILLEGAL_ADDRESS" : code == FAILED ? "CUDA_ERROR_LAUNCH_FAILED" : "CUDA_ERROR";
    return OK;
}
