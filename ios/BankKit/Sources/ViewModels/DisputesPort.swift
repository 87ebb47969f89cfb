import Foundation
import KunciCore

/// Disputes about payments: drafts on this phone, and what the bank has.
public protocol DisputesPort: Sendable {
  func disputeReasons(transactionId: String, atMs: Int64, language: String) async throws -> [DisputeReasonView]
  func startDispute(transactionId: String, atMs: Int64, reason: String, language: String) async throws -> DisputeDraft
  func disputeDrafts(language: String) async throws -> [DisputeDraft]
  func wordDispute(draftId: String, statement: String, language: String) async throws -> DisputeDraft
  func attachEvidence(draftId: String, kind: String, content: Data, language: String) async throws -> DisputeDraft
  func detachEvidence(draftId: String, digest: String, language: String) async throws -> DisputeDraft
  func discardDispute(draftId: String) async throws
  func submitDispute(draftId: String, language: String) async throws -> DisputeView
  func disputes(language: String) async throws -> [DisputeView]
  func addDisputeEvidence(disputeId: String, kind: String, content: Data, language: String) async throws -> DisputeView
  func withdrawDispute(disputeId: String, language: String) async throws -> DisputeView
}
