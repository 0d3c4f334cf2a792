import Datasets
import Determinism
import Federation
import JobSpec
import Kernel

/// An array that a job names beside its data: a schedule of cohorts, or an initial model.
struct InputArray {
  let numbers: NumberArray
  let source: PreparedData.SourceFile

  /// - Throws: what is wrong with the file, at the field that names it.
  init(_ path: String, named field: String, folder: String, read: ReadData, cache: DataCache?) throws(Problem)
  {
    let path = placed(path, in: folder)
    do throws(DatasetError) {
      let bytes = try read(path)
      source = PreparedData.SourceFile(path: path, digest: try digest(of: bytes, cache: cache))
      numbers = try NumberArray(npy: bytes, path: path)
    } catch {
      throw Problem(error, at: field)
    }
  }
}

extension CohortSchedule {
  private static let field = "federation.cohort.schedule"

  init(_ array: NumberArray, rounds: Int, clients: Int) throws(Problem) {
    guard array.shape.count == 2 else {
      throw Self.problem(
        "has the shape \(array.shape), where [rounds, clients of a round] is wanted", "save a row a round",
        array)
    }
    let integers: [Int]
    do throws(DatasetError) { integers = try array.integers() } catch { throw Problem(error, at: Self.field) }
    do throws(Mistake) {
      try self.init(integers, size: array.width, rounds: rounds, clients: clients)
    } catch {
      throw Self.problem(error.message(rounds: rounds), error.help(clients: clients), array)
    }
  }

  private static func problem(_ message: String, _ help: String, _ array: NumberArray) -> Problem {
    Problem(path: field, code: "schedule", message: "\(quoted(array.path)) \(message)", help: help)
  }
}

extension CohortSchedule.Mistake {
  fileprivate func message(rounds: Int) -> String {
    switch self {
    case .tooFewRounds(let found): "holds \(counted(found, "round")), but the job has \(rounds)"
    case .unknownClient(let client, let round): "round \(round) names client \(client), who does not exist"
    case .repeatedClient(let client, let round): "round \(round) names client \(client) twice"
    }
  }

  fileprivate func help(clients: Int) -> String {
    switch self {
    case .tooFewRounds: "add rows, or set `federation.rounds` to fewer"
    case .unknownClient: "clients are counted from 0; the last is \(clients - 1)"
    case .repeatedClient: "name each client once a round"
    }
  }
}

extension InitialModel {
  private static let field = "model.initial"

  init(_ array: NumberArray, for model: ModelShape) throws(Problem) {
    let count = array.rows * array.width
    guard count == model.parameterCount else {
      throw Problem(
        path: Self.field, code: "initial-model",
        message:
          "\(quoted(array.path)) holds \(counted(count, "number")), but the model has \(counted(model.parameterCount, "parameter"))",
        help: "layer after layer, save a dense layer's weights [in, out], then its biases")
    }
    do throws(DatasetError) { self = .parameters(try array.floats()) } catch {
      throw Problem(error, at: Self.field)
    }
  }
}
