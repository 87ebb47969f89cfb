import Foundation
import KunciCore

/// A conversation as the core keeps it; without a name it is the general one.
/// Batches are pulled: the next call acknowledges the one before.
public protocol ChatPort: Sendable {
  func connect() async throws
  func disconnect() async throws
  func chatSend(text: String, conversation: String?) async throws -> String
  func chatSendAnyway(text: String, conversation: String?) async throws -> String
  func chatTyping(conversation: String?) throws
  func chatAttach(name: String, content: Data, conversation: String?) async throws -> String
  func chatAttachAnyway(name: String, content: Data, conversation: String?) async throws -> String
  /// Only what is exactly what its message said.
  func chatAttachment(id: String) async throws -> OpenedChatFile
  /// What the bank asks for now, under its signature.
  func chatDocumentRequest(language: String, conversation: String?) async throws -> DocumentRequestView?
  func chatAskForHuman(conversation: String?) async throws
  func chatRetry(id: String) async throws
  func chatEdit(id: String, text: String) async throws -> String
  func chatCancel(id: String) async throws
  func chatOlder(position: UInt64, most: UInt32, conversation: String?) async throws -> [ChatItem]
  func chatSearch(typed: String, most: UInt32) async throws -> [ChatFound]
  /// The newest first; the general one is always among them.
  func chatConversations() async throws -> [ChatConversation]
  /// Begins one about one of the core's topics.
  func chatStart(topic: String) async throws -> String
  func conversationsChanged(counted: UInt64) async throws -> UInt64
  func chatEnd(conversation: String?) async throws
  func chatReportScam(conversation: String?) async throws -> UInt32
  func chatFeedback(rating: ChatRating, words: String, conversation: String?) async throws
  func chatTranscript(conversation: String?) async throws -> String
  func chatCheckTranscript(text: String) throws -> TranscriptCheck
  /// Waits until there is something new. Cancelling its task does not reach it: it ends with the session.
  func chatNextBatch(afterRevision: UInt64, conversation: String?) async throws -> ChatBatch
}

extension Phone: ChatPort {}
