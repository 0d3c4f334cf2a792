import Testing

@testable import Artefacts
