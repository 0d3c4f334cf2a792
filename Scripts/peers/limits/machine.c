// What this machine can do: fused multiply-adds from registers, memory bandwidth, pipes and starting a process.
// One line a figure: name, value and unit, with tabs between them.
#define _GNU_SOURCE
#include "timing.h"
#include <fcntl.h>
#include <immintrin.h>
#include <pthread.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static volatile float sink; // keeps the compiler from leaving work out

enum { STEPS = 3000000, CHAINS_512 = 20, CHAINS_256 = 12 };

__attribute__((target("avx512f"), noinline)) static void multiply_add_512(void *unused) {
  (void)unused;
  __m512 sums[CHAINS_512], x = _mm512_set1_ps(.999f), y = _mm512_set1_ps(.001f);
  for (int i = 0; i < CHAINS_512; i++) sums[i] = _mm512_set1_ps((float)i);
  for (long step = 0; step < STEPS; step++) {
#pragma GCC unroll 20
    for (int i = 0; i < CHAINS_512; i++) sums[i] = _mm512_fmadd_ps(sums[i], x, y);
  }
  for (int i = 1; i < CHAINS_512; i++) sums[0] = _mm512_add_ps(sums[0], sums[i]);
  sink = _mm512_reduce_add_ps(sums[0]);
}

__attribute__((target("avx2,fma"), noinline)) static void multiply_add_256(void *unused) {
  (void)unused;
  __m256 sums[CHAINS_256], x = _mm256_set1_ps(.999f), y = _mm256_set1_ps(.001f);
  for (int i = 0; i < CHAINS_256; i++) sums[i] = _mm256_set1_ps((float)i);
  for (long step = 0; step < STEPS; step++) {
#pragma GCC unroll 12
    for (int i = 0; i < CHAINS_256; i++) sums[i] = _mm256_fmadd_ps(sums[i], x, y);
  }
  for (int i = 1; i < CHAINS_256; i++) sums[0] = _mm256_add_ps(sums[0], sums[i]);
  sink = _mm256_cvtss_f32(sums[0]);
}

static void arithmetic_rate(const char *name, void (*work)(void *), int lanes, int chains) {
  print_figure(name, 2. * lanes * chains * STEPS / timing(9, work, 0).least * 1e-9, "GFLOP/s");
}

static void arithmetic(void) {
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    arithmetic_rate("FMA, AVX2, one core", multiply_add_256, 8, CHAINS_256);
  if (__builtin_cpu_supports("avx512f"))
    arithmetic_rate("FMA, AVX-512, one core", multiply_add_512, 16, CHAINS_512);
}

typedef struct {
  const float *values;
  long count, repeats;
} Stretch;

__attribute__((target("avx2"), noinline)) static void read_through(void *context) {
  const Stretch *stretch = context;
  __m256 sums[8];
  for (int i = 0; i < 8; i++) sums[i] = _mm256_setzero_ps();
  for (long repeat = 0; repeat < stretch->repeats; repeat++)
    for (long at = 0; at < stretch->count; at += 64)
#pragma GCC unroll 8
      for (int i = 0; i < 8; i++) sums[i] = _mm256_add_ps(sums[i], _mm256_load_ps(stretch->values + at + 8 * i));
  for (int i = 1; i < 8; i++) sums[0] = _mm256_add_ps(sums[0], sums[i]);
  sink = _mm256_cvtss_f32(sums[0]);
}

static void bandwidth(void) {
  static const struct {
    const char *name;
    long bytes;
  } levels[] = {{"read 16 KiB (L1)", 16l << 10}, {"read 512 KiB (L2)", 512l << 10}, {"read 8 MiB (L3)", 8l << 20},
                {"read 256 MiB (memory)", 256l << 20}};
  float *values = aligned_alloc(4096, 256u << 20);
  if (!values) return;
  memset(values, 0, 256u << 20);
  for (int level = 0; level < 4; level++) {
    long bytes = levels[level].bytes, repeats = (512l << 20) / bytes;
    Stretch stretch = {values, bytes / (long)sizeof(float), repeats};
    print_figure(levels[level].name, (double)(bytes * repeats) / timing(9, read_through, &stretch).least * 1e-9, "GB/s");
  }
  free(values);
}

static void spawn(void *unused) {
  (void)unused;
  pid_t child;
  char *arguments[] = {"/bin/true", 0};
  if (!posix_spawn(&child, "/bin/true", 0, 0, arguments, environ)) waitpid(child, 0, 0);
}

static void send_byte(void *context) {
  const int *ends = context;
  char byte = 1;
  if (write(ends[1], &byte, 1) == 1 && read(ends[0], &byte, 1) == 1) return;
}

static void round_trip(void) {
  int there[2], back[2];
  char byte;
  if (pipe(there) || pipe(back)) return;
  if (!fork()) {
    close(there[1]);
    while (read(there[0], &byte, 1) == 1 && write(back[1], &byte, 1) == 1) {}
    _exit(0);
  }
  int ends[2] = {back[0], there[1]};
  print_figure("pipe, a byte there and back", timing(2001, send_byte, ends).median * 1e6, "us");
  close(there[1]);
  wait(0);
}

static void throughput(void *context) {
  enum { CHUNK = 1 << 20, CHUNKS = 512 };
  int ends[2];
  char *buffer = context;
  if (pipe(ends)) return;
  fcntl(ends[1], F_SETPIPE_SZ, CHUNK);
  if (!fork()) {
    close(ends[1]);
    while (read(ends[0], buffer, CHUNK) > 0) {}
    _exit(0);
  }
  close(ends[0]);
  for (long sent = 0; sent < (long)CHUNK * CHUNKS;) {
    ssize_t written = write(ends[1], buffer, CHUNK);
    if (written <= 0) break;
    sent += written;
  }
  close(ends[1]);
  wait(0);
}

int main(void) {
  arithmetic();
  bandwidth();
  round_trip();
  char *buffer = calloc(1, 1 << 20);
  if (buffer) print_figure("pipe of 1 MiB", 512. * (1 << 20) / timing(5, throughput, buffer).median * 1e-9, "GB/s");
  print_figure("start /bin/true and wait", timing(101, spawn, 0).median * 1e3, "ms");
}
