import Foundation
import KunciCore

/// The actions of the chat: what the screen of each conversation would pull, as results.
struct ChatActions {
  /// By the id that `chat_start` gave; the general one has none.
  private var conversations: [String?: ConversationActions] = [:]

  /// Forgets what is on the screens.
  mutating func clear() { conversations = [:] }

  /// Carries out `phone.NAME`, if it is one of these.
  mutating func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    var (named, rest): (String?, Fields) = (nil, args)
    if Self.ofOne.contains(name), args.all["conversation"] != nil {
      named = try args.text("conversation")
      rest = args.without("conversation")
    }
    var screen = conversations[named] ?? ConversationActions(conversation: named)
    defer { conversations[named] = screen }
    return try await screen.perform(phone, name, rest)
  }

  /// What is about one conversation.
  private static let ofOne: Set<String> = [
    "chat_attach", "chat_attach_anyway", "chat_cancel", "chat_desk", "chat_document_request", "chat_edit", "chat_end",
    "chat_feedback", "chat_human", "chat_items", "chat_older", "chat_open_file", "chat_report_scam", "chat_retry",
    "chat_send", "chat_send_anyway", "chat_transcript", "chat_wait",
  ]
}

/// The actions of one conversation; nil is the general one.
private struct ConversationActions {
  let conversation: String?
  /// A step that waits for a message gives up after this.
  private static let patience = Duration.seconds(10)
  private var revision: UInt64 = 0
  private var items: [String: ChatItem] = [:]
  private var desk: ChatDesk?

  init(conversation: String?) { self.conversation = conversation }

  private mutating func clear() {
    revision = 0
    items = [:]
    desk = nil
  }

  mutating func perform(_ phone: Phone, _ name: String, _ args: Fields) async throws -> JSONValue? {
    guard let known = Self.fields[name] else { return nil }
    try args.allow(known)
    switch name {
    case "connect": try await phone.connect()
    case "disconnect": try await phone.disconnect()
    case "chat_conversations": return try await listed(phone)
    case "chat_start":
      return .object(["conversation": .string(try await phone.chatStart(topic: args.text("topic")))])
    case "chat_human": try await phone.chatAskForHuman(conversation: conversation)
    case "chat_send":
      _ = try await phone.chatSend(text: args.text("text"), conversation: conversation)
      return .object(["sent": .bool(true)])
    case "chat_send_anyway":
      _ = try await phone.chatSendAnyway(text: args.text("text"), conversation: conversation)
      return .object(["sent": .bool(true)])
    case "chat_attach", "chat_attach_anyway": return try await attach(phone, name, args)
    case "chat_open_file":
      let text = try args.text("text")
      guard let entry = inOrder.last(where: { $0.attachment != nil && $0.text.contains(text) }) else {
        throw PhoneError.NotFound
      }
      let opened = try await phone.chatAttachment(id: entry.id)
      return .object([
        "name": .string(opened.name), "form": .string(opened.mediaType),
        "bytes": .integer(Int64(opened.content.count)),
      ])
    case "chat_document_request":
      let open = try await phone.chatDocumentRequest(language: "en", conversation: conversation)
      let told = open.map { $0.words.contains($0.purpose) && $0.words.contains($0.document) } ?? false
      return .object([
        "open": .bool(open != nil), "purpose": .string(open?.purpose ?? ""), "told": .bool(told),
      ])
    case "chat_check_draft":
      let check = try phone.chatCheckDraft(text: args.text("text"), language: "en")
      return .object([
        "verdict": .string("\(check.verdict)"), "findings": .string(Self.codes(check.marks)),
        "masked": .string(check.masked),
      ])
    case "check_pasted":
      let marks = try phone.checkPasted(text: args.text("text"), language: "en")
      let told = marks.allSatisfy { !$0.title.isEmpty && !$0.body.isEmpty }
      return .object(["findings": .string(Self.codes(marks)), "explained": .bool(told)])
    case "chat_retry", "chat_cancel", "chat_edit": try await decide(phone, name, args)
    case "chat_search":
      let found = try await phone.chatSearch(typed: args.text("text"), most: 50)
      let places = found.first?.highlights.map { "\($0.start)-\($0.end)" } ?? []
      return .object([
        "found": .integer(Int64(found.count)), "first": .string(found.first?.item.text ?? ""),
        "highlights": .string(places.joined(separator: " ")),
        "topics": .string(found.map(\.topic).joined(separator: " | ")),
      ])
    case "chat_older":
      let (before, most) = (try UInt64(args.integer("before")), try UInt32(args.integer("most")))
      let items = try await phone.chatOlder(position: before, most: most, conversation: conversation)
      return .object(["texts": .string(items.map(\.text).joined(separator: " | "))])
    case "pause": try await phone.pause(deadlineMs: UInt32(args.integer("deadline_ms")))
    case "wake": try await phone.resume()
    case "network_changed": try phone.networkChanged()
    case "chat_wait": return try await wait(phone, args)
    case "chat_items": return try await all(phone)
    case "chat_end": try await phone.chatEnd(conversation: conversation)
    case "chat_report_scam":
      let named = try await phone.chatReportScam(conversation: conversation)
      return .object(["named": .integer(Int64(named))])
    case "chat_feedback":
      let ratings: [ChatRating] = [.veryBad, .bad, .fair, .good, .veryGood]
      let rating = Int(try args.integer("rating")) - 1
      guard ratings.indices.contains(rating) else { throw JourneyError("a rating is 1 to 5") }
      try await phone.chatFeedback(
        rating: ratings[rating], words: args.text("text"), conversation: conversation)
    case "chat_transcript":
      let kept = try await phone.chatTranscript(conversation: conversation)
      let (text, to) = (try args.text("text"), try args.text("to"))
      let check = try phone.chatCheckTranscript(text: kept)
      let changed = try phone.chatCheckTranscript(text: kept.replacing(text, with: to))
      return .object([
        "holds": .bool(check.holds), "entries": .integer(Int64(check.entries)),
        "found": .bool(kept.contains(text)), "changed_holds": .bool(changed.holds),
      ])
    case "chat_desk": return try await waitForDesk(phone, args)
    default: return nil
    }
    return .object([:])
  }

  /// What each action takes.
  private static let fields: [String: Set<String>] = [
    "chat_conversations": [], "chat_start": ["topic"],
    "connect": [], "disconnect": [], "chat_human": [], "chat_send": ["text"],
    "chat_retry": ["text"], "chat_cancel": ["text"], "chat_edit": ["text", "to"], "chat_search": ["text"],
    "chat_older": ["before", "most"], "network_changed": [], "pause": ["deadline_ms"], "wake": [],
    "chat_send_anyway": ["text"], "chat_check_draft": ["text"], "check_pasted": ["text"],
    "chat_wait": ["text", "speaker", "state", "kind"], "chat_items": [],
    "chat_end": [], "chat_report_scam": [], "chat_feedback": ["rating", "text"],
    "chat_transcript": ["text", "to"],
    "chat_attach": ["name", "content", "pad"], "chat_attach_anyway": ["name", "content", "pad"],
    "chat_open_file": ["text"], "chat_document_request": [],
    "chat_desk": ["state", "position", "open"],
  ]

  /// A file with these words in it; `pad` blanks stand in the place of its first line end: so it has several parts.
  private func attach(_ phone: Phone, _ action: String, _ args: Fields) async throws -> JSONValue {
    let (name, words) = (try args.text("name"), try args.text("content"))
    let blanks = args.all["pad"] == nil ? 0 : Int(try args.integer("pad")) - 1
    var content = Data(words.utf8)
    if let end = content.firstIndex(of: 0x0A) {
      content.insert(contentsOf: Data(repeating: 0x20, count: blanks), at: end)
    }
    if action == "chat_attach" {
      _ = try await phone.chatAttach(name: name, content: content, conversation: conversation)
    } else {
      _ = try await phone.chatAttachAnyway(name: name, content: content, conversation: conversation)
    }
    return .object(["bytes": .integer(Int64(content.count))])
  }

  /// The list: of the newest first, what each is about, what it says and how it stands.
  private func listed(_ phone: Phone) async throws -> JSONValue {
    let all = try await phone.chatConversations()
    func joined(_ of: (ChatConversation) -> String) -> JSONValue { .string(all.map(of).joined(separator: " | ")) }
    return .object([
      "topics": joined { $0.topic }, "last": joined { $0.last }, "unread": joined { "\($0.unread)" },
      "open": joined { "\($0.open)" }, "told": .bool(all.allSatisfy { !$0.title.isEmpty }),
    ])
  }

  /// What becomes of the own entry with this text.
  private mutating func decide(_ phone: Phone, _ name: String, _ args: Fields) async throws {
    clear()
    take(try await pull(phone, until: .now + Self.patience))
    let text = try args.text("text")
    guard let id = inOrder.last(where: { $0.speaker == .you && $0.text.contains(text) })?.id else {
      throw JourneyError("no own entry with \(text)")
    }
    switch name {
    case "chat_retry": try await phone.chatRetry(id: id)
    case "chat_cancel": try await phone.chatCancel(id: id)
    default: _ = try await phone.chatEdit(id: id, text: args.text("to"))
    }
  }

  /// Pulls until an entry with this text, speaker, state and kind is there; the newest of them is the result.
  private mutating func wait(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let wanted = try args.texts()
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let shown = inOrder.enumerated().map { Self.show($0.element, at: $0.offset) }
      if let found = shown.last(where: { Self.fits($0, wanted) }) { return .object(found) }
      take(try await pull(phone, until: deadline))
    }
  }

  /// Pulls until the other end is in this state, at this place of the queue and open or not, if that is named.
  private mutating func waitForDesk(_ phone: Phone, _ args: Fields) async throws -> JSONValue {
    let state = try args.text("state")
    let position = try args.all["position"].map { _ in try UInt32(args.integer("position")) }
    let open = try args.flag("open")
    let deadline = ContinuousClock.now + Self.patience
    while true {
      if let desk, "\(desk.state)" == state, position == nil || desk.position == position,
        open == nil || desk.open == open
      {
        return .object([
          "open": .bool(desk.open), "opens": .bool(desk.opensAtMs != nil),
          "wait_seconds": desk.waitSeconds.map { .integer(Int64($0)) } ?? .null,
          "told": .bool(!desk.words.isEmpty),
        ])
      }
      take(try await pull(phone, until: deadline))
    }
  }

  /// Everything there is now.
  private mutating func all(_ phone: Phone) async throws -> JSONValue {
    clear()
    take(try await pull(phone, until: .now + Self.patience))
    let mine = inOrder.filter { $0.speaker == .you }.map(\.text)
    return .object([
      "texts": .array(inOrder.map { .string($0.text) }),
      "mine": .string(mine.joined(separator: " | ")),
      "of_staff": .integer(Int64(inOrder.count { $0.speaker == .verifiedAgent })),
      "waiting": .integer(Int64(inOrder.count { $0.state != .sent })),
    ])
  }

  private var inOrder: [ChatItem] { items.values.sorted { $0.position < $1.position } }

  private mutating func take(_ batch: ChatBatch) {
    if batch.reset { items = [:] }
    revision = batch.revision
    desk = batch.desk
    for item in batch.items { items[item.id] = item }
  }

  /// The next batch, or an error when none has come in time: cancelling a task would not end the pull.
  private func pull(_ phone: Phone, until deadline: ContinuousClock.Instant) async throws -> ChatBatch {
    let (after, conversation) = (revision, conversation)
    return try await answer(until: deadline) {
      try await phone.chatNextBatch(afterRevision: after, conversation: conversation)
    }
  }

  private static func fits(_ shown: [String: JSONValue], _ wanted: [String: String]) -> Bool {
    wanted.allSatisfy { name, value in
      let text = shown[name]?.text
      return name == "text" ? text?.contains(value) == true : text == value
    }
  }

  private static func show(_ item: ChatItem, at position: Int) -> [String: JSONValue] {
    [
      "speaker": .string(name(of: item.speaker)), "name": .string(item.name), "employee_id": .string(item.employeeId),
      "why": .string(item.why), "warning": item.warning.map(JSONValue.string) ?? .null, "text": .string(item.text),
      "kind": .string(snakeCase("\(item.kind)").replacing("_", with: "-")), "state": .string("\(item.state)"),
      "position": .integer(Int64(position)),
      "bytes": item.attachment.map { .integer(Int64($0.size)) } ?? .null,
      "at_bank": item.attachment.map { .integer(Int64($0.sent)) } ?? .null,
      "kept": item.attachment.map { .bool($0.kept) } ?? .null,
    ]
  }

  private static func codes(_ marks: [SafetyMark]) -> String {
    marks.map { snakeCase("\($0.kind)") }.joined(separator: " ")
  }

  private static func name(of speaker: SpeakerKind) -> String {
    snakeCase("\(speaker)").replacing("_", with: "-")
  }
}

/// What the call gives, or an error when that is not here in time: cancelling a task would not end the call.
func answer<T: Sendable>(
  until deadline: ContinuousClock.Instant, _ call: @escaping @Sendable () async throws -> T
) async throws -> T {
  let (outcomes, outcome) = AsyncStream<Result<T, any Error>>.makeStream()
  Task {
    do {
      outcome.yield(.success(try await call()))
    } catch {
      outcome.yield(.failure(error))
    }
  }
  let timer = Task {
    try await Task.sleep(until: deadline)
    outcome.yield(.failure(JourneyError("nothing came in time")))
  }
  defer { timer.cancel() }
  for await first in outcomes { return try first.get() }
  throw JourneyError("nothing came")
}
