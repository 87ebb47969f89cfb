import Foundation
import KunciCore

/// The conversation as the core keeps it. Batches are pulled: the next call acknowledges the one before.
public protocol ChatPort: Sendable {
  func connect() async throws
  func disconnect() async throws
  func chatSend(text: String) async throws -> String
  func chatSendAnyway(text: String) async throws -> String
  func chatTyping() throws
  func chatAttach(name: String, content: Data) async throws -> String
  func chatAttachAnyway(name: String, content: Data) async throws -> String
  /// Only what is exactly what its message said.
  func chatAttachment(id: String) async throws -> OpenedChatFile
  /// What the bank asks for now, under its signature.
  func chatDocumentRequest(language: String) async throws -> DocumentRequestView?
  func chatAskForHuman() async throws
  func chatRetry(id: String) async throws
  func chatEdit(id: String, text: String) async throws -> String
  func chatCancel(id: String) async throws
  func chatOlder(position: UInt64, most: UInt32) async throws -> [ChatItem]
  func chatSearch(typed: String, most: UInt32) async throws -> [ChatFound]
  func chatEnd() async throws
  func chatReportScam() async throws -> UInt32
  func chatFeedback(rating: ChatRating, words: String) async throws
  func chatTranscript() async throws -> String
  func chatCheckTranscript(text: String) throws -> TranscriptCheck
  /// Waits until there is something new. Cancelling its task does not reach it: it ends with the session.
  func chatNextBatch(afterRevision: UInt64) async throws -> ChatBatch
}

extension Phone: ChatPort {}
