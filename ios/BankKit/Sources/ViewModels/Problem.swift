import KunciCore

/// What went wrong, in the core's words.
public struct Problem: Equatable, Sendable {
  /// The error's name in journeys.
  public let code: String
  /// What happened.
  public let title: String
  /// What it means, with the reason.
  public let body: String
  /// What to do.
  public let action: String

  /// For a screen reader, in one piece.
  public var spoken: String { "\(title). \(body) \(action)" }

  init(_ error: PhoneError, _ language: Language) {
    let told = explain(error: error, language: language.tag)
    code = errorCode(error: error)
    title = told.title
    body = told.body
    action = told.action
  }
}
