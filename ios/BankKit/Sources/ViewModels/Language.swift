import KunciCore

/// The languages of the app.
public enum Language: String, CaseIterable, Sendable {
  case indonesian = "id"
  case english = "en"

  /// The tag that the core takes.
  public var tag: String { rawValue }

  /// A moment in the core's words.
  func moment(_ milliseconds: Int64) -> String {
    displayTime(atMs: milliseconds, language: tag)
  }
}
