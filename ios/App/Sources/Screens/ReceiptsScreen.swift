import SwiftUI
import ViewModels

/// The bank's receipts, and all of them as a file.
struct ReceiptsScreen: View {
  let model: ReceiptsModel

  var body: some View {
    List {
      Text(verbatim: model.strings.receiptsWhy)
      if let rows = model.rows {
        if rows.isEmpty { Text(verbatim: model.strings.noReceipts) }
        ForEach(rows) { row in
          VStack(alignment: .leading) {
            Text(verbatim: row.what).font(.headline)
            Text(verbatim: row.detail)
            if let warning = row.warning { Text(verbatim: warning) }
          }
          .accessibilityElement(children: .ignore)
          .accessibilityLabel(row.spoken)
        }
        if let file = model.file {
          ShareLink(model.strings.handOn, item: file)
        } else if !rows.isEmpty {
          Button(model.strings.exportReceipts) { Task { await model.export() } }.disabled(model.work.isRunning)
        }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.receipts)
    .task { await model.load() }
    .secret(model.strings)
  }
}
