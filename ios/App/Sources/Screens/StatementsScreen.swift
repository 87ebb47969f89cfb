import SwiftUI
import ViewModels

/// Statements and bills of the cards, each with what is due and its document.
struct StatementsScreen: View {
  let model: StatementsModel

  var body: some View {
    List {
      ProblemView(work: model.work)
      if model.rows?.isEmpty == true { Text(verbatim: model.strings.noStatements) }
      ForEach(model.rows ?? []) { row in
        Section {
          VStack(alignment: .leading) {
            Text(verbatim: row.title).font(.footnote)
            Text(verbatim: row.state).font(.headline)
            Text(verbatim: row.action)
            ForEach(row.lines, id: \.self) { Text(verbatim: $0) }
          }
          .accessibilityElement(children: .ignore)
          .accessibilityLabel(row.spoken)
          Button(row.open) { Task { await model.open(row.id) } }.disabled(model.work.isRunning)
          if model.checked == row.id { Text(verbatim: model.strings.documentChecked) }
        }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.statements)
    .task { await model.load() }
    .secret(model.strings)
  }
}
