// CUDA's language for a C++ compiler: enough of it that a kernel's source runs on the processor, thread by thread, so
// that its arithmetic can be tested without a GPU. A block's threads are fibers that change at barriers; blocks run one
// after the other. Floating point is IEEE as the kernels are compiled for the GPU: no fused multiply-add.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#define __global__
#define __device__ static inline
#define __constant__ static const
#define __shared__ static // blocks do not run side by side
#define __launch_bounds__(...)
#define __restrict__ __restrict

struct dim3 {
    unsigned x, y, z;
};

extern dim3 threadIdx, blockIdx, blockDim, gridDim;

// Waits for all threads of the block.
void __syncthreads();

template <class T, class V> static inline T atomicAdd(T* at, V value) { T old = *at; *at = (T) (old + (T) value); return old; }
template <class T, class V> static inline T atomicMin(T* at, V value) { T old = *at; if ((T) value < old) *at = (T) value; return old; }
template <class T, class V> static inline T atomicMax(T* at, V value) { T old = *at; if ((T) value > old) *at = (T) value; return old; }
template <class T, class V> static inline T atomicOr(T* at, V value) { T old = *at; *at = old | (T) value; return old; }
template <class T, class V> static inline T atomicExch(T* at, V value) { T old = *at; *at = (T) value; return old; }
template <class T, class U, class V> static inline T atomicCAS(T* at, U compare, V value) {
    T old = *at;
    if (old == (T) compare) *at = (T) value;
    return old;
}

template <class A, class B> static inline typename std::common_type<A, B>::type min(A a, B b) {
    typedef typename std::common_type<A, B>::type T;
    return (T) a < (T) b ? (T) a : (T) b;
}
template <class A, class B> static inline typename std::common_type<A, B>::type max(A a, B b) {
    typedef typename std::common_type<A, B>::type T;
    return (T) a > (T) b ? (T) a : (T) b;
}
static inline int __popc(unsigned v) { return __builtin_popcount(v); }
static inline int __float_as_int(float v) { int i; memcpy(&i, &v, 4); return i; }
static inline float __int_as_float(int v) { float f; memcpy(&f, &v, 4); return f; }

// A kernel by its name, called with the addresses of its arguments as the driver gets them.
typedef void (*KernelCall)(void**);
void add_kernel(const char* name, KernelCall call);

template <class... A, size_t... I> static inline void call_kernel(void (*f)(A...), void** p, std::index_sequence<I...>) {
    f(*(A*) p[I]...);
}
template <class... A> static inline void call_kernel(void (*f)(A...), void** p) {
    call_kernel(f, p, std::index_sequence_for<A...>());
}
struct AddKernel {
    AddKernel(const char* name, KernelCall call) { add_kernel(name, call); }
};
