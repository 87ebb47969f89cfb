import SwiftUI
import ViewModels

/// What the bank told. Named for the screen: `AlertsView` is a record of the core.
struct AlertList: View {
  let model: AlertsModel
  let onFreeze: @MainActor () -> Void

  var body: some View {
    List {
      if let rows = model.rows {
        if rows.isEmpty { Text(verbatim: model.strings.noAlerts) }
        ForEach(rows) { row in
          VStack(alignment: .leading) {
            Text(verbatim: row.isUnread ? "\(row.time) · \(model.strings.newAlert)" : row.time).font(.footnote)
            Text(verbatim: row.title).font(.headline)
            Text(verbatim: row.body)
            Text(verbatim: row.action)
          }
          .accessibilityElement(children: .combine)
        }
        if rows.contains(where: \.isAboutCard) { Button(model.strings.freezeACard) { onFreeze() } }
        if model.hasOlder { Button(model.strings.olderAlerts) { Task { await model.older() } } }
      }
      Button(model.strings.refresh) { Task { await model.load() } }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.alerts)
    .task { await model.load() }
    .secret(model.strings)
  }
}
