import SwiftUI
import ViewModels

/// The customer's cards and their controls.
struct CardsView: View {
  @Bindable var model: CardsModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      TextField(model.strings.newLimit, text: $model.newLimit)
      ForEach(model.rows) { card in
        Section {
          Text(verbatim: "\(card.name) •••• \(card.ending)").font(.headline).accessibilityLabel(card.spoken)
          Text(verbatim: state(card))
          Text(verbatim: model.strings.limit(card.limit))
          Text(verbatim: model.strings.ceiling(card.ceiling))
          control(card)
          Button(model.strings.setLimit(card.spoken)) { Task { await model.setLimit(card.id) } }
            .disabled(model.newLimit.isEmpty || model.work.isRunning)
        }
      }
    }
    .navigationTitle(model.strings.cards)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func control(_ card: CardsModel.Row) -> some View {
    if card.isFrozen {
      Button(model.strings.unfreeze(card.spoken)) { Task { await model.unfreeze(card.id) } }
        .disabled(model.work.isRunning)
    } else {
      Button(model.strings.freeze(card.spoken), role: .destructive) { Task { await model.freeze(card.id) } }
        .disabled(model.work.isRunning)
    }
  }

  private func state(_ card: CardsModel.Row) -> String {
    if card.isClosed { return model.strings.closed }
    let states = [card.isFrozen ? model.strings.frozen : nil, card.isHeld ? model.strings.held : nil]
    let said = states.compactMap(\.self).joined(separator: ", ")
    return said.isEmpty ? model.strings.inUse : said
  }
}
