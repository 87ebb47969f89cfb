import Observation

/// What is done with the token now and then: where to go.
@MainActor @Observable
public final class SecurityModel {
  public let language: Language

  public init(language: Language) {
    self.language = language
  }

  public var strings: Strings { Strings(language) }
}
