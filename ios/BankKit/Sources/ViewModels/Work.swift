import KunciCore
import Observation

/// A screen's work with the core: one call at a time, its failure in words, and nothing after the screen was closed.
///
/// Cancelling a Swift task does not reach Rust: a call that has begun runs to its end there, and only its answer is dropped here.
@MainActor @Observable
public final class Work {
  public private(set) var isRunning = false
  public private(set) var problem: Problem?
  public let language: Language
  @ObservationIgnored private var isClosed = false

  public init(language: Language) {
    self.language = language
  }

  /// The call's answer; nil if it failed, if another call is running, or if the screen was closed meanwhile.
  func run<T: Sendable>(_ call: () async throws -> T) async -> T? {
    guard !isRunning, !isClosed else { return nil }
    isRunning = true
    problem = nil
    defer { isRunning = false }
    do {
      let answer = try await call()
      return isClosed ? nil : answer
    } catch {
      fail(error)
      return nil
    }
  }

  /// The same for a call without an answer: whether it succeeded.
  func attempt(_ call: () async throws -> Void) async -> Bool {
    await run {
      try await call()
      return true
    } ?? false
  }

  /// Shows a failure. Whatever is no refusal of the core is a fault of the app.
  func fail(_ error: any Error) {
    guard !isClosed else { return }
    problem = Problem(error as? PhoneError ?? .Internal, language)
  }

  /// Shows what happened before this screen.
  func tell(_ problem: Problem) {
    guard !isClosed else { return }
    self.problem = problem
  }

  /// Takes the failure off the screen.
  public func dismiss() {
    problem = nil
  }

  func close() {
    isClosed = true
    problem = nil
  }
}
