// The rate of a BLAS library's sgemm: gemm LIBRARY < shapes. A shape is a line: name transA transB M N K (row-major).
// One line a figure: name, value and unit, with tabs between them. Run it with OPENBLAS_NUM_THREADS=1.
#define _GNU_SOURCE
#include "timing.h"
#include <dlfcn.h>

typedef void (*Sgemm)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);

typedef struct {
  Sgemm sgemm;
  int transposed_a, transposed_b, m, n, k;
  float *a, *b, *c;
  int repeats;
} Product;

static void multiply(void *context) {
  const Product *p = context;
  enum { ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112 };
  for (int repeat = 0; repeat < p->repeats; repeat++)
    p->sgemm(ROW_MAJOR, p->transposed_a ? TRANSPOSED : PLAIN, p->transposed_b ? TRANSPOSED : PLAIN, p->m, p->n, p->k, 1,
             p->a, p->transposed_a ? p->m : p->k, p->b, p->transposed_b ? p->k : p->n, 0, p->c, p->n);
}

static float *filled(long count) {
  float *values = malloc((size_t)count * sizeof *values);
  if (!values) exit(1);
  for (long i = 0; i < count; i++) values[i] = (float)(i % 97) * .01f - .5f;
  return values;
}

int main(int count, char **arguments) {
  void *library = count > 1 ? dlopen(arguments[1], RTLD_NOW | RTLD_GLOBAL) : 0;
  Sgemm sgemm = library ? (Sgemm)dlsym(library, "cblas_sgemm") : 0;
  if (!sgemm) {
    fprintf(stderr, "gemm: no cblas_sgemm: %s\n", dlerror());
    return 1;
  }
  char name[64];
  Product p = {.sgemm = sgemm};
  while (scanf("%63s %d %d %d %d %d", name, &p.transposed_a, &p.transposed_b, &p.m, &p.n, &p.k) == 6) {
    p.a = filled((long)p.m * p.k), p.b = filled((long)p.k * p.n), p.c = filled((long)p.m * p.n);
    p.repeats = 1;
    double once = timing(3, multiply, &p).least;
    p.repeats = once < 1e-3 ? (int)(1e-3 / once) + 1 : 1;
    double time = timing(9, multiply, &p).least / p.repeats;
    char label[128];
    snprintf(label, sizeof label, "sgemm %s, %s%s %d x %d x %d", name, p.transposed_a ? "T" : "N",
             p.transposed_b ? "T" : "N", p.m, p.n, p.k);
    print_figure(label, 2. * p.m * p.n * p.k / time * 1e-9, "GFLOP/s");
    free(p.a), free(p.b), free(p.c);
  }
}
