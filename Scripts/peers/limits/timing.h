// Repeated timing: the least of several runs for what the machine can do at best, the median for what is to be expected.
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static inline int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

typedef struct {
  double least, median;
} Timing;

// `runs` (at most 2,001) timings of `work(context)`, in seconds.
static inline Timing timing(int runs, void (*work)(void *), void *context) {
  double times[2001];
  for (int run = 0; run < runs; run++) {
    double start = seconds();
    work(context);
    times[run] = seconds() - start;
  }
  qsort(times, (size_t)runs, sizeof *times, ascending);
  return (Timing){times[0], times[runs / 2]};
}

static inline void print_figure(const char *name, double value, const char *unit) {
  printf("%s\t%.4g\t%s\n", name, value, unit);
  fflush(stdout);
}
