import SwiftUI
import ViewModels

/// How the token stands. Named for the screen: `TokenView` is a record of the core.
struct TokenScreen: View {
  let model: TokenModel
  let root: RootModel

  var body: some View {
    ScrollView {
      if let told = model.told {
        VStack(alignment: .leading) {
          Text(verbatim: told.title).font(.headline)
          Text(verbatim: told.body)
          Text(verbatim: told.action)
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(told.spoken)
      }
      if model.isWorking { Heading(model.strings.tokenWorks) }
      if let until = model.saidUntil { Heading(model.strings.notMeSaid(until)) }
      ForEach(model.offers, id: \.self) { offer($0) }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.token)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func offer(_ offer: TokenModel.Offer) -> some View {
    switch offer {
    case .suspend:
      Text(verbatim: model.strings.suspendWhy)
      button(model.strings.suspend) { await model.suspend() }
    case .lift:
      button(model.strings.liftSuspension) { await model.lift() }
    case .notMe:
      button(model.strings.notMe) { await model.notMe() }
      Text(verbatim: model.strings.notMeWhy)
    case .register:
      button(model.strings.register) { root.showRegistration() }
    case .freezeCard:
      button(model.strings.freezeACard) { root.showCards() }
    }
  }

  private func button(_ title: String, _ action: @escaping @MainActor () async -> Void) -> some View {
    Button(title) { Task { await action() } }.disabled(model.work.isRunning)
  }
}
