import SwiftUI
import ViewModels

/// A month at a time: the total, and a bar for each kind of merchant that leads to its payments.
struct SpendingScreen: View {
  let model: SpendingModel
  let root: RootModel

  var body: some View {
    List {
      ProblemView(work: model.work)
      ForEach(model.about, id: \.self) { Text(verbatim: $0) }
      if model.months?.isEmpty == true { Text(verbatim: model.empty) }
      if let month = model.month {
        Heading(month.label)
        if month.totals.isEmpty { Text(verbatim: month.none) }
        ForEach(month.totals) { total in
          Section {
            VStack(alignment: .leading) {
              Text(verbatim: total.amount).font(.title2)
              Text(verbatim: total.change)
            }
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(total.spoken)
            ForEach(total.groups) { group in
              GroupRow(group: group)
              Button(model.strings.payments(of: group.label)) { see(group) }
            }
          }
        }
      }
      if model.hasEarlier { Button(model.strings.monthBefore) { model.earlier() } }
      if model.hasLater { Button(model.strings.monthAfter) { model.later() } }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.spending)
    .task { await model.load() }
    .secret(model.strings)
  }

  private func see(_ group: SpendingModel.Group) {
    if let spent = model.payments(of: group) { root.showPayments(model.cardId, spent: spent) }
  }
}

/// Label, bar and numbers: read out in one piece.
private struct GroupRow: View {
  let group: SpendingModel.Group

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: group.label).font(.headline)
      ProgressView(value: Double(group.percent), total: 100)
      Text(verbatim: group.amount)
      Text(verbatim: group.share)
      Text(verbatim: group.change)
    }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(group.spoken)
  }
}

/// Who charges again and again, and what blocking does and does not do.
struct SubscriptionsScreen: View {
  let model: SubscriptionsModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      ForEach(model.about, id: \.self) { Text(verbatim: $0) }
      ForEach(model.rows ?? []) { row in
        Section {
          VStack(alignment: .leading) {
            Text(verbatim: row.merchant).font(.headline)
            Text(verbatim: row.price)
            Text(verbatim: row.state)
            ForEach(row.lines, id: \.self) { Text(verbatim: $0) }
          }
          .accessibilityElement(children: .ignore)
          .accessibilityLabel(row.spoken)
          Button(model.label(of: row)) { Task { await model.toggle(row) } }.disabled(model.work.isRunning)
        }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.subscriptions)
    .task { await model.load() }
    .secret(model.strings)
  }
}
