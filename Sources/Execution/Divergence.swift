/// NaN or infinity appeared in this client's training, or in the aggregate when `client` is nil.
struct Divergence: Error {
  let round: Int
  let client: Int?
}
