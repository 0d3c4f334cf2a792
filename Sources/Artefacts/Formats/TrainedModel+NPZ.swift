import Datasets
import Determinism

extension TrainedModel {
  /// The model as what `numpy.load` takes: the tensors by name, `scale_offsets` and `scale_factors` where rows are
  /// scaled, `features` and `classes` as texts, and `metadata`, all that a safetensors file has there, as one text of JSON.
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
    let texts = JSON.object(metadata.map { ($0.name, .string($0.text)) }).text(indented: false)
    try archive.add("metadata.npy", NPY(texts).bytes)
    return archive.bytes
  }
}
