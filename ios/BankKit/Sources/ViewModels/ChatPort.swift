import KunciCore

/// The conversation as the core keeps it. Batches are pulled: the next call acknowledges the one before.
public protocol ChatPort: Sendable {
  func connect() async throws
  func disconnect() async throws
  func chatSend(text: String) async throws -> String
  func chatAskForHuman() async throws
  /// Waits until there is something new. Cancelling its task does not reach it: it ends with the session.
  func chatNextBatch(afterRevision: UInt64) async throws -> ChatBatch
}

extension Phone: ChatPort {}
