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

  /// Why a session has ended.
  init(_ end: SessionEnd, _ language: Language) {
    let told = explainSessionEnd(end: end, language: language.tag)
    code = "session-end-\(sessionEndName(end: end))"
    title = told.title
    body = told.body
    action = told.action
  }

  init(_ error: PhoneError, _ language: Language) {
    let told = explain(error: error, language: language.tag)
    code = errorCode(error: error)
    title = told.title
    body = told.body
    action = told.action
  }
}
