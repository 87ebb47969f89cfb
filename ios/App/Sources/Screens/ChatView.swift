import SwiftUI
import ViewModels

/// The secure chat.
struct ChatView: View {
  @Bindable var model: ChatModel

  var body: some View {
    VStack {
      List {
        if model.rows.isEmpty { Text(verbatim: model.strings.noMessages) }
        ForEach(model.rows) { row in
          VStack(alignment: .leading) {
            Text(verbatim: row.speaker).font(.footnote)
            Text(verbatim: row.text)
            if let state = row.state { Text(verbatim: state).font(.footnote) }
            if let warning = row.warning { Text(verbatim: warning).font(.headline) }
          }
          .accessibilityElement(children: .combine)
        }
      }
      ProblemView(work: model.work)
      TextField(model.strings.message, text: $model.draft)
      HStack {
        Button(model.strings.send) { Task { await model.send() } }.disabled(model.work.isRunning)
        Button(model.strings.askForPerson) { Task { await model.askForPerson() } }.disabled(model.work.isRunning)
      }
    }
    .navigationTitle(model.strings.chat)
    .task { await model.open() }
    .secret(model.strings)
  }
}
