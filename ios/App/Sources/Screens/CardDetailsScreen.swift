import SwiftUI
import ViewModels

/// A card's number, date and security code, once and for a short while.
struct CardDetailsScreen: View {
  let model: CardDetailsModel

  var body: some View {
    ScrollView {
      if let shown = model.shown {
        Text(verbatim: model.strings.revealNumber).font(.headline)
        Text(verbatim: shown.number).font(.largeTitle.monospacedDigit()).accessibilityLabel(shown.spokenNumber)
        Text(verbatim: model.strings.revealExpiry).font(.headline)
        Text(verbatim: shown.expiry)
        Text(verbatim: model.strings.revealCode).font(.headline)
        Text(verbatim: shown.code).font(.largeTitle.monospacedDigit()).accessibilityLabel(shown.spokenCode)
        Text(verbatim: model.strings.revealLeft(model.secondsLeft))
          .task(id: shown) { await model.expire() }
        Button(model.strings.revealHide) { model.hide() }.buttonStyle(.borderedProminent)
      } else if model.isOver {
        Text(verbatim: model.strings.revealHidden)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.reveal)
    .task { await model.load() }
    .secret(model.strings)
  }
}
