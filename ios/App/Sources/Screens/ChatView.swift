import KunciCore
import SwiftUI
import ViewModels

/// The secure chat.
struct ChatView: View {
  @Bindable var model: ChatModel
  let onHelp: @MainActor () -> Void
  let onApproval: @MainActor () -> Void
  let onCallBack: @MainActor () -> Void
  let onChats: @MainActor () -> Void

  var body: some View {
    VStack {
      if model.beside == .nothing {
        conversation
      } else {
        Button(model.strings.toConversation) { model.show(.nothing) }
        if model.beside == .more {
          Button(model.strings.chats) {
            Task {
              await model.close()
              onChats()
            }
          }
        }
        BesideChat(model: model)
        Button(model.strings.help) {
          Task {
            await model.close()
            onHelp()
          }
        }
        ProblemView(work: model.work)
      }
    }
    .navigationTitle(model.title ?? model.strings.chat)
    .task { await model.open() }
    .secret(model.strings)
  }

  @ViewBuilder private var conversation: some View {
    if let desk = model.desk { Text(verbatim: desk).font(.headline) }
    if model.offersCall {
      Button(model.strings.callBack) {
        Task {
          await model.close()
          onCallBack()
        }
      }
    }
    if model.asks {
      Button(model.strings.waitingApproval) {
        Task {
          await model.close()
          onApproval()
        }
      }
    }
    List {
      if model.rows.isEmpty { Text(verbatim: model.strings.noMessages) }
      if !model.rows.isEmpty {
        Button(model.strings.olderMessages) { Task { await model.showOlder() } }.disabled(model.work.isRunning)
      }
      ForEach(model.rows) { row in
        VStack(alignment: .leading) {
          ChatWords(row: row)
          decisions(row)
        }
      }
    }
    ProblemView(work: model.work)
    if let offer = model.offer {
      Button(model.strings.hideInDraft) { model.takeOffer() }
      if offer.mayInsist {
        Button(model.strings.sendAnyway) { Task { await model.sendAnyway() } }.disabled(model.work.isRunning)
      }
    }
    if model.asked != nil {
      Button(model.strings.sendAnyway) { Task { await model.attachAnyway() } }.disabled(model.work.isRunning)
    }
    if model.editing != nil {
      Text(verbatim: model.strings.editingFailed)
      Button(model.strings.stopEditing) { model.stopEditing() }
    }
    TextField(model.strings.message, text: $model.draft)
    HStack {
      Button(model.strings.send) { Task { await model.send() } }.disabled(model.work.isRunning)
      Button(model.strings.askForPerson) { Task { await model.askForPerson() } }.disabled(model.work.isRunning)
      Button(model.strings.moreOfChat) { model.show(.more) }
    }
    Button(model.strings.attachFile) { Task { await model.attach() } }.disabled(model.work.isRunning)
    Text(verbatim: model.strings.attachHint).font(.footnote)
    Button(model.strings.reportScam, role: .destructive) { Task { await model.report() } }
      .disabled(model.work.isRunning)
  }

  /// What can be done about a message that waits or has failed.
  @ViewBuilder private func decisions(_ row: ChatModel.Row) -> some View {
    if row.file != nil {
      Button(model.strings.openFile(row.text)) { Task { await model.openFile(row) } }.disabled(model.work.isRunning)
    }
    if row.hasFailed {
      Button(model.strings.retry(row.text)) { Task { await model.retry(row) } }.disabled(model.work.isRunning)
    }
    if row.canChange { Button(model.strings.edit(row.text)) { model.edit(row) } }
    if row.canTakeBack {
      Button(model.strings.takeBack(message: row.text)) { Task { await model.takeBack(row) } }
        .disabled(model.work.isRunning)
    }
  }
}

/// Speaker, words, warning and fate: one thing for a screen reader.
struct ChatWords: View {
  let row: ChatModel.Row

  var body: some View {
    VStack(alignment: .leading) {
      if let topic = row.topic { Text(verbatim: topic).font(.footnote) }
      Text(verbatim: row.speaker).font(.footnote)
      Text(verbatim: row.text)
      if let file = row.file { Text(verbatim: file).font(.footnote) }
      if let state = row.state { Text(verbatim: state).font(.footnote) }
      if let warning = row.warning { Text(verbatim: warning).font(.headline) }
    }
    .accessibilityElement(children: .combine)
  }
}

/// What is seldom needed, in the place of the conversation.
struct BesideChat: View {
  @Bindable var model: ChatModel

  var body: some View {
    switch model.beside {
    case .nothing: EmptyView()
    case .more: more
    case .search: search
    case .feedback: feedback
    case .transcript(let text, let check): transcript(text, check)
    case .reported(let named): Text(verbatim: model.strings.reported(named)).font(.headline)
    }
  }

  private var more: some View {
    VStack {
      Button(model.strings.searchMessages) { model.show(.search) }
      Button(model.strings.keepTranscript) { Task { await model.makeTranscript() } }.disabled(model.work.isRunning)
      Button(model.strings.rateChat) { model.show(.feedback) }
      Button(model.strings.endChat) { Task { await model.end() } }.disabled(model.work.isRunning)
    }
  }

  private var search: some View {
    VStack {
      TextField(model.strings.searchWords, text: $model.searched)
      Button(model.strings.searchMessages) { Task { await model.search() } }.disabled(model.work.isRunning)
      if let found = model.found {
        if found.isEmpty { Text(verbatim: model.strings.nothingFound) }
        List { ForEach(found) { ChatWords(row: $0) } }
      }
    }
  }

  private var feedback: some View {
    VStack {
      Text(verbatim: model.strings.rateChatWhy)
      TextField(model.strings.rateWords, text: $model.opinion)
      ForEach(Self.ratings, id: \.self) { rating in
        Button(model.strings.rating(rating)) { Task { await model.rate(rating) } }.disabled(model.work.isRunning)
      }
    }
  }

  private static let ratings: [ChatRating] = [.veryGood, .good, .fair, .bad, .veryBad]

  private func transcript(_ text: String, _ check: TranscriptCheck) -> some View {
    VStack {
      Text(verbatim: model.strings.transcript(check)).font(.headline)
      if check.holds { Text(verbatim: model.strings.signedBy(check.signedBy)).font(.footnote) }
      Text(verbatim: model.strings.transcriptClear)
      ShareLink(model.strings.saveFile, item: text)
    }
  }
}
