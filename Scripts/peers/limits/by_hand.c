// The dense works written by hand for this machine, with nothing but the training: a limit, not a peer. Two threads
// take clients from one counter. Products are those of products.h, or of a BLAS library where one is named.
// usage: by_hand FOLDER LIBRARY|- ROUNDS EPOCHS BATCH RATE EVALUATE WIDTH...
#define _GNU_SOURCE
#include "products.h"
#include "timing.h"
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

enum { THREADS = 2, MOST_LAYERS = 8, ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112 };

static void (*sgemm)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
static int layers, rounds, epochs, batch, evaluate, cohort;
static long widths[MOST_LAYERS + 1], model_size, train_rows, test_rows;
static float rate, *x_train, *x_test, *model;
static int *y_train, *y_test, *schedule;
static long *offsets;

typedef struct {
  float *model, *sum, *values[MOST_LAYERS], *gradients[MOST_LAYERS];
} Trainer;

static Trainer trainers[THREADS];
static atomic_int next_client;
static int current_round;
static pthread_barrier_t barrier;

// Zeroed floats, on large pages where they are many.
static float *floats(long count) {
  size_t page = 2u << 20, size = ((size_t)count * sizeof(float) + page - 1) / page * page;
  float *values = aligned_alloc(page, size);
  if (!values) exit(1);
  madvise(values, size, MADV_HUGEPAGE);
  memset(values, 0, size);
  return values;
}

// The values of FOLDER/NAME.npy, and the extent of each dimension.
static void *array(const char *folder, const char *name, size_t element, long *first, long *second) {
  char path[4096], *header = 0;
  snprintf(path, sizeof path, "%s/%s.npy", folder, name);
  FILE *file = fopen(path, "rb");
  unsigned char start[10];
  if (!file || fread(start, 1, 10, file) != 10) exit((perror(path), 1));
  size_t length = start[8] | (size_t)start[9] << 8;
  header = calloc(1, length + 1);
  if (!header || fread(header, 1, length, file) != length) exit(1);
  *first = 0, *second = 1;
  sscanf(strstr(header, "'shape': (") + 10, "%ld, %ld", first, second);
  size_t count = (size_t)(*first * *second);
  void *values = malloc(count * element + 64);
  if (!values || fread(values, element, count, file) != count) exit(1);
  fclose(file);
  free(header);
  return values;
}

// The weights of a layer; its biases follow them.
static long weights_at(int layer) {
  long at = 0;
  for (int l = 0; l < layer; l++) at += (widths[l] + 1) * padded(widths[l + 1]);
  return at;
}

static void forward(const float *parameters, const float *x, long rows, float **values) {
  long x_stride = widths[0];
  for (int l = 0; l < layers; l++) {
    long inputs = widths[l], stride = padded(widths[l + 1]), last = l + 1 == layers;
    const float *weights = parameters + weights_at(l), *bias = weights + inputs * stride;
    if (sgemm) {
      for (long r = 0; r < rows; r++) memcpy(values[l] + r * stride, bias, (size_t)stride * sizeof(float));
      sgemm(ROW_MAJOR, PLAIN, PLAIN, (int)rows, (int)stride, (int)inputs, 1, x, (int)x_stride, weights, (int)stride, 1,
            values[l], (int)stride);
      if (!last) for (long i = 0; i < rows * stride; i++) values[l][i] = values[l][i] > 0 ? values[l][i] : 0;
    } else {
      forward_product(x, x_stride, inputs, rows, weights, stride, bias, values[l], !last);
    }
    x = values[l], x_stride = stride;
  }
}

static void backward(Trainer *trainer, const float *x, long rows) {
  const float *gradient = trainer->values[layers - 1];
  for (int l = layers - 1; l >= 0; l--) {
    long inputs = widths[l], stride = padded(widths[l + 1]), x_stride = l ? padded(inputs) : inputs;
    float *weights = trainer->model + weights_at(l), *restrict bias = weights + inputs * stride;
    const float *below = l ? trainer->values[l - 1] : x;
    float *out = l ? trainer->gradients[l - 1] : 0;
    if (sgemm && l) {
      sgemm(ROW_MAJOR, PLAIN, TRANSPOSED, (int)rows, (int)inputs, (int)stride, 1, gradient, (int)stride, weights,
            (int)stride, 0, out, (int)x_stride);
      for (long i = 0; i < rows * x_stride; i++) out[i] = below[i] > 0 ? out[i] : 0;
    } else if (l) {
      backward_product(gradient, stride, rows, weights, inputs, below, out, x_stride);
    }
    if (sgemm)
      sgemm(ROW_MAJOR, TRANSPOSED, PLAIN, (int)inputs, (int)stride, (int)rows, 1, below, (int)x_stride, gradient,
            (int)stride, 1, weights, (int)stride);
    else
      update_product(below, x_stride, inputs, rows, gradient, weights, stride);
    for (long r = 0; r < rows; r++)
      for (long c = 0; c < stride; c++) bias[c] += gradient[r * stride + c];
    gradient = out;
  }
}

static void train_client(Trainer *trainer, int client) {
  const float *x = x_train + offsets[client] * widths[0];
  const int *y = y_train + offsets[client];
  long count = offsets[client + 1] - offsets[client];
  memcpy(trainer->model, model, (size_t)model_size * sizeof(float));
  for (int epoch = 0; epoch < epochs; epoch++)
    for (long at = 0; at < count; at += batch) {
      long rows = count - at < batch ? count - at : batch;
      forward(trainer->model, x + at * widths[0], rows, trainer->values);
      softmax_gradient(trainer->values[layers - 1], y + at, rows, (int)widths[layers], -rate / (float)rows);
      backward(trainer, x + at * widths[0], rows);
    }
}

// One thread's share of a round: the weighted sum of the clients that it took.
static void train_round(Trainer *trainer) {
  const int *clients = schedule + (long)current_round * cohort;
  long total = 0;
  for (int i = 0; i < cohort; i++) total += offsets[clients[i] + 1] - offsets[clients[i]];
  memset(trainer->sum, 0, (size_t)model_size * sizeof(float));
  for (int i; (i = atomic_fetch_add(&next_client, 1)) < cohort;) {
    train_client(trainer, clients[i]);
    float weight = (float)(offsets[clients[i] + 1] - offsets[clients[i]]) / (float)total;
    for (long j = 0; j < model_size; j++) trainer->sum[j] += weight * trainer->model[j];
  }
}

static void *second_thread(void *trainer) {
  for (int round = 0; round < rounds; round++) {
    pthread_barrier_wait(&barrier);
    train_round(trainer);
    pthread_barrier_wait(&barrier);
  }
  return 0;
}

static void score(float **values, double *accuracy, double *loss) {
  forward(model, x_test, test_rows, values);
  *accuracy = *loss = 0;
  for (long r = 0; r < test_rows; r++) {
    const float *row = values[layers - 1] + 16 * r;
    int best = 0;
    double sum = 0;
    for (int c = 1; c < widths[layers]; c++) best = row[c] > row[best] ? c : best;
    for (int c = 0; c < widths[layers]; c++) sum += exp(row[c] - row[best]);
    *accuracy += best == y_test[r];
    *loss += log(sum) + row[best] - row[y_test[r]];
  }
  *accuracy /= (double)test_rows, *loss /= (double)test_rows;
}

static void read_work(const char *folder) {
  long columns, count;
  x_train = array(folder, "x_train", 4, &train_rows, &columns);
  y_train = array(folder, "y_train", 4, &train_rows, &count);
  x_test = array(folder, "x_test", 4, &test_rows, &columns);
  y_test = array(folder, "y_test", 4, &test_rows, &count);
  offsets = array(folder, "offsets", 8, &count, &columns);
  schedule = array(folder, "schedule", 4, &count, &columns);
  cohort = (int)columns;
  float *initial = array(folder, "init", 4, &count, &columns), *from = initial;
  model_size = weights_at(layers);
  model = floats(model_size);
  for (int l = 0; l < layers; l++)
    for (long i = 0; i <= widths[l]; i++, from += widths[l + 1])
      memcpy(model + weights_at(l) + i * padded(widths[l + 1]), from, (size_t)widths[l + 1] * sizeof(float));
  free(initial);
}

static Trainer trainer_of(long rows) {
  Trainer trainer = {.model = floats(model_size), .sum = floats(model_size)};
  for (int l = 0; l < layers; l++) {
    trainer.values[l] = floats(rows * padded(widths[l + 1]));
    trainer.gradients[l] = floats(rows * padded(widths[l + 1]));
  }
  return trainer;
}

int main(int count, char **arguments) {
  if (count < 10 || count > 9 + MOST_LAYERS) return 64;
  rounds = atoi(arguments[3]), epochs = atoi(arguments[4]), batch = atoi(arguments[5]), evaluate = atoi(arguments[7]);
  rate = (float)atof(arguments[6]), layers = count - 9;
  for (int l = 0; l <= layers; l++) widths[l] = atol(arguments[8 + l]);
  if (strcmp(arguments[2], "-")) {
    void *library = dlopen(arguments[2], RTLD_NOW);
    if (!library || !(sgemm = dlsym(library, "cblas_sgemm"))) exit((fprintf(stderr, "by_hand: %s\n", dlerror()), 69));
  }
  const char *started = getenv("BENCH_START");
  read_work(arguments[1]);
  for (int t = 0; t < THREADS; t++) trainers[t] = trainer_of(batch);
  Trainer scorer = trainer_of(test_rows);
  pthread_t thread;
  pthread_barrier_init(&barrier, 0, THREADS);
  pthread_create(&thread, 0, second_thread, &trainers[1]);
  double accuracy = 0, loss = 0, tick = seconds();
  printf("BENCH {\"startup\": %.6f, \"rounds\": [", started ? tick - atof(started) : 0);
  for (current_round = 0; current_round < rounds; current_round++) {
    atomic_store(&next_client, 0);
    pthread_barrier_wait(&barrier);
    train_round(&trainers[0]);
    pthread_barrier_wait(&barrier);
    for (long j = 0; j < model_size; j++) model[j] = trainers[0].sum[j] + trainers[1].sum[j];
    if ((current_round + 1) % evaluate == 0 || current_round + 1 == rounds) score(scorer.values, &accuracy, &loss);
    double now = seconds();
    printf("%s%.6f", current_round ? ", " : "", now - tick);
    tick = now;
  }
  printf("], \"accuracy\": %.6f, \"loss\": %.7f}\n", accuracy, loss);
  pthread_join(thread, 0);
}
