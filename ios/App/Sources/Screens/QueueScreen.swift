import SwiftUI
import ViewModels

/// What was asked of the bank for the cards, and what became of it.
struct QueueScreen: View {
  let model: QueueModel
  let root: RootModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      Text(verbatim: model.strings.queueWhy)
      if model.rows?.isEmpty == true { Text(verbatim: model.strings.noRequests) }
      if model.waits {
        Button(model.strings.sendRequests) { Task { await model.send() } }
          .buttonStyle(.borderedProminent)
          .disabled(model.work.isRunning)
        Button(model.strings.freezeCode) { root.showFreezeCode() }
      }
      ForEach(model.rows ?? []) { row in
        Section {
          RequestRow(row: row)
          if row.asks {
            Button(model.strings.repeatRequest(row.name)) { Task { await model.repeat(row.id) } }
              .disabled(model.work.isRunning)
          }
          if row.mayBeDismissed {
            Button(model.strings.dismissRequest(row.name), role: .cancel) { Task { await model.dismiss(row.id) } }
              .disabled(model.work.isRunning)
          }
        }
      }
    }
    .navigationTitle(model.strings.queue)
    .task { await model.load() }
    .secret(model.strings)
  }
}

/// What was asked for and how it stands: read out in one piece.
struct RequestRow: View {
  let row: QueueModel.Row

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: row.title).font(.headline)
      Text(verbatim: row.state)
      Text(verbatim: row.detail)
      Text(verbatim: row.time).font(.footnote)
    }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(row.spoken)
  }
}
