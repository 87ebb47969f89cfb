import KunciCore
import SwiftUI
import ViewModels

/// The conversations with the bank.
struct ChatsView: View {
  let model: ChatsModel
  let root: RootModel

  var body: some View {
    VStack {
      List {
        ForEach(model.all ?? [], id: \.id) { conversation in
          VStack(alignment: .leading) {
            ConversationRow(conversation: conversation, strings: model.strings)
            Button(model.strings.openChat(conversation.title)) { show(conversation.id, conversation.title) }
          }
        }
      }
      ProblemView(work: model.work)
      Button(model.strings.newChat) { model.choose() }.disabled(model.work.isRunning)
      if model.choosing {
        Text(verbatim: model.strings.chatAbout).font(.headline)
        ForEach(model.topics, id: \.code) { topic in
          Button(topic.title) {
            Task { if let id = await model.begin(topic) { show(id, topic.title) } }
          }
          .disabled(model.work.isRunning)
        }
      }
    }
    .navigationTitle(model.strings.chats)
    .task { await model.open() }
    .secret(model.strings)
  }

  private func show(_ id: String?, _ title: String) {
    model.close()
    root.showConversation(id, about: title)
  }
}

/// What about, the last words, how much is new, and whether it goes on: one thing for a screen reader.
struct ConversationRow: View {
  let conversation: ChatConversation
  let strings: Strings

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: conversation.title).font(.headline)
      Text(verbatim: conversation.last.isEmpty ? strings.chatEmpty : conversation.last)
      if conversation.unread > 0 { Text(verbatim: strings.unread(conversation.unread)).font(.footnote) }
      if !conversation.open { Text(verbatim: strings.chatEnded).font(.footnote) }
    }
    .accessibilityElement(children: .combine)
  }
}
