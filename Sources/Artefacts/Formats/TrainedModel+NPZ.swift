import Datasets
import Determinism

extension TrainedModel {
  /// The model as what `numpy.load` takes: the tensors by name, `scale_offsets` and `scale_factors` where rows are
  /// scaled, `features` and `classes` as texts, and all metadata as two columns of texts, `metadata_names` and `metadata_texts`.
  package func npz() throws(ModelFileError) -> [UInt8] {
    var archive = ZipArchive()
    for tensor in tensors {
      try archive.add(tensor.name + ".npy", NPY(tensor.values, shape: tensor.shape).bytes)
    }
    if let scaling {
      try archive.add("scale_offsets.npy", NPY(scaling.offsets).bytes)
      try archive.add("scale_factors.npy", NPY(scaling.factors).bytes)
    }
    try archive.add("features.npy", NPY(featureNames).bytes)
    try archive.add("classes.npy", NPY(classNames).bytes)
    let short = metadata.filter { !["features", "classes", "scale_offsets", "scale_factors"].contains($0.name) }
    try archive.add("metadata_names.npy", NPY(short.map(\.name)).bytes)
    try archive.add("metadata_texts.npy", NPY(short.map(\.text)).bytes)
    return archive.bytes
  }
}
