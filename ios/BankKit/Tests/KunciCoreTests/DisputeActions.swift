import Foundation
import KunciCore

/// The actions about disputes.
enum DisputeActions {
  /// Carries out `phone.NAME`, if it is one of these.
  static func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = fields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "dispute_reasons": return try await reasons(phone, args)
    case "start_dispute":
      let payment = try await newest(phone, args)
      let reason = try args.text("reason")
      return draft(
        try await phone.startDispute(
          transactionId: payment.transactionId, atMs: payment.atMs, reason: reason, language: language))
    case "word_dispute":
      let (id, statement) = (try args.text("draft_id"), try args.text("statement"))
      return draft(try await phone.wordDispute(draftId: id, statement: statement, language: language))
    case "attach_evidence":
      let (id, kind, content) = (try args.text("draft_id"), try args.text("kind"), try bytes(args))
      return draft(try await phone.attachEvidence(draftId: id, kind: kind, content: content, language: language))
    case "detach_evidence":
      let (id, digest) = (try args.text("draft_id"), try args.text("digest"))
      return draft(try await phone.detachEvidence(draftId: id, digest: digest, language: language))
    case "dispute_drafts":
      let all = try await phone.disputeDrafts(language: language)
      return counted(all.count, all.last.map(draft))
    case "discard_dispute":
      try await phone.discardDispute(draftId: args.text("draft_id"))
      return .object([:])
    case "submit_dispute":
      return try dispute(await phone.submitDispute(draftId: args.text("draft_id"), language: language))
    case "disputes":
      let all = try await phone.disputes(language: language)
      return counted(all.count, try all.first.map(dispute))
    case "add_dispute_evidence":
      let (id, kind, content) = (try args.text("dispute_id"), try args.text("kind"), try bytes(args))
      return try dispute(
        await phone.addDisputeEvidence(disputeId: id, kind: kind, content: content, language: language))
    case "withdraw_dispute":
      return try dispute(await phone.withdrawDispute(disputeId: args.text("dispute_id"), language: language))
    default: return nil
    }
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "dispute_reasons": ["merchant"], "start_dispute": ["merchant", "reason"],
    "word_dispute": ["draft_id", "statement"], "attach_evidence": ["draft_id", "kind", "content"],
    "detach_evidence": ["draft_id", "digest"], "dispute_drafts": [], "discard_dispute": ["draft_id"],
    "submit_dispute": ["draft_id"], "disputes": [], "add_dispute_evidence": ["dispute_id", "kind", "content"],
    "withdraw_dispute": ["dispute_id"],
  ]

  /// How many go with the newest payment at a merchant, their names, and which of them need evidence.
  private static func reasons(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let payment = try await newest(phone, args)
    let all = try await phone.disputeReasons(
      transactionId: payment.transactionId, atMs: payment.atMs, language: language)
    let needy = all.filter { $0.wants.contains(where: \.needed) }
    return .object([
      "count": .integer(Int64(all.count)),
      "reasons": .string(all.map(\.reason).joined(separator: " ")),
      "need_evidence": .string(needy.map(\.reason).joined(separator: " ")),
    ])
  }

  private static func newest(_ phone: Phone, _ args: Fields) async throws -> TransactionView {
    let filter = TransactionFilter(
      cardId: nil, states: [], search: try args.text("merchant"), fromMs: nil, untilMs: nil)
    let page = try await phone.transactions(filter: filter, after: nil, language: language)
    guard let newest = page.transactions.first else { throw PhoneError.NotFound }
    return newest
  }

  private static func bytes(_ args: Fields) throws -> Data { Data(try args.text("content").utf8) }

  private static func draft(_ view: DisputeDraft) -> JSONValue {
    let last = view.evidence.last
    return .object([
      "draft_id": .string(view.draftId), "merchant": .string(view.merchant), "amount": .string(view.amount),
      "reason": .string(view.reason), "reason_words": .string(view.reasonWords),
      "statement": .string(view.statement), "sent": .bool(view.sent), "state_words": .string(view.stateWords),
      "wants": .string(view.wants.map(\.kind).joined(separator: " ")),
      "evidence": .integer(Int64(view.evidence.count)),
      "digest": last.map { JSONValue.string($0.digest) } ?? .null,
      "form": last.map { JSONValue.string($0.form) } ?? .null,
    ])
  }

  private static func dispute(_ view: DisputeView) throws -> JSONValue {
    var fields = try viewAsJSON(view).fields ?? [:]
    fields["steps"] = .integer(Int64(view.steps.count))
    return .object(fields)
  }

  private static func counted(_ count: Int, _ newest: JSONValue?) -> JSONValue {
    var fields = newest?.fields ?? [:]
    fields["count"] = .integer(Int64(count))
    return .object(fields)
  }
}
