import SwiftUI
import ViewModels

/// The customer's cards, who holds them, and what can be done with them.
struct CardsView: View {
  @Bindable var model: CardsModel
  let root: RootModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      ForEach(model.requests) { RequestRow(row: $0) }
      if model.waits { Button(model.strings.freezeCode) { root.showFreezeCode() } }
      if model.isLoaded, model.rows.isEmpty { Text(verbatim: model.strings.noCards) }
      TextField(model.strings.newLimit, text: $model.newLimit).amountKeyboard()
      ForEach(model.rows) { card in
        Section {
          Text(verbatim: "\(card.name) •••• \(card.ending)").font(.headline).accessibilityLabel(card.spoken)
          Text(verbatim: card.state)
          ForEach(card.holds) { HoldRow(hold: $0) }
          Text(verbatim: model.strings.limit(card.limit)).accessibilityLabel(model.strings.limit(card.spokenLimit))
          Text(verbatim: model.strings.ceiling(card.ceiling))
            .accessibilityLabel(model.strings.ceiling(card.spokenCeiling))
          freezing(card)
          if card.isActive { changes(card) }
          Button(model.strings.lifeOf(card.spoken)) { root.showLife(card.id) }
          Button(model.strings.paymentsWith(card.spoken)) { root.showPayments(card.id) }
          Button(model.strings.spendingWith(card.spoken)) { root.showSpending(card.id) }
          Button(model.strings.subscriptionsOn(card.spoken)) { root.showSubscriptions(card.id) }
          Button(model.strings.whyDeclinedWith(card.spoken)) { root.showWhy(card.id) }
        }
      }
      if !model.rows.isEmpty {
        Button(model.strings.allPayments) { root.showPayments(nil) }
        Button(model.strings.allSpending) { root.showSpending(nil) }
        Button(model.strings.allSubscriptions) { root.showSubscriptions(nil) }
        Button(model.strings.receipts) { root.showReceipts() }
      }
      Button(model.strings.statements) { root.showStatements() }
      Button(model.strings.disputes) { root.showDisputes() }
      Button(model.strings.queue) { root.showQueue() }
    }
    .navigationTitle(model.strings.cards)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func freezing(_ card: CardsModel.Row) -> some View {
    if card.isFrozen {
      Button(model.strings.unfreeze(card.spoken)) { Task { await model.unfreeze(card.id) } }
        .disabled(model.work.isRunning)
    } else if card.isFreezable {
      Button(model.strings.freeze(card.spoken), role: .destructive) { Task { await model.freeze(card.id) } }
        .disabled(model.work.isRunning)
    }
  }

  @ViewBuilder private func changes(_ card: CardsModel.Row) -> some View {
    Button(model.strings.setLimit(card.spoken)) { Task { await model.setLimit(card.id) } }
      .disabled(model.newLimit.isEmpty || model.work.isRunning)
    Button(model.strings.controlsOf(card.spoken)) { root.showControls(card.id) }
    Button(model.strings.watchOf(card.spoken)) { root.showWatch(card.id) }
    Button(model.strings.willItWorkWith(card.spoken)) { root.showWill(card.id) }
  }
}

/// Who holds the card, what that means, whom to ask: read out in one piece.
struct HoldRow: View {
  let hold: CardsModel.Hold

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: hold.title).font(.headline)
      Text(verbatim: hold.since).font(.footnote)
      Text(verbatim: hold.body)
      Text(verbatim: hold.action)
    }
    .accessibilityElement(children: .combine)
  }
}
