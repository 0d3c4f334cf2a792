// All kernels for one path, gathered in the table KERNELS. Each header holds one family of them.
#include "Lanes.h"
#include "include/CKernel.h"

#include "Elementary.h"
#include "Activations.h"
#include "Losses.h"
#include "Optimizers.h"
#include "Products.h"
#include "Images.h"
#include "Convolutions.h"
#include "Pooling.h"

const VectorKernels KERNELS = {
    .product = product,
    .exponentials = exponentials,
    .logarithms = logarithms,
    .tangents = tangents,
    .errorFunctions = errorFunctions,
    .relu = relu,
    .tanh = hyperbolicTangents,
    .gelu = gelu,
    .reluGradient = reluGradient,
    .tanhGradient = tanhGradient,
    .geluGradient = geluGradient,
    .crossEntropy = crossEntropy,
    .logistic = logistic,
    .squared = squared,
    .huber = huber,
    .descent = descent,
    .adam = adam,
    .scale = scaleAll,
    .squareSum = squareSum,
    .subtract = subtract,
    .windowProduct = windowProduct,
    .transpose = transposeMatrix,
    .embed = embed,
    .maxPool = maxPool,
    .maxPoolGradient = maxPoolGradient,
    .averagePool = averagePool,
    .averagePoolGradient = averagePoolGradient,
};
