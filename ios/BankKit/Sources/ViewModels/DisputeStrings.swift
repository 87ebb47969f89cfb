import KunciCore

/// Disputes, statements, the emergency key.
extension Strings {
  // Disputes about payments
  public var disputes: String { told("ui-disputes") }
  public var noDisputes: String { told("ui-disputes-none") }
  public var startDispute: String { told("ui-dispute-start") }
  public func startDispute(about payment: String) -> String {
    told("ui-dispute-start.on", ["merchant": .words(words: payment)])
  }
  public var disputeReasons: String { told("ui-dispute-reasons") }
  public var disputeDraft: String { told("ui-dispute-draft") }
  public var draftKept: String { told("ui-dispute-draft-kept") }
  public var goOnWithDraft: String { told("ui-dispute-go-on") }
  public func goOnWithDraft(_ merchant: String) -> String {
    told("ui-dispute-go-on.on", ["merchant": .words(words: merchant)])
  }
  public var disputeWords: String { told("ui-dispute-words") }
  public var evidence: String { told("ui-dispute-evidence") }
  public var anyEvidence: String { told("evidence-kind-other") }
  public func attach(_ what: String) -> String { told("ui-dispute-attach", ["what": .words(words: what)]) }
  public func attachNeeded(_ what: String) -> String {
    told("ui-dispute-attach-needed", ["what": .words(words: what)])
  }
  public func attached(_ what: String, _ size: String) -> String {
    told("ui-dispute-attached", ["what": .words(words: what), "size": .words(words: size)])
  }
  public func detach(_ what: String) -> String { told("ui-dispute-detach.on", ["what": .words(words: what)]) }
  public var submitDispute: String { told("ui-dispute-submit") }
  public var discardDraft: String { told("ui-dispute-discard") }
  public var discardSure: String { told("ui-dispute-discard-sure") }
  public func seeDispute(_ merchant: String) -> String {
    told("ui-dispute-see.on", ["merchant": .words(words: merchant)])
  }
  public func disputeReference(_ reference: String) -> String {
    told("ui-dispute-reference", ["reference": .words(words: reference)])
  }
  public func disputeSaid(_ words: String) -> String { told("ui-dispute-said", ["words": .words(words: words)]) }
  public func disputePieces(_ count: UInt32) -> String {
    told("ui-dispute-pieces", ["count": .count(count: UInt64(count))])
  }
  public func bankSays(_ words: String) -> String { told("ui-dispute-bank-says", ["words": .words(words: words)]) }
  public func evidenceBy(_ time: String) -> String { told("ui-dispute-evidence-by", ["time": .words(words: time)]) }
  public func returned(_ amount: String) -> String {
    told("ui-dispute-returned", ["amount": .words(words: amount)])
  }
  public var disputeSteps: String { told("ui-dispute-steps") }
  public var handIn: String { told("ui-dispute-hand-in") }
  public var withdrawDispute: String { told("ui-dispute-withdraw") }
  public var withdrawSure: String { told("ui-dispute-withdraw-sure") }

  // Statements and bills
  public var statements: String { told("ui-statements") }
  public var noStatements: String { told("ui-statements-none") }
  public func statement(of ending: String, until time: String) -> String {
    told("ui-statement-of", ["ending": .words(words: ending), "time": .words(words: time)])
  }
  public func total(_ amount: String) -> String { told("ui-statement-total", ["amount": .words(words: amount)]) }
  public func minimum(_ amount: String) -> String { told("ui-statement-minimum", ["amount": .words(words: amount)]) }
  public func paidSoFar(_ amount: String) -> String { told("ui-statement-paid", ["amount": .words(words: amount)]) }
  public func left(_ amount: String) -> String { told("ui-statement-left", ["amount": .words(words: amount)]) }
  public func due(_ time: String) -> String { told("ui-statement-due", ["time": .words(words: time)]) }
  public func openDocument(_ what: String) -> String { told("ui-statement-open.on", ["what": .words(words: what)]) }
  public var documentChecked: String { told("ui-statement-checked") }

  // The emergency key
  public var emergencyKey: String { told("ui-emergency-key") }
  public var makeKey: String { told("ui-emergency-key-make") }
  public var renewKey: String { told("ui-emergency-key-renew") }
  public var keyWritten: String { told("ui-emergency-key-written") }
  public var dropKey: String { told("ui-emergency-key-drop") }
  public var writeKeyDown: Explanation {
    Explanation(
      title: told("emergency-key-write"), body: told("emergency-key-write.body"),
      action: told("emergency-key-write.action"))
  }
}
