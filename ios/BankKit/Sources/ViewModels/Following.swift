/// Reads a list again each time that the bank hints over the live link that it is another one.
@MainActor
final class Following {
  private var task: Task<Void, Never>?

  /// Whether the list is followed.
  var isOn: Bool { task != nil }

  /// `changed` waits for the next hint after those that were counted. It ends with the session, which is told elsewhere.
  func start(
    changed: @escaping @Sendable (UInt64) async throws -> UInt64, again: @escaping @MainActor () async -> Void
  ) {
    guard task == nil else { return }
    task = Task {
      var counted: UInt64 = 0
      while !Task.isCancelled, let now = try? await changed(counted) {
        counted = now
        await again()
      }
    }
  }

  func stop() {
    task?.cancel()
    task = nil
  }
}
