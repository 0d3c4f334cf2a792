import Determinism
import JobSpec
import Testing

@Suite struct GeneratedFilesTests {
  @Test func `the JSON Schema in the repository is the one that the declarations make`() throws {
    try Golden(repository: "Schemas/job.v1.json").expect(jobSchema().text() + "\n")
  }

  @Test func `so is the one of workers files`() throws {
    try Golden(repository: "Schemas/workers.v1.json").expect(workersSchema().text() + "\n")
  }

  @Test func `and the one of batches`() throws {
    try Golden(repository: "Schemas/batch.v1.json").expect(batchSchema().text() + "\n")
  }

  @Test func `the reference page in the repository is the one that the declarations make`() throws {
    try Golden(repository: "Documentation/job-language.md").expect(jobLanguageReference())
  }
}
